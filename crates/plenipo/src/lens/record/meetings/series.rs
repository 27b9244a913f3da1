//! Series of meetings: which meeting of a series by whose count, and what the record itself counts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{state, state_cell};
use crate::finding::block::Block;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::finding::value::Target;
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Id, Kind as RecordKind};
use plenipo_record::case::meeting::{Became, Meeting};

/// `Number 6 of its series, by the count of report F6; 1 of it in this record`
pub(super) fn place(case: &Case, meeting: &Meeting) -> Option<String> {
    let series = meeting.series.as_ref()?;
    let number = match series.number {
        Some(number) => format!("Number {number} of its series{}", counted(case, meeting)),
        None => "One of a series".to_owned(),
    };
    Some(format!("{number}; {} of it in this record", count(case, &series.id)))
}

/// Who counts, after a number: `, by the count of report F6`, or that nobody is named.
fn counted(case: &Case, meeting: &Meeting) -> String {
    match meeting.meta.sources.is_empty() {
        true => format!(" ({}, no source named)", meeting.meta.basis.word()),
        false => format!(", by the count of {}", describe::sources(case, &meeting.meta)),
    }
}

fn count(case: &Case, id: &Id) -> usize {
    case.meetings.iter().filter(|it| it.series.as_ref().is_some_and(|it| it.id == *id)).count()
}

/// Each series, its meetings in order.
pub(super) fn series(case: &Case, day: Option<Date>) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "series",
        "Series of meetings",
        vec![
            Column::new("series", ColumnKind::Id),
            Column::new("date", ColumnKind::Day),
            Column::new("meeting", ColumnKind::Id),
            Column::new("state", ColumnKind::State),
            Column::new("number", ColumnKind::Count).label("number in the series"),
            Column::new("count_of", ColumnKind::Footing).label("by the count of"),
            Column::new("in_record", ColumnKind::Count).label("place among those on record"),
        ],
    );
    let mut of: BTreeMap<&Id, Vec<&Meeting>> = BTreeMap::new();
    for meeting in &case.meetings {
        if let Some(series) = &meeting.series {
            of.entry(&series.id).or_default().push(meeting);
        }
    }
    let mut blocks = Vec::new();
    for (id, meetings) in &of {
        for (k, meeting) in meetings.iter().enumerate() {
            let number = meeting.series.as_ref().and_then(|it| it.number);
            let sourced = !meeting.meta.sources.is_empty();
            let count_of = number.filter(|_| sourced);
            table.push(vec![
                Cell::to(Target::Series, id.as_str()),
                Cell::day(meeting.date, meeting.meta.date_is),
                Cell::maybe_to(RecordKind::Meeting, meeting.meta.id.as_ref().map(Id::as_str)),
                state_cell(state(meeting, day)),
                number.map_or(Cell::Unknown, |it| Cell::Count(u64::from(it))),
                count_of.map_or(Cell::Unknown, |_| {
                    Cell::Footing(describe::footing(case, &meeting.meta))
                }),
                Cell::count(k + 1),
            ]);
        }
        blocks.push(Block::item(summary(case, id, meetings, day)));
    }
    (table, blocks)
}

/// A series in a sentence: what it is counted as, and what the record holds of it.
fn summary(case: &Case, id: &Id, meetings: &[&Meeting], day: Option<Date>) -> String {
    let highest = meetings
        .iter()
        .filter_map(|it| Some((it.series.as_ref()?.number?, *it)))
        .max_by_key(|it| it.0);
    let is = |of| meetings.iter().filter(|it| state(it, day) == of).count();
    let states = [Became::Held, Became::Planned, Became::Cancelled];
    let states = states.map(|it| (it.word(), is(it)));
    let states: Vec<String> =
        states.iter().filter(|it| it.1 > 0).map(|(word, n)| format!("{n} {word}")).collect();
    let states =
        if states.is_empty() { String::new() } else { format!(" ({})", states.join(", ")) };
    let mut text =
        format!("{}: {} on record{states}", describe::spoken(id.as_str()), meetings.len());
    if let Some((number, meeting)) = highest {
        let by = counted(case, meeting);
        text.push_str(&format!("; the highest number is {number}{by}"));
        let numbered = meetings
            .iter()
            .filter(|it| it.series.as_ref().is_some_and(|it| it.number.is_some()))
            .count();
        let missing = (number as usize).saturating_sub(numbered);
        if missing > 0 {
            text.push_str(&format!(", so {missing} of them are not on record"));
        }
    }
    text.push('.');
    text
}
