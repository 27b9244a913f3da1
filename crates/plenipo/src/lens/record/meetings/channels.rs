//! Who met whom, in which channel: pairs of parties and the meetings both were in.

use jiff::civil::Date;

use super::there::There;
use super::{state, state_cell};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::meeting::Became;
use plenipo_record::case::party::{Party, Role};

/// More pairs without a meeting than these are counted and not named.
const NAMED_MAX: usize = 8;

/// Two parties and the meetings both were in.
#[derive(Debug, Clone, Default)]
struct Pair {
    /// Places of the meetings held, by date.
    held: Vec<usize>,
    /// How many of them were between the two alone.
    alone: usize,
    planned: Vec<usize>,
    /// Places of all meetings of the two, whatever became of them, in the order of the record.
    all: Vec<usize>,
    cancelled: usize,
    /// Of which it is not on record whether they were held.
    unrecorded: usize,
    /// Meetings held, not known to be of the two, at which others were whom nobody names.
    unsure: usize,
}

/// Pairs of the parties that meet, or whose business it is to.
pub(super) struct Channels {
    parties: Vec<Ix<Party>>,
    /// Above the diagonal, row by row.
    pairs: Vec<Pair>,
}

impl Channels {
    pub(super) fn of(case: &Case, day: Option<Date>) -> Channels {
        let mut there = vec![false; case.parties.len()];
        for (party, there) in case.parties.iter().zip(&mut there) {
            *there = party.is(Role::Principal) || party.is(Role::Mediator);
        }
        let at: Vec<There> = case.meetings.iter().map(|it| There::of(case, it)).collect();
        for party in at.iter().flat_map(|it| &it.parties) {
            there[party.get()] = true;
        }
        let parties: Vec<Ix<Party>> =
            (0..there.len()).filter(|it| there[*it]).map(Ix::new).collect();
        let n = parties.len();
        let mut channels = Channels { parties, pairs: vec![Pair::default(); n * n] };
        for (place, (meeting, at)) in case.meetings.iter().zip(&at).enumerate() {
            let state = state(meeting, day);
            for a in 0..n {
                for b in a + 1..n {
                    let (one, other) = (channels.parties[a], channels.parties[b]);
                    let pair = &mut channels.pairs[a * n + b];
                    let both = at.parties.contains(&one) && at.parties.contains(&other);
                    if both {
                        pair.all.push(place);
                    }
                    match state {
                        Became::Held if both => {
                            pair.held.push(place);
                            pair.alone += usize::from(at.is_alone());
                        }
                        Became::Held => {
                            let perhaps = at.may_have(one) && at.may_have(other);
                            pair.unsure += usize::from(perhaps);
                        }
                        Became::Planned if both => pair.planned.push(place),
                        Became::Cancelled if both => pair.cancelled += 1,
                        Became::Planned | Became::Cancelled => {}
                        Became::NotRecorded => pair.unrecorded += usize::from(both),
                    }
                }
            }
        }
        channels
    }

    /// Every pair, in the order of the parties.
    fn each(&self) -> impl Iterator<Item = (Ix<Party>, Ix<Party>, &Pair)> {
        let n = self.parties.len();
        (0..n).flat_map(move |a| {
            (a + 1..n).map(move |b| (self.parties[a], self.parties[b], &self.pairs[a * n + b]))
        })
    }

    pub(super) fn table(&self, case: &Case) -> Table {
        let mut table = Table::new(
            "channels",
            "Who met whom; none means none on record",
            vec![
                Column::new("party", ColumnKind::Id),
                Column::new("with", ColumnKind::Id),
                Column::new("one", ColumnKind::Text),
                Column::new("other", ColumnKind::Text),
                Column::new("held", ColumnKind::Count),
                Column::new("alone", ColumnKind::Count).label("held, these two alone"),
                Column::new("planned", ColumnKind::Count),
                Column::new("cancelled", ColumnKind::Count),
                Column::new("unrecorded", ColumnKind::Count).label("not known whether held"),
                Column::new("last", ColumnKind::Day).label("last held"),
                Column::new("unsure", ColumnKind::Count)
                    .label("held, not known whether both were present"),
            ],
        );
        for (a, b, pair) in self.each() {
            let last = pair.held.last().map(|it| &case.meetings[*it]);
            table.push(vec![
                Cell::party(case.party_id(a)),
                Cell::party(case.party_id(b)),
                Cell::text(case.party(a).label()),
                Cell::text(case.party(b).label()),
                Cell::count(pair.held.len()),
                Cell::count(pair.alone),
                Cell::count(pair.planned.len()),
                Cell::count(pair.cancelled),
                Cell::count(pair.unrecorded),
                last.map_or(Cell::Unknown, |it| Cell::day(it.date, it.meta.date_is)),
                Cell::count(pair.unsure),
            ]);
        }
        table
    }

    /// Meetings on their days, pair by pair: principals before others, then who met most. Principals of
    /// whom no meeting is on record have a row that says so.
    pub(super) fn days(&self, case: &Case, day: Option<Date>) -> Table {
        let mut table = Table::new(
            "channel_days",
            "Meetings on their days, pair by pair",
            vec![
                Column::new("party", ColumnKind::Id),
                Column::new("with", ColumnKind::Id),
                Column::new("pair", ColumnKind::Text),
                Column::new("date", ColumnKind::Day),
                Column::new("meeting", ColumnKind::Text),
                Column::new("state", ColumnKind::State),
            ],
        );
        let mut pairs: Vec<_> = self.each().collect();
        let principals = |a: Ix<Party>, b: Ix<Party>| {
            [a, b].iter().filter(|it| case.party(**it).is(Role::Principal)).count()
        };
        pairs.sort_by_key(|(a, b, it)| {
            std::cmp::Reverse((principals(*a, *b), it.held.len(), it.all.len()))
        });
        for (a, b, pair) in pairs {
            let mut push = |date: Cell, meeting: String, state: Cell| {
                table.push(vec![
                    Cell::party(case.party_id(a)),
                    Cell::party(case.party_id(b)),
                    Cell::text(format!("{}–{}", case.party(a).label(), case.party(b).label())),
                    date,
                    Cell::text(meeting),
                    state,
                ]);
            };
            for place in &pair.all {
                let it = &case.meetings[*place];
                let name = describe::in_one_line(case, RecordRef::new(RecordKind::Meeting, *place));
                push(Cell::day(it.date, it.meta.date_is), name, state_cell(state(it, day)));
            }
            if pair.all.is_empty() && principals(a, b) == 2 {
                let words = match pair.unsure {
                    0 => "no meeting on record",
                    _ => "no meeting on record; unnamed others were at some",
                };
                push(Cell::Unknown, words.to_owned(), Cell::Unknown);
            }
        }
        table
    }

    /// The picture over [`days`](Channels::days); none where no day is known.
    pub(super) fn over_time(&self, case: &Case) -> Option<Chart> {
        let days = |it: &Pair| it.all.iter().any(|place| case.meetings[*place].date.is_some());
        self.each().any(|(.., it)| days(it)).then(|| Chart {
            id: "channels-over-time",
            title: "Who met whom, and when".to_owned(),
            description: "A line for each pair of parties, a mark for each meeting on its day; a \
                          meeting of three stands on three lines. Pairs without a line have no meeting \
                          on record."
                .to_owned(),
            kind: ChartKind::Timeline {
                date: "date",
                lane: "pair",
                label: "meeting",
                state: Some("state"),
            },
            table: "channel_days",
        })
    }

    /// The diagram over [`table`](Channels::table).
    pub(super) fn chart(&self, case: &Case) -> Chart {
        let met = self.each().filter(|it| !it.2.held.is_empty()).count();
        let all = self.each().count();
        let mut description =
            format!("Of {} of parties {met} met in this record.", describe::counted(all, "pair"));
        for words in self.principals(case) {
            description.push_str(&format!(" {words}"));
        }
        Chart {
            id: "channels",
            title: "Who met whom".to_owned(),
            description,
            kind: ChartKind::Channels {
                one: "one",
                other: "other",
                held: "held",
                planned: "planned",
            },
            table: "channels",
        }
    }

    /// A sentence for each pair of principals: whether and when they met in this record.
    pub(super) fn principals(&self, case: &Case) -> Vec<String> {
        let is = |ix: Ix<Party>| case.party(ix).is(Role::Principal);
        let each = self.each().filter(|(a, b, _)| is(*a) && is(*b)).map(|(a, b, pair)| {
            let (a, b) = (case.party(a).label(), case.party(b).label());
            let last = pair.held.last().map(|it| name(case, *it)).unwrap_or_default();
            match pair.held.len() {
                0 if pair.unsure > 0 => {
                    let at = describe::counted(pair.unsure, "meeting");
                    format!(
                        "No meeting of {a} and {b} is on record; but unnamed others were present \
                         at {at} that {} held, so it cannot be said that they never met.",
                        if pair.unsure == 1 { "was" } else { "were" }
                    )
                }
                0 => format!("{a} and {b} never met in this record."),
                1 => format!("{a} and {b} met once in this record: {last}."),
                n => format!("{a} and {b} met {n} times in this record, last: {last}."),
            }
        });
        each.take(NAMED_MAX).collect()
    }

    pub(super) fn blocks(&self, case: &Case) -> Vec<Block> {
        let item = |mark, text: Text| Block::Item(Item { mark, text, under: Vec::new() });
        let mut met: Vec<_> = self
            .each()
            .filter(|(.., it)| !it.held.is_empty() || !it.planned.is_empty() || it.unrecorded > 0)
            .collect();
        met.sort_by_key(|(.., it)| std::cmp::Reverse((it.held.len(), it.planned.len())));
        let mut blocks = Vec::new();
        let more = met.len().saturating_sub(NAMED_MAX);
        for (a, b, pair) in met.into_iter().take(NAMED_MAX) {
            let names = format!("{}–{}", case.party(a).label(), case.party(b).label());
            let text = Text::default().strong(names).and(format!(": {}", told(case, pair)));
            blocks.push(item(Mark::Plain, text));
        }
        if more > 0 {
            blocks.push(item(
                Mark::Plain,
                Text::plain(format!("and {}", describe::counted(more, "more pair"))),
            ));
        }
        // What nobody names is not taken for nobody.
        for (unsure, mark, heading) in [
            (false, Mark::Plain, "None held on record"),
            (true, Mark::Unknown, "Cannot be said, because unnamed others were present"),
        ] {
            let pairs: Vec<String> = self
                .each()
                .filter(|(.., it)| it.held.is_empty() && (it.unsure > 0) == unsure)
                .map(|(a, b, _)| format!("{}–{}", case.party(a).label(), case.party(b).label()))
                .collect();
            if pairs.is_empty() {
                continue;
            }
            let mut words = pairs.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
            if pairs.len() > NAMED_MAX {
                words.push_str(&format!(
                    " and {}",
                    describe::counted(pairs.len() - NAMED_MAX, "more pair")
                ));
            }
            blocks.push(item(mark, Text::default().strong(heading).and(format!(": {words}"))));
        }
        blocks
    }
}

/// `2 held, last 2025-11-30 (florida-1130); 1 planned, 2025-12-02 (moscow-1202)`
fn told(case: &Case, pair: &Pair) -> String {
    let mut parts = Vec::new();
    if let Some(last) = pair.held.last() {
        let others = pair.held.len() - pair.alone;
        let others = match others {
            0 => String::new(),
            n => format!(" ({n} with others)"),
        };
        let last = name(case, *last);
        let word = if pair.held.len() == 1 { "" } else { "last " };
        parts.push(format!("{} held{others}, {word}{last}", pair.held.len()));
    }
    if let Some(next) = pair.planned.first() {
        parts.push(format!("{} planned, {}", pair.planned.len(), name(case, *next)));
    }
    if pair.cancelled > 0 {
        parts.push(format!("{} cancelled", pair.cancelled));
    }
    if pair.unrecorded > 0 {
        parts.push(format!("{} not known whether held", pair.unrecorded));
    }
    parts.join("; ")
}

/// The day and the title of a meeting.
fn name(case: &Case, place: usize) -> String {
    let name = describe::in_one_line(case, RecordRef::new(RecordKind::Meeting, place));
    match shown(case, place) {
        Some(day) => format!("{day} ({name})"),
        None => name,
    }
}

fn shown(case: &Case, place: usize) -> Option<String> {
    let meeting = &case.meetings[place];
    meeting.date.map(|it| meeting.meta.date_is.show(it))
}
