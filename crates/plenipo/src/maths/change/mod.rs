//! The smallest sets of changes that reach something.
//!
//! There are *items*, each held as it is or changed to one of its *choices*. [`clear`] finds the
//! smallest sets of changes after which nothing is violated any more; [`reach`] those after which
//! enough samples of every judge are satisfied. Both are exact: every set of the smallest size is
//! found (up to a limit), and that there is none of a smaller size is proved.

pub mod clear;
pub mod reach;

/// A change: an item and the choice it is changed to.
pub type Change = (usize, usize);
