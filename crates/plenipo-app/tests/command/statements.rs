use std::path::PathBuf;

use super::{json, run};

fn founding() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases/ukraine-2025")
}

#[test]
fn a_coded_word_is_shown_with_whose_reading_it_is() {
    let said = run(&founding(), &["statements", "."]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("frank"), "{}", said.out);
    assert!(said.out.contains("it is said to signal"), "{}", said.out);
    let said = run(&founding(), &["statements", ".", "--format", "json"]);
    let answer = json(&said);
    assert_eq!(answer["lens"], "statements");
    let ids: Vec<&str> = answer["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    for id in ["uses", "readings", "followed", "readouts"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
}

#[test]
fn an_unknown_speaker_is_a_usage_error_with_near_names() {
    let said = run(&founding(), &["statements", ".", "--by", "russa"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("there is no party `russa`"), "{}", said.err);
    assert_eq!(run(&founding(), &["statements", ".", "--days", "-1"]).code, 2);
}
