//! A box cut by an order, and by the plane on which numbers sum to 1 if there are weights in it.

use super::spec::{Interval, SpecError};

/// Bounds closer than this leave an item no room: it is fixed.
const ROOM_MIN: f64 = 1e-12;

/// `x` with `lo ≤ x ≤ hi`, `x[a] ≥ ratio · x[b]` for every relation, and `Σ x = 1` if `unit_sum`.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub(crate) lo: Vec<f64>,
    pub(crate) hi: Vec<f64>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) unit_sum: bool,
}

/// Item `a` has at least `ratio` times what item `b` has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relation {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) ratio: f64,
}

impl Region {
    /// The region, its bounds made as narrow as the relations make them.
    ///
    /// Afterwards `lo` and `hi` themselves obey the relations (the least possible vector and the
    /// greatest one), so the region is empty only if a bound crosses another or the sums of the
    /// bounds leave out 1: the vectors between `lo` and `hi` on a straight line obey them too.
    /// Relations must not form a cycle.
    pub(crate) fn new(
        boxes: &[Interval],
        relations: Vec<Relation>,
        unit_sum: bool,
    ) -> Result<Self, SpecError> {
        let mut region = Self {
            lo: boxes.iter().map(|interval| interval.lo).collect(),
            hi: boxes.iter().map(|interval| interval.hi).collect(),
            relations,
            unit_sum,
        };
        region.follow_relations()?;
        if unit_sum {
            region.follow_sum()?;
            region.follow_relations()?;
        }
        Ok(region)
    }

    fn follow_relations(&mut self) -> Result<(), SpecError> {
        for _ in 0..self.lo.len() {
            let mut changed = false;
            for &Relation { a, b, ratio } in &self.relations {
                if self.lo[a] < ratio * self.lo[b] {
                    self.lo[a] = ratio * self.lo[b];
                    changed = true;
                }
                if ratio > 0.0 && self.hi[b] > self.hi[a] / ratio {
                    self.hi[b] = self.hi[a] / ratio;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        for item in 0..self.lo.len() {
            let (lo, hi) = (self.lo[item], self.hi[item]);
            if lo > hi + ROOM_MIN {
                return Err(SpecError::NoRoom { item, lo, hi });
            }
        }
        Ok(())
    }

    fn follow_sum(&mut self) -> Result<(), SpecError> {
        let (lo_sum, hi_sum): (f64, f64) = (self.lo.iter().sum(), self.hi.iter().sum());
        if lo_sum > 1.0 + ROOM_MIN {
            return Err(SpecError::LowerSumAboveOne { sum: lo_sum });
        }
        if hi_sum < 1.0 - ROOM_MIN {
            return Err(SpecError::UpperSumBelowOne { sum: hi_sum });
        }
        let before: Vec<(f64, f64)> =
            self.lo.iter().copied().zip(self.hi.iter().copied()).collect();
        for (item, (lo, hi)) in before.into_iter().enumerate() {
            self.hi[item] = hi.min((1.0 - (lo_sum - lo)).max(lo));
            self.lo[item] = lo.max((1.0 - (hi_sum - hi)).min(hi));
        }
        Ok(())
    }

    /// Whether `item` can vary.
    pub(crate) fn is_free(&self, item: usize) -> bool {
        self.hi[item] - self.lo[item] > ROOM_MIN
    }

    /// The items that can vary; a single one cannot where the sum is given.
    pub(crate) fn free(&self) -> Vec<usize> {
        let free: Vec<usize> = (0..self.lo.len()).filter(|&item| self.is_free(item)).collect();
        let (lo, hi): (f64, f64) = (self.lo.iter().sum(), self.hi.iter().sum());
        let tight = 1.0 - lo <= ROOM_MIN || hi - 1.0 <= ROOM_MIN;
        if self.unit_sum && (free.len() < 2 || tight) { Vec::new() } else { free }
    }

    /// Whether `point` obeys bounds and relations (the sum is not looked at). An item that cannot
    /// vary must stand where it is fixed: whoever proposes points may not know of it.
    pub(crate) fn contains(&self, point: &[f64]) -> bool {
        let inside = point.iter().enumerate().all(|(item, &x)| {
            let slack = if self.is_free(item) { 0.0 } else { ROOM_MIN };
            self.lo[item] - slack <= x && x <= self.hi[item] + slack
        });
        inside
            && self.relations.iter().all(|&Relation { a, b, ratio }| {
                point[a] >= ratio * point[b] || !(self.is_free(a) || self.is_free(b))
            })
    }

    /// A point strictly inside every bound and relation that leaves room.
    ///
    /// Item `i` stands at the share `θ_i = t / (t + c_i (1 − t))` of its interval, `c_i` smaller
    /// the higher it stands in the order, so that related items differ; `t` makes the sum right.
    pub(crate) fn interior(&self) -> Vec<f64> {
        let n = self.lo.len();
        let mut height = vec![0usize; n];
        for _ in 0..n {
            for &Relation { a, b, .. } in &self.relations {
                height[a] = height[a].max(height[b] + 1).min(n);
            }
        }
        let at = |t: f64| -> Vec<f64> {
            (0..n)
                .map(|item| {
                    let c = 2.0 - height[item] as f64 / n as f64;
                    let share = t / (t + c * (1.0 - t));
                    self.lo[item] + share * (self.hi[item] - self.lo[item])
                })
                .collect()
        };
        if !self.unit_sum {
            return at(0.5);
        }
        let (mut below, mut above) = (0.0, 1.0);
        for _ in 0..200 {
            let middle = 0.5 * (below + above);
            if at(middle).iter().sum::<f64>() < 1.0 {
                below = middle;
            } else {
                above = middle;
            }
        }
        at(0.5 * (below + above))
    }
}
