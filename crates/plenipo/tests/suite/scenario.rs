//! Scenarios of the field against the reference, and files that are no scenarios.

use std::path::Path;

use plenipo::maths::bargain::Bargaining;
use plenipo::scenario::{ScenarioStatistics, StatisticsSettings, Zone, read, statistics};
use serde_json::Value;

use super::reference::reference_data;

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn vectors(value: &Value) -> Vec<Vec<f64>> {
    let row = |row: &Value| row.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    value.as_array().map_or_else(Vec::new, |rows| rows.iter().map(row).collect())
}

fn near(a: &[f64], b: &[f64], tolerance: f64) -> bool {
    a.iter().zip(b).all(|(x, y)| (x - y).abs() <= tolerance)
}

/// Every vector of ours is one of theirs; every one of theirs is one of ours, or dominated by one
/// of ours up to their rounding (the reference keeps points that only noise of 1e-16 separates).
fn same_front(name: &str, ours: &[Vec<f64>], theirs: &[Vec<f64>]) {
    for point in ours {
        assert!(theirs.iter().any(|other| near(point, other, 1e-9)), "{name}: {point:?} is not theirs");
    }
    for point in theirs {
        let same = ours.iter().any(|other| near(point, other, 1e-9));
        let noise = ours.iter().any(|other| other.iter().zip(point).all(|(a, b)| *a >= b - 1e-12));
        assert!(same || noise, "{name}: {point:?} is missing");
    }
}

/// The reference's ties of a solution are among ours; ours that it does not list tie with them.
fn same_solution(name: &str, ours: &[Vec<f64>], theirs: &[Vec<f64>], value: impl Fn(&[f64]) -> f64) {
    for point in theirs {
        assert!(ours.iter().any(|other| near(point, other, 1e-9)), "{name}: {point:?} not in {ours:?}");
    }
    for point in ours {
        let best = theirs.iter().map(|other| value(other)).fold(f64::NEG_INFINITY, f64::max);
        assert!((value(point) - best).abs() <= 1e-9, "{name}: {point:?} is no tie of {theirs:?}");
    }
}

fn check(name: &str, statistics: &ScenarioStatistics, block: &Value, reserved: &[f64]) {
    let Zone::Exact { all, rational } = &statistics.frontier else { panic!("{name}: not exact") };
    let ours: Vec<Vec<f64>> = rational.iter().map(|&at| all.utilities(at)).collect();
    same_front(name, &ours, &vectors(&block["pareto_utils"]));
    let ranges = vectors(&block["utility_ranges"]);
    let expected: Vec<f64> = ranges.iter().flatten().copied().collect();
    let range: Vec<f64> = statistics.ranges.iter().flat_map(|range| [range.0, range.1]).collect();
    assert!(near(&range, &expected, 1e-9), "{name}: {range:?}");
    let fraction = statistics.rational_fraction;
    assert!(fraction.exact, "{name}");
    let expected = block["rational_fraction"].as_f64().unwrap();
    assert!((fraction.estimate - expected).abs() < 1e-12, "{name}: {} {expected}", fraction.estimate);
    let d: Vec<f64> = reserved.iter().zip(&ranges).map(|(r, range)| r.max(range[0])).collect();
    match statistics.bargaining.as_ref().unwrap() {
        Bargaining::Agreement(solutions) => {
            let opposition = block["opposition"].as_f64().unwrap();
            assert!((statistics.opposition.unwrap() - opposition).abs() < 1e-9, "{name}");
            let points = |solution: &plenipo::maths::bargain::Solution| -> Vec<Vec<f64>> {
                assert!(solution.proven && !solution.truncated, "{name}");
                solution.outcomes.iter().map(|outcome| outcome.utilities.clone()).collect()
            };
            let gains = |u: &[f64]| -> Vec<f64> { u.iter().zip(&d).map(|(u, d)| u - d).collect() };
            same_solution(
                &format!("{name} nash"),
                &points(&solutions.nash),
                &vectors(&block["nash_utils"]),
                |u| gains(u).iter().product(),
            );
            let min = |u: &[f64]| gains(u).into_iter().fold(f64::INFINITY, f64::min);
            let kalai = vectors(&block["kalai_utils"]);
            let egalitarian = points(&solutions.egalitarian);
            // Known difference: the reference takes any of the points with the greatest smallest
            // gain; ours are those of them with the greatest second smallest, and so on.
            for point in egalitarian.iter().chain(&kalai) {
                assert!((min(point) - solutions.egalitarian.value).abs() < 1e-9, "{name} kalai");
            }
            same_solution(
                &format!("{name} welfare"),
                &points(&solutions.utilitarian),
                &vectors(&block["max_welfare_utils"]),
                |u| u.iter().sum(),
            );
            // Known difference: what the reference calls `ks` has the least spread of ratios.
            let spread = statistics.ks_spread.as_ref().unwrap();
            let theirs = vectors(&block["ks_utils"]);
            let ours: Vec<Vec<f64>> =
                spread.points.iter().map(|point| point.utilities.clone()).collect();
            for point in &theirs {
                assert!(ours.iter().any(|other| near(point, other, 1e-9)), "{name} ks {ours:?}");
            }
        }
        Bargaining::NoAgreement { smallest_gain, .. } => {
            // Known difference: the opposition of no rational outcome is infinite there, and
            // nothing here.
            assert!(*smallest_gain < 0.0 && statistics.opposition.is_none(), "{name}");
            assert!(rational.is_empty() && vectors(&block["pareto_utils"]).is_empty(), "{name}");
            assert_eq!(block["opposition"].as_f64(), None, "{name}");
        }
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn the_folders_of_the_reference_agree() {
    let Some(root) = reference_data("scenarios") else { return };
    let text = std::fs::read_to_string(root.join("expected.json")).unwrap();
    // The reference writes infinities, which are not JSON.
    let text = text.replace("-Infinity", "null").replace("Infinity", "null").replace("NaN", "null");
    let expected: Value = serde_json::from_str(&text).unwrap();
    let mut seen = 0;
    for (name, entry) in expected.as_object().unwrap() {
        if name == "_about" {
            continue;
        }
        seen += 1;
        let scenario = read(&files(&root.join(name))).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(scenario.parties.len() as u64, entry["parties"].as_u64().unwrap(), "{name}");
        let statistics = statistics(&scenario, &StatisticsSettings::default()).unwrap();
        assert_eq!(statistics.outcomes, entry["n_outcomes"].as_f64().unwrap(), "{name}");
        if let Some(oracle) = entry.get("genius_pareto_xml") {
            hyper_rectangles(name, &statistics, &vectors(oracle));
            continue;
        }
        let block = entry.get("genius_scale").unwrap_or(entry);
        check(name, &statistics, block, &scenario.reservations());
    }
    assert_eq!(seen, 27);
}

/// Known difference: for hyper-rectangles the only oracle is the frontier in the folder, in single
/// precision and without reservation values.
fn hyper_rectangles(name: &str, statistics: &ScenarioStatistics, oracle: &[Vec<f64>]) {
    match &statistics.frontier {
        Zone::Exact { all, .. } => {
            let ours: Vec<Vec<f64>> = (0..all.len()).map(|at| all.utilities(at)).collect();
            assert_eq!(ours.len(), oracle.len(), "{name}: {ours:?}");
            for (ours, theirs) in ours.iter().rev().zip(oracle) {
                assert!(near(ours, theirs, 1e-6), "{name}: {ours:?} {theirs:?}");
            }
        }
        Zone::NotConverged { width, .. } => {
            assert!(name.starts_with("x_hyperrect_30issues") && *width > 5, "{name}: width {width}");
        }
    }
}
