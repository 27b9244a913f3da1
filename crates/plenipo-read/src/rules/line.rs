//! Lines: a side rules out a position on an issue.

use super::{dated, of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::page::Page;
use crate::proposal::{Proposal, ProposalKind, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::RulesOut, first, end) {
            ruled_out(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::WillNot, first, end) {
            will_not(page, at, hit, out);
        }
        none_may(page, at, out);
        for hit in page.cues.all(Cue::Rejects, first, end) {
            rejected(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Unacceptable, first, end) {
            unacceptable(page, at, hit, out);
        }
    }
}

/// Whether what is refused is a text as a whole: that is an answer.
pub(super) fn is_text(page: &Page<'_>, object: (usize, usize)) -> bool {
    let Some(noun) = page.cues.first(Cue::Text, object.0, (object.0 + 7).min(object.1)) else {
        return false;
    };
    // The noun is the head where nothing but its article and adjectives stand before it.
    !(object.0..noun.first).any(|it| {
        matches!(
            page.tokens.low(it),
            "of" | "in" | "on" | "to" | "that" | "with" | "for" | "from" | "by" | "giving"
        ) || page.tokens.low(it).ends_with("ing") && it > object.0
    })
}

fn push(
    page: &Page<'_>,
    sentence: usize,
    hit: Hit,
    object: (usize, usize),
    sureness: Sureness,
    out: &mut Vec<Proposal>,
) {
    let actor = page.actor(sentence, hit.first);
    if actor.who.is_empty() || object.1 <= object.0 || refuses_to_speak(page, hit, object) {
        return;
    }
    // A charge that is rejected is no position.
    let charge = (object.0..object.1.min(object.0 + 4)).any(|it| {
        matches!(
            page.tokens.low(it),
            "charge"
                | "charges"
                | "accusation"
                | "accusations"
                | "claim"
                | "claims"
                | "allegation"
                | "allegations"
                | "suggestion"
                | "suggestions"
                | "criticism"
                | "report"
                | "reports"
                | "assertion"
        )
    });
    if charge {
        return;
    }
    if let Some(it) = super::only_after(page, sentence, hit, &actor) {
        out.push(it);
        return;
    }
    let keep = (hit.first.min(object.0), object.1.max(hit.end));
    let mut span = part(page, sentence, keep);
    if let Some(subject) =
        actor.subject.filter(|it| it.first < hit.first && hit.first.saturating_sub(it.end) < 25)
    {
        let begins = page.sentences[sentence].first;
        if page.frame(sentence, hit.first).is_none() {
            span.0 = span.0.min(subject.first.max(begins));
        }
    }
    let mut it = of(page, ProposalKind::Line, span, &actor, "line");
    it.target = page.words(object.0, object.1);
    it.words = page.words(hit.first, hit.end);
    it.sureness = sureness;
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

/// Refusing to answer a journalist is no line.
fn refuses_to_speak(page: &Page<'_>, hit: Hit, object: (usize, usize)) -> bool {
    page.cues.any(Cue::NoComment, hit.first.saturating_sub(1), object.1)
        || page.tokens.low(hit.first.wrapping_sub(1)) != "we"
            && (hit.end..(hit.end + 3).min(object.1)).any(|it| {
                matches!(
                    page.tokens.low(it),
                    "comment"
                        | "say"
                        | "speculate"
                        | "answer"
                        | "elaborate"
                        | "confirm"
                        | "name"
                        | "disclose"
                        | "be"
                        | "speak"
                        | "respond"
                        | "identify"
                        | "give"
                        | "know"
                        | "go"
                ) && page.tokens.low(it + 1) != "up"
            })
}

fn ruled_out(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let object = page.phrase(hit.end, page.sentences[sentence].end);
    if page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
        || is_text(page, object) && !passive(page, hit)
    {
        return;
    }
    if passive(page, hit) {
        return by_whom(page, sentence, hit, out);
    }
    let sure = if page.tokens.low(hit.first).starts_with("rul") {
        Sureness::Sure
    } else {
        Sureness::Likely
    };
    push(page, sentence, hit, object, sure, out);
}

/// `Any such deal is excluded by Washington`
fn by_whom(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let (first, end) = page.sentences[sentence].clause(hit.first);
    if page.tokens.low(hit.end) != "by" {
        return;
    }
    let Some(it) = page.names.within(hit.end + 1, (hit.end + 3).min(end)).first().copied() else {
        return;
    };
    let from = super::skip_that(page, first, hit.first);
    let be = (from..hit.first)
        .rev()
        .take_while(|at| {
            matches!(
                page.tokens.low(*at),
                "is" | "was" | "were" | "are" | "been" | "be" | "has" | "had" | "have"
            )
        })
        .last()
        .unwrap_or(hit.first);
    if be <= from {
        return;
    }
    let who = page.names_of(&it);
    let mut via = page.speaker(sentence, hit.first).who;
    via.retain(|name| !who.contains(name));
    let actor = crate::page::Actor { who, via, subject: Some(it) };
    let span = (from, it.end);
    let mut it = of(page, ProposalKind::Line, span, &actor, "line: passive");
    it.target = page.words(from, be);
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

fn passive(page: &Page<'_>, hit: Hit) -> bool {
    hit.form == VerbForm::Past
        && hit.first > 0
        && matches!(page.tokens.low(hit.first - 1), "was" | "were" | "been" | "be" | "is" | "are")
}

fn will_not(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    let Some(verb) = page.cues.first(Cue::Yields, hit.end, (hit.end + 3).min(end)) else { return };
    if verb.first > hit.end + 1 || page.supposed(sentence, hit.first) {
        return;
    }
    // `would not be put there`
    if page.tokens.low(hit.end) == "be" {
        return;
    }
    let mut object = page.phrase(verb.end, end);
    let act = page.tokens.low(verb.first);
    // `A detour is something that Moscow will not hear of`: what stands before it.
    let clause = page.sentences[sentence].clause(hit.first).0;
    let thing = (clause + 1..hit.first).rev().take(10).find(|it| {
        matches!(page.tokens.low(*it), "is" | "was" | "were" | "are")
            && matches!(page.tokens.low(it + 1), "something" | "a" | "nothing" | "one" | "things")
            && (matches!(page.tokens.low(it + 1), "something" | "things")
                || matches!(page.tokens.low(it + 2), "thing" | "step" | "matter" | "subject"))
    });
    if let Some(be) = thing {
        let from = page
            .frame(sentence, hit.first)
            .and_then(|it| {
                it.content.iter().find(|(a, b)| (*a..*b).contains(&hit.first)).map(|it| it.0)
            })
            .unwrap_or(clause);
        object = (super::skip_that(page, from, be).max(clause), be);
    }
    if is_text(page, object) && !matches!(act, "sign")
        || object.1 <= object.0 + usize::from(act == "have")
    {
        return;
    }
    let any = page.tokens.low(object.0) == "any";
    if matches!(act, "sign") && is_text(page, object) && !any {
        return;
    }
    let never = page.words(hit.first, hit.end).contains("never");
    // `does not accept`: what a side does not do every day is no line.
    let plain = matches!(page.tokens.low(hit.first), "does" | "do" | "doesn't" | "don't" | "no");
    if plain
        && !matches!(
            act,
            "accept" | "recognise" | "recognize" | "tolerate" | "consent to" | "support"
        )
    {
        return;
    }
    // `could not agree` is a result; `would not have` needs what is ruled out.
    if matches!(page.tokens.low(hit.first), "can" | "could" | "cannot" | "can't") && act == "agree"
        || matches!(act, "meet" | "respond")
        || act == "discuss"
            && !page.words(hit.first, hit.end).contains("prepared")
            && !page.words(hit.first, hit.end).contains("never")
            && page.tokens.low(hit.first.wrapping_sub(1)) != "we"
    {
        return;
    }
    let sure = if never || act == "accept" { Sureness::Sure } else { Sureness::Likely };
    push(page, sentence, Hit { end: verb.end, ..hit }, object, sure, out);
}

/// `no solution which bypassed a vote could be accepted`, `no minister could accept a treaty that …`, in somebody's mouth.
fn none_may(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    const DONE: [&str; 24] = [
        "entertained",
        "contemplated",
        "countenanced",
        "imposed",
        "accepted",
        "allowed",
        "tolerated",
        "signed",
        "discussed",
        "admitted",
        "recognised",
        "recognized",
        "considered",
        "permitted",
        "negotiated",
        "agreed",
        "touched",
        "reopened",
        "ceded",
        "handed",
        "stationed",
        "built",
        "surrendered",
        "opened",
    ];
    let of_sentence = &page.sentences[sentence];
    // `the description could under no circumstances be entertained`
    for hit in page.cues.all(Cue::WillNot, of_sentence.first, of_sentence.end) {
        if page.tokens.low(hit.end) != "be" || !DONE.contains(&page.tokens.low(hit.end + 1)) {
            continue;
        }
        let speaker = page.speaker(sentence, hit.first);
        let Some(frame) = page.frame(sentence, hit.first) else { continue };
        if speaker.who.is_empty() || page.supposed(sentence, hit.first) {
            continue;
        }
        let from = frame
            .content
            .iter()
            .find(|(a, b)| (*a..*b).contains(&hit.first))
            .map_or(hit.first, |it| it.0);
        let from = super::skip_that(page, from, hit.first).max(of_sentence.clause(hit.first).0);
        if from >= hit.first {
            continue;
        }
        let span = (from, page.phrase(hit.end, of_sentence.end).1);
        let mut it = of(page, ProposalKind::Line, span, &speaker, "line: may not");
        it.target = page.words(from, hit.first);
        it.words = page.words(hit.first, hit.end);
        dated(page, &mut it, sentence, span, &speaker);
        out.push(it);
        return;
    }
    for at in of_sentence.first..of_sentence.end {
        if page.tokens.low(at) != "no"
            || matches!(page.tokens.low(at + 1), "longer" | "one" | "more" | "doubt")
        {
            continue;
        }
        let modal = (at + 2..(at + 12).min(of_sentence.end)).find(|it| {
            matches!(
                page.tokens.low(*it),
                "could" | "can" | "would" | "will" | "should" | "may" | "must"
            )
        });
        let Some(modal) = modal else { continue };
        let object = if page.tokens.low(modal + 1) == "be"
            && DONE.contains(&page.tokens.low(modal + 2))
        {
            (at, modal)
        } else if let Some(verb) =
            page.cues.first(Cue::Yields, modal + 1, modal + 4).filter(|it| it.first == modal + 1)
        {
            let (a, b) = page.phrase(verb.end, of_sentence.end);
            if b <= a {
                continue;
            }
            (a, b)
        } else {
            continue;
        };
        let speaker = page.speaker(sentence, at);
        if speaker.who.is_empty() || page.tokens.low(of_sentence.first) == "if" {
            continue;
        }
        let end = page.phrase(modal, of_sentence.end).1;
        let span = part(page, sentence, (at, end));
        let mut it = of(page, ProposalKind::Line, span, &speaker, "line: none");
        it.target = page.words(object.0, object.1);
        it.words = page.words(modal, modal + 1);
        dated(page, &mut it, sentence, span, &speaker);
        out.push(it);
        return;
    }
}

fn rejected(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    if page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
        || hit.form == VerbForm::Ing
            && !matches!(page.tokens.low(hit.first.wrapping_sub(1)), "is" | "are" | "was" | "were")
    {
        return;
    }
    if passive(page, hit)
        || matches!(hit.form, VerbForm::Base)
            && !matches!(page.tokens.low(hit.first.wrapping_sub(1)), "to" | "would" | "will")
    {
        // `said to reject`; a bare base form is a noun or an order.
        if hit.form == VerbForm::Base
            && crate::names::is_plural_subject(
                page.ground(),
                hit.first,
                page.sentences[sentence].first,
            )
        {
            // goes on: `the rebels reject`
        } else if relative_before(page, hit).is_none() {
            return;
        }
    }
    let dismissed = matches!(
        page.tokens.low(hit.first),
        "dismissed" | "dismisses" | "declined" | "declines" | "decline"
    );
    if let Some(object) = relative_before(page, hit) {
        // `limits on ownership, which the government has so far refused to accept`
        return push_before(page, sentence, hit, object, out);
    }
    let mut from = hit.end;
    if page.tokens.low(from) == "to" {
        let yields = page.cues.first(Cue::Yields, from + 1, (from + 4).min(end));
        match yields {
            Some(verb) if verb.first == from + 1 => from = verb.end,
            _ => return,
        }
        if matches!(page.tokens.low(hit.end + 1), "do")
            || is_text(page, page.phrase(from, end))
            || from >= end
        {
            return;
        }
    } else if dismissed {
        return;
    }
    let mut object = page.phrase(from, end);
    if is_text(page, object) {
        return;
    }
    if page.tokens.low(object.0) == "according"
        || page.tokens.gap(from).has(crate::words::Gap::COMMA)
    {
        // `rejected, according to the same reports, restoring a bar`
        let next = (from + 1..end).find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA));
        let Some(next) = next else { return };
        object = page.phrase(next, end);
    }
    push(page, sentence, hit, object, Sureness::Likely, out);
}

/// What stands before `which X has refused to accept`.
fn relative_before(page: &Page<'_>, hit: Hit) -> Option<(usize, usize)> {
    let sentence = &page.sentences[page.sentence_of(hit.first)];
    let (first, end) = sentence.clause(hit.first);
    let nothing_after = page.phrase(hit.end, end);
    let ends = nothing_after.1 >= end && nothing_after.1 <= nothing_after.0 + 2;
    if page.tokens.low(first) != "which" || !ends || first == sentence.first {
        return None;
    }
    let (before, _) = sentence.clause(first - 1);
    let from = (before..first).rev().find(|it| {
        page.tokens.gap(*it).has(crate::words::Gap::COMMA)
            || matches!(
                page.tokens.low(it.saturating_sub(1)),
                "concern" | "on" | "about" | "is" | "are" | "for"
            ) && *it > before
                && it + 2 < first
                && page.tokens.low(it - 1) != "on"
    });
    Some((from.unwrap_or(before), first))
}

fn push_before(
    page: &Page<'_>,
    sentence: usize,
    hit: Hit,
    object: (usize, usize),
    out: &mut Vec<Proposal>,
) {
    let actor = page.actor(sentence, hit.first);
    let (from, end) = page.sentences[sentence].clause(hit.first);
    let subject = page.ground().subject(hit.first, from);
    let who = subject.map(|it| page.names_of(&it)).unwrap_or_default();
    if who.is_empty() {
        return;
    }
    let mut via = actor.who.clone();
    via.retain(|it| !who.contains(it));
    let actor = crate::page::Actor { who, via, subject };
    let span = (object.0, end);
    // `The proposal, which East has rejected`: an answer to it.
    if is_text(page, object) {
        let mut it = of(page, ProposalKind::Answer, span, &actor, "answer: relative");
        it.target = page.words(object.0, object.1);
        it.status = crate::proposal::ProposedStatus::Reject;
        it.words = page.words(hit.first, hit.end);
        dated(page, &mut it, sentence, span, &actor);
        out.push(it);
        return;
    }
    let mut it = of(page, ProposalKind::Line, span, &actor, "line: relative");
    it.target = page.words(object.0, object.1);
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

fn unacceptable(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    if page.supposed(sentence, hit.first)
        || page.denied(sentence, hit.first) && !page.tokens.low(hit.first).starts_with("no")
    {
        return;
    }
    let (first, end) = of_sentence.clause(hit.first);
    let verb = (first..hit.first).rev().find(|it| {
        matches!(
            page.tokens.low(*it),
            "was" | "is" | "are" | "were" | "be" | "remain" | "remains" | "remained"
        )
    });
    let Some(verb) = verb else { return };
    let mut speaker = page.speaker(sentence, verb);
    let from = page
        .frame(sentence, verb)
        .and_then(|it| it.content.iter().find(|(a, b)| (*a..*b).contains(&verb)).map(|it| it.0));
    let mut object = (super::skip_that(page, from.unwrap_or(first), verb).max(first), verb);
    // `a trigger that high, its minister told colleagues, was unacceptable`
    if let Some(frame) = page.frames[sentence]
        .iter()
        .find(|it| it.verb.0 > first && it.verb.0 < hit.first && it.behind)
    {
        object = (object.0.min(frame.content[0].0.max(first)), frame.content[0].1);
        speaker = crate::page::Actor { who: page.names_of(&frame.speaker), ..speaker };
    }
    if object.1 <= object.0 || is_text(page, object) {
        return;
    }
    // `out of the question for Sarn`
    if speaker.who.is_empty()
        && page.tokens.low(hit.end) == "for"
        && let Some(it) = page.names.within(hit.end, (hit.end + 3).min(end)).first()
    {
        speaker.who = page.name(it).into_iter().collect();
    }
    if speaker.who.is_empty() {
        return;
    }
    let mut span = (object.0, page.phrase(hit.end, end).1.max(hit.end));
    let whole = part(page, sentence, span);
    if whole.0 <= span.0 {
        span.1 = span.1.max(whole.1);
    }
    let mut it = of(page, ProposalKind::Line, span, &speaker, "line: unacceptable");
    it.target = page.words(object.0, object.1);
    it.words = page.words(hit.first, hit.end);
    it.sureness = Sureness::Sure;
    dated(page, &mut it, sentence, span, &speaker);
    out.push(it);
}
