//! What must not be said in a room, so that nobody says it by mistake: whose confidences are on record first, the gravest
//! in its own words, then what else is closed to it, counted.

use super::rooms::in_state;
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::Sentence;
use crate::lens::brief::words;
use crate::lens::record::{CarryState, Room};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::{Party, Speaker};

/// The most confidences of one party that are told.
const TOLD_MAX: usize = 3;

/// The longest words of a record that are given whole.
const WORDS_MAX: usize = 90;

/// What can give a party away, the gravest first.
const GRAVE: [Kind; 7] = [
    Kind::Answer,
    Kind::Statement,
    Kind::RedLine,
    Kind::Alternative,
    Kind::Demand,
    Kind::Movement,
    Kind::Draft,
];

pub(super) fn must_not(desk: &Desk<'_>, room: &Room) -> Vec<Sentence> {
    let case = desk.case;
    // What it took part in it knows, whoever may read the record of it.
    let closed: Vec<RecordRef> = in_state(case, room, CarryState::Closed)
        .map(|it| it.record)
        .filter(|it| !was_there(case, *it, room.to))
        .collect();
    let mut said = Vec::new();
    let mut rest: Vec<RecordRef> = Vec::new();
    let mut of: Vec<(Ix<Party>, Vec<RecordRef>)> = Vec::new();
    for record in closed {
        match whose(case, record).filter(|_| GRAVE.contains(&record.kind)) {
            Some(party) => match of.iter_mut().find(|it| it.0 == party) {
                Some((_, all)) => all.push(record),
                None => of.push((party, vec![record])),
            },
            None => rest.push(record),
        }
    }
    // Its own affairs as others see them come last.
    of.sort_by_key(|(party, _)| (*party == room.to, *party));
    for (party, mut all) in of {
        let grave = |it: &RecordRef| GRAVE.iter().position(|kind| *kind == it.kind);
        all.sort_by_key(grave);
        let mut named: Vec<String> =
            all.iter().take(TOLD_MAX).map(|it| in_short(case, *it, Some(party))).collect();
        if all.len() > named.len() {
            named.push(format!("{} more", all.len() - named.len()));
        }
        let who = match party == room.to {
            true => "about itself, from others".to_owned(),
            false => format!("of {}", desk.party(party)),
        };
        said.push(Sentence::of(format!("{who}: {}", listed(&named)), Vec::new()));
    }
    said.extend(counted(&rest, !said.is_empty()));
    said.extend(by_leave(desk, room));
    if said.is_empty() {
        said.push(Sentence::of("nothing on record is closed to it", Vec::new()));
    }
    said
}

/// What else is closed, by kind.
fn counted(rest: &[RecordRef], besides: bool) -> Option<Sentence> {
    let each = Kind::ALL.into_iter().filter_map(|kind| {
        let n = rest.iter().filter(|it| it.kind == kind).count();
        match (kind, n) {
            (_, 0) => None,
            (Kind::TextState, n) if n > 1 => Some(format!("{n} states of the text")),
            (_, n) => Some(describe::counted(n, kind.noun())),
        }
    });
    let each: Vec<String> = each.collect();
    let lead = if besides { "besides, closed to it" } else { "closed to it" };
    (!each.is_empty()).then(|| Sentence::of(format!("{lead}: {}", listed(&each)), Vec::new()))
}

/// What may be told later, or no more.
fn by_leave(desk: &Desk<'_>, room: &Room) -> Vec<Sentence> {
    let case = desk.case;
    let mut said = Vec::new();
    for (state, words) in [
        (CarryState::Later, "permitted, but not yet"),
        (CarryState::Withdrawn, "permission was withdrawn"),
    ] {
        for it in in_state(case, room, state) {
            let leave = it.leave.map(|ix| &case.leaves[ix.get()]);
            let day = leave
                .and_then(|it| if state == CarryState::Later { it.date } else { it.withdrawn });
            let day = match (state, day) {
                (_, None) => String::new(),
                (CarryState::Later, Some(day)) => format!(", from {}", words::day(day)),
                (_, Some(day)) => format!(" on {}", words::day(day)),
            };
            let words = format!("{words}{day}: {}", in_short(case, it.record, None));
            said.push(Sentence::of(words, Vec::new()));
        }
    }
    said
}

/// A record by its kind and its first words, without the name of a party that is told already.
fn in_short(case: &Case, record: RecordRef, told: Option<Ix<Party>>) -> String {
    let line = words::humane(&describe::in_one_line(case, record));
    let name = told.map(|it| format!("{}: ", case.party(it).label()));
    let line = words::bare(name.and_then(|it| line.strip_prefix(&it)).unwrap_or(&line));
    let cut = match line.char_indices().nth(WORDS_MAX) {
        None => line.to_owned(),
        Some((at, _)) => {
            let whole = line[..at].rsplit_once(' ').map_or(&line[..at], |it| it.0);
            format!("{} …", whole.trim_end_matches([',', ';', ':', '.']))
        }
    };
    format!("{} ({cut})", record.kind.noun())
}

/// Whose affairs it tells of.
fn whose(case: &Case, record: RecordRef) -> Option<Ix<Party>> {
    let at = record.index as usize;
    match record.kind {
        Kind::Answer => Some(case.answers[at].party),
        Kind::RedLine => Some(case.red_lines[at].party),
        Kind::Alternative => Some(case.alternatives[at].party),
        Kind::Demand => Some(case.demands[at].party),
        Kind::Movement => Some(case.movements[at].party),
        Kind::Statement => case.statements[at].by.iter().find_map(|by| case.party_of(by)),
        Kind::Draft => case.drafts[at].tabled_by.first().copied(),
        _ => None,
    }
}

/// Whether the party took part in it: was there, undertook it or was promised it, or it is the state of a text for it.
fn was_there(case: &Case, record: RecordRef, party: Ix<Party>) -> bool {
    let at = record.index as usize;
    let theirs = |all: &[Speaker]| all.iter().any(|by| case.party_of(by) == Some(party));
    match record.kind {
        Kind::Meeting => {
            let it = &case.meetings[at];
            it.channel.contains(&party) || theirs(&it.present)
        }
        Kind::Undertaking => {
            let it = &case.undertakings[at];
            theirs(&it.who) || theirs(&it.to)
        }
        Kind::TextState => case.text_states[at].party == Some(party),
        // Its own words, texts and stands it knows; what others say of it it need not.
        Kind::Statement => theirs(&case.statements[at].by),
        Kind::Draft => {
            let it = &case.drafts[at];
            it.tabled_by.contains(&party) || it.known_to.contains(&party)
        }
        Kind::Answer | Kind::RedLine | Kind::Demand => whose(case, record) == Some(party),
        Kind::Movement => {
            case.movements[at].party == party
                && case.movements[at].by.as_ref().is_some_and(|by| case.party_of(by) == Some(party))
        }
        Kind::Alternative => {
            let it = &case.alternatives[at];
            let own = |by: &Speaker| case.party_of(by) == Some(party);
            it.party == party && it.view.as_ref().is_none_or(own)
        }
        _ => false,
    }
}
