//! Suites: one file for each module of `src/`.

mod maths;
mod reference;
