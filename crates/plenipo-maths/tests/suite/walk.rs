//! Suite of `walk`: hit-and-run where the answer is known exactly.

use plenipo_maths::simplex::{WeightOrder, WeightSpec};
use plenipo_maths::spec::{Interval, Method};
use plenipo_maths::value::ValueSpec;

use super::{assert_mean, moments, values, weights};

const N: usize = 10_000;

#[test]
fn sorted_values_are_order_statistics() {
    let n = 8;
    let spec = ValueSpec::Intervals {
        intervals: vec![Interval::UNIT; n],
        above: (0..n - 1).map(|item| (item, item + 1)).collect(),
        equal: Vec::new(),
    };
    let (rows, report) = values(&spec, 1, N);
    assert!(matches!(report.method, Method::HitAndRun { .. }), "{report:?}");
    assert!(report.effective_samples > 0.3 * N as f64, "{report:?}");
    for (place, row) in rows.iter().enumerate() {
        let a = (n - place) as f64;
        assert_mean(row, report.effective_samples, a / 9.0, "order statistic");
        let squares: Vec<f64> = row.iter().map(|v| v * v).collect();
        assert_mean(&squares, report.effective_samples, a * (a + 1.0) / 90.0, "square");
    }
}

#[test]
fn the_walk_keeps_symmetry_in_many_dimensions() {
    let n = 28;
    let spec = WeightSpec { boxes: vec![Interval::new(0.01, 0.05); n], ..WeightSpec::free(n) };
    let (rows, report) = weights(&spec, 1, N);
    assert!(matches!(report.method, Method::HitAndRun { .. }), "{report:?}");
    assert!(report.effective_samples > 0.3 * N as f64, "{report:?}");
    let (_, variance) = moments(&rows[0]);
    for row in &rows {
        assert!(row.iter().all(|w| (0.01..=0.05).contains(w)));
        assert_mean(row, report.effective_samples, 1.0 / n as f64, "symmetric");
        let (_, other) = moments(row);
        assert!((other / variance - 1.0).abs() < 0.1, "{other} for {variance}");
    }
}

#[test]
fn fixed_items_stay_and_the_rest_mixes() {
    let mut boxes = vec![Interval::new(0.0, 0.2); 10];
    boxes[3] = Interval::fixed(0.1);
    boxes[7] = Interval::fixed(0.15);
    let order = WeightOrder::Pairs(vec![(7, 0), (0, 1), (1, 2), (2, 3)]);
    let (rows, report) = weights(&WeightSpec { boxes, order, ..WeightSpec::free(10) }, 1, N);
    assert!(rows[3].iter().all(|&w| w == 0.1) && rows[7].iter().all(|&w| w == 0.15));
    for s in 0..N {
        assert!(0.15 >= rows[0][s] && rows[0][s] >= rows[1][s] - 1e-12);
        assert!(rows[1][s] >= rows[2][s] - 1e-12 && rows[2][s] >= 0.1);
        assert!((rows.iter().map(|row| row[s]).sum::<f64>() - 1.0).abs() < 1e-12);
    }
    assert!(report.effective_samples > 1000.0, "{report:?}");
    // Items 4, 5, 6, 8 and 9 are alike.
    let mean = moments(&rows[4]).0;
    for item in [5, 6, 8, 9] {
        assert!((moments(&rows[item]).0 / mean - 1.0).abs() < 0.05);
    }
}
