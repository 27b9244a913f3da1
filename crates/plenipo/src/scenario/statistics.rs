//! All that could be gained in a scenario: frontier, solutions and the statistics of the field.

use std::time::Duration;

use plenipo_maths::bargain::{
    BargainOutcome, BargainSettings, Bargaining, FractionSettings, RationalFraction, Solution,
    bargain_listed, bargain_within, ks_spread, opposition, rational_fraction_joint,
    rational_fraction_within,
};
use plenipo_maths::frontier::{
    Frontier, FrontierError, FrontierSettings, Joint, JointFrontier, JointLimits, Never, Obstacle,
    frontier_joint_within, frontier_within,
};
use plenipo_maths::programme::{
    ProgrammeSettings, Programmed, Stopped, frontier_programmed, least_programmed,
};
use plenipo_maths::work::Work;

use super::question::{Question, question};
use super::ties::{all_as_good, with_ties, with_ties_beside};
use plenipo_record::scenario::Scenario;

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
    /// Least and greatest utility of each party over all outcomes. Where utilities depend on
    /// several issues together and the frontier did not converge, the ends are bounds.
    pub ranges: Vec<(f64, f64)>,
    /// Parties and issues on which options differ that are not told apart: the party's other
    /// numbers are so much larger that sums would lose the difference.
    pub lost: Vec<(usize, usize)>,
}

/// A share of outcomes, exact or an interval.
pub type Fraction = RationalFraction;

/// An outcome with its utilities.
pub type ScenarioPoint = BargainOutcome;

/// Points and the value they share.
#[derive(Clone, Debug, PartialEq)]
pub struct SolutionPoints {
    /// The value.
    pub value: f64,
    /// The outcomes.
    pub points: Vec<ScenarioPoint>,
    /// Whether there may be further ones.
    pub truncated: bool,
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
    /// There are too many points for the memory or the work allowed; what was reached is in the
    /// error.
    TooLarge(FrontierError),
    /// The issues depend on each other too closely.
    NotConverged {
        /// Issues in the largest separator.
        width: usize,
        /// Assignments the largest separator has.
        cells: f64,
        /// What stood in the way of combining them one by one.
        why: Obstacle,
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
/// [`FrontierError::Players`] for more parties than can be compared, [`FrontierError::Number`] for
/// numbers that cannot be reckoned with.
pub fn statistics(
    scenario: &Scenario,
    settings: &StatisticsSettings,
) -> Result<ScenarioStatistics, FrontierError> {
    statistics_within(scenario, &[], settings, &mut Work::endless())
}

/// [`statistics`] of the outcomes that have no combination of `never`, within a budget of work: a quarter for the solutions, half for the frontier and an
/// eighth for counting, at most. Where it is spent solutions are not proven, the frontier is not
/// there and the share of rational outcomes is drawn; solutions that are proven stay so.
///
/// # Errors
/// As there, and [`FrontierError::Stopped`] when it was asked to stop.
pub fn statistics_within(
    scenario: &Scenario,
    never: &[Never],
    settings: &StatisticsSettings,
    work: &mut Work<'_>,
) -> Result<ScenarioStatistics, FrontierError> {
    let reservations = scenario.reservations();
    let bargain_settings =
        BargainSettings { reservations: reservations.clone(), ..settings.bargain.clone() };
    let eighth = (work.left() / 8).max(1);
    match question(scenario, never)? {
        Question::Additive(question) => {
            let own = FrontierSettings {
                reservations: Vec::new(),
                drop_noise: true,
                ..settings.frontier.clone()
            };
            let scales = question.scales();
            let ranges: Vec<(f64, f64)> = question
                .range_units()
                .into_iter()
                .zip(scales)
                .map(|((least, most), scale)| (scale.utility(least), scale.utility(most)))
                .collect();
            let all = work.part(4 * eighth, |work| frontier_within(&question, &own, work));
            let exact = all.as_ref().ok().filter(|all| all.epsilon() == 0.0);
            // What a search leaves open the frontier decides: every solution is on it.
            let nodes_max = exact.map_or(bargain_settings.nodes_max, |_| NODES_MAX);
            let own = BargainSettings {
                nodes_max: nodes_max.min(bargain_settings.nodes_max),
                ..bargain_settings.clone()
            };
            let mut bargaining =
                work.part(2 * eighth, |work| bargain_within(&question, &own, work))?;
            if let Some(all) = exact.filter(|_| !bargaining.is_proven()) {
                let least: Vec<f64> = ranges.iter().map(|range| range.0).collect();
                let listed = bargain_listed(all, &least, &bargain_settings)?;
                // The frontier has one outcome a point.
                let sums = Joint::of_sum(&question);
                let ties_max = bargain_settings.ties_max;
                bargaining = work.part(eighth, |work| {
                    with_ties_beside(listed, bargaining, &sums, false, ties_max, work)
                })?;
            }
            let fraction = match &bargaining {
                // Proven: there is nothing to count.
                Bargaining::NoAgreement { .. } => nothing(),
                _ => work.part(eighth, |work| {
                    rational_fraction_within(&question, &reservations, &settings.fraction, work)
                })?,
            };
            let about = About {
                outcomes: question.outcomes(),
                bargaining: Some(bargaining),
                rational_fraction: fraction,
                ranges,
                lost: question.lost().to_vec(),
            };
            match all {
                Ok(all) => {
                    let mut found = finish(all, false, about, &reservations);
                    let sums = Joint::of_sum(&question);
                    found.spread_with_ties(&sums, false, &bargain_settings, eighth, work)?;
                    Ok(found)
                }
                Err(why @ (FrontierError::Memory { .. } | FrontierError::Work { .. })) => {
                    Ok(about.without(Zone::TooLarge(why)))
                }
                Err(error) => Err(error),
            }
        }
        Question::Joint(question) => {
            let limits = JointLimits {
                reservations: Vec::new(),
                drop_noise: true,
                ..settings.joint.clone()
            };
            let caps = scenario.caps();
            let cut = |values: Vec<f64>| -> Vec<f64> {
                values.into_iter().zip(&caps).map(|(value, cap)| value.min(*cap)).collect()
            };
            // Nothing is worth more than a cap.
            let out_of_reach = reservations.iter().zip(&caps).any(|(level, cap)| level >= cap);
            let mut least = work.part(eighth, |work| question.least(&limits, work));
            let mut about = About {
                outcomes: question.outcomes(),
                bargaining: None,
                rational_fraction: nothing(),
                ranges: Vec::new(),
                lost: question.lost().to_vec(),
            };
            let found =
                work.part(4 * eighth, |work| frontier_joint_within(&question, &limits, work))?;
            let (all, programmed) = match found {
                JointFrontier::Exact(all) => (all, false),
                JointFrontier::NotConverged { width, cells, most, why } => {
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
                            if !out_of_reach {
                                about.rational_fraction = work.part(eighth, |work| {
                                    rational_fraction_joint(
                                        &question,
                                        &reservations,
                                        &settings.fraction,
                                        work,
                                    )
                                })?;
                            }
                            about.ranges = cut(least).into_iter().zip(cut(most)).collect();
                            return Ok(about.without(Zone::NotConverged {
                                width,
                                cells,
                                why,
                                programmed,
                            }));
                        }
                    }
                }
            };
            let (all, least) = (all.capped(&caps), cut(least));
            let bargaining = bargain_listed(&all, &least, &bargain_settings)?;
            let is_cut = caps.iter().any(|cap| cap.is_finite());
            let bargaining = work.part(eighth, |work| {
                with_ties(bargaining, &question, is_cut, bargain_settings.ties_max, work)
            })?;
            let most = |party: usize| {
                let scale = all.scales()[party];
                let units = (0..all.len()).map(|at| all.units(at)[party]).max();
                units.map_or(f64::NEG_INFINITY, |units| scale.utility(units))
            };
            about.ranges =
                least.iter().enumerate().map(|(party, &least)| (least, most(party))).collect();
            about.rational_fraction = match &bargaining {
                Bargaining::NoAgreement { .. } => nothing(),
                _ if out_of_reach => nothing(),
                _ => work.part(eighth, |work| {
                    rational_fraction_joint(&question, &reservations, &settings.fraction, work)
                })?,
            };
            about.bargaining = Some(bargaining);
            let mut found = finish(all, programmed, about, &reservations);
            found.spread_with_ties(&question, is_cut, &bargain_settings, eighth, work)?;
            Ok(found)
        }
    }
}

/// Nodes of a search where the frontier decides what it leaves open.
const NODES_MAX: u64 = 2_000_000;

/// What is known without the frontier.
struct About {
    outcomes: f64,
    bargaining: Option<Bargaining>,
    rational_fraction: Fraction,
    ranges: Vec<(f64, f64)>,
    lost: Vec<(usize, usize)>,
}

impl About {
    fn without(self, frontier: Zone) -> ScenarioStatistics {
        ScenarioStatistics {
            outcomes: self.outcomes,
            frontier,
            bargaining: self.bargaining,
            ks_spread: None,
            opposition: None,
            rational_fraction: self.rational_fraction,
            ranges: self.ranges,
            lost: self.lost,
        }
    }
}

fn nothing() -> RationalFraction {
    RationalFraction { low: 0.0, high: 0.0, estimate: 0.0, exact: true }
}

fn finish(
    all: Frontier,
    programmed: bool,
    about: About,
    reservations: &[f64],
) -> ScenarioStatistics {
    let rounding = all.rounding_units();
    let levels: Vec<i64> = all
        .scales()
        .iter()
        .zip(reservations)
        .map(|(scale, r)| scale.units(*r).saturating_sub(rounding))
        .collect();
    let reaches = |at: &usize| all.units(*at).iter().zip(&levels).all(|(u, level)| u >= level);
    let rational: Vec<usize> = (0..all.len()).filter(reaches).collect();
    let greatest: Vec<f64> = about.ranges.iter().map(|range| range.1).collect();
    let disagreement: Vec<f64> =
        about.ranges.iter().zip(reservations).map(|(range, r)| r.max(range.0)).collect();
    let opposition = opposition(&all, &rational, &greatest);
    // The rounding of a ratio is that of a total over the greatest gain.
    let ratio = |party: usize| {
        let gain = greatest[party] - disagreement[party];
        let rounding = all.scales()[party].utility(rounding);
        if gain > 0.0 { rounding / gain } else { 0.0 }
    };
    let tolerance = 4.0 * (0..greatest.len()).map(ratio).fold(0.0, f64::max);
    let spread = ks_spread(&all, &rational, &disagreement, &greatest, tolerance);
    let point = |at: usize| BargainOutcome { choice: all.choice(at), utilities: all.utilities(at) };
    let ks_spread = spread.map(|(value, points)| SolutionPoints {
        value,
        points: points.into_iter().map(point).collect(),
        truncated: true,
    });
    ScenarioStatistics {
        ks_spread,
        opposition,
        ..about.without(Zone::Exact { all: Box::new(all), rational, programmed })
    }
}

impl ScenarioStatistics {
    /// Puts beside the points of the least spread all outcomes that are worth the same, for an eighth of `steps`.
    fn spread_with_ties(
        &mut self,
        question: &Joint,
        is_cut: bool,
        settings: &BargainSettings,
        steps: u64,
        work: &mut Work<'_>,
    ) -> Result<(), FrontierError> {
        if let Some(it) = &mut self.ks_spread {
            it.truncated = work.part(steps / 8, |work| {
                all_as_good(&mut it.points, question, is_cut, settings.ties_max, work)
            })?;
        }
        Ok(())
    }

    /// Points of the frontier over all outcomes; none when it did not converge.
    #[must_use]
    pub fn frontier_size(&self) -> Option<usize> {
        match &self.frontier {
            Zone::Exact { all, .. } => Some(all.len()),
            Zone::TooLarge(_) | Zone::NotConverged { .. } => None,
        }
    }

    /// Points of the frontier at which every party has its reservation value at least.
    #[must_use]
    pub fn frontier_size_rational(&self) -> Option<usize> {
        match &self.frontier {
            Zone::Exact { rational, .. } => Some(rational.len()),
            Zone::TooLarge(_) | Zone::NotConverged { .. } => None,
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
