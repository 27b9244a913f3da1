//! Predictions: the chance of a result of the talks, in words, in numbers, or as a direction only.

use super::judged::{asked_before, in_numbers, judged};
use super::{of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::Chance, first, end) {
            chance(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Likelihood, first, end) {
            likely(page, at, hit, out);
        }
        in_numbers(page, at, out);
        for hit in page.cues.all(Cue::Doubts, first, end) {
            doubted(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Expects, first, end) {
            expected(page, at, hit, out);
        }
    }
}

/// Whether these words are about talks: an outcome, a text, a meeting, or an act of somebody in them.
fn about_talks(page: &Page<'_>, first: usize, end: usize) -> bool {
    [
        Cue::Text,
        Cue::Session,
        Cue::Accepts,
        Cue::Rejects,
        Cue::Result,
        Cue::Agrees,
        Cue::Yields,
        Cue::Meets,
    ]
    .iter()
    .any(|it| page.cues.any(*it, first, end))
        || (first..end).any(|it| {
            matches!(
                page.tokens.low(it),
                "deal"
                    | "accord"
                    | "peace"
                    | "ceasefire"
                    | "settlement"
                    | "progress"
                    | "treaty"
                    | "agreement"
                    | "return"
                    | "collapse"
                    | "signature"
                    | "signing"
                    | "ratification"
                    | "resumption"
                    | "adoption"
                    | "renewal"
                    | "extension"
                    | "truce"
                    | "reunification"
                    | "force"
                    | "compromise"
            )
        })
}

pub(super) fn push(
    page: &Page<'_>,
    span: (usize, usize),
    actor: &Actor,
    target: String,
    words: String,
    sureness: Sureness,
    sentence: usize,
    out: &mut Vec<Proposal>,
) {
    let that = usize::from(page.tokens.low(span.0) == "that" && span.0 + 1 < span.1);
    let span = (span.0 + that, span.1);
    let mut it = of(page, ProposalKind::Prediction, span, actor, "prediction");
    (it.target, it.words, it.sureness) = (target, words, sureness);
    // The day on which it was said, not that of what is foretold.
    let said = page
        .frame(sentence, span.1.saturating_sub(1).max(span.0))
        .or_else(|| page.frame(sentence, span.0))
        .or_else(|| page.frames[sentence].first());
    let day = said.and_then(|frame| super::beside(page, sentence, frame));
    // `On Sunday the premier put them at 50-50`
    let day = day.or_else(|| {
        let (verb, _) = judged(page, sentence, span.1.saturating_sub(1).max(span.0))?;
        page.day_of(page.sentences[sentence].first, verb, crate::day::Tense::Past)
    });
    if let Some((when, inferred)) = day.or_else(|| page.session_day(sentence, actor)) {
        (it.when, it.inferred) = (Some(when), inferred);
    }
    out.push(it);
}

fn forecaster(page: &Page<'_>, sentence: usize, at: usize) -> Actor {
    page.speaker(sentence, at)
}

fn likely(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (mut first, mut end) = of_sentence.clause(hit.first);
    // `a text on families is likely by summer and one on revenue very unlikely`: two of them.
    let others = page.cues.all(Cue::Likelihood, first, end);
    let joint = |from: usize, to: usize| (from..to).find(|it| page.tokens.low(*it) == "and");
    if let Some(and) =
        others.iter().find(|it| it.first >= hit.end).and_then(|it| joint(hit.end, it.first))
    {
        end = and;
    }
    if let Some(and) =
        others.iter().rev().find(|it| it.end <= hit.first).and_then(|it| joint(it.end, hit.first))
    {
        first = and + 1;
    }
    // What leads in behind a preposition belongs to it only where it is short.
    let comma =
        (first + 1..hit.first).rev().find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA));
    if let Some(at) = comma.filter(|_| {
        matches!(
            page.tokens.low(first),
            "with" | "in" | "on" | "at" | "after" | "given" | "for" | "under"
        )
    }) {
        first = at;
    }
    // `My own view is that …`
    let view = (first..hit.first)
        .find(|it| page.tokens.low(*it) == "that" && page.tokens.low(it.saturating_sub(1)) == "is");
    first = view.map_or(first, |it| it + 1);
    let word = page.tokens.low(hit.first).to_owned();
    let words = page.words(hit.first, hit.end);
    // `a likely place`, `most likely to have been`; what was likely is no forecast.
    if page.supposed(sentence, hit.first) && !words.to_lowercase().starts_with("more likely than")
        || matches!(word.as_str(), "remote" | "doubtful" | "inevitable")
            && !about_talks(page, first, hit.first)
    {
        return;
    }
    if matches!(page.tokens.low(of_sentence.first), "few" | "nobody" | "hardly") {
        return;
    }
    let negated = page.denied(sentence, hit.first) && word != "little" && word != "no";
    if negated {
        return;
    }
    // What was asked of before counts only where the words themselves name nothing.
    let short = end.saturating_sub(first) <= 6
        || (first..hit.first)
            .any(|it| matches!(page.tokens.low(it), "its" | "it" | "this" | "one"))
        || matches!(page.tokens.low(hit.first.wrapping_sub(1)), "it" | "that" | "an" | "a");
    let talks = about_talks(page, first, end)
        || short
            && page.sentences[sentence.saturating_sub(2)..sentence]
                .iter()
                .any(|it| about_talks(page, it.first, it.end));
    if !talks {
        return;
    }
    let mut actor = forecaster(page, sentence, hit.first);
    // `Two EU officials thought it unlikely that …`
    let that = (hit.end..(hit.end + 1).min(end)).find(|it| page.tokens.low(*it) == "that");
    let verb = (first..hit.first).rev().find(|it| {
        matches!(
            page.tokens.low(*it),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "become"
                | "becomes"
                | "became"
                | "seems"
                | "seem"
                | "looks"
                | "look"
                | "remains"
                | "remain"
                | "seemed"
                | "looked"
                | "it"
        )
    });
    let stop = if that.is_some() { end } else { page.phrase(hit.end, end).1.max(hit.end) };
    let mut target = match (that, verb) {
        (Some(that), _) => page.words(that + 1, end),
        (None, Some(verb)) => {
            let from = page.frame(sentence, hit.first).and_then(|it| {
                it.content.iter().find(|(a, b)| (*a..*b).contains(&hit.first)).map(|it| it.0)
            });
            let from = from.map_or(first, |it| super::skip_that(page, it, verb).max(first));
            let from = (from..verb)
                .rev()
                .find(|it| page.tokens.low(*it) == "that" && *it + 1 < verb)
                .map_or(from, |it| it + 1);
            if page.tokens.low(hit.end) == "to" {
                page.words(from, page.phrase(hit.end, end).1)
            } else {
                page.words(from, verb)
            }
        }
        (None, None) if hit.first > first => page.words(first, hit.first),
        (None, None) => page.words(hit.end, stop),
    };
    let alone = hit.end.saturating_sub(of_sentence.first) <= 5 && hit.first == of_sentence.first
        || words.to_lowercase() == "more likely than not"
            && (target.is_empty()
                || matches!(
                    target.to_lowercase().as_str(),
                    "it" | "that" | "this" | "i" | "he" | "she"
                ));
    if alone
        && let Some(before) =
            page.cues.last(Cue::Chance, page.sentences[sentence.saturating_sub(2)].first, hit.first)
    {
        let phrase = page.phrase(before.end, page.sentences[page.sentence_of(before.first)].end);
        target = page.words(phrase.0, phrase.1);
    }
    // `It is highly unlikely, officials said, that …`
    let bare = matches!(target.to_lowercase().as_str(), "it" | "" | "this" | "that");
    let later = (hit.end..of_sentence.end)
        .find(|it| {
            page.tokens.low(*it) == "that" && page.tokens.gap(*it).has(crate::words::Gap::COMMA)
        })
        .filter(|_| bare);
    if let Some(that) = later {
        target = page.words(that + 1, of_sentence.end);
        end = of_sentence.end;
    } else if bare {
        // `she thought it improbable`: what was asked before.
        target = asked_before(page, sentence, hit.first).unwrap_or_default();
    }
    if target.is_empty() {
        return;
    }
    // `Ana Dale was all but certain that …`: of oneself.
    if that.is_some()
        && actor.who.is_empty()
        && matches!(page.tokens.low(hit.end - 1), "certain" | "sure" | "confident" | "doubtful")
        && let Some(it) = page.ground().subject(hit.first, first).filter(|it| {
            crate::attribution::is_person(&page.ground(), it)
                || matches!(it.who, crate::names::Who::Described)
        })
    {
        actor = Actor { who: page.names_of(&it), via: Vec::new(), subject: Some(it) };
    }
    if actor.who.is_empty()
        && let Some(it) = page.cues.all(Cue::Says, first, hit.first).last()
    {
        actor = page.actor(sentence, it.first);
    }
    // `take … as a sign that a deal has become less likely`: whoever takes it so.
    if actor.who.is_empty()
        && let Some(sign) = (of_sentence.first..hit.first).find(|it| {
            matches!(
                page.tokens.low(*it),
                "take"
                    | "takes"
                    | "see"
                    | "sees"
                    | "consider"
                    | "considers"
                    | "deem"
                    | "deems"
                    | "find"
                    | "finds"
                    | "rate"
            )
        })
    {
        actor = page.actor(sentence, sign);
    }
    // `A senator calls its passage likely`: whoever the main verb is of, and what stands behind it.
    if actor.who.is_empty()
        && let Some((verb, judge)) = judged(page, sentence, hit.first)
    {
        actor = judge;
        if that.is_none() {
            let stop = (verb + 1..hit.first)
                .rev()
                .find(|it| {
                    !matches!(
                        page.tokens.low(*it),
                        "as" | "to" | "be" | "rather" | "quite" | "very" | "a" | "an" | "at" | "of"
                    )
                })
                .map_or(hit.first, |it| it + 1);
            if stop > verb + 1 {
                target = page.words(verb + 1, stop);
            } else if let Some(it) = asked_before(page, sentence, hit.first) {
                target = it;
            }
        }
    }
    let cut = (first, end) != of_sentence.clause(hit.first);
    let whole = if later.is_some() {
        (of_sentence.first, of_sentence.end)
    } else if cut {
        (first, end)
    } else {
        part(page, sentence, (first.max(of_sentence.first), stop))
    };
    let span = if actor.who.is_empty() && !cut && later.is_none() {
        part(page, sentence, (verb.unwrap_or(hit.first).min(hit.first), stop))
    } else {
        whole
    };
    push(page, span, &actor, target, words, Sureness::Likely, sentence, out);
}

fn chance(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = of_sentence.clause(hit.first);
    // `a chance that would have been a leap`
    let relative = page.tokens.low(hit.end - 1) == "that"
        && crate::sentence::is_finite(&page.tokens, &page.cues, hit.end);
    if page.supposed(sentence, hit.first) || (hit.end..end).next().is_none() || relative {
        return;
    }
    let size = page
        .cues
        .first(Cue::PerCent, hit.end, end)
        .or_else(|| page.cues.first(Cue::PerCent, first, end));
    let direction = page
        .cues
        .all(Cue::Direction, first, end)
        .into_iter()
        .find(|it| it.end <= hit.first + 1 || it.first >= hit.end);
    let likelihood = page.cues.first(Cue::Likelihood, first, end);
    let size_words = size.map(|it| {
        let from = (hit.end.min(it.first)..it.first)
            .rev()
            .take_while(|at| {
                !page.tokens.gap(*at + 1).has(crate::words::Gap::ANY)
                    && it.first - at <= 4
                    && (page.tokens.list[*at].digits
                        || matches!(
                            page.tokens.low(*at),
                            "about"
                                | "than"
                                | "less"
                                | "more"
                                | "one"
                                | "two"
                                | "three"
                                | "some"
                                | "roughly"
                                | "around"
                        ))
            })
            .last();
        page.words(from.unwrap_or(it.first), it.end)
    });
    // `rate the chances of a ceasefire as slim`
    let adjective = (hit.end..end).find(|it| {
        matches!(
            page.tokens.low(*it),
            "slim"
                | "slender"
                | "poor"
                | "small"
                | "low"
                | "high"
                | "good"
                | "fair"
                | "even"
                | "remote"
                | "negligible"
                | "nil"
                | "minimal"
                | "dim"
                | "bleak"
                | "excellent"
        ) && matches!(
            page.tokens.low(it - 1),
            "as" | "were"
                | "are"
                | "is"
                | "was"
                | "at"
                | "be"
                | "look"
                | "looked"
                | "remain"
                | "remained"
                | "very"
                | "prospects"
                | "chances"
                | "odds"
                | "have"
                | "had"
                | "than"
        )
    });
    let chance_of = page.tokens.low(hit.first) == "chance"
        && matches!(
            page.tokens.low(hit.first.wrapping_sub(1)),
            "a" | "some" | "still" | "every" | "any"
        );
    let words = match (&size_words, direction, likelihood) {
        (None, None, None) if adjective.is_some() => {
            let at = adjective.unwrap_or(hit.first);
            page.words(at, at + 1)
        }
        (None, None, None) if chance_of && page.frame(sentence, hit.first).is_some() => {
            page.words(hit.first, hit.first + 1)
        }
        (Some(it), _, _) => it.clone(),
        (None, Some(it), _) if it.first < hit.first => page.words(it.first, hit.end),
        (None, Some(it), _) => page.words(it.first, it.end),
        (None, None, Some(it)) => page.words(it.first, it.end),
        _ => return,
    };
    let target_from = hit.end
        + usize::from(page.tokens.low(hit.end) == "that" || page.tokens.low(hit.end) == "of");
    let (a, mut b) = page.phrase(target_from, end);
    if let Some(it) = direction.filter(|it| it.first > hit.end) {
        let verb =
            (a..it.first).rev().find(|at| matches!(page.tokens.low(*at), "had" | "has" | "have"));
        b = b.min(verb.unwrap_or(it.first));
    } else {
        b = (a + 1..b)
            .find(|it| {
                matches!(
                    page.tokens.low(*it),
                    "at" | "is" | "was" | "were" | "are" | "as" | "had" | "has" | "have"
                ) || size.is_some() && matches!(page.tokens.low(*it), "to" | "from")
            })
            .unwrap_or(b);
    }
    let mut target = page.words(a, b.max(a));
    if target.is_empty()
        || matches!(page.tokens.low(hit.first), "odds")
        || hit.end.saturating_sub(hit.first) == 2 && page.tokens.low(hit.end - 1) == "odds"
    {
        // `How likely is an accord? … the odds were "roughly even"`
        let before = page.sentences[sentence.saturating_sub(3)].first;
        let noun = page.cues.all(Cue::Text, before, hit.first).into_iter().next();
        target = noun
            .map(|it| page.noun_phrase((it.first, it.end), before))
            .map(|it| page.words(it.0, it.1))
            .unwrap_or(target);
    }
    let mut actor = forecaster(page, sentence, hit.first);
    if actor.who.is_empty()
        && matches!(page.tokens.low(hit.first), "put" | "puts" | "the")
        && page.tokens.low(hit.first.wrapping_sub(1)) == "put"
        || matches!(page.tokens.low(hit.first), "put" | "puts")
    {
        actor = page.actor(sentence, hit.first);
    }
    if actor.who.is_empty()
        && let Some((_, judge)) = judged(page, sentence, hit.first)
    {
        actor = judge;
    }
    // `were put at one in three by a negotiator`
    let by = (hit.end..end).find(|it| page.tokens.low(*it) == "by");
    if actor.who.is_empty()
        && size.is_some()
        && let Some(it) = by.and_then(|by| page.names.within(by + 1, by + 2).first()).copied()
        && page.names.is(&it) != Some(crate::names::NamedAs::Place)
    {
        actor = Actor { who: page.names_of(&it), via: Vec::new(), subject: Some(it) };
    }
    // `gave the plan a 40 per cent chance of surviving`: of the plan.
    if page.tokens.low(a).ends_with("ing")
        && let Some((verb, _)) = judged(page, sentence, hit.first)
        && let Some(stop) = (verb + 2..hit.first)
            .find(|it| matches!(page.tokens.low(*it), "a" | "an") || page.tokens.list[*it].digits)
    {
        target = page.words(verb + 1, stop);
    }
    let whole = if page.frame(sentence, hit.first).is_some() {
        part(page, sentence, (hit.first, hit.end))
    } else {
        (first, end)
    };
    push(page, whole, &actor, target, words, Sureness::Sure, sentence, out);
}

fn doubted(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let (_, end) = page.sentences[sentence].clause(hit.first);
    let noun = matches!(
        page.tokens.low(hit.first.wrapping_sub(1)),
        "no" | "the" | "a" | "in" | "any" | "of" | "little" | "without"
    );
    if noun
        || hit.form == VerbForm::Ing
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
    {
        return;
    }
    let that = hit.end + usize::from(matches!(page.tokens.low(hit.end), "that" | "whether"));
    if page.tokens.low(hit.end) != "that" && !about_talks(page, hit.end, end) {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    if actor.who.is_empty() {
        return;
    }
    let first = actor.subject.map_or(hit.first, |it| it.first);
    push(
        page,
        (first.min(hit.first), end),
        &actor,
        page.words(that, end),
        page.words(hit.first, hit.end),
        Sureness::Sure,
        sentence,
        out,
    );
}

/// `expects the government to let the framework die`; a direction said to be expected.
fn expected(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let (first, end) = page.sentences[sentence].clause(hit.first);
    if hit.form == VerbForm::Ing
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
    {
        return;
    }
    let before = page.tokens.low(hit.first.wrapping_sub(1)).to_owned();
    let passive = hit.form == VerbForm::Past
        && matches!(before.as_str(), "is" | "are" | "was" | "were" | "widely" | "not" | "be");
    if passive || before == "few" {
        return;
    }
    let to = (hit.end..end.min(hit.end + 8)).find(|it| page.tokens.low(*it) == "to");
    let noun = hit.end > hit.first + 1 && page.cues.any(Cue::Text, hit.end, (hit.end + 4).min(end));
    if to.is_none_or(|it| it == hit.end) && page.tokens.low(hit.end) != "that" && !noun
        || !about_talks(page, hit.end, end)
    {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    if actor.who.is_empty() || matches!(page.tokens.low(hit.first), "bet" | "bets") {
        return;
    }
    let from = hit.end + usize::from(page.tokens.low(hit.end) == "that");
    push(
        page,
        (hit.first.max(first), end),
        &actor,
        page.words(from, end),
        page.words(hit.first, hit.end),
        Sureness::Likely,
        sentence,
        out,
    );
}
