use super::{SOUND, json, river, run};

#[test]
fn what_one_would_have_to_believe_is_asked_of_a_draft_and_a_party() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ukraine-2025");
    let here = std::path::Path::new(case);
    let asked = ["believe", ".", "--draft", "us-ua-19", "--party", "ru", "--format", "json"];
    let answer = json(&run(here, &asked));
    assert_eq!(answer["lens"], "believe");
    let headline = answer["headline"].as_str().unwrap_or_default();
    assert!(headline.contains("together do not suffice"), "{headline}");
}

#[test]
fn a_draft_or_a_party_that_is_not_there_is_told() {
    let dir = river(&[("river.toml", SOUND)]);
    for args in [["--draft", "gone"], ["--party", "gone"]] {
        let said = run(dir.path(), &[&["believe", "river"][..], &args[..]].concat());
        assert!(said.code == 2 && said.err.contains("`gone`"), "{args:?}: {}", said.err);
    }
}
