//! A set of samples, one bit a sample.

/// A set of samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lens) struct Bits {
    /// Bits beyond the last sample are 0.
    words: Vec<u64>,
    n_samples: usize,
}

impl Bits {
    pub(in crate::lens) fn none(n_samples: usize) -> Bits {
        Bits { words: vec![0; n_samples.div_ceil(64)], n_samples }
    }

    /// The samples for which `is` says so.
    pub(in crate::lens) fn of(n_samples: usize, mut is: impl FnMut(usize) -> bool) -> Bits {
        let word = |begin: usize| {
            let samples = begin..n_samples.min(begin + 64);
            samples.rev().fold(0, |word, sample| word << 1 | u64::from(is(sample)))
        };
        Bits { words: (0..n_samples).step_by(64).map(word).collect(), n_samples }
    }

    pub(in crate::lens) fn contains(&self, sample: usize) -> bool {
        self.words[sample / 64] >> (sample % 64) & 1 == 1
    }

    pub(in crate::lens) fn is_empty(&self) -> bool {
        self.words.iter().all(|it| *it == 0)
    }

    /// Keeps the samples that `other` has too.
    pub(in crate::lens) fn keep(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(it, other)| *it &= other);
    }

    /// Drops the samples that `other` has.
    pub(in crate::lens) fn drop(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(it, other)| *it &= !other);
    }

    /// Their share of all samples.
    pub(in crate::lens) fn share(&self) -> f64 {
        let count: u64 = self.words.iter().map(|it| u64::from(it.count_ones())).sum();
        count as f64 / self.n_samples.max(1) as f64
    }
}
