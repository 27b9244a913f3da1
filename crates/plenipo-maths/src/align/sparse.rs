//! Texts as sparse vectors of what occurs in them, weighed by how rare it is (Salton and Buckley 1988).

use std::collections::HashMap;

/// What occurs in a text, by a number, ascending, each with a weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sparse(Vec<(u32, f64)>);

impl Sparse {
    /// The inner product; of two vectors of length 1 their cosine, in `[0, 1]`.
    pub(super) fn dot(&self, other: &Sparse) -> f64 {
        let (a, b) = (&self.0, &other.0);
        let (mut i, mut j, mut sum) = (0, 0, 0.0_f64);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a[i].1 * b[j].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum.min(1.0)
    }
}

/// In how many texts each thing occurs.
#[derive(Debug, Default)]
pub(super) struct Terms(HashMap<u32, u32>);

impl Terms {
    /// What occurs in one text, with how often; it is counted in.
    pub(super) fn count(&mut self, found: impl Iterator<Item = u32>) -> Sparse {
        let mut found: Vec<u32> = found.collect();
        found.sort_unstable();
        let each = found.chunk_by(|a, b| a == b).map(|of| (of[0], of.len() as f64));
        let each: Vec<(u32, f64)> = each.collect();
        each.iter().for_each(|(it, _)| *self.0.entry(*it).or_default() += 1);
        Sparse(each)
    }

    /// How much it says of a text that the term occurs in it: `ln(1 + all/n)` where it occurs in `n` of `all`.
    pub(super) fn rarity(&self, term: u32, all: f64) -> f64 {
        libm::log(1.0 + all / f64::from(*self.0.get(&term).unwrap_or(&1)))
    }

    /// Weighs what occurs `k` times in the text, and in `n` of `all` texts, by `(1 + ln k) ln(1 + all/n)`, and makes the
    /// whole of length 1.
    pub(super) fn weigh(&self, it: &mut Sparse, all: f64) {
        for (term, often) in &mut it.0 {
            *often = (1.0 + libm::log(*often)) * self.rarity(*term, all);
        }
        let length = it.0.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            it.0.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
    }
}
