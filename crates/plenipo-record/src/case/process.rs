//! The rules of the process: the dossier itself, permission to share, further consents.

use jiff::civil::Date;

use super::id::{Ix, RecordRef};
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};

/// What holds for the whole record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dossier {
    /// Title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// The day it is read as of, unless asked otherwise.
    pub as_of: Option<Date>,
    /// What holds for records that say nothing of their handling.
    pub disclosure: Disclosure,
    /// Whether the words of its records are the speakers' own.
    pub wording: Wording,
    /// Whether it is invented: an exercise, a test, a story. Nothing in its ledger was foreseen of the world.
    pub fictional: bool,
    /// Whose acceptance makes an agreement.
    pub agreement: Agreement,
    /// Groups of issues that weigh as one matter to every party, whether or not it said how much
    /// it cares for the group.
    pub one_matter: Vec<String>,
}

/// Whether the words of a record's statements are the speakers' own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Wording {
    /// As they were said or written.
    #[default]
    Verbatim,
    /// Put in other words by the record keeper, or translated back: not to be quoted.
    Restated,
}

impl Wording {
    /// Both with their words.
    pub const ALL: [(Wording, &'static str); 2] =
        [(Wording::Verbatim, "verbatim"), (Wording::Restated, "restated")];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Wording::Verbatim => "verbatim",
            Wording::Restated => "restated",
        }
    }
}

/// What holds for records that say nothing of their handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Disclosure {
    /// Closed unless released.
    #[default]
    Closed,
    /// Open unless marked.
    Open,
}

impl Disclosure {
    /// Both with their words.
    pub const ALL: [(Disclosure, &'static str); 2] =
        [(Disclosure::Closed, "closed"), (Disclosure::Open, "open")];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Disclosure::Closed => "closed",
            Disclosure::Open => "open",
        }
    }
}

/// Whose acceptance makes an agreement: all of `all`, and at least `at_least` of `of`.
///
/// Where both lists are empty it is every principal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// Each of these must accept.
    pub all: Vec<Ix<Party>>,
    /// How many of `of` must accept.
    pub at_least: u32,
    /// Among whom `at_least` counts.
    pub of: Vec<Ix<Party>>,
}

/// Permission to share: that a closed record may be told to a party. A dossier writes it as `[[leave]]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leave {
    /// Id, sources, handling.
    pub meta: Meta,
    /// What may be told.
    pub records: Vec<RecordRef>,
    /// Who gave permission.
    pub by: Option<Speaker>,
    /// Whom it may be told.
    pub to: Vec<Ix<Party>>,
    /// From when.
    pub date: Option<Date>,
    /// In what form ("in substance, not in words").
    pub form: Option<String>,
    /// The words.
    pub words: Option<String>,
    /// Since when it is withdrawn.
    pub withdrawn: Option<Date>,
}

/// A further consent that some options need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Consent {
    /// Id, sources, handling.
    pub meta: Meta,
    /// What would have to be done.
    pub act: String,
    /// Options that need it; any one of them.
    pub when: IssueOptions,
    /// Whose consent.
    pub of: Vec<Speaker>,
    /// In what form.
    pub form: Option<ConsentForm>,
    /// The words.
    pub words: Option<String>,
}

/// The form of a further consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConsentForm {
    /// A decision of a body.
    Decision,
    /// A referendum.
    Referendum,
    /// Ratification.
    Ratification,
    /// An amendment of a constitution.
    ConstitutionalAmendment,
    /// A law.
    Legislation,
}

impl ConsentForm {
    /// Every form with its word.
    pub const ALL: [(ConsentForm, &'static str); 5] = [
        (ConsentForm::Decision, "decision"),
        (ConsentForm::Referendum, "referendum"),
        (ConsentForm::Ratification, "ratification"),
        (ConsentForm::ConstitutionalAmendment, "constitutional-amendment"),
        (ConsentForm::Legislation, "legislation"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
