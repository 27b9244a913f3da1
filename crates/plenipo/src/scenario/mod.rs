//! What a scenario asks of the algorithms, the statistics of the field, and the space that protocols are played on.

mod question;
mod space;
mod statistics;
mod ties;

pub use question::{Question, question};
pub use space::space;
pub use statistics::{
    Fraction, ScenarioPoint, ScenarioStatistics, SolutionPoints, StatisticsSettings, Zone,
    statistics, statistics_within,
};
pub use ties::nash_with_ties;
