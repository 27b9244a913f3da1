//! Extremes of sums over weights.

use super::linear::{Linear, Optimum};
use crate::simplex::{WeightOrder, WeightSpec};
use crate::spec::{Interval, SpecError};

/// What `Σ w_i c_i` can be, with `coefficients[i]` for `c_i`.
///
/// # Errors
/// A specification that [`WeightSpec::validate`] refuses, or not one coefficient for each weight.
pub fn weighted(spec: &WeightSpec, coefficients: &[f64]) -> Result<Interval, SpecError> {
    spec.validate()?;
    if coefficients.len() != spec.n {
        return Err(SpecError::Length { expected: spec.n, found: coefficients.len() });
    }
    let turned: Vec<f64> = coefficients.iter().map(|it| -it).collect();
    Ok(Interval::new(least(spec, coefficients)?, -least(spec, &turned)?))
}

fn least(spec: &WeightSpec, c: &[f64]) -> Result<f64, SpecError> {
    let weighs = |it: &usize| !spec.none.contains(it);
    let bounded = (0..spec.n)
        .filter(weighs)
        .any(|it| spec.boxes.get(it).is_some_and(|it| *it != Interval::UNIT));
    let ordered = match &spec.order {
        WeightOrder::Free => false,
        WeightOrder::Classes(classes) => classes.iter().filter(|it| !it.is_empty()).count() > 1,
        WeightOrder::Pairs(pairs) => !pairs.is_empty(),
        WeightOrder::Ratios { order, .. } => order.len() > 1,
    };
    match (&spec.order, bounded, ordered) {
        (_, false, false) => {
            Ok((0..spec.n).filter(weighs).map(|it| c[it]).fold(f64::INFINITY, f64::min))
        }
        (_, true, false) => Ok(filled_up(spec, c)),
        (WeightOrder::Classes(classes), false, true) => Ok(least_of_classes(spec, classes, c)),
        _ => by_programme(spec, c),
    }
}

/// The first so many weights alike and the others nothing, class by class the smallest first; or all on an item that is
/// not compared.
fn least_of_classes(spec: &WeightSpec, classes: &[Vec<usize>], c: &[f64]) -> f64 {
    let compared: Vec<usize> = classes.iter().flatten().copied().collect();
    let alone = (0..spec.n).filter(|it| !spec.none.contains(it) && !compared.contains(it));
    let mut least = alone.map(|it| c[it]).fold(f64::INFINITY, f64::min);
    let (mut sum, mut many) = (0.0, 0.0);
    for class in classes {
        let mut of_class: Vec<f64> = class.iter().map(|it| c[*it]).collect();
        of_class.sort_by(f64::total_cmp);
        for it in of_class {
            sum += it;
            many += 1.0;
            least = least.min(sum / many);
        }
    }
    least
}

/// Every weight at its lower bound, and what is left of 1 where it costs least.
fn filled_up(spec: &WeightSpec, c: &[f64]) -> f64 {
    let mut items: Vec<usize> = (0..spec.n).filter(|it| !spec.none.contains(it)).collect();
    items.sort_by(|a, b| c[*a].total_cmp(&c[*b]));
    let mut sum: f64 = items.iter().map(|it| spec.boxes[*it].lo * c[*it]).sum();
    let mut left = 1.0 - items.iter().map(|it| spec.boxes[*it].lo).sum::<f64>();
    for it in items {
        let more = (spec.boxes[it].hi - spec.boxes[it].lo).min(left.max(0.0));
        sum += more * c[it];
        left -= more;
    }
    sum
}

fn by_programme(spec: &WeightSpec, c: &[f64]) -> Result<f64, SpecError> {
    let classes: &[Vec<usize>] = match &spec.order {
        WeightOrder::Classes(classes) => classes,
        _ => &[],
    };
    let classes: Vec<&Vec<usize>> = classes.iter().filter(|it| !it.is_empty()).collect();
    // Between two classes stands a number that divides them: fewer rows than one for each pair.
    let mut rows = Linear::new(spec.n + classes.len());
    let all: Vec<(usize, f64)> = (0..spec.n).map(|it| (it, 1.0)).collect();
    rows.equals(&all, 1.0);
    spec.none.iter().for_each(|it| rows.at_most(&[(*it, 1.0)], 0.0));
    for (item, range) in spec.boxes.iter().enumerate().filter(|(it, _)| !spec.none.contains(it)) {
        if range.lo > 0.0 {
            rows.at_least(&[(item, 1.0)], range.lo);
        }
        if range.hi < 1.0 {
            rows.at_most(&[(item, 1.0)], range.hi);
        }
    }
    let mut above = |a: usize, ratio: f64, b: usize| rows.at_least(&[(a, 1.0), (b, -ratio)], 0.0);
    for (place, pair) in classes.windows(2).enumerate() {
        pair[0].iter().for_each(|it| above(*it, 1.0, spec.n + place));
        pair[1].iter().for_each(|it| above(spec.n + place, 1.0, *it));
    }
    match &spec.order {
        WeightOrder::Pairs(pairs) => pairs.iter().for_each(|(a, b)| above(*a, 1.0, *b)),
        WeightOrder::Ratios { order, at_least } => {
            order.windows(2).zip(at_least).for_each(|(it, ratio)| above(it[0], *ratio, it[1]));
        }
        WeightOrder::Free | WeightOrder::Classes(_) => {}
    }
    let turned: Vec<(usize, f64)> = c.iter().enumerate().map(|(it, by)| (it, -by)).collect();
    match rows.greatest(&turned) {
        Optimum::At(greatest, _) => Ok(-greatest),
        // What the samplers take for possible up to rounding stands at its bounds.
        Optimum::Infeasible | Optimum::Unbounded => {
            let (low, high) =
                spec.boxes.iter().fold((0.0, 0.0), |(low, high), it| (low + it.lo, high + it.hi));
            Err(match low > 1.0 {
                true => SpecError::LowerSumAboveOne { sum: low },
                false => SpecError::UpperSumBelowOne { sum: high },
            })
        }
    }
}
