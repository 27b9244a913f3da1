//! Names and places of records.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The name a dossier gives a record: 1 to 64 of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// Greatest length of an id, in bytes.
    pub const LENGTH_MAX: usize = 64;

    /// Accepts `text` if it has the form of an id.
    pub fn new(text: &str) -> Option<Id> {
        let ok = !text.is_empty()
            && text.len() <= Self::LENGTH_MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        ok.then(|| Id(text.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place of a record of type `T` in its list of [`Records`](super::records::Records).
pub struct Ix<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ix<T> {
    /// The place `index`, counted from 0.
    pub fn new(index: usize) -> Ix<T> {
        // Lists are bounded far below `u32::MAX` (10,000 records of a kind).
        Ix { index: index as u32, of: PhantomData }
    }

    /// The place as a number, counted from 0.
    pub fn get(self) -> usize {
        self.index as usize
    }
}

// Derived impls would ask `T` for the same traits; a place does not care what stands there.
impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ix<T> {}
impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Ix<T> {}
impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Ix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// The kinds of record, one for each table of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the table of the same name")]
pub enum Kind {
    Party,
    Person,
    Issue,
    Draft,
    RedLine,
    Position,
    Answer,
    Understanding,
    Alternative,
    Meeting,
    Statement,
    Event,
    Leave,
    Consent,
    Forecast,
    Prediction,
    Resolution,
    Source,
}

impl Kind {
    /// Every kind, in the order of DESIGN's table.
    pub const ALL: [Kind; 18] = [
        Kind::Party,
        Kind::Person,
        Kind::Issue,
        Kind::Draft,
        Kind::RedLine,
        Kind::Position,
        Kind::Answer,
        Kind::Understanding,
        Kind::Alternative,
        Kind::Meeting,
        Kind::Statement,
        Kind::Event,
        Kind::Leave,
        Kind::Consent,
        Kind::Forecast,
        Kind::Prediction,
        Kind::Resolution,
        Kind::Source,
    ];

    /// The table's name in a dossier, e.g. `red_line`.
    pub fn table(self) -> &'static str {
        match self {
            Kind::Party => "party",
            Kind::Person => "person",
            Kind::Issue => "issue",
            Kind::Draft => "draft",
            Kind::RedLine => "red_line",
            Kind::Position => "position",
            Kind::Answer => "answer",
            Kind::Understanding => "understanding",
            Kind::Alternative => "alternative",
            Kind::Meeting => "meeting",
            Kind::Statement => "statement",
            Kind::Event => "event",
            Kind::Leave => "leave",
            Kind::Consent => "consent",
            Kind::Forecast => "forecast",
            Kind::Prediction => "prediction",
            Kind::Resolution => "resolution",
            Kind::Source => "source",
        }
    }

    /// The kind as a reader would call it, e.g. `red line`.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::RedLine => "red line",
            other => other.table(),
        }
    }
}

/// One record of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Which list.
    pub kind: Kind,
    /// Which place in that list, counted from 0.
    pub index: u32,
}

impl RecordRef {
    /// The record of `kind` at `index`.
    pub fn new(kind: Kind, index: usize) -> RecordRef {
        RecordRef { kind, index: index as u32 }
    }
}
