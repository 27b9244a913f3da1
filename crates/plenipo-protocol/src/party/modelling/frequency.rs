//! Counting how often options are offered.

use super::Modelling;

/// What is added to the weight of an issue that stayed as it was between two offers, before normalising.
const STEP: f64 = 0.1;

/// The frequency model of the agent HardHeaded (van Krimpen, Looije and Hajizadeh, "HardHeaded", 2013): an issue
/// that stays the same from one offer to the next weighs more, an option offered more often is worth more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrequencyModel {
    counts: Vec<Vec<f64>>,
    weights: Vec<f64>,
    last: Vec<u32>,
}

impl Modelling for FrequencyModel {
    fn begin(&mut self, options: &[u32]) {
        self.counts = options.iter().map(|&n| vec![1.0; n as usize]).collect();
        self.weights = vec![1.0 / options.len() as f64; options.len()];
        self.last.clear();
    }

    fn hear(&mut self, chosen: &[u32]) {
        for (counts, &option) in self.counts.iter_mut().zip(chosen) {
            counts[option as usize] += 1.0;
        }
        if !self.last.is_empty() {
            let step = STEP / chosen.len() as f64;
            for ((weight, now), before) in self.weights.iter_mut().zip(chosen).zip(&self.last) {
                *weight += if now == before { step } else { 0.0 };
            }
            let total: f64 = self.weights.iter().sum();
            self.weights.iter_mut().for_each(|it| *it /= total);
        }
        self.last.clear();
        self.last.extend_from_slice(chosen);
    }

    fn estimate(&self, chosen: &[u32]) -> f64 {
        let issue = |((weight, counts), &option): ((&f64, &Vec<f64>), &u32)| {
            let most = counts.iter().copied().fold(1.0, f64::max);
            weight * counts[option as usize] / most
        };
        self.weights.iter().zip(&self.counts).zip(chosen).map(issue).sum()
    }

    fn fresh(&self) -> Box<dyn Modelling> {
        Box::new(Self::default())
    }
}
