//! Suite of `statistics`.

use plenipo_maths::random::StreamKey;
use plenipo_maths::statistics::{
    MonteCarloError, effective_samples, frechet_all, frechet_any, frechet_none, mean, quantiles,
};

#[test]
fn quantiles_are_of_type_seven() {
    // R: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(0, .05, .25, .5, .9, 1))
    let mut values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0];
    let found = quantiles(&mut values, &[0.0, 0.05, 0.25, 0.5, 0.9, 1.0]).expect("values");
    let expected = [1.0, 1.0, 1.75, 3.5, 6.9, 9.0];
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
    }
    assert_eq!(quantiles(&mut [7.0], &[0.3, 2.0]), Some(vec![7.0, 7.0]));
    assert_eq!(quantiles(&mut [], &[0.5]), None);
}

#[test]
fn means_and_errors() {
    assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
    assert_eq!(mean(&[]), None);
    assert_eq!(MonteCarloError::of(0.5, 10_000.0), Some(MonteCarloError::Standard(0.005)));
    assert_eq!(MonteCarloError::of(0.0, 10_000.0), Some(MonteCarloError::RuleOfThree(0.0003)));
    assert_eq!(MonteCarloError::of(1.0, 2.0), Some(MonteCarloError::RuleOfThree(1.0)));
    assert_eq!(MonteCarloError::of(0.5, 0.0), None);
    assert_eq!(MonteCarloError::of(1.5, 10.0), None);
    assert_eq!(MonteCarloError::Standard(0.25).figure(), 0.25);
}

#[test]
fn frechet_bounds() {
    assert_eq!(frechet_all(&[0.75, 0.5]), (0.25, 0.5));
    assert_eq!(frechet_all(&[0.25, 0.5]), (0.0, 0.25));
    assert_eq!(frechet_any(&[0.75, 0.5]), (0.75, 1.0));
    assert_eq!(frechet_none(&[0.25, 0.5]), (0.25, 0.5));
    assert_eq!(frechet_none(&[0.75, 0.5]), (0.0, 0.25));
    assert_eq!((frechet_all(&[]), frechet_any(&[])), ((1.0, 1.0), (0.0, 0.0)));
    assert_eq!(frechet_none(&[]), (1.0, 1.0));
}

#[test]
fn effective_samples_of_an_autoregression() {
    let n = 100_000;
    let mut stream = StreamKey::new(1).stream(0);
    let mut state = 0.0;
    let correlated: Vec<f64> = (0..n)
        .map(|_| {
            state = 0.8 * state + (stream.uniform() - 0.5);
            state
        })
        .collect();
    // n (1 − ρ)/(1 + ρ) with ρ = 0.8.
    let effective = effective_samples(&correlated, n);
    assert!((effective / (n as f64 / 9.0) - 1.0).abs() < 0.15, "{effective}");
    let independent: Vec<f64> = (0..n).map(|_| stream.uniform()).collect();
    assert!(effective_samples(&independent, 512) > 0.9 * n as f64);
    assert_eq!(effective_samples(&[2.0; 10], 5), 10.0);
    // Walks that never left their starting points are worth about one draw each.
    let stuck: Vec<f64> = (0..n).map(|index| ((index / 1000) % 2) as f64).collect();
    assert!(effective_samples(&stuck, 1000) < 250.0);
}
