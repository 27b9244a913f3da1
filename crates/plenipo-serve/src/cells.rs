//! Cells of answers' tables, which are the stable interface for programs, as pages show them.

use plenipo::finding::block::Mark;
use plenipo::finding::table::{Cell, Table};

/// The id in a cell, or its words.
pub(crate) fn id(table: &Table, row: usize, column: &str) -> String {
    match table.cell(row, column) {
        Some(Cell::Ref(it)) => it.id.clone(),
        Some(Cell::Text(it)) => it.clone(),
        _ => String::new(),
    }
}

/// The words in a cell.
pub(crate) fn text(table: &Table, row: usize, column: &str) -> Option<String> {
    match table.cell(row, column) {
        Some(Cell::Text(it)) => Some(it.clone()),
        _ => None,
    }
}

/// What a list has, with commas.
pub(crate) fn list(cell: Option<&Cell>) -> String {
    let one = |it: &Cell| match it {
        Cell::Ref(it) => Some(it.id.clone()),
        Cell::Text(it) => Some(it.clone()),
        _ => None,
    };
    match cell {
        Some(Cell::List(all)) => all.iter().filter_map(one).collect::<Vec<_>>().join(", "),
        Some(other) => one(other).unwrap_or_default(),
        None => String::new(),
    }
}

/// A state's word and the class of its mark.
pub(crate) fn state_of(cell: Option<&Cell>) -> (String, &'static str) {
    match cell {
        Some(Cell::State { word, mark }) => {
            let class = match mark {
                Mark::Stop | Mark::Removed => "stop",
                Mark::Maybe => "maybe",
                Mark::Fine | Mark::Added => "fine",
                Mark::Unknown => "unknown",
                Mark::Plain => "plain",
            };
            (word.clone(), class)
        }
        _ => (String::new(), "plain"),
    }
}
