//! Whether a party has answered a draft: the draft itself, or any text of its time.
//!
//! What a party said of any text it said of each text there was on that day, so that it is an answer to
//! the draft. It is told apart, for nobody asked whether the party had read this one.

use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::position::AnswerTo;

/// What a party's answers say of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// There is an answer to the draft, or to points of it.
    Itself,
    /// There is one to any text, given while the draft was there.
    AnyTextOnly,
    /// There is none.
    Not,
}

/// How a party is said to have answered where it answered any text only.
pub(super) const ANY_TEXT_ONLY: &str = "answered of any text only";

/// Whether `party` has answered `draft`.
pub(super) fn answered(case: &Case, party: Ix<Party>, draft: Ix<Draft>) -> Answered {
    let of_party = || case.answers.iter().filter(|it| it.party == party);
    // An answer before the draft was there is none to it; without a day it cannot be said.
    let there = case.draft(draft).date;
    let of_its_time = |said| matches!((said, there), (Some(said), Some(there)) if said >= there);
    if of_party().any(|it| it.to == AnswerTo::Draft(draft)) {
        Answered::Itself
    } else if of_party().any(|it| it.to == AnswerTo::AnyText && of_its_time(it.date)) {
        Answered::AnyTextOnly
    } else {
        Answered::Not
    }
}
