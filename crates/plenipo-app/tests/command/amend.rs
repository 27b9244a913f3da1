//! `plenipo amend`: the smallest change, and its draft as a new file.

use super::{SOUND, names, river, run, write};

const LINE: &str = r#"
[[red_line]]
party = "lower"
words = "no dam"
source = "gazette"
rules_out = { storage = ["dam"] }
"#;

fn talks() -> tempfile::TempDir {
    river(&[("all.toml", &format!("{SOUND}{LINE}"))])
}

#[test]
fn the_smallest_change_is_shown_and_saved() {
    let dir = talks();
    let said = run(dir.path(), &["amend", "river", "--draft", "upper-1"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("upper-1 crosses 1 standing line of Lower basin"), "{}", said.out);
    assert_eq!(names(dir.path()).len(), 2, "asking writes nothing");
    let save = ["amend", "river", "--draft", "upper-1", "--save", "upper-2"];
    let said = run(dir.path(), &save);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("wrote river/drafts/upper-2.toml (set 1)"), "{}", said.err);
    let text = std::fs::read_to_string(dir.path().join("river/drafts/upper-2.toml")).expect("it");
    for part in [
        "based_on = [\"upper-1\"]",
        "form = \"reconstruction\"",
        "basis = \"assumed\"",
        "storage = \"none\"",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(!said.out.contains("warning") && !said.out.contains("error"), "{}", said.out);
    let said = run(dir.path(), &["assess", "river", "--draft", "upper-2"]);
    assert!(said.out.contains("Keeps to 1 standing line"), "{}", said.out);
    // It is nobody's text, and on no table.
    assert!(!run(dir.path(), &["assess", "river"]).out.contains("upper-2"));
    assert!(
        !run(dir.path(), &["show", "river", "--what", "drafts", "--for", "lower"])
            .out
            .contains("upper-2")
    );
    // Nothing is written over, neither the file nor the name.
    let before = names(dir.path());
    let again = run(dir.path(), &save);
    assert_eq!(again.code, 4, "{}", again.err);
    assert!(again.err.contains("exists already"), "{}", again.err);
    let said = run(dir.path(), &["amend", "river", "--draft", "upper-2", "--save", "upper-1"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(names(dir.path()), before);
}

#[test]
fn what_cannot_be_saved_leaves_nothing_behind() {
    let dir = talks();
    let before = names(dir.path());
    let refused = |args: &[&str], code: i32, part: &str| {
        let all = [&["amend", "river", "--draft", "upper-1"], args].concat();
        let said = run(dir.path(), &all);
        assert_eq!(said.code, code, "{all:?}: {}", said.err);
        assert!(said.err.contains(part), "{all:?}: {}", said.err);
        assert_eq!(names(dir.path()), before, "{all:?}");
    };
    refused(&["--save", "../out"], 2, "cannot be the name of a draft");
    refused(&["--save", "A"], 2, "cannot be the name of a draft");
    refused(&["--save", ""], 2, "cannot be the name of a draft");
    refused(&["--save", "x", "--set", "7"], 2, "the sets are 1 to 1");
    refused(&["--set", "1"], 2, "--save");
    refused(&["--save", "x", "--for", "lower"], 2, "cannot be combined with `--for`");
    refused(&["--save", "x", "--keep", "storage"], 2, "no issue is left that may change");
    refused(&["--target", "1.5"], 2, "not between 0 and 1");
    refused(&["--target", "much"], 2, "invalid value");
    refused(&["--max-changes", "100000"], 2, "not between 1 and 40");
    refused(&["--max-changes", "1.5"], 2, "not a whole number");
    refused(&["--keep", "storrage"], 2, "there is storage");
    refused(&["--only", "storrage"], 2, "there is storage");
    refused(&["--never", "storage=lake"], 2, "there is dam");
    refused(&["--never", "storage"], 2, "ISSUE=OPTION");
    refused(&["--draft", "upper-2"], 2, "only one can be changed at a time");
    let said = run(dir.path(), &["amend", "river"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("No draft was named: this starts from upper-1"), "{}", said.out);
    let said = run(dir.path(), &["amend", "river", "--draft", "uper-1"]);
    assert!(said.err.contains("there is upper-1"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn a_link_is_no_folder_to_write_into() {
    let dir = talks();
    std::fs::create_dir(dir.path().join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(dir.path().join("elsewhere"), dir.path().join("river/drafts"))
        .expect("a link");
    let said = run(dir.path(), &["amend", "river", "--draft", "upper-1", "--save", "upper-2"]);
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(std::fs::read_dir(dir.path().join("elsewhere")).expect("it").next().is_none());
}

#[test]
fn every_set_of_the_cases_reads_back_without_a_fault() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    for (case, draft) in [("three-rivers", "draft-3"), ("ukraine-2025", "us-28")] {
        let dir = tempfile::tempdir().expect("a folder");
        copy(&cases.join(case), &dir.path().join("river"));
        let before = run(dir.path(), &["check", "river"]);
        // Where both steps find a set it has one number.
        let sets: &[&str] = if case == "three-rivers" { &["1", "2"] } else { &["1", "2", "3"] };
        for set in sets {
            let id = format!("new-{set}");
            let args = [
                "amend",
                "river",
                "--draft",
                draft,
                "--samples",
                "200",
                "--save",
                &id,
                "--set",
                set,
            ];
            let said = run(dir.path(), &args);
            assert_eq!(said.code, 0, "{case} {set}: {}", said.err);
        }
        let after = run(dir.path(), &["check", "river"]);
        assert_eq!(after.code, 0, "{}", after.out);
        let warnings = |out: &str| out.matches("warning").count();
        assert_eq!(warnings(&after.out), warnings(&before.out), "{}", after.out);
    }
}

/// Copies the files of a dossier.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else if path.extension().is_some_and(|it| it == "toml") {
            write(&to, &std::fs::read_to_string(&path).expect("text"));
        }
    }
}
