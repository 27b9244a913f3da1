//! The other thing that can be asked about: a negotiation in numbers, as the field publishes them, without
//! days, sources or viewers.

pub mod canonical;
mod error;
mod model;

pub use error::{ScenarioError, finite, weight};
pub use model::{Interaction, Scenario, ScenarioIssue, ScenarioParty, Values, check_issues};

/// Options an issue may have.
pub const OPTIONS_MAX: usize = 100_000;
/// Options all issues may have together.
pub const OPTIONS_TOTAL_MAX: usize = 500_000;
/// Issues a scenario may have.
pub const ISSUES_MAX: usize = 1_000;
