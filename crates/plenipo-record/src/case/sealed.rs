//! What an entry of the ledger names stays what it was when the entry was sealed.
//!
//! People, parties and sources stand outside the ledger, where they can be corrected like anything else.
//! A correction must not reach back into what is sealed: whose number it is, and the day on which a source
//! published it, decide how it is scored.

use super::forecast::{Forecast, Prediction, Resolution};
use super::meta::Meta;
use super::party::Speaker;
use super::records::{Record, Records};
use super::source::Source;

/// Makes the ledger's entries independent of the corrections that are about to be made: speakers whose name
/// a correction changes go by the name they had, sources that it makes others of stay beside it.
pub(super) fn hold(records: &mut Records) {
    let names = Names::of(records);
    // An answer of this program goes by what it was asked about, whatever stands for that now.
    let (drafts, parties) = (replaced(&records.drafts), replaced(&records.parties));
    for it in &mut records.predictions {
        // Outside the ledger a number is whose the record says it is; it stays told that he went by another
        // name, or a new name would make of one author two.
        it.also_by = names.others(it.by.as_ref(), it.place.is_some());
        if it.place.is_none() {
            continue;
        }
        names.hold(&mut it.by);
        it.mapped.iter_mut().for_each(|it| names.hold(&mut it.by));
        if let Some(computed) = &mut it.computed {
            computed.draft_was = drafts.get(computed.draft.get()).cloned().flatten();
            computed.party_was =
                computed.party.and_then(|it| parties.get(it.get()).cloned().flatten());
        }
    }
    let changed = changed(&records.sources, |it| {
        (it.publisher.clone(), it.title.clone(), it.address.clone(), it.date, it.reliability)
    });
    let mut kept: Vec<Option<usize>> = vec![None; records.sources.len()];
    let Records { forecasts, predictions, resolutions, sources, .. } = records;
    let sealed = metas(forecasts, |it: &Forecast| it.place.is_some())
        .chain(metas(predictions, |it: &Prediction| it.place.is_some()))
        .chain(metas(resolutions, |it: &Resolution| it.place.is_some()));
    for citation in sealed.flat_map(|it| it.sources.iter_mut()) {
        let at = citation.source.get();
        if !changed.get(at).is_some_and(|it| *it) {
            continue;
        }
        let copy = *kept[at].get_or_insert_with(|| {
            let mut copy: Source = sources[at].clone();
            // It corrects nothing: what it stands for is what was corrected.
            copy.meta.corrects = None;
            sources.push(copy);
            sources.len() - 1
        });
        citation.source = super::id::Ix::new(copy);
    }
}

fn metas<T: Record>(
    list: &mut [T],
    sealed: impl Fn(&T) -> bool,
) -> impl Iterator<Item = &mut Meta> {
    list.iter_mut().filter(move |it| sealed(it)).map(Record::meta_mut)
}

/// The names of people and parties to whom corrections give another name.
struct Names {
    persons: Vec<Option<Known>>,
    parties: Vec<Option<Known>>,
}

/// By which names somebody is known.
struct Known {
    /// What the record itself calls him.
    own: String,
    /// What he is called once it is put right.
    last: String,
    /// All names that the record and its corrections have for him.
    all: Vec<String>,
}

impl Names {
    fn of(records: &Records) -> Names {
        Names {
            persons: known_as(&records.persons, |it| it.name.clone()),
            parties: known_as(&records.parties, |it| it.name.clone()),
        }
    }

    fn find(&self, by: Option<&Speaker>) -> Option<&Known> {
        let known = match by? {
            Speaker::Person(ix) => self.persons.get(ix.get()),
            Speaker::Party(ix) => self.parties.get(ix.get()),
            Speaker::Named(_) => None,
        };
        known?.as_ref()
    }

    fn hold(&self, by: &mut Option<Speaker>) {
        if let Some(known) = self.find(by.as_ref()).filter(|it| it.own != it.last) {
            *by = Some(Speaker::Named(known.own.clone()));
        }
    }

    /// The names of a speaker beside the one that he will be shown under.
    fn others(&self, by: Option<&Speaker>, sealed: bool) -> Vec<String> {
        let Some(known) = self.find(by) else { return Vec::new() };
        let shown = if sealed { &known.own } else { &known.last };
        known.all.iter().filter(|it| *it != shown).cloned().collect()
    }
}

/// By which names those of a list are known, where corrections have more than one for them.
fn known_as<T: Record>(list: &[T], name: impl Fn(&T) -> String) -> Vec<Option<Known>> {
    let target = |at: usize| Some(list.get(at)?.meta().corrects.as_ref()?.record as usize);
    let first = |mut at: usize| {
        // A circle is refused elsewhere; here it would only go round.
        for _ in 0..list.len() {
            let Some(next) = target(at).filter(|it| *it < list.len()) else { break };
            at = next;
        }
        at
    };
    if list.iter().all(|it| it.meta().corrects.is_none()) {
        return Vec::new();
    }
    let firsts: Vec<usize> = (0..list.len()).map(first).collect();
    let mut all: Vec<Vec<String>> = vec![Vec::new(); list.len()];
    for (at, first) in firsts.iter().enumerate() {
        all[*first].push(name(&list[at]));
    }
    all.iter_mut().for_each(|it| {
        it.sort_unstable();
        it.dedup();
    });
    let last = lasts(list);
    let known = |at: usize| {
        let all = &all[firsts[at]];
        (all.len() > 1).then(|| Known {
            own: name(&list[at]),
            last: name(&list[last[at]]),
            all: all.clone(),
        })
    };
    (0..list.len()).map(known).collect()
}

/// The ids of the records that a correction puts another id in the place of; `None` of the others.
fn replaced<T: Record>(list: &[T]) -> Vec<Option<String>> {
    let id = |it: &T| it.meta().id.as_ref().map(ToString::to_string);
    let changed = changed(list, id);
    list.iter().zip(changed).map(|(it, changed)| id(it).filter(|_| changed)).collect()
}

/// Which records of a list are not what they were once they are corrected, going by what `of` says of them.
fn changed<T: Record, W: PartialEq>(list: &[T], of: impl Fn(&T) -> W) -> Vec<bool> {
    let last = lasts(list);
    (0..list.len()).map(|at| of(&list[at]) != of(&list[last[at]])).collect()
}

/// For each record of a list the place of what stands for it once it is corrected.
fn lasts<T: Record>(list: &[T]) -> Vec<usize> {
    let mut by: Vec<Option<usize>> = vec![None; list.len()];
    for (place, it) in list.iter().enumerate() {
        let target = it.meta().corrects.as_ref().map(|it| it.record as usize);
        if let Some(slot) = target.and_then(|it| by.get_mut(it)) {
            *slot = Some(place);
        }
    }
    let last = |mut at: usize| {
        // A circle is refused elsewhere; here it would only go round.
        for _ in 0..list.len() {
            let Some(next) = by[at] else { break };
            at = next;
        }
        at
    };
    (0..list.len()).map(last).collect()
}
