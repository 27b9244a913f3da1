//! Ids for records that nobody gave one: made of the table, the day and the parties, with a number where
//! several have these in common.
//!
//! No word of a record has a part in its id, so that a mended typo leaves it as it is. Among records that
//! share table, day and parties the number goes by what else they refer to and rule, and only between those
//! that differ in nothing but words by their words. What a viewer is shown is named among what it sees:
//! nothing here looks beyond the records it is given, and of those named only at what each cannot stand
//! without, so that an id tells of nothing that its reader does not have.
//!
//! An id that is written down is read by everybody who is shown the record. So it is made of what each of
//! them is shown of it: no party that is closed to anybody has a part in it, nor whom else leave is given
//! to, and neither has a remark, who may see it, or a source in its number.

use std::collections::HashSet;

use super::canonical;
use super::id::{Id, Ix, Kind, RecordRef};
use super::meta::{Basis, Handling, Meta};
use super::party::{Party, Speaker};
use super::records::{Record, Records, for_each_record_type};
use super::refs::Refers;

/// An id for every record of `records` that has none, each free in its table.
pub fn made(records: &Records) -> Vec<(RecordRef, Id)> {
    made_beside(records, |_, _| false)
}

/// The same, each of them none that is `taken` elsewhere.
pub fn made_beside(records: &Records, taken: impl Fn(Kind, &str) -> bool) -> Vec<(RecordRef, Id)> {
    let mut made = Vec::new();
    if nameless(records) == 0 {
        return made;
    }
    let shown = shown(records);
    macro_rules! each {
        ($type:ty) => {
            let kind = <$type>::KIND;
            let list = <$type>::list(&shown);
            let mut nameless: Vec<(String, [Vec<u8>; 3], usize)> = Vec::new();
            let mut there: HashSet<String> = HashSet::new();
            for (place, it) in list.iter().enumerate() {
                match &it.meta().id {
                    Some(id) => drop(there.insert(id.to_string())),
                    None => nameless.push((
                        stem(&shown, RecordRef::new(kind, place)),
                        // The last tells apart only what everybody is shown alike.
                        [
                            canonical::without_words(&shown, it),
                            canonical::of(&shown, it),
                            canonical::of(records, &<$type>::list(records)[place]),
                        ],
                        place,
                    )),
                }
            }
            nameless.sort_unstable();
            for (stem, _, place) in nameless {
                let id = Id::made(&stem, |it| there.contains(it) || taken(kind, it));
                there.insert(id.to_string());
                made.push((RecordRef::new(kind, place), id));
            }
        };
    }
    for_each_record_type!(each);
    made
}

/// How many records have no id.
pub fn nameless(records: &Records) -> usize {
    let each = Kind::ALL
        .into_iter()
        .flat_map(|kind| (0..records.count(kind)).map(move |place| RecordRef::new(kind, place)));
    each.filter(|it| records.id(*it).is_none()).count()
}

/// What of `records` everybody is shown who is shown the record, in the same places.
fn shown(records: &Records) -> Records {
    let mut shown = records.clone();
    let mut open = super::closed::open_to_all(records);
    let bare = |meta: &mut Meta| {
        (meta.note, meta.assumption, meta.corrects) = (None, None, None);
        meta.handling = Handling::Unstated;
        meta.sources.clear();
    };
    super::seen::each_part(&mut shown, &mut |meta, _, _| bare(meta));
    for leave in &mut shown.leaves {
        (leave.by, leave.form, leave.words) = (None, None, None);
        (leave.withdrawn, leave.meta.known) = (None, None);
        leave.meta.basis = Basis::default();
        leave.to.clear();
    }
    macro_rules! each {
        ($type:ty) => {
            for record in <$type>::list_mut(&mut shown) {
                bare(record.meta_mut());
                // What it cannot stand without, whoever is shown it is shown too.
                record.remap(&mut open);
            }
        };
    }
    for_each_record_type!(each);
    // What leave opens is open to its receiver.
    for (it, whole) in shown.leaves.iter_mut().zip(&records.leaves) {
        it.records.clone_from(&whole.records);
    }
    shown
}

/// Whether the id of a record is one that this program makes of its table, day and parties, or made of them
/// when it looked at them all.
pub fn is_made(records: &Records, record: RecordRef) -> bool {
    let Some(id) = records.meta(record).and_then(|it| it.id.as_ref()) else { return false };
    let id = id.stem().0;
    let made = |words: &str| Id::made(words, |_| false);
    let mut stems = vec![first_words(records, record)];
    let to = match record.kind {
        Kind::Leave => records.leaves.get(record.index as usize).map(|it| it.to.clone()),
        _ => None,
    };
    for party in parties(records, record).into_iter().chain(to.unwrap_or_default()) {
        let party = records.party_id(party);
        let with: Vec<String> = stems.iter().map(|it| format!("{it} {party}")).collect();
        stems.extend(with.into_iter().filter(|it| id.starts_with(made(it).as_str())));
    }
    stems.iter().any(|it| made(it).as_str() == id)
}

/// The records without the ids that this program made and nothing refers to: as they were before `upgrade`.
pub fn unnamed(records: &Records) -> Records {
    let mut out = records.clone();
    let mut named: HashSet<RecordRef> = HashSet::new();
    macro_rules! refer {
        ($type:ty) => {
            for place in 0..<$type>::list(records).len() {
                named.extend(super::entered::refs(
                    records,
                    RecordRef::new(<$type>::KIND, place),
                    false,
                ));
            }
        };
    }
    for_each_record_type!(refer);
    macro_rules! each {
        ($type:ty) => {
            for (place, it) in <$type>::list_mut(&mut out).iter_mut().enumerate() {
                let this = RecordRef::new(<$type>::KIND, place);
                // Entries of the ledger are as they were sealed.
                let sealed = matches!(
                    <$type>::KIND,
                    Kind::Forecast | Kind::Prediction | Kind::Resolution | Kind::Draft
                );
                if !sealed && !named.contains(&this) && is_made(records, this) {
                    it.meta_mut().id = None;
                }
            }
        };
    }
    for_each_record_type!(each);
    out.canonical()
}

/// What an id is made of, in words: the table, the day, the parties.
fn stem(records: &Records, record: RecordRef) -> String {
    let mut words = first_words(records, record);
    for party in parties(records, record) {
        words.push_str(&format!(" {}", records.party_id(party)));
    }
    words
}

/// The table and the day.
fn first_words(records: &Records, record: RecordRef) -> String {
    let table = record.kind.table();
    records.date(record).map_or(table.to_owned(), |day| format!("{table} {day}"))
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
        Kind::Consent => records.consents.get(at).map(|it| all(&it.of)).unwrap_or_default(),
        Kind::Capacity => records.capacities.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::Demand => records.demands.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::Movement => records.movements.get(at).map(|it| vec![it.party]).unwrap_or_default(),
        Kind::TextState => {
            records.text_states.get(at).and_then(|it| it.party).into_iter().collect()
        }
        Kind::Undertaking => {
            records.undertakings.get(at).map(|it| all(&it.who)).unwrap_or_default()
        }
        Kind::Prediction => records
            .predictions
            .get(at)
            .map(|it| it.by.iter().filter_map(of).collect())
            .unwrap_or_default(),
        // These always have an id, or name no party; whom else leave is given to is not its receiver's
        // business.
        Kind::Party
        | Kind::Person
        | Kind::Issue
        | Kind::Draft
        | Kind::Leave
        | Kind::Poll
        | Kind::Rule
        | Kind::Cause
        | Kind::Handover
        | Kind::Forecast
        | Kind::Resolution
        | Kind::Source => Vec::new(),
    };
    let mut seen = HashSet::new();
    parties.retain(|it| seen.insert(*it));
    parties
}
