//! Extremes of values and of their differences.

use super::linear::{Linear, Optimum};
use crate::facets;
use crate::poset::{Poset, Tiers};
use crate::region::{Region, Relation};
use crate::spec::{Interval, SpecError};
use crate::value::ValueSpec;

/// The values that a specification lets items have, made ready to be asked about.
#[derive(Clone, Debug)]
pub struct ValueExtremes {
    tier_of: Vec<usize>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// All items are equally good.
    Alike,
    /// Tiers of which the order is known, at least two.
    Ordered { poset: Poset, best: Option<usize>, worst: Option<usize> },
    /// The parts of a region in which the least value is 0 and the greatest 1.
    OnScale(Vec<Region>),
    /// A region in which no value is 0 while another is 1: it is stretched as a whole.
    Stretched(Region),
}

impl ValueExtremes {
    /// Makes `spec` ready.
    ///
    /// # Errors
    /// What [`ValueSpec::validate`] refuses.
    pub fn of(spec: &ValueSpec) -> Result<ValueExtremes, SpecError> {
        spec.validate()?;
        let n = spec.len();
        match spec {
            ValueSpec::Free { .. } => ValueExtremes::ordered(n, &[], &[]),
            ValueSpec::Indifferent { .. } => {
                Ok(ValueExtremes { tier_of: vec![0; n], kind: Kind::Alike })
            }
            ValueSpec::Ranking { tiers } => {
                let tiers: Vec<&Vec<usize>> = tiers.iter().filter(|it| !it.is_empty()).collect();
                let above: Vec<_> = tiers.windows(2).map(|it| (it[0][0], it[1][0])).collect();
                let equal: Vec<_> =
                    tiers.iter().flat_map(|it| it.windows(2).map(|it| (it[0], it[1]))).collect();
                ValueExtremes::ordered(n, &above, &equal)
            }
            ValueSpec::Order { above, equal, .. } => ValueExtremes::ordered(n, above, equal),
            ValueSpec::SinglePeaked { peak, .. } => {
                let falls = |it: usize| if it < *peak { (it + 1, it) } else { (it, it + 1) };
                let above: Vec<_> = (0..n.saturating_sub(1)).map(falls).collect();
                ValueExtremes::ordered(n, &above, &[])
            }
            ValueSpec::Fixed { values } => {
                let points: Vec<Interval> = values.iter().map(|it| Interval::fixed(*it)).collect();
                ValueExtremes::bounded(&points, &[], &[])
            }
            ValueSpec::Intervals { intervals, above, equal } => {
                ValueExtremes::bounded(intervals, above, equal)
            }
        }
    }

    fn ordered(
        n: usize,
        above: &[(usize, usize)],
        equal: &[(usize, usize)],
    ) -> Result<ValueExtremes, SpecError> {
        let Tiers { members, poset } = Tiers::new(n, above, equal)?;
        let tier_of = tiers(n, &members);
        let all = 0..members.len();
        let only = |free: &dyn Fn(usize) -> bool| {
            let mut ends = all.clone().filter(|it| free(*it));
            ends.next().filter(|_| ends.next().is_none())
        };
        let best = only(&|it| !all.clone().any(|other| poset.is_above(other, it)));
        let worst = only(&|it| !all.clone().any(|other| poset.is_above(it, other)));
        let kind = match members.len() {
            1 => Kind::Alike,
            _ => Kind::Ordered { poset, best, worst },
        };
        Ok(ValueExtremes { tier_of, kind })
    }

    fn bounded(
        intervals: &[Interval],
        above: &[(usize, usize)],
        equal: &[(usize, usize)],
    ) -> Result<ValueExtremes, SpecError> {
        let members = Tiers::new(intervals.len(), above, equal)?.members;
        let tier_of = tiers(intervals.len(), &members);
        let mut boxes = vec![Interval::UNIT; members.len()];
        for (item, it) in intervals.iter().enumerate() {
            let to = &mut boxes[tier_of[item]];
            (to.lo, to.hi) = (to.lo.max(it.lo), to.hi.min(it.hi));
        }
        let relation =
            |&(a, b): &(usize, usize)| Relation { a: tier_of[a], b: tier_of[b], ratio: 1.0 };
        let region = Region::new(&boxes, above.iter().map(relation).collect(), false)?;
        let facets = facets::all(&region);
        let kind = match facets.is_empty() {
            true => Kind::Stretched(region),
            false => Kind::OnScale(facets),
        };
        Ok(ValueExtremes { tier_of, kind })
    }

    /// What the value of `item` can be, in `[0, 1]`.
    ///
    /// # Errors
    /// An item that there is not.
    pub fn value(&self, item: usize) -> Result<Interval, SpecError> {
        let at = self.tier(item)?;
        Ok(match &self.kind {
            Kind::Alike => Interval::fixed(1.0),
            Kind::Ordered { best, worst, .. } => Interval::new(
                if *best == Some(at) { 1.0 } else { 0.0 },
                if *worst == Some(at) { 0.0 } else { 1.0 },
            ),
            Kind::OnScale(facets) => {
                hull(facets.iter().map(|it| Interval::new(it.lo[at], it.hi[at])))
            }
            Kind::Stretched(region) => stretched(region, at, None),
        })
    }

    /// What the value of `a` less that of `b` can be, in `[-1, 1]`.
    ///
    /// # Errors
    /// An item that there is not.
    pub fn difference(&self, a: usize, b: usize) -> Result<Interval, SpecError> {
        let (a, b) = (self.tier(a)?, self.tier(b)?);
        if a == b {
            return Ok(Interval::fixed(0.0));
        }
        Ok(match &self.kind {
            Kind::Alike => Interval::fixed(0.0),
            Kind::Ordered { poset, best, worst } => {
                // Some values are 1 on all that is above `a` and 0 elsewhere.
                let most = |a: usize, b: usize| match poset.is_above(b, a) {
                    false => 1.0,
                    true if *best == Some(b) && *worst == Some(a) => -1.0,
                    true => 0.0,
                };
                Interval::new(-most(b, a), most(a, b))
            }
            Kind::OnScale(facets) => hull(facets.iter().map(|it| {
                let above = above(it);
                let most = |a: usize, b: usize| {
                    let apart = it.hi[a] - it.lo[b];
                    if above[b][a] { apart.min(0.0) } else { apart }
                };
                Interval::new(-most(b, a), most(a, b))
            })),
            Kind::Stretched(region) => stretched(region, a, Some(b)),
        })
    }

    fn tier(&self, item: usize) -> Result<usize, SpecError> {
        let n = self.tier_of.len();
        self.tier_of.get(item).copied().ok_or(SpecError::OutOfRange { item, n })
    }
}

fn tiers(n: usize, members: &[Vec<usize>]) -> Vec<usize> {
    let mut tier_of = vec![0; n];
    for (tier, items) in members.iter().enumerate() {
        items.iter().for_each(|it| tier_of[*it] = tier);
    }
    tier_of
}

/// The least interval that holds them all.
fn hull(all: impl Iterator<Item = Interval>) -> Interval {
    all.reduce(|a, b| Interval::new(a.lo.min(b.lo), a.hi.max(b.hi))).unwrap_or(Interval::UNIT)
}

/// Which item of a region is at least which other, also through others.
fn above(region: &Region) -> Vec<Vec<bool>> {
    let n = region.lo.len();
    let mut above = vec![vec![false; n]; n];
    region.relations.iter().for_each(|it| above[it.a][it.b] = true);
    for through in 0..n {
        for a in 0..n {
            if above[a][through] {
                let (from, to) = (above[through].clone(), &mut above[a]);
                to.iter_mut().zip(from).for_each(|(to, from)| *to |= from);
            }
        }
    }
    above
}

/// The value of `a`, less that of `b`, where the least value is put at 0 and the greatest at 1: a linear-fractional
/// programme for each two items that may be these, made linear as Charnes and Cooper do (1962, *Naval Research
/// Logistics Quarterly* 9, 181–186).
fn stretched(region: &Region, a: usize, b: Option<usize>) -> Interval {
    let n = region.lo.len();
    let mut found: Vec<Interval> = Vec::new();
    for (least, most) in (0..n).flat_map(|it| (0..n).map(move |other| (it, other))) {
        if least == most {
            continue;
        }
        // Variables: each value times the scale, then the scale.
        let mut rows = Linear::new(n + 1);
        for item in 0..n {
            rows.at_most(&[(item, 1.0), (n, -region.hi[item])], 0.0);
            rows.at_least(&[(item, 1.0), (n, -region.lo[item])], 0.0);
            rows.at_least(&[(item, 1.0), (least, -1.0)], 0.0);
            rows.at_least(&[(most, 1.0), (item, -1.0)], 0.0);
        }
        let order = region.relations.iter();
        order.for_each(|it| rows.at_least(&[(it.a, 1.0), (it.b, -1.0)], 0.0));
        rows.equals(&[(most, 1.0), (least, -1.0)], 1.0);
        let from = b.unwrap_or(least);
        let end = |sign: f64| match rows.greatest(&[(a, sign), (from, -sign)]) {
            Optimum::At(it, _) => Some(sign * it),
            Optimum::Infeasible | Optimum::Unbounded => None,
        };
        found.extend(end(-1.0).zip(end(1.0)).map(|(lo, hi)| Interval::new(lo, hi)));
    }
    // Where all values are alike the party is indifferent.
    let alike = Interval::fixed(if b.is_some() { 0.0 } else { 1.0 });
    if found.is_empty() { alike } else { hull(found.into_iter()) }
}
