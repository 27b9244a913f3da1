//! The rules, a file a kind. A rule looks at cues, asks whose act it is and when, and proposes; what is denied or only
//! supposed it leaves alone. Words of an article are looked at and never followed.

mod answer;
mod demand;
mod draft;
mod event;
mod line;
mod meeting;
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
    out.sort_by_key(|it| (it.quote.start, it.kind));
    one_a_sentence(page, out)
}

/// Of several characterisations by one speaker in one sentence the surest, or the first, stays.
fn one_a_sentence(page: &Page<'_>, all: Vec<Proposal>) -> Vec<Proposal> {
    let place = |it: &Proposal| {
        let at = page.tokens.list.partition_point(|token| token.start < it.quote.start);
        page.sentence_of(at)
    };
    let mut out: Vec<Proposal> = Vec::with_capacity(all.len());
    for it in all {
        let twin = (it.kind == ProposalKind::Statement).then(|| {
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
                    if same && said * 5 < end.saturating_sub(first) * 3 && said < 7 {
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
    if matches!(page.tokens.low(first), "and" | "but") && first < keep.0 {
        first += 1;
    }
    (first, end) = (first.min(keep.0), end.max(keep.1));
    // What is longer than the rest and only stands beside it, before or behind a comma.
    let comma = |it: &usize| {
        page.tokens.gap(*it).has(crate::words::Gap::COMMA) && page.tokens.list[*it].quotation == 0
    };
    if let Some(at) = (keep.1..end).find(comma)
        && (end - at) * 20 > (at - first) * 19
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
            page.day(of.clause(span.0).0.max(of.first), below.unwrap_or(span.1), tense)
        }
    };
    if let Some((when, inferred)) = found.or_else(|| page.session_day(sentence, actor)) {
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
    let behind = page.day(from, stop, tense);
    behind.or_else(|| {
        (!frame.behind && frame.speaker.first <= of.first + 16)
            .then(|| page.day(of.first, frame.speaker.first, tense))
            .flatten()
    })
}
