//! Drafts: a text is put forward, carried, cut or counted.

use super::{dated, of, part};
use crate::cue::{Cue, Hit, VerbForm};
use crate::page::{Actor, Page};
use crate::proposal::{Proposal, ProposalKind, ProposedStatus, Sureness};

pub(super) fn propose(page: &Page<'_>, out: &mut Vec<Proposal>) {
    for at in 1..page.sentences.len() {
        let (first, end) = (page.sentences[at].first, page.sentences[at].end);
        counted(page, at, out);
        for hit in page.cues.all(Cue::Tables, first, end) {
            tabled(page, at, hit, out);
        }
    }
}

/// A number of the words: digits, or one written out up to twenty.
fn number(page: &Page<'_>, at: usize) -> Option<u32> {
    let word = page
        .tokens
        .low(at)
        .trim_end_matches("-point")
        .trim_end_matches("-page")
        .trim_end_matches("-article");
    crate::numbers::cardinal(word).filter(|it| *it < 1000)
}

/// `cut from 28 points to 19`; `a framework of 17 articles`; `it had 31 paragraphs and has 24 now`.
fn counted(page: &Page<'_>, sentence: usize, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    let parts = page.cues.all(Cue::Parts, first, end);
    let compound = (first..end).find(|it| {
        let low = page.tokens.low(*it);
        (low.ends_with("-point") || low.ends_with("-page") || low.ends_with("-article"))
            && number(page, *it).is_some()
    });
    let plain = parts
        .iter()
        .find(|it| it.first > first && number(page, it.first - 1).is_some_and(|it| it >= 2));
    let Some(at) = plain.map(|it| it.first - 1).or(compound) else { return };
    if page.supposed(sentence, at) {
        return;
    }
    let (clause, _) = of_sentence.clause(at);
    let cuts = page.cues.all(Cue::Cuts, first, end);
    let near = (at.saturating_sub(8).max(first), (at + 5).min(end));
    let mut nouns = page.cues.all(Cue::Text, near.0, near.1);
    nouns.sort_by_key(|it| it.first.abs_diff(at));
    let noun = nouns.into_iter().find(|it| {
        !matches!(
            page.tokens.low(it.first),
            "agreement" | "deal" | "terms" | "settlement" | "compromise" | "accord"
        )
    });
    let back = page.cues.last(Cue::Text, page.sentences[sentence.saturating_sub(1)].first, end);
    // A number of points alone is no draft: a text has to be spoken of, or a change of the count.
    if noun.is_none() && (cuts.is_empty() || back.is_none()) {
        return;
    }
    let numbers: Vec<usize> = (first..end)
        .filter(|it| number(page, *it).is_some_and(|it| it >= 2) && !is_year_or_day(page, *it))
        .collect();
    let changed = cuts.iter().any(|it| {
        let words = page.words(it.first, it.end).to_lowercase();
        [
            "cut",
            "shrunk",
            "shrank",
            "reduced",
            "trimmed",
            "shortened",
            "grown",
            "grew",
            "expanded",
            "pared",
            "slimmed",
            "narrowed",
            "down from",
            "up from",
            "whittled",
            "boiled",
            "halved",
            "thinned",
            "stripped",
            "swollen",
            "swelled",
            "lengthened",
            "extended",
            "condensed",
        ]
        .iter()
        .any(|it| words.starts_with(it))
    });
    let tables = page
        .cues
        .all(Cue::Tables, first, end)
        .into_iter()
        .find(|it| it.form == VerbForm::Past || it.form == VerbForm::None);
    let two = numbers.len() >= 2
        && !tables.is_some_and(|it| it.first < at && page.cues.any(Cue::Text, it.first, at));
    let revised = two
        && (changed
            || (first..end).any(|it| matches!(page.tokens.low(it), "now" | "then" | "today")));

    let status = match (revised, tables) {
        (true, _) => ProposedStatus::Revised,
        (_, Some(it))
            if it.first < at && !page.words(it.first, it.end).to_lowercase().contains("drawn") =>
        {
            ProposedStatus::Tabled
        }
        _ => ProposedStatus::Reported,
    };
    // The newest count: behind `to` of a change, else the first.
    let newest = if revised { to_number(page, &numbers).unwrap_or(at) } else { at };
    let (mut a, b) = match status {
        ProposedStatus::Tabled => (tables.map_or(clause, |it| of_sentence.clause(it.first).0), end),
        ProposedStatus::Revised => {
            // Both counts belong to it.
            let last =
                numbers.iter().copied().filter(|it| *it >= at).take(2).last().unwrap_or(newest);
            (of_sentence.clause(at.min(newest)).0, of_sentence.clause(newest.max(last)).1)
        }
        _ => {
            // `It consists of 12 points`: the clause, where no text is named in it.
            match noun.filter(|it| it.first >= clause) {
                Some(it) => page.noun_phrase((it.first, it.end), clause),
                None => of_sentence.clause(at),
            }
        }
    };
    let text = noun.or(back).map(|it| {
        page.noun_phrase((it.first, it.end), page.sentences[sentence.saturating_sub(1)].first)
    });
    if status == ProposedStatus::Revised
        && let Some((from, _)) = text.filter(|it| it.0 >= first)
    {
        a = a.max(from).min(at);
    }
    let b = if status == ProposedStatus::Reported { page.phrase(at, end).1.max(b) } else { b };
    let author = match tables.filter(|it| {
        it.first < at && status == ProposedStatus::Tabled && page.tokens.low(it.end) != "by"
    }) {
        Some(it) => page.actor(sentence, it.first),
        None => owner(page, text)
            .map(|who| Actor { who, via: via(page, sentence, at), subject: None })
            .unwrap_or_else(|| author(page, sentence, at, text)),
    };
    let author = if author.who.is_empty() && page.labels[sentence].is_some() {
        page.speaker(sentence, at)
    } else {
        author
    };
    let mut it = of(page, ProposalKind::Draft, (a, b.max(at + 1)), &author, "draft: counted");
    it.number = number(page, newest);
    let noun = page.cues.at(Cue::Parts, newest + 1).map_or(newest + 1, |it| it.end);
    it.target = page.words(newest, noun);
    it.words = text.map(|it| page.words(it.0, it.1)).unwrap_or_default();
    it.status = status;
    it.sureness = Sureness::Sure;
    if status == ProposedStatus::Revised {
        let own = page.day(of_sentence.clause(newest).0.max(at + 1), end, crate::day::Tense::Past);
        if let Some((when, inferred)) =
            own.or_else(|| page.session_day(sentence, &page.speaker(sentence, at)))
        {
            (it.when, it.inferred) = (Some(when), inferred);
        }
    } else if status == ProposedStatus::Tabled {
        dated(page, &mut it, sentence, (first, end), &author);
    }
    out.push(it);
}

fn is_year_or_day(page: &Page<'_>, at: usize) -> bool {
    let near = crate::day::is_calendar(page.tokens.low(at + 1))
        || at > 0
            && crate::day::is_calendar(page.tokens.low(at - 1))
            && page.tokens.low(at - 1) != "may";
    near || page.tokens.list[at].digits && page.tokens.low(at).len() > 3
}

/// The number behind `to`, or beside `now`.
fn to_number(page: &Page<'_>, numbers: &[usize]) -> Option<usize> {
    numbers
        .iter()
        .copied()
        .find(|it| matches!(page.tokens.low(it.wrapping_sub(1)), "to") && *it != numbers[0])
        .or_else(|| {
            numbers.iter().copied().find(|it| {
                page.tokens.low(it + 1) == "now" || page.tokens.low(it.wrapping_sub(1)) == "now"
            })
        })
        .or_else(|| numbers.last().copied())
}

/// Whose text it is: who put it forward, or whose it is said to be.
fn author(page: &Page<'_>, sentence: usize, at: usize, text: Option<(usize, usize)>) -> Actor {
    let from = page.sentences[sentence.saturating_sub(1)].first;
    let end = page.sentences[sentence].end;
    for hit in page
        .cues
        .all(Cue::Tables, page.sentences[sentence].first, end)
        .into_iter()
        .chain(page.cues.all(Cue::Tables, from, page.sentences[sentence].first))
    {
        let by = (hit.first..(hit.end + 1).min(page.tokens.len()))
            .find(|it| page.tokens.low(*it) == "by");
        if let Some(by) = by
            && let Some(it) = page.names.within(by, by + 4).first()
        {
            return Actor { who: page.names_of(it), via: via(page, sentence, at), subject: None };
        }
        if hit.form == VerbForm::Past
            && page.cues.any(Cue::Text, hit.end, (hit.end + 6).min(page.tokens.len()))
        {
            let actor = page.actor(page.sentence_of(hit.first), hit.first);
            if !actor.who.is_empty() {
                return actor;
            }
        }
    }
    if let Some((a, b)) = text
        && let Some(it) = page.names.within(a, b).first()
    {
        return Actor { who: page.names_of(it), via: via(page, sentence, at), subject: None };
    }
    page.speaker(sentence, at)
}

/// To whom a text belongs: `The hosts' draft`, `the Chair's outline`.
fn owner(page: &Page<'_>, text: Option<(usize, usize)>) -> Option<Vec<String>> {
    let (a, b) = text?;
    let it = page.names.within(a.saturating_sub(4), b).iter().find(|it| {
        let owns = page.tokens.low(it.end) == "'s"
            || page.tokens.slice_between(it.end).starts_with(['\'', '’']);
        it.end < b && owns && it.end + 4 > a
    })?;
    Some(page.names_of(it))
}

fn via(page: &Page<'_>, sentence: usize, at: usize) -> Vec<String> {
    page.speaker(sentence, at).who
}

/// `put forward a proposal`, `The plan was tabled by the envoy in September`.
fn tabled(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let (first, end) = (of_sentence.first, of_sentence.end);
    if page.tokens.low(hit.first.wrapping_sub(1)) == "did" {
        return offered(page, sentence, hit, out);
    }
    if hit.form == VerbForm::Ing
        || hit.form == VerbForm::Present
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
    {
        return;
    }
    let before = page.tokens.low(hit.first.wrapping_sub(1)).to_owned();
    if hit.form == VerbForm::Base && !matches!(before.as_str(), "to" | "will") {
        return;
    }
    let words = page.words(hit.first, hit.end).to_lowercase();
    if words == "on the table" {
        return on_the_table(page, sentence, hit, out);
    }
    let passive = matches!(before.as_str(), "was" | "were" | "been") || words.contains(" by");
    let (text, actor) = if passive {
        let Some(noun) = page.cues.last(Cue::Text, first, hit.first) else { return };
        let by = (hit.first..(hit.end + 4).min(end)).find(|it| page.tokens.low(*it) == "by");
        let Some(by) = by else { return };
        let Some(it) = page.names.within(by, (by + 4).min(end)).first() else { return };
        let noun = page.noun_phrase((noun.first, noun.end), first);
        (
            noun,
            Actor {
                who: page.names_of(it),
                via: page.speaker(sentence, hit.first).who,
                subject: None,
            },
        )
    } else {
        let object = page.phrase(hit.end, end);
        let noun = page
            .cues
            .first(Cue::Text, hit.end, (hit.end + 9).min(object.1.max(hit.end)))
            .filter(|it| {
                !matches!(
                    page.tokens.low(it.end - 1),
                    "terms" | "deal" | "settlement" | "truce" | "accord"
                )
            });
        let pronoun = words.ends_with(" it to")
            || page.tokens.low(hit.end) == "it" && page.tokens.low(hit.end + 1) == "to";
        // `gave both delegations a two-page outline`, and not `gave the plan a chance`.
        let given = words.starts_with("g")
            && !noun.is_some_and(|noun| {
                let np = page.noun_phrase((noun.first, noun.end), hit.end);
                np.0 > hit.end
                    && matches!(page.tokens.low(np.0), "a" | "an" | "its" | "their" | "his" | "her")
            });
        if given && matches!(words.as_str(), "give" | "gives" | "gave" | "given" | "giving") {
            return;
        }
        let whole = match noun {
            Some(noun) if super::line::is_text(page, (hit.end, noun.end)) => {
                let np = page.noun_phrase((noun.first, noun.end), hit.end);
                (
                    np.0,
                    if page.tokens.low(noun.end) == "for" || page.tokens.low(noun.end) == "on" {
                        object.1
                    } else {
                        noun.end
                    },
                )
            }
            _ if pronoun || carried_before(page, sentence, hit) => {
                let Some(noun) = page.cues.last(
                    Cue::Text,
                    page.sentences[sentence.saturating_sub(1)].first,
                    hit.first,
                ) else {
                    return;
                };
                page.noun_phrase(
                    (noun.first, noun.end),
                    page.sentences[sentence.saturating_sub(1)].first,
                )
            }
            _ => return offered(page, sentence, hit, out),
        };
        (whole, page.actor(sentence, hit.first))
    };
    if actor.who.is_empty() {
        return;
    }
    let mut span = part(
        page,
        sentence,
        (
            hit.first,
            hit.end.max(if text.1 <= end && text.0 > hit.first { text.1 } else { hit.end }),
        ),
    );
    if carried_before(page, sentence, hit) {
        span = (text.0.max(first), page.phrase(hit.end, end).1);
        let stop =
            (hit.end..span.1).find(|it| matches!(page.tokens.low(*it), "was" | "is" | "were"));
        span.1 = stop.unwrap_or(span.1);
    }
    let mut it = of(page, ProposalKind::Draft, span, &actor, "draft: tabled");
    it.target = page.words(text.0, text.1);
    if carried_before(page, sentence, hit) {
        // `the paper that the envoys had carried`: whoever stands between.
        let that = (text.1..hit.first).find(|it| matches!(page.tokens.low(*it), "that" | "which"));
        let between = that.and_then(|it| page.names.within(it, hit.first).first().copied());
        if let Some(mention) = between {
            it.who = page.names_of(&mention);
        }
        let found = page.day(hit.end, span.1, crate::day::Tense::Past);
        it.when = found.map(|it| it.0);
        it.inferred = found.is_some_and(|it| it.1);
        it.status = ProposedStatus::Tabled;
        it.words = page.words(hit.first, hit.end);
        out.push(it);
        return;
    }
    let ahead = hit.form == VerbForm::Base;
    if ahead {
        return;
    }
    it.status = ProposedStatus::Tabled;
    it.words = page.words(hit.first, hit.end);
    dated(page, &mut it, sentence, span, &actor);
    out.push(it);
}

/// `Sudan had proposed a quartet of mediators`, `the Europeans have offered to hand over 15 per cent`: what is put forward
/// without being called a text.
fn offered(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let of_sentence = &page.sentences[sentence];
    let word = page.tokens.low(hit.first);
    let did = page.tokens.low(hit.first.wrapping_sub(1)) == "did";
    let verb = matches!(word, "proposed" | "offered" | "proposes" | "offers" | "suggested")
        || did && matches!(word, "propose" | "offer");
    let before = page.tokens.low(hit.first.wrapping_sub(1));
    let passive =
        matches!(before, "was" | "were" | "been" | "is" | "are" | "be" | "the" | "a" | "an");
    let quoted = page.tokens.list[hit.first].quotation != 0 && page.labels[sentence].is_none();
    let forward = page.words(hit.first, hit.end).to_lowercase() == "put forward";
    if !(verb || forward)
        || passive
        || quoted
        || hit.end > hit.first + 1 && !forward
        || page.denied(sentence, hit.first)
        || page.supposed(sentence, hit.first)
    {
        return;
    }
    let mut from = hit.end;
    if matches!(page.tokens.low(from), "instead" | "again" | "only" | "also") {
        from += 1;
    }
    // `offered President Putin a link`: behind whom it is offered to.
    if let Some(it) = page.names.within(from, from + 1).first()
        && matches!(page.tokens.low(it.end), "a" | "an" | "the" | "two" | "three")
    {
        from = it.end;
    }
    let (_, end) = page.phrase(from, of_sentence.end);
    let lead = page.tokens.low(from);
    let begins =
        matches!(lead, "to" | "a" | "an" | "the" | "that" | "two" | "three" | "four" | "five")
            || page.tokens.list.get(from).is_some_and(|it| it.digits);
    // Words, thanks and help are offered too, and nothing is put forward.
    let courtesy = (from..end.min(from + 4)).any(|it| {
        matches!(
            page.tokens.low(it),
            "condolences"
                | "thanks"
                | "apologies"
                | "hospitality"
                | "sympathy"
                | "help"
                | "comment"
                | "explanation"
                | "view"
                | "figure"
                | "no"
                | "toast"
                | "dine"
                | "tell"
                | "word"
        )
    });
    let actor = page.actor(sentence, hit.first);
    let several = actor.subject.is_some_and(|it| page.is_several(&it));
    let side = actor.subject.is_some_and(|it| {
        several || matches!(it.who, crate::names::Who::Named(_) | crate::names::Who::Pronoun)
    });
    if !begins || courtesy || end < from + 2 || actor.who.is_empty() || !side {
        return;
    }
    let that = usize::from(lead == "that");
    let span =
        part(page, sentence, (actor.subject.map_or(hit.first, |it| it.first.min(hit.first)), end));
    let mut it = of(page, ProposalKind::Draft, span, &actor, "draft: offered");
    it.target = page.words(from + that, end);
    (it.status, it.sureness) = (ProposedStatus::Tabled, Sureness::Likely);
    dated(page, &mut it, sentence, (span.0, from), &actor);
    // `By a letter of 11 July he had offered …`, `offered a link on Monday`
    if it.when.is_none() && it.via.is_empty() {
        let tense = crate::day::Tense::Past;
        let (first, stop) = of_sentence.clause(hit.first);
        let found = page
            .day(first, hit.first, tense)
            .or_else(|| page.day_of(end, (end + 3).min(stop.max(end)), tense))
            .filter(|it| matches!(it.0, crate::day::ReportDay::Day(_)));
        if let Some((when, inferred)) = found {
            (it.when, it.inferred) = (Some(when), inferred);
        }
    }
    out.push(it);
}

/// `the paper that the envoys had carried`
fn carried_before(page: &Page<'_>, sentence: usize, hit: Hit) -> bool {
    let first = page.sentences[sentence].first;
    page.cues.all(Cue::Text, first.max(hit.first.saturating_sub(14)), hit.first).iter().any(|it| {
        matches!(page.tokens.low(it.end), "that" | "which")
            && !matches!(
                page.tokens.low(it.first),
                "agreement" | "deal" | "accord" | "understanding"
            )
    })
}

fn on_the_table(page: &Page<'_>, sentence: usize, hit: Hit, out: &mut Vec<Proposal>) {
    let Some(noun) = page.cues.last(
        Cue::Text,
        hit.first.saturating_sub(2).max(page.sentences[sentence].first),
        hit.first,
    ) else {
        return;
    };
    let (first, _) = page.noun_phrase((noun.first, noun.end), page.sentences[sentence].first);
    let mut it =
        of(page, ProposalKind::Draft, (first, hit.end), &Actor::default(), "draft: on the table");
    it.target = page.words(first, hit.end);
    it.status = ProposedStatus::Reported;
    out.push(it);
}
