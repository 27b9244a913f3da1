//! Understandings: what is said to have been agreed, by whom, and whether somebody disputes it.

use super::{of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::day::Tense;
use crate::names::{Mention, Who, is_plural};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        for hit in page.cues.all(Cue::Agrees, first, end) {
            agreed(page, at, hit, out);
        }
        for hit in reached(page, first, end) {
            agreed(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Disputes, first, end) {
            disputed(page, at, hit, out);
        }
        for hit in page.cues.all(Cue::Binding, first, end) {
            bound(page, at, hit, out);
        }
    }
}

/// `reached a preliminary agreement on Thursday on the exchange of prisoners`: the verb, the noun some words behind it,
/// and what leads to the matter.
fn reached(page: &Page<'_>, first: usize, end: usize) -> Vec<Hit> {
    let mut out = Vec::new();
    for at in first..end {
        if !matches!(
            page.tokens.low(at),
            "reached" | "struck" | "clinched" | "sealed" | "concluded"
        ) {
            continue;
        }
        let article = matches!(
            page.tokens.low(at + 1),
            "a" | "an" | "preliminary" | "tentative" | "provisional" | "partial" | "full"
        );
        let noun = (at + 2..(at + 6).min(end)).find(|it| {
            matches!(
                page.tokens.low(*it),
                "agreement"
                    | "deal"
                    | "accord"
                    | "understanding"
                    | "compromise"
                    | "consensus"
                    | "settlement"
                    | "truce"
            )
        });
        let Some(noun) = noun.filter(|_| article) else { continue };
        // Over a day and a place to the word that leads on.
        let lead = (noun + 1..(noun + 9).min(end)).find(|it| {
            matches!(page.tokens.low(*it), "on" | "to" | "that" | "over" | "under")
                && !crate::day::is_calendar(page.tokens.low(it + 1))
                && !page.tokens.list.get(it + 1).is_some_and(|it| it.digits)
        });
        if let Some(lead) = lead {
            out.push(Hit { cue: Cue::Agrees, form: VerbForm::Past, first: at, end: lead + 1 });
        }
    }
    out
}

/// Whether a subject is several sides at once.
fn several(page: &Page<'_>, it: &Mention) -> bool {
    let listed = page.ground().listed(it).len() > 1;
    let word = page.tokens.low(it.first);
    listed
        || matches!(word, "they" | "both")
        || matches!(it.who, Who::Described) && is_plural(&page.tokens, it)
}

fn agreed(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    // `agreed on Thursday to …`: the day is no part of the verb.
    let dated = hit.end > hit.first + 1
        && page.tokens.low(hit.end - 1) == "on"
        && (crate::day::is_calendar(page.tokens.low(hit.end))
            || page.tokens.list.get(hit.end).is_some_and(|it| it.digits)
                && crate::day::is_calendar(page.tokens.low(hit.end + 1)));
    let hit = if dated { Hit { end: hit.end - 1, ..hit } } else { hit };
    let of_sentence = &page.sentences[sentence];
    let (first, end) = of_sentence.clause(hit.first);
    if page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
        || matches!(hit.form, VerbForm::Ing | VerbForm::Base)
            && page.tokens.low(hit.first.wrapping_sub(1)) != "did"
    {
        return;
    }
    let before = page.tokens.low(hit.first.wrapping_sub(1)).to_owned();
    let passive = matches!(before.as_str(), "was" | "were" | "been" | "be" | "is" | "are");
    let words = page.words(hit.first, hit.end).to_lowercase();
    let noun = words.contains("understanding that")
        || words.contains("agreement was")
        || words.starts_with("there was agreement")
        || words.contains("agreement that");
    let quoted = page.tokens.list.get(hit.first).is_some_and(|it| it.quotation != 0);
    if quoted && page.labels[sentence].is_none() {
        return;
    }
    let actor = page.actor(sentence, hit.first);
    // `what Trump and Putin agreed in Alaska in August`: referred to.
    let what = page.ground().subject(hit.first, first).and_then(|it| {
        let listed = page.ground().listed(&it);
        let start = listed.first().map_or(it.first, |it| it.first);
        (start > 0 && page.tokens.low(start - 1) == "what").then_some((start - 1, listed))
    });
    if let Some((from, listed)) = what {
        let stop = page.phrase(hit.end, of_sentence.end).1;
        let stop = (hit.end..stop)
            .find(|it| {
                matches!(page.tokens.low(*it), "would" | "will" | "is" | "was" | "were" | "are")
            })
            .unwrap_or(stop);
        let who: Vec<String> = listed.iter().filter_map(|it| page.name(it)).collect();
        let speaker = page.speaker(sentence, hit.first);
        let via = speaker.who.into_iter().filter(|it| !who.contains(it)).collect();
        let mut it = of(
            page,
            ProposalKind::Understanding,
            (from, stop),
            &Actor { who, via, subject: None },
            "understanding: referred to",
        );
        it.status = ProposedStatus::Claimed;
        it.sureness = Sureness::Sure;
        date(page, &mut it, (from, stop));
        // What it was about, where a clause says so.
        if let Some(that) = (stop..of_sentence.end.min(stop + 4))
            .find(|it| matches!(page.tokens.low(*it), "namely" | "that"))
        {
            it.target = page.words(
                that + 1 + usize::from(page.tokens.low(that + 1) == "that"),
                of_sentence.end,
            );
            it.quote = page.quote(from, of_sentence.end);
        } else if page.tokens.low(hit.end) == "that" {
            it.target = page.words(hit.end + 1, stop);
        }
        out.push(it);
        return;
    }
    // `It was agreed by all four delegations to go on`
    let by = (page.tokens.low(hit.end) == "by")
        .then(|| page.names.within(hit.end + 1, hit.end + 2).first().copied())
        .flatten();
    if passive
        && let Some(by) = by
        && let Some(to) = (by.end..(by.end + 3).min(of_sentence.end))
            .find(|it| matches!(page.tokens.low(*it), "to" | "that"))
    {
        let object = page.phrase(to + 1, of_sentence.end);
        let who = page.names_of(&by);
        let told = Actor { via: page.speaker(sentence, hit.first).who, who, subject: Some(by) };
        let span = part(page, sentence, (first, object.1));
        let mut it = of(page, ProposalKind::Understanding, span, &told, "understanding: passive");
        it.status = ProposedStatus::Agreed;
        it.target = page.words(object.0, object.1);
        date(page, &mut it, (first, hit.end));
        if it.when.is_none()
            && let Some((when, inferred)) = page.session_day(sentence, &told)
        {
            (it.when, it.inferred) = (Some(when), inferred);
        }
        out.push(it);
        return;
    }
    if passive && !noun {
        return;
    }
    let Some(subject) =
        actor.subject.or_else(|| noun.then(|| page.names.mentions.first().copied()).flatten())
    else {
        return;
    };
    let ready = matches!(words.as_str(), "ready to" | "prepared to" | "willing to");
    let one_side = !several(page, &subject) && !noun;
    if ready
        || matches!(
            page.tokens.low(hit.first),
            "promise"
                | "pledge"
                | "sign"
                | "signed"
                | "signs"
                | "settle"
                | "concluded"
                | "conclude"
                | "endorsed"
                | "ratified"
        ) && one_side
    {
        return;
    }
    // What one side undertook counts too, where it is told as done: `the front has undertaken to …`.
    let vowed = matches!(
        page.tokens.low(hit.first),
        "undertook" | "undertaken" | "promised" | "pledged" | "committed"
    ) && !crate::attribution::is_person(&page.ground(), &subject)
        && !matches!(subject.who, Who::Pronoun)
        && page.tokens.low(hit.end) != "by";
    if one_side && !words.starts_with("agree") && !vowed {
        return;
    }
    // `agreed to meet` is a meeting.
    // `They did agree, as of this morning, that …`
    let behind = (hit.end + 1..(hit.end + 8).min(of_sentence.end)).find(|it| {
        page.tokens.low(*it) == "that" && page.tokens.gap(*it).has(crate::words::Gap::COMMA)
    });
    // `had agreed in Oslo that …`, `undertook in the protocol to …`: where and when stand between.
    let led = matches!(
        page.tokens.low(hit.end),
        "in" | "at" | "on" | "with" | "during" | "last" | "under"
    ) && (page.tokens.low(hit.end - 1) != "on" || dated)
        && !page.words(hit.first, hit.end).ends_with("principle");
    let later = (hit.end + 1..(hit.end + 14).min(of_sentence.end))
        .take_while(|it| !page.tokens.gap(*it).has(crate::words::Gap::SEMICOLON))
        .find(|it| {
            matches!(page.tokens.low(*it), "that")
                || page.tokens.low(*it) == "to"
                    && !page.tokens.capital(it + 1)
                    && page.tokens.low(it + 1) != "the"
                    && !matches!(page.tokens.low(it - 1), "according" | "due" | "owing" | "thanks")
        })
        .filter(|_| led);
    let object = match later {
        Some(at) => page.phrase(at + 1, of_sentence.end.max(at + 1)),
        None => match behind.filter(|_| page.tokens.gap(hit.end).has(crate::words::Gap::COMMA)) {
            Some(that) => page.phrase(that + 1, of_sentence.end),
            None => {
                let from = page.past_aside(hit.end, of_sentence.end);
                page.phrase(from, if from > hit.end { of_sentence.end } else { end })
            }
        },
    };
    // `concluded a second round`
    if page.tokens.low(hit.first).starts_with("conclu")
        && page.cues.any(Cue::Session, hit.end, (hit.end + 16).min(of_sentence.end))
    {
        return;
    }
    // A meeting that is agreed is a meeting.
    let meets = page.cues.any(Cue::Plans, object.0, object.1)
        && page
            .cues
            .all(Cue::Meets, object.0, object.1)
            .iter()
            .any(|it| matches!(page.tokens.low(it.first), "meet" | "convene" | "reconvene"));
    if meets {
        return;
    }
    let object = (
        object.0 + usize::from(page.tokens.low(object.0) == "to" && object.1 > object.0 + 1),
        object.1,
    );
    let verb = page.tokens.low(object.0).to_owned();
    if matches!(verb.as_str(), "meet" | "disagree" | "talk" | "differ" | "continue")
        || words == "agreed" && matches!(verb.as_str(), "with" | "and" | "")
        || object.1 <= object.0 && !words.ends_with("terms")
    {
        return;
    }
    if page.cues.any(Cue::Text, object.0, (object.0 + 4).min(object.1)) && one_side {
        return;
    }
    // A promised answer is none yet, and no understanding.
    let studies = page.cues.any(Cue::Reserves, hit.first, object.1)
        || matches!(verb.as_str(), "study" | "consider" | "reply" | "answer" | "look" | "examine");
    if one_side && (studies || !words.contains("to") && !vowed) {
        return;
    }
    let who = match noun {
        true => page.sides(page.sentences[sentence].first),
        false => page.names_of(&subject),
    };
    let session =
        page.session_day(sentence, &actor).filter(|_| page.telling != crate::page::Telling::Report);
    let mut via = page.speaker(sentence, hit.first).who;
    via.retain(|it| !who.contains(it));
    let told = Actor {
        who: sides_for(page, sentence, &subject).unwrap_or(who),
        via,
        subject: Some(subject),
    };
    let mut span = part(page, sentence, (hit.first.min(subject.first.max(first)), object.1));
    if page.tokens.low(span.0) == "that" {
        span.0 += 1;
    }
    // `the text that the two leaders endorsed in February`: the text with what is said of it.
    let relative = (of_sentence.first..subject.first)
        .rev()
        .take(1)
        .find(|it| matches!(page.tokens.low(*it), "that" | "which" | "as"));
    if let Some(that) = relative {
        let noun = page
            .cues
            .last(Cue::Text, that.saturating_sub(2), that)
            .map(|it| page.noun_phrase((it.first, it.end), of_sentence.first).0);
        span = (noun.unwrap_or(that), page.phrase(hit.end, of_sentence.end).1);
    }
    let mut it = of(page, ProposalKind::Understanding, span, &told, "understanding");
    it.status = ProposedStatus::Agreed;
    let target = (object.0 + usize::from(page.tokens.low(object.0) == "that"), object.1);
    it.target = page.words(target.0, target.1);
    // `the declaration that they signed in Khartoum`: what stands before `that`.
    let adverbial = object.1 <= object.0
        || matches!(
            page.tokens.low(object.0),
            "in" | "on"
                | "at"
                | "last"
                | "during"
                | "with"
                | "before"
                | "after"
                | "when"
                | "by"
                | "separately"
        );
    if let Some(that) = relative.filter(|_| adverbial && later.is_none()) {
        let begin = (of_sentence.first..that)
            .rev()
            .take(12)
            .take_while(|it| {
                (*it + 1 == that || !page.tokens.gap(it + 1).has(crate::words::Gap::ANY))
                    && !crate::sentence::is_finite(&page.tokens, &page.cues, *it)
                    && !matches!(
                        page.tokens.low(*it),
                        "in" | "to" | "by" | "with" | "that" | "and" | "from"
                    )
            })
            .last();
        if matches!(page.tokens.low(that - 1), "time" | "day" | "moment" | "year") {
            return;
        }
        if let Some(begin) = begin {
            it.target = page.words(begin, that);
        }
    }
    it.sureness = if one_side { Sureness::Look } else { Sureness::Likely };
    // What they agreed to do has a day of its own.
    let ahead = later.is_some()
        || words.ends_with(" to")
        || words.ends_with("that")
        || page.tokens.low(hit.end) == "that"
        || page.cues.any(Cue::Plans, object.0, object.1);
    if ahead {
        date(page, &mut it, (first, object.0));
    } else {
        date(page, &mut it, (first, end));
    }
    let cleft = page.tokens.low(of_sentence.first) == "it"
        && matches!(page.tokens.low(of_sentence.first + 1), "was" | "is");
    if cleft {
        it.quote = page.quote(of_sentence.first, of_sentence.end);
    }
    if it.when.is_none()
        && (page.frames[sentence].is_empty() || cleft || page.tokens.low(first) == "when")
    {
        date(page, &mut it, (of_sentence.first, hit.first));
    }
    if it.when.is_none() {
        let of_frame = page.frame(sentence, hit.first).and_then(|it| {
            let (a, b) = of_sentence.clause(it.verb.0);
            page.day(a, b, Tense::Past)
        });
        // `had undertaken`: before the session.
        let session = session.filter(|_| before != "had");
        if let Some((when, inferred)) = of_frame.or(session) {
            (it.when, it.inferred) = (Some(when), inferred);
        }
    }
    out.push(it);
}

/// Those who sit at the table, where `they`, `both` or `the leaders` speaks of them: the two persons or bodies that the
/// nearest sentence before names together.
fn sides_for(page: &Page<'_>, sentence: usize, subject: &Mention) -> Option<Vec<String>> {
    let word = page.tokens.low(subject.first);
    let general = matches!(word, "they" | "both")
        || page.tokens.low(subject.end - 1) == "leaders"
            && subject.end.saturating_sub(subject.first) <= 2;
    if !general || !matches!(subject.who, Who::Pronoun) && word != "the" && word != "both" {
        return None;
    }
    let found = page.sides(page.sentences[sentence].first);
    (found.len() >= 2 && page.telling != crate::page::Telling::Report).then_some(found)
}

fn date(page: &Page<'_>, it: &mut Proposal, span: (usize, usize)) {
    // `until 1 July` is not when it was agreed.
    let all = crate::day::all(&page.tokens, span.0, span.1, page.report, Tense::Past);
    let own = all.into_iter().find(|it| {
        !matches!(
            page.tokens.low(it.first.wrapping_sub(1)),
            "until" | "by" | "before" | "from" | "after" | "for"
        )
    });
    if let Some(found) = own {
        (it.when, it.inferred) = (Some(found.when), found.inferred);
    }
}

/// The understanding spoken of last: its parties, day and name, from what was proposed before.
fn last(out: &[Proposal]) -> Option<&Proposal> {
    out.iter().rev().find(|it| it.kind == ProposalKind::Understanding)
}

fn disputed(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.supposed(sentence, hit.first) {
        return;
    }
    let Some(before) = last(out).cloned() else { return };
    let words = page.words(hit.first, hit.end).to_lowercase();
    let phrase = hit.form == VerbForm::None || words.starts_with("laps");
    if !phrase {
        return;
    }
    // Several words of one sentence dispute one thing; its denial says most.
    let of_sentence = &page.sentences[sentence];
    let denial = page
        .cues
        .all(Cue::Disputes, of_sentence.first, of_sentence.end)
        .into_iter()
        .find(|it| page.tokens.low(it.first) == "no");
    if denial.is_some_and(|it| it != hit) {
        return;
    }
    if out.iter().any(|it| {
        it.rule == "understanding: disputed"
            && it.quote.start >= page.quote(of_sentence.first, of_sentence.first + 1).start
    }) {
        return;
    }
    let mut speaker = page.speaker(sentence, hit.first);
    if speaker.who.is_empty() {
        speaker = page.actor(sentence, of_sentence.first + 3);
    }
    let mut own = part(page, sentence, (hit.first, hit.end));
    if denial.is_some() {
        own = (hit.first, of_sentence.end);
    }
    let mut it = of(
        page,
        ProposalKind::Understanding,
        own,
        &Actor { who: before.who.clone(), via: Vec::new(), subject: None },
        "understanding: disputed",
    );
    it.via = speaker.who;
    it.via.extend(speaker.via);
    it.status = ProposedStatus::Disputed;
    (it.when, it.inferred, it.target) = (before.when, before.inferred, before.target);
    out.push(it);
}

fn bound(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    if page.denied(sentence, hit.first) || page.supposed(sentence, hit.first) {
        return;
    }
    let (first, _) = page.sentences[sentence].clause(hit.first);
    let actor = page.actor(sentence, hit.first.saturating_sub(2).max(first));
    let Some(before) = last(out).cloned() else { return };
    let of_sentence = &page.sentences[sentence];
    let mut it = of(
        page,
        ProposalKind::Understanding,
        (of_sentence.first, of_sentence.end),
        &Actor { who: before.who, via: actor.who, subject: None },
        "understanding: claimed",
    );
    it.status = ProposedStatus::Claimed;
    (it.when, it.inferred, it.target) = (before.when, before.inferred, before.target);
    out.push(it);
}
