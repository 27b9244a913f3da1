//! A record as a row, and the lists inside it as rows of other sheets.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::dossier::write::parts::{Inherited, Pen};
use plenipo_record::dossier::write::records::keys_in;
use plenipo_record::dossier::write::value::{Keys, Val};

use super::columns::{Column, Layout};
use super::form::Form;

/// The values of a row, one a column.
pub(super) type Row = Vec<Option<Val>>;

/// A record, or what a sheet says of one, with the rows of the lists inside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Full {
    /// The record's own row.
    pub(super) row: Row,
    /// The rows of each list that has a sheet, in the order of `layouts`.
    pub(super) lists: Vec<Vec<Row>>,
}

/// The layout of a table, and those of the lists inside its records.
pub(super) fn layouts_of(layouts: &[Layout], kind: Kind) -> (Option<&Layout>, Vec<&Layout>) {
    let own = layouts.iter().find(|it| it.kind == kind && it.list.is_none());
    let lists = layouts.iter().filter(|it| it.kind == kind && it.list.is_some()).collect();
    (own, lists)
}

/// A record as rows.
pub(super) fn full(records: &Pen<'_>, record: RecordRef, layouts: &[Layout]) -> Full {
    // Names and issues are nobody's report; of the rest a reader should see the footing.
    let plain = matches!(record.kind, Kind::Party | Kind::Person | Kind::Issue | Kind::Source);
    let says = Inherited { source: false, basis: !plain };
    let keys = keys_in(records, record, says);
    let (own, lists) = layouts_of(layouts, record.kind);
    Full {
        row: own.map_or_else(Vec::new, |layout| row(&keys, layout)),
        lists: lists.into_iter().map(|layout| entries(&keys, layout)).collect(),
    }
}

fn row(keys: &Keys, layout: &Layout) -> Row {
    let value = |key: &str, inner: Option<&str>| match (keys.get(key)?, inner) {
        (value, None) => Some(value.clone()),
        (Val::Table(table), Some(inner)) => table.get(inner).cloned(),
        // A condition in words only stands there as text.
        (value, Some("text")) => Some(value.clone()),
        _ => None,
    };
    let each = |it: &Column| {
        let value = value(it.key, it.inner)?;
        Some(if it.form == Form::Toml { written(&value) } else { value })
    };
    layout.columns.iter().map(each).collect()
}

/// A value as it stands in a dossier's own file. What is listed issue by issue has no order.
fn written(value: &Val) -> Val {
    let Val::Table(table) = value else { return Val::Plain(value.inlined()) };
    let mut entries: Vec<&(String, Val)> = table.entries().iter().collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let mut keys = Keys::default();
    entries.into_iter().for_each(|(key, value)| keys.put(key, value.clone()));
    Val::Plain(Val::Table(keys).inlined())
}

fn entries(keys: &Keys, layout: &Layout) -> Vec<Row> {
    let Some(Val::List(list)) = layout.list.and_then(|key| keys.get(key)) else {
        return Vec::new();
    };
    let entry = |value: &Val| match value {
        Val::Table(table) => row(table, layout),
        other => {
            let mut keys = Keys::default();
            keys.put(layout.plain, other.clone());
            row(&keys, layout)
        }
    };
    list.iter().map(entry).collect()
}

/// A value in words that do not depend on the order of tables that have none.
pub(super) fn said(value: &Val) -> String {
    match value {
        Val::Table(table) => {
            let mut keys: Vec<String> =
                table.entries().iter().map(|(key, it)| format!("{key} = {}", said(it))).collect();
            keys.sort_unstable();
            format!("{{ {} }}", keys.join(", "))
        }
        Val::List(list) => {
            format!("[{}]", list.iter().map(said).collect::<Vec<_>>().join(", "))
        }
        value => value.inlined(),
    }
}

fn row_said(row: &Row, layout: &Layout) -> String {
    let mut out = String::new();
    for (column, value) in layout.columns.iter().zip(row) {
        if let Some(value) = value {
            let _ = write!(out, "{} = {}\u{1f}", column.name(), said(value));
        }
    }
    out
}

/// The rows of a list in words, whatever their order.
pub(super) fn list_said(rows: &[Row], layout: &Layout) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| row_said(row, layout)).collect();
    rows.sort_unstable();
    rows
}

/// The mark of a record as it would be without its id.
pub(super) fn bare_mark(kind: Kind, full: &Full, layouts: &[Layout]) -> String {
    let mut full = full.clone();
    let id = layouts_of(layouts, kind).0.and_then(|it| it.column("id"));
    if let Some(value) = id.and_then(|at| full.row.get_mut(at)) {
        *value = None;
    }
    mark(kind, &full, layouts)
}

/// The mark of a record: the same for the same content, and for no other.
pub(super) fn mark(kind: Kind, full: &Full, layouts: &[Layout]) -> String {
    let (own, lists) = layouts_of(layouts, kind);
    let mut hash = Sha256::new();
    hash.update(kind.table());
    if let Some(layout) = own {
        hash.update(row_said(&full.row, layout));
    }
    for (layout, rows) in lists.into_iter().zip(&full.lists) {
        for row in list_said(rows, layout) {
            hash.update("\u{1e}");
            hash.update(layout.name());
            hash.update(row);
        }
    }
    // A sign in front keeps a spreadsheet from taking it for a number.
    let bytes = hash.finalize();
    bytes.iter().take(6).fold("#".to_owned(), |mut mark, byte| {
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}
