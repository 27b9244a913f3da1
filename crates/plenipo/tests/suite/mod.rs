//! Suites: one file for each module of `src/`.
mod cases;
pub(crate) mod dossier;
