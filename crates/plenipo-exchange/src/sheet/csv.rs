//! The bytes of a CSV file as cells.
//!
//! Read here and not by a library: the one at hand passes over empty lines, which a spreadsheet
//! counts, and a mistake has to be told by its row.

use super::guard::{is_made_over, unguarded};
use super::read::Unread;
use super::{COLUMNS_MAX, Cell, ROWS_MAX, Sheet};

/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Greatest size of a file, in bytes.
const BYTES_MAX: usize = 64 << 20;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Unread> {
    if bytes.len() > BYTES_MAX {
        return Err(Unread::new("this file has more than 64 MiB"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|it| **it == b'\n').count();
        Unread::new(format!("this is not UTF-8 text (line {line})"))
            .hint("save it again as `CSV UTF-8`, or as XLSX")
    })?;
    if is_utf16(bytes) {
        return Err(Unread::new("this is text with the encoding UTF-16, not UTF-8")
            .hint("save it again as `CSV UTF-8`, or as XLSX"));
    }
    // Some programs say the separator in a line of its own.
    let (said, text) = match text.strip_prefix("sep=").and_then(|it| it.split_once('\n')) {
        Some((sign, rest)) => (sign.trim_end_matches('\r').bytes().next(), rest),
        None => (None, text),
    };
    let separator = said.filter(|it| SEPARATORS.contains(it)).unwrap_or_else(|| separator(text));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if rows.len() == ROWS_MAX {
            return Err(Unread::new(format!("this file has more than {ROWS_MAX} rows")));
        }
        let Some((row, after)) = row(rest, separator) else {
            let message = format!("row {} opens a quote that is never closed", rows.len() + 1);
            return Err(Unread::new(message)
                .hint("close it; inside a cell in quotes, a quote is written twice"));
        };
        rest = after;
        if row.len() > COLUMNS_MAX {
            let message = format!("row {} has more than {COLUMNS_MAX} columns", rows.len() + 1);
            return Err(Unread::new(message));
        }
        rows.push(row);
    }
    Ok(Sheet { name: name.to_owned(), rows, ..Sheet::default() })
}

/// Whether the bytes are UTF-16 without its mark, which are sound UTF-8 as long as the letters are English:
/// in the first line, names of columns, every other byte is nothing.
fn is_utf16(bytes: &[u8]) -> bool {
    let line = bytes.split(|it| matches!(it, b'\n' | b'\r')).next().unwrap_or_default();
    let nothing = |first: usize| line.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
    let (even, odd) = (nothing(0), nothing(1));
    // A name of a column or two may be none.
    even.max(odd) >= 4 && even.max(odd) * 3 >= line.len()
}

/// The first row of `text`, and what comes after it; nothing if a quote is not closed. Quotes inside a cell that does not begin with
/// one are letters like any other.
fn row(text: &str, separator: u8) -> Option<(Vec<Cell>, &str)> {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let mut cell = String::new();
        let in_quotes = rest.starts_with('"');
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                let (before, after) = rest.split_once('"')?;
                cell.push_str(before);
                match after.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        rest = more;
                    }
                    None => {
                        rest = after;
                        break;
                    }
                }
            }
        }
        let ends = |it: u8| it == separator || it == b'\n' || it == b'\r';
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        cell.push_str(&rest[..end]);
        if cells.len() <= COLUMNS_MAX {
            let stray = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
            let text = match cell.chars().find(|it| stray(*it)) {
                Some(sign) => Cell::Fault(format!(
                    "this cell has the control character {}, which no text has",
                    sign.escape_unicode()
                )),
                None => Cell::text(unguarded(&cell)),
            };
            // Spreadsheets write what they made of something without quotes.
            cells.push(match !in_quotes && is_made_over(&cell) {
                true => Cell::Formatted { value: Box::new(text), shows: None },
                false => text,
            });
        }
        let sign = rest.as_bytes().get(end).copied();
        rest = rest.get(end + 1..).unwrap_or_default();
        if sign == Some(separator) {
            continue;
        }
        if sign == Some(b'\r') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        return Some((cells, rest));
    }
}

/// The sign that parts the cells of the first line.
fn separator(text: &str) -> u8 {
    // Up to the end of the first record: signs and line ends within quotes are text.
    let mut quoted = false;
    let mut first = Vec::new();
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => first.push(byte),
            _ => {}
        }
    }
    let count = |sign: u8| first.iter().filter(|it| **it == sign).count();
    let most = SEPARATORS.into_iter().rev().max_by_key(|it| count(*it));
    most.filter(|it| count(*it) > 0).unwrap_or(b',')
}
