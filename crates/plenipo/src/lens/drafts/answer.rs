//! What the lens found, as values: for programs that use the library.

use super::comparison::{Comparison, Sure};
use crate::finding::table::Edit;
use plenipo_maths::align::matching::Confidence;
use plenipo_record::case::Case;
use plenipo_record::case::draft::{Draft, Relation};
use plenipo_record::case::id::Ix;

/// Drafts, each compared with an earlier one.
pub struct DraftsAnswer<'a> {
    pub(super) case: &'a Case,
    pub(super) comparisons: Vec<Comparison>,
}

/// A draft compared with an earlier one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DraftComparison<'a> {
    /// The earlier draft.
    pub earlier: Ix<Draft>,
    /// The later one.
    pub later: Ix<Draft>,
    /// In the order of the later draft, what it has not following what stood before it.
    pub changes: Vec<PointChange<'a>>,
}

/// Points that belong together, and what became of them.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PointChange<'a> {
    /// Places of the points in the earlier draft.
    pub earlier: &'a [usize],
    /// Places of the points in the later draft.
    pub later: &'a [usize],
    /// What became of them; `None` is unknown.
    pub became: Option<Relation>,
    /// How sure that is.
    pub sure: HowSure,
    /// The words, with what was put in and taken out.
    pub edits: &'a [Edit],
    /// Whether a figure, a modal word, a reference or a name changed.
    pub is_major: bool,
    /// Whether it went without a word: nobody gave a reason, and nothing stands in its place.
    pub is_silent: bool,
}

/// How sure it is what became of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HowSure {
    /// Nothing is known of it.
    Unknown,
    /// It was found by likeness, and is for a person to confirm.
    Found(Confidence),
    /// It is lineage on record.
    Recorded,
}

impl DraftsAnswer<'_> {
    /// The visible record that was asked: what the places in the answers refer to.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// The comparisons, in the order of the drafts.
    pub fn comparisons(&self) -> impl Iterator<Item = DraftComparison<'_>> {
        self.comparisons.iter().map(|it| DraftComparison {
            earlier: it.a,
            later: it.b,
            changes: it
                .changes
                .iter()
                .map(|it| PointChange {
                    earlier: &it.a,
                    later: &it.b,
                    became: it.is,
                    sure: match it.sure {
                        Sure::Unknown => HowSure::Unknown,
                        Sure::Found(confidence) => HowSure::Found(confidence),
                        Sure::Recorded => HowSure::Recorded,
                    },
                    edits: &it.edits,
                    is_major: it.is_major(),
                    is_silent: it.is_silent(),
                })
                .collect(),
        })
    }
}
