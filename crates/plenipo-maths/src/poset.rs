//! Partial orders over at most 64 items, each item's relations kept as the bits of a word.

use super::spec::SpecError;

/// The most items a partial order may have.
pub const ITEMS_MAX: usize = 64;

/// A partial order, transitively closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poset {
    above: Vec<u64>,
    below: Vec<u64>,
}

impl Poset {
    /// The order over items `0..n` in which, for each of the `pairs`, the first item stands above
    /// the second, and whatever follows from that.
    ///
    /// # Errors
    /// More than [`ITEMS_MAX`] items, a pair that names an item outside `0..n`, or a cycle.
    pub fn new(n: usize, pairs: &[(usize, usize)]) -> Result<Self, SpecError> {
        Ok(Tiers::new(n, pairs, &[])?.poset)
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.above.len()
    }

    /// Whether there are no items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.above.is_empty()
    }

    /// Whether item `a` stands above item `b`; not if there is no such item.
    #[must_use]
    pub fn is_above(&self, a: usize, b: usize) -> bool {
        self.above.get(b).is_some_and(|mask| a < ITEMS_MAX && mask >> a & 1 == 1)
    }

    /// The items above `item`, as bits.
    pub(crate) fn above(&self, item: usize) -> u64 {
        self.above[item]
    }

    /// The items above or below `item`, as bits.
    pub(crate) fn related(&self, item: usize) -> u64 {
        self.above[item] | self.below[item]
    }

    /// `closed[b]` holds the direct relations on entry; afterwards also those that follow.
    fn closed(mut above: Vec<u64>) -> Self {
        let n = above.len();
        for through in 0..n {
            for item in 0..n {
                if above[item] >> through & 1 == 1 {
                    above[item] |= above[through];
                }
            }
        }
        let mut below = vec![0; n];
        for (item, &mask) in above.iter().enumerate() {
            for other in bits(mask) {
                below[other] |= 1 << item;
            }
        }
        Self { above, below }
    }
}

/// Items merged into tiers of equals, and the order of the tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers {
    /// The items of each tier, ascending; tiers are numbered by their first item.
    pub members: Vec<Vec<usize>>,
    /// The order over the tiers.
    pub poset: Poset,
}

impl Tiers {
    /// The tiers of items `0..n` when each pair of `equal` is tied and, in each pair of `pairs`,
    /// the first item stands above the second.
    ///
    /// # Errors
    /// More than [`ITEMS_MAX`] tiers, an item outside `0..n`, or a cycle: also an item said to
    /// stand above one that it equals.
    pub fn new(
        n: usize,
        pairs: &[(usize, usize)],
        equal: &[(usize, usize)],
    ) -> Result<Self, SpecError> {
        if let Some(item) =
            pairs.iter().chain(equal).flat_map(|&(a, b)| [a, b]).find(|&item| item >= n)
        {
            return Err(SpecError::OutOfRange { item, n });
        }
        let mut first: Vec<usize> = (0..n).collect();
        for &(a, b) in equal {
            let (a, b) = (root(&first, a), root(&first, b));
            first[a.max(b)] = a.min(b);
        }
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut tier_of = vec![0; n];
        for item in 0..n {
            let leader = root(&first, item);
            if leader == item {
                tier_of[item] = members.len();
                members.push(vec![item]);
            } else {
                tier_of[item] = tier_of[leader];
                members[tier_of[leader]].push(item);
            }
        }
        let n_tiers = members.len();
        if n_tiers > ITEMS_MAX {
            return Err(SpecError::TooManyItems { n: n_tiers, max: ITEMS_MAX });
        }
        if let Some(items) = cycle(n_tiers, &tier_of, pairs) {
            return Err(SpecError::Cycle { items });
        }
        let mut above = vec![0u64; n_tiers];
        for &(a, b) in pairs {
            above[tier_of[b]] |= 1 << tier_of[a];
        }
        Ok(Self { members, poset: Poset::closed(above) })
    }
}

/// The positions of the bits set in `mask`, ascending.
pub(crate) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (mask != 0).then(|| {
            let bit = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            bit
        })
    })
}

/// The first of the items known to equal `item`. A leader always precedes those it leads.
fn root(first: &[usize], mut item: usize) -> usize {
    while first[item] != item {
        item = first[item];
    }
    item
}

/// The items of a cycle among the tiers, if there is one.
fn cycle(n_tiers: usize, tier_of: &[usize], pairs: &[(usize, usize)]) -> Option<Vec<usize>> {
    let mut leaving: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n_tiers];
    for &(a, b) in pairs {
        leaving[tier_of[a]].push((a, b));
    }
    let mut finished = vec![false; n_tiers];
    for start in 0..n_tiers {
        // The path from `start`: each tier, with the next of its pairs to follow.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some(&mut (tier, ref mut next)) = path.last_mut() {
            let Some(&(_, b)) = leaving[tier].get(*next).filter(|_| !finished[tier]) else {
                finished[tier] = true;
                path.pop();
                continue;
            };
            *next += 1;
            let target = tier_of[b];
            if let Some(from) = path.iter().position(|&(on_path, _)| on_path == target) {
                let mut items = Vec::new();
                for &(tier, next) in &path[from..] {
                    let (a, b) = leaving[tier][next - 1];
                    for item in [a, b] {
                        if !items.contains(&item) {
                            items.push(item);
                        }
                    }
                }
                return Some(items);
            }
            if !finished[target] {
                path.push((target, 0));
            }
        }
    }
    None
}
