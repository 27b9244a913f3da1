//! What became known since a day: for whoever takes the record over, and in short for everybody else.

use jiff::civil::Date;

use super::answer::Section;
use super::desk::Desk;
use super::ground::{Ground, Sentence};
use super::words;
use crate::finding::block::Mark;
use crate::lens::record::entries::{Entry, EntryKind};
use crate::lens::record::keepers::keepers;
use crate::lens::record::timeline;
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Kind;

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

/// How many entries no second keeper has looked at, where any keeper has looked over another's: as many as the record
/// itself counts.
pub(super) fn unseen(desk: &Desk<'_>) -> Option<Sentence> {
    // Only the keepers see who has looked at what.
    let left = keepers(desk.case).unseen.filter(|_| desk.viewer.is_none())?.len();
    let words = match left {
        0 => "a second keeper has looked at every entry".to_owned(),
        n => format!("no second keeper has looked at {}", counted(n, "entry")),
    };
    // That is counted of the handovers, which have no source.
    Some(Sentence::of(words, Vec::new()))
}
