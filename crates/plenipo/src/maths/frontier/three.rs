//! One step for three players: merge the sorted copies, and keep a staircase over the other two.

use std::cmp::Reverse;

use super::layers::Entry;

/// Adds the options of one criterion to a frontier in descending order of its vectors, and keeps
/// what is not dominated, in the same order.
///
/// In that order a point can only be dominated by an earlier one, and is, exactly when an earlier
/// one has at least as much for the second and for the third player.
pub(super) fn step(front: &[Entry<3>], options: &[[i64; 3]], floor: &[i64; 3]) -> Vec<Entry<3>> {
    if front.is_empty() {
        return Vec::new();
    }
    let second = |entry: &Entry<3>| entry.units[1];
    let low = front.iter().map(second).min().unwrap_or(0)
        + options.iter().map(|option| option[1]).min().unwrap_or(0);
    let high = front.iter().map(second).max().unwrap_or(0)
        + options.iter().map(|option| option[1]).max().unwrap_or(0);
    let mut staircase = Staircase::new(low, high, front.len());
    let mut out = Vec::with_capacity(front.len() + front.len() / 2);
    let mut take = |entry: Entry<3>| {
        let [_, second, third] = entry.units;
        if entry.units.iter().zip(floor).all(|(units, floor)| units >= floor)
            && staircase.admits(second, third)
        {
            out.push(entry);
        }
    };
    if options.len() <= HEADS_MAX {
        merge_heads(front, options, &mut take);
    } else {
        sort_copies(front, options, &mut take);
    }
    out
}

/// Up to so many copies are merged by looking at every head.
const HEADS_MAX: usize = 8;

fn merge_heads(front: &[Entry<3>], options: &[[i64; 3]], take: &mut impl FnMut(Entry<3>)) {
    // The first player's utilities by themselves: they decide nearly always, without a branch.
    let mut keys = [i64::MIN; HEADS_MAX];
    let mut at = [0_usize; HEADS_MAX];
    let n_options = options.len();
    for (key, option) in keys.iter_mut().zip(options) {
        *key = front[0].units[0] + option[0];
    }
    for _ in 0..front.len() * n_options {
        let mut best = 0;
        let mut n_ties = 0;
        for index in 1..n_options {
            n_ties += usize::from(keys[index] == keys[best]);
            best = if keys[index] > keys[best] { index } else { best };
        }
        if n_ties > 0 {
            for index in 0..n_options {
                let head = |index: usize| plus(&front[at[index]].units, &options[index]);
                let better = keys[index] == keys[best] && index != best && {
                    let (a, b) = (head(index), head(best));
                    a > b || (a == b && index < best)
                };
                best = if better { index } else { best };
            }
        }
        let units = plus(&front[at[best]].units, &options[best]);
        take(Entry { units, parent: at[best] as u32, option: best as u32 });
        at[best] += 1;
        keys[best] = match front.get(at[best]) {
            Some(point) => point.units[0] + options[best][0],
            None => i64::MIN,
        };
    }
}

fn sort_copies(front: &[Entry<3>], options: &[[i64; 3]], take: &mut impl FnMut(Entry<3>)) {
    let mut all = Vec::with_capacity(front.len() * options.len());
    for (index, option) in options.iter().enumerate() {
        for (parent, point) in front.iter().enumerate() {
            let units = plus(&point.units, option);
            all.push(Entry { units, parent: parent as u32, option: index as u32 });
        }
    }
    // The stable sort finds the sorted copies and merges them; equal vectors keep their order.
    all.sort_by_key(|entry| Reverse(entry.units));
    all.into_iter().for_each(take);
}

fn plus(a: &[i64; 3], b: &[i64; 3]) -> [i64; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/// The nondominated pairs seen so far, in buckets of equal width over the first of the two.
///
/// A query looks at one number (the best second value in all higher buckets) and at the few pairs
/// of its own bucket, where a sorted structure would have to search.
struct Staircase {
    low: i64,
    shift: u32,
    /// For each bucket the greatest second value in it and in all higher ones.
    best: Vec<i64>,
    /// One step of each bucket: most have no more.
    step: Vec<(i64, i64)>,
    /// The other steps of each bucket, unordered.
    more: Vec<Vec<(i64, i64)>>,
}

/// A step that every pair beats.
const NO_STEP: (i64, i64) = (i64::MIN, i64::MIN);

impl Staircase {
    fn new(low: i64, high: i64, n_points: usize) -> Self {
        let n_buckets = (n_points / 4).next_power_of_two().clamp(16, 1024);
        let width = high.abs_diff(low) / n_buckets as u64;
        let shift = 64 - width.leading_zeros();
        let n_used = (high.abs_diff(low) >> shift) as usize + 1;
        Self {
            low,
            shift,
            // One bucket more, so that "all higher buckets" always exists.
            best: vec![i64::MIN; n_used + 1],
            step: vec![NO_STEP; n_used],
            more: vec![Vec::new(); n_used],
        }
    }

    /// Whether no earlier pair is at least as great in both; if so the pair is remembered.
    #[inline]
    fn admits(&mut self, first: i64, second: i64) -> bool {
        let bucket = (first.abs_diff(self.low) >> self.shift) as usize;
        if self.best[bucket + 1] >= second {
            return false;
        }
        if self.best[bucket] >= second {
            let covers = |step: &(i64, i64)| step.0 >= first && step.1 >= second;
            if covers(&self.step[bucket]) || self.more[bucket].iter().any(covers) {
                return false;
            }
        }
        let old = self.step[bucket];
        if old.0 <= first && old.1 <= second {
            self.step[bucket] = (first, second);
        } else {
            let more = &mut self.more[bucket];
            more.retain(|step| step.0 > first || step.1 > second);
            more.push((first, second));
        }
        for best in self.best[..=bucket].iter_mut().rev() {
            if *best >= second {
                break;
            }
            *best = second;
        }
        true
    }
}
