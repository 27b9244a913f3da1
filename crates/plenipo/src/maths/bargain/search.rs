//! Depth first over the criteria, pruned by the linear bound and by what each player can reach.

use super::climb::climb;
use super::dual::{Bound, bound};
use super::goal::Goal;
use super::space::{Space, dot};

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
    /// Classes and totals of the outcomes with that value, up to rounding.
    pub(super) ties: Vec<(Vec<usize>, Vec<f64>)>,
    /// Whether there may be more ties than were kept.
    pub(super) truncated: bool,
    /// Whether the search ended by itself, so that nothing better exists.
    pub(super) proven: bool,
    /// Nothing is better than this; the value itself when proven.
    pub(super) bound: f64,
}

/// Maximises the goal, starting from some outcome.
pub(super) fn search(space: &Space, goal: &Goal, start: &[usize], effort: Effort) -> Found {
    let mut picks = start.to_vec();
    let mut total = climb(space, goal, &mut picks);
    let allowed =
        |total: &[f64]| if goal.allows(total) { goal.value(total) } else { f64::NEG_INFINITY };
    // A second start: the outcome that the bound itself points to.
    let mut linear = bound(space, goal, finite(allowed(&total), goal));
    let mut other = space.best_picks(&linear.weights);
    let other_total = climb(space, goal, &mut other);
    if allowed(&other_total) > allowed(&total) {
        total = other_total;
        linear = bound(space, goal, finite(allowed(&total), goal));
    }
    let value = allowed(&total);
    let order = order(space, &linear);
    let tolerance = if value.is_finite() { goal.tolerance(value, &total) } else { 0.0 };
    let mut search = Search {
        space,
        goal,
        effort,
        reach: reach(space, &order),
        linear_rest: linear_rest(&order),
        order,
        need: f64::NEG_INFINITY,
        linear,
        best: value,
        tolerance,
        ties: Vec::new(),
        truncated: false,
        nodes: 0,
        picks: vec![0; space.criteria.len()],
    };
    search.set_need();
    let mut totals = vec![vec![0.0; space.n_players]; space.criteria.len() + 1];
    search.descend(0, 0.0, &mut totals);
    let proven = search.nodes <= effort.nodes_max;
    let most: f64 = search.linear_rest[0];
    let bound = if proven { search.best } else { search.value_at_most(most) };
    let Search { best, ties, truncated, .. } = search;
    Found { value: best, ties, truncated, proven, bound }
}

/// A value to aim the dual at when no allowed outcome is known yet.
fn finite(value: f64, goal: &Goal) -> f64 {
    if value.is_finite() { value } else { goal.value(&goal.disagreement).min(0.0) }
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
    linear: Bound,
    /// What the linear bound must reach for a node to be of interest.
    need: f64,
    best: f64,
    tolerance: f64,
    ties: Vec<(Vec<usize>, Vec<f64>)>,
    truncated: bool,
    nodes: u64,
    picks: Vec<usize>,
}

impl Search<'_> {
    /// Values below this are of no interest: ties still are, until enough are kept.
    fn wanted(&self) -> f64 {
        if self.truncated { self.best + self.tolerance } else { self.best - self.tolerance }
    }

    fn set_need(&mut self) {
        let need = self.linear.threshold(self.wanted());
        // Sums of products round; a node too many does no harm.
        self.need = need - 1e-13 * (1.0 + need.abs() + self.linear_rest[0].abs());
    }

    /// The greatest value an outcome whose linear worth is at most `most` can have.
    fn value_at_most(&self, most: f64) -> f64 {
        let (mut low, mut high) = (self.best.max(-1e18), self.best.abs().max(1.0));
        while self.linear.threshold(high) < most && high < 1e18 {
            high *= 2.0;
        }
        for _ in 0..100 {
            let middle = (low + high) / 2.0;
            if self.linear.threshold(middle) <= most { low = middle } else { high = middle }
        }
        high
    }

    fn descend(&mut self, depth: usize, worth: f64, totals: &mut [Vec<f64>]) {
        self.nodes += 1;
        if self.nodes > self.effort.nodes_max {
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
            self.descend(depth + 1, worth + gain, totals);
        }
    }

    /// Whether a floor or the value wanted is out of reach even if every player got the most.
    fn hopeless(&self, depth: usize, total: &[f64]) -> bool {
        let mut most = [0.0; crate::maths::frontier::PLAYERS_MAX];
        for (player, most) in most.iter_mut().enumerate().take(total.len()) {
            *most = total[player] + self.reach[depth][player];
            if *most < self.goal.floors[player] {
                return true;
            }
        }
        self.best.is_finite() && self.goal.value(&most[..total.len()]) < self.wanted()
    }

    fn take(&mut self, total: &[f64]) {
        if !self.goal.allows(total) {
            return;
        }
        let value = self.goal.value(total);
        if value < self.wanted() {
            return;
        }
        if value > self.best {
            self.best = value;
            self.tolerance = self.goal.tolerance(value, total);
            let least = value - self.tolerance;
            let goal = self.goal;
            let n_before = self.ties.len();
            self.ties.retain(|(_, total)| goal.value(total) >= least);
            if self.ties.len() < n_before && self.ties.is_empty() {
                self.truncated = false;
            }
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
