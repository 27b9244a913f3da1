//! Suites: one file for each module of `src/`.
pub(crate) mod dossier;
