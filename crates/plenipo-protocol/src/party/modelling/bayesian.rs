//! Hypotheses on weights and orders, weighed by what is offered.

use super::Modelling;

/// Spread of an offer's utility around what the opponent is expected to ask for.
const SPREAD: f64 = 0.15;
/// What the opponent is expected to give up with each offer, and the least it is expected to ask for.
const CONCEDES: f64 = 0.005;
const LEAST: f64 = 0.4;
/// Weights that an issue may have, before normalising.
const WEIGHTS: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// The scalable Bayesian model (Hindriks and Tykhonov, "Opponent modelling in automated multi-issue negotiation
/// using Bayesian learning", AAMAS 2008): for each issue apart, hypotheses on its weight and on the shape of its
/// options' worth (rising, falling, or with a peak at one of them), weighed by how well an offer fits an opponent
/// that begins at its best and concedes evenly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BayesianModel {
    issues: Vec<IssueBelief>,
    n_heard: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct IssueBelief {
    /// Probability of each weight.
    weights: [f64; WEIGHTS.len()],
    /// Worth of each option by each shape.
    shapes: Vec<Vec<f64>>,
    /// Probability of each shape.
    odds: Vec<f64>,
}

impl IssueBelief {
    fn new(n: u32) -> Self {
        let n = n as usize;
        let step = |at: usize| if n > 1 { at as f64 / (n - 1) as f64 } else { 1.0 };
        let mut shapes: Vec<Vec<f64>> = vec![(0..n).map(step).collect()];
        shapes.push((0..n).map(|at| 1.0 - step(at)).collect());
        for peak in 1..n.saturating_sub(1) {
            let fall = |at: usize| 1.0 - (step(at) - step(peak)).abs();
            shapes.push((0..n).map(fall).collect());
        }
        let odds = vec![1.0 / shapes.len() as f64; shapes.len()];
        Self { weights: [1.0 / WEIGHTS.len() as f64; WEIGHTS.len()], shapes, odds }
    }

    fn weight(&self) -> f64 {
        self.weights.iter().zip(WEIGHTS).map(|(odds, weight)| odds * weight).sum()
    }

    fn worth(&self, option: u32) -> f64 {
        self.odds.iter().zip(&self.shapes).map(|(odds, shape)| odds * shape[option as usize]).sum()
    }
}

/// How well a utility fits the one expected.
fn likelihood(utility: f64, expected: f64) -> f64 {
    let off = (utility - expected) / SPREAD;
    libm::exp(-0.5 * off * off) + 1e-9
}

fn normalise(odds: &mut [f64]) {
    let total: f64 = odds.iter().sum();
    odds.iter_mut().for_each(|it| *it /= total);
}

impl Modelling for BayesianModel {
    fn begin(&mut self, options: &[u32]) {
        self.issues = options.iter().map(|&n| IssueBelief::new(n)).collect();
        self.n_heard = 0.0;
    }

    fn hear(&mut self, chosen: &[u32]) {
        let expected = (1.0 - CONCEDES * self.n_heard).max(LEAST);
        self.n_heard += 1.0;
        // All updates are by the beliefs before this offer.
        let weights: Vec<f64> = self.issues.iter().map(IssueBelief::weight).collect();
        let worths: Vec<f64> =
            self.issues.iter().zip(chosen).map(|(it, &option)| it.worth(option)).collect();
        let total: f64 = weights.iter().sum();
        let sum: f64 = weights.iter().zip(&worths).map(|(weight, worth)| weight * worth).sum();
        for (issue, it) in self.issues.iter_mut().enumerate() {
            let others = sum - weights[issue] * worths[issue];
            let before = it.weights;
            for (odds, weight) in it.weights.iter_mut().zip(WEIGHTS) {
                let utility = (others + weight * worths[issue]) / (total - weights[issue] + weight);
                *odds *= likelihood(utility, expected);
            }
            normalise(&mut it.weights);
            let weight: f64 = before.iter().zip(WEIGHTS).map(|(odds, it)| odds * it).sum();
            for (odds, shape) in it.odds.iter_mut().zip(&it.shapes) {
                let utility = (others + weight * shape[chosen[issue] as usize]) / total;
                *odds *= likelihood(utility, expected);
            }
            normalise(&mut it.odds);
        }
    }

    fn estimate(&self, chosen: &[u32]) -> f64 {
        let total: f64 = self.issues.iter().map(IssueBelief::weight).sum();
        let worth = |(it, &option): (&IssueBelief, &u32)| it.weight() * it.worth(option);
        self.issues.iter().zip(chosen).map(worth).sum::<f64>() / total
    }

    fn fresh(&self) -> Box<dyn Modelling> {
        Box::new(Self::default())
    }
}
