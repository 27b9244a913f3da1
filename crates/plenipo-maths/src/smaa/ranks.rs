//! How often each alternative has each rank, and with which weights it is first.

use super::{Chunk, SmaaSamples};

/// How far worths may lie apart and be the same.
pub(super) fn same(worth: &[f64]) -> f64 {
    1e-12 * worth.iter().fold(0.0, |most, worth| f64::max(most, worth.abs()))
}

/// What is counted in some of the samples.
pub(super) struct Part {
    n: usize,
    n_criteria: usize,
    /// How many ranks are counted, from the best down: all, or the first alone.
    n_ranks: usize,
    /// How often each alternative has each rank, ties shared.
    pub(super) ranks: Vec<f64>,
    /// For each alternative, the sum of the weights of the samples in which it is first.
    pub(super) first_weights: Vec<f64>,
    /// For each alternative and sample, its share in being first; kept until the weights are added.
    firsts: Vec<f64>,
    pub(super) finite: bool,
}

impl Part {
    pub(super) fn new(n: usize, n_criteria: usize, n_ranks: usize) -> Self {
        Self {
            n,
            n_criteria,
            n_ranks,
            ranks: vec![0.0; n * n_ranks],
            first_weights: vec![0.0; n * n_criteria],
            firsts: Vec::new(),
            finite: true,
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.ranks.iter_mut().zip(&other.ranks).for_each(|(sum, part)| *sum += part);
        self.first_weights
            .iter_mut()
            .zip(&other.first_weights)
            .for_each(|(sum, part)| *sum += part);
        self.finite &= other.finite;
    }

    pub(super) fn shares(&self, n_samples: usize) -> Vec<f64> {
        self.ranks.iter().map(|count| count / n_samples as f64).collect()
    }

    /// Counts the ranks of `length` samples.
    pub(super) fn count(&mut self, worth: &[f64], length: usize) {
        self.finite &= worth.iter().fold(true, |all, worth| all & worth.is_finite());
        let same = same(worth);
        self.firsts = vec![0.0; self.n * length];
        let rows: Vec<&[f64]> = worth.chunks_exact(length).collect();
        match self.n_ranks == self.n {
            true => self.compare(&rows, length, same),
            false => self.first_alone(&rows, length, same),
        }
    }

    /// Counts the first rank alone, in one pass over the rows instead of one over their pairs.
    fn first_alone(&mut self, rows: &[&[f64]], length: usize, same: f64) {
        let mut best = vec![f64::NEG_INFINITY; length];
        for row in rows {
            best.iter_mut().zip(*row).for_each(|(best, worth)| *best = best.max(*worth));
        }
        let is_first = |row: &[f64], s: usize| row[s] >= best[s] - same;
        let mut tied = vec![0.0; length];
        for row in rows {
            for s in 0..length {
                tied[s] += f64::from(u8::from(is_first(row, s)));
            }
        }
        for (a, row) in rows.iter().enumerate() {
            let firsts = &mut self.firsts[a * length..][..length];
            for s in 0..length {
                firsts[s] = f64::from(u8::from(is_first(row, s))) / tied[s];
            }
            self.ranks[a * self.n_ranks] += firsts.iter().sum::<f64>();
        }
    }

    /// Counts the ranks by comparing each pair of alternatives in all samples.
    fn compare(&mut self, rows: &[&[f64]], length: usize, same: f64) {
        let mut better = vec![vec![0u64; length]; self.n];
        let mut untied = vec![u64::MAX; length];
        for a in 0..self.n {
            for b in 0..a {
                let (front, back) = better.split_at_mut(a);
                let (better_than_b, better_than_a) = (&mut front[b][..], &mut back[0][..]);
                for s in 0..length {
                    let ahead = rows[a][s] - rows[b][s];
                    let (above, below) = (u64::from(ahead > same), u64::from(ahead < -same));
                    better_than_b[s] += above;
                    better_than_a[s] += below;
                    untied[s] &= above | below;
                }
            }
        }
        let all_untied = self.n < 2 || untied.iter().fold(1, |all, one| all & one) == 1;
        if all_untied {
            for (a, ranks) in better.iter().enumerate() {
                for (s, &rank) in ranks.iter().enumerate() {
                    // How many of the `n` alternatives are better: below `n`, a `usize` itself.
                    self.ranks[a * self.n + rank as usize] += 1.0;
                    self.firsts[a * length + s] = if rank == 0 { 1.0 } else { 0.0 };
                }
            }
        } else {
            for s in 0..length {
                self.count_tied(rows, &better, (s, length), same);
            }
        }
    }

    fn count_tied(
        &mut self,
        rows: &[&[f64]],
        better: &[Vec<u64>],
        (s, length): (usize, usize),
        same: f64,
    ) {
        for a in 0..self.n {
            let equals = rows.iter().filter(|row| (row[s] - rows[a][s]).abs() <= same).count();
            // How many alternatives are better: below `n`.
            let first = better[a][s] as usize;
            // Without equals the worth is not a number, which is reported once all is counted.
            let share = 1.0 / equals.max(1) as f64;
            for rank in first..first + equals {
                self.ranks[a * self.n + rank] += share;
            }
            self.firsts[a * length + s] = if first == 0 { share } else { 0.0 };
        }
    }

    pub(super) fn add_weights(&mut self, samples: &SmaaSamples<'_>, chunk: Chunk) {
        for (alternative, firsts) in self.firsts.chunks_exact(chunk.len()).enumerate() {
            for criterion in 0..self.n_criteria {
                self.first_weights[alternative * self.n_criteria + criterion] =
                    dot(firsts, samples.weight(criterion, chunk));
            }
        }
        self.firsts = Vec::new();
    }
}

/// The scalar product, summed in four interleaved parts so that it vectorises.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (a_fours, b_fours) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = a_fours.remainder().iter().zip(b_fours.remainder()).map(|(&a, &b)| a * b).sum();
    for (a, b) in a_fours.zip(b_fours) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}
