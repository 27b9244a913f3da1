//! What reading a spreadsheet came to, for a terminal.

use plenipo_exchange::sheet::import::{Conflict, Import, Remark};
use textwrap::{Options, fill};

use crate::clean::flow;
use crate::hint;
use crate::terminal::TerminalStyle;

/// Most remarks of a kind that are shown.
const SHOWN_MAX: usize = 200;

/// Longest text of a cell that is quoted, in characters.
const QUOTED_MAX: usize = 300;

/// The problems, conflicts and notes of an import, gravest first; nothing where there is none.
/// Conflicts name the file of the dossier below `folder`.
pub fn report(import: &Import, folder: &str, style: &TerminalStyle) -> String {
    let paint = |code: &str, word: &str| match style.colour {
        true => format!("\x1b[{code}m{word}\x1b[0m"),
        false => word.to_owned(),
    };
    let (error, conflict) = (paint("1;31", "error:"), paint("1;33", "conflict:"));
    let note = paint("36", "note:");
    let mut out = String::new();
    list(&mut out, &import.problems, style, |it| remark(&error, it));
    list(&mut out, &import.conflicts, style, |it| self::conflict(&conflict, it, folder));
    list(&mut out, &import.notes, style, |it| remark(&note, it));
    out
}

fn list<T>(
    out: &mut String,
    items: &[T],
    style: &TerminalStyle,
    lines: impl Fn(&T) -> Vec<String>,
) {
    for item in items.iter().take(SHOWN_MAX) {
        for (n, line) in lines(item).iter().enumerate() {
            let indent = if n == 0 { "" } else { "  " };
            let options = Options::new(style.width).initial_indent(indent);
            out.push_str(&fill(line, options.subsequent_indent("    ")));
            out.push('\n');
        }
    }
    if items.len() > SHOWN_MAX {
        out.push_str(&format!("and {} more\n", items.len() - SHOWN_MAX));
    }
}

fn remark(word: &str, it: &Remark) -> Vec<String> {
    let at = it.at.as_ref().map_or(String::new(), |at| format!("{}: ", flow(&at.shown())));
    let mut lines = vec![format!("{word} {at}{}", flow(&it.message))];
    lines.extend(it.hint.iter().map(|hint| format!("hint: {}", flow(&hint::phrase(hint)))));
    lines
}

fn conflict(word: &str, it: &Conflict, folder: &str) -> Vec<String> {
    let mut lines = vec![format!("{word} {}: {}", flow(&it.at.shown()), flow(&it.message))];
    lines.extend(it.sheet.iter().map(|text| format!("the sheet:   {}", quoted(text))));
    let file = it.file.as_ref().map(|(file, line)| format!("{folder}/{file}:{line}"));
    match (&it.dossier, file) {
        (Some(text), Some(file)) => {
            lines.push(format!("the dossier: {} ({})", quoted(text), flow(&file)));
        }
        (Some(text), None) => lines.push(format!("the dossier: {}", quoted(text))),
        (None, Some(file)) => lines.push(format!("the record:  {}", flow(&file))),
        (None, None) => {}
    }
    lines
}

fn quoted(text: &str) -> String {
    let text = flow(text);
    match text.char_indices().nth(QUOTED_MAX) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
