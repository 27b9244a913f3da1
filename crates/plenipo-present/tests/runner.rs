//! The presenters' one test binary: a file for each presenter, and the laws all of them keep.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod suite;
