//! Suites: one file for each module of `src/`.

mod reference;
mod scenario;
