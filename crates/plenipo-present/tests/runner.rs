//! The presenters' one test binary: a file for each presenter, and the laws all of them keep.

mod suite;
