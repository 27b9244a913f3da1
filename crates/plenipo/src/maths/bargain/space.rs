//! The options worth branching on.

use crate::maths::frontier::Additive;
use crate::maths::frontier::undominated;

/// Options of one criterion that are worth exactly the same to every player.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// Utilities, one a player. They are multiples of the same power of two, so that sums are
    /// exact.
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
    /// Totals closer together than this are equal: the rounding of the input.
    pub(super) rounding: f64,
    /// Least total of each player over all outcomes, dominated ones included.
    pub(super) least: Vec<f64>,
}

impl Space {
    pub(super) fn new(question: &Additive) -> Self {
        let scale = question.scale();
        let n_players = question.n_players();
        let criteria = question
            .rows()
            .iter()
            .map(|rows| {
                let class = |kept: crate::maths::frontier::Row| Class {
                    utilities: kept.units.iter().map(|&units| scale.utility(units)).collect(),
                    options: rows
                        .iter()
                        .filter(|row| row.units == kept.units)
                        .map(|row| row.option as usize)
                        .collect(),
                };
                undominated(rows, n_players).into_iter().map(class).collect()
            })
            .collect();
        let least = question.range_units().iter().map(|range| scale.utility(range.0)).collect();
        let rounding = scale.utility(question.rounding_units());
        Self { n_players, criteria, rounding, least }
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
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
