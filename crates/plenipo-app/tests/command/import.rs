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

const DOMAIN: &str = r#"<negotiation_template><utility_space><objective index="0" name="r"><issue
index="1" name="Dam"><item value="low"/><item value="high"/></issue></objective></utility_space>
</negotiation_template>"#;

const PROFILE: &str = r#"<utility_space><objective index="0" name="r"><weight index="1" value="1"/>
<issue index="1" name="Dam"><item value="low" evaluation="1"/><item value="high" evaluation="2"/></issue>
</objective></utility_space>"#;

#[test]
fn what_lies_beside_the_profiles_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str| dir.path().join("talks").join(name);
    write(&at("Domain.XML"), DOMAIN);
    write(&at("A.xml"), PROFILE);
    write(&at("description.txt"), "The domain has:\n\n- issues: one\n");
    write(&at("points.csv"), "a,b\n1,2\n");
    write(&at("A.xml.bak"), PROFILE);
    write(&at(".A.xml.swp"), PROFILE);
    write(&at(".DS_Store"), "\0");
    write(&at("more/B.xml"), PROFILE);
    std::os::unix::fs::symlink(at("A.xml"), at("C.xml")).expect("a link");
    let said = run(dir.path(), &["import", "talks", "--out", "made"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for what in [
        "note: description.txt is not part of a scenario and was ignored\n",
        "note: points.csv is not part of a scenario and was ignored\n",
        "note: A.xml.bak does not end in .xml and was ignored\n",
        "note: the hidden file .A.xml.swp was not searched\n",
        "note: the folder more was not searched\n",
        "note: the link C.xml was not searched\n",
    ] {
        assert!(said.out.contains(what), "{}", said.out);
    }
    let answer = json(&run(dir.path(), &["frontier", "talks", "--format", "json"]));
    let notes = answer["notes"].as_array().expect("notes");
    assert!(notes.contains(&serde_json::json!("the folder more was not searched")), "{notes:?}");
    // Profiles that are all elsewhere.
    std::fs::remove_file(at("A.xml")).expect("gone");
    let said = run(dir.path(), &["frontier", "talks"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("hint: the folder more was not searched"), "{}", said.err);
    // One that cannot be read is told with its line, and no party is missing without a word.
    std::fs::write(
        at("A.xml"),
        PROFILE.replace("low", "l\u{f6}w").chars().map(|c| c as u8).collect::<Vec<u8>>(),
    )
    .expect("written");
    for args in [&["frontier", "talks"][..], &["import", "talks", "--out", "again"]] {
        let said = run(dir.path(), args);
        assert!(said.err.contains("error: A.xml:2: byte 118 of the file"), "{}", said.err);
    }
}
