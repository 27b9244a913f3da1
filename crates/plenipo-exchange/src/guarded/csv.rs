//! CSV, row by row: values parted by commas, semicolons or tabs.
//!
//! Read here and not by a library: the one at hand passes over empty lines, which a spreadsheet counts as
//! rows, and a mistake has to be told by its row.

use super::text::{TextFault, plain};
use super::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX, TEXT_MAX};

/// Greatest size of a file, in bytes.
pub(crate) const BYTES_MAX: usize = TEXT_MAX;

/// What may stand between cells; the first wins where several would part as many.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CsvFault {
    /// It has more than [`BYTES_MAX`] bytes.
    Large,
    /// It is no text.
    Text(TextFault),
    /// A quote is opened, in the row that begins in this line, and never closed.
    Quote { row: usize, line: usize },
    /// There are more than [`ROWS_MAX`] rows.
    Rows,
    /// A row has more than [`COLUMNS_MAX`] cells.
    Columns { row: usize, line: usize },
    /// There are more than [`CELLS_MAX`] cells, empty ones too.
    Cells,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line of the file in which it begins, counted from 1.
    pub(crate) line: usize,
    /// What is in it; rows need not be equally long.
    pub(crate) cells: Vec<Value>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Value {
    /// Its text, without the quotes around it.
    pub(crate) text: String,
    /// Whether it stood in quotes.
    pub(crate) quoted: bool,
}

impl Value {
    /// The first sign in it that no text has.
    pub(crate) fn stray(&self) -> Option<char> {
        let stray = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
        self.text.chars().find(|it| stray(*it))
    }
}

/// The rows of a file, empty ones in their place. The separator is what a first line `sep=;` says, and else
/// what parts the first row with something in it into most cells.
///
/// # Errors
/// A [`CsvFault`].
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Row>, CsvFault> {
    if bytes.len() > BYTES_MAX {
        return Err(CsvFault::Large);
    }
    let text = plain(bytes).map_err(CsvFault::Text)?;
    let (said, mut rest, mut line) =
        match text.strip_prefix("sep=").and_then(|it| it.split_once('\n')) {
            Some((sign, rest)) => (sign.trim_end_matches('\r').bytes().next(), rest, 2),
            None => (None, &*text, 1),
        };
    let separator = said.filter(|it| SEPARATORS.contains(it)).unwrap_or_else(|| separator(rest));
    let mut rows = Vec::new();
    let mut left = CELLS_MAX;
    while !rest.is_empty() {
        if rows.len() == ROWS_MAX {
            return Err(CsvFault::Rows);
        }
        let row = rows.len() + 1;
        let (cells, after) = first(rest, separator).ok_or(CsvFault::Quote { row, line })?;
        if cells.len() > COLUMNS_MAX {
            return Err(CsvFault::Columns { row, line });
        }
        left = left.checked_sub(cells.len()).ok_or(CsvFault::Cells)?;
        rows.push(Row { line, cells });
        line += ends(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    Ok(rows)
}

/// How many lines end in a text.
fn ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|at| ends(*at)).count()
}

/// The cells of the first row of `text`, and what comes after it; nothing if a quote is not closed. Quotes
/// inside a cell that does not begin with one are letters like any other. Of cells beyond the most that are
/// read only the first is kept.
fn first(text: &str, separator: u8) -> Option<(Vec<Value>, &str)> {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let mut cell = Value { quoted: rest.starts_with('"'), ..Value::default() };
        if let Some(within) = rest.strip_prefix('"') {
            rest = within;
            loop {
                let (before, after) = rest.split_once('"')?;
                cell.text.push_str(before);
                match after.strip_prefix('"') {
                    Some(more) => {
                        cell.text.push('"');
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
        cell.text.push_str(&rest[..end]);
        if cells.len() <= COLUMNS_MAX {
            cells.push(cell);
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

/// The sign that parts the first row of `text` with something in it into most cells.
fn separator(text: &str) -> u8 {
    let parts = |sign: u8| {
        let mut rest = text;
        while let Some((cells, after)) = first(rest, sign) {
            if after.is_empty() || cells.iter().any(|it| !it.text.trim().is_empty()) {
                return cells.len();
            }
            rest = after;
        }
        0
    };
    // The last of several that are equal.
    SEPARATORS.into_iter().rev().max_by_key(|it| parts(*it)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<Vec<(usize, Vec<String>)>, CsvFault> {
        let texts = |row: Row| (row.line, row.cells.into_iter().map(|it| it.text).collect());
        rows(text.as_bytes()).map(|rows| rows.into_iter().map(texts).collect())
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn rows_lines_and_empty_rows_are_told_apart() {
        let text = "a,b\r\n\"x\ny\",\"1 \"\"2\"\"\"\n\n ,\nz \"q\",\"r\"s\rlast";
        let rows = [
            row(1, &["a", "b"]),
            row(2, &["x\ny", "1 \"2\""]),
            row(4, &[""]),
            row(5, &[" ", ""]),
            row(6, &["z \"q\"", "rs"]),
            row(7, &["last"]),
        ];
        assert_eq!(told(text), Ok(rows.to_vec()));
        assert_eq!(told(""), Ok(vec![]));
        let quoted = super::rows(b"\"a\",b").expect("rows");
        assert_eq!((quoted[0].cells[0].quoted, quoted[0].cells[1].quoted), (true, false));
    }

    #[test]
    fn the_separator_is_said_or_parts_the_first_row_into_most_cells() {
        for (text, cells) in [
            ("a;b,c;d\n", &["a", "b,c", "d"][..]),
            ("a\tb;c\td\n", &["a", "b;c", "d"]),
            ("\"a;b;c\",d\n", &["a;b;c", "d"]),
            ("\"a\n;b;c\",d\n", &["a\n;b;c", "d"]),
            // A quote inside a cell opens nothing.
            ("5\" pipe,a;b,c\n", &["5\" pipe", "a;b", "c"]),
            ("a,b;c\n", &["a", "b;c"]),
            ("alone\n", &["alone"]),
        ] {
            assert_eq!(told(text), Ok(vec![row(1, cells)]), "{text}");
        }
        for text in ["sep=;\na;b,c,d\n", "sep=;\r\na;b,c,d\r\n", "sep=;\n\"a\";b,c,d"] {
            assert_eq!(told(text), Ok(vec![row(2, &["a", "b,c,d"])]), "{text}");
        }
        assert_eq!(told("\n;;\na;b,c;d\n").map(|it| it[2].clone()), Ok(row(3, &["a", "b,c", "d"])));
        // Anything else that is said is no separator.
        assert_eq!(told("sep=x\na;b\n"), Ok(vec![row(2, &["a", "b"])]));
    }

    #[test]
    fn what_is_not_trusted_is_bounded() {
        assert_eq!(told("a,b\n\n\"x,y\nz"), Err(CsvFault::Quote { row: 3, line: 3 }));
        assert_eq!(told("\"a,b\n"), Err(CsvFault::Quote { row: 1, line: 1 }));
        let wide = ",".repeat(COLUMNS_MAX - 1);
        assert_eq!(told(&wide).map(|it| it[0].1.len()), Ok(COLUMNS_MAX));
        assert_eq!(told(&format!("\n{wide},")), Err(CsvFault::Columns { row: 2, line: 2 }));
        assert_eq!(told(&"\n".repeat(ROWS_MAX)).map(|it| it.len()), Ok(ROWS_MAX));
        assert_eq!(told(&"\n".repeat(ROWS_MAX + 1)), Err(CsvFault::Rows));
        let many = format!("{wide}\n").repeat(CELLS_MAX / COLUMNS_MAX);
        assert!(rows(many.as_bytes()).is_ok());
        assert_eq!(rows(format!("{many}x").as_bytes()), Err(CsvFault::Cells));
        assert_eq!(rows(&vec![b' '; BYTES_MAX + 1]), Err(CsvFault::Large));
        let bad = TextFault::Malformed { byte: 3, line: 2, encoding: "UTF-8" };
        assert_eq!(rows(b"a\n\xff"), Err(CsvFault::Text(bad)));
    }

    #[test]
    fn signs_that_no_text_has_are_found() {
        let stray = |text: &str| Value { text: text.to_owned(), quoted: false }.stray();
        assert_eq!(
            (stray("a\tb\r\nc"), stray("a\u{1b}[2J"), stray("\0")),
            (None, Some('\u{1b}'), Some('\0'))
        );
    }
}
