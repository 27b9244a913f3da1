//! Uniform linear extensions by coupling from the past, for orders too tangled to count.
//!
//! A linear extension is the order of the coordinates of a point drawn uniformly from the *order
//! polytope*: the vectors in `[0, 1]ⁿ` that keep to the order. One item after another is given a
//! fresh value, uniform between the greatest of those below it and the least of those above it,
//! which leaves the uniform distribution as it is. With the same random numbers this is monotone:
//! of two points, one nowhere below the other, the same holds afterwards. So whatever the point was
//! at the start, it lies between those that began at all zeros and at all ones; as soon as what is
//! left between these two decides every comparison, it is the order of a point that has been moving
//! for ever (Propp and Wilson 1996; for linear extensions Huber, "Near-linear time simulation of
//! linear extensions of a height-2 poset with bounded interaction", Chicago Journal of Theoretical
//! Computer Science 2014). If something is undecided, the run begins further in the past, with the
//! same numbers for what comes after.
//!
//! How far back most draws have to begin is found by trying. A fence of 64 items takes some twenty
//! sweeps and a hundred random relations some hundred; long chains take most, about as many as the
//! square of their length, and where chains are long there is little beside them to tangle.
//!
//! Rounding does not undo the argument: products with the same number, sums, minima and maxima are
//! monotone in floating point too, and a value never leaves the ends it is drawn between.

use super::poset::{Poset, bits};
use super::random::{Stream, StreamKey};

/// A sampler over the items `0..n` of one order.
#[derive(Clone, Debug)]
pub(crate) struct Coupling {
    /// A linear extension, highest first: the order of a sweep.
    sweep: Vec<Step>,
    /// Places in the sweep of direct neighbours: those above each item, then those below it.
    neighbours: Vec<usize>,
    /// Places whose items are comparable with that at each place, as bits.
    related: Vec<u64>,
    /// Sweeps of the first run.
    first: usize,
}

/// One item of the sweep.
#[derive(Clone, Copy, Debug)]
struct Step {
    item: usize,
    /// Where its neighbours above begin in the list, where those below do, and where those end.
    above: usize,
    below: usize,
    end: usize,
}

/// What is left of a value: the least and the greatest it can be.
type Left = [f64; 2];

/// Nothing is known of the value.
const WHOLE: Left = [0.0, 1.0];

/// Sweeps of the shortest first run.
const SWEEPS_MIN: usize = 8;

/// Draws made beforehand, to choose how long the first run is.
const TRIALS: usize = 16;

/// How many of them it has to be long enough for: a longer run costs all draws, a second one few.
const TRIALS_DECIDED: usize = 14;

impl Coupling {
    /// The sampler of `poset`.
    pub(crate) fn new(poset: &Poset) -> Self {
        let n = poset.len();
        let mut items: Vec<usize> = (0..n).collect();
        // An item has strictly more items above it than any of those items.
        items.sort_by_key(|&item| poset.above(item).count_ones());
        let mut place_of = vec![0; n];
        for (place, &item) in items.iter().enumerate() {
            place_of[item] = place;
        }
        let direct = |item: usize| {
            let above = poset.above(item);
            above & !bits(above).fold(0, |mask, other| mask | poset.above(other))
        };
        let (mut sweep, mut neighbours) = (Vec::with_capacity(n), Vec::new());
        for &item in &items {
            let above = neighbours.len();
            neighbours.extend(bits(direct(item)).map(|other| place_of[other]));
            let below = neighbours.len();
            let others = (0..n).filter(|&other| direct(other) >> item & 1 == 1);
            neighbours.extend(others.map(|other| place_of[other]));
            sweep.push(Step { item, above, below, end: neighbours.len() });
        }
        let related = items
            .iter()
            .map(|&item| bits(poset.related(item)).fold(0, |mask, it| mask | 1 << place_of[it]))
            .collect();
        let mut coupling = Self { sweep, neighbours, related, first: SWEEPS_MIN };
        coupling.first = coupling.length();
        coupling
    }

    /// The sweeps that decide most draws.
    fn length(&self) -> usize {
        let mut stream = StreamKey::new(0).with(b"length of the first run").stream(0);
        let longer = |so_far: usize| so_far / 4;
        let mut needed: Vec<usize> =
            (0..TRIALS).map(|_| self.decide(&mut stream, longer).1).collect();
        needed.sort_unstable();
        needed[TRIALS_DECIDED - 1]
    }

    /// Values drawn in the first run, which decides most draws.
    pub(crate) fn steps(&self) -> usize {
        self.first * self.sweep.len()
    }

    /// Appends the items to `order`, first to last.
    pub(crate) fn draw(&self, stream: &mut Stream, order: &mut Vec<usize>) {
        let (places, _) = self.decide(stream, |so_far| so_far);
        order.extend(places.into_iter().map(|place| self.sweep[place].item));
    }

    /// Places of the sweep in the order drawn, and how many sweeps back it began. Where something
    /// is undecided it begins earlier, by as much as `longer` says of the sweeps so far.
    fn decide(&self, stream: &mut Stream, longer: impl Fn(usize) -> usize) -> (Vec<usize>, usize) {
        // Stretches of the past, latest first: the stream at the beginning of each, and its sweeps.
        let mut stretches: Vec<(Stream, usize)> = vec![(stream.clone(), self.first)];
        let mut so_far = self.first;
        let mut left = vec![WHOLE; self.sweep.len()];
        self.run(stream, self.first, &mut left);
        loop {
            if let Some(order) = self.order(&left) {
                return (order, so_far);
            }
            let length = longer(so_far);
            left.fill(WHOLE);
            let before = stream.clone();
            self.run(stream, length, &mut left);
            for (stretch, length) in stretches.iter().rev() {
                self.run(&mut stretch.clone(), *length, &mut left);
            }
            stretches.push((before, length));
            so_far += length;
        }
    }

    /// Sweeps `length` times.
    fn run(&self, stream: &mut Stream, length: usize, left: &mut [Left]) {
        for _ in 0..length {
            for (place, step) in self.sweep.iter().enumerate() {
                let (mut lo, mut hi) = ([0.0, 0.0], [1.0, 1.0]);
                for &other in &self.neighbours[step.above..step.below] {
                    hi = each(hi, left[other], lesser);
                }
                for &other in &self.neighbours[step.below..step.end] {
                    lo = each(lo, left[other], greater);
                }
                let share = stream.uniform();
                let between =
                    |lo: f64, hi: f64| lesser(greater((1.0 - share) * lo + share * hi, lo), hi);
                left[place] = each(lo, hi, between);
            }
        }
    }

    /// The places from the highest value to the lowest; `None` where what is left of two values
    /// does not say which is higher, nor does the order.
    fn order(&self, left: &[Left]) -> Option<Vec<usize>> {
        let mut order: Vec<usize> = (0..left.len()).collect();
        // Stable: of two that are equal by rounding the sweep has the higher first.
        order.sort_by(|&a, &b| left[b][0].total_cmp(&left[a][0]));
        for (at, &low) in order.iter().enumerate() {
            let others = order[..at].iter().rev();
            for &high in others.take_while(|&&high| left[high][0] <= left[low][1]) {
                // Two that are equal to the last digit stay so however early the run begins.
                let known = is_known(left[high]) && is_known(left[low]);
                if self.related[high] >> low & 1 == 0 && !known {
                    return None;
                }
            }
        }
        Some(order)
    }
}

/// Whether nothing but rounding is left of the value.
fn is_known(left: Left) -> bool {
    left[1] - left[0] <= 4.0 * f64::EPSILON
}

fn each(a: Left, b: Left, of: impl Fn(f64, f64) -> f64) -> Left {
    [of(a[0], b[0]), of(a[1], b[1])]
}

fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
