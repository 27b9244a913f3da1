//! What a brief says, as values: for other doors, and for programs that use the library.

use jiff::civil::Date;

use super::ground::Sentence;
use crate::finding::block::Mark;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// A brief.
#[derive(Debug)]
#[non_exhaustive]
pub struct BriefAnswer<'a> {
    pub(in crate::lens) case: &'a Case,
    /// The meeting ahead, else the latest held, else what the record is about.
    pub headline: String,
    /// What became known since a day, where that was asked for.
    pub since: Option<(Date, Section)>,
    /// The first page, bottom line first.
    pub first: Vec<Paragraph>,
    /// Which party stands how to which text.
    pub grid: Grid,
    /// The second page.
    pub second: Vec<Section>,
}

impl BriefAnswer<'_> {
    /// The visible record that was asked: what the places in the answer refer to.
    pub fn case(&self) -> &Case {
        self.case
    }
}

/// What a paragraph is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BriefPart {
    /// What matters most.
    BottomLine,
    /// The meeting.
    Meeting,
    /// The text carried to it, else the latest on the table.
    Text,
    /// What a party says.
    Party(Ix<Party>),
    /// What is said to have led to what.
    Behind,
    /// What to find out.
    FindOut,
    /// What a yes would be, and what it would not be.
    ListenFor,
    /// How the record was kept.
    Record,
}

impl BriefPart {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            BriefPart::BottomLine => "bottom line",
            BriefPart::Meeting => "meeting",
            BriefPart::Text => "text",
            BriefPart::Party(_) => "party",
            BriefPart::Behind => "behind it",
            BriefPart::FindOut => "find out",
            BriefPart::ListenFor => "listen for",
            BriefPart::Record => "record",
        }
    }
}

/// A paragraph of the first page.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// What it is about.
    pub part: BriefPart,
    /// Its name on the page.
    pub label: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A part of the second page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Whether it belongs below the heading before it.
    pub within: bool,
    /// Its items.
    pub items: Vec<(Mark, Sentence)>,
}

/// A party × draft grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The parties, one a column.
    pub parties: Vec<Ix<Party>>,
    /// The texts, one a row.
    pub rows: Vec<GridRow>,
}

/// A text, with where each party stands to it.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// The text.
    pub draft: Ix<Draft>,
    /// In words and with a mark, in the order of the parties.
    pub stands: Vec<(String, Mark)>,
}
