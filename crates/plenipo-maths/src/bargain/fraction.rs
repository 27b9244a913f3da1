//! The share of outcomes that everybody prefers to no agreement.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use crate::frontier::{Additive, FrontierError, Joint, NORMAL};
use crate::work::{Ended, Work};

use super::solutions::reservations;

/// How far to count, and how to sample beyond that.
#[derive(Clone, Debug)]
pub struct FractionSettings {
    /// Count exactly up to so many outcomes.
    pub outcomes_max: f64,
    /// Random outcomes drawn when there are more.
    pub draws: u64,
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for FractionSettings {
    /// 10^8 outcomes, 2·10^6 draws, seed 1.
    fn default() -> Self {
        Self { outcomes_max: 1e8, draws: 2_000_000, seed: 1 }
    }
}

/// A share of all outcomes, exact or within an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RationalFraction {
    /// Lower end; equal to `high` when counted.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The share counted, or the share of the draws.
    pub estimate: f64,
    /// Whether every outcome was counted.
    pub exact: bool,
}

/// Draws made with one generator; fixed, so that threads do not change the result.
const DRAWS_PER_CHUNK: u64 = 1 << 14;
/// Half-width of the interval in standard deviations: 99 %.
const DEVIATIONS: f64 = 2.575_829_303_548_901;
/// Steps of work for each number of a row that is drawn: rows lie anywhere in memory.
const ROW_STEPS: f64 = 16.0;
/// Outcomes of the last criteria that are laid out in a table.
const BLOCK_MAX: usize = 2048;

/// The share of outcomes with `u > r` for every player (strictly, beyond the rounding of the
/// input).
///
/// Counting is #P-hard in general. Up to [`FractionSettings::outcomes_max`] outcomes it is done
/// exactly; beyond, by random outcomes with Wilson's interval at 99 %. Players without a
/// reservation value do not count.
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn rational_fraction(
    question: &Additive,
    reservation_values: &[f64],
    settings: &FractionSettings,
) -> Result<RationalFraction, FrontierError> {
    rational_fraction_within(question, reservation_values, settings, &mut Work::endless())
}

/// [`rational_fraction`] within a budget of work: where it is small, fewer outcomes are counted or
/// drawn.
///
/// # Errors
/// As there, and [`FrontierError::Stopped`] when it was asked to stop.
pub fn rational_fraction_within(
    question: &Additive,
    reservation_values: &[f64],
    settings: &FractionSettings,
    work: &mut Work<'_>,
) -> Result<RationalFraction, FrontierError> {
    let given = reservations(reservation_values, question.n_players())?;
    let players: Vec<usize> =
        (0..question.n_players()).filter(|&player| given[player].is_finite()).collect();
    // Normal totals: of ordinary size for every player, and exact.
    let rounding = question.rounding_units() as f64 * NORMAL;
    let scales = question.scales();
    let levels: Vec<f64> =
        players.iter().map(|&player| scales[player].normal(given[player]) + rounding).collect();
    let criteria: Vec<Vec<Vec<f64>>> = question
        .rows()
        .iter()
        .map(|rows| {
            let values = |units: &[i64]| {
                players.iter().map(|&player| units[player] as f64 * NORMAL).collect()
            };
            rows.iter().map(|row| values(&row.units)).collect()
        })
        .collect();
    let outcomes = question.outcomes();
    let steps = outcomes * (levels.len() as f64 / 2.0 + 1.0);
    if outcomes <= settings.outcomes_max && steps < work.left() as f64 {
        spend(work, steps)?;
        let counted = Counter::new(criteria, levels).count() as f64 / outcomes;
        return Ok(RationalFraction {
            low: counted,
            high: counted,
            estimate: counted,
            exact: true,
        });
    }
    let blocks = blocks(&criteria, levels.len());
    let settings = affordable(settings, (blocks.len() * levels.len()) as f64 * ROW_STEPS, work)?;
    Ok(sample(&blocks, &levels, &settings))
}

/// Takes steps from the budget that it was seen to have.
fn spend(work: &mut Work<'_>, steps: f64) -> Result<(), FrontierError> {
    match work.spend(steps as u64) {
        Err(Ended::Stopped) => Err(FrontierError::Stopped),
        Ok(()) | Err(Ended::Spent) => Ok(()),
    }
}

/// As many draws as the budget allows, at least one chunk; takes their steps from it.
fn affordable(
    settings: &FractionSettings,
    steps_a_draw: f64,
    work: &mut Work<'_>,
) -> Result<FractionSettings, FrontierError> {
    let draws = (work.left() as f64 / steps_a_draw.max(1.0)) as u64;
    let draws = settings.draws.min(draws.max(DRAWS_PER_CHUNK));
    spend(work, draws as f64 * steps_a_draw)?;
    Ok(FractionSettings { draws, ..settings.clone() })
}

/// Counts by descending through the criteria, where all or none of what is below a node is settled
/// by what each player gets at least and at most.
struct Counter {
    criteria: Vec<Vec<Vec<f64>>>,
    levels: Vec<f64>,
    /// For each depth: outcomes below, and each player's least and most.
    below: Vec<(u64, Vec<f64>, Vec<f64>)>,
    /// Depth from which the table replaces the descent.
    block_depth: usize,
    /// For each player the totals of all outcomes of the last criteria.
    block: Vec<Vec<f64>>,
}

impl Counter {
    fn new(mut criteria: Vec<Vec<Vec<f64>>>, levels: Vec<f64>) -> Self {
        let n = levels.len();
        // Large stakes first: whole subtrees are settled sooner.
        let stake = |rows: &Vec<Vec<f64>>| -> f64 {
            let range = |p: usize| {
                let values = rows.iter().map(|row| row[p]);
                values.clone().fold(f64::NEG_INFINITY, f64::max)
                    - values.fold(f64::INFINITY, f64::min)
            };
            (0..n).map(range).sum()
        };
        criteria.sort_by(|a, b| stake(b).total_cmp(&stake(a)));
        let depth_max = criteria.len();
        let mut below = vec![(1, vec![0.0; n], vec![0.0; n]); depth_max + 1];
        for depth in (0..depth_max).rev() {
            let (count, mut least, mut most) = below[depth + 1].clone();
            for p in 0..n {
                let values = criteria[depth].iter().map(|row| row[p]);
                least[p] += values.clone().fold(f64::INFINITY, f64::min);
                most[p] += values.fold(f64::NEG_INFINITY, f64::max);
            }
            below[depth] = (count * criteria[depth].len() as u64, least, most);
        }
        let mut block_depth = depth_max;
        let mut block = vec![vec![0.0]; n];
        while block_depth > 0 && below[block_depth - 1].0 <= BLOCK_MAX as u64 {
            block_depth -= 1;
            for (p, totals) in block.iter_mut().enumerate() {
                *totals = criteria[block_depth]
                    .iter()
                    .flat_map(|row| totals.iter().map(|total| total + row[p]).collect::<Vec<_>>())
                    .collect();
            }
        }
        Self { criteria, levels, below, block_depth, block }
    }

    fn count(&self) -> u64 {
        let mut marks = vec![0; self.block.first().map_or(1, Vec::len)];
        self.descend(0, &vec![0.0; self.levels.len()], &mut marks)
    }

    fn descend(&self, depth: usize, total: &[f64], marks: &mut [u8]) -> u64 {
        let (count, least, most) = &self.below[depth];
        let players = || total.iter().zip(&self.levels);
        if players().zip(least).all(|((total, level), least)| total + least > *level) {
            return *count;
        }
        if players().zip(most).any(|((total, level), most)| total + most <= *level) {
            return 0;
        }
        if depth == self.block_depth {
            marks.fill(1);
            for ((total, level), values) in players().zip(&self.block) {
                for (mark, value) in marks.iter_mut().zip(values) {
                    *mark &= u8::from(total + value > *level);
                }
            }
            return marks.iter().map(|&mark| u64::from(mark)).sum();
        }
        let mut sum = 0;
        for row in &self.criteria[depth] {
            let next: Vec<f64> = total.iter().zip(row).map(|(a, b)| a + b).collect();
            sum += self.descend(depth + 1, &next, marks);
        }
        sum
    }
}

/// [`rational_fraction`] where utilities depend on several criteria together; counting is done
/// outcome by outcome, up to a hundredth of [`FractionSettings::outcomes_max`], and as the budget
/// allows.
///
/// # Errors
/// As [`rational_fraction`].
pub fn rational_fraction_joint(
    question: &Joint,
    reservation_values: &[f64],
    settings: &FractionSettings,
    work: &mut Work<'_>,
) -> Result<RationalFraction, FrontierError> {
    let given = reservations(reservation_values, question.n_players())?;
    // Beyond rounding, as there.
    let rounding = question.rounding_units();
    let levels: Vec<f64> = given
        .iter()
        .zip(question.scales())
        .map(|(level, scale)| level + scale.utility(rounding))
        .collect();
    let scopes: usize = question.terms.iter().map(|term| term.scope().len()).sum();
    let steps_each = (2 * scopes + question.terms.len() * levels.len() + 8) as f64;
    // Of what is forbidden there is nothing to be a share of.
    let rational = |choice: &[usize], total: &mut [f64]| {
        if !question.permits(choice) {
            return None;
        }
        total.fill(0.0);
        for term in &question.terms {
            if let Some(utilities) = term.at(choice, &question.n_options, question.n_players()) {
                for (sum, value) in total.iter_mut().zip(utilities) {
                    *sum += value;
                }
            }
        }
        Some(total.iter().zip(&levels).all(|(total, level)| total > level))
    };
    let steps = question.outcomes() * steps_each;
    if question.outcomes() > settings.outcomes_max / 100.0 || steps >= work.left() as f64 {
        let settings = affordable(settings, steps_each, work)?;
        return Ok(draw(&settings, levels.len(), |random, choice, total| {
            choice.clear();
            choice.extend(question.allowed.iter().map(|all| all[pick(random, all.len())]));
            rational(choice, total)
        }));
    }
    spend(work, steps)?;
    let (mut hits, mut all) = (0_u64, 0_u64);
    let mut at = vec![0; question.allowed.len()];
    let mut total = vec![0.0; levels.len()];
    loop {
        let choice: Vec<usize> =
            question.allowed.iter().zip(&at).map(|(options, &at)| options[at]).collect();
        let is = rational(&choice, &mut total);
        hits += u64::from(is == Some(true));
        all += u64::from(is.is_some());
        let next = (0..at.len()).rev().find(|&place| at[place] + 1 < question.allowed[place].len());
        let Some(place) = next else { break };
        at[place] += 1;
        at[place + 1..].fill(0);
    }
    let share = if all == 0 { 0.0 } else { hits as f64 / all as f64 };
    Ok(RationalFraction { low: share, high: share, estimate: share, exact: true })
}

/// Draws of outcomes: several criteria at once, so that a draw costs few random numbers.
fn sample(blocks: &[Vec<f64>], levels: &[f64], settings: &FractionSettings) -> RationalFraction {
    let n = levels.len();
    draw(settings, n, |random, _, total| {
        total.fill(0.0);
        for block in blocks {
            let at = pick(random, block.len() / n.max(1)) * n;
            for (sum, value) in total.iter_mut().zip(&block[at..at + n]) {
                *sum += value;
            }
        }
        Some(total.iter().zip(levels).all(|(total, level)| total > level))
    })
}

/// Tables of all outcomes of neighbouring criteria, at most [`BLOCK_MAX`] where a criterion has no
/// more options than that: `n` totals an outcome, one outcome after another.
fn blocks(criteria: &[Vec<Vec<f64>>], n: usize) -> Vec<Vec<f64>> {
    let mut blocks: Vec<Vec<f64>> = Vec::new();
    for rows in criteria {
        match blocks.last_mut() {
            Some(block) if block.len() * rows.len() <= BLOCK_MAX * n => {
                let with = |row: &Vec<f64>| -> Vec<f64> {
                    block
                        .iter()
                        .zip(row.iter().cycle())
                        .map(|(total, value)| total + value)
                        .collect()
                };
                *block = rows.iter().flat_map(with).collect();
            }
            _ => blocks.push(rows.concat()),
        }
    }
    blocks
}

/// A uniform index below `count`; the bias is below `count / 2^64`.
fn pick(random: &mut Xoshiro256PlusPlus, count: usize) -> usize {
    ((u128::from(random.next_u64()) * count as u128) >> 64) as usize
}

/// The share of hits among draws; a draw that is no outcome (`None`) does not count.
fn draw(
    settings: &FractionSettings,
    n_totals: usize,
    hit: impl Fn(&mut Xoshiro256PlusPlus, &mut Vec<usize>, &mut [f64]) -> Option<bool> + Sync,
) -> RationalFraction {
    let n_chunks = settings.draws.div_ceil(DRAWS_PER_CHUNK).max(1);
    let (hits, draws) = (0..n_chunks)
        .into_par_iter()
        .map(|chunk| {
            let key = settings.seed ^ (chunk + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut random = Xoshiro256PlusPlus::seed_from_u64(key);
            let mut choice = Vec::new();
            let mut total = vec![0.0; n_totals];
            let mut counts = (0_u64, 0_u64);
            for _ in 0..DRAWS_PER_CHUNK {
                if let Some(is) = hit(&mut random, &mut choice, &mut total) {
                    counts = (counts.0 + u64::from(is), counts.1 + 1);
                }
            }
            counts
        })
        .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    // Where nothing drawn was an outcome, nothing is known of its share.
    if draws == 0 {
        return RationalFraction { low: 0.0, high: 1.0, estimate: 0.5, exact: false };
    }
    let (low, high) = wilson(hits as f64, draws as f64);
    RationalFraction { low, high, estimate: hits as f64 / draws as f64, exact: false }
}

/// Wilson's score interval (Journal of the American Statistical Association 22 (1927) 209–212).
fn wilson(hits: f64, draws: f64) -> (f64, f64) {
    let share = hits / draws;
    let square = DEVIATIONS * DEVIATIONS;
    let centre = (share + square / (2.0 * draws)) / (1.0 + square / draws);
    let variance = share * (1.0 - share) / draws + square / (4.0 * draws * draws);
    let half = DEVIATIONS * variance.sqrt() / (1.0 + square / draws);
    ((centre - half).max(0.0), (centre + half).min(1.0))
}
