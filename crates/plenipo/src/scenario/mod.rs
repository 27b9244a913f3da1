//! The other door in: negotiation scenarios as the field publishes them, read and written.
//!
//! Genius XML (discrete, integer and real issues, hyper-rectangle functions), GeniusWeb JSON,
//! NegMAS folders in YAML or JSON, and plain profiles in JSON. A scenario is a handful of named
//! files; what each of them is is recognised by its content, and its name keeps backups out. Nothing
//! here reads a file: [`read`] takes bytes, the writers return them.
//!
//! What a format cannot say is said by [`Written::lost`], and what a file leaves to the reader by
//! [`Scenario::notes`].

mod encoding;
mod error;
mod genius;
mod genius_boxes;
mod genius_values;
mod genius_write;
mod geniusweb;
mod model;
mod negmas;
mod node;
mod profiles;
mod question;
mod recognise;
mod statistics;
mod web_write;
mod write;
mod xml;

pub use error::ScenarioError;
pub use model::{Interaction, Issue, Party, Scenario, Values};
pub use question::Question;
pub use recognise::read;
pub use statistics::{
    Fraction, Point, ScenarioStatistics, SolutionPoints, StatisticsSettings, Zone, statistics,
    statistics_within,
};
pub use write::{Format, Written, write};

/// Bytes a file may have.
pub const FILE_BYTES_MAX: usize = 16 << 20;
/// Options an issue may have.
pub const OPTIONS_MAX: usize = 100_000;
/// Options all issues may have together.
pub const OPTIONS_TOTAL_MAX: usize = 500_000;
/// Issues a scenario may have.
pub const ISSUES_MAX: usize = 1_000;
