//! Which files are read, and how bytes become tables.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::depth::too_deep;
use super::doubled;
use super::filename;
use super::names::nearest;
use super::problem::{Problem, Severity};
use super::proposals;
use super::read::NamedBytes;
use super::slips;
use crate::action::Phrase;
use crate::case::composed::composed;

/// Greatest size of a file, in bytes.
pub(super) const FILE_BYTES_MAX: usize = 16 << 20;

/// Above this size only the first fault of form is looked for: a list of millions helps nobody and
/// costs a hundred bytes for each.
const RECOVERED_BYTES_MAX: usize = 1 << 20;

/// A file as text and tables.
pub(super) struct Text<'b> {
    /// Its name, as the caller gave it.
    pub(super) name: &'b str,
    /// What it says.
    pub(super) text: &'b str,
    /// The assumption set it belongs to.
    pub(super) assumption: Option<&'b str>,
    /// Its tables, as far as they could be made out.
    pub(super) root: DeTable<'b>,
    /// Where its form is broken.
    pub(super) broken: Vec<Range<usize>>,
}

/// Reads every file that is asked for, in order of name.
pub(super) fn parse<'b>(
    files: &'b [NamedBytes],
    assume: &[String],
    problems: &mut Vec<Problem>,
) -> Vec<Text<'b>> {
    let mut chosen: Vec<(&NamedBytes, Option<&str>)> = Vec::new();
    for file in files {
        let path = file.name.strip_prefix("./").unwrap_or(&file.name);
        if !filename::is_read(path) || proposals::is_kept_out(file) {
            continue;
        }
        if proposals::is_in_folder(path) {
            problems.push(Problem {
                severity: Severity::Warning,
                file: file.name.clone(),
                span: 0..0,
                message: "this is read as part of the record itself, although it is in `proposals`".to_owned(),
                hint: Some("proposed entries are kept out of the record where the file opens with `[proposals]`".into()),
            });
        }
        let set = filename::assumption_set(path);
        problems.extend(filename::doubt(path).map(|(message, hint)| Problem {
            severity: Severity::Warning,
            file: file.name.clone(),
            span: 0..0,
            message,
            hint: Some(hint.into()),
        }));
        if set.is_none_or(|set| assume.iter().any(|it| filename::is_set(set, it))) {
            chosen.push((file, set));
        }
    }
    problems.extend(unknown_sets(files, assume));
    // The order of reading must not depend on the order of a folder's listing.
    chosen.sort_by_key(|(file, _)| (&file.name, &file.bytes));
    chosen.into_iter().map(|(file, set)| text(file, set, problems)).collect()
}

/// The assumption sets of `assume` that none of the files is, a problem each: of what was asked, not of the files.
pub(super) fn unknown_sets(files: &[NamedBytes], assume: &[String]) -> Vec<Problem> {
    let paths = files.iter().map(|it| it.name.strip_prefix("./").unwrap_or(&it.name));
    let mut sets: Vec<&str> =
        paths.filter(|it| filename::is_read(it)).filter_map(filename::assumption_set).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut asked: Vec<&String> = assume.iter().collect();
    asked.sort_unstable();
    asked.dedup();
    let missing = asked.into_iter().filter(|it| !sets.iter().any(|set| filename::is_set(set, it)));
    let problem = |name: &String| {
        let near = nearest(name, sets.iter().copied());
        let hint = match (near.as_slice(), sets.as_slice()) {
            ([], []) => format!("put it into assumptions/{name}.toml"),
            ([], sets) => format!("this dossier has: {}", sets.join(", ")),
            (near, _) => super::names::did_you_mean(near),
        };
        Problem {
            severity: Severity::Error,
            file: String::new(),
            span: 0..0,
            message: format!("there is no assumption set `{name}`"),
            hint: Some(hint.into()),
        }
    };
    missing.map(problem).collect()
}

fn text<'b>(
    file: &'b NamedBytes,
    assumption: Option<&'b str>,
    problems: &mut Vec<Problem>,
) -> Text<'b> {
    let mut out =
        Text { name: &file.name, text: "", assumption, root: DeTable::new(), broken: Vec::new() };
    let mut refuse =
        |out: &mut Text<'b>, span: Range<usize>, message: String, hint: Option<String>| {
            problems.push(Problem {
                severity: Severity::Error,
                file: file.name.clone(),
                span: span.clone(),
                message,
                hint: hint.map(Phrase::from),
            });
            out.broken.push(span);
        };
    if file.bytes.len() > FILE_BYTES_MAX {
        let message = "this file is larger than 16 MiB".to_owned();
        let hint = "split it: any table may be in any file".to_owned();
        refuse(&mut out, 0..0, message, Some(hint));
        return out;
    }
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            let end = start + error.error_len().unwrap_or(file.bytes.len() - start).max(1);
            let message = "this is not UTF-8 text".to_owned();
            let hint = "save the file with the encoding UTF-8".to_owned();
            refuse(&mut out, start..end, message, Some(hint));
            return out;
        }
    };
    if let Some(at) = too_deep(text) {
        refuse(&mut out, at..at + 1, "this nests too deeply".to_owned(), None);
        return out;
    }
    let (mut root, errors) = if text.len() > RECOVERED_BYTES_MAX {
        match DeTable::parse(text) {
            Ok(root) => (root.into_inner(), Vec::new()),
            Err(error) => (DeTable::new(), vec![error]),
        }
    } else {
        let (root, errors) = DeTable::parse_recoverable(text);
        (root.into_inner(), errors)
    };
    let mut told: Option<Range<usize>> = None;
    for error in errors {
        let span = on_boundaries(text, error.span().unwrap_or(0..0));
        let line = slips::line_of(text, span.start);
        // What follows in the line follows from the slip.
        if told.as_ref() == Some(&line) {
            out.broken.push(span);
            continue;
        }
        if error.message() == "duplicate key" {
            for it in doubled::told(text, &span) {
                // Both headers are told of with the second of them, and with a third.
                match out.broken.contains(&it.span) {
                    true => out.broken.push(span.clone()),
                    false => refuse(&mut out, it.span, it.message, Some(it.hint)),
                }
            }
            continue;
        }
        if let Some(slip) = slips::slip(&text[line.clone()], span.start - line.start) {
            refuse(&mut out, span, slip.message, Some(slip.hint));
            told = Some(line);
            continue;
        }
        let (message, hint) = explain(text, &span, error.message());
        refuse(&mut out, span, message, hint.map(str::to_owned));
    }
    compose(&mut root);
    Text { text, root, ..out }
}

/// The texts among the values, composed; their places stay those in the file.
fn compose(table: &mut DeTable<'_>) {
    for (_, value) in table.iter_mut() {
        compose_value(value.get_mut());
    }
}

fn compose_value(value: &mut DeValue<'_>) {
    match value {
        DeValue::String(text) => {
            if let Cow::Owned(composed) = composed(text) {
                *text = Cow::Owned(composed);
            }
        }
        DeValue::Table(table) => compose(table),
        DeValue::Array(list) => list.iter_mut().for_each(|it| compose_value(it.get_mut())),
        _ => {}
    }
}

/// The parser's message with what a person at a desk can do about it.
fn explain(text: &str, span: &Range<usize>, message: &str) -> (String, Option<&'static str>) {
    let at = &text[span.clone()];
    // The parser takes a bare word that begins like `nan` or `true` for a misspelt one.
    let word = at.starts_with(|it: char| it.is_alphabetic())
        && ["invalid float", "invalid bool", "invalid infinity"]
            .iter()
            .any(|it| message.starts_with(it));
    let message = if word { "text must be in quotes" } else { message };
    let hint = if word || message.starts_with("string values must be quoted") {
        Some("put text in quotes: \"…\"")
    } else if message.starts_with("invalid basic string") || message.starts_with("invalid literal")
    {
        Some("close the quotation on the same line, or use \"\"\" for text over several lines")
    } else if message.starts_with("invalid date") || message.starts_with("invalid datetime") {
        Some("a day is written 2025-12-01")
    } else if message.contains("max recursion depth") {
        Some("a dossier needs no such nesting")
    } else {
        None
    };
    let message = match message {
        "string values must be quoted, expected literal string" => {
            "text must be in quotes".to_owned()
        }
        "key with no value, expected `=`" => "a key without a value, expected `=`".to_owned(),
        _ => message.to_owned(),
    };
    (message, hint)
}

/// The beginning of `text`, short enough for a message.
pub fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// `span` inside `text` and on character boundaries.
pub(super) fn on_boundaries(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}

/// Every quoted word of a text whose form is broken. A name that may be among them is not called
/// unknown: mending the form may bring it back.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split(['"', '\'']))
}

/// What sort of value this is, in words.
pub(super) fn sort_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(it) if it.date.is_none() => "a time",
        DeValue::Datetime(it) if it.time.is_some() => "a day with a time",
        DeValue::Datetime(_) => "a day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
