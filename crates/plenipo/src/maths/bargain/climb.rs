//! A good outcome to start from: climbing by changes of one and of two criteria.

use super::goal::Goal;
use super::space::Space;

/// Beyond so many pairs of changes only single ones are tried: a start need not be the best.
const PAIRS_MAX: usize = 200_000;

/// Improves `picks` until no change of one criterion, nor of two, makes it better.
pub(super) fn climb(space: &Space, goal: &Goal, picks: &mut [usize]) -> Vec<f64> {
    let mut total = space.total(picks);
    let n_options: usize = space.criteria.iter().map(Vec::len).sum();
    let pairs = n_options.saturating_mul(n_options) / 2 <= PAIRS_MAX;
    loop {
        if climb_one(space, goal, picks, &mut total) {
            continue;
        }
        if !(pairs && climb_two(space, goal, picks, &mut total)) {
            return total;
        }
    }
}

/// Lexicographic: first no floor missed by more, then the value.
fn worth(goal: &Goal, total: &[f64]) -> (f64, f64) {
    let missed = total.iter().zip(&goal.floors).map(|(value, floor)| (floor - value).max(0.0));
    (-missed.sum::<f64>(), goal.value(total))
}

fn swap(space: &Space, total: &[f64], criterion: usize, old: usize, new: usize) -> Vec<f64> {
    let classes = &space.criteria[criterion];
    let change = classes[new].utilities.iter().zip(&classes[old].utilities);
    total.iter().zip(change).map(|(value, (new, old))| value + (new - old)).collect()
}

fn climb_one(space: &Space, goal: &Goal, picks: &mut [usize], total: &mut Vec<f64>) -> bool {
    let mut improved = false;
    let mut now = worth(goal, total);
    for criterion in 0..picks.len() {
        for new in 0..space.criteria[criterion].len() {
            let changed = swap(space, total, criterion, picks[criterion], new);
            let then = worth(goal, &changed);
            if then > now {
                (now, *total, picks[criterion], improved) = (then, changed, new, true);
            }
        }
    }
    improved
}

fn climb_two(space: &Space, goal: &Goal, picks: &mut [usize], total: &mut Vec<f64>) -> bool {
    let now = worth(goal, total);
    for first in 0..picks.len() {
        for first_new in 0..space.criteria[first].len() {
            if first_new == picks[first] {
                continue;
            }
            let once = swap(space, total, first, picks[first], first_new);
            for second in first + 1..picks.len() {
                for second_new in 0..space.criteria[second].len() {
                    let twice = swap(space, &once, second, picks[second], second_new);
                    if worth(goal, &twice) > now {
                        *total = twice;
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
