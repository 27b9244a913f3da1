//! Suites: a folder for each module of `src/`, and the cases of `cases/`.

mod case;
mod cases;
mod dossier;
