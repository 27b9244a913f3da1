//! Red lines: one sentence, one record.

use jiff::civil::Date;

use super::chance::Chance;
use super::draft::Condition;
use super::id::{Ix, RecordRef};
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};

/// What a party has said it will not accept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RedLine {
    /// Id, sources, handling; `basis = instructed` makes it part of a mandate.
    pub meta: Meta,
    /// Whose line.
    pub party: Ix<Party>,
    /// Who said it.
    pub by: Option<Speaker>,
    /// To whom.
    pub audience: Option<Audience>,
    /// The words.
    pub words: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Options it rules out; any one of them crosses it.
    pub rules_out: IssueOptions,
    /// Options of which the words leave it unclear.
    pub unclear: IssueOptions,
    /// When it applies; always, where nothing is said.
    pub condition: Option<Condition>,
    /// Restatements of one line share this name.
    pub thread: Option<String>,
    /// How firm somebody said it is; if absent nobody did, and it is taken literally.
    pub firmness: Option<Chance>,
    /// The day it was lifted.
    pub lifted: Option<Lifted>,
    /// The later word that overtook it, as a keeper settles it.
    pub overtaken_by: Option<RecordRef>,
    /// That a keeper settles that it stands, whatever else was said later.
    pub stands: bool,
}

impl Default for Ix<Party> {
    fn default() -> Self {
        Ix::new(0)
    }
}

/// That a line no longer stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifted {
    /// Since when.
    pub date: Date,
    /// Who lifted it.
    pub by: Option<Speaker>,
    /// The words.
    pub words: Option<String>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

/// To whom something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// To everybody.
    Public,
    /// In a meeting.
    Room,
    /// To the mediator alone.
    Mediator,
}

impl Audience {
    /// Every audience with its word.
    pub const ALL: [(Audience, &'static str); 3] =
        [(Audience::Public, "public"), (Audience::Room, "room"), (Audience::Mediator, "mediator")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
