//! A file of proposed entries cut into its head and its entries: each with the comments above it, to the byte.

use std::ops::Range;

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::proposals::FOLDER;
use plenipo_record::dossier::{problem::Problem, problem::Severity, too_deep};
use toml::de::{DeTable, DeValue};

/// Greatest size of a file that is gone through, in bytes.
const BYTES_MAX: usize = 16 << 20;

/// A file in parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Cut {
    /// Its entries, in the order of the text.
    pub(super) entries: Vec<Piece>,
}

/// An entry of the text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) table: Kind,
    pub(super) id: Option<String>,
    /// With the comments above it.
    pub(super) span: Range<usize>,
    /// From its header on.
    pub(super) body: Range<usize>,
    /// Every text it holds, with its place.
    pub(super) words: Vec<(String, Range<usize>)>,
    /// What it says without its id, in a form that knows no order of keys.
    pub(super) says: String,
    /// What calls it by name: its name, title, publisher or words.
    pub(super) called: Vec<String>,
}

fn refused(file: &str, span: Range<usize>, message: impl Into<String>, hint: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        file: file.to_owned(),
        span,
        message: message.into(),
        hint: Some(hint.into()),
    }
}

/// The text of a file.
pub(super) fn text<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, Problem> {
    if bytes.len() > BYTES_MAX {
        let message = "this file is larger than 16 MiB";
        return Err(refused(file, 0..0, message, "read the report again into a new file"));
    }
    std::str::from_utf8(bytes).map_err(|why| {
        let at = why.valid_up_to();
        refused(file, at..at, "this file is not UTF-8 text", "save it as UTF-8 text")
    })
}

/// Cuts a text.
pub(super) fn cut(file: &str, text: &str) -> Result<Cut, Problem> {
    if let Some(at) = too_deep(text) {
        let end = (at + 1..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
        return Err(refused(file, at..end, "this nests too deeply", "take out what is nested"));
    }
    let root = DeTable::parse(text).map_err(|why| {
        let hint = "mend this line in an editor; nothing of the file is lost";
        refused(file, bounded(text, why.span().unwrap_or(0..0)), why.message().to_owned(), hint)
    })?;
    // Every header of the text's own level, known or not, ends the entry before it.
    let mut starts: Vec<(usize, Option<(Kind, &DeTable<'_>)>)> = Vec::new();
    for (name, value) in root.get_ref() {
        let kind = Kind::ALL.into_iter().find(|it| it.table() == name.get_ref().as_ref());
        match value.get_ref() {
            DeValue::Array(list) => {
                for it in list.iter() {
                    let of = kind.zip(it.get_ref().as_table());
                    starts.push((it.span().start, of));
                }
            }
            _ if name.get_ref().as_ref() == FOLDER => starts.push((value.span().start, None)),
            _ => starts.push((name.span().start.min(value.span().start), None)),
        }
    }
    starts.sort_by_key(|it| it.0);
    let mut out = Cut::default();
    let begins: Vec<usize> = starts.iter().map(|it| above(text, it.0)).collect();
    for (at, (start, of)) in starts.iter().enumerate() {
        let Some((table, keys)) = of else { continue };
        let end = begins.get(at + 1).copied().unwrap_or(text.len());
        // Only what has a header of its own is an entry by itself.
        if !text[*start..].starts_with("[[") || begins[at] > *start || *start >= end {
            continue;
        }
        let id = keys.get("id").and_then(|it| it.get_ref().as_str()).map(str::to_owned);
        let mut words = Vec::new();
        keys.iter().for_each(|(_, it)| texts(it.get_ref(), it.span(), &mut words));
        out.entries.push(Piece {
            table: *table,
            id,
            span: begins[at]..end,
            body: *start..end,
            words,
            says: says(keys),
            called: called(keys),
        });
    }
    Ok(out)
}

fn bounded(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    start..end
}

/// Where the comments begin that stand directly above the line that begins at `at`.
fn above(text: &str, at: usize) -> usize {
    let mut start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    while start > 0 {
        let before = text[..start - 1].rfind('\n').map_or(0, |it| it + 1);
        if !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

fn texts(value: &DeValue<'_>, span: Range<usize>, out: &mut Vec<(String, Range<usize>)>) {
    match value {
        DeValue::String(it) => out.push((it.to_string(), span)),
        DeValue::Array(list) => list.iter().for_each(|it| texts(it.get_ref(), it.span(), out)),
        DeValue::Table(table) => {
            table.iter().for_each(|(_, it)| texts(it.get_ref(), it.span(), out));
        }
        _ => {}
    }
}

/// What a table says without its id.
fn says(table: &DeTable<'_>) -> String {
    let mut keys: Vec<String> = table
        .iter()
        .filter(|(name, _)| name.get_ref().as_ref() != "id")
        .map(|(name, value)| format!("{:?}={}", name.get_ref(), said(value.get_ref())))
        .collect();
    keys.sort_unstable();
    keys.join(";")
}

fn said(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(it) => format!("{it:?}"),
        DeValue::Integer(it) => it.to_string(),
        DeValue::Float(it) => it.to_string(),
        DeValue::Boolean(it) => it.to_string(),
        DeValue::Datetime(it) => it.to_string(),
        DeValue::Array(list) => {
            let all: Vec<String> = list.iter().map(|it| said(it.get_ref())).collect();
            format!("[{}]", all.join(","))
        }
        DeValue::Table(table) => {
            let mut keys: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{:?}={}", name.get_ref(), said(value.get_ref())))
                .collect();
            keys.sort_unstable();
            format!("{{{}}}", keys.join(";"))
        }
    }
}

fn called(table: &DeTable<'_>) -> Vec<String> {
    let of = |key: &&str| {
        let value = table.get(*key)?.get_ref();
        match value {
            DeValue::String(it) => Some(it.to_string()),
            DeValue::Datetime(it) => Some(it.to_string()),
            _ => None,
        }
    };
    let keys = ["name", "title", "publisher", "question", "what", "words", "gist", "date"];
    keys.iter().filter_map(of).collect()
}

/// What the one entry of `text`, as the record writes it, says and is called.
pub(super) fn written(text: &str) -> Option<Piece> {
    cut("", text).ok()?.entries.into_iter().next()
}

/// That there is no such file of proposals.
pub(super) fn missing(file: &str) -> Problem {
    let message = "there is no such file of proposals (any more)";
    refused(file, 0..0, message, "read the report again")
}
