//! Days that do not go together: what is said to be known before it was said, sources that appeared before what
//! they are cited for, days far from everything else.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::learned::{When, when_logged};
use crate::case::meta::{Basis, DateIs, Meta};
use crate::case::records::Records;
use crate::case::source::Source;

use super::reader::Reader;

/// Adds the warnings.
pub(super) fn add(reader: &mut Reader<'_>, records: &Records) {
    known_too_early(reader, records);
    inside(reader, records);
    published_too_early(reader, records);
    far_off(reader, records);
}

/// Every record that tells of what happened, with what its day says of it. What stands in the ledger cannot be
/// mended any more, and is dated by its place.
fn happened(records: &Records) -> Vec<(RecordRef, &Meta, Date)> {
    let mut all = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|it| !it.may_lie_ahead()) {
        for place in 0..records.count(kind) {
            let record = RecordRef::new(kind, place);
            let day = records.when(record).earliest().filter(|_| !records.is_sealed(record));
            all.extend(records.meta(record).zip(day).map(|(meta, day)| (record, meta, day)));
        }
    }
    all
}

/// Where a record says something: its file, the place of the key's name, or of its header where it has none.
fn place_of(reader: &Reader<'_>, record: RecordRef, key: &str) -> Option<(usize, Range<usize>)> {
    reader.entry(record).map(|it| (it.file, it.node.key_span(key)))
}

fn says(reader: &Reader<'_>, record: RecordRef, key: &str) -> bool {
    reader.entry(record).is_some_and(|it| it.node.table.contains_key(key))
}

/// Records that are said to be known before their own day. Those that have `known` from their file are told of
/// once a file.
fn known_too_early(reader: &mut Reader<'_>, records: &Records) {
    let mut of_file: BTreeMap<usize, (Range<usize>, RecordRef, usize)> = BTreeMap::new();
    for (record, meta, day) in happened(records) {
        let Some(known) = meta.known.filter(|known| *known < day) else { continue };
        let own = says(reader, record, "known");
        let at = place_of(reader, record, if own { "known" } else { "date" });
        let Some((file, span)) = at else { continue };
        if own {
            too_early(reader, (file, span), known, day);
            continue;
        }
        let first = of_file.entry(file).or_insert((span.clone(), record, 0));
        first.2 += 1;
        if span.start < first.0.start {
            (first.0, first.1) = (span, record);
        }
    }
    for (file, (span, first, count)) in of_file {
        let known = records.meta(first).and_then(|it| it.known);
        let day = records.when(first).earliest();
        let (Some(known), Some(day)) = (known, day) else { continue };
        if count == 1 {
            let message = format!(
                "this is of {day}, and its file says known = {known}: it counts from {day} on"
            );
            let hint = "check the year and the month of both; what was learned later than the rest of its file \
                        says so with a `known` of its own";
            reader.warning(file, span, message, hint);
        } else {
            let message = format!(
                "{count} records of this file are of a later day than its known = {known}, this one of {day}: \
                 each counts from its own day on"
            );
            reader.warning(
                file,
                span,
                message,
                "check the days, or leave `known` out under [file]",
            );
        }
    }
}

fn too_early(reader: &mut Reader<'_>, (file, span): (usize, Range<usize>), known: Date, day: Date) {
    let message = format!("known on {known}, and it is of {day}: it counts from {day} on");
    let hint =
        "nobody knows what was said before it was said: check the year and the month of both days";
    reader.warning(file, span, message, hint);
}

/// Entries inside records that are said to be known before their own day.
fn inside(reader: &mut Reader<'_>, records: &Records) {
    let mut check = |record, list: &str, at: usize, meta: &Meta, when: When| {
        let Some((known, day)) = meta.known.zip(when.earliest()).filter(|(a, b)| a < b) else {
            return;
        };
        let Some(entry) = reader.entry(record) else { return };
        let value = entry.node.table.get(list).map(|it| it.get_ref());
        let value = value.and_then(|it| it.as_array()).and_then(|it| it.get(at));
        let table = value.and_then(|it| it.get_ref().as_table());
        let key = table.and_then(|it| it.get_key_value("known")).map(|(key, _)| key.span());
        let place = (entry.file, key.unwrap_or(entry.node.key_span(list)));
        too_early(reader, place, known, day);
    };
    for (place, it) in records.understandings.iter().enumerate() {
        let record = RecordRef::new(Kind::Understanding, place);
        for (at, claim) in it.claims.iter().enumerate() {
            let when = When::happened(claim.date, claim.meta.date_is);
            check(record, "claims", at, &claim.meta, when);
        }
    }
    for (place, it) in records.meetings.iter().enumerate() {
        let record = RecordRef::new(Kind::Meeting, place);
        for (at, entry) in it.log.iter().enumerate() {
            check(record, "log", at, &entry.meta, when_logged(entry, it));
        }
    }
}

/// Sources that appeared before what they alone are cited for was said, once a source and a file.
fn published_too_early(reader: &mut Reader<'_>, records: &Records) {
    type First = (Range<usize>, Date, usize);
    let mut found: BTreeMap<(usize, Ix<Source>), First> = BTreeMap::new();
    // What of sources dates numbers and outcomes is told of with them.
    let kinds = [Kind::Prediction, Kind::Resolution];
    let reports = happened(records).into_iter().filter(|it| !kinds.contains(&it.0.kind));
    for (record, meta, day) in reports {
        // What is concluded may rest on anything before; what is supposed rests on nothing.
        let reports = matches!(meta.basis, Basis::Stated | Basis::Reported | Basis::Instructed);
        let too_early = |it: Ix<Source>| {
            let source = records.source(it);
            source.meta.date_is == DateIs::Exact && source.date.is_some_and(|it| it < day)
        };
        if !reports || !meta.sources.iter().all(|it| too_early(it.source)) {
            continue;
        }
        let Some(last) = meta.sources.iter().max_by_key(|it| records.source(it.source).date) else {
            continue;
        };
        let key = if says(reader, record, "source") { "source" } else { "date" };
        let Some((file, span)) = place_of(reader, record, key) else { continue };
        let first = found.entry((file, last.source)).or_insert((span.clone(), day, 0));
        first.2 += 1;
        if span.start < first.0.start {
            (first.0, first.1) = (span, day);
        }
    }
    for ((file, source), (span, day, count)) in found {
        let it = records.source(source);
        let Some(published) = it.date else { continue };
        let name = it.meta.id.as_ref().map(ToString::to_string).unwrap_or_default();
        let message = match count {
            1 => format!("`{name}` is of {published} and cannot tell of what is of {day}"),
            n => format!(
                "`{name}` is of {published} and cannot tell of what is of a later day: {n} records of this file \
                 cite nothing else, this one of {day}"
            ),
        };
        let hint = "check the day of either; notes that go on being written are best left without a day, and \
                    what appeared on several days is several sources";
        reader.warning(file, span, message, hint);
    }
}

/// Years after which nobody of the talks can have done what is dated so.
const AGO: i16 = 150;

/// A stretch without a day that is longer than this lies between what is far off and everything else.
const FAR: i32 = 300;

/// What says a day that may be far off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// The record's own `date`.
    Date,
    /// Its own `known`.
    Known,
    /// The `known` of its file.
    OfFile(usize),
}

/// Days by themselves, far from everything else: years that look mistyped.
fn far_off(reader: &mut Reader<'_>, records: &Records) {
    let told: Vec<(RecordRef, Date)> = Kind::ALL
        .into_iter()
        .filter(|it| !matches!(it, Kind::Source | Kind::Forecast | Kind::Leave))
        .flat_map(|kind| (0..records.count(kind)).map(move |at| RecordRef::new(kind, at)))
        .filter(|it| records.meta(*it).is_some_and(|it| it.date_is == DateIs::Exact))
        .filter_map(|it| Some((it, records.date(it)?)))
        .collect();
    let known = known(reader, records);
    // A day that dates a record otherwise shows that its year is meant; `known` alone may be mistyped itself,
    // and shows it of the day of its own record.
    let shown: Vec<Date> =
        records.sources.iter().filter_map(|it| it.date).chain(records.dossier.as_of).collect();
    let mut days: Vec<Date> = told.iter().map(|it| it.1).chain(shown.iter().copied()).collect();
    days.extend(known.iter().map(|it| it.2));
    days.sort_unstable();
    let apart = |a: Date, b: Date| (b - a).get_days() > FAR;
    let runs: Vec<&[Date]> = days.chunk_by(|a, b| !apart(*a, *b)).collect();
    let Some(main) = runs.iter().max_by_key(|it| it.len()) else { return };
    let (Some(first), Some(last)) = (main.first().copied(), main.last().copied()) else { return };
    let each = told.iter().map(|(record, day)| (*record, Said::Date, *day));
    let each: Vec<(RecordRef, Said, Date)> = each.chain(known.iter().copied()).collect();
    for run in runs.iter().filter(|it| it.first() != Some(&first)) {
        let among = |it: &&Date| run.first() <= Some(it) && Some(*it) <= run.last();
        // A few days beside many: more of them are another time of the same talks.
        if run.len() * 4 > main.len() || shown.iter().any(|it| among(&it)) {
            continue;
        }
        for (record, said, day) in each.iter().filter(|it| among(&&it.2)) {
            let both = |it: &&(RecordRef, Said, Date)| it.0 == *record && it.1 != *said;
            if each.iter().find(both).is_some_and(|it| among(&&it.2)) {
                continue;
            }
            let other = (first.year()..=last.year())
                .filter_map(|year| Date::new(year, day.month(), day.day()).ok())
                .find(|it| *it >= first && *it <= last && !apart(first, last));
            // A meeting may well be far ahead, and what happened long ago; what lies ahead nobody has learned.
            let ahead = *day > last && (*said != Said::Date || !record.kind.may_lie_ahead());
            let tells = ahead || first.year() - day.year() > AGO;
            if other.is_none() && !tells {
                continue;
            }
            let place = match said {
                Said::Date => place_of(reader, *record, "date"),
                Said::Known => place_of(reader, *record, "known"),
                Said::OfFile(file) => reader.file_key(*file, "known").map(|span| (*file, span)),
            };
            let Some((file, span)) = place else { continue };
            let hides = match said {
                Said::Date => "",
                Said::Known => ", and the record is not there before it",
                Said::OfFile(_) => ", and nothing of this file is there before it",
            };
            let what = if *said == Said::Date { String::new() } else { "known = ".to_owned() };
            let message = format!(
                "{what}{day} is far from every other day of this record ({first} to {last}){hides}"
            );
            let hint = match other {
                Some(other) => format!("check the year: is it {other}?"),
                None => "check the year".to_owned(),
            };
            reader.warning(file, span, message, hint.as_str());
        }
    }
}

/// Every `known`, once for a file that says it for all its records. What is sealed cannot be mended any more.
fn known(reader: &Reader<'_>, records: &Records) -> Vec<(RecordRef, Said, Date)> {
    let mut all = Vec::new();
    let mut files: Vec<usize> = Vec::new();
    for kind in Kind::ALL {
        for at in 0..records.count(kind) {
            let record = RecordRef::new(kind, at);
            let Some(day) = records.meta(record).and_then(|it| it.known) else { continue };
            let Some(file) = reader.entry(record).map(|it| it.file) else { continue };
            if records.is_sealed(record) {
                continue;
            }
            if says(reader, record, "known") {
                all.push((record, Said::Known, day));
            } else if !files.contains(&file) {
                files.push(file);
                all.push((record, Said::OfFile(file), day));
            }
        }
    }
    all
}
