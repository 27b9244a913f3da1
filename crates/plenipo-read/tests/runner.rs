//! The tests of reading.

mod suite;
