//! Outcomes, told as statements: a result of talks or none, closer or farther apart, nothing more to give, and how
//! somebody takes it.

use super::statement::{subject_words, topic};
use super::{dated, of, part};
use crate::cue::{Cue, Hit};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, Sureness};

pub(super) fn moved(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.supposed(sentence, hit.first) {
        return;
    }
    let speaker = page.actor(sentence, hit.first);
    let said = page.speaker(sentence, hit.first);
    let talks = about(page, sentence);
    let who = if said.who.is_empty() { speaker.clone() } else { said };
    // `stiffened the will of …` is something done to somebody.
    let does = matches!(page.tokens.low(hit.end), "the" | "its" | "their" | "a")
        && hit.end == hit.first + 1
        && page.tokens.low(hit.first).ends_with("ed");
    if who.who.is_empty() || hit.cue == Cue::Closer && (!talks || does) {
        return;
    }
    let own = part(page, sentence, (hit.first, hit.end));
    let whole = page.frame(sentence, hit.first).filter(|it| {
        !it.behind
            && it.speaker.first + 8 > own.0
            && it.speaker.first >= page.sentences[sentence].first
    });
    let span = match whole {
        Some(frame) if hit.cue == Cue::NoMore => (frame.speaker.first, own.1),
        _ => own,
    };
    let mut it = of(page, ProposalKind::Statement, span, &who, "statement: movement");
    it.words = page.words(hit.first, hit.end);
    let (a, b) = page.phrase(hit.end, page.sentences[sentence].clause(hit.first).1);
    // `accused East of bad faith`: of whom it is said.
    let accused = (own.0..hit.first)
        .find(|it| {
            matches!(
                page.tokens.low(*it),
                "accused" | "accuses" | "accuse" | "blamed" | "charged" | "reproached"
            )
        })
        .and_then(|it| page.names.within(it + 1, it + 3).first().copied());
    let each = matches!(page.tokens.low(a + 1), "each" | "one" | "good" | "bad");
    let b = (a..b).find(|it| page.tokens.low(*it) == "than").unwrap_or(b);
    it.target = if let Some(it) = accused {
        page.words(it.first, it.end)
    } else if matches!(page.tokens.low(a), "on" | "to" | "in" | "towards") && !each && b > a + 1 {
        page.words(a + 1, b)
    } else {
        subject_words(page, sentence, hit.first).unwrap_or_else(|| topic(page, sentence, own, b))
    };
    dated(page, &mut it, sentence, span, &who);
    out.push(it);
}

/// Whether a sentence, or the one before it, is about talks.
pub(super) fn about(page: &Page<'_>, sentence: usize) -> bool {
    let of = |at: usize| {
        page.sentences.get(at).is_some_and(|it| {
            page.cues.any(Cue::Session, it.first, it.end)
                || page.cues.any(Cue::Text, it.first, it.end)
                || (it.first..it.end).any(|at| {
                    matches!(
                        page.tokens.low(at),
                        "positions"
                            | "sides"
                            | "delegations"
                            | "parties"
                            | "points"
                            | "issues"
                            | "opposition"
                            | "concessions"
                            | "talks"
                            | "solution"
                            | "settlement"
                            | "panel"
                            | "agenda"
                            | "delegates"
                            | "chapter"
                            | "item"
                    )
                })
        })
    };
    of(sentence) || sentence > 0 && of(sentence - 1)
}

pub(super) fn result(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let words = page.words(hit.first, hit.end).to_lowercase();
    if page.supposed(sentence, hit.first) && !words.contains("could not") {
        return;
    }
    let (first, end) = of_sentence.clause(hit.first);
    // What minutes recall of an earlier session is of that session.
    let recalls =
        (of_sentence.first..hit.first).any(|it| page.tokens.low(it).starts_with("recall"));
    if recalls && page.telling == crate::page::Telling::Record {
        return;
    }
    let bare = matches!(
        words.as_str(),
        "breakthrough" | "impasse" | "deadlock" | "stalemate" | "within reach"
    );
    if bare
        && !(page.denied(sentence, hit.first) && page.tokens.low(first) != "neither"
            || page.tokens.low(first) == "none"
            || words != "breakthrough" && page.frame(sentence, hit.first).is_some())
    {
        return;
    }
    // `departure without a deal` is no result; talks that ended without one have one.
    let ended = (first..hit.first).any(|it| {
        const ENDS: [&str; 16] = [
            "end", "clos", "conclud", "part", "left", "leav", "finish", "adjourn", "br", "came",
            "come", "return", "went", "dispers", "collaps", "separat",
        ];
        let low = page.tokens.low(it);
        ENDS.iter().any(|end| low.starts_with(end))
    });
    if words.starts_with("without") && !ended {
        return;
    }
    // `no agreement` says something behind a verb of being or of reaching.
    let single = words.starts_with("no ") && words.split(' ').count() == 2;
    let reached = matches!(
        page.tokens.low(hit.first.wrapping_sub(1)),
        "was"
            | "is"
            | "been"
            | "with"
            | "reached"
            | "found"
            | "brought"
            | "produced"
            | "made"
            | "saw"
            | "had"
            | "yields"
            | "yielded"
            | "but"
            | "still"
            | "as"
            | "are"
            | "were"
            | "there"
            | "s"
            | "'s"
            | "and"
            | "have"
            | "has"
            | "seen"
            | "reach"
            | "make"
            | "find"
    );
    if single && !reached {
        return;
    }
    let told = page.frame(sentence, hit.first).is_some() || page.labels[sentence].is_some();
    let subject = page.ground().subject(hit.first, first);
    let flat = words.starts_with("nothing was") || words.starts_with("nothing has");
    if !flat && !told && !about(page, sentence) && subject.is_none() {
        return;
    }
    let actor = if told { page.speaker(sentence, hit.first) } else { Actor::default() };
    let mut span = part(page, sentence, (hit.first, hit.end));
    if words.starts_with("without") && hit.first > span.0 + 4 {
        span.0 = hit.first;
        // What ended so, where the clause is short.
        if hit.first <= first + 14 && told {
            span.0 = first;
        }
    }
    if told && let Some(frame) = page.frame(sentence, hit.first).filter(|it| !it.behind) {
        // The speaker belongs to a short quotation.
        let inside = page.tokens.list[hit.first].quotation != 0;
        if inside && frame.verb.0 + 12 > hit.first {
            span.0 = span.0.min(frame.verb.0);
        }
    }
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: result");
    let (a, b) = page.phrase(hit.end, end);
    it.target = match page.tokens.low(a) {
        "on" | "to" | "between"
            if b > a + 1 && !crate::day::is_calendar(page.tokens.low(a + 1)) =>
        {
            page.words(a + 1, b)
        }
        "a" | "an" | "the" if !page.tokens.gap(a).has(crate::words::Gap::COMMA) => page.words(a, b),
        _ if words.ends_with(" on") => page.words(a, b),
        _ if words.ends_with("reach") || words.ends_with("reaching") => page.words(a, b),
        _ => {
            let on = (a..b).find(|it| {
                matches!(page.tokens.low(*it), "on" | "over")
                    && !crate::day::is_calendar(page.tokens.low(it + 1))
            });
            match on {
                Some(on) => page.words(on + 1, b),
                None => subject_words(page, sentence, hit.first)
                    .map(|it| {
                        let inner = it.strip_suffix(" there").unwrap_or(&it);
                        inner
                            .strip_prefix("On ")
                            .or(inner.strip_prefix("on "))
                            .unwrap_or(inner)
                            .to_owned()
                    })
                    .unwrap_or_else(|| topic(page, sentence, (first, hit.first), b)),
            }
        }
    };
    it.words = page.words(hit.first, hit.end);
    // `On reopening the airport no common ground was found`
    if !told
        && page.tokens.low(first) == "on"
        && hit.first > first + 1
        && hit.first <= first + 8
        && page.tokens.low(hit.first) == "no"
        && !crate::day::is_calendar(page.tokens.low(first + 1))
        && !page.tokens.list[first + 1].digits
    {
        it.target = page.words(first + 1, hit.first);
    }
    // `without the agreement that many had hoped for`: the agreement.
    if let Some(at) = (hit.first..hit.end).find(|it| page.tokens.low(*it) == "without")
        && !it.target.is_empty()
    {
        let stop = page.phrase(hit.end, end).1;
        let on = (hit.end..stop).any(|it| page.tokens.low(it) == "on");
        if !on
            && !matches!(
                page.tokens.low(at + 1),
                "agreement" | "a" | "an" | "result" | "progress" | "consensus" | "any"
            )
        {
            it.target = page.words(at + 1, hit.end.max(at + 2));
        }
    }
    it.sureness = if told { Sureness::Likely } else { Sureness::Look };
    dated(page, &mut it, sentence, span, &actor);
    if it.when.is_none() && !told {
        // A result of a meeting that the sentence dates.
        if let Some((when, inferred)) =
            page.day(of_sentence.first, of_sentence.end, crate::day::Tense::Past)
        {
            (it.when, it.inferred) = (Some(when), inferred);
        }
    }
    out.push(it);
}

/// `no boundary could be found`, `nothing was achieved there`: no result, also in the article's own voice.
pub(super) fn nothing_came(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    const NOUNS: [&str; 26] = [
        "agreement",
        "agreements",
        "commitment",
        "commitments",
        "boundary",
        "solution",
        "compromise",
        "progress",
        "results",
        "formula",
        "breakthrough",
        "consensus",
        "ground",
        "deal",
        "accord",
        "term",
        "text",
        "treaty",
        "settlement",
        "movement",
        "conclusion",
        "headway",
        "understanding",
        "conclusions",
        "outcome",
        "result",
    ];
    let of_sentence = &page.sentences[sentence];
    let found = (of_sentence.first..of_sentence.end).find_map(|at| {
        if page.tokens.list[at].quotation != 0 {
            return None;
        }
        let noun = match page.tokens.low(at) {
            "nothing" => at,
            "no" => (at + 1..at + 4).find(|it| NOUNS.contains(&page.tokens.low(*it)))?,
            _ => return None,
        };
        let be = (noun + 1..noun + 6)
            .take_while(|it| !page.tokens.gap(*it).has(crate::words::Gap::ANY))
            .find(|it| {
                matches!(page.tokens.low(*it), "was" | "were" | "been" | "be")
                    && *it < of_sentence.end
                    && !matches!(
                        page.tokens.low(it - 1),
                        "will" | "would" | "may" | "might" | "to" | "should"
                    )
            })?;
        let done = page.tokens.low(be + 1);
        let participle = done.ends_with("ed")
            || matches!(
                done,
                "found" | "made" | "reached" | "met" | "taken" | "won" | "struck" | "put" | "set"
            );
        (participle
            && !matches!(done, "said" | "excluded" | "ruled" | "changed" | "needed" | "heard"))
        .then_some((at, be + 2))
    });
    let Some((at, end)) = found else { return };
    if page.supposed(sentence, at) || !about(page, sentence) && page.tokens.low(at) == "nothing" {
        return;
    }
    let told = page.frame(sentence, at).is_some() || page.labels[sentence].is_some();
    if !told && page.tokens.low(at.wrapping_sub(1)) == "that" {
        return;
    }
    let actor = if told { page.speaker(sentence, at) } else { Actor::default() };
    let span = part(page, sentence, (at, end));
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: no result");
    it.words = page.words(at, end);
    it.target = led_by(page, sentence).unwrap_or_else(|| topic(page, sentence, (at, at), end));
    it.sureness = Sureness::Look;
    dated(page, &mut it, sentence, span, &actor);
    if it.when.is_none() && !told {
        let day = page.day_of(of_sentence.first, of_sentence.end, crate::day::Tense::Past);
        (it.when, it.inferred) = day.map_or((None, false), |it| (Some(it.0), it.1));
    }
    out.push(it);
}

/// What a sentence is led in with: `On tolls, nothing was settled`.
pub(super) fn led_by(page: &Page<'_>, sentence: usize) -> Option<String> {
    let of = page.sentences.get(sentence)?;
    if !matches!(page.tokens.low(of.first), "on" | "for" | "regarding" | "concerning" | "about") {
        return None;
    }
    let stop = (of.first + 1..(of.first + 8).min(of.end))
        .find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA))?;
    let calendar = (of.first..stop)
        .any(|it| crate::day::is_calendar(page.tokens.low(it)) || page.tokens.list[it].digits);
    (!calendar).then(|| page.words(of.first + 1, stop))
}

/// Closer, no closer, and nothing more to give.
/// `voiced disappointment at the outcome`
pub(super) fn voiced(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let verb = (first + 1..end).find(|it| {
        matches!(
            page.tokens.low(*it),
            "voiced" | "expressed" | "voices" | "expresses" | "signalled" | "showed"
        ) && page.tokens.list[*it].quotation == 0
    });
    let Some(verb) = verb else { return };
    let noun = (verb + 1..(verb + 4).min(end)).find(|it| {
        matches!(
            page.tokens.low(*it),
            "disappointment"
                | "optimism"
                | "pessimism"
                | "regret"
                | "satisfaction"
                | "confidence"
                | "frustration"
                | "dissatisfaction"
                | "concern"
                | "scepticism"
                | "skepticism"
                | "impatience"
                | "surprise"
                | "dismay"
                | "unease"
        )
    });
    let Some(noun) = noun else { return };
    let lead =
        matches!(page.tokens.low(noun + 1), "at" | "about" | "over" | "with" | "that" | "in");
    if !lead
        || page.denied(sentence, verb)
        || page.supposed(sentence, verb)
        || !about(page, sentence)
    {
        return;
    }
    let actor = page.actor(sentence, verb);
    if actor.who.is_empty() || actor.subject.is_none() {
        return;
    }
    let (a, b) = page.phrase(noun + 2, end);
    let span = (actor.subject.map_or(verb, |it| it.first).max(first).min(verb), b.max(noun + 1));
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: voiced");
    it.words = page.words(noun, noun + 1);
    it.target = page.words(a, b);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}
