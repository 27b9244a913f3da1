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
//! Numbers are fixed-point: sums are exact and the same on every machine. A single number takes 32 bits,
//! a sum 64. A row holds numbers below 2^31 and fewer than 2^31 rows are ever added up (that many would not
//! fit into any memory), so that no sum comes near 2^63, however many lines a draft crosses. Bounds are
//! kept in 16 bits, rounded up, eight samples to a machine word of the plainest processors; whatever
//! passes them is reckoned again exactly.

use std::sync::Arc;

use super::Change;
use super::work::{SearchWork, Stop};

/// What 1 is in fixed-point numbers.
const ONE: f64 = (1 << 23) as f64;

/// Bits dropped from a fine number to make a coarse one, at least.
const COARSER: u32 = 11;

/// How far below 0 a sum may lie and still satisfy: what rounding its parts may have taken.
const SLACK: i64 = 8;

/// What reckoning one sample exactly counts for, in steps of [`SearchWork`]: as long as a bound takes for as many
/// samples.
const EXACTLY: u64 = 8;

/// As many samples as stay in the first-level cache while the judges go by; between them it is asked
/// whether the rest can change the verdict.
const BLOCK: usize = 1024;

/// `number`, within ±250, as a fixed-point number; what is no number counts as the least.
#[must_use]
pub fn fixed(number: f64) -> i32 {
    /// 1.5 · 2^52: adding it leaves the rounded number in the lowest bits, without a call.
    const SHIFT: f64 = 6_755_399_441_055_744.0;
    #[expect(clippy::manual_clamp, reason = "`clamp` would let pass what is no number")]
    let within = number.max(-250.0).min(250.0);
    // At most 250 · 2^23 < 2^31 from 0, so that the lowest 32 bits hold the whole of it.
    (within * ONE + SHIFT).to_bits() as i32
}

/// A number for each sample of a judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorthRow(Vec<i32>);

impl WorthRow {
    /// A row of fixed-point numbers: see [`fixed`].
    #[must_use]
    pub fn new(fine: Vec<i32>) -> WorthRow {
        WorthRow(fine)
    }

    /// A row of numbers within ±250.
    #[must_use]
    pub fn of(numbers: &[f64]) -> WorthRow {
        WorthRow::new(numbers.iter().map(|it| fixed(*it)).collect())
    }

    /// The fixed-point numbers.
    #[must_use]
    pub fn fine(&self) -> &[i32] {
        &self.0
    }
}

/// How far things as they are lie above what is asked, sample by sample: sums of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap(Vec<i64>);

impl Gap {
    /// A gap of numbers within ±250.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Gap {
        Gap(numbers.iter().map(|it| i64::from(fixed(*it))).collect())
    }

    /// Adds a row of fixed-point numbers.
    pub fn add(&mut self, row: &[i32]) {
        self.0.iter_mut().zip(row).for_each(|(gap, it)| *gap += i64::from(*it));
    }

    /// How many samples there are.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.0.len()
    }
}

/// `fine` without its last `shift` bits, rounded up; beyond what 16 bits hold, the end on that side.
fn coarse(fine: i64, shift: u32) -> i16 {
    let up = (fine + ((1 << shift) - 1)) >> shift;
    let within = up.clamp(i64::from(-i16::MAX), i64::from(i16::MAX));
    i16::try_from(within).unwrap_or(i16::MAX)
}

/// One who is to be satisfied in enough samples.
#[derive(Debug, Clone)]
pub struct Judge {
    /// How many samples must be satisfied.
    pub needed: usize,
    /// How far above what it asks things lie as they are, terms left out.
    pub gap: Gap,
    /// The gain of each choice of each item.
    pub gains: Vec<Vec<Arc<WorthRow>>>,
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
    pub row: Arc<WorthRow>,
}

impl Term {
    /// Its worth after `changes`, if it is there.
    fn row(&self, changes: &[Change]) -> Option<&WorthRow> {
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

/// What else is asked of a set of changes that satisfies every judge; it takes its own steps.
pub type AlsoAsked<'a> = dyn FnMut(&[Change], &mut SearchWork<'_>) -> Result<bool, Stop> + 'a;

/// The smallest sets of changes that satisfy every judge of `judges`, which all have a gain for each
/// of `choices[i]` choices of item `i`.
pub fn smallest(
    choices: &[usize],
    judges: &[Judge],
    limits: Limits,
    work: &mut SearchWork<'_>,
) -> Reached {
    smallest_where(choices, judges, &mut |_, _| Ok(true), limits, work)
}

/// The same among the sets for which `also` says so: of these the smallest, however many smaller ones satisfy
/// every judge. No branch ends because of it.
pub fn smallest_where(
    choices: &[usize],
    judges: &[Judge],
    also: &mut AlsoAsked<'_>,
    limits: Limits,
    work: &mut SearchWork<'_>,
) -> Reached {
    let mut search = Search::new(choices, judges, also, limits, work);
    match search.all_say_yes(&[]) {
        Err(_) => return Reached::Unfinished(0),
        Ok(true) => return Reached::Sets { sets: vec![Vec::new()], more: false },
        Ok(false) => {}
    }
    for size in 1..=limits.size_max.min(search.order.len()) {
        let ended = search.prepare(size).and_then(|()| search.down(0, size));
        let sets = std::mem::take(&mut search.found);
        match (ended, sets.is_empty()) {
            (Ok(()), true) => {}
            (Err(_), true) => return Reached::Unfinished(size),
            (ended, false) => return Reached::Sets { sets, more: search.full || ended.is_err() },
        }
    }
    Reached::None
}

struct Search<'a, 'w, 's> {
    judges: &'a [Judge],
    also: &'a mut AlsoAsked<'s>,
    limits: Limits,
    /// Items with a choice, the ones that could gain most in front.
    order: Vec<usize>,
    choices: &'a [usize],
    bounds: Vec<Bounds>,
    /// Judges in the order they are asked: whoever said no last comes first.
    asked: Vec<usize>,
    /// For each number of changes made, each judge's gaps: coarse, terms not yet decided at their best.
    gaps: Vec<Vec<Vec<i16>>>,
    /// For each choice of each item, the judges it helps in some sample, one bit each; those beyond
    /// the 64th are not told apart.
    helps: Vec<Vec<u64>>,
    work: &'a mut SearchWork<'w>,
    changes: Vec<Change>,
    found: Vec<Vec<Change>>,
    /// Whether there are more sets than may be returned.
    full: bool,
}

/// One judge in coarse numbers, the worst off samples in front: where they fail, that is soon known.
struct Bounds {
    needed: usize,
    /// The gain of each choice of each item, with the losses of now that the choice ends.
    gains: Vec<Vec<Vec<i16>>>,
    /// The terms; none for the losses of now.
    terms: Vec<Option<AtBest>>,
    /// `best[k]`: the best gain of the item at place `k` of the order, at least 0.
    best: Vec<Vec<i16>>,
    /// `top[r − 1][k]`: the most that `r` changes among the items from place `k` on can add.
    top: Vec<Vec<Vec<i16>>>,
    zero: Vec<i16>,
}

/// A term that counts at its best until the last of its items is decided.
struct AtBest {
    /// What it comes to above its best where it is there, and where it is not.
    rows: [Vec<i16>; 2],
    /// The last place of the order at which one of its items stands.
    last: Option<usize>,
}

impl Bounds {
    /// The bounds before the order of items is known, and the gaps with every term at its best.
    fn new(judge: &Judge, losses: &Losses) -> (Bounds, Vec<i16>) {
        let mut gap = judge.gap.0.clone();
        for (place, term) in judge.terms.iter().enumerate() {
            let worth = |it: i32| if losses.now[place] { it } else { it.max(0) };
            gap.iter_mut().zip(&term.row.0).for_each(|(gap, it)| *gap += i64::from(worth(*it)));
        }
        let shift = shift(judge, losses, &gap);
        let mut keyed: Vec<(i64, usize)> = gap.iter().copied().zip(0..).collect();
        keyed.sort_unstable();
        let sorted = |row: &dyn Fn(usize) -> i64| -> Vec<i16> {
            keyed.iter().map(|(_, sample)| coarse(row(*sample), shift)).collect()
        };
        let gains = judge.gains.iter().enumerate().map(|(item, choices)| {
            let each = choices.iter().enumerate().map(|(choice, row)| {
                match losses.ended_by(item, choice) {
                    None => sorted(&|it| i64::from(row.0[it])),
                    Some(ended) => sorted(&|it| i64::from(row.0[it]) + ended[it]),
                }
            });
            each.collect()
        });
        let terms = judge.terms.iter().zip(&losses.now).map(|(term, now)| {
            let row = |it: usize| i64::from(term.row.0[it]);
            let rows = || [sorted(&|it| row(it).min(0)), sorted(&|it| -row(it).max(0))];
            (!now).then(|| AtBest { rows: rows(), last: None })
        });
        let bounds = Bounds {
            needed: judge.needed,
            gains: gains.collect(),
            terms: terms.collect(),
            best: Vec::new(),
            top: Vec::new(),
            zero: vec![0; gap.len()],
        };
        (bounds, keyed.iter().map(|(gap, _)| coarse(*gap, shift)).collect())
    }

    /// The best gain of an item, at least 0.
    fn best_of(&self, item: usize) -> Vec<i16> {
        let mut best = self.zero.clone();
        for row in &self.gains[item] {
            best.iter_mut().zip(row).for_each(|(best, it)| *best = (*best).max(*it));
        }
        best
    }

    /// Makes ready the bounds for `size` changes.
    fn prepare(&mut self, size: usize) {
        while self.top.len() < size {
            let before = self.top.last();
            let mut level: Vec<Vec<i16>> = vec![self.zero.clone()];
            for place in (0..self.best.len()).rev() {
                let rest = before.map_or(&self.zero, |it| &it[place + 1]);
                let without = &level[level.len() - 1];
                level.push(with_or_without(without, &self.best[place], rest));
            }
            level.reverse();
            self.top.push(level);
        }
    }
}

/// The terms of a judge that are there as things are, and worth nothing to it in any sample. Their loss counts in the
/// gap, and ending it as a gain of every choice that does: of several that end the same one each counts it, so that
/// what changes could add is never less than what they do. Counted at their best instead, which is that they are gone,
/// such terms would end no branch before their last item is decided.
struct Losses {
    /// For each term whether it is one.
    now: Vec<bool>,
    /// For each item and choice what it ends, sample by sample; none where that is nothing.
    ended: Vec<Vec<Option<Vec<i64>>>>,
}

impl Losses {
    fn of(judge: &Judge) -> Losses {
        let is = |it: &Term| {
            it.items.iter().all(|(_, states)| states[0]) && it.row.0.iter().all(|it| *it <= 0)
        };
        let now: Vec<bool> = judge.terms.iter().map(is).collect();
        let mut losses = Losses { ended: Vec::new(), now };
        if !losses.now.contains(&true) {
            return losses;
        }
        losses.ended = judge.gains.iter().map(|it| vec![None; it.len()]).collect();
        for (term, _) in judge.terms.iter().zip(&losses.now).filter(|it| *it.1) {
            for (item, states) in &term.items {
                let choices = losses.ended[*item].iter_mut().zip(&states[1..]);
                for (ended, _) in choices.filter(|(_, stays)| !**stays) {
                    let ended = ended.get_or_insert_with(|| vec![0; term.row.0.len()]);
                    let each = ended.iter_mut().zip(&term.row.0);
                    each.for_each(|(ended, it)| *ended -= i64::from(*it));
                }
            }
        }
        losses
    }

    fn ended_by(&self, item: usize, choice: usize) -> Option<&[i64]> {
        self.ended.get(item)?[choice].as_deref()
    }

    /// Of each item the sum, over the samples, of its best gain in coarse numbers where every term counts at its best:
    /// how much it matters does not hang on how soon branches end.
    fn matters(&self, judge: &Judge, bounds: &Bounds) -> Vec<i64> {
        if !self.now.contains(&true) {
            let best = (0..judge.gains.len()).map(|item| bounds.best_of(item));
            return best.map(|row| row.iter().map(|it| i64::from(*it)).sum()).collect();
        }
        let mut gap = judge.gap.0.clone();
        for term in &judge.terms {
            gap.iter_mut().zip(&term.row.0).for_each(|(gap, it)| *gap += i64::from((*it).max(0)));
        }
        let none = Losses { now: Vec::new(), ended: Vec::new() };
        let shift = shift(judge, &none, &gap);
        let best = |choices: &Vec<Arc<WorthRow>>| {
            let of_sample = |sample: usize| {
                let each = choices.iter().map(|row| coarse(i64::from(row.0[sample]), shift));
                i64::from(each.fold(0, i16::max))
            };
            (0..gap.len()).map(of_sample).sum()
        };
        judge.gains.iter().map(best).collect()
    }
}

/// How many bits a judge's coarse numbers leave out: so many that nothing which could make a sample
/// satisfied is cut off at the upper end of 16 bits. Cut off at the lower end a number is but too large,
/// and a bound stays a bound. `gap` holds every term at its best, and the losses of now.
fn shift(judge: &Judge, losses: &Losses, gap: &[i64]) -> u32 {
    let n = gap.len();
    let mut best = vec![0_i64; n];
    for (item, choices) in judge.gains.iter().enumerate() {
        let mut of_item = vec![0_i64; n];
        for (choice, row) in choices.iter().enumerate() {
            let ended = losses.ended_by(item, choice);
            for (sample, (best, it)) in of_item.iter_mut().zip(&row.0).enumerate() {
                *best = (*best).max(i64::from(*it) + ended.map_or(0, |ended| ended[sample]));
            }
        }
        best.iter_mut().zip(of_item).for_each(|(best, it)| *best += it);
    }
    // The best that changes could add, alone and from where things are, is the most that any sum on the way
    // comes to.
    let most = best.iter().zip(gap).map(|(best, gap)| (*best).max(best + gap)).max().unwrap_or(0);
    let mut shift = COARSER;
    while most >> shift >= i64::from(i16::MAX) {
        shift += 1;
    }
    shift
}

impl<'a, 'w, 's> Search<'a, 'w, 's> {
    fn new(
        choices: &'a [usize],
        judges: &'a [Judge],
        also: &'a mut AlsoAsked<'s>,
        limits: Limits,
        work: &'a mut SearchWork<'w>,
    ) -> Search<'a, 'w, 's> {
        let losses: Vec<Losses> = judges.iter().map(Losses::of).collect();
        let made: Vec<(Bounds, Vec<i16>)> =
            judges.iter().zip(&losses).map(|(judge, losses)| Bounds::new(judge, losses)).collect();
        let (mut bounds, gaps): (Vec<Bounds>, Vec<Vec<i16>>) = made.into_iter().unzip();
        let worst_off = |judge: &Judge| {
            let satisfied = judge.gap.0.iter().filter(|it| **it >= -SLACK).count();
            (judge.needed as f64 - satisfied as f64) / judge.gap.0.len().max(1) as f64
        };
        // An item matters as much as it could bring those who are not satisfied.
        let needs: Vec<f64> = judges.iter().map(|it| worst_off(it).max(0.01)).collect();
        let each = judges.iter().zip(&losses).zip(&bounds);
        let sums: Vec<Vec<i64>> =
            each.map(|((judge, losses), bounds)| losses.matters(judge, bounds)).collect();
        let matters = |item: usize| -> f64 {
            let each = judges.iter().zip(&sums).zip(&needs);
            let each = each.map(|((judge, sums), need)| {
                need * sums[item] as f64 / judge.gap.0.len().max(1) as f64
            });
            each.sum()
        };
        let items = (0..choices.len()).filter(|it| choices[*it] > 0);
        let mut matter: Vec<(f64, usize)> = items.map(|it| (matters(it), it)).collect();
        matter.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let order: Vec<usize> = matter.into_iter().map(|(_, item)| item).collect();
        let mut asked: Vec<usize> = (0..judges.len()).collect();
        asked.sort_by(|a, b| needs[*b].total_cmp(&needs[*a]).then(a.cmp(b)));
        for (judge, bounds) in judges.iter().zip(&mut bounds) {
            bounds.best = order.iter().map(|item| bounds.best_of(*item)).collect();
            let place = |item: usize| order.iter().position(|it| *it == item);
            for (term, it) in judge.terms.iter().zip(&mut bounds.terms) {
                if let Some(AtBest { last, .. }) = it {
                    *last = term.items.iter().filter_map(|(it, _)| place(*it)).max();
                }
            }
        }
        let helps = |item: usize, choice: usize| -> u64 {
            let bits = bounds.iter().take(64).enumerate().map(|(place, judge)| {
                let helps = judge.gains[item][choice].iter().any(|it| *it > 0);
                u64::from(helps) << place
            });
            bits.sum()
        };
        let helps = (0..choices.len())
            .map(|item| (0..choices[item]).map(|choice| helps(item, choice)).collect())
            .collect();
        Search {
            judges,
            also,
            limits,
            order,
            choices,
            bounds,
            asked,
            gaps: vec![gaps],
            helps,
            work,
            changes: Vec::new(),
            found: Vec::new(),
            full: false,
        }
    }

    /// Makes ready what sets of `size` changes need.
    fn prepare(&mut self, size: usize) -> Result<(), Stop> {
        for judge in self.judges {
            self.work.take(((1 + self.order.len()) * judge.gap.n_samples()) as u64)?;
        }
        while self.gaps.len() < size {
            let empty = self.judges.iter().map(|it| vec![0; it.gap.0.len()]).collect();
            self.gaps.push(empty);
        }
        self.bounds.iter_mut().for_each(|it| it.prepare(size));
        Ok(())
    }

    /// Goes through every set of changes of `left` more items from `place` on.
    fn down(&mut self, first: usize, left: usize) -> Result<(), Stop> {
        let depth = self.changes.len();
        for place in first..=self.order.len() - left {
            // What lies behind can add no more than what lies here. For the first item that was asked
            // when the change before it was made; later ones are asked of one judge, which is enough to
            // stop and not much to pay.
            if place > first && !self.one_could(depth, left, place)? {
                break;
            }
            let item = self.order[place];
            for choice in 0..self.choices[item] {
                let could = match left {
                    1 => self.could(depth, |it| &it.zero, Some((item, choice)))?,
                    _ => {
                        let made = Some((item, choice));
                        self.could(depth, |it| &it.top[left - 2][place + 1], made)?
                    }
                };
                if !could {
                    continue;
                }
                self.changes.push((item, choice));
                let ended = match left {
                    1 => self.leaf(),
                    2 => self.last(depth, place, (item, choice)),
                    _ => {
                        self.make(depth, place, (item, choice))?;
                        self.down(place + 1, left - 1)
                    }
                };
                self.changes.pop();
                ended?;
            }
        }
        Ok(())
    }

    /// Whether the judge who said no last could still be satisfied by `left` changes from `place` on.
    fn one_could(&mut self, depth: usize, left: usize, place: usize) -> Result<bool, Stop> {
        let Some(judge) = self.asked.first().copied() else { return Ok(true) };
        let bounds = &self.bounds[judge];
        let top = &bounds.top[left - 1][place];
        let (enough, looked_at) =
            enough(bounds.needed, &self.gaps[depth][judge], &bounds.zero, top);
        self.work.take(looked_at)?;
        Ok(enough)
    }

    /// Goes through every last change behind the one just made, at `place`. The gaps after it are not
    /// written down: the sum is made as it is asked for.
    fn last(&mut self, depth: usize, place: usize, made: Change) -> Result<(), Stop> {
        // Whoever is not satisfied yet needs a change that helps in some sample.
        let mut short = 0_u64;
        for judge in 0..self.judges.len().min(64) {
            let (gap, bounds) = (&self.gaps[depth][judge], &self.bounds[judge]);
            let gain = &bounds.gains[made.0][made.1];
            let (enough, looked_at) = enough(bounds.needed, gap, gain, &bounds.zero);
            self.work.take(looked_at)?;
            short |= u64::from(!enough) << judge;
        }
        for place in place + 1..self.order.len() {
            let item = self.order[place];
            for choice in 0..self.choices[item] {
                if short & !self.helps[item][choice] != 0 {
                    continue;
                }
                if !self.could(depth, |it| &it.gains[item][choice], Some(made))? {
                    continue;
                }
                self.changes.push((item, choice));
                let ended = self.leaf();
                self.changes.pop();
                ended?;
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
    ) -> Result<bool, Stop> {
        for turn in 0..self.asked.len() {
            let place = self.asked[turn];
            let bounds = &self.bounds[place];
            let gain = match change {
                Some((item, choice)) => &bounds.gains[item][choice],
                None => &bounds.zero,
            };
            let gap = &self.gaps[depth][place];
            let (enough, looked_at) = enough(bounds.needed, gap, gain, more(bounds));
            self.work.take(looked_at)?;
            if !enough {
                self.asked[..=turn].rotate_right(1);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes the gaps after the change just chosen, at `place` of the order. Terms of which every
    /// item is decided by it count as what they come to.
    fn make(&mut self, depth: usize, place: usize, change: Change) -> Result<(), Stop> {
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
            let gain = &bounds.gains[change.0][change.1];
            self.work.take(2 * (gap.len() + judge.terms.len()) as u64)?;
            for ((next, gap), gain) in next.iter_mut().zip(gap).zip(gain) {
                *next = gap.saturating_add(*gain);
            }
            let terms = judge.terms.iter().zip(&bounds.terms);
            for (term, AtBest { rows, last }) in
                terms.filter_map(|(term, it)| Some((term, it.as_ref()?)))
            {
                if last.is_some_and(|last| (from..=place).contains(&last)) {
                    let row = &rows[usize::from(term.row(&self.changes).is_none())];
                    self.work.take(2 * row.len() as u64)?;
                    next.iter_mut()
                        .zip(row)
                        .for_each(|(next, it)| *next = next.saturating_add(*it));
                }
            }
        }
        Ok(())
    }

    /// Reckons exactly whether the changes made satisfy everybody, and keeps them if so.
    fn leaf(&mut self) -> Result<(), Stop> {
        let changes = std::mem::take(&mut self.changes);
        let satisfied = self.all_say_yes(&changes);
        self.changes = changes;
        if !satisfied? {
            return Ok(());
        }
        if self.found.len() == self.limits.sets_max {
            self.full = true;
            return Err(Stop::Spent);
        }
        let mut set = self.changes.clone();
        set.sort_unstable();
        self.found.push(set);
        Ok(())
    }

    fn all_say_yes(&mut self, changes: &[Change]) -> Result<bool, Stop> {
        Ok(self.satisfied(changes)? && (self.also)(changes, self.work)?)
    }

    fn satisfied(&mut self, changes: &[Change]) -> Result<bool, Stop> {
        // The one who said no last is the likeliest to say no again.
        for turn in 0..self.asked.len() {
            let judge = &self.judges[self.asked[turn]];
            let rows = rows(judge, changes);
            let samples = (1 + rows.len()) * judge.gap.n_samples();
            self.work.take(EXACTLY * (samples + judge.terms.len()) as u64)?;
            if count(judge, &rows) < judge.needed {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// In how many samples `changes` satisfy the judge.
#[must_use]
pub fn satisfied(judge: &Judge, changes: &[Change]) -> usize {
    count(judge, &rows(judge, changes))
}

/// What `changes` add to the gap of the judge.
fn rows<'a>(judge: &'a Judge, changes: &[Change]) -> Vec<&'a WorthRow> {
    let terms = judge.terms.iter().filter_map(|it| it.row(changes));
    let gains = changes.iter().map(|(item, choice)| &*judge.gains[*item][*choice]);
    gains.chain(terms).collect()
}

/// In how many samples the judge is satisfied with these rows added to the gap.
fn count(judge: &Judge, rows: &[&WorthRow]) -> usize {
    let mut sums = [0_i64; BLOCK];
    let mut count = 0;
    for (block, gap) in judge.gap.0.chunks(BLOCK).enumerate() {
        let sums = &mut sums[..gap.len()];
        sums.copy_from_slice(gap);
        for row in rows {
            let row = &row.0[block * BLOCK..][..gap.len()];
            // Cannot wrap, by the bound at the top of this file; said so that no sample is checked for it.
            sums.iter_mut().zip(row).for_each(|(sum, it)| *sum = sum.wrapping_add(i64::from(*it)));
        }
        // At most `BLOCK`.
        count += sums.iter().fold(0_usize, |n, it| n.wrapping_add(usize::from(*it >= -SLACK)));
    }
    count
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
        // −1 for a negative sum, else 0. There are at most `BLOCK` samples: it cannot wrap, and is not
        // checked for it sample by sample.
        misses = misses.wrapping_add(sum >> 15);
    }
    usize::from(misses.unsigned_abs())
}
