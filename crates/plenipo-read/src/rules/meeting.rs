//! Meetings: planned, held, called off; who, where, when, and which of a series.

use super::minutes::{bracketed, minuted, opened};
use super::of;
use crate::attribution::is_person;
use crate::cue::{Cue, Hit, VerbForm};
use crate::day::{ReportDay, Tense};
use crate::names::{Mention, NamedAs, Who};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for (at, sentence) in page.sentences.iter().enumerate().skip(1) {
        bracketed(page, at, out);
        if let Some(it) = opened(page, at) {
            out.push(it);
            continue;
        }
        let mut taken = 0;
        for (place, clause) in sentence.clauses.iter().enumerate() {
            if place < taken {
                continue;
            }
            // `flies to Brussels today and will sit down with …`: one journey and its meeting.
            let next = sentence.clauses.get(place + 1).filter(|next| {
                page.tokens.low(next.0) == "and"
                    && page.cues.any(Cue::Travels, clause.0, clause.1)
                    && page
                        .cues
                        .all(Cue::Meets, next.0, next.1)
                        .iter()
                        .any(|it| it.first <= next.0 + 4)
                    && page.names.within(next.0, next.0 + 2).is_empty()
            });
            if let Some(next) = next {
                taken = place + 2;
                out.extend(in_clause(page, at, (clause.0, next.1)));
                continue;
            }
            out.extend(in_clause(page, at, *clause));
        }
    }
}

fn in_clause(page: &Page<'_>, sentence: usize, clause: (usize, usize)) -> Option<Proposal> {
    let (first, end) = clause;
    if page.tokens.low(first) == "whose" {
        return None;
    }
    // `The meeting, which closed on Thursday, brought together …`: the main clause as a whole.
    let resumed = page.sentences.get(sentence).and_then(|it| it.resumed(&page.tokens, first));
    let clause = (resumed.filter(|it| first - it <= 30).unwrap_or(first), end);
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
    // `The first round, which opened on 27 January`
    let before = (page.tokens.low(first) == "which")
        .then(|| page.cues.last(Cue::Session, first.saturating_sub(3), first))
        .flatten()
        .filter(|it| it.end == first);
    let session = between.or(nouns.first()).copied().or(before);
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
    // What is only likely is no plan.
    let begins = page.sentences.get(sentence).map_or(first, |it| it.first);
    if page.cues.any(Cue::Likelihood, begins, verb.first) {
        return None;
    }
    let tense = page.tense(first, end);
    let told_past = matches!(verb.form, VerbForm::Past)
        && off.is_none()
        && !page.cues.any(Cue::Plans, first, verb.first + 1);
    // `come back here on 6 October`: the present of a timetable.
    let timetable = verb.cue == Cue::Travels && verb.form == VerbForm::Base
        || matches!(verb.form, VerbForm::Base | VerbForm::Present) && is_ahead(page, first, end);
    // `was to have begun on 6 September`
    let meant = (first..end).any(|it| {
        page.tokens.low(it) == "have"
            && page.tokens.low(it.wrapping_sub(1)) == "to"
            && matches!(page.tokens.low(it.wrapping_sub(2)), "was" | "were")
    });
    let tense = match (told_past || meant && off.is_some(), timetable) {
        (true, _) => Tense::Past,
        (_, true) => Tense::Future,
        _ => tense,
    };
    let alone = session.is_some_and(|it| it.first == verb.first);
    // Of a noun alone only what stands with it.
    let (from, to) = if alone { page.phrase(verb.first, end) } else { (first, end) };
    // What somebody said on Monday was not therefore on Monday: only the words that tell of the meeting.
    let content = page
        .frame(sentence, verb.first)
        .filter(|it| it.behind || it.verb.0 < verb.first)
        .and_then(|it| it.content.iter().find(|(a, b)| (*a..*b).contains(&verb.first)).copied());
    let (from, to) = match content {
        Some((a, b)) => (from.max(super::skip_that(page, a, verb.first)), to.min(b).max(verb.end)),
        None => (from, to),
    };
    // Behind a relative clause the main one has its day and place, and not the relative one.
    let after =
        resumed.map(|_| page.sentences[sentence].clause(verb.first).0).filter(|it| *it > from);
    // `opened on 2 May, was brought to a close on 9 June`: the day behind the last verb.
    let closes = (from + 1..to).rev().find(|it| {
        matches!(page.tokens.low(*it), "close" | "closed" | "ended" | "concluded")
            && !matches!(page.tokens.low(it - 1), "the" | "its" | "behind")
    });
    let day = closes
        .and_then(|it| page.day(it, to, tense))
        .or_else(|| after.and_then(|it| page.day(it, to, tense)))
        .or_else(|| page.day(from, to, tense));
    // `an hour ago`, in minutes and before the press.
    let here = (from..to).any(|it| matches!(page.tokens.low(it), "here" | "ago" | "just"))
        && page.telling == crate::page::Telling::Transcript
        && verb.form == VerbForm::Past;
    let day = day.or_else(|| page.report.filter(|_| here).map(|it| (ReportDay::Day(it), true)));
    let visited = page
        .tokens
        .low(verb.first)
        .starts_with("visit")
        .then(|| page.names.within(verb.end, verb.end + 1).first().copied())
        .flatten();
    let visited = visited.filter(|it| !is_person(&page.ground(), it)).and_then(|it| page.name(&it));
    let place =
        after.and_then(|it| page.place(it, to)).or_else(|| page.place(from, to)).or(visited);
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
    // A place is not there as well.
    if let Some(place) = &place {
        who.retain(|it| it != place);
        if who.is_empty() && session.is_some() {
            who = page.sides(verb.first);
        }
    }
    if who.is_empty() {
        return None;
    }
    let mut span = clause;
    // `conferred by video on Friday about who should speak when …`: what they spoke of is no part of it.
    let below = (verb.end..end).find(|it| {
        matches!(page.tokens.low(*it), "who" | "whether" | "how" | "what")
            && matches!(
                page.tokens.low(it - 1),
                "about" | "on" | "over" | "discuss" | "of" | "decide"
            )
    });
    if let Some(stop) = below.filter(|it| end - it > it - first) {
        span.1 = stop - 1;
    }
    if let Some(main) =
        page.sentences[sentence].resumed(&page.tokens, first).filter(|it| first - it <= 24)
    {
        span.0 = main;
    }
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
    // `Dahl is to meet Holm`, but nobody by whom a meeting was put off.
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
    let called_off = off.is_some() && !it.target.is_empty();
    (day.is_some() || it.number.is_some() || called_off).then_some(it)
}

/// Whether these words name a day behind that of the report, reckoned forward.
fn is_ahead(page: &Page<'_>, first: usize, end: usize) -> bool {
    matches!(
        (page.day(first, end, Tense::Future), page.report),
        (Some((ReportDay::Day(day), _)), Some(report)) if day > report
    )
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
        let sees = matches!(page.tokens.low(it.first), "see" | "sees" | "saw" | "seen")
            && it.end == it.first + 1;
        // `offered to meet`, `would meet if`: not yet a plan.
        // `EU leaders gather in Brussels tomorrow`: a day ahead makes the present a plan.
        let timetable = is_ahead(page, first, end)
            && crate::names::is_plural_subject(page.ground(), it.first, first);
        // `held an agreement to be possible` is no meeting.
        let open = matches!(page.tokens.low(it.end - 1), "a" | "an" | "their" | "its" | "the")
            && !page.cues.any(Cue::Session, it.end, (it.end + 5).min(end));
        // The present of a habit is no meeting: `the speaker, who negotiates for Beirut`.
        let habit = it.form == VerbForm::Present
            && !is_ahead(page, first, end)
            && page.telling != crate::page::Telling::Live
            || page.tokens.low(it.first).starts_with("negotiat") && it.form != VerbForm::Past;
        // `The group, convened for 3 June, will not meet`: only said of it.
        let aside = it.form == VerbForm::Past
            && page.tokens.gap(it.first).has(crate::words::Gap::COMMA)
            && matches!(page.tokens.low(it.end), "for" | "on" | "by" | "in");
        if aside || open || habit && page.tokens.low(it.first - usize::from(it.first > 0)) != "will"
        {
            return false;
        }
        // `said that the two would meet in Lund on 3 June`
        let told = page.tokens.low(it.first.wrapping_sub(1)) == "would"
            && page.frame(sentence, it.first).is_some()
            && is_ahead(page, first, end);
        let base = it.form == VerbForm::Base
            && !timetable
            && !told
            && !page
                .cues
                .all(Cue::Plans, first, it.first)
                .iter()
                .any(|plan| plan.end + 3 >= it.first);
        if base || (it.end..end).any(|word| page.tokens.low(word) == "if") {
            return false;
        }
        let person =
            page.names.within(it.end, it.end + 4).iter().any(|it| is_person(&page.ground(), it));
        finite(it)
            && (!sees
                || person
                    && (page.cues.any(Cue::Plans, first, it.first)
                        || it.form == VerbForm::Past
                            && page.day(first, end, Tense::Past).is_some()
                            && page.place(first, end).is_some()))
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
    // `Their host was …` is no verb.
    let verbal = |it: &Hit| {
        it.form != VerbForm::Base
            || page
                .cues
                .all(Cue::Plans, first, it.first)
                .iter()
                .any(|plan| plan.end + 2 >= it.first)
    };
    if let Some(hit) = page
        .cues
        .all(Cue::Receives, first, end)
        .into_iter()
        .find(|it| finite(it) && people(it) && verbal(it))
    {
        return Some(hit);
    }
    if let Some(off) = page.cues.first(Cue::CallsOff, first, end)
        && (session.is_some() || matches!(page.tokens.low(off.end - 1), "meet" | "meeting"))
    {
        return Some(off);
    }
    let moving = page.cues.all(Cue::Travels, first, end).into_iter().find(|it| {
        let below =
            (first + 1..it.first).any(|at| matches!(page.tokens.low(at), "before" | "until"));
        // `agreed to resume talks`: not yet a journey.
        let agreed = it.form == VerbForm::Base
            && page.tokens.low(it.first.wrapping_sub(1)) == "to"
            && !page
                .cues
                .all(Cue::Plans, first, it.first)
                .iter()
                .any(|plan| plan.end + 1 >= it.first);
        finite(it) && !below && !agreed && page.tokens.low(first) != "which" && {
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
    let agreed = |it: &Hit| {
        it.form == VerbForm::Base
            && page.tokens.low(it.first.wrapping_sub(1)) != "would"
            && page.tokens.low(it.first.wrapping_sub(1)) == "to"
            && !page
                .cues
                .all(Cue::Plans, first, it.first)
                .iter()
                .any(|plan| plan.end + 1 >= it.first)
    };
    let verb =
        page.cues.all(Cue::Opens, first, end).into_iter().find(|it| finite(it) && !agreed(it));
    let between =
        page.tokens.low(session.end) == "between" || page.tokens.low(session.end) == "with";
    match verb {
        Some(hit) if hit.first >= session.first || hit.end <= session.first => Some(hit),
        _ if between => Some(session),
        // `A meeting of their foreign ministers in Moscow on 19 May … remains in the calendar`
        _ if page.tokens.low(session.end) == "of"
            && matches!(
                page.tokens.low(session.end - 1),
                "meeting"
                    | "talks"
                    | "round"
                    | "session"
                    | "summit"
                    | "conference"
                    | "consultations"
                    | "sitting"
            )
            && {
                let (a, b) = page.phrase(session.end, end);
                page.day(a, b, Tense::Future).is_some() && page.place(a, b).is_some()
            } =>
        {
            Some(session)
        }
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
    let from = page.frame(sentence, verb.first).and_then(|frame| {
        let own = frame.content.iter().find(|(a, b)| (*a..*b).contains(&verb.first))?;
        // `The ministers, he recalled, had met`
        Some(if frame.behind { frame.content[0].0 } else { own.0 })
    });
    let from = from.unwrap_or(page.sentences[sentence].first);
    // Whoever tells of a meeting behind it does not take part: `They met, the ministry said`.
    let end = page.frame(sentence, verb.first).map_or(end, |frame| {
        let own = frame.content.iter().find(|(a, b)| (*a..*b).contains(&verb.first));
        own.map_or(end, |it| it.1.min(end))
    });
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
    // Those in a clause below do not take part: `conferred about who should speak when …`.
    let end = (after + 1..end)
        .find(|it| {
            matches!(
                page.tokens.low(*it),
                "who"
                    | "when"
                    | "whose"
                    | "where"
                    | "while"
                    | "because"
                    | "whether"
                    | "that"
                    | "which"
            ) && page.tokens.list[*it].quotation == 0
        })
        .unwrap_or(end);
    // `have sat with me`
    let me = (verb.end..(verb.end + 4).min(end))
        .any(|it| matches!(page.tokens.low(it), "me" | "us") && page.tokens.low(it - 1) == "with");
    if me {
        page.speaker(sentence, verb.first).who.into_iter().for_each(|it| put(Some(it)));
    }
    for it in page.names.within(after, end) {
        let before = it.first.checked_sub(1).map_or("", |at| page.tokens.low(at));
        let led = matches!(
            before,
            "to" | "on" | "about" | "in" | "at" | "for" | "from" | "after" | "by" | "as"
        );
        // `attended by observers`, `a visit by the commissioner`; but not `arranged by` somebody.
        let by = before == "by"
            && it.first > 1
            && (page.tokens.low(it.first - 2) == "attended"
                || page
                    .cues
                    .within(it.first - 2, it.first - 1)
                    .iter()
                    .any(|hit| hit.cue == Cue::Session));
        let about = before.ends_with("ing") && !matches!(before, "including" | "meeting");
        let led = led && !(by && is_session) || about;
        let of = before == "of" && !is_session;
        let text = page.words(it.first, it.end).to_lowercase();
        let vague = matches!(it.who, Who::Described)
            && ["powers", "states", "countries", "capitals", "members"]
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
pub(super) fn series(
    page: &Page<'_>,
    sentence: usize,
    (first, end): (usize, usize),
) -> (String, Option<u32>) {
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
            let number = crate::numbers::ordinal(&word.to_lowercase());
            (word, number)
        }
        None => (String::new(), None),
    }
}
