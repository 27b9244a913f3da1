//! The smallest sets of changes that reach something.
//!
//! There are *items*, each held as it is or changed to one of its *choices*. [`clear`] finds the
//! smallest sets of changes after which nothing forbidden is there any more; [`reach`] those after
//! which enough samples of every judge are satisfied. Both are exact: every set of the smallest size is
//! found (up to a limit), and that there is none of a smaller size is proved. Both count what they do
//! ([`work`]) and give up where they were told to.

pub mod clear;
mod net;
pub mod reach;
pub mod work;

/// A change: an item and the choice it is changed to.
pub type Change = (usize, usize);
