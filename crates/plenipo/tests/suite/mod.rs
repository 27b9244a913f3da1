//! Suites: one file for each module of `src/`.
