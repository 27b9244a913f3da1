//! What a mean Brier score is made of, and how often what was stated came true.

use super::loss::{Pair, mean_brier};

/// Which statements stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Those of exactly the same probability.
    Values,
    /// Those in the same of so many equal parts of `[0, 1]`, each with its lower end and the last
    /// with both; at least one part.
    Bins(u32),
}

/// Statements that stand together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The least probability that belongs to it.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// How many there are.
    pub count: usize,
    /// The mean probability stated.
    pub stated: f64,
    /// The share that happened.
    pub happened: f64,
}

/// A mean Brier score, taken apart:
/// `brier = reliability − resolution + uncertainty + spread − covariance`.
///
/// Over [`Cut::Values`] the last two are zero and what remains is Murphy's identity. In bins they are
/// what happens within them (Stephenson, Coelho and Jolliffe 2008); without them there is no identity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decomposition {
    /// The mean Brier score.
    pub brier: f64,
    /// How far what happened was from what was stated; less is better.
    pub reliability: f64,
    /// How far it was from the overall share; more is better.
    pub resolution: f64,
    /// How open the outcomes were: `ō(1 − ō)`. Not the forecaster's doing.
    pub uncertainty: f64,
    /// The variance of the probabilities within bins.
    pub spread: f64,
    /// Twice their covariance with the outcomes there.
    pub covariance: f64,
}

/// The statements that stand together, from the lowest probability to the highest; empty ones left
/// out.
#[must_use]
pub fn calibration(pairs: &[Pair], cut: Cut) -> Vec<Bin> {
    groups(pairs, cut)
        .into_iter()
        .map(|(low, high, of)| {
            let count = of.len();
            Bin { low, high, count, stated: stated(&of), happened: share(&of) }
        })
        .collect()
}

/// The mean Brier score of `pairs`, taken apart; `None` of nothing.
#[must_use]
pub fn decompose(pairs: &[Pair], cut: Cut) -> Option<Decomposition> {
    let brier = mean_brier(pairs)?;
    let n = pairs.len() as f64;
    let overall = share(pairs);
    let (mut reliability, mut resolution, mut spread, mut covariance) = (0.0, 0.0, 0.0, 0.0);
    for (_, _, of) in groups(pairs, cut) {
        let (stated, happened) = (stated(&of), share(&of));
        let weight = of.len() as f64;
        reliability += weight * (stated - happened) * (stated - happened);
        resolution += weight * (happened - overall) * (happened - overall);
        if cut != Cut::Values {
            for it in of {
                let off = it.stated - stated;
                spread += off * off;
                covariance += 2.0 * off * (it.outcome() - happened);
            }
        }
    }
    Some(Decomposition {
        brier,
        reliability: reliability / n,
        resolution: resolution / n,
        uncertainty: overall * (1.0 - overall),
        spread: spread / n,
        covariance: covariance / n,
    })
}

/// `(low, high, pairs)` of every group that is not empty, lowest first.
fn groups(pairs: &[Pair], cut: Cut) -> Vec<(f64, f64, Vec<Pair>)> {
    let mut sorted = pairs.to_vec();
    // Also by outcome, so that the order in which pairs come changes no bit of a sum.
    sorted.sort_by(|a, b| a.stated.total_cmp(&b.stated).then(a.happened.cmp(&b.happened)));
    let mut groups: Vec<(f64, f64, Vec<Pair>)> = Vec::new();
    for pair in sorted {
        let (low, high) = match cut {
            Cut::Values => (pair.stated, pair.stated),
            Cut::Bins(count) => part(pair.stated, count.max(1)),
        };
        match groups.last_mut() {
            Some(last) if last.0 == low => last.2.push(pair),
            _ => groups.push((low, high, vec![pair])),
        }
    }
    groups
}

/// The ends of the part, of `count` equal ones, that `value` lies in.
fn part(value: f64, count: u32) -> (f64, f64) {
    let parts = f64::from(count);
    let end = |place: f64| place / parts;
    let mut place = (value * parts).floor().clamp(0.0, parts - 1.0);
    // 0.7 · 10 is 7.000…1 in one rounding and 6.999…9 in another: the ends decide.
    if place + 1.0 < parts && value >= end(place + 1.0) {
        place += 1.0;
    } else if place > 0.0 && value < end(place) {
        place -= 1.0;
    }
    (end(place), end(place + 1.0))
}

fn stated(of: &[Pair]) -> f64 {
    // Of equal figures the mean is that figure; a rounded sum may miss it.
    match of {
        [first, rest @ ..] if rest.iter().all(|it| it.stated == first.stated) => first.stated,
        _ => of.iter().map(|it| it.stated).sum::<f64>() / of.len() as f64,
    }
}

fn share(of: &[Pair]) -> f64 {
    of.iter().filter(|it| it.happened).count() as f64 / of.len() as f64
}
