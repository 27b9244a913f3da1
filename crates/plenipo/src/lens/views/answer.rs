//! What the lens found, as values.

use super::cruxes::SwapBlock;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// Chosen answers under the record alone and under each view.
pub struct ViewsAnswer<'a> {
    pub(in crate::lens) case: &'a Case,
    /// The share of weightings that counts as doing better.
    pub target: f64,
    /// The views in the order asked, the record alone before them.
    pub columns: Vec<ViewColumn>,
    /// The drafts asked about.
    pub drafts: Vec<Ix<Draft>>,
    /// What holds under every view that was read.
    pub shared: Vec<SharedFact>,
    /// What turns an answer of one view into another's.
    pub cruxes: Vec<Crux>,
}

/// Answers under one view.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ViewColumn {
    /// The assumption set's name; none for the record alone.
    pub name: Option<String>,
    /// Who is named in it as whoever supposes it.
    pub by: Vec<String>,
    /// Draft by draft, in the order asked.
    pub drafts: Vec<DraftUnder>,
}

/// One draft under one view.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DraftUnder {
    /// Whether it crosses no line, and everybody does better than without a deal.
    pub joint: ViewStatus,
    /// Party by party, in the order of those whose acceptance counts.
    pub parties: Vec<PartyUnder>,
}

/// One draft and one party under one view.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartyUnder {
    /// The party.
    pub party: Ix<Party>,
    /// Where it stands.
    pub status: ViewStatus,
    /// Whether that is so under every weighting and value that the view allows, exactly.
    pub whatever: bool,
    /// The lines that the draft crosses, in words.
    pub crossed: Vec<String>,
    /// Whether it has lines on record, and the draft keeps to each of them.
    pub keeps_to_all: bool,
    /// The drafts, by place, than which this one is at least as good under everything that the view allows.
    pub at_least_as_good_as: Vec<usize>,
}

/// Where a draft stands with a party, or with all, under a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ViewStatus {
    /// It crosses a line.
    Crosses,
    /// It crosses none, and is worth less than no deal.
    Worse,
    /// It may cross one, or that is unclear, and is worth no less than no deal.
    MayCross,
    /// It crosses none, and it turns on the weighting whether it is worth more.
    Depends,
    /// It crosses none, and what it is worth against no deal is not known.
    NotKnown,
    /// It crosses none, and is worth no less than no deal.
    Better,
}

impl ViewStatus {
    /// Every status with its word.
    pub const ALL: [(ViewStatus, &'static str); 6] = [
        (ViewStatus::Crosses, "crosses a line"),
        (ViewStatus::Worse, "worse than no deal"),
        (ViewStatus::MayCross, "better than no deal, and may cross a line"),
        (ViewStatus::Depends, "turns on the weighting"),
        (ViewStatus::NotKnown, "not known"),
        (ViewStatus::Better, "better than no deal"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }

    /// Of several parties: a line that is crossed before all else, then who does worse, then who is not known to do
    /// better.
    pub(super) fn together(all: impl Iterator<Item = ViewStatus>) -> ViewStatus {
        all.min().unwrap_or(ViewStatus::NotKnown)
    }
}

/// Something that holds under every view.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SharedFact {
    /// In words.
    pub words: String,
    /// Whether the record alone has it too.
    pub on_record: bool,
}

/// A smallest swap between two views that turns where a draft stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Crux {
    /// The draft.
    pub draft: Ix<Draft>,
    /// The column that is changed, by place.
    pub from: usize,
    /// The column from which something is taken.
    pub to: usize,
    /// What is taken, by party.
    pub blocks: Vec<(Ix<Party>, SwapBlock)>,
    /// Where the draft stood, and where it stands with that.
    pub turns: (ViewStatus, ViewStatus),
}
