//! A sheet as rows of values, with everything about it that cannot be read.

use plenipo_record::action::Phrase;
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::short;
use plenipo_record::dossier::{did_you_mean, nearest};

use super::super::columns::Layout;
use super::super::export::ASSUMPTION;
use super::super::rows::Row;
use super::super::{RECORD, Sheet, SheetCell};
use super::{CellPlace, Remark};

/// A sheet as read.
pub(super) struct Table<'a> {
    pub(super) layout: &'a Layout,
    /// The column in the sheet of each column of the layout.
    pub(super) columns: Vec<Option<usize>>,
    pub(super) rows: Vec<Line>,
}

/// A row as read.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place in the sheet, counted from 1.
    pub(super) at: usize,
    /// Its mark, or the record whose list it belongs to.
    pub(super) first: String,
    pub(super) values: Row,
    /// How many cells it has.
    pub(super) width: usize,
    /// The assumption set it says it is from.
    pub(super) assumption: Option<String>,
}

impl Table<'_> {
    /// The place of a cell.
    pub(super) fn place(&self, line: &Line, column: Option<usize>) -> CellPlace {
        let column = column.and_then(|it| self.columns.get(it).copied().flatten());
        CellPlace { sheet: self.layout.name(), row: Some(line.at), column }
    }
}

/// The layout of a sheet, by its name.
pub(super) fn layout_of<'a>(
    sheet: &Sheet,
    layouts: &'a [Layout],
    problems: &mut Vec<Remark>,
    notes: &mut Vec<Remark>,
) -> Option<&'a Layout> {
    let name = sheet.name.trim();
    if let Some(found) = layouts.iter().find(|it| it.name() == name) {
        return Some(found);
    }
    let names: Vec<String> = layouts.iter().map(Layout::name).collect();
    let near = nearest(name, names.iter().map(String::as_str));
    let at = Some(CellPlace { sheet: sheet.name.clone(), row: None, column: None });
    if near.is_empty() {
        let message = "this sheet is not a table of the record and was skipped".to_owned();
        notes.push(Remark { at, message, hint: None });
    } else {
        let message = format!("there is no table `{}`", short(name));
        problems.push(Remark { at, message, hint: Some(did_you_mean(&near).into()) });
    }
    None
}

/// Reads a sheet.
pub(super) fn table<'a>(
    sheet: &Sheet,
    layout: &'a Layout,
    problems: &mut Vec<Remark>,
    notes: &mut Vec<Remark>,
) -> Option<Table<'a>> {
    let place = |row: Option<usize>, column: Option<usize>| {
        Some(CellPlace { sheet: sheet.name.clone(), row, column })
    };
    if sheet.hidden {
        let message = "this sheet is hidden; it was read like any other".to_owned();
        notes.push(Remark { at: place(None, None), message, hint: None });
    }
    for range in &sheet.merged {
        let message = format!("the cells {} are merged", short(range));
        let hint = Some("a cell holds one value of one record: unmerge them".into());
        problems.push(Remark { at: place(None, None), message, hint });
    }
    let mut header = Header { columns: vec![None; layout.columns.len()], first: None, set: None };
    let names = sheet.rows.first().map_or(&[][..], Vec::as_slice);
    for (at, cell) in names.iter().enumerate() {
        header.read(cell, at, layout, &mut |message, hint| {
            problems.push(Remark {
                at: place(Some(1), Some(at)),
                message,
                hint: hint.map(Phrase::from),
            });
        });
    }
    if header.columns.iter().all(Option::is_none) {
        let message = "no column is named in row 1".to_owned();
        let hint = layout.columns.iter().take(6).map(|it| it.name()).collect::<Vec<_>>().join(", ");
        let hint = Some(format!("the first row names the columns: {hint} …").into());
        problems.push(Remark { at: place(Some(1), None), message, hint });
        return None;
    }
    let mut rows = Vec::new();
    for (n, cells) in sheet.rows.iter().enumerate().skip(1) {
        if cells.iter().all(SheetCell::is_blank) {
            continue;
        }
        let at = n + 1;
        let mut text = |column: Option<usize>, name: &str| {
            let cell = column.and_then(|it| cells.get(it)).unwrap_or(&SheetCell::Blank);
            if let SheetCell::Fault(what) = cell.value() {
                let message = format!("`{name}`: {what}");
                problems.push(Remark { at: place(Some(at), column), message, hint: None });
                return String::new();
            }
            cell.shown().trim().to_owned()
        };
        let first = text(header.first, RECORD);
        let set = text(header.set, ASSUMPTION);
        let mut values = vec![None; layout.columns.len()];
        for (column, from) in layout
            .columns
            .iter()
            .zip(&header.columns)
            .enumerate()
            .filter_map(|(k, (column, from))| Some(((k, column), (*from)?)))
        {
            let (k, column) = column;
            let Some(cell) = cells.get(from) else { continue };
            match column.form.value(cell) {
                Ok(value) => {
                    if matches!(cell, SheetCell::Formula(_)) {
                        let shown = cell.shown();
                        let message = format!("a formula; its value was used: {}", short(&shown));
                        notes.push(Remark { at: place(Some(at), Some(from)), message, hint: None });
                    }
                    values[k] = value;
                }
                Err(fault) => problems.push(Remark {
                    at: place(Some(at), Some(from)),
                    message: format!("`{}`: {}", column.name(), fault.message),
                    hint: fault.hint.map(Phrase::from),
                }),
            }
        }
        for (stray, cell) in cells.iter().enumerate() {
            let named = names.get(stray).is_some_and(|it| !it.is_blank());
            if !named && !cell.is_blank() {
                let message = "this cell is in a column without a name".to_owned();
                let hint = Some("name the column in row 1, or clear the cell".into());
                problems.push(Remark { at: place(Some(at), Some(stray)), message, hint });
            }
        }
        let assumption = Some(set).filter(|it| !it.is_empty());
        rows.push(Line { at, first, values, width: cells.len(), assumption });
    }
    Some(Table { layout, columns: header.columns, rows })
}

/// Which column of the sheet is which of the layout.
struct Header {
    columns: Vec<Option<usize>>,
    first: Option<usize>,
    set: Option<usize>,
}

impl Header {
    fn read(
        &mut self,
        cell: &SheetCell,
        at: usize,
        layout: &Layout,
        refuse: &mut dyn FnMut(String, Option<String>),
    ) {
        if let SheetCell::Fault(what) = cell.value() {
            // What is wrong with it is no name.
            let message = format!("the name of this column cannot be read: {what}");
            let hint =
                "type it again; if it looks right, save the file again as `CSV UTF-8` or as XLSX";
            refuse(message, Some(hint.to_owned()));
            return;
        }
        let name = cell.shown();
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let slot = match layout.column(name) {
            Some(column) => &mut self.columns[column],
            None if name == RECORD => &mut self.first,
            None if name == ASSUMPTION && layout.list.is_none() => &mut self.set,
            None => {
                if let Some(hint) = list_of(layout, name) {
                    let table = layout.name();
                    refuse(format!("`{table}` has no column `{}`", short(name)), Some(hint));
                    return;
                }
                let names: Vec<String> = layout.columns.iter().map(|it| it.name()).collect();
                let known = names.iter().map(String::as_str).chain([RECORD]);
                let near = nearest(name, known);
                let hint = match near.is_empty() {
                    true => format!("there are: {RECORD}, {}", names.join(", ")),
                    false => did_you_mean(&near),
                };
                let table = layout.name();
                refuse(format!("`{table}` has no column `{}`", short(name)), Some(hint));
                return;
            }
        };
        if slot.is_some() {
            refuse(format!("the column `{name}` appears twice"), None);
        } else {
            *slot = Some(at);
        }
    }
}

/// What to do about a column that is a list of the records, which has a sheet of its own.
fn list_of(layout: &Layout, name: &str) -> Option<String> {
    if layout.list.is_some() {
        return None;
    }
    let key = name.split('.').next().unwrap_or_default();
    let all = super::super::columns::layouts();
    let list = all.iter().find(|it| it.kind == layout.kind && it.list == Some(key))?;
    let columns: Vec<String> = list.columns.iter().map(|it| it.name()).take(4).collect();
    let noun = layout.kind.noun();
    Some(format!(
        "it is a list, and has a sheet of its own: name it `{}`, with the {noun} in the first column, `{RECORD}`, \
         and then {} …",
        list.name(),
        columns.join(", ")
    ))
}

/// The kinds whose records, or lists of them, are on sheets.
pub(super) fn kinds(tables: &[Table<'_>]) -> Vec<Kind> {
    let on = |kind: &Kind| tables.iter().any(|it| it.layout.kind == *kind);
    Kind::ALL.into_iter().filter(on).collect()
}
