//! Thinning a frontier: within a guaranteed epsilon, or within the rounding of the input.

use std::collections::HashMap;

use super::kd::{MaximaTree, kd_order};
use super::layers::Entry;

/// Keeps one point (the one with the greatest sum) of each cell of a grid `width` units wide, and
/// returns the greatest shortfall, in units and for any player, of a kept point against one it
/// stands for. The shortfall is below `width`.
pub(super) fn thin<const P: usize>(points: &mut Vec<Entry<P>>, width: i64) -> i64 {
    if width <= 1 || points.is_empty() {
        return 0;
    }
    let cell = |entry: &Entry<P>| entry.units.map(|units| units.div_euclid(width));
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
    let mut gap = 0;
    let mut stays = vec![false; points.len()];
    for (index, point) in points.iter().enumerate() {
        let best = kept[&cell(point)];
        stays[best] = true;
        if best != index {
            for player in 0..P {
                gap = gap.max(point.units[player] - points[best].units[player]);
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
/// alone keeps apart from the frontier is not a way to gain anything.
pub(super) fn drop_noise<const P: usize>(points: &mut Vec<Entry<P>>, rounding: i64) {
    if rounding <= 0 || points.len() < 2 {
        return;
    }
    let mut ordered = points.clone();
    kd_order(&mut ordered);
    let tree = MaximaTree::new(&ordered);
    let rank =
        |units: &[i64; P]| (units.iter().map(|&unit| i128::from(unit)).sum::<i128>(), *units);
    points.retain(|point| {
        let threshold = point.units.map(|units| units - rounding);
        tree.find(&ordered, &threshold, |_, other| rank(other) > rank(&point.units)).is_none()
    });
}
