//! A sheet as CSV: UTF-8 with a byte order mark, by which spreadsheets know it, commas, CRLF.

use plenipo_exchange::cell::guard::{guarded, is_made_over};
use plenipo_exchange::sheet::{Sheet, SheetCell};

/// `sheet` as the bytes of a CSV file. No cell of text can be taken for a formula.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = "\u{feff}".to_owned();
    for row in &sheet.rows {
        for column in 0..width {
            if column > 0 {
                out.push(',');
            }
            match row.get(column) {
                Some(SheetCell::Text(text)) => out.push_str(&quoted(&guarded(text))),
                Some(cell) => out.push_str(&cell.shown()),
                None => {}
            }
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn quoted(text: &str) -> String {
    let plain = !text.contains([',', ';', '"', '\r', '\n', '\t', '#'])
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !is_made_over(text);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}
