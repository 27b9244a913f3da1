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

    /// `words` as an id that is not `taken`: what cannot stand in an id becomes a hyphen, what is too
    /// long is cut, and where the id is taken a number follows after two hyphens.
    ///
    /// Two, since an id that somebody chose may well end in a hyphen and a number: a number that was
    /// only put there to tell records apart has to be known as one, because it tells of the others
    /// ([`Case::seen`](super::Case::seen) counts them anew).
    pub fn made(words: &str, taken: impl Fn(&str) -> bool) -> Id {
        let mut stem = String::new();
        for letter in words.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => stem.push(letter),
                _ if stem.ends_with('-') => {}
                _ => stem.push('-'),
            }
        }
        let stem: String = stem.trim_matches('-').chars().take(Self::STEM_MAX).collect();
        let stem = stem.trim_end_matches('-');
        let stem = if stem.is_empty() { "entry" } else { stem };
        let free = (1..).map(|n| Id::numbered(stem, n)).find(|it| !taken(it.as_str()));
        free.unwrap_or_else(|| Id::numbered(stem, 1))
    }

    /// Greatest length of what a made id has before its number.
    const STEM_MAX: usize = 56;

    /// The id number `n` of those made of `stem`, counted from 1; the first has no number.
    pub(super) fn numbered(stem: &str, n: u32) -> Id {
        Id(if n < 2 { stem.to_owned() } else { format!("{stem}--{n}") })
    }

    /// The id without the number that only tells it apart from others, and that number: 1 where there
    /// is none.
    pub fn stem(&self) -> (&str, u32) {
        let parts = self.0.rsplit_once("--").filter(|(stem, _)| !stem.is_empty());
        let number = parts.and_then(|(stem, n)| Some((stem, n.parse().ok()?)));
        // Written as this program writes it: anything else was chosen by somebody.
        let made = |(stem, n): &(&str, u32)| *n > 1 && Id::numbered(stem, *n) == *self;
        number.filter(made).unwrap_or((&self.0, 1))
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
    Capacity,
    Poll,
    Rule,
    Demand,
    TextState,
    Movement,
    Cause,
    Undertaking,
    Handover,
    Forecast,
    Prediction,
    Resolution,
    Source,
}

impl Kind {
    /// Every kind, in the order of DESIGN's table.
    pub const ALL: [Kind; 27] = [
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
        Kind::Capacity,
        Kind::Poll,
        Kind::Rule,
        Kind::Demand,
        Kind::TextState,
        Kind::Movement,
        Kind::Cause,
        Kind::Undertaking,
        Kind::Handover,
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
            Kind::Capacity => "capacity",
            Kind::Poll => "poll",
            Kind::Rule => "rule",
            Kind::Demand => "demand",
            Kind::TextState => "text_state",
            Kind::Movement => "movement",
            Kind::Cause => "cause",
            Kind::Undertaking => "undertaking",
            Kind::Handover => "handover",
            Kind::Forecast => "forecast",
            Kind::Prediction => "prediction",
            Kind::Resolution => "resolution",
            Kind::Source => "source",
        }
    }

    /// The same with its article: `a red line`, `an answer`.
    pub fn with_article(self) -> String {
        let noun = self.noun();
        let vowel = noun.starts_with(['a', 'e', 'i', 'o']) || self == Kind::Undertaking;
        format!("{} {noun}", if vowel || self == Kind::Understanding { "an" } else { "a" })
    }

    /// The kind as a reader would call it, e.g. `red line`.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::RedLine => "red line",
            Kind::TextState => "state of the text",
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
