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
//! from before this was done have none; the next to answer that question has it. People, parties and
//! sources stand in other files too: an entry that names some has `named = "…"`, the SHA-256 of who and what
//! they then were, so that [a change of that](renamed) is found.
//!
//! An entry also says when it was put down, by the clock of the machine, and by whom, where its author says
//! so: `sealed` and `author`. Seals are over bytes, so that entries from before either was there hold as
//! they are.
//!
//! What is sealed is corrected in the ledger alone. A correction of it in another file has no effect, and
//! is named when the dossier is read; so is a correction of a question that a sealed entry answers, and of
//! the people, parties and sources that one names: in a sealed entry they stay
//! [what they were](crate::case::seen).

mod asked;
mod beside;
mod bring;
mod entry;
mod named;
mod when;

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::action::{Action, Phrase};
use crate::case::Case;

use super::files;
use super::problem::{Problem, Severity};
use super::read::{NamedBytes, ReadOptions};
use super::reader::Reader;
use crate::case::LedgerState;
pub use asked::{Changed, changed, outside};
pub use beside::{elsewhere, is_sealed, may_be};
pub(super) use beside::{settle, stray};
pub use bring::{AS_RESOLVED, Brought, bring};
pub use entry::{Entry, Value};
pub use named::{Renamed, renamed, unhashed};
pub use when::{Odd, PutDown, oddities, put_down};

/// The name of the file in its dossier.
pub const FILE: &str = "ledger.toml";

/// What stands for the seal before the first.
const START: &str = "plenipo ledger 1";

/// What a new ledger begins with.
const HEAD: &str = "\
# The ledger of forecasts. Entries are added to it, and nothing in it is ever changed.
# Each `chain` seals every line above it.
";

/// A ledger whose every seal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The seals, oldest first, 64 hexadecimal digits each.
    pub seals: Vec<String>,
    /// The line of each, counted from 1.
    pub lines: Vec<usize>,
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
    pub hint: Option<Phrase>,
}

/// Checks every seal of a ledger's bytes.
///
/// # Errors
/// Every stretch of lines that is not as it was sealed, in order. A stretch whose only fault is that
/// the seal before it was changed is reported too.
pub fn verify(bytes: &[u8]) -> Result<Ledger, Vec<Break>> {
    let (mut seals, mut lines, mut breaks) = (Vec::new(), Vec::new(), Vec::new());
    // Once, not for every break: a ledger may be broken at each of its lines.
    let innocent = hint(bytes);
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
                let hint = innocent.clone();
                breaks.push(Break { lines: (first, line), span: start..end, message, hint });
            }
            before.clear();
            before.push_str(stated);
            seals.push(stated.to_owned());
            lines.push(line);
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
            hint: innocent.or_else(|| {
                let come = Phrase::from("entries come in with ").with(Action::Seal);
                Some(come.and("; what is written by hand belongs in another file"))
            }),
        });
    }
    if breaks.is_empty() { Ok(Ledger { seals, lines }) } else { Err(breaks) }
}

/// The usual innocent reason.
fn hint(bytes: &[u8]) -> Option<Phrase> {
    let marked = bytes.starts_with("\u{feff}".as_bytes());
    let ends = bytes.windows(2).any(|it| it == b"\r\n");
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match (marked, ends) {
        _ if wide => Some("it was saved as UTF-16: save it as UTF-8 without a mark".into()),
        (true, true) => Some(
            "it was saved with a mark at its beginning (BOM) and the line ends of another system: save \
             it as UTF-8 without BOM, with line ends LF"
                .into(),
        ),
        (true, false) => Some(
            "it was saved with a mark at its beginning (BOM): save it as UTF-8 without BOM".into(),
        ),
        (false, true) => Some(
            "its line ends were changed to those of another system: change them back to LF".into(),
        ),
        (false, false) => None,
    }
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

/// What a new ledger of an invented dossier says of itself.
const FICTIONAL: &str = "# The dossier is fictional: nothing here is a forecast of real events.
";

/// Whether a file of a dossier is its ledger, by its name.
pub(super) fn is_ledger(name: &str) -> bool {
    name.strip_prefix("./").unwrap_or(name) == FILE
}

/// Adds entries to a ledger's text and seals each; what is there stays to the byte.
///
/// # Errors
/// The breaks of the ledger as it is: nothing is added to a broken one.
pub fn append(text: &str, entries: &[Entry]) -> Result<String, Vec<Break>> {
    appended(text, entries, false).map(|(text, _)| text)
}

/// The same, with where each entry ends. A ledger that is begun says whether its dossier is `fictional`.
fn appended(
    text: &str,
    entries: &[Entry],
    fictional: bool,
) -> Result<(String, Vec<usize>), Vec<Break>> {
    let ledger = verify(text.as_bytes())?;
    let mut before = ledger.head().unwrap_or(START).to_owned();
    let mut out = text.to_owned();
    let mut ends = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut body = String::new();
        if out.is_empty() {
            body.push_str(HEAD);
            if fictional {
                body.push_str(FICTIONAL);
            }
        }
        body.push('\n');
        body.push_str(&entry.text());
        before = seal(&before, body.as_bytes());
        out.push_str(&body);
        let _ = writeln!(out, "chain = \"{before}\"");
        ends.push(out.len());
    }
    Ok((out, ends))
}

/// Adds entries to the ledger among a dossier's `files`, if the dossier can be read with them; returns
/// the ledger's new text.
///
/// # Errors
/// What is wrong with the entries, or with the ledger as it is. Warnings about an entry count, and so
/// does that it is in the ledger already: a ledger cannot be mended afterwards.
pub fn add(
    files: &[NamedBytes],
    options: &ReadOptions,
    entries: &[Entry],
) -> Result<String, Vec<Problem>> {
    let with = bring::With::entries(files, options, entries)?;
    let (mine, twice) = (with.of_entries(), with.twice());
    match (with.case, mine.is_empty(), twice.first()) {
        (Some(_), true, None) => Ok(with.text),
        (Some(_), true, Some(it)) => {
            let end = with.ends.get(it.entry).copied().unwrap_or(with.text.len());
            let hint = "an entry is written even where the answer to it could not be shown: ";
            let hint =
                Phrase::from(hint).with(Action::VerifyLedger).and(" says how many there are");
            Err(vec![Problem {
                severity: Severity::Error,
                file: FILE.to_owned(),
                span: end - 1..end,
                message: match &it.id {
                    Some(id) => format!("the very same is on record already, as `{id}`"),
                    None => "the very same is on record already".to_owned(),
                },
                hint: Some(hint),
            }])
        }
        (None, true, _) => Err(with.problems),
        (_, false, _) => Err(mine),
    }
}

impl Break {
    /// As a problem of the ledger's file.
    pub(super) fn problem(self, severity: Severity) -> Problem {
        let Break { span, message, hint, .. } = self;
        Problem { severity, file: FILE.to_owned(), span, message, hint }
    }
}

/// What stands outside the ledger and is not what it was when the entries among `files` were put down, as
/// warnings: questions, and the people, parties and sources that entries name, with the corrections that
/// made others of them.
pub(super) fn warnings_of_changes(
    reader: &Reader<'_>,
    files: &[NamedBytes],
    case: &Case,
) -> Vec<Problem> {
    let ledger = files.iter().find(|it| is_ledger(&it.name));
    let text = ledger.and_then(|it| std::str::from_utf8(&it.bytes).ok()).unwrap_or_default();
    let emptied = ledger.is_some_and(|it| verify(&it.bytes).is_ok_and(|it| it.seals.is_empty()));
    let problem = |file: &str, span, message, hint: &str| Problem {
        severity: Severity::Warning,
        file: file.to_owned(),
        span,
        message,
        hint: Some(hint.into()),
    };
    let questions = changed(text, case).into_iter().map(|Changed { forecast, span }| {
        let message = format!("question {forecast} has changed since this was said on it");
        let hint =
            "restore its wording, criteria and days; a different question needs an id of its own";
        problem(FILE, span, message, hint)
    });
    let renamed = renamed(text, case);
    let mut ids: Vec<String> = renamed.iter().flat_map(|it| it.ids.iter().cloned()).collect();
    ids.sort_unstable();
    ids.dedup();
    let corrections = named::corrections(reader, &ids).into_iter().map(|(id, file, span)| {
        let message = format!("this corrects `{id}`, which an entry of {FILE} names as it was before");
        let hint = "the entry is read as it was sealed; take the correction out, and give what is new an id \
                    of its own";
        problem(&file, span, message, hint)
    });
    let names = renamed.into_iter().map(|it| {
        let hint =
            "put back what it was: a name, a draft's title, a person's party, or all that is said of a source \
             (publisher, title, address, date, grade, whom it cites or reprints); others need an id of their \
             own";
        problem(FILE, it.span.clone(), it.message(), hint)
    });
    let emptied = emptied.then(|| {
        let message = "this ledger has no entries; this program never writes such a one".to_owned();
        problem(
            FILE,
            0..0,
            message,
            "put the file back as it was, or remove it if nothing was ever in it",
        )
    });
    questions.chain(names).chain(corrections).chain(emptied).collect()
}

/// Everything beside the ledger among `files` that would change what it says, or that has no place there,
/// as warnings: what reading the dossier says of it.
pub fn beside_it(files: &[NamedBytes], options: &ReadOptions, case: Option<&Case>) -> Vec<Problem> {
    let texts = files::parse(files, &options.assume, &mut Vec::new());
    let reader = Reader::new(&texts, Vec::new());
    let mut found = stray(&reader, files);
    found.extend(case.into_iter().flat_map(|case| warnings_of_changes(&reader, files, case)));
    found.sort_by_cached_key(|it| (it.file.clone(), it.span.start));
    found
}

/// How the ledger among `files` stands, where every seal of it holds; its breaks as warnings: the rest of
/// the record can be read all the same.
pub(super) fn warnings(files: &[NamedBytes]) -> (Option<LedgerState>, Vec<Problem>) {
    let Some(ledger) = files.iter().find(|it| is_ledger(&it.name)) else {
        return (None, Vec::new());
    };
    let breaks = match verify(&ledger.bytes) {
        Ok(it) => {
            let head = it.head().map(str::to_owned);
            return (head.map(|head| LedgerState { entries: it.seals.len(), head }), Vec::new());
        }
        Err(breaks) => breaks,
    };
    let shown = |mut it: Break| {
        // One line is enough to point at: the message names them all.
        let body = &ledger.bytes[it.span.clone()];
        let lead = body.iter().take_while(|it| it.is_ascii_whitespace()).count();
        let line = body[lead..].iter().take_while(|it| **it != b'\n').count();
        it.span = it.span.start + lead..it.span.start + lead + line;
        it.problem(Severity::Warning)
    };
    (None, breaks.into_iter().map(shown).collect())
}
