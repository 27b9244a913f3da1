//! Who did best, how sure that is, and who is told apart.

use std::collections::BTreeMap;

/// Sums of shares are kept in so many parts of one, so that no order of adding them changes a digit.
const PARTS: f64 = (1_u64 << 50) as f64;

/// Standard errors to either side of a mean that hold it in 95 of 100 cases.
const NORMAL_95: f64 = 1.959_963_984_540_054;

/// What each strategy gained in each place it took: a scenario, a role, and who sat in the other seats.
///
/// A place counts once, by its mean, however often it was played: repetitions of one place tell nothing of others.
/// So memory grows with the places and not with repetitions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaderboard {
    n_strategies: usize,
    /// By scenario, role and the others: by strategy, the sum and the number of shares.
    places: BTreeMap<Seated, Vec<(i128, u64)>>,
}

/// A scenario, a role in it, and the strategies in the other seats.
type Seated = (usize, usize, Vec<usize>);

/// A strategy with its rank.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The strategy, by its place in the tournament.
    pub strategy: usize,
    /// Number of places it took.
    pub places: usize,
    /// Number of times it played.
    pub played: u64,
    /// Mean over its places of the share that it gained; in `[0, 1]` for those who never yield.
    pub mean: f64,
    /// Half the width of the 95 % interval of that mean over places; none with fewer than two.
    pub half_width: Option<f64>,
    /// The probability of a difference to the next strategy as large as that seen if there were none: two-sided, over
    /// the places that both took, by the normal approximation, after Holm for all neighbours together. None for the
    /// last, and with fewer than two such places.
    pub p_next: Option<f64>,
}

impl Leaderboard {
    /// An empty one.
    #[must_use]
    pub fn new(n_strategies: usize) -> Self {
        Self { n_strategies, places: BTreeMap::new() }
    }

    /// Adds the share that the strategy in seat `role` gained.
    ///
    /// # Panics
    /// When `role` is no seat, or the strategy in it none of the tournament.
    pub fn add(&mut self, arena: usize, seating: &[usize], role: usize, share: f64) {
        let mut others = seating.to_vec();
        let strategy = others.remove(role);
        let n = self.n_strategies;
        let cells = self.places.entry((arena, role, others)).or_insert_with(|| vec![(0, 0); n]);
        cells[strategy].0 += libm::rint(share * PARTS) as i128;
        cells[strategy].1 += 1;
    }

    /// The strategies that played, the best first.
    #[must_use]
    pub fn ranked(&self) -> Vec<Ranked> {
        let mean = |cell: &(i128, u64)| (cell.1 > 0).then(|| cell.0 as f64 / PARTS / cell.1 as f64);
        let mut ranked: Vec<Ranked> = (0..self.n_strategies)
            .filter_map(|strategy| {
                let own = self.places.values().map(|cells| &cells[strategy]);
                let means: Vec<f64> = own.clone().filter_map(mean).collect();
                let (of_all, error) = mean_and_error(&means)?;
                Some(Ranked {
                    strategy,
                    places: means.len(),
                    played: own.map(|it| it.1).sum(),
                    mean: of_all,
                    half_width: error.map(|it| NORMAL_95 * it),
                    p_next: None,
                })
            })
            .collect();
        ranked.sort_by(|a, b| b.mean.total_cmp(&a.mean).then(a.strategy.cmp(&b.strategy)));
        let mut found: Vec<(usize, f64)> = Vec::new();
        for at in 1..ranked.len() {
            let (a, b) = (ranked[at - 1].strategy, ranked[at].strategy);
            let pairs = self.places.values().filter_map(|it| Some((mean(&it[a])?, mean(&it[b])?)));
            let differences: Vec<f64> = pairs.map(|it| it.0 - it.1).collect();
            if let Some((mean, Some(error))) = mean_and_error(&differences) {
                found.push((at - 1, two_sided(mean, error)));
            }
        }
        // Holm: the k-th smallest of m counts m − k + 1 times, and none less than a smaller one.
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut least = 0.0_f64;
        for (k, &(at, p)) in found.iter().enumerate() {
            least = least.max((p * (found.len() - k) as f64).min(1.0));
            ranked[at].p_next = Some(least);
        }
        ranked
    }
}

/// The mean, and its standard error where there are two numbers at least.
fn mean_and_error(numbers: &[f64]) -> Option<(f64, Option<f64>)> {
    let n = numbers.len() as f64;
    if numbers.is_empty() {
        return None;
    }
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|it| (it - mean) * (it - mean)).sum();
    Some((mean, (numbers.len() > 1).then(|| libm::sqrt(squares / (n - 1.0) / n))))
}

/// The probability of a mean at least so far from 0 if it were 0.
fn two_sided(mean: f64, error: f64) -> f64 {
    if mean == 0.0 {
        return 1.0;
    }
    if error == 0.0 { 0.0 } else { libm::erfc((mean / error).abs() / std::f64::consts::SQRT_2) }
}
