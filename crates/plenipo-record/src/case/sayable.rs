//! What is cut out of a record must be a record itself.
//!
//! Entries and options that were not yet known are gone from what a viewer has on a day, and what
//! rested on them may no longer keep the rules: a line that rules out every option known so far, an
//! answer to a point nobody had heard of. What can be told without them is; the rest waits until they
//! are known.

use jiff::civil::Date;

use super::check::faults;
use super::draft::Condition;
use super::id::RecordRef;
use super::learned::known;
use super::mask::Mask;
use super::records::{Record, Records, for_each_record_type};
use super::refs::{Refers, Remap};

/// Drops from `records` what rests on entries and options that are not there, and names in a mask
/// those that cannot stand without them. Settle and compact, and ask again, until nothing is hidden.
pub(super) fn unsayable(records: &mut Records) -> Option<Mask> {
    cut(records, trim);
    let mut visible = Mask::all(records);
    let mut hidden = false;
    for fault in faults(records) {
        if let Some(record) = fault.at {
            visible.set(record, false);
            hidden = true;
        }
    }
    hidden.then(|| {
        visible.settle(records);
        visible
    })
}

/// Lets `how` take references out of records; it moves none of them. What a record no longer refers to still
/// says from which day on it was there: read on an earlier day, the copy must not have it.
pub(super) fn cut(records: &mut Records, how: impl FnOnce(&mut Records)) {
    let before = references(records);
    how(records);
    let mut after = references(records).into_iter();
    let mut late: Vec<(RecordRef, Date)> = Vec::new();
    for (record, of) in before {
        let left = after.next().map(|it| it.1).unwrap_or_default();
        let lost = of.into_iter().filter(|it| !left.contains(it));
        let days = lost.filter_map(|it| known(records, records.meta(it)?, records.when(it)));
        late.extend(days.max().map(|day| (record, day)));
    }
    for (record, day) in late {
        let when = records.when(record);
        let now = records.meta(record).and_then(|it| known(records, it, when));
        if let Some(meta) = records.meta_mut(record) {
            meta.known = now.max(Some(day));
        }
    }
}

/// What each record refers to, record by record in the order of their kinds.
fn references(records: &Records) -> Vec<(RecordRef, Vec<RecordRef>)> {
    struct Noted(Vec<RecordRef>);
    impl Remap for Noted {
        fn place(&mut self, record: RecordRef) -> Option<u32> {
            self.0.push(record);
            Some(record.index)
        }
    }
    let mut all = Vec::new();
    macro_rules! note {
        ($type:ty) => {
            for (place, it) in <$type>::list(records).iter().enumerate() {
                let mut noted = Noted(Vec::new());
                it.clone().remap(&mut noted);
                all.push((RecordRef::new(<$type>::KIND, place), noted.0));
            }
        };
    }
    for_each_record_type!(note);
    all
}

/// Drops what a record can stand without.
fn trim(records: &mut Records) {
    let numbers: Vec<Vec<Option<String>>> = records
        .drafts
        .iter()
        .map(|draft| draft.points.iter().map(|it| it.number.clone()).collect())
        .collect();
    let all: Vec<_> = records.issues.iter().map(|it| it.all()).collect();
    for (draft, own) in records.drafts.iter_mut().zip(&numbers) {
        for point in &mut draft.points {
            point.under.take_if(|it| !own.iter().any(|own| own.as_ref() == Some(it)));
        }
    }
    for reading in records.understandings.iter_mut().flat_map(|it| &mut it.readings) {
        // To settle on any option that is known is to settle nothing.
        reading.settles.retain(|(issue, set)| *set != all[issue.get()]);
    }
    for rule in &mut records.rules {
        rule.when.retain(|(issue, set)| *set != all[issue.get()]);
        rule.requires.retain(|(issue, set)| *set != all[issue.get()]);
    }
    for point in records.drafts.iter_mut().flat_map(|it| &mut it.points) {
        point.lineage.retain(|it| {
            it.of.as_ref().is_none_or(|(draft, number)| {
                numbers[draft.get()].iter().any(|it| it.as_ref() == Some(number))
            })
        });
        point.among.retain(|(_, brackets)| !brackets.is_empty());
        // To exclude all that is known is to say something that is not.
        point.excludes.retain(|(issue, set)| *set != all[issue.get()]);
    }
    let unknown = |condition: &mut Option<Condition>| {
        for it in condition.iter_mut().filter(|it| it.when.iter().any(|(_, set)| set.is_empty())) {
            // It rests on something nobody knew: words that nothing can decide say as much.
            it.when.clear();
            it.text.get_or_insert_with(|| "on something not known by then".to_owned());
        }
    };
    for point in records.drafts.iter_mut().flat_map(|it| &mut it.points) {
        unknown(&mut point.only_if);
    }
    records.red_lines.iter_mut().for_each(|it| unknown(&mut it.condition));
    records.answers.iter_mut().for_each(|it| unknown(&mut it.condition));
    let rule = &mut records.dossier.agreement;
    rule.at_least = rule.at_least.min(rule.of.len() as u32);
    if rule.at_least == 0 {
        rule.of.clear();
    }
}
