//! Aligning two lists of texts: which item of one became which item of the other.
//!
//! 1. [`words`] cuts a text into words and into stems, in any script.
//! 2. [`likeness`] says how like two items are: topics in common first, then words.
//! 3. [`assign`] finds the pairs that are best together, each item in at most one pair, where an
//!    item may also stay alone.
//! 4. [`matching`] adds what one-to-one pairs cannot say: several items made into one, one into
//!    several.

pub mod words;

mod sparse;

pub mod likeness;

mod chance;

pub mod assign;

pub mod matching;
