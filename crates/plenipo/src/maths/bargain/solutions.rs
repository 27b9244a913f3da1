//! The solutions of a question, one after the other.

use crate::maths::frontier::{Additive, FrontierError};

use super::goal::{Aim, Goal};
use super::search::{Effort, Found, search};
use super::space::Space;

/// Reservation values and effort.
#[derive(Clone, Debug)]
pub struct BargainSettings {
    /// Utility of no agreement, one a player; empty or minus infinity: none.
    pub reservations: Vec<f64>,
    /// Outcomes listed for each solution at most.
    pub ties_max: usize,
    /// Nodes of each search at most; beyond, the solution is not proven and has a bound.
    pub nodes_max: u64,
}

impl Default for BargainSettings {
    /// No reservations, 1,000 ties, 20 million nodes (some seconds).
    fn default() -> Self {
        Self { reservations: Vec::new(), ties_max: 1_000, nodes_max: 20_000_000 }
    }
}

/// One outcome: the option of every criterion, and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Options in the numbering of the question, one a criterion.
    pub choice: Vec<usize>,
    /// Utilities, one a player.
    pub utilities: Vec<f64>,
}

/// What one solution concept chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The greatest value (product of gains, smallest gain or ratio, sum of utilities).
    pub value: f64,
    /// Every outcome with that value, up to the rounding of the input.
    pub outcomes: Vec<Outcome>,
    /// Whether there may be further ties beyond the number asked for.
    pub truncated: bool,
    /// Whether nothing better exists; otherwise the search ran out of nodes.
    pub proven: bool,
    /// No outcome has a value above this; equal to `value` when proven.
    pub bound: f64,
}

/// All solutions of a question whose players can agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Solutions {
    /// The reservation value of each player, raised to his minimum.
    pub disagreement: Vec<f64>,
    /// The best each player can get while nobody falls below his reservation value.
    pub ideal: Vec<f64>,
    /// Greatest product of gains. When some player cannot gain at all the product is 0 everywhere;
    /// the rational outcomes without a better one among them are listed then.
    pub nash: Solution,
    /// Greatest smallest ratio of gain to greatest gain, ties leximin; none when no player can
    /// gain.
    pub kalai_smorodinsky: Option<Solution>,
    /// Greatest smallest gain, ties leximin.
    pub egalitarian: Solution,
    /// Greatest sum of utilities.
    pub utilitarian: Solution,
}

/// Whether the players can agree, and on what.
#[derive(Clone, Debug, PartialEq)]
pub enum Bargaining {
    /// Some outcome reaches every reservation value.
    Agreement(Box<Solutions>),
    /// No outcome does: proven.
    NoAgreement {
        /// The greatest smallest gain, negative: how far the nearest outcome is from acceptable.
        smallest_gain: f64,
        /// The outcomes nearest to acceptable.
        nearest: Vec<Outcome>,
    },
    /// The search ran out of nodes before finding an acceptable outcome or excluding one.
    Undecided {
        /// The greatest smallest gain found, negative.
        smallest_gain: f64,
        /// No outcome has a greater smallest gain than this.
        bound: f64,
    },
}

/// The bargaining solutions of an additive question.
///
/// ```
/// use plenipo::maths::bargain::{BargainSettings, Bargaining, bargain};
/// use plenipo::maths::frontier::Additive;
///
/// // Two criteria, each worth more to one of the players.
/// let utilities = [
///     vec![vec![3.0, 0.0], vec![0.0, 1.0]],
///     vec![vec![1.0, 0.0], vec![0.0, 3.0]],
/// ];
/// let question = Additive::new(2, &utilities)?;
/// let settings = BargainSettings { reservations: vec![1.0, 1.0], ..Default::default() };
/// let Bargaining::Agreement(solutions) = bargain(&question, &settings)? else {
///     panic!("they can agree");
/// };
/// assert_eq!(solutions.nash.value, 4.0);
/// assert_eq!(solutions.nash.outcomes[0].choice, [0, 1]);
/// # Ok::<(), plenipo::maths::frontier::FrontierError>(())
/// ```
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn bargain(
    question: &Additive,
    settings: &BargainSettings,
) -> Result<Bargaining, FrontierError> {
    let space = Space::new(question);
    let reservations = reservations(&settings.reservations, space.n_players)?;
    let disagreement: Vec<f64> =
        reservations.iter().zip(&space.least).map(|(r, least)| r.max(*least)).collect();
    let effort =
        Effort { nodes_max: settings.nodes_max, ties_max: settings.ties_max.clamp(1, 1 << 20) };
    let goal = |aim: Aim, floors: &[f64]| Goal {
        aim,
        disagreement: disagreement.clone(),
        floors: floors.to_vec(),
        rounding: space.rounding,
    };

    let free = vec![f64::NEG_INFINITY; space.n_players];
    let everyone = Aim::MaxMin { factors: vec![1.0; space.n_players] };
    let start = space.best_picks(&vec![1.0; space.n_players]);
    let fair_goal = goal(everyone, &free);
    let fair = search(&space, &fair_goal, &start, effort);
    if fair.value < -space.rounding {
        return Ok(if fair.proven {
            let nearest =
                outcomes(&space, &leximin(&space, &fair_goal, fair.clone(), effort), effort);
            Bargaining::NoAgreement { smallest_gain: fair.value, nearest: nearest.0 }
        } else {
            Bargaining::Undecided { smallest_gain: fair.value, bound: fair.bound }
        });
    }
    // Rational outcomes: a total may miss its reservation value by no more than rounding.
    let floors: Vec<f64> = reservations.iter().map(|r| r - space.rounding).collect();
    let fair = leximin(&space, &fair_goal, fair, effort);
    let start = match fair.ties.first() {
        Some((picks, _)) => picks.clone(),
        None => start,
    };

    let alone = Effort { ties_max: 1, ..effort };
    let ideal: Vec<f64> = (0..space.n_players)
        .map(|player| {
            let mut weights = vec![0.0; space.n_players];
            weights[player] = 1.0;
            search(&space, &goal(Aim::Sum { weights }, &floors), &start, alone).bound
        })
        .collect();

    let mut nash = search(&space, &goal(Aim::Product, &floors), &start, effort);
    if nash.value <= 0.0 {
        undominated_only(&mut nash, space.rounding);
    }
    let factors: Vec<f64> = ideal
        .iter()
        .zip(&disagreement)
        .map(|(m, d)| if m - d > 2.0 * space.rounding { 1.0 / (m - d) } else { 0.0 })
        .collect();
    let kalai_smorodinsky = factors.iter().any(|factor| *factor > 0.0).then(|| {
        let goal = goal(Aim::MaxMin { factors }, &floors);
        leximin(&space, &goal, search(&space, &goal, &start, effort), effort)
    });
    let sum = Aim::Sum { weights: vec![1.0; space.n_players] };
    let utilitarian = search(&space, &goal(sum, &floors), &start, effort);

    let finish = |found: Found| {
        let (outcomes, cut) = outcomes(&space, &found, effort);
        Solution {
            value: found.value,
            outcomes,
            truncated: found.truncated || cut,
            proven: found.proven,
            bound: found.bound,
        }
    };
    Ok(Bargaining::Agreement(Box::new(Solutions {
        ideal,
        nash: finish(nash),
        kalai_smorodinsky: kalai_smorodinsky.map(finish),
        egalitarian: finish(fair),
        utilitarian: finish(utilitarian),
        disagreement,
    })))
}

/// Checked, and minus infinity where there is none.
pub(super) fn reservations(given: &[f64], n_players: usize) -> Result<Vec<f64>, FrontierError> {
    if given.is_empty() {
        return Ok(vec![f64::NEG_INFINITY; n_players]);
    }
    if given.len() != n_players {
        return Err(FrontierError::Shape {
            what: "reservation values",
            expected: n_players,
            given: given.len(),
        });
    }
    match given.iter().find(|value| value.is_nan() || **value == f64::INFINITY) {
        Some(&value) => Err(FrontierError::Number { what: "a reservation value", value }),
        None => Ok(given.to_vec()),
    }
}

/// Of the ties of a max-min search those whose second smallest value is greatest, and so on.
fn leximin(space: &Space, goal: &Goal, found: Found, effort: Effort) -> Found {
    let Aim::MaxMin { factors } = &goal.aim else { return found };
    if found.truncated && found.proven {
        return leximin_by_stages(space, goal, factors, found, effort);
    }
    let tolerance = goal.tolerance(found.value, &[]);
    let ties = leximin_ranks(goal, factors, tolerance, found.ties, |tie| &tie.1);
    Found { ties, ..found }
}

/// Keeps the items whose smallest value is greatest, of these those whose second smallest is, and
/// so on.
pub(super) fn leximin_ranks<T>(
    goal: &Goal,
    factors: &[f64],
    tolerance: f64,
    items: Vec<T>,
    total: impl Fn(&T) -> &Vec<f64>,
) -> Vec<T> {
    let sorted = |total: &[f64]| {
        let gains = total.iter().zip(&goal.disagreement).map(|(value, d)| value - d);
        let mut values: Vec<f64> = gains
            .zip(factors)
            .filter(|(_, factor)| **factor > 0.0)
            .map(|(gain, factor)| gain * factor)
            .collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let mut ties: Vec<(Vec<f64>, T)> =
        items.into_iter().map(|item| (sorted(total(&item)), item)).collect();
    let n_ranks = ties.first().map_or(0, |tie| tie.0.len());
    for rank in 0..n_ranks {
        let best = ties.iter().map(|tie| tie.0[rank]).fold(f64::NEG_INFINITY, f64::max);
        ties.retain(|tie| tie.0[rank] >= best - tolerance);
    }
    ties.into_iter().map(|(_, item)| item).collect()
}

/// Leximin when too many outcomes share the smallest value to list them: the second smallest is
/// the greatest, over the players to leave out, of a max-min over the others with the value so far
/// as a floor; and so on with the player left out.
fn leximin_by_stages(
    space: &Space,
    goal: &Goal,
    factors: &[f64],
    found: Found,
    effort: Effort,
) -> Found {
    let alone = Effort { ties_max: 1, ..effort };
    let tolerance = goal.tolerance(found.value, &[]);
    let mut goal = goal.clone();
    let mut left: Vec<f64> = factors.to_vec();
    let mut last = found.clone();
    while left.iter().filter(|factor| **factor > 0.0).count() > 1 {
        for player in 0..space.n_players {
            if left[player] > 0.0 {
                let level = goal.disagreement[player] + (last.value - tolerance) / left[player];
                goal.floors[player] = goal.floors[player].max(level);
            }
        }
        let start = match last.ties.first() {
            Some((picks, _)) => picks.clone(),
            None => return found,
        };
        let mut best: Option<(usize, Found)> = None;
        for player in 0..space.n_players {
            if left[player] > 0.0 {
                let mut factors = left.clone();
                factors[player] = 0.0;
                goal.aim = Aim::MaxMin { factors };
                let next = search(space, &goal, &start, alone);
                if best.as_ref().is_none_or(|(_, best)| next.value > best.value + tolerance) {
                    best = Some((player, next));
                }
            }
        }
        let Some((player, next)) = best else { return found };
        left[player] = 0.0;
        last = next;
    }
    goal.aim = Aim::MaxMin { factors: left };
    let start = last.ties.first().map_or_else(Vec::new, |(picks, _)| picks.clone());
    if start.len() != space.criteria.len() {
        return found;
    }
    let all = search(space, &goal, &start, effort);
    // Another order of the players may reach the same values: more ties than these are possible.
    Found { ties: all.ties, truncated: true, ..found }
}

/// Drops ties that another one matches for every player and beats for some.
fn undominated_only(found: &mut Found, rounding: f64) {
    let totals: Vec<Vec<f64>> = found.ties.iter().map(|tie| tie.1.clone()).collect();
    found.ties.retain(|(_, total)| {
        !totals.iter().any(|other| {
            other.iter().zip(total).all(|(a, b)| *a >= b - rounding)
                && other.iter().zip(total).any(|(a, b)| *a > b + rounding)
        })
    });
}

/// The outcomes behind classes of equal options, and whether some were left out.
fn outcomes(space: &Space, found: &Found, effort: Effort) -> (Vec<Outcome>, bool) {
    let mut outcomes = Vec::new();
    for (picks, total) in &found.ties {
        let options: Vec<&[usize]> = space
            .criteria
            .iter()
            .zip(picks)
            .map(|(classes, &pick)| classes[pick].options.as_slice())
            .collect();
        let mut at = vec![0; options.len()];
        loop {
            if outcomes.len() == effort.ties_max {
                return (outcomes, true);
            }
            let choice = options.iter().zip(&at).map(|(options, &at)| options[at]).collect();
            outcomes.push(Outcome { choice, utilities: total.clone() });
            // The next combination, counting like an odometer.
            let Some(place) =
                (0..at.len()).rev().find(|&place| at[place] + 1 < options[place].len())
            else {
                break;
            };
            at[place] += 1;
            at[place + 1..].fill(0);
        }
    }
    outcomes.sort_by(|a, b| a.choice.cmp(&b.choice));
    (outcomes, false)
}
