//! Everything that could be gained, for one set of numbers: of a scenario, or of a record in
//! expectation.

use crate::case::describe;
use crate::maths::bargain::{Bargaining, Outcome, RationalFraction, Solution, bargain};
use crate::maths::frontier::{Frontier, FrontierError};
use crate::maths::programme::Stopped;
use crate::scenario::{
    Issue, Question, Scenario, SolutionPoints, StatisticsSettings, Zone, statistics,
};

/// The solutions, in the order they are shown, with the name of each for people.
pub(super) const SOLUTIONS: [(&str, &str); 4] = [
    ("nash", "Nash"),
    ("kalai_smorodinsky", "Kalai–Smorodinsky"),
    ("egalitarian", "egalitarian"),
    ("utilitarian", "utilitarian"),
];

/// What could be gained.
pub(super) struct Picture<'a> {
    pub(super) scenario: &'a Scenario,
    /// Its issues as people call them, where that is not how the scenario does.
    pub(super) named: Option<Vec<Issue>>,
    /// Number of drafts, in decimal.
    pub(super) in_full: String,
    /// Issues on which any option will do, shown as one option.
    pub(super) idle: Vec<bool>,
    /// The frontier over all of them, and the places of its rational points.
    pub(super) frontier: Option<(Box<Frontier>, Vec<usize>)>,
    /// Whether it was found by mixed-integer programming.
    pub(super) programmed: bool,
    pub(super) bargaining: Option<Bargaining>,
    pub(super) ks_spread: Option<SolutionPoints>,
    pub(super) opposition: Option<f64>,
    pub(super) rational_fraction: Option<RationalFraction>,
    pub(super) ranges: Vec<(f64, f64)>,
    /// Why something is missing.
    pub(super) not_converged: Option<String>,
}

impl<'a> Picture<'a> {
    /// # Errors
    /// [`FrontierError`] for numbers that cannot be reckoned with and for too many parties.
    pub(super) fn of(
        scenario: &'a Scenario,
        settings: &StatisticsSettings,
    ) -> Result<Picture<'a>, FrontierError> {
        match statistics(scenario, settings) {
            Ok(it) => {
                let mut programmed = false;
                let (frontier, not_converged) = match it.frontier {
                    Zone::Exact { all, rational, programmed: by } => {
                        programmed = by;
                        (Some((all, rational)), None)
                    }
                    Zone::NotConverged { width, cells, programmed } => {
                        (None, Some(too_close(width, cells, programmed, settings)))
                    }
                };
                Ok(Picture {
                    scenario,
                    named: None,
                    in_full: outcomes_in_full(scenario, it.outcomes),
                    idle: vec![false; scenario.issues.len()],
                    frontier,
                    programmed,
                    bargaining: it.bargaining,
                    ks_spread: it.ks_spread,
                    opposition: it.opposition,
                    rational_fraction: Some(it.rational_fraction),
                    ranges: it.ranges,
                    not_converged,
                })
            }
            Err(error @ FrontierError::Memory { .. }) => {
                Self::without_frontier(scenario, settings, error.to_string())
            }
            Err(error) => Err(error),
        }
    }

    /// The solutions do not need the frontier.
    fn without_frontier(
        scenario: &'a Scenario,
        settings: &StatisticsSettings,
        why: String,
    ) -> Result<Picture<'a>, FrontierError> {
        let own = crate::maths::bargain::BargainSettings {
            reservations: scenario.reservations(),
            ..settings.bargain.clone()
        };
        let (outcomes, bargaining) = match scenario.question()? {
            Question::Additive(question) => (question.outcomes(), Some(bargain(&question, &own)?)),
            Question::Joint(question) => (question.outcomes(), None),
        };
        Ok(Picture {
            scenario,
            named: None,
            in_full: outcomes_in_full(scenario, outcomes),
            idle: vec![false; scenario.issues.len()],
            frontier: None,
            programmed: false,
            bargaining,
            ks_spread: None,
            opposition: None,
            rational_fraction: None,
            ranges: Vec::new(),
            not_converged: Some(why),
        })
    }

    /// The solution called `name`.
    pub(super) fn solution(&self, name: &str) -> Option<&Solution> {
        let Some(Bargaining::Agreement(it)) = &self.bargaining else { return None };
        match name {
            "nash" => Some(&it.nash),
            "kalai_smorodinsky" => it.kalai_smorodinsky.as_ref(),
            "egalitarian" => Some(&it.egalitarian),
            "utilitarian" => Some(&it.utilitarian),
            _ => None,
        }
    }

    /// The first outcome of the solution called `name`.
    pub(super) fn outcome(&self, name: &str) -> Option<&Outcome> {
        self.solution(name)?.outcomes.first()
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
    pub(super) fn issues(&self) -> &[Issue] {
        self.named.as_deref().unwrap_or(&self.scenario.issues)
    }
}

/// Why utilities that depend on several issues have no frontier here.
fn too_close(
    width: usize,
    cells: f64,
    programmed: Option<Stopped>,
    settings: &StatisticsSettings,
) -> String {
    let why = format!(
        "the issues depend on each other too closely for an exact frontier: {width} of them would \
         have to be held at once, in {} combinations",
        describe::grouped(&format!("{cells:.0}"))
    );
    let Some(Stopped { found }) = programmed else {
        return format!("{why}; mixed-integer programming is not in this build (feature `highs`)");
    };
    let seconds = settings.programme.seconds_max;
    match found {
        Some(found) => format!(
            "{why}; mixed-integer programming stopped after {seconds} s (--solver-seconds) with {} \
             outcomes found that nothing found betters: whatever else is chosen, one of them is \
             worth at least as much less {:.6} to everybody",
            found.len(),
            found.epsilon()
        ),
        None => format!(
            "{why}; mixed-integer programming found no outcome in {seconds} s (--solver-seconds)"
        ),
    }
}

/// An option of every issue, in words.
fn in_words(issues: &[Issue], choice: &[usize]) -> String {
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
    /// The point that is at least as good for everybody and better for somebody, and of these the
    /// one whose smallest gain is greatest.
    pub(super) dominated_by: Option<usize>,
}

/// Where utilities `u` lie against `frontier`; `None` when it has no points.
pub(super) fn lies(frontier: &Frontier, u: &[f64]) -> Option<Lies> {
    let mut nearest = f64::INFINITY;
    let mut best: Option<(f64, f64, usize)> = None;
    for point in 0..frontier.len() {
        let at = frontier.utilities(point);
        nearest = nearest.min(distance(&at, u));
        let gains = || at.iter().zip(u).map(|(a, b)| a - b);
        if gains().all(|gain| gain >= -SAME) && gains().any(|gain| gain > SAME) {
            let (least, sum) = (gains().fold(f64::INFINITY, f64::min), gains().sum::<f64>());
            if best.is_none_or(|(l, s, _)| (least, sum) > (l, s)) {
                best = Some((least, sum, point));
            }
        }
    }
    let dominated_by = best.map(|(.., point)| point);
    nearest.is_finite().then_some(Lies { distance: nearest, dominated_by })
}
