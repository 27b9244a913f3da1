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
            if page.tokens.capital(moves.first)
                || page.denied(at, moves.first)
                || page.supposed(at, moves.first)
            {
                continue;
            }
            let (mut clause, mut stop) = sentence.clause(moves.first);
            // `The tsunami of 26 December, both delegations say, brought them …`: over what is only put in.
            if let Some(frame) = page.frame(at, moves.first).filter(|it| it.behind) {
                clause = clause.min(frame.content[0].0.max(first));
                stop = stop.max(if moves.first < frame.verb.0 { frame.content[0].1 } else { end });
            }
            // `made the army less willing`, `left them with more room`: only with a word of more or less.
            let plain = matches!(
                page.tokens.low(moves.first),
                "made" | "makes" | "left" | "leaves" | "gave" | "gives" | "given"
            ) && moves.end == moves.first + 1;
            if plain && !compares(page, moves.end, stop) {
                continue;
            }
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
                    || says_between(page, at, happening.end, moves.first))
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
            // `brought them to the table`, both delegations say: themselves.
            let themselves = page.tokens.low(moves.end) == "them" && speaker.who.len() == 1;
            it.target = match moved {
                _ if themselves => speaker.who.concat(),
                _ if subject.is_some() => subject.unwrap_or_default(),
                Some(mention) => page.words(mention.first, mention.end),
                None if behind => page
                    .ground()
                    .subject(moves.first, first)
                    .and_then(|it| page.name(&it))
                    .unwrap_or_default(),
                None => page.words(moves.end, page.phrase(moves.end, stop).1),
            };
            let begins = it.target.split(' ').next().unwrap_or_default();
            if it.target.is_empty() || matches!(begins, "from" | "by" | "in" | "on" | "at" | "up") {
                break;
            }
            // Of what happened, and not of somebody named beside it.
            let comma = |it: &usize| page.tokens.gap(*it).has(crate::words::Gap::COMMA);
            // What stands between it and the verb belongs to what happened.
            let near = (happening.end + 7).min(end);
            let limit = if behind { near } else { near.max(moves.first.min(happening.end + 14)) };
            let mut stop_at = (happening.end..limit).find(comma).unwrap_or(limit);
            // `The fighting, which began on 9 September, …`
            if page.tokens.low(stop_at) == "which" {
                let limit = (stop_at + 9).min(end);
                stop_at = (stop_at + 1..limit).find(comma).unwrap_or(limit);
            }
            let day = page
                .day(happening.first.saturating_sub(2).max(first), stop_at, Tense::Past)
                .or_else(|| back(page, at, happening.first, happening.end));
            if let Some((when, inferred)) = day {
                (it.when, it.inferred) = (Some(when), inferred);
            }
            out.push(it);
            break;
        }
        credited(page, at, out);
        since(page, at, out);
    }
}

/// Whether somebody says something between these words, and not only in an aside.
fn says_between(page: &Page<'_>, sentence: usize, from: usize, to: usize) -> bool {
    let aside = |first: usize| {
        page.frames[sentence].iter().any(|it| it.verb.0 == first && it.behind && it.holds(to))
    };
    page.cues
        .all(Cue::Says, from, to)
        .iter()
        .any(|it| !matches!(it.form, VerbForm::Base | VerbForm::Ing) && !aside(it.first))
}

/// Whether a word of more or less stands here.
fn compares(page: &Page<'_>, first: usize, end: usize) -> bool {
    (first..end.min(first + 9)).any(|it| {
        matches!(
            page.tokens.low(it),
            "more"
                | "less"
                | "harder"
                | "easier"
                | "readier"
                | "sooner"
                | "keener"
                | "warier"
                | "softer"
                | "tougher"
                | "bolder"
                | "impatient"
                | "nervous"
                | "cautious"
                | "little"
                | "no"
                | "room"
                | "reason"
                | "reluctant"
                | "willing"
                | "unwilling"
                | "ready"
        )
    })
}

/// `American officials credit the air campaign, which opened on 30 August, with bringing East to the table`; `Since the
/// spill, she said, her ministry had become readier to talk`.
fn credited(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let credit = (first + 1..end).find(|it| {
        matches!(
            page.tokens.low(*it),
            "credit" | "credits" | "blame" | "blames" | "blamed" | "thank" | "thanks"
        ) || page.tokens.low(*it) == "credited"
            && !matches!(page.tokens.low(it - 1), "is" | "was" | "are" | "were" | "widely" | "been")
    });
    let Some(credit) = credit else { return };
    let with = (credit + 2..end).find(|it| {
        matches!(page.tokens.low(*it), "with" | "for") && page.tokens.low(it + 1).ends_with("ing")
    });
    let Some(with) = with else { return };
    if !page.cues.any(Cue::Happening, credit, with) || page.denied(sentence, credit) {
        return;
    }
    let actor = page.actor(sentence, credit);
    if actor.who.is_empty() {
        return;
    }
    let mut it = of(page, ProposalKind::Event, (first, end), &actor, "event: credited");
    it.words = page.words(credit, credit + 1);
    let moved = page.names.within(with + 2, end).first();
    it.target = match moved {
        Some(it) => page.words(it.first, it.end),
        None => page.words(with + 2, page.phrase(with + 2, end).1),
    };
    if let Some((when, inferred)) = page.day(credit, with, Tense::Past) {
        (it.when, it.inferred) = (Some(when), inferred);
    }
    it.sureness = Sureness::Sure;
    out.push(it);
}

/// `Since the spill of 11 August East has been readier to talk`: what happened leads in, and a word of more or less
/// follows.
fn since(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    if !matches!(page.tokens.low(first), "since" | "after" | "following" | "ever")
        || page.supposed(sentence, end - 1)
        || out.iter().any(|it| {
            it.kind == ProposalKind::Event && it.quote.start >= page.quote(first, first + 1).start
        })
    {
        return;
    }
    let comma = (first + 1..end).find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA));
    let lead = comma.unwrap_or((first + 14).min(end));
    if !page.cues.any(Cue::Happening, first, lead) {
        return;
    }
    // The main clause: a subject that is somebody, and a word of more or less behind its verb.
    let main = page.names.within(lead, end).iter().find(|it| {
        page.names.is(it) != Some(NamedAs::Place)
            && !page.frames[sentence].iter().any(|frame| frame.speaker == **it)
            && (it.end..(it.end + 3).min(end))
                .any(|at| crate::sentence::is_finite(&page.tokens, &page.cues, at))
    });
    let Some(main) = main.copied() else { return };
    let says = compares(page, main.end, (main.end + 8).min(end))
        && !page.cues.any(Cue::Session, main.end, (main.end + 3).min(end));
    if !says {
        return;
    }
    let speaker = page.speaker(sentence, main.end.min(end - 1));
    let mut it = of(page, ProposalKind::Event, (first, end), &speaker, "event: since");
    it.target = page.words(main.first, main.end);
    if let Some((when, inferred)) = page.day(first, lead, Tense::Past) {
        (it.when, it.inferred) = (Some(when), inferred);
    }
    out.push(it);
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
        // `The speech`: whatever somebody said before on a day.
        let spoke = matches!(
            word.as_str(),
            "speech" | "remarks" | "warning" | "interview" | "letter" | "address"
        );
        let tells = spoke && page.cues.any(Cue::Says, it.first, it.end)
            || (it.first..it.end).any(|at| page.tokens.low(at) == word)
            || general && page.cues.any(Cue::Happening, it.first, it.end);
        if tells && let Some(found) = page.day(it.first, it.end, Tense::Past) {
            return Some(found);
        }
    }
    None
}
