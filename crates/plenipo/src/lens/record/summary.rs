//! The record at a glance.

use jiff::civil::Date;

use super::meetings;
use super::timeline::{changes, item};
use crate::finding::block::Block;
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::Kind as RecordKind;
use plenipo_record::case::meeting::Became;

pub(super) fn summary(case: &Case, day: Option<Date>) -> (String, Vec<Table>, Vec<Block>) {
    let mut table = Table::new(
        "summary",
        "How many records of each kind",
        vec![Column::new("kind", ColumnKind::Text), Column::new("records", ColumnKind::Count)],
    );
    for kind in RecordKind::ALL {
        table.push(vec![Cell::text(kind.noun()), Cell::count(case.count(kind))]);
    }
    let mut blocks = Vec::new();
    if let Some(words) = &case.dossier.summary {
        blocks.push(Block::para(words.clone()));
    }
    blocks.push(Block::heading(1, "On the table"));
    for draft in case.drafts.iter().rev().filter(|it| it.is_live()) {
        blocks.push(Block::item(format!(
            "{} · {} · {}",
            draft.id(),
            draft.title,
            describe::about(case, draft)
        )));
    }
    let planned: Vec<_> =
        case.meetings.iter().filter(|it| meetings::state(it, day) == Became::Planned).collect();
    if !planned.is_empty() {
        blocks.push(Block::heading(1, "Ahead"));
        for meeting in planned {
            blocks.push(Block::item(meetings::heading(case, meeting)));
        }
    }
    let latest = case.days().pop();
    if let Some(latest) = latest {
        blocks.push(Block::heading(1, format!("Latest news ({latest})")));
        blocks.extend(changes(case, latest).iter().map(item));
    }
    blocks.push(Block::heading(1, "Records"));
    blocks.push(Block::Table("summary"));
    (format!("{}.", case.dossier.title.trim_end_matches('.')), vec![table], blocks)
}
