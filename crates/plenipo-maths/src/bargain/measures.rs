//! Measures of a frontier that the scenario literature reports.

use crate::frontier::Frontier;

/// Opposition level: the least distance of any point to the players' best utilities,
/// `min √ Σₚ (1 − uₚ / maxₚ)²` over the `points` of a frontier; `None` when there are none.
///
/// `greatest` is the best utility of each player over *all* outcomes; players whose best is not
/// positive are left out. Over the rational outcomes the least distance is reached on the rational
/// points of the frontier, which are what to pass. (Baarslag et al., *Evaluating practical negotiating agents*,
/// Artificial Intelligence 198 (2013) 73–103.)
#[must_use]
pub fn opposition(frontier: &Frontier, points: &[usize], greatest: &[f64]) -> Option<f64> {
    let distance = |point: usize| {
        let shares = frontier.utilities(point).into_iter().zip(greatest);
        let squares = shares.filter(|(_, most)| **most > 0.0).map(|(u, most)| {
            let missing = 1.0 - u / most;
            missing * missing
        });
        squares.sum::<f64>()
    };
    points.iter().map(|&point| distance(point)).min_by(f64::total_cmp).map(f64::sqrt)
}

/// Of the `points` of a frontier those whose ratios of gain to greatest gain lie closest together, and how close:
/// `min (maxₚ aₚ − minₚ aₚ)`, `aₚ = (uₚ − dₚ)/(maxₚ − dₚ)`.
///
/// Some tools report this as the Kalai–Smorodinsky solution; it is not (it may choose a point where
/// everybody gets little, evenly), and is given beside the textbook one under its own name.
/// Players with `maxₚ ≤ dₚ` are left out. Points within `tolerance` of the least spread are ties.
#[must_use]
pub fn ks_spread(
    frontier: &Frontier,
    points: &[usize],
    disagreement: &[f64],
    greatest: &[f64],
    tolerance: f64,
) -> Option<(f64, Vec<usize>)> {
    let spread = |point: usize| {
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for ((u, d), most) in frontier.utilities(point).iter().zip(disagreement).zip(greatest) {
            if most > d {
                let ratio = (u - d) / (most - d);
                low = low.min(ratio);
                high = high.max(ratio);
            }
        }
        (high - low).max(0.0)
    };
    let spreads: Vec<(f64, usize)> = points.iter().map(|&point| (spread(point), point)).collect();
    let least = spreads.iter().map(|entry| entry.0).min_by(f64::total_cmp)?;
    let ties = spreads.iter().filter(|entry| entry.0 <= least + tolerance);
    Some((least, ties.map(|entry| entry.1).collect()))
}
