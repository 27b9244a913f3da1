use super::{SOUND, json, river, run};

#[test]
fn a_draft_tried_out_is_answered_and_is_in_no_file() {
    let dir = river(&[("river.toml", SOUND)]);
    let asked = |args: &[&str]| json(&run(dir.path(), &[args, &["--format", "json"]].concat()));
    let lab = asked(&["lab", "river", "--try", "upper-1:storage=none"]);
    let text = lab.to_string();
    assert!(text.contains("with 1 change"), "{text}");
    let tried = &lab["provenance"]["tried"][0];
    assert_eq!((tried["id"].as_str(), tried["made"].as_str()), (Some("tried"), Some("upper-1:storage=none")));
    let assess = asked(&["assess", "river", "--draft", "tried", "--try", "upper-1:storage=none"]);
    assert_eq!(assess["provenance"]["hash"], asked(&["assess", "river"])["provenance"]["hash"]);
    let shown = run(dir.path(), &["compare", "river", "upper-1", "tried", "--try", "upper-1:storage=none"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    assert!(shown.out.contains("with 1 change"), "{}", shown.out);
    assert!(!run(dir.path(), &["show", "river", "--what", "drafts"]).out.contains("1 change"));
}

#[test]
fn what_cannot_be_tried_is_told_with_what_is_there() {
    let dir = river(&[("river.toml", SOUND)]);
    for (tried, says) in [
        ("nowhere:storage=none", "there is no draft `nowhere`"),
        ("upper-1:nowhere=none", "there is no issue `nowhere`"),
        ("upper-1:storage=lake", "there is no option `storage=lake`"),
        ("upper-1:storage", "write DRAFT:ISSUE=OPTION"),
        (":", "write DRAFT:ISSUE=OPTION"),
    ] {
        let said = run(dir.path(), &["assess", "river", "--try", tried]);
        assert!(said.code == 2 && said.err.contains(says), "{tried}: {}", said.err);
    }
    let near = run(dir.path(), &["assess", "river", "--try", "upper-1:storage=dan"]);
    assert!(near.err.contains("dam"), "{}", near.err);
}
