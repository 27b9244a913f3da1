//! `plenipo simulate`: many runs, one run told, and what is refused.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{SOUND, json, river, run, write};

const SMALL: &str = r#"{ "parties": 2, "names": ["Up", "Low"], "reservations": [1.5, 1.5],
  "utilities": [ [[3, 0], [2, 1], [0, 2]], [[1, 0], [0, 3]], [[0, 1], [1, 0]] ] }"#;

fn folder() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), SMALL);
    dir
}

fn asked(here: &Path, args: &[&str]) -> Value {
    let said = run(here, &[&["simulate", "small.json", "--format", "json"], args].concat());
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    json(&said)
}

fn rows<'a>(answer: &'a Value, id: &str) -> &'a Vec<Value> {
    let tables = answer["tables"].as_array().expect("tables");
    let table = tables.iter().find(|it| it["id"] == id).expect("the table");
    table["rows"].as_array().expect("rows")
}

#[test]
fn every_protocol_is_played_and_its_runs_add_up() {
    let dir = folder();
    let here = dir.path();
    let protocols = [
        "one-text",
        "one-text-feedback",
        "one-text-graded",
        "shuttle",
        "alternating",
        "consensus",
        "majority",
    ];
    for protocol in protocols {
        let answer = asked(here, &["--protocol", protocol, "--runs", "300", "--rounds", "40"]);
        let runs: u64 = rows(&answer, "endings").iter().filter_map(|it| it[1].as_u64()).sum();
        assert_eq!(runs, 300, "{protocol}");
        assert_eq!(rows(&answer, "gains").len(), 2);
        let one = asked(
            here,
            &["--protocol", protocol, "--runs", "300", "--rounds", "40", "--threads", "1"],
        );
        assert_eq!(answer["tables"], one["tables"], "{protocol}");
        // Every run ends the same way whenever it is told.
        let told =
            |run: &str| asked(here, &["--protocol", protocol, "--rounds", "40", "--trace", run]);
        assert_eq!(told("3"), told("3"));
        assert!(!rows(&told("3"), "story").is_empty(), "{protocol}");
    }
    for mediator in ["random-flip", "fixed-order", "feedback", "annealing:2", "frontier"] {
        asked(here, &["--protocol", "one-text-graded", "--mediator", mediator, "--runs", "20"]);
    }
}

#[test]
fn strategies_are_given_by_the_names_of_parties() {
    let dir = folder();
    let here = dir.path();
    let answer =
        asked(here, &["--protocol", "alternating", "--party", "Low=micro", "--rounds", "50"]);
    let strategies: Vec<&Value> = rows(&answer, "gains").iter().map(|it| &it[1]).collect();
    assert_eq!(strategies, ["boulware", "micro"]);
    let said = run(here, &["simulate", "small.json", "--protocol", "alternating", "--trace"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("Up offers ") && said.out.contains("is for"), "{}", said.out);
}

#[test]
fn what_cannot_be_played_is_told() {
    let dir = folder();
    let here = dir.path();
    let told = |args: &[&str]| {
        let said = run(here, &[&["simulate", "small.json"], args].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}: {}", said.err);
        said.err
    };
    assert!(told(&["--protocol", "one-texts"]).contains("did you mean `one-text`?"));
    assert!(told(&["--mediator", "anealing"]).contains("did you mean `annealing`?"));
    assert!(told(&["--party", "Up=hillclimber"]).contains("did you mean `hill-climber`?"));
    assert!(told(&["--party", "Upp=annealer"]).contains("it has Up, Low"));
    assert!(told(&["--party", "annealer"]).contains("NAME=STRATEGY"));
    assert!(told(&["--party", "Up=random:3"]).contains("from 0 to 1"));
    assert!(told(&["--mediator", "feedback"]).contains("needs more than parties say"));
    assert!(told(&["--rounds", "0"]).contains("0 rounds"));
    assert!(told(&["--protocol", "shuttle", "--visit", "0"]).contains("0 rounds"));
    assert!(told(&["--break-off", "1"]).contains("probability of breaking off"));
    assert!(told(&["--for", "Up"]).contains("no record"));
    write(&here.join("one.json"), r#"{ "parties": 1, "utilities": [[[1], [0]]] }"#);
    let said = run(here, &["simulate", "one.json"]);
    assert!(said.code == 2 && said.err.contains("1 party is no negotiation"), "{}", said.err);
    assert_eq!(run(here, &["simulate", "gone"]).code, 4);
    // Names are looked at though the record has nothing to play on.
    let dossier = river(&[("river.toml", SOUND)]);
    let said = run(dossier.path(), &["simulate", "river", "--protocol", "one-texts"]);
    assert!(said.code == 2 && said.err.contains("did you mean `one-text`?"), "{}", said.err);
    let said = run(dossier.path(), &["simulate", "river", "--party", "nobody=annealer"]);
    assert!(said.code == 2 && said.err.contains("principal"), "{}", said.err);
}

#[test]
fn a_dossier_is_played_on_what_is_on_record_and_else_undetermined() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases");
    let cases = Path::new(case);
    let answer = |args: &[&str]| {
        let said =
            run(cases, &[&["simulate"], args, &["--format", "json", "--samples", "40"]].concat());
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        json(&said)
    };
    let open = answer(&["ukraine-2025"]);
    assert_eq!(open["status"], "undetermined");
    assert!(open["tables"].as_array().is_some_and(Vec::is_empty));
    // Belmora has said nothing of what it has without a deal: a view of it is assumed.
    assert_eq!(answer(&["three-rivers", "--runs", "20"])["status"], "undetermined");
    let args = [
        "three-rivers",
        "--assume",
        "hydrologist",
        "--runs",
        "60",
        "--rounds",
        "60",
        "--protocol",
        "shuttle",
    ];
    let played = answer(&args);
    let runs: u64 = rows(&played, "endings").iter().filter_map(|it| it[1].as_u64()).sum();
    assert_eq!(runs, 60);
    assert_eq!(rows(&played, "gains").len(), 3);
    assert_eq!(rows(&played, "mediators").len(), 5);
    let one = answer(&[&args[..], &["--threads", "1"]].concat());
    assert_eq!(played["tables"], one["tables"]);
    let told = |run: &str| answer(&[&args[..], &["--trace", run]].concat());
    assert_eq!(told("7")["tables"], told("7")["tables"]);
    assert!(!rows(&told("7"), "story").is_empty());
}

#[test]
fn where_nothing_is_rational_nobody_signs() {
    let dir = folder();
    let here = dir.path();
    write(&here.join("small.json"), &SMALL.replace("[1.5, 1.5]", "[9, 9]"));
    let answer = asked(here, &["--runs", "50"]);
    assert_eq!(rows(&answer, "endings")[0][0], "unsigned");
    let answer = asked(here, &["--runs", "50", "--protocol", "alternating"]);
    assert_eq!(rows(&answer, "endings")[0][0], "silent");
}
