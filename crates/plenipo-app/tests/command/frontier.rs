use super::{SOUND, json, river, run, write};

const PROFILES: &str = r#"{ "parties": 2, "reservations": [1.0, 1.0],
  "utilities": [ [[3.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 3.0]] ] }"#;

#[test]
fn a_file_of_profiles_is_a_scenario() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), PROFILES);
    let said = run(dir.path(), &["frontier", "small.json", "--format", "json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let answer = json(&said);
    assert_eq!(answer["lens"], "bargain");
    assert_eq!(answer["status"], "answered");
    assert_eq!(answer["provenance"]["dossier"], "small");
    let rows = answer["tables"][0]["rows"].as_array().expect("rows");
    assert!(rows.contains(&serde_json::json!(["frontier_size", 3])), "{rows:?}");
    assert!(rows.contains(&serde_json::json!(["frontier_size_rational", 1])), "{rows:?}");
    assert_eq!(answer["charts"][0]["kind"], "scatter");
}

#[test]
fn a_dossier_is_told_by_its_table() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["frontier", "river", "--format", "json"]);
    assert_eq!(json(&said)["status"], "undetermined", "{}", said.err);
    let faulty = river(&[("river.toml", &SOUND.replace("format = 1", "format = 1\nwhat = 2"))]);
    let said = run(faulty.path(), &["frontier", "river"]);
    assert_eq!(said.code, 3, "{}", said.err);
}

#[test]
fn a_scenario_has_no_record_to_read() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), PROFILES);
    for flags in [["--for", "upper"], ["--as-of", "2025-12-01"], ["--assume", "hopeful"]] {
        let said = run(dir.path(), &[&["frontier", "small.json"][..], &flags].concat());
        assert_eq!(said.code, 2, "{flags:?} {}", said.err);
    }
    let said = run(dir.path(), &["frontier", "small.json", "--draft", "one"]);
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn what_is_no_scenario_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("notes/readme.md"), "# Nothing here");
    write(&dir.path().join("broken.json"), r#"{ "parties": 2, "utilities": [[[1e999, 0]]] }"#);
    let said = run(dir.path(), &["frontier", "gone"]);
    assert_eq!(said.code, 4, "{}", said.err);
    for path in ["notes", "broken.json"] {
        let said = run(dir.path(), &["frontier", path]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{path}: {}", said.err);
    }
}

#[test]
fn the_answer_is_the_same_at_any_number_of_threads() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let ask = |threads: &str| {
        let args = ["frontier", "three-rivers", "--format", "json", "--samples", "500"];
        run(&cases, &[&args[..], &["--readings", "6", "--threads", threads]].concat())
    };
    let (one, three) = (ask("1"), ask("3"));
    assert_eq!(one.code, 0, "{}", one.err);
    assert_eq!(one.out, three.out);
}
