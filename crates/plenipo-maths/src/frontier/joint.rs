//! The question when utilities depend on several variables together.

use super::additive::scales;
use super::eliminate::eliminate;
use super::scale::{is_lost, rounding_units};
use super::{Additive, Frontier, FrontierError, PLAYERS_MAX, Row, Scale};
use crate::work::Work;

/// A utility that depends on several variables together, or on one.
#[derive(Clone, Debug, PartialEq)]
pub enum JointTerm {
    /// A value for every combination of the variables' options.
    Table {
        /// The variables, each once.
        scope: Vec<usize>,
        /// Utilities `[combination][player]` in one row; the last variable of the scope changes fastest.
        utilities: Vec<f64>,
    },
    /// A value while every variable is within its range, and nothing otherwise (a hyper-rectangle).
    Box {
        /// The variables, each once.
        scope: Vec<usize>,
        /// First and last option of each variable in the scope.
        ranges: Vec<(usize, usize)>,
        /// Utilities, one a player.
        utilities: Vec<f64>,
    },
}

impl JointTerm {
    /// The variables it depends on.
    #[must_use]
    pub fn scope(&self) -> &[usize] {
        match self {
            Self::Table { scope, .. } | Self::Box { scope, .. } => scope,
        }
    }

    /// Everything it can be worth to a player; for a box, outside it too.
    fn values(&self, player: usize, n_players: usize) -> Box<dyn Iterator<Item = f64> + '_> {
        match self {
            Self::Table { utilities, .. } => {
                Box::new(utilities.iter().skip(player).step_by(n_players).copied())
            }
            Self::Box { utilities, .. } => Box::new([0.0, utilities[player]].into_iter()),
        }
    }

    /// What it is worth to each of `n_players` for one option of every variable; `None` is nothing to
    /// anybody.
    pub(crate) fn at(
        &self,
        choice: &[usize],
        n_options: &[usize],
        n_players: usize,
    ) -> Option<&[f64]> {
        match self {
            Self::Table { scope, utilities } => {
                let index =
                    scope.iter().fold(0, |index, &var| index * n_options[var] + choice[var]);
                Some(&utilities[index * n_players..(index + 1) * n_players])
            }
            Self::Box { scope, ranges, utilities } => scope
                .iter()
                .zip(ranges)
                .all(|(&var, &(first, last))| (first..=last).contains(&choice[var]))
                .then_some(utilities.as_slice()),
        }
    }
}

/// Combinations of options of some variables that no outcome may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Never {
    /// The variables, each once.
    pub scope: Vec<usize>,
    /// Whether each combination is forbidden; the last variable of the scope changes fastest.
    pub combinations: Vec<bool>,
}

impl Never {
    /// Whether one option of every variable is forbidden by it.
    pub(crate) fn forbids(&self, choice: &[usize], n_options: &[usize]) -> bool {
        let index = self.scope.iter().fold(0, |index, &var| index * n_options[var] + choice[var]);
        self.combinations[index]
    }
}

/// Variables with options, and utilities that are sums of [`JointTerm`]s.
#[derive(Clone, Debug)]
pub struct Joint {
    pub(super) n_players: usize,
    pub(crate) n_options: Vec<usize>,
    pub(crate) terms: Vec<JointTerm>,
    /// What no outcome may have.
    pub(crate) never: Vec<Never>,
    /// One a player.
    pub(super) scales: Vec<Scale>,
    /// Players and variables whose differences are too small beside others to be told apart.
    lost: Vec<(usize, usize)>,
    /// Options not vetoed.
    pub(crate) allowed: Vec<Vec<usize>>,
}

/// How much a frontier of dependent utilities may cost.
#[derive(Clone, Debug)]
pub struct JointLimits {
    /// Least utility of each player; empty: none. (Applied to whole outcomes only.)
    pub reservations: Vec<f64>,
    /// Assignments of a separator at most.
    pub cells_max: f64,
    /// Points held at most; of their origins four times as many.
    pub points_max: usize,
    /// Whether to drop points that only the rounding of the input keeps undominated.
    pub drop_noise: bool,
}

impl Default for JointLimits {
    /// No reservations, 2 million assignments, 3 million points (some seconds, some 300 MB), every point
    /// kept.
    fn default() -> Self {
        Self { reservations: Vec::new(), cells_max: 2e6, points_max: 3_000_000, drop_noise: false }
    }
}

/// The frontier, or why it was not computed.
#[derive(Clone, Debug)]
pub enum JointFrontier {
    /// Every point.
    Exact(Frontier),
    /// The variables depend on each other too closely.
    NotConverged {
        /// Variables in the largest separator.
        width: usize,
        /// Assignments the largest separator has.
        cells: f64,
        /// No outcome gives a player more than this, one entry a player.
        most: Vec<f64>,
        /// What stood in the way.
        why: Obstacle,
    },
}

/// What stood in the way of a frontier of dependent utilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A separator has more assignments than [`JointLimits::cells_max`].
    Cells,
    /// There would be more points than [`JointLimits::points_max`].
    Memory,
    /// The work was spent.
    Work,
}

impl Joint {
    /// Variables with `n_options` options each, and the terms of the utilities.
    ///
    /// # Errors
    /// [`FrontierError::Players`], [`FrontierError::Shape`], [`FrontierError::Index`],
    /// [`FrontierError::Number`], and [`FrontierError::NothingLeft`] for a variable without
    /// options.
    pub fn new(
        n_players: usize,
        n_options: Vec<usize>,
        terms: Vec<JointTerm>,
    ) -> Result<Self, FrontierError> {
        if n_players == 0 || n_players > PLAYERS_MAX {
            return Err(FrontierError::Players { given: n_players });
        }
        if let Some(criterion) = n_options.iter().position(|&count| count == 0) {
            return Err(FrontierError::NothingLeft { criterion });
        }
        let mut totals = vec![0.0; n_players];
        for (at, term) in terms.iter().enumerate() {
            check(term, at, n_players, &n_options)?;
            for (player, total) in totals.iter_mut().enumerate() {
                *total += term
                    .values(player, n_players)
                    .fold(0.0, |most: f64, value| most.max(value.abs()));
            }
        }
        let scales = scales(&totals)?;
        let mut lost = Vec::new();
        for term in &terms {
            let variable = term.scope().first().copied().unwrap_or(0);
            for player in 0..n_players {
                if is_lost(term.values(player, n_players).collect(), scales[player], terms.len()) {
                    lost.push((player, variable));
                }
            }
        }
        let allowed = n_options.iter().map(|&count| (0..count).collect()).collect();
        Ok(Self { n_players, n_options, terms, never: Vec::new(), scales, lost, allowed })
    }

    /// The question of a sum over criteria, as one whose criteria may depend on each other: the same outcomes,
    /// scales and rounding.
    #[must_use]
    pub fn of_sum(sum: &Additive) -> Self {
        let n_players = sum.n_players();
        let scales = sum.scales().to_vec();
        let term = |(variable, rows): (usize, &Vec<Row>)| {
            // Options that were vetoed have a row that no outcome uses.
            let mut utilities = vec![0.0; sum.n_options()[variable] * n_players];
            for row in rows {
                let own = &mut utilities[row.option as usize * n_players..][..n_players];
                for ((value, units), scale) in own.iter_mut().zip(&row.units).zip(&scales) {
                    *value = scale.utility(*units);
                }
            }
            JointTerm::Table { scope: vec![variable], utilities }
        };
        let allowed = |rows: &Vec<Row>| rows.iter().map(|row| row.option as usize).collect();
        Self {
            n_players,
            n_options: sum.n_options().to_vec(),
            terms: sum.rows().iter().enumerate().map(term).collect(),
            never: Vec::new(),
            lost: sum.lost().to_vec(),
            allowed: sum.rows().iter().map(allowed).collect(),
            scales,
        }
    }

    /// The same question where no outcome has any of these combinations: they are in no frontier and count
    /// for no least total, as if they did not exist.
    ///
    /// # Errors
    /// [`FrontierError::Index`] and [`FrontierError::Shape`] for combinations that do not fit the variables.
    pub fn forbidding(mut self, never: Vec<Never>) -> Result<Self, FrontierError> {
        for it in &never {
            check_scope(&it.scope, &self.n_options)?;
            let sizes = it.scope.iter().map(|&var| self.n_options[var]);
            let size = sizes.fold(1_usize, usize::saturating_mul);
            if it.combinations.len() != size {
                let (what, given) = ("combinations", it.combinations.len());
                return Err(FrontierError::Shape { what, expected: size, given });
            }
        }
        self.never = never;
        Ok(self)
    }

    /// Whether an outcome has nothing forbidden.
    #[must_use]
    pub fn permits(&self, choice: &[usize]) -> bool {
        !self.never.iter().any(|it| it.forbids(choice, &self.n_options))
    }

    /// The same question without some options, given as `(variable, option)`.
    ///
    /// # Errors
    /// As [`Additive::without`](super::Additive::without).
    pub fn without(mut self, vetoes: &[(usize, usize)]) -> Result<Self, FrontierError> {
        for &(criterion, option) in vetoes {
            let Some(&available) = self.n_options.get(criterion) else {
                let available = self.n_options.len();
                return Err(FrontierError::Index {
                    what: "criterion",
                    given: criterion,
                    available,
                });
            };
            if option >= available {
                return Err(FrontierError::Index { what: "option", given: option, available });
            }
            self.allowed[criterion].retain(|&other| other != option);
            if self.allowed[criterion].is_empty() {
                return Err(FrontierError::NothingLeft { criterion });
            }
        }
        Ok(self)
    }

    /// Utilities of one outcome, in units, as the sum of the rounded terms.
    ///
    /// # Errors
    /// [`FrontierError::Shape`] and [`FrontierError::Index`].
    pub fn total_units(&self, choice: &[usize]) -> Result<Vec<i64>, FrontierError> {
        if choice.len() != self.n_options.len() {
            return Err(FrontierError::Shape {
                what: "options chosen",
                expected: self.n_options.len(),
                given: choice.len(),
            });
        }
        for (&given, &available) in choice.iter().zip(&self.n_options) {
            if given >= available {
                return Err(FrontierError::Index { what: "option", given, available });
            }
        }
        let mut total = vec![0; self.n_players];
        for term in &self.terms {
            if let Some(utilities) = term.at(choice, &self.n_options, self.n_players) {
                for ((sum, &value), scale) in total.iter_mut().zip(utilities).zip(&self.scales) {
                    *sum += scale.units(value);
                }
            }
        }
        Ok(total)
    }

    /// Number of outcomes left after vetoes.
    #[must_use]
    pub fn outcomes(&self) -> f64 {
        self.allowed.iter().map(|options| options.len() as f64).product()
    }

    /// Units of the utility of each player as integers.
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// Players and variables, of each term the first, on which values differ that are not told apart here:
    /// the player's other numbers are so much larger that sums would lose them.
    #[must_use]
    pub fn lost(&self) -> &[(usize, usize)] {
        &self.lost
    }

    /// The rounding of one total, in units: what lies closer together than this is equal.
    #[must_use]
    pub fn rounding_units(&self) -> i64 {
        rounding_units(self.terms.len())
    }

    /// The least total of each player over all outcomes: exact where elimination for one player
    /// stays within the limits, otherwise the sum of each term's least value.
    #[must_use]
    pub fn least(&self, limits: &JointLimits, work: &mut Work<'_>) -> Vec<f64> {
        (0..self.n_players)
            .map(|player| {
                let share = work.left() / (self.n_players - player) as u64;
                work.part(share, |own| self.least_of(player, limits, own))
            })
            .collect()
    }

    fn least_of(&self, player: usize, limits: &JointLimits, work: &mut Work<'_>) -> f64 {
        let negated = self.negated(player);
        let limits = JointLimits { reservations: Vec::new(), drop_noise: false, ..limits.clone() };
        match eliminate::<2>(&negated, &limits, work) {
            Ok(JointFrontier::Exact(front)) if !front.is_empty() => -front.utilities(0)[0],
            _ => -negated.most()[0],
        }
    }

    /// The question of one player alone, who wants the least.
    pub(crate) fn negated(&self, player: usize) -> Self {
        let terms: Vec<JointTerm> = self
            .terms
            .iter()
            .map(|term| match term {
                JointTerm::Table { scope, .. } => JointTerm::Table {
                    scope: scope.clone(),
                    utilities: term.values(player, self.n_players).map(|value| -value).collect(),
                },
                JointTerm::Box { scope, ranges, utilities } => JointTerm::Box {
                    scope: scope.clone(),
                    ranges: ranges.clone(),
                    utilities: vec![-utilities[player]],
                },
            })
            .filter(|term| match term {
                JointTerm::Table { utilities, .. } | JointTerm::Box { utilities, .. } => {
                    utilities.iter().any(|value| *value != 0.0)
                }
            })
            .collect();
        Self { n_players: 1, terms, scales: vec![self.scales[player]], ..self.clone() }
    }

    /// Number of players.
    #[must_use]
    pub fn n_players(&self) -> usize {
        self.n_players
    }

    /// Refuses reservation values that are none: one a player, or none at all.
    pub(crate) fn check_reservations(&self, given: &[f64]) -> Result<(), FrontierError> {
        if !given.is_empty() && given.len() != self.n_players {
            let (what, expected) = ("reservation values", self.n_players);
            return Err(FrontierError::Shape { what, expected, given: given.len() });
        }
        match given.iter().find(|value| value.is_nan()) {
            Some(&value) => {
                Err(FrontierError::Number { what: "a reservation value".to_owned(), value })
            }
            None => Ok(()),
        }
    }

    /// What no outcome exceeds, one entry a player: the sum of each term's greatest value.
    #[must_use]
    pub fn most(&self) -> Vec<f64> {
        let mut most = vec![0.0; self.n_players];
        for term in &self.terms {
            for (player, most) in most.iter_mut().enumerate() {
                *most += match term {
                    JointTerm::Table { .. } => {
                        term.values(player, self.n_players).fold(f64::NEG_INFINITY, f64::max)
                    }
                    JointTerm::Box { utilities, .. } => utilities[player].max(0.0),
                };
            }
        }
        most
    }
}

/// Checks that a scope names variables that there are, each once.
fn check_scope(scope: &[usize], n_options: &[usize]) -> Result<(), FrontierError> {
    for (place, &given) in scope.iter().enumerate() {
        if given >= n_options.len() {
            let available = n_options.len();
            return Err(FrontierError::Index { what: "variable", given, available });
        }
        if scope[..place].contains(&given) {
            let expected = scope.len();
            return Err(FrontierError::Shape {
                what: "distinct variables",
                expected,
                given: place,
            });
        }
    }
    Ok(())
}

/// Checks one term, the one at place `at`.
fn check(
    term: &JointTerm,
    at: usize,
    n_players: usize,
    n_options: &[usize],
) -> Result<(), FrontierError> {
    let scope = term.scope();
    check_scope(scope, n_options)?;
    let row_of = |row: &[f64]| -> Result<(), FrontierError> {
        if row.len() != n_players {
            let (what, given) = ("utilities of a term", row.len());
            return Err(FrontierError::Shape { what, expected: n_players, given });
        }
        match row.iter().enumerate().find(|(_, value)| !value.is_finite()) {
            Some((player, &value)) => {
                let what = format!("a utility of term {at} to player {player}");
                Err(FrontierError::Number { what, value })
            }
            None => Ok(()),
        }
    };
    match term {
        JointTerm::Table { utilities, .. } => {
            let size =
                scope.iter().try_fold(1_usize, |size, &var| size.checked_mul(n_options[var]));
            let expected = size.and_then(|it| it.checked_mul(n_players)).unwrap_or(usize::MAX);
            if utilities.len() != expected {
                let (what, given) = ("utilities of a term's combinations", utilities.len());
                return Err(FrontierError::Shape { what, expected, given });
            }
            utilities.chunks_exact(n_players).try_for_each(row_of)
        }
        JointTerm::Box { ranges, utilities, .. } => {
            if ranges.len() != scope.len() {
                let (what, given) = ("ranges of a term", ranges.len());
                return Err(FrontierError::Shape { what, expected: scope.len(), given });
            }
            for (&(_, last), &var) in ranges.iter().zip(scope) {
                if last >= n_options[var] {
                    let available = n_options[var];
                    return Err(FrontierError::Index { what: "option", given: last, available });
                }
            }
            row_of(utilities)
        }
    }
}

/// The Pareto frontier when utilities depend on several variables together, by bucket elimination
/// (Dechter, Artificial Intelligence 113 (1999) 41–85) with a frontier in place of a number for
/// each assignment of a separator (Rollón and Larrosa, Journal of Heuristics 12 (2006) 307–328).
///
/// Options that another one matches or beats whatever the others are go first; often that is most
/// of them.
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn frontier_joint(
    question: &Joint,
    limits: &JointLimits,
) -> Result<JointFrontier, FrontierError> {
    frontier_joint_within(question, limits, &mut Work::endless())
}

/// [`frontier_joint`] within a budget of work; not converged where it is spent.
///
/// # Errors
/// As there, and [`FrontierError::Stopped`] when it was asked to stop.
pub fn frontier_joint_within(
    question: &Joint,
    limits: &JointLimits,
    work: &mut Work<'_>,
) -> Result<JointFrontier, FrontierError> {
    question.check_reservations(&limits.reservations)?;
    match question.n_players {
        0..=2 => eliminate::<2>(question, limits, work),
        3 => eliminate::<3>(question, limits, work),
        4 => eliminate::<4>(question, limits, work),
        5..=8 => eliminate::<8>(question, limits, work),
        _ => eliminate::<32>(question, limits, work),
    }
    .map_err(|_| FrontierError::Stopped)
}
