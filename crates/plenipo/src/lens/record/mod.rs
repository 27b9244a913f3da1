#![doc = include_str!("record.md")]

mod answered;
pub mod calendar;
mod carry;
pub(super) mod conflicts;
mod drafts;
pub(super) mod drift;
pub(super) mod entries;
mod history;
pub(super) mod lists;
pub(super) mod matrix;
pub(super) mod meetings;
mod search;
mod summary;
pub(super) mod timeline;
pub(super) mod unknowns;
mod voices;

use jiff::civil::Date;

use super::error::Error;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::Chart;
use crate::finding::status::Status;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe::counted;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;
use plenipo_record::case::process::Disclosure;

/// A part of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What there is.
    Summary,
    /// The parties.
    Parties,
    /// The issues with their options.
    Issues,
    /// Issue by party.
    Matrix,
    /// What happened when.
    Timeline,
    /// The meetings.
    Meetings,
    /// The drafts.
    Drafts,
    /// What is not known.
    Unknowns,
    /// What cannot all hold.
    Conflicts,
    /// Who moved from what it said.
    Drift,
    /// The sources.
    Sources,
    /// What became known.
    Changes,
    /// What may be carried to a room.
    Carry,
}

impl Word for What {
    const ALL: &'static [What] = &[
        What::Summary,
        What::Parties,
        What::Issues,
        What::Matrix,
        What::Timeline,
        What::Meetings,
        What::Drafts,
        What::Unknowns,
        What::Conflicts,
        What::Drift,
        What::Sources,
        What::Changes,
        What::Carry,
    ];
    const WORDS: &'static [&'static str] = &[
        "summary",
        "parties",
        "issues",
        "matrix",
        "timeline",
        "meetings",
        "drafts",
        "unknowns",
        "conflicts",
        "drift",
        "sources",
        "changes",
        "carry",
    ];
}

/// The parts of the record that can be shown, by name.
pub const PARTS: &[&str] = What::WORDS;

pub(super) const WHAT: Key<What> = Key::choice("what", "which part of the record to show");
pub(super) const SINCE: Key<Option<Date>> = Key::day(
    "since",
    "for changes: what became known on or after this day; by default the latest day",
);
const TO: Key<Vec<String>> =
    Key::ids("to", "for carry: the party whose room it is; for several, room by room", "party");
const SEARCH: Key<Option<String>> = Key::words(
    "search",
    "only records that contain these words, or in which somebody of that name speaks",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "record",
    question: "What does the record say?",
    docs: include_str!("record.md"),
    settings: &[WHAT.0, SINCE.0, TO.0, SEARCH.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    apart(settings)?;
    let (seen, day) = (view.case()?, view.day());
    let (what, search) = (settings.of(&WHAT), settings.of(&SEARCH));
    let (headline, mut tables, account) = match &search {
        Some(query) => {
            let (table, blocks) = search::search(seen, query);
            (
                {
                    let n = table.rows.len();
                    let contain = if n == 1 { "contains" } else { "contain" };
                    format!("{} on record {contain} “{query}”.", counted(n, "item"))
                },
                vec![table],
                blocks,
            )
        }
        None if what == What::Carry => carrying(view, settings)?,
        None => part(seen, what, settings, day),
    };
    let charts = if search.is_some() { Vec::new() } else { charts(seen, what, day, &mut tables) };
    let answered = Answered {
        headline,
        status: Status::Answered,
        account: stamp::worded(seen, account),
        tables,
        charts,
        notes: stamp::of_words(seen).into_iter().collect(),
        samples: None,
    };
    Ok(view.finding(&LENS, answered))
}

/// Settings that do not go together: none of them is dropped without a word.
fn apart(settings: &Settings) -> Result<(), Error> {
    let fault = |name: &str, message: &str| Err(Error::setting(name, message));
    let what = settings.of(&WHAT);
    match settings.of(&SEARCH) {
        Some(query) if query.trim().is_empty() => {
            return fault("search", "there are no words to look for");
        }
        Some(_) if settings.has(&WHAT) => {
            return fault(
                "search",
                "a search goes through every part of the record: ask without \
                                    `what`",
            );
        }
        _ => {}
    }
    let search = settings.has(&SEARCH);
    if settings.has(&TO) && (what != What::Carry || search) {
        return fault("to", "it goes with `what` = carry only");
    }
    if settings.has(&SINCE) && (what != What::Changes || search) {
        return fault("since", "it goes with `what` = changes only");
    }
    Ok(())
}

/// What may be carried to a room, or to several; to its keeper also what may not.
fn carrying(
    view: &View<'_>,
    settings: &Settings,
) -> Result<(String, Vec<Table>, Vec<Block>), Error> {
    let (seen, day) = (view.case()?, view.day());
    let mut rooms: Vec<Ix<Party>> = Vec::new();
    for id in settings.of(&TO) {
        let room = stamp::find::<Party>(seen, &id)?;
        if !rooms.contains(&room) {
            rooms.push(room);
        }
    }
    // Several rooms each have a heading of their own.
    let depth = if rooms.len() > 1 { 2 } else { 1 };
    let mut told: Vec<(String, Table, Vec<Block>)> = Vec::new();
    for room in &rooms {
        let has = view.of_party(*room);
        let it = carry::carry(seen, *room, has.as_ref(), day);
        let account = it.account(depth);
        told.push((carried(seen, *room, &it), it.table, account));
    }
    if let [_] = told.as_slice()
        && let Some((headline, table, blocks)) = told.pop()
    {
        return Ok((headline, vec![table], blocks));
    }
    let mut told = told.into_iter().zip(&rooms);
    let Some(((headline, mut table, first), room)) = told.next() else {
        let message = "name the party whose room it is".to_owned();
        return Err(Error::setting("to", message));
    };
    let mut headlines = vec![headline.clone()];
    let mut blocks = room_by_room(seen, *room, headline, first);
    for ((headline, of_room, more), room) in told {
        table.rows.extend(of_room.rows);
        headlines.push(headline.clone());
        blocks.extend(room_by_room(seen, *room, headline, more));
    }
    Ok((headlines.join(" "), vec![table], blocks))
}

/// What may be carried to one room of several, below a heading of its own.
fn room_by_room(seen: &Case, room: Ix<Party>, headline: String, told: Vec<Block>) -> Vec<Block> {
    let heading = Block::heading(1, format!("To the room of {}", seen.party(room).label()));
    [heading, Block::para(headline)].into_iter().chain(told).collect()
}

/// What may be carried to a room and what not, in a sentence or two.
fn carried(seen: &Case, room: Ix<Party>, it: &carry::Ledger) -> String {
    let name = seen.party(room).label();
    let records = |n| counted(n, "record");
    let leave = match it.by_leave {
        0 => String::new(),
        n => format!(" With permission, {} more may be carried.", records(n)),
    };
    match (it.open, seen.dossier.disclosure, it.not) {
        (Some(_), Disclosure::Open, 0) => {
            format!("This dossier is open: all of it may be told in {name}'s room.")
        }
        (Some(_), Disclosure::Open, not) => format!(
            "This dossier is open: all of it may be told in {name}'s room, except {} marked \
             closed.{leave}",
            records(not)
        ),
        (Some(open), Disclosure::Closed, not) => {
            let open = match open {
                0 => String::new(),
                n => format!(
                    " {} already open to it.",
                    if n == 1 { "1 record is".to_owned() } else { format!("{n} records are") }
                ),
            };
            format!("{} may be carried to {name}; {not} may not.{open}", records(it.by_leave))
        }
        (None, ..) => {
            format!(
                "{} may be carried to {name} with permission, as far as you may know.",
                records(it.by_leave)
            )
        }
    }
}

fn part(
    seen: &Case,
    what: What,
    settings: &Settings,
    day: Option<Date>,
) -> (String, Vec<Table>, Vec<Block>) {
    match what {
        What::Parties => {
            let tables = lists::parties(seen);
            (headline(seen.parties.len(), "party"), tables, vec![Block::Table("parties")])
        }
        What::Issues => {
            let (table, blocks) = lists::issues(seen);
            (headline(seen.issues.len(), "issue"), vec![table], blocks)
        }
        What::Matrix => {
            let (table, blocks) = matrix::matrix(seen);
            ("Standing lines and positions, issue by party.".to_owned(), vec![table], blocks)
        }
        What::Timeline => {
            let (table, blocks) = timeline::timeline(seen);
            (format!("{} dated entries.", table.rows.len()), vec![table], blocks)
        }
        What::Meetings => meetings::meetings(seen, day),
        What::Drafts => {
            let (tables, blocks) = drafts::drafts(seen);
            let live = seen.drafts.iter().filter(|it| it.is_live()).count();
            let headline = format!("{}, {live} of them live.", counted(seen.drafts.len(), "draft"));
            (headline, tables, blocks)
        }
        What::Unknowns => unknown(seen),
        What::Conflicts => conflict(seen),
        What::Drift => drifting(seen),
        What::Sources => {
            let headline = headline(seen.sources.len(), "source");
            (headline, vec![lists::sources(seen)], vec![Block::Sources])
        }
        What::Changes => {
            let (tables, blocks) = timeline::changes_since(seen, settings.of(&SINCE));
            let headline = format!("{}.", tables[0].caption);
            (headline, tables, blocks)
        }
        _ => summary::summary(seen, day),
    }
}

/// The chart of a part, where it has one; a table made for it joins `tables`.
fn charts(seen: &Case, what: What, day: Option<Date>, tables: &mut Vec<Table>) -> Vec<Chart> {
    match what {
        What::Matrix => {
            let (table, chart) = matrix::stands(seen);
            tables.push(table);
            vec![chart]
        }
        What::Timeline => tables.iter().map(timeline::chart).collect(),
        What::Meetings => meetings::charts(seen, day),
        _ => Vec::new(),
    }
}

/// `3 drafts.`
fn headline(n: usize, noun: &str) -> String {
    format!("{}.", counted(n, noun))
}

fn unknown(seen: &Case) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "unknowns",
        "What is not known",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("about", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
        ],
    );
    let mut blocks = Vec::new();
    for it in unknowns::unknowns(seen) {
        table.push(vec![Cell::text(it.kind), it.cell, Cell::text(it.text.clone())]);
        blocks.push(Block::Item(Item {
            mark: Mark::Unknown,
            text: Text::plain(it.text),
            under: Vec::new(),
        }));
    }
    (format!("{} not known.", counted(table.rows.len(), "thing")), vec![table], blocks)
}

fn conflict(seen: &Case) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "conflicts",
        "Contradictions on record",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("about", ColumnKind::Text),
            Column::new("side", ColumnKind::Text),
        ],
    );
    // What only one side speaks of is no conflict: nobody on record says otherwise.
    let mut one_sided = table.clone();
    one_sided.id = "one_sided";
    one_sided.caption = "Understandings on which not every side is on record".to_owned();
    let (all, claimed) = (conflicts::conflicts(seen), conflicts::one_sided(seen));
    let mut blocks = tell(&mut table, &all);
    if !claimed.is_empty() {
        blocks.push(Block::heading(1, "Claimed, and not by every side"));
        blocks.extend(tell(&mut one_sided, &claimed));
    }
    (headline(all.len(), "conflict"), vec![table, one_sided], blocks)
}

/// Every side as a row, every conflict as a list item.
fn tell(table: &mut Table, all: &[conflicts::Conflict]) -> Vec<Block> {
    for it in all {
        for side in &it.sides {
            table.push(vec![
                Cell::text(it.kind),
                Cell::text(it.about.clone()),
                Cell::text(side.flat()),
            ]);
        }
    }
    all.iter().map(conflict_item).collect()
}

/// A conflict as a list item with its sides under it.
pub(super) fn conflict_item(it: &conflicts::Conflict) -> Block {
    Block::Item(Item {
        mark: Mark::Plain,
        text: Text::default().strong(it.about.clone()).and(format!(": {}", it.kind)),
        under: it.sides.clone(),
    })
}

fn drifting(seen: &Case) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "drift",
        "What a party said at one time against what it said or tabled at another",
        vec![
            Column::new("party", ColumnKind::Id),
            Column::new("from", ColumnKind::Date),
            Column::new("to", ColumnKind::Date),
            Column::new("change", ColumnKind::Text),
            Column::new("before", ColumnKind::Text),
            Column::new("after", ColumnKind::Text),
        ],
    );
    let mut blocks = Vec::new();
    for it in drift::drifts(seen) {
        table.push(vec![
            Cell::party(seen.party_id(it.party)),
            Cell::maybe_date(it.from),
            Cell::maybe_date(it.to),
            Cell::text(it.change.clone()),
            Cell::text(it.before.flat()),
            Cell::text(it.after.flat()),
        ]);
        blocks.push(drift_item(seen, &it));
    }
    (
        format!("{} from what was said before.", counted(table.rows.len(), "difference")),
        vec![table],
        blocks,
    )
}

/// A drift as a list item, both sides under it.
pub(super) fn drift_item(seen: &Case, it: &drift::Drift) -> Block {
    let day = |date: Option<Date>| date.map_or("undated".into(), |it| it.to_string());
    Block::Item(Item {
        mark: Mark::Maybe,
        text: Text::default().strong(seen.party(it.party).name.clone()).and(format!(
            ", {} to {}: {}",
            day(it.from),
            day(it.to),
            it.change
        )),
        under: vec![
            Text::plain("before: ").then(it.before.clone()),
            Text::plain("after: ").then(it.after.clone()),
        ],
    })
}
