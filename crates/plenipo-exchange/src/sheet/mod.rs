//! The record as plain tables, for spreadsheets, and back.
//!
//! [`workbook`](export::workbook) makes a sheet of every table of the record and one of every list
//! of tables inside records (`draft.points` beside `draft`). [`import`](import::import) reads sheets
//! against a dossier: rows that are new become the text of a new file, rows that differ from the
//! record are told as conflicts, and nothing that is there is changed.
//!
//! What a column may hold follows from the schema of the dossier (`columns`), how a
//! value stands in a cell is said in `form`, and how bytes become cells in `csv` and
//! `xlsx`.

pub mod entry;
pub mod export;
pub mod import;
pub mod read;

mod columns;
mod csv;
mod emit;
mod form;
mod rows;
mod shows;
mod xlsx;

use jiff::civil::Date;

/// The name of the sheet that says what the others are.
pub const ABOUT: &str = "about";

/// The first column: the mark by which a row is known again, made of what the record says; on the
/// sheet of a list, the record that the entry belongs to.
pub const RECORD: &str = "record";

/// Sheets, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet: rows of cells, the names of its columns in the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows; they need not be equally long.
    pub rows: Vec<Vec<SheetCell>>,
    /// Whether a spreadsheet hides it.
    pub hidden: bool,
    /// Ranges of merged cells, as a spreadsheet writes them: `B2:B4`.
    pub merged: Vec<String>,
    /// The columns of words, counted from 0: a spreadsheet must leave what is typed there as it is.
    pub words: Vec<usize>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SheetCell {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A day.
    Day(Date),
    /// True or false.
    Flag(bool),
    /// A number or a day under a format of its own, or text of a CSV file that a spreadsheet seems to
    /// have made of a number or a day.
    Formatted {
        /// What the cell holds.
        value: Box<SheetCell>,
        /// What a reader sees of it; nothing where that is in doubt, or no longer what was typed.
        shows: Option<String>,
    },
    /// A formula, with the value a spreadsheet last computed.
    Formula(Box<SheetCell>),
    /// Something that cannot be a value, in words: an error, a day that does not exist.
    Fault(String),
}

impl SheetCell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> SheetCell {
        match text.into() {
            text if text.is_empty() => SheetCell::Blank,
            text => SheetCell::Text(text),
        }
    }

    /// Whether nothing is in it, or nothing that can be seen.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            SheetCell::Blank => true,
            SheetCell::Text(text) => text.trim().is_empty(),
            SheetCell::Formula(cell) => cell.is_blank(),
            _ => false,
        }
    }

    /// The value, without the formula that made it.
    pub(super) fn value(&self) -> &SheetCell {
        match self {
            SheetCell::Formula(cell) => cell.value(),
            SheetCell::Formatted { value, .. } => value.value(),
            cell => cell,
        }
    }

    /// What a reader sees in it.
    pub fn shown(&self) -> String {
        match self {
            SheetCell::Blank => String::new(),
            SheetCell::Text(text) => text.clone(),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Day(day) => day.to_string(),
            SheetCell::Flag(true) => "yes".to_owned(),
            SheetCell::Flag(false) => "no".to_owned(),
            SheetCell::Formula(cell) => cell.shown(),
            SheetCell::Formatted { value, shows } => shows.clone().unwrap_or_else(|| value.shown()),
            SheetCell::Fault(what) => what.clone(),
        }
    }
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}
