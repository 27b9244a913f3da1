//! Who has read the record up to when, and which entries no second keeper has looked at. It is the keepers' own: no
//! party is told of any of it.

use jiff::civil::Date;

use super::timeline::changes;
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, counted};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::upkeep::Handover;

/// Who keeps the record, and how far each has read it.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Keepers {
    /// Each keeper on record, by name.
    pub keepers: Vec<Keeper>,
    /// Entries no second keeper has looked at; not told apart where nobody is on record as having looked at any.
    pub unseen: Option<Vec<RecordRef>>,
}

/// A keeper.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Keeper {
    /// By the name used among the keepers.
    pub name: String,
    /// As of which day the record was last read; `None` where no reading of it has a day.
    pub read: Option<Date>,
    /// How many entries this keeper has looked over.
    pub looked_at: usize,
    /// How much became known since the day on which it was last read.
    pub since: Option<usize>,
}

/// Kinds that are structure or the keepers' own, and no entry to be looked over by a second keeper.
const STRUCTURE: [Kind; 2] = [Kind::Handover, Kind::Source];

pub(in crate::lens) fn keepers(case: &Case) -> Keepers {
    let mut all: Vec<&Handover> = case.handovers.iter().collect();
    all.sort_by_key(|it| &it.keeper);
    let mut names: Vec<&str> = Vec::new();
    for it in all {
        if !names.iter().any(|name| it.is_by(name)) {
            names.push(it.keeper.trim());
        }
    }
    let keeper = |name: &str| {
        let own = || case.handovers.iter().filter(|it| it.is_by(name));
        let read = own().filter_map(Handover::read_on).max();
        let mut seen: Vec<RecordRef> = own().flat_map(|it| it.looked_at.clone()).collect();
        seen.sort_unstable();
        seen.dedup();
        // What became known on the day itself may have been read or not: it is counted as news.
        let since = read.map(|day| changes(case, day).len());
        Keeper { name: name.to_owned(), read, looked_at: seen.len(), since }
    };
    let looked: Vec<RecordRef> =
        case.handovers.iter().flat_map(|it| it.looked_at.iter().copied()).collect();
    let unseen = (!looked.is_empty()).then(|| {
        let kinds = Kind::ALL.into_iter().filter(|it| !STRUCTURE.contains(it));
        let all =
            kinds.flat_map(|kind| (0..case.count(kind)).map(move |it| RecordRef::new(kind, it)));
        all.filter(|it| !looked.contains(it)).collect()
    });
    Keepers { keepers: names.into_iter().map(keeper).collect(), unseen }
}

/// In a sentence, as tables and as an account. To a party's eyes it is the keepers' own.
pub(super) fn told(
    case: &Case,
    all: &Keepers,
    is_a_partys: bool,
) -> (String, Vec<Table>, Vec<Block>) {
    let tables = vec![handovers(all), unseen(case, all)];
    if is_a_partys {
        let headline = "Who has read the record is for its keepers alone.".to_owned();
        return (headline, tables, Vec::new());
    }
    let mut blocks = Vec::new();
    for it in &all.keepers {
        let read = match it.read {
            Some(day) => format!("has read the record as of {day}"),
            None => "is not on record as having read the record as of a day".to_owned(),
        };
        let news = match (it.read, it.since) {
            (Some(day), Some(n)) if n > 0 => {
                format!("; {} became known on {day} or since", counted(n, "entry"))
            }
            (Some(_), Some(_)) => "; nothing became known since".to_owned(),
            _ => String::new(),
        };
        let looked = match it.looked_at {
            0 => String::new(),
            n => format!("; has looked over {}", counted(n, "entry")),
        };
        let text = Text::default().strong(it.name.clone()).and(format!(" {read}{news}{looked}"));
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
    }
    match &all.unseen {
        None if all.keepers.is_empty() => {}
        None => blocks.push(Block::para(
            "Nobody is on record as having looked over single entries of another keeper.",
        )),
        Some(list) if list.is_empty() => {
            blocks.push(Block::para("A second keeper has looked at every entry."));
        }
        Some(list) => {
            let n = counted(list.len(), "entry");
            blocks.push(Block::heading(1, format!("No second keeper has looked at ({n})")));
            for kind in Kind::ALL {
                let of: Vec<String> = list
                    .iter()
                    .filter(|it| it.kind == kind)
                    .map(|it| match case.id(*it) {
                        Some(id) => id.to_owned(),
                        None => describe::dated(case, *it),
                    })
                    .collect();
                if !of.is_empty() {
                    let text =
                        Text::default().strong(kind.noun()).and(format!(": {}", of.join("; ")));
                    blocks.push(Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() }));
                }
            }
        }
    }
    let headline = match all.keepers.len() {
        0 => "No handover is on record.".to_owned(),
        n => match &all.unseen {
            Some(list) => format!(
                "{} on record; {} without a second look.",
                counted(n, "keeper"),
                counted(list.len(), "entry")
            ),
            None => format!("{} on record.", counted(n, "keeper")),
        },
    };
    (headline, tables, blocks)
}

fn handovers(all: &Keepers) -> Table {
    let mut table = Table::new(
        "keepers",
        "Who has read the record, and up to when",
        vec![
            Column::new("keeper", ColumnKind::Text),
            Column::new("read", ColumnKind::Date),
            Column::new("since", ColumnKind::Count),
            Column::new("looked_at", ColumnKind::Count),
        ],
    );
    for it in &all.keepers {
        table.push(vec![
            Cell::text(it.name.clone()),
            Cell::maybe_date(it.read),
            it.since.map_or(Cell::Unknown, Cell::count),
            Cell::count(it.looked_at),
        ]);
    }
    table
}

fn unseen(case: &Case, all: &Keepers) -> Table {
    let mut table = Table::new(
        "unseen",
        "Entries no second keeper has looked at",
        vec![
            Column::new("kind", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("date", ColumnKind::Date),
            Column::new("text", ColumnKind::Text),
        ],
    );
    for it in all.unseen.iter().flatten() {
        table.push(vec![
            Cell::text(it.kind.noun()),
            Cell::maybe_to(it.kind, case.id(*it)),
            Cell::maybe_date(case.date(*it)),
            Cell::text(describe::in_one_line(case, *it)),
        ]);
    }
    table
}
