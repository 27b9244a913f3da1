//! Which tables and keys came with which format.
//!
//! A dossier says its format once. What a later one brought is refused in an earlier one: a program that knows
//! only that could not read it, and should hear it from the first line rather than from the middle.

use std::ops::Range;

use crate::case::id::Kind;

use super::reader::Reader;

/// The formats that are read.
pub(super) const FORMATS: [&str; 2] = ["1", "2"];

/// The format that is written.
pub(super) const FORMAT: &str = "2";

/// Tables that format 2 brought.
const TABLES: [Kind; 9] = [
    Kind::Capacity,
    Kind::Poll,
    Kind::Rule,
    Kind::Demand,
    Kind::TextState,
    Kind::Movement,
    Kind::Cause,
    Kind::Undertaking,
    Kind::Handover,
];

/// Keys that format 2 brought, by table.
const KEYS: [(&str, &str); 17] = [
    ("dossier", "nothing_agreed_until"),
    ("person", "described_as"),
    ("person", "rank"),
    ("meeting", "led_by"),
    ("point", "under"),
    ("point", "heading"),
    ("point", "readings"),
    ("red_line", "overtaken_by"),
    ("red_line", "stands"),
    ("understanding", "readings"),
    ("action", "to"),
    ("action", "condition"),
    ("consent", "to"),
    ("consent", "threshold"),
    ("consent", "due"),
    ("consent", "effect"),
    ("consent", "outcome"),
];

/// Whether format 2 brought that key of that table.
pub(super) fn is_new_key(table: &str, key: &str) -> bool {
    KEYS.contains(&(table, key))
}

impl Reader<'_> {
    /// Says of everything that format 2 brought, in a dossier of format 1, that it needs the other; once a file
    /// is enough for whoever mends it.
    pub(super) fn refuse_newer(&mut self) {
        let mut found: Vec<(usize, Range<usize>, String)> = Vec::new();
        for kind in TABLES {
            let entries = &self.entries[kind as usize];
            found.extend(
                entries
                    .iter()
                    .map(|it| (it.file, it.node.span.clone(), format!("[[{}]]", kind.table()))),
            );
        }
        found.append(&mut self.newer);
        found.sort_by_key(|it| (it.0, it.1.start));
        found.dedup_by_key(|it| it.0);
        for (file, span, what) in found {
            let message = format!("{what} came with format 2, and this dossier says format 1");
            let hint = Some("write `format = 2` above [dossier]; nothing else changes".to_owned());
            self.problem_at(Some(file), span, message, hint);
        }
    }
}
