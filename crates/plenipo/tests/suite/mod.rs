//! Suites: one file for each module of `src/`.

mod architecture;
mod maths;
mod reference;
