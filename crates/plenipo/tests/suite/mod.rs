//! Suites: one file for each module of `src/`.

mod architecture;
mod extract;
mod lens;
mod scenario;
mod scenario_capped;
mod scenario_played;
mod scenario_ties;
