//! Statements: how somebody characterises a meeting, a text or the talks, and what came of them, or did not.

use std::sync::LazyLock;

use plenipo::glossary::find::Finder;
use plenipo::glossary::shipped;

use super::outcome::{about, moved, nothing_came, result, voiced};
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
        is_so(page, at, out);
        nothing_came(page, at, out);
        voiced(page, at, out);
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
    // `Leon Karst was upbeat about the talks`
    let own = page.ground().subject(hit.first, of_sentence.clause(hit.first).0).filter(|it| {
        crate::attribution::is_person(&page.ground(), it)
            || matches!(it.who, crate::names::Who::Described)
    });
    let about_it =
        matches!(page.tokens.low(hit.end), "about" | "at" | "by" | "with" | "that" | "over")
            && about(page, sentence);
    if !is || !(told || own.is_some() && about_it) || page.supposed(sentence, hit.first) {
        return;
    }
    let mut actor = page.speaker(sentence, hit.first);
    if let Some(it) = own.filter(|_| !told) {
        actor = Actor { who: page.names_of(&it), via: Vec::new(), subject: Some(it) };
    }
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

/// Whether a noun phrase is of the talks, a text, or how they go.
fn is_of_talks(page: &Page<'_>, first: usize, end: usize) -> bool {
    page.cues.any(Cue::Session, first, end)
        || page.cues.any(Cue::Text, first, end)
        || (first..end).any(|it| {
            matches!(
                page.tokens.low(it),
                "atmosphere"
                    | "mood"
                    | "tone"
                    | "climate"
                    | "spirit"
                    | "gap"
                    | "gaps"
                    | "distance"
                    | "differences"
                    | "positions"
                    | "process"
                    | "dialogue"
                    | "window"
                    | "track"
                    | "work"
                    | "day"
                    | "days"
            )
        })
}

/// `said that the atmosphere had been constructive`: a verb of being between talks and a word of evaluation.
fn is_so(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    for frame in &page.frames[sentence] {
        for (a, b) in frame.content {
            let be = (a..b).find(|it| {
                matches!(
                    page.tokens.low(*it),
                    "was"
                        | "were"
                        | "is"
                        | "are"
                        | "been"
                        | "remained"
                        | "remains"
                        | "remain"
                        | "seemed"
                        | "became"
                        | "become"
                )
            });
            let Some(be) = be else { continue };
            let own = page.frame(sentence, be).is_some_and(|it| it.verb == frame.verb);
            let (_, stop) = of_sentence.clause(be);
            let stop = stop.min(b);
            let Some(word) = page
                .cues
                .first(Cue::Evaluation, be + 1, stop.min(be + 7))
                .or_else(|| page.cues.first(Cue::Result, be + 1, stop.min(be + 7)))
            else {
                continue;
            };
            let adjectival = (be + 1..word.first).all(|it| {
                page.tokens.low(it).ends_with("ly")
                    || matches!(
                        page.tokens.low(it),
                        "a" | "an"
                            | "the"
                            | "not"
                            | "very"
                            | "too"
                            | "more"
                            | "less"
                            | "still"
                            | "far"
                            | "both"
                            | "been"
                    )
                    || page.cues.at(Cue::Evaluation, it).is_some()
            });
            let from = super::skip_that(page, a, be);
            let subject = (from..be)
                .rev()
                .find(|it| !matches!(page.tokens.low(*it), "had" | "has" | "have" | "not"))
                .map_or(be, |it| it + 1);
            if !own
                || !adjectival
                || subject <= from
                || subject > from + 10
                || !is_of_talks(page, from, subject)
                || page.supposed(sentence, be)
            {
                continue;
            }
            let actor = page.speaker(sentence, be);
            if actor.who.is_empty() {
                continue;
            }
            let span = part(page, sentence, (from, stop));
            let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: is");
            it.words = page.words(word.first, word.end);
            it.target = page.words(from, subject);
            dated(page, &mut it, sentence, span, &actor);
            out.push(it);
        }
    }
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

/// Verbs that call something something.
const CALLS: [&str; 27] = [
    "called",
    "calls",
    "call",
    "described",
    "describes",
    "describe",
    "termed",
    "terms",
    "labelled",
    "labeled",
    "labels",
    "branded",
    "brands",
    "dubbed",
    "pronounced",
    "deemed",
    "deems",
    "characterised",
    "characterized",
    "mocked",
    "derided",
    "dismissed",
    "hailed",
    "denounced",
    "portrayed",
    "decried",
    "considers",
];

/// What something is called: behind its name a second noun phrase with `a`, or words in quotation marks.
fn complement(page: &Page<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    let quoted = page.tokens.list.get(from).is_some_and(|it| it.quotation != 0);
    if quoted {
        return None;
    }
    for at in from + 1..(from + 10).min(end) {
        if page.tokens.gap(at).has(crate::words::Gap::COMMA | crate::words::Gap::SEMICOLON) {
            return None;
        }
        let of = page.tokens.list[at].quotation;
        if of != 0 {
            let close = (at..end).find(|it| page.tokens.list[*it].quotation != of).unwrap_or(end);
            return Some((at, close));
        }
        let before = page.tokens.low(at - 1);
        let led = crate::attribution::PREPOSITIONS.contains(&before)
            || matches!(before, "and" | "or" | "that" | "as" | "is" | "was");
        if matches!(page.tokens.low(at), "a" | "an") && (!led || before == "as") {
            let (a, b) = page.phrase(at, end);
            return (b > a + 1).then_some((a + 1, b));
        }
    }
    None
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
        || hit.form != VerbForm::None
            && matches!(
                before.as_str(),
                "the" | "a" | "his" | "her" | "their" | "its" | "was" | "is" | "were" | "so"
            )
    {
        return;
    }
    let stop = of_sentence.end;
    if before == "would" && matches!(page.tokens.low(of_sentence.first), "until" | "if" | "unless")
    {
        return;
    }
    let weak = matches!(
        word.as_str(),
        "welcomed" | "welcomes" | "dismissed" | "denounced" | "praised" | "welcome" | "rated"
    );
    let calls = CALLS.contains(&word.as_str());
    // `described the gap as unbridgeable`: what stands behind `as`.
    let as_it = [
        "describ",
        "characteri",
        "regard",
        "portray",
        "dismiss",
        "hail",
        "denounc",
        "depict",
        "rate",
    ]
    .iter()
    .any(|it| word.starts_with(it))
    .then(|| {
        (hit.end + 1..(hit.end + 12).min(of_sentence.end)).find(|it| {
            page.tokens.low(*it) == "as"
                && page.tokens.list[*it].quotation == 0
                && !matches!(page.tokens.low(it + 1), "well" | "of" | "soon" | "if" | "having")
        })
    })
    .flatten()
    .map(|it| {
        let open = page.tokens.list.get(it + 1).map_or(0, |it| it.quotation);
        let close = (it + 1..of_sentence.end)
            .find(|at| page.tokens.list[*at].quotation != open)
            .unwrap_or(of_sentence.end);
        let stop = if open != 0 { close } else { page.phrase(it + 1, of_sentence.end).1 };
        (it + 1, stop)
    })
    .filter(|it| it.1 > it.0);
    let as_it = as_it.filter(|_| before != "what" && page.tokens.low(hit.end) != "as");
    let Some(said) = as_it
        .or_else(|| calls.then(|| complement(page, hit.end, of_sentence.end)).flatten())
        .or_else(|| characterisation(page, hit.end, end.max(hit.end)))
        .or_else(|| characterisation(page, hit.end, stop.min(hit.end + 18)))
    else {
        return;
    };
    let is_quote = page.tokens.list[said.0].quotation != 0;
    // `found the amendments reasonable`, and not everything that is found.
    let finds = matches!(word.as_str(), "find" | "finds" | "found");
    if finds
        && !(is_quote && said.0 <= hit.end + 10
            || is_of_talks(page, hit.end, said.0) && said.0 <= hit.end + 4 && said.1 <= said.0 + 2)
    {
        return;
    }
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
    // `Rubio, who led the team, called …`: with whoever calls it so, where that is near.
    let first = of_sentence
        .resumed(&page.tokens, first)
        .filter(|it| hit.first.saturating_sub(*it) <= 14)
        .unwrap_or(first);
    let object = (hit.end, said.0);
    let mut target = page.words(object.0, object.1);
    for lead in [" an", " as", " the", " a", " as the", " as a"] {
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
    } else if hit.first.saturating_sub(span.0) > 14 {
        span.0 = hit.first;
    } else if matches!(page.tokens.low(first), "who" | "which")
        && let Some(subject) =
            actor.subject.filter(|it| it.end <= first && it.first + 14 > hit.first)
    {
        span.0 = subject.first;
    }
    let days = target.starts_with("on ")
        && target.split(' ').nth(1).is_some_and(|it| crate::day::is_calendar(&it.to_lowercase()));
    if days {
        target = String::new();
    }
    if target == "it" || target == "this" || target.is_empty() && relative.is_none() {
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
    // `Susan Schwab, called the breakdown distressing`: without the office before the name.
    if let Some(subject) = actor.subject.filter(|it| it.first == span.0 && it.head.0 > it.first) {
        let (full, bare) = (span.1 - subject.first, span.1.saturating_sub(subject.head.0));
        // A relative clause between them makes it long enough.
        let beside =
            subject.end + 3 >= hit.first && crate::attribution::is_person(&page.ground(), &subject);
        if beside && bare * 2 > full && subject.head.0 < hit.first {
            span.0 = subject.head.0;
        }
    }
    let mut it = of(page, ProposalKind::Statement, span, &actor, "statement: called");
    it.target = target;
    it.words = page.words(said.0, said.1);
    it.sureness =
        if is_quote || !coded(&it.words).is_empty() { Sureness::Sure } else { Sureness::Likely };
    let behind = if days { hit.end + 2 } else { hit.end };
    dated(page, &mut it, sentence, (span.0, behind.max(span.0)), &actor);
    out.push(it);
}

/// What words are about: what stands behind them with a preposition, the noun that they begin with, or else the text or
/// the talks spoken of last.
pub(super) fn topic(
    page: &Page<'_>,
    sentence: usize,
    (first, end): (usize, usize),
    behind: usize,
) -> String {
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
    // `at the end of our efforts we have …`
    let led = verb.is_some_and(|it| {
        matches!(page.tokens.low(it.wrapping_sub(1)), "we" | "they" | "he" | "she" | "i")
    }) && crate::attribution::PREPOSITIONS.contains(&page.tokens.low(from));
    if let Some(verb) = verb.filter(|it| *it > from && *it <= from + 10 && !led) {
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

/// The subject of the verb before the word at `at`, within what somebody says; none where it is a bare pronoun.
pub(super) fn subject_words(page: &Page<'_>, sentence: usize, at: usize) -> Option<String> {
    let of_sentence = page.sentences.get(sentence)?;
    let (clause, _) = of_sentence.clause(at);
    let content = page.frame(sentence, at).and_then(|frame| {
        frame.content.iter().find(|(a, b)| (*a..*b).contains(&at)).map(|it| it.0)
    });
    let from = content.unwrap_or(clause).max(clause);
    let from = super::skip_that(page, from, at);
    let verb = (from..at).find(|it| crate::sentence::is_finite(&page.tokens, &page.cues, *it))?;
    // Behind what leads in before a comma: `On the unblocking of connections the positions`.
    let from = (from + 1..verb)
        .rev()
        .find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA | crate::words::Gap::QUOTE))
        .unwrap_or(from);
    let bare = verb == from + 1 && page.tokens.low(from).len() <= 5 && !page.tokens.capital(from)
        || verb == from + 1
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
                    | "both"
                    | "neither"
            );
    (verb > from && !bare && verb <= from + 12).then(|| page.words(from, verb))
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
            // `"This may not be just," he said, "but it is more just than war."`
            let (c, d) = frame.content[1];
            let goes_on = frame.behind
                && (c..d.min(c + 3)).any(|it| page.tokens.list[it].quotation != 0)
                && a < c;
            // `"With the signing", he said, Kenya had "opened a new chapter"`
            let led = frame.behind
                && a == frame.content[1].0
                && (frame.content[0].0..frame.content[0].1)
                    .any(|it| page.tokens.list[it].quotation != 0);
            let span = if led {
                (frame.content[0].0, b)
            } else if goes_on {
                (a, d)
            } else if frame.behind {
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
            it.target = inner_subject(page, open, close)
                .unwrap_or_else(|| topic(page, sentence, (a, b), close));
            dated(page, &mut it, sentence, (a, b), &actor);
            out.push(it);
        }
    }
}

/// The subject of the first verb within a quotation: `"the distance between us has shrunk"`.
fn inner_subject(page: &Page<'_>, open: usize, close: usize) -> Option<String> {
    let verb =
        (open + 1..close).find(|it| crate::sentence::is_finite(&page.tokens, &page.cues, *it))?;
    let from = (open..verb)
        .rev()
        .find(|it| {
            page.tokens.gap(*it).has(crate::words::Gap::COMMA)
                || matches!(page.tokens.low(it.saturating_sub(1)), "that" | "but" | "and")
                    && *it > open
        })
        .unwrap_or(open);
    let noun = (from..verb).any(|it| {
        page.cues.at(Cue::Session, it).is_some() || page.cues.at(Cue::Text, it).is_some()
    });
    let led = crate::attribution::PREPOSITIONS.contains(&page.tokens.low(from));
    (noun && !led && verb <= from + 8).then(|| page.words(from, verb))
}

fn of_span(page: &Page<'_>, span: (usize, usize), actor: &Actor) -> Proposal {
    let mut it = of(page, ProposalKind::Statement, span, actor, "statement: quoted");
    it.sureness = Sureness::Likely;
    it
}
