//! What to ask a party: what only it can tell, what it undertook, what it warned of or wants answered.

use crate::lens::brief::ask::of_party;
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::{party, words};
use crate::lens::record::{Undertaken, UndertakenState, undertakings};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::{Party, Speaker};

/// The most questions, undertakings and demands that are told of one party.
const QUESTIONS_MAX: usize = 4;
const UNDERTAKEN_MAX: usize = 4;
const DEMANDS_MAX: usize = 3;

pub(super) fn ask(desk: &mut Desk<'_>, of: Ix<Party>) -> Vec<Sentence> {
    let mut said = of_party(desk, of);
    said.truncate(QUESTIONS_MAX);
    let open: Vec<Undertaken> = undertakings::undertakings(desk.case, desk.day)
        .into_iter()
        .filter(|it| it.state != UndertakenState::Done)
        .collect();
    let between = open.iter().filter_map(|it| undertaken(desk, *it, of));
    said.extend(between.take(UNDERTAKEN_MAX).collect::<Vec<_>>());
    said.extend(demands(desk, of));
    said
}

/// What the party undertook, or was promised, and is not known to be done.
fn undertaken(desk: &Desk<'_>, it: Undertaken, party: Ix<Party>) -> Option<Sentence> {
    let theirs = |all: &[Speaker]| all.iter().any(|by| desk.case.party_of(by) == Some(party));
    let (by, to) = it.between(desk.case)?;
    let (who, what, due) = it.in_short(desk.case);
    let (promised, then) = if theirs(by) {
        (format!("undertaken by {who}"), "ask whether it is done")
    } else if theirs(to) {
        (format!("promised to it by {who}"), "it may ask whether it is done")
    } else {
        return None;
    };
    let due = match (due, it.state) {
        (Some(due), UndertakenState::Overdue) => format!(", overdue since {}", words::day(due)),
        (Some(due), _) => format!(", due {}", words::day(due)),
        (None, _) => ", by no day on record".to_owned(),
    };
    let on = it.condition(desk.case).map(|it| format!(", on condition: {}", words::bare(it)));
    let words =
        format!("{promised}: {}{}{due}; {then}", words::bare(&what), on.unwrap_or_default());
    Some(Sentence::of(words, it.meta(desk.case).map_or(Vec::new(), |it| Ground::of(desk.case, it))))
}

/// What it warned of, demands or makes a condition of: the warnings first, then the newest.
fn demands(desk: &mut Desk<'_>, of: Ix<Party>) -> Vec<Sentence> {
    let case = desk.case;
    let mut own: Vec<&Demand> = case.demands.iter().filter(|it| it.party == of).collect();
    own.sort_by_key(|it| (it.is != DemandKind::Warning, std::cmp::Reverse(it.date)));
    own.truncate(DEMANDS_MAX);
    own.into_iter().map(|it| party::demanded(desk, it)).collect()
}
