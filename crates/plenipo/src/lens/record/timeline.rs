//! The timeline, and what changed since a day.

use jiff::civil::Date;

use super::entries::{Entry, EntryKind, entries};
use crate::finding::block::{Block, Item, Mark, Style, Text};
use crate::finding::chart::{Chart, ChartKind};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::id::Kind;

pub(super) fn table(id: &'static str, caption: &str, entries: &[Entry]) -> Table {
    let mut table = Table::new(
        id,
        caption,
        vec![
            Column::new("date", ColumnKind::Day),
            Column::new("known", ColumnKind::Date),
            Column::new("kind", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("text", ColumnKind::Text),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for entry in entries {
        table.push(vec![
            Cell::day(entry.date, entry.date_is),
            Cell::maybe_date(entry.known),
            Cell::text(entry.kind.noun()),
            entry.cell.clone(),
            Cell::text(entry.text.clone()),
            entry.footing.clone().map_or(Cell::Unknown, Cell::Footing),
        ]);
    }
    table
}

/// Entries as list items, under a heading for each month.
pub(in crate::lens) fn items(entries: &[Entry]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut month = None;
    for entry in entries {
        let this = entry.date.map(|it| (it.year(), it.month()));
        if month != Some(this) {
            month = Some(this);
            let heading =
                this.map_or("undated".to_owned(), |(year, month)| format!("{year:04}-{month:02}"));
            blocks.push(Block::heading(2, heading));
        }
        blocks.push(item(entry));
    }
    blocks
}

/// One entry as a list item.
pub(in crate::lens) fn item(entry: &Entry) -> Block {
    let text = match entry.date {
        Some(date) => Text::default().strong_day(date, entry.date_is),
        None => Text::default().strong("undated"),
    };
    let noun = entry.kind.noun();
    let text = match &entry.cell {
        Cell::Ref(to) => text.and(" ").referring(Style::Plain, noun, to.clone()),
        _ => text.and(format!(" {noun}")),
    };
    let text = text.and(format!(": {}", entry.text));
    // Of a party or a person nothing is told of how it is known.
    let text = match &entry.footing {
        None => text,
        Some(footing) => text.and(" · ").then(Text::from(footing.clone()).quietly()),
    };
    Block::Item(Item { mark: Mark::Plain, text, under: Vec::new() })
}

/// Kinds that belong on a timeline: what was said, tabled, met about, and what happened.
pub(super) fn on_timeline(entry: &Entry) -> bool {
    let off = [Kind::Forecast, Kind::Leave, Kind::Capacity, Kind::Cause, Kind::Handover];
    entry.date.is_some() && !off.iter().any(|it| entry.kind == EntryKind::Record(*it))
}

/// The chart over the timeline's table.
pub(in crate::lens) fn chart(table: &Table) -> Chart {
    let day = |row: Option<&Vec<Cell>>| {
        row.and_then(|it| it.first()?.in_words()).unwrap_or_else(|| "no day".to_owned())
    };
    Chart {
        id: "timeline",
        title: "Timeline".to_owned(),
        description: format!(
            "{} dated entries by kind, from {} to {}, as far apart as their days are; a figure counts \
             entries that lie too close to tell apart.",
            table.rows.len(),
            day(table.rows.first()),
            day(table.rows.last())
        ),
        kind: ChartKind::Timeline { date: "date", lane: "kind", label: "text", state: None },
        table: "timeline",
    }
}

pub(in crate::lens) fn timeline(case: &Case) -> (Table, Vec<Block>) {
    let all: Vec<Entry> = entries(case).into_iter().filter(on_timeline).collect();
    (table("timeline", "Timeline, oldest first", &all), items(&all))
}

/// What became known on or after `since`, by the day it became known.
pub(in crate::lens) fn changes(case: &Case, since: Date) -> Vec<Entry> {
    let mut all: Vec<Entry> =
        entries(case).into_iter().filter(|it| it.known.is_some_and(|it| it >= since)).collect();
    all.sort_by_key(|it| (it.known, it.date));
    all
}

pub(super) fn changes_since(case: &Case, since: Option<Date>) -> (Vec<Table>, Vec<Block>) {
    // Without a day: the latest day on which something became known.
    let since = since.or_else(|| case.days().pop()).unwrap_or(Date::MIN);
    let all = changes(case, since);
    let mut blocks = Vec::new();
    let mut day = None;
    for entry in &all {
        if day != entry.known {
            day = entry.known;
            blocks.push(Block::heading(
                2,
                format!("Known since {}", day.map(|it| it.to_string()).unwrap_or_default()),
            ));
        }
        blocks.push(item(entry));
    }
    if all.is_empty() {
        blocks.push(Block::para(format!("Nothing became known on or after {since}.")));
    }
    let mut corrected = Table::new(
        "corrected",
        "Records corrected by later ones; they stay visible but no longer count",
        vec![
            Column::new("known", ColumnKind::Date),
            Column::new("kind", ColumnKind::Text),
            Column::new("id", ColumnKind::Id),
            Column::new("said", ColumnKind::Text),
            Column::new("by", ColumnKind::Text),
            Column::new("why", ColumnKind::Text),
        ],
    );
    for it in case.corrected.iter().filter(|it| it.known.is_none_or(|it| it >= since)) {
        let by = it.by.as_ref().map(|by| case.speaker(by));
        corrected.push(vec![
            Cell::maybe_date(it.known),
            Cell::text(it.kind.noun()),
            Cell::to(it.kind, it.id.clone()),
            Cell::text(it.said.clone()),
            Cell::maybe_text(by.clone()),
            Cell::maybe_text(it.why.clone()),
        ]);
        let why = it.why.clone().map(|why| format!(": {why}")).unwrap_or_default();
        let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
        blocks.push(Block::Item(Item {
            mark: Mark::Removed,
            text: Text::plain(format!(
                "Corrected{by}: {} {} (“{}”){why}",
                it.kind.noun(),
                it.id,
                it.said
            )),
            under: Vec::new(),
        }));
    }
    (
        vec![table("changes", &format!("What became known on or after {since}"), &all), corrected],
        blocks,
    )
}
