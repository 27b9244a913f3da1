//! The answer in words: where the drafts stand, what changed and why, what others expect.

use super::Answer;
use super::agreement::{Path, Point};
use super::causes::Cause;
use super::claims::Claim;
use super::falls::Turn;
use super::replay::{Change, DAYS_MAX, Day, Pair, Stand, stand};
use super::sensitivity::{Lever, LeverKind, Move};
use super::{BASE, FROM, QUESTION, UNTIL};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::chart::Chart;
use crate::finding::figure::{chance, range};
use crate::finding::status::Status;
use crate::lens::acceptance::Acceptance;
use crate::lens::acceptance::account::says_nothing;
use crate::lens::acceptance::beyond;
use crate::lens::acceptance::consents::is_fallen;
use crate::lens::acceptance::engine::Told;
use crate::lens::notes::Notes;
use jiff::civil::Date;
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::describe::{Footing, counted, listed};
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::lines::Judgement;

/// The most days of changes told in the account; the table has all.
const DAYS_SHOWN: usize = 8;

/// The most causes named of one change in the account; the table has all.
const REASONS_SHOWN: usize = 4;

/// The most inputs and unknowns named in the account that answers hang on; the table has all.
const LEVERS_SHOWN: usize = 4;

/// The most claims told in the account; the table has all.
const CLAIMS_SHOWN: usize = 6;

pub(super) fn status(answer: &Answer) -> Status {
    match answer.replay.days.last() {
        None => Status::NoDays,
        Some(day) if live(day).is_empty() => Status::NoDraft,
        Some(_) => Status::Answered,
    }
}

/// Drafts on the table on that day, each with its answers.
fn live(day: &Day) -> Vec<(&str, Vec<(&Pair, &Told)>)> {
    let mut drafts: Vec<(&str, Vec<(&Pair, &Told)>)> = Vec::new();
    for (pair, stand) in &day.standing {
        let Stand::Live(told) = stand else { continue };
        match drafts.iter_mut().find(|(draft, _)| *draft == pair.draft) {
            Some((_, answers)) => answers.push((pair, told)),
            None => drafts.push((&pair.draft, vec![(pair, told)])),
        }
    }
    drafts
}

/// Whether the answer's word changed, or the draft came or went.
fn of_status(change: &Change) -> bool {
    change.before.as_ref().map(Stand::word) != Some(change.after.word())
}

/// A change in a few words, as a sentence without its end.
fn in_short(change: &Change) -> String {
    let (draft, party) = (&change.pair.draft, &change.pair.party_name);
    match &change.after {
        // It leaves the table for everybody.
        Stand::Left(word) => format!("{draft} is off the table ({word})"),
        Stand::Live(told) if of_status(change) => {
            format!("{draft} is {} for {party}", told.status.said())
        }
        Stand::Live(told) => {
            let moved = match &change.before {
                Some(Stand::Live(before)) => before.accept[1].zip(told.accept[1]),
                _ => None,
            };
            let moved = moved.map(|(then, now)| (chance(then), chance(now)));
            let moved = moved.filter(|(then, now)| then != now);
            let moved = moved.map_or(String::new(), |(then, now)| format!(", {now} after {then}"));
            format!("{draft} is still {} for {party}{moved}", told.status.said())
        }
    }
}

/// How far the chance moved, in thousandths; nothing where it is not known on both days.
fn shift(change: &Change) -> Option<u32> {
    let (Some(Stand::Live(before)), Stand::Live(after)) = (&change.before, &change.after) else {
        return None;
    };
    let (then, now) = before.accept[1].zip(after.accept[1])?;
    Some(((now - then).abs() * 1_000.0).round() as u32)
}

pub(in crate::lens) fn headline(answer: &Answer) -> String {
    let days = &answer.replay.days;
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return match answer.until {
            Some(until) => format!("Nothing was known by {until}, so there is nothing to follow."),
            None => "Nothing on record has a date, so there is nothing to follow.".to_owned(),
        };
    };
    let until = answer.until.unwrap_or(last.date);
    // The days of the account and of the table, on which there was a draft to answer.
    let first = days.iter().find(|it| !it.standing.is_empty()).unwrap_or(first);
    let changing = days.iter().filter(|it| it.is_turning()).count();
    let what = match days.iter().any(|it| !it.turns.is_empty()) {
        true => "answers, or whether a text stands,",
        false => "answers",
    };
    let count = match changing {
        0 => "no answer changed".to_owned(),
        1 => format!("{what} changed on 1 day"),
        n => format!("{what} changed on {n} days"),
    };
    let latest = days.iter().rev().find(|it| it.is_turning());
    let latest = latest.map_or(String::new(), |day| {
        let mut said: Vec<&Change> = day.changes.iter().collect();
        // The most telling first: a new status before a new range, what was decided before what is open.
        said.sort_by_key(|it| {
            // A draft that left the table tells least of an answer.
            let told = match &it.after {
                Stand::Live(told) => Some(told.status),
                Stand::Left(_) => None,
            };
            // Where no answer is another one, the latest text tells more than an old one.
            let place = || day.standing.iter().position(|(pair, _)| pair.draft == it.pair.draft);
            let place = if of_status(it) { None } else { place() };
            (!of_status(it), told.is_none(), place, told, std::cmp::Reverse(shift(it)))
        });
        // What the same day did to the same draft for several is told of all of them.
        let first = said.first().map_or(String::new(), |first| {
            let like = |it: &&&Change| {
                it.pair.draft == first.pair.draft
                    && of_status(it) == of_status(first)
                    && it.after.word() == first.after.word()
            };
            let mut names: Vec<String> =
                said.iter().filter(like).map(|it| it.pair.party_name.clone()).collect();
            names.dedup();
            let moved = shift(first).is_some_and(|it| it > 0);
            // Whom the same text is stopped by stays said, whatever changed for the others.
            let stopped = day.standing.iter().filter(|(pair, stand)| {
                let other = pair.draft == first.pair.draft && !names.contains(&pair.party_name);
                other && matches!(stand, Stand::Live(told) if told.status.mark() == Mark::Stop)
            });
            let stopped: Vec<String> = stopped
                .map(|(pair, stand)| format!("{} for {}", said_of(stand), pair.party_name))
                .collect();
            let also = match stopped.as_slice() {
                [] => String::new(),
                all => format!(", and {}", listed(all)),
            };
            let told = match (&first.after, of_status(first) || !moved) {
                (Stand::Live(told), true) if names.len() > 1 => {
                    let still = if of_status(first) { "" } else { "still " };
                    let said = told.status.said();
                    format!(": {} is {still}{said} for {}", first.pair.draft, listed(&names))
                }
                _ => format!(": {}", in_short(first)),
            };
            format!("{told}{also}")
        });
        // That a text fell or stands again decides for all, whatever is answered at the table.
        let turns = day.turns.iter().map(|it| format!("{} {}", it.draft, it.word()));
        let turns: Vec<String> = turns.collect();
        let first = if turns.is_empty() { first } else { format!(": {}", turns.join("; ")) };
        format!(", last on {}{first}", day.date)
    });
    format!("From {} to {until} {count}{latest}.", first.date)
}

/// `blocked`.
fn said_of(stand: &Stand) -> &'static str {
    match stand {
        Stand::Live(told) => told.status.said(),
        Stand::Left(word) => word,
    }
}

/// The headline led by those of the drafts asked about that fell with a consent that was refused.
pub(super) fn led_by_falls(
    case: &Case,
    day: Option<Date>,
    only: &[String],
    headline: String,
) -> String {
    let drafts = (0..case.drafts.len()).map(Ix::new);
    let asked = drafts.filter(|it| {
        let draft = case.draft(*it);
        draft.is_live() && (only.is_empty() || only.iter().any(|id| id == draft.id()))
    });
    asked.fold(headline, |headline, it| beyond::led_by_fall(case, day, it, headline))
}

/// Of the drafts of `only` (of all, where that is empty) on the table what stops them beyond it, or is still needed
/// there: the answers over time are those of the table alone.
pub(super) fn beyond_the_table(case: &Case, day: Option<Date>, only: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let drafts = case.drafts.iter().enumerate();
    let asked = drafts.filter(|(_, it)| only.is_empty() || only.iter().any(|id| id == it.id()));
    for (place, draft) in asked.filter(|(_, it)| it.is_live()) {
        let (ix, contents) = (Ix::new(place), contents(case, draft));
        let (mark, text) = match is_fallen(case, ix, &contents) {
            true => (
                Mark::Stop,
                format!(
                    "{} fell with a consent that was refused: whatever is said of it at the table, none of it is left \
                     to agree on.",
                    draft.id()
                ),
            ),
            false => match beyond::of_draft(case, day, ix, &contents) {
                Some(beyond) => (Mark::Maybe, format!("{}: {beyond}.", draft.id())),
                None => continue,
            },
        };
        blocks.push(Block::Item(Item { mark, text: Text::plain(text), under: Vec::new() }));
    }
    blocks
}

pub(super) fn account(answer: &Answer, charts: &[Chart]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Some(last) = answer.replay.days.last() else { return blocks };
    now(answer, last, &mut blocks);
    blocks.extend(super::outside::account(answer));
    blocks.push(Block::heading(1, "What changed and why, latest first"));
    blocks.extend(changes(answer, 2));
    blocks.extend(super::said::account(answer));
    // Pictures come with their data, which is long: after what is to be read first.
    if !charts.is_empty() {
        blocks.push(Block::heading(1, "The answers over time"));
        blocks.extend(charts.iter().map(|it| Block::Chart(it.id)));
    }
    let claims = claims(answer);
    if !claims.is_empty() {
        blocks.push(Block::heading(1, "What others expect, without a number"));
        blocks.extend(claims);
    }
    agreement(answer, &mut blocks);
    sensitivity(answer, &mut blocks);
    blocks
}

/// Where each live draft stands, and since when.
fn now(answer: &Answer, last: &Day, blocks: &mut Vec<Block>) {
    let until = answer.until.unwrap_or(last.date);
    blocks.push(Block::heading(1, format!("Where the drafts stand on {until}")));
    let drafts = live(last);
    if drafts.is_empty() {
        blocks.push(Block::para("No draft is on the table."));
    }
    for (draft, answers) in drafts {
        let each: Vec<String> = answers
            .iter()
            .map(|(pair, told)| {
                let since = since(answer, pair);
                // Where the record decides a figure would only distract.
                let figure = figure(told).filter(|_| !told.status.is_recorded());
                let figure = figure.map(|it| format!(", {it}")).unwrap_or_default();
                let lacks = told.lacks.as_ref().map(|it| format!(" ({})", it.in_words()));
                let lacks = lacks.unwrap_or_default();
                format!("{} for {}{since}{figure}{lacks}", told.status.said(), pair.party_name)
            })
            .collect();
        let mark = answers.iter().map(|(_, told)| told.status.mark()).max_by_key(gravity);
        let fallen = fallen_since(answer, draft);
        let mark = mark.filter(|_| fallen.is_none()).unwrap_or(match fallen {
            Some(_) => Mark::Stop,
            None => Mark::Plain,
        });
        let fallen = fallen.map(|it| format!("{it}; at the table ")).unwrap_or_default();
        blocks.push(Block::Item(Item {
            mark,
            text: Text::default()
                .strong_id(Kind::Draft, draft)
                .and(format!(": {fallen}{}", each.join("; "))),
            under: Vec::new(),
        }));
    }
}

/// Since which day the status is what it is; that of the first day gone through may be older.
fn since(answer: &Answer, pair: &Pair) -> String {
    let word = |day: &Day| stand(&day.standing, pair).map(Stand::word);
    let days = &answer.replay.days;
    let now = days.last().and_then(word);
    let from = days.iter().rposition(|it| word(it) != now).map_or(0, |it| it + 1);
    let or_before = if from == 0 { " or before" } else { "" };
    days.get(from).map_or(String::new(), |it| format!(" since {}{or_before}", it.date))
}

/// The chance as a reader should see it; nothing where there is none or the record alone decides.
fn figure(told: &Told) -> Option<String> {
    match told.accept {
        [Some(low), _, Some(high)] if low == 0.0 && high == 0.0 => None,
        [Some(low), _, Some(high)] if says_nothing(low, high) => {
            Some("chance not known: the record allows anything from 0 to 1".to_owned())
        }
        [Some(low), central, Some(high)] => {
            match (central.map(chance), chance(low), chance(high)) {
                (central, low, high) if low == high => {
                    Some(format!("chance {}", central.unwrap_or(low)))
                }
                (Some(it), ..) => Some(format!("chance {it} ({})", range(low, high))),
                (None, low, high) => Some(format!("chance between {low} and {high}")),
            }
        }
        _ => None,
    }
}

/// How much a mark weighs: what stops a draft decides for all.
fn gravity(mark: &Mark) -> u8 {
    match mark {
        Mark::Stop => 4,
        Mark::Maybe => 3,
        Mark::Unknown => 2,
        _ => 1,
    }
}

/// Changes that have the same causes.
struct Together<'a> {
    causes: Vec<&'a Cause>,
    changes: Vec<&'a Change>,
}

/// What changed and why, day by day, latest first; each day below a heading of that depth.
pub(in crate::lens) fn changes(answer: &Answer, depth: u8) -> Vec<Block> {
    let mut blocks = Vec::new();
    let days: Vec<&Day> = answer.replay.days.iter().rev().filter(|it| it.is_turning()).collect();
    if days.is_empty() {
        blocks.push(Block::para("No answer changed."));
    }
    for day in days.iter().take(DAYS_SHOWN) {
        blocks.push(Block::heading(depth, day.date.to_string()));
        blocks.extend(day.turns.iter().map(turned));
        blocks.extend(together(day).iter().map(told));
    }
    if !days.is_empty() {
        blocks.push(Block::Up);
    }
    if days.len() > DAYS_SHOWN {
        blocks.push(Block::Para(Text::default().quiet(format!(
            "{} on which an answer changed: see the table “outlook”.",
            counted(days.len() - DAYS_SHOWN, "earlier day")
        ))));
    }
    blocks
}

/// That a text fell, or stands again, and by which consent.
fn turned(it: &Turn) -> Block {
    let mark = if it.fell { Mark::Stop } else { Mark::Fine };
    let text = Text::default().strong_id(Kind::Draft, &it.draft).strong(": ").and(match it.fell {
        true => "fell with a consent that was refused",
        false => "stands again",
    });
    let causes: Vec<&Cause> = it.causes.iter().collect();
    Block::Item(Item { mark, text, under: reasons(&causes) })
}

/// Since which day a draft has fallen, where it has on the last.
fn fallen_since(answer: &Answer, draft: &str) -> Option<String> {
    let days = &answer.replay.days;
    let fallen = |day: &Day| day.fallen.iter().any(|it| it == draft);
    let last = days.last().filter(|it| fallen(it))?;
    let from = days.iter().rposition(|it| !fallen(it)).map_or(0, |it| it + 1);
    let or_before = if from == 0 { " or before" } else { "" };
    Some(format!("fallen since {}{or_before}", days.get(from).unwrap_or(last).date))
}

/// The changes of a day by their causes; drafts that left the table together are told together.
fn together(day: &Day) -> Vec<Together<'_>> {
    let left = |it: &Change| matches!(it.after, Stand::Left(_));
    let mut all: Vec<Together<'_>> = Vec::new();
    for change in &day.changes {
        let causes: Vec<&Cause> = change.causes.iter().collect();
        let same = |it: &&mut Together<'_>| {
            let leaving = it.changes.iter().all(|it| left(it));
            if left(change) { leaving } else { !leaving && it.causes == causes }
        };
        match all.iter_mut().find(same) {
            Some(it) => {
                it.changes.push(change);
                it.causes.extend(causes.into_iter().filter(|new| !change_has(&it.changes, new)));
            }
            None => all.push(Together { causes, changes: vec![change] }),
        }
    }
    all
}

/// Whether a change before the last has this cause already.
fn change_has(changes: &[&Change], cause: &Cause) -> bool {
    let before = changes.split_last().map(|(_, before)| before).unwrap_or_default();
    before.iter().any(|it| it.causes.contains(cause))
}

fn told(it: &Together<'_>) -> Block {
    let mut under = reasons(&it.causes);
    let mut text = Text::default();
    let mut parties: Vec<&str> = Vec::new();
    for change in &it.changes {
        let party = change.pair.party_name.as_str();
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    let mut all: Vec<(String, String)> = Vec::new();
    for party in parties {
        // Drafts of which the same is to be said are named together.
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for change in it.changes.iter().filter(|it| it.pair.party_name == party) {
            let words = words(change);
            match said.iter_mut().find(|(it, _)| *it == words) {
                Some((_, drafts)) => drafts.push(change.pair.draft.clone()),
                None => said.push((words, vec![change.pair.draft.clone()])),
            }
        }
        let said: Vec<String> = said
            .into_iter()
            .map(|(words, drafts)| format!("{} {words}", listed(&drafts)))
            .collect();
        all.push((party.to_owned(), said.join("; ")));
    }
    // What holds for every party is said once.
    while let Some((party, said)) = all.first().cloned() {
        let same: Vec<String> =
            all.iter().filter(|(_, it)| *it == said).map(|(it, _)| it.clone()).collect();
        all.retain(|(_, it)| *it != said);
        if !text.0.is_empty() {
            text = text.and(". ");
        }
        let party = if same.len() > 1 { listed(&same) } else { party };
        text = text.strong(format!("{party}: ")).and(said);
    }
    let marks = it.changes.iter().map(|it| match &it.after {
        Stand::Live(told) => told.status.mark(),
        Stand::Left(_) => Mark::Removed,
    });
    let mark = marks.max_by_key(gravity).unwrap_or(Mark::Plain);
    under.truncate(REASONS_SHOWN);
    if it.causes.len() > REASONS_SHOWN {
        under.push(Text::default().quiet(format!(
            "and {} more: see the table “outlook”",
            it.causes.len() - REASONS_SHOWN
        )));
    }
    Block::Item(Item { mark, text, under })
}

/// The causes, one a line; those that say the same of several records are one.
fn reasons(causes: &[&Cause]) -> Vec<Text> {
    let mut said: Vec<(Vec<String>, &Cause)> = Vec::new();
    for cause in causes {
        let same = |(_, it): &&mut (Vec<String>, &Cause)| {
            (&it.says, &it.footing, it.together) == (&cause.says, &cause.footing, cause.together)
        };
        match said.iter_mut().find(same) {
            Some((names, _)) => names.push(cause.name.clone()),
            None => said.push((vec![cause.name.clone()], cause)),
        }
    }
    let line = |(names, cause): (Vec<String>, &Cause)| {
        let lead = if cause.together { "With others: " } else { "" };
        Text::plain(format!("{lead}{}: ", names.join(", ")))
            .then(cause.says.clone())
            .then(on_footing(cause.footing.as_ref()))
    };
    said.into_iter().map(line).collect()
}

/// ` · stated, gazette B2`; nothing where there is no footing.
fn on_footing(footing: Option<&Footing>) -> Text {
    let text = footing.map(|it| Text::plain(" · ").standing_on(it));
    text.unwrap_or_default().quietly()
}

/// What may be told of lines, in the words of `acceptance`, each counted for itself.
const LINES: [(Judgement, &str); 4] = [
    (Judgement::Crossed, "lines crossed"),
    (Judgement::MayBeCrossed, "lines it may cross"),
    (Judgement::Unclear, "lines unclear for it"),
    (Judgement::CannotBeJudged, "lines it cannot be judged against"),
];

/// What changed, in words.
fn words(change: &Change) -> String {
    let after = match &change.after {
        Stand::Left(word) => return format!("off the table ({word})"),
        Stand::Live(after) => after,
    };
    let mut parts = Vec::new();
    let Some(Stand::Live(before)) = &change.before else {
        parts.push(format!("on the table, {}", after.status.said()));
        let crossed = after.count(&[Judgement::Crossed]);
        if crossed > 0 {
            parts.push(format!("lines crossed: {crossed}"));
        }
        parts.extend(figure(after));
        return parts.join("; ");
    };
    parts.push(if before.status == after.status {
        format!("still {}", after.status.said())
    } else {
        format!("{} → {}", before.status.said(), after.status.said())
    });
    if before.replies != after.replies {
        let each = after.replies.iter().map(|(audience, reply)| match audience {
            Some(audience) => format!("{} ({})", reply.word(), audience.word()),
            None => reply.word().to_owned(),
        });
        let each: Vec<String> = each.collect();
        parts.push(format!("answer on record: {}", listed(&each)));
    }
    for (judgement, what) in LINES {
        let (then, now) = (before.count(&[judgement]), after.count(&[judgement]));
        if then != now {
            parts.push(format!("{what} {then} → {now}"));
        }
    }
    if parts.len() == 1 && before.lines != after.lines {
        let (then, now) = (before.lines.len(), after.lines.len());
        parts.push(match then == now {
            true => "its lines read differently".to_owned(),
            false => format!("lines on record {then} → {now}"),
        });
    }
    if before.accept != after.accept {
        let figure = |it: &Told| figure(it).unwrap_or("no chance given".to_owned());
        let (then, now) = (figure(before), figure(after));
        // A figure that comes or goes without being one to tell is no change to a reader.
        if then != now {
            parts.push(format!("{then} → {now}"));
        }
    }
    parts.join("; ")
}

/// Directions without numbers; nothing where there are none.
pub(in crate::lens) fn claims(answer: &Answer) -> Vec<Block> {
    let mut blocks = Vec::new();
    if answer.claims.is_empty() {
        return blocks;
    }
    blocks.push(Block::para("Each is its source's claim; none affects a figure above."));
    for it in answer.claims.iter().take(CLAIMS_SHOWN) {
        blocks.push(claim(it));
    }
    if answer.claims.len() > CLAIMS_SHOWN {
        blocks.push(Block::Para(Text::default().quiet(format!(
            "{} more: see the table “claims”.",
            answer.claims.len() - CLAIMS_SHOWN
        ))));
    }
    blocks
}

fn claim(it: &Claim) -> Block {
    let by = if it.by.is_empty() { "nobody named".to_owned() } else { it.by.clone() };
    let text = match it.date {
        Some(date) => Text::default().strong_day(date, it.date_is),
        None => Text::default().strong("undated"),
    };
    let mut text = text.and(format!(" · {by}: "));
    if let Some(way) = it.way {
        text = text.strong(way).and(", ");
    }
    if let Some(words) = &it.words {
        text = match it.summary {
            true => text.and(format!("in the record keeper's summary: {words} · ")),
            false => text.quote(words.clone()).and(" · "),
        };
    }
    let mut about = format!("On: {}", it.about);
    if !it.because.is_empty() {
        let names: Vec<&str> = it.because.iter().map(|it| it.name.as_str()).collect();
        about.push_str(&format!(" · because of: {}", names.join(", ")));
    }
    let mut under = vec![Text::plain(about)];
    let fits = it.fits.map(|it| format!("its words fit the question {it}"));
    let fit: Vec<String> = fits.into_iter().chain(it.reading.clone()).collect();
    if !fit.is_empty() {
        under.push(Text::plain(fit.join("; ")));
    }
    let mut footing = Text::from(it.footing.clone());
    if !it.reprinted.is_empty() {
        footing = footing.and("; reprinted: ").sources(&it.reprinted);
    }
    Block::Item(Item { mark: Mark::Plain, text: text.then(footing.quietly()), under })
}

/// What the answers of the last day hang on.
fn sensitivity(answer: &Answer, blocks: &mut Vec<Block>) {
    if answer.levers.is_empty() {
        return;
    }
    blocks.push(Block::heading(1, "What today's answers depend on"));
    let (unknown, known): (Vec<&Lever>, Vec<&Lever>) =
        answer.levers.iter().partition(|it| it.kind == LeverKind::Unknown);
    let tells = |it: &&Lever| it.moves.iter().any(tells);
    let known: Vec<&Lever> = known.into_iter().filter(tells).collect();
    let shown = |all: &[&Lever], blocks: &mut Vec<Block>| {
        for it in all.iter().take(LEVERS_SHOWN) {
            blocks.push(lever(it));
        }
    };
    if known.is_empty() {
        blocks.push(Block::item("No single record, left out, would change an answer."));
    }
    shown(&known, blocks);
    shown(&unknown, blocks);
    let more =
        known.len().saturating_sub(LEVERS_SHOWN) + unknown.len().saturating_sub(LEVERS_SHOWN);
    if more > 0 {
        blocks.push(Block::Para(
            Text::default().quiet(format!("{more} more: see the table “sensitivity”.")),
        ));
    }
}

/// Whether the account tells of it: a range under a status that the record gives is in the table.
fn tells(it: &Move) -> bool {
    it.status != Some(it.now) || !it.now.is_recorded()
}

fn lever(it: &Lever) -> Block {
    if it.kind == LeverKind::Unknown {
        let pairs: Vec<String> = it
            .moves
            .iter()
            .map(|it| format!("{} for {}", it.pair.draft, it.pair.party_name))
            .collect();
        let text = Text::default().strong("Not known: ").and(it.what.clone());
        let under = vec![Text::default().quiet(format!("affects {}", listed(&pairs)))];
        return Block::Item(Item { mark: Mark::Unknown, text, under });
    }
    let each = it.moves.iter().filter(|it| tells(it)).map(|it| {
        let of = format!("{} for {}", it.pair.draft, it.pair.party_name);
        let range = match it.accept {
            [Some(low), Some(high)]
                if chance(low) == chance(high)
                    && !it.status.is_some_and(Acceptance::is_recorded) =>
            {
                format!(" (chance {})", chance(low))
            }
            // A status of the record alone needs no figure beside it.
            [Some(low), Some(high)] if !it.status.is_some_and(Acceptance::is_recorded) => {
                format!(" (chance {})", range(low, high))
            }
            _ => String::new(),
        };
        match it.status {
            Some(then) if then != it.now => {
                format!("{of} {} instead of {}{range}", then.said(), it.now.said())
            }
            Some(then) => format!("{of} still {}{range}", then.said()),
            None => of,
        }
    });
    let each: Vec<String> = each.collect();
    let mut what = it.what.clone();
    if let Some(first) = what.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let text = Text::default().strong(format!("{what}: ")).and(each.join("; "));
    let mut under = Vec::new();
    if it.footing.is_some() {
        under.push(it.says.clone().then(on_footing(it.footing.as_ref())));
    }
    Block::Item(Item { mark: Mark::Plain, text, under })
}

/// An agreement by a day, from stated bases.
fn agreement(answer: &Answer, blocks: &mut Vec<Block>) {
    let Some(agreement) = &answer.agreement else { return };
    blocks.push(Block::heading(1, "Agreement by a date, from a stated chance"));
    if agreement.paths.is_empty() && agreement.missing.is_empty() {
        let words =
            "No starting chance was given, so no chance of an agreement by a date is shown; ";
        let mut text = Text::plain(words).hint(BASE.any()).and(" states one.");
        for it in &agreement.open {
            let s = if it.numbers == 1 { "" } else { "s" };
            let number = format!(" On record with {} number{s}: ", it.numbers);
            text = text.and(number).hint(QUESTION.to(&*it.id)).and(".");
        }
        blocks.push(Block::Para(text));
        return;
    }
    // Figures that were replaced are in the table.
    for path in agreement.paths.iter().filter(|it| it.base.replaced.is_none()) {
        blocks.push(base(path));
    }
    if agreement.paths.iter().any(|it| it.base.replaced.is_none()) {
        blocks.push(Block::Chart("hazard"));
        blocks.push(Block::Para(Text::default().quiet(
            "This is not a forecast: it shows what becomes of a stated chance if only time passes and there is no agreement.",
        )));
    }
    let remarks = agreement.remarks.iter().map(|it| Text::plain(it.clone()));
    for text in agreement.missing.iter().cloned().chain(remarks) {
        blocks.push(Block::Item(Item { mark: Mark::Unknown, text, under: Vec::new() }));
    }
}

/// A base and what is left of it.
fn base(path: &Path) -> Block {
    let base = &path.base;
    let figure = |low: f64, high: f64| {
        if low == high { chance(low) } else { range(low, high) }
    };
    let mut text = Text::default()
        .strong(format!("{}: {} on {}", base.by, figure(base.low, base.high), base.on))
        .and(format!(" · {} (by {}). ", base.of, base.horizon));
    let last = path.points.iter().rfind(|it| !it.ahead);
    if let Some(it) = last.filter(|it| it.date > base.on) {
        text = text.and(format!("Left on {}: ", it.date)).strong(figure(it.low, it.high)).and(". ");
    }
    let mut ahead: Vec<&Point> = path.points.iter().filter(|it| it.ahead).collect();
    // The day by which is the last; by then nothing is left.
    ahead.pop();
    let each: Vec<String> = ahead
        .iter()
        .take(3)
        .map(|it| format!("{} on {}", figure(it.low, it.high), it.date))
        .collect();
    if !each.is_empty() {
        text = text.and(format!("If nothing happens: {}. ", each.join(", ")));
    }
    let mut under = Vec::new();
    for it in path.points.iter().filter(|it| it.is.starts_with("event")) {
        let words = format!("{} {}: {}", it.date, it.is, figure(it.low, it.high));
        under.push(Text::plain(words));
    }
    let mut how = format!("constant rate a {}", path.unit);
    if let Some(chance) = path.break_off {
        how.push_str(&format!(
            ", against a stated chance of {chance} that the talks are broken off"
        ));
    }
    under.push(Text::plain(format!("{how} · ")).then(base.standing_on()).quietly());
    Block::Item(Item { mark: Mark::Plain, text, under })
}

pub(super) fn notes(answer: &Answer) -> Notes {
    let mut notes = Notes::from(vec![
        "This is not a forecast: it shows what followed from the record on each day, not what will happen."
            .to_owned(),
    ]);
    if answer.replay.left_out > 0 {
        let left = format!(
            "Only the latest {DAYS_MAX} days on which the record changed were examined; {} earlier ones were left out. ",
            answer.replay.left_out
        );
        notes.push(
            Text::plain(left)
                .hint(FROM.any())
                .and(" and ")
                .hint(UNTIL.any())
                .and(" choose others."),
        );
    }
    if answer
        .replay
        .days
        .iter()
        .flat_map(|it| &it.changes)
        .flat_map(|it| &it.causes)
        .any(|it| it.together)
    {
        notes.push(
            "“Only together”: leaving out any one of these records alone changes nothing."
                .to_owned(),
        );
    }
    notes
}
