//! The rows of a CSV file as cells, and why there are none.

use super::read::Unread;
use super::{Sheet, SheetCell};
use crate::cell::guard::{is_made_over, unguarded};
use crate::guarded::csv::{self, BYTES_MAX, CsvFault, Value};
use crate::guarded::text::TextFault;
use crate::guarded::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Unread> {
    let rows = csv::rows(bytes).map_err(worded)?;
    let rows = rows.into_iter().map(|row| row.cells.iter().map(cell).collect()).collect();
    Ok(Sheet { name: name.to_owned(), rows, ..Sheet::default() })
}

fn cell(value: &Value) -> SheetCell {
    let text = match value.stray() {
        Some(sign) => SheetCell::Fault(format!(
            "this cell contains the control character {}, which does not belong in text",
            sign.escape_unicode()
        )),
        None => SheetCell::text(unguarded(&value.text)),
    };
    // Spreadsheets write what they made of something without quotes.
    match !value.quoted && is_made_over(&value.text) {
        true => SheetCell::Formatted { value: Box::new(text), shows: None },
        false => text,
    }
}

/// Why a file is not read, for people.
fn worded(fault: CsvFault) -> Unread {
    match fault {
        CsvFault::Large => Unread::new(format!("this file has more than {} MiB", BYTES_MAX >> 20)),
        CsvFault::Text(fault) => Unread::new(match fault {
            TextFault::Utf32 => "this text is in UTF-32".to_owned(),
            TextFault::Malformed { line, encoding, .. } => {
                format!("this is not {encoding} text (line {line})")
            }
        })
        .hint("save it again as `CSV UTF-8`, or as XLSX"),
        CsvFault::Quote { row, .. } => {
            Unread::new(format!("row {row} opens a quote that is never closed"))
                .hint("close it; inside a cell in quotes, a quote is written twice")
        }
        CsvFault::Rows => Unread::new(format!("this file has more than {ROWS_MAX} rows")),
        CsvFault::Columns { row, .. } => {
            Unread::new(format!("row {row} has more than {COLUMNS_MAX} columns"))
        }
        CsvFault::Cells => {
            Unread::new(format!("this file has more than {CELLS_MAX} cells, empty ones included"))
        }
    }
}
