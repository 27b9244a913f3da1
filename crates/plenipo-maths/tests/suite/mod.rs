//! Suites: one file for each module of `src/`.

mod align;
mod extremes;
mod frontier;
mod hazard;
mod linear_extension;
mod logarithm;
mod poset;
#[cfg(feature = "highs")]
mod programme;
mod random;
mod scores;
mod simplex;
mod smaa;
mod statistics;
mod value;
mod walk;

use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::{WeightSpec, sample as sample_weights};
use plenipo_maths::spec::SampleReport;
use plenipo_maths::value::{ValueSpec, sample as sample_values};

/// The rows of a weight sample, one an item, and how it was drawn.
pub(crate) fn weights(spec: &WeightSpec, seed: u64, n: usize) -> (Vec<Vec<f64>>, SampleReport) {
    let mut out = vec![f64::NAN; spec.n * n];
    let report = sample_weights(spec, StreamKey::new(seed), n, &mut out).expect("a valid spec");
    (out.chunks_exact(n).map(<[f64]>::to_vec).collect(), report)
}

/// The rows of a value sample, one an item, and how it was drawn.
pub(crate) fn values(spec: &ValueSpec, seed: u64, n: usize) -> (Vec<Vec<f64>>, SampleReport) {
    let mut out = vec![f64::NAN; spec.len() * n];
    let report = sample_values(spec, StreamKey::new(seed), n, &mut out).expect("a valid spec");
    (out.chunks_exact(n).map(<[f64]>::to_vec).collect(), report)
}

/// Mean and variance.
pub(crate) fn moments(row: &[f64]) -> (f64, f64) {
    let n = row.len() as f64;
    let mean = row.iter().sum::<f64>() / n;
    (mean, row.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0))
}

/// Fails unless the mean of `row`, worth `effective` independent draws, is within four standard
/// errors of `expected`.
pub(crate) fn assert_mean(row: &[f64], effective: f64, expected: f64, what: &str) {
    let (mean, variance) = moments(row);
    let error = (variance / effective).sqrt() + 1e-12;
    assert!((mean - expected).abs() <= 4.0 * error, "{what}: {mean} ± {error}, not {expected}");
}

/// Fails unless counts agree with equal probabilities: χ² below its 99.99 % point, by the
/// Wilson-Hilferty approximation.
pub(crate) fn assert_uniform(counts: &[usize], what: &str) {
    let degrees = counts.len() as f64 - 1.0;
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let chi_square: f64 = counts.iter().map(|&n| (n as f64 - expected).powi(2) / expected).sum();
    let step = 2.0 / (9.0 * degrees);
    let limit = degrees * (1.0 - step + 3.719 * step.sqrt()).powi(3);
    assert!(chi_square < limit, "{what}: χ² = {chi_square} above {limit}: {counts:?}");
}
