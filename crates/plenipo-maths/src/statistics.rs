//! Summaries of samples and the errors that sampling leaves in them.

/// The arithmetic mean; `None` of nothing. The sum runs in the order given.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The quantiles of `values` at each of `probabilities` (clamped to `[0, 1]`); `None` if there are
/// no values. Reorders `values`.
///
/// Type 7 of Hyndman and Fan ("Sample quantiles in statistical packages", The American Statistician
/// 50(4), 1996): linear between the order statistics around `p · (n − 1)`, the default of R and
/// NumPy.
#[must_use]
pub fn quantiles(values: &mut [f64], probabilities: &[f64]) -> Option<Vec<f64>> {
    let last = values.len().checked_sub(1)?;
    let mut found = vec![0.0; probabilities.len()];
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]));
    // What lies below one quantile lies below the next: only the rest is searched.
    let mut done = 0;
    for which in order {
        let place = probabilities[which].clamp(0.0, 1.0) * last as f64;
        // Not negative; a cast from a float ends at the ends of the type, and `last` is one.
        let below = (place as usize).min(last);
        let (_, &mut lower, above) =
            values[done..].select_nth_unstable_by(below - done, f64::total_cmp);
        let share = place - below as f64;
        found[which] = if share > 0.0 {
            let upper = above.iter().copied().min_by(f64::total_cmp).unwrap_or(lower);
            lower + share * (upper - lower)
        } else {
            lower
        };
        done = below;
    }
    Some(found)
}

/// How far a probability estimated by counting may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MonteCarloError {
    /// The standard error `√(p(1 − p)/S)`.
    Standard(f64),
    /// Nothing or everything was counted, which says nothing about a spread: with 95 % confidence
    /// the probability is within `3/S` of 0 or 1 (Hanley and Lippman-Hand, "If nothing goes wrong,
    /// is everything all right?", JAMA 249(13), 1983). At most 1.
    RuleOfThree(f64),
}

impl MonteCarloError {
    /// The error of a share `probability` in `[0, 1]` counted in `n_samples` independent samples
    /// (the effective sample size if they are dependent); `None` without samples.
    #[must_use]
    pub fn of(probability: f64, n_samples: f64) -> Option<Self> {
        if n_samples.is_nan() || n_samples <= 0.0 || !(0.0..=1.0).contains(&probability) {
            return None;
        }
        Some(if probability == 0.0 || probability == 1.0 {
            Self::RuleOfThree((3.0 / n_samples).min(1.0))
        } else {
            Self::Standard((probability * (1.0 - probability) / n_samples).sqrt())
        })
    }

    /// The figure itself, in the unit of a probability.
    #[must_use]
    pub fn figure(self) -> f64 {
        match self {
            Self::Standard(figure) | Self::RuleOfThree(figure) => figure,
        }
    }
}

/// The least and greatest probability that *all* of several events happen, whatever their
/// dependence: `[max(0, 1 − Σ(1 − p)), min p]` (Fréchet 1935); `(1, 1)` of no events.
#[must_use]
pub fn frechet_all(probabilities: &[f64]) -> (f64, f64) {
    let missing: f64 = probabilities.iter().map(|p| 1.0 - p).sum();
    ((1.0 - missing).max(0.0), probabilities.iter().copied().fold(1.0, f64::min))
}

/// The least and greatest probability that *any* of several events happens, whatever their
/// dependence: `[max p, min(1, Σp)]`; `(0, 0)` of no events.
#[must_use]
pub fn frechet_any(probabilities: &[f64]) -> (f64, f64) {
    let sum: f64 = probabilities.iter().sum();
    (probabilities.iter().copied().fold(0.0, f64::max), sum.min(1.0))
}

/// The least and greatest probability that *none* of several events happens, whatever their
/// dependence: `[max(0, 1 − Σp), 1 − max p]`; `(1, 1)` of no events.
#[must_use]
pub fn frechet_none(probabilities: &[f64]) -> (f64, f64) {
    let (least, most) = frechet_any(probabilities);
    (1.0 - most, 1.0 - least)
}

/// How many independent draws would estimate the mean of `series` as well as it does, when each
/// stretch of `chain` draws (the last may be shorter) is a walk of its own.
///
/// `n / (1 + 2 Σ ρ_t)`, the autocorrelations pooled over the stretches around the common mean and
/// cut by Geyer's initial positive sequence ("Practical Markov chain Monte Carlo", Statistical
/// Science 7(4), 1992). Never above `n`; `n` for a constant series.
#[must_use]
pub fn effective_samples(series: &[f64], chain: usize) -> f64 {
    let n = series.len() as f64;
    let Some(mean) = mean(series) else { return 0.0 };
    let chain = chain.max(1);
    let covariance = |lag: usize| -> f64 {
        series
            .chunks(chain)
            .flat_map(|walk| walk.iter().zip(walk.iter().skip(lag)))
            .map(|(&a, &b)| (a - mean) * (b - mean))
            .sum::<f64>()
    };
    let variance = covariance(0);
    if variance <= 0.0 {
        return n;
    }
    let (mut correlations, mut lag) = (0.0, 0);
    while lag + 1 < chain.min(series.len()) {
        let pair = (covariance(lag) + covariance(lag + 1)) / variance;
        if pair <= 0.0 {
            break;
        }
        correlations += pair;
        lag += 2;
    }
    (n / (2.0 * correlations - 1.0).max(1.0)).min(n)
}
