//! In how many samples an alternative would be first if all had its central weights.

use rayon::prelude::*;

use super::ranks::same;
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
            let each = central_weights.iter().enumerate().map(|(alternative, weights)| {
                let Some(weights) = weights else { return 0.0 };
                firsts(samples, chunk, weights, alternative)
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

/// In how many samples of `chunk` `alternative` is first at `weights`, ties shared.
fn firsts(samples: &SmaaSamples<'_>, chunk: Chunk, weights: &[f64], alternative: usize) -> f64 {
    let length = chunk.len();
    let mut own = vec![0.0; length];
    Fixed::new(samples, chunk, weights, alternative).fill(&mut own);
    let same = same(&own);
    let mut row = vec![0.0; length];
    let mut first = vec![1u64; length];
    let mut equals = vec![0u64; length];
    for other in 0..samples.n_alternatives {
        Fixed::new(samples, chunk, weights, other).fill(&mut row);
        for s in 0..length {
            first[s] &= u64::from(own[s] >= row[s] - same);
            equals[s] += u64::from((own[s] - row[s]).abs() <= same);
        }
    }
    first.iter().zip(&equals).map(|(&first, &equals)| first as f64 / equals.max(1) as f64).sum()
}
