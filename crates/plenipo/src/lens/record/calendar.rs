//! The meetings of a record, what was undertaken by a day at them or outside them, and further consents that are due,
//! for people's calendars.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::history::{History, Named};
use super::meetings;
use crate::finding::calendar::{Calendar, CalendarEntry, EntryKind, EventStatus};
use crate::lens::error::Error;
use crate::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::learned::{When, known, known_within, when, when_logged};
use plenipo_record::case::meeting::{Became, LogState, Meeting};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;
use plenipo_record::case::process::Consent;
use plenipo_record::case::upkeep::Undertaking;

/// Begins the line of an entry that says how it stands.
const STATE: &str = "State: ";

/// The calendar of the meetings that the view has.
///
/// # Errors
/// [`Error::NotADossier`] of a scenario.
pub fn calendar(view: &View<'_>) -> Result<Calendar, Error> {
    let (seen, day) = (view.case()?, view.day());
    let mut calendar = Calendar { name: seen.dossier.title.clone(), ..Calendar::default() };
    let mut uids = Uids::of(seen);
    // What was sent once and is no longer on record is called off, or it would stay in the calendar.
    let extract = view.record()?;
    let history = History::of(extract);
    for it in &seen.meetings {
        let past = Past::of(seen, it);
        match it.date {
            Some(date) => calendar.entries.push(meeting(seen, it, &past, date, day, &mut uids)),
            None => {
                calendar.undated += 1;
                let old = history.before(&past.name).iter().rev().find(|old| old.date.is_some());
                if let Some((old, date)) = old.and_then(|old| Some((old, old.date?))) {
                    let was = meeting(extract, old, &past, date, day, &mut uids);
                    calendar.entries.push(without_day(was, &past, latest(seen, it)));
                }
            }
        }
        for named in history.undertakings(&past.name, it) {
            calendar.entries.extend(task(seen, extract, it, &past, &named, &mut uids));
        }
    }
    for (place, it) in seen.undertakings.iter().enumerate() {
        let at = RecordRef::new(Kind::Undertaking, place);
        calendar.entries.extend(undertaken(seen, extract, (at, it), &mut uids));
    }
    for (place, it) in seen.consents.iter().enumerate() {
        let at = RecordRef::new(Kind::Consent, place);
        calendar.entries.extend(consent(seen, extract, (at, it), &mut uids));
    }
    calendar.entries.sort_by_key(|it| match it.kind {
        EntryKind::Meeting { from, .. } => from,
        EntryKind::Task { due, .. } => due,
    });
    Ok(calendar)
}

fn meeting(
    seen: &Case,
    it: &Meeting,
    past: &Past,
    date: Date,
    day: Option<Date>,
    uids: &mut Uids,
) -> CalendarEntry {
    let state = meetings::state(it, day);
    let status = match (state, it.meta.date_is) {
        (Became::Cancelled, _) => EventStatus::Cancelled,
        // Planned for a day that has passed: whether it was held is not on record.
        (Became::NotRecorded, _) => EventStatus::Tentative,
        (_, DateIs::Exact) => EventStatus::Confirmed,
        _ => EventStatus::Tentative,
    };
    let (from, to) = match it.meta.date_is {
        DateIs::Month => (date.first_of_month(), date.last_of_month()),
        _ => (date, date),
    };
    let between: Vec<&str> = it.channel.iter().map(|ix| seen.party(*ix).label()).collect();
    let summary = match (&it.title, between.is_empty()) {
        (Some(title), _) => title.clone(),
        (None, false) => between.join("–"),
        (None, true) => "Meeting".to_owned(),
    };
    let mut lines = vec![format!("{STATE}{}", state.word())];
    if it.meta.date_is != DateIs::Exact {
        lines.push(format!("Date: {}", it.meta.date_is.show(date)));
    }
    if !between.is_empty() {
        lines.push(format!("Between: {}", between.join("–")));
    }
    let present: Vec<String> = it.present.iter().map(|it| seen.speaker(it)).collect();
    if !present.is_empty() {
        lines.push(format!("{}: {}", meetings::presence(it, day), present.join(", ")));
    }
    if let Some(series) = meetings::of_series(seen, it) {
        lines.push(series);
    }
    lines.extend(it.agenda.iter().map(|it| format!("Agenda: {it}")));
    for carried in &it.carries {
        let draft = seen.draft(carried.draft);
        lines.push(format!("Carries: {} · {}", draft.id(), draft.title));
    }
    for entry in it.log.iter().filter(|it| it.is == LogState::Result) {
        let said = entry.gist.as_ref().or(entry.words.as_ref());
        lines.extend(said.map(|it| format!("Result: {it}")));
    }
    lines.push(describe::footing(seen, &it.meta).to_string());
    CalendarEntry {
        uid: uids.give("meeting", &past.name),
        sequence: past.sequence(news(it, date, day)),
        known: latest(seen, it),
        kind: EntryKind::Meeting { from, to, status },
        summary,
        place: it.place.clone(),
        lines,
    }
}

/// How much has come to be known of a meeting since it was entered: each entry of its log, but not a first
/// one that says it is planned, which an entry without a log says as well; and that its day has passed,
/// from when on it takes an entry to say that it was held.
fn news(it: &Meeting, date: Date, day: Option<Date>) -> usize {
    let entered = it.log_by_day().first().is_some_and(|it| it.is == LogState::Planned);
    let passed = day.is_some_and(|day| date < day);
    it.log.len() - usize::from(entered) + usize::from(passed)
}

/// The entry of a meeting that had a day and, put right, has none.
fn without_day(was: CalendarEntry, past: &Past, known: Option<Date>) -> CalendarEntry {
    let kind = match was.kind {
        EntryKind::Meeting { from, to, .. } => {
            EntryKind::Meeting { from, to, status: EventStatus::Cancelled }
        }
        task @ EntryKind::Task { .. } => task,
    };
    let mut lines = was.lines;
    // How it stood on the day that it had is no longer so.
    lines.retain(|it| !it.starts_with(STATE));
    lines.insert(0, format!("{STATE}no day is on record for it any more"));
    CalendarEntry { sequence: past.sequence(0), known, kind, lines, ..was }
}

/// What was undertaken at `now`, or at what it put right: what does not stand there still, or has no day any
/// more, is called off. What was undertaken at a meeting that is cancelled stands: that it lapses with the
/// meeting is for the record to say.
fn task(
    seen: &Case,
    extract: &Case,
    now: &Meeting,
    past: &Past,
    named: &Named<'_>,
    uids: &mut Uids,
) -> Option<CalendarEntry> {
    // Named before anything is left out: the next ones keep their names.
    let uid = uids.give("action", &format!("{}\0{}", past.name, named.number));
    let (action, stands) = (named.action, std::ptr::eq(named.of, now));
    let case = if stands { seen } else { extract };
    let due = named.due?;
    let who: Vec<String> = action.who.iter().map(|by| case.speaker(by)).collect();
    let mut lines = Vec::new();
    if !stands {
        lines.push(format!("{STATE}removed when the record of the meeting was corrected"));
    } else if action.due.is_none() {
        lines.push(format!("{STATE}no day is on record for it any more"));
    }
    if !who.is_empty() {
        lines.push(format!("Who: {}", describe::listed(&who)));
    }
    lines.push(format!("Undertaken at: {}", meetings::heading(case, named.of)));
    lines.push(describe::footing(case, &action.meta).to_string());
    let (sequence, learned) = match stands {
        true => (
            past.sequence(usize::from(action.done.is_some())),
            within(seen, now, &action.meta, When::undated()).max(action.done),
        ),
        false => (past.sequence(0), known(seen, &now.meta, when(now))),
    };
    Some(CalendarEntry {
        // What is to be done, and by whom, may be put better; its place among what the meeting left
        // to do stays.
        uid,
        sequence,
        known: learned,
        kind: EntryKind::Task {
            due,
            done: action.done,
            cancelled: !stands || action.due.is_none(),
        },
        summary: action.what.clone(),
        place: None,
        lines,
    })
}

/// How a record was first called and how often it was put right; its day, or what stands for it, where it has no name.
fn first(seen: &Case, at: RecordRef, unnamed: String) -> (String, u32) {
    let mut name = seen.id(at).map(str::to_owned);
    let mut corrections = 0;
    // Corrections never go round in a circle, so that this ends; the count makes it certain.
    while let Some(old) =
        seen.corrected.iter().find(|old| name.is_some() && old.kind == at.kind && old.into == name)
        && (corrections as usize) <= seen.corrected.len()
    {
        corrections += 1;
        name = Some(old.id.clone());
    }
    (name.unwrap_or(unnamed), corrections)
}

/// The version of a task that was put right so often, and was or was not done.
fn sequence_of(corrections: u32, done: bool) -> u32 {
    let steps = u32::try_from(NEWS_MAX + 1).unwrap_or(u32::MAX);
    corrections.saturating_mul(steps).saturating_add(u32::from(done))
}

/// Of what was put right: the day by which it was due as it stood before, where it has none any more.
fn was_due(
    extract: &Case,
    name: &str,
    due: impl Fn(&Case, usize) -> Option<Date>,
    kind: Kind,
) -> Option<Date> {
    let mut name = Some(name.to_owned());
    let mut last = None;
    // Each version names the one that it puts right; none comes twice.
    for _ in 0..extract.count(kind) {
        let at = (0..extract.count(kind)).find(|it| {
            name.as_deref().is_some_and(|id| extract.id(RecordRef::new(kind, *it)) == Some(id))
        });
        let Some(at) = at else { break };
        last = due(extract, at).or(last);
        let puts_right = |it: &usize| {
            let meta = extract.meta(RecordRef::new(kind, *it));
            let of = meta.and_then(|it| it.corrects.as_ref()).map(|it| it.record as usize);
            of == Some(at)
        };
        let next = (0..extract.count(kind)).find(puts_right);
        name = next.and_then(|it| extract.id(RecordRef::new(kind, it))).map(str::to_owned);
    }
    last
}

/// Something undertaken outside a meeting, by the day it is due.
fn undertaken(
    seen: &Case,
    extract: &Case,
    (at, it): (RecordRef, &Undertaking),
    uids: &mut Uids,
) -> Option<CalendarEntry> {
    let date = it.date.map(|it| it.to_string()).unwrap_or_default();
    let (name, corrections) = first(seen, at, date);
    let uid = uids.give("undertaking", &name);
    let due = it.due.or_else(|| {
        was_due(extract, &name, |case, at| case.undertakings.get(at)?.due, Kind::Undertaking)
    })?;
    let mut lines = Vec::new();
    if it.due.is_none() {
        lines.push(format!("{STATE}no day is on record for it any more"));
    }
    let names =
        |list: &[Speaker]| -> Vec<String> { list.iter().map(|by| seen.speaker(by)).collect() };
    for (word, list) in [("Who", names(&it.who)), ("For", names(&it.to))] {
        if !list.is_empty() {
            lines.push(format!("{word}: {}", describe::listed(&list)));
        }
    }
    lines.extend(it.condition.as_ref().map(|it| format!("On condition: {it}")));
    lines.extend(it.date.map(|date| format!("Undertaken: {}", it.meta.date_is.show(date))));
    lines.push(describe::footing(seen, &it.meta).to_string());
    Some(CalendarEntry {
        uid,
        sequence: sequence_of(corrections, it.done.is_some()),
        known: known(seen, &it.meta, when(it)).max(it.done),
        kind: EntryKind::Task { due, done: it.done, cancelled: it.due.is_none() },
        summary: it.what.clone(),
        place: None,
        lines,
    })
}

/// A further consent, by the day it is due. That it was refused is a decision as well.
fn consent(
    seen: &Case,
    extract: &Case,
    (at, it): (RecordRef, &Consent),
    uids: &mut Uids,
) -> Option<CalendarEntry> {
    let (name, corrections) = first(seen, at, String::new());
    let uid = uids.give("consent", &name);
    let due = it.due.or_else(|| {
        was_due(extract, &name, |case, at| case.consents.get(at)?.due, Kind::Consent)
    })?;
    let mut lines = Vec::new();
    if it.due.is_none() {
        lines.push(format!("{STATE}no day is on record for it any more"));
    }
    let of: Vec<String> = it.of.iter().map(|by| seen.speaker(by)).collect();
    if !of.is_empty() {
        lines.push(format!("Consent of: {}", describe::listed(&of)));
    }
    lines.extend(it.form.map(|it| format!("Form: {}", describe::spoken(it.word()))));
    lines.extend(it.threshold.as_ref().map(|it| format!("Threshold: {it}")));
    lines.extend(it.effect.map(|it| format!("Effect: {}", it.spoken())));
    let outcome = it.outcome.as_ref();
    if let Some(outcome) = outcome {
        let vote = outcome.vote.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
        lines.insert(0, format!("{STATE}{} on {}{vote}", outcome.is.word(), outcome.date));
    }
    lines.push(describe::footing(seen, &it.meta).to_string());
    let decided = outcome.map(|it| it.date);
    Some(CalendarEntry {
        uid,
        sequence: sequence_of(corrections, decided.is_some()),
        known: known(seen, &it.meta, when(it)).max(decided),
        kind: EntryKind::Task { due, done: decided, cancelled: it.due.is_none() },
        summary: it.act.clone(),
        place: None,
        lines,
    })
}

/// When the latest thing on record of a meeting became known.
fn latest(seen: &Case, it: &Meeting) -> Option<Date> {
    let parts = it.said.iter().map(|part| within(seen, it, &part.meta, When::undated()));
    let parts =
        parts.chain(it.carries.iter().map(|part| within(seen, it, &part.meta, When::undated())));
    let parts =
        parts.chain(it.log.iter().map(|part| within(seen, it, &part.meta, when_logged(part, it))));
    parts.chain([known(seen, &it.meta, when(it))]).flatten().max()
}

fn within(seen: &Case, it: &Meeting, meta: &Meta, of: When) -> Option<Date> {
    known_within(seen, meta, &it.meta, of, known(seen, &it.meta, when(it)))
}

/// What a meeting's entry had behind it when it came to say what it says.
struct Past {
    /// The meeting's first name in the record, which no correction changes; its day and the ids of
    /// those it is between where it has none.
    name: String,
    /// How often it was put right.
    corrections: usize,
}

/// More than the entries that a log goes on to have, so that a correction counts for more than all
/// of them: it may have fewer of its own.
const NEWS_MAX: usize = 99;

impl Past {
    fn of(seen: &Case, it: &Meeting) -> Past {
        let own = it.meta.id.as_ref().map(ToString::to_string);
        let mut corrections = 0;
        let mut name = own.clone();
        let before = |name: &Option<String>| {
            seen.corrected.iter().find(|old| {
                let unnamed = || {
                    let known = known(seen, &it.meta, when(it));
                    let said = it.meta.corrects.as_ref();
                    said.is_some_and(|said| said.why == old.why && said.by == old.by)
                        && old.known == known
                };
                old.kind == Kind::Meeting && old.into == *name && (name.is_some() || unnamed())
            })
        };
        // Corrections never go round in a circle, so that this ends; the count makes it certain.
        while let Some(old) = before(&name)
            && corrections <= seen.corrected.len()
        {
            corrections += 1;
            name = Some(old.id.clone());
        }
        let unnamed = || {
            let channel: Vec<&str> = it.channel.iter().map(|ix| seen.party_id(*ix)).collect();
            let date = it.date.map(|it| it.to_string()).unwrap_or_default();
            format!("{date}\0{}", channel.join(" "))
        };
        Past { name: name.unwrap_or_else(unnamed), corrections }
    }

    /// The number of the version that has this much news beside the first.
    fn sequence(&self, news: usize) -> u32 {
        let number = self.corrections * (NEWS_MAX + 1) + news.min(NEWS_MAX);
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// Names of entries: the same whenever they are given, and none twice. They are made of ids and days
/// alone, never of words, in which a slip may be mended, and of nothing that the viewer has not.
struct Uids {
    /// Tells the talks apart from others in the same calendar: who would have to sign.
    talks: String,
    given: BTreeMap<String, usize>,
}

impl Uids {
    fn of(seen: &Case) -> Uids {
        let ids: Vec<&str> = seen.signatories().iter().map(|it| seen.party_id(*it)).collect();
        Uids { talks: ids.join(" "), given: BTreeMap::new() }
    }

    fn give(&mut self, kind: &str, content: &str) -> String {
        let key = format!("{kind}\0{}\0{content}", self.talks);
        let twin = self.given.entry(key.clone()).or_default();
        *twin += 1;
        let digest = Sha256::digest(format!("{key}\0{twin}"));
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{hex}@plenipo")
    }
}
