//! Beliefs about a party's own word: its answers to this text and to any, its warnings and its conditions.

use super::answer::Supposed;
use super::grounds::{Clauses, Grounds};
use crate::lens::acceptance::consents::Consented;
use crate::lens::acceptance::word::meets;
use crate::lens::record::Judged;
use crate::lens::record::demands::departs;
use plenipo_record::case::contents::{Concerned, concerned};
use plenipo_record::case::demand::{Demand, DemandKind};
use plenipo_record::case::id::Ix;
use plenipo_record::case::position::{Answer, Reply};

/// Its standing answers that are no consent, each once.
fn standing(grounds: &Grounds<'_>) -> Vec<Ix<Answer>> {
    let word = &grounds.assessment.word;
    let mut all: Vec<Ix<Answer>> = Vec::new();
    for ix in word.own.iter().chain(&word.any).chain(&word.points) {
        if !all.contains(ix) {
            all.push(*ix);
        }
    }
    all
}

/// Its warnings and conditions, newest first.
fn demands<'g>(grounds: &'g Grounds<'_>) -> impl Iterator<Item = (Ix<Demand>, &'g Demand)> {
    let each = grounds.case.demands.iter().enumerate().rev();
    each.filter(|(_, it)| it.party == grounds.party).map(|(place, it)| (Ix::new(place), it))
}

/// For acceptance: of each clause one or another holds.
pub(super) fn withdrawn(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for ix in standing(grounds) {
        let it = &grounds.case.answers[ix.get()];
        let gives = [Supposed::NotFinal(ix)].into_iter().chain(grounds.doubted(it.by.as_ref()));
        match it.answer {
            Reply::Reject => clauses.add(gives),
            Reply::NoFurtherMovement => {
                clauses.add([Supposed::AsksMore(ix, false)].into_iter().chain(gives));
            }
            Reply::AcceptIf if meets(it, grounds.contents) != Some(true) => {
                for met in conditions(grounds, ix, true) {
                    clauses.add(met.into_iter().chain([Supposed::NotFinal(ix)]));
                }
            }
            _ => {}
        }
    }
    if let Some(Consented::Refused(ix)) = grounds.assessment.word.consented {
        clauses.add([Supposed::ConsentAnew(ix)]);
    }
    for (ix, it) in demands(grounds) {
        let gives =
            [Supposed::ActsOn(ix, false)].into_iter().chain(grounds.doubted(it.by.as_ref()));
        let gives: Vec<Supposed> = gives.collect();
        match it.is {
            DemandKind::Warning => {
                if may_depart(grounds, it) {
                    clauses.add([Supposed::Departs(ix, false)].into_iter().chain(gives.clone()));
                }
                for met in keeps_from(grounds, it) {
                    clauses.add(met.into_iter().chain(gives.clone()));
                }
            }
            DemandKind::Condition => {
                for (issue, set) in &it.asks {
                    let content = &grounds.contents[issue.get()];
                    if !content.is_within(*set) {
                        let options = content.options().and(*set);
                        let has =
                            (!options.is_empty()).then_some(Supposed::Content(*issue, options));
                        clauses.add(has.into_iter().chain(gives.clone()));
                    }
                }
            }
            DemandKind::Demand => {}
        }
    }
}

/// For refusal: each clause suffices.
pub(super) fn stands(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for ix in standing(grounds) {
        let it = &grounds.case.answers[ix.get()];
        match it.answer {
            Reply::Reject => clauses.add([Supposed::Final(ix)]),
            Reply::NoFurtherMovement => {
                clauses.add([Supposed::AsksMore(ix, true), Supposed::Final(ix)]);
            }
            Reply::AcceptIf if meets(it, grounds.contents) != Some(true) => {
                for unmet in conditions(grounds, ix, false) {
                    clauses.add(unmet.into_iter().chain([Supposed::Final(ix)]));
                }
            }
            _ => {}
        }
    }
    for (ix, it) in demands(grounds) {
        let acts = Supposed::ActsOn(ix, true);
        match it.is {
            DemandKind::Warning => {
                if may_depart(grounds, it) {
                    clauses.add([Supposed::Departs(ix, true), acts.clone()]);
                }
                for (issue, set) in &it.when {
                    let content = &grounds.contents[issue.get()];
                    if content.may_be(*set) {
                        let has = Supposed::Content(*issue, content.options().and(*set));
                        let has = (!content.is_within(*set)).then_some(has);
                        clauses.add(has.into_iter().chain([acts.clone()]));
                    }
                }
            }
            DemandKind::Condition => {
                for (issue, set) in &it.asks {
                    let content = &grounds.contents[issue.get()];
                    if !content.is_within(*set) {
                        let but = content.options().without(*set);
                        let known = !content.may_be(*set) && !content.may_leave_open();
                        let but = (!known).then_some(Supposed::Content(*issue, but));
                        clauses.add(but.into_iter().chain([acts.clone()]));
                    }
                }
            }
            DemandKind::Demand => {}
        }
    }
}

/// How the condition of an answer could be met, each part by itself, or (`false`) not be met.
fn conditions(grounds: &Grounds<'_>, ix: Ix<Answer>, met: bool) -> Vec<Vec<Supposed>> {
    let it = &grounds.case.answers[ix.get()];
    let when = it.condition.as_ref().map_or(&[][..], |it| &it.when);
    if when.is_empty() {
        return vec![vec![Supposed::Meets(ix, met)]];
    }
    let open = when.iter().filter(|(issue, set)| !grounds.contents[issue.get()].is_within(*set));
    let each = open.map(|(issue, set)| {
        let content = &grounds.contents[issue.get()];
        let options = match met {
            true => content.options().and(*set),
            false => content.options().without(*set),
        };
        let decided = !met && !content.may_be(*set);
        let says = (!options.is_empty() && !decided).then_some(Supposed::Content(*issue, options));
        says.into_iter().collect()
    });
    each.collect()
}

/// Whether the text may depart from what the warning is about: not where by every reading on record it keeps to it.
fn may_depart(grounds: &Grounds<'_>, it: &Demand) -> bool {
    it.departs_from.is_some_and(|ix| {
        let each = departs(grounds.case, ix, grounds.draft, grounds.contents);
        each.iter().any(|it| !matches!(it.judged, Judged::KeepsToIt | Judged::Denied))
    })
}

/// What the text would have to say not to have what the warning is about, issue by issue; nothing can be said where it
/// has it.
fn keeps_from(grounds: &Grounds<'_>, it: &Demand) -> Vec<Vec<Supposed>> {
    if it.when.is_empty() {
        return Vec::new();
    }
    match concerned(&it.when, grounds.contents) {
        Concerned::Not => Vec::new(),
        Concerned::Surely(_) => vec![Vec::new()],
        Concerned::Perhaps(_) => {
            let open =
                it.when.iter().filter(|(issue, set)| grounds.contents[issue.get()].may_be(*set));
            let each = open.map(|(issue, set)| {
                let but = grounds.contents[issue.get()].options().without(*set);
                vec![Supposed::Content(*issue, but)]
            });
            each.collect()
        }
    }
}
