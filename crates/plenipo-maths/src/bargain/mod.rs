//! Bargaining solutions without the frontier: branch and bound for the outcomes that the textbook
//! solutions choose among all outcomes of an additive question, with all ties.
//!
//! # Definitions
//! With utilities `u`, reservation values `r`, and `d = max(r, the player's minimum)`, over the
//! outcomes with `u ≥ r` for every player:
//!
//! ```text
//! Nash (1950)                 max Πₚ (uₚ − dₚ)
//! Kalai–Smorodinsky (1975)    max minₚ (uₚ − dₚ) / (mₚ − dₚ),   mₚ = best rational value of p
//! egalitarian (Kalai 1977)    max minₚ (uₚ − dₚ)
//! utilitarian                 max Σₚ uₚ
//! ```
//!
//! Both max-min solutions break ties leximin. The egalitarian one is found first, over all
//! outcomes: when even its smallest gain is negative there is no zone of agreement, and that is a
//! proof.
//!
//! # Method
//! Depth first over the criteria. For weights `a` from the dual of the continuous relaxation an
//! outcome can only be as good as the best one known if `a·u` reaches a threshold (for Nash,
//! `λ·g ≥ n (Πλ·N)^(1/n)` by the inequality of arithmetic and geometric means), and the greatest
//! `a·u` that a partial choice can still reach is a sum of maxima. The first outcome comes from
//! climbing by changes of one and of two criteria.
//!
//! Which of two outcomes is better is decided in whole numbers, without rounding: products of gains
//! in as many bits as they have, ratios crosswise in 128, sums over scales of any size. Ties are
//! those that the rounding of the input does not tell apart.

mod climb;
mod dual;
mod fraction;
mod goal;
mod ground;
mod listed;
mod measures;
mod search;
mod solutions;
mod space;

pub use fraction::{
    FractionSettings, RationalFraction, rational_fraction, rational_fraction_joint,
    rational_fraction_within,
};
pub use listed::bargain_listed;
pub use measures::{ks_spread, opposition};
pub use solutions::{
    BargainOutcome, BargainSettings, Bargaining, Nash, Solution, Solutions, bargain,
    bargain_within, nash_within,
};
