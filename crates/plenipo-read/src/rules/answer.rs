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
        split(page, at, out);
        for hit in page.cues.all(Cue::Describes, first, end) {
            called(page, at, hit, out);
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
fn text_of(
    page: &Page<'_>,
    sentence: usize,
    object: (usize, usize),
    out: &[Proposal],
) -> Option<String> {
    if is_text(page, object) {
        // The text by its name, and not how or when it was answered.
        let noun = page.cues.first(Cue::Text, object.0, object.1).map_or(object.0, |it| it.end);
        let stop = (noun.max(object.0 + 1)..object.1).find(|it| {
            let low = page.tokens.low(*it);
            matches!(
                low,
                "as" | "by"
                    | "without"
                    | "with"
                    | "because"
                    | "after"
                    | "and"
                    | "here"
                    | "yesterday"
                    | "today"
                    | "last"
                    | "at"
                    | "outright"
                    | "before"
                    | "in"
            ) || low.ends_with("ly")
                || low == "on" && crate::day::is_calendar(page.tokens.low(it + 1))
        });
        return Some(page.words(object.0, stop.unwrap_or(object.1)));
    }
    let word = page.tokens.low(object.0);
    let pronoun = matches!(word, "it" | "them")
        || matches!(word, "this" | "that") && object.1 <= object.0 + 2;
    if !pronoun {
        return None;
    }
    spoken_of(page, sentence, object.0, out)
}

/// The text spoken of last, or what was proposed last without being called a text: `a quartet of mediators`.
fn spoken_of(page: &Page<'_>, sentence: usize, at: usize, out: &[Proposal]) -> Option<String> {
    let from = page.sentences.get(sentence.saturating_sub(4)).map_or(0, |it| it.first);
    let begin = page.tokens.list.get(from).map_or(0, |it| it.start);
    let here = page.tokens.list.get(at).map_or(0, |it| it.start);
    let draft = out
        .iter()
        .filter(|it| it.kind == ProposalKind::Draft)
        .filter(|it| it.quote.start >= begin && it.quote.end <= here)
        .max_by_key(|it| it.quote.start);
    match draft {
        Some(it) if it.number.is_none() && !it.target.is_empty() => Some(it.target.clone()),
        Some(it) if !it.words.is_empty() => Some(it.words.clone()),
        _ => last_text(page, sentence, at),
    }
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
    // Whoever only looks on is not asked to accept it.
    let looks_on = !actor.who.is_empty()
        && actor.who.iter().all(|it| {
            let low = it.to_lowercase();
            ["diplomat", "analyst", "observer", "expert", "economist", "commentator", "media"]
                .iter()
                .any(|word| low.contains(word))
        });
    if unnamed_opinion || looks_on || target.is_empty() {
        return;
    }
    if status == ProposedStatus::Reject
        && let Some(it) = super::only_after(page, sentence, hit, &actor)
    {
        out.push(it);
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

/// `The draft was rejected by East`: the text stands before the verb, and whoever answers behind `by`.
fn by_whom(
    page: &Page<'_>,
    sentence: usize,
    hit: Hit,
    status: ProposedStatus,
    out: &mut Vec<Proposal>,
) {
    let (first, end) = page.sentences[sentence].clause(hit.first);
    if page.tokens.low(hit.end) != "by" {
        return;
    }
    let pronoun =
        matches!(page.tokens.low(first), "that" | "it" | "this" | "which" | "they" | "both");
    let noun = page.cues.first(Cue::Text, first, hit.first);
    if noun.is_none() && !pronoun {
        return;
    }
    let Some(it) = page.names.within(hit.end + 1, (hit.end + 3).min(end)).first().copied() else {
        return;
    };
    let target = match noun {
        Some(noun) if is_text(page, (first, noun.end)) => {
            let text = page.noun_phrase((noun.first, noun.end), first);
            page.words(text.0, text.1)
        }
        _ if pronoun => match spoken_of(page, sentence, first, out) {
            Some(it) => it,
            None => return,
        },
        _ => return,
    };
    let who = page.names_of(&it);
    let mut via = page.speaker(sentence, hit.first).who;
    via.retain(|it| !who.contains(it));
    let actor = crate::page::Actor { who, via, subject: Some(it) };
    let span = (first, it.end);
    let mut it = of(page, ProposalKind::Answer, span, &actor, "answer: passive");
    (it.target, it.status) = (target, status);
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, (hit.first, end), &actor);
    out.push(it);
}

/// `pronounced this totally unacceptable`: a text, or what was offered last.
fn called(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    let Some(word) = page.cues.first(Cue::Unacceptable, hit.end, (hit.end + 10).min(end)) else {
        return;
    };
    let plain = (hit.end + 1..=word.first).all(|it| {
        !page.tokens.gap(it).has(crate::words::Gap::COMMA | crate::words::Gap::SEMICOLON)
    });
    if hit.form == VerbForm::Ing
        || !plain
        || page.supposed(sentence, hit.first)
        || page.denied(sentence, hit.first)
        || !matches!(
            page.tokens.low(word.end - 1),
            "unacceptable" | "acceptable" | "inadmissible" | "non-starter"
        )
    {
        return;
    }
    let object = (hit.end, word.first);
    if let Some(target) = text_of(page, sentence, object, out) {
        push(
            page,
            sentence,
            hit,
            (target, word.end),
            (ProposedStatus::Reject, Sureness::Likely),
            out,
        );
    }
}

/// `sent the paper back`, `brushed it aside`: the verb in two parts around the text.
fn split(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let (first, end) = (page.sentences[sentence].first, page.sentences[sentence].end);
    let parts = |verb: &str, particle: &str| {
        matches!(
            (verb, particle),
            ("sent" | "send" | "sends" | "handed" | "hands" | "gave" | "pushed", "back")
                | ("turned" | "turns" | "voted" | "shot" | "struck", "down")
                | ("brushed" | "brushes" | "swept" | "sweeps" | "waved" | "pushed", "aside")
                | ("threw" | "throws", "out")
                | ("waved", "away")
        )
    };
    for at in first + 1..end {
        let particle = page.tokens.low(at);
        if !matches!(particle, "back" | "down" | "aside" | "out" | "away") {
            continue;
        }
        let verb = (at.saturating_sub(8).max(first)..at.saturating_sub(1))
            .rev()
            .find(|it| parts(page.tokens.low(*it), particle));
        let Some(verb) = verb else { continue };
        let plain = (verb + 1..=at).all(|it| !page.tokens.gap(it).has(crate::words::Gap::ANY));
        if !plain || page.supposed(sentence, verb) || page.denied(sentence, verb) {
            continue;
        }
        let object = (verb + 1, at);
        let pages = (object.0..object.1).any(|it| matches!(page.tokens.low(it), "pages" | "page"));
        let target = match text_of(page, sentence, object, out) {
            Some(it) => it,
            None if pages => match last_text(page, sentence, verb) {
                Some(it) => it,
                None => continue,
            },
            None => continue,
        };
        let hit = Hit { cue: Cue::Rejects, form: VerbForm::Past, first: verb, end: verb + 1 };
        push(
            page,
            sentence,
            hit,
            (target, at + 1),
            (ProposedStatus::Reject, Sureness::Likely),
            out,
        );
    }
}

/// What makes an acceptance one with a condition, behind it.
fn condition(page: &Page<'_>, sentence: usize, hit: Hit) -> bool {
    let from = hit.end;
    // Within its clause, and the next where that opens with the condition.
    let of_sentence = &page.sentences[sentence];
    let mut end = of_sentence.clause(hit.first).1;
    while end < of_sentence.end && (page.cues.at(Cue::Provided, end).is_some() || end <= from) {
        let next = of_sentence.clause(end).1;
        if next <= end {
            break;
        }
        end = next;
    }
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
    // `a signed treaty`
    if hit.form == VerbForm::Past
        && matches!(page.tokens.low(hit.first.wrapping_sub(1)), "a" | "an" | "the" | "any" | "no")
    {
        return;
    }
    let object = page.phrase(hit.end, end);
    let bare = page.words(hit.first, hit.end).to_lowercase();
    // `Quint said yes.`, `Maravel will sign if …`: to the text spoken of before.
    let alone = object.1 <= object.0
        || page.tokens.gap(object.0).has(crate::words::Gap::COMMA)
        || page.cues.at(Cue::Provided, object.0).is_some();
    let says = ["yes", "sign", "along", "consent", "have it"].iter().any(|it| bare.ends_with(it));
    let target = match text_of(page, sentence, object, out) {
        Some(it) => it,
        None if alone && says => {
            let Some(it) = spoken_of(page, sentence, hit.first, out) else { return };
            it
        }
        None => return,
    };
    let word = page.tokens.low(hit.first);
    // `his initials`, `their signs of …`
    let owned = matches!(
        page.tokens.low(hit.first.wrapping_sub(1)),
        "his" | "her" | "their" | "its" | "of" | "no" | "any" | "for"
    );
    if owned && matches!(hit.form, VerbForm::Present | VerbForm::Base) {
        return;
    }
    // What both sides sign is an understanding, as is an agreement that one signs.
    if signs_agreement(page, hit, object) && !page.denied(sentence, hit.first) {
        return;
    }
    if word.starts_with("welcom")
        || matches!(word, "back") && page.tokens.gap(hit.first).has(crate::words::Gap::ANY)
    {
        return;
    }
    if hit.form == VerbForm::Past
        && matches!(page.tokens.low(hit.first.wrapping_sub(1)), "was" | "were" | "been")
    {
        if !page.supposed(sentence, hit.first) && !page.denied(sentence, hit.first) {
            by_whom(page, sentence, hit, ProposedStatus::Accept, out);
        }
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
    ) || ["will ", "can ", "could "].iter().any(|it| phrase.starts_with(it))
        && !["work", "live"].iter().any(|it| phrase.contains(it));
    // `no minister could accept a treaty that …` is a line.
    let nobody = (page.sentences[sentence].clause(hit.first).0..hit.first)
        .any(|it| page.tokens.low(it) == "no" && page.tokens.low(it + 1) != "longer");
    if nobody && ahead {
        return;
    }
    let conditional =
        condition(page, sentence, hit) || page.tokens.low(page.sentences[sentence].first) == "if";
    let would =
        phrase.starts_with("would") || page.tokens.low(hit.first.wrapping_sub(1)) == "would";
    // `Morvane told me that it would sign`: by its own account it does.
    let itself = would
        && page.frame(sentence, hit.first).is_some_and(|frame| {
            !frame.behind
                && page.ground().subject(hit.first, frame.content[0].0).is_some_and(|it| {
                    matches!(page.tokens.low(it.first), "it" | "they" | "he" | "she")
                })
        });
    if (would || ahead) && !itself && !conditional && !refused
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
        && it.first < page.sentences[sentence].clause(hit.first).1 + 1
    {
        stop = page.phrase(it.end, end).1.max(stop);
    }
    push(page, sentence, hit, (target, stop), (status, Sureness::Likely), out);
}

/// Whether an agreement is signed, and no draft of one.
pub(super) fn signs_agreement(page: &Page<'_>, hit: Hit, object: (usize, usize)) -> bool {
    let signs = matches!(
        page.tokens.low(hit.first),
        "sign"
            | "signed"
            | "signs"
            | "initialled"
            | "initialed"
            | "initial"
            | "concluded"
            | "ratified"
    ) && hit.form == VerbForm::Past;
    let noun = page.cues.first(Cue::Text, object.0, (object.0 + 6).min(object.1));
    let from = page.sentences[page.sentence_of(hit.first)].first;
    let several = page.ground().subject(hit.first, from).is_some_and(|it| {
        page.ground().listed(&it).len() > 1
            || matches!(
                page.tokens.low(it.end - 1),
                "parties"
                    | "sides"
                    | "governments"
                    | "panels"
                    | "delegations"
                    | "leaders"
                    | "presidents"
                    | "ministers"
                    | "both"
                    | "they"
            )
    });
    signs && several && noun.is_some()
        || signs
            && noun.is_some_and(|it| {
                matches!(
                    page.tokens.low(it.end - 1),
                    "agreement"
                        | "agreements"
                        | "deal"
                        | "accord"
                        | "accords"
                        | "treaty"
                        | "memorandum"
                        | "protocol"
                        | "declaration"
                        | "pact"
                        | "convention"
                        | "settlement"
                        | "truce"
                        | "statement"
                ) && !(object.0..it.end)
                    .any(|at| matches!(page.tokens.low(at), "draft" | "drafts" | "proposed"))
            })
}

/// What both sides accept is an understanding.
fn agreed_by_all(page: &Page<'_>, sentence: usize, hit: Hit) -> bool {
    let subject = page.ground().subject(hit.first, page.sentences[sentence].first);
    subject.is_some_and(|it| {
        let text = page.words(it.first, it.end).to_lowercase();
        ["two ", "three ", "four ", "five ", "six ", "all "].iter().any(|it| text.contains(it))
            || text.starts_with("both")
            || text.contains("leaders")
    })
}

fn rejected(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let end = page.sentences[sentence].end;
    if hit.form == VerbForm::Ing || page.supposed(sentence, hit.first) {
        return;
    }
    let says = matches!(page.tokens.low(hit.first), "said" | "says" | "say");
    let denies_itself = hit.form == VerbForm::None && !says;
    if !denies_itself && page.denied(sentence, hit.first) {
        return;
    }
    let passive = hit.form == VerbForm::Past
        && matches!(page.tokens.low(hit.first.wrapping_sub(1)), "was" | "were" | "been" | "be");
    if passive {
        return by_whom(page, sentence, hit, ProposedStatus::Reject, out);
    }
    let whole = page.sentences[sentence].first;
    if hit.form == VerbForm::Base
        && (matches!(
            page.tokens.low(hit.first.wrapping_sub(1)),
            "to" | "will" | "would" | "might" | "could" | "may"
        ) || !crate::names::is_plural_subject(page.ground(), hit.first, whole))
    {
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
        "said no"
            if object.1 <= object.0 || page.tokens.gap(object.0).has(crate::words::Gap::ANY) =>
        {
            spoken_of(page, sentence, hit.first, out)
        }
        it if it.ends_with("none of") => Some(page.words(object.0, object.1)),
        _ => text_of(page, sentence, object, out),
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
    let mut speaker = page.speaker(sentence, hit.first);
    // `Participants from Sukhumi saw in it a good basis`
    let sees = (first + 1..hit.first).rev().find(|it| {
        matches!(
            page.tokens.low(*it),
            "saw" | "sees" | "see" | "found" | "finds" | "took" | "takes"
        )
    });
    if speaker.who.is_empty()
        && let Some(verb) = sees
    {
        speaker = page.actor(sentence, verb);
    }
    if speaker.who.is_empty() {
        return;
    }
    let Some(target) = page.cues.last(Cue::Text, page.sentences[sentence].first, hit.first) else {
        if let Some(it) = sees.and_then(|_| spoken_of(page, sentence, hit.first, out)) {
            push(
                page,
                sentence,
                Hit { first: sees.unwrap_or(hit.first), ..hit },
                (it, hit.end),
                (ProposedStatus::Basis, Sureness::Likely),
                out,
            );
        }
        return;
    };
    let span = page.noun_phrase((target.first, target.end), page.sentences[sentence].first);
    let verb = (target.end..hit.first)
        .rev()
        .find(|it| matches!(page.tokens.low(*it), "was" | "is" | "as" | "be" | "were" | "are"));
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
    // `There has been no reply, the negotiator said`: whose, it does not say.
    if words.starts_with("no ")
        && page.ground().subject(hit.first, page.sentences[sentence].clause(hit.first).0).is_none()
    {
        return;
    }
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
    // `To this version Haun will reply`
    let named = page.cues.any(Cue::Text, page.sentences[sentence].first, hit.first);
    let Some(target) = Some(named)
        .filter(|it| *it)
        .and_then(|_| last_text(page, sentence, hit.first))
        .or_else(|| spoken_of(page, sentence, hit.first, out))
        .or_else(|| last_text(page, sentence, end))
    else {
        return;
    };
    push(
        page,
        sentence,
        hit,
        (target, page.phrase(hit.end, end).1),
        (ProposedStatus::Reserve, if reserves { Sureness::Sure } else { Sureness::Likely }),
        out,
    );
}
