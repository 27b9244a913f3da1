//! Suites: one file for each module of `src/`.

mod case;
mod cases;
pub(crate) mod dossier;
