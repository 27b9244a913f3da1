//! What may be said to a party and what not, in a few sentences, from what the record says may be carried to it.

use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::words;
use crate::lens::error::Error;
use crate::lens::record::{self, CarryState, Room, RoomRecord};
use crate::lens::setting::{Settings, Value, Word};
use crate::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::{Ix, Kind, RecordRef};
use plenipo_record::case::party::{Party, Role};
use plenipo_record::case::process::Disclosure;

/// The most permissions that are quoted, and the most ids named of a kind.
const QUOTED_MAX: usize = 6;
const IDS_MAX: usize = 3;

/// What may be carried to the room of `party`.
pub(super) fn room(view: &View<'_>, party: Ix<Party>) -> Result<Option<Room>, Error> {
    let id = view.case()?.party_id(party).to_owned();
    let settings = Settings::default()
        .with(record::WHAT.0.name, Value::Text(record::What::Carry.word().to_owned()))
        .with(record::TO.0.name, Value::Ids(vec![id]));
    Ok(record::answer(view, &settings)?.rooms().first().cloned())
}

/// What may be said there, and, for the keeper, what must not.
pub(super) fn told(desk: &Desk<'_>, room: &Option<Room>) -> (Vec<Sentence>, Vec<Sentence>) {
    let Some(room) = room else { return (Vec::new(), Vec::new()) };
    let must_not = if room.is_whole { must_not(desk, room) } else { Vec::new() };
    (may(desk, room), must_not)
}

/// The records in a state; a source that is told beside a record stands in the table alone.
fn in_state<'r>(
    case: &'r Case,
    room: &'r Room,
    state: CarryState,
) -> impl Iterator<Item = &'r RoomRecord> {
    let is_source = |it: &RecordRef| it.kind == Kind::Source;
    let beside = move |it: &RoomRecord| {
        let leave = it.leave.map(|ix| &case.leaves[ix.get()]);
        is_source(&it.record) && leave.is_some_and(|it| !it.records.iter().all(is_source))
    };
    room.records.iter().filter(move |it| it.state == state && !beside(it))
}

fn may(desk: &Desk<'_>, room: &Room) -> Vec<Sentence> {
    let mut said = Vec::new();
    let case = desk.case;
    let open = in_state(case, room, CarryState::Open).count();
    let is_open = desk.case.dossier.disclosure == Disclosure::Open;
    let party = desk.party(room.to);
    let words = match (room.is_whole, is_open, open) {
        (true, true, _) => {
            let closed = in_state(case, room, CarryState::Closed).next();
            let but = closed.map_or("", |_| ", except what is closed below");
            Some(format!("the record is open: what it holds may be said{but}"))
        }
        (true, false, 0) => None,
        (true, false, n) => Some(format!("what is open to {party} already: {}", records(n))),
        (false, true, _) => Some("the record is open: what you see of it may be said".to_owned()),
        (false, false, _) => None,
    };
    said.extend(words.map(|it| Sentence::of(it, Vec::new())));
    let by_leave: Vec<&RoomRecord> = in_state(case, room, CarryState::Carry).collect();
    for it in by_leave.iter().take(QUOTED_MAX) {
        said.push(permitted(desk, it));
    }
    if by_leave.len() > QUOTED_MAX {
        let words = format!("{} more by permission", by_leave.len() - QUOTED_MAX);
        said.push(Sentence::of(words, Vec::new()));
    }
    // What a principal may say of what it knows is its own business; permission is asked of who mediates.
    let mediators = case.parties_with(Role::Mediator);
    let mediates = desk.viewer.is_none_or(|it| mediators.contains(&it));
    if by_leave.is_empty() && !is_open && mediates {
        said.push(Sentence::of("no permission to tell it more is on record", vec![Ground::Silent]));
    }
    said
}

/// A record that may be carried, with who gave permission, since when, in what form and words.
fn permitted(desk: &Desk<'_>, it: &RoomRecord) -> Sentence {
    let case = desk.case;
    let said = describe::in_one_line(case, it.record);
    let id = case.id(it.record).map(|id| format!(" ({id})")).unwrap_or_default();
    let what = format!("{}{id}: {}", it.record.kind.noun(), words::bare(&said));
    let Some(leave) = it.leave.map(|ix| &case.leaves[ix.get()]) else {
        return Sentence::of(what, Vec::new());
    };
    let mut by = match &leave.by {
        Some(by) => format!(" — permission of {}", case.speaker(by)),
        None => " — permission".to_owned(),
    };
    if let Some(date) = leave.date {
        by.push_str(&format!(", {}", words::as_known(date, leave.meta.date_is)));
    }
    if let Some(form) = &leave.form {
        by.push_str(&format!(", {form}"));
    }
    if let Some(words) = &leave.words {
        by.push_str(&format!(": {}", desk.quoted(words)));
    }
    Sentence::joined(vec![(what, Vec::new()), (by, Ground::of(case, &leave.meta))])
}

/// What stays here, counted by kind, with ids: so that nobody says it by mistake.
fn must_not(desk: &Desk<'_>, room: &Room) -> Vec<Sentence> {
    let case = desk.case;
    let mut said = Vec::new();
    let ids = |of: &[RecordRef]| {
        let named: Vec<String> =
            of.iter().filter_map(|it| case.id(*it)).map(str::to_owned).take(IDS_MAX).collect();
        let more = of.len() - named.len();
        match (named.is_empty(), more) {
            (true, _) => String::new(),
            (false, 0) => format!(" ({})", named.join(", ")),
            (false, n) => format!(" ({} and {n} more)", named.join(", ")),
        }
    };
    let closed: Vec<RecordRef> =
        in_state(case, room, CarryState::Closed).map(|it| it.record).collect();
    let each = Kind::ALL.into_iter().filter_map(|kind| {
        let of: Vec<RecordRef> = closed.iter().copied().filter(|it| it.kind == kind).collect();
        let n = match (kind, of.len()) {
            (Kind::TextState, n) if n > 1 => format!("{n} states of the text"),
            (_, n) => describe::counted(n, kind.noun()),
        };
        // A number somebody named is known by its question and not by its id.
        let ids = if kind == Kind::Prediction { String::new() } else { ids(&of) };
        (!of.is_empty()).then(|| format!("{n}{ids}"))
    });
    let each: Vec<String> = each.collect();
    if !each.is_empty() {
        said.push(Sentence::of(format!("closed to it: {}", each.join("; ")), Vec::new()));
    }
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
            let words = format!("{words}{day}: {}{}", it.record.kind.noun(), ids(&[it.record]));
            said.push(Sentence::of(words, Vec::new()));
        }
    }
    if said.is_empty() {
        said.push(Sentence::of("nothing on record is closed to it", Vec::new()));
    }
    said
}

fn records(n: usize) -> String {
    describe::counted(n, "record")
}

/// Names of several parties, for a sentence.
pub(super) fn names(desk: &Desk<'_>, parties: &[Ix<Party>]) -> String {
    listed(&parties.iter().map(|it| desk.party(*it)).collect::<Vec<_>>())
}
