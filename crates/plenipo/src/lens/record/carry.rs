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

/// How things stand with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Leave is in force.
    Carry,
    /// Leave begins later.
    Later,
    /// Leave was withdrawn.
    Withdrawn,
    /// Closed to the party, and no permission was given.
    Closed,
    /// Open to the party as it stands: no permission is needed.
    Open,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Carry => "may be carried",
            State::Later => "not yet",
            State::Withdrawn => "withdrawn",
            State::Closed => "closed",
            State::Open => "open",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            State::Carry => "May be carried",
            State::Later => "Not yet",
            State::Withdrawn => "No longer: permission was withdrawn",
            State::Closed => "May not be carried: no permission given",
            State::Open => "Needs no permission",
        }
    }

    fn mark(self) -> Mark {
        match self {
            State::Carry | State::Open => Mark::Fine,
            State::Later => Mark::Maybe,
            State::Withdrawn | State::Closed => Mark::Stop,
        }
    }
}

/// What may be told in a room, and what not.
pub(super) struct Ledger {
    pub(super) table: Table,
    /// What is told before its parts.
    free: Option<String>,
    /// The records by how they stand.
    parts: Vec<(State, Vec<Block>)>,
    /// Records that leave opens.
    pub(super) by_leave: usize,
    /// Records that may not be told: closed, or permission has not begun or was withdrawn.
    pub(super) not: usize,
    /// Records that need no permission; absent where only the keeper knows them.
    pub(super) open: Option<usize>,
}

impl Ledger {
    /// It as an account, each part below a heading of that depth.
    pub(super) fn account(&self, depth: u8) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.free.iter().cloned().map(Block::para).collect();
        for (state, items) in &self.parts {
            blocks.push(Block::heading(depth, state.heading()));
            blocks.extend(items.iter().cloned());
        }
        blocks
    }
}

/// The ledger for the room of `to`. `has` is what that party has of the record, for its keeper.
pub(super) fn carry(seen: &Case, to: Ix<Party>, has: Option<&Case>, day: Option<Date>) -> Ledger {
    let (held, open) = match has {
        Some(has) => held_back(seen, to, has),
        None => (Vec::new(), Vec::new()),
    };
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
    let mut parts: Vec<(State, Vec<Block>)> = Vec::new();
    let add = |parts: &mut Vec<(State, Vec<Block>)>, item| {
        if let Some((_, items)) = parts.last_mut() {
            items.push(item);
        }
    };
    let given: Vec<(State, &Leave)> = seen
        .leaves
        .iter()
        .filter(|it| it.to.contains(&to))
        .map(|it| (state(it, day), it))
        .collect();
    let mut count = [0; 2];
    for state in [State::Carry, State::Later, State::Withdrawn] {
        let mut first = true;
        for (_, leave) in given.iter().filter(|(it, _)| *it == state) {
            for record in &leave.records {
                // What is open to the party anyway hangs on no leave.
                if state != State::Carry && open.contains(record) {
                    continue;
                }
                if std::mem::take(&mut first) {
                    parts.push((state, Vec::new()));
                }
                count[usize::from(state != State::Carry)] += 1;
                add(&mut parts, item(seen, state, *record, Some(leave)));
                table.push(row((seen, to), state, *record, Some(leave)));
            }
        }
    }
    let [by_leave, mut not] = count;
    let named = |record: &RecordRef| given.iter().any(|(_, leave)| leave.records.contains(record));
    let mut first = true;
    for record in held.into_iter().filter(|it| !named(it)) {
        if std::mem::take(&mut first) {
            parts.push((State::Closed, Vec::new()));
        }
        not += 1;
        add(&mut parts, item(seen, State::Closed, record, None));
        table.push(row((seen, to), State::Closed, record, None));
    }
    let carried = |record: &RecordRef| {
        let mut given = given.iter().filter(|(state, _)| *state == State::Carry);
        given.any(|(_, leave)| leave.records.contains(record))
    };
    let open: Vec<RecordRef> = open.into_iter().filter(|it| !carried(it)).collect();
    // In the table only: a page is read for what it must keep back.
    for record in &open {
        table.push(row((seen, to), State::Open, *record, None));
    }
    let name = seen.party(to).label();
    let free = match (has.is_some(), open.len(), seen.dossier.disclosure) {
        (true, 0, _) => None,
        (true, n, _) => Some(format!(
            "{} of what others said and did may be told in {name}'s room without permission: they \
             are not listed here; the table marks them “open”.",
            describe::counted(n, "record")
        )),
        (false, _, Disclosure::Open) => Some(
            "This dossier is open: what you see of it may be told, except what the record keeper \
             has restricted to some parties, which no copy shows."
                .to_owned(),
        ),
        (false, _, Disclosure::Closed) => None,
    };
    Ledger { table, free, parts, by_leave, not, open: has.map(|_| open.len()) }
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
/// of itself, is left out: a party needs nobody's permission to know its own mind.
///
/// After it, what others said or did that it has, or may have by permission.
fn held_back(seen: &Case, to: Ix<Party>, has: &Case) -> (Vec<RecordRef>, Vec<RecordRef>) {
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

fn item(seen: &Case, state: State, record: RecordRef, leave: Option<&Leave>) -> Block {
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

fn row(
    (seen, to): (&Case, Ix<Party>),
    state: State,
    record: RecordRef,
    leave: Option<&Leave>,
) -> Vec<Cell> {
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
