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
    for it in records.predictions.iter_mut().filter(|it| it.place.is_some()) {
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

/// The names of people and parties that a correction gives another name; `None` of the others.
struct Names {
    persons: Vec<Option<String>>,
    parties: Vec<Option<String>>,
}

impl Names {
    fn of(records: &Records) -> Names {
        let of = |changed: Vec<bool>, name: &dyn Fn(usize) -> String| {
            changed.into_iter().enumerate().map(|(at, it)| it.then(|| name(at))).collect()
        };
        let persons = changed(&records.persons, |it| it.name.clone());
        let parties = changed(&records.parties, |it| it.name.clone());
        Names {
            persons: of(persons, &|at| records.persons[at].name.clone()),
            parties: of(parties, &|at| records.parties[at].name.clone()),
        }
    }

    fn hold(&self, by: &mut Option<Speaker>) {
        let name = match by {
            Some(Speaker::Person(ix)) => self.persons.get(ix.get()),
            Some(Speaker::Party(ix)) => self.parties.get(ix.get()),
            _ => None,
        };
        if let Some(Some(name)) = name {
            *by = Some(Speaker::Named(name.clone()));
        }
    }
}

/// The ids of the records that a correction puts another id in the place of; `None` of the others.
fn replaced<T: Record>(list: &[T]) -> Vec<Option<String>> {
    let id = |it: &T| it.meta().id.as_ref().map(ToString::to_string);
    let changed = changed(list, id);
    list.iter().zip(changed).map(|(it, changed)| id(it).filter(|_| changed)).collect()
}

/// Which records of a list are not what they were once they are corrected, going by what `of` says of them.
fn changed<T: Record, W: PartialEq>(list: &[T], of: impl Fn(&T) -> W) -> Vec<bool> {
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
    (0..list.len()).map(|at| of(&list[at]) != of(&list[last(at)])).collect()
}
