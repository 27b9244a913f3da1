use super::{SOUND, json, river, run};

const MEETING: &str = "[[meeting]]\nid = \"visit\"\ntitle = \"The visit\"\ndate = 2025-12-02\nchannel = [\"upper\", \"lower\"]\n";

#[test]
fn a_meeting_is_prepared_by_its_id_or_as_the_next_one() {
    let dir = river(&[("river.toml", SOUND), ("visit.toml", MEETING)]);
    let of = |args: &[&str]| {
        json(&run(dir.path(), &[&["prepare", "river"], args, &["--format", "json"]].concat()))
    };
    let (named, next) = (of(&["visit"]), of(&[]));
    assert_eq!(named["lens"], "prepare");
    assert_eq!(named["headline"], next["headline"]);
}

#[test]
fn a_meeting_that_is_not_there_is_told() {
    let dir = river(&[("river.toml", SOUND), ("visit.toml", MEETING)]);
    let said = run(dir.path(), &["prepare", "river", "visti"]);
    assert!(said.code == 2 && said.err.contains("there is no meeting `visti`"), "{}", said.err);
}
