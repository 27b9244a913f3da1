//! The answer in words.

use super::Answer;
use super::BASE_RATE;
use super::book::{Asked, Said, WhyUnscored as Why, corrects};
use super::course::COURSE;
use super::score::{BASE_MIN, Loss, Scored, Yardstick};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::figure;
use crate::finding::hint::{Hint, To};
use crate::lens::notes::Notes;
use plenipo_maths::scores::LOG_CLIP;
use plenipo_record::action::Action;
use plenipo_record::case::chance::{Chance, Range};
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::entered::Standing;
use plenipo_record::case::forecast::Fit;
use plenipo_record::case::forecast::{Computed, Prediction};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::meta::{Basis, Meta};
use plenipo_record::case::{Case, LedgerFault};

/// With fewer resolved questions than these nothing is said of calibration.
const CALIBRATION_MIN: usize = 5;

/// With fewer than these it is said that they are few.
const CALIBRATION_FEW: usize = 30;

/// That what is shown may not be what was put down, first of all.
pub(super) fn fault(fault: LedgerFault) -> Block {
    let mut words = fault.words().to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Block::Para(
        Text::default()
            .strong(format!("{words}."))
            .and(" ")
            .hint(Action::VerifyLedger)
            .and(" names the places."),
    )
}

/// That a number was put right when its question was decided or closed already, and to what.
fn corrected(case: &Case, asked: &Asked<'_>, said: &Said<'_>) -> Option<Text> {
    if let Some(to) = said.withdrawn {
        let when = match asked.resolution.is_some() || asked.disputed {
            true => "after the outcome",
            false => "after the question closed",
        };
        let now = to.chance.map_or("no number".to_owned(), chance);
        let why = to.meta.corrects.as_ref().and_then(|it| it.why.as_ref());
        let why = why.map_or(String::new(), |it| format!(" ({it})"));
        return Some(Text::plain(format!("corrected {when}, to {now}{why}: it counts as it was")));
    }
    let was = corrects(case, said.prediction)?;
    let of = was.day().map_or(String::new(), |it| format!(" of {it}"));
    Some(Text::plain(format!(
        "entered as a correction of what was said{of}, too late to replace it"
    )))
}

pub(in crate::lens) fn headline(answer: &Answer<'_>, scoring: bool) -> String {
    let questions = counted(answer.book.len(), "question");
    if answer.book.is_empty() {
        return "No question is on record.".to_owned();
    }
    let resolved = answer.book.iter().filter(|it| it.happened().is_some()).count();
    if !scoring {
        let open = answer.book.iter().filter(|it| it.outcome().is_none()).count();
        return format!("{questions}, {open} of them open.");
    }
    let said: usize = answer.book.iter().map(|it| it.predictions.len()).sum();
    let scored = answer.scores.each.len();
    let apart = answer.scores.apart.len();
    let kept = said.saturating_sub(scored + apart);
    let afterwards = match apart {
        0 => String::new(),
        n => format!(", {n} scored separately"),
    };
    match scored {
        0 => format!(
            "{resolved} of {questions} resolved, and no number to score: none of {} counts{afterwards}.",
            counted(said, "prediction")
        ),
        _ => format!(
            "{resolved} of {questions} resolved, {} scored{afterwards}; {} without a score.",
            counted(scored, "number"),
            counted(kept, "prediction")
        ),
    }
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// That nobody said that what is told answers its question exactly, and how it is said.
fn exactly(words: &str) -> Text {
    let fits = To::Value(Fit::Exactly.word().to_owned());
    Text::plain(format!("{words} (")).hint(Hint::set("fits", fits)).and(").")
}

pub(super) fn notes(answer: &Answer<'_>, scoring: bool) -> Notes {
    let mut notes = Notes::default();
    if answer.book.is_empty() {
        return notes;
    }
    if !scoring {
        notes.push(
            "Words, ranges and directions are shown as their authors put them; reading them as a \
             probability is the reader's own doing."
                .to_owned(),
        );
        return notes;
    }
    notes.push(
        "Brier and logarithmic scores: 0 is best. A range is scored at both ends, never at its \
         middle. Not scored: what has no number, what was said of another question, what was said \
         before a question opened or after it closed, and every question annulled or ambiguous."
            .to_owned(),
    );
    let unsaid = answer.book.iter().flat_map(|it| &it.predictions);
    let unsaid = unsaid.filter(|it| it.why_not == Some(Why::Unsaid)).count();
    if unsaid > 0 {
        notes.push(match unsaid {
            1 => exactly(
                "One of this program's own answers has no score, since nobody said that it answers its \
                 question exactly",
            ),
            n => exactly(&format!(
                "{n} of this program's own answers have no score, since nobody said that they answer \
                 their questions exactly",
            )),
        });
    }
    let own = answer.book.iter().flat_map(|it| &it.predictions);
    let own = own.filter(|it| it.why_not == Some(Why::NoAnswer)).count();
    if own > 0 {
        notes.push(match own {
            1 => "One of this program's own answers was not a number: it is kept as it was and has no score."
                .to_owned(),
            n => format!(
                "{n} of this program's own answers were not numbers: they are kept as they were \
                 and have no score."
            ),
        });
    }
    let withdrawn = answer.book.iter().flat_map(|it| &it.predictions);
    if withdrawn.filter(|it| it.withdrawn.is_some()).count() > 0 {
        notes.push(
            "A number corrected after its question was resolved or closed is scored as it was: \
             the corrected number is shown beside it and does not count as a forecast."
                .to_owned(),
        );
    }
    if !answer.scores.apart.is_empty() {
        notes.push(
            "Scored separately, and part of no other figure: what entered the record after the \
             outcome did, and what is outside the ledger, where nothing shows that it was made \
             beforehand. A source published in time would date what somebody else said who has no \
             number in the ledger."
                .to_owned(),
        );
    }
    let sealed = |it: &Scored| answer.book[it.at.0].predictions[it.at.1].prediction.place.is_some();
    let any = answer.scores.each.iter().any(sealed);
    if any && answer.case.ledger().is_none() && answer.case.ledger_fault().is_none() {
        notes.push(
            "This copy says where each number stood in a ledger; the ledger itself is not here, \
             and nothing here is sealed."
                .to_owned(),
        );
    }
    if !answer.scores.each.is_empty() && !any {
        let dated =
            |it: &Scored| answer.book[it.at.0].predictions[it.at.1].entered.dated_by.is_some();
        if !answer.scores.each.iter().all(dated) {
            notes.push(
                "No number scored here is in a ledger: only the files' own dates say that it was \
                 made before the outcome, and nothing else shows it."
                    .to_owned(),
            );
        }
    }
    if !answer.scores.each.is_empty() {
        notes.push(format!(
            "The logarithmic score counts probabilities below {LOG_CLIP} as {LOG_CLIP}, and those \
             above {} as that. Always saying one half scores 0.25 and 0.69.",
            1.0 - LOG_CLIP
        ));
        notes.push(
            "A score says how good a number was on these questions, and a few questions say \
             little. Answers to the same question share one outcome."
                .to_owned(),
        );
    }
    notes
}

/// Where nothing was asked, a sentence: a page of empty tables says less.
fn nothing(answer: &Answer<'_>, blocks: &mut Vec<Block>) {
    if answer.book.is_empty() {
        blocks.push(Block::para("No question was asked, so nothing was predicted or resolved."));
    }
}

/// Puts the picture of what was said over time where it belongs: of one question below its words, of several below
/// all of them.
pub(super) fn place_course(account: &mut Vec<Block>, questions: usize) {
    if questions > 1 {
        account.push(Block::heading(1, "What was said over time"));
        return account.push(Block::Chart(COURSE));
    }
    let item = account.iter().position(|it| matches!(it, Block::Item(_)));
    account.insert(item.unwrap_or(account.len()), Block::Chart(COURSE));
}

/// The questions with everything said to them.
pub(super) fn questions(answer: &Answer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    nothing(answer, &mut blocks);
    for asked in &answer.book {
        blocks.extend(heading(asked));
        blocks.extend(question(answer.case, asked));
        blocks.extend(predictions(answer.case, asked, scored(answer)));
    }
    blocks
}

/// Of one question that was decided, what is said of the score of its `nth` prediction.
fn scored<'a>(answer: &'a Answer<'_>) -> impl Fn(usize) -> Option<Text> + 'a {
    move |nth| {
        let asked = match answer.book.as_slice() {
            [one] if one.outcome().is_some() => one,
            _ => return None,
        };
        let said = asked.predictions.get(nth)?;
        let of = |list: &'a [Scored]| list.iter().find(|it| it.at == (0, nth));
        Some(match (of(&answer.scores.each), of(&answer.scores.apart)) {
            (Some(it), _) => score_line(it),
            (None, Some(it)) => apart_line(said, it),
            (None, None) => not_scored(said),
        })
    }
}

/// What was said to a question, by day.
fn predictions(
    case: &Case,
    asked: &Asked<'_>,
    scored: impl Fn(usize) -> Option<Text>,
) -> Vec<Block> {
    let each = asked.predictions.iter().enumerate().map(|(nth, said)| {
        let mut under = Vec::new();
        under.extend(corrected(case, asked, said));
        if said.revised {
            under.push(Text::plain("revised later by its author"));
        } else if said.unordered {
            under.push(Text::plain(
                "its author said something else on the same day; which came last is not on record",
            ));
        }
        under.extend(scored(nth));
        prediction(case, said, Mark::Plain, under)
    });
    each.collect()
}

/// A question with everything said to it, below a heading that its reader has made of its words.
pub(in crate::lens) fn in_short(case: &Case, asked: &Asked<'_>) -> Vec<Block> {
    let mut blocks = question(case, asked);
    blocks.extend(predictions(case, asked, |_| None));
    blocks
}

/// Questions with the scores; open ones at the end, by name.
pub(super) fn scores(answer: &Answer<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    nothing(answer, &mut blocks);
    let mut open = Vec::new();
    for (place, asked) in answer.book.iter().enumerate() {
        if asked.outcome().is_none() {
            open.push(asked);
            continue;
        }
        blocks.extend(heading(asked));
        blocks.extend(question(answer.case, asked));
        for (nth, said) in asked.predictions.iter().enumerate() {
            let of = |list: &'_ [Scored]| list.iter().position(|it| it.at == (place, nth));
            let line = match (of(&answer.scores.each), of(&answer.scores.apart)) {
                (Some(it), _) => score_line(&answer.scores.each[it]),
                (None, Some(it)) => apart_line(said, &answer.scores.apart[it]),
                (None, None) => not_scored(said),
            };
            let mut under: Vec<Text> = corrected(answer.case, asked, said).into_iter().collect();
            under.push(line);
            blocks.push(prediction(answer.case, said, Mark::Plain, under));
        }
    }
    together(answer, &mut blocks);
    if !open.is_empty() {
        blocks.push(Block::heading(1, "Still open"));
        for asked in open {
            let when = asked.forecast.resolves.or(asked.forecast.closes);
            let when = when.map_or(String::new(), |it| format!(", due {it}"));
            let n = counted(asked.predictions.len(), "prediction");
            blocks.push(Block::Item(Item {
                mark: Mark::Plain,
                text: Text::default()
                    .strong_id(Kind::Forecast, asked.id)
                    .and(format!(": {} · {n}{when}.", asked.forecast.question)),
                under: Vec::new(),
            }));
        }
    }
    blocks
}

fn together(answer: &Answer<'_>, blocks: &mut Vec<Block>) {
    let scores = &answer.scores;
    if !scores.apart.is_empty() {
        blocks.push(Block::heading(1, "Scored separately"));
        blocks.push(Block::Table("apart"));
    }
    if scores.each.is_empty() {
        return;
    }
    blocks.push(Block::heading(1, "By author"));
    blocks.push(Block::Table("authors"));
    if !scores.averaged.is_empty() {
        blocks.push(Block::heading(1, "Over time"));
        blocks.push(Block::para(
            "Each day the newest number counts, up to the day the question closes; once it is \
             resolved, nothing more is lost.",
        ));
        blocks.push(Block::Table("averaged"));
    }
    blocks.push(Block::heading(1, "Compared with others"));
    let base = scores.compared.iter().any(|it| it.against == Yardstick::BaseRate);
    if !scores.compared.is_empty() {
        blocks.push(Block::Table("comparison"));
    }
    if !base {
        let text = Text::plain(format!(
            "No base rate: it is taken from the other resolved questions, and there must be at \
             least {BASE_MIN}. One can be stated with "
        ));
        blocks.push(Block::Para(text.hint(BASE_RATE.any()).and(".")));
    }
    blocks.push(Block::heading(1, "Calibration"));
    let decided = answer.book.iter().filter(|it| it.scored().next().is_some()).count();
    if decided < CALIBRATION_MIN {
        blocks.push(Block::para(format!(
            "{} scored: too few to say whether what is called 70 % comes true in 70 % of cases. The \
             tables `calibration` and `decomposition` have the figures.",
            counted(decided, "question")
        )));
    } else {
        if decided < CALIBRATION_FEW {
            blocks.push(Block::para(format!(
                "{} scored: an indication at most.",
                counted(decided, "question")
            )));
        }
        blocks.push(Block::Table("calibration"));
        blocks.push(Block::Chart("calibration"));
        blocks.push(Block::Table("decomposition"));
    }
}

/// Its id, its outcome and its words.
fn heading(asked: &Asked<'_>) -> [Block; 2] {
    let outcome = asked.outcome().unwrap_or("open");
    [
        Block::heading(1, format!("{} · {outcome}", asked.id)),
        Block::Para(Text::default().strong(asked.forecast.question.clone())),
    ]
}

/// Criteria, window, outcome.
fn question(case: &Case, asked: &Asked<'_>) -> Vec<Block> {
    let it = asked.forecast;
    let mut blocks = Vec::new();
    blocks.push(Block::Para(Text::default().quiet(it.criteria.clone())));
    let mut days = Vec::new();
    for (word, day) in [("opens", it.opens), ("closes", it.closes), ("due", it.resolves)] {
        days.extend(day.map(|day| format!("{word} {day}")));
    }
    if !days.is_empty() {
        blocks.push(Block::Para(Text::default().quiet(days.join(" · "))));
    }
    let of = case.resolutions.iter().filter(|it| it.forecast == asked.ix);
    for resolution in of {
        let stray = asked.stray.iter().any(|it| std::ptr::eq(*it, resolution));
        let when = resolution.date.map_or(String::new(), |it| format!(" on {it}"));
        let mut text =
            Text::default().strong(format!("Resolved{when}: {}", resolution.outcome.word()));
        if let Some(words) = &resolution.words {
            text = text.and(format!(". {}", words.trim_end_matches('.')));
        }
        text = text.and(". ").then(in_text(footing(case, &resolution.meta)));
        let mut under = Vec::new();
        if let Some(since) = resolution.since {
            under.push(Text::plain(format!(
                "puts right an earlier outcome: the record has one since {since}"
            )));
        }
        if stray {
            let has = if it.place.is_some() { "the question" } else { "its outcome" };
            under.push(Text::plain(format!(
                "outside the ledger, which has {has}: it does not count"
            )));
        }
        blocks.push(Block::Item(Item { mark: Mark::Plain, text, under }));
    }
    let was = it.meta.corrects.as_ref().and_then(|it| case.forecasts.get(it.record as usize));
    if let Some(was) = was.filter(|was| !std::ptr::eq(*was, it)) {
        let id = was.meta.id.as_ref().map_or(String::new(), ToString::to_string);
        blocks.push(Block::para(format!(
            "Entered as a correction of {id} after that was resolved: what was said on {id} \
             counts as the question then stood."
        )));
    }
    if asked.disputed {
        blocks.push(Block::para("These resolutions disagree: nothing is scored."));
    }
    if asked.predictions.is_empty() {
        blocks.push(Block::para("Nobody's view of it is on record."));
    }
    blocks
}

/// What an outcome rests on. Where no source is given for it nobody assumed it: it is not said where it is from.
pub(super) fn footing(case: &Case, meta: &Meta) -> Result<Footing, &'static str> {
    if is_bare(meta) { Err("source not stated") } else { Ok(describe::footing(case, meta)) }
}

/// What a prediction rests on: one in the ledger is its author's word, which asks for no source.
pub(super) fn footing_of_prediction(case: &Case, it: &Prediction) -> Result<Footing, &'static str> {
    match it.place.is_some() && is_bare(&it.meta) {
        true => Err("as entered in the ledger"),
        false => Ok(describe::footing(case, &it.meta)),
    }
}

/// What something rests on, beside what is said of it.
fn in_text(on: Result<Footing, &'static str>) -> Text {
    on.map_or_else(Text::plain, Text::from).quietly()
}

/// Whether there is neither a source nor an assumption set that it is of: it then counts as assumed, whoever
/// said it.
fn is_bare(meta: &Meta) -> bool {
    meta.sources.is_empty() && meta.basis == Basis::Assumed && meta.assumption.is_none()
}

fn prediction(case: &Case, said: &Said<'_>, mark: Mark, mut lines: Vec<Text>) -> Block {
    let it = said.prediction;
    let when = it.day().map_or("undated".to_owned(), |day| it.meta.date_is.show(day));
    let mut text = Text::default().strong(said.by.clone()).and(format!(", {when}: "));
    let mut parts: Vec<Text> = Vec::new();
    match &it.computed {
        Some(computed) => parts.push(answered(computed)),
        None => {
            parts.extend(it.chance.map(|it| Text::plain(chance(it))));
            parts.extend(
                it.direction.map(|it| Text::plain(format!("the chance goes {}", it.word()))),
            );
            parts.extend(it.words.clone().map(|it| Text::default().quote(it)));
        }
    }
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            text = text.and(", ");
        }
        text = text.then(part);
    }
    text = text.and(". ").then(in_text(footing_of_prediction(case, it)));
    let mut under = Vec::new();
    if let Some(fits) = it.fits {
        let what = if it.computed.is_some() { "what it was asked fits" } else { "its words fit" };
        under.push(Text::plain(format!("{what} the question {}", fits.word())));
    }
    under.extend(dated(case, said));
    if let Some(mapped) = &it.mapped {
        let by = mapped.by.as_ref().map(|by| case.speaker(by));
        let by = by.unwrap_or_else(|| "somebody unnamed".to_owned());
        under.push(Text::plain(format!(
            "read as {} by {by}, fitting {}: a reading and not what was said",
            chance(mapped.chance),
            mapped.fits.word()
        )));
    }
    if let Some(computed) = &it.computed {
        under.push(Text::default().quiet(footprint(computed)));
        // How and when it was computed, where the keeper says so: of nobody else's page.
        under.extend(it.meta.note.as_ref().map(|it| Text::default().quiet(it.clone())));
    }
    under.append(&mut lines);
    Block::Item(Item { mark, text, under })
}

/// From which day it counts, where that is not the day it says.
fn dated(case: &Case, said: &Said<'_>) -> Option<Text> {
    let day = said.entered.day.filter(|_| said.entered.standing == Standing::Before)?;
    if let Some(source) = said.entered.dated_by {
        let id = case.id(RecordRef::new(Kind::Source, source.get())).unwrap_or_default();
        return Some(Text::plain(format!("counts from {day}, the day that {id} was published")));
    }
    (said.prediction.day() != Some(day)).then(|| {
        let why = match said.prediction.meta.corrects.is_some() {
            true => "a correction counts from when it was entered",
            false => "it stands below an entry of that day in the ledger",
        };
        Text::plain(format!("counts from {day}: {why}"))
    })
}

/// A chance as its author put it, and the range it stands for.
fn chance(it: Chance) -> String {
    match it {
        Chance::Word(word) => {
            let Range { low, high } = word.range();
            format!("{} ({})", word.text, figure::range(low, high))
        }
        other => other.to_string(),
    }
}

/// The answer of a lens: a figure only where it was one.
fn answered(it: &Computed) -> Text {
    let text = Text::plain(it.status.clone());
    match (it.status.as_str(), it.low, it.middle, it.high) {
        ("open", Some(low), Some(middle), Some(high)) => {
            text.and(format!(", {} ({})", figure::chance(middle), figure::range(low, high)))
        }
        ("open", Some(low), None, Some(high)) => {
            text.and(format!(", {}", figure::range(low, high)))
        }
        _ => text.and(", no figure"),
    }
}

/// What a computed answer rests on.
fn footprint(it: &Computed) -> String {
    // Whoever is not the record's keeper is not told the hash of all of it.
    let hash = it.record.len() == 64 && it.record.bytes().all(|it| it.is_ascii_hexdigit());
    let record = match hash {
        true => format!("{}…", &it.record[..12]),
        false => it.record.clone(),
    };
    let mut parts = vec![it.engine.clone(), format!("record {record}")];
    parts.push(format!("seed {}", it.seed));
    parts.extend(it.samples.map(|n| format!("{n} samples")));
    if !it.assume.is_empty() {
        parts.push(format!("assuming {}", it.assume.join(", ")));
    }
    parts.join(" · ")
}

fn score_line(it: &Scored) -> Text {
    let figure = |loss: Loss| match loss.low == loss.high {
        true => format!("{:.3}", loss.low),
        false => format!("{:.3} to {:.3}", loss.low, loss.high),
    };
    let revised = if it.last { "" } else { "; revised later by its author" };
    Text::default()
        .strong(format!("Brier {}", figure(it.brier)))
        .and(format!(", logarithmic {}{revised}", figure(it.log)))
}

fn apart_line(said: &Said<'_>, it: &Scored) -> Text {
    let why = said.why_not.map_or("", Why::words);
    let Loss { low, high } = it.brier;
    let figure = if low == high { format!("{low:.3}") } else { format!("{low:.3} to {high:.3}") };
    Text::default().strong(why).and(format!(": scored separately (Brier {figure})"))
}

fn not_scored(said: &Said<'_>) -> Text {
    let why = said.why_not.map_or("", Why::words);
    Text::plain(format!("no score: {why}"))
}
