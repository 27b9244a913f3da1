//! One step for three players: merge the sorted copies, and keep a staircase over the other two.

use std::cmp::Reverse;

use super::layers::{Entry, plus};

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
    let floored = floor.iter().any(|floor| *floor != i64::MIN);
    let mut take = |entry: Entry<3>| {
        let [_, second, third] = entry.units;
        if floored && entry.units.iter().zip(floor).any(|(units, floor)| units < floor) {
            return;
        }
        if staircase.admits(second, third) {
            out.push(entry);
        }
    };
    match options.len() {
        0..=2 => merge_heads::<2>(front, options, &mut take),
        3 => merge_heads::<3>(front, options, &mut take),
        4 => merge_heads::<4>(front, options, &mut take),
        5..=8 => merge_heads::<8>(front, options, &mut take),
        _ => sort_copies(front, options, &mut take),
    }
    out
}

/// Merges up to `HEADS` copies by looking at the head of every one; how many there can be is known
/// when this is compiled, so that the heads are looked at without a loop.
fn merge_heads<const HEADS: usize>(
    front: &[Entry<3>],
    options: &[[i64; 3]],
    take: &mut impl FnMut(Entry<3>),
) {
    // The first player's utilities by themselves: they decide nearly always, without a branch. A
    // head that is not there is below all others.
    let mut keys = [i64::MIN; HEADS];
    let mut at = [0_usize; HEADS];
    for (key, option) in keys.iter_mut().zip(options) {
        *key = front[0].units[0] + option[0];
    }
    for _ in 0..front.len() * options.len() {
        let mut best = 0;
        let mut most = keys[0];
        let mut is_tied = false;
        for index in 1..HEADS {
            is_tied |= keys[index] == most;
            best = if keys[index] > most { index } else { best };
            most = most.max(keys[index]);
        }
        // A tie below the greatest is seen as one too: then this finds the same head again.
        if is_tied && most > i64::MIN {
            let head = |index: usize| plus(&front[at[index]].units, &options[index]);
            for index in 0..options.len() {
                let better = keys[index] == most && index != best && {
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
            // Cannot wrap, as in `plus`.
            Some(point) => point.units[0].wrapping_add(options[best][0]),
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

/// The nondominated pairs seen so far, in buckets of equal width over the first of the two.
///
/// A query looks at one number (the best second value in all higher buckets) and at the few pairs
/// of its own bucket, where a sorted structure would have to search.
pub(super) struct Staircase {
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
    pub(super) fn new(low: i64, high: i64, n_points: usize) -> Self {
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
    pub(super) fn admits(&mut self, first: i64, second: i64) -> bool {
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
