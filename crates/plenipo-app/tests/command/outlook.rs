use std::path::PathBuf;

use super::{json, run};

fn gallery(slug: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(slug)
}

#[test]
fn the_report_s_claim_moves_no_answer() {
    let case = gallery("ukraine-2025");
    let said = run(&case, &["outlook", ".", "--format", "csv", "--table", "claims"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("significantly to lower the chance"), "{}", said.out);
    let said = run(&case, &["outlook", ".", "--format", "json"]);
    let answer = json(&said);
    assert_eq!(answer["lens"], "outlook");
    let table = answer["tables"].as_array().expect("tables").iter();
    let table = table.clone().find(|it| it["id"] == "outlook").expect("the table").clone();
    let ids: Vec<&str> = table["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    let chance = ids.iter().position(|it| *it == "accept").expect("a column");
    let rows = table["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    // Nobody's positions or alternatives are on record: no chance anywhere but that of a crossed line.
    let none = |it: &serde_json::Value| it.is_null() || it.as_f64() == Some(0.0);
    assert!(rows.iter().all(|it| none(&it[chance])), "{rows:?}");
}

#[test]
fn days_and_chances_that_cannot_be_are_usage_errors() {
    let case = gallery("ukraine-2025");
    for (flags, word) in [
        (&["--from", "2025-12-01", "--until", "2025-11-01"][..], "after"),
        (&["--until", "2025-02-30"], "calendar date"),
        (&["--base", "1.5", "--by", "2026-01-01"], "base"),
        (&["--draft", "e3-29"], "e3-28"),
    ] {
        let said = run(&case, &[&["outlook", "."][..], flags].concat());
        assert_eq!(said.code, 2, "{flags:?} {}", said.err);
        assert!(said.err.contains(word), "{flags:?} {}", said.err);
    }
}
