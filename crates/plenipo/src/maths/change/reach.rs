//! The smallest sets of changes after which enough samples of every judge are satisfied.
//!
//! A judge has a *gap* in each sample (how far things as they are lie above what it asks, negative
//! below) and, for each choice of each item, the *gain* that change brings in each sample. Gains add
//! up, except for *terms*, whose worth is there while several items are in certain states together. A sample is
//! satisfied where gap, gains and terms sum to at least 0.
//!
//! The search goes through sizes 1, 2, … depth first, items in order of what they could gain. A
//! branch ends when for some judge the samples that could still be satisfied, if the best of the
//! changes left were made in each sample on its own, are too few:
//! `T_r(k) = max(T_r(k + 1), g_k + T_{r−1}(k + 1))` is the most that `r` changes among items `k, k +
//! 1, …` can add to a sample, `g_k` being the best gain of item `k`. So "none of size q" is a proof,
//! for these samples.
//!
//! Numbers are fixed-point: sums are exact and the same on every machine. Bounds are kept in 16 bits,
//! rounded up, eight samples to a machine word of the plainest processors; whatever passes them is
//! reckoned again in 32 bits.

use std::sync::Arc;

use super::Change;

/// What 1 is in fixed-point numbers.
const ONE: f64 = (1 << 23) as f64;

/// Bits dropped from a fine number to make a coarse one.
const COARSER: u32 = 11;

/// How far below 0 a sum may lie and still satisfy: what rounding its parts may have taken.
const SLACK: i32 = 8;

/// As many samples as stay in the first-level cache while the judges go by; between them it is asked
/// whether the rest can change the verdict.
const BLOCK: usize = 1024;

/// `number`, within ±250, as a fixed-point number.
#[must_use]
pub fn fixed(number: f64) -> i32 {
    /// Adding it leaves the rounded number in the lowest bits, without a call.
    const SHIFT: f64 = 6_755_399_441_055_744.0;
    (number.clamp(-250.0, 250.0) * ONE + SHIFT).to_bits() as i32
}

/// A number for each sample of a judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    fine: Vec<i32>,
    /// Rounded up.
    coarse: Vec<i16>,
}

impl Row {
    /// A row of fixed-point numbers: see [`fixed`].
    #[must_use]
    pub fn new(fine: Vec<i32>) -> Row {
        let coarse = fine.iter().map(|it| coarse(*it)).collect();
        Row { fine, coarse }
    }

    /// A row of numbers within ±250.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Row {
        Row::new(numbers.iter().map(|it| fixed(*it)).collect())
    }

    /// The fixed-point numbers.
    #[must_use]
    pub fn fine(&self) -> &[i32] {
        &self.fine
    }
}

fn coarse(fine: i32) -> i16 {
    let up = (fine + ((1 << COARSER) - 1)) >> COARSER;
    up.clamp(i32::from(-i16::MAX), i32::from(i16::MAX)) as i16
}

/// One who is to be satisfied in enough samples.
#[derive(Debug, Clone)]
pub struct Judge {
    /// How many samples must be satisfied.
    pub needed: usize,
    /// How far above what it asks things lie as they are, terms left out.
    pub gap: Row,
    /// The gain of each choice of each item.
    pub gains: Vec<Vec<Arc<Row>>>,
    /// What several items make together.
    pub terms: Vec<Term>,
}

/// A worth that is there while several items are in certain states together, and 0 otherwise.
#[derive(Debug, Clone)]
pub struct Term {
    /// The items, each with the states of it that count: `states[0]` for as it is, `states[c + 1]` for
    /// choice `c`.
    pub items: Vec<(usize, Vec<bool>)>,
    /// What it is worth.
    pub row: Arc<Row>,
}

impl Term {
    /// Its worth after `changes`, if it is there.
    fn row(&self, changes: &[Change]) -> Option<&Row> {
        let there = self.items.iter().all(|(item, states)| {
            let state = changes.iter().find(|it| it.0 == *item).map_or(0, |it| it.1 + 1);
            states[state]
        });
        there.then_some(&*self.row)
    }
}

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most changes in a set.
    pub size_max: usize,
    /// The most sets returned.
    pub sets_max: usize,
    /// The most samples looked at, in all.
    pub samples_max: u64,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// Every set of the smallest size, in the order of the search.
    Sets {
        /// The sets, each sorted by item. One empty set where everybody is satisfied as things are.
        sets: Vec<Vec<Change>>,
        /// Whether there are more than the limit allows.
        more: bool,
    },
    /// There is none of at most `size_max` changes: proved, for the samples.
    None,
    /// Given up: there is none of fewer than this many changes, and the rest is not known.
    Unfinished(usize),
}

/// The smallest sets of changes that satisfy every judge of `judges`, which all have a gain for each
/// of `choices[i]` choices of item `i`. `go_on` is told each size before it is searched, and `false`
/// gives up.
pub fn smallest(
    choices: &[usize],
    judges: &[Judge],
    limits: Limits,
    mut go_on: impl FnMut(usize) -> bool,
) -> Reached {
    let mut search = Search::new(choices, judges, limits);
    if search.satisfied(&[]) {
        return Reached::Sets { sets: vec![Vec::new()], more: false };
    }
    for size in 1..=limits.size_max.min(search.order.len()) {
        if !go_on(size) {
            return Reached::Unfinished(size);
        }
        search.prepare(size);
        let ended = search.down(0, size);
        let sets = std::mem::take(&mut search.found);
        let more = matches!(ended, Err(Stop::Sets));
        match ended {
            Err(Stop::Samples) if sets.is_empty() => return Reached::Unfinished(size),
            _ if sets.is_empty() => {}
            ended => return Reached::Sets { sets, more: more || ended.is_err() },
        }
    }
    Reached::None
}

/// That the search is to end: a limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Sets,
    Samples,
}

struct Search<'a> {
    judges: &'a [Judge],
    limits: Limits,
    /// Items with a choice, the ones that could gain most in front.
    order: Vec<usize>,
    choices: &'a [usize],
    bounds: Vec<Bounds>,
    /// Judges in the order they are asked: whoever said no last comes first.
    asked: Vec<usize>,
    /// For each number of changes made, each judge's gaps: coarse, terms not yet decided at their best.
    gaps: Vec<Vec<Vec<i16>>>,
    looked_at: u64,
    changes: Vec<Change>,
    found: Vec<Vec<Change>>,
}

/// What bounds one judge.
struct Bounds {
    /// `best[k]`: the best gain of the item at place `k` of the order, at least 0.
    best: Vec<Vec<i16>>,
    /// `top[r − 1][k]`: the most that `r` changes among the items from place `k` on can add.
    top: Vec<Vec<Vec<i16>>>,
    /// For each term the last place of the order at which one of its items stands.
    last: Vec<Option<usize>>,
    zero: Vec<i16>,
}

impl<'a> Search<'a> {
    fn new(choices: &'a [usize], judges: &'a [Judge], limits: Limits) -> Search<'a> {
        let mut order: Vec<usize> = (0..choices.len()).filter(|it| choices[*it] > 0).collect();
        let best: Vec<Vec<Vec<i16>>> = judges
            .iter()
            .map(|judge| (0..choices.len()).map(|item| best_of(judge, item)).collect())
            .collect();
        let worst_off = |judge: &Judge| {
            let satisfied = judge.gap.fine.iter().filter(|it| **it >= -SLACK).count();
            (judge.needed as f64 - satisfied as f64) / judge.gap.fine.len().max(1) as f64
        };
        // An item matters as much as it could bring those who are not satisfied.
        let needs: Vec<f64> = judges.iter().map(|it| worst_off(it).max(0.01)).collect();
        let matters = |item: usize| -> f64 {
            let each = best.iter().zip(&needs).map(|(best, need)| {
                let row = &best[item];
                let sum: i64 = row.iter().map(|it| i64::from(*it)).sum();
                need * sum as f64 / row.len().max(1) as f64
            });
            each.sum()
        };
        let mut matter: Vec<(f64, usize)> = order.iter().map(|it| (matters(*it), *it)).collect();
        matter.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order = matter.into_iter().map(|(_, item)| item).collect();
        let mut asked: Vec<usize> = (0..judges.len()).collect();
        asked.sort_by(|a, b| needs[*b].total_cmp(&needs[*a]).then(a.cmp(b)));
        let bounds = judges.iter().zip(best).map(|(judge, mut best)| {
            let place = |item: &usize| order.iter().position(|it| it == item);
            let last = |term: &Term| term.items.iter().filter_map(|(it, _)| place(it)).max();
            Bounds {
                best: order.iter().map(|item| std::mem::take(&mut best[*item])).collect(),
                top: Vec::new(),
                last: judge.terms.iter().map(last).collect(),
                zero: vec![0; judge.gap.fine.len()],
            }
        });
        let bounds = bounds.collect();
        let gaps = vec![judges.iter().map(at_best).collect()];
        Search {
            judges,
            limits,
            order,
            choices,
            bounds,
            asked,
            gaps,
            looked_at: 0,
            changes: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Makes ready what sets of `size` changes need.
    fn prepare(&mut self, size: usize) {
        while self.gaps.len() < size {
            let empty = self.judges.iter().map(|it| vec![0; it.gap.fine.len()]).collect();
            self.gaps.push(empty);
        }
        for bounds in &mut self.bounds {
            while bounds.top.len() < size {
                let before = bounds.top.last();
                let mut level: Vec<Vec<i16>> = vec![bounds.zero.clone()];
                for place in (0..bounds.best.len()).rev() {
                    let rest = before.map_or(&bounds.zero, |it| &it[place + 1]);
                    let without = &level[level.len() - 1];
                    level.push(with_or_without(without, &bounds.best[place], rest));
                }
                level.reverse();
                bounds.top.push(level);
            }
        }
    }

    /// Goes through every set of changes of `left` more items from `place` on.
    fn down(&mut self, place: usize, left: usize) -> Result<(), Stop> {
        let depth = self.changes.len();
        for place in place..=self.order.len() - left {
            // What lies behind can add no more than what lies here.
            if !self.could(depth, |it| &it.top[left - 1][place], None) {
                break;
            }
            let item = self.order[place];
            for choice in 0..self.choices[item] {
                let could = match left {
                    1 => self.could(depth, |it| &it.zero, Some((item, choice))),
                    _ => self.could(depth, |it| &it.top[left - 2][place + 1], Some((item, choice))),
                };
                if !could {
                    continue;
                }
                self.changes.push((item, choice));
                let ended = match left {
                    1 => self.leaf(),
                    _ => {
                        self.make(depth, place, (item, choice));
                        self.down(place + 1, left - 1)
                    }
                };
                self.changes.pop();
                ended?;
            }
            if self.looked_at > self.limits.samples_max {
                return Err(Stop::Samples);
            }
        }
        Ok(())
    }

    /// Whether every judge could still be satisfied by the gaps at `depth`, a change and what `more`
    /// says may be added.
    fn could(
        &mut self,
        depth: usize,
        more: impl Fn(&Bounds) -> &[i16],
        change: Option<Change>,
    ) -> bool {
        for turn in 0..self.asked.len() {
            let place = self.asked[turn];
            let judge = &self.judges[place];
            let bounds = &self.bounds[place];
            let gain = match change {
                Some((item, choice)) => &judge.gains[item][choice].coarse,
                None => &bounds.zero,
            };
            let gap = &self.gaps[depth][place];
            let (enough, looked_at) = enough(judge.needed, gap, gain, more(bounds));
            self.looked_at += looked_at;
            if !enough {
                self.asked[..=turn].rotate_right(1);
                return false;
            }
        }
        true
    }

    /// Makes the gaps after the change just chosen, at `place` of the order. Terms of which every
    /// item is decided by it count as what they come to.
    fn make(&mut self, depth: usize, place: usize, change: Change) {
        let from = match self.changes.len() {
            1 => 0,
            n => {
                let before = self.changes[n - 2].0;
                self.order.iter().position(|it| *it == before).map_or(0, |it| it + 1)
            }
        };
        let (done, rest) = self.gaps.split_at_mut(depth + 1);
        for (j, (judge, bounds)) in self.judges.iter().zip(&self.bounds).enumerate() {
            let (gap, next) = (&done[depth][j], &mut rest[0][j]);
            let gain = &judge.gains[change.0][change.1].coarse;
            for ((next, gap), gain) in next.iter_mut().zip(gap).zip(gain) {
                *next = gap.saturating_add(*gain);
            }
            for (term, last) in judge.terms.iter().zip(&bounds.last) {
                if last.is_some_and(|last| (from..=place).contains(&last)) {
                    settle(term, &self.changes, next);
                }
            }
        }
    }

    /// Reckons exactly whether the changes made satisfy everybody, and keeps them if so.
    fn leaf(&mut self) -> Result<(), Stop> {
        if !self.satisfied(&self.changes) {
            return Ok(());
        }
        if self.found.len() == self.limits.sets_max {
            return Err(Stop::Sets);
        }
        let mut set = self.changes.clone();
        set.sort_unstable();
        self.found.push(set);
        Ok(())
    }

    fn satisfied(&self, changes: &[Change]) -> bool {
        // The one who said no last is the likeliest to say no again.
        self.asked
            .iter()
            .all(|judge| satisfied(&self.judges[*judge], changes) >= self.judges[*judge].needed)
    }
}

/// In how many samples `changes` satisfy the judge.
#[must_use]
pub fn satisfied(judge: &Judge, changes: &[Change]) -> usize {
    let terms: Vec<&Row> = judge.terms.iter().filter_map(|it| it.row(changes)).collect();
    let mut sums = judge.gap.fine.clone();
    let gains = changes.iter().map(|(item, choice)| &*judge.gains[*item][*choice]);
    for row in gains.chain(terms) {
        sums.iter_mut().zip(&row.fine).for_each(|(sum, it)| *sum += it);
    }
    sums.iter().filter(|it| **it >= -SLACK).count()
}

/// The best gain of an item, at least 0.
fn best_of(judge: &Judge, item: usize) -> Vec<i16> {
    let mut best = vec![0; judge.gap.fine.len()];
    for row in &judge.gains[item] {
        best.iter_mut()
            .zip(&row.coarse)
            .for_each(|(best, it): (&mut i16, _)| *best = (*best).max(*it));
    }
    best
}

/// The gaps with every term at its best.
fn at_best(judge: &Judge) -> Vec<i16> {
    let mut gap = judge.gap.fine.clone();
    for term in &judge.terms {
        gap.iter_mut().zip(&term.row.fine).for_each(|(gap, it)| *gap += (*it).max(0));
    }
    gap.into_iter().map(coarse).collect()
}

/// Puts what a term comes to in the place of its best.
fn settle(term: &Term, changes: &[Change], gaps: &mut [i16]) {
    let there = term.row(changes).is_some();
    for (gap, worth) in gaps.iter_mut().zip(&term.row.fine) {
        let is = if there { *worth } else { 0 };
        *gap = gap.saturating_add(coarse(is - (*worth).max(0)));
    }
}

/// `max(without, best + rest)`, sample by sample.
fn with_or_without(without: &[i16], best: &[i16], rest: &[i16]) -> Vec<i16> {
    let with = best.iter().zip(rest).map(|(best, rest)| best.saturating_add(*rest));
    without.iter().zip(with).map(|(without, with)| with.max(*without)).collect()
}

/// Whether in at least `needed` samples the three sum to 0 or more; and how many were looked at.
fn enough(needed: usize, a: &[i16], b: &[i16], c: &[i16]) -> (bool, u64) {
    let n = a.len();
    if needed > n {
        return (false, 0);
    }
    let misses_max = n - needed;
    let (mut misses, mut hits) = (0, 0);
    let mut begin = 0;
    while begin < n {
        let end = n.min(begin + BLOCK);
        let missed = misses_of(&a[begin..end], &b[begin..end], &c[begin..end]);
        misses += missed;
        hits += end - begin - missed;
        begin = end;
        if misses > misses_max {
            return (false, end as u64);
        }
        if hits >= needed {
            return (true, end as u64);
        }
    }
    (true, n as u64)
}

/// In how many samples of a block the three sum to less than 0.
fn misses_of(a: &[i16], b: &[i16], c: &[i16]) -> usize {
    let n = a.len();
    let (b, c) = (&b[..n], &c[..n]);
    let mut misses: i16 = 0;
    for i in 0..n {
        let sum = a[i].saturating_add(b[i]).saturating_add(c[i]);
        // −1 for a negative sum, else 0.
        misses += sum >> 15;
    }
    usize::from(misses.unsigned_abs())
}
