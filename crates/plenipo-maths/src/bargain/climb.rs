//! A good outcome to start from: climbing by changes of one and of two criteria.

use super::goal::Goal;
use super::space::Space;
use crate::work::Work;

/// Beyond so many pairs of changes only single ones are tried: a start need not be the best.
const PAIRS_MAX: usize = 200_000;

/// Improves `picks` until no change of one criterion, nor of two, makes it better, or the work is
/// spent.
pub(super) fn climb(
    space: &Space,
    goal: &Goal,
    picks: &mut [usize],
    work: &mut Work<'_>,
) -> Vec<f64> {
    let mut total = space.total(picks);
    let n_options: usize = space.criteria.iter().map(Vec::len).sum();
    let pairs = n_options.saturating_mul(n_options) / 2 <= PAIRS_MAX;
    loop {
        // What is left undone here is left to the search.
        if work.spend(4 * space.size()).is_err() {
            return total;
        }
        if climb_one(space, goal, picks, &mut total) {
            continue;
        }
        if !(pairs && climb_two(space, goal, picks, &mut total, work)) {
            return total;
        }
    }
}

/// Lexicographic: first no floor missed by more, then the value.
fn worth(goal: &Goal, total: &[f64]) -> (f64, f64) {
    let missed = total.iter().zip(&goal.floors).map(|(value, floor)| (floor - value).max(0.0));
    (-missed.sum::<f64>(), goal.value(total))
}

/// Writes into `changed` what `total` is with another class of one criterion.
fn swap(
    space: &Space,
    total: &[f64],
    criterion: usize,
    old: usize,
    new: usize,
    changed: &mut Vec<f64>,
) {
    let classes = &space.criteria[criterion];
    let change = classes[new].utilities.iter().zip(&classes[old].utilities);
    changed.clear();
    changed.extend(total.iter().zip(change).map(|(value, (new, old))| value + (new - old)));
}

fn climb_one(space: &Space, goal: &Goal, picks: &mut [usize], total: &mut Vec<f64>) -> bool {
    let mut improved = false;
    let mut now = worth(goal, total);
    let mut changed = Vec::with_capacity(total.len());
    for criterion in 0..picks.len() {
        for new in 0..space.criteria[criterion].len() {
            swap(space, total, criterion, picks[criterion], new, &mut changed);
            let then = worth(goal, &changed);
            if then > now {
                (now, picks[criterion], improved) = (then, new, true);
                std::mem::swap(total, &mut changed);
            }
        }
    }
    improved
}

fn climb_two(
    space: &Space,
    goal: &Goal,
    picks: &mut [usize],
    total: &mut Vec<f64>,
    work: &mut Work<'_>,
) -> bool {
    let now = worth(goal, total);
    let (mut once, mut twice) = (Vec::new(), Vec::new());
    for first in 0..picks.len() {
        let pairs = space.criteria[first].len() as u64 * space.size();
        if work.spend(4 * pairs).is_err() {
            return false;
        }
        for first_new in 0..space.criteria[first].len() {
            if first_new == picks[first] {
                continue;
            }
            swap(space, total, first, picks[first], first_new, &mut once);
            for second in first + 1..picks.len() {
                for second_new in 0..space.criteria[second].len() {
                    swap(space, &once, second, picks[second], second_new, &mut twice);
                    if worth(goal, &twice) > now {
                        std::mem::swap(total, &mut twice);
                        picks[first] = first_new;
                        picks[second] = second_new;
                        return true;
                    }
                }
            }
        }
    }
    false
}
