//! What a party demands, makes a condition or warns of: said, and no line.

use jiff::civil::Date;

use super::id::Ix;
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::position::Reply;
use super::red_line::Audience;
use super::understanding::Understanding;
use super::worded::worded;

/// A demand, a condition or a warning, in the speaker's sense. It is never counted as a veto.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Demand {
    /// Id, sources, handling.
    pub meta: Meta,
    /// What it is.
    pub is: DemandKind,
    /// Whose.
    pub party: Ix<Party>,
    /// Who said it.
    pub by: Option<Speaker>,
    /// When.
    pub date: Option<Date>,
    /// To whom.
    pub audience: Option<Audience>,
    /// The words.
    pub words: Option<String>,
    /// The options that it demands, or makes its condition.
    pub asks: IssueOptions,
    /// Of a warning: if a text departs from this understanding.
    pub departs_from: Option<Ix<Understanding>>,
    /// Of a warning: if a text has one of these options on any one of these issues.
    pub when: IssueOptions,
    /// Of a warning: how the text would be answered.
    pub then: Option<Reply>,
}

worded! {
    /// What somebody said by it.
    #[derive(Default, Hash)]
    DemandKind, 3 {
        /// What a party asks for.
        #[default]
        Demand = "demand",
        /// What it makes a condition of going on or agreeing.
        Condition = "condition",
        /// What it says would happen if something else did.
        Warning = "warning",
    }
}

impl DemandKind {
    /// What the speaker did: `demanded`, `made it a condition`, `warned`.
    pub fn verb(self) -> &'static str {
        match self {
            DemandKind::Demand => "demanded",
            DemandKind::Condition => "made it a condition",
            DemandKind::Warning => "warned",
        }
    }
}
