use super::{json, names, run, write};

const PROFILES: &str = r#"{ "parties": 2, "names": ["Up", "Down"], "reservations": [1.0, 1.0],
  "utilities": [ [[3.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 3.0]], [[0.5, 0.5], [0.5, 0.5]] ] }"#;

#[test]
fn the_dossier_says_what_the_scenario_said() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), PROFILES);
    let said = run(dir.path(), &["import", "small.json", "--out", "made"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("shares of each party's best deal"), "{}", said.out);
    let checked = run(dir.path(), &["check", "made"]);
    assert!(checked.out.contains("nothing to report"), "{}", checked.out);
    let answer = json(&run(dir.path(), &["frontier", "made", "--format", "json"]));
    assert_eq!(answer["status"], "answered");
    assert_eq!(answer["provenance"]["samples"], serde_json::Value::Null);
    let rows = answer["tables"][0]["rows"].as_array().expect("rows");
    // Two drafts more are alike to everybody: points of the frontier are utilities.
    assert!(rows.contains(&serde_json::json!(["outcomes", 8])), "{rows:?}");
    assert!(rows.contains(&serde_json::json!(["frontier_size", 3])), "{rows:?}");
    assert!(rows.contains(&serde_json::json!(["frontier_size_rational", 1])), "{rows:?}");
    assert!(rows.contains(&serde_json::json!(["reservation_up", 0.125])), "{rows:?}");
}

#[test]
fn nothing_is_written_over_or_by_half() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), PROFILES);
    write(&dir.path().join("there/notes.txt"), "mine");
    let said = run(dir.path(), &["import", "small.json", "--out", "there"]);
    assert_eq!(said.code, 4, "{}", said.err);
    let joint = r#"{ "parties": 1, "utilities": [ [[0.0], [1.0]], [[0.0], [1.0]] ],
      "terms": [ { "issues": [0, 1], "utilities": [[0.0], [1.0], [1.0], [0.0]] } ] }"#;
    write(&dir.path().join("joint.json"), joint);
    let said = run(dir.path(), &["import", "joint.json", "--out", "made"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("several issues together"), "{}", said.err);
    assert_eq!(names(dir.path()).len(), 4);
}
