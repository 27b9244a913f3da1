//! Demands: what a side asks for, makes its condition, or warns will follow.

use super::{dated, of, part};
use crate::attribution::is_person;
use crate::cue::{Cue, Hit, VerbForm};
use crate::names::Who;
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::Warns, first, end) {
            warned(page, at, hit, out);
        }
        if_then(page, at, out);
        for hit in page.cues.all(Cue::Demands, first, end) {
            asked(page, at, hit, Sureness::Sure, out);
        }
        for hit in page.cues.all(Cue::Wants, first, end) {
            asked(page, at, hit, Sureness::Likely, out);
        }
        for hit in page.cues.all(Cue::Asks, first, end) {
            asked_of(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Must, first, end) {
            must(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Condition, first, end) {
            condition(page, at, hit, out);
        }
    }
}

fn push(
    page: &Page<'_>,
    sentence: usize,
    span: (usize, usize),
    actor: &Actor,
    target: String,
    (status, sureness, rule): (ProposedStatus, Sureness, &'static str),
    out: &mut Vec<Proposal>,
) {
    if actor.who.is_empty() || target.is_empty() {
        return;
    }
    let mut it = of(page, ProposalKind::Demand, span, actor, rule);
    (it.target, it.status, it.sureness) = (target, status, sureness);
    dated(page, &mut it, sentence, span, actor);
    out.push(it);
}

fn warned(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    if hit.form == VerbForm::Ing && page.tokens.low(hit.first) != "threatening"
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
    {
        return;
    }
    let end = of_sentence.end;
    let threat =
        page.cues.any(Cue::Threatened, hit.end, end) || page.cues.any(Cue::IfThen, hit.end, end);
    let word = page.tokens.low(hit.first).to_owned();
    let threatens = word.starts_with("threat");
    let vows = matches!(word.as_str(), "vow" | "vows" | "vowed" | "swore" | "sworn");
    if !threat && !threatens && !vows {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    let from = super::skip_that(page, hit.end, end);
    let object = (from, end);
    // The part with the condition, where there is one.
    let target = condition_of(page, object).unwrap_or_else(|| page.phrase(from, end));
    let span = (actor.subject.map_or(hit.first, |it| it.first).min(hit.first), end);
    let span = if end >= from + 6
        && page.frames[sentence].iter().any(|it| it.verb.0 == hit.first)
        && hit.first.saturating_sub(span.0) > 6
    {
        (from, end)
    } else {
        span
    };
    push(
        page,
        sentence,
        span,
        &actor,
        page.words(target.0, target.1),
        (ProposedStatus::Warning, Sureness::Sure, "demand: warning"),
        out,
    );
}

/// The condition of a warning: what stands behind `if` or `unless`, or the text that would be refused.
fn condition_of(page: &Page<'_>, (first, end): (usize, usize)) -> Option<(usize, usize)> {
    let hit = page.cues.first(Cue::IfThen, first, end)?;
    let word = page.tokens.low(hit.first);
    if matches!(word, "if" | "unless") {
        return Some((hit.end, page.phrase(hit.end, end).1));
    }
    let stop = (hit.end..end)
        .find(|it| matches!(page.tokens.low(*it), "would" | "will" | "goes" | "is"))
        .unwrap_or(end);
    Some((hit.first, stop))
}

/// `if patrols were left out, Vellmark would stop the survey`; `any text which fails … would be returned`.
fn if_then(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let Some(then) = page.cues.first(Cue::Threatened, first, end) else { return };
    let Some(cond) = page
        .cues
        .all(Cue::IfThen, first, end)
        .into_iter()
        .find(|it| it.end <= then.first || it.first >= then.end)
    else {
        return;
    };
    if page.cues.any(Cue::Warns, first, end) {
        return;
    }
    let speaker = page.speaker(sentence, then.first);
    // Only what somebody says is a warning; an analyst's `if` is none.
    let warns = !speaker.who.is_empty();
    if !warns {
        return;
    }
    let from = page
        .frame(sentence, then.first)
        .and_then(|it| it.content.iter().find(|(a, b)| (*a..*b).contains(&then.first)).copied());
    let (a, b) = from.unwrap_or((first, end));
    let a = super::skip_that(page, a, cond.first.min(then.first));
    let target = condition_of(page, (cond.first, end)).unwrap_or((cond.first, end));
    push(
        page,
        sentence,
        (a, b),
        &speaker,
        page.words(target.0, target.1),
        (ProposedStatus::Warning, Sureness::Likely, "demand: if"),
        out,
    );
}

fn asked(page: &Page<'_>, sentence: usize, hit: Hit, sureness: Sureness, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = of_sentence.clause(hit.first);
    let noun = page.tokens.low(hit.first.wrapping_sub(1));
    let nominal = hit.form == VerbForm::Base
        && matches!(noun, "the" | "a" | "its" | "their" | "his" | "her" | "any" | "of" | "no")
        || hit.form == VerbForm::Ing
            && !matches!(noun, "is" | "are" | "was" | "were" | "been" | "be");
    if nominal || page.denied(sentence, hit.first) || page.supposed(sentence, hit.first) {
        return;
    }
    let passive = hit.form == VerbForm::Past && matches!(noun, "was" | "were" | "been");
    if passive {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    let Some(subject) = actor.subject else { return };
    // `demand` and `demands` are verbs only right behind whoever demands.
    let near = subject.end + 2 >= hit.first && subject.first < hit.first
        || matches!(noun, "who" | "which" | "that");
    if matches!(hit.form, VerbForm::Base | VerbForm::Present) && !near {
        return;
    }
    // `What it wants from a first step is relief`
    let what = page.tokens.low(first) == "what" && hit.cue == Cue::Wants;
    let object = if what {
        let verb = (hit.end..end).find(|it| matches!(page.tokens.low(*it), "is" | "was"));
        let Some(verb) = verb else { return };
        (verb + 1, page.phrase(verb + 1, end).1)
    } else {
        let from = hit.end + usize::from(page.tokens.low(hit.end) == "that");
        page.phrase(from, end)
    };
    let quoted = page.tokens.list.get(hit.first).is_some_and(|it| it.quotation != 0);
    let tentative = matches!(page.tokens.low(hit.end), "to")
        && hit.cue == Cue::Wants
        && !what
        && page.cues.any(Cue::Says, hit.end, object.1);
    if object.1 <= object.0
        || quoted
            && page.labels[sentence].is_none()
            && matches!(page.tokens.low(subject.first), "i" | "we" | "it" | "you")
        || tentative
    {
        return;
    }
    if matches!(page.tokens.low(hit.first), "seek" | "seeks" | "sought")
        && is_person(&page.ground(), &subject)
    {
        return;
    }
    let mediator = page.words(subject.first, subject.end).to_lowercase();
    if mediator.contains("mediator") || mediator.contains("envoy") || mediator.contains("economist")
    {
        return;
    }
    let mut target = page.words(object.0, object.1);
    if page.tokens.low(object.0) == "it" && object.1 == object.0 + 1 {
        // `insists on it`: what the sentence before ends with.
        target = page
            .sentences
            .get(sentence.saturating_sub(1))
            .map(|it| page.words(it.first, it.end))
            .unwrap_or_default();
    }
    let mut span = part(page, sentence, (hit.first, object.1));
    if page.frame(sentence, hit.first).is_none() {
        span.0 = span.0.min(if what { first } else { subject.first }).max(of_sentence.first);
    }
    push(page, sentence, span, &actor, target, (ProposedStatus::Demand, sureness, "demand"), out);
}

/// `asked the director-general to …`: of somebody who is named.
fn asked_of(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let (_, end) = page.sentences[sentence].clause(hit.first);
    let before = page.tokens.low(hit.first.wrapping_sub(1));
    let passive = matches!(before, "was" | "were" | "been" | "be" | "is" | "are");
    if hit.form == VerbForm::Ing
        || passive
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
        || hit.first == page.sentences[sentence].first
    {
        return;
    }
    let base = hit.form == VerbForm::Base && !matches!(before, "to" | "will" | "would");
    if base {
        return;
    }
    let Some(addressee) = page.names.within(hit.end, (hit.end + 2).min(end)).first().copied()
    else {
        // `asked that the word not be used`, `asked for the figures`
        let that = matches!(page.tokens.low(hit.end), "that" | "for");
        let actor = page.actor(sentence, hit.first);
        let person = actor.subject.is_some_and(|it| matches!(it.who, Who::Named(_)));
        if that
            && person
            && page.telling == crate::page::Telling::Report
            && page.tokens.low(hit.end) == "that"
        {
            let object = page.phrase(hit.end + 1, end);
            push(
                page,
                sentence,
                part(page, sentence, (hit.first, object.1)),
                &actor,
                page.words(object.0, object.1),
                (ProposedStatus::Demand, Sureness::Look, "demand: asked"),
                out,
            );
        }
        return;
    };
    if matches!(page.tokens.low(addressee.first), "both" | "it" | "i" | "we" | "all")
        || page.tokens.low(addressee.first) == "the"
            && matches!(page.tokens.low(addressee.head.0), "parties" | "sides")
    {
        return;
    }
    let to = (addressee.end..(addressee.end + 2).min(end))
        .find(|it| matches!(page.tokens.low(*it), "to"));
    let Some(to) = to else { return };
    let actor = page.actor(sentence, hit.first);
    let object = page.phrase(to + 1, end);
    let mut span = part(page, sentence, (hit.first, end));
    if let Some(subject) = actor.subject {
        span.0 = span.0.min(subject.first);
    }
    let target = page.words(
        object.0,
        if page.tokens.gap(object.1).has(crate::words::Gap::COMMA) { end } else { object.1 },
    );
    push(
        page,
        sentence,
        span,
        &actor,
        target,
        (ProposedStatus::Demand, Sureness::Likely, "demand: asked"),
        out,
    );
}

/// `said that Libya must hand over …`: of another side.
fn must(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let Some(frame) = page.frame(sentence, hit.first) else { return };
    if page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
        || page.tokens.low(hit.first) == "had"
        || matches!(page.tokens.low(hit.first), "should" | "need" | "needs" | "have" | "has")
    {
        return;
    }
    let (first, end) = page.sentences[sentence].clause(hit.first);
    let a =
        frame.content.iter().find(|(a, b)| (*a..*b).contains(&hit.first)).map_or(first, |it| it.0);
    let a = super::skip_that(page, a, hit.first).max(first);
    let speaker = page.speaker(sentence, hit.first);
    let subject = page.ground().subject(hit.first, a);
    let own = subject.is_some_and(|it| {
        page.names_of(&it) == speaker.who || matches!(page.tokens.low(it.first), "we" | "i")
    });
    if own {
        return;
    }
    let sequence = page.cues.any(Cue::Condition, hit.first, end)
        || (hit.first..end).any(|it| page.tokens.low(it) == "before");
    let status = if sequence { ProposedStatus::Condition } else { ProposedStatus::Demand };
    push(
        page,
        sentence,
        (a, end),
        &speaker,
        page.words(a, page.phrase(hit.end, end).1),
        (status, Sureness::Likely, "demand: must"),
        out,
    );
}

fn condition(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let words = page.words(hit.first, hit.end).to_lowercase();
    let (first, end) = page.sentences[sentence].clause(hit.first);
    if page.supposed(sentence, hit.first) {
        return;
    }
    if words.contains("condition") {
        // `has made its removal a condition for …`
        let made = (first..hit.first)
            .rev()
            .find(|it| matches!(page.tokens.low(*it), "made" | "makes" | "make" | "set"));
        let Some(made) = made else { return };
        if page.denied(sentence, made) {
            return;
        }
        let actor = page.actor(sentence, made);
        let target = if hit.first > made + 1 {
            page.words(made + 1, hit.first)
        } else {
            page.words(hit.end, end)
        };
        let from = actor.subject.map_or(made, |it| it.first).max(first);
        push(
            page,
            sentence,
            (from.min(made), end),
            &actor,
            target,
            (ProposedStatus::Condition, Sureness::Sure, "demand: condition"),
            out,
        );
    } else if words.contains("come") && page.frame(sentence, hit.first).is_some() {
        let speaker = page.speaker(sentence, hit.first);
        let a = page
            .frame(sentence, hit.first)
            .and_then(|it| it.content.iter().find(|(a, b)| (*a..*b).contains(&hit.first)).copied())
            .map_or(first, |it| it.0);
        let a =
            (a..hit.first).rev().find(|it| page.tokens.low(*it) == "that").map_or(a, |it| it + 1);
        push(
            page,
            sentence,
            (a, end),
            &speaker,
            page.words(a, hit.first),
            (ProposedStatus::Condition, Sureness::Sure, "demand: condition"),
            out,
        );
    }
}
