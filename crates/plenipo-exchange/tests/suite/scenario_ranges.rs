//! Ranges of values in the formats of the field: rectangles of NegMAS, issues of one number.

use plenipo_exchange::scenario::{Format, read, write};

use super::scenario::{near, refused, scenario, worth};

const BOXES_DOMAIN: &str = "issues:\n- {name: A, type: ContiguousIssue, values: [0, 3]}\n\
    - {name: B, type: CategoricalIssue, values: [u, v, w]}\n";

/// What a hyper-rectangle function with one party is worth, the last issue changing fastest.
fn rectangles(rest: &str) -> Vec<f64> {
    let profile = format!("type: HyperRectangleUtilityFunction\n{rest}");
    worth(&scenario(&[("d.yml", BOXES_DOMAIN), ("p.yml", &profile)]), 0)
}

#[test]
fn negmas_rectangles_are_weighed_and_may_hold_everything() {
    let by_a = |each: [f64; 4]| -> Vec<f64> { each.iter().flat_map(|it| [*it; 3]).collect() };
    let ranges = "outcome_ranges: [{A: [0, 1]}, {\"0\": [2, 2]}]\nutilities: [1.0, 1.0]\n";
    near(&rectangles(ranges), &by_a([1.0, 1.0, 1.0, 0.0]));
    let weighed = format!("{ranges}weights: [0.1, -2]\nbias: 0.5\n");
    near(&rectangles(&weighed), &by_a([0.6, 0.6, -1.5, 0.5]));
    near(&rectangles(&format!("{ranges}weights: null\n")), &by_a([1.0, 1.0, 1.0, 0.0]));
    near(&rectangles(&format!("{ranges}weights: []\n")), &by_a([1.0, 1.0, 1.0, 0.0]));
    // Every outcome: no ranges at all, none of an issue, or all that there is of it.
    for all in ["null", "{}", "{A: null}", "{A: [-5, 7.5]}"] {
        let text = format!("outcome_ranges: [{all}]\nutilities: [3]\nweights: [0.5]\nbias: 1\n");
        near(&rectangles(&text), &[2.5; 12]);
    }
    // A value, several, ranges, ranges that no option is an end of, nothing.
    for (side, each) in [
        ("A: 2", [0.0, 0.0, 1.0, 0.0]),
        ("A: [0, 2, 3]", [1.0, 0.0, 1.0, 1.0]),
        ("A: [[0, 1], 3]", [1.0, 1.0, 0.0, 1.0]),
        ("A: [0.5, 2.5]", [0.0, 1.0, 1.0, 0.0]),
        ("A: []", [0.0; 4]),
    ] {
        let text = format!("outcome_ranges: [{{{side}}}]\nutilities: [1]\n");
        near(&rectangles(&text), &by_a(each));
    }
    // Two names are two values, not what stands between them.
    let text = "outcome_ranges: [{B: [u, w], A: 0}, {B: v}]\nutilities: [1, 2]\n";
    let others = [0.0, 2.0, 0.0];
    near(&rectangles(text), &[[1.0, 2.0, 1.0], others, others, others].concat());
    for (text, message) in [
        ("outcome_ranges: [{A: 7}]\nutilities: [1]\n", "issue `A` has no option `7`"),
        ("outcome_ranges: [{B: [u, z]}]\nutilities: [1]\n", "issue `B` has no option `z`"),
        ("outcome_ranges: [{C: 1}]\nutilities: [1]\n", "rectangle 1 names no issue: `C`"),
        ("outcome_ranges: [{A: 1}]\nutilities: [1]\nweights: [1, 2]\n", "differ in length"),
        ("outcome_ranges: [{A: {x: 1}}]\nutilities: [1]\n", "the range of `A` in rectangle 1"),
    ] {
        let profile = format!("type: HyperRectangleUtilityFunction\n{text}");
        let error = refused(&[("d.yml", BOXES_DOMAIN.as_bytes()), ("p.yml", profile.as_bytes())]);
        assert!(error.starts_with("p.yml: ") && error.contains(message), "{text}: {error}");
    }
}

#[test]
fn a_rectangle_over_names_is_the_same_when_it_is_read_back() {
    let profile = "type: HyperRectangleUtilityFunction\n\
        outcome_ranges: [{B: [u, v, w], A: [1, 3]}, {B: [v, w]}]\nutilities: [1, 2]\n";
    let first = scenario(&[("d.yml", BOXES_DOMAIN), ("p.yml", profile)]);
    let written = write(&first, Format::Negmas).unwrap().files;
    let text = String::from_utf8(written[1].1.clone()).unwrap();
    assert!(text.contains("[\"v\", \"w\"]"), "{text}");
    near(&worth(&read(&written).unwrap(), 0), &worth(&first, 0));
}

#[test]
fn a_numeric_issue_of_one_value_has_that_value() {
    let domain = r#"{"name": "x", "issuesValues": {"A": {"values": ["v0", "v1"]},
        "B": {"range": ["1.0", "1.0", "0.1"]}}}"#;
    let profile = r#"{"LinearAdditiveUtilitySpace": {"name": "p", "issueUtilities": {
        "A": {"discreteutils": {"valueUtilities": {"v0": 0.8, "v1": 0.4}}},
        "B": {"numberutils": {"lowValue": 1.0, "lowUtility": 0.5, "highValue": 1.0,
        "highUtility": 0.5}}}, "issueWeights": {"A": 0.5, "B": 0.5},
        "reservationBid": {"issuevalues": {"A": "v1", "B": 1.0}}}}"#;
    let read = scenario(&[("d.json", domain), ("p.json", profile)]);
    near(&worth(&read, 0), &[0.65, 0.45]);
    near(&[read.parties[0].reservation.unwrap()], &[0.45]);
    assert_eq!(read.issues[1].values.position("1.1"), None);
    let other = profile.replace("\"B\": 1.0", "\"B\": 2.0");
    let error = refused(&[("d.json", domain.as_bytes()), ("p.json", other.as_bytes())]);
    assert!(error.contains("the reservation bid has no option `2`"), "{error}");
}
