//! What each option would do, as values: for programs that use the library.

use super::order::OrderPlace;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx};
use plenipo_record::case::lines::{Stated, Verdict};
use plenipo_record::case::party::Party;
use plenipo_record::case::rule::Rule;
use plenipo_record::case::tried::Tried;

/// What each option of each issue would do in a draft.
pub struct LabAnswer<'a> {
    pub(super) case: &'a Case,
    /// The draft, which may be one tried out.
    pub draft: Ix<Draft>,
    /// The draft on record that it was made from; itself where it is on record.
    pub base: Ix<Draft>,
    /// How it was made from that.
    pub made: Tried,
    /// Those whose agreement counts, in the record's order, and after them those outside the room who must consent.
    pub parties: Vec<Ix<Party>>,
    /// How many of them are of the first kind.
    pub principals: usize,
    /// One entry an issue, in the record's order.
    pub issues: Vec<LabIssue>,
}

/// An issue in the lab.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LabIssue {
    /// The issue.
    pub issue: Ix<Issue>,
    /// What the draft says of it.
    pub content: Content,
    /// Whether it was changed from the draft on record.
    pub changed: bool,
    /// Its options, in the record's order.
    pub options: Vec<LabOption>,
}

/// An option of an issue in the lab.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LabOption {
    /// The option.
    pub option: OptionIx,
    /// Whether the draft is known to have it.
    pub chosen: bool,
    /// Whether the draft on record is known to have it.
    pub in_base: bool,
    /// One entry a party of [`LabAnswer::parties`].
    pub each: Vec<OptionFor>,
    /// The rules of logic or of a text that the draft breaks by it: no such text can be.
    pub breaks: Vec<Ix<Rule>>,
    /// What to try so that the draft has it, all else as it is.
    pub tried: Tried,
}

/// What a party's record says of an option.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OptionFor {
    /// What the draft with this option would do to the party's lines that speak of it: the gravest.
    pub verdict: Verdict,
    /// The lines of which that is so; none where none speaks of it.
    pub lines: Vec<Stated>,
    /// Its place in the party's order; `None` where no order is on record, which is not indifference.
    pub order: Option<OrderPlace>,
}
