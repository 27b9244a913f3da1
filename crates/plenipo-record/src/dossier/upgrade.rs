//! Ids written into the files of a dossier, for the records that have none; not another byte changes.

use std::collections::{HashMap, HashSet};

use toml::de::DeTable;

use super::depth;
use super::filename;
use super::ledger;
use super::problem::{Problem, Severity};
use super::read::{NamedBytes, ReadOptions, read};
use super::reader::{Reader, places};
use super::since::{FORMAT, FORMATS};
use crate::case::called::made_beside;
use crate::case::id::{Id, Kind, RecordRef};

/// A dossier with an id in every record that can be given one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upgraded {
    /// All its files, in their order.
    pub files: Vec<NamedBytes>,
    /// What was named: the file, the table, the id.
    pub named: Vec<(String, Kind, Id)>,
    /// How many entries of the ledger have no id: nothing in it is ever changed.
    pub sealed: usize,
    /// Whether the dossier said an earlier format and now says this one.
    pub raised: bool,
    /// Assumption sets that cannot be read without others and were left as they are.
    pub skipped: Vec<String>,
}

/// The files with an id written into every record that has none, those of each assumption set too.
///
/// # Errors
/// The errors of the dossier as it is: what cannot be read is not written to.
pub fn upgraded(files: &[NamedBytes]) -> Result<Upgraded, Vec<Problem>> {
    upgraded_in(files, |_| true)
}

/// The same in those files alone whose name `takes` says.
///
/// # Errors
/// So too.
pub fn upgraded_in(
    files: &[NamedBytes],
    takes: impl Fn(&str) -> bool,
) -> Result<Upgraded, Vec<Problem>> {
    let mut out = Upgraded { files: files.to_vec(), ..Upgraded::default() };
    out.raised = raise_format(&mut out.files, &takes);
    // Each set by itself, after the record: two of them may not go together.
    let sets = sets(files);
    // What somebody chose in a set stays his, whether or not it can be read.
    let mut taken = chosen(files, &sets);
    for assume in std::iter::once(Vec::new()).chain(sets.into_iter().map(|it| vec![it])) {
        let base = assume.is_empty();
        let options = ReadOptions { assume };
        let (case, problems) = read(&out.files, &options);
        if case.is_none() && !base {
            // It stands on another set, or has faults; what it says is not lost by having no ids.
            out.skipped.extend(options.assume);
            continue;
        }
        if case.is_none() {
            return Err(problems.into_iter().filter(|it| it.severity == Severity::Error).collect());
        }
        let (records, places) = places(&out.files, &options);
        let at: HashMap<RecordRef, (&String, usize)> =
            places.iter().map(|(record, file, start)| (*record, (file, *start))).collect();
        let ids = made_beside(&records, |kind, id| taken.contains(&(kind, id.to_owned())));
        let mut put: Vec<(String, usize, Kind, Id)> = Vec::new();
        for (record, id) in ids {
            let Some((file, start)) = at.get(&record).copied() else { continue };
            if ledger::is_ledger(file) {
                out.sealed += usize::from(base);
            } else if takes(file) {
                put.push((file.clone(), start, record.kind, id));
            }
        }
        for (record, ..) in &places {
            taken.extend(records.id(*record).map(|id| (record.kind, id.to_owned())));
        }
        taken.extend(put.iter().map(|it| (it.2, it.3.to_string())));
        // From the end, so that what is still to come stays where it is.
        put.sort_by(|a, b| (&b.0, b.1).cmp(&(&a.0, a.1)));
        for (file, start, kind, id) in put {
            let Some(named) = out.files.iter_mut().find(|it| it.name == file) else { continue };
            if let Some(bytes) = with_id(&named.bytes, start, &id) {
                named.bytes = bytes;
                out.named.push((file, kind, id));
            }
        }
    }
    out.named.sort_by(|a, b| (&a.0, a.1, &a.2).cmp(&(&b.0, b.1, &b.2)));
    Ok(out)
}

/// Writes the format of today where the dossier says an earlier one; nothing else of its text changes by that.
fn raise_format(files: &mut [NamedBytes], takes: &impl Fn(&str) -> bool) -> bool {
    let mut raised = false;
    for file in files.iter_mut().filter(|it| takes(&it.name)) {
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let before = text.len() - body.len();
        if depth::too_deep(body).is_some() {
            continue;
        }
        let Ok(root) = DeTable::parse(body) else { continue };
        let Some(value) = root.get_ref().get("format") else { continue };
        let span = value.span();
        // Its digits, in whatever base it is written: `0x1` is 1.
        let said = value.get_ref().as_integer().map(|it| it.as_str()).unwrap_or_default();
        if said != FORMAT && FORMATS.contains(&said) {
            let (start, end) = (before + span.start, before + span.end);
            file.bytes =
                [&text.as_bytes()[..start], FORMAT.as_bytes(), &text.as_bytes()[end..]].concat();
            raised = true;
        }
    }
    raised
}

/// The assumption sets that have a file.
fn sets(files: &[NamedBytes]) -> Vec<String> {
    let mut sets: Vec<String> = files
        .iter()
        .filter_map(|it| filename::assumption_set(short_name(&it.name)).map(str::to_owned))
        .collect();
    sets.sort_unstable();
    sets.dedup();
    sets
}

/// The ids that are written in any of `sets`.
fn chosen(files: &[NamedBytes], sets: &[String]) -> HashSet<(Kind, String)> {
    let texts = super::files::parse(files, sets, &mut Vec::new());
    let reader = Reader::new(&texts, Vec::new());
    let each = Kind::ALL.into_iter().flat_map(|kind| {
        let ids = reader.entries[kind as usize].iter().filter_map(|entry| {
            entry.node.table.get("id").and_then(|it| it.get_ref().as_str()).map(str::to_owned)
        });
        ids.map(move |id| (kind, id)).collect::<Vec<_>>()
    });
    each.collect()
}

fn short_name(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}

/// The text with `id` in the record that begins at `start`: below its header, or first in its braces.
fn with_id(bytes: &[u8], start: usize, id: &Id) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let rest = text.get(start..)?;
    let (at, put) = if let Some(rest) = rest.strip_prefix('{') {
        let empty = rest.trim_start().starts_with('}');
        (start + 1, format!(" id = \"{id}\"{}", if empty { " " } else { "," }))
    } else {
        let line = rest.find('\n').map_or(text.len(), |it| start + it + 1);
        let ends = if rest[..line - start].ends_with("\r\n") { "\r\n" } else { "\n" };
        match rest.find('\n') {
            Some(_) => (line, format!("id = \"{id}\"{ends}")),
            None => (line, format!("\nid = \"{id}\"\n")),
        }
    };
    Some([&bytes[..at], put.as_bytes(), &bytes[at..]].concat())
}
