//! Scenarios of the field against the reference, and files that are no scenarios.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use std::path::Path;

use plenipo::scenario::{ScenarioStatistics, StatisticsSettings, Zone, statistics};
use plenipo_exchange::scenario::{Format, read, write};
use plenipo_maths::bargain::Bargaining;
use plenipo_record::scenario::{Scenario, ScenarioParty};
use serde_json::Value;

use plenipo_testing::reference::reference_data;

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())
        })
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
        assert!(
            theirs.iter().any(|other| near(point, other, 1e-9)),
            "{name}: {point:?} is not theirs"
        );
    }
    for point in theirs {
        let same = ours.iter().any(|other| near(point, other, 1e-9));
        let noise = ours.iter().any(|other| other.iter().zip(point).all(|(a, b)| *a >= b - 1e-12));
        assert!(same || noise, "{name}: {point:?} is missing");
    }
}

/// The reference's ties of a solution are among ours; ours that it does not list tie with them.
fn same_solution(
    name: &str,
    ours: &[Vec<f64>],
    theirs: &[Vec<f64>],
    value: impl Fn(&[f64]) -> f64,
) {
    for point in theirs {
        assert!(
            ours.iter().any(|other| near(point, other, 1e-9)),
            "{name}: {point:?} not in {ours:?}"
        );
    }
    for point in ours {
        let best = theirs.iter().map(|other| value(other)).fold(f64::NEG_INFINITY, f64::max);
        assert!((value(point) - best).abs() <= 1e-9, "{name}: {point:?} is no tie of {theirs:?}");
    }
}

fn check(name: &str, statistics: &ScenarioStatistics, block: &Value, reserved: &[f64]) {
    let Zone::Exact { all, rational, .. } = &statistics.frontier else {
        panic!("{name}: not exact")
    };
    let ours: Vec<Vec<f64>> = rational.iter().map(|&at| all.utilities(at)).collect();
    same_front(name, &ours, &vectors(&block["pareto_utils"]));
    let ranges = vectors(&block["utility_ranges"]);
    let expected: Vec<f64> = ranges.iter().flatten().copied().collect();
    let range: Vec<f64> = statistics.ranges.iter().flat_map(|range| [range.0, range.1]).collect();
    assert!(near(&range, &expected, 1e-9), "{name}: {range:?}");
    let fraction = statistics.rational_fraction;
    assert!(fraction.exact, "{name}");
    let expected = block["rational_fraction"].as_f64().unwrap();
    // Known difference: in one folder the reservation values are what some outcome is worth, and
    // the reference counts that outcome as better, for the noise of a sum in another order.
    let noise = if name == "x_party_app_yaml" { 1.0 / 3072.0 } else { 0.0 };
    let difference = expected - fraction.estimate;
    assert!((difference - noise).abs() < 1e-12, "{name}: {} {expected}", fraction.estimate);
    let d: Vec<f64> = reserved.iter().zip(&ranges).map(|(r, range)| r.max(range[0])).collect();
    match statistics.bargaining.as_ref().unwrap() {
        Bargaining::Agreement(solutions) => {
            let opposition = block["opposition"].as_f64().unwrap();
            assert!((statistics.opposition.unwrap() - opposition).abs() < 1e-9, "{name}");
            let points = |solution: &plenipo_maths::bargain::Solution| -> Vec<Vec<f64>> {
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
        let scenario =
            read(&files(&root.join(name))).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(scenario.parties.len() as u64, entry["parties"].as_u64().unwrap(), "{name}");
        let mut settings = StatisticsSettings::default();
        settings.fraction.draws = 50_000;
        settings.joint.points_max = 500_000;
        // In `x_web_service…` all 2,001 outcomes have the same sum.
        settings.bargain.ties_max = 5_000;
        let statistics = statistics(&scenario, &settings).unwrap();
        let outcomes = entry["n_outcomes"].as_f64().unwrap();
        assert!((statistics.outcomes / outcomes - 1.0).abs() < 1e-12, "{name}");
        if let Some(oracle) = entry.get("genius_pareto_xml") {
            hyper_rectangles(name, &scenario, &statistics, &vectors(oracle));
            continue;
        }
        let block = entry.get("genius_scale").unwrap_or(entry);
        check(name, &statistics, block, &scenario.reservations());
    }
    assert_eq!(seen, 27);
}

/// Known difference: for hyper-rectangles the only oracle is the frontier in the folder, in single
/// precision and without reservation values. With 30 issues it is not the frontier.
fn hyper_rectangles(
    name: &str,
    scenario: &Scenario,
    statistics: &ScenarioStatistics,
    oracle: &[Vec<f64>],
) {
    match &statistics.frontier {
        Zone::Exact { all, programmed: false, .. } => {
            let ours: Vec<Vec<f64>> = (0..all.len()).map(|at| all.utilities(at)).collect();
            assert_eq!(ours.len(), oracle.len(), "{name}: {ours:?}");
            for (ours, theirs) in ours.iter().rev().zip(oracle) {
                assert!(near(ours, theirs, 1e-6), "{name}: {ours:?} {theirs:?}");
            }
        }
        Zone::Exact { all, programmed: true, .. } => {
            assert!(name.starts_with("x_hyperrect_30issues") && all.epsilon() == 0.0, "{name}");
            // What every outcome is worth, from the file alone.
            let ours: Vec<Vec<f64>> = (0..all.len())
                .map(|at| {
                    let choice = all.choice(at);
                    let worth =
                        |party: &ScenarioParty| party.utility(&choice, &scenario.issues).unwrap();
                    scenario.parties.iter().map(worth).collect()
                })
                .collect();
            for (at, worth) in ours.iter().enumerate() {
                assert!(near(worth, &all.utilities(at), 1e-12), "{name}: {worth:?}");
            }
            // Every one of theirs is there or bettered; 12 of the 29 are bettered, though nothing
            // counts for more than the file calls the most there is: two points that do are cut
            // off, and no better than others then.
            let beyond = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| *a >= b - 1e-6);
            assert!(oracle.iter().all(|it| ours.iter().any(|worth| beyond(worth, it))), "{name}");
            let there = oracle.iter().filter(|it| ours.iter().any(|worth| near(worth, it, 1e-6)));
            assert_eq!((ours.len(), oracle.len(), there.count()), (33, 29, 17), "{name}");
            let (first, last) = (&ours[0], &ours[32]);
            assert!(near(first, &[1.0, 1672.0 / 2007.0], 1e-12), "{name}: {first:?}");
            assert!(near(last, &[1547.0 / 2105.0, 1.0], 1e-12), "{name}: {last:?}");
        }
        Zone::TooLarge(why) => panic!("{name}: {why}"),
        Zone::NotConverged { width, .. } => {
            if cfg!(feature = "highs") {
                panic!("{name}: mixed-integer programming was at hand");
            }
            assert!(
                name.starts_with("x_hyperrect_30issues") && *width > 5,
                "{name}: width {width}"
            );
        }
    }
}

/// Numbers of a frontier by descending utility, to compare two of them.
fn front_of(files: &[(String, Vec<u8>)]) -> Vec<Vec<f64>> {
    let scenario = read(files).unwrap_or_else(|error| panic!("{error}"));
    let mut settings = StatisticsSettings::default();
    settings.fraction.draws = 1_000;
    let statistics = statistics(&scenario, &settings).unwrap();
    let Zone::Exact { all, .. } = &statistics.frontier else { panic!("not exact") };
    all.order().into_iter().map(|at| all.utilities(at)).collect()
}

#[test]
fn what_is_written_reads_the_same() {
    let Some(root) = reference_data("scenarios") else { return };
    let folders = [
        "itexvscypress_2010",
        "laptop_2011_discounted",
        "energysmall_2012B",
        "fitness_2012B_integer",
        "vacation_2015_3p_integer",
        "grandma_2016_3p_integer",
        "domain16_6p",
        "party_geniusweb_json",
        "x_flightbooking_geniusweb_json",
        "x_party_app_yaml",
        "x_web_service_integer_affine",
        "hyperrect_10issues_2014",
        "x_auctionwars_4p",
    ];
    for name in folders {
        let scenario = read(&files(&root.join(name))).unwrap();
        for format in [Format::Genius, Format::GeniusWeb, Format::Negmas, Format::Profiles] {
            let written = match write(&scenario, format) {
                Ok(written) => written,
                Err(error) => {
                    assert!(name.starts_with("hyperrect"), "{name} {format:?}: {error}");
                    continue;
                }
            };
            let again =
                read(&written.files).unwrap_or_else(|error| panic!("{name} {format:?}: {error}"));
            assert_eq!(again.parties.len(), scenario.parties.len(), "{name} {format:?}");
            if written.lost.iter().any(|line| line.contains("scale")) {
                continue;
            }
            let lost_reservations = written.lost.iter().any(|line| line.contains("reservation"));
            let outcome: Vec<usize> = scenario
                .issues
                .iter()
                .enumerate()
                .map(|(at, issue)| at % issue.values.len())
                .collect();
            for (old, new) in scenario.parties.iter().zip(&again.parties) {
                let utility = old.utility(&outcome, &scenario.issues).unwrap();
                let after = new.utility(&outcome, &again.issues).unwrap();
                assert!((utility - after).abs() < 1e-9, "{name} {format:?}: {utility} {after}");
                let same = match (old.reservation, new.reservation) {
                    (Some(old), Some(new)) => (old - new).abs() < 1e-9,
                    (old, new) => old == new,
                };
                assert!(same || lost_reservations, "{name} {format:?}: reservation");
                let discount =
                    old.discount.is_none_or(|d| d == 1.0) || new.discount == old.discount;
                let said = written.lost.iter().any(|line| line.contains("discount"));
                assert!(discount || said, "{name} {format:?}: discount");
            }
            if format == Format::Genius {
                let before = front_of(&files(&root.join(name)));
                let after = front_of(&written.files);
                assert_eq!(before.len(), after.len(), "{name}");
                assert!(before.iter().zip(&after).all(|(a, b)| near(a, b, 1e-9)), "{name}");
            }
        }
    }
}

fn refused(files: &[(&str, &str)]) -> String {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let started = std::time::Instant::now();
    let error = read(&files).expect_err("it is no scenario").to_string();
    assert!(started.elapsed().as_secs() < 60, "{error}");
    error
}

const SPACE: &str = r#"<utility_space><objective name="x" index="0">
<issue index="1" name="a" vtype="discrete"><item index="1" value="p" evaluation="1"/>
<item index="2" value="q" evaluation="2"/></issue><weight index="1" value="1"/></objective></utility_space>"#;

#[test]
fn pairwise_terms_are_read() {
    let text = r#"{ "parties": 2, "utilities": [[[0, 1], [1, 0]], [[0, 1], [1, 0]]],
        "terms": [{ "issues": [0, 1], "utilities": [[0, 0], [3, 3], [0, 0], [0, 0]] }] }"#;
    let front = front_of(&[("profiles.json".to_owned(), text.as_bytes().to_vec())]);
    assert_eq!(front, [[4.0, 4.0]]);
}

#[test]
fn a_reservation_of_minus_infinity_is_none() {
    let domain = "issues:\n- name: a\n  type: CategoricalIssue\n  values: [p, q]\n";
    let party = "type: LinearAdditiveUtilityFunction\nreserved_value: -.inf\nweights: [1.0]\n\
                 values:\n- {type: TableFun, mapping: {p: 1, q: 2}}\n";
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let scenario = read(&[file("a.yml", domain), file("b.yml", party)]).unwrap();
    assert_eq!(scenario.parties[0].reservation, None);
}

#[test]
fn a_utility_space_alone_is_a_scenario() {
    let front = front_of(&[("a.xml".to_owned(), SPACE.as_bytes().to_vec())]);
    assert_eq!(front, [[1.0]]);
}

#[test]
fn malformed_files_are_refused() {
    assert!(refused(&[("a.xml", "<utility_space><objective>")]).starts_with("a.xml:1: "));
    assert!(refused(&[("a.xml", "<utility_space></objective>")]).contains("not valid XML"));
    assert!(refused(&[("a.json", "{\"issues\": [")]).contains("not valid JSON"));
    assert!(refused(&[("a.yml", "issues: [")]).contains("not valid YAML"));
    assert!(refused(&[("notes.txt", "hello")]).contains("none of the files"));
    assert!(refused(&[]).contains("none of the files"));
    let deep = format!("<utility_space>{}", "<objective>".repeat(100_000));
    assert!(refused(&[("a.xml", &deep)]).contains("nested deeper"));
    let deep = format!("{{\"issues\": {}", "[".repeat(100_000));
    assert!(refused(&[("a.json", &deep)]).contains("not valid JSON"));
    let deep = format!("issues: {}", "[".repeat(100_000));
    assert!(refused(&[("a.yml", &deep)]).contains("not valid YAML"));
}

#[test]
fn entity_bombs_are_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    assert!(refused(&[("a.xml", &format!("{bomb}{SPACE}"))]).contains("document type"));
    let entity = SPACE.replace("value=\"p\"", "value=\"&bomb;\"");
    assert!(refused(&[("a.xml", &entity)]).contains("bomb"));
    let mut aliases = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let uses = vec![format!("*a{}", level - 1); 10].join(", ");
        aliases.push_str(&format!("a{level}: &a{level} [{uses}]\n"));
    }
    aliases.push_str("issues: *a11\n");
    assert!(refused(&[("a.yml", &aliases)]).contains("not valid YAML"));
}

#[test]
fn numbers_that_are_none_are_refused() {
    for (old, new, message) in [
        ("evaluation=\"2\"", "evaluation=\"NaN\"", "not a usable number"),
        ("evaluation=\"2\"", "evaluation=\"two\"", "expected a number"),
        ("evaluation=\"2\"", "evaluation=\"-2\"", "negative"),
        (" evaluation=\"2\"", "", "no `evaluation`"),
        ("weight index=\"1\" value=\"1\"", "weight index=\"1\" value=\"-1\"", "cannot be negative"),
        ("weight index=\"1\" value=\"1\"", "weight index=\"1\" value=\"0\"", "all weights are 0"),
        ("weight index=\"1\"", "weight index=\"7\"", "has no weight"),
        ("value=\"q\"", "value=\"p\"", "twice"),
        ("vtype=\"discrete\"", "vtype=\"odd\"", "not supported"),
    ] {
        let text = SPACE.replace(old, new);
        let error = refused(&[("a.xml", &text)]);
        assert!(error.contains(message), "{new}: {error}");
    }
    let negmas = "issues:\n- name: a\n  type: CategoricalIssue\n  values: [p, q]\n";
    let party = |weight: &str, table: &str| {
        let text = format!(
            "type: LinearAdditiveUtilityFunction\nweights: [{weight}]\nvalues:\n- {{type: TableFun, mapping: {table}}}\n"
        );
        refused(&[("a.yml", negmas), ("b.yml", &text)])
    };
    assert!(party("-1.0", "{p: 1, q: 2}").contains("cannot be negative"));
    assert!(party(".nan", "{p: 1, q: 2}").contains("number"));
    assert!(party("1.0", "{p: 1, q: .inf}").contains("number"));
    assert!(party("1.0", "{p: 1}").contains("missing"));
    assert!(party("1.0", "{p: 1, q: 2, z: 3}").contains("no option"));
    assert!(party("1.0, 2.0", "{p: 1, q: 2}").contains("entries"));
}

#[test]
fn a_million_options_are_refused() {
    let range = r#"<utility_space><objective><issue index="1" name="a" vtype="integer" lowerbound="0"
        upperbound="1000000"><evaluator slope="0" offset="0"/></issue><weight index="1" value="1"/>
        </objective></utility_space>"#;
    assert!(refused(&[("a.xml", range)]).contains("1000001 options"));
    let endless = range
        .replace("1000000", "9223372036854775807")
        .replace("lowerbound=\"0\"", "lowerbound=\"-9223372036854775808\"");
    assert!(refused(&[("a.xml", &endless)]).contains("options"));
    let items: String =
        (0..150_000).map(|i| format!("<item value=\"{i}\" evaluation=\"1\"/>")).collect();
    let text = format!(
        "<utility_space><objective><issue index=\"1\" name=\"a\">{items}</issue></objective></utility_space>"
    );
    assert!(refused(&[("a.xml", &text)]).contains("150000 options"));
    let rows = vec!["[0,1]"; 200_000].join(",");
    let text = format!("{{\"parties\": 2, \"utilities\": [[{rows}]]}}");
    assert!(refused(&[("a.json", &text)]).contains("200000 options"));
}

#[test]
fn files_that_disagree_are_refused() {
    let template = "<negotiation_template><utility_space><objective><issue index=\"1\" name=\"b\">\
        <item value=\"p\"/><item value=\"q\"/></issue></objective></utility_space></negotiation_template>";
    let error = refused(&[("d.xml", template), ("p.xml", SPACE)]);
    assert!(error.starts_with("p.xml:2: issue `a` is not in the domain"), "{error}");
    let other = template.replace("name=\"b\"", "name=\"a\"").replace("\"q\"", "\"r\"");
    assert!(refused(&[("d.xml", &other), ("p.xml", SPACE)]).contains("other options"));
    assert!(refused(&[("d.xml", template), ("e.xml", &other)]).contains("disagrees with"));
    assert!(refused(&[("d.xml", template)]).contains("no party"));
    let profiles = "{\"parties\": 1, \"utilities\": [[[1]]]}";
    assert!(refused(&[("a.json", profiles), ("p.xml", SPACE)]).contains("different formats"));
}

#[test]
fn what_a_reservation_below_the_worst_outcome_becomes_is_said() {
    let imported = |reservation: f64| {
        let text = format!(
            r#"{{"parties": 1, "names": ["Up"], "reservations": [{reservation}],
                "utilities": [[[2.0], [3.0]]]}}"#
        );
        let files = vec![("p.json".to_owned(), text.into_bytes())];
        let scenario = read(&files).unwrap();
        plenipo::preference::imported::records(&scenario).unwrap().lost
    };
    let said = |lost: &[String]| lost.iter().any(|it| it.contains("less to Up than its worst"));
    assert!(said(&imported(1.0)), "{:?}", imported(1.0));
    assert!(!said(&imported(2.0)), "{:?}", imported(2.0));
}
