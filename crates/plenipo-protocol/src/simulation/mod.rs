//! One negotiation many times over: how often it ends in agreement, on what, and for whom.

mod seated;
mod tally;

pub use seated::{Simulation, SimulationError, SimulationEvent, SimulationSettings};
pub use tally::{PartyTally, Tally};
