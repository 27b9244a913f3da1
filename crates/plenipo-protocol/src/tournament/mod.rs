//! Tournaments: strategies against each other, in every role, on every scenario.
//!
//! A negotiation of a tournament is known by its number alone, so that a tournament can be shared out, broken off
//! and taken up again: whoever plays a number gets the same.

mod board;
mod plan;
mod seatings;
mod shard;

pub use board::{Leaderboard, Ranked};
pub use plan::{Arena, Bout, BoutOf, Tournament, TournamentError, TournamentSettings};
pub use shard::Shard;
