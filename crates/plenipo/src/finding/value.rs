//! Values that carry meaning: what a cell or a stretch of words refers to.

use std::fmt;

use jiff::civil::Date;

use super::hint::Hint;
use plenipo_record::case::describe::Graded;
use plenipo_record::case::id::Kind;
use plenipo_record::case::meta::DateIs;

/// A thing of the record, by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub to: Target,
    /// What it is a part of, where the row does not say: of an option its issue, of a point its draft.
    pub of: Option<String>,
    /// Its id.
    pub id: String,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.of, self.to) {
            (Some(of), Target::Point) => write!(f, "{of}#{}", self.id),
            (Some(of), _) => write!(f, "{of}: {}", self.id),
            (None, _) => f.write_str(&self.id),
        }
    }
}

/// What a [`Reference`] leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A record of this kind.
    Record(Kind),
    /// An option of an issue.
    Option,
    /// A point of a draft.
    Point,
    /// A line by its thread: every statement of one line has one name.
    Line,
    /// A series of meetings.
    Series,
    /// A term of the glossary.
    Term,
    /// A source of the glossary.
    TermSource,
    /// A lens.
    Lens,
    /// A draft to try out; its id says which: `DRAFT:ISSUE=OPTION`, several changes with commas.
    Tried,
}

impl Target {
    /// Every target that is no record, with its word.
    const OTHERS: [(Target, &'static str); 8] = [
        (Target::Option, "option"),
        (Target::Point, "point"),
        (Target::Line, "line"),
        (Target::Series, "series"),
        (Target::Term, "term"),
        (Target::TermSource, "term_source"),
        (Target::Lens, "lens"),
        (Target::Tried, "tried"),
    ];

    /// Its word in JSON: of a record the name of its table.
    pub fn word(self) -> &'static str {
        match self {
            Target::Record(kind) => kind.table(),
            other => Self::OTHERS.iter().find(|(it, _)| *it == other).map_or("", |(_, word)| word),
        }
    }

    /// Every target.
    pub fn all() -> impl Iterator<Item = Target> {
        let records = Kind::ALL.into_iter().map(Target::Record);
        records.chain(Self::OTHERS.into_iter().map(|(it, _)| it))
    }

    /// The target of that word.
    pub fn named(word: &str) -> Option<Target> {
        Target::all().find(|it| it.word() == word)
    }
}

impl From<Kind> for Target {
    fn from(kind: Kind) -> Target {
        Target::Record(kind)
    }
}

/// What a stretch of words stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// A source with the grade of its citation.
    Source(Graded),
    /// A day, and how exactly it is known.
    Day(Date, DateIs),
    /// A thing of the record.
    Ref(Reference),
    /// Something that the reader could do. Its words are true at every door; a presenter puts those of its
    /// own door in their place.
    Hint(Hint),
}
