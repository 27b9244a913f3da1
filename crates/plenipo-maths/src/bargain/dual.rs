//! Weights for the bound: the dual of the continuous relaxation, by subgradient steps.

use super::goal::{Aim, Goal};
use super::space::{Space, dot};
use crate::frontier::times_power;

/// A linear bound: an outcome with value `v` has `weights·u ≥ threshold(v)`, in normal totals.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// One a player, all at least 0.
    pub(super) weights: Vec<f64>,
    /// By how much `weights·u` of an outcome of the same value may differ for every unit by which
    /// rounding may have changed a total.
    pub(super) rounding: f64,
    /// The least weight of a player in a sum.
    pub(super) least: f64,
    threshold: Threshold,
}

#[derive(Clone, Debug)]
enum Threshold {
    /// `v·2^power + offset`.
    Linear { power: i32, offset: f64 },
    /// `n (Πλ·v)^(1/n) + offset`.
    Product { n_players: f64, product: f64, offset: f64 },
}

impl Bound {
    /// The least `weights·u` of any outcome of at least this value.
    pub(super) fn threshold(&self, value: f64) -> f64 {
        match self.threshold {
            Threshold::Linear { power, offset } => times_power(value, power) + offset,
            Threshold::Product { n_players, product, offset } => {
                n_players * libm::pow(product * value.max(0.0), 1.0 / n_players) + offset
            }
        }
    }

    /// The greatest value of any outcome with `weights·u` no more than `worth`.
    pub(super) fn value_at_most(&self, worth: f64) -> f64 {
        match self.threshold {
            Threshold::Linear { power, offset } => times_power(worth - offset, -power),
            Threshold::Product { n_players, product, offset } => {
                libm::pow(((worth - offset) / n_players).max(0.0), n_players) / product
            }
        }
    }
}

/// Steps taken; the bound is valid after any number of them, and only gets closer.
pub(super) const STEPS: usize = 300;

/// Players whose utilities are larger than the smallest ones' by more than this power of two have
/// no part in the bound of a smallest gain: it is another's.
const POWERS_MAX: i32 = 100;

/// A bound close to the best there is, given the value of some outcome.
pub(super) fn bound(space: &Space, goal: &Goal, known: f64) -> Bound {
    match &goal.aim {
        Aim::Product => product(space, goal, known),
        Aim::SmallestGain { powers } => {
            let least = powers.iter().flatten().copied().min().unwrap_or(0);
            let factor = |power: &Option<i32>| match power {
                Some(power) if power - least <= POWERS_MAX => times_power(1.0, power - least),
                _ => 0.0,
            };
            let factors = powers.iter().map(factor).collect();
            linear(space, goal, known, -least, Some(&factors), &[])
        }
        Aim::SmallestRatio { .. } => linear(space, goal, known, 0, Some(&goal.factors()), &[]),
        Aim::Sum { powers } => {
            let most = powers.iter().flatten().copied().max().unwrap_or(0);
            let weight = |power: &Option<i32>| power.map_or(0.0, |it| times_power(1.0, it - most));
            let weights: Vec<f64> = powers.iter().map(weight).collect();
            linear(space, goal, known, -most, None, &weights)
        }
    }
}

/// `v ≤ Σ λₚ fₚ (uₚ − dₚ) + Σ μₚ (uₚ − floorₚ)` for max-min (λ sums to 1), and
/// `v ≤ Σ wₚ uₚ + Σ μₚ (uₚ − floorₚ)` for sums: minimise the greatest right-hand side. Values are
/// those of the goal times two to the `power`.
fn linear(
    space: &Space,
    goal: &Goal,
    known: f64,
    power: i32,
    factors: Option<&Vec<f64>>,
    weights: &[f64],
) -> Bound {
    let known = times_power(known, power);
    let n = space.n_players;
    let active: Vec<bool> = (0..n).map(|p| factors.is_some_and(|f| f[p] > 0.0)).collect();
    let n_active = active.iter().filter(|active| **active).count();
    let floored: Vec<bool> = goal.floors.iter().map(|floor| floor.is_finite()).collect();
    let mut lambda: Vec<f64> =
        active.iter().map(|&active| if active { 1.0 / n_active as f64 } else { 0.0 }).collect();
    let mut mu = vec![0.0; n];
    let combine = |lambda: &[f64], mu: &[f64]| -> (Vec<f64>, f64) {
        let mut offset = 0.0;
        let combined = (0..n)
            .map(|p| {
                let mut weight = weights.get(p).copied().unwrap_or(0.0);
                if let Some(factors) = factors {
                    weight += lambda[p] * factors[p];
                    offset += lambda[p] * factors[p] * goal.disagreement[p];
                }
                if floored[p] {
                    weight += mu[p];
                    offset += mu[p] * goal.floors[p];
                }
                weight
            })
            .collect();
        (combined, offset)
    };
    let mut best = (f64::INFINITY, lambda.clone(), mu.clone());
    let mut since_best = 0;
    let mut pace = 1.0;
    for _ in 0..STEPS {
        let (combined, offset) = combine(&lambda, &mu);
        let total = space.total(&space.best_picks(&combined));
        let value = dot(&combined, &total) - offset;
        if value < best.0 {
            best = (value, lambda.clone(), mu.clone());
            since_best = 0;
        } else {
            since_best += 1;
            if since_best == 10 {
                // The outcome known is not the dual's optimum: overshooting ends by smaller steps.
                pace *= 0.6;
                since_best = 0;
                lambda.clone_from(&best.1);
                mu.clone_from(&best.2);
                continue;
            }
        }
        let mut slope_lambda: Vec<f64> = (0..n)
            .map(|p| match factors {
                Some(factors) if active[p] => factors[p] * (total[p] - goal.disagreement[p]),
                _ => 0.0,
            })
            .collect();
        let mean = slope_lambda.iter().sum::<f64>() / n_active.max(1) as f64;
        for p in 0..n {
            slope_lambda[p] = if active[p] { slope_lambda[p] - mean } else { 0.0 };
        }
        let slope_mu: Vec<f64> = (0..n)
            .map(|p| {
                let slope = if floored[p] { total[p] - goal.floors[p] } else { 0.0 };
                // Pointing out of the domain.
                if mu[p] == 0.0 && slope > 0.0 { 0.0 } else { slope }
            })
            .collect();
        let square = dot(&slope_lambda, &slope_lambda) + dot(&slope_mu, &slope_mu);
        if square <= 0.0 {
            break;
        }
        let step = pace * (value - known).max(0.0) / square;
        if step <= 0.0 {
            break;
        }
        for p in 0..n {
            lambda[p] -= step * slope_lambda[p];
            mu[p] = (mu[p] - step * slope_mu[p]).max(0.0);
        }
        onto_simplex(&mut lambda, &active);
    }
    let (combined, offset) = combine(&best.1, &best.2);
    let rounding = match factors {
        Some(factors) => dot(&best.1, factors),
        None => weights.iter().sum(),
    };
    let least = weights.iter().copied().filter(|it| *it > 0.0).fold(f64::INFINITY, f64::min);
    let least = if least.is_finite() { least } else { 0.0 };
    Bound { weights: combined, rounding, least, threshold: Threshold::Linear { power, offset } }
}

/// The nearest point with entries at least 0 that sum to 1 (Held, Wolfe and Crowder 1974).
fn onto_simplex(values: &mut [f64], active: &[bool]) {
    let mut sorted: Vec<f64> =
        values.iter().zip(active).filter(|(_, active)| **active).map(|(value, _)| *value).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let mut sum = 0.0;
    let mut shift = 0.0;
    for (index, value) in sorted.iter().enumerate() {
        sum += value;
        let candidate = (sum - 1.0) / (index + 1) as f64;
        if value - candidate > 0.0 {
            shift = candidate;
        }
    }
    for (value, active) in values.iter_mut().zip(active) {
        *value = if *active { (*value - shift).max(0.0) } else { 0.0 };
    }
}

/// `log N ≤ n log(max λ·g / n) − Σ log λ`: minimise the right-hand side over `log λ`.
fn product(space: &Space, goal: &Goal, known: f64) -> Bound {
    let n = space.n_players;
    let n_players = n as f64;
    let known = libm::log(known.max(1e-300));
    let mut theta: Vec<f64> = vec![0.0; n];
    let mut best = (f64::INFINITY, theta.clone());
    let mut since_best = 0;
    let mut pace = 1.0;
    for _ in 0..STEPS {
        let lambda: Vec<f64> = theta.iter().map(|&theta| libm::exp(theta)).collect();
        let total = space.total(&space.best_picks(&lambda));
        let gains: Vec<f64> =
            total.iter().zip(&goal.disagreement).map(|(value, d)| value - d).collect();
        let reach = dot(&lambda, &gains);
        if reach <= 0.0 {
            break;
        }
        let value = n_players * libm::log(reach / n_players) - theta.iter().sum::<f64>();
        if value < best.0 {
            best = (value, theta.clone());
            since_best = 0;
        } else {
            since_best += 1;
            if since_best == 10 {
                pace *= 0.6;
                since_best = 0;
                theta.clone_from(&best.1);
                continue;
            }
        }
        let slope: Vec<f64> =
            (0..n).map(|p| n_players * lambda[p] * gains[p] / reach - 1.0).collect();
        let square = dot(&slope, &slope);
        let step = pace * (value - known).max(0.0) / square;
        if square <= 0.0 || step <= 0.0 {
            break;
        }
        // A step of more than a factor e would leave the region where the slope means anything.
        let longest = slope.iter().map(|slope| (slope * step).abs()).fold(0.0, f64::max);
        let step = if longest > 1.0 { step / longest } else { step };
        for p in 0..n {
            theta[p] -= step * slope[p];
        }
    }
    let weights: Vec<f64> = best.1.iter().map(|&theta| libm::exp(theta)).collect();
    let product = weights.iter().product();
    let offset = dot(&weights, &goal.disagreement);
    Bound {
        weights,
        rounding: 0.0,
        least: 0.0,
        threshold: Threshold::Product { n_players, product, offset },
    }
}
