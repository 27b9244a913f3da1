//! Statements: how somebody characterises a meeting, a text or the talks, and what came of them, or did not.

use std::sync::LazyLock;

use plenipo::glossary::find::Finder;
use plenipo::glossary::shipped;

use super::{dated, of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::Describes, first, end) {
            described(page, at, hit, out);
        }
        for cue in [Cue::NoMore, Cue::Closer] {
            for hit in page.cues.all(cue, first, end) {
                moved(page, at, hit, out);
            }
        }
        for hit in page.cues.all(Cue::Result, first, end) {
            result(page, at, hit, out);
        }
        quoted(page, at, out);
        mood(page, at, out);
        for hit in page.cues.all(Cue::Session, first, end) {
            coded_talks(page, at, hit, out);
        }
    }
}

/// `he was cautiously optimistic`, as somebody says of himself.
fn mood(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let Some(hit) = page.cues.first(Cue::Mood, of_sentence.first, of_sentence.end) else { return };
    let is = (hit.first.saturating_sub(4)..hit.first).any(|it| {
        matches!(
            page.tokens.low(it),
            "was" | "is" | "were" | "are" | "remained" | "remains" | "felt" | "am"
        )
    });
    let told = page.frame(sentence, hit.first).is_some() || page.labels[sentence].is_some();
    if !is || !told || page.supposed(sentence, hit.first) {
        return;
    }
    let actor = page.speaker(sentence, hit.first);
    if actor.who.is_empty() {
        return;
    }
    let span = match page.frame(sentence, hit.first) {
        Some(frame) if !frame.behind => (frame.speaker.first, of_sentence.clause(hit.first).1),
        _ => part(page, sentence, (hit.first, hit.end)),
    };
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: mood");
    it.words = page.words(hit.first, hit.end);
    it.target = topic(page, sentence, of_sentence.clause(hit.first), hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

/// `held frank talks`: a coded word of the glossary right before the noun for talks.
fn coded_talks(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let from = hit.first.saturating_sub(4).max(page.sentences[sentence].first);
    let plain = (from..hit.first)
        .rev()
        .take_while(|it| {
            !page.tokens.gap(it + 1).has(crate::words::Gap::ANY)
                && page.tokens.list[*it].quotation == 0
        })
        .last();
    let Some(from) = plain else { return };
    let text = page.tokens.slice(from, hit.first);
    let Some((start, end)) = coded(text).into_iter().next() else { return };
    let held = page.cues.any(Cue::Meets, from.saturating_sub(3), hit.first)
        || matches!(
            page.tokens.low(from.saturating_sub(1)),
            "a" | "was" | "were" | "had" | "held" | "after"
        );
    if !held || page.supposed(sentence, hit.first) || page.denied(sentence, hit.first) {
        return;
    }
    let actor = page.speaker(sentence, hit.first);
    let span = part(page, sentence, (from, hit.end));
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: coded");
    it.words = text.get(start..end).unwrap_or_default().to_owned();
    it.target = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

/// The coded words of the glossary in these words, in the order in which they stand.
pub(crate) fn coded(text: &str) -> Vec<(usize, usize)> {
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(shipped()));
    FINDER.find(text).into_iter().map(|it| (it.start, it.end)).collect()
}

/// The words that characterise within these words: those in quotation marks, or else the words of evaluation.
fn characterisation(page: &Page<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let open = (first..end).find(|it| page.tokens.list[*it].quotation != 0);
    if let Some(open) = open {
        let of = page.tokens.list[open].quotation;
        let close = (open..end).find(|it| page.tokens.list[*it].quotation != of).unwrap_or(end);
        if page.cues.any(Cue::Evaluation, open, close)
            || page.cues.any(Cue::Result, open, close)
            || close <= open + 4
        {
            return Some((open, close));
        }
    }
    let hits = page.cues.all(Cue::Evaluation, first, end);
    let (a, b) = (hits.first()?, hits.last()?);
    // `difficult yet productive` is one characterisation.
    let near = b.first.saturating_sub(a.end) <= 6;
    Some((a.first, if near { b.end } else { a.end }))
}

fn described(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = of_sentence.clause(hit.first);
    if page.supposed(sentence, hit.first) && page.tokens.low(hit.first.wrapping_sub(1)) != "would"
        || page.denied(sentence, hit.first)
    {
        return;
    }
    let word = page.words(hit.first, hit.end).to_lowercase();
    let before = page.tokens.low(hit.first.wrapping_sub(1)).to_owned();
    let nominal = hit.form == VerbForm::Base
        && !matches!(before.as_str(), "would" | "to" | "i" | "we")
        && !crate::names::is_plural_subject(page.ground(), hit.first, first);
    if nominal
        || hit.form == VerbForm::Ing
        || matches!(
            before.as_str(),
            "the" | "a" | "his" | "her" | "their" | "its" | "was" | "is" | "were" | "so"
        )
    {
        return;
    }
    let stop = of_sentence.end;
    let weak = matches!(
        word.as_str(),
        "welcomed" | "welcomes" | "dismissed" | "denounced" | "praised" | "welcome" | "rated"
    );
    let Some(said) = characterisation(page, hit.end, end.max(hit.end))
        .or_else(|| characterisation(page, hit.end, stop.min(hit.end + 18)))
    else {
        return;
    };
    let is_quote = page.tokens.list[said.0].quotation != 0;
    let as_what = (hit.end..said.0 + 1).any(|it| page.tokens.low(it) == "as");
    if weak && !is_quote && !as_what || !is_quote && said.0.saturating_sub(hit.end) > 22 {
        return;
    }
    // `what he called a "fundamental step"`; `that one person described as full of shouting`
    let relative = (first..hit.first).rev().take(8).find(|it| {
        let after_noun = *it > 0
            && !page
                .cues
                .within(it.saturating_sub(2), *it)
                .iter()
                .any(|hit| hit.cue == Cue::Says && hit.end == *it);
        match page.tokens.low(*it) {
            "what" => true,
            "that" => after_noun && page.tokens.low(hit.end) == "as",
            _ => false,
        }
    });
    let actor = page.actor(sentence, hit.first);
    if actor.who.is_empty() || page.tokens.low(hit.first) == "described" && before == "as" {
        return;
    }
    let object = (hit.end, said.0);
    let mut target = page.words(object.0, object.1);
    for lead in [" as", " the", " a", " as the", " as a"] {
        target = target.trim_end_matches(lead).to_owned();
    }
    let mut span =
        (actor.subject.map_or(hit.first, |it| it.first).max(first).min(hit.first), end.max(said.1));
    if let Some(what) = relative {
        let celebrated = page.cues.all(Cue::Describes, first, what).last().copied();
        span.0 = celebrated.map_or(what, |it| it.first);
        if page.tokens.low(what) == "that" {
            let (a, b) = page.phrase(what.saturating_sub(7).max(first), what);
            span.0 = (a..b)
                .rev()
                .find(|it| matches!(page.tokens.low(*it), "a" | "the" | "an"))
                .unwrap_or(what);
            target = page.words(span.0, what);
        } else {
            target = String::new();
        }
    } else if hit.first.saturating_sub(span.0) > 12 {
        span.0 = hit.first;
    } else if matches!(page.tokens.low(first), "who" | "which")
        && let Some(subject) =
            actor.subject.filter(|it| it.end <= first && it.first + 30 > hit.first)
    {
        span.0 = subject.first;
    }
    if target == "it" || target.is_empty() && relative.is_none() {
        // What was spoken of before.
        let from = page.sentences[sentence.saturating_sub(1)].first;
        let noun = page
            .cues
            .last(Cue::Text, from, hit.first)
            .or_else(|| page.cues.last(Cue::Session, from, hit.first));
        target = noun
            .map(|it| page.noun_phrase((it.first, it.end), from))
            .map(|it| page.words(it.0, it.1))
            .unwrap_or_default();
    }
    if relative.is_some_and(|it| page.tokens.low(it) == "what") {
        // `what he described as a serious proposal`: the noun behind.
        let (a, b) = page.phrase(said.0, end);
        target = page.words(a, b);
    }
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: called");
    it.target = target;
    it.words = page.words(said.0, said.1);
    it.sureness =
        if is_quote || !coded(&it.words).is_empty() { Sureness::Sure } else { Sureness::Likely };
    dated(page, &mut it, sentence, (span.0, hit.end.max(span.0)), &actor);
    out.push(it);
}

/// Closer, no closer, and nothing more to give.
fn moved(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.supposed(sentence, hit.first) {
        return;
    }
    let speaker = page.actor(sentence, hit.first);
    let said = page.speaker(sentence, hit.first);
    let talks = about(page, sentence);
    let who = if said.who.is_empty() { speaker.clone() } else { said };
    if who.who.is_empty() || hit.cue == Cue::Closer && !talks {
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
    it.target = if matches!(page.tokens.low(a), "on" | "to" | "in" | "towards") {
        page.words(a + 1, b)
    } else {
        topic(page, sentence, own, b)
    };
    dated(page, &mut it, sentence, span, &who);
    out.push(it);
}

/// Whether a sentence, or the one before it, is about talks.
fn about(page: &Page<'_>, sentence: usize) -> bool {
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
                            | "geneva"
                            | "talks"
                    )
                })
        })
    };
    of(sentence) || sentence > 0 && of(sentence - 1)
}

fn result(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let words = page.words(hit.first, hit.end).to_lowercase();
    if page.supposed(sentence, hit.first) && !words.contains("could not") {
        return;
    }
    let (first, end) = of_sentence.clause(hit.first);
    let bare = matches!(
        words.as_str(),
        "breakthrough" | "impasse" | "deadlock" | "stalemate" | "within reach"
    );
    if bare
        && !(page.denied(sentence, hit.first)
            || page.tokens.low(first) == "none"
            || words != "breakthrough" && page.frame(sentence, hit.first).is_some())
    {
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
        "on" | "to" | "between" if b > a + 1 => page.words(a + 1, b),
        "a" | "an" | "the" => page.words(a, b),
        _ if words.ends_with(" on") => page.words(a, b),
        _ if words.ends_with("reach") || words.ends_with("reaching") => page.words(a, b),
        _ => {
            let on = (a..b).find(|it| {
                page.tokens.low(*it) == "on" && !crate::day::is_calendar(page.tokens.low(it + 1))
            });
            match on {
                Some(on) => page.words(on + 1, b),
                None => topic(page, sentence, (first, hit.first), b),
            }
        }
    };
    it.words = page.words(hit.first, hit.end);
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

/// What words are about: what stands behind them with a preposition, the noun that they begin with, or else the text or
/// the talks spoken of last.
fn topic(page: &Page<'_>, sentence: usize, (first, end): (usize, usize), behind: usize) -> String {
    let stop = page.sentences[sentence].end;
    if matches!(
        page.tokens.low(behind),
        "by" | "on" | "about" | "over" | "of" | "to" | "towards" | "for"
    ) && behind < stop
        && !crate::day::is_calendar(page.tokens.low(behind + 1))
    {
        let (a, b) = page.phrase(behind + 1, stop);
        return page.words(a, b);
    }
    let from = super::skip_that(page, first, end);
    let verb = (from..end).find(|it| crate::sentence::is_finite(&page.tokens, &page.cues, *it));
    if let Some(verb) = verb.filter(|it| *it > from && *it <= from + 10) {
        let from = from + usize::from(matches!(page.tokens.low(from), "and" | "but" | "that"));
        let bare = verb <= from + 1
            && matches!(
                page.tokens.low(from),
                "it" | "he"
                    | "she"
                    | "they"
                    | "we"
                    | "i"
                    | "there"
                    | "this"
                    | "that"
                    | "who"
                    | "which"
                    | "to"
                    | "he's"
            );
        if !bare {
            return page.words(from, verb);
        }
    }
    let own = subject_text(page, first, end);
    if !own.is_empty() {
        return own;
    }
    let before = page.sentences[sentence.saturating_sub(1)].first;
    let noun = page
        .cues
        .last(Cue::Session, before, end)
        .or_else(|| page.cues.last(Cue::Text, before, end));
    noun.map(|it| page.noun_phrase((it.first, it.end), before))
        .map(|it| page.words(it.0, it.1))
        .unwrap_or_default()
}

/// The session or text that a clause begins with.
fn subject_text(page: &Page<'_>, first: usize, before: usize) -> String {
    let noun = page
        .cues
        .first(Cue::Session, first, before)
        .or_else(|| page.cues.first(Cue::Text, first, before));
    noun.map(|it| page.noun_phrase((it.first, it.end), first))
        .map(|it| page.words(it.0, it.1))
        .unwrap_or_default()
}

/// Somebody's very words about the talks.
fn quoted(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    for frame in &page.frames[sentence] {
        if page.cues.any(Cue::NoComment, frame.verb.0.saturating_sub(1), frame.verb.1 + 3) {
            continue;
        }
        for (a, b) in frame.content {
            let open = (a..b).find(|it| page.tokens.list[*it].quotation != 0);
            // Of one who quotes another the other has said it.
            let own =
                |at: &usize| page.frame(sentence, *at).is_some_and(|it| it.verb == frame.verb);
            let Some(open) = open.filter(own) else { continue };
            // A word spoken of as a word.
            if matches!(page.tokens.low(open.wrapping_sub(1)), "word" | "term" | "phrase") {
                continue;
            }
            let of = page.tokens.list[open].quotation;
            let close = (open..b).find(|it| page.tokens.list[*it].quotation != of).unwrap_or(b);
            let evaluates = page.cues.any(Cue::Evaluation, open, close)
                || !coded(page.tokens.slice(open, close)).is_empty();
            let closes_in =
                page.cues.any(Cue::Closer, open, close) || page.cues.any(Cue::Result, open, close);
            if !(evaluates || closes_in)
                || page.supposed(sentence, open) && !page.tokens.capital(open)
            {
                continue;
            }
            let actor = page.speaker(sentence, open);
            if actor.who.is_empty() {
                continue;
            }
            let span = if frame.behind {
                let whole = frame.verb.1.max(frame.speaker.end).saturating_sub(a);
                if whole < 2 * close.saturating_sub(a) { (a, b) } else { (a, close.max(b)) }
            } else {
                let near = frame.verb.0.saturating_sub(frame.speaker.first) <= 10
                    && frame.speaker.first < frame.verb.0;
                (
                    if near { frame.speaker.first } else { frame.verb.0 },
                    of_sentence.clause(close.saturating_sub(1)).1.max(close),
                )
            };
            let mut it = of_span(page, span, &actor);
            it.words = page.words(open, close);
            it.target = topic(page, sentence, (a, b), close);
            dated(page, &mut it, sentence, (a, b), &actor);
            out.push(it);
        }
    }
}

fn of_span(page: &Page<'_>, span: (usize, usize), actor: &Actor) -> Proposal {
    let mut it = of(page, ProposalKind::Statement, span, actor, "statement: quoted");
    it.sureness = Sureness::Likely;
    it
}
