//! Suites: one file for each module of `src/`.

mod bundle;
mod forecasts;
pub(crate) mod paper;
mod paper_lists;
mod scenario;
mod scenario_ranges;
mod sheets;
mod tournament;
