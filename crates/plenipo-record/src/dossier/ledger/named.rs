//! Whom and what an entry names that stands outside the ledger: people, parties, sources, and the draft that
//! this program was asked about. With the entry goes a hash of who and what they then were, so that it is
//! found when a name is given to somebody or something else.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use super::super::reader::Reader;
use super::entry::Entry;
use crate::case::Case;
use crate::case::draft::Draft;
use crate::case::forecast::Forecast;
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::party::{Party, Person};
use crate::case::records::Record;
use crate::case::source::{Cited, Source};

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
            [one] => format!("{one} is not who or what it was when this was entered"),
            all => {
                format!("one of {} is not who or what it was when this was entered", all.join(", "))
            }
        }
    }
}

/// The ids in an entry: of speakers, of sources, and of what this program was asked about.
#[derive(Default)]
struct Ids<'t> {
    speakers: Vec<&'t str>,
    sources: Vec<&'t str>,
    draft: Option<&'t str>,
    party: Option<&'t str>,
}

/// What a hash is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// Speakers by name alone, and nothing of what this program was asked about: entries sealed before the
    /// other form was there have this one.
    First,
    /// People with their party, and the draft and the party that this program was asked about.
    Second,
    /// Sources with their grade, by which a reader weighs what is sealed, and whom they cite or are a reprint
    /// of, by which he counts them.
    Third,
}

impl Form {
    /// All of them; entries are sealed in the first of these.
    const ALL: [Form; 3] = [Form::Third, Form::Second, Form::First];
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
        let computed = entry.get("computed").and_then(|it| it.get_ref().as_table());
        ids.draft = computed.and_then(|it| text(it, "draft"));
        ids.party = computed.and_then(|it| text(it, "party"));
        for list in [&mut ids.speakers, &mut ids.sources] {
            list.sort_unstable();
            list.dedup();
        }
        ids
    }

    /// Those that are records of `case`, each with what it is. Words that are no id name themselves.
    fn found(&self, case: &Case, form: Form) -> Vec<(&'t str, Vec<String>)> {
        let mut found = Vec::new();
        let of_party = |it: &Person| it.party.map(|it| case.party_id(it).to_owned());
        for id in &self.speakers {
            let person = standing(&case.persons, case.find::<Person>(id).map(|it| it.get()));
            let party = standing(&case.parties, case.find::<Party>(id).map(|it| it.get()));
            let person = person.map(|it| {
                let mut what = vec!["person".to_owned(), it.name.clone()];
                what.extend((form >= Form::Second).then(|| of_party(it).unwrap_or_default()));
                what
            });
            let party = party.map(|it| vec!["party".to_owned(), it.name.clone()]);
            found.extend(person.into_iter().chain(party).map(|what| (*id, what)));
        }
        for id in &self.sources {
            let place = case.find::<Source>(id).map(|it| it.get());
            let Some(source) = standing(&case.sources, place) else { continue };
            let words = [&source.publisher, &source.title, &source.address];
            let mut what = vec!["source".to_owned()];
            what.extend(words.map(|it| it.clone().unwrap_or_default()));
            what.push(source.date.map_or(String::new(), |it| it.to_string()));
            let grade = source.reliability.map_or("", |it| it.letter());
            if form >= Form::Third {
                what.push(grade.to_owned());
                let id = |ix: Ix<Source>| case.id(RecordRef::new(Kind::Source, ix.get()));
                let id = |ix: Ix<Source>| id(ix).unwrap_or_default().to_owned();
                what.extend(
                    source.syndicated_from.iter().flat_map(|ix| ["reprint".to_owned(), id(*ix)]),
                );
                what.extend(source.citing.iter().flat_map(|it| match it {
                    Cited::Source(ix) => ["source".to_owned(), id(*ix)],
                    Cited::Named(name) => ["named".to_owned(), name.clone()],
                }));
            }
            found.push((*id, what));
        }
        if form == Form::First {
            return found;
        }
        let draft = |id: &str| {
            let place = case.find::<Draft>(id).map(|it| it.get());
            Some(vec!["draft".to_owned(), standing(&case.drafts, place)?.title.clone()])
        };
        let party = |id: &str| {
            let place = case.find::<Party>(id).map(|it| it.get());
            Some(vec!["party".to_owned(), standing(&case.parties, place)?.name.clone()])
        };
        found.extend(self.draft.and_then(|id| Some((id, draft(id)?))));
        found.extend(self.party.and_then(|id| Some((id, party(id)?))));
        found
    }

    /// The hash of what they are, in `form`.
    fn hash(&self, case: &Case, form: Form) -> Option<String> {
        hash(&self.found(case, form))
    }
}

/// A record as it stands once it is corrected: what corrects it last, else itself.
fn standing<T: Record>(list: &[T], place: Option<usize>) -> Option<&T> {
    let mut at = place?;
    // Corrections that go round in a circle are refused elsewhere; this ends all the same.
    for _ in 0..list.len() {
        let Some(next) = correction(list, at) else { break };
        at = next;
    }
    list.get(at)
}

/// The place of what corrects the record at `place`.
fn correction<T: Record>(list: &[T], place: usize) -> Option<usize> {
    let corrects = |it: &T| it.meta().corrects.as_ref().map(|it| it.record as usize);
    list.iter().position(|it| corrects(it) == Some(place))
}

/// What an entry names, outside the ledger, that was put right before the entry is sealed: its id, and the id
/// of what stands for it now. Sealed as it is, the entry would name what nobody holds true any more.
pub(super) fn put_right(entry: &Entry, case: &Case) -> Option<(String, Option<String>)> {
    fn by<T: Record>(list: &[T], place: Option<usize>) -> Option<Option<String>> {
        let at = place?;
        correction(list, at)?;
        Some(standing(list, Some(at))?.meta().id.as_ref().map(ToString::to_string))
    }
    let text = entry.text();
    let root = DeTable::parse(&text).ok()?;
    let ids = entries(root.get_ref()).next().map(Ids::of)?;
    let speakers = ids.speakers.iter().map(|id| {
        let person = by(&case.persons, case.find::<Person>(id).map(|it| it.get()));
        (*id, person.or_else(|| by(&case.parties, case.find::<Party>(id).map(|it| it.get()))))
    });
    let sources = ids
        .sources
        .iter()
        .map(|id| (*id, by(&case.sources, case.find::<Source>(id).map(|it| it.get()))));
    // A question of the ledger is put right in the ledger, and its answers go with it.
    let question = entry.answers().map(|id| {
        let at = case.find::<Forecast>(id).map(|it| it.get());
        let outside = at.filter(|at| case.forecasts[*at].place.is_none());
        (id, by(&case.forecasts, outside))
    });
    let mut all = speakers.chain(sources).chain(question);
    all.find_map(|(id, by)| Some((id.to_owned(), by?)))
}

/// The corrections of those that `ids` name, and the corrections of these: each with the id of what it
/// corrects, its file and the place in it.
pub(super) fn corrections(
    reader: &Reader<'_>,
    ids: &[String],
) -> Vec<(String, String, Range<usize>)> {
    let mut found = Vec::new();
    for kind in [Kind::Person, Kind::Party, Kind::Source, Kind::Draft] {
        let mut of: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut left: Vec<_> = reader.entries[kind as usize].iter().collect();
        while let Some(target) = of.pop() {
            left.retain(|entry| {
                let table = entry.node.table;
                let corrects = table.get("corrects").and_then(|it| it.get_ref().as_table());
                let id = corrects.and_then(|it| it.get("id")?.get_ref().as_str());
                if id != Some(target) {
                    return true;
                }
                let file = reader.file_name(entry.file).to_owned();
                found.push((target.to_owned(), file, entry.node.key_span("corrects")));
                of.extend(table.get("id").and_then(|it| it.get_ref().as_str()));
                false
            });
        }
    }
    found
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
    let hash = entries(root.get_ref()).next().and_then(|it| Ids::of(it).hash(case, Form::ALL[0]));
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
        let stated = then.get_ref().as_str();
        let holds = |form: Form| ids.hash(case, form).as_deref() == stated;
        if Form::ALL.into_iter().any(holds) {
            return None;
        }
        let all = ids.speakers.iter().filter(|it| super::super::forms::is_id_like(it));
        let asked = ids.draft.iter().chain(&ids.party);
        let mut ids: Vec<String> =
            all.chain(&ids.sources).chain(asked).map(|it| (*it).to_owned()).collect();
        ids.dedup();
        Some(Renamed { ids, span: then.span() })
    });
    each.collect()
}

/// Ids of people, parties, sources and drafts that entries name without a hash of what they are: nothing shows
/// that a name was given to somebody else.
pub fn unhashed(text: &str, case: &Case) -> Vec<String> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let without = entries(root.get_ref()).filter(|it| !it.contains_key(KEY));
    let mut ids: Vec<String> = without
        .flat_map(|it| {
            let found = Ids::of(it).found(case, Form::ALL[0]);
            found.into_iter().map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
