//! What the mediator may carry to a party's room: by whose leave, since when, in what form; what may
//! be carried later, what no longer, and what stays here.
//!
//! To its keeper a record tells what it holds that the party has not. To anybody else it lists the
//! leave that they know of and nothing that stays here.

use jiff::civil::Date;

use crate::case::Case;
use crate::case::describe;
use crate::case::id::{Ix, Kind as RecordKind, RecordRef};
use crate::case::party::Party;
use crate::case::process::Leave;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, Kind, Table};

/// How things stand with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Leave is in force.
    Carry,
    /// Leave begins later.
    Later,
    /// Leave was withdrawn.
    Withdrawn,
    /// Closed to the party, and no leave was given.
    Closed,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Carry => "may be carried",
            State::Later => "not yet",
            State::Withdrawn => "withdrawn",
            State::Closed => "closed",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            State::Carry => "May be carried",
            State::Later => "Not yet",
            State::Withdrawn => "No longer: leave was withdrawn",
            State::Closed => "May not be carried: nobody has given leave",
        }
    }

    fn mark(self) -> Mark {
        match self {
            State::Carry => Mark::Fine,
            State::Later => Mark::Maybe,
            State::Withdrawn | State::Closed => Mark::Stop,
        }
    }
}

/// The ledger for the room of `to`. `has` is what that party has of the record, for its keeper.
pub(super) fn carry(
    seen: &Case,
    to: Ix<Party>,
    has: Option<&Case>,
    day: Option<Date>,
) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "carry",
        "What may be carried to a room, and what not",
        vec![
            Column::new("state", Kind::Text),
            Column::new("kind", Kind::Text),
            Column::new("record", Kind::Id),
            Column::new("text", Kind::Text),
            Column::new("by", Kind::Text),
            Column::new("since", Kind::Date),
            Column::new("until", Kind::Date),
            Column::new("form", Kind::Text),
            Column::new("leave", Kind::Id),
        ],
    );
    let mut blocks = Vec::new();
    let given: Vec<(State, &Leave)> = seen
        .leaves
        .iter()
        .filter(|it| it.to.contains(&to))
        .map(|it| (state(it, day), it))
        .collect();
    for state in [State::Carry, State::Later, State::Withdrawn] {
        let mut first = true;
        for (_, leave) in given.iter().filter(|(it, _)| *it == state) {
            for record in &leave.records {
                if std::mem::take(&mut first) {
                    blocks.push(Block::heading(1, state.heading()));
                }
                blocks.push(item(seen, state, *record, Some(leave)));
                table.push(row(seen, state, *record, Some(leave)));
            }
        }
    }
    let Some(has) = has else { return (table, blocks) };
    let named: Vec<RecordRef> =
        given.iter().flat_map(|(_, leave)| leave.records.iter().copied()).collect();
    let mut first = true;
    for record in held_back(seen, to, has) {
        if named.contains(&record) {
            continue;
        }
        if std::mem::take(&mut first) {
            blocks.push(Block::heading(1, State::Closed.heading()));
        }
        blocks.push(item(seen, State::Closed, record, None));
        table.push(row(seen, State::Closed, record, None));
    }
    (table, blocks)
}

fn state(leave: &Leave, day: Option<Date>) -> State {
    let later = leave.date.is_some_and(|it| day.is_some_and(|day| it > day));
    // What became known later than the day is not in what is seen on it.
    match leave.withdrawn {
        Some(_) => State::Withdrawn,
        None if later => State::Later,
        None => State::Carry,
    }
}

/// What somebody said or did that is on record and that the party has not got. What it said itself,
/// of itself, is left out: a party needs nobody's leave to know its own mind.
fn held_back(seen: &Case, to: Ix<Party>, has: &Case) -> Vec<RecordRef> {
    const TOLD: [RecordKind; 11] = [
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
        RecordKind::Prediction,
    ];
    let its_own = |record: RecordRef| {
        let at = record.index as usize;
        match record.kind {
            RecordKind::RedLine => seen.red_lines[at].party == to,
            RecordKind::Position => seen.positions[at].party == to,
            RecordKind::Answer => seen.answers[at].party == to,
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
    let mut held = Vec::new();
    for kind in TOLD {
        let mut theirs: Vec<String> =
            (0..has.count(kind)).map(|it| key(has, RecordRef::new(kind, it))).collect();
        for place in 0..seen.count(kind) {
            let record = RecordRef::new(kind, place);
            match theirs.iter().position(|it| *it == key(seen, record)) {
                Some(at) => drop(theirs.swap_remove(at)),
                None if its_own(record) => {}
                None => held.push(record),
            }
        }
    }
    held
}

fn item(seen: &Case, state: State, record: RecordRef, leave: Option<&Leave>) -> Block {
    let text = Text::default()
        .strong(seen.id(record).unwrap_or_default())
        .and(if seen.id(record).is_some() { " · " } else { "" })
        .and(format!("{}: {}", record.kind.noun(), describe::in_one_line(seen, record)));
    let mut under = Vec::new();
    if let Some(leave) = leave {
        let mut says = Vec::new();
        says.extend(leave.by.as_ref().map(|by| format!("leave by {}", seen.speaker(by))));
        says.extend(leave.date.map(|it| format!("from {it}")));
        says.extend(leave.withdrawn.map(|it| format!("withdrawn on {it}")));
        says.extend(leave.form.as_ref().map(|it| format!("form: {it}")));
        if says.is_empty() {
            says.push("leave".to_owned());
        }
        under.push(Text::plain(says.join(" · ")));
        under.extend(leave.words.as_ref().map(|it| Text::default().quote(it.clone())));
    }
    Block::Item(Item { mark: state.mark(), text, under })
}

fn row(seen: &Case, state: State, record: RecordRef, leave: Option<&Leave>) -> Vec<Cell> {
    let by = leave.and_then(|it| it.by.as_ref()).map(|by| seen.speaker(by));
    vec![
        Cell::text(state.word()),
        Cell::text(record.kind.noun()),
        Cell::maybe_text(seen.id(record)),
        Cell::text(describe::in_one_line(seen, record)),
        Cell::maybe_text(by),
        Cell::maybe_date(leave.and_then(|it| it.date)),
        Cell::maybe_date(leave.and_then(|it| it.withdrawn)),
        Cell::maybe_text(leave.and_then(|it| it.form.clone())),
        Cell::maybe_text(leave.and_then(|it| it.meta.id.as_ref()).map(ToString::to_string)),
    ]
}
