//! Suites: one file for each module of `src/`.

mod frontier;
mod reference;
mod scenario;
