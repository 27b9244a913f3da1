//! The entries of a file read together with the record: which of them are sound, what each needs of the others, and
//! what is on record already.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use plenipo_record::case::describe::in_one_line;
use plenipo_record::case::id::{Id, Kind, RecordRef};
use plenipo_record::case::records::Records;
use plenipo_record::case::refs::referred;
use plenipo_record::dossier::places;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::append;

use super::ItemStands;
use super::cut::{Piece, written};
use crate::beside::{Beside, beside};
use crate::fold::plain;

/// The name under which proposed entries are read with a record: behind every file that people name, so that what is
/// on record stands before them.
pub(super) const LAST: &str = "\u{10fffd}/proposed.toml";

/// An entry beside the record.
pub(super) struct Seen {
    pub(super) line: String,
    pub(super) date: Option<String>,
    pub(super) stands: ItemStands,
    pub(super) needs: Vec<usize>,
    pub(super) fault: Option<Problem>,
}

/// All entries of a file beside the record.
pub(super) struct AllSeen {
    pub(super) items: Vec<Seen>,
    /// What each source is, in one line, by its id.
    pub(super) sources: BTreeMap<String, String>,
}

/// Entries as a text that is read with the record.
pub(super) struct Together {
    pub(super) text: String,
    /// The bytes of each entry in it, by its place in the file.
    pub(super) parts: Vec<(usize, Range<usize>)>,
}

impl Together {
    /// Of these entries, as each is written.
    pub(super) fn of<'t>(parts: impl IntoIterator<Item = (usize, &'t str)>) -> Together {
        let mut out = Together { text: String::new(), parts: Vec::new() };
        for (at, text) in parts {
            let start = out.text.len();
            out.text.push_str(text);
            if !text.ends_with('\n') {
                out.text.push('\n');
            }
            out.parts.push((at, start..out.text.len()));
        }
        out
    }

    /// The entry that holds this byte, and how far into it that is.
    pub(super) fn part(&self, byte: usize) -> Option<(usize, usize)> {
        let (at, range) = self.parts.iter().find(|it| it.1.contains(&byte))?;
        Some((*at, byte - range.start))
    }

    /// The record's files with these entries.
    pub(super) fn with(&self, files: &[NamedBytes]) -> Vec<NamedBytes> {
        let mut all = files.to_vec();
        all.push(NamedBytes { name: LAST.to_owned(), bytes: self.text.clone().into_bytes() });
        all
    }
}

/// The record with entries, none of them checked but for what reading needs.
pub(super) struct Filed {
    pub(super) records: Records,
    /// How many records of each kind are on record.
    pub(super) before: BTreeMap<Kind, usize>,
    /// The entries, by their places in the file; several where one text has several.
    pub(super) of: Vec<(usize, RecordRef)>,
}

pub(super) fn filed(files: &[NamedBytes], together: &Together) -> Filed {
    let (records, all) = places(&together.with(files), &ReadOptions::default());
    let mut before = BTreeMap::new();
    let mut of = Vec::new();
    for (record, file, start) in all {
        match (file == LAST).then(|| together.part(start)).flatten() {
            Some((at, _)) => of.push((at, record)),
            None => *before.entry(record.kind).or_insert(0) += 1,
        }
    }
    Filed { records, before, of }
}

impl Filed {
    /// What the entries `from` need of the others, and what that needs in turn.
    pub(super) fn needs(&self, from: &[usize]) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut next: Vec<usize> = from.to_vec();
        while let Some(at) = next.pop() {
            for (_, record) in self.of.iter().filter(|it| it.0 == at) {
                for to in referred(&self.records, *record) {
                    let entry = self.of.iter().find(|it| it.1 == to).map(|it| it.0);
                    if let Some(entry) = entry.filter(|it| *it != at && found.insert(*it)) {
                        next.push(entry);
                    }
                }
            }
        }
        found.retain(|it| !from.contains(it));
        found
    }
}

/// What the record says under the ids of entries: which of those are on record themselves, and what the others of a
/// taken id are to be called instead.
pub(super) struct Named {
    pub(super) entered: BTreeSet<usize>,
    /// By place: the new id.
    pub(super) renamed: BTreeMap<usize, String>,
    /// By place: the text of the entry with the ids it then refers to.
    pub(super) texts: Vec<String>,
}

pub(super) fn named(base: &Records, text: &str, pieces: &[Piece]) -> Named {
    let mut ids: BTreeMap<(Kind, &str), RecordRef> = BTreeMap::new();
    for kind in Kind::ALL {
        for at in 0..base.count(kind) {
            let record = RecordRef::new(kind, at);
            ids.extend(base.id(record).map(|id| ((kind, id), record)));
        }
    }
    let twin = |kind| match kind {
        Kind::Party => Some(Kind::Person),
        Kind::Person => Some(Kind::Party),
        _ => None,
    };
    let on_record =
        |kind, id: &str| ids.get(&(kind, id)).or_else(|| ids.get(&(twin(kind)?, id))).copied();
    let mut out = Named { entered: BTreeSet::new(), renamed: BTreeMap::new(), texts: Vec::new() };
    for (at, piece) in pieces.iter().enumerate() {
        let Some(id) = piece.id.as_deref() else { continue };
        let Some(there) = on_record(piece.table, id) else { continue };
        if there.kind == piece.table && is_same(base, there, piece) {
            out.entered.insert(at);
            continue;
        }
        let taken = |id: &str| {
            on_record(piece.table, id).is_some()
                || pieces.iter().any(|it| it.id.as_deref() == Some(id))
        };
        out.renamed.insert(at, Id::made(id, taken).as_str().to_owned());
    }
    out.texts = pieces.iter().map(|it| renamed(text, it, pieces, &out.renamed)).collect();
    out
}

/// The text of an entry in which what is renamed has its new name.
fn renamed(
    text: &str,
    piece: &Piece,
    pieces: &[Piece],
    renamed: &BTreeMap<usize, String>,
) -> String {
    let mut own = text[piece.body.clone()].to_owned();
    if renamed.is_empty() {
        return own;
    }
    let mut words: Vec<&(String, Range<usize>)> = piece.words.iter().collect();
    words.sort_by_key(|it| std::cmp::Reverse(it.1.start));
    for (word, span) in words {
        let new = renamed
            .iter()
            .find(|(at, _)| pieces.get(**at).is_some_and(|it| it.id.as_deref() == Some(word)));
        let (Some((_, new)), true) = (new, piece.body.contains(&span.start)) else { continue };
        let range = span.start - piece.body.start..span.end - piece.body.start;
        if own.get(range.clone()).is_some() {
            own.replace_range(range, &format!("\"{new}\""));
        }
    }
    own
}

/// Whether a record on record is this very entry: word for word, or the same name or title where it is one that
/// others rest on.
fn is_same(base: &Records, there: RecordRef, piece: &Piece) -> bool {
    let Some(own) = append("", base, there).ok().and_then(|it| written(&it)) else { return false };
    if own.says == piece.says {
        return true;
    }
    let folded = |it: &Piece| -> Vec<String> {
        it.called.iter().map(|it| plain(it).collect::<Vec<_>>().join(" ")).collect()
    };
    matches!(piece.table, Kind::Person | Kind::Party | Kind::Source)
        && !piece.called.is_empty()
        && folded(&own) == folded(piece)
}

/// The entries of a file beside the record that `files` hold, which is sound.
pub(super) fn seen(files: &[NamedBytes], name: &str, text: &str, pieces: &[Piece]) -> AllSeen {
    let (base, _) = places(files, &ReadOptions::default());
    let named = named(&base, text, pieces);
    let mut faults: BTreeMap<usize, Problem> = BTreeMap::new();
    // What is at fault is left out until the rest is sound: each is told of by itself.
    let (together, filed) = loop {
        let sound = (0..pieces.len())
            .filter(|it| !named.entered.contains(it) && !faults.contains_key(it))
            .map(|it| (it, named.texts[it].as_str()));
        let together = Together::of(sound);
        let found = errors(files, &together);
        if found.is_empty() {
            let filed = filed(files, &together);
            break (together, filed);
        }
        let before = faults.len();
        for problem in found {
            let part = (problem.file == LAST).then(|| together.part(problem.span.start)).flatten();
            let Some((at, into)) = part else { continue };
            let fault = placed(name, text, &pieces[at], &named, at, into, problem);
            faults.entry(at).or_insert(fault);
        }
        if faults.len() == before {
            // Against none of them in particular: then nobody can say that any is sound.
            let all = Together::of(Vec::new());
            for (at, piece) in pieces.iter().enumerate() {
                let message = "the record cannot be read together with these entries".to_owned();
                faults.entry(at).or_insert(Problem {
                    severity: Severity::Error,
                    file: name.to_owned(),
                    span: piece.body.start..piece.body.start + 2,
                    message,
                    hint: Some("change it, or mend the file in an editor".into()),
                });
            }
            let filed = filed(files, &all);
            break (all, filed);
        }
    };
    drop(together);
    // What is at fault rests on others all the same: whoever mends it takes them along.
    let whole = (!faults.is_empty()).then(|| {
        let all = (0..pieces.len()).filter(|it| !named.entered.contains(it));
        self::filed(files, &Together::of(all.map(|it| (it, named.texts[it].as_str()))))
    });
    let needs = |at: usize, faults: &BTreeMap<usize, Problem>| -> Vec<usize> {
        match whole.as_ref().filter(|_| faults.contains_key(&at)) {
            Some(whole) => {
                whole.needs(&[at]).into_iter().filter(|it| !faults.contains_key(it)).collect()
            }
            None => filed.needs(&[at]).into_iter().collect(),
        }
    };
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for at in 0..filed.records.count(Kind::Source) {
        let record = RecordRef::new(Kind::Source, at);
        if let Some(id) = filed.records.id(record) {
            sources.insert(id.to_owned(), source_line(&filed.records, at));
        }
    }
    let items = pieces.iter().enumerate().map(|(at, piece)| {
        let record = filed.of.iter().find(|it| it.0 == at).map(|it| it.1);
        let called = piece.called.join(", ");
        let line = match record {
            Some(it) if it.kind == Kind::Source => source_line(&filed.records, it.index as usize),
            Some(it) => in_one_line(&filed.records, it),
            None => called,
        };
        let stands = match record {
            _ if named.entered.contains(&at) => ItemStands::Entered,
            Some(record) => {
                let before = filed.before.get(&record.kind).copied().unwrap_or(0);
                match beside(&filed.records, record, before) {
                    Beside::New => ItemStands::New,
                    Beside::There { record, differs } => ItemStands::There {
                        table: record.kind,
                        id: filed.records.id(record).map(str::to_owned),
                        line: in_one_line(&filed.records, record),
                        differs,
                    },
                }
            }
            None => ItemStands::New,
        };
        Seen {
            // A meeting of nobody on record is told by its place alone.
            line: line
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .trim_start_matches(", ")
                .to_owned(),
            date: record.and_then(|it| filed.records.date(it)).map(|it| it.to_string()),
            stands,
            needs: needs(at, &faults),
            fault: faults.get(&at).cloned(),
        }
    });
    let items = items.collect();
    AllSeen { items, sources }
}

/// `The Wire: Talks in Damask, 2031-05-14`
fn source_line(records: &Records, at: usize) -> String {
    let Some(it) = records.sources.get(at) else { return String::new() };
    let words: Vec<&str> =
        [it.publisher.as_deref(), it.title.as_deref()].into_iter().flatten().collect();
    let day = it.date.map(|it| it.to_string());
    let all: Vec<String> =
        Some(words.join(": ")).filter(|it| !it.is_empty()).into_iter().chain(day).collect();
    all.join(", ")
}

/// What stands against reading the record with these entries.
pub(super) fn errors(files: &[NamedBytes], together: &Together) -> Vec<Problem> {
    let (case, problems) = read(&together.with(files), &ReadOptions::default());
    match case {
        Some(_) => Vec::new(),
        None => problems.into_iter().filter(|it| it.severity == Severity::Error).collect(),
    }
}

/// A problem of an entry, at its place in the file.
pub(super) fn placed(
    name: &str,
    text: &str,
    piece: &Piece,
    named: &Named,
    at: usize,
    into: usize,
    problem: Problem,
) -> Problem {
    let own = &text[piece.body.clone()];
    let is_as_written = named.texts.get(at).is_some_and(|it| it == own);
    let length = problem.span.len();
    let start = if is_as_written { piece.body.start + into } else { piece.body.start };
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = if is_as_written { start + length } else { start + 2 };
    let end = text.ceil_char_boundary(end.min(piece.body.end).max(start));
    Problem { file: name.to_owned(), span: start..end, ..problem }
}
