//! Everything one voice said: over time, and issue by issue. A voice is a party, with everybody who speaks for it, or
//! one person.

use jiff::civil::Date;

use super::entries::{Entry, EntryKind, entries};
use super::{search, timeline};
use crate::finding::block::Block;
use crate::finding::table::Table;
use crate::lens::error::Error;
use crate::lens::stamp::near;
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::party::{Party, Person, Speaker};
use plenipo_record::case::titled::is_called;

/// Whose voice it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// A party, and everybody who speaks for it.
    Party(Ix<Party>),
    /// One person.
    Person(Ix<Person>),
}

impl Voice {
    /// The party or person of that id or name.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is none.
    pub(super) fn find(case: &Case, name: &str) -> Result<Voice, Error> {
        let called = |kind: Kind| {
            let each = (0..case.count(kind)).map(move |it| RecordRef::new(kind, it));
            // An id goes before a name that somebody else has.
            let by_id = each.clone().find(|it| case.id(*it) == Some(name));
            by_id.or_else(|| each.clone().find(|it| is_called(case, *it, name)))
        };
        if let Some(it) = called(Kind::Party) {
            return Ok(Voice::Party(Ix::new(it.index as usize)));
        }
        if let Some(it) = called(Kind::Person) {
            return Ok(Voice::Person(Ix::new(it.index as usize)));
        }
        let ids = [Kind::Party, Kind::Person].into_iter().flat_map(|kind| {
            (0..case.count(kind)).filter_map(move |it| case.id(RecordRef::new(kind, it)))
        });
        Err(Error::Unknown { what: "party or person", id: name.to_owned(), near: near(ids, name) })
    }

    pub(super) fn label(self, case: &Case) -> &str {
        match self {
            Voice::Party(ix) => case.party(ix).label(),
            Voice::Person(ix) => &case.persons[ix.get()].name,
        }
    }

    /// Whether this speaker is that voice, or speaks for it.
    fn is_of(self, case: &Case, speaker: &Speaker) -> bool {
        match (self, speaker) {
            (Voice::Party(party), speaker) => case.party_of(speaker) == Some(party),
            (Voice::Person(own), Speaker::Person(other)) => own == *other,
            (Voice::Person(own), Speaker::Named(name)) => case.persons[own.get()].name == *name,
            (Voice::Person(_), Speaker::Party(_)) => false,
        }
    }

    /// Whether it speaks in the entry, or the entry is of it or about it.
    pub(super) fn is_in(self, case: &Case, entry: &Entry) -> bool {
        entry.who.iter().any(|it| self.is_of(case, it))
    }

    /// Whether the entry is something it said: not a meeting that it was at, nor an event that bears on it, nor
    /// what somebody else says of it.
    pub(super) fn said(self, case: &Case, entry: &Entry) -> bool {
        const SAID: [EntryKind; 9] = [
            EntryKind::Record(Kind::Draft),
            EntryKind::Record(Kind::RedLine),
            EntryKind::Record(Kind::Position),
            EntryKind::Record(Kind::Answer),
            EntryKind::Record(Kind::Statement),
            EntryKind::Record(Kind::Demand),
            EntryKind::Record(Kind::Prediction),
            EntryKind::Claim,
            EntryKind::Reading,
        ];
        if SAID.contains(&entry.kind) {
            return self.is_in(case, entry);
        }
        giver(case, entry).iter().any(|it| self.is_of(case, it))
    }
}

/// Of entries that name others beside who said them: who did.
fn giver(case: &Case, entry: &Entry) -> Vec<Speaker> {
    let Some(RecordRef { kind, index }) = entry.record else { return Vec::new() };
    let at = index as usize;
    let one = |by: &Option<Speaker>| by.iter().cloned().collect::<Vec<_>>();
    match (entry.kind, kind) {
        // Who undertook it gave a word; for whom it is done did not.
        (EntryKind::Action, _) => entry.who.clone(),
        (_, Kind::Undertaking) => case.undertakings[at].who.clone(),
        // By whose account a thing is so.
        (_, Kind::Capacity) => one(&case.capacities[at].by),
        (_, Kind::TextState) => one(&case.text_states[at].by),
        (_, Kind::Movement) => one(&case.movements[at].by),
        (_, Kind::Cause) => one(&case.causes[at].by),
        (_, Kind::Rule) => one(&case.rules[at].by),
        _ => Vec::new(),
    }
}

/// Everything it said on record.
pub(super) fn told(case: &Case, voice: Voice) -> (String, Vec<Table>, Vec<Block>) {
    let mut all = entries(case);
    search::inside(case, &mut all);
    all.retain(|it| voice.said(case, it));
    all.sort_by_key(|it| it.date.unwrap_or(Date::MAX));
    let mut blocks = Vec::new();
    let by_issue: Vec<(usize, Vec<&Entry>)> = (0..case.issues.len())
        .map(|issue| {
            let on = all.iter().filter(|it| on(case, it).contains(&Ix::new(issue)));
            (issue, on.collect())
        })
        .filter(|(_, on): &(usize, Vec<&Entry>)| !on.is_empty())
        .collect();
    blocks.push(Block::heading(1, "Over time"));
    if all.is_empty() {
        blocks.push(Block::para("Nothing it said is on record. Silence is not consent."));
    }
    blocks.extend(timeline::items(&all));
    if !by_issue.is_empty() {
        blocks.push(Block::heading(1, "Issue by issue"));
        for (issue, on) in by_issue {
            blocks.push(Block::heading(2, case.issues[issue].title.clone()));
            blocks.extend(on.into_iter().map(timeline::item));
        }
    }
    let name = voice.label(case);
    let days: Vec<Date> = all.iter().filter_map(|it| it.date).collect();
    let span = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!(", from {first} to {last}"),
        (Some(day), _) => format!(", on {day}"),
        _ => String::new(),
    };
    let headline = format!("{name}: {} on record{span}.", counted(all.len(), "saying"));
    let table = timeline::table("voice", &format!("What {name} said, oldest first"), &all);
    (headline, vec![table], blocks)
}

/// The issues that something said is about, as far as the record names them.
fn on(case: &Case, entry: &Entry) -> Vec<Ix<Issue>> {
    let Some(RecordRef { kind, index }) = entry.record else { return Vec::new() };
    let at = index as usize;
    match kind {
        Kind::RedLine => {
            let it = &case.red_lines[at];
            it.rules_out.iter().chain(&it.unclear).map(|(issue, _)| *issue).collect()
        }
        Kind::Position => case.positions[at].issue.into_iter().collect(),
        Kind::Demand => {
            let it = &case.demands[at];
            it.asks.iter().chain(&it.when).map(|(issue, _)| *issue).collect()
        }
        Kind::Movement => vec![case.movements[at].issue],
        Kind::Rule => {
            let it = &case.rules[at];
            let each = it.when.iter().chain(&it.requires).chain(&it.excludes);
            each.map(|(issue, _)| *issue).collect()
        }
        Kind::Capacity => case.capacities[at].when.iter().map(|(issue, _)| *issue).collect(),
        Kind::Statement => {
            let about = case.statements[at].about.iter().filter(|it| it.kind == Kind::Issue);
            about.map(|it| Ix::new(it.index as usize)).collect()
        }
        _ => Vec::new(),
    }
}
