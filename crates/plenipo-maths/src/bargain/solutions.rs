//! The solutions of a question, one after the other.

use crate::frontier::{Additive, FrontierError};
use crate::work::{Ended, Work};

use super::climb::climb;
use super::goal::{Aim, Goal};
use super::ground::Ground;
use super::search::{Effort, Found, search};
use super::space::{Space, utilities};

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
pub struct BargainOutcome {
    /// Options in the numbering of the question, one a criterion.
    pub choice: Vec<usize>,
    /// Utilities, one a player.
    pub utilities: Vec<f64>,
}

/// What one solution concept chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The greatest value (product of gains, smallest gain or ratio, sum of utilities); not a number
    /// where it is beyond those a float holds, as a product of huge or tiny gains may be.
    pub value: f64,
    /// Every outcome with that value, up to the rounding of the input.
    pub outcomes: Vec<BargainOutcome>,
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
        nearest: Vec<BargainOutcome>,
    },
    /// The search ran out of nodes before finding an acceptable outcome or excluding one.
    Undecided {
        /// The greatest smallest gain found, negative.
        smallest_gain: f64,
        /// No outcome has a greater smallest gain than this.
        bound: f64,
    },
}

impl Bargaining {
    /// Whether nothing was left open: whether players can agree, and every solution.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        match self {
            Self::Agreement(it) => {
                let fair = it.kalai_smorodinsky.as_ref().is_none_or(|it| it.proven);
                it.nash.proven && fair && it.egalitarian.proven && it.utilitarian.proven
            }
            Self::NoAgreement { .. } => true,
            Self::Undecided { .. } => false,
        }
    }
}

/// The bargaining solutions of an additive question.
///
/// ```
/// use plenipo_maths::bargain::{BargainSettings, Bargaining, bargain};
/// use plenipo_maths::frontier::Additive;
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
/// # Ok::<(), plenipo_maths::frontier::FrontierError>(())
/// ```
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn bargain(
    question: &Additive,
    settings: &BargainSettings,
) -> Result<Bargaining, FrontierError> {
    bargain_within(question, settings, &mut Work::endless())
}

/// [`bargain`] within a budget of work: where it is spent, solutions are not proven.
///
/// # Errors
/// As there, and [`FrontierError::Stopped`] when it was asked to stop.
pub fn bargain_within(
    question: &Additive,
    settings: &BargainSettings,
    work: &mut Work<'_>,
) -> Result<Bargaining, FrontierError> {
    let space = Space::new(question);
    let reservations = reservations(&settings.reservations, space.n_players)?;
    solve(&space, &reservations, settings, work).map_err(|_| FrontierError::Stopped)
}

/// Whether players can agree, and what Nash's solution chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct Nash {
    /// Whether some outcome reaches every reservation value; unknown where the search did not end.
    pub agree: Option<bool>,
    /// The outcomes that Nash's solution chooses; none where it is not proven.
    pub outcomes: Vec<BargainOutcome>,
}

/// What [`bargain`] says of agreement and of Nash's solution, without the rest of it.
///
/// # Errors
/// As [`bargain_within`].
pub fn nash_within(
    question: &Additive,
    settings: &BargainSettings,
    work: &mut Work<'_>,
) -> Result<Nash, FrontierError> {
    let space = Space::new(question);
    let reservations = reservations(&settings.reservations, space.n_players)?;
    nash(&space, &reservations, settings, work).map_err(|_| FrontierError::Stopped)
}

fn nash(
    space: &Space,
    reservations: &[f64],
    settings: &BargainSettings,
    work: &mut Work<'_>,
) -> Result<Nash, Ended> {
    let ground = Ground::new(&space.scales, reservations, &space.least, space.rounding);
    let effort =
        Effort { nodes_max: settings.nodes_max, ties_max: settings.ties_max.clamp(1, 1 << 20) };
    let n = space.n_players;
    let free = vec![f64::NEG_INFINITY; n];
    let own = ground.goal(Aim::SmallestGain { powers: vec![Some(0); n] }, &free);
    let mut start = space.best_picks(&vec![1.0; n]);
    // An outcome that climbing finds is proof enough; that there is none takes a search.
    if own.value(&climb(space, &own, &mut start, work)) < -space.rounding {
        let alone = Effort { ties_max: 1, ..effort };
        let half = work.left() / 2;
        let found = work.part(half, |work| search(space, &own, &start, alone, work))?;
        if found.value < -space.rounding {
            let agree = found.proven.then_some(false);
            return Ok(Nash { agree, outcomes: Vec::new() });
        }
        if let Some((picks, _)) = found.ties.into_iter().next() {
            start = picks;
        }
    }
    let goal = ground.goal(Aim::Product, &ground.floors());
    let mut found = search(space, &goal, &start, effort, work)?;
    if found.value <= 0.0 {
        undominated_only(&mut found, space.rounding);
    }
    let chosen = if found.proven { outcomes(space, &found, effort).0 } else { Vec::new() };
    Ok(Nash { agree: Some(true), outcomes: chosen })
}

fn solve(
    space: &Space,
    reservations: &[f64],
    settings: &BargainSettings,
    work: &mut Work<'_>,
) -> Result<Bargaining, Ended> {
    let n = space.n_players;
    let ground = Ground::new(&space.scales, reservations, &space.least, space.rounding);
    let effort =
        Effort { nodes_max: settings.nodes_max, ties_max: settings.ties_max.clamp(1, 1 << 20) };
    // A search gets an even share of what is left to it and to those after it: three to know
    // whether they can agree and on what evenly, one for each player, and three more.
    let mut searches_left = n as u64 + 6;
    let mut share = |work: &Work<'_>| {
        searches_left = searches_left.saturating_sub(1).max(1);
        work.left() / searches_left
    };

    // Each player by its own scale: whether anybody falls short of his reservation by more than
    // rounding does not depend on how large his utilities are.
    let free = vec![f64::NEG_INFINITY; n];
    let start = space.best_picks(&vec![1.0; n]);
    let own = ground.goal(Aim::SmallestGain { powers: vec![Some(0); n] }, &free);
    let steps = share(work);
    let found = work.part(steps, |work| search(space, &own, &start, effort, work))?;
    let in_utilities = Aim::SmallestGain { powers: ground.powers() };
    let alike = ground.alike();
    if found.value < -space.rounding {
        let goal = own.with(in_utilities);
        // Where scales differ the outcomes nearest to acceptable are others.
        let found = if alike {
            Found { value: found.best.as_ref().map_or(found.value, |it| goal.value(it)), ..found }
        } else {
            let steps = share(work);
            let proven = found.proven;
            let found = work.part(steps, |work| search(space, &goal, &start, effort, work))?;
            Found { proven: found.proven && proven, ..found }
        };
        let smallest_gain = ground.smallest_gain(found.best.as_deref());
        return Ok(if found.proven {
            let found = leximin(space, &goal, found, effort, work)?;
            let nearest = outcomes(space, &found, effort);
            Bargaining::NoAgreement { smallest_gain, nearest: nearest.0 }
        } else {
            let bound = if alike { goal.in_utilities(found.bound) } else { found.bound };
            Bargaining::Undecided { smallest_gain, bound }
        });
    }
    // Rational outcomes: a total may miss its reservation value by no more than rounding.
    let floors = ground.floors();
    let start = found.ties.first().map_or(start, |(picks, _)| picks.clone());
    let fair_goal = ground.goal(in_utilities, if alike { &free } else { &floors });
    let fair = if alike {
        Found {
            value: found.best.as_ref().map_or(found.value, |it| fair_goal.value(it)),
            bound: fair_goal.in_utilities(found.bound),
            ..found
        }
    } else {
        let steps = share(work);
        work.part(steps, |work| search(space, &fair_goal, &start, effort, work))?
    };
    let steps = share(work);
    let fair = work.part(steps, |work| leximin(space, &fair_goal, fair, effort, work))?;

    let alone = Effort { ties_max: 1, ..effort };
    let mut ideal = Vec::with_capacity(n);
    let mut ideals_proven = true;
    for player in 0..n {
        let powers = (0..n).map(|other| (other == player).then_some(0)).collect();
        let goal = ground.goal(Aim::Sum { powers }, &floors);
        let steps = share(work);
        let best = work.part(steps, |work| search(space, &goal, &start, alone, work))?;
        ideals_proven &= best.proven;
        ideal.push(best.bound);
    }

    let goal = ground.goal(Aim::Product, &floors);
    let steps = share(work);
    let mut nash = work.part(steps, |work| search(space, &goal, &start, effort, work))?;
    if nash.value <= 0.0 {
        undominated_only(&mut nash, space.rounding);
    }
    nash.value = ground.product(nash.value);
    nash.bound = ground.product(nash.bound);
    let kalai_smorodinsky = match ground.ranges(&ideal) {
        Some(ranges) => {
            let goal = ground.goal(Aim::SmallestRatio { ranges }, &floors);
            let steps = share(work);
            Some(work.part(steps, |work| {
                let found = search(space, &goal, &start, effort, work)?;
                let found = leximin(space, &goal, found, effort, work)?;
                // Ratios to what is not known to be the best are not proven either.
                Ok(Found { proven: found.proven && ideals_proven, ..found })
            })?)
        }
        None => None,
    };
    let goal = ground.goal(Aim::Sum { powers: ground.powers() }, &floors);
    let utilitarian = search(space, &goal, &start, effort, work)?;

    let finish = |found: Found| {
        let (outcomes, cut) = outcomes(space, &found, effort);
        Solution {
            value: found.value,
            outcomes,
            // A search that did not end has not seen every tie either.
            truncated: found.truncated || cut || !found.proven,
            proven: found.proven,
            bound: found.bound,
        }
    };
    Ok(Bargaining::Agreement(Box::new(Solutions {
        ideal: utilities(&space.scales, &ideal),
        nash: finish(nash),
        kalai_smorodinsky: kalai_smorodinsky.map(finish),
        egalitarian: finish(fair),
        utilitarian: finish(utilitarian),
        disagreement: ground.disagreement_in_utilities(),
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
        Some(&value) => {
            Err(FrontierError::Number { what: "a reservation value".to_owned(), value })
        }
        None => Ok(given.to_vec()),
    }
}

/// Of the ties of a max-min search those whose second smallest value is greatest, and so on.
fn leximin(
    space: &Space,
    goal: &Goal,
    found: Found,
    effort: Effort,
    work: &mut Work<'_>,
) -> Result<Found, Ended> {
    if found.truncated && found.proven {
        return leximin_by_stages(space, goal, found, effort, work);
    }
    let ties = leximin_ranks(goal, found.ties, |tie| &tie.1);
    Ok(Found { ties, ..found })
}

/// Keeps the items whose smallest value is greatest, of these those whose second smallest is, and
/// so on. A value is left out where it is certainly smaller: where, with all that it may be off, it
/// does not reach what another is at least.
pub(super) fn leximin_ranks<T>(
    goal: &Goal,
    items: Vec<T>,
    total: impl Fn(&T) -> &Vec<f64>,
) -> Vec<T> {
    let sorted = |total: &[f64]| {
        let mut values = goal.measured(total);
        values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        values
    };
    let mut ties: Vec<(Vec<(f64, f64)>, T)> =
        items.into_iter().map(|item| (sorted(total(&item)), item)).collect();
    let n_ranks = ties.first().map_or(0, |tie| tie.0.len());
    for rank in 0..n_ranks {
        let least = ties.iter().map(|tie| tie.0[rank].0 - tie.0[rank].1);
        let least = least.fold(f64::NEG_INFINITY, f64::max);
        ties.retain(|tie| tie.0[rank].0 + tie.0[rank].1 >= least);
    }
    ties.into_iter().map(|(_, item)| item).collect()
}

/// The aim without one player; none where nobody would be left.
fn without(aim: &Aim, player: usize) -> Option<Aim> {
    let mut aim = aim.clone();
    let left = match &mut aim {
        Aim::SmallestGain { powers } => {
            powers[player].take()?;
            powers.iter().flatten().count()
        }
        Aim::SmallestRatio { ranges } => {
            ranges[player].take()?;
            ranges.iter().flatten().count()
        }
        Aim::Product | Aim::Sum { .. } => 0,
    };
    (left > 0).then_some(aim)
}

/// Leximin when too many outcomes share the smallest value to list them: the second smallest is
/// the greatest, over the players to leave out, of a max-min over the others with the value so far
/// as a floor; and so on with the player left out.
fn leximin_by_stages(
    space: &Space,
    goal: &Goal,
    found: Found,
    effort: Effort,
    work: &mut Work<'_>,
) -> Result<Found, Ended> {
    let alone = Effort { ties_max: 1, ..effort };
    let mut goal = goal.clone();
    let mut last = found.clone();
    // Where not every stage is proven, neither is which of the ties come first.
    let mut proven = found.proven;
    loop {
        let factors = goal.factors();
        let value = last.value - last.best.as_ref().map_or(0.0, |best| goal.best(best).off);
        for (player, factor) in factors.iter().enumerate().filter(|(_, factor)| **factor > 0.0) {
            let level = goal.disagreement[player] + value / factor - goal.rounding;
            goal.floors[player] = goal.floors[player].max(level);
        }
        let start = match last.ties.first() {
            Some((picks, _)) => picks.clone(),
            None => return Ok(found),
        };
        let mut best: Option<(Aim, Found)> = None;
        for player in 0..space.n_players {
            let Some(aim) = without(&goal.aim, player) else { continue };
            let stages = (space.n_players * space.n_players) as u64;
            let next = work.part(work.left() / stages, |work| {
                search(space, &goal.with(aim.clone()), &start, alone, work)
            })?;
            proven &= next.proven;
            if best.as_ref().is_none_or(|(_, best)| next.value > best.value) {
                best = Some((aim, next));
            }
        }
        let Some((aim, next)) = best else { break };
        goal.aim = aim;
        last = next;
    }
    let Some((start, _)) = last.ties.first() else { return Ok(found) };
    let all = search(space, &goal, start, effort, work)?;
    if all.ties.is_empty() {
        return Ok(found);
    }
    // Another order of the players may reach the same values: more ties than these are possible.
    Ok(Found { ties: all.ties, truncated: true, proven, ..found })
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
fn outcomes(space: &Space, found: &Found, effort: Effort) -> (Vec<BargainOutcome>, bool) {
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
            outcomes.push(BargainOutcome { choice, utilities: utilities(&space.scales, total) });
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
