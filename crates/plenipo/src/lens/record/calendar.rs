//! The meetings of a record, and what was undertaken at them by a day, for people's calendars.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::meetings;
use crate::case::Case;
use crate::case::describe;
use crate::case::meeting::{Action, LogState, Meeting};
use crate::case::meta::{DateIs, Meta};
use crate::case::seen::{known, known_within};
use crate::finding::calendar::{Calendar, Entry, EntryKind, Status};
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::lens::{Input, stamp};

/// The calendar of the meetings that the context's viewer has on its day.
///
/// # Errors
/// As a lens: an unknown viewer, or a scenario.
pub fn calendar(input: &Input<'_>, context: &Context<'_>) -> Result<Calendar, Error> {
    let seen = stamp::visible(input, context)?;
    let day = stamp::provenance(input, &seen, context, None).as_of;
    let mut calendar = Calendar { name: seen.dossier.title.clone(), ..Calendar::default() };
    let mut uids = Uids { title: seen.dossier.title.clone(), given: BTreeMap::new() };
    for it in &seen.meetings {
        match it.date {
            Some(date) => calendar.entries.push(meeting(&seen, it, date, day, &mut uids)),
            None => calendar.undated += 1,
        }
        for action in &it.actions {
            calendar.entries.extend(task(&seen, it, action, &mut uids));
        }
    }
    calendar.entries.sort_by_key(|it| match it.kind {
        EntryKind::Meeting { from, .. } => from,
        EntryKind::Task { due, .. } => due,
    });
    Ok(calendar)
}

fn meeting(seen: &Case, it: &Meeting, date: Date, day: Option<Date>, uids: &mut Uids) -> Entry {
    let state = meetings::state(it, day);
    let status = match (state, it.meta.date_is) {
        ("cancelled", _) => Status::Cancelled,
        // Planned for a day that has passed: whether it was held is not on record.
        ("not recorded", _) => Status::Tentative,
        (_, DateIs::Exact) => Status::Confirmed,
        _ => Status::Tentative,
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
    let mut lines = vec![format!("State: {state}")];
    if it.meta.date_is != DateIs::Exact {
        lines.push(format!("Date: {}", it.meta.date_is.show(date)));
    }
    if !between.is_empty() {
        lines.push(format!("Between: {}", between.join("–")));
    }
    let present: Vec<String> = it.present.iter().map(|it| seen.speaker(it)).collect();
    if !present.is_empty() {
        lines.push(format!("Present: {}", present.join(", ")));
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
    lines.push(describe::footing(seen, &it.meta));
    let id = it.meta.id.as_ref().map(ToString::to_string);
    let channel: Vec<&str> = it.channel.iter().map(|ix| seen.party_id(*ix)).collect();
    let content = || format!("{date}\0{summary}\0{}\0{:?}", channel.join(" "), it.place);
    Entry {
        uid: uids.give("meeting", &id.unwrap_or_else(content)),
        known: latest(seen, it),
        kind: EntryKind::Meeting { from, to, status },
        summary,
        place: it.place.clone(),
        lines,
    }
}

fn task(seen: &Case, of: &Meeting, action: &Action, uids: &mut Uids) -> Option<Entry> {
    let due = action.due?;
    let who: Vec<String> = action.who.iter().map(|by| seen.speaker(by)).collect();
    let mut lines = Vec::new();
    if !who.is_empty() {
        lines.push(format!("Who: {}", describe::listed(&who)));
    }
    lines.push(format!("Undertaken at: {}", meetings::heading(seen, of)));
    lines.push(describe::footing(seen, &action.meta));
    let meeting = of.meta.id.as_ref().map(ToString::to_string).unwrap_or_default();
    let content = format!("{meeting}\0{}\0{}", who.join(", "), action.what);
    let learned = within(seen, of, &action.meta, None);
    Some(Entry {
        uid: uids.give("action", &content),
        known: learned.max(action.done),
        kind: EntryKind::Task { due, done: action.done },
        summary: action.what.clone(),
        place: None,
        lines,
    })
}

/// When the latest thing on record of a meeting became known.
fn latest(seen: &Case, it: &Meeting) -> Option<Date> {
    let parts = it.said.iter().map(|part| within(seen, it, &part.meta, None));
    let parts = parts.chain(it.carries.iter().map(|part| within(seen, it, &part.meta, None)));
    let parts = parts.chain(it.log.iter().map(|part| within(seen, it, &part.meta, part.date)));
    parts.chain([known(seen, &it.meta, it.date)]).flatten().max()
}

fn within(seen: &Case, it: &Meeting, meta: &Meta, date: Option<Date>) -> Option<Date> {
    known_within(seen, meta, &it.meta, date, known(seen, &it.meta, it.date))
}

/// Names of entries, from what they say: the same whenever they are given, and none twice.
struct Uids {
    title: String,
    given: BTreeMap<String, usize>,
}

impl Uids {
    fn give(&mut self, kind: &str, content: &str) -> String {
        let key = format!("{kind}\0{}\0{content}", self.title);
        let twin = self.given.entry(key.clone()).or_default();
        *twin += 1;
        let digest = Sha256::digest(format!("{key}\0{twin}"));
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{hex}@plenipo")
    }
}
