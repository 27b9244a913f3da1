//! Texts that fell with a consent that was refused, or stand again by one that was given, day by day. Answers at the
//! table know nothing of it.

use super::causes::{Cause, named};
use super::replay::Day;
use crate::finding::block::Text;
use crate::finding::table::Cell;
use crate::lens::acceptance::consents::{Need, Needed, consents, falls_by};
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::replay::Learned;

/// That a text fell on a day, or stands again.
pub(super) struct Turn {
    pub(super) draft: String,
    /// Whether it fell; else it stands again.
    pub(super) fell: bool,
    pub(super) causes: Vec<Cause>,
}

impl Turn {
    /// What became of the text, in words.
    pub(super) fn word(&self) -> &'static str {
        if self.fell { "fell" } else { "stands again" }
    }
}

/// The live drafts of `only` (all, where that is empty) that have fallen in `case`, each with what it needs or needed;
/// and those that have not.
fn drafts(case: &Case, only: &[String]) -> Vec<(String, bool, Vec<Needed>)> {
    let drafts = case.drafts.iter().enumerate().filter(|(_, it)| it.is_live());
    let asked = drafts.filter(|(_, it)| only.is_empty() || only.iter().any(|id| id == it.id()));
    let each = asked.map(|(place, draft)| {
        let needed = consents(case, Ix::new(place), &contents(case, draft), false);
        (draft.id().to_owned(), needed.iter().any(|it| it.voids(case)), needed)
    });
    each.collect()
}

/// Puts down on each of `days` which drafts had fallen by then, and which fell or stand again on it.
pub(super) fn put_down(record: &Case, days: &mut [Day], only: &[String]) {
    // Most records have no refusal that ends a text, and none of their days has to be looked at.
    if !record.consents.iter().any(falls_by) {
        return;
    }
    let mut before: Option<Vec<String>> = None;
    for day in days {
        let case = record.otherwise(&[], day.date);
        let drafts = drafts(&case, only);
        // On the first day everything is taken as given.
        for (id, fallen, needed) in drafts.iter().filter(|_| before.is_some()) {
            let was = before.iter().flatten().any(|it| it == id);
            if was == *fallen {
                continue;
            }
            let bears = |it: &&Needed| match fallen {
                true => it.voids(&case),
                false => {
                    let undone = it.before.iter().any(|ix| falls_by(&case.consents[ix.get()]));
                    it.is == Need::Given && undone
                }
            };
            let causes = needed.iter().filter(bears).map(|it| cause(&case, it));
            let mut causes: Vec<Cause> = causes.collect();
            if causes.is_empty() {
                causes.push(Cause::elsewhere());
            }
            day.turns.push(Turn { draft: id.clone(), fell: *fallen, causes });
        }
        day.fallen = drafts.into_iter().filter(|it| it.1).map(|it| it.0).collect();
        before = Some(day.fallen.clone());
    }
}

/// The consent as a cause, on the footing of how it was decided.
fn cause(case: &Case, it: &Needed) -> Cause {
    let record = RecordRef::new(Kind::Consent, it.consent.get());
    let consent = &case.consents[it.consent.get()];
    let meta = consent.outcome.as_ref().map_or(&consent.meta, |it| &it.meta);
    Cause {
        name: named(case, Learned { record, part: None }).0,
        says: Text::plain(it.said(case)),
        cell: Cell::of(case, record),
        footing: Some(describe::footing(case, meta)),
        together: false,
    }
}
