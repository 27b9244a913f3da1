//! What became known since a day: for whoever takes the record over, and in short for everybody else.

use jiff::civil::Date;

use super::answer::Section;
use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::finding::block::Mark;
use crate::lens::record::entries::{Entry, EntryKind};
use crate::lens::record::timeline;
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::records::Records;

/// The most entries of a handover.
const ENTRIES_MAX: usize = 60;

/// What is told elsewhere, or is no news of the talks.
const ELSEWHERE: [Kind; 5] =
    [Kind::Forecast, Kind::Prediction, Kind::Resolution, Kind::Leave, Kind::Cause];

/// What became known since `since`, newest first.
pub(super) fn since(desk: &Desk<'_>, since: Date) -> Section {
    let news: Vec<Entry> = timeline::changes(desk.case, since)
        .into_iter()
        .filter(|it| !ELSEWHERE.iter().any(|kind| it.kind == EntryKind::Record(*kind)))
        .collect();
    let all = news.len();
    let mut items: Vec<(Mark, Sentence)> =
        news.iter().rev().take(ENTRIES_MAX).map(|it| item(desk, it)).collect();
    if all > items.len() {
        let words = format!("{} more", all - items.len());
        items.push((Mark::Plain, Sentence::of(words, Vec::new())));
    }
    if items.is_empty() {
        let words = "nothing became known".to_owned();
        items.push((Mark::Plain, Sentence::of(words, vec![Ground::Silent])));
    }
    let heading = format!("What became known since {}", words::day(since));
    Section { heading, within: false, items }
}

fn item(desk: &Desk<'_>, entry: &Entry) -> (Mark, Sentence) {
    let when = entry.date.map(|date| words::as_known(date, entry.date_is));
    let when = when.map(|it| format!("{it}, ")).unwrap_or_default();
    let words = format!(
        "{when}{}: {}",
        entry.kind.noun(),
        words::bare(&entry.text.replace(['‹', '›'], ""))
    );
    let on = entry.footing.as_ref().map(|it| Ground::of_footing(desk.case, it));
    (Mark::Plain, Sentence::of(words, on.unwrap_or_default()))
}

/// How many entries no second keeper has looked at, where any keeper has looked over another's.
pub(super) fn unseen(desk: &Desk<'_>) -> Option<Sentence> {
    // Only the keepers see who has looked at what.
    let looked: Vec<RecordRef> =
        desk.case.handovers.iter().flat_map(|it| it.looked_at.iter().copied()).collect();
    if looked.is_empty() || desk.viewer.is_some() {
        return None;
    }
    let all: Vec<RecordRef> = said_of_the_talks(desk.case).collect();
    let left = all.iter().filter(|it| !looked.contains(it)).count();
    let words = match left {
        0 => format!(
            "a second keeper has looked at every one of the {}",
            counted(all.len(), "entry")
        ),
        n => format!(
            "no second keeper has looked at {n} of the {} on what was said and done",
            counted(all.len(), "entry")
        ),
    };
    let mut on: Vec<Ground> = Vec::new();
    for it in desk.case.handovers.iter().filter(|it| !it.looked_at.is_empty()) {
        for ground in Ground::of(desk.case, &it.meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    }
    Some(Sentence::of(words, on))
}

/// Every entry that says something of the talks: not who and what there is, and not how the record is kept.
fn said_of_the_talks(records: &Records) -> impl Iterator<Item = RecordRef> {
    const STRUCTURE: [Kind; 8] = [
        Kind::Party,
        Kind::Person,
        Kind::Issue,
        Kind::Source,
        Kind::Forecast,
        Kind::Prediction,
        Kind::Resolution,
        Kind::Handover,
    ];
    let kinds = Kind::ALL.into_iter().filter(|it| !STRUCTURE.contains(it));
    kinds.flat_map(|kind| (0..records.count(kind)).map(move |place| RecordRef::new(kind, place)))
}
