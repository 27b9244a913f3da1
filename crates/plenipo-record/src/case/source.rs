//! Sources, graded.

use jiff::civil::Date;

use super::id::Ix;
use super::meta::Meta;

/// A publication, document or person that something comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// Id, handling, date precision.
    pub meta: Meta,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where it can be found.
    pub address: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Reliability on the Admiralty scale; `F` is "cannot be judged", not the bottom of a scale.
    pub reliability: Option<Reliability>,
    /// Whom it cites, as written or as a source of this record.
    pub citing: Vec<Cited>,
    /// The source of which it is a reprint: the two count once.
    pub syndicated_from: Option<Ix<Source>>,
}

/// Somebody a source relies on.
#[derive(Debug, Clone, PartialEq)]
pub enum Cited {
    /// A source of this record.
    Source(Ix<Source>),
    /// Somebody else, in words.
    Named(String),
}

/// Reliability of a source, letters A to F of the Admiralty scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    /// Every letter.
    pub const ALL: [(Reliability, &'static str); 6] = [
        (Reliability::A, "A"),
        (Reliability::B, "B"),
        (Reliability::C, "C"),
        (Reliability::D, "D"),
        (Reliability::E, "E"),
        (Reliability::F, "F"),
    ];

    /// Its letter.
    pub fn letter(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, letter)| letter)
    }
}
