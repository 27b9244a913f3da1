//! How a text stands point by point, how parties moved, and what is said to have led to what.

use jiff::civil::Date;

use super::draft::Draft;
use super::id::{Ix, RecordRef};
use super::issue::{Issue, OptionSet};
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::worded::worded;

/// Where points of a text stand, for a party or for all.
#[derive(Debug, Clone, PartialEq)]
pub struct TextState {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Of which version.
    pub draft: Ix<Draft>,
    /// Which points, by number; the whole text where empty.
    pub points: Vec<String>,
    /// For which party; for all of them where absent.
    pub party: Option<Ix<Party>>,
    /// Where they stand.
    pub is: TextStateKind,
    /// Since when.
    pub date: Option<Date>,
    /// By whose account.
    pub by: Option<Speaker>,
    /// The words.
    pub words: Option<String>,
}

worded! {
    /// Where a point of a text stands.
    #[derive(Default, Hash)]
    TextStateKind, 4 {
        /// Not agreed.
        #[default]
        Open = "open",
        /// Agreed by negotiators, subject to their principals.
        AdReferendum = "ad-referendum",
        /// Agreed and not to be opened again.
        Closed = "closed",
        /// Put aside by agreement.
        Parked = "parked",
    }
}

impl TextStateKind {
    /// The word on a page: `agreed ad referendum`.
    pub fn spoken(self) -> &'static str {
        match self {
            TextStateKind::Open => "open",
            TextStateKind::AdReferendum => "agreed ad referendum",
            TextStateKind::Closed => "closed",
            TextStateKind::Parked => "parked",
        }
    }
}

/// That a party moved on an issue, by somebody's account. For the keeper's eyes unless it is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Who moved.
    pub party: Ix<Party>,
    /// On which issue.
    pub issue: Ix<Issue>,
    /// From which options; not recorded where empty.
    pub from: OptionSet,
    /// To which options.
    pub to: OptionSet,
    /// How far it went.
    pub is: MovementKind,
    /// When.
    pub date: Option<Date>,
    /// On what condition, in words.
    pub condition: Option<String>,
    /// By whose account.
    pub by: Option<Speaker>,
    /// The words.
    pub words: Option<String>,
}

worded! {
    /// How far a movement went.
    #[derive(Default, Hash)]
    MovementKind, 3 {
        /// Tried out in talk, without being held to it.
        #[default]
        Floated = "floated",
        /// Put on the table.
        Tabled = "tabled",
        /// Agreed by negotiators, subject to their principals.
        AdReferendum = "ad-referendum",
    }
}

/// One link of a chain: that one thing led to another, by somebody's account.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Id, sources, handling.
    pub meta: Meta,
    /// What led to it.
    pub from: RecordRef,
    /// What it led to.
    pub to: RecordRef,
    /// By whose account.
    pub by: Option<Speaker>,
    /// When that was said.
    pub date: Option<Date>,
    /// The words.
    pub words: Option<String>,
}
