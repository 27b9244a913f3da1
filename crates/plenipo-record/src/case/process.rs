//! The rules of the process: the dossier itself, permission to share, further consents.

use jiff::civil::Date;

use super::draft::Draft;
use super::id::{Ix, RecordRef};
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::worded::worded;

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
    /// That nothing is agreed until something is, in the words of the parties ("everything is agreed").
    pub nothing_agreed_until: Option<String>,
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
    /// Options that need it; any one of them. Whatever a text says where empty.
    pub when: IssueOptions,
    /// Drafts that need it; every one where empty.
    pub to: Vec<Ix<Draft>>,
    /// Whose consent.
    pub of: Vec<Speaker>,
    /// In what form.
    pub form: Option<ConsentForm>,
    /// What it takes, in words ("two thirds of the members").
    pub threshold: Option<String>,
    /// When it is due.
    pub due: Option<Date>,
    /// What a refusal does to the text, as the rules say.
    pub effect: Option<ConsentEffect>,
    /// How it was decided; it is still to come where absent.
    pub outcome: Option<ConsentOutcome>,
    /// The words.
    pub words: Option<String>,
}

/// How a further consent was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentOutcome {
    /// Whether it was given.
    pub is: ConsentGiven,
    /// When.
    pub date: Date,
    /// By whose account.
    pub by: Option<Speaker>,
    /// The vote, in words ("24.17 % for, 75.83 % against").
    pub vote: Option<String>,
    /// The words.
    pub words: Option<String>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

worded! {
    /// Whether a consent was given.
    #[derive(Hash)]
    ConsentGiven, 2 {
        /// It was given.
        Given = "given",
        /// It was refused.
        Refused = "refused",
    }
}

worded! {
    /// What a refusal does to a text.
    #[derive(Hash)]
    ConsentEffect, 4 {
        /// The text falls.
        Voids = "voids",
        /// The text goes back to those who negotiated it.
        Returns = "returns",
        /// The text waits.
        Delays = "delays",
        /// The text is as it was: the consent is advice.
        Advises = "advises",
    }
}

impl ConsentEffect {
    /// What a refusal does, in a sentence: `a refusal voids the text`.
    pub fn spoken(self) -> &'static str {
        match self {
            ConsentEffect::Voids => "a refusal voids the text",
            ConsentEffect::Returns => "a refusal sends the text back to its negotiators",
            ConsentEffect::Delays => "a refusal delays the text",
            ConsentEffect::Advises => "it is advice: a refusal leaves the text as it is",
        }
    }
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
