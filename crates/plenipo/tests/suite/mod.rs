//! Suites: one file for each module of `src/`.

mod architecture;
mod case;
pub(crate) mod cases;
pub(crate) mod dossier;
mod lens;
mod scenario;
mod scenario_ranges;
mod scenario_reading;
mod scenario_ties;
