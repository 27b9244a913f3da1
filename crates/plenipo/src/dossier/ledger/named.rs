//! Whom and what an entry names that stands outside the ledger: people, parties and sources. With the entry
//! goes a hash of who and what they then were, so that it is found when a name is given to somebody else.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use super::entry::Entry;
use crate::case::Case;
use crate::case::party::{Party, Person};
use crate::case::source::Source;

/// The key of the hash.
const KEY: &str = "named";

/// An entry that names something which is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The ids that it names.
    pub ids: Vec<String>,
    /// Where in the ledger the hash of what they were stands, in bytes.
    pub span: Range<usize>,
}

impl Renamed {
    /// What is wrong, in a sentence.
    pub fn message(&self) -> String {
        let ids: Vec<String> = self.ids.iter().map(|it| format!("`{it}`")).collect();
        match ids.as_slice() {
            [one] => format!("{one} is not who or what it was when this was put down"),
            all => format!(
                "of {} one is not who or what it was when this was put down",
                all.join(", ")
            ),
        }
    }
}

/// The ids in an entry: of speakers, and of sources.
#[derive(Default)]
struct Ids<'t> {
    speakers: Vec<&'t str>,
    sources: Vec<&'t str>,
}

impl<'t> Ids<'t> {
    fn of(entry: &'t DeTable<'_>) -> Ids<'t> {
        let mut ids = Ids::default();
        let text = |it: &'t DeTable<'_>, key: &str| it.get(key)?.get_ref().as_str();
        ids.speakers.extend(text(entry, "by"));
        let inner = ["mapped", "corrects"].into_iter();
        let inner = inner.filter_map(|key| entry.get(key)?.get_ref().as_table());
        ids.speakers.extend(inner.filter_map(|it| text(it, "by")));
        let mut source = |it: &'t DeValue<'_>| match it {
            DeValue::String(id) => ids.sources.push(id),
            DeValue::Table(cited) => ids.sources.extend(text(cited, "id")),
            _ => {}
        };
        match entry.get("source").map(|it| it.get_ref()) {
            Some(DeValue::Array(list)) => list.iter().for_each(|it| source(it.get_ref())),
            Some(one) => source(one),
            None => {}
        }
        for list in [&mut ids.speakers, &mut ids.sources] {
            list.sort_unstable();
            list.dedup();
        }
        ids
    }

    /// Those that are records of `case`, each with what it is. Words that are no id name themselves.
    fn found(&self, case: &Case) -> Vec<(&'t str, Vec<String>)> {
        let mut found = Vec::new();
        for id in &self.speakers {
            let person = case.find::<Person>(id).map(|it| case.persons[it.get()].name.clone());
            let party = case.find::<Party>(id).map(|it| case.party(it).name.clone());
            found.extend(person.map(|name| (*id, vec!["person".to_owned(), name])));
            found.extend(party.map(|name| (*id, vec!["party".to_owned(), name])));
        }
        for id in &self.sources {
            let Some(source) = case.find::<Source>(id).map(|it| case.source(it)) else { continue };
            let words = [&source.publisher, &source.title, &source.address];
            let mut what = vec!["source".to_owned()];
            what.extend(words.map(|it| it.clone().unwrap_or_default()));
            what.push(source.date.map_or(String::new(), |it| it.to_string()));
            found.push((*id, what));
        }
        found
    }
}

/// The SHA-256 of whom and what an entry names, in hexadecimal; `None` where that is nobody and nothing.
fn hash(found: &[(&str, Vec<String>)]) -> Option<String> {
    if found.is_empty() {
        return None;
    }
    let mut hash = Sha256::new();
    for part in found
        .iter()
        .flat_map(|(id, what)| std::iter::once(*id).chain(what.iter().map(String::as_str)))
    {
        // With its length, so that no text can pass from one part to the next.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Some(text)
}

/// The entry with the hash of whom and what it names in `case`.
pub(super) fn with_hash(entry: Entry, case: &Case) -> Entry {
    let text = entry.text();
    let Ok(root) = DeTable::parse(&text) else { return entry };
    let hash = entries(root.get_ref()).next().and_then(|it| hash(&Ids::of(it).found(case)));
    entry.some(KEY, hash)
}

/// Every entry of a ledger's tables.
fn entries<'t>(root: &'t DeTable<'t>) -> impl Iterator<Item = &'t DeTable<'t>> {
    let lists = ["forecast", "prediction", "resolution"].into_iter();
    let lists = lists.filter_map(|it| root.get(it)?.get_ref().as_array());
    lists.flat_map(|it| it.iter()).filter_map(|it| it.get_ref().as_table())
}

/// Entries that name somebody or something which is not what it was when they were put down.
pub fn renamed(text: &str, case: &Case) -> Vec<Renamed> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let each = entries(root.get_ref()).filter_map(|entry| {
        let then = entry.get(KEY)?;
        let ids = Ids::of(entry);
        if hash(&ids.found(case)).as_deref() == then.get_ref().as_str() {
            return None;
        }
        let all = ids.speakers.iter().filter(|it| super::super::forms::is_id_like(it));
        let ids = all.chain(&ids.sources).map(|it| (*it).to_owned()).collect();
        Some(Renamed { ids, span: then.span() })
    });
    each.collect()
}

/// Ids of people, parties and sources that entries name without a hash of what they are: nothing shows
/// that a name was given to somebody else.
pub fn unhashed(text: &str, case: &Case) -> Vec<String> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let without = entries(root.get_ref()).filter(|it| !it.contains_key(KEY));
    let mut ids: Vec<String> = without
        .flat_map(|it| {
            Ids::of(it).found(case).into_iter().map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
