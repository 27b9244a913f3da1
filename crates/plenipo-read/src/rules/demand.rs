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
    // `If the patrols do not stop, he warned, …`: only what he warns of is supposed.
    let told = page.frames[sentence].iter().any(|it| it.verb.0 == hit.first);
    let ing = hit.form == VerbForm::Ing
        && !(page.tokens.low(hit.first) == "threatening"
            && (page.tokens.gap(hit.first).has(crate::words::Gap::COMMA)
                || matches!(
                    page.tokens.low(hit.first.wrapping_sub(1)),
                    "is" | "are" | "was" | "were" | "been"
                )));
    if ing
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
            && !(told && page.tokens.low(of_sentence.first) == "if")
    {
        return;
    }
    if told && page.tokens.low(of_sentence.first) == "if" {
        let actor = page.actor(sentence, hit.first);
        let target = page.phrase(of_sentence.first + 1, of_sentence.end);
        return push(
            page,
            sentence,
            (of_sentence.first, of_sentence.end),
            &actor,
            page.words(target.0, target.1),
            (ProposedStatus::Warning, Sureness::Sure, "demand: warning"),
            out,
        );
    }
    let mut end = of_sentence.end;
    // `France would veto any deal that …, its minister warned`
    let behind = page.frames[sentence].iter().find(|it| it.verb.0 == hit.first && it.behind);
    let said = behind.map(|it| it.content[0]);
    if let Some((_, stop)) = said {
        end = stop;
    }
    let begin = said.map_or(hit.end, |it| it.0);
    let threat =
        page.cues.any(Cue::Threatened, begin, end) || page.cues.any(Cue::IfThen, begin, end);
    let word = page.tokens.low(hit.first).to_owned();
    let threatens = word.starts_with("threat");
    let vows = matches!(word.as_str(), "vow" | "vows" | "vowed" | "swore" | "sworn");
    if !threat && !threatens && !vows {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    let from = if behind.is_some() { begin } else { super::skip_that(page, begin, end) };
    let object = (from, end);
    // The part with the condition, where there is one.
    let target = condition_of(page, object).unwrap_or_else(|| page.phrase(from, end));
    let span = if behind.is_some() {
        (of_sentence.first, of_sentence.end)
    } else {
        (actor.subject.map_or(hit.first, |it| it.first).min(hit.first), end)
    };
    let span = if end >= from + 6
        && behind.is_none()
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

/// `unless a share was set aside, they would not be back`, `Were the boats boarded again, …`, `only once it is granted
/// would he …`, in the mouth of a side: what it makes depend on what. Whoever only looks on foretells, and demands nothing.
fn supposing(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) -> bool {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let outside = |at: &usize| {
        page.tokens.list[*at].quotation == 0
            || page.labels[sentence].is_some()
            || page.frame(sentence, *at).is_some()
    };
    let opens = (first..end).find(|at| {
        let starts = *at == first
            || page.tokens.gap(*at).has(
                crate::words::Gap::COMMA | crate::words::Gap::SEMICOLON | crate::words::Gap::QUOTE,
            );
        let low = page.tokens.low(*at);
        outside(at)
            && (low == "unless"
                || low == "if" && page.tokens.low(at.wrapping_sub(1)) != "even"
                || matches!(low, "without" | "failing") && starts_or_that(page, *at, starts)
                || low == "once" && *at == first
                || low == "only"
                    && matches!(page.tokens.low(at + 1), "once" | "if" | "after" | "when")
                || (low == "were" || low == "should")
                    && starts_or_that(page, *at, *at == first)
                    && !matches!(page.tokens.low(at + 1), "not" | "be"))
    });
    let Some(cond) = opens else { return false };
    let skip = 1 + usize::from(page.tokens.low(cond) == "only");
    let modal = |at: &usize| {
        matches!(
            page.tokens.low(*at),
            "would"
                | "will"
                | "'ll"
                | "he'll"
                | "we'll"
                | "they'll"
                | "it'll"
                | "we'd"
                | "i'd"
                | "they'd"
                | "won't"
                | "wouldn't"
        )
    };
    let stop = (cond + skip..end)
        .find(|at| {
            page.tokens.gap(*at).has(
                crate::words::Gap::COMMA | crate::words::Gap::SEMICOLON | crate::words::Gap::DASH,
            )
        })
        .unwrap_or(end);
    // The other part says what would follow; a text accepted on a condition is an answer.
    let Some(then) = (first..end).filter(|at| *at < cond || *at > cond + 2).find(modal) else {
        return false;
    };
    let back = (then + 2..then + 4).any(|it| {
        matches!(
            page.tokens.low(it),
            "back"
                | "gone"
                | "closed"
                | "withdrawn"
                | "shut"
                | "recalled"
                | "reopened"
                | "cut"
                | "put"
        ) && page.tokens.low(it - 1) == "be"
    });
    let accepts = [Cue::Accepts, Cue::Basis]
        .iter()
        .any(|it| page.cues.any(*it, then.saturating_sub(1), (then + 6).min(end)))
        && !back;
    let result = ["be", "mean", "come", "fail", "collapse", "happen"]
        .contains(&page.tokens.low(then + 1))
        && !back;
    let speaker = page.speaker(sentence, then);
    let looks_on = speaker.who.iter().any(|it| {
        let low = it.to_lowercase();
        [
            "official",
            "diplomat",
            "analyst",
            "observer",
            "source",
            "expert",
            "media",
            "economist",
            "mediator",
            "envoy",
        ]
        .iter()
        .any(|word| low.contains(word))
    });
    if speaker.who.is_empty()
        || looks_on
        || accepts
        || result
        || page.cues.any(Cue::Likelihood, first, end)
        || page.tokens.low(then + 1) == "have"
    {
        return false;
    }
    let before = speaker.who.clone();
    let frame = page.frame(sentence, then);
    let (a, b) = match frame {
        Some(frame) if !frame.behind => frame.content[0],
        _ => (first, end),
    };
    let target = (cond + skip, stop.max(cond + skip));
    let apart = page.tokens.gap(cond).has(crate::words::Gap::SEMICOLON) && cond < then;
    let a = if apart { cond } else { a };
    let span = (super::skip_that(page, a, cond.min(then)), b.max(end.min(b + 1)));
    let actor = Actor { who: before, ..speaker };
    let mut it = of(page, ProposalKind::Demand, span, &actor, "demand: supposing");
    it.target = page.words(target.0, target.1);
    (it.status, it.sureness) = (ProposedStatus::Warning, Sureness::Likely);
    // A day in it is of what is supposed.
    let said = page.frame(sentence, then).and_then(|it| super::beside(page, sentence, it));
    if let Some((when, inferred)) = said.or_else(|| page.session_day(sentence, &actor)) {
        (it.when, it.inferred) = (Some(when), inferred);
    }
    out.push(it);
    true
}

fn starts_or_that(page: &Page<'_>, at: usize, starts: bool) -> bool {
    starts || matches!(page.tokens.low(at.wrapping_sub(1)), "that" | "and" | "but")
}

/// `if patrols were left out, Vellmark would stop the survey`; `any text which fails … would be returned`.
fn if_then(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    if supposing(page, sentence, out) {
        return;
    }
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
    let longer = (hit.first.saturating_sub(3)..hit.first)
        .any(|it| page.tokens.low(it) == "longer" && page.tokens.low(it.saturating_sub(1)) == "no");
    // `will be asked for`; a person who asks for something asks for it in the room.
    let asks = page.tokens.low(hit.first).starts_with("ask");
    if longer
        || asks
            && (matches!(noun, "be" | "is" | "are")
                || is_person(&page.ground(), &subject)
                || matches!(subject.who, Who::Pronoun) && !page.is_several(&subject))
    {
        return;
    }
    // `demand` and `demands` are verbs only right behind whoever demands.
    let near = (subject.end + 2 >= hit.first
        || page.tokens.gap(hit.first).has(crate::words::Gap::COMMA))
        && subject.first < hit.first
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
        let after = page.past_aside(hit.end, of_sentence.end);
        let end = if after > hit.end { of_sentence.end } else { end };
        let from = after + usize::from(page.tokens.low(after) == "that");
        page.phrase(from, end)
    };
    // `insists that East promised …`: what is past is claimed, and not demanded.
    // `wants to consult at home`: no answer yet, and no demand. `insisted the same day`: said before.
    let studies = page.cues.any(Cue::Reserves, hit.first, (object.1 + 1).min(of_sentence.end));
    let said = page.tokens.low(hit.first).starts_with("insist")
        && page.frames[sentence].iter().any(|it| it.behind && it.verb.0 == hit.first);
    if studies
        || said
        || page.tokens.low(object.0) == "the" && page.tokens.low(object.0 + 1) == "same"
    {
        return;
    }
    let past = page.tokens.low(hit.first).starts_with("insist")
        && (object.0..object.1.min(object.0 + 10))
            .find(|it| {
                crate::sentence::is_finite(&page.tokens, &page.cues, *it)
                    || matches!(page.tokens.low(*it), "be" | "must")
            })
            .is_some_and(|it| {
                let low = page.tokens.low(it);
                matches!(low, "was" | "were" | "had" | "did" | "has" | "have" | "is" | "are")
                    || low.ends_with("ed")
                    || page.cues.within(it, it + 1).iter().any(|hit| {
                        hit.form == VerbForm::Past && hit.end == it + 1 && !low.ends_with("put")
                    })
            });
    if past {
        return;
    }
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
    let ours = matches!(before, "we" | "i") && page.labels[sentence].is_some();
    let base = hit.form == VerbForm::Base && !ours && !matches!(before, "to" | "will" | "would");
    if base {
        return;
    }
    let Some(addressee) = page.names.within(hit.end, (hit.end + 2).min(end)).first().copied()
    else {
        // `asked that the word not be used`, `asked for the figures`
        let that = matches!(page.tokens.low(hit.end), "that" | "for");
        let actor = page.actor(sentence, hit.first);
        let person = actor.subject.is_some_and(|it| {
            matches!(it.who, Who::Named(_))
                || matches!(it.who, Who::Described) && page.is_several(&it)
        });
        if that && person && page.tokens.low(hit.end) == "that" {
            let object = page.phrase(hit.end + 1, end);
            let whole = page.sentences[sentence].end;
            let relative = matches!(page.tokens.low(object.1), "which" | "who");
            push(
                page,
                sentence,
                part(page, sentence, (hit.first, if relative { whole } else { object.1 })),
                &actor,
                page.words(object.0, object.1),
                (ProposedStatus::Demand, Sureness::Look, "demand: asked"),
                out,
            );
        }
        return;
    };
    if matches!(
        page.tokens.low(addressee.first),
        "both" | "it" | "i" | "we" | "all" | "me" | "him" | "her"
    ) || page.tokens.low(addressee.first) == "the"
        && matches!(page.tokens.low(addressee.head.0), "parties" | "sides")
    {
        return;
    }
    // Whom one commands one does not ask.
    if matches!(page.tokens.low(addressee.first), "their" | "its" | "his" | "our" | "my") {
        return;
    }
    let to = (addressee.end..(addressee.end + 2).min(end)).find(|it| {
        page.tokens.low(*it) == "to"
            || page.tokens.low(*it) == "for" && page.tokens.low(hit.first).starts_with("ask")
    });
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
        || matches!(page.tokens.low(hit.first), "should" | "need" | "needs" | "have")
    {
        return;
    }
    let (first, end) = page.sentences[sentence].clause(hit.first);
    let first_of_all =
        (hit.first..end).any(|it| matches!(page.tokens.low(it), "before" | "first" | "until"));
    if page.tokens.low(hit.first) == "has" && !first_of_all {
        return;
    }
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
    } else if words.contains("depend") || words.starts_with("hinge") {
        // `Laying down arms, Malik let it be known, depended on …`: whoever says so makes it a condition.
        let speaker = page.speaker(sentence, hit.first);
        if speaker.who.is_empty() || page.denied(sentence, hit.first) {
            return;
        }
        let target = page.phrase(hit.end, end);
        let own = &page.sentences[sentence];
        push(
            page,
            sentence,
            (own.first, own.end),
            &speaker,
            page.words(target.0, target.1),
            (ProposedStatus::Condition, Sureness::Likely, "demand: depends"),
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
