//! Values: how good each item of a list is, from 0 (the worst) to 1 (the best), drawn uniformly
//! from what is known of them.
//!
//! *Nothing known.* Uniform on the vectors in `[0, 1]ᵏ` whose least number is 0 and whose greatest
//! is 1: every pair of a worst and a best item is one face of that set and all faces are equally
//! large, so the pair is drawn uniformly and the other items are independent uniforms.
//!
//! *An order.* The same set cut by the order falls into equally large pieces, one for each linear
//! extension: a uniform extension is drawn, its ends get 1 and 0, the others sorted uniforms. Items
//! declared equal share one value and count as one item; if all are equal, all have value 1.
//!
//! *Single-peaked on a scale.* The peak has 1; each side is as many uniforms, sorted so that they
//! fall away from the peak; then `v ← (v − m)/(1 − m)`, where `m` is the least value, which one of
//! the two ends has. (That is the distribution of the order "each item above its outer
//! neighbour": given `m` at one end, the others are uniform on `(m, 1)`.)
//!
//! *Numbers and intervals.* Numbers are used as they are and intervals drawn uniformly, subject to
//! an order if one is given: nothing is rescaled, since the record already says where 0 and 1 are.
//! [`sample_on_scale`] draws from those of them that run from 0 to 1.
//!
//! A single item has value 1 unless its number or interval says otherwise.
//!
//! # Example: three ranked items
//!
//! ```
//! use plenipo_maths::random::StreamKey;
//! use plenipo_maths::value::{ValueSpec, sample};
//!
//! let spec = ValueSpec::Ranking { tiers: vec![vec![2], vec![0], vec![1]] };
//! let mut values = vec![0.0; 3 * 1000];
//! sample(&spec, StreamKey::new(1), 1000, &mut values)?;
//! let (middle, rest) = values.split_at(1000);
//! assert!(rest[..1000].iter().all(|&worst| worst == 0.0));
//! assert!(rest[1000..].iter().all(|&best| best == 1.0));
//! assert!((middle.iter().sum::<f64>() / 1000.0 - 0.5).abs() < 0.04);
//! # Ok::<(), plenipo_maths::spec::SpecError>(())
//! ```

use super::chunks::{Work, for_each_chunk, rows_of, scratch};
use super::facets::{self, OnScale};
use super::linear_extension::LinearExtensions;
use super::poset::Tiers;
use super::random::{Stream, StreamKey};
use super::region::{Region, Relation};
use super::simplex::check_intervals;
use super::sorted::fill_sorted;
use super::spec::{Interval, Method, SampleReport, SpecError, check_length};
use super::walk::{Propose, sample_region};

/// What is known of the values of some items.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueSpec {
    /// Nothing.
    Free {
        /// How many items there are.
        n: usize,
    },
    /// All items ranked.
    Ranking {
        /// Tiers of equal items, the best first; every item stands in one.
        tiers: Vec<Vec<usize>>,
    },
    /// Some comparisons. At most 64 different values may be compared.
    Order {
        /// How many items there are.
        n: usize,
        /// In each pair the first item is better than the second.
        above: Vec<(usize, usize)>,
        /// In each pair both items are equally good.
        equal: Vec<(usize, usize)>,
    },
    /// Items on a scale, falling away on both sides of the best.
    SinglePeaked {
        /// How many items there are, in the order of the scale.
        n: usize,
        /// The best item.
        peak: usize,
    },
    /// Every value is known.
    Fixed {
        /// Each item's value in `[0, 1]`.
        values: Vec<f64>,
    },
    /// Every value is known to lie in an interval, `[0, 1]` for items of which nothing is known.
    Intervals {
        /// Each item's interval within `[0, 1]`.
        intervals: Vec<Interval>,
        /// In each pair the first item is at least as good as the second.
        above: Vec<(usize, usize)>,
        /// In each pair both items are equally good.
        equal: Vec<(usize, usize)>,
    },
    /// All items are equally good: all have value 1.
    Indifferent {
        /// How many items there are.
        n: usize,
    },
}

impl ValueSpec {
    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Free { n }
            | Self::Order { n, .. }
            | Self::SinglePeaked { n, .. }
            | Self::Indifferent { n } => *n,
            Self::Ranking { tiers } => tiers.iter().map(Vec::len).sum(),
            Self::Fixed { values } => values.len(),
            Self::Intervals { intervals, .. } => intervals.len(),
        }
    }

    /// Whether there are no items, which leaves nothing to sample.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is anything to sample.
    ///
    /// # Errors
    /// The first contradiction found: see [`SpecError`].
    pub fn validate(&self) -> Result<(), SpecError> {
        Plan::new(self).map(|_| ())
    }
}

/// Draws `n_samples` value vectors into `out`, whose length is `spec.len() · n_samples`: item `i`
/// has `out[i · n_samples ..][.. n_samples]`.
///
/// # Errors
/// A specification that [`ValueSpec::validate`] refuses, or an `out` of the wrong length.
pub fn sample(
    spec: &ValueSpec,
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> Result<SampleReport, SpecError> {
    check_length(out, spec.len(), n_samples)?;
    let exact = SampleReport { method: Method::Exact, effective_samples: n_samples as f64 };
    match Plan::new(spec)? {
        Plan::Constant(values) => {
            for (row, value) in out.chunks_exact_mut(n_samples.max(1)).zip(values) {
                row.fill(value);
            }
            Ok(exact)
        }
        Plan::Drawn(drawn) => {
            let work = if matches!(drawn, Drawn::Along(..)) { Work::Heavy } else { Work::Light };
            for_each_chunk(out, n_samples, work, |index, rows| {
                drawn.fill(&mut key.stream(index), rows);
            });
            Ok(exact)
        }
        Plan::Bounded(members, region) => {
            Ok(sample_bounded(&members, &region, key, n_samples, out))
        }
    }
}

/// Draws as [`sample`] does, uniformly from those of the values possible of which the least is 0 and the
/// greatest 1; `None`, and nothing drawn, where there are none or they are too few to be found.
///
/// # Errors
/// As [`sample`].
pub fn sample_on_scale(
    spec: &ValueSpec,
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> Result<Option<SampleReport>, SpecError> {
    let Plan::Bounded(members, region) = Plan::new(spec)? else {
        let report = sample(spec, key, n_samples, out)?;
        let value = |row: &[f64]| row.first().copied().unwrap_or_default();
        let values = || out.chunks_exact(n_samples.max(1)).map(value);
        // Other specifications are on the scale, unless every value is stated.
        let stated = matches!(spec, ValueSpec::Fixed { .. } | ValueSpec::Intervals { .. });
        let on_scale = !stated || values().any(|it| it == 0.0) && values().any(|it| it == 1.0);
        return Ok(on_scale.then_some(report));
    };
    check_length(out, spec.len(), n_samples)?;
    let mut drawn = vec![0.0; members.len() * n_samples];
    let OnScale::Drawn(report) = facets::sample_on_scale(&region, key, n_samples, &mut drawn)
    else {
        return Ok(None);
    };
    hand_to_members(&members, &drawn, n_samples, out);
    Ok(Some(report))
}

/// Gives each item the values of its tier.
fn hand_to_members(members: &[Vec<usize>], drawn: &[f64], n_samples: usize, out: &mut [f64]) {
    for (tier, values) in members.iter().zip(drawn.chunks_exact(n_samples.max(1))) {
        for &item in tier {
            out[item * n_samples..(item + 1) * n_samples].copy_from_slice(values);
        }
    }
}

/// A specification made ready. Equal questions get equal plans, so that they get equal samples.
enum Plan {
    /// The same values in every sample.
    Constant(Vec<f64>),
    /// Values drawn independently.
    Drawn(Drawn),
    /// Tiers of equal items, and where their values may lie.
    Bounded(Vec<Vec<usize>>, Region),
}

/// Values that can be drawn chunk by chunk.
enum Drawn {
    /// Of which nothing is known.
    Free,
    /// Tiers of equal items, best first; at least two.
    Ranked(Vec<Vec<usize>>),
    /// Tiers of equal items, and their order.
    Along(Vec<Vec<usize>>, LinearExtensions),
    /// Falling away from an item that is not at an end.
    Peaked(usize),
}

impl Plan {
    fn new(spec: &ValueSpec) -> Result<Self, SpecError> {
        let n = spec.len();
        if n == 0 {
            return Err(SpecError::Nothing);
        }
        match spec {
            ValueSpec::Free { .. } if n > 1 => Ok(Self::Drawn(Drawn::Free)),
            ValueSpec::Free { .. } | ValueSpec::Indifferent { .. } => {
                Ok(Self::Constant(vec![1.0; n]))
            }
            ValueSpec::Ranking { tiers } => {
                let mut tiers = tiers.clone();
                tiers.retain(|tier| !tier.is_empty());
                check_ranking(&tiers, n)?;
                tiers.iter_mut().for_each(|tier| tier.sort_unstable());
                Ok(Self::ranked(tiers, n))
            }
            ValueSpec::Order { above, equal, .. } => {
                if above.is_empty() && equal.is_empty() {
                    return Self::new(&ValueSpec::Free { n });
                }
                let Tiers { members, poset } = Tiers::new(n, above, equal)?;
                let extensions = LinearExtensions::new(&poset);
                Ok(match extensions.only() {
                    Some(order) => {
                        let tiers = order.iter().map(|&tier| members[tier].clone()).collect();
                        Self::ranked(tiers, n)
                    }
                    None => Self::Drawn(Drawn::Along(members, extensions)),
                })
            }
            ValueSpec::SinglePeaked { peak, .. } => {
                let peak = *peak;
                if peak >= n {
                    return Err(SpecError::OutOfRange { item: peak, n });
                }
                Ok(if peak == 0 {
                    Self::ranked((0..n).map(|item| vec![item]).collect(), n)
                } else if peak == n - 1 {
                    Self::ranked((0..n).rev().map(|item| vec![item]).collect(), n)
                } else {
                    Self::Drawn(Drawn::Peaked(peak))
                })
            }
            ValueSpec::Fixed { values } => {
                let points: Vec<Interval> = values.iter().map(|&v| Interval::fixed(v)).collect();
                check_intervals(&points)?;
                Ok(Self::Constant(values.clone()))
            }
            ValueSpec::Intervals { intervals, above, equal } => {
                check_intervals(intervals)?;
                Self::bounded(intervals, above, equal)
            }
        }
    }

    fn ranked(tiers: Vec<Vec<usize>>, n: usize) -> Self {
        if tiers.len() < 2 {
            Self::Constant(vec![1.0; n])
        } else {
            Self::Drawn(Drawn::Ranked(tiers))
        }
    }

    fn bounded(
        intervals: &[Interval],
        above: &[(usize, usize)],
        equal: &[(usize, usize)],
    ) -> Result<Self, SpecError> {
        let n = intervals.len();
        let free_of_order = above.is_empty() && equal.is_empty();
        let members = if free_of_order {
            (0..n).map(|item| vec![item]).collect()
        } else {
            Tiers::new(n, above, equal)?.members
        };
        let mut tier_of = vec![0; n];
        let mut boxes = vec![Interval::UNIT; members.len()];
        for (tier, items) in members.iter().enumerate() {
            for &item in items {
                tier_of[item] = tier;
                boxes[tier].lo = boxes[tier].lo.max(intervals[item].lo);
                boxes[tier].hi = boxes[tier].hi.min(intervals[item].hi);
            }
        }
        let relations = above
            .iter()
            .map(|&(a, b)| Relation { a: tier_of[a], b: tier_of[b], ratio: 1.0 })
            .collect();
        let region = Region::new(&boxes, relations, false).map_err(|error| match error {
            SpecError::NoRoom { item, lo, hi } => {
                SpecError::NoRoom { item: members[item][0], lo, hi }
            }
            other => other,
        })?;
        if region.free().is_empty() {
            return Ok(Self::Constant(tier_of.iter().map(|&tier| region.lo[tier]).collect()));
        }
        Ok(Self::Bounded(members, region))
    }
}

/// Fails unless `tiers` hold each of `0..n` once.
fn check_ranking(tiers: &[Vec<usize>], n: usize) -> Result<(), SpecError> {
    let mut seen = vec![false; n];
    for &item in tiers.iter().flatten() {
        match seen.get_mut(item) {
            None => return Err(SpecError::OutOfRange { item, n }),
            Some(true) => return Err(SpecError::Repeated { item }),
            Some(seen) => *seen = true,
        }
    }
    seen.iter().position(|&seen| !seen).map_or(Ok(()), |item| Err(SpecError::Missing { item }))
}

impl Drawn {
    fn fill(&self, stream: &mut Stream, rows: &mut [&mut [f64]]) {
        match self {
            Self::Free => fill_free(stream, rows),
            Self::Ranked(tiers) => fill_ranked(tiers, stream, rows),
            Self::Along(members, extensions) => fill_along(members, extensions, stream, rows),
            Self::Peaked(peak) => fill_peaked(*peak, stream, rows),
        }
    }
}

fn fill_free(stream: &mut Stream, rows: &mut [&mut [f64]]) {
    let n = rows.len();
    for row in rows.iter_mut() {
        stream.fill_uniform(row);
    }
    for sample in 0..rows[0].len() {
        let pair = stream.below(n * (n - 1));
        let (worst, other) = (pair / (n - 1), pair % (n - 1));
        let best = if other < worst { other } else { other + 1 };
        rows[worst][sample] = 0.0;
        rows[best][sample] = 1.0;
    }
}

fn fill_ranked(tiers: &[Vec<usize>], stream: &mut Stream, rows: &mut [&mut [f64]]) {
    let last = tiers.len() - 1;
    let inner: Vec<usize> = tiers[1..last].iter().map(|tier| tier[0]).collect();
    if !inner.is_empty() {
        fill_sorted(stream, rows, &inner);
    }
    tiers[0].iter().for_each(|&best| rows[best].fill(1.0));
    tiers[last].iter().for_each(|&worst| rows[worst].fill(0.0));
    for tier in &tiers[1..last] {
        copy_to_equals(tier, rows);
    }
}

/// Gives every item of a tier the values of its first.
fn copy_to_equals(tier: &[usize], rows: &mut [&mut [f64]]) {
    for &item in &tier[1..] {
        // A tier's items ascend, so its first lies before the split.
        let (front, back) = rows.split_at_mut(item);
        back[0].copy_from_slice(front[tier[0]]);
    }
}

fn fill_along(
    members: &[Vec<usize>],
    extensions: &LinearExtensions,
    stream: &mut Stream,
    rows: &mut [&mut [f64]],
) {
    let length = rows[0].len();
    let n_inner = members.len() - 2;
    let mut inner = scratch(n_inner, length);
    if n_inner > 0 {
        fill_sorted(stream, &mut rows_of(&mut inner), &(0..n_inner).collect::<Vec<_>>());
    }
    let mut order = Vec::new();
    for sample in 0..length {
        extensions.draw(stream, &mut order);
        for (place, &tier) in order.iter().enumerate() {
            let value = match place {
                0 => 1.0,
                _ if place > n_inner => 0.0,
                _ => inner[place - 1][sample],
            };
            members[tier].iter().for_each(|&item| rows[item][sample] = value);
        }
    }
}

fn fill_peaked(peak: usize, stream: &mut Stream, rows: &mut [&mut [f64]]) {
    let n = rows.len();
    rows[peak].fill(1.0);
    fill_sorted(stream, rows, &(0..peak).rev().collect::<Vec<_>>());
    fill_sorted(stream, rows, &(peak + 1..n).collect::<Vec<_>>());
    let least: Vec<f64> = rows[0].iter().zip(&*rows[n - 1]).map(|(&a, &b)| a.min(b)).collect();
    for row in rows.iter_mut() {
        for (value, &least) in row.iter_mut().zip(&least) {
            *value = (*value - least) / (1.0 - least);
        }
    }
}

fn sample_bounded(
    members: &[Vec<usize>],
    region: &Region,
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> SampleReport {
    let from_boxes = |stream: &mut Stream, rows: &mut [&mut [f64]]| {
        for (row, (&lo, &hi)) in rows.iter_mut().zip(region.lo.iter().zip(&region.hi)) {
            stream.fill_uniform(row);
            row.iter_mut().for_each(|value| *value = lo + (hi - lo) * *value);
        }
    };
    if region.relations.is_empty() && members.iter().all(|tier| tier.len() == 1) {
        for_each_chunk(out, n_samples, Work::Light, |index, rows| {
            from_boxes(&mut key.stream(index), rows);
        });
        return SampleReport { method: Method::Exact, effective_samples: n_samples as f64 };
    }
    let proposals: [Propose<'_>; 1] = [&from_boxes];
    let mut drawn = vec![0.0; members.len() * n_samples];
    let report = sample_region(region, &proposals, key, n_samples, &mut drawn);
    hand_to_members(members, &drawn, n_samples, out);
    report
}
