//! All that could be gained in a scenario: frontier, solutions and the statistics of the field.

use std::time::Duration;

use crate::maths::bargain::{
    BargainSettings, Bargaining, FractionSettings, Outcome, RationalFraction, Solution, bargain,
    bargain_listed, ks_spread, opposition, rational_fraction, rational_fraction_joint,
};
use crate::maths::frontier::{
    Frontier, FrontierError, FrontierSettings, JointFrontier, JointLimits, frontier, frontier_joint,
};

use crate::maths::programme::{
    ProgrammeSettings, Programmed, Stopped, frontier_programmed, least_programmed,
};

use super::model::Scenario;
use super::question::Question;

/// How far to go.
#[derive(Clone, Debug, Default)]
pub struct StatisticsSettings {
    /// Of the frontier of additive utilities; its reservations are those of the scenario.
    pub frontier: FrontierSettings,
    /// Of the frontier of dependent utilities; its reservations are those of the scenario.
    pub joint: JointLimits,
    /// Of what is asked of a solver where the frontier of dependent utilities does not converge; its
    /// reservations are those of the scenario, and its seconds begin there.
    pub programme: ProgrammeSettings,
    /// Of the solutions; their reservations are those of the scenario.
    pub bargain: BargainSettings,
    /// Of the share of rational outcomes.
    pub fraction: FractionSettings,
}

/// Everything about one scenario.
#[derive(Clone, Debug)]
pub struct ScenarioStatistics {
    /// Number of outcomes: a whole number as far as an `f64` holds one.
    pub outcomes: f64,
    /// The frontier over *all* outcomes, or why there is none.
    pub frontier: Zone,
    /// Outcomes that the solutions choose; `None` when the frontier did not converge.
    pub bargaining: Option<Bargaining>,
    /// The outcomes whose shares of gain lie closest together (see [`ks_spread`]), and how close.
    pub ks_spread: Option<SolutionPoints>,
    /// Opposition level; `None` when no outcome is rational, or the frontier did not converge.
    pub opposition: Option<f64>,
    /// Share of the outcomes that every party prefers to no agreement, strictly.
    pub rational_fraction: Fraction,
    /// Least and greatest utility of each party over all outcomes. Not known where the frontier
    /// did not converge: the ends are bounds then.
    pub ranges: Vec<(f64, f64)>,
}

/// A share of outcomes, exact or an interval.
pub type Fraction = RationalFraction;

/// An outcome with its utilities.
pub type Point = Outcome;

/// Points and the value they share.
#[derive(Clone, Debug, PartialEq)]
pub struct SolutionPoints {
    /// The value.
    pub value: f64,
    /// The outcomes.
    pub points: Vec<Point>,
}

/// The frontier of a scenario.
#[derive(Clone, Debug)]
pub enum Zone {
    /// Every point.
    Exact {
        /// The frontier over all outcomes: `frontier_size` is its length.
        all: Box<Frontier>,
        /// Indices of its points at which every party has its reservation value at least:
        /// `frontier_size_rational` is their number. They are the frontier of the rational
        /// outcomes, since what dominates a rational outcome is rational.
        rational: Vec<usize>,
        /// Whether it was found by mixed-integer programming, and so rests on a solver.
        programmed: bool,
    },
    /// The issues depend on each other too closely.
    NotConverged {
        /// Issues in the largest separator.
        width: usize,
        /// Assignments the largest separator has.
        cells: f64,
        /// How far mixed-integer programming came, where this build has it.
        programmed: Option<Stopped>,
    },
}

/// Frontier, solutions and statistics of a scenario.
///
/// Points of the frontier that differ only by the rounding of the numbers in the files are one
/// point here, and what only rounding keeps undominated is left out.
///
/// # Errors
/// [`FrontierError::Memory`] when the frontier does not fit, [`FrontierError::Players`] for more
/// parties than can be compared, [`FrontierError::Number`] for unusable magnitudes.
pub fn statistics(
    scenario: &Scenario,
    settings: &StatisticsSettings,
) -> Result<ScenarioStatistics, FrontierError> {
    let reservations = scenario.reservations();
    let bargain_settings =
        BargainSettings { reservations: reservations.clone(), ..settings.bargain.clone() };
    match scenario.question()? {
        Question::Additive(question) => {
            let own = FrontierSettings {
                reservations: Vec::new(),
                drop_noise: true,
                ..settings.frontier.clone()
            };
            let all = frontier(&question, &own)?;
            let scale = question.scale();
            let ranges: Vec<(f64, f64)> = question
                .range_units()
                .into_iter()
                .map(|(least, most)| (scale.utility(least), scale.utility(most)))
                .collect();
            let bargaining = bargain(&question, &bargain_settings)?;
            // Proven: there is nothing to count.
            let fraction = match &bargaining {
                Bargaining::NoAgreement { .. } => nothing(),
                _ => rational_fraction(&question, &reservations, &settings.fraction)?,
            };
            let outcomes = question.outcomes();
            Ok(finish(all, false, bargaining, ranges, fraction, outcomes, &reservations))
        }
        Question::Joint(question) => {
            let limits = JointLimits { reservations: Vec::new(), ..settings.joint.clone() };
            let caps = scenario.caps();
            let cut = |values: Vec<f64>| -> Vec<f64> {
                values.into_iter().zip(&caps).map(|(value, cap)| value.min(*cap)).collect()
            };
            // Nothing is worth more than a cap.
            let out_of_reach = reservations.iter().zip(&caps).any(|(level, cap)| level >= cap);
            let mut least = question.least(&limits);
            let (all, programmed) = match frontier_joint(&question, &limits)? {
                JointFrontier::Exact(all) => (all, false),
                JointFrontier::NotConverged { width, cells, most } => {
                    let clock = settings.programme.clock;
                    let own = ProgrammeSettings {
                        reservations: Vec::new(),
                        since: clock.map_or(Duration::ZERO, |clock| clock()),
                        ..settings.programme.clone()
                    };
                    let programmed = match frontier_programmed(&question, &own)? {
                        Programmed::Frontier(all) => Ok(*all),
                        Programmed::Stopped(stopped) => Err(Some(stopped)),
                        Programmed::NotBuilt => Err(None),
                    };
                    match programmed {
                        Ok(all) => {
                            least = least_programmed(&question, least, &own);
                            (all, true)
                        }
                        Err(programmed) => {
                            return Ok(ScenarioStatistics {
                                outcomes: question.outcomes(),
                                frontier: Zone::NotConverged { width, cells, programmed },
                                bargaining: None,
                                ks_spread: None,
                                opposition: None,
                                rational_fraction: if out_of_reach {
                                    nothing()
                                } else {
                                    rational_fraction_joint(
                                        &question,
                                        &reservations,
                                        &settings.fraction,
                                    )?
                                },
                                ranges: cut(least).into_iter().zip(cut(most)).collect(),
                            });
                        }
                    }
                }
            };
            let (all, least) = (all.capped(&caps), cut(least));
            let bargaining = bargain_listed(&all, &least, &bargain_settings)?;
            let most = |party: usize| {
                (0..all.len()).map(|at| all.utilities(at)[party]).fold(f64::MIN, f64::max)
            };
            let ranges =
                least.iter().enumerate().map(|(party, &least)| (least, most(party))).collect();
            let fraction = match &bargaining {
                Bargaining::NoAgreement { .. } => nothing(),
                _ if out_of_reach => nothing(),
                _ => rational_fraction_joint(&question, &reservations, &settings.fraction)?,
            };
            let outcomes = question.outcomes();
            Ok(finish(all, programmed, bargaining, ranges, fraction, outcomes, &reservations))
        }
    }
}

fn nothing() -> RationalFraction {
    RationalFraction { low: 0.0, high: 0.0, estimate: 0.0, exact: true }
}

fn finish(
    all: Frontier,
    programmed: bool,
    bargaining: Bargaining,
    ranges: Vec<(f64, f64)>,
    rational_fraction: Fraction,
    outcomes: f64,
    reservations: &[f64],
) -> ScenarioStatistics {
    let rounding = all.rounding();
    let reaches =
        |at: &usize| all.utilities(*at).iter().zip(reservations).all(|(u, r)| *u >= r - rounding);
    let rational: Vec<usize> = (0..all.len()).filter(reaches).collect();
    let greatest: Vec<f64> = ranges.iter().map(|range| range.1).collect();
    let disagreement: Vec<f64> =
        ranges.iter().zip(reservations).map(|(range, r)| r.max(range.0)).collect();
    let opposition = opposition(&all, &rational, &greatest);
    let spread = ks_spread(&all, &rational, &disagreement, &greatest, 4.0 * rounding);
    let point = |at: usize| Outcome { choice: all.choice(at), utilities: all.utilities(at) };
    let ks_spread = spread.map(|(value, points)| SolutionPoints {
        value,
        points: points.into_iter().map(point).collect(),
    });
    ScenarioStatistics {
        outcomes,
        frontier: Zone::Exact { all: Box::new(all), rational, programmed },
        bargaining: Some(bargaining),
        ks_spread,
        opposition,
        rational_fraction,
        ranges,
    }
}

impl ScenarioStatistics {
    /// Points of the frontier over all outcomes; none when it did not converge.
    #[must_use]
    pub fn frontier_size(&self) -> Option<usize> {
        match &self.frontier {
            Zone::Exact { all, .. } => Some(all.len()),
            Zone::NotConverged { .. } => None,
        }
    }

    /// Points of the frontier at which every party has its reservation value at least.
    #[must_use]
    pub fn frontier_size_rational(&self) -> Option<usize> {
        match &self.frontier {
            Zone::Exact { rational, .. } => Some(rational.len()),
            Zone::NotConverged { .. } => None,
        }
    }

    /// A solution by name: `nash`, `kalai_smorodinsky`, `egalitarian` or `utilitarian`.
    #[must_use]
    pub fn solution(&self, name: &str) -> Option<&Solution> {
        let Some(Bargaining::Agreement(solutions)) = &self.bargaining else { return None };
        match name {
            "nash" => Some(&solutions.nash),
            "kalai_smorodinsky" => solutions.kalai_smorodinsky.as_ref(),
            "egalitarian" => Some(&solutions.egalitarian),
            "utilitarian" => Some(&solutions.utilitarian),
            _ => None,
        }
    }
}
