//! The rules of names: which records need an id, that an id names one record of its table, and what is
//! left of a number in an id for somebody who does not have the others.

use std::collections::HashMap;

use super::check::Fault;
use super::id::{Id, Ix, Kind, RecordRef};
use super::party::Party;
use super::records::{Record, Records, for_each_record_type};

/// Tables whose records always have an id.
const NAMED: [Kind; 6] =
    [Kind::Party, Kind::Person, Kind::Issue, Kind::Draft, Kind::Forecast, Kind::Source];

/// Every broken rule of names.
pub(super) fn faults(records: &Records) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |at, path: String, message: String| {
        faults.push(Fault { at: Some(at), path, message, hint: None });
    };
    macro_rules! each {
        ($type:ty) => {
            let kind = <$type>::KIND;
            let noun = kind.noun();
            let list = <$type>::list(records);
            let mut first: HashMap<&str, usize> = HashMap::new();
            for (place, record) in list.iter().enumerate() {
                let at = RecordRef::new(kind, place);
                match &record.meta().id {
                    None if NAMED.contains(&kind) => {
                        fault(at, String::new(), format!("this {noun} needs `id`"));
                    }
                    None => {}
                    Some(id) if first.contains_key(id.as_str()) => {
                        fault(at, "id".to_owned(), format!("{noun} `{id}` already exists"));
                    }
                    Some(id) => {
                        first.insert(id.as_str(), place);
                    }
                }
                let corrected = record.meta().corrects.as_ref().map(|it| it.record as usize);
                if corrected.is_some_and(|it| list[it].meta().id.is_none()) {
                    let message = "the corrected record needs an id".to_owned();
                    fault(at, "corrects".to_owned(), message);
                }
            }
        };
    }
    for_each_record_type!(each);
    for (place, party) in records.parties.iter().enumerate() {
        for (k, name) in party.also_known_as.iter().enumerate() {
            let at = RecordRef::new(Kind::Party, place);
            let path = format!("also_known_as.{k}");
            if alike(name).is_empty() {
                fault(at, path, "this name is empty".to_owned());
            } else if let Some(other) = other_named(records, place, name) {
                fault(at, path, format!("“{name}” already names party `{other}`"));
            }
        }
    }
    let mut about = |kind, place, path: &str, list: &[RecordRef]| {
        for (k, record) in list.iter().enumerate() {
            if records.id(*record).is_none() {
                let at = RecordRef::new(kind, place);
                let message = format!("this {} needs an id", record.kind.noun());
                fault(at, format!("{path}.{k}"), message);
            }
        }
    };
    for (place, it) in records.statements.iter().enumerate() {
        about(Kind::Statement, place, "about", &it.about);
    }
    for (place, it) in records.leaves.iter().enumerate() {
        about(Kind::Leave, place, "records", &it.records);
    }
    for (place, it) in records.polls.iter().enumerate() {
        about(Kind::Poll, place, "about", &it.about);
    }
    for (place, it) in records.handovers.iter().enumerate() {
        about(Kind::Handover, place, "looked_at", &it.looked_at);
    }
    for (place, it) in records.causes.iter().enumerate() {
        about(Kind::Cause, place, "from", &[it.from]);
        about(Kind::Cause, place, "to", &[it.to]);
    }
    for (place, it) in records.red_lines.iter().enumerate() {
        about(Kind::RedLine, place, "overtaken_by", it.overtaken_by.as_slice());
    }
    for (place, it) in records.predictions.iter().enumerate() {
        about(Kind::Prediction, place, "because", &it.because);
    }
    faults
}

/// Counts anew the numbers that tell apart records whose id this program made: that there is a second
/// says that there is a first.
pub(super) fn renumber(records: &mut Records) {
    macro_rules! each {
        ($type:ty) => {
            // Ids of the others are always chosen by somebody, but for those of questions.
            if <$type>::KIND == Kind::Forecast || !NAMED.contains(&<$type>::KIND) {
                of_one_table::<$type>(records);
            }
        };
    }
    for_each_record_type!(each);
}

fn of_one_table<T: Record>(records: &mut Records) {
    let list = T::list_mut(records);
    let mut made: Vec<(String, u32, usize)> = Vec::new();
    let mut there: HashMap<String, u32> = HashMap::new();
    for (place, record) in list.iter().enumerate() {
        let Some(id) = &record.meta().id else { continue };
        match id.stem() {
            (stem, 1) => drop(there.insert(stem.to_owned(), 1)),
            (stem, n) => made.push((stem.to_owned(), n, place)),
        }
    }
    made.sort_unstable();
    for (stem, _, place) in made {
        let n = there.entry(stem.clone()).or_default();
        *n += 1;
        list[place].meta_mut().id = Some(Id::numbered(&stem, *n));
    }
}

/// The one party that `name` names: itself, an office that speaks for it, or one of its people.
pub(super) fn party_named(records: &Records, name: &str) -> Option<Ix<Party>> {
    let name = alike(name);
    let parties = (0..records.parties.len()).filter(|it| goes_by(&records.parties[*it], &name));
    let mut found: Vec<Ix<Party>> = parties.map(Ix::new).collect();
    let people = records.persons.iter().filter(|it| alike(&it.name) == name);
    found.extend(people.filter_map(|it| it.party));
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The id of another party of this name, one put right by a correction left out.
fn other_named<'r>(records: &'r Records, place: usize, name: &str) -> Option<&'r str> {
    let name = alike(name);
    let corrects = |it: &Party| it.meta.corrects.as_ref().map(|it| it.record as usize);
    let mut others = records.parties.iter().enumerate().filter(|(other, it)| {
        *other != place
            && corrects(it) != Some(place)
            && corrects(&records.parties[place]) != Some(*other)
    });
    let (_, other) = others.find(|(_, it)| goes_by(it, &name))?;
    Some(other.meta.id.as_ref().map_or("", |id| id.as_str()))
}

/// Whether a party goes by a name in the form of [`alike`].
fn goes_by(party: &Party, name: &str) -> bool {
    let mut names = party.also_known_as.iter().chain(&party.short).chain([&party.name]);
    names.any(|it| alike(it) == name)
}

/// A name as it is compared: without regard to case, and to how many spaces there are.
fn alike(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
