//! A table as CSV (RFC 4180), for spreadsheets and programs.
//!
//! - The first line has the column ids. Where assumption sets were read, a line
//!   `# assumption set: NAME` for each stands before it, so that no such table passes for one of
//!   the record; readers of CSV skip such lines when told that `#` begins a comment.
//! - Lines end in CRLF. An empty cell is unknown; it is never zero.
//! - Numbers have nine significant digits, as in JSON. Edits are written `[-taken out-]` and
//!   `{+put in+}`. What has parts in JSON (a list, a day with its exactness, a source with its grade) is
//!   written as a person reads it.
//! - A dossier quotes people its keeper does not trust, and a spreadsheet would run a cell that
//!   begins with `=`, `+`, `-`, `@`, a tab or a return. Words that begin so get an apostrophe in
//!   front; figures and days never do. Who needs the words to the letter reads the JSON.

use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};

use crate::json;

/// The table of `finding` called `id`, if there is one.
pub fn table(finding: &Finding, id: &str) -> Option<String> {
    let table = finding.table(id)?;
    let mut out = assumption_sets(finding);
    line(&mut out, table.columns.iter().map(|column| quoted(&column.id)));
    for row in &table.rows {
        line(&mut out, row.iter().map(cell));
    }
    Some(out)
}

/// The tables that a finding has, as CSV: `table,caption,rows`.
pub fn list(finding: &Finding) -> String {
    let mut out = assumption_sets(finding);
    out.push_str("table,caption,rows\r\n");
    for Table { id, caption, rows, .. } in &finding.tables {
        line(&mut out, [quoted(id), quoted(&guarded(caption)), rows.len().to_string()].into_iter());
    }
    out
}

/// The lines that say which assumption sets were read.
fn assumption_sets(finding: &Finding) -> String {
    let mut out = String::new();
    for set in &finding.provenance.assumptions {
        // A name is one line, whatever it holds.
        let name: String = set.chars().filter(|c| !c.is_control()).collect();
        out.push_str(&format!("# assumption set: {name}\r\n"));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Unknown => String::new(),
        Cell::Number(it) => json::number(*it).unwrap_or_default(),
        Cell::Count(it) => it.to_string(),
        // No figure and no day is a formula.
        Cell::Date(_) | Cell::Day { .. } | Cell::Range { .. } => {
            quoted(&cell.in_words().unwrap_or_default())
        }
        other => quoted(&guarded(&other.in_words().unwrap_or_default())),
    }
}

/// `text` with an apostrophe in front where a spreadsheet would take it for a formula.
fn guarded(text: &str) -> String {
    // Full-width signs work as formulas too in some locales.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// `text` as a cell; known but empty words are `""`, so that they differ from unknown.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.contains([',', '"', '\r', '\n', '#'])
        && !text.starts_with(' ')
        && !text.ends_with(' ');
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_cells_quoted() {
        let shown = ["=1+2", "-no, thanks", "a \"b\"", "", "plain", "two\nlines", "@x"]
            .map(|it| cell(&Cell::text(it)));
        let expected = [
            "'=1+2",
            "\"'-no, thanks\"",
            "\"a \"\"b\"\"\"",
            "\"\"",
            "plain",
            "\"two\nlines\"",
            "'@x",
        ];
        assert_eq!(shown, expected);
        assert_eq!(cell(&Cell::Number(-0.5)), "-0.5");
        assert_eq!(cell(&Cell::Unknown), "");
    }
}
