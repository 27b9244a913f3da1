//! What the mediator may carry to a party's room: by whose permission, since when, in what form; what may
//! be carried later, what no longer, and what stays here.
//!
//! To its keeper a record tells what it holds that the party has not. To anybody else it lists the
//! permissions that they know of and nothing that stays here.

use jiff::civil::Date;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::party::Party;
use plenipo_record::case::process::{Disclosure, Leave};

/// Whether a record may be carried to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CarryState {
    /// Permission is in force.
    Carry,
    /// Permission begins later.
    Later,
    /// Permission was withdrawn.
    Withdrawn,
    /// Closed to the party, and no permission was given.
    Closed,
    /// Open to the party as it stands: no permission is needed.
    Open,
}

impl CarryState {
    /// In a word or two, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            CarryState::Carry => "may be carried",
            CarryState::Later => "not yet",
            CarryState::Withdrawn => "withdrawn",
            CarryState::Closed => "closed",
            CarryState::Open => "open",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            CarryState::Carry => "May be carried",
            CarryState::Later => "Not yet",
            CarryState::Withdrawn => "No longer: permission was withdrawn",
            CarryState::Closed => "May not be carried: no permission given",
            CarryState::Open => "Needs no permission",
        }
    }

    fn mark(self) -> Mark {
        match self {
            CarryState::Carry | CarryState::Open => Mark::Fine,
            CarryState::Later => Mark::Maybe,
            CarryState::Withdrawn | CarryState::Closed => Mark::Stop,
        }
    }
}

/// A record that may be carried to a room, or may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoomRecord {
    /// Which it is.
    pub state: CarryState,
    /// The record.
    pub record: RecordRef,
    /// The permission that decides, where there is one.
    pub leave: Option<Ix<Leave>>,
}

/// What may be told in a party's room, and what not.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Room {
    /// Whose room it is.
    pub to: Ix<Party>,
    /// The records by how they stand, in the order of [`CarryState`]; a record under two permissions comes twice.
    pub records: Vec<RoomRecord>,
    /// Whether also what stays here and what needs no permission is known and listed: to its keeper only.
    pub is_whole: bool,
}

impl Room {
    /// The room of `to`. `has` is what that party has of the record, for its keeper.
    pub(super) fn of(seen: &Case, to: Ix<Party>, has: Option<&Case>, day: Option<Date>) -> Room {
        let (held, open) = match has {
            Some(has) => held_back(seen, to, has),
            None => (Vec::new(), Vec::new()),
        };
        let given: Vec<(CarryState, usize, &Leave)> = seen
            .leaves
            .iter()
            .enumerate()
            .filter(|(_, it)| it.to.contains(&to))
            .map(|(place, it)| (state(it, day), place, it))
            .collect();
        let mut records = Vec::new();
        for state in [CarryState::Carry, CarryState::Later, CarryState::Withdrawn] {
            for (_, place, leave) in given.iter().filter(|(it, ..)| *it == state) {
                // What is open to the party anyway hangs on no permission.
                let counts = |it: &&RecordRef| state == CarryState::Carry || !open.contains(it);
                let leave_ix = Some(Ix::new(*place));
                records.extend(leave.records.iter().filter(counts).map(|record| RoomRecord {
                    state,
                    record: *record,
                    leave: leave_ix,
                }));
            }
        }
        let without = |state, record| RoomRecord { state, record, leave: None };
        let named = |it: &RecordRef| given.iter().any(|(.., leave)| leave.records.contains(it));
        let held = held.into_iter().filter(|it| !named(it));
        records.extend(held.map(|it| without(CarryState::Closed, it)));
        let carried = |record: &RecordRef| {
            let mut given = given.iter().filter(|(state, ..)| *state == CarryState::Carry);
            given.any(|(.., leave)| leave.records.contains(record))
        };
        let open = open.into_iter().filter(|it| !carried(it));
        records.extend(open.map(|it| without(CarryState::Open, it)));
        Room { to, records, is_whole: has.is_some() }
    }

    /// How many records are in one of `states`.
    fn count(&self, states: &[CarryState]) -> usize {
        self.records.iter().filter(|it| states.contains(&it.state)).count()
    }

    /// It as an account, each part below a heading of that depth.
    fn account(&self, seen: &Case, depth: u8) -> Vec<Block> {
        let name = seen.party(self.to).label();
        let free = match (self.is_whole, self.count(&[CarryState::Open]), seen.dossier.disclosure) {
            (true, 0, _) => None,
            (true, n, _) => Some(format!(
                "{} of what others said and did may be told in {name}'s room without permission: \
                 they are not listed here; the table marks them “open”.",
                describe::counted(n, "record")
            )),
            (false, _, Disclosure::Open) => Some(
                "This dossier is open: what you see of it may be told, except what the record \
                 keeper has restricted to some parties, which no copy shows."
                    .to_owned(),
            ),
            (false, _, Disclosure::Closed) => None,
        };
        let mut blocks: Vec<Block> = free.into_iter().map(Block::para).collect();
        let mut part = None;
        // What is open stands in the table only: a page is read for what it must keep back.
        for it in self.records.iter().filter(|it| it.state != CarryState::Open) {
            if part != Some(it.state) {
                part = Some(it.state);
                blocks.push(Block::heading(depth, it.state.heading()));
            }
            blocks.push(item(seen, *it));
        }
        blocks
    }

    /// What may be carried to the room and what not, in a sentence or two.
    fn headline(&self, seen: &Case) -> String {
        let name = seen.party(self.to).label();
        let records = |n| describe::counted(n, "record");
        let by_leave = self.count(&[CarryState::Carry]);
        let not = self.count(&[CarryState::Later, CarryState::Withdrawn, CarryState::Closed]);
        if !self.is_whole {
            return format!(
                "{} may be carried to {name} with permission, as far as you may know.",
                records(by_leave)
            );
        }
        let leave = match by_leave {
            0 => String::new(),
            n => format!(" With permission, {} more may be carried.", records(n)),
        };
        match (seen.dossier.disclosure, not) {
            (Disclosure::Open, 0) => {
                format!("This dossier is open: all of it may be told in {name}'s room.")
            }
            (Disclosure::Open, not) => format!(
                "This dossier is open: all of it may be told in {name}'s room, except {} marked \
                 closed.{leave}",
                records(not)
            ),
            (Disclosure::Closed, not) => {
                let open = match self.count(&[CarryState::Open]) {
                    0 => String::new(),
                    1 => " 1 record is already open to it.".to_owned(),
                    n => format!(" {n} records are already open to it."),
                };
                format!("{} may be carried to {name}; {not} may not.{open}", records(by_leave))
            }
        }
    }
}

/// What may be carried to a room, or to several, each then below a heading of its own.
pub(super) fn told(seen: &Case, rooms: &[Room]) -> (String, Vec<Table>, Vec<Block>) {
    let headlines: Vec<String> = rooms.iter().map(|it| it.headline(seen)).collect();
    let blocks = match rooms {
        [room] => room.account(seen, 1),
        rooms => {
            let each = rooms.iter().zip(&headlines).flat_map(|(room, headline)| {
                let whose = format!("To the room of {}", seen.party(room.to).label());
                let said = [Block::heading(1, whose), Block::para(headline.clone())];
                said.into_iter().chain(room.account(seen, 2))
            });
            each.collect()
        }
    };
    (headlines.join(" "), vec![table(seen, rooms)], blocks)
}

pub(in crate::lens) fn table(seen: &Case, rooms: &[Room]) -> Table {
    let mut table = Table::new(
        "carry",
        "What may be carried to a room, and what may not",
        vec![
            Column::new("room", ColumnKind::Id),
            Column::new("state", ColumnKind::State),
            Column::new("kind", ColumnKind::Text),
            Column::new("record", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("since", ColumnKind::Date),
            Column::new("until", ColumnKind::Date),
            Column::new("form", ColumnKind::Text),
            Column::new("leave", ColumnKind::Id),
        ],
    );
    for room in rooms {
        for it in &room.records {
            table.push(row(seen, room.to, *it));
        }
    }
    table
}

fn state(leave: &Leave, day: Option<Date>) -> CarryState {
    let later = leave.date.is_some_and(|it| day.is_some_and(|day| it > day));
    // What became known later than the day is not in what is seen on it.
    match leave.withdrawn {
        Some(_) => CarryState::Withdrawn,
        None if later => CarryState::Later,
        None => CarryState::Carry,
    }
}

/// What somebody said or did that is on record and that the party has not got. What it said itself,
/// of itself, is left out: a party needs nobody's permission to know its own mind.
///
/// After it, what others said or did that it has, or may have by permission.
fn held_back(seen: &Case, to: Ix<Party>, has: &Case) -> (Vec<RecordRef>, Vec<RecordRef>) {
    const TOLD: [RecordKind; 19] = [
        RecordKind::Draft,
        RecordKind::RedLine,
        RecordKind::Position,
        RecordKind::Answer,
        RecordKind::Understanding,
        RecordKind::Alternative,
        RecordKind::Meeting,
        RecordKind::Statement,
        RecordKind::Event,
        RecordKind::Consent,
        RecordKind::Capacity,
        RecordKind::Poll,
        RecordKind::Rule,
        RecordKind::Demand,
        RecordKind::TextState,
        RecordKind::Movement,
        RecordKind::Cause,
        RecordKind::Undertaking,
        RecordKind::Prediction,
    ];
    let its_own = |record: RecordRef| {
        let at = record.index as usize;
        match record.kind {
            RecordKind::RedLine => seen.red_lines[at].party == to,
            RecordKind::Position => seen.positions[at].party == to,
            RecordKind::Answer => seen.answers[at].party == to,
            RecordKind::Demand => seen.demands[at].party == to,
            RecordKind::Undertaking => {
                let who = &seen.undertakings[at].who;
                who.iter().any(|by| seen.party_of(by) == Some(to))
            }
            _ => false,
        }
    };
    // The party's part has other places: records are told apart by name, else by what they say.
    let key = |case: &Case, record: RecordRef| match case.id(record) {
        Some(id) => format!("#{id}"),
        None => {
            format!("{:?} {}", case.date(record), describe::in_one_line(case, record))
        }
    };
    let (mut held, mut open) = (Vec::new(), Vec::new());
    for kind in TOLD {
        let mut theirs: Vec<String> =
            (0..has.count(kind)).map(|it| key(has, RecordRef::new(kind, it))).collect();
        for place in 0..seen.count(kind) {
            let record = RecordRef::new(kind, place);
            match theirs.iter().position(|it| *it == key(seen, record)) {
                Some(at) => {
                    theirs.swap_remove(at);
                    if !its_own(record) {
                        open.push(record);
                    }
                }
                None if its_own(record) => {}
                None => held.push(record),
            }
        }
    }
    (held, open)
}

fn item(seen: &Case, RoomRecord { state, record, leave }: RoomRecord) -> Block {
    let leave = leave.map(|it| &seen.leaves[it.get()]);
    let text = Text::default()
        .strong(seen.id(record).unwrap_or_default())
        .and(if seen.id(record).is_some() { " · " } else { "" })
        .and(format!("{}: {}", record.kind.noun(), describe::in_one_line(seen, record)));
    let mut under = Vec::new();
    if let Some(leave) = leave {
        let mut says = Vec::new();
        says.extend(leave.by.as_ref().map(|by| format!("permission from {}", seen.speaker(by))));
        says.extend(leave.date.map(|it| format!("from {it}")));
        says.extend(leave.withdrawn.map(|it| format!("withdrawn on {it}")));
        says.extend(leave.form.as_ref().map(|it| format!("form: {it}")));
        if says.is_empty() {
            says.push("permission given".to_owned());
        }
        under.push(Text::plain(says.join(" · ")));
        under.extend(leave.words.as_ref().map(|it| Text::default().quote(it.clone())));
    }
    Block::Item(Item { mark: state.mark(), text, under })
}

fn row(seen: &Case, to: Ix<Party>, RoomRecord { state, record, leave }: RoomRecord) -> Vec<Cell> {
    let leave = leave.map(|it| &seen.leaves[it.get()]);
    let by = leave.and_then(|it| it.by.as_ref()).map(|by| seen.speaker(by));
    vec![
        Cell::party(seen.party_id(to)),
        Cell::state(state.word(), state.mark()),
        Cell::text(record.kind.noun()),
        Cell::maybe_to(record.kind, seen.id(record)),
        Cell::text(describe::in_one_line(seen, record)),
        Cell::maybe_text(by),
        Cell::maybe_date(leave.and_then(|it| it.date)),
        Cell::maybe_date(leave.and_then(|it| it.withdrawn)),
        Cell::maybe_text(leave.and_then(|it| it.form.clone())),
        Cell::maybe_to(
            RecordKind::Leave,
            leave.and_then(|it| it.meta.id.as_ref()).map(ToString::to_string),
        ),
    ]
}
