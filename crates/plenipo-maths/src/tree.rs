//! Uniform linear extensions of orders whose diagram is a tree: fences, and chains with items that
//! compare with one of them, too many-sided for a table of up-sets.
//!
//! The diagram has an edge between two items of which one stands directly above the other. From any
//! item as the root its branches are put together one by one, counting for every place of the root
//! in what there is so far in how many arrangements it has that place (Atkinson, "On computing the
//! number of linear extensions of a tree", Order 7 (1990)). A draw goes back the same way: it
//! chooses how much of the last branch comes before the root, and so on down.

use super::poset::{Poset, bits};
use super::random::Stream;

/// A sampler over the items `0..n` of one order.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    root: Branch,
    /// `choose[n][k]`: ways to choose `k` of `n`.
    choose: Vec<Vec<f64>>,
}

/// An item and what hangs from it.
#[derive(Clone, Debug)]
struct Branch {
    item: usize,
    /// The branches put to it, first to last.
    joins: Vec<Join>,
    /// In how many arrangements of all this the item has each place.
    ways: Vec<f64>,
}

/// One branch put to an item.
#[derive(Clone, Debug)]
struct Join {
    branch: Branch,
    /// Whether the branch's item stands above the other.
    is_above: bool,
    /// In how many arrangements the other item had each place before.
    ways: Vec<f64>,
    /// In how many arrangements of the branch its first `t` items may come before the other.
    before: Vec<f64>,
}

impl Tree {
    /// The sampler of `poset`, or `None` if its diagram is not a tree.
    pub(crate) fn new(poset: &Poset) -> Option<Self> {
        let n = poset.len();
        let mut beside = vec![0u64; n];
        let mut n_edges = 0;
        for item in 0..n {
            let above = poset.above(item);
            let direct = above & !bits(above).fold(0, |mask, other| mask | poset.above(other));
            n_edges += direct.count_ones() as usize;
            beside[item] |= direct;
            bits(direct).for_each(|other| beside[other] |= 1 << item);
        }
        if n == 0 || n_edges + 1 != n {
            return None;
        }
        let mut choose = vec![vec![1.0]];
        for row in 1..=n {
            let last: &Vec<f64> = &choose[row - 1];
            let inner = last.windows(2).map(|pair| pair[0] + pair[1]);
            choose.push(std::iter::once(1.0).chain(inner).chain([1.0]).collect());
        }
        let root = Branch::new(poset, &beside, &choose, 0, n);
        // Without a circle, as many edges join everything only if they reach everything.
        (root.ways.len() == n).then_some(Self { root, choose })
    }

    /// How many linear extensions there are, to rounding.
    pub(crate) fn count(&self) -> f64 {
        self.root.ways.iter().sum()
    }

    /// Appends the items to `order`, first to last.
    pub(crate) fn draw(&self, stream: &mut Stream, order: &mut Vec<usize>) {
        let place = pick(stream, self.root.ways.len(), |place| self.root.ways[place]);
        order.extend(self.root.draw(&self.choose, place, stream));
    }
}

impl Branch {
    /// What hangs from `item` when `from` is where it hangs itself.
    fn new(poset: &Poset, beside: &[u64], choose: &[Vec<f64>], item: usize, from: usize) -> Self {
        let (mut joins, mut ways) = (Vec::new(), vec![1.0]);
        for other in bits(beside[item]).filter(|&other| other != from) {
            let branch = Self::new(poset, beside, choose, other, item);
            let is_above = poset.is_above(other, item);
            let n = branch.ways.len();
            let may = |place: usize, t: usize| (place < t) == is_above;
            let before: Vec<f64> = (0..=n)
                .map(|t| (0..n).filter(|&place| may(place, t)).map(|it| branch.ways[it]).sum())
                .collect();
            let join = Join { branch, is_above, ways, before };
            ways = (0..join.ways.len() + n)
                .map(|place| join.range(place).map(|t| join.weight(choose, place, t)).sum())
                .collect();
            joins.push(join);
        }
        Self { item, joins, ways }
    }

    /// A random arrangement in which the item has this place.
    fn draw(&self, choose: &[Vec<f64>], place: usize, stream: &mut Stream) -> Vec<usize> {
        // How many of each branch come before the item, last branch first.
        let mut place = place;
        let mut firsts = Vec::with_capacity(self.joins.len());
        for join in self.joins.iter().rev() {
            let range = join.range(place);
            let start = *range.start();
            let t =
                start + pick(stream, range.count(), |it| join.weight(choose, place, start + it));
            place -= t;
            firsts.push(t);
        }
        let mut order = vec![self.item];
        for (join, &t) in self.joins.iter().zip(firsts.iter().rev()) {
            let ways = &join.branch.ways;
            let (start, end) = if join.is_above { (0, t) } else { (t, ways.len()) };
            let at = start + pick(stream, end - start, |it| ways[start + it]);
            let branch = join.branch.draw(choose, at, stream);
            let mut joined = Vec::with_capacity(order.len() + branch.len());
            interleave(stream, &order[..place], &branch[..t], &mut joined);
            joined.push(self.item);
            interleave(stream, &order[place + 1..], &branch[t..], &mut joined);
            order = joined;
            place += t;
        }
        order
    }
}

impl Join {
    /// How many of the branch may come before the other item where this has the place `place`.
    fn range(&self, place: usize) -> std::ops::RangeInclusive<usize> {
        (place + 1).saturating_sub(self.ways.len())..=place.min(self.branch.ways.len())
    }

    /// In how many arrangements it has that place and `t` of the branch come before it.
    fn weight(&self, choose: &[Vec<f64>], place: usize, t: usize) -> f64 {
        let after = self.ways.len() + self.branch.ways.len() - 1 - place;
        let ways = self.ways[place - t] * self.before[t];
        ways * choose[place][t] * choose[after][self.branch.ways.len() - t]
    }
}

/// One of `0..n` by weight.
fn pick(stream: &mut Stream, n: usize, weight: impl Fn(usize) -> f64) -> usize {
    let mut ticket = stream.uniform() * (0..n).map(&weight).sum::<f64>();
    let mut last = 0;
    for it in (0..n).filter(|&it| weight(it) > 0.0) {
        last = it;
        ticket -= weight(it);
        if ticket < 0.0 {
            break;
        }
    }
    last
}

/// Appends `a` and `b`, each in its order, in a random arrangement.
fn interleave(stream: &mut Stream, mut a: &[usize], mut b: &[usize], to: &mut Vec<usize>) {
    while let ([first_of_a, rest_of_a @ ..], [first_of_b, rest_of_b @ ..]) = (a, b) {
        if stream.below(a.len() + b.len()) < a.len() {
            to.push(*first_of_a);
            a = rest_of_a;
        } else {
            to.push(*first_of_b);
            b = rest_of_b;
        }
    }
    to.extend_from_slice(a);
    to.extend_from_slice(b);
}
