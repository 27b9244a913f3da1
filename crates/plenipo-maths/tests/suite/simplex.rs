//! Suite of `simplex`: against exhaustive integration and naive rejection.

use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::{WeightOrder, WeightSpec, sample};
use plenipo_maths::spec::{Interval, Method, SpecError};

use super::{assert_mean, moments, weights};

const N: usize = 40_000;

fn classes(n: usize, classes: &[&[usize]]) -> WeightSpec {
    let order = WeightOrder::Classes(classes.iter().map(|class| class.to_vec()).collect());
    WeightSpec { order, ..WeightSpec::free(n) }
}

/// The products whose means a test compares: every weight, and every product of two.
fn features(point: &[f64]) -> Vec<f64> {
    let products = (0..point.len()).flat_map(|a| (0..=a).map(move |b| (a, b)));
    point.iter().copied().chain(products.map(|(a, b)| point[a] * point[b])).collect()
}

fn feature_rows(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n_samples = rows[0].len();
    let mut out: Vec<Vec<f64>> = Vec::new();
    for s in 0..n_samples {
        let point: Vec<f64> = rows.iter().map(|row| row[s]).collect();
        let features = features(&point);
        out.resize(features.len(), Vec::new());
        out.iter_mut().zip(features).for_each(|(row, feature)| row.push(feature));
    }
    out
}

/// Means of the features over the midpoints of a fine triangular grid of three weights.
fn integrate(inside: impl Fn(&[f64]) -> bool) -> Vec<f64> {
    const STEPS: usize = 900;
    let (mut sums, mut n) = (vec![0.0; 9], 0.0);
    for i in 0..STEPS {
        for j in 0..STEPS - i {
            for third in [1.0 / 3.0, 2.0 / 3.0] {
                let x = (i as f64 + third) / STEPS as f64;
                let y = (j as f64 + third) / STEPS as f64;
                let point = [x, y, 1.0 - x - y];
                if point[2] > 0.0 && inside(&point) {
                    sums.iter_mut().zip(features(&point)).for_each(|(sum, f)| *sum += f);
                    n += 1.0;
                }
            }
        }
    }
    sums.iter().map(|sum| sum / n).collect()
}

fn assert_integrates(spec: &WeightSpec, inside: impl Fn(&[f64]) -> bool, what: &str) {
    let (rows, report) = weights(spec, 3, N);
    for s in 0..N {
        let point: Vec<f64> = rows.iter().map(|row| row[s]).collect();
        assert!((point.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{what}: {point:?}");
        assert!(inside(&point), "{what}: {point:?} is outside");
    }
    for (row, expected) in feature_rows(&rows).iter().zip(integrate(&inside)) {
        // The grid itself is off by about a thousandth of its step at the boundary.
        let (mean, variance) = moments(row);
        let error = (variance / report.effective_samples).sqrt();
        assert!((mean - expected).abs() < 4.0 * error + 2e-4, "{what}: {mean} for {expected}");
    }
}

/// Uniform weights kept only if `inside`, drawn one by one.
fn reject(n: usize, proposals: usize, inside: impl Fn(&[f64]) -> bool) -> Vec<Vec<f64>> {
    let mut stream = StreamKey::new(99).with(b"naive").stream(0);
    let mut rows = vec![Vec::new(); n];
    let mut point = vec![0.0; n];
    for _ in 0..proposals {
        point.iter_mut().for_each(|x| *x = stream.exponential());
        let sum: f64 = point.iter().sum();
        point.iter_mut().for_each(|x| *x /= sum);
        if inside(&point) {
            rows.iter_mut().zip(&point).for_each(|(row, &x)| row.push(x));
        }
    }
    rows
}

fn assert_same_law(spec: &WeightSpec, proposals: usize, inside: impl Fn(&[f64]) -> bool) -> Method {
    let (rows, report) = weights(spec, 5, N);
    let naive = feature_rows(&reject(spec.n, proposals, &inside));
    assert!(naive[0].len() > 500, "too few proposals kept to compare");
    for (row, naive) in feature_rows(&rows).iter().zip(&naive) {
        let (mean, variance) = moments(row);
        let (naive_mean, naive_variance) = moments(naive);
        let error =
            (variance / report.effective_samples + naive_variance / naive.len() as f64).sqrt();
        let apart = (mean - naive_mean).abs();
        assert!(apart <= 4.0 * error, "{mean} for {naive_mean}, {error} expected, {report:?}");
    }
    report.method
}

#[test]
fn free_weights_integrate() {
    assert_integrates(&WeightSpec::free(3), |_| true, "free");
}

#[test]
fn free_weights_have_the_moments_of_the_simplex() {
    let n = 28;
    let (rows, _) = weights(&WeightSpec::free(n), 1, N);
    for row in &rows {
        assert!(row.iter().all(|&w| w > 0.0 && w < 1.0));
        assert_mean(row, N as f64, 1.0 / n as f64, "mean");
        let squares: Vec<f64> = row.iter().map(|w| w * w).collect();
        assert_mean(&squares, N as f64, 2.0 / (n * (n + 1)) as f64, "square");
    }
}

#[test]
fn ranked_weights_have_the_means_of_order_statistics() {
    let order: Vec<usize> = (0..28).map(|place| (place * 5 + 3) % 28).collect();
    let (rows, report) = weights(&WeightSpec::ranking(&order), 2, N);
    assert_eq!(report.method, Method::Exact);
    for (place, &item) in order.iter().enumerate() {
        let expected = (place + 1..=28).map(|k| 1.0 / k as f64).sum::<f64>() / 28.0;
        assert_mean(&rows[item], N as f64, expected, "order statistic");
    }
    for pair in order.windows(2) {
        assert!(rows[pair[0]].iter().zip(&rows[pair[1]]).all(|(above, below)| above >= below));
    }
}

#[test]
fn orders_integrate() {
    assert_integrates(&classes(3, &[&[2], &[0, 1]]), |w| w[2] >= w[0].max(w[1]), "classes");
    assert_integrates(&classes(3, &[&[1], &[0]]), |w| w[1] >= w[0], "one not compared");
    let pairs = WeightOrder::Pairs(vec![(0, 2), (1, 2)]);
    let spec = WeightSpec { order: pairs, ..WeightSpec::free(3) };
    assert_integrates(&spec, |w| w[2] <= w[0].min(w[1]), "pairs");
}

#[test]
fn ratios_integrate() {
    let ratios = |order: &[usize], at_least: &[f64]| WeightSpec {
        order: WeightOrder::Ratios { order: order.to_vec(), at_least: at_least.to_vec() },
        ..WeightSpec::free(3)
    };
    let inside = |w: &[f64]| w[1] >= 2.0 * w[0] - 1e-15 && w[0] >= 1.5 * w[2] - 1e-15;
    assert_integrates(&ratios(&[1, 0, 2], &[2.0, 1.5]), inside, "both ratios");
    let inside = |w: &[f64]| w[1] >= 3.0 * w[2] - 1e-15;
    assert_integrates(&ratios(&[1, 2], &[3.0]), inside, "one not compared");
    let inside = |w: &[f64]| w[0] >= 0.5 * w[1] - 1e-15;
    assert_integrates(&ratios(&[0, 1, 2], &[0.5, 0.0]), inside, "a ratio below one");
    let mut boxed = ratios(&[1, 0, 2], &[2.0, 1.5]);
    boxed.boxes = vec![Interval::UNIT, Interval::new(0.0, 0.7), Interval::UNIT];
    let inside = |w: &[f64]| w[1] >= 2.0 * w[0] && w[0] >= 1.5 * w[2] && w[1] <= 0.7;
    assert_integrates(&boxed, inside, "ratios in boxes");
}

#[test]
fn boxes_integrate() {
    let boxes = |lo: [f64; 3], hi: [f64; 3]| -> Vec<Interval> {
        lo.into_iter().zip(hi).map(|(lo, hi)| Interval::new(lo, hi)).collect()
    };
    let within = |boxes: &[Interval], w: &[f64]| {
        w.iter().zip(boxes).all(|(&w, b)| b.lo - 1e-15 <= w && w <= b.hi + 1e-15)
    };
    let lower = boxes([0.2, 0.1, 0.0], [1.0; 3]);
    let spec = WeightSpec { boxes: lower.clone(), ..WeightSpec::free(3) };
    assert_integrates(&spec, |w| within(&lower, w), "lower bounds");
    assert_eq!(weights(&spec, 1, 10).1.method, Method::Exact);
    let both = boxes([0.2, 0.1, 0.0], [0.5, 0.6, 0.35]);
    let spec = WeightSpec { boxes: both.clone(), ..WeightSpec::free(3) };
    assert_integrates(&spec, |w| within(&both, w), "both bounds");
    assert!(matches!(weights(&spec, 1, 10).1.method, Method::Rejection { .. }));
    let spec = WeightSpec { boxes: both.clone(), ..classes(3, &[&[0], &[1, 2]]) };
    let inside = |w: &[f64]| within(&both, w) && w[0] >= w[1].max(w[2]);
    assert_integrates(&spec, inside, "boxes and classes");
}

#[test]
fn classes_equal_rejection() {
    let spec = classes(6, &[&[4, 1], &[0, 5]]);
    let method = assert_same_law(&spec, 200_000, |w| w[4].min(w[1]) >= w[0].max(w[5]));
    assert_eq!(method, Method::Exact);
}

#[test]
fn partial_orders_equal_rejection() {
    let pairs = [(0, 2), (1, 2), (1, 3)];
    let spec = WeightSpec { order: WeightOrder::Pairs(pairs.to_vec()), ..WeightSpec::free(5) };
    let method = assert_same_law(&spec, 200_000, |w| pairs.iter().all(|&(a, b)| w[a] >= w[b]));
    assert_eq!(method, Method::Exact);
}

#[test]
fn boxes_of_ten_equal_rejection() {
    let spec = WeightSpec { boxes: vec![Interval::new(0.0, 0.15); 10], ..WeightSpec::free(10) };
    let method = assert_same_law(&spec, 1_500_000, |w| w.iter().all(|&w| w <= 0.15));
    assert!(matches!(method, Method::HitAndRun { .. }), "{method:?}");
}

#[test]
fn boxed_classes_equal_rejection() {
    let boxes = vec![Interval::new(0.02, 0.27); 6];
    let spec = WeightSpec { boxes, ..classes(6, &[&[4, 1], &[0, 5], &[2, 3]]) };
    let method = assert_same_law(&spec, 3_000_000, |w| {
        w.iter().all(|w| (0.02..=0.27).contains(w))
            && w[4].min(w[1]) >= w[0].max(w[5])
            && w[0].min(w[5]) >= w[2].max(w[3])
    });
    assert!(!matches!(method, Method::Exact));
}

#[test]
fn fixed_weights_hold_whatever_the_order_of_the_others() {
    // The order alone, which knows no boxes, would often be proposed and kept.
    let mut boxes = vec![Interval::UNIT; 4];
    boxes[0] = Interval::fixed(0.1);
    let spec = WeightSpec { boxes, ..classes(4, &[&[2], &[1, 3]]) };
    let (rows, _) = weights(&spec, 1, 2000);
    assert!(rows[0].iter().all(|&w| w == 0.1));
    assert!((0..2000).all(|s| rows[2][s] >= rows[1][s].max(rows[3][s])));
    // A chain of three on what is left: means 11/18, 5/18 and 2/18 of it for a full ranking.
    let mut boxes = vec![Interval::UNIT; 4];
    boxes[3] = Interval::fixed(0.5);
    let spec = WeightSpec { boxes, ..classes(4, &[&[1], &[2], &[0]]) };
    let (rows, _) = weights(&spec, 1, 20_000);
    assert!(rows[3].iter().all(|&w| w == 0.5));
    let mean = |row: &[f64]| row.iter().sum::<f64>() / row.len() as f64;
    for (item, expected) in [(1, 11.0 / 36.0), (2, 5.0 / 36.0), (0, 2.0 / 36.0)] {
        assert!((mean(&rows[item]) - expected).abs() < 0.004, "{item}: {}", mean(&rows[item]));
    }
}

#[test]
fn weights_of_none_are_zero() {
    let spec = WeightSpec { none: vec![3, 0], ..classes(5, &[&[4], &[1]]) };
    let (rows, _) = weights(&spec, 1, 1000);
    assert!(rows[0].iter().chain(&rows[3]).all(|&w| w == 0.0));
    assert!((0..1000).all(|s| rows[4][s] >= rows[1][s] && rows[2][s] > 0.0));
    let spec = WeightSpec { none: vec![0, 1], ..WeightSpec::free(3) };
    assert!(weights(&spec, 1, 10).0[2].iter().all(|&w| w == 1.0));
    let boxes = vec![Interval::UNIT, Interval::new(0.3, 0.4), Interval::new(0.1, 0.9)];
    let (rows, _) = weights(&WeightSpec { none: vec![0], boxes, ..WeightSpec::free(3) }, 1, 1000);
    assert!(rows[0].iter().all(|&w| w == 0.0));
    assert!(rows[1].iter().all(|w| (0.3..=0.4).contains(w)));
}

#[test]
fn a_region_of_one_point_is_that_point() {
    let boxes = vec![Interval::fixed(0.25), Interval::fixed(0.75)];
    let (rows, report) = weights(&WeightSpec { boxes, ..WeightSpec::free(2) }, 1, 10);
    assert!(rows[0].iter().all(|&w| w == 0.25) && rows[1].iter().all(|&w| w == 0.75));
    assert_eq!((report.method, report.effective_samples), (Method::Exact, 10.0));
    // The order leaves one vector: at most ½ above at least ½.
    let boxes = vec![Interval::new(0.0, 0.5), Interval::new(0.5, 1.0)];
    let (rows, _) = weights(&WeightSpec { boxes, ..WeightSpec::ranking(&[0, 1]) }, 1, 10);
    assert!(rows[0].iter().chain(&rows[1]).all(|&w| (w - 0.5).abs() < 1e-12));
    let boxes = vec![Interval::fixed(0.3), Interval::UNIT];
    let (rows, _) = weights(&WeightSpec { boxes, ..WeightSpec::free(2) }, 1, 10);
    assert!(rows[1].iter().all(|&w| (w - 0.7).abs() < 1e-12));
}

#[test]
fn equal_questions_get_equal_bits() {
    let rows = |spec: &WeightSpec| weights(spec, 8, 700).0;
    let ranking = rows(&WeightSpec::ranking(&[2, 0, 1]));
    let as_pairs = WeightOrder::Pairs(vec![(2, 0), (0, 1), (2, 1)]);
    assert_eq!(ranking, rows(&WeightSpec { order: as_pairs, ..WeightSpec::free(3) }));
    let as_ratios = WeightOrder::Ratios { order: vec![2, 0, 1], at_least: vec![1.0, 1.0] };
    assert_eq!(ranking, rows(&WeightSpec { order: as_ratios, ..WeightSpec::free(3) }));
    let with_empty = classes(3, &[&[2], &[], &[0], &[1]]);
    assert_eq!(ranking, rows(&with_empty));
    let free = rows(&WeightSpec::free(3));
    assert_eq!(free, rows(&classes(3, &[&[1, 0]])));
    let unit = vec![Interval::UNIT; 3];
    assert_eq!(free, rows(&WeightSpec { boxes: unit, ..WeightSpec::free(3) }));
    assert_eq!(rows(&classes(3, &[&[1, 0], &[2]])), rows(&classes(3, &[&[0, 1], &[2]])));
    assert_ne!(free, ranking);
}

#[test]
fn contradictions_are_errors() {
    let refused = |spec: WeightSpec| {
        let error = spec.validate().expect_err("contradictory");
        let found = sample(&spec, StreamKey::new(1), 2, &mut vec![0.0; spec.n * 2]);
        assert_eq!(found.expect_err("contradictory"), error);
        error
    };
    assert_eq!(refused(WeightSpec::free(0)), SpecError::Nothing);
    let none = WeightSpec { none: vec![0, 1], ..WeightSpec::free(2) };
    assert_eq!(refused(none), SpecError::Nothing);
    assert_eq!(refused(classes(2, &[&[0], &[2]])), SpecError::OutOfRange { item: 2, n: 2 });
    assert_eq!(refused(classes(2, &[&[0], &[0]])), SpecError::Repeated { item: 0 });
    let none = WeightSpec { none: vec![1], ..classes(3, &[&[0], &[1]]) };
    assert_eq!(refused(none), SpecError::Repeated { item: 1 });
    let cycle = WeightOrder::Pairs(vec![(3, 1), (1, 4), (4, 3)]);
    assert_eq!(
        refused(WeightSpec { order: cycle, ..WeightSpec::free(5) }),
        SpecError::Cycle { items: vec![1, 4, 3] }
    );
    let ratios = |at_least: &[f64]| WeightSpec {
        order: WeightOrder::Ratios { order: vec![0, 1], at_least: at_least.to_vec() },
        ..WeightSpec::free(2)
    };
    assert_eq!(refused(ratios(&[])), SpecError::Length { expected: 1, found: 0 });
    assert_eq!(refused(ratios(&[-1.0])), SpecError::Number { item: 0, value: -1.0 });
    let steep = WeightSpec {
        order: WeightOrder::Ratios { order: vec![0, 1, 2], at_least: vec![1e200, 1e200] },
        ..WeightSpec::free(3)
    };
    assert_eq!(refused(steep), SpecError::Number { item: 1, value: 1e200 });
    let boxed = |boxes: &[(f64, f64)]| WeightSpec {
        boxes: boxes.iter().map(|&(lo, hi)| Interval::new(lo, hi)).collect(),
        ..WeightSpec::ranking(&[0, 1])
    };
    assert_eq!(refused(boxed(&[(0.0, 1.0)])), SpecError::Length { expected: 2, found: 1 });
    assert_eq!(
        refused(boxed(&[(0.75, 1.0), (0.5, 1.0)])),
        SpecError::LowerSumAboveOne { sum: 1.25 }
    );
    // The second may not exceed the first, so both together reach only 0.5.
    assert_eq!(
        refused(boxed(&[(0.0, 0.25), (0.0, 1.0)])),
        SpecError::UpperSumBelowOne { sum: 0.5 }
    );
    assert_eq!(
        refused(boxed(&[(0.0, 0.25), (0.5, 1.0)])),
        SpecError::NoRoom { item: 0, lo: 0.5, hi: 0.25 }
    );
    assert_eq!(
        refused(boxed(&[(0.0, 2.0), (0.0, 1.0)])),
        SpecError::Number { item: 0, value: 2.0 }
    );
    let length = sample(&WeightSpec::free(2), StreamKey::new(1), 3, &mut [0.0; 5]);
    assert_eq!(length, Err(SpecError::Length { expected: 6, found: 5 }));
    assert!(sample(&WeightSpec::free(2), StreamKey::new(1), 0, &mut []).is_ok());
}
