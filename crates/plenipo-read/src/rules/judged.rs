//! Who judges a chance and what was asked, and chances in bare numbers.

use super::prediction::push;
use crate::cue::Cue;
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, Sureness};

/// Verbs by which somebody judges a chance.
const JUDGES: [&str; 53] = [
    "think",
    "thinks",
    "thought",
    "consider",
    "considers",
    "considered",
    "judge",
    "judges",
    "judged",
    "call",
    "calls",
    "called",
    "see",
    "sees",
    "saw",
    "hold",
    "holds",
    "held",
    "deem",
    "deems",
    "rate",
    "rates",
    "rated",
    "reckon",
    "reckons",
    "believe",
    "believes",
    "believed",
    "give",
    "gives",
    "gave",
    "put",
    "puts",
    "find",
    "finds",
    "found",
    "regard",
    "regards",
    "cut",
    "spoke",
    "offer",
    "offers",
    "offered",
    "speaks",
    "speak",
    "assess",
    "assessed",
    "estimate",
    "estimates",
    "estimated",
    "predict",
    "predicts",
    "predicted",
];

/// The verb of judging before the word at `at`, and whose it is.
pub(super) fn judged(page: &Page<'_>, sentence: usize, at: usize) -> Option<(usize, Actor)> {
    let of_sentence = page.sentences.get(sentence)?;
    let (clause, _) = of_sentence.clause(at);
    let first = of_sentence.resumed(&page.tokens, clause).unwrap_or(clause);
    let verb = (clause + usize::from(clause == first)..at).rev().take(16).find(|it| {
        JUDGES.contains(&page.tokens.low(*it)) && page.tokens.list[*it].quotation == 0
    })?;
    let subject = page.ground().subject(verb, first)?;
    if subject.end > verb || matches!(page.names.is(&subject), Some(crate::names::NamedAs::Place)) {
        return None;
    }
    if matches!(page.tokens.low(subject.first), "few" | "nobody" | "no") {
        return None;
    }
    let who = page.names_of(&subject);
    let via = page.speaker(sentence, verb).who.into_iter().filter(|it| !who.contains(it)).collect();
    (!who.is_empty()).then_some((verb, Actor { who, via, subject: Some(subject) }))
}

/// What a chance is asked of just before: `what are the chances of a signature?`, `whether East would sign`.
pub(super) fn asked_before(page: &Page<'_>, sentence: usize, at: usize) -> Option<String> {
    let from = page.sentences[sentence.saturating_sub(4)].first;
    if let Some(it) = page.cues.last(Cue::Chance, from, at) {
        let own = page.sentences[page.sentence_of(it.first)].end;
        let (a, b) = page.phrase(it.end, own.min(at));
        let b = (a..b)
            .find(|it| crate::sentence::is_finite(&page.tokens, &page.cues, *it))
            .unwrap_or(b);
        if b > a {
            return Some(page.words(a, b));
        }
    }
    let whether = (from..at).rev().find(|it| {
        page.tokens.low(*it) == "whether"
            || page.tokens.low(*it) == "would" && page.sentences.iter().any(|of| of.first == *it)
    });
    if let Some(at) = whether {
        let own = page.sentences[page.sentence_of(at)].end;
        return Some(page.words(at + 1, page.phrase(at + 1, own).1));
    }
    let noun = page.cues.last(Cue::Text, from, at)?;
    let np = page.noun_phrase((noun.first, noun.end), from);
    Some(page.words(np.0, np.1))
}

/// A small number, in words or figures.
fn small(page: &Page<'_>, at: usize) -> bool {
    crate::numbers::cardinal(page.tokens.low(at)).is_some_and(|it| (1..1000).contains(&it))
}

/// `Three in four.`, `one chance in three by August`, `put them at 50-50`: a chance in numbers without a noun for it, or
/// with one that no list has.
pub(super) fn in_numbers(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let found = (first..end).find_map(|at| {
        if matches!(
            page.tokens.low(at),
            "50-50" | "fifty-fifty" | "60-40" | "40-60" | "70-30" | "30-70"
        ) {
            return Some((at, at + 1));
        }
        if !small(page, at) {
            return None;
        }
        let chance = usize::from(matches!(page.tokens.low(at + 1), "chance" | "chances"));
        let joined = page.tokens.low(at + 1 + chance) == "in"
            && small(page, at + 2 + chance)
            && !page.tokens.list.get(at + 2 + chance).is_some_and(|it| it.digits);
        // `one in three ships` is no chance.
        let behind = at + 3 + chance;
        let ends = behind >= end
            || page.tokens.gap(behind).has(crate::words::Gap::ANY)
            || matches!(
                page.tokens.low(behind),
                "by" | "that" | "of" | "this" | "before" | "at" | "chance" | "and" | "to"
            );
        let leads = chance == 1
            || at == first
            || matches!(
                page.tokens.low(at - 1),
                "at" | "about"
                    | "around"
                    | "roughly"
                    | "a"
                    | "than"
                    | "as"
                    | "say"
                    | "said"
                    | "over"
                    | "under"
            );
        (joined && ends && leads).then_some((at, behind))
    });
    let Some((at, stop)) = found else { return };
    if page.supposed(sentence, at) && page.tokens.low(first) == "if" {
        return;
    }
    let begin = page.quote(first, first + 1).start;
    let told = out.iter().any(|it| it.kind == ProposalKind::Prediction && it.quote.start >= begin);
    let mut actor = page.speaker(sentence, at);
    if (actor.who.is_empty() || page.tokens.low(at.wrapping_sub(1)) == "at")
        && let Some((_, judge)) = judged(page, sentence, at)
    {
        actor = judge;
    }
    if told || actor.who.is_empty() {
        return;
    }
    // `one chance in three that it is signed`, else what was asked.
    let that = matches!(page.tokens.low(stop), "that" | "of").then(|| {
        let (a, b) = page.phrase(stop + 1, end);
        page.words(a, b)
    });
    // `gives the coalition's survival four chances in ten`
    let given = judged(page, sentence, at).and_then(|(verb, _)| {
        let stop = at - usize::from(page.tokens.low(at - 1) == "at");
        (stop > verb + 2).then(|| page.words(verb + 1, stop))
    });
    let Some(target) = that.or(given).or_else(|| asked_before(page, sentence, at)) else { return };
    push(page, (first, end), &actor, target, page.words(at, stop), Sureness::Likely, sentence, out);
}
