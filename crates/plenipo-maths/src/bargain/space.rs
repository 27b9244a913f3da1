//! The options worth branching on.

use crate::frontier::undominated;
use crate::frontier::{Additive, NORMAL, Scale};

/// Options of one criterion that are worth exactly the same to every player.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// Utilities, one a player, normal (units times [`NORMAL`]): sums are exact.
    pub(super) utilities: Vec<f64>,
    /// The options, by their numbers in the question.
    pub(super) options: Vec<usize>,
}

/// The criteria with their undominated classes of options. Every solution improves when one player
/// gains and none loses, so no tie is lost with the dominated ones.
#[derive(Clone, Debug)]
pub(super) struct Space {
    pub(super) n_players: usize,
    pub(super) criteria: Vec<Vec<Class>>,
    /// Normal totals closer together than this are equal: the rounding of the input.
    pub(super) rounding: f64,
    /// Least total of each player over all outcomes, dominated ones included; normal.
    pub(super) least: Vec<f64>,
    /// One a player.
    pub(super) scales: Vec<Scale>,
}

impl Space {
    pub(super) fn new(question: &Additive) -> Self {
        let n_players = question.n_players();
        let criteria = question
            .rows()
            .iter()
            .map(|rows| {
                let class = |kept: crate::frontier::Row| Class {
                    utilities: kept.units.iter().map(|&units| units as f64 * NORMAL).collect(),
                    options: rows
                        .iter()
                        .filter(|row| row.units == kept.units)
                        .map(|row| row.option as usize)
                        .collect(),
                };
                undominated(rows, n_players).into_iter().map(class).collect()
            })
            .collect();
        let least = question.range_units().iter().map(|range| range.0 as f64 * NORMAL).collect();
        let rounding = question.rounding_units() as f64 * NORMAL;
        Self { n_players, criteria, rounding, least, scales: question.scales().to_vec() }
    }

    /// The totals of one class of every criterion.
    pub(super) fn total(&self, picks: &[usize]) -> Vec<f64> {
        let mut total = vec![0.0; self.n_players];
        for (classes, &pick) in self.criteria.iter().zip(picks) {
            for (sum, value) in total.iter_mut().zip(&classes[pick].utilities) {
                *sum += value;
            }
        }
        total
    }

    /// The class of every criterion that is worth most under `weights` (of equals the first).
    pub(super) fn best_picks(&self, weights: &[f64]) -> Vec<usize> {
        let pick = |classes: &Vec<Class>| {
            let mut best = (f64::NEG_INFINITY, 0);
            for (index, class) in classes.iter().enumerate() {
                let worth = dot(weights, &class.utilities);
                if worth > best.0 {
                    best = (worth, index);
                }
            }
            best.1
        };
        self.criteria.iter().map(pick).collect()
    }

    /// Numbers that going through all classes once touches.
    pub(super) fn size(&self) -> u64 {
        let classes: usize = self.criteria.iter().map(Vec::len).sum();
        (classes * self.n_players) as u64
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Normal totals as utilities.
pub(super) fn utilities(scales: &[Scale], normal: &[f64]) -> Vec<f64> {
    scales.iter().zip(normal).map(|(scale, &it)| scale.of_normal(it)).collect()
}
