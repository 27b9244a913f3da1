//! Suites: one file for each module of `src/`.

mod case;
pub(crate) mod dossier;
