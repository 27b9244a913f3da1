//! Suites: one file for each module of `src/`.

mod bundle;
mod forecasts;
pub(crate) mod paper;
mod scenario;
mod scenario_ranges;
mod sheets;
mod tournament;
