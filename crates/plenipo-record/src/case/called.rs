//! Ids for records that nobody gave one: made of the table, the day and the parties, with a number where
//! several have these in common.
//!
//! No word of a record has a part in its id, so that a mended typo leaves it as it is. Among records that
//! share table, day and parties the number goes by what else they refer to and rule, and only between those
//! that differ in nothing but words by their words. What a viewer is shown is named among what it sees:
//! nothing here looks beyond the records it is given, and of those named only at what each cannot stand
//! without, so that an id tells of nothing that its reader does not have.

use std::collections::HashSet;

use super::canonical;
use super::id::{Id, Ix, Kind, RecordRef};
use super::party::{Party, Speaker};
use super::records::{Record, Records, for_each_record_type};

/// An id for every record of `records` that has none, each free in its table.
pub fn made(records: &Records) -> Vec<(RecordRef, Id)> {
    made_beside(records, |_, _| false)
}

/// The same, each of them none that is `taken` elsewhere.
pub fn made_beside(records: &Records, taken: impl Fn(Kind, &str) -> bool) -> Vec<(RecordRef, Id)> {
    let mut made = Vec::new();
    macro_rules! each {
        ($type:ty) => {
            let kind = <$type>::KIND;
            let list = <$type>::list(records);
            let mut nameless: Vec<(String, Vec<u8>, Vec<u8>, usize)> = Vec::new();
            let mut there: HashSet<String> = HashSet::new();
            for (place, it) in list.iter().enumerate() {
                match &it.meta().id {
                    Some(id) => drop(there.insert(id.to_string())),
                    None => nameless.push((
                        stem(records, RecordRef::new(kind, place)),
                        canonical::without_words(records, it),
                        canonical::of(records, it),
                        place,
                    )),
                }
            }
            nameless.sort_unstable();
            for (stem, _, _, place) in nameless {
                let id = Id::made(&stem, |it| there.contains(it) || taken(kind, it));
                there.insert(id.to_string());
                made.push((RecordRef::new(kind, place), id));
            }
        };
    }
    for_each_record_type!(each);
    made
}

/// Whether the id of a record is one that this program makes of its table, day and parties.
pub fn is_made(records: &Records, record: RecordRef) -> bool {
    let id = records.meta(record).and_then(|it| it.id.as_ref());
    let stem = || Id::made(&stem(records, record), |_| false);
    id.is_some_and(|id| id.stem().0 == stem().as_str())
}

/// What an id is made of, in words: the table, the day, the parties.
fn stem(records: &Records, record: RecordRef) -> String {
    let mut words = record.kind.table().to_owned();
    if let Some(day) = records.date(record) {
        words.push_str(&format!(" {day}"));
    }
    for party in parties(records, record) {
        words.push_str(&format!(" {}", records.party_id(party)));
    }
    words
}

/// The parties of a record, in its order, each once. Who is named in words is joined to no party: whether
/// one goes by that name depends on who else is on record.
fn parties(records: &Records, record: RecordRef) -> Vec<Ix<Party>> {
    let of = |by: &Speaker| match by {
        Speaker::Party(ix) => Some(*ix),
        Speaker::Person(ix) => records.persons.get(ix.get()).and_then(|it| it.party),
        Speaker::Named(_) => None,
    };
    let all = |by: &[Speaker]| by.iter().filter_map(of).collect();
    let at = record.index as usize;
    let mut parties: Vec<Ix<Party>> = match record.kind {
        Kind::RedLine => records.red_lines.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::Position => records.positions.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::Answer => records.answers.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::Alternative => {
            records.alternatives.get(at).map(|it| vec![it.party]).unwrap_or_default()
        }
        Kind::Understanding => {
            records.understandings.get(at).map(|it| it.between.clone()).unwrap_or_default()
        }
        Kind::Meeting => records.meetings.get(at).map(|it| it.channel.clone()).unwrap_or_default(),
        Kind::Statement => records.statements.get(at).map(|it| all(&it.by)).unwrap_or_default(),
        Kind::Event => records
            .events
            .get(at)
            .map(|it| it.affects.iter().map(|it| it.of).collect())
            .unwrap_or_default(),
        Kind::Leave => records.leaves.get(at).map(|it| it.to.clone()).unwrap_or_default(),
        Kind::Consent => records.consents.get(at).map(|it| all(&it.of)).unwrap_or_default(),
        Kind::Prediction => records
            .predictions
            .get(at)
            .map(|it| it.by.iter().filter_map(of).collect())
            .unwrap_or_default(),
        // These always have an id, or name no party.
        Kind::Party
        | Kind::Person
        | Kind::Issue
        | Kind::Draft
        | Kind::Forecast
        | Kind::Resolution
        | Kind::Source => Vec::new(),
    };
    let mut seen = HashSet::new();
    parties.retain(|it| seen.insert(*it));
    parties
}
