//! The frontier of one sample of the preferences after the other: what is the same in all of them
//! the record decides, what is not it leaves open.

use rayon::prelude::*;

use super::drafts::Placed;
use super::fronts;
use super::picture::lies;
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::preference::numbers::{Numbers, Which};
use crate::scenario::{Question, nash_with_ties, question};
use plenipo_maths::bargain::{BargainSettings, Bargaining, Nash, bargain_listed, nash_within};
use plenipo_maths::frontier::{
    Frontier, FrontierError, FrontierSettings, JointFrontier, JointLimits, Never,
    frontier_joint_within, frontier_within,
};
use plenipo_maths::work::Work;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::scenario::Scenario;

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

/// What one sample says, whatever the drafts.
pub(super) struct Front {
    sample: usize,
    frontier: Frontier,
    /// As of [`Reading`]; so `nash`.
    zone: Option<bool>,
    nash: Vec<Vec<usize>>,
}

impl Front {
    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        self.frontier.bytes()
    }

    /// What it says of drafts too.
    fn reading(&self, placed: &[Placed], numbers: &Numbers) -> Reading {
        let which = Which::Sample(self.sample);
        let drafts = placed.iter().map(|draft| place(&self.frontier, numbers, draft, which));
        Reading {
            size: self.frontier.len(),
            zone: self.zone,
            drafts: drafts.collect(),
            nash: self.nash.clone(),
        }
    }
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

/// What is read of every sample.
pub(super) struct Asked<'a> {
    /// The scenario of the averages: only its numbers change.
    pub(super) skeleton: &'a Scenario,
    /// What conditional lines forbid.
    pub(super) never: &'a [Never],
    pub(super) left: &'a [OptionSet],
    pub(super) numbers: &'a Numbers,
    pub(super) placed: &'a [Placed],
    pub(super) epsilon: f64,
}

/// Readings, and the frontiers that they were taken from unless those are more than are kept.
pub(super) struct Read {
    pub(super) readings: Vec<Reading>,
    pub(super) fronts: Option<Vec<Front>>,
}

/// Reads `n` samples, each with an even share of the `steps` of work; those that it does not reach
/// are left out.
///
/// # Errors
/// [`Error::Cancelled`] when it was asked to stop.
pub(super) fn read(
    asked: &Asked<'_>,
    n: usize,
    steps: u64,
    context: &Context<'_>,
) -> Result<Read, Error> {
    let mut readings = Vec::with_capacity(n);
    let (mut kept, mut bytes) = (Some(Vec::new()), 0);
    // Some at a time, so that it can be stopped; large frontiers use every core themselves.
    let step = if asked.numbers.parties().len() <= 3 { 25 } else { 1 };
    let places: Vec<usize> = (0..n).collect();
    for (done, some) in places.chunks(step).enumerate() {
        let share = |within: f64| {
            0.3 + 0.6 * ((done * step) as f64 + within * some.len() as f64) / n.max(1) as f64
        };
        let tell = |within: f64| context.tell(if step == 1 { share(within) } else { share(0.0) });
        let one = |sample: &usize| {
            let mut work = Work::of(steps / n.max(1) as u64).telling(&tell);
            let front = one(asked, *sample, step, &mut work)?;
            Ok((front.reading(asked.placed, asked.numbers), front))
        };
        let read: Vec<Result<_, FrontierError>> = some.par_iter().map(one).collect();
        for reading in read {
            match reading {
                Ok((reading, front)) => {
                    readings.push(reading);
                    bytes += front.bytes();
                    // As many as are never kept need not lie about meanwhile.
                    kept = kept.filter(|_| bytes <= fronts::BYTES_MAX);
                    if let Some(kept) = &mut kept {
                        kept.push(front);
                    }
                }
                Err(FrontierError::Stopped) => return Err(Error::Cancelled),
                // A sample whose frontier is not reached is left out of the counts, not counted as
                // zero.
                Err(_) => {}
            }
        }
        if !context.tell(share(1.0)) {
            return Err(Error::Cancelled);
        }
    }
    Ok(Read { readings, fronts: kept })
}

/// What frontiers that were kept say of `placed`.
pub(super) fn read_again(fronts: &[Front], placed: &[Placed], numbers: &Numbers) -> Vec<Reading> {
    fronts.par_iter().map(|it| it.reading(placed, numbers)).collect()
}

/// Memory that a frontier may take where several are computed at once.
const BYTES_MAX: u64 = 1_000_000_000;

fn one(
    asked: &Asked<'_>,
    sample: usize,
    at_once: usize,
    work: &mut Work<'_>,
) -> Result<Front, FrontierError> {
    let which = Which::Sample(sample);
    let numbers = asked.numbers;
    let mut scenario = asked.skeleton.clone();
    for (place, party) in scenario.parties.iter_mut().enumerate() {
        party.evaluations = numbers.evaluations(place, asked.left, which);
        party.reservation = numbers.reservation(place, which);
    }
    let known = scenario.parties.iter().all(|it| it.reservation.is_some());
    let own = BargainSettings {
        reservations: scenario.reservations(),
        nodes_max: NODES_MAX,
        ..BargainSettings::default()
    };
    let (front, zone, nash) = match question(&scenario, asked.never)? {
        Question::Additive(question) => {
            let nash = if known {
                let half = work.left() / 2;
                work.part(half, |work| nash_within(&question, &own, work))?
            } else {
                Nash { agree: None, outcomes: Vec::new() }
            };
            // Of a sample's points only how many and where counts, not what is behind them.
            let settings = FrontierSettings {
                epsilon: asked.epsilon,
                drop_noise: true,
                choices: false,
                bytes_max: BYTES_MAX / at_once as u64,
                ..FrontierSettings::default()
            };
            (frontier_within(&question, &settings, work)?, nash.agree, nash.outcomes)
        }
        Question::Joint(question) => {
            let limits = JointLimits { drop_noise: true, ..JointLimits::default() };
            let JointFrontier::Exact(front) = frontier_joint_within(&question, &limits, work)?
            else {
                return Err(FrontierError::Players { given: scenario.parties.len() });
            };
            let least = question.least(&limits, work);
            let found = if known { Some(bargain_listed(&front, &least, &own)?) } else { None };
            let zone = match &found {
                Some(Bargaining::Agreement(_)) => Some(true),
                Some(Bargaining::NoAgreement { .. }) => Some(false),
                Some(Bargaining::Undecided { .. }) | None => None,
            };
            // Of a sample's solutions no other is looked at.
            let nash = match found {
                Some(found) => nash_with_ties(found, &question, false, own.ties_max, work)?,
                None => Vec::new(),
            };
            (front, zone, nash)
        }
    };
    let nash = nash.into_iter().map(|outcome| outcome.choice).collect();
    Ok(Front { sample, frontier: front, zone, nash })
}

/// Whether a draft is on the frontier, and how far from it.
fn place(front: &Frontier, numbers: &Numbers, draft: &Placed, which: Which) -> Option<(bool, f64)> {
    let u = draft.utilities(numbers, which)?;
    let lies = lies(front, &u, !draft.keeps_lines)?;
    Some((draft.keeps_lines && lies.dominated_by.is_none(), lies.distance))
}
