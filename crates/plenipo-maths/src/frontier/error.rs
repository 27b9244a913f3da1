//! What can be wrong with a question about a frontier.

use std::fmt;

use crate::work::Ended;

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
    /// A number is NaN or infinite, or sums of it would be.
    Number {
        /// What the number is: whose, and of which criterion and option, counted from 0.
        what: String,
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
        /// Bytes allowed.
        bytes_max: u64,
        /// How far it came.
        reached: FrontierReached,
    },
    /// The frontier would need more work than allowed.
    Work {
        /// How far it came.
        reached: FrontierReached,
    },
    /// Whoever was told of the progress asked to stop.
    Stopped,
}

/// How far a frontier came that was not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontierReached {
    /// Criteria that had been combined.
    pub criteria_done: usize,
    /// How many there are.
    pub criteria: usize,
    /// Points of the frontier of those that had been combined.
    pub points: usize,
}

impl fmt::Display for FrontierReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criteria_done, criteria, points } = self;
        write!(f, "{criteria_done} of {criteria} issues alone have a frontier of {points} points")
    }
}

impl FrontierError {
    /// What ended a computation that had come so far.
    pub(super) fn ended(why: Ended, reached: FrontierReached) -> Self {
        match why {
            Ended::Spent => Self::Work { reached },
            Ended::Stopped => Self::Stopped,
        }
    }
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
            Self::Memory { bytes_max, reached } => write!(
                f,
                "the exact frontier needs more than the {} MB of memory allowed ({reached})",
                bytes_max / 1_000_000
            ),
            Self::Work { reached } => {
                write!(f, "the exact frontier needs more work than allowed ({reached})")
            }
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for FrontierError {}
