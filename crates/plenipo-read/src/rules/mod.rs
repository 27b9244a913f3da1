//! The rules, a file a kind. A rule looks at cues, asks whose act it is and when, and proposes; what is denied or only
//! supposed it leaves alone. Words of an article are looked at and never followed.

mod answer;
mod demand;
mod draft;
mod event;
mod judged;
mod line;
mod meeting;
mod minutes;
mod outcome;
mod prediction;
mod statement;
mod understanding;

use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

/// What a page comes to, in the order of its words; of two entries of one kind over the same words the surer stays.
pub(crate) fn proposals(page: &Page<'_>) -> Vec<Proposal> {
    let mut out = Vec::new();
    meeting::propose(page, &mut out);
    draft::propose(page, &mut out);
    answer::propose(page, &mut out);
    line::propose(page, &mut out);
    demand::propose(page, &mut out);
    understanding::propose(page, &mut out);
    event::propose(page, &mut out);
    prediction::propose(page, &mut out);
    statement::propose(page, &mut out);
    settle(page, out)
}

/// Leaves out what says the same twice.
fn settle(page: &Page<'_>, mut all: Vec<Proposal>) -> Vec<Proposal> {
    all.retain(|it| !it.quote.is_empty());
    for it in all.iter_mut().filter(|it| it.kind != ProposalKind::Meeting) {
        without_day(&mut it.target);
    }
    all.sort_by_key(|it| (it.sureness, it.quote.start, std::cmp::Reverse(it.quote.end)));
    let mut out: Vec<Proposal> = Vec::new();
    for it in all {
        let same = |other: &Proposal| {
            let shared = it
                .quote
                .end
                .min(other.quote.end)
                .saturating_sub(it.quote.start.max(other.quote.start));
            let shorter = it.quote.len().min(other.quote.len());
            shared * 2 > shorter && (other.kind == it.kind || hides(other.kind, it.kind))
        };
        if !out.iter().any(same) {
            out.push(it);
        }
    }
    // The weaker of two kinds over the same words goes, even where its rule was surer.
    let hidden = |it: &Proposal| {
        out.iter().any(|other| {
            let shared = it
                .quote
                .end
                .min(other.quote.end)
                .saturating_sub(it.quote.start.max(other.quote.start));
            hides(other.kind, it.kind)
                && !hides(it.kind, other.kind)
                && shared * 2 > it.quote.len().min(other.quote.len())
        })
    };
    let keep: Vec<bool> = out.iter().map(|it| !hidden(it)).collect();
    let mut kept = keep.into_iter();
    out.retain(|_| kept.next().unwrap_or(true));
    out.sort_by_key(|it| (it.quote.start, it.kind));
    one_a_sentence(page, out)
}

/// What something is about goes without the day behind it: `the text on Sunday`.
fn without_day(target: &mut String) {
    let mut words = target.rsplitn(3, ' ');
    let (Some(last), Some(lead), Some(rest)) = (words.next(), words.next(), words.next()) else {
        return;
    };
    let led = matches!(lead, "on" | "last" | "next" | "late" | "early" | "in");
    if led && crate::day::is_calendar(&last.to_lowercase()) {
        *target = rest.to_owned();
    }
}

/// Of several characterisations by one speaker in one sentence the surest, or the first, stays.
fn one_a_sentence(page: &Page<'_>, all: Vec<Proposal>) -> Vec<Proposal> {
    let place = |it: &Proposal| {
        let at = page.tokens.list.partition_point(|token| token.start < it.quote.start);
        page.sentence_of(at)
    };
    let mut out: Vec<Proposal> = Vec::with_capacity(all.len());
    for it in all {
        let twin = matches!(it.kind, ProposalKind::Statement | ProposalKind::Answer).then(|| {
            out.iter().position(|other| {
                other.kind == it.kind && other.who == it.who && place(other) == place(&it)
            })
        });
        match twin.flatten() {
            Some(at) if it.sureness < out[at].sureness => out[at] = it,
            Some(_) => {}
            None => out.push(it),
        }
    }
    out
}

/// Whether an entry of one kind leaves no room for one of the other over the same words: a refusal is not a
/// characterisation as well.
fn hides(of: ProposalKind, it: ProposalKind) -> bool {
    use ProposalKind::{Answer, Demand, Draft, Event, Line, Prediction, Statement, Understanding};
    match it {
        Statement => matches!(of, Line | Answer | Demand | Understanding | Prediction | Event),
        Line => matches!(of, Answer),
        Answer => matches!(of, Line),
        Demand => matches!(of, Answer | Line),
        Understanding => matches!(of, Answer | Prediction),
        Draft => false,
        _ => false,
    }
}

/// A proposal of a kind, to be filled.
fn of(
    page: &Page<'_>,
    kind: ProposalKind,
    span: (usize, usize),
    actor: &Actor,
    rule: &'static str,
) -> Proposal {
    Proposal {
        kind,
        quote: page.quote(span.0, span.1),
        who: actor.who.clone(),
        via: actor.via.clone(),
        when: None,
        inferred: false,
        target: String::new(),
        status: ProposedStatus::None,
        words: String::new(),
        hedge: page.hedge(span.0, span.1),
        number: None,
        rule,
        sureness: Sureness::Likely,
        issues: Vec::new(),
    }
}

/// A refusal until something is done is a condition: `will not sign the treaty until West has withdrawn`.
fn only_after(
    page: &Page<'_>,
    sentence: usize,
    hit: crate::cue::Hit,
    actor: &Actor,
) -> Option<Proposal> {
    let of_sentence = page.sentences.get(sentence)?;
    let (first, end) = of_sentence.clause(hit.first);
    let until = (hit.end..end.min(hit.end + 16)).find(|it| {
        matches!(page.tokens.low(*it), "until" | "unless")
            && page.tokens.list[*it].quotation == page.tokens.list[hit.first].quotation
            && page.tokens.list.get(it + 1).is_some_and(|it| !it.digits)
            && !crate::day::is_calendar(page.tokens.low(it + 1))
    })?;
    // Something has to be done by then: `until the end of the year` is only a day.
    let done = crate::sentence::has_verb(&page.tokens, &page.cues, until + 1, end)
        || page.cues.within(until + 1, end).iter().any(|it| it.form != crate::cue::VerbForm::None);
    if !done || actor.who.is_empty() {
        return None;
    }
    let from = actor.subject.map_or(hit.first, |it| it.first).max(first).min(hit.first);
    let span = part(page, sentence, (from, end));
    let mut it = of(page, ProposalKind::Demand, span, actor, "demand: only after");
    it.target = page.words(until + 1, page.phrase(until + 1, end).1);
    it.status = ProposedStatus::Condition;
    it.words = page.words(until, until + 1);
    dated(page, &mut it, sentence, (hit.first, hit.end), actor);
    Some(it)
}

/// The part of a sentence that says something at the word `at`: the clause, with whoever says it where that is most
/// of it. `keep` must be in it.
fn part(page: &Page<'_>, sentence: usize, keep: (usize, usize)) -> (usize, usize) {
    let Some(of) = page.sentences.get(sentence) else { return keep };
    let (mut first, mut end) = of.clause(keep.0);
    let (_, last) = of.clause(keep.1.saturating_sub(1).max(keep.0));
    end = end.max(last);
    if let Some(frame) = page.frame(sentence, keep.0) {
        for (a, b) in frame.content {
            if (a..b).contains(&keep.0) {
                let a = skip_that(page, a, keep.0);
                // What is said, where it is the greater part; else with whoever says it.
                if a >= first && !frame.behind && b > a {
                    let said = end.min(b).saturating_sub(a);
                    let same = frame.verb.0 >= first && frame.verb.0 < end;
                    let adds = page.tokens.low(frame.verb.0).ends_with("ing");
                    if same && !adds && said * 5 < end.saturating_sub(first) * 3 && said < 7 {
                        continue;
                    }
                    first = a;
                }
                if frame.behind && b < end && b > first {
                    end = b;
                }
            }
        }
    }
    // `The speech, which nobody had expected, left …`: with its subject, where that is not far.
    if let Some(main) = of.resumed(&page.tokens, first).filter(|it| first - it <= 14)
        && page.frame(sentence, keep.0).is_none()
    {
        first = main;
    }
    if matches!(page.tokens.low(first), "and" | "but") && first < keep.0 {
        first += 1;
    }
    (first, end) = (first.min(keep.0), end.max(keep.1));
    // `was not on the table and would not be put there`
    let next = of.clauses.iter().find(|it| it.0 == end).copied();
    if let Some((a, b)) = next.filter(|(a, b)| b - a <= 7)
        && page.tokens.low(a) == "and"
        && matches!(
            page.tokens.low(a + 1),
            "would" | "will" | "had" | "has" | "was" | "were" | "never" | "not"
        )
        && !page.tokens.gap(a).has(crate::words::Gap::ANY)
        && page.frame(sentence, keep.0).is_none_or(|it| it.holds(a + 1))
    {
        end = b;
    }
    // What is longer than the rest and only stands beside it, before or behind a comma.
    let comma = |it: &usize| {
        page.tokens.gap(*it).has(crate::words::Gap::COMMA) && page.tokens.list[*it].quotation == 0
    };
    if let Some(at) = (keep.1..end).find(comma)
        && (end - at) * 20 > (at - first) * if page.tokens.low(at) == "and" { 32 } else { 19 }
        && !matches!(page.tokens.low(at), "provided" | "if" | "unless" | "but" | "namely")
    {
        end = at;
    }
    if let Some(at) = (first + 1..keep.0).rev().find(comma)
        && matches!(
            page.tokens.low(first),
            "with"
                | "in"
                | "on"
                | "at"
                | "after"
                | "before"
                | "as"
                | "for"
                | "under"
                | "by"
                | "despite"
                | "given"
                | "without"
        )
        && (at - first) * 20 > (end - at) * 19
    {
        first = at;
    }
    (first, end)
}

/// Skips to whom something is said, and `that`.
fn skip_that(page: &Page<'_>, at: usize, before: usize) -> usize {
    let limit = (at + 8).min(before + 1);
    let that = (at..limit).find(|it| page.tokens.low(*it) == "that");
    match that {
        Some(it) if it < before => it + 1,
        _ => at,
    }
}

/// Gives a proposal the day on which somebody did or said it: the day beside the verb or beside whoever says it, and
/// not one in what is said; else that of the session.
fn dated(page: &Page<'_>, it: &mut Proposal, sentence: usize, span: (usize, usize), actor: &Actor) {
    let tense = crate::day::Tense::Past;
    let Some(of) = page.sentences.get(sentence) else { return };
    // What somebody tells of another has its day where it is told: `East threw out a map on Monday, diplomats said`.
    let another = !it.via.is_empty()
        && matches!(it.kind, ProposalKind::Answer | ProposalKind::Draft | ProposalKind::Demand);
    let own = another
        .then(|| page.day_of(of.clause(span.0).0.max(of.first), span.1, tense))
        .flatten()
        .filter(|it| matches!(it.0, crate::day::ReportDay::Day(_)));
    let found = match page
        .frame(sentence, span.0.max(span.1.saturating_sub(1)).min(of.end.saturating_sub(1)))
        .or_else(|| page.frame(sentence, span.0))
    {
        Some(frame) => beside(page, sentence, frame),
        None => {
            // What a clause below the main one names is a day of its own.
            let below = (span.0 + 1..span.1).find(|it| {
                matches!(
                    page.tokens.low(*it),
                    "that"
                        | "which"
                        | "who"
                        | "if"
                        | "unless"
                        | "before"
                        | "since"
                        | "until"
                        | "when"
                        | "promised"
                ) && !crate::day::is_calendar(page.tokens.low(it + 1))
            });
            page.day_of(of.clause(span.0).0.max(of.first), below.unwrap_or(span.1), tense)
        }
    };
    // `had made`: before the session.
    let before = page.frame(sentence, span.0).is_none()
        && matches!(it.kind, ProposalKind::Demand | ProposalKind::Line | ProposalKind::Answer)
        && (span.0..(span.0 + 12).min(span.1))
            .any(|at| page.tokens.low(at) == "had" && page.tokens.low(at + 1) == "made");
    let session = page.session_day(sentence, actor).filter(|_| !before);
    if let Some((when, inferred)) = found.or(own).or_else(|| page.anchored(sentence)).or(session) {
        it.when = Some(when);
        it.inferred = inferred;
    }
}

/// The day on which somebody said something: what leads in before the speaker, or stands right behind the verb.
fn beside(
    page: &Page<'_>,
    sentence: usize,
    frame: &crate::attribution::Frame,
) -> Option<(crate::day::ReportDay, bool)> {
    let tense = crate::day::Tense::Past;
    let of = page.sentences.get(sentence)?;
    let limit = (frame.verb.1 + 7).min(of.end);
    let stop = (frame.verb.1..limit)
        .find(|it| {
            matches!(page.tokens.low(*it), "that" | "the" | "asked" | "about")
                || page.tokens.list[*it].quotation != 0
        })
        .unwrap_or(limit);
    // `the minister on Monday said`, but not a day within what stands beside the name.
    let apart = page.tokens.gap(frame.verb.0).has(crate::words::Gap::COMMA);
    let from =
        if apart { frame.verb.0 } else { frame.verb.0.saturating_sub(3).max(frame.speaker.first) };
    let behind = page.day_of(from, stop, tense);
    behind.or_else(|| {
        (!frame.behind && frame.speaker.first <= of.first + 16)
            .then(|| page.day_of(of.first, frame.speaker.first, tense))
            .flatten()
    })
}
