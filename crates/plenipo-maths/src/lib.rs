//! Algorithms that know no negotiation noun: random streams, samplers, rank statistics, scores.
//!
//! Samples are kept as *structures of arrays*: a table of `k` items and `n` samples is one flat
//! slice of `k · n` numbers in which item `i` owns `[i · n .. (i + 1) · n]`, so that every pass over
//! one item reads memory in order. All samplers give the same bytes at any thread count and on any
//! machine with IEEE 754 arithmetic.

pub mod random;
pub mod row;
pub mod spec;

pub mod linear_extension;
pub mod poset;
pub mod simplex;
pub mod value;

pub mod scores;
pub mod smaa;
pub mod statistics;

pub mod extremes;
pub mod hazard;

pub mod logarithm;

pub mod transversal;
pub mod work;

mod chunks;
mod coupling;
mod facets;
mod region;
mod sorted;
mod tree;
mod walk;

pub mod bargain;
pub mod change;
pub mod frontier;
pub mod programme;

pub mod align;
