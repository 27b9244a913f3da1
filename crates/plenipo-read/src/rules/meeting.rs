//! Meetings: planned, held, called off; who, where, when, and which of a series.

use super::of;
use crate::attribution::is_person;
use crate::cue::{Cue, Hit, VerbForm};
use crate::day::{ReportDay, Tense};
use crate::names::{Mention, NamedAs, Who};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for (at, sentence) in page.sentences.iter().enumerate().skip(1) {
        for clause in &sentence.clauses {
            if let Some(it) = in_clause(page, at, *clause) {
                out.push(it);
            }
        }
    }
}

fn in_clause(page: &Page<'_>, sentence: usize, clause: (usize, usize)) -> Option<Proposal> {
    let (first, end) = clause;
    let listed = minuted(page, sentence, clause);
    if listed.is_some() {
        return listed;
    }
    let whole = page.sentences.get(sentence).map_or(end, |it| it.end);
    let due = page.cues.any(Cue::Plans, first, end);
    // `had been due to meet, but the meeting was cancelled`
    let off = page.cues.first(Cue::CallsOff, first, if due { whole } else { end });
    // Of several nouns for talks the one that says between whom.
    let nouns = page.cues.all(Cue::Session, first, end);
    let between = nouns.iter().find(|it| matches!(page.tokens.low(it.end), "between" | "with"));
    let session = between.or(nouns.first()).copied();
    let verb = trigger(page, sentence, clause, session)?;
    if page.denied(sentence, verb.first) && off.is_none()
        || page.supposed(sentence, verb.first) && off.is_none()
    {
        return None;
    }
    if page.tokens.list.get(verb.first).is_some_and(|it| it.quotation != 0)
        && page.labels[sentence].is_none()
    {
        return None;
    }
    let tense = page.tense(first, end);
    let told_past = matches!(verb.form, VerbForm::Past)
        && off.is_none()
        && !page.cues.any(Cue::Plans, first, verb.first + 1);
    // `come back here on 6 October`: the present of a timetable.
    let timetable = verb.cue == Cue::Travels && verb.form == VerbForm::Base;
    let tense = match (told_past, timetable) {
        (true, _) => Tense::Past,
        (_, true) => Tense::Future,
        _ => tense,
    };
    let alone = session.is_some_and(|it| it.first == verb.first);
    // Of a noun alone only what stands with it.
    let (from, to) = if alone { page.phrase(verb.first, end) } else { (first, end) };
    let day = page.day(from, to, tense);
    let visited = page
        .tokens
        .low(verb.first)
        .starts_with("visit")
        .then(|| page.names.within(verb.end, verb.end + 1).first().copied())
        .flatten();
    let visited = visited.filter(|it| !is_person(&page.ground(), it)).and_then(|it| page.name(&it));
    let place = page.place(from, to).or(visited);
    // What the lead tells of has the day that the lead names.
    let early = page.sentences[sentence].paragraph
        <= page.sentences.get(1).map_or(1, |it| it.paragraph) + 1;
    let lead = page
        .sentences
        .get(1)
        .filter(|_| early && day.is_none() && page.dateline.is_some() && verb.cue == Cue::Receives);
    let day = day.or_else(|| lead.and_then(|it| page.day(it.first, it.end, Tense::Past)));
    if day.is_none() && place.is_none() {
        return None;
    }
    let mut who = participants(page, sentence, clause, &verb, session);
    let noun = session
        .filter(|it| it.first == verb.first || matches!(verb.cue, Cue::Opens | Cue::CallsOff));
    if who.is_empty() && noun.is_some() {
        who = page.sides(verb.first);
    }
    if who.is_empty() {
        return None;
    }
    let mut span = clause;
    if alone {
        span.1 = to;
        // `his call with Marchetti on Monday`: the noun with what belongs to it.
        span.0 = page.noun_phrase((verb.first, verb.end), first).0;
        // `the talks on a treaty that the two ministers held`: whoever held them.
        let that = (verb.first..end).find(|it| matches!(page.tokens.low(*it), "that" | "which"));
        let holds = |it: &&Mention| {
            (it.end..(it.end + 4).min(end))
                .any(|at| matches!(page.tokens.low(at), "held" | "hold" | "had"))
        };
        if let Some(it) =
            that.and_then(|it| page.names.within(it, (it + 3).min(end)).first()).filter(holds)
        {
            who = page.names_of(it);
        }
        let owner = page.tokens.low(span.0);
        if matches!(owner, "his" | "her") {
            let own = page.speaker(sentence, span.0).who.into_iter().chain(
                page.frames[sentence]
                    .first()
                    .map(|it| page.names_of(&it.speaker))
                    .unwrap_or_default(),
            );
            for name in own {
                if !who.contains(&name) {
                    who.insert(0, name);
                    break;
                }
            }
        }
    }
    // What leads in belongs to it only where it names day or place.
    if matches!(page.tokens.low(span.0), "and" | "but") {
        span.0 += 1;
    }
    let actor = Actor { who, ..page.actor(sentence, verb.first) };
    let mut it = of(page, ProposalKind::Meeting, span, &actor, "meeting");
    it.via.retain(|via| !it.who.contains(via));
    if let Some((when, inferred)) = day {
        (it.when, it.inferred) = (Some(when), inferred);
    }
    let ahead =
        matches!((it.when, page.report), (Some(ReportDay::Day(day)), Some(report)) if day > report);
    let future = tense == Tense::Future;
    it.status = match off {
        Some(_) => ProposedStatus::Cancelled,
        None if ahead || future => ProposedStatus::Planned,
        None => ProposedStatus::Held,
    };
    let early = page.sentences[sentence].paragraph
        <= page.sentences.get(1).map_or(1, |it| it.paragraph) + 1;
    it.target = place.or_else(|| page.dateline.clone().filter(|_| early)).unwrap_or_default();
    let (words, number) = series(page, sentence, clause);
    (it.words, it.number) = (words, number);
    it.sureness = match day {
        Some((ReportDay::Day(_), _)) => Sureness::Sure,
        Some(_) => Sureness::Likely,
        None => Sureness::Look,
    };
    // Without a day and without a series it is more often scenery than a meeting to be entered.
    (day.is_some() || it.number.is_some()).then_some(it)
}

/// `Next session: Dornau, 15 April`; `Place: …. Session opened 10.05`.
fn minuted(page: &Page<'_>, sentence: usize, (first, end): (usize, usize)) -> Option<Proposal> {
    let own = page.sentences.get(sentence)?;
    let colon =
        (own.first + 1..own.end).find(|it| page.tokens.gap(*it).has(crate::words::Gap::COLON))?;
    let head = page.words(own.first, colon).to_lowercase();
    let next = head.contains("next session")
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
        let stop = (colon + 1..own.end)
            .find(|it| page.tokens.gap(*it).has(crate::words::Gap::COMMA))
            .unwrap_or(own.end);
        it.target = page.words(colon, stop);
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

/// The verb, or the noun, that tells of a meeting.
fn trigger(
    page: &Page<'_>,
    sentence: usize,
    (first, end): (usize, usize),
    session: Option<Hit>,
) -> Option<Hit> {
    let finite = |it: &Hit| it.form != VerbForm::Ing;
    let meets = page.cues.all(Cue::Meets, first, end).into_iter().find(|it| {
        let sees = matches!(page.tokens.low(it.first), "see" | "sees" | "saw" | "seen");
        // `offered to meet`, `would meet if`: not yet a plan.
        let base = it.form == VerbForm::Base
            && !page
                .cues
                .all(Cue::Plans, first, it.first)
                .iter()
                .any(|plan| plan.end + 3 >= it.first);
        if base || (it.end..end).any(|word| page.tokens.low(word) == "if") {
            return false;
        }
        let person =
            page.names.within(it.end, it.end + 2).iter().any(|it| is_person(&page.ground(), it));
        finite(it) && (!sees || person && page.cues.any(Cue::Plans, first, it.first))
    });
    if let Some(hit) = meets {
        return Some(hit);
    }
    let people = |hit: &Hit| {
        let after = page.names.within(hit.end, end.min(hit.end + 8));
        after.iter().any(|it| {
            (is_person(&page.ground(), it)
                || page.tokens.low(hit.first).starts_with("visit") && it.first == hit.end)
                && it.first <= hit.end + 6
        })
    };
    if let Some(hit) =
        page.cues.all(Cue::Receives, first, end).into_iter().find(|it| finite(it) && people(it))
    {
        return Some(hit);
    }
    if let Some(off) = page.cues.first(Cue::CallsOff, first, end)
        && session.is_some()
    {
        return Some(off);
    }
    let moving = page.cues.all(Cue::Travels, first, end).into_iter().find(|it| {
        finite(it) && {
            let subject = page.ground().subject(it.first, page.sentences[sentence].first);
            subject.is_some_and(|it| {
                let plural = crate::names::is_plural(&page.tokens, &it);
                is_person(&page.ground(), &it) || plural || matches!(it.who, Who::Pronoun)
            })
        }
    });
    if let Some(hit) = moving {
        let purpose = page.cues.any(Cue::Plans, first, end)
            || session.is_some()
            || hit.form == VerbForm::Past
            || matches!(page.day(first, end, Tense::Future), Some((ReportDay::Day(_), _)));
        if purpose {
            return Some(hit);
        }
    }
    let session = session?;
    let verb = page.cues.all(Cue::Opens, first, end).into_iter().find(finite);
    let between =
        page.tokens.low(session.end) == "between" || page.tokens.low(session.end) == "with";
    match verb {
        Some(hit) if hit.first >= session.first || hit.end <= session.first => Some(hit),
        _ if between => Some(session),
        // `ended without a common text`, with the day in brackets
        _ => page
            .cues
            .first(Cue::Plans, first, end)
            .map(|_| session)
            .filter(|_| page.cues.any(Cue::Says, first, session.first)),
    }
}

/// Who takes part: whoever acts, and whom they meet.
fn participants(
    page: &Page<'_>,
    sentence: usize,
    (_, end): (usize, usize),
    verb: &Hit,
    session: Option<Hit>,
) -> Vec<String> {
    let ground = page.ground();
    let mut out: Vec<String> = Vec::new();
    let mut put = |name: Option<String>| {
        if let Some(name) = name
            && !out.contains(&name)
        {
            out.push(name);
        }
    };
    let takes_part = |it: &Mention| {
        let place = ground.names.is(it) == Some(NamedAs::Place);
        let text = page.cues.any(Cue::Session, it.head.0, it.head.1);
        !place && !text
    };
    let is_session = verb.cue == Cue::Opens
        || session.is_some_and(|it| it.first == verb.first)
        || verb.cue == Cue::CallsOff;
    let from = page.frame(sentence, verb.first).and_then(|it| {
        it.content.iter().find(|(a, b)| (*a..*b).contains(&verb.first)).map(|it| it.0)
    });
    let from = from.unwrap_or(page.sentences[sentence].first);
    if let Some(subject) = ground.subject(verb.first, from)
        && takes_part(&subject)
        && (subject.end <= verb.first)
    {
        let relevant = !is_session
            || subject.first < session.map_or(usize::MAX, |it| it.first)
            || matches!(subject.who, Who::Named(_));
        if relevant {
            let own = matches!(page.tokens.low(subject.first), "i" | "we")
                && matches!(subject.who, Who::Pronoun);
            if own {
                page.speaker(sentence, verb.first).who.into_iter().for_each(|it| put(Some(it)));
            }
            ground
                .listed(&subject)
                .iter()
                .filter(|it| takes_part(it))
                .for_each(|it| put(page.name(it)));
        }
    }
    let after = if is_session { session.map_or(verb.end, |it| it.first) } else { verb.end };
    for it in page.names.within(after, end) {
        let before = it.first.checked_sub(1).map_or("", |at| page.tokens.low(at));
        let led = matches!(
            before,
            "to" | "on" | "about" | "in" | "at" | "for" | "from" | "after" | "by" | "as"
        );
        let led = led && !(before == "by" && is_session);
        let of = before == "of" && !is_session;
        let text = page.words(it.first, it.end).to_lowercase();
        let vague = ["powers", "states", "countries", "capitals", "members"]
            .iter()
            .any(|it| text.ends_with(it));
        // Of a noun for talks only those who are said to be in them.
        let named_in = !is_session
            || matches!(before, "between" | "with" | "of" | "and" | "by")
            || ground.listed(it).len() > 1;
        let spoken = page.tokens.gap(it.first).has(crate::words::Gap::BRACKET);
        if led
            || of
            || vague
            || spoken
            || !named_in
            || !takes_part(it)
            || matches!(it.who, Who::Pronoun)
        {
            continue;
        }
        put(page.name(it));
    }
    out
}

/// Which of a series it is, said here or in the next sentence.
fn series(page: &Page<'_>, sentence: usize, (first, end): (usize, usize)) -> (String, Option<u32>) {
    let in_words = |first: usize, end: usize| {
        page.cues.all(Cue::Ordinal, first, end).into_iter().find(|it| {
            let noun = page.cues.first(Cue::Session, it.end, (it.end + 3).min(end)).is_some();
            noun || page.tokens.low(it.end) == "time"
        })
    };
    let found = in_words(first, end).or_else(|| {
        let next = page.sentences.get(sentence + 1)?;
        let opens = matches!(page.tokens.low(next.first), "it" | "this" | "that");
        opens.then(|| in_words(next.first, next.end.min(next.first + 12))).flatten()
    });
    match found {
        Some(hit) => {
            let word = page.words(hit.first, hit.end);
            let number = number(&word.to_lowercase());
            (word, number)
        }
        None => (String::new(), None),
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let at = WORDS.iter().position(|it| *it == word)?;
    u32::try_from(at + 1).ok()
}
