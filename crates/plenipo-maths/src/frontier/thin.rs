//! Thinning a frontier: within a guaranteed epsilon, or within the rounding of the input.

use std::collections::HashMap;

use rayon::prelude::*;

use super::kd::{MaximaTree, PARALLEL_MIN, kd_order, sorting_steps};
use super::layers::Entry;

/// Keeps one point (the one with the greatest sum) of each cell of a grid, `widths` units wide for
/// each player, and returns the greatest shortfall, in units, of a kept point against one it stands
/// for. The shortfall is below the width.
pub(super) fn thin<const P: usize>(points: &mut Vec<Entry<P>>, widths: &[i64; P]) -> [i64; P] {
    let mut gap = [0; P];
    if widths.iter().all(|width| *width <= 1) || points.is_empty() {
        return gap;
    }
    let cell = |entry: &Entry<P>| -> [i64; P] {
        std::array::from_fn(|player| entry.units[player].div_euclid(widths[player].max(1)))
    };
    let sum = |entry: &Entry<P>| entry.units.iter().map(|&units| i128::from(units)).sum::<i128>();
    let mut kept: HashMap<[i64; P], usize> = HashMap::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        kept.entry(cell(point))
            .and_modify(|best| {
                if sum(&points[*best]) < sum(point) {
                    *best = index;
                }
            })
            .or_insert(index);
    }
    let mut stays = vec![false; points.len()];
    for (index, point) in points.iter().enumerate() {
        let best = kept[&cell(point)];
        stays[best] = true;
        if best != index {
            for player in 0..P {
                gap[player] = gap[player].max(point.units[player] - points[best].units[player]);
            }
        }
    }
    let mut index = 0;
    points.retain(|_| {
        index += 1;
        stays[index - 1]
    });
    gap
}

/// Drops points that another one with a greater sum matches up to `rounding` units: what rounding
/// alone keeps apart from the frontier is not a way to gain anything. Returns the steps taken.
pub(super) fn drop_noise<const P: usize>(points: &mut Vec<Entry<P>>, rounding: i64) -> u64 {
    if rounding <= 0 || points.len() < 2 {
        return 0;
    }
    let doubtful = doubtful(points, rounding);
    let mut steps = sorting_steps::<P>(points.len());
    let n_doubtful = doubtful.iter().filter(|it| **it).count();
    if n_doubtful == 0 {
        return steps;
    }
    let mut ordered = points.clone();
    kd_order(&mut ordered);
    let tree = MaximaTree::new(&ordered);
    let rank =
        |units: &[i64; P]| (units.iter().map(|&unit| i128::from(unit)).sum::<i128>(), *units);
    let mut index = 0;
    points.retain(|point| {
        index += 1;
        if !doubtful[index - 1] {
            return true;
        }
        let threshold = point.units.map(|units| units - rounding);
        let beats =
            |_: usize, other: &[i64; P]| *other != point.units && rank(other) > rank(&point.units);
        tree.find(&ordered, &threshold, beats, &mut steps).is_none()
    });
    steps
}

/// The points that may be there by rounding alone. No point matches another one, so whatever
/// matches one up to rounding is worse for some player, and by no more than rounding: only points
/// just above another one's value, for some player, are in doubt. Mostly there are none.
fn doubtful<const P: usize>(points: &[Entry<P>], rounding: i64) -> Vec<bool> {
    let mut doubtful = vec![false; points.len()];
    let mut order: Vec<(i64, u32)> = Vec::with_capacity(points.len());
    for player in 0..P {
        order.clear();
        order.extend(points.iter().enumerate().map(|(index, it)| (it.units[player], index as u32)));
        if order.len() >= PARALLEL_MIN {
            order.par_sort_unstable();
        } else {
            order.sort_unstable();
        }
        // The value before the present one, and the present one.
        let (mut before, mut now) = (i64::MIN, i64::MIN);
        for &(value, index) in &order {
            if value != now {
                (before, now) = (now, value);
            }
            if before != i64::MIN && value - before <= rounding {
                doubtful[index as usize] = true;
            }
        }
    }
    doubtful
}
