//! What many runs came to, as values: for other doors, and for programs that use the library.

use crate::finding::status::Status;
use plenipo_protocol::simulation::{SimulationSettings, Tally};
use plenipo_record::case::Case;
use plenipo_record::scenario::Scenario;

/// What rules of procedure and strategies make of the preferences on record.
#[derive(Debug)]
#[non_exhaustive]
pub struct ShuttleAnswer<'a> {
    pub(super) case: &'a Case,
    /// What came of it.
    pub outcome: ShuttleOutcome,
}

impl ShuttleAnswer<'_> {
    /// The visible record that was asked: what the places in the answer refer to.
    pub fn case(&self) -> &Case {
        self.case
    }
}

/// What came of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum ShuttleOutcome {
    /// Nothing can be played: in a sentence, and what that comes to.
    Undetermined(String, Status),
    /// Runs were played.
    Played(Box<PlayedRuns>),
}

/// Runs that were played.
#[derive(Debug)]
#[non_exhaustive]
pub struct PlayedRuns {
    /// The settings.
    pub settings: SimulationSettings,
    /// The issues with the options that keep to every line, and the parties, in order; its numbers are the averages.
    pub scenario: Scenario,
    /// How many samples of the preferences were played on: one where the record states numbers.
    pub samples: usize,
    /// What the runs came to.
    pub tally: Tally,
    /// The same under each mediator, where the protocol has one.
    pub mediators: Vec<UnderMediator>,
    /// One run round by round, where that was asked for: the round, counted from 1, and what happened.
    pub story: Vec<(u32, String)>,
    /// What is to be known of the lines.
    pub(super) notes: Vec<String>,
}

/// The share of runs that end in agreement under one mediator.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UnderMediator {
    /// Its name.
    pub mediator: &'static str,
    /// How many runs were played.
    pub runs: u64,
    /// The share, with the ends of its 95 % interval (Wilson); `None` where it needs more than parties say.
    pub agreement: Option<(f64, f64, f64)>,
}
