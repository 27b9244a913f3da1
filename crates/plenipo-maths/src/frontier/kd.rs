//! "Is any of these vectors at least `t` for every player?", asked millions of times of a fixed
//! set: a tree of component-wise maxima over points in k-d order.
//!
//! Every node holds, for each player, the maxima of its 16 children as 15-bit integers, so that a
//! node is tested with a handful of 16-bit subtractions for all children at once; the compiler
//! turns them into SIMD instructions on any target. The small integers only exclude: what they
//! cannot exclude is compared in full.

use super::layers::Entry;

/// Children of a node, and points of a leaf block.
const FAN: usize = 16;
/// 16-bit lanes in a word, and words for the children of a node.
const LANES: usize = 4;
const WORDS: usize = FAN / LANES;
/// The greatest value of a 15-bit lane; the 16th bit is the guard of the subtraction.
const LANE_MAX: u64 = 0x7FFF;
const GUARD: u64 = 0x8000;
/// One in every lane: multiplying by it fills a word.
const EVERY_LANE: u64 = 0x0001_0001_0001_0001;
/// Steps (of [`Work`](crate::work::Work)) that a query takes beside its nodes.
const QUERY_STEPS: u64 = 8;
/// Below so many points a second thread costs more than it saves.
pub(super) const PARALLEL_MIN: usize = 1 << 13;

/// The maxima of 16 children, by player, with the guard bit of every lane set; empty lanes are
/// zero, below every threshold.
#[derive(Clone, Copy)]
struct Node<const P: usize> {
    words: [[u64; WORDS]; P],
}

impl<const P: usize> Node<P> {
    const EMPTY: Self = Self { words: [[GUARD * EVERY_LANE; WORDS]; P] };

    fn set(&mut self, player: usize, child: usize, value: u64) {
        self.words[player][child / LANES] |= value << (16 * (child % LANES));
    }

    fn lane(&self, player: usize, child: usize) -> u64 {
        self.words[player][child / LANES] >> (16 * (child % LANES)) & LANE_MAX
    }

    /// The children that may hold a vector at or above the threshold (which fills every lane), as
    /// a set of bits for [`child`].
    #[inline]
    fn mask(&self, threshold: &[u64; P]) -> u64 {
        let mut alive = [GUARD * EVERY_LANE; WORDS];
        for player in 0..P {
            for word in 0..WORDS {
                // A guard bit survives the subtraction exactly when its lane >= the threshold's,
                // and no lane can borrow from the next.
                // So the subtraction does not wrap, and need not be checked.
                alive[word] &= self.words[player][word].wrapping_sub(threshold[player]);
            }
        }
        alive[0] >> 15 | alive[1] >> 14 | alive[2] >> 13 | alive[3] >> 12
    }
}

/// The child that the lowest bit of a mask stands for.
#[inline]
fn child(mask: u64) -> usize {
    let bit = mask.trailing_zeros() as usize;
    bit % 16 * LANES + bit / 16
}

/// The tree over one frontier. It borrows nothing: the caller passes the points again.
pub(super) struct MaximaTree<const P: usize> {
    low: [i64; P],
    shift: [u32; P],
    high: [i64; P],
    /// `levels[0]` are the leaf blocks, the last level is one node.
    levels: Vec<Vec<Node<P>>>,
}

/// Steps that it takes to put so many points into k-d order and to build the tree.
pub(super) fn sorting_steps<const P: usize>(n_points: usize) -> u64 {
    n_points as u64 * (u64::from(n_points.max(2).ilog2()) * 8 + 8 * P as u64)
}

/// Puts points into k-d order: halves at multiples of the blocks, each split along the player in
/// whose utility its points differ most.
pub(super) fn kd_order<const P: usize>(points: &mut [Entry<P>]) {
    if points.len() <= FAN {
        return;
    }
    let mut low = [i64::MAX; P];
    let mut high = [i64::MIN; P];
    for point in points.iter() {
        for player in 0..P {
            low[player] = low[player].min(point.units[player]);
            high[player] = high[player].max(point.units[player]);
        }
    }
    let widest = (0..P).max_by_key(|&player| high[player] - low[player]).unwrap_or(0);
    let middle = points.len().next_power_of_two() / 2;
    // Ties are broken by the whole vector (no two points are equal), so that the order is the same
    // however the selection goes about it.
    points.select_nth_unstable_by(middle, |a, b| {
        a.units[widest].cmp(&b.units[widest]).then_with(|| a.units.cmp(&b.units))
    });
    let parallel = points.len() >= PARALLEL_MIN;
    let (left, right) = points.split_at_mut(middle);
    if parallel {
        rayon::join(|| kd_order(left), || kd_order(right));
    } else {
        kd_order(left);
        kd_order(right);
    }
}

impl<const P: usize> MaximaTree<P> {
    /// Builds the tree over points in k-d order (any order is correct, only slower).
    pub(super) fn new(points: &[Entry<P>]) -> Self {
        let mut low = [i64::MAX; P];
        let mut high = [i64::MIN; P];
        for point in points {
            for player in 0..P {
                low[player] = low[player].min(point.units[player]);
                high[player] = high[player].max(point.units[player]);
            }
        }
        let mut shift = [0; P];
        for player in 0..P {
            let width = high[player].abs_diff(low[player]);
            while !points.is_empty() && (width >> shift[player]) + 1 > LANE_MAX {
                shift[player] += 1;
            }
        }
        let mut tree = Self { low, shift, high, levels: Vec::new() };
        let mut level: Vec<Node<P>> = points
            .chunks(FAN)
            .map(|block| {
                let mut node = Node::EMPTY;
                for (lane, point) in block.iter().enumerate() {
                    let values = tree.lanes(&point.units);
                    for player in 0..P {
                        node.set(player, lane, values[player]);
                    }
                }
                node
            })
            .collect();
        while level.len() > 1 {
            let parents = level
                .chunks(FAN)
                .map(|children| {
                    let mut node = Node::EMPTY;
                    for (lane, child) in children.iter().enumerate() {
                        for player in 0..P {
                            let lanes = (0..FAN).map(|at| child.lane(player, at));
                            node.set(player, lane, lanes.max().unwrap_or(0));
                        }
                    }
                    node
                })
                .collect();
            tree.levels.push(level);
            level = parents;
        }
        tree.levels.push(level);
        tree
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> u64 {
        let nodes: usize = self.levels.iter().map(Vec::len).sum();
        (nodes * size_of::<Node<P>>()) as u64
    }

    /// Values in 1..=0x7FFF; the order of utilities is kept, not strictly.
    fn lanes(&self, units: &[i64; P]) -> [u64; P] {
        let mut lanes = [0; P];
        for player in 0..P {
            // Thresholds below every point must still exclude the empty lanes: they become 1.
            // Totals are far below 2^63 (see `plus`).
            let above = units[player].max(self.low[player]).wrapping_sub(self.low[player]);
            lanes[player] = (above as u64 >> self.shift[player]) + 1;
        }
        lanes
    }

    /// The index of some point for which `accept` holds among those at or above `threshold` for
    /// every player, if there is one. Adds the steps it took to `steps`.
    #[inline]
    pub(super) fn find(
        &self,
        points: &[Entry<P>],
        threshold: &[i64; P],
        accept: impl Fn(usize, &[i64; P]) -> bool,
        steps: &mut u64,
    ) -> Option<usize> {
        *steps = steps.wrapping_add(QUERY_STEPS);
        if points.is_empty() || (0..P).any(|player| threshold[player] > self.high[player]) {
            return None;
        }
        let lanes = self.lanes(threshold).map(|value| value.wrapping_mul(EVERY_LANE));
        // One pending mask and node for each level: indices are 32 bits, so 8 levels are enough.
        let mut masks = [0_u64; 12];
        let mut nodes = [0_usize; 12];
        let top = self.levels.len() - 1;
        let mut level = top;
        masks[top] = self.levels[top][0].mask(&lanes);
        loop {
            if masks[level] == 0 {
                if level == top {
                    return None;
                }
                level += 1;
                continue;
            }
            let child = nodes[level] * FAN + child(masks[level]);
            masks[level] &= masks[level] - 1;
            if level == 0 {
                // The more players, the more numbers, and the less of them is near at hand.
                *steps = steps.wrapping_add((P * P / 16) as u64);
                let units = &points[child].units;
                if (0..P).all(|player| units[player] >= threshold[player]) && accept(child, units) {
                    return Some(child);
                }
            } else {
                // Far fewer nodes than 2^64 are ever looked at.
                *steps = steps.wrapping_add(2 * P as u64);
                level -= 1;
                nodes[level] = child;
                masks[level] = self.levels[level][child].mask(&lanes);
            }
        }
    }
}
