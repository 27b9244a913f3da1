//! Algorithms that know no negotiation noun: random streams, samplers, rank statistics.

pub mod bargain;
pub mod frontier;
