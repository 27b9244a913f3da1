//! What the lens found, as values: for other lenses, and for programs that use the library.

use super::book::{Asked, WhyUnscored};
use super::score::{AuthorScore, Loss, Scored, Scores};
use plenipo_maths::scores::Cut;
use plenipo_record::case::Case;
use plenipo_record::case::chance::Range;
use plenipo_record::case::forecast::{Forecast, Outcome, Prediction};
use plenipo_record::case::id::Ix;

/// The questions that were asked about, with everything said to them and what of it has a score.
pub struct ForecastsAnswer<'a> {
    pub(in crate::lens) case: &'a Case,
    pub(in crate::lens) book: Vec<Asked<'a>>,
    pub(in crate::lens) scores: Scores,
    pub(in crate::lens) cut: Cut,
}

/// A question with everything said to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct QuestionAnswer<'a> {
    /// The question.
    pub forecast: Ix<Forecast>,
    /// How it came out; `None` where nothing is recorded or two resolutions disagree.
    pub outcome: Option<Outcome>,
    /// Whether two resolutions disagree.
    pub is_disputed: bool,
    /// By the day from which they count, oldest first; undated ones last.
    pub predictions: Vec<PredictionAnswer<'a>>,
}

/// A prediction, with what becomes of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PredictionAnswer<'a> {
    /// The prediction.
    pub prediction: &'a Prediction,
    /// Its author, as a reader should see it.
    pub author: &'a str,
    /// The probability stated, where one was.
    pub stated: Option<Range>,
    /// Whether its author said something newer to the same question.
    pub is_revised: bool,
    /// Why it has no score, where it has none.
    pub unscored: Option<WhyUnscored>,
}

/// The score of one prediction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PredictionScore<'a> {
    /// The question.
    pub forecast: Ix<Forecast>,
    /// The author, as a reader should see it.
    pub author: &'a str,
    /// The probability stated.
    pub stated: Range,
    /// Whether the question came out yes.
    pub happened: bool,
    /// The Brier score: 0 is best.
    pub brier: Loss,
    /// The logarithmic score: 0 is best.
    pub log: Loss,
    /// Whether it is its author's last number on the question: only these enter other figures.
    pub is_last: bool,
    /// Whether nothing shows it to be foresight: it is then scored by itself and enters no other figure.
    pub is_apart: bool,
}

impl ForecastsAnswer<'_> {
    /// The visible record that was asked: what the places in the answers refer to.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// The questions, in their order on record.
    pub fn questions(&self) -> impl Iterator<Item = QuestionAnswer<'_>> {
        self.book.iter().map(|it| QuestionAnswer {
            forecast: it.ix,
            outcome: it.resolution.map(|it| it.outcome),
            is_disputed: it.disputed,
            predictions: it
                .predictions
                .iter()
                .map(|it| PredictionAnswer {
                    prediction: it.prediction,
                    author: &it.by,
                    stated: it.stated,
                    is_revised: it.revised,
                    unscored: it.why_not,
                })
                .collect(),
        })
    }

    /// The scores, question by question; those that stand apart come last.
    pub fn scores(&self) -> impl Iterator<Item = PredictionScore<'_>> {
        let of = |it: &Scored, is_apart| {
            let question = &self.book[it.at.0];
            PredictionScore {
                forecast: question.ix,
                author: &question.predictions[it.at.1].by,
                stated: it.stated,
                happened: it.happened,
                brier: it.brier,
                log: it.log,
                is_last: it.last,
                is_apart,
            }
        };
        let each = self.scores.each.iter().map(move |it| of(it, false));
        each.chain(self.scores.apart.iter().map(move |it| of(it, true)))
    }

    /// What each author's last numbers come to over all questions.
    pub fn authors(&self) -> &[AuthorScore] {
        &self.scores.authors
    }
}
