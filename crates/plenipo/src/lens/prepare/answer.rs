//! What there is to know before a meeting, as values: for other doors, and for programs that use the library.

use crate::lens::brief::Sentence;
use crate::lens::record::Room;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::party::Party;

/// What there is to know before a meeting.
#[derive(Debug)]
#[non_exhaustive]
pub struct PrepareAnswer<'a> {
    pub(super) case: &'a Case,
    /// The meeting; none where none was named and none is ahead.
    pub meeting: Option<Ix<Meeting>>,
    /// Where and when it is, and what it is called.
    pub headline: String,
    /// What it is for, and who comes.
    pub aims: Vec<Sentence>,
    /// The text carried there, else the latest; none where none is live.
    pub draft: Option<Ix<Draft>>,
    /// That text, and what is known of it.
    pub text: Vec<Sentence>,
    /// Who is met there, one by one.
    pub parties: Vec<PartyAhead>,
    /// What their answer would be, and what it would not.
    pub replies: Vec<IfTheySay>,
}

impl PrepareAnswer<'_> {
    /// The visible record that was asked: what the places in the answer refer to.
    pub fn case(&self) -> &Case {
        self.case
    }
}

/// What there is to know before a party is met.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartyAhead {
    /// The party.
    pub party: Ix<Party>,
    /// What may be carried to it and what not, record by record.
    pub room: Room,
    /// What may be said to it, with the permission.
    pub may: Vec<Sentence>,
    /// What must not be said to it: for the keeper of the record alone.
    pub must_not: Vec<Sentence>,
    /// What to ask it.
    pub ask: Vec<Sentence>,
}

/// What an answer of theirs would be, and what to have ready.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IfTheySay {
    /// The answer.
    pub reaction: Reaction,
    /// What it is, what it is not, and what to look at.
    pub items: Vec<Sentence>,
}

/// An answer that may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reaction {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The text is called a basis, or constructive.
    Basis,
    /// Another text is laid on the table.
    AnotherText,
    /// It is referred home.
    ReferredHome,
}

impl Reaction {
    /// Every one, in the order of the page.
    pub const ALL: [Reaction; 5] = [
        Reaction::Yes,
        Reaction::No,
        Reaction::Basis,
        Reaction::AnotherText,
        Reaction::ReferredHome,
    ];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Reaction::Yes => "If they say yes",
            Reaction::No => "If they say no",
            Reaction::Basis => "If they say “a basis”",
            Reaction::AnotherText => "If they bring another text",
            Reaction::ReferredHome => "If they refer it home",
        }
    }

    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Reaction::Yes => "yes",
            Reaction::No => "no",
            Reaction::Basis => "basis",
            Reaction::AnotherText => "another text",
            Reaction::ReferredHome => "referred home",
        }
    }
}
