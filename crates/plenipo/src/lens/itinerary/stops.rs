//! Where the shuttle goes: the next meeting, the one after it as far as it is on record, and back.

use super::answer::ShuttleStop;
use super::branches::on_the_table;
use super::meets::meets;
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::words;
use crate::lens::prepare::met;
use jiff::civil::Date;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::{Became, Meeting};
use plenipo_record::case::party::Party;

/// The next stop, the one after it, and the way back; one alone where all are asked at once, none where no principal is
/// met anywhere.
pub(super) fn stops(desk: &Desk<'_>) -> Vec<ShuttleStop> {
    let principals = desk.case.signatories();
    let asked = |ix: Ix<Meeting>| -> Vec<Ix<Party>> {
        met(desk, ix).into_iter().filter(|it| principals.contains(it)).collect()
    };
    let first = match desk.ahead.map(|ix| (ix, asked(ix))) {
        Some((ix, parties)) if !parties.is_empty() => at(desk, ix, parties),
        // Whoever is to be asked first is not on record: the order of the record takes its place.
        _ => match principals.iter().copied().find(|it| Some(*it) != desk.viewer) {
            Some(party) => unplanned(desk, vec![party], "the next stop"),
            None => return Vec::new(),
        },
    };
    let others: Vec<Ix<Party>> = (principals.iter().copied())
        .filter(|it| !first.parties.contains(it) && Some(*it) != desk.viewer)
        .collect();
    if others.is_empty() {
        return vec![first];
    }
    let after = later(desk, first.meeting).find_map(|ix| {
        let there: Vec<Ix<Party>> =
            asked(ix).into_iter().filter(|it| others.contains(it)).collect();
        (!there.is_empty()).then_some((ix, there))
    });
    let second = match after {
        Some((ix, there)) => at(desk, ix, there),
        None => unplanned(desk, others, "the stop after"),
    };
    let words = format!("and back to {}", desk.parties(&first.parties));
    let back = ShuttleStop {
        meeting: None,
        parties: first.parties.clone(),
        said: Sentence::of(words, Vec::new()),
        meets: Vec::new(),
    };
    vec![first, second, back]
}

/// Meetings that are planned after the first stop, in order of their days.
fn later<'d>(
    desk: &'d Desk<'_>,
    first: Option<Ix<Meeting>>,
) -> impl Iterator<Item = Ix<Meeting>> + use<'d> {
    let day = |ix: Ix<Meeting>| desk.meeting(ix).date;
    let from = first.and_then(day).or(desk.day);
    let mut all: Vec<Ix<Meeting>> = (0..desk.case.meetings.len())
        .map(Ix::new)
        .filter(|ix| Some(*ix) != first && desk.meeting(*ix).state(desk.day) == Became::Planned)
        .filter(|ix| day(*ix).zip(from).is_none_or(|(day, from)| day >= from))
        .collect();
    all.sort_by_key(|ix| (day(*ix).unwrap_or(Date::MAX), ix.get()));
    all.into_iter()
}

fn at(desk: &Desk<'_>, ix: Ix<Meeting>, parties: Vec<Ix<Party>>) -> ShuttleStop {
    let it = desk.meeting(ix);
    let mut parts: Vec<String> = it.place.iter().cloned().collect();
    parts.extend(it.date.map(|date| words::as_known(date, it.meta.date_is)));
    parts.extend(it.title.iter().map(|it| words::bare(it).to_owned()));
    let parts = if parts.is_empty() { "a day not on record".to_owned() } else { parts.join(", ") };
    let said = desk.sentence(format!("{}: {parts}", desk.parties(&parties)), &it.meta);
    let meets = meets_here(desk, &parties);
    ShuttleStop { meeting: Some(ix), parties, said, meets }
}

fn unplanned(desk: &Desk<'_>, parties: Vec<Ix<Party>>, which: &str) -> ShuttleStop {
    let words = format!(
        "{}: no meeting with {} is {}, and it is taken as {which}",
        desk.parties(&parties),
        if parties.len() == 1 { "it" } else { "them" },
        desk.on_record()
    );
    let meets = meets_here(desk, &parties);
    ShuttleStop { meeting: None, parties, said: Sentence::of(words, vec![Ground::Silent]), meets }
}

/// What the text carried meets with `parties`.
fn meets_here(desk: &Desk<'_>, parties: &[Ix<Party>]) -> Vec<Sentence> {
    on_the_table(desk).map_or(Vec::new(), |draft| meets(desk, draft, parties))
}
