//! Events outside the room, and whom they are said to have moved.

use super::{of, part};
use crate::cue::{Cue, VerbForm};
use crate::day::Tense;
use crate::names::{NamedAs, Who};
use crate::page::Page;
use crate::proposal::{Proposal, ProposalKind, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let sentence = &page.sentences[at];
        let (first, end) = (sentence.first, sentence.end);
        let all = page.cues.all(Cue::Moves, first, end).into_iter();
        for moves in all.filter(|it| !matches!(it.form, VerbForm::Ing | VerbForm::Base)) {
            if page.denied(at, moves.first) || page.supposed(at, moves.first) {
                continue;
            }
            let (clause, stop) = sentence.clause(moves.first);
            let words = page.words(moves.first, moves.end).to_lowercase();
            let behind = words.starts_with("only with")
                || words.contains("after the")
                || words.starts_with("reached only")
                || words.starts_with("because of")
                || words.starts_with("in the wake")
                || words.starts_with("as a result")
                || words.starts_with("followed");
            let happening = if behind {
                page.cues.first(
                    Cue::Happening,
                    moves.end.saturating_sub(1),
                    (moves.end + 5).min(end),
                )
            } else {
                page.cues.first(
                    Cue::Happening,
                    if words.contains("credited") || page.tokens.low(clause) == "which" {
                        first
                    } else {
                        clause
                    },
                    moves.first,
                )
            };
            let Some(happening) = happening else { continue };
            // A vote or a visit is also part of talks; what happened has to stand before the verb as its subject.
            let apart = moves.first.saturating_sub(happening.end);
            if !behind
                && (apart > 14 + 10 * usize::from(words.contains("credited"))
                    || page.cues.any(Cue::Says, happening.end, moves.first))
            {
                continue;
            }
            let credited = words.contains("credited");
            let speaker = page.speaker(at, moves.first);
            let span = if credited {
                (first, stop)
            } else if behind {
                (clause, stop)
            } else {
                part(page, at, (happening.first, stop.min(end)))
            };
            let mut it = of(page, ProposalKind::Event, span, &speaker, "event");
            it.sureness = if credited { Sureness::Sure } else { Sureness::Likely };
            it.words = page.words(moves.first, moves.end);
            let moved = page.names.within(moves.end.min(stop), stop).iter().find(|it| {
                page.names.is(it) != Some(NamedAs::Place) && !matches!(it.who, Who::Pronoun)
            });
            let subject = behind
                .then(|| page.ground().subject(moves.first, first).and_then(|it| page.name(&it)))
                .flatten();
            it.target = match moved {
                _ if subject.is_some() => subject.unwrap_or_default(),
                Some(mention) => page.words(mention.first, mention.end),
                None if behind => page
                    .ground()
                    .subject(moves.first, first)
                    .and_then(|it| page.name(&it))
                    .unwrap_or_default(),
                None => page.words(moves.end, page.phrase(moves.end, stop).1),
            };
            // Of what happened, and not of somebody named beside it.
            let stop_at = (happening.end..(happening.end + 7).min(end))
                .find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA))
                .unwrap_or((happening.end + 7).min(end));
            let day = page
                .day(happening.first.saturating_sub(2).max(first), stop_at, Tense::Past)
                .or_else(|| back(page, at, happening.first, happening.end));
            if let Some((when, inferred)) = day {
                (it.when, it.inferred) = (Some(when), inferred);
            }
            out.push(it);
            break;
        }
    }
}

/// The day of what happened, where an earlier sentence of the paragraph tells of it.
fn back(
    page: &Page<'_>,
    sentence: usize,
    first: usize,
    end: usize,
) -> Option<(crate::day::ReportDay, bool)> {
    let paragraph = page.sentences[sentence].paragraph;
    let word = page.words(first, end).to_lowercase();
    let before = page.sentences[..sentence].iter().rev().take_while(|it| it.paragraph == paragraph);
    for it in before {
        let general = matches!(
            word.as_str(),
            "accident"
                | "attack"
                | "crash"
                | "incident"
                | "blast"
                | "disaster"
                | "failure"
                | "collapse"
                | "killing"
                | "strike"
        );
        let tells = (it.first..it.end).any(|at| page.tokens.low(at) == word)
            || general && page.cues.any(Cue::Happening, it.first, it.end);
        if tells && let Some(found) = page.day(it.first, it.end, Tense::Past) {
            return Some(found);
        }
    }
    None
}
