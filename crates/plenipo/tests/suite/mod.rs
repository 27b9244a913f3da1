//! Suites: one file for each module of `src/`.

mod architecture;
mod cases;
pub(crate) mod dossier;
mod maths;
mod reference;
