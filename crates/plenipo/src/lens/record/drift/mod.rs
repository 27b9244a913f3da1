//! Drift: what a party said at one time against what it said, answered or tabled at another.

mod answers;
mod overtaken;
mod positions;
mod restated;
mod texts;

use jiff::civil::Date;

use crate::finding::block::Text;
use crate::lens::whence::footed;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meta::Meta;
use plenipo_record::case::party::Party;
use plenipo_record::case::red_line::RedLine;

/// A difference between what a party said at two times.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Drift {
    /// Who said it.
    pub party: Ix<Party>,
    /// The day of the first; `None` where it is not on record.
    pub from: Option<Date>,
    /// The day of the second; `None` where it is not on record.
    pub to: Option<Date>,
    /// What was said first, with its footing.
    pub before: Text,
    /// What was said or tabled later, with its footing.
    pub after: Text,
    /// What changed, in a sentence.
    pub change: String,
}

/// Every drift in the record, latest last.
pub(in crate::lens) fn drifts(case: &Case) -> Vec<Drift> {
    let mut all = Vec::new();
    for party in (0..case.parties.len()).map(Ix::new) {
        restated::restatements(case, party, &mut all);
        texts::own_texts(case, party, &mut all);
        texts::accepted(case, party, &mut all);
        answers::answers(case, party, &mut all);
        positions::positions(case, party, &mut all);
        overtaken::overtaken(case, party, &mut all);
    }
    all.sort_by_key(|it| (it.to, it.party));
    all
}

/// Whether the party said it: what an assumption set supposes is no word of anybody.
fn is_said(meta: &Meta) -> bool {
    meta.assumption.is_none()
}

/// A line in its words, by whom, and how that is known.
fn said(case: &Case, line: &RedLine) -> Text {
    let stated = describe::issue_option_texts;
    let words = line.words.clone().unwrap_or_else(|| stated(case, &line.rules_out));
    let by = line.by.as_ref().map(|by| format!(", {}", case.speaker(by))).unwrap_or_default();
    Text::plain(format!("{}{by}", describe::quoted(case, &words))).then(footed(case, &line.meta))
}
