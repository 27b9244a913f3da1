//! The frontier of one sample of the preferences after the other: what is the same in all of them
//! the record decides, what is not it leaves open.

use rayon::prelude::*;

use super::drafts::Placed;
use super::picture::lies;
use crate::case::issue::OptionSet;
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::maths::bargain::{BargainSettings, Bargaining, bargain, bargain_listed};
use crate::maths::frontier::{
    Frontier, FrontierError, FrontierSettings, JointFrontier, JointLimits, frontier, frontier_joint,
};
use crate::preference::numbers::{Numbers, Which};
use crate::scenario::{Question, Scenario};

/// Nodes of a search for one sample's solutions.
const NODES_MAX: u64 = 2_000_000;

/// What one sample says.
pub(super) struct Reading {
    /// Points of its frontier.
    pub(super) size: usize,
    /// Whether some draft is worth no less than no deal to everybody; unknown where an alternative
    /// is missing or the search did not end.
    pub(super) zone: Option<bool>,
    /// Whether each draft is on the frontier, and how far from it; `None` for drafts of unknown
    /// content.
    pub(super) drafts: Vec<Option<(bool, f64)>>,
    /// The outcomes of its Nash solution; empty where there is none.
    pub(super) nash: Vec<Vec<usize>>,
}

/// How many samples are read, of `asked`.
pub(super) fn count(numbers: &Numbers, asked: usize, dependent: bool) -> usize {
    if numbers.is_exact() {
        return 1;
    }
    let asked = asked.min(numbers.n_samples());
    // A frontier of four parties takes a fifth of a second, one of five some seconds.
    match numbers.parties().len() {
        0..=3 if !dependent => asked,
        0..=4 => asked.min(20),
        5 => asked.min(4),
        _ => 0,
    }
}

/// Reads `n` samples. `skeleton` is the scenario of the averages: only its numbers change.
pub(super) fn read(
    skeleton: &Scenario,
    left: &[OptionSet],
    numbers: &Numbers,
    placed: &[Placed],
    n: usize,
    epsilon: f64,
    context: &Context<'_>,
) -> Result<Vec<Reading>, Error> {
    let one = |sample: usize| one(skeleton, left, numbers, placed, sample, epsilon);
    let mut readings = Vec::with_capacity(n);
    // A few at a time, so that it can be stopped; large frontiers use every core themselves.
    let step = if numbers.parties().len() <= 3 { 25 } else { 1 };
    let places: Vec<usize> = (0..n).collect();
    for some in places.chunks(step) {
        let read: Vec<_> = some.par_iter().map(|sample| one(*sample)).collect();
        for reading in read {
            // A sample whose frontier does not fit is left out of the counts, not counted as zero.
            readings.extend(reading.ok());
        }
        if !context.tell(0.3 + 0.6 * readings.len() as f64 / n.max(1) as f64) {
            return Err(Error::Cancelled);
        }
    }
    Ok(readings)
}

fn one(
    skeleton: &Scenario,
    left: &[OptionSet],
    numbers: &Numbers,
    placed: &[Placed],
    sample: usize,
    epsilon: f64,
) -> Result<Reading, FrontierError> {
    let which = Which::Sample(sample);
    let mut scenario = skeleton.clone();
    for (place, party) in scenario.parties.iter_mut().enumerate() {
        party.evaluations = numbers.evaluations(place, left, which);
        party.reservation = numbers.reservation(place, which);
    }
    let known = scenario.parties.iter().all(|it| it.reservation.is_some());
    let own = BargainSettings {
        reservations: scenario.reservations(),
        nodes_max: NODES_MAX,
        ..BargainSettings::default()
    };
    let (front, bargaining) = match scenario.question()? {
        Question::Additive(question) => {
            let settings =
                FrontierSettings { epsilon, drop_noise: true, ..FrontierSettings::default() };
            let bargaining = if known { Some(bargain(&question, &own)?) } else { None };
            (frontier(&question, &settings)?, bargaining)
        }
        Question::Joint(question) => {
            let limits = JointLimits::default();
            let JointFrontier::Exact(front) = frontier_joint(&question, &limits)? else {
                return Err(FrontierError::Players { given: scenario.parties.len() });
            };
            let least = question.least(&limits);
            let bargaining = if known { Some(bargain_listed(&front, &least, &own)?) } else { None };
            (front, bargaining)
        }
    };
    let zone = match &bargaining {
        Some(Bargaining::Agreement(_)) => Some(true),
        Some(Bargaining::NoAgreement { .. }) => Some(false),
        Some(Bargaining::Undecided { .. }) | None => None,
    };
    let nash = match bargaining {
        Some(Bargaining::Agreement(it)) => {
            it.nash.outcomes.into_iter().map(|outcome| outcome.choice).collect()
        }
        _ => Vec::new(),
    };
    let drafts = placed.iter().map(|draft| place(&front, numbers, draft, which)).collect();
    Ok(Reading { size: front.len(), zone, drafts, nash })
}

/// Whether a draft is on the frontier, and how far from it.
fn place(front: &Frontier, numbers: &Numbers, draft: &Placed, which: Which) -> Option<(bool, f64)> {
    let u = draft.utilities(numbers, which)?;
    let lies = lies(front, &u)?;
    Some((draft.keeps_lines && lies.dominated_by.is_none(), lies.distance))
}
