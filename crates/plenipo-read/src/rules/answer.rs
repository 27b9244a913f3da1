//! Answers: how a side replies to a text as a whole.

use super::line::is_text;
use super::{dated, of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::page::Page;
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::Accepts, first, end) {
            accepted(page, at, hit, out);
        }
        for cue in [Cue::Rejects, Cue::Objects] {
            for hit in page.cues.all(cue, first, end) {
                rejected(page, at, hit, out);
            }
        }
        for hit in page.cues.all(Cue::Basis, first, end) {
            basis(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Reserves, first, end) {
            reserved(page, at, hit, out);
        }
    }
}

/// The text that an answer is to: the object where it is one, or what a pronoun stands for.
fn text_of(page: &Page<'_>, sentence: usize, object: (usize, usize)) -> Option<String> {
    if is_text(page, object) {
        return Some(page.words(object.0, object.1));
    }
    let word = page.tokens.low(object.0);
    let pronoun = matches!(word, "it" | "them")
        || matches!(word, "this" | "that") && object.1 <= object.0 + 2;
    if !pronoun {
        return None;
    }
    last_text(page, sentence, object.0)
}

/// The text spoken of last before the word `at`.
fn last_text(page: &Page<'_>, sentence: usize, at: usize) -> Option<String> {
    let from = page.sentences.get(sentence.saturating_sub(4)).map_or(0, |it| it.first);
    let hit = page.cues.last(Cue::Text, from, at)?;
    let span = page.noun_phrase((hit.first, hit.end), from);
    Some(page.words(span.0, span.1))
}

fn push(
    page: &Page<'_>,
    sentence: usize,
    hit: Hit,
    (target, end): (String, usize),
    (status, sureness): (ProposedStatus, Sureness),
    out: &mut Vec<Proposal>,
) {
    let actor = page.actor(sentence, hit.first);
    let unnamed_opinion = page.frame(sentence, hit.first).is_none() && actor.who.is_empty();
    if unnamed_opinion || target.is_empty() {
        return;
    }
    let mut span = part(page, sentence, (hit.first, end.max(hit.end)));
    if page.frame(sentence, hit.first).is_none()
        && let Some(subject) =
            actor.subject.filter(|it| it.first < hit.first && it.end + 20 > hit.first)
    {
        span.0 = span.0.min(subject.first);
    }
    let mut it = of(page, ProposalKind::Answer, span, &actor, "answer");
    (it.target, it.status, it.sureness) = (target, status, sureness);
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

/// What makes an acceptance one with a condition, behind it.
fn condition(page: &Page<'_>, sentence: usize, from: usize) -> bool {
    let end = page.sentences[sentence].end;
    page.cues.all(Cue::Provided, from, end).iter().any(|it| {
        let word = page.tokens.low(it.first);
        word != "once" && (word != "if" || page.tokens.low(it.end) != "any")
    })
}

fn accepted(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    if hit.form == VerbForm::Ing {
        return;
    }
    let object = page.phrase(hit.end, end);
    let Some(target) = text_of(page, sentence, object) else { return };
    let word = page.tokens.low(hit.first);
    if word.starts_with("welcom")
        || matches!(word, "back") && page.tokens.gap(hit.first).has(crate::words::Gap::ANY)
    {
        return;
    }
    let phrase = page.words(hit.first, hit.end).to_lowercase();
    let planned = matches!(hit.form, VerbForm::Base)
        && matches!(
            page.tokens.low(hit.first.wrapping_sub(1)),
            "to" | "not" | "never" | "would" | "will"
        );
    let refused = page.denied(sentence, hit.first);
    if hit.form == VerbForm::Base
        && !planned
        && !crate::names::is_plural_subject(
            page.ground(),
            hit.first,
            page.sentences[sentence].first,
        )
    {
        return;
    }
    if page.tokens.low(hit.first.wrapping_sub(1)) == "to" && !refused {
        // `expected to accept`, `asked to accept`: no answer yet.
        return;
    }
    let ahead = matches!(
        page.tokens.low(hit.first.wrapping_sub(1)),
        "will" | "would" | "shall" | "could" | "may"
    );
    let conditional = condition(page, sentence, hit.end)
        || page.tokens.low(page.sentences[sentence].first) == "if";
    let would =
        phrase.starts_with("would") || page.tokens.low(hit.first.wrapping_sub(1)) == "would";
    if (would || ahead) && !conditional && !refused
        || !conditional && page.supposed(sentence, hit.first)
    {
        return;
    }
    if agreed_by_all(page, sentence, hit) {
        return;
    }
    let status = match (refused, conditional) {
        (true, _) => ProposedStatus::Reject,
        (_, true) => ProposedStatus::Conditional,
        _ => ProposedStatus::Accept,
    };
    let status = if page.cues.any(Cue::Basis, hit.end, (hit.end + 6).min(end))
        && status == ProposedStatus::Accept
    {
        ProposedStatus::Basis
    } else {
        status
    };
    let mut stop = object.1;
    if status == ProposedStatus::Conditional
        && let Some(it) = page.cues.first(Cue::Provided, hit.end, end)
    {
        stop = page.phrase(it.end, end).1.max(stop);
    }
    push(page, sentence, hit, (target, stop), (status, Sureness::Likely), out);
}

/// What both sides accept is an understanding.
fn agreed_by_all(page: &Page<'_>, sentence: usize, hit: Hit) -> bool {
    let subject = page.ground().subject(hit.first, page.sentences[sentence].first);
    subject.is_some_and(|it| {
        let text = page.words(it.first, it.end).to_lowercase();
        text.contains("two ") || text.starts_with("both") || text.contains("leaders")
    })
}

fn rejected(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    if hit.form == VerbForm::Ing || page.supposed(sentence, hit.first) {
        return;
    }
    let denies_itself = hit.form == VerbForm::None;
    if !denies_itself && page.denied(sentence, hit.first) {
        return;
    }
    let passive = hit.form == VerbForm::Past
        && matches!(page.tokens.low(hit.first.wrapping_sub(1)), "was" | "were" | "been" | "be");
    if passive || hit.form == VerbForm::Base {
        return;
    }
    let mut from = hit.end;
    if page.tokens.low(from) == "to" {
        let Some(verb) = page.cues.first(Cue::Yields, from + 1, (from + 3).min(end)) else {
            return;
        };
        from = verb.end;
    }
    let object = page.phrase(from, end);
    let words = page.words(hit.first, hit.end).to_lowercase();
    let target = match words.as_str() {
        "declined to do so" | "refused to do so" => last_text(page, sentence, hit.first),
        _ => text_of(page, sentence, object),
    };
    let Some(target) = target else { return };
    if words.starts_with("oppos") || words.starts_with("block") || words.starts_with("dismiss") {
        return push(
            page,
            sentence,
            hit,
            (target, object.1),
            (ProposedStatus::Reject, Sureness::Look),
            out,
        );
    }
    push(page, sentence, hit, (target, object.1), (ProposedStatus::Reject, Sureness::Sure), out);
}

fn basis(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.denied(sentence, hit.first) || page.supposed(sentence, hit.first) {
        return;
    }
    let (first, end) = page.sentences[sentence].clause(hit.first);
    if page.cues.any(Cue::Accepts, first, hit.first) {
        return;
    }
    let Some(target) = page.cues.last(Cue::Text, page.sentences[sentence].first, hit.first) else {
        return;
    };
    let span = page.noun_phrase((target.first, target.end), page.sentences[sentence].first);
    let speaker = page.speaker(sentence, hit.first);
    if speaker.who.is_empty() {
        return;
    }
    let verb = (target.end..hit.first)
        .rev()
        .find(|it| matches!(page.tokens.low(*it), "was" | "is" | "as" | "be"));
    let mut it = of(
        page,
        ProposalKind::Answer,
        (verb.unwrap_or(hit.first).max(first), end),
        &speaker,
        "answer: basis",
    );
    it.target = page.words(span.0, span.1);
    it.status = ProposedStatus::Basis;
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, (first, end), &speaker);
    out.push(it);
}

fn reserved(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.supposed(sentence, hit.first) {
        return;
    }
    let words = page.words(hit.first, hit.end).to_lowercase();
    let reserves = words.starts_with("reserve");
    let end = page.sentences[sentence].end;
    if reserves
        && !(hit.end..(hit.end + 5).min(end)).any(|it| {
            matches!(
                page.tokens.low(it),
                "position" | "answer" | "judgment" | "judgement" | "reply"
            )
        })
    {
        return;
    }
    let Some(target) = last_text(page, sentence, end) else { return };
    push(
        page,
        sentence,
        hit,
        (target, page.phrase(hit.end, end).1),
        (ProposedStatus::Reserve, if reserves { Sureness::Sure } else { Sureness::Likely }),
        out,
    );
}
