//! What reading a report comes to: proposed entries, each with the words it rests on.

use std::ops::Range;

use jiff::civil::Date;
use plenipo_record::case::id::{Ix, RecordRef};
use plenipo_record::case::issue::Issue;

use crate::day::ReportDay;

/// What an entry is proposed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalKind {
    /// The article itself.
    Source,
    /// A person, with the office the article gives.
    Person,
    /// A government or a body that speaks or is spoken of.
    Party,
    /// A meeting: planned, held or called off.
    Meeting,
    /// How somebody characterises a meeting, a text or the talks; a result of talks.
    Statement,
    /// A side rules out a position on an issue.
    Line,
    /// A reply to a text as a whole.
    Answer,
    /// A demand, a condition or a warning.
    Demand,
    /// Something said to have been agreed.
    Understanding,
    /// A text, or a version of one.
    Draft,
    /// Something outside the room that is said to have moved somebody.
    Event,
    /// The chance of a result, in words, in numbers or as a direction only.
    Prediction,
}

impl ProposalKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [ProposalKind; 12] = [
        ProposalKind::Source,
        ProposalKind::Person,
        ProposalKind::Party,
        ProposalKind::Meeting,
        ProposalKind::Statement,
        ProposalKind::Line,
        ProposalKind::Answer,
        ProposalKind::Demand,
        ProposalKind::Understanding,
        ProposalKind::Draft,
        ProposalKind::Event,
        ProposalKind::Prediction,
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ProposalKind::Source => "source",
            ProposalKind::Person => "person",
            ProposalKind::Party => "party",
            ProposalKind::Meeting => "meeting",
            ProposalKind::Statement => "statement",
            ProposalKind::Line => "line",
            ProposalKind::Answer => "answer",
            ProposalKind::Demand => "demand",
            ProposalKind::Understanding => "understanding",
            ProposalKind::Draft => "draft",
            ProposalKind::Event => "event",
            ProposalKind::Prediction => "prediction",
        }
    }
}

/// How an entry stands, by its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ProposedStatus {
    /// The kind has none.
    #[default]
    None,
    /// A meeting ahead.
    Planned,
    /// A meeting that took place.
    Held,
    /// A meeting called off.
    Cancelled,
    /// A text is accepted.
    Accept,
    /// A text is accepted if something.
    Conditional,
    /// A text is called a basis for talks.
    Basis,
    /// No reply yet.
    Reserve,
    /// A text is rejected.
    Reject,
    /// Asked for.
    Demand,
    /// Made a condition.
    Condition,
    /// Said to follow if something else does.
    Warning,
    /// A text was put forward.
    Tabled,
    /// A text was changed.
    Revised,
    /// A text is said to exist.
    Reported,
    /// Agreed, as the article tells it.
    Agreed,
    /// Agreed, as one side tells it.
    Claimed,
    /// Said not to have been agreed, or to bind no more.
    Disputed,
}

impl ProposedStatus {
    /// Every status that an entry can have.
    pub const ALL: [ProposedStatus; 17] = [
        ProposedStatus::Planned,
        ProposedStatus::Held,
        ProposedStatus::Cancelled,
        ProposedStatus::Accept,
        ProposedStatus::Conditional,
        ProposedStatus::Basis,
        ProposedStatus::Reserve,
        ProposedStatus::Reject,
        ProposedStatus::Demand,
        ProposedStatus::Condition,
        ProposedStatus::Warning,
        ProposedStatus::Tabled,
        ProposedStatus::Revised,
        ProposedStatus::Reported,
        ProposedStatus::Agreed,
        ProposedStatus::Claimed,
        ProposedStatus::Disputed,
    ];

    /// Its word; empty where the kind has none.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ProposedStatus::None => "",
            ProposedStatus::Planned => "planned",
            ProposedStatus::Held => "held",
            ProposedStatus::Cancelled => "cancelled",
            ProposedStatus::Accept => "accept",
            ProposedStatus::Conditional => "conditional",
            ProposedStatus::Basis => "basis",
            ProposedStatus::Reserve => "reserve",
            ProposedStatus::Reject => "reject",
            ProposedStatus::Demand => "demand",
            ProposedStatus::Condition => "condition",
            ProposedStatus::Warning => "warning",
            ProposedStatus::Tabled => "tabled",
            ProposedStatus::Revised => "revised",
            ProposedStatus::Reported => "reported",
            ProposedStatus::Agreed => "agreed",
            ProposedStatus::Claimed => "claimed",
            ProposedStatus::Disputed => "disputed",
        }
    }
}

/// How sure a rule is of what it proposes; a person looks at all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// The words leave little room.
    Sure,
    /// The words mostly mean it.
    Likely,
    /// Worth a look.
    Look,
}

impl Sureness {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sureness::Sure => "sure",
            Sureness::Likely => "likely",
            Sureness::Look => "look",
        }
    }
}

/// A proposed entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is proposed as.
    pub kind: ProposalKind,
    /// The words it rests on, as bytes of the article's text.
    pub quote: Range<usize>,
    /// Whose act it is, by names in full; those without a name as described. Empty where the article itself speaks.
    pub who: Vec<String>,
    /// Through whom the article has it, from the nearest to the farthest.
    pub via: Vec<String>,
    /// The day of the act, as exactly as the words give it.
    pub when: Option<ReportDay>,
    /// Whether that day was reckoned from the day of the report.
    pub inferred: bool,
    /// What it is about, in the article's words: the place of a meeting, the position a line rules out.
    pub target: String,
    /// How it stands.
    pub status: ProposedStatus,
    /// The coded word, the word of likelihood or of direction.
    pub words: String,
    /// The words that weaken it: `reportedly`. Never dropped.
    pub hedge: String,
    /// A number that the words give: of a meeting in its series, of the points of a draft.
    pub number: Option<u32>,
    /// The rule it came from.
    pub rule: &'static str,
    /// How sure that rule is.
    pub sureness: Sureness,
    /// Issues of the dossier whose own words occur in the quote.
    pub issues: Vec<Ix<Issue>>,
}

impl Proposal {
    /// The words it rests on; empty where the place is not in `text`.
    #[must_use]
    pub fn quoted<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.quote.clone()).unwrap_or_default()
    }

    /// The first day that it may be of.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.when.and_then(ReportDay::first)
    }
}

/// A name that an article uses, and whether the dossier has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRead {
    /// The name in full.
    pub name: String,
    /// What it is of.
    pub is: crate::names::NamedAs,
    /// The office that the article gives.
    pub office: Option<String>,
    /// The words of its first mention, as bytes of the article's text.
    pub quote: Range<usize>,
    /// The person or party of the dossier that it is of.
    pub known: Option<RecordRef>,
}
