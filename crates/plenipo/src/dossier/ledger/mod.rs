//! The ledger of forecasts: a file of the dossier that is only ever added to.
//!
//! `ledger.toml` holds `[[forecast]]`, `[[prediction]]` and `[[resolution]]` entries like any other
//! file, in the order in which they were put down. Each ends with a line `chain = "…"`, its seal: the
//! SHA-256 of the seal before it and of every byte since. A change anywhere above a seal breaks that
//! seal. What seals alone cannot show is that the last entries were cut off, or that somebody
//! recomputed them all; whoever kept a seal elsewhere can ask whether it is still there.
//!
//! A question may stand in another file. The first entry that answers one has `asked = "…"`, the SHA-256
//! of its wording, criteria and days as they then were, so that [a change of them](changed) is found. Entries
//! from before this was done have none; the next to answer that question has it.

mod asked;
mod entry;

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::case::Case;

use super::problem::{Problem, Severity};
use super::read::{NamedBytes, ReadOptions, read};
pub use asked::{Changed, changed, outside};
pub use entry::{Entry, Value};

/// The name of the file in its dossier.
pub const FILE: &str = "ledger.toml";

/// What stands for the seal before the first.
const START: &str = "plenipo ledger 1";

/// What a new ledger begins with.
const HEAD: &str = "\
# The ledger of forecasts. Add to it with `plenipo forecast`: nothing in it is ever changed.
# Each `chain` seals every line above it; `plenipo forecast verify` checks them.
";

/// A ledger whose every seal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The seals, oldest first, 64 hexadecimal digits each.
    pub seals: Vec<String>,
}

impl Ledger {
    /// The last seal; `None` of an empty ledger.
    pub fn head(&self) -> Option<&str> {
        self.seals.last().map(String::as_str)
    }

    /// How many entries were added after `seal`; `None` where no entry has that seal.
    pub fn since(&self, seal: &str) -> Option<usize> {
        let place = self.seals.iter().position(|it| it == seal)?;
        Some(self.seals.len() - 1 - place)
    }
}

/// Lines that are not as they were sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// First and last of the lines among which the change is, counted from 1. The last is the line of
    /// the seal, or the last of the file where no seal follows.
    pub lines: (usize, usize),
    /// Their bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<String>,
}

/// Checks every seal of a ledger's bytes.
///
/// # Errors
/// Every stretch of lines that is not as it was sealed, in order. A stretch whose only fault is that
/// the seal before it was changed is reported too.
pub fn verify(bytes: &[u8]) -> Result<Ledger, Vec<Break>> {
    let (mut seals, mut breaks) = (Vec::new(), Vec::new());
    let mut before = START.to_owned();
    let (mut start, mut first) = (0, 1);
    let (mut at, mut line) = (0, 1);
    for text in bytes.split_inclusive(|it| *it == b'\n') {
        if let Some(stated) = seal_in(text) {
            let body = &bytes[start..at];
            let end = at + text.len();
            if seal(&before, body) != stated {
                let message = match body.is_empty() {
                    true => format!("the seal in line {line} seals nothing"),
                    false => format!("lines {first} to {line} are not as they were sealed"),
                };
                let hint = hint(bytes);
                breaks.push(Break { lines: (first, line), span: start..end, message, hint });
            }
            before.clear();
            before.push_str(stated);
            seals.push(stated.to_owned());
            (start, first) = (end, line + 1);
        }
        at += text.len();
        line += 1;
    }
    if start < bytes.len() {
        let last = (line - 1).max(first);
        breaks.push(Break {
            lines: (first, last),
            span: start..bytes.len(),
            message: match first == last {
                true => format!("line {first} was never sealed, or its seal is gone"),
                false => {
                    format!("lines {first} to {last} were never sealed, or their seal is gone")
                }
            },
            hint: hint(bytes).or_else(|| {
                Some(
                    "entries come in with `plenipo forecast`; what is written by hand belongs in \
                     another file"
                        .to_owned(),
                )
            }),
        });
    }
    if breaks.is_empty() { Ok(Ledger { seals }) } else { Err(breaks) }
}

/// The usual innocent reason.
fn hint(bytes: &[u8]) -> Option<String> {
    bytes.windows(2).any(|it| it == b"\r\n").then(|| {
        "its line ends were turned into those of another system: turn them back to LF".to_owned()
    })
}

/// The seal of a line that is exactly `chain = "…"` and its end.
fn seal_in(line: &[u8]) -> Option<&str> {
    let digits = line.strip_prefix(b"chain = \"")?.strip_suffix(b"\"\n")?;
    let is_digit = |it: &u8| it.is_ascii_digit() || (b'a'..=b'f').contains(it);
    let formed = digits.len() == 64 && digits.iter().all(is_digit);
    formed.then(|| std::str::from_utf8(digits).ok()).flatten()
}

/// The seal of `body`, which follows the seal `before`.
fn seal(before: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(b"\n");
    hash.update(body);
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Adds entries to a ledger's text and seals each; what is there stays to the byte.
///
/// # Errors
/// The breaks of the ledger as it is: nothing is added to a broken one.
pub fn append(text: &str, entries: &[Entry]) -> Result<String, Vec<Break>> {
    let ledger = verify(text.as_bytes())?;
    let mut before = ledger.head().unwrap_or(START).to_owned();
    let mut out = text.to_owned();
    for entry in entries {
        let mut body = String::new();
        if out.is_empty() {
            body.push_str(HEAD);
        }
        body.push('\n');
        body.push_str(&entry.text());
        before = seal(&before, body.as_bytes());
        out.push_str(&body);
        let _ = writeln!(out, "chain = \"{before}\"");
    }
    Ok(out)
}

/// Adds entries to the ledger among a dossier's `files`, if the dossier can be read with them; returns
/// the ledger's new text.
///
/// # Errors
/// What is wrong with the entries, or with the ledger as it is. Warnings about an entry count: a ledger
/// cannot be mended afterwards.
pub fn add(
    files: &[NamedBytes],
    options: &ReadOptions,
    entries: &[Entry],
) -> Result<String, Vec<Problem>> {
    let old = files.iter().find(|it| it.name == FILE).map_or(&[][..], |it| it.bytes.as_slice());
    let broken = |breaks: Vec<Break>| breaks.into_iter().map(|it| it.problem(Severity::Error));
    let Ok(text) = std::str::from_utf8(old) else {
        let breaks = verify(old).err().unwrap_or_default();
        return Err(broken(breaks).collect());
    };
    let entries = match read(files, options).0 {
        Some(case) => asked::with_hashes(text, &case, entries),
        None => entries.to_vec(),
    };
    let text = append(text, &entries).map_err(|breaks| broken(breaks).collect::<Vec<_>>())?;
    let mut files: Vec<NamedBytes> = files.iter().filter(|it| it.name != FILE).cloned().collect();
    files.push(NamedBytes { name: FILE.to_owned(), bytes: text.clone().into_bytes() });
    let (case, problems) = read(&files, options);
    let of_entry = |it: &&Problem| it.file == FILE && it.span.end > old.len();
    let mine: Vec<Problem> = problems.iter().filter(of_entry).cloned().collect();
    match (case, mine.is_empty()) {
        (Some(_), true) => Ok(text),
        (None, true) => Err(problems),
        (_, false) => Err(mine),
    }
}

impl Break {
    /// As a problem of the ledger's file.
    pub(super) fn problem(self, severity: Severity) -> Problem {
        let Break { span, message, hint, .. } = self;
        Problem { severity, file: FILE.to_owned(), span, message, hint }
    }
}

/// Questions that are not what they were when the entries among `files` were put down, as warnings.
pub(super) fn warnings_of_questions(files: &[NamedBytes], case: &Case) -> Vec<Problem> {
    let ledger = files.iter().find(|it| it.name.strip_prefix("./").unwrap_or(&it.name) == FILE);
    let text = ledger.and_then(|it| std::str::from_utf8(&it.bytes).ok()).unwrap_or_default();
    let problem = |Changed { forecast, span }| Problem {
        severity: Severity::Warning,
        file: FILE.to_owned(),
        span,
        message: format!("question `{forecast}` is not what it was when this was said to it"),
        hint: Some(
            "put its wording, criteria and days back; another question needs an id of its own"
                .to_owned(),
        ),
    };
    changed(text, case).into_iter().map(problem).collect()
}

/// The breaks of the ledger among `files`, as warnings: the rest of the record can be read all the same.
pub(super) fn warnings(files: &[NamedBytes]) -> Vec<Problem> {
    let ledger = files.iter().find(|it| it.name.strip_prefix("./").unwrap_or(&it.name) == FILE);
    let breaks = ledger.and_then(|it| verify(&it.bytes).err()).unwrap_or_default();
    breaks
        .into_iter()
        .map(|mut it| {
            // One line is enough to point at: the message names them all.
            let text = ledger.map_or(&[][..], |it| it.bytes.as_slice());
            let body = &text[it.span.clone()];
            let lead = body.iter().take_while(|it| it.is_ascii_whitespace()).count();
            let line = body[lead..].iter().take_while(|it| **it != b'\n').count();
            it.span = it.span.start + lead..it.span.start + lead + line;
            it.problem(Severity::Warning)
        })
        .collect()
}
