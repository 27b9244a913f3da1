//! What the samplers share: intervals, what went wrong, and how well a sample was drawn.

use std::fmt;

/// A closed interval of real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub lo: f64,
    /// The upper end; at least `lo` in a valid interval.
    pub hi: f64,
}

impl Interval {
    /// `[0, 1]`: no restriction on a weight or a value.
    pub const UNIT: Self = Self { lo: 0.0, hi: 1.0 };

    /// The interval from `lo` to `hi`.
    #[must_use]
    pub const fn new(lo: f64, hi: f64) -> Self {
        Self { lo, hi }
    }

    /// The single number `value`.
    #[must_use]
    pub const fn fixed(value: f64) -> Self {
        Self { lo: value, hi: value }
    }
}

/// Why a specification describes nothing that could be sampled.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SpecError {
    /// There are no items, or every weight is fixed at zero.
    Nothing,
    /// Item `item` is named, but there are only `n`.
    OutOfRange {
        /// The item named.
        item: usize,
        /// How many items there are.
        n: usize,
    },
    /// An item stands twice in a ranking, in two classes, or in a class and among the zeros.
    Repeated {
        /// The item.
        item: usize,
    },
    /// An item is missing from a ranking of all items.
    Missing {
        /// The item.
        item: usize,
    },
    /// Each item is said to stand above the next, and the last above the first (items declared
    /// equal may stand side by side). One item alone: it is said to stand above itself.
    Cycle {
        /// The items of the cycle, each once.
        items: Vec<usize>,
    },
    /// A partial order over more items than a [`Poset`](super::poset::Poset) holds.
    TooManyItems {
        /// Items asked for.
        n: usize,
        /// Items possible.
        max: usize,
    },
    /// A list has not the length that the number of items (and samples) calls for.
    Length {
        /// The length called for.
        expected: usize,
        /// The length given.
        found: usize,
    },
    /// A number is not finite or outside its range.
    Number {
        /// The item it belongs to.
        item: usize,
        /// The number.
        value: f64,
    },
    /// An interval ends before it begins, either as given or once the order and the other
    /// intervals are taken into account.
    NoRoom {
        /// The item.
        item: usize,
        /// The least value left to it.
        lo: f64,
        /// The greatest value left to it.
        hi: f64,
    },
    /// The lower bounds of the weights sum to more than 1.
    LowerSumAboveOne {
        /// Their sum, once the order is taken into account.
        sum: f64,
    },
    /// The upper bounds of the weights sum to less than 1.
    UpperSumBelowOne {
        /// Their sum, once the order is taken into account.
        sum: f64,
    },
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "there is nothing to sample"),
            Self::OutOfRange { item, n } => write!(f, "there is no item {item} among {n}"),
            Self::Repeated { item } => write!(f, "item {item} is placed twice"),
            Self::Missing { item } => write!(f, "item {item} is not ranked"),
            Self::Cycle { items } => {
                write!(f, "the order contradicts itself: ")?;
                for item in items {
                    write!(f, "{item} > ")?;
                }
                write!(f, "{}", items.first().copied().unwrap_or_default())
            }
            Self::TooManyItems { n, max } => {
                write!(f, "a partial order over {n} items; at most {max} are possible")
            }
            Self::Length { expected, found } => {
                write!(f, "a list of length {expected} was expected, not {found}")
            }
            Self::Number { item, value } => {
                write!(f, "{value} is not a possible number for item {item}")
            }
            Self::NoRoom { item, lo, hi } => {
                write!(f, "nothing is left for item {item}: at least {lo} and at most {hi}")
            }
            Self::LowerSumAboveOne { sum } => write!(f, "the lower bounds sum to {sum}, above 1"),
            Self::UpperSumBelowOne { sum } => write!(f, "the upper bounds sum to {sum}, below 1"),
        }
    }
}

impl std::error::Error for SpecError {}

/// How a sample was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Independent and exact.
    Exact,
    /// Independent and exact: proposals outside the region were thrown away.
    Rejection {
        /// The share of proposals kept, estimated beforehand from 4,096 of them.
        acceptance: f64,
    },
    /// Hit-and-run: dependent draws whose distribution tends to the uniform one.
    HitAndRun {
        /// Steps walked between two samples.
        steps_per_sample: usize,
    },
}

/// How a sample was drawn and how many independent draws it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleReport {
    /// How it was drawn.
    pub method: Method,
    /// Independent draws that would estimate the worst-estimated item's mean as well; the number
    /// of samples unless the method is hit-and-run.
    pub effective_samples: f64,
}

/// Fails unless `out` holds exactly `n_items · n_samples` numbers.
pub(crate) fn check_length(out: &[f64], n_items: usize, n_samples: usize) -> Result<(), SpecError> {
    let expected = n_items.saturating_mul(n_samples);
    if out.len() == expected {
        Ok(())
    } else {
        Err(SpecError::Length { expected, found: out.len() })
    }
}
