//! Scores of what counts, each at both ends of what was stated.

use jiff::civil::Date;

use super::book::{Asked, Said, WhyUnscored};
use plenipo_maths::scores::{Pair, Step, TimeAverage, brier, log_loss, time_average};
use plenipo_maths::statistics::mean;
use plenipo_record::case::chance::Range;

/// Fewer other resolved questions than these give no base rate.
pub(super) const BASE_MIN: usize = 5;

/// A loss at the kinder and at the harder end of what was stated; the same for a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    /// At the kinder end.
    pub low: f64,
    /// At the harder end.
    pub high: f64,
}

impl Loss {
    /// `loss` at both ends. Between them it lies between them: for a fixed outcome every loss here
    /// rises or falls with the probability throughout.
    fn of(stated: Range, happened: bool, loss: fn(Pair) -> f64) -> Loss {
        let at = |stated| loss(Pair { stated, happened });
        Loss::between(at(stated.low), at(stated.high))
    }

    fn between(a: f64, b: f64) -> Loss {
        Loss { low: a.min(b), high: a.max(b) }
    }

    fn mean(all: &[Loss]) -> Option<Loss> {
        let ends = |end: fn(&Loss) -> f64| mean(&all.iter().map(end).collect::<Vec<_>>());
        Some(Loss { low: ends(|it| it.low)?, high: ends(|it| it.high)? })
    }
}

/// The score of one prediction.
pub(in crate::lens) struct Scored {
    /// Places in the book: the question, and the prediction within it.
    pub(super) at: (usize, usize),
    pub(super) stated: Range,
    pub(super) happened: bool,
    pub(super) brier: Loss,
    pub(super) log: Loss,
    /// Whether it is its author's last number on the question.
    pub(super) last: bool,
}

/// An author's revised numbers on one question, over its horizon.
pub(in crate::lens) struct Averaged {
    pub(super) question: usize,
    pub(super) by: String,
    pub(super) numbers: usize,
    pub(super) brier: Loss,
    pub(super) days: u32,
    pub(super) horizon: u32,
}

/// What an author is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lens) enum Yardstick {
    /// The share of the other resolved questions that turned out as they did.
    BaseRate,
    /// The mean of all authors.
    Mean,
}

impl Yardstick {
    pub(super) fn word(self) -> &'static str {
        match self {
            Yardstick::BaseRate => "base rate",
            Yardstick::Mean => "mean of all",
        }
    }
}

/// One author against somebody else, on the questions both have a figure for.
pub(in crate::lens) struct Compared {
    pub(super) by: String,
    pub(super) against: Yardstick,
    pub(super) questions: usize,
    pub(super) own: Loss,
    pub(super) other: Loss,
}

/// What an author's last numbers come to over all questions.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AuthorScore {
    /// The author, as a reader should see it.
    pub by: String,
    /// On how many questions.
    pub questions: usize,
    /// The mean of their Brier scores: 0 is best.
    pub brier: Loss,
    /// The mean of their logarithmic scores: 0 is best.
    pub log: Loss,
}

/// All scores.
pub(in crate::lens) struct Scores {
    pub(in crate::lens) each: Vec<Scored>,
    /// What nothing shows to be foresight: scored by itself, and part of no other figure.
    pub(in crate::lens) apart: Vec<Scored>,
    pub(in crate::lens) averaged: Vec<Averaged>,
    pub(in crate::lens) authors: Vec<AuthorScore>,
    pub(in crate::lens) compared: Vec<Compared>,
}

impl Scores {
    /// The last numbers, at their low or high ends.
    pub(super) fn pairs(&self, end: fn(&Range) -> f64) -> Vec<Pair> {
        let last = self.each.iter().filter(|it| it.last);
        last.map(|it| Pair { stated: end(&it.stated), happened: it.happened }).collect()
    }

    /// Whether any of the last numbers is a range.
    pub(super) fn ranges(&self) -> bool {
        self.each.iter().any(|it| it.last && !it.stated.is_exact())
    }
}

pub(super) fn scores(book: &[Asked<'_>], base_rate: Option<f64>) -> Scores {
    let mut scores = Scores {
        each: Vec::new(),
        apart: Vec::new(),
        averaged: Vec::new(),
        authors: Vec::new(),
        compared: Vec::new(),
    };
    for (question, asked) in book.iter().enumerate() {
        let Some(happened) = asked.happened() else { continue };
        of_question(question, asked, happened, &mut scores);
    }
    let mut names: Vec<&str> = scores.each.iter().map(|it| by(book, it)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let of: Vec<&Scored> =
            scores.each.iter().filter(|it| it.last && by(book, it) == name).collect();
        let briers: Vec<Loss> = of.iter().map(|it| it.brier).collect();
        let logs: Vec<Loss> = of.iter().map(|it| it.log).collect();
        if let (Some(brier), Some(log)) = (Loss::mean(&briers), Loss::mean(&logs)) {
            let by = name.to_owned();
            scores.authors.push(AuthorScore { by, questions: of.len(), brier, log });
        }
        let base = |it: &Scored| {
            let rate = base_rate.or_else(|| others(book, it.at.0))?;
            Some(Loss::of(Range::exactly(rate), it.happened, brier))
        };
        let crowd = |it: &Scored| crowd(book, &scores.each, it.at.0);
        let base = against(name, Yardstick::BaseRate, &of, &base);
        let crowd = against(name, Yardstick::Mean, &of, &crowd);
        scores.compared.extend(base.into_iter().chain(crowd));
    }
    scores
}

fn by<'a>(book: &'a [Asked<'_>], it: &Scored) -> &'a str {
    &book[it.at.0].predictions[it.at.1].by
}

fn of_question(question: usize, asked: &Asked<'_>, happened: bool, scores: &mut Scores) {
    let counts: Vec<(usize, &Said<'_>, Range)> = asked
        .predictions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.why_not.is_none())
        .filter_map(|(place, it)| Some((place, it, it.stated?)))
        .collect();
    let scored = |place: usize, stated: Range, last: bool| Scored {
        at: (question, place),
        stated,
        happened,
        brier: Loss::of(stated, happened, brier),
        log: Loss::of(stated, happened, log_loss),
        last,
    };
    for (place, said) in asked.predictions.iter().enumerate() {
        if let (
            Some(WhyUnscored::Afterwards | WhyUnscored::Beside | WhyUnscored::Second),
            Some(stated),
        ) = (said.why_not, said.stated)
        {
            scores.apart.push(scored(place, stated, false));
        }
    }
    for (nth, (place, said, stated)) in counts.iter().enumerate() {
        // Of numbers of one day nobody knows which came last; that they came later than this one is known.
        let unordered = |from: usize| {
            let of = asked.predictions.iter().skip(from);
            of.into_iter().any(|it| it.why_not == Some(WhyUnscored::Unordered) && it.by == said.by)
        };
        let last =
            !counts[nth + 1..].iter().any(|(_, it, _)| it.by == said.by) && !unordered(*place + 1);
        scores.each.push(scored(*place, *stated, last));
        // Which number stood on such a day is not known either.
        if last && !unordered(0) {
            let of = counts.iter().filter(|(_, it, _)| it.by == said.by);
            let steps: Vec<(Date, Range)> =
                of.filter_map(|(_, it, stated)| Some((it.entered.day?, *stated))).collect();
            scores.averaged.extend(averaged(question, asked, &said.by, &steps, happened));
        }
    }
}

/// The time average over the horizon: the days from the one the question opens to the one it closes,
/// both included. Without both there is none, and none of an author whose every number was put down on the day
/// of the outcome.
fn averaged(
    question: usize,
    asked: &Asked<'_>,
    by: &str,
    steps: &[(Date, Range)],
    happened: bool,
) -> Option<Averaged> {
    let (opens, closes) = (asked.forecast.opens?, asked.forecast.closes?);
    let day = |it: Date| opens.until(it).ok().map(|it| i64::from(it.get_days()));
    let horizon = u32::try_from(day(closes)? + 1).ok()?;
    let settled = asked.resolution.and_then(|it| it.date).and_then(day);
    // From the day of the outcome on nothing can be lost: who spoke only then would be perfect, and for no
    // reason.
    let stood = |date: Date| settled.is_none_or(|end| day(date).is_some_and(|it| it < end));
    if !steps.iter().any(|(date, _)| stood(*date)) {
        return None;
    }
    let at = |end: fn(&Range) -> f64| -> Option<TimeAverage> {
        let steps: Option<Vec<Step>> = steps
            .iter()
            .map(|(date, stated)| Some(Step { day: day(*date)?, stated: end(stated) }))
            .collect();
        time_average(&steps?, horizon, settled, happened)
    };
    let (low, high) = (at(|it| it.low)?, at(|it| it.high)?);
    Some(Averaged {
        question,
        by: by.to_owned(),
        numbers: steps.len(),
        brier: Loss::between(low.brier, high.brier),
        days: low.days,
        horizon,
    })
}

/// The share that came true of the resolved questions other than this one: its own outcome was not
/// there to be learned from.
fn others(book: &[Asked<'_>], question: usize) -> Option<f64> {
    let others: Vec<bool> = book
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != question)
        .filter_map(|(_, asked)| asked.happened())
        .collect();
    let yes = others.iter().filter(|it| **it).count();
    (others.len() >= BASE_MIN).then(|| yes as f64 / others.len() as f64)
}

/// The loss of the mean of everybody's last numbers on a question, low ends and high ends apart. This
/// program's own answers are not part of it, and one voice is no crowd.
fn crowd(book: &[Asked<'_>], each: &[Scored], question: usize) -> Option<Loss> {
    let voices: Vec<&Scored> = each
        .iter()
        .filter(|it| it.last && it.at.0 == question)
        .filter(|it| book[question].predictions[it.at.1].prediction.computed.is_none())
        .collect();
    if voices.len() < 2 {
        return None;
    }
    let ends =
        |end: fn(&Range) -> f64| mean(&voices.iter().map(|it| end(&it.stated)).collect::<Vec<_>>());
    let stated = Range { low: ends(|it| it.low)?, high: ends(|it| it.high)? };
    Some(Loss::of(stated, voices[0].happened, brier))
}

fn against(
    name: &str,
    what: Yardstick,
    of: &[&Scored],
    other: &dyn Fn(&Scored) -> Option<Loss>,
) -> Option<Compared> {
    let both: Vec<(Loss, Loss)> = of.iter().filter_map(|it| Some((it.brier, other(it)?))).collect();
    let own: Vec<Loss> = both.iter().map(|it| it.0).collect();
    let others: Vec<Loss> = both.iter().map(|it| it.1).collect();
    Some(Compared {
        by: name.to_owned(),
        against: what,
        questions: both.len(),
        own: Loss::mean(&own)?,
        other: Loss::mean(&others)?,
    })
}
