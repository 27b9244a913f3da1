//! Everything that could be gained, for one set of numbers: of a scenario, or of a record in
//! expectation.

use super::{EPSILON, SOLVER_SECONDS, WORK};
use crate::finding::block::Text;
use crate::scenario::{SolutionPoints, StatisticsSettings, Zone, statistics_within};
use plenipo_maths::bargain::{BargainOutcome, Bargaining, RationalFraction, Solution};
use plenipo_maths::frontier::{Frontier, FrontierError, Never, Obstacle};
use plenipo_maths::programme::Stopped;
use plenipo_maths::work::Work;
use plenipo_record::case::describe;
use plenipo_record::scenario::{Scenario, ScenarioIssue};

/// A bargaining solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SolutionKind {
    /// Greatest product of gains (Nash 1950).
    Nash,
    /// Gains in proportion to the greatest that each could have (Kalai and Smorodinsky 1975).
    KalaiSmorodinsky,
    /// Greatest smallest gain (Kalai 1977).
    Egalitarian,
    /// Greatest sum.
    Utilitarian,
}

impl SolutionKind {
    /// All of them, in the order they are shown.
    pub const ALL: [SolutionKind; 4] = [
        SolutionKind::Nash,
        SolutionKind::KalaiSmorodinsky,
        SolutionKind::Egalitarian,
        SolutionKind::Utilitarian,
    ];

    /// Its name as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            SolutionKind::Nash => "nash",
            SolutionKind::KalaiSmorodinsky => "kalai_smorodinsky",
            SolutionKind::Egalitarian => "egalitarian",
            SolutionKind::Utilitarian => "utilitarian",
        }
    }

    /// Its name for people.
    pub(super) fn label(self) -> &'static str {
        match self {
            SolutionKind::Nash => "Nash",
            SolutionKind::KalaiSmorodinsky => "Kalai–Smorodinsky",
            other => other.word(),
        }
    }
}

/// What could be gained.
pub(super) struct Picture {
    pub(super) scenario: Scenario,
    /// Its issues as people call them, where that is not how the scenario does.
    pub(super) named: Option<Vec<ScenarioIssue>>,
    /// Number of drafts, in decimal.
    pub(super) in_full: String,
    /// Issues on which nobody's order is on record, so that nothing can be said: shown as one option.
    pub(super) idle: Vec<bool>,
    /// For each issue the parties whose order of options is not on record.
    pub(super) unordered: Vec<Vec<String>>,
    /// For each issue how many options there are.
    pub(super) left: Vec<usize>,
    /// The frontier over all of them, and the places of its rational points.
    pub(super) frontier: Option<(Box<Frontier>, Vec<usize>)>,
    /// Whether it was found by mixed-integer programming.
    pub(super) programmed: bool,
    pub(super) bargaining: Option<Bargaining>,
    pub(super) ks_spread: Option<SolutionPoints>,
    pub(super) opposition: Option<f64>,
    pub(super) rational_fraction: Option<RationalFraction>,
    pub(super) ranges: Vec<(f64, f64)>,
    /// Parties and issues whose numbers are lost beside others of that party.
    pub(super) lost: Vec<(usize, usize)>,
    /// Why something is missing.
    pub(super) not_converged: Option<Text>,
}

impl Picture {
    /// # Errors
    /// [`FrontierError`] for numbers that cannot be reckoned with, for too many parties, and when
    /// it was asked to stop.
    pub(super) fn of(
        scenario: Scenario,
        never: &[Never],
        settings: &StatisticsSettings,
        work: &mut Work<'_>,
    ) -> Result<Picture, FrontierError> {
        let it = statistics_within(&scenario, never, settings, work)?;
        let mut by_programme = false;
        let (frontier, not_converged) = match it.frontier {
            Zone::Exact { all, rational, programmed } => {
                by_programme = programmed;
                (Some((all, rational)), None)
            }
            Zone::TooLarge(why) => (None, Some(too_large(&why))),
            Zone::NotConverged { width, cells, why, programmed } => {
                (None, Some(too_close(width, cells, why, programmed, settings)))
            }
        };
        Ok(Picture {
            named: None,
            in_full: outcomes_in_full(&scenario, it.outcomes),
            idle: vec![false; scenario.issues.len()],
            unordered: vec![Vec::new(); scenario.issues.len()],
            left: scenario.issues.iter().map(|it| it.values.len()).collect(),
            scenario,
            frontier,
            programmed: by_programme,
            bargaining: it.bargaining,
            ks_spread: it.ks_spread,
            opposition: it.opposition,
            rational_fraction: Some(it.rational_fraction),
            ranges: it.ranges,
            lost: it.lost,
            not_converged,
        })
    }

    /// Whether everything asked for was found and is proven.
    pub(super) fn is_settled(&self) -> bool {
        let proven = SolutionKind::ALL.into_iter().filter_map(|it| self.solution(it));
        self.not_converged.is_none()
            && self.lost.is_empty()
            && !matches!(self.bargaining, Some(Bargaining::Undecided { .. }))
            && proven.into_iter().all(|it| it.proven)
    }

    /// Of whom the numbers differ by more than can be told apart, and on which issues.
    pub(super) fn lost_in_words(&self, parties: &[String]) -> Vec<String> {
        let mut of: Vec<(usize, Vec<&str>)> = Vec::new();
        for (party, issue) in &self.lost {
            let name = self.issues()[*issue].name.as_str();
            match of.iter_mut().find(|(it, _)| it == party) {
                Some((_, issues)) if issues.contains(&name) => {}
                Some((_, issues)) => issues.push(name),
                None => of.push((*party, vec![name])),
            }
        }
        let said = of.into_iter().map(|(party, issues)| {
            format!(
                "the numbers of {} are of sizes too different to add up: beside the largest, \
                 options on {} that differ are not told apart; drafts that only they separate \
                 are one here",
                parties[party],
                describe::listed(&issues.into_iter().map(str::to_owned).collect::<Vec<_>>())
            )
        });
        said.collect()
    }

    /// The solution of that kind.
    pub(super) fn solution(&self, kind: SolutionKind) -> Option<&Solution> {
        let Some(Bargaining::Agreement(it)) = &self.bargaining else { return None };
        match kind {
            SolutionKind::Nash => Some(&it.nash),
            SolutionKind::KalaiSmorodinsky => it.kalai_smorodinsky.as_ref(),
            SolutionKind::Egalitarian => Some(&it.egalitarian),
            SolutionKind::Utilitarian => Some(&it.utilitarian),
        }
    }

    /// The outcomes that tie for the solution of that kind.
    pub(super) fn ties(&self, kind: SolutionKind) -> &[BargainOutcome] {
        self.solution(kind).map_or(&[], |it| it.outcomes.as_slice())
    }

    /// The options of issue `place` that the outcomes chosen by the solution of that kind have.
    pub(super) fn options_of(&self, kind: SolutionKind, place: usize) -> Vec<usize> {
        let mut options: Vec<usize> = self.ties(kind).iter().map(|it| it.choice[place]).collect();
        options.sort_unstable();
        options.dedup();
        options
    }

    /// How many options there are on issue `place`.
    pub(super) fn left_on(&self, place: usize) -> usize {
        self.left[place]
    }

    /// A draft in words: its option of every issue.
    pub(super) fn words(&self, choice: &[usize]) -> String {
        in_words(&self.scenario.issues, choice)
    }

    /// The same, for people.
    pub(super) fn told(&self, choice: &[usize]) -> String {
        in_words(self.issues(), choice)
    }

    /// The issues, named for people.
    pub(super) fn issues(&self) -> &[ScenarioIssue] {
        self.named.as_deref().unwrap_or(&self.scenario.issues)
    }
}

/// Why there is no frontier of a sum over issues, and what could be done.
fn too_large(why: &FrontierError) -> Text {
    let text = Text::plain(format!("{why}; allow an error with ")).hint(EPSILON.any());
    match why {
        FrontierError::Work { .. } => text.and(", or more work with ").hint(WORK.any()),
        _ => text,
    }
}

/// Why utilities that depend on several issues have no frontier here.
fn too_close(
    width: usize,
    cells: f64,
    why: Obstacle,
    programmed: Option<Stopped>,
    settings: &StatisticsSettings,
) -> Text {
    let text = Text::plain("the issues depend on each other too closely for an exact frontier: ");
    let text = match why {
        Obstacle::Cells => text,
        Obstacle::Memory => text.and("with more points than fit, "),
        Obstacle::Work => text.and("with more work than allowed (").hint(WORK.any()).and("), "),
    };
    let text = text.and(format!(
        "{width} of them would have to be held at once, in {} combinations",
        describe::grouped(&format!("{cells:.0}"))
    ));
    let Some(Stopped { found }) = programmed else {
        return text.and("; mixed-integer programming is not in this build (feature `highs`)");
    };
    let seconds = settings.programme.seconds_max;
    match found {
        Some(found) => text
            .and(format!("; mixed-integer programming stopped after {seconds} s ("))
            .hint(SOLVER_SECONDS.any())
            .and(format!(
                ") with {} outcomes found that nothing found betters: whatever else is chosen, one \
                 of them is worth at least as much less {:.6} to everybody",
                found.len(),
                found.epsilon()
            )),
        None => text
            .and(format!("; mixed-integer programming found no outcome in {seconds} s ("))
            .hint(SOLVER_SECONDS.any())
            .and(")"),
    }
}

/// An option of every issue, in words.
fn in_words(issues: &[ScenarioIssue], choice: &[usize]) -> String {
    let each = issues.iter().zip(choice);
    let each = each.map(|(issue, &at)| format!("{}: {}", issue.name, issue.values.label(at)));
    each.collect::<Vec<_>>().join("; ")
}

/// How many drafts there are, exactly, as a decimal number.
fn outcomes_in_full(scenario: &Scenario, outcomes: f64) -> String {
    let sizes = scenario.issues.iter().map(|it| it.values.len());
    in_full(sizes).unwrap_or_else(|| format!("{outcomes:.6e}"))
}

/// A product of whole numbers in decimal; none beyond 2^128.
pub(super) fn in_full(sizes: impl Iterator<Item = usize>) -> Option<String> {
    let mut product = 1_u128;
    for size in sizes {
        product = product.checked_mul(size as u128)?;
    }
    Some(product.to_string())
}

/// The distance of two points.
pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    libm::sqrt(squares.sum::<f64>())
}

/// Utilities closer together than this are the same: sums of weights and values that were added up
/// in another order.
pub(super) const SAME: f64 = 1e-9;

/// Where a draft lies against a frontier.
pub(super) struct Lies {
    /// Distance to the nearest point.
    pub(super) distance: f64,
    /// The point that is at least as good for everybody and better for somebody (or, against a draft that
    /// crosses a line, keeps to it), and of these the one whose smallest gain is greatest.
    pub(super) dominated_by: Option<usize>,
}

/// Where a draft worth `u` lies against `frontier`; `None` when it has no points. One that does not keep every
/// line `is_out`: a point that is just as good for everybody then goes before it too.
pub(super) fn lies(frontier: &Frontier, u: &[f64], is_out: bool) -> Option<Lies> {
    let mut nearest = f64::INFINITY;
    let mut best: Option<(f64, f64, usize)> = None;
    let mut gains = vec![0.0; u.len()];
    for point in 0..frontier.len() {
        // The least and the sum of the gains, and their squares: one pass over what may be a
        // million points, for every draft and reading.
        let each = frontier.units(point).iter().zip(frontier.scales()).zip(u);
        let (mut least, mut most, mut square) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for (gain, ((&units, scale), u)) in gains.iter_mut().zip(each) {
            *gain = scale.utility(units) - u;
            least = f64::min(least, *gain);
            most = f64::max(most, *gain);
            square += *gain * *gain;
        }
        nearest = nearest.min(square);
        if least >= -SAME && (is_out || most > SAME) {
            let sum = gains.iter().sum::<f64>();
            if best.is_none_or(|(l, s, _)| (least, sum) > (l, s)) {
                best = Some((least, sum, point));
            }
        }
    }
    let dominated_by = best.map(|(.., point)| point);
    nearest.is_finite().then(|| Lies { distance: libm::sqrt(nearest), dominated_by })
}
