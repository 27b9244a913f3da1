#![doc = include_str!("outlook.md")]

pub(super) mod account;
mod agreement;
mod answer;
mod causes;
mod claims;
mod falls;
mod outside;
mod picture;
mod replay;
mod reprints;
mod said;
mod sensitivity;
mod tables;

use jiff::civil::Date;

use super::AS_OF;
use super::error::Error;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use answer::OutlookAnswer as Answer;
pub use answer::{
    AgreementPath, AgreementPoint, DayAnswers, DraftStands, HowItStands, OutlookAnswer, StandChange,
};
use plenipo_record::case::apart::Apart;
use plenipo_record::case::draft::Draft;
use replay::{Engines, Replay};

/// What brings an agreement nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockOf {
    /// Time.
    Month,
    /// Each meeting on record.
    Meeting,
}

impl Word for ClockOf {
    const ALL: &'static [ClockOf] = &[ClockOf::Month, ClockOf::Meeting];
    const WORDS: &'static [&'static str] = &["month", "meeting"];
}

const DRAFT: Key<Vec<String>> =
    Key::ids("draft", "drafts to follow; by default every one that was live", "draft");
const FROM: Key<Option<Date>> = Key::day("from", "first day; by default the first day on record");
const UNTIL: Key<Option<Date>> =
    Key::day("until", "last day, on which the record is then read; by default the day of")
        .beside(AS_OF, " or of the dossier");
const BASE: Key<Option<f64>> =
    Key::chance("base", "a stated chance of an agreement by the day of").beside("by", "");
const BASE_BY: Key<Option<String>> =
    Key::words("base-by", "who states it; shown as assumed if nobody is named");
const BASE_ON: Key<Option<Date>> =
    Key::day("base-on", "the day it was stated; by default the last day");
const BY: Key<Option<Date>> = Key::day(
    "by",
    "the date by which there is to be an agreement; for a question, by default its own",
);
const QUESTION: Key<Vec<String>> = Key::ids(
    "question",
    "questions on record about an agreement by a date, whose numbers are taken as stated chances",
    "forecast",
);
const BREAK_OFF: Key<Option<f64>> = Key::chance(
    "break-off",
    "a stated chance that the talks are broken off for good by the same date",
);
const CLOCK: Key<ClockOf> =
    Key::choice("clock", "what brings an agreement nearer: time, or each meeting on record");
const FASTER: Key<Vec<(String, f64)>> = Key::factors(
    "faster",
    "events, each with the factor by which it multiplies the rate of an agreement from the day it \
     became known (below 1: slower)",
    "event",
);
const EVIDENCE: Key<Vec<(String, f64)>> = Key::factors(
    "evidence",
    "events, each with how many times likelier it is if there is an agreement than if there is none",
    "event",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "outlook",
    question: "How did the answers to each live draft change, when and why?",
    docs: include_str!("outlook.md"),
    settings: &[
        DRAFT.0,
        FROM.0,
        UNTIL.0,
        BASE.0,
        BASE_BY.0,
        BASE_ON.0,
        BY.0,
        QUESTION.0,
        BREAK_OFF.0,
        CLOCK.0,
        FASTER.0,
        EVIDENCE.0,
    ],
    run,
};

/// The view of the last day that `settings` name, where they name one.
fn earlier<'a>(view: &View<'a>, settings: &Settings) -> Result<Option<View<'a>>, Error> {
    settings.check(LENS.settings)?;
    let until = settings.of(&UNTIL);
    if let (Some(until), Some(as_of)) = (until, view.context().as_of)
        && until > as_of
    {
        return Err(fault(
            "until",
            format!("{until} is after {as_of}, the day the record is read as of"),
        ));
    }
    until.map(|it| view.on(it)).transpose()
}

/// How the answers to the drafts that `settings` name (every live one where they name none) moved, day by day;
/// and the chance of an agreement from a stated base, where there is one.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, a scenario, and [`Error::Cancelled`].
pub fn answer(view: &View<'_>, settings: &Settings) -> Result<OutlookAnswer, Error> {
    let earlier = earlier(view, settings)?;
    moved(earlier.as_ref().unwrap_or(view), settings, false)
}

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    let earlier = earlier(view, settings)?;
    let view = earlier.as_ref().unwrap_or(view);
    let seen = view.case()?;
    let answer = moved(view, settings, true)?;
    let mut tables = tables::tables(&answer);
    let (drawn, mut charts) = picture::charts(&answer);
    tables.extend(drawn);
    let mut account = account::beyond_the_table(seen, view.day(), &settings.of(&DRAFT));
    account.extend(account::account(&answer, &charts));
    charts.extend(picture::hazard(&answer));
    let answered = Answered {
        headline: account::led_by_falls(
            seen,
            view.day(),
            &settings.of(&DRAFT),
            account::headline(&answer),
        ),
        status: account::status(&answer),
        account: stamp::worded(seen, account),
        tables,
        charts,
        notes: account::notes(&answer).and(stamp::of_words(seen)),
        samples: answer.replay.sampled.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// How the answers moved up to the day of `view`, whatever last day `settings` name; `with_levers` also what
/// those of the last day hang on.
fn moved(view: &View<'_>, settings: &Settings, with_levers: bool) -> Result<OutlookAnswer, Error> {
    let (seen, context, until) = (view.case()?, view.context(), view.day());
    let from = settings.of(&FROM);
    if let (Some(from), Some(until)) = (from, until)
        && from > until
    {
        return Err(fault("from", format!("{from} is after {until}, the last day")));
    }
    let only = &settings.of(&DRAFT);
    for id in only {
        stamp::find::<Draft>(seen, id)?;
    }
    let mut engines = Engines::new(view.draws());
    // A record without a date has no days.
    let mut replay = Replay { days: Vec::new(), left_out: 0, sampled: false };
    let mut levers = Vec::new();
    if let Some(until) = until {
        let record = view.record()?;
        let apart = Apart::of(record, &replay::KINDS);
        replay = replay::replay(record, &apart, (from, until), only, &mut engines, context)?;
        falls::put_down(record, &mut replay.days, only);
        if let Some(last) = replay.days.last().filter(|_| with_levers) {
            levers = sensitivity::sensitivity(record, &apart, last, only, &mut engines, context)?;
            replay.sampled = engines.sampled();
        }
    }
    let claims = claims::claims(seen);
    let days: Vec<Date> = replay.days.iter().map(|it| it.date).collect();
    let agreement = until.map(|it| agreement::agreement(seen, settings, it, &days)).transpose()?;
    let mut said = said::said(seen);
    if !only.is_empty() {
        said.retain(|it| it.is_of(only));
    }
    let outside = outside::of_drafts(seen, only);
    Ok(OutlookAnswer { until, replay, claims, said, outside, agreement, levers })
}

fn fault(name: &str, message: String) -> Error {
    Error::setting(name, message)
}
