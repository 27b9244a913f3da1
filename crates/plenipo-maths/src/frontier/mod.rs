//! Exact Pareto frontiers of sums: everything that could be gained by choosing one option for each
//! of many criteria, when each player's utility is the sum over the criteria.
//!
//! # Method
//! The dynamic programme of Nemhauser and Ullmann (*Discrete dynamic programming and capital
//! allocation*, Management Science 15 (1969) 494–505), for any number of players:
//!
//! ```text
//! F₀ = {0},   Fᵢ = nondominated(Fᵢ₋₁ ⊕ optionsᵢ)
//! ```
//!
//! It is exact, since a dominated partial sum stays dominated whatever is added to it. Utilities
//! are integers, scaled for each player by itself (see [`Scale`]), so that "at least as good" has no rounding in it; back-pointers
//! give the options behind every point. Criteria whose utilities depend on each other are in
//! [`Joint`]: bucket elimination with one frontier for each assignment of a
//! separator.
//!
//! No function here draws a random number, and the same input gives the same points in the same
//! order at any number of threads.

mod additive;
mod eliminate;
mod error;
mod joint;
mod kd;
mod layers;
mod many;
mod permitted;
mod reduce;
mod relaxed;
mod result;
mod scale;
mod shrink;
mod solve;
mod thin;
mod three;
mod ties;
mod two;

pub(crate) use reduce::{Row, undominated};
pub(crate) use scale::{NORMAL, times_power};
#[cfg(feature = "highs")]
pub(crate) use shrink::shrink;

pub use additive::Additive;
pub use error::{FrontierError, FrontierReached};
pub use joint::{
    Joint, JointFrontier, JointLimits, JointTerm, Never, Obstacle, frontier_joint,
    frontier_joint_within,
};
pub use permitted::permitted;
pub use relaxed::{Relaxed, frontier_relaxed};
pub use result::Frontier;
pub use scale::Scale;
pub use solve::{FrontierSettings, frontier, frontier_within};
pub use ties::{Ties, ties};

/// The most players a frontier is computed for.
pub const PLAYERS_MAX: usize = 32;
