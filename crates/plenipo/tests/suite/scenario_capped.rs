//! The statistics of a scenario in which nothing counts for more than so much.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use plenipo::scenario::{StatisticsSettings, Zone, statistics};
use plenipo_exchange::scenario::read;
use plenipo_record::scenario::Scenario;

/// What the party is worth the six outcomes of the two issues, the last changing fastest.
fn worth(scenario: &Scenario, party: usize) -> Vec<f64> {
    let outcome = |it: usize| [it / 3, it % 3];
    let utility = |it| scenario.parties[party].utility(&outcome(it), &scenario.issues).unwrap();
    (0..6).map(utility).collect()
}

fn near(found: &[f64], expected: &[f64]) {
    let same = found.len() == expected.len()
        && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(same, "{found:?} instead of {expected:?}");
}

/// A space of rectangles over the integer issues `a` and `b`, each 0 or 1 (`b` up to 2).
fn boxes(maxutility: f64, inside: &str) -> String {
    format!(
        r#"<utility_space type="nonlinear">
<objective index="0" name="root">
<issue index="1" name="a" type="integer" lowerbound="0" upperbound="1"/>
<issue index="2" name="b" type="integer" lowerbound="0" upperbound="2"/>
<utility maxutility="{maxutility}"><ufun aggregation="sum">
{inside}</ufun></utility></objective></utility_space>"#
    )
}

#[test]
fn the_frontier_of_what_is_capped_is_that_of_its_outcomes() {
    let rich = r#"<hyperRectangle utility="8"><INCLUDES index="1" min="1" max="1"/></hyperRectangle>
<hyperRectangle utility="7"><EXCLUDES index="2" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="-2"><INCLUDES index="2" min="2" max="2"/></hyperRectangle>"#;
    let other = r#"<hyperRectangle utility="6"><INCLUDES index="1" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="4"><INCLUDES index="2" min="0" max="0"/></hyperRectangle>
<hyperRectangle utility="3"><INCLUDES index="2" min="2" max="2"/></hyperRectangle>"#;
    let (rich, other) = (boxes(10.0, rich), boxes(9.0, other));
    let scenario =
        read(&[("a.xml".to_owned(), rich.into()), ("b.xml".to_owned(), other.into())]).unwrap();
    let found = statistics(&scenario, &StatisticsSettings::default()).unwrap();
    let Zone::Exact { all, .. } = &found.frontier else {
        panic!("not exact");
    };
    // The frontier, looked at one outcome after another.
    let points: Vec<Vec<f64>> =
        (0..6).map(|it| (0..2).map(|party| worth(&scenario, party)[it]).collect()).collect();
    let beaten = |it: &Vec<f64>| {
        points.iter().any(|other| other.iter().zip(it).all(|(a, b)| a >= b) && other != it)
    };
    let mut naive: Vec<Vec<f64>> = points.iter().filter(|it| !beaten(it)).cloned().collect();
    naive.sort_by(|a, b| b.partial_cmp(a).unwrap());
    naive.dedup();
    let ours: Vec<Vec<f64>> = (0..all.len()).map(|at| all.utilities(at)).collect();
    near(&ours.concat(), &naive.concat());
    near(&[found.ranges[0].0, found.ranges[0].1], &[0.0, 1.0]);
    let utilitarian = found.solution("utilitarian").unwrap();
    near(&[utilitarian.value], &[1.5]);
}
