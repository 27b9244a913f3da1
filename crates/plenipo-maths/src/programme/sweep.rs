//! One programme after the other, until no zone is left.

use std::cmp::Reverse;

use super::grid::step;
use super::model::{Answer, Model, RANGE};
use super::zones::{Zone, Zones};
use super::{ProgrammeSettings, Programmed, Stopped};
use crate::frontier::{Frontier, Joint, JointTerm, Row, shrink, undominated};
use crate::work::Work;

/// A step is used where a player's range has at most so many; otherwise a share of the range.
const STEPS_MAX: f64 = 262_144.0;

/// That share: 2⁻²⁰.
const SHARE: f64 = 1.0 / 1_048_576.0;

/// Seconds left, by the clock that was given.
fn left(settings: &ProgrammeSettings) -> f64 {
    let gone =
        settings.clock.map_or(0.0, |clock| clock().saturating_sub(settings.since).as_secs_f64());
    settings.seconds_max - gone
}

/// What is known of a player's totals beforehand.
struct Range {
    /// No outcome is worth less, or more.
    least: i64,
    most: i64,
    step: Option<f64>,
    /// How much better than what is known an outcome must be to be looked for.
    delta: i64,
    /// Programme units in a unit.
    factor: f64,
}

fn ranges(question: &Joint, domains: &[Vec<usize>]) -> Vec<Range> {
    let n_players = question.n_players();
    let mut ends = vec![(0_i64, 0_i64); n_players];
    let mut values: Vec<Vec<i64>> = vec![Vec::new(); n_players];
    for term in &question.terms {
        for player in 0..n_players {
            let units = |row: &[f64]| question.scales()[player].units(row[player]);
            let (least, most) = match term {
                JointTerm::Table { utilities, .. } => {
                    let units = utilities.chunks_exact(n_players).map(units);
                    values[player].extend(units.clone());
                    (units.clone().min().unwrap_or(0), units.max().unwrap_or(0))
                }
                JointTerm::Box { scope, ranges, utilities } => {
                    let value = units(utilities);
                    values[player].push(value);
                    let always = scope.iter().zip(ranges).all(|(&var, range)| {
                        domains[var].iter().all(|option| (range.0..=range.1).contains(option))
                    });
                    if always { (value, value) } else { (value.min(0), value.max(0)) }
                }
            };
            ends[player].0 += least;
            ends[player].1 += most;
        }
    }
    let range = |(values, (least, most)): (Vec<i64>, (i64, i64))| {
        let width = (most - least) as f64;
        let step = step(&values).filter(|step| width / step <= STEPS_MAX);
        let delta = match step {
            Some(step) => step / 2.0,
            None => width * SHARE,
        };
        let factor = if width > 0.0 { RANGE / width } else { 0.0 };
        Range { least, most, step, delta: (delta as i64).max(1), factor }
    };
    values.into_iter().zip(ends).map(range).collect()
}

/// A vector found, and what is behind it.
type Found = (Vec<i64>, Vec<usize>);

pub(super) fn sweep(question: &Joint, settings: &ProgrammeSettings) -> Programmed {
    // Without a budget it ends by itself.
    let domains =
        shrink(question, &mut Work::endless()).unwrap_or_else(|_| question.allowed.clone());
    let ranges = ranges(question, &domains);
    let factors: Vec<f64> = ranges.iter().map(|it| it.factor).collect();
    let steps: Vec<Option<f64>> = ranges.iter().map(|it| it.step).collect();
    let Some(model) = Model::new(question, &domains, &factors, &steps) else {
        return Programmed::Stopped(Stopped::default());
    };
    let worth = |units: &[i64]| -> f64 {
        units.iter().zip(&factors).map(|(units, factor)| *units as f64 * factor).sum()
    };
    let floors: Vec<Option<i64>> = (0..ranges.len())
        .map(|player| (player, settings.reservations.get(player).copied()))
        .map(|(player, level)| {
            level.map(|it| question.scales()[player].units_at_least(it, question.terms.len()))
        })
        .collect();
    // Nothing is asked of a player as long as the bound is below all that is possible.
    let least_of = |(range, floor): (&Range, &Option<i64>)| {
        floor.map_or(range.least, |it| it.max(range.least))
    };
    let above: Vec<i64> =
        ranges.iter().zip(&floors).map(|pair| least_of(pair) - pair.0.delta - 1).collect();
    let most: Vec<i64> = ranges.iter().map(|it| it.most).collect();
    let mut zones = Zones::new(above, worth(&most));
    // Less than one step of anybody: what is found is not dominated on a grid.
    let gap = ranges
        .iter()
        .filter(|it| it.factor > 0.0)
        .map(|it| 1.8 * it.delta as f64 * it.factor)
        .fold(RANGE, f64::min);
    let asked = |zone: &Zone| -> Vec<i64> {
        zone.above.iter().zip(&ranges).map(|(above, range)| above + range.delta).collect()
    };
    let room = |zone: &Zone| {
        let asked = asked(zone);
        asked.iter().zip(&most).all(|(asked, most)| asked <= most)
            // The solver's bound is good to its tolerance, which is far below the gap.
            && worth(&asked) <= zone.sum_most + gap / 100.0
    };
    let mut found: Vec<Found> = Vec::new();
    while !zones.open.is_empty() {
        let (place, _) = widest(question, &zones, &ranges, &found);
        let zone = zones.open[place].clone();
        let asked = asked(&zone);
        let least: Vec<Option<i64>> = asked
            .iter()
            .zip(&ranges)
            .map(|(asked, range)| Some(*asked).filter(|it| *it > range.least))
            .collect();
        let seconds = left(settings);
        if seconds.is_nan() || seconds <= 0.0 {
            return stopped(question, &zones, &ranges, &floors, found);
        }
        let (answer, bound) = model.solve(&least, gap, seconds);
        let (choice, ended) = match answer {
            Answer::Empty => {
                zones.close(place);
                continue;
            }
            Answer::Found(choice) => (Some(choice), true),
            Answer::Stopped(choice) => (choice, false),
        };
        zones.open[place].sum_most = zone.sum_most.min(bound);
        let choice = choice.filter(|it| question.permits(it));
        let total = choice.and_then(|choice| Some((question.total_units(&choice).ok()?, choice)));
        // What the solver takes to fulfil a bound, to its tolerance, must be beyond the bound.
        let total = total.filter(|(total, _)| total.iter().zip(&zone.above).all(|(u, l)| u > l));
        let missed = total.is_none();
        if let Some((total, choice)) = total {
            zones.split(&total, room);
            found.push((total, choice));
        }
        if !ended || missed {
            return stopped(question, &zones, &ranges, &floors, found);
        }
    }
    let found = best(question, found, &floors);
    let epsilon = question
        .scales()
        .iter()
        .zip(&ranges)
        .filter(|(_, it)| it.step.is_none() && it.factor > 0.0)
        .map(|(scale, it)| scale.utility(it.delta))
        .fold(0.0, f64::max);
    Programmed::Frontier(Box::new(Frontier::listed(question, found, epsilon)))
}

/// The vectors found that no other one matches or beats, in order.
fn best(question: &Joint, found: Vec<Found>, floors: &[Option<i64>]) -> Vec<Found> {
    let reaches = |total: &[i64]| {
        total.iter().zip(floors).all(|(units, floor)| floor.is_none_or(|floor| *units >= floor))
    };
    let rows: Vec<Row> = found
        .iter()
        .enumerate()
        .filter(|(_, (total, _))| reaches(total))
        .map(|(at, (total, _))| Row { option: at as u32, units: total.clone().into() })
        .collect();
    let kept = undominated(&rows, question.n_players());
    let mut found: Vec<Found> =
        kept.into_iter().map(|row| found[row.option as usize].clone()).collect();
    found.sort_unstable_by(|a, b| (Reverse(&a.0), &a.1).cmp(&(Reverse(&b.0), &b.1)));
    found
}

/// The open zone with most room, and how much better an outcome in it can be than every vector
/// found, in units of utility; without a vector found, as much as anything.
fn widest(
    question: &Joint,
    zones: &Zones,
    ranges: &[Range],
    found: &[Found],
) -> (usize, Option<f64>) {
    let mut widest: (usize, Option<f64>) = (0, None);
    for (place, zone) in zones.open.iter().enumerate() {
        let most = most_in(zone, ranges);
        let gap = found
            .iter()
            .map(|(total, _)| {
                let each = total.iter().zip(&most).zip(question.scales());
                let gains = each.map(|((units, most), scale)| scale.utility(most - units));
                gains.fold(0.0, f64::max)
            })
            .min_by(f64::total_cmp);
        if gap.is_none_or(|gap| widest.1.is_none_or(|most| gap > most)) {
            widest = (place, gap);
        }
    }
    widest
}

/// What each player gets at most in a zone: all that is left of the greatest sum when the others
/// get the least.
fn most_in(zone: &Zone, ranges: &[Range]) -> Vec<i64> {
    let least: f64 =
        ranges.iter().zip(&zone.above).map(|(range, l)| *l as f64 * range.factor).sum();
    let most = |(range, above): (&Range, &i64)| {
        let rest = (zone.sum_most - least) / range.factor;
        if rest.is_finite() {
            range.most.min(above.saturating_add(rest as i64 + 1))
        } else {
            range.most
        }
    };
    ranges.iter().zip(&zone.above).map(most).collect()
}

/// What was found, and how much better an outcome in an open zone can be.
fn stopped(
    question: &Joint,
    zones: &Zones,
    ranges: &[Range],
    floors: &[Option<i64>],
    found: Vec<Found>,
) -> Programmed {
    let each = question.scales().iter().zip(ranges);
    let delta = each.map(|(scale, it)| scale.utility(it.delta)).fold(0.0, f64::max);
    let gap = widest(question, zones, ranges, &found).1.unwrap_or(f64::INFINITY).max(delta);
    let found = best(question, found, floors);
    let found = (!found.is_empty()).then(|| Box::new(Frontier::listed(question, found, gap)));
    Programmed::Stopped(Stopped { found })
}
