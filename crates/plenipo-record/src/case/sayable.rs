//! What is cut out of a record must be a record itself.
//!
//! Entries and options that were not yet known are gone from what a viewer has on a day, and what
//! rested on them may no longer keep the rules: a line that rules out every option known so far, an
//! answer to a point nobody had heard of. What can be told without them is; the rest waits until they
//! are known.

use super::check::faults;
use super::draft::Condition;
use super::mask::Mask;
use super::records::Records;

/// Drops from `records` what rests on entries and options that are not there, and names in a mask
/// those that cannot stand without them. Settle and compact, and ask again, until nothing is hidden.
pub(super) fn unsayable(records: &mut Records) -> Option<Mask> {
    trim(records);
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

/// Drops what a record can stand without.
fn trim(records: &mut Records) {
    let numbers: Vec<Vec<Option<String>>> = records
        .drafts
        .iter()
        .map(|draft| draft.points.iter().map(|it| it.number.clone()).collect())
        .collect();
    let all: Vec<_> = records.issues.iter().map(|it| it.all()).collect();
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
