//! Meetings as minutes tell them: the head with those present, the next one, and those in brackets.

use super::meeting::series;
use super::of;
use crate::attribution::is_person;
use crate::cue::Cue;
use crate::day::{ReportDay, Tense};
use crate::names::Who;
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

/// `the fifth sitting (Pelle Harbour, 6 July)`
pub(super) fn bracketed(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    for hit in page.cues.all(Cue::Session, of_sentence.first, of_sentence.end) {
        let open = hit.end;
        if !page.tokens.gap(open).has(crate::words::Gap::BRACKET) || !page.tokens.capital(open) {
            continue;
        }
        let close = (open + 1..(open + 8).min(of_sentence.end))
            .find(|it| page.tokens.gap(*it).has(crate::words::Gap::BRACKET))
            .unwrap_or((open + 8).min(of_sentence.end));
        let Some((when, inferred)) = page.day(open, close, Tense::Past) else { continue };
        let (first, _) = page.noun_phrase((hit.first, hit.end), of_sentence.first);
        let who = page.sides(hit.first);
        if who.is_empty() {
            continue;
        }
        let stop = (open..close)
            .find(|it| page.tokens.gap(*it + 1).has(crate::words::Gap::COMMA))
            .map_or(open + 1, |it| it + 1);
        let actor = Actor { who, ..Actor::default() };
        let mut it =
            of(page, ProposalKind::Meeting, (first, close), &actor, "meeting: in brackets");
        (it.when, it.inferred) = (Some(when), inferred);
        it.target = page.words(open, stop);
        it.status = ProposedStatus::Held;
        (it.words, it.number) = series(page, sentence, (of_sentence.first, of_sentence.end));
        out.push(it);
    }
}

/// `Sitting held at the Weigh House, Marsk, 21 September`: the head of minutes, with those listed as present behind it.
pub(super) fn opened(page: &Page<'_>, sentence: usize) -> Option<Proposal> {
    let own = page.sentences.get(sentence)?;
    let session = page.cues.at(Cue::Session, own.first)?;
    let held = matches!(page.tokens.low(session.end), "held" | "opened" | "convened")
        && page.telling == crate::page::Telling::Record;
    if !held {
        return None;
    }
    let (when, inferred) = page.day(own.first, own.end, Tense::Past)?;
    let mut who: Vec<String> = Vec::new();
    for it in page.sentences.iter().filter(|it| it.paragraph == own.paragraph) {
        for it in
            page.names.within(it.first, it.end).iter().filter(|it| is_person(&page.ground(), it))
        {
            if let Some(name) = page.name(it).filter(|it| !who.contains(it)) {
                who.push(name);
            }
        }
    }
    if who.is_empty() {
        return None;
    }
    let at = (session.end..own.end).find(|it| matches!(page.tokens.low(*it), "at" | "in"))?;
    let stop = (at + 1..own.end).find(|it| page.tokens.list[*it].digits).unwrap_or(own.end);
    let actor = Actor { who, ..Actor::default() };
    let mut it = of(page, ProposalKind::Meeting, (own.first, own.end), &actor, "meeting: minutes");
    (it.when, it.inferred) = (Some(when), inferred);
    it.target = page.words(at + 1, stop);
    it.status = ProposedStatus::Held;
    it.sureness = Sureness::Sure;
    let (words, number) = series(page, 0, (page.sentences[0].first, page.sentences[0].end));
    (it.words, it.number) = (words, number);
    Some(it)
}

/// `Next session: Dornau, 15 April`; `Place: …. Session opened 10.05`.
pub(super) fn minuted(
    page: &Page<'_>,
    sentence: usize,
    (first, end): (usize, usize),
) -> Option<Proposal> {
    let own = page.sentences.get(sentence)?;
    let colon =
        (own.first + 1..own.end).find(|it| page.tokens.gap(*it).has(crate::words::Gap::COLON))?;
    let head = page.words(own.first, colon).to_lowercase();
    // `Fifth sitting: both delegations, Pell, 6 November`
    let numbered = head.split(' ').next().and_then(crate::numbers::ordinal).is_some()
        && page.cues.at(Cue::Session, own.first + 1).is_some()
        && colon == own.first + 2;
    let next = numbered
        || head.contains("next session")
        || head.contains("next meeting")
        || head.contains("next round");
    let place = head.ends_with("place") || head.ends_with("venue");
    if !(next || place) || !(first <= colon && colon <= end) {
        return None;
    }
    // `Session opened 10.05` goes on with it.
    let goes_on = page.sentences.get(sentence + 1).filter(|it| {
        it.paragraph == own.paragraph && page.cues.at(Cue::Session, it.first).is_some()
    });
    let stop = goes_on.filter(|_| place).map_or(own.end, |it| it.end);
    let mut it =
        of(page, ProposalKind::Meeting, (own.first, stop), &Actor::default(), "meeting: minutes");
    it.status = if next { ProposedStatus::Planned } else { ProposedStatus::Held };
    it.sureness = Sureness::Sure;
    if next {
        let (when, inferred) = page.day(colon, own.end, Tense::Future)?;
        (it.when, it.inferred) = (Some(when), inferred);
        let comma = |it: &usize| page.tokens.gap(*it).has(crate::words::Gap::COMMA);
        let stop = (colon + 1..own.end).find(comma).unwrap_or(own.end);
        it.target = page.words(colon, stop);
        // Whoever comes may stand before the place.
        if page.names.within(colon, stop).iter().any(|it| matches!(it.who, Who::Described)) {
            let end = (stop + 1..own.end).find(comma).unwrap_or(own.end);
            it.target = page.words(stop, end);
        }
        let who =
            page.names.within(colon, own.end).iter().filter(|it| matches!(it.who, Who::Described));
        it.who = who.filter_map(|it| page.name(it)).collect();
    } else {
        it.when = page.report.map(ReportDay::Day);
        it.target = page.words(colon, own.end);
        // Whoever is listed as present in the lines above.
        let before =
            page.names.within(0, own.first).iter().filter(|it| is_person(&page.ground(), it));
        for name in before.filter_map(|it| page.name(it)) {
            if !it.who.contains(&name) {
                it.who.push(name);
            }
        }
        let (words, number) = series(page, 0, (page.sentences[0].first, page.sentences[0].end));
        (it.words, it.number) = (words, number);
    }
    Some(it)
}
