//! What may be said to a party and what not, in a few sentences, from what the record says may be carried to it.

use super::kept;
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

/// The most permissions that are quoted.
const QUOTED_MAX: usize = 6;

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
    let must_not = if room.is_whole { kept::must_not(desk, room) } else { Vec::new() };
    (may(desk, room), must_not)
}

/// The records in a state; a source that is told beside a record stands in the table alone.
pub(super) fn in_state<'r>(
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
    let what = format!("{}: {}", it.record.kind.noun(), words::bare(&said));
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

fn records(n: usize) -> String {
    describe::counted(n, "record")
}

/// Names of several parties, for a sentence.
pub(super) fn names(desk: &Desk<'_>, parties: &[Ix<Party>]) -> String {
    listed(&parties.iter().map(|it| desk.party(*it)).collect::<Vec<_>>())
}
