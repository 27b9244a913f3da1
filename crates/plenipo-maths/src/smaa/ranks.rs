//! How often each alternative has each rank, and with which weights it is first.

use std::collections::HashMap;

use super::{Chunk, SmaaSamples};

/// From how many alternatives on each sample is sorted. Comparing whole rows runs several samples
/// at once and is faster for few, but the pairs grow with the square.
const SORTED_FROM: usize = 64;

/// How many samples are sorted one after the other once their worths are read: a cache line of them.
const LINE: usize = 8;

/// What is counted in some of the samples.
pub(super) struct Part {
    n: usize,
    n_criteria: usize,
    /// How often each alternative has each rank, ties shared.
    pub(super) ranks: Vec<f64>,
    /// For each alternative, the sum of the weights of the samples in which it is first.
    pub(super) first_weights: Vec<f64>,
    /// For each alternative and sample, its share in being first; kept until the weights are added.
    firsts: Vec<f64>,
    pub(super) finite: bool,
}

impl Part {
    pub(super) fn new(n: usize, n_criteria: usize) -> Self {
        Self {
            n,
            n_criteria,
            ranks: vec![0.0; n * n],
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
        self.firsts = vec![0.0; self.n * length];
        let rows: Vec<&[f64]> = worth.chunks_exact(length).collect();
        if self.n >= SORTED_FROM { self.sort(&rows, length) } else { self.compare(&rows, length) }
    }

    /// Counts the ranks by sorting each sample's worths.
    fn sort(&mut self, rows: &[&[f64]], length: usize) {
        let mut keys = vec![(0.0, 0); LINE * self.n];
        // Alternatives that tie do so in many samples, and each tie is as many ranks wide as it has members.
        let mut ties: HashMap<(usize, usize, usize), u32> = HashMap::new();
        for begin in (0..length).step_by(LINE) {
            let end = (begin + LINE).min(length);
            for (a, row) in rows.iter().enumerate() {
                for (at, worth) in row[begin..end].iter().enumerate() {
                    keys[at * self.n + a] = (*worth, a);
                }
            }
            for (s, keys) in (begin..end).zip(keys.chunks_exact_mut(self.n)) {
                keys.sort_unstable_by(|(x, _): &(f64, usize), (y, _)| y.total_cmp(x));
                let mut rank = 0;
                for tied in keys.chunk_by(|(x, _), (y, _)| x == y) {
                    let share = 1.0 / tied.len() as f64;
                    for &(_, a) in tied {
                        match tied.len() {
                            1 => self.ranks[a * self.n + rank] += 1.0,
                            width => *ties.entry((a, rank, width)).or_default() += 1,
                        }
                        self.firsts[a * length + s] = if rank == 0 { share } else { 0.0 };
                    }
                    rank += tied.len();
                }
            }
        }
        let mut ties: Vec<_> = ties.into_iter().collect();
        ties.sort_unstable();
        for ((a, rank, width), times) in ties {
            let share = f64::from(times) / width as f64;
            self.ranks[a * self.n + rank..][..width].iter_mut().for_each(|sum| *sum += share);
        }
    }

    /// Counts the ranks by comparing each pair of alternatives in all samples.
    fn compare(&mut self, rows: &[&[f64]], length: usize) {
        let mut better = vec![vec![0u64; length]; self.n];
        let mut untied = vec![u64::MAX; length];
        for a in 0..self.n {
            for b in 0..a {
                let (front, back) = better.split_at_mut(a);
                let (better_than_b, better_than_a) = (&mut front[b][..], &mut back[0][..]);
                for s in 0..length {
                    let above = u64::from(rows[a][s] > rows[b][s]);
                    let below = u64::from(rows[b][s] > rows[a][s]);
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
                self.count_tied(rows, &better, s, length);
            }
        }
    }

    fn count_tied(&mut self, rows: &[&[f64]], better: &[Vec<u64>], s: usize, length: usize) {
        for a in 0..self.n {
            let equals = rows.iter().filter(|row| row[s] == rows[a][s]).count();
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
