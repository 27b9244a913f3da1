//! Uniform linear extensions by coupling from the past, for orders too tangled to count.
//!
//! Huber, "Fast perfect sampling from linear extensions", Discrete Mathematics 306 (2006). The
//! chain picks two neighbouring places and, on heads, swaps their items unless the order forbids
//! it; its stationary distribution is uniform. A *bounding* arrangement is run beside it, in which
//! an item at place `j` says "this item stands at place `j` or before". Once every item has such a
//! bound, the bounds are a permutation, so they are the state itself, whatever it was at the start.
//!
//! Why the bounds stay true: let `x`, `y` be the bounding items at the chosen places `i`, `i + 1`.
//! The chain uses the opposite of the coin when `y` itself stands at `i`. So when the bounds swap,
//! `y` is at `i` and stays, or is at `i + 1` and moves down to `i`: the item at `i` could only stop
//! it by preceding `y`, but items enter in an order that puts predecessors first and bounds never
//! swap against the order, so that item would have to be `x`, against which `y` was free to swap.

use super::poset::Poset;
use super::random::Stream;

/// No item yet.
const NONE: usize = usize::MAX;

/// A sampler over the items `0..n` of one order.
#[derive(Clone, Debug)]
pub(crate) struct Coupling {
    /// `above[b]` has bit `a` set when `a` must come before `b`.
    above: Vec<u64>,
    /// One linear extension: the order in which items enter the bounding arrangement.
    entering: Vec<usize>,
}

/// One step of the chain: which places, and the coin.
#[derive(Clone, Copy, Debug)]
struct Move {
    place: usize,
    heads: bool,
}

impl Coupling {
    /// The sampler of `poset`, which must not be empty.
    pub(crate) fn new(poset: &Poset) -> Self {
        let above: Vec<u64> = (0..poset.len()).map(|item| poset.above(item)).collect();
        let mut entering: Vec<usize> = (0..poset.len()).collect();
        // An item has strictly more items above it than any of those items.
        entering.sort_by_key(|&item| above[item].count_ones());
        Self { above, entering }
    }

    /// Appends the items to `order`, first to last.
    pub(crate) fn draw(&self, stream: &mut Stream, order: &mut Vec<usize>) {
        let n = self.above.len();
        if n < 2 {
            order.extend(0..n);
            return;
        }
        // Stretches of the past, latest first, each twice as long as the one before.
        let mut stretches: Vec<Vec<Move>> = Vec::new();
        let mut length = n * n;
        let mut state = loop {
            let moves: Vec<Move> = (0..length)
                .map(|_| {
                    let drawn = stream.below(2 * (n - 1));
                    Move { place: drawn / 2, heads: drawn % 2 == 1 }
                })
                .collect();
            let bounds = self.run(&moves, None);
            if !bounds.contains(&NONE) {
                break bounds;
            }
            stretches.push(moves);
            length *= 2;
        };
        for moves in stretches.iter().rev() {
            self.run(moves, Some(&mut state));
        }
        order.extend(state);
    }

    /// Runs the bounding arrangement from its start over `moves`, and `state` beside it if there
    /// is one. Returns the bounds.
    fn run(&self, moves: &[Move], mut state: Option<&mut Vec<usize>>) -> Vec<usize> {
        let n = self.above.len();
        let mut entering = self.entering.iter().copied();
        let mut bounds = vec![NONE; n];
        bounds[n - 1] = entering.next().unwrap_or(NONE);
        for &Move { place, heads } in moves {
            if let Some(state) = state.as_deref_mut() {
                let swaps = heads != (state[place] == bounds[place + 1]);
                if swaps && !self.precedes(state[place], state[place + 1]) {
                    state.swap(place, place + 1);
                }
            }
            if heads && !self.precedes(bounds[place], bounds[place + 1]) {
                bounds.swap(place, place + 1);
            }
            if bounds[n - 1] == NONE {
                bounds[n - 1] = entering.next().unwrap_or(NONE);
            }
        }
        bounds
    }

    fn precedes(&self, a: usize, b: usize) -> bool {
        a != NONE && b != NONE && self.above[b] >> a & 1 == 1
    }
}
