//! What can be wrong with a question about a frontier.

use std::fmt;

/// Why a frontier, or a solution on it, cannot be computed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FrontierError {
    /// There are no players, or more than [`PLAYERS_MAX`](super::PLAYERS_MAX).
    Players {
        /// The number given.
        given: usize,
    },
    /// A row or a list does not have one entry for each player, criterion or variable.
    Shape {
        /// What the list holds.
        what: &'static str,
        /// The length it must have.
        expected: usize,
        /// The length it has.
        given: usize,
    },
    /// A number is NaN, infinite, or so large that sums would lose their last digits.
    Number {
        /// What the number is.
        what: &'static str,
        /// The number.
        value: f64,
    },
    /// An index is beyond the options or criteria there are.
    Index {
        /// What is indexed.
        what: &'static str,
        /// The index given.
        given: usize,
        /// How many there are.
        available: usize,
    },
    /// A criterion has no option left, so there is no outcome at all.
    NothingLeft {
        /// The criterion, counted from 0.
        criterion: usize,
    },
    /// The frontier would need more memory than allowed.
    Memory {
        /// Bytes needed at least.
        bytes_needed: u64,
        /// Bytes allowed.
        bytes_max: u64,
        /// How many criteria had been combined.
        criteria_done: usize,
        /// How many there are.
        criteria: usize,
    },
}

impl fmt::Display for FrontierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Players { given } => {
                write!(f, "{given} players: between 1 and {} can be compared", super::PLAYERS_MAX)
            }
            Self::Shape { what, expected, given } => {
                write!(f, "{what}: expected {expected} entries, found {given}")
            }
            Self::Number { what, value } => write!(f, "{what}: {value} is not a usable number"),
            Self::Index { what, given, available } => {
                write!(f, "{what} {given} does not exist: there are {available}, counted from 0")
            }
            Self::NothingLeft { criterion } => {
                write!(f, "criterion {criterion} has no option left, so no outcome exists")
            }
            Self::Memory { bytes_needed, bytes_max, criteria_done, criteria } => write!(
                f,
                "the exact frontier needs more than {} MB after {criteria_done} of {criteria} \
                 criteria ({} MB allowed); allow more memory, or an epsilon",
                bytes_needed / 1_000_000,
                bytes_max / 1_000_000
            ),
        }
    }
}

impl std::error::Error for FrontierError {}
