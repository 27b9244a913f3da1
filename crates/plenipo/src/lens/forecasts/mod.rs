#![doc = include_str!("forecasts.md")]

pub(super) mod account;
pub mod again;
mod answer;
pub(super) mod book;
mod course;
mod fit;
pub mod own;
pub(super) mod score;
mod tables;
mod wording;

use super::error::Error;
use super::setting::{Key, Settings, Word};
use super::view::{Answered, View};
use super::{Lens, stamp};
use crate::finding::Finding;
use crate::finding::status::Status;
use answer::ForecastsAnswer as Answer;
pub use answer::{ForecastsAnswer, PredictionAnswer, PredictionScore, QuestionAnswer};
pub use book::WhyUnscored;
use plenipo_maths::scores::Cut;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::Ix;
pub use score::{AuthorScore, Loss};

/// What of the questions is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What was said to them.
    Questions,
    /// How it came out.
    Scores,
}

impl Word for What {
    const ALL: &'static [What] = &[What::Questions, What::Scores];
    const WORDS: &'static [&'static str] = &["questions", "scores"];
}

const FORECAST: Key<Vec<String>> =
    Key::ids("forecast", "questions to show; by default all", "forecast");
const WHAT: Key<What> = Key::choice("what", "the questions with their predictions, or the scores");
const BINS: Key<f64> = Key::number(
    "bins",
    "how many equal bins to sort probabilities into for calibration; 0 keeps every value separate",
    10.0,
    (0.0, 100.0),
);
const BASE_RATE: Key<Option<String>> = Key::words(
    "base-rate",
    "a base rate to compare with, from 0 to 1; by default the share of the other resolved \
     questions that came true",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "forecasts",
    question: "What was forecast, what was the outcome, and how good were the forecasts?",
    docs: include_str!("forecasts.md"),
    settings: &[FORECAST.0, WHAT.0, BINS.0, BASE_RATE.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    let (seen, answer) = (view.case()?, answer(view, settings)?);
    let scoring = settings.of(&WHAT) == What::Scores;
    let mut account = match scoring {
        true => account::scores(&answer),
        false => account::questions(&answer),
    };
    if let Some(fault) = seen.ledger_fault() {
        account.insert(0, account::fault(fault));
    }
    let (mut tables, mut charts) = (tables::tables(&answer), tables::charts(&answer));
    if let Some((table, chart)) = course::course(&answer, view.day()) {
        tables.push(table);
        charts.push(chart);
        account::place_course(&mut account, answer.book.len());
    }
    let answered = Answered {
        headline: account::headline(&answer, scoring),
        status: match answer.scores.each.is_empty() {
            true => Status::NothingToScore,
            false => Status::Answered,
        },
        account: stamp::worded(seen, account),
        tables,
        charts,
        notes: account::notes(&answer, scoring).and(stamp::of_words(seen)),
        samples: None,
    };
    Ok(view.finding(&LENS, answered))
}

/// The questions that `settings` name, with everything said to them and its scores.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, and a scenario.
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<ForecastsAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let seen = view.case()?;
    let mut only: Vec<Ix<Forecast>> = Vec::new();
    for id in settings.of(&FORECAST) {
        only.push(stamp::find(seen, &id)?);
    }
    let fault = |name: &str, message: String| Error::setting(name, message);
    let bins = settings.of(&BINS);
    if bins.fract() != 0.0 {
        return Err(fault("bins", format!("{bins} is not a whole number")));
    }
    let cut = if bins < 1.0 { Cut::Values } else { Cut::Bins(bins as u32) };
    let base_rate = match settings.of(&BASE_RATE) {
        None => None,
        Some(words) => match words.trim().parse::<f64>() {
            Ok(rate) if (0.0..=1.0).contains(&rate) => Some(rate),
            _ => return Err(fault("base-rate", "give a number from 0 to 1".to_owned())),
        },
    };
    let book = book::book(seen, &only);
    let scores = score::scores(&book, base_rate);
    Ok(ForecastsAnswer { case: seen, book, scores, cut })
}
