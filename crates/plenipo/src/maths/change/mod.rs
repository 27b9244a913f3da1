//! The smallest sets of changes that reach something.
//!
//! There are *items*, each held as it is or changed to one of its *choices*. [`clear`] finds the
//! smallest sets of changes after which nothing is violated any more: exactly, every set of the
//! smallest size up to a limit, with the proof that there is none of a smaller size.

pub mod clear;

/// A change: an item and the choice it is changed to.
pub type Change = (usize, usize);
