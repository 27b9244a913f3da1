//! Whose consent a text needs outside the room, and by when.

use super::rooms::names;
use crate::lens::acceptance::answer::OfDraft;
use crate::lens::acceptance::consents::{Need, Needed};
use crate::lens::brief::desk::Desk;
use crate::lens::brief::ground::{Ground, Sentence};
use crate::lens::brief::words;
use jiff::civil::Date;
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::Ix;
use plenipo_record::case::outside::CapacityKind;
use plenipo_record::case::party::{Party, Speaker};

/// The most consents that are told.
const CONSENTS_MAX: usize = 4;

/// Consents of those who are met, or of bodies of theirs; where none is on record, that.
pub(in crate::lens) fn referred(desk: &Desk<'_>, met: &[Ix<Party>]) -> Vec<Sentence> {
    let mut said = Vec::new();
    let own = |it: &&Needed| {
        let by = &desk.case.consents[it.consent.get()].of;
        by.iter().any(|by| desk.case.party_of(by).is_some_and(|it| met.contains(&it)))
    };
    let needed = needed(desk);
    let (theirs, others): (Vec<&Needed>, Vec<&Needed>) = needed.into_iter().partition(own);
    // A body named in words only may be of those who are met.
    let (unplaced, others): (Vec<&Needed>, Vec<&Needed>) = others.into_iter().partition(|it| {
        let of = &desk.case.consents[it.consent.get()].of;
        of.iter().all(|by| desk.case.party_of(by).is_none())
    });
    said.extend(theirs.iter().take(CONSENTS_MAX).map(|it| told(desk, it)));
    if !unplaced.is_empty() {
        said.extend(unplaced.iter().take(CONSENTS_MAX).map(|it| told(desk, it)));
        let of = if unplaced.len() == 1 { "that body belongs" } else { "those bodies belong" };
        let words = format!("to which side {of} is not {}: ask", desk.on_record());
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    // What was decided is on record, and no question.
    let decided: Vec<&Needed> = on_record(desk).into_iter().filter(|it| !is_open(it)).collect();
    let decided = decided.into_iter().filter(|it| own(it));
    let decided: Vec<Sentence> = decided.take(CONSENTS_MAX).map(|it| told(desk, it)).collect();
    let none = theirs.is_empty() && unplaced.is_empty() && decided.is_empty();
    said.extend(decided);
    if none {
        let words = format!(
            "whose consent {} would need at home, and by when, is not {}: ask both",
            names(desk, met),
            desk.on_record()
        );
        said.push(Sentence::of(words, vec![Ground::Silent]));
    }
    let with_day = others.iter().filter(|it| due(desk, it).is_some());
    said.extend(with_day.take(CONSENTS_MAX).map(|it| told(desk, it)));
    said.push(Sentence::of(
        "it is no answer, and is kept as reserved; ask for a day, and write that down as undertaken",
        vec![Ground::Counting],
    ));
    said
}

/// Whose consent a yes would still lack, in one sentence, and where the record says when.
pub(in crate::lens) fn beyond(desk: &Desk<'_>) -> Option<Sentence> {
    let of = needed(desk).into_iter().filter(|it| !it.advises(desk.case));
    let (mut sure, mut perhaps): (Vec<String>, Vec<String>) = Default::default();
    let mut on: Vec<Ground> = Vec::new();
    for it in of {
        let consent = &desk.case.consents[it.consent.get()];
        let named = |by: &Speaker| match by {
            Speaker::Party(party) => desk.party(*party),
            by => desk.case.speaker(by),
        };
        let bodies: Vec<String> = consent.of.iter().map(named).collect();
        if bodies.is_empty() {
            continue;
        }
        let due = due(desk, it).map(|it| format!(", due {}", words::day(it))).unwrap_or_default();
        let words = format!("{}{due}", listed(&bodies));
        if sure.contains(&words) || perhaps.contains(&words) {
            continue;
        }
        if it.is == Need::Possible {
            perhaps.push(words)
        } else {
            sure.push(words)
        }
        for ground in Ground::of(desk.case, &consent.meta) {
            if !on.contains(&ground) {
                on.push(ground);
            }
        }
    }
    // Vetoes that are on record as a capacity; what came of a consent of the same party is told by that.
    let outside = carried(desk).filter(|it| !it.is_fallen()).map(|it| it.outside.as_slice());
    for it in outside.unwrap_or_default().iter().filter(|it| it.consented.is_none()) {
        for (ix, is_sure) in &it.capacities {
            let capacity = &desk.case.capacities[ix.get()];
            let words = desk.party(it.party);
            let of = if *is_sure { &mut sure } else { &mut perhaps };
            if capacity.is != CapacityKind::MustConsent || of.contains(&words) {
                continue;
            }
            of.push(words);
            for ground in Ground::of(desk.case, &capacity.meta) {
                if !on.contains(&ground) {
                    on.push(ground);
                }
            }
        }
    }
    let possible = |words: &str| format!("{words} of {}", listed(&perhaps));
    let words = match (sure.is_empty(), perhaps.is_empty()) {
        (true, true) => return None,
        (true, false) => possible("outside the room it may need the consent"),
        (false, true) => format!("outside the room it needs the consent of {}", listed(&sure)),
        (false, false) => format!(
            "outside the room it needs the consent of {}{}",
            listed(&sure),
            possible("; perhaps also")
        ),
    };
    Some(Sentence::of(words, on))
}

/// What the text needs, or may need, and has not got: what is due first comes first.
fn needed<'d>(desk: &'d Desk<'_>) -> Vec<&'d Needed> {
    let fallen = carried(desk).is_some_and(|it| it.is_fallen());
    let mut all = on_record(desk);
    all.retain(|it| is_open(it) && !fallen);
    all.sort_by_key(|it| {
        let due = due(desk, it);
        (due.is_none(), due, it.is != Need::Certain, it.consent.get())
    });
    all
}

/// Every consent that the text needs or may need, decided or not.
fn on_record<'d>(desk: &'d Desk<'_>) -> Vec<&'d Needed> {
    carried(desk).map_or_else(Vec::new, |it| it.consents.iter().collect())
}

fn carried<'d>(desk: &'d Desk<'_>) -> Option<&'d OfDraft> {
    desk.drafts.first().and_then(|(draft, _)| desk.found(*draft))
}

fn is_open(it: &Needed) -> bool {
    matches!(it.is, Need::Certain | Need::Possible)
}

/// By when; a day that was set for another text says nothing of this one.
fn due(desk: &Desk<'_>, it: &Needed) -> Option<Date> {
    desk.case.consents[it.consent.get()].due.filter(|_| !it.anew)
}

fn told(desk: &Desk<'_>, it: &Needed) -> Sentence {
    let meta = &desk.case.consents[it.consent.get()].meta;
    desk.sentence(words::humane(&it.said_on(desk.case, desk.day)), meta)
}
