//! One item's samples: a row of numbers, or one number that all samples share.

/// One item's samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Row<'a> {
    /// The same number in every sample.
    Same(f64),
    /// A number for each sample.
    Each(&'a [f64]),
}

impl<'a> Row<'a> {
    /// The number in `sample`.
    #[must_use]
    pub fn get(self, sample: usize) -> f64 {
        match self {
            Row::Same(number) => number,
            Row::Each(row) => row[sample],
        }
    }

    /// The part of the row from sample `begin` up to `end`.
    #[must_use]
    pub fn part(self, begin: usize, end: usize) -> Row<'a> {
        match self {
            Row::Same(number) => Row::Same(number),
            Row::Each(row) => Row::Each(&row[begin..end]),
        }
    }

    /// Adds `weights · row` to `sums`, sample by sample. Nothing and the whole of a weight come out
    /// the same bits whether or not the row is written out.
    pub fn add_to(self, sums: &mut [f64], weights: &[f64]) {
        match self {
            Row::Same(0.0) => {}
            Row::Same(number) => {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight * number;
                }
            }
            Row::Each(row) => {
                for ((sum, weight), value) in sums.iter_mut().zip(weights).zip(row) {
                    *sum += weight * value;
                }
            }
        }
    }
}
