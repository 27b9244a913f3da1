//! What stands beside the ledger and would change it: corrections and resolutions of what is sealed,
//! seals that seal nothing, a ledger under another name. None of it has any effect, and all of it is
//! named.

use std::collections::HashSet;
use std::ops::Range;

use super::super::node::Value;
use super::super::problem::{Problem, Severity};
use super::super::read::NamedBytes;
use super::super::reader::Reader;
use super::{FILE, is_ledger, verify};
use crate::case::composed::composed;
use crate::case::id::{Kind, RecordRef};
use crate::case::records::Records;

/// What a ledger holds.
const KINDS: [Kind; 3] = [Kind::Forecast, Kind::Prediction, Kind::Resolution];

/// Keys that mean something in a ledger only.
const KEYS: [&str; 5] = ["chain", "asked", "named", "sealed", "author"];

/// What the ledger has sealed, by id.
struct Sealed<'t> {
    /// Which of the files is the ledger.
    file: Option<usize>,
    ids: HashSet<(Kind, &'t str)>,
    /// Questions that an entry of it answers, wherever they stand.
    answered: HashSet<&'t str>,
    /// Questions with a resolution in it.
    resolved: HashSet<&'t str>,
}

impl<'t> Sealed<'t> {
    fn of(reader: &Reader<'t>) -> Sealed<'t> {
        let mut ids: HashSet<(Kind, &str)> = HashSet::new();
        let (mut answered, mut resolved) = (HashSet::new(), HashSet::new());
        let mut file = None;
        for kind in KINDS {
            let entries = &reader.entries[kind as usize];
            for entry in entries.iter().filter(|it| is_ledger(reader.file_name(it.file))) {
                file = Some(entry.file);
                ids.extend(text(entry.node.table.get("id")).map(|id| (kind, id)));
                let question = text(entry.node.table.get("forecast"));
                answered.extend(question);
                resolved.extend(question.filter(|_| kind == Kind::Resolution));
            }
        }
        Sealed { file, ids, answered, resolved }
    }

    /// Whether what a ledger holds rests on the record of this kind and id: it is in it, or an entry of it
    /// answers it.
    fn holds(&self, kind: Kind, id: &str) -> bool {
        self.ids.contains(&(kind, id)) || (kind == Kind::Forecast && self.answered.contains(id))
    }
}

fn text<'v>(value: Option<&'v Value<'_>>) -> Option<&'v str> {
    value?.get_ref().as_str()
}

/// Gives every entry of the ledger its place, and takes from what stands beside it all power over it.
pub(in crate::dossier) fn settle(reader: &Reader<'_>, records: &mut Records) {
    let sealed = Sealed::of(reader);
    let Some(ledger) = sealed.file else { return };
    let mut entries: Vec<(usize, RecordRef)> = Vec::new();
    for kind in KINDS {
        for (place, entry) in reader.entries[kind as usize].iter().enumerate() {
            let record = RecordRef::new(kind, place);
            match entry.file == ledger {
                true => entries.push((entry.node.span.start, record)),
                false => {
                    let corrects = entry.node.table.get("corrects");
                    let target = corrects.and_then(|it| text(it.get_ref().as_table()?.get("id")));
                    let seals = target.is_some_and(|id| sealed.holds(kind, id));
                    beside(records, record, seals);
                }
            }
        }
    }
    entries.sort_unstable_by_key(|it| it.0);
    for (place, (_, record)) in entries.into_iter().enumerate() {
        put(records, record, Some(place as u32));
    }
}

/// What stands outside the ledger has no place in it, and corrects nothing in it.
fn beside(records: &mut Records, record: RecordRef, corrects_sealed: bool) {
    put(records, record, None);
    if !corrects_sealed {
        return;
    }
    let at = record.index as usize;
    let meta = match record.kind {
        Kind::Forecast => records.forecasts.get_mut(at).map(|it| &mut it.meta),
        Kind::Prediction => records.predictions.get_mut(at).map(|it| &mut it.meta),
        _ => records.resolutions.get_mut(at).map(|it| &mut it.meta),
    };
    meta.into_iter().for_each(|it| it.corrects = None);
}

fn put(records: &mut Records, record: RecordRef, place: Option<u32>) {
    let at = record.index as usize;
    let of = match record.kind {
        Kind::Forecast => records.forecasts.get_mut(at).map(|it| &mut it.place),
        Kind::Prediction => records.predictions.get_mut(at).map(|it| &mut it.place),
        _ => records.resolutions.get_mut(at).map(|it| &mut it.place),
    };
    of.into_iter().for_each(|it| *it = place);
}

/// Every attempt on the ledger from beside it, as warnings: none of them has any effect.
pub(in crate::dossier) fn stray(reader: &Reader<'_>, files: &[NamedBytes]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut others: HashSet<&str> = HashSet::new();
    let ledger = files.iter().find(|it| is_ledger(&it.name)).map(|it| it.bytes.as_slice());
    for file in files.iter().filter(|it| !is_ledger(&it.name)) {
        if let Some(problem) = other_name(file, ledger) {
            others.insert(&file.name);
            found.push(problem);
        }
    }
    let sealed = Sealed::of(reader);
    for kind in KINDS {
        for entry in &reader.entries[kind as usize] {
            let name = reader.file_name(entry.file);
            if is_ledger(name) || others.contains(name) {
                continue;
            }
            let table = entry.node.table;
            let mut warn = |span: Range<usize>, message: String, hint: &str| {
                found.push(warning(name, span, message, hint));
            };
            for key in KEYS.into_iter().filter(|it| table.contains_key(*it)) {
                let message = format!("`{key}` seals nothing here: only {FILE} is a ledger");
                let hint = "entries come into the ledger with `plenipo forecast`; take the key out";
                warn(entry.node.key_span(key), message, hint);
            }
            if sealed.file.is_none() {
                continue;
            }
            if table.contains_key("place") {
                let message = format!("`place` is passed over: this dossier has its own {FILE}");
                warn(entry.node.key_span("place"), message, "take the key out");
            }
            let corrects = table.get("corrects").and_then(|it| it.get_ref().as_table());
            if let Some(id) = corrects.and_then(|it| text(it.get("id")))
                && sealed.holds(kind, id)
            {
                let message = match sealed.ids.contains(&(kind, id)) {
                    true => format!("this correction has no effect: `{id}` is sealed in {FILE}"),
                    false => format!(
                        "this correction has no effect: entries of {FILE} answer `{id}` as it was asked"
                    ),
                };
                let hint = "what is sealed is corrected in the ledger alone: `plenipo forecast add` or \
                            `resolve` with `--corrects ID`";
                warn(entry.node.key_span("corrects"), message, hint);
            }
            if kind != Kind::Resolution {
                continue;
            }
            let Some(id) = text(table.get("forecast")) else { continue };
            let message = if sealed.ids.contains(&(Kind::Forecast, id)) {
                format!("this resolution does not count: the question `{id}` is sealed in {FILE}")
            } else if sealed.resolved.contains(id) {
                format!("this resolution does not count: `{id}` is resolved in {FILE}")
            } else {
                continue;
            };
            let hint = "resolve it in the ledger: `plenipo forecast resolve`";
            warn(entry.node.key_span("forecast"), message, hint);
        }
    }
    found
}

fn warning(file: &str, span: Range<usize>, message: String, hint: &str) -> Problem {
    let (file, hint) = (file.to_owned(), Some(hint.to_owned()));
    Problem { severity: Severity::Warning, file, span, message, hint }
}

/// Whether a file is a ledger under another name, or one that is taken for the ledger.
fn other_name(file: &NamedBytes, ledger: Option<&[u8]>) -> Option<Problem> {
    let name = file.name.strip_prefix("./").unwrap_or(&file.name);
    let hidden = name.split('/').any(|it| it.starts_with('.'));
    if hidden {
        return None;
    }
    let line = file.bytes.iter().position(|it| *it == b'\n').unwrap_or(file.bytes.len());
    let warn = |message: String, hint: String| Some(warning(&file.name, 0..line, message, &hint));
    let seals = file.bytes.split(|it| *it == b'\n').filter(|it| looks_sealed(it)).count();
    let base = name.rsplit('/').next().unwrap_or(name);
    if seals == 0 {
        // A ledger may not be begun under a name that only looks like its own.
        return (base.eq_ignore_ascii_case(FILE) && !name.contains('/')).then(|| {
            let message = format!("this is not the ledger: its name is not `{FILE}` to the letter");
            warning(&file.name, 0..line, message, "give it that name, or quite another one")
        });
    }
    let same = ledger.is_some_and(|it| it.starts_with(&file.bytes) || file.bytes.starts_with(it));
    let whole = verify(&file.bytes).is_ok();
    let n = if seals == 1 { "1 entry".to_owned() } else { format!("{seals} entries") };
    let what = match (whole, same) {
        (true, true) => format!("this is a copy of the ledger with {n}"),
        (true, false) => format!("this is a ledger of {n} under another name"),
        (false, _) => format!("this has the seals of a ledger of {n}, and not all of them hold"),
    };
    let message = format!("{what}: only `{FILE}` in the dossier's own folder is one");
    match ledger {
        None => {
            warn(message, format!("nothing in it is checked until it is called `{FILE}` again"))
        }
        Some(_) => warn(message, "keep copies of the ledger outside the dossier".to_owned()),
    }
}

/// Whether a line looks like a seal, however somebody's editor left it: indented, with other quotes or line
/// ends, in capitals.
fn looks_sealed(line: &[u8]) -> bool {
    let digits = || -> Option<&[u8]> {
        let value = line.trim_ascii().strip_prefix(b"chain")?.trim_ascii_start();
        let value = value.strip_prefix(b"=")?.trim_ascii_start();
        let quote = value.first().filter(|it| [b'"', b'\''].contains(it))?;
        value.get(1..65).filter(|_| value.get(65) == Some(quote))
    };
    digits().is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a text has the seals of a ledger, whatever it is called.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.split(|it| *it == b'\n').any(looks_sealed)
}

/// The files that are, or look like, a ledger under another name.
pub fn elsewhere(files: &[NamedBytes]) -> Vec<Problem> {
    let ledger = files.iter().find(|it| is_ledger(&it.name)).map(|it| it.bytes.as_slice());
    let others = files.iter().filter(|it| !is_ledger(&it.name));
    others.filter_map(|it| other_name(it, ledger)).collect()
}

/// Whether the name of something that is not read, the last part of it, may be that of the ledger: hidden, a
/// backup, a copy, saved under another ending. What systems and this program leave beside any file is not.
pub fn may_be(name: &str) -> bool {
    let name = composed(name).to_lowercase();
    if ["._", ".#"].iter().any(|it| name.starts_with(it)) || name.contains(".plenipo-") {
        return false;
    }
    let words: Vec<&str> =
        name.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let kept = ["bak", "backup", "old", "orig", "save", "copy", "swp"];
    let like =
        |it: &&str| it.starts_with("toml") || ["tml", "tom"].contains(it) || kept.contains(it);
    let named = |it: &&str| it.trim_end_matches(|it: char| it.is_ascii_digit()) == "ledger";
    let others =
        ["json", "yaml", "yml", "txt", "csv", "gz", "zip", "xz", "7z", "part", "tmp", "new"];
    let other = matches!(words.as_slice(), [one, ending] if named(one) && others.contains(ending));
    words == ["ledger"] || other || (words.iter().any(named) && words.iter().any(like))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_other_letters_is_told() {
        let file = |name: &str| NamedBytes { name: name.into(), bytes: b"# x\n".to_vec() };
        assert!(other_name(&file("Ledger.toml"), None).is_some());
        assert!(other_name(&file("LEDGER.TOML"), None).is_some());
        assert!(other_name(&file("old-ledger.toml"), None).is_none());
        assert!(other_name(&file(".ledger.toml"), None).is_none());
    }

    #[test]
    fn what_may_be_the_ledger_is_known_by_its_name() {
        for name in [
            ".ledger.toml",
            "ledger.toml~",
            "ledger.toml.bak",
            "ledger.bak.toml",
            "Ledger.toml",
            "LEDGER.TOML",
            "ledger.toml",
            ".ledger.toml.swp",
            "ledger.toml.txt",
            "ledger (1).toml",
            "ledger2.toml",
            "#ledger.toml#",
            "Copy of ledger.toml",
            "ledger.toml ",
            "ledger.old",
            "ledger.tml",
            "ledger",
            "ledger.toml.gz",
            "ledger.json",
            "ledger2.yaml",
            "ledger.zip",
        ] {
            assert!(may_be(name), "{name}");
        }
        for name in [
            "._ledger.toml",
            ".#ledger.toml",
            ".ledger.toml.plenipo-a1B2c3",
            "dossier.toml",
            "dossier.toml.bak",
            "ledgers.pdf",
            "ledger.pdf",
            "ledger notes.docx",
            "bookledger.toml",
            "",
        ] {
            assert!(!may_be(name), "{name}");
        }
    }

    #[test]
    fn seals_are_known_however_an_editor_left_them() {
        let digits = "0a".repeat(32);
        for line in [
            format!("chain = \"{digits}\""),
            format!("chain = \"{digits}\"\r"),
            format!("  chain='{digits}' # x"),
            format!("chain = \"{}\"", digits.to_uppercase()),
        ] {
            assert!(looks_sealed(line.as_bytes()), "{line}");
        }
        for line in
            [format!("chain = {digits}"), format!("chains = \"{digits}\""), "chain = \"0a\"".into()]
        {
            assert!(!looks_sealed(line.as_bytes()), "{line}");
        }
    }
}
