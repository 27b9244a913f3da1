//! What a scenario asks of the algorithms, and the statistics of the field.

mod question;
mod statistics;
mod ties;

pub use question::{Question, question};
pub use statistics::{
    Fraction, ScenarioPoint, ScenarioStatistics, SolutionPoints, StatisticsSettings, Zone,
    statistics, statistics_within,
};
pub use ties::with_ties;
