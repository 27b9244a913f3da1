//! Depth first over the criteria, pruned by the linear bound and by what each player can reach.

use super::climb::climb;
use super::dual::{Bound, STEPS, bound};
use super::goal::{Aim, Best, Goal, Wanted};
use super::space::{Class, Space, dot};
use crate::work::{Ended, Work};

/// What a search may cost, and how many ties it keeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Nodes visited at most.
    pub(super) nodes_max: u64,
    /// Ties kept at most.
    pub(super) ties_max: usize,
}

/// The best outcomes found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The best value, and minus infinity when nothing is allowed.
    pub(super) value: f64,
    /// The totals of that value.
    pub(super) best: Option<Vec<f64>>,
    /// Classes and totals of the outcomes with that value, up to rounding.
    pub(super) ties: Vec<(Vec<usize>, Vec<f64>)>,
    /// Whether there may be more ties than were kept.
    pub(super) truncated: bool,
    /// Whether the search ended by itself, so that nothing better exists.
    pub(super) proven: bool,
    /// Nothing is better than this; the value itself when proven.
    pub(super) bound: f64,
}

/// Maximises the goal, starting from some outcome. A search ends early, unproven, when the nodes
/// or the work are spent.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
pub(super) fn search(
    space: &Space,
    goal: &Goal,
    start: &[usize],
    effort: Effort,
    work: &mut Work<'_>,
) -> Result<Found, Ended> {
    let mut picks = start.to_vec();
    let mut total = climb(space, goal, &mut picks, work);
    let value = |total: &[f64]| {
        if goal.allows(total) { goal.value(total) } else { f64::NEG_INFINITY }
    };
    // A second start: the outcome that the bound itself points to.
    let mut ended = work.spend(2 * space.size() * STEPS as u64);
    let mut linear = bound(space, goal, finite(value(&total), goal));
    let mut other = space.best_picks(&linear.weights);
    let other_total = climb(space, goal, &mut other, work);
    if value(&other_total) > value(&total) {
        (picks, total) = (other, other_total);
        ended = ended.and(work.spend(2 * space.size() * STEPS as u64));
        linear = bound(space, goal, finite(value(&total), goal));
    }
    let best = goal.allows(&total).then(|| goal.best(&total));
    let order = order(space, &linear);
    let mut search = Search {
        space,
        goal,
        effort,
        reach: reach(space, &order),
        linear_rest: linear_rest(&order),
        slack: slack(space, &linear),
        order,
        need: f64::NEG_INFINITY,
        linear,
        best,
        ties: Vec::new(),
        truncated: false,
        nodes: 0,
        nodes_told: 0,
        ended: ended.err(),
        picks: vec![0; space.criteria.len()],
    };
    search.set_need();
    let mut totals = vec![vec![0.0; space.n_players]; space.criteria.len() + 1];
    search.descend(0, 0.0, &mut totals, work);
    // A search that is done is done, whatever its last nodes left of the budget.
    let proven = search.nodes <= effort.nodes_max && search.ended.is_none();
    search.count(work);
    if search.ended == Some(Ended::Stopped) {
        return Err(Ended::Stopped);
    }
    let value = search.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.value);
    let bound = if proven {
        value
    } else {
        let by_weights = search.linear.value_at_most(search.linear_rest[0] + search.slack);
        by_weights.min(goal.value(&search.reach[0])).max(value)
    };
    let Search { best, mut ties, truncated, .. } = search;
    let best = best.map(|best| best.total);
    if let (true, Some(total)) = (ties.is_empty(), &best) {
        // Where the search ended early the outcome it began with is the best one known.
        ties.push((picks, total.clone()));
    }
    Ok(Found { value, best, ties, truncated, proven, bound })
}

/// A value to aim the dual at when no allowed outcome is known yet.
fn finite(value: f64, goal: &Goal) -> f64 {
    if value.is_finite() { value } else { goal.value(&goal.disagreement).min(0.0) }
}

/// How far sums of products in floating point may be off: a node too many does no harm, one too few
/// would, and where this is larger than rounding a plateau of ties cannot be cut off.
fn slack(space: &Space, linear: &Bound) -> f64 {
    let size = |classes: &Vec<Class>| {
        let each = classes.iter().map(|class| {
            let products = linear.weights.iter().zip(&class.utilities).map(|(w, u)| (w * u).abs());
            products.sum::<f64>()
        });
        each.fold(0.0, f64::max)
    };
    let terms = (space.criteria.len() + space.n_players + 8) as f64;
    terms * f64::EPSILON * space.criteria.iter().map(size).sum::<f64>()
}

/// One criterion in the order of the search.
struct Branch {
    criterion: usize,
    /// Class and its worth under the bound's weights, most first.
    classes: Vec<(usize, f64)>,
}

/// First the criteria whose second choice costs most: they have one child each, and what is open
/// in earnest comes last, where the bounds are closest.
fn order(space: &Space, bound: &Bound) -> Vec<Branch> {
    let mut order: Vec<Branch> = space
        .criteria
        .iter()
        .enumerate()
        .map(|(criterion, classes)| {
            let mut classes: Vec<(usize, f64)> = classes
                .iter()
                .enumerate()
                .map(|(index, class)| (index, dot(&bound.weights, &class.utilities)))
                .collect();
            classes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            Branch { criterion, classes }
        })
        .collect();
    let loss = |branch: &Branch| match branch.classes.get(1) {
        Some(second) => branch.classes[0].1 - second.1,
        None => f64::INFINITY,
    };
    order.sort_by(|a, b| loss(b).total_cmp(&loss(a)).then(a.criterion.cmp(&b.criterion)));
    order
}

/// For each depth the most each player can still get.
fn reach(space: &Space, order: &[Branch]) -> Vec<Vec<f64>> {
    let mut reach = vec![vec![0.0; space.n_players]; order.len() + 1];
    for depth in (0..order.len()).rev() {
        for player in 0..space.n_players {
            let classes = &space.criteria[order[depth].criterion];
            let most = classes.iter().map(|class| class.utilities[player]);
            reach[depth][player] =
                reach[depth + 1][player] + most.fold(f64::NEG_INFINITY, f64::max);
        }
    }
    reach
}

/// For each depth the greatest worth, under the bound's weights, that can still come.
fn linear_rest(order: &[Branch]) -> Vec<f64> {
    let mut rest = vec![0.0; order.len() + 1];
    for depth in (0..order.len()).rev() {
        rest[depth] = rest[depth + 1] + order[depth].classes[0].1;
    }
    rest
}

struct Search<'a> {
    space: &'a Space,
    goal: &'a Goal,
    effort: Effort,
    order: Vec<Branch>,
    reach: Vec<Vec<f64>>,
    linear_rest: Vec<f64>,
    /// What sums may be off by.
    slack: f64,
    linear: Bound,
    /// What the linear bound must reach for a node to be of interest.
    need: f64,
    best: Option<Best>,
    ties: Vec<(Vec<usize>, Vec<f64>)>,
    truncated: bool,
    nodes: u64,
    /// Nodes whose work is counted.
    nodes_told: u64,
    ended: Option<Ended>,
    picks: Vec<usize>,
}

/// Nodes between two looks at the work left.
const NODES_UNTOLD: u64 = 4096;

impl Search<'_> {
    /// What is of interest: ties are, until enough are kept.
    fn wanted(&self) -> Wanted {
        if self.truncated { Wanted::Better } else { Wanted::Ties }
    }

    fn set_need(&mut self) {
        let Some(best) = &self.best else { return };
        let rounding = self.linear.rounding * self.goal.rounding;
        let need = match (&self.goal.aim, self.wanted()) {
            (Aim::Product, wanted) => {
                let sign = if wanted == Wanted::Ties { -1.0 } else { 1.0 };
                self.linear.threshold(best.value + sign * best.off)
            }
            (_, Wanted::Ties) => self.linear.threshold(best.value - best.off) - rounding,
            // Somebody gains more than rounding, and more than all others lose.
            (Aim::Sum { .. }, Wanted::Better) => {
                self.linear.threshold(best.value) + self.linear.least * self.goal.rounding
            }
            (_, Wanted::Better) => self.linear.threshold(best.value) + rounding,
        };
        self.need = need - self.slack - 4e-15 * need.abs();
    }

    /// Takes the work of the nodes since the last time from the budget.
    fn count(&mut self, work: &mut Work<'_>) {
        let steps = (self.nodes - self.nodes_told) * (8 + 4 * self.space.n_players as u64);
        self.nodes_told = self.nodes;
        if let Err(why) = work.spend(steps) {
            self.ended = Some(why);
        }
    }

    fn descend(&mut self, depth: usize, worth: f64, totals: &mut [Vec<f64>], work: &mut Work<'_>) {
        self.nodes += 1;
        if self.nodes - self.nodes_told >= NODES_UNTOLD {
            self.count(work);
        }
        if self.nodes > self.effort.nodes_max || self.ended.is_some() {
            return;
        }
        if depth == self.order.len() {
            self.take(&totals[depth]);
            return;
        }
        for at in 0..self.order[depth].classes.len() {
            let (class, gain) = self.order[depth].classes[at];
            if worth + gain + self.linear_rest[depth + 1] < self.need {
                // The classes come in order: all others are worth less.
                return;
            }
            let criterion = self.order[depth].criterion;
            let space = self.space;
            let utilities = &space.criteria[criterion][class].utilities;
            let (before, after) = totals.split_at_mut(depth + 1);
            let total = &mut after[0];
            for player in 0..space.n_players {
                total[player] = before[depth][player] + utilities[player];
            }
            if self.hopeless(depth + 1, total) {
                continue;
            }
            self.picks[criterion] = class;
            self.descend(depth + 1, worth + gain, totals, work);
        }
    }

    /// Whether a floor or the value wanted is out of reach even if every player got the most.
    fn hopeless(&self, depth: usize, total: &[f64]) -> bool {
        let mut most = [0.0; crate::frontier::PLAYERS_MAX];
        for (player, most) in most.iter_mut().enumerate().take(total.len()) {
            *most = total[player] + self.reach[depth][player];
            if *most < self.goal.floors[player] {
                return true;
            }
        }
        let Some(best) = &self.best else { return false };
        !self.goal.is_wanted(&most[..total.len()], best, self.wanted())
    }

    fn take(&mut self, total: &[f64]) {
        if !self.goal.allows(total) {
            return;
        }
        let better = match &self.best {
            Some(best) => {
                if !self.goal.is_wanted(total, best, self.wanted()) {
                    return;
                }
                self.goal.compare(total, &best.total).is_gt()
            }
            None => true,
        };
        if better {
            let n_before = self.ties.len();
            let goal = self.goal;
            let best = goal.best(total);
            self.ties.retain(|(_, tie)| goal.is_wanted(tie, &best, Wanted::Ties));
            if self.ties.len() < n_before && self.ties.is_empty() {
                self.truncated = false;
            }
            self.best = Some(best);
            self.set_need();
        }
        if self.ties.len() < self.effort.ties_max {
            self.ties.push((self.picks.clone(), total.to_vec()));
        } else if !self.truncated {
            self.truncated = true;
            self.set_need();
        }
    }
}
