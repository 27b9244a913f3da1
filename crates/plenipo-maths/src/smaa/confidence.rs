//! In how many samples an alternative would be first if all had its central weights.

use rayon::prelude::*;

use super::{Chunk, SmaaSamples, chunks};
use crate::row::Row;

/// An alternative's worth in a stretch of samples that all have the same weights.
pub(super) struct Fixed<'a> {
    /// What is the same in every sample: the same sum in every sample.
    same: f64,
    /// The weights and values of the other criteria, in order, so that the sums have one value.
    varying: Vec<(f64, &'a [f64])>,
}

impl<'a> Fixed<'a> {
    pub(super) fn new(
        samples: &SmaaSamples<'a>,
        chunk: Chunk,
        weights: &[f64],
        alternative: usize,
    ) -> Self {
        let mut fixed = Self { same: 0.0, varying: Vec::new() };
        for (criterion, weight) in weights.iter().enumerate() {
            match samples.value(alternative, criterion, chunk) {
                Row::Same(value) => fixed.same += weight * value,
                Row::Each(values) => fixed.varying.push((*weight, values)),
            }
        }
        fixed
    }

    /// Writes the worth in every sample to `row`.
    pub(super) fn fill(&self, row: &mut [f64]) {
        row.fill(self.same);
        for (weight, values) in &self.varying {
            for (sum, value) in row.iter_mut().zip(*values) {
                *sum += weight * value;
            }
        }
    }

    /// The worth in one sample: the same bits as those of [`Self::fill`].
    fn get(&self, sample: usize) -> f64 {
        self.varying.iter().fold(self.same, |sum, (weight, values)| sum + weight * values[sample])
    }
}

/// Each alternative's confidence factor; `None` without central weights.
pub(super) fn factors(
    samples: &SmaaSamples<'_>,
    central_weights: &[Option<Vec<f64>>],
) -> Vec<Option<f64>> {
    let n = samples.n_alternatives;
    let parts: Vec<Vec<f64>> = chunks(samples.n_samples)
        .into_par_iter()
        .map(|chunk| {
            let means = Means::new(samples, chunk);
            let each = central_weights.iter().enumerate().map(|(alternative, weights)| {
                let Some(weights) = weights else { return 0.0 };
                firsts(samples, chunk, weights, alternative, &means)
            });
            each.collect()
        })
        .collect();
    (0..n)
        .map(|alternative| {
            let firsts: f64 = parts.iter().map(|part| part[alternative]).sum();
            central_weights[alternative].as_ref().map(|_| firsts / samples.n_samples as f64)
        })
        .collect()
}

/// Each alternative's mean value on each criterion in a stretch of samples, alternative by alternative.
struct Means {
    n_criteria: usize,
    values: Vec<f64>,
}

impl Means {
    fn new(samples: &SmaaSamples<'_>, chunk: Chunk) -> Self {
        let mean = |row: &Row<'_>| match row.part(chunk.begin, chunk.end) {
            Row::Same(value) => value,
            Row::Each(values) => values.iter().sum::<f64>() / chunk.len() as f64,
        };
        Self { n_criteria: samples.n_criteria, values: samples.values.iter().map(mean).collect() }
    }

    /// The alternatives, those of the greatest mean worth first: they leave the fewest samples in
    /// which another could still be first.
    fn best_first(&self, weights: &[f64]) -> Vec<usize> {
        let worth: Vec<f64> = self
            .values
            .chunks_exact(self.n_criteria)
            .map(|values| values.iter().zip(weights).map(|(value, weight)| value * weight).sum())
            .collect();
        let mut order: Vec<usize> = (0..worth.len()).collect();
        order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]));
        order
    }
}

/// In how many samples of `chunk` `alternative` is first at `weights`, ties shared.
fn firsts(
    samples: &SmaaSamples<'_>,
    chunk: Chunk,
    weights: &[f64],
    alternative: usize,
    means: &Means,
) -> f64 {
    let length = chunk.len();
    let mut own = vec![0.0; length];
    Fixed::new(samples, chunk, weights, alternative).fill(&mut own);
    let mut row = vec![0.0; length];
    let mut first = vec![1u64; length];
    let mut equals = vec![0u64; length];
    let order = means.best_first(weights);
    let mut rest = order.iter();
    // Whole rows while many samples are left …
    while first.iter().sum::<u64>() as usize > length / 4 {
        let Some(&other) = rest.next() else { break };
        Fixed::new(samples, chunk, weights, other).fill(&mut row);
        for s in 0..length {
            first[s] &= u64::from(own[s] >= row[s]);
            equals[s] += u64::from(own[s] == row[s]);
        }
    }
    // … then those samples alone.
    let mut left: Vec<usize> = (0..length).filter(|s| first[*s] == 1).collect();
    for &other in rest {
        if left.is_empty() {
            break;
        }
        let fixed = Fixed::new(samples, chunk, weights, other);
        left.retain(|&s| {
            let worth = fixed.get(s);
            equals[s] += u64::from(own[s] == worth);
            own[s] >= worth
        });
    }
    left.iter().map(|s| 1.0 / equals[*s].max(1) as f64).sum()
}
