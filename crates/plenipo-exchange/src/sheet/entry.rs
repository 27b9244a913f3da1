//! One record as a form has it: its cells, by the names of their columns.
//!
//! A form is a sheet of one row. What is filled in goes back the way of all sheets, through
//! [`import`](super::import::import).

use plenipo_record::case::id::RecordRef;
use plenipo_record::case::records::Records;
use plenipo_record::dossier::write::parts::Pen;
use plenipo_record::dossier::write::value::Val;

use super::SheetCell;
use super::columns::{Layout, layouts};
use super::form;
use super::rows::{Row, full, layouts_of};

/// Cells with the names of their columns; what the record does not say is left out.
pub type Cells = Vec<(String, SheetCell)>;

/// A record as a form has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RecordCells {
    /// Its own row.
    pub row: Cells,
    /// The lists inside it that have anything, each with its key and its rows.
    pub lists: Vec<(&'static str, Vec<Cells>)>,
}

/// A record as a form has it.
///
/// ```
/// use plenipo_record::case::id::{Kind, RecordRef};
/// use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
/// use plenipo_exchange::sheet::entry::entry;
///
/// let text = "format = 1\n[dossier]\ntitle = \"Cod quotas\"\n\
///             [[party]]\nid = \"norway\"\nname = \"Norway\"\n";
/// let files = [NamedBytes { name: "dossier.toml".into(), bytes: text.into() }];
/// let (case, _) = read(&files, &ReadOptions::default());
/// let norway = entry(&case.unwrap(), RecordRef::new(Kind::Party, 0));
/// assert_eq!(norway.row[1].0, "name");
/// assert_eq!(norway.row[1].1.shown(), "Norway");
/// ```
pub fn entry(records: &Records, record: RecordRef) -> RecordCells {
    let layouts = layouts();
    let full = full(&Pen::new(records), record, &layouts);
    let (own, lists) = layouts_of(&layouts, record.kind);
    let lists = lists.into_iter().zip(&full.lists).filter(|(_, rows)| !rows.is_empty());
    RecordCells {
        row: own.map_or_else(Vec::new, |it| cells(it, &full.row)),
        lists: lists
            .map(|(it, rows)| {
                (it.list.unwrap_or_default(), rows.iter().map(|row| cells(it, row)).collect())
            })
            .collect(),
    }
}

fn cells(layout: &Layout, row: &Row) -> Cells {
    let columns = layout.columns.iter().zip(row);
    columns
        .filter_map(|(column, value)| Some((column.name(), column.form.cell(value.as_ref()?))))
        .collect()
}

/// Several entries as they stand in one cell: `a; b`.
pub fn in_one_cell(entries: &[&str]) -> String {
    form::listed(&entries.iter().map(|it| Val::from(*it)).collect::<Vec<_>>())
}

/// The entries of a cell that holds several.
pub fn of_one_cell(cell: &str) -> Vec<String> {
    form::list(cell).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_into_one_cell_comes_out_of_it() {
        for entries in [vec!["a"], vec!["a; b", "\"c\"", "d e"], vec!["(none)", "x\ny"]] {
            assert_eq!(of_one_cell(&in_one_cell(&entries)), entries);
        }
        assert!(of_one_cell("").is_empty());
    }
}
