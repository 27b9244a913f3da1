//! Weights: non-negative numbers that sum to 1, drawn uniformly from what is known of them.
//!
//! *Nothing known.* Independent exponentials `E_i`, divided by their sum.
//!
//! *A chain* `w_1 ≥ r_1 w_2, w_2 ≥ r_2 w_3, …` leaves a simplex whose `k`-th vertex holds only the
//! first `k` weights: `1/c_k` for the `k`-th and, going up, `r_j` times the one below, with
//! `c_1 = 1`, `c_k = 1 + r_{k−1} c_{k−1}`. Exponentials spread over the vertices, divided by their
//! sum, are uniform on it. With all `r = 1` that is a ranking, `E[w_(i)] = (1/n) Σ_{k≥i} 1/k`.
//!
//! *Items outside the chain* are vertices of their own. So the chain and the rest are drawn
//! together and divided by one sum.
//!
//! *Ordered classes and partial orders.* The uniform distribution does not change when weights of
//! a class are exchanged, and the region of an order is cut into equal parts by the rankings that
//! extend it (exchanging coordinates carries one onto another). So: the sorted weights of a chain,
//! handed out along a uniformly random extension, which for classes is a shuffle within each class.
//!
//! *Boxes.* Lower bounds alone only shrink the simplex. With upper bounds or an order, proposals
//! from the shrunken simplex or from the order alone (whichever is kept more often) are rejected
//! until enough are inside; where fewer than 1 in 128 are, a hit-and-run walk takes over and its
//! effective sample size is reported.
//!
//! # Example: one weight at least as large as two others
//!
//! ```
//! use plenipo_maths::random::StreamKey;
//! use plenipo_maths::simplex::{WeightOrder, WeightSpec, sample};
//!
//! let spec = WeightSpec {
//!     order: WeightOrder::Classes(vec![vec![2], vec![0, 1]]),
//!     ..WeightSpec::free(3)
//! };
//! let mut weights = vec![0.0; 3 * 1000];
//! sample(&spec, StreamKey::new(1), 1000, &mut weights)?;
//! let mean = weights[2000..].iter().sum::<f64>() / 1000.0;
//! assert!((mean - (1.0 + 1.0 / 2.0 + 1.0 / 3.0) / 3.0).abs() < 0.02);
//! # Ok::<(), plenipo_maths::spec::SpecError>(())
//! ```

use super::chunks::{Work, for_each_chunk, pair_mut};
use super::linear_extension::LinearExtensions;
use super::poset::Tiers;
use super::random::{Stream, StreamKey};
use super::region::{Region, Relation};
use super::spec::{Interval, Method, SampleReport, SpecError, check_length};
use super::walk::{Propose, sample_region};

/// What is known of `n` weights.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightSpec {
    /// How many weights there are, the zeros among them.
    pub n: usize,
    /// The items whose weight is exactly 0; they may stand nowhere in the order.
    pub none: Vec<usize>,
    /// How the weights compare.
    pub order: WeightOrder,
    /// Each weight's interval within `[0, 1]`; empty if none is known. The intervals of items in
    /// `none` are not looked at.
    pub boxes: Vec<Interval>,
}

/// How weights compare. An item that is not mentioned is not compared.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightOrder {
    /// Not at all.
    Free,
    /// Every weight of a class is at least every weight of a later class; within a class nothing
    /// is known. A full ranking is a list of classes of one.
    Classes(Vec<Vec<usize>>),
    /// In each pair, the first weight is at least the second. At most 64 items may be mentioned.
    Pairs(Vec<(usize, usize)>),
    /// `w[order[j]] ≥ at_least[j] · w[order[j + 1]]`.
    Ratios {
        /// The items compared, each with the next.
        order: Vec<usize>,
        /// The ratios, finite (their products too) and not negative; one fewer than there are
        /// items in `order`.
        at_least: Vec<f64>,
    },
}

impl WeightSpec {
    /// `n` weights of which nothing is known.
    #[must_use]
    pub fn free(n: usize) -> Self {
        Self { n, none: Vec::new(), order: WeightOrder::Free, boxes: Vec::new() }
    }

    /// As many weights as `order` has items, which are all of them, the largest weight first.
    #[must_use]
    pub fn ranking(order: &[usize]) -> Self {
        let classes = order.iter().map(|&item| vec![item]).collect();
        Self { order: WeightOrder::Classes(classes), ..Self::free(order.len()) }
    }

    /// Whether there is anything to sample.
    ///
    /// # Errors
    /// The first contradiction found: see [`SpecError`].
    pub fn validate(&self) -> Result<(), SpecError> {
        Plan::new(self).map(|_| ())
    }
}

/// Draws `n_samples` weight vectors into `out`, whose length is `spec.n · n_samples`: item `i` has
/// `out[i · n_samples ..][.. n_samples]`. Every sample sums to 1 within 10⁻¹².
///
/// # Errors
/// A specification that [`WeightSpec::validate`] refuses, or an `out` of the wrong length.
pub fn sample(
    spec: &WeightSpec,
    key: StreamKey,
    n_samples: usize,
    out: &mut [f64],
) -> Result<SampleReport, SpecError> {
    check_length(out, spec.n, n_samples)?;
    let plan = Plan::new(spec)?;
    let exact = SampleReport { method: Method::Exact, effective_samples: n_samples as f64 };
    let Some(region) = &plan.region else {
        for_each_chunk(out, n_samples, Work::Light, |index, rows| {
            plan.ordered.fill(&mut key.stream(index), rows);
        });
        return Ok(exact);
    };
    let shrunken = Shrunken::new(region);
    if shrunken.is_all_of(region) {
        for_each_chunk(out, n_samples, Work::Light, |index, rows| {
            shrunken.fill(&mut key.stream(index), rows);
        });
        return Ok(exact);
    }
    let from_bounds = |stream: &mut Stream, rows: &mut [&mut [f64]]| shrunken.fill(stream, rows);
    let from_order = |stream: &mut Stream, rows: &mut [&mut [f64]]| plan.ordered.fill(stream, rows);
    let proposals: [Propose<'_>; 2] = [&from_bounds, &from_order];
    Ok(sample_region(region, &proposals, key, n_samples, out))
}

/// A specification made ready.
struct Plan {
    ordered: Ordered,
    /// What the boxes leave; `None` if they say nothing.
    region: Option<Region>,
}

/// Weights known by their order alone.
struct Ordered {
    /// Items without weight.
    zero: Vec<usize>,
    /// Items compared; each weight is at least `ratios` times the next.
    chain: Vec<usize>,
    ratios: Vec<f64>,
    /// Items not compared.
    rest: Vec<usize>,
    mixing: Mixing,
}

/// What happens to the sorted weights of the chain.
enum Mixing {
    /// Each stays with its item.
    Sorted,
    /// They are shuffled within stretches of the chain, each given by its beginning and end.
    Within(Vec<(usize, usize)>),
    /// They are handed out along a random extension of an order of the chain's items.
    Along(LinearExtensions),
}

impl Plan {
    fn new(spec: &WeightSpec) -> Result<Self, SpecError> {
        let n = spec.n;
        let mut placed = vec![false; n];
        place(&spec.none, &mut placed)?;
        if placed.iter().all(|&is_none| is_none) {
            return Err(SpecError::Nothing);
        }
        let mut zero = spec.none.clone();
        zero.sort_unstable();
        let (chain, ratios, mixing, relations) = order_of(spec, &mut placed)?;
        let rest = (0..n).filter(|&item| !placed[item]).collect();
        let ordered = Ordered { zero, chain, ratios, rest, mixing };
        let region = region_of(spec, relations)?;
        Ok(Self { ordered, region })
    }
}

/// Marks `items`, which must exist and be new.
fn place(items: &[usize], placed: &mut [bool]) -> Result<(), SpecError> {
    for &item in items {
        match placed.get_mut(item) {
            None => return Err(SpecError::OutOfRange { item, n: placed.len() }),
            Some(true) => return Err(SpecError::Repeated { item }),
            Some(is_placed) => *is_placed = true,
        }
    }
    Ok(())
}

type Chain = (Vec<usize>, Vec<f64>, Mixing, Vec<Relation>);

/// The chain an order is drawn through, and the order as relations. Equal questions are given
/// equal chains, so that they get equal samples.
fn order_of(spec: &WeightSpec, placed: &mut [bool]) -> Result<Chain, SpecError> {
    let even = |n: usize| vec![1.0; n.saturating_sub(1)];
    let relation = |a, b| Relation { a, b, ratio: 1.0 };
    match &spec.order {
        WeightOrder::Free => Ok((Vec::new(), Vec::new(), Mixing::Sorted, Vec::new())),
        WeightOrder::Pairs(pairs) if pairs.is_empty() => {
            Ok((Vec::new(), Vec::new(), Mixing::Sorted, Vec::new()))
        }
        WeightOrder::Classes(classes) => {
            let mut seen = placed.to_vec();
            classes.iter().try_for_each(|class| place(class, &mut seen))?;
            let classes: Vec<&Vec<usize>> =
                classes.iter().filter(|class| !class.is_empty()).collect();
            if classes.len() < 2 {
                return Ok((Vec::new(), Vec::new(), Mixing::Sorted, Vec::new()));
            }
            placed.copy_from_slice(&seen);
            let (mut chain, mut stretches, mut relations) = (Vec::new(), Vec::new(), Vec::new());
            for (place, class) in classes.iter().enumerate() {
                let begin = chain.len();
                chain.extend_from_slice(class);
                chain[begin..].sort_unstable();
                if class.len() > 1 {
                    stretches.push((begin, chain.len()));
                }
                for &lower in classes.get(place + 1).into_iter().copied().flatten() {
                    relations.extend(class.iter().map(|&higher| relation(higher, lower)));
                }
            }
            let ratios = even(chain.len());
            let mixing =
                if stretches.is_empty() { Mixing::Sorted } else { Mixing::Within(stretches) };
            Ok((chain, ratios, mixing, relations))
        }
        WeightOrder::Pairs(pairs) => {
            let mut items: Vec<usize> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
            items.sort_unstable();
            items.dedup();
            place(&items, placed)?;
            let local = |item: usize| items.binary_search(&item).unwrap_or(items.len());
            let local_pairs: Vec<(usize, usize)> =
                pairs.iter().map(|&(a, b)| (local(a), local(b))).collect();
            let tiers =
                Tiers::new(items.len(), &local_pairs, &[]).map_err(|error| match error {
                    SpecError::Cycle { items: places } => SpecError::Cycle {
                        items: places.iter().map(|&place| items[place]).collect(),
                    },
                    other => other,
                })?;
            let relations = pairs.iter().map(|&(a, b)| relation(a, b)).collect();
            let ratios = even(items.len());
            let extensions = LinearExtensions::new(&tiers.poset);
            Ok(match extensions.only() {
                Some(order) => {
                    let chain = order.into_iter().map(|place| items[place]).collect();
                    (chain, ratios, Mixing::Sorted, relations)
                }
                None => (items, ratios, Mixing::Along(extensions), relations),
            })
        }
        WeightOrder::Ratios { order, at_least } => {
            place(order, placed)?;
            let expected = order.len().saturating_sub(1);
            if at_least.len() != expected {
                return Err(SpecError::Length { expected, found: at_least.len() });
            }
            let bad = |ratio: f64| !ratio.is_finite() || ratio < 0.0;
            if let Some(index) = at_least.iter().position(|&ratio| bad(ratio)) {
                return Err(SpecError::Number { item: order[index], value: at_least[index] });
            }
            let mut c = 1.0;
            for (&item, &ratio) in order.iter().zip(at_least) {
                c = 1.0 + ratio * c;
                if c.is_infinite() {
                    return Err(SpecError::Number { item, value: ratio });
                }
            }
            let relations = (0..expected)
                .map(|j| Relation { a: order[j], b: order[j + 1], ratio: at_least[j] })
                .collect();
            Ok((order.clone(), at_least.clone(), Mixing::Sorted, relations))
        }
    }
}

/// What the boxes leave, or `None` if they say nothing.
fn region_of(spec: &WeightSpec, relations: Vec<Relation>) -> Result<Option<Region>, SpecError> {
    if spec.boxes.is_empty() {
        return Ok(None);
    }
    if spec.boxes.len() != spec.n {
        return Err(SpecError::Length { expected: spec.n, found: spec.boxes.len() });
    }
    let mut boxes = spec.boxes.clone();
    for &item in &spec.none {
        boxes[item] = Interval::fixed(0.0);
    }
    check_intervals(&boxes)?;
    let says_nothing =
        boxes.iter().enumerate().all(|(item, b)| *b == Interval::UNIT || spec.none.contains(&item));
    let region = Region::new(&boxes, relations, true)?;
    Ok(if says_nothing { None } else { Some(region) })
}

/// Fails unless all `intervals` lie within `[0, 1]`.
pub(crate) fn check_intervals(intervals: &[Interval]) -> Result<(), SpecError> {
    for (item, &Interval { lo, hi }) in intervals.iter().enumerate() {
        if let Some(value) = [lo, hi].into_iter().find(|value| !(0.0..=1.0).contains(value)) {
            return Err(SpecError::Number { item, value });
        }
        if lo > hi {
            return Err(SpecError::NoRoom { item, lo, hi });
        }
    }
    Ok(())
}

impl Ordered {
    fn fill(&self, stream: &mut Stream, rows: &mut [&mut [f64]]) {
        for &item in &self.zero {
            rows[item].fill(0.0);
        }
        fill_simplex(stream, rows, &[&self.chain, &self.rest]);
        let mut c = 1.0;
        let mut shares = vec![1.0];
        for &ratio in &self.ratios {
            c = 1.0 + ratio * c;
            shares.push(1.0 / c);
        }
        for place in (1..self.chain.len()).rev() {
            let (lower, higher) = pair_mut(rows, self.chain[place], self.chain[place - 1]);
            // The lowest weight has nothing below it that would have scaled it yet.
            if place + 1 == self.chain.len() {
                lower.iter_mut().for_each(|weight| *weight *= shares[place]);
            }
            let (share, ratio) = (shares[place - 1], self.ratios[place - 1]);
            for (higher, &lower) in higher.iter_mut().zip(&*lower) {
                *higher = *higher * share + ratio * lower;
            }
        }
        match &self.mixing {
            Mixing::Sorted => {}
            Mixing::Within(stretches) => {
                for &(begin, end) in stretches {
                    shuffle_rows(stream, rows, &self.chain[begin..end]);
                }
            }
            Mixing::Along(extensions) => hand_out(extensions, stream, rows, &self.chain),
        }
    }
}

/// Fills the rows of all `groups` with weights uniform on the simplex.
fn fill_simplex(stream: &mut Stream, rows: &mut [&mut [f64]], groups: &[&[usize]]) {
    let mut items = groups.iter().copied().flatten();
    if let (Some(&only), None) = (items.next(), items.next()) {
        // A reciprocal would leave it an ulp from 1.
        rows[only].fill(1.0);
        return;
    }
    let mut scale = vec![0.0; rows.first().map_or(0, |row| row.len())];
    for &item in groups.iter().copied().flatten() {
        stream.fill_exponential(rows[item]);
        for (sum, &weight) in scale.iter_mut().zip(&*rows[item]) {
            *sum += weight;
        }
    }
    for sum in &mut scale {
        *sum = 1.0 / *sum;
    }
    for &item in groups.iter().copied().flatten() {
        for (weight, &scale) in rows[item].iter_mut().zip(&scale) {
            *weight *= scale;
        }
    }
}

/// Shuffles the numbers of the rows in `which` within each sample.
fn shuffle_rows(stream: &mut Stream, rows: &mut [&mut [f64]], which: &[usize]) {
    for last in (1..which.len()).rev() {
        for sample in 0..rows[which[last]].len() {
            let other = stream.below(last + 1);
            let kept = rows[which[last]][sample];
            rows[which[last]][sample] = rows[which[other]][sample];
            rows[which[other]][sample] = kept;
        }
    }
}

/// Hands the numbers of the rows in `items`, sorted from the first row to the last, out along
/// random extensions.
fn hand_out(
    extensions: &LinearExtensions,
    stream: &mut Stream,
    rows: &mut [&mut [f64]],
    items: &[usize],
) {
    let mut order = Vec::new();
    let mut sorted = vec![0.0; items.len()];
    for sample in 0..rows[items[0]].len() {
        for (number, &item) in sorted.iter_mut().zip(items) {
            *number = rows[item][sample];
        }
        extensions.draw(stream, &mut order);
        for (&place, &number) in order.iter().zip(&sorted) {
            rows[items[place]][sample] = number;
        }
    }
}

/// The simplex that lower bounds leave: `lo + (1 − Σ lo) · y`, with `y` on the simplex of the items
/// that can vary.
struct Shrunken<'region> {
    lo: &'region [f64],
    free: Vec<usize>,
    left: f64,
}

impl<'region> Shrunken<'region> {
    fn new(region: &'region Region) -> Self {
        Self { lo: &region.lo, free: region.free(), left: 1.0 - region.lo.iter().sum::<f64>() }
    }

    /// Whether the upper bounds and the order take nothing away from it.
    fn is_all_of(&self, region: &Region) -> bool {
        !self.free.is_empty()
            && region.relations.is_empty()
            && self.free.iter().all(|&item| region.hi[item] >= self.lo[item] + self.left - 1e-15)
    }

    fn fill(&self, stream: &mut Stream, rows: &mut [&mut [f64]]) {
        for (row, &lo) in rows.iter_mut().zip(self.lo) {
            row.fill(lo);
        }
        fill_simplex(stream, rows, &[&self.free]);
        for &item in &self.free {
            for weight in rows[item].iter_mut() {
                *weight = self.lo[item] + self.left * *weight;
            }
        }
    }
}
