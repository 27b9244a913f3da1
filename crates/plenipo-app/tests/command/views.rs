use super::{SOUND, json, river, run};

#[test]
fn the_record_stands_beside_each_assumption_set() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ukraine-2025");
    let here = std::path::Path::new(case);
    let answer = json(&run(here, &["views", ".", "--samples", "50", "--format", "json"]));
    assert_eq!(answer["lens"], "views");
    let said = run(here, &["views", ".", "--samples", "50"]).out;
    for view in ["The same under every view", "security-first", "territory-first"] {
        assert!(said.contains(view), "{view}: {said}");
    }
}

#[test]
fn a_draft_that_is_not_there_is_told() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["views", "river", "--draft", "gone"]);
    assert!(said.code == 2 && said.err.contains("`gone`"), "{}", said.err);
}
