//! Forecast questions, predictions and resolutions.

use jiff::civil::Date;

use super::chance::Chance;
use super::draft::Draft;
use super::id::{Ix, RecordRef};
use super::learned::{known, when};
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::position::Direction;
use super::records::Records;

/// A question with criteria, asked before any number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forecast {
    /// Id (always present), sources, handling.
    pub meta: Meta,
    /// The question.
    pub question: String,
    /// What counts as yes, as no, and as neither.
    pub criteria: String,
    /// First day for predictions.
    pub opens: Option<Date>,
    /// Last day for predictions.
    pub closes: Option<Date>,
    /// The day it should be resolved.
    pub resolves: Option<Date>,
    /// Its place among the entries of the ledger that can be seen, counted from 0; absent where it stands
    /// outside the ledger, so that nothing tells when it was put down.
    pub place: Option<u32>,
    /// The latest day that anything above it in the ledger speaks of, where a correction has taken some of
    /// that away. Not part of the record: [`Case::seen`](super::Case::seen) fills it in.
    pub after: Option<Date>,
}

/// Somebody's view of a forecast question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prediction {
    /// Id, sources, handling.
    pub meta: Meta,
    /// The question.
    pub forecast: Ix<Forecast>,
    /// Whose view.
    pub by: Option<Speaker>,
    /// The other names of whoever it is, where corrections changed his name: those before, and the one since
    /// where this was sealed under another. Not part of the record: [`Case::seen`](super::Case::seen) fills it
    /// in.
    pub also_by: Vec<String>,
    /// When.
    pub date: Option<Date>,
    /// The probability of yes, as its author put it.
    pub chance: Option<Chance>,
    /// Only that it rose or fell.
    pub direction: Option<Direction>,
    /// The words.
    pub words: Option<String>,
    /// How well the words fit the question.
    pub fits: Option<Fit>,
    /// What somebody else takes the words to mean on the question.
    pub mapped: Option<Mapped>,
    /// Records given as its reason.
    pub because: Vec<RecordRef>,
    /// What it was computed from, where this program made it.
    pub computed: Option<Computed>,
    /// Its place among the entries of the ledger that can be seen, counted from 0; absent where it stands
    /// outside the ledger, so that nothing tells when it was put down.
    pub place: Option<u32>,
    /// The latest day that anything above it in the ledger speaks of, where a correction has taken some of
    /// that away. Not part of the record: [`Case::seen`](super::Case::seen) fills it in.
    pub after: Option<Date>,
}

impl Prediction {
    /// Its day: when it was made, else the day as of which it was computed.
    pub fn day(&self) -> Option<Date> {
        self.date.or(self.computed.as_ref().and_then(|it| it.as_of))
    }
}

/// Where a prediction of this program comes from: enough to compute it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The lens that was asked.
    pub lens: String,
    /// The draft it was asked about.
    pub draft: Ix<Draft>,
    /// The party it was asked about; absent where it is the agreement rule's answer.
    pub party: Option<Ix<Party>>,
    /// The answer in a word. Only `open` has a figure.
    pub status: String,
    /// The low end, where it was a figure.
    pub low: Option<f64>,
    /// The figure, where it was one.
    pub middle: Option<f64>,
    /// The high end, where it was a figure.
    pub high: Option<f64>,
    /// The day the record was read as of.
    pub as_of: Option<Date>,
    /// SHA-256 of the visible record without its forecasts, in hexadecimal, with the version of the
    /// [form](super::canonical) it is taken of before it; without one in entries sealed before there was one.
    pub record: String,
    /// Name and version of the program.
    pub engine: String,
    /// Seed of every random stream.
    pub seed: u32,
    /// Number of samples, where any were drawn.
    pub samples: Option<u32>,
    /// Assumption sets that were read.
    pub assume: Vec<String>,
    /// The hash of what each of them said, in their order.
    pub assumed: Vec<String>,
    /// The settings it was asked with beside draft and party, as `NAME=VALUE`.
    pub settings: Vec<String>,
    /// Features that the program was built with.
    pub features: Vec<String>,
    /// Whether the question was found to ask nothing else when the answer was put down as fitting exactly.
    /// Of a sealed answer this stays found, whatever drafts and parties are called afterwards.
    pub checked: bool,
    /// The id of the draft when the answer was sealed, where a correction has put another in its place. Not
    /// part of the record: [`Case::seen`](super::Case::seen) fills it in.
    pub draft_was: Option<String>,
    /// The same of the party.
    pub party_was: Option<String>,
}

/// A reading of somebody's words as a probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapped {
    /// The probability.
    pub chance: Chance,
    /// Whose reading.
    pub by: Option<Speaker>,
    /// How well the words fit the question.
    pub fits: Fit,
}

/// How well words fit a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The same question.
    Exactly,
    /// Nearly the same.
    Closely,
    /// A related one.
    Loosely,
}

impl Fit {
    /// Every fit with its word.
    pub const ALL: [(Fit, &'static str); 3] =
        [(Fit::Exactly, "exactly"), (Fit::Closely, "closely"), (Fit::Loosely, "loosely")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

/// How a question came out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// Id, sources, handling.
    pub meta: Meta,
    /// The question.
    pub forecast: Ix<Forecast>,
    /// When.
    pub date: Option<Date>,
    /// How.
    pub outcome: Outcome,
    /// Why.
    pub words: Option<String>,
    /// Its place among the entries of the ledger that can be seen, counted from 0; absent where it stands
    /// outside the ledger, so that nothing tells when it was put down.
    pub place: Option<u32>,
    /// The latest day that anything above it in the ledger speaks of, where a correction has taken some of
    /// that away. Not part of the record: [`Case::seen`](super::Case::seen) fills it in.
    pub after: Option<Date>,
    /// The day from which the record had an outcome, where this one puts an earlier resolution right.
    pub since: Option<Date>,
}

/// An outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Outcome {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The question lost its object.
    Annulled,
    /// The criteria do not decide.
    #[default]
    Ambiguous,
}

impl Outcome {
    /// Every outcome with its word.
    pub const ALL: [(Outcome, &'static str); 4] = [
        (Outcome::Yes, "yes"),
        (Outcome::No, "no"),
        (Outcome::Annulled, "annulled"),
        (Outcome::Ambiguous, "ambiguous"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

/// Counts the places of the ledger's entries anew, in their order: a gap would tell of an entry that
/// cannot be seen.
pub(super) fn count_places(records: &mut Records) {
    fn each(records: &mut Records) -> impl Iterator<Item = &mut u32> {
        let forecasts = records.forecasts.iter_mut().map(|it| &mut it.place);
        let predictions = records.predictions.iter_mut().map(|it| &mut it.place);
        let resolutions = records.resolutions.iter_mut().map(|it| &mut it.place);
        forecasts.chain(predictions).chain(resolutions).filter_map(Option::as_mut)
    }
    let mut places: Vec<u32> = each(records).map(|it| *it).collect();
    places.sort_unstable();
    places.dedup();
    for place in each(records) {
        *place = places.partition_point(|it| it < place) as u32;
    }
}

/// A resolution that puts another right has its place and its day: what was said between the two was
/// said when the record had an outcome.
pub(super) fn settled_first(records: &mut Records) {
    let list = &records.resolutions;
    let day = |it: &Resolution| known(records, &it.meta, when(it));
    let firsts: Vec<(Option<u32>, Option<Date>)> = list
        .iter()
        .map(|it| {
            let (mut place, mut since, mut at) = (it.place, it.since, it);
            // A circle is refused elsewhere; here it would only go round.
            for _ in 0..list.len() {
                let Some(before) = at.meta.corrects.as_ref() else { break };
                let Some(next) = list.get(before.record as usize) else { break };
                place = place.into_iter().chain(next.place).min();
                since = since.into_iter().chain(next.since).chain(day(next)).min();
                at = next;
            }
            (place, since)
        })
        .collect();
    for (it, (place, since)) in records.resolutions.iter_mut().zip(firsts) {
        (it.place, it.since) = (place, since);
    }
}

impl Default for Ix<Forecast> {
    fn default() -> Self {
        Ix::new(0)
    }
}
