//! How like two texts must be to be a pair: more than texts of these lists are by chance.

/// Below this nothing is a pair, whatever else the lists hold.
const FLOOR: f64 = 0.10;

/// What is this like each other is a pair in any company.
const CEILING: f64 = 0.45;

/// Where the lists are so short that they do not tell what chance does.
const UNTOLD: f64 = 0.15;

/// From so many likenesses on they tell it.
const TOLD: usize = 6;

/// How far beyond what chance may bring about a pair must lie, in standard deviations.
const BEYOND: f64 = 2.0;

/// The least likeness of a pair, from the likeness of each item of the first list to each of the second.
///
/// What an item is like besides its best is taken for chance: with mean `m` and standard deviation `s`, the greatest of
/// `n` such likenesses lies about `m + s sqrt(2 ln n)` (the extreme of `n` normal draws), and a pair must lie beyond that.
pub(super) fn least(likeness: &[Vec<f64>]) -> f64 {
    let n = likeness.first().map_or(0, Vec::len);
    let mut chance: Vec<f64> = Vec::new();
    for row in likeness {
        let best = (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b]));
        chance.extend(row.iter().enumerate().filter(|(at, _)| Some(*at) != best).map(|it| *it.1));
    }
    if chance.len() < TOLD {
        return UNTOLD;
    }
    let count = chance.len() as f64;
    let mean = chance.iter().sum::<f64>() / count;
    let deviation = (chance.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / count).sqrt();
    let extreme = (2.0 * libm::log(n.max(2) as f64)).sqrt();
    (mean + deviation * (extreme + BEYOND)).clamp(FLOOR, CEILING)
}
