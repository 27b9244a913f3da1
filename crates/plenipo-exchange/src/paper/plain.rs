//! Plain text and Markdown: lines become paragraphs.

use super::number::{self, Mark};
use super::{Line, Part, Table, Words};

/// The parts of `text`; `markdown` says whether its signs mean anything.
pub(super) fn parts(text: &str, markdown: bool, remarks: &mut Vec<String>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut last: Option<Last> = None;
    // Numbers that lines begin with which go on with the line before.
    let mut inside: Vec<u32> = Vec::new();
    // Whether the line before belongs to the same paragraph.
    let mut goes_on = false;
    for line in text.split(BREAKS) {
        let bare = if markdown { line.trim_start_matches(['>', ' ', '\t']) } else { line.trim() };
        if bare.trim().is_empty() {
            goes_on = false;
            continue;
        }
        if markdown && let Some(cells) = row(bare) {
            match parts.last_mut() {
                Some(Part::Table(table)) if goes_on => table.rows.extend(cells),
                _ => parts.push(Part::Table(Table {
                    rows: cells.into_iter().collect(),
                    ..Table::default()
                })),
            }
            goes_on = true;
            continue;
        }
        let heading = markdown && bare.starts_with('#') && {
            let rest = bare.trim_start_matches('#');
            rest.starts_with(' ') && bare.len() - rest.len() <= 6
        };
        let indent = line.len() - line.trim_start().len();
        let depth = usize::from(markdown && indent >= 2 && last.is_some() && !heading);
        let words = if markdown { without_signs(bare) } else { bare.to_owned() };
        let (mark, rest) = number::split_after(&words, last.as_ref().map(|it| it.number)).unzip();
        let here = |number: u32| Last {
            number,
            style: number::style(&words, rest.unwrap_or_default()),
            small: rest.unwrap_or_default().starts_with(char::is_lowercase),
            indent,
        };
        let listed = depth > 0 && mark.is_some();
        let begins = heading || !goes_on || listed || {
            let before = match parts.last() {
                Some(Part::Line(line)) => line.words.now.as_str(),
                _ => "",
            };
            begins(&words, rest.unwrap_or_default(), mark.as_ref(), last.as_ref(), before, &here)
        };
        let next = match mark {
            Some(Mark::Number(number, _)) if begins && depth == 0 => Some(here(number)),
            Some(Mark::Number(number, _)) if !begins => {
                inside.push(number);
                None
            }
            _ => None,
        };
        match parts.last_mut() {
            Some(Part::Line(before)) if !begins && !before.heading => {
                let now = &mut before.words.now;
                // Scripts without spaces between words take none at the end of a line either.
                if !(now.ends_with(is_unspaced) && words.starts_with(is_unspaced)) {
                    now.push(' ');
                }
                now.push_str(&words);
            }
            _ => {
                let words = Words { now: words, before: None };
                parts.push(Part::Line(Line { words, depth, heading }));
            }
        }
        last = next.or(last);
        goes_on = !heading;
    }
    if !inside.is_empty() {
        let shown: Vec<String> = inside.iter().take(5).map(u32::to_string).collect();
        let more = if inside.len() > 5 { ", …" } else { "" };
        remarks.push(format!(
            "lines that begin with a number ({}{more}) were read as continuing the line above; \
             put an empty line before each one that is a point",
            shown.join(", ")
        ));
    }
    parts
}

/// What ends a line.
const BREAKS: [char; 7] = ['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}', '\u{85}'];

/// How far a list may jump from one line to the next.
const JUMP_MAX: u32 = 20;

/// The last number that began a point, and how it was written.
struct Last {
    number: u32,
    style: String,
    /// Whether its words begin with a small letter.
    small: bool,
    indent: usize,
}

/// Whether a line that follows another begins a paragraph of its own.
fn begins(
    words: &str,
    rest: &str,
    mark: Option<&Mark>,
    last: Option<&Last>,
    before: &str,
    here: &dyn Fn(u32) -> Last,
) -> bool {
    match mark {
        Some(Mark::Number(number, suffix)) => last.is_none_or(|last| {
            let follows =
                *number == last.number + 1 || (*number == last.number && suffix.is_some());
            // Not `… as said in point` / `19. The parties`, but a list that leaves out or repeats.
            let listed = || {
                let here = here(*number);
                let same = here.style == last.style && here.indent == last.indent;
                same && *number <= last.number + JUMP_MAX && (last.small || !here.small)
            };
            let stands = || listed() || number::is_announced(words, rest);
            follows || (!number::is_awaited(before) && stands())
        }),
        Some(Mark::Parts(parts)) => {
            last.is_none_or(|last| parts[0] == last.number || parts[0] == last.number + 1)
        }
        Some(Mark::Letter(_)) => true,
        None => {
            words.starts_with(['•', '–', '—', '*']) || words.starts_with("- ") || is_roman(words)
        }
    }
}

/// `(ii) words`, a list inside a point.
fn is_roman(words: &str) -> bool {
    let inner = words.strip_prefix('(').and_then(|it| it.split_once(')')).map_or("", |it| it.0);
    !inner.is_empty() && inner.len() <= 6 && inner.chars().all(|c| "ivxIVX".contains(c))
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{e00}'..='\u{eff}' | '\u{20000}'..='\u{3ffff}')
}

/// The cells of a row of a Markdown table; no row at all of the line below the heads.
fn row(line: &str) -> Option<Option<Vec<Words>>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    if inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ')) {
        return Some(None);
    }
    let cells = inner.replace("\\|", "\u{1}");
    let cell = |it: &str| Words {
        now: without_signs(it.trim()).replace('\u{1}', "|").replace("<br>", "\n"),
        before: None,
    };
    Some(Some(cells.split('|').map(cell).collect()))
}

/// A line without the signs of Markdown that are no words.
fn without_signs(line: &str) -> String {
    let line = line.trim();
    let hashes = line.trim_start_matches('#');
    let line =
        if hashes.starts_with(' ') && line.len() - hashes.len() <= 6 { hashes } else { line };
    let mut out = String::with_capacity(line.len());
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                out.extend(chars.next())
            }
            '*' | '_' if chars.peek() == Some(&c) => {
                chars.next();
            }
            c => out.push(c),
        }
    }
    out
}
