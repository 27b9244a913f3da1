//! What a scenario asks of the algorithms, and the statistics of the field.

mod question;
mod statistics;

pub use question::{Question, question};
pub use statistics::{
    Fraction, Point, ScenarioStatistics, SolutionPoints, StatisticsSettings, Zone, statistics,
    statistics_within,
};
