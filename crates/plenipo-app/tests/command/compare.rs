use std::path::{Path, PathBuf};

use super::{Said, json, names, run};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn compare(args: &[&str]) -> Said {
    run(&cases(), &[&["compare"], args].concat())
}

#[test]
fn every_document_of_three_drafts() {
    for document in ["redline", "columns", "brackets", "sources"] {
        let said = compare(&["three-rivers", "draft-1", "draft-2", "draft-3", "--as", document]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{document}");
        let widest = said.out.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{document}: {widest:?}");
    }
    let said =
        compare(&["three-rivers", "draft-1", "draft-2", "--as", "columns", "--format", "json"]);
    let answer = json(&said);
    assert_eq!(answer["tables"][0]["columns"][0]["id"], "row");
    assert_eq!(answer["tables"][0]["columns"][3]["id"], "new");
    let said =
        compare(&["three-rivers", "draft-1", "draft-2", "--format", "csv", "--table", "redline"]);
    assert!(said.out.contains("[-240-]{+300+}"), "{}", said.out);
}

#[test]
fn files_are_written_beside_the_answer_all_or_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let (page, paper) = (at("a.html"), at("a.docx"));
    let ask = |more: &[&str]| {
        let args = ["three-rivers", "draft-1", "draft-2", "--html", &page, "--docx", &paper];
        compare(&[&args[..], more].concat())
    };
    let said = ask(&[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("point by point"));
    let html = std::fs::read_to_string(&page).expect("the page");
    assert!(html.contains("<del>240</del><ins>300</ins>"), "no edits in it");
    assert!(std::fs::read(&paper).expect("the paper").starts_with(b"PK"));
    // Over neither without being told.
    std::fs::remove_file(&paper).expect("it was there");
    let said = ask(&[]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    assert!(said.err.contains("a.html exists already"), "{}", said.err);
    assert_eq!(names(dir.path()).len(), 1, "the paper alone would be half an answer");
    assert_eq!(ask(&["--force"]).code, 0);
    let said = compare(&[
        "three-rivers",
        "draft-1",
        "draft-2",
        "--html",
        &page,
        "--docx",
        &page,
        "--force",
    ]);
    assert_eq!(said.code, 2, "{}", said.err);
    let said = compare(&["three-rivers", "draft-1", "draft-2", "--force"]);
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn misuse_is_told_with_a_way_out() {
    let said = compare(&["three-rivers", "draft-1", "draft-22"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("draft-2") && said.err.contains("--as-of"), "{}", said.err);
    for args in [
        &["three-rivers", "draft-1", "draft-1"][..],
        &["three-rivers", "draft-1"],
        &["three-rivers", "draft-1", "draft-2", "--de-attributed"],
        &["three-rivers", "draft-1", "draft-2", "--as", "poem"],
    ] {
        let said = compare(args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn the_twin_without_names_has_none() {
    let args =
        ["three-rivers", "draft-1", "corvane-counter", "--as", "brackets", "--de-attributed"];
    let said = compare(&args);
    assert_eq!(said.code, 0, "{}", said.err);
    for name in [
        "draft-1",
        "corvane-counter",
        "propose:",
        "proposes:",
        "propose;",
        "opposes:",
        "Three Rivers",
    ] {
        assert!(!said.out.contains(name), "{name}: {}", said.out);
    }
    assert!(said.out.contains("not less than [240] [300] m³/s."), "{}", said.out);
}
