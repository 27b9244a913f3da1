//! What somebody meets who has not used the program before: endings, quotes, other ways of writing, closed doors.

use std::fs;

use super::{SOUND, names, run, write};

fn river() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("river/river.toml"), SOUND);
    dir
}

#[test]
fn the_ending_of_the_file_says_the_form() {
    let dir = river();
    let starts: [(&str, &[u8]); 9] = [
        ("a.docx", b"PK"),
        ("a.html", b"<!"),
        ("a.htm", b"<!"),
        ("a.json", b"{"),
        ("a.md", b"#"),
        ("a.csv", b""),
        ("A.DOCX", b"PK"),
        ("a.txt", b""),
        ("a", b""),
    ];
    for (name, start) in starts {
        let said = run(dir.path(), &["assess", "river", "--out", name]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{name}");
        let bytes = fs::read(dir.path().join(name)).expect("the file");
        assert!(bytes.starts_with(start), "{name}: {}", String::from_utf8_lossy(&bytes));
    }
    let text = |name: &str| fs::read_to_string(dir.path().join(name)).expect("the file");
    assert!(text("a.txt").starts_with("upper-1 is undetermined"), "{}", text("a.txt"));
    assert_eq!(text("a"), text("a.txt"));
    let before = names(dir.path());
    for (args, words) in [
        (&["--format", "json", "--out", "b.docx"][..], "end the name in `.json`"),
        (&["--format", "text", "--out", "b.html"], "leave `--format` out to have it as html"),
        (&["--out", "b.pdf"], "print it to PDF"),
        (&["--out", "b.xlsx"], "export --to xlsx"),
        (&["--out", "b.doc"], "`.docx`"),
        (&["--format", "json", "--out", "b.dat"], "`.json`"),
    ] {
        let said = run(dir.path(), &[&["assess", "river"], args].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    assert_eq!(names(dir.path()), before);
    // What is text of the verb's own goes by any name.
    assert_eq!(run(dir.path(), &["generate", "man", "--out", "plenipo.1"]).code, 0);
    assert_eq!(run(dir.path(), &["check", "river", "--out", "b.html"]).code, 2);
}

#[test]
fn other_ways_of_writing_a_number_are_told_the_one_here() {
    let dir = river();
    for (args, words) in [
        (&["outlook", "river", "--base", "40%"][..], "write 0.4"),
        (&["amend", "river", "--target", "0,6"], "write 0.6"),
        (&["outlook", "river", "--base", "often"], "give a number, such as 0.4"),
        (&["brief", "river", "--for", "Upper"], "is it `upper`?"),
        (&["brief", "river", "--for", "Upper basin"], "an id is asked for, and not a name"),
        (&["amend", "river", "--keep", "Storage"], "there is storage"),
    ] {
        let said = run(dir.path(), args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    // Where the parties are open to all, their names may be told from others.
    write(
        &dir.path().join("river/river.toml"),
        &SOUND.replace("[[party]]", "[[party]]\nhandling = \"open\""),
    );
    let said = run(dir.path(), &["brief", "river", "--for", "Upper basin"]);
    assert!(said.err.contains("there is upper"), "{}", said.err);
}

#[test]
fn the_next_command_can_be_typed_as_it_is_printed() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = run(dir.path(), &["new", "My Talks"]);
    assert!(said.out.contains("`plenipo check 'My Talks'`"), "{}", said.out);
}

#[test]
fn who_sees_nothing_to_answer_is_named_to_the_keeper() {
    let dir = river();
    let said = run(dir.path(), &["brief", "river", "--for", "upper"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("note: upper sees no issue and no draft"), "{}", said.err);
    // In a dossier that is begun both sides see what is on the table.
    assert_eq!(run(dir.path(), &["new", "talks"]).code, 0);
    let said = run(dir.path(), &["brief", "talks", "--for", "east"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for words in ["The Council's spring paper", "East"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert!(!said.out.contains("Notes of the secretariat"), "{}", said.out);
}

#[test]
fn a_document_and_a_spreadsheet_are_told_apart() {
    let dir = river();
    let said = run(dir.path(), &["brief", "river", "--out", "brief.docx"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(run(dir.path(), &["export", "river", "--to", "xlsx", "--out", "t.xlsx"]).code, 0);
    for args in [
        &["import", "brief.docx", "--into", "river"][..],
        &["import", "brief.docx", "--out", "made"],
    ] {
        let said = run(dir.path(), args);
        assert!(said.err.contains("this is a Word document"), "{}", said.err);
        assert!(said.err.contains("plenipo add-draft"), "{}", said.err);
    }
    let args = ["add-draft", "river", "t.xlsx", "--id", "x", "--date", "2025-12-01"];
    let said = run(dir.path(), &args);
    assert!(said.err.contains("this is a spreadsheet"), "{}", said.err);
    assert!(said.err.contains("`plenipo import`"), "{}", said.err);
}
