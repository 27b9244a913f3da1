//! New records as the text of a dossier's file, every value with the cell it came from.

use std::ops::Range;

use plenipo_record::dossier::write::value::Keys;

use super::columns::Layout;
use super::import::CellPlace;
use super::rows::Row;

/// A row to write: its values, and where they stand in their sheet.
pub(super) struct Source<'a> {
    pub(super) layout: &'a Layout,
    pub(super) values: &'a Row,
    /// The row in the sheet, counted from 1.
    pub(super) at: usize,
    /// The column in the sheet of each column of the layout.
    pub(super) columns: &'a [Option<usize>],
}

impl Source<'_> {
    fn place(&self, column: Option<usize>) -> CellPlace {
        let column = column.and_then(|it| self.columns.get(it).copied().flatten());
        CellPlace { sheet: self.layout.name(), row: Some(self.at), column }
    }
}

/// Text being written.
#[derive(Default)]
pub(super) struct Text {
    pub(super) text: String,
    /// Stretches of the text, and the cells that say what stands there.
    marks: Vec<(Range<usize>, CellPlace)>,
}

impl Text {
    /// Begins with a line of comment.
    pub(super) fn new(comment: &str) -> Text {
        // A name is one line, whatever it holds.
        let comment: String = comment.chars().filter(|it| !it.is_control()).collect();
        Text { text: format!("# {comment}\n"), marks: Vec::new() }
    }

    /// Adds a record with the lists inside it; returns where it begins.
    pub(super) fn record(&mut self, own: &Source<'_>, lists: &[Vec<Source<'_>>]) -> usize {
        self.text.push('\n');
        let start = self.text.len();
        self.text.push_str(&format!("[[{}]]\n", own.layout.kind.table()));
        let mut done: Vec<&str> = Vec::new();
        for (at, column) in own.layout.columns.iter().enumerate() {
            let key = column.key;
            if done.contains(&key) {
                continue;
            }
            if column.inner.is_some() {
                done.push(key);
                let within: Vec<usize> = (at..own.layout.columns.len())
                    .filter(|it| own.layout.columns[*it].key == key)
                    .filter(|it| own.values[*it].is_some())
                    .collect();
                if !within.is_empty() {
                    self.text.push_str(&format!("{key} = "));
                    self.inner(own, &within);
                    self.text.push('\n');
                }
            } else if let Some(value) = &own.values[at] {
                let from = self.text.len();
                let mut keys = Keys::default();
                keys.put(key, value.clone());
                keys.lines(&mut self.text);
                self.marks.push((from..self.text.len(), own.place(Some(at))));
            }
        }
        for rows in lists.iter().filter(|it| !it.is_empty()) {
            let key = rows[0].layout.list.unwrap_or_default();
            self.text.push_str(&format!("{key} = [\n"));
            for row in rows {
                self.text.push_str("  ");
                let from = self.text.len();
                self.entry(row);
                self.marks.push((from..self.text.len(), row.place(None)));
                self.text.push_str(",\n");
            }
            self.text.push_str("]\n");
        }
        self.marks.push((start..self.text.len(), own.place(None)));
        start
    }

    /// The keys of a table that is spread over columns.
    fn inner(&mut self, row: &Source<'_>, columns: &[usize]) {
        self.text.push_str("{ ");
        for (n, at) in columns.iter().enumerate() {
            let column = &row.layout.columns[*at];
            self.value(row, *at, column.inner.unwrap_or(column.key), n > 0);
        }
        self.text.push_str(" }");
    }

    /// An entry of a list, as a table on one line.
    fn entry(&mut self, row: &Source<'_>) {
        self.text.push_str("{ ");
        let mut first = true;
        let mut done: Vec<&str> = Vec::new();
        for (at, column) in row.layout.columns.iter().enumerate() {
            if row.values[at].is_none() || done.contains(&column.key) {
                continue;
            }
            if column.inner.is_none() {
                self.value(row, at, column.key, !first);
            } else {
                done.push(column.key);
                let within: Vec<usize> = (at..row.layout.columns.len())
                    .filter(|it| row.layout.columns[*it].key == column.key)
                    .filter(|it| row.values[*it].is_some())
                    .collect();
                self.text.push_str(if first { "" } else { ", " });
                self.text.push_str(&format!("{} = ", column.key));
                self.inner(row, &within);
            }
            first = false;
        }
        self.text.push_str(" }");
    }

    fn value(&mut self, row: &Source<'_>, at: usize, key: &str, comma: bool) {
        let Some(value) = &row.values[at] else { return };
        self.text.push_str(if comma { ", " } else { "" });
        let from = self.text.len();
        self.text.push_str(&format!("{key} = {}", value.inlined()));
        self.marks.push((from..self.text.len(), row.place(Some(at))));
    }

    /// The cell, or at least the row, that says what stands at a byte of the text.
    pub(super) fn place(&self, at: usize) -> Option<&CellPlace> {
        let around = self.marks.iter().filter(|it| it.0.contains(&at));
        around.min_by_key(|it| it.0.len()).map(|it| &it.1)
    }
}
