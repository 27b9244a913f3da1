//! Uniformly random linear extensions of a partial order.
//!
//! Picking a random available item again and again does *not* give every extension the same
//! probability: over three items of which the first is above the second, the extensions get ¼, ¼
//! and ½ instead of ⅓ each.
//!
//! The order is first taken apart. Groups of items with no relation between them are drawn apart
//! and interleaved at random; groups that stand wholly one above the other are drawn apart and put
//! one after the other. What cannot be taken apart is drawn from an exact table of its up-sets
//! (how many ways are there to go on from here?) if there are at most [`UP_SETS_MAX`], or counted
//! branch by branch if its diagram is a tree; otherwise by coupling from the past in the order
//! polytope, which is exact too; most draws take no more than [`LinearExtensions::steps`], some few take longer.
//!
//! # Example: the three extensions of one relation among three items
//!
//! ```
//! use plenipo_maths::linear_extension::LinearExtensions;
//! use plenipo_maths::poset::Poset;
//! use plenipo_maths::random::StreamKey;
//!
//! let extensions = LinearExtensions::new(&Poset::new(3, &[(0, 1)])?);
//! assert_eq!(extensions.count(), Some(3.0));
//! let mut order = Vec::new();
//! extensions.draw(&mut StreamKey::new(1).stream(0), &mut order);
//! let place = |item| order.iter().position(|&other| other == item);
//! assert!(place(0) < place(1));
//! # Ok::<(), plenipo_maths::spec::SpecError>(())
//! ```

use std::collections::HashMap;

use super::coupling::Coupling;
use super::poset::{ITEMS_MAX, Poset, bits};
use super::random::Stream;
use super::tree::Tree;

/// The largest table of up-sets that is built.
pub const UP_SETS_MAX: usize = 1 << 16;

/// Draws linear extensions of one partial order.
#[derive(Clone, Debug)]
pub struct LinearExtensions {
    root: Node,
}

/// Part of an order.
#[derive(Clone, Debug)]
enum Node {
    /// One item.
    Item(usize),
    /// Parts, each wholly above the next.
    Series(Vec<Node>),
    /// Parts without relation to each other, and how many items each has.
    Parallel(Vec<(Node, usize)>),
    /// Items drawn from a table of up-sets.
    Counted(Vec<usize>, UpSets),
    /// Items whose diagram is a tree.
    Tree(Vec<usize>, Tree),
    /// Items drawn by coupling from the past.
    Coupled(Vec<usize>, Coupling),
}

impl LinearExtensions {
    /// Prepares to draw from `poset`.
    #[must_use]
    pub fn new(poset: &Poset) -> Self {
        Self::with_table_of(poset, UP_SETS_MAX)
    }

    /// As [`LinearExtensions::new`], with tables of at most `up_sets_max` up-sets; 0 forces
    /// coupling from the past wherever the order cannot be taken apart.
    #[must_use]
    pub fn with_table_of(poset: &Poset, up_sets_max: usize) -> Self {
        let all = if poset.len() == ITEMS_MAX { u64::MAX } else { (1 << poset.len()) - 1 };
        Self { root: Node::of(poset, all, up_sets_max) }
    }

    /// How many linear extensions there are, to rounding; `None` if a part is drawn by coupling.
    #[must_use]
    pub fn count(&self) -> Option<f64> {
        self.root.count()
    }

    /// How many random values most draws by coupling take at most, which is nearly all of their
    /// work; 0 where nothing is drawn by coupling.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.root.steps()
    }

    /// The items from first to last if the order is total.
    #[must_use]
    pub fn only(&self) -> Option<Vec<usize>> {
        match &self.root {
            Node::Item(item) => Some(vec![*item]),
            Node::Series(parts) => parts
                .iter()
                .map(|part| if let Node::Item(item) = part { Some(*item) } else { None })
                .collect(),
            _ => None,
        }
    }

    /// Replaces `order` by a uniformly random linear extension, highest item first.
    pub fn draw(&self, stream: &mut Stream, order: &mut Vec<usize>) {
        order.clear();
        self.root.draw(stream, order);
    }
}

impl Node {
    fn of(poset: &Poset, items: u64, up_sets_max: usize) -> Self {
        if items.count_ones() == 1 {
            return Self::Item(items.trailing_zeros() as usize);
        }
        let parts = components(items, |item| poset.related(item));
        if parts.len() != 1 {
            return Self::Parallel(
                parts
                    .into_iter()
                    .map(|part| (Self::of(poset, part, up_sets_max), part.count_ones() as usize))
                    .collect(),
            );
        }
        let mut parts = components(items, |item| !poset.related(item));
        if parts.len() != 1 {
            // Every item of a higher part is above every item of a lower one.
            parts.sort_by_key(|part| {
                (poset.above(part.trailing_zeros() as usize) & items & !part).count_ones()
            });
            return Self::Series(
                parts.into_iter().map(|part| Self::of(poset, part, up_sets_max)).collect(),
            );
        }
        let items: Vec<usize> = bits(items).collect();
        let pairs: Vec<(usize, usize)> = (0..items.len())
            .flat_map(|a| (0..items.len()).map(move |b| (a, b)))
            .filter(|&(a, b)| poset.is_above(items[a], items[b]))
            .collect();
        // The restriction of a valid order to some of its items is a valid order.
        let part = Poset::new(items.len(), &pairs).expect("a part of an order is an order");
        if let Some(table) = UpSets::new(&part, up_sets_max) {
            return Self::Counted(items, table);
        }
        match Tree::new(&part).filter(|_| up_sets_max > 0) {
            Some(tree) => Self::Tree(items, tree),
            None => Self::Coupled(items, Coupling::new(&part)),
        }
    }

    fn count(&self) -> Option<f64> {
        match self {
            Self::Item(_) => Some(1.0),
            Self::Series(parts) => {
                parts.iter().try_fold(1.0, |product, part| Some(product * part.count()?))
            }
            Self::Parallel(parts) => {
                let (mut product, mut placed) = (1.0, 0.0);
                for (part, n) in parts {
                    product *= part.count()?;
                    for chosen in 1..=*n {
                        placed += 1.0;
                        product *= placed / chosen as f64;
                    }
                }
                Some(product)
            }
            Self::Counted(_, table) => Some(table.total),
            Self::Tree(_, tree) => Some(tree.count()),
            Self::Coupled(..) => None,
        }
    }

    fn steps(&self) -> usize {
        match self {
            Self::Item(_) | Self::Counted(..) | Self::Tree(..) => 0,
            Self::Series(parts) => parts.iter().map(Self::steps).sum(),
            Self::Parallel(parts) => parts.iter().map(|(part, _)| part.steps()).sum(),
            Self::Coupled(_, coupling) => coupling.steps(),
        }
    }

    fn draw(&self, stream: &mut Stream, order: &mut Vec<usize>) {
        match self {
            Self::Item(item) => order.push(*item),
            Self::Series(parts) => parts.iter().for_each(|part| part.draw(stream, order)),
            Self::Parallel(parts) => draw_parallel(parts, stream, order),
            Self::Counted(items, table) => table.draw(items, stream, order),
            Self::Tree(items, tree) => {
                let start = order.len();
                tree.draw(stream, order);
                order[start..].iter_mut().for_each(|item| *item = items[*item]);
            }
            Self::Coupled(items, coupling) => {
                let start = order.len();
                coupling.draw(stream, order);
                order[start..].iter_mut().for_each(|item| *item = items[*item]);
            }
        }
    }
}

/// Draws each part, then interleaves: an arrangement of the whole is an arrangement of each part
/// and a choice of their places, and all choices are possible.
fn draw_parallel(parts: &[(Node, usize)], stream: &mut Stream, order: &mut Vec<usize>) {
    if parts.iter().all(|(_, n)| *n == 1) {
        let start = order.len();
        parts.iter().for_each(|(part, _)| part.draw(stream, order));
        stream.shuffle(&mut order[start..]);
        return;
    }
    let mut drawn = Vec::new();
    let mut ends = Vec::with_capacity(parts.len());
    let mut starts = Vec::with_capacity(parts.len());
    for (part, _) in parts {
        starts.push(drawn.len());
        part.draw(stream, &mut drawn);
        ends.push(drawn.len());
    }
    for left in (1..=drawn.len()).rev() {
        // Every place still to fill is equally likely to be the next.
        let mut ticket = stream.below(left);
        for (start, &end) in starts.iter_mut().zip(&ends) {
            if ticket < end - *start {
                order.push(drawn[*start]);
                *start += 1;
                break;
            }
            ticket -= end - *start;
        }
    }
}

/// The connected components of `items` under a symmetric relation, by their lowest item.
fn components(items: u64, related: impl Fn(usize) -> u64) -> Vec<u64> {
    let mut left = items;
    let mut parts = Vec::new();
    while left != 0 {
        let mut part = left & left.wrapping_neg();
        let mut frontier = part;
        while frontier != 0 {
            let next = bits(frontier).fold(0, |mask, item| mask | related(item));
            frontier = next & left & !part;
            part |= frontier;
        }
        left &= !part;
        parts.push(part);
    }
    parts
}

/// For every up-set of an order, which item may come next and with what probability.
#[derive(Clone, Debug)]
struct UpSets {
    /// Where each up-set's choices begin in `choices`, the whole set last.
    begin: Vec<usize>,
    choices: Vec<Choice>,
    total: f64,
}

#[derive(Clone, Copy, Debug)]
struct Choice {
    item: usize,
    /// The up-set with `item` in it.
    then: usize,
    /// The probability of this choice or one before it.
    up_to: f64,
}

impl UpSets {
    /// The table of `poset`, or `None` if it would need more than `entries_max` up-sets.
    fn new(poset: &Poset, entries_max: usize) -> Option<Self> {
        let n = poset.len();
        if entries_max == 0 {
            return None;
        }
        let mut sets: Vec<u64> = vec![0];
        let mut index_of: HashMap<u64, usize> = HashMap::from([(0, 0)]);
        let (mut begin, mut choices) = (vec![0], Vec::new());
        let mut current = 0;
        while current < sets.len() {
            let placed = sets[current];
            for item in 0..n {
                if placed >> item & 1 == 1 || poset.above(item) & !placed != 0 {
                    continue;
                }
                let then = *index_of.entry(placed | 1 << item).or_insert_with(|| {
                    sets.push(placed | 1 << item);
                    sets.len() - 1
                });
                choices.push(Choice { item, then, up_to: 0.0 });
            }
            if sets.len() > entries_max {
                return None;
            }
            begin.push(choices.len());
            current += 1;
        }
        // Larger up-sets have larger indices: the ways to go on are known before they are needed.
        let mut ways = vec![1.0; sets.len()];
        for set in (0..sets.len() - 1).rev() {
            let choices = &mut choices[begin[set]..begin[set + 1]];
            ways[set] = choices.iter().map(|choice| ways[choice.then]).sum();
            let mut sum = 0.0;
            for choice in choices.iter_mut() {
                sum += ways[choice.then];
                choice.up_to = sum / ways[set];
            }
        }
        Some(Self { begin, choices, total: ways[0] })
    }

    fn draw(&self, items: &[usize], stream: &mut Stream, order: &mut Vec<usize>) {
        let mut set = 0;
        for _ in items {
            let choices = &self.choices[self.begin[set]..self.begin[set + 1]];
            let choice = match choices {
                [only] => only,
                _ => {
                    let ticket = stream.uniform();
                    choices
                        .iter()
                        .find(|choice| ticket < choice.up_to)
                        .unwrap_or(&choices[choices.len() - 1])
                }
            };
            order.push(items[choice.item]);
            set = choice.then;
        }
    }
}
