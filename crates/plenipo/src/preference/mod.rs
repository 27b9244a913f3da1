//! What a record lets us say about each party's values: the one home of preferences.
//!
//! A [`profile::Profile`] is the part that the record fixes: orders, ideals, stated values,
//! salience. [`samples::Samples`] are explicit draws from everything it leaves open, and
//! [`draws::Draws`] keeps them for lenses that ask again and again. Every lens that compares drafts
//! uses these and draws nothing itself. [`robust::Robust`] says what holds for all that is left open, without draws.
//!
//! `U_p(x) = Σ_i w_pi · v_pi(x_i)` with `w ≥ 0`, `Σ w = 1` and, on every issue, `v = 1` for the best
//! option and `v = 0` for the worst (`v = 1` throughout where the party is indifferent). So `U` is
//! the share of the party's best deal.

pub mod draws;
pub mod gains;
pub mod imported;
pub mod numbers;
pub mod profile;
pub mod reservation;
pub mod robust;
pub mod samples;
mod scale;
pub mod way;
