//! Suite of `value`: against exhaustive integration and known moments.

use plenipo_maths::random::StreamKey;
use plenipo_maths::spec::{Interval, Method, SpecError};
use plenipo_maths::value::{ValueSpec, sample, sample_on_scale};

use super::{assert_mean, moments, values};

const N: usize = 40_000;

fn order(n: usize, above: &[(usize, usize)], equal: &[(usize, usize)]) -> ValueSpec {
    ValueSpec::Order { n, above: above.to_vec(), equal: equal.to_vec() }
}

fn ranking(tiers: &[&[usize]]) -> ValueSpec {
    ValueSpec::Ranking { tiers: tiers.iter().map(|tier| tier.to_vec()).collect() }
}

fn intervals(bounds: &[(f64, f64)], above: &[(usize, usize)]) -> ValueSpec {
    ValueSpec::Intervals {
        intervals: bounds.iter().map(|&(lo, hi)| Interval::new(lo, hi)).collect(),
        above: above.to_vec(),
        equal: Vec::new(),
    }
}

/// Fails unless every sample runs from exactly 0 to exactly 1.
fn assert_spans(rows: &[Vec<f64>]) {
    for s in 0..rows[0].len() {
        let column = || rows.iter().map(|row| row[s]);
        assert_eq!(column().fold(f64::INFINITY, f64::min), 0.0);
        assert_eq!(column().fold(f64::NEG_INFINITY, f64::max), 1.0);
    }
}

#[test]
fn a_single_item_has_value_one() {
    for spec in [
        ValueSpec::Free { n: 1 },
        ranking(&[&[0]]),
        order(1, &[], &[]),
        ValueSpec::SinglePeaked { n: 1, peak: 0 },
        ValueSpec::Indifferent { n: 1 },
    ] {
        assert_eq!(values(&spec, 1, 3).0, vec![vec![1.0; 3]], "{spec:?}");
    }
}

#[test]
fn free_values_are_uniform_on_the_faces() {
    let (rows, report) = values(&ValueSpec::Free { n: 2 }, 1, N);
    assert_spans(&rows);
    assert_mean(&rows[0], report.effective_samples, 0.5, "first of two");
    let n = 5;
    let (rows, _) = values(&ValueSpec::Free { n }, 1, N);
    assert_spans(&rows);
    for row in &rows {
        let share = |value: f64| -> Vec<f64> {
            row.iter().map(|&v| f64::from(u8::from(v == value))).collect()
        };
        assert_mean(&share(0.0), N as f64, 0.2, "worst");
        assert_mean(&share(1.0), N as f64, 0.2, "best");
        let squares: Vec<f64> = row.iter().map(|v| v * v).collect();
        assert_mean(&squares, N as f64, 0.2 + 0.6 / 3.0, "square");
    }
    let products: Vec<f64> = rows[0].iter().zip(&rows[4]).map(|(a, b)| a * b).collect();
    // One pair in 20 is worst and best; 6 ordered ways best-and-other, 6 other-and-other of 20.
    assert_mean(&products, N as f64, (6.0 * 0.5 + 6.0 * 0.25) / 20.0, "product");
}

#[test]
fn ranked_values_are_sorted_uniforms() {
    // Up to six inner values are exchanged, more are drawn as spacings.
    for n in [2usize, 3, 4, 8, 9, 30] {
        let tiers: Vec<Vec<usize>> = (0..n).map(|place| vec![(place + 2) % n]).collect();
        let (rows, _) = values(&ValueSpec::Ranking { tiers: tiers.clone() }, 4, N);
        assert_spans(&rows);
        for (place, tier) in tiers.iter().enumerate() {
            let (row, mean) = (&rows[tier[0]], 1.0 - place as f64 / (n - 1) as f64);
            assert_mean(row, N as f64, mean, "order statistic");
            if place > 0 {
                assert!(row.iter().zip(&rows[tiers[place - 1][0]]).all(|(b, a)| a >= b));
            }
            // Beta(a, b) with a + b = n − 1 has second moment a (a + 1) / ((n − 1) n).
            let a = (n - 1 - place) as f64;
            let squares: Vec<f64> = row.iter().map(|v| v * v).collect();
            let expected = a * (a + 1.0) / ((n - 1) * n) as f64;
            assert_mean(&squares, N as f64, expected, "square");
        }
    }
}

#[test]
fn tiers_share_one_value() {
    let (rows, _) = values(&ranking(&[&[3], &[4, 0], &[], &[1], &[2, 5]]), 1, N);
    assert_spans(&rows);
    assert_eq!(rows[0], rows[4]);
    assert_eq!(rows[2], rows[5]);
    assert_mean(&rows[0], N as f64, 2.0 / 3.0, "upper inner tier");
    assert_eq!(values(&ranking(&[&[1, 0]]), 1, 2).0, vec![vec![1.0; 2]; 2]);
}

#[test]
fn a_partial_order_has_a_uniform_extension() {
    // Extensions 0-1-2, 0-2-1 and 2-0-1: values of item 2 are 0, uniform and 1, a third each.
    let (rows, report) = values(&order(3, &[(0, 1)], &[]), 1, N);
    assert_spans(&rows);
    assert_eq!(report.method, Method::Exact);
    assert_mean(&rows[2], N as f64, 0.5, "not compared");
    assert_mean(&rows[0], N as f64, (1.0 + 1.0 + 0.5) / 3.0, "above");
    let best: Vec<f64> = rows[2].iter().map(|&v| f64::from(u8::from(v == 1.0))).collect();
    assert_mean(&best, N as f64, 1.0 / 3.0, "best");
    let (rows, _) = values(&order(4, &[(0, 1)], &[(1, 3)]), 1, N);
    assert_eq!(rows[1], rows[3]);
    assert_mean(&rows[2], N as f64, 0.5, "beside equals");
}

#[test]
fn single_peaked_values_fall_away_and_integrate() {
    let (n, peak) = (5, 1);
    let (rows, _) = values(&ValueSpec::SinglePeaked { n, peak }, 1, N);
    assert_spans(&rows);
    assert!(rows[peak].iter().all(|&v| v == 1.0));
    for item in 0..n {
        let inner = if item < peak { item + 1 } else { item.max(1) - 1 };
        assert!(rows[item].iter().zip(&rows[inner]).all(|(v, inner)| v <= inner || item == peak));
    }
    // The definition, over a grid: one value on the left, three sorted ones on the right, rescaled.
    const STEPS: usize = 24;
    let (mut sums, mut points) = (vec![0.0; n], 0.0);
    let at = |step: usize| (step as f64 + 0.5) / STEPS as f64;
    for code in 0..STEPS.pow(4) {
        let left = at(code % STEPS);
        let mut right =
            [code / STEPS % STEPS, code / STEPS.pow(2) % STEPS, code / STEPS.pow(3)].map(at);
        right.sort_by(|a, b| b.total_cmp(a));
        let least = left.min(right[2]);
        for (sum, v) in sums.iter_mut().zip([left, 1.0, right[0], right[1], right[2]]) {
            *sum += (v - least) / (1.0 - least);
        }
        points += 1.0;
    }
    for (row, sum) in rows.iter().zip(sums) {
        let (mean, variance) = moments(row);
        let error = 4.0 * (variance / N as f64).sqrt() + 0.01;
        assert!((mean - sum / points).abs() < error, "{mean} for {}", sum / points);
    }
    // The same question put as an order.
    let (ordered, _) = values(&order(5, &[(1, 0), (1, 2), (2, 3), (3, 4)], &[]), 2, N);
    for (row, ordered) in rows.iter().zip(&ordered) {
        let ((mean, variance), (other, other_variance)) = (moments(row), moments(ordered));
        let error = ((variance + other_variance) / N as f64).sqrt();
        assert!((mean - other).abs() <= 4.0 * error, "{mean} for {other}");
    }
}

#[test]
fn fixed_values_are_used_as_they_are() {
    let spec = ValueSpec::Fixed { values: vec![0.2, 0.7, 0.7] };
    assert_eq!(values(&spec, 1, 2).0, vec![vec![0.2; 2], vec![0.7; 2], vec![0.7; 2]]);
    let same = intervals(&[(0.2, 0.2), (0.7, 0.7), (0.7, 0.7)], &[(1, 0), (1, 2)]);
    assert_eq!(values(&same, 1, 2).0, values(&spec, 1, 2).0);
    let rows = values(&ValueSpec::Indifferent { n: 2 }, 1, 2).0;
    assert_eq!(rows, vec![vec![1.0; 2]; 2]);
}

#[test]
fn intervals_integrate() {
    let (rows, report) = values(&intervals(&[(0.2, 0.4), (0.0, 1.0), (0.5, 0.5)], &[]), 1, N);
    assert_eq!(report.method, Method::Exact);
    assert_mean(&rows[0], N as f64, 0.3, "interval");
    assert!(rows[0].iter().all(|v| (0.2..=0.4).contains(v)));
    assert!(rows[2].iter().all(|&v| v == 0.5));
    let (rows, report) = values(&intervals(&[(0.0, 0.6), (0.3, 1.0)], &[(0, 1)]), 1, N);
    assert!(matches!(report.method, Method::Rejection { .. }), "{report:?}");
    assert!(rows[0].iter().zip(&rows[1]).all(|(a, b)| a >= b && *b >= 0.3 && *a <= 0.6));
    assert_mean(&rows[0], N as f64, 0.5, "larger of two on [0.3, 0.6]");
    assert_mean(&rows[1], N as f64, 0.4, "smaller of two on [0.3, 0.6]");
    let tied = ValueSpec::Intervals {
        intervals: vec![Interval::new(0.0, 0.6), Interval::new(0.4, 1.0), Interval::UNIT],
        above: vec![(2, 0)],
        equal: vec![(0, 1)],
    };
    let (rows, report) = values(&tied, 1, N);
    assert_eq!(rows[0], rows[1]);
    assert!(rows[2].iter().zip(&rows[0]).all(|(a, b)| a >= b && (0.4..=0.6).contains(b)));
    // Weighted by the room above: ∫ v (1 − v) dv / ∫ (1 − v) dv over [0.4, 0.6].
    let expected = ((0.36 - 0.16) / 2.0 - (0.216 - 0.064) / 3.0) / (0.2 - (0.36 - 0.16) / 2.0);
    assert_mean(&rows[0], report.effective_samples, expected, "tied");
}

#[test]
fn equal_questions_get_equal_bits() {
    let rows = |spec: &ValueSpec| values(spec, 8, 700).0;
    let ranked = rows(&ranking(&[&[2], &[0, 3], &[1]]));
    assert_eq!(ranked, rows(&order(4, &[(2, 0), (3, 1)], &[(3, 0)])));
    assert_eq!(rows(&ValueSpec::Free { n: 4 }), rows(&order(4, &[], &[])));
    assert_eq!(
        rows(&ValueSpec::SinglePeaked { n: 3, peak: 2 }),
        rows(&ranking(&[&[2], &[1], &[0]]))
    );
    assert_eq!(rows(&order(2, &[], &[(0, 1)])), rows(&ValueSpec::Indifferent { n: 2 }));
}

#[test]
fn contradictions_are_errors() {
    let refused = |spec: ValueSpec| {
        let error = spec.validate().expect_err("contradictory");
        let found = sample(&spec, StreamKey::new(1), 2, &mut vec![0.0; spec.len() * 2]);
        assert_eq!(found.expect_err("contradictory"), error);
        error
    };
    assert_eq!(refused(ValueSpec::Free { n: 0 }), SpecError::Nothing);
    assert_eq!(refused(ranking(&[])), SpecError::Nothing);
    assert_eq!(refused(ranking(&[&[0], &[0]])), SpecError::Repeated { item: 0 });
    assert_eq!(refused(ranking(&[&[0], &[2]])), SpecError::OutOfRange { item: 2, n: 2 });
    let cycle = order(3, &[(0, 1), (2, 0)], &[(1, 2)]);
    assert_eq!(refused(cycle), SpecError::Cycle { items: vec![0, 1, 2] });
    assert_eq!(refused(order(65, &[(0, 1)], &[])), SpecError::TooManyItems { n: 65, max: 64 });
    let peak = ValueSpec::SinglePeaked { n: 3, peak: 3 };
    assert_eq!(refused(peak), SpecError::OutOfRange { item: 3, n: 3 });
    let fixed = ValueSpec::Fixed { values: vec![0.5, 1.5] };
    assert_eq!(refused(fixed), SpecError::Number { item: 1, value: 1.5 });
    assert_eq!(
        refused(intervals(&[(0.5, 0.4)], &[])),
        SpecError::NoRoom { item: 0, lo: 0.5, hi: 0.4 }
    );
    assert_eq!(
        refused(intervals(&[(0.0, 0.4), (0.5, 1.0)], &[(0, 1)])),
        SpecError::NoRoom { item: 0, lo: 0.5, hi: 0.4 }
    );
    let length = sample(&ValueSpec::Free { n: 2 }, StreamKey::new(1), 3, &mut [0.0; 5]);
    assert_eq!(length, Err(SpecError::Length { expected: 6, found: 5 }));
}

/// Draws on the scale, one row an item.
fn on_scale(spec: &ValueSpec, n_samples: usize) -> Option<Vec<Vec<f64>>> {
    let mut out = vec![f64::NAN; spec.len() * n_samples];
    sample_on_scale(spec, StreamKey::new(5), n_samples, &mut out).expect("a valid spec")?;
    Some(out.chunks_exact(n_samples).map(<[f64]>::to_vec).collect())
}

#[test]
fn intervals_that_say_nothing_are_drawn_on_the_scale_as_the_order_alone() {
    let pairs: [&[(usize, usize)]; 4] =
        [&[], &[(0, 1), (0, 2)], &[(0, 1), (2, 3), (2, 4)], &[(0, 1), (1, 2), (2, 3), (3, 4)]];
    for above in pairs {
        let (expected, _) = values(&order(5, above, &[]), 1, N);
        let drawn = on_scale(&intervals(&[(0.0, 1.0); 5], above), N).expect("on the scale");
        assert_spans(&drawn);
        for (item, (drawn, expected)) in drawn.iter().zip(&expected).enumerate() {
            let in_short = |row: &[f64]| {
                let share = |value: f64| row.iter().filter(|it| **it == value).count() as f64;
                [row.iter().sum::<f64>(), share(0.0), share(1.0)].map(|it| it / N as f64)
            };
            for (here, there) in in_short(drawn).into_iter().zip(in_short(expected)) {
                assert!((here - there).abs() < 0.015, "{item} of {above:?}: {here} for {there}");
            }
        }
    }
}

#[test]
fn a_known_best_and_a_stated_middle_leave_the_others_on_the_faces() {
    // Item 0 is the best and item 1 has 0.4; one of the other four is the worst, the rest uniform.
    let mut bounds = [(0.0, 1.0); 6];
    bounds[1] = (0.4, 0.4);
    let above: Vec<(usize, usize)> = (1..6).map(|it| (0, it)).collect();
    let rows = on_scale(&intervals(&bounds, &above), N).expect("on the scale");
    assert_spans(&rows);
    assert!(rows[1].iter().all(|it| *it == 0.4));
    for row in &rows[2..] {
        let worst = row.iter().filter(|it| **it == 0.0).count() as f64 / N as f64;
        assert!((worst - 0.25).abs() < 0.012, "{worst}");
        assert!((row.iter().sum::<f64>() / N as f64 - 0.375).abs() < 0.012);
    }
}

#[test]
fn a_long_ranking_with_a_stated_value_walks_and_stays_on_the_scale() {
    let n = 14;
    let mut bounds = vec![(0.0, 1.0); n];
    bounds[6] = (0.7, 0.7);
    let above: Vec<(usize, usize)> = (1..n).map(|it| (it - 1, it)).collect();
    let rows = on_scale(&intervals(&bounds, &above), 2000).expect("on the scale");
    assert_spans(&rows);
    assert!(rows[6].iter().all(|it| *it == 0.7));
    // Five between 1 and 0.7, six between 0.7 and 0: order statistics of uniforms.
    for (item, expected) in [(1, 0.7 + 0.3 * 5.0 / 6.0), (5, 0.7 + 0.3 / 6.0), (7, 0.7 * 6.0 / 7.0)]
    {
        let mean = rows[item].iter().sum::<f64>() / 2000.0;
        assert!((mean - expected).abs() < 0.02, "{item}: {mean} for {expected}");
    }
}

#[test]
fn what_cannot_run_from_0_to_1_is_not_drawn_on_the_scale() {
    for bounds in [
        &[(0.2, 0.8), (0.0, 1.0)][..],
        &[(0.1, 1.0), (0.5, 1.0), (0.2, 0.3)],
        &[(0.0, 0.9), (0.0, 0.5)],
        &[(0.4, 0.4), (0.6, 0.6)],
        &[(0.4, 0.4)],
    ] {
        assert_eq!(on_scale(&intervals(bounds, &[]), 10), None, "{bounds:?}");
    }
    let both = on_scale(&intervals(&[(0.0, 0.3), (0.5, 1.0)], &[]), 10).expect("on the scale");
    assert_eq!(both, [vec![0.0; 10], vec![1.0; 10]]);
}
