//! Stated values put on the scale all values are on: the worst option of an issue at 0, the best at 1.
//! For those that cannot be drawn there to begin with: because they cannot stand there, or because too
//! few of the draws that could would keep to the order.
//!
//! What is stated holds as it stands wherever it can on that scale: where an option may be worth 0
//! and another 1. In each sample the lowest that may be 0 is put there and the highest that may be 1
//! there; what is not stated is stretched below the lowest stated value and above the highest, so
//! that the order stays. Where nothing may be worth 0, or nothing 1, the numbers are on a scale of
//! the party's own: an interval scale, stretched as a whole.

use plenipo_maths::value::ValueSpec;

/// What is stated of an issue's values, for putting draws of them on the scale.
#[derive(Debug)]
pub(super) struct Scale {
    /// Whether a number is stated of the option or of one worth the same.
    stated: Vec<bool>,
    /// The first option that is worth the same.
    same: Vec<usize>,
    /// Options that may be worth 0.
    worst: Vec<usize>,
    /// Options that may be worth 1.
    best: Vec<usize>,
}

impl Scale {
    /// What `spec` states.
    pub(super) fn of(spec: &ValueSpec) -> Scale {
        let n = spec.len();
        let (lo, hi, above, equal) = match spec {
            ValueSpec::Intervals { intervals, above, equal } => (
                intervals.iter().map(|it| it.lo).collect(),
                intervals.iter().map(|it| it.hi).collect(),
                above.as_slice(),
                equal.as_slice(),
            ),
            ValueSpec::Fixed { values } => (values.clone(), values.clone(), &[][..], &[][..]),
            _ => (vec![0.0; n], vec![1.0; n], &[][..], &[][..]),
        };
        let (mut lo, mut hi): (Vec<f64>, Vec<f64>) = (lo, hi);
        let mut stated: Vec<bool> =
            lo.iter().zip(&hi).map(|(lo, hi)| *lo > 0.0 || *hi < 1.0).collect();
        let mut same: Vec<usize> = (0..n).collect();
        for _ in 0..n {
            for &(a, b) in equal {
                let first = same[a].min(same[b]);
                (same[a], same[b]) = (first, first);
                let both = stated[a] || stated[b];
                (stated[a], stated[b]) = (both, both);
            }
            // An option worth the same is neither above nor below.
            for (a, b) in
                above.iter().copied().chain(equal.iter().flat_map(|&(a, b)| [(a, b), (b, a)]))
            {
                lo[a] = lo[a].max(lo[b]);
                hi[b] = hi[b].min(hi[a]);
            }
        }
        Scale {
            stated,
            same,
            worst: (0..n).filter(|it| lo[*it] <= 0.0).collect(),
            best: (0..n).filter(|it| hi[*it] >= 1.0).collect(),
        }
    }

    /// Puts drawn values, one row an option, on the scale. Where all are alike the party is
    /// indifferent.
    pub(super) fn apply(&self, drawn: &mut [f64], n_samples: usize) {
        let mut values = vec![0.0; self.stated.len()];
        for sample in 0..n_samples {
            let rows = || drawn.iter().skip(sample).step_by(n_samples);
            values.iter_mut().zip(rows()).for_each(|(to, from)| *to = *from);
            self.put(&mut values);
            let rows = drawn.iter_mut().skip(sample).step_by(n_samples);
            rows.zip(&values).for_each(|(to, from)| *to = *from);
        }
    }

    fn put(&self, values: &mut [f64]) {
        let Some((worst, best)) = self.ends(values) else {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let on = |it: f64| if high > low { (it - low) / (high - low) } else { 1.0 };
            values.iter_mut().for_each(|it| *it = on(*it));
            return;
        };
        let kept =
            |it: &usize| self.stated[*it] && self.same[*it] != worst && self.same[*it] != best;
        let kept = || (0..values.len()).filter(kept).map(|it| values[it]);
        let (low, high) = (values[worst], values[best]);
        // The ends themselves where nothing else is stated: all is stretched between them.
        let (first, last) = match kept().next() {
            None => (high, low),
            Some(_) => {
                (kept().fold(f64::INFINITY, f64::min), kept().fold(f64::NEG_INFINITY, f64::max))
            }
        };
        let all = first > last;
        for option in 0..values.len() {
            let it = values[option];
            values[option] = if self.same[option] == worst {
                0.0
            } else if self.same[option] == best {
                1.0
            } else if all {
                if high > low { (it - low) / (high - low) } else { it }
            } else if it < first {
                first * (it - low) / (first - low)
            } else if it > last {
                1.0 - (1.0 - last) * (high - it) / (high - last)
            } else {
                it
            }
            .clamp(0.0, 1.0);
        }
    }

    /// The option that is put at 0 and the one that is put at 1; none where the numbers stated are
    /// not on the scale.
    fn ends(&self, values: &[f64]) -> Option<(usize, usize)> {
        let lowest = |but: Option<usize>| {
            let each = self.worst.iter().copied().filter(|it| Some(self.same[*it]) != but);
            each.min_by(|a, b| values[*a].total_cmp(&values[*b])).map(|it| self.same[it])
        };
        let highest = |but: Option<usize>| {
            let each = self.best.iter().copied().filter(|it| Some(self.same[*it]) != but);
            each.max_by(|a, b| values[*a].total_cmp(&values[*b])).map(|it| self.same[it])
        };
        // Where one option alone may be the best it is left out of those that may be the worst.
        let worst = lowest(None)?;
        match highest(Some(worst)) {
            Some(best) => Some((worst, best)),
            None => {
                let best = highest(None)?;
                Some((lowest(Some(best))?, best))
            }
        }
    }
}
