//! `plenipo upgrade`.

use super::{SOUND, names, river, run};

const RECORD: &str = "# Who said what.\n[file]\nbasis = \"assumed\"\n\n\
    [[red_line]] # the first\nparty = \"upper\"\ndate = 2025-11-21\nwords = \"Never a dam lower down.\"\n\
    rules_out = { storage = \"none\" }\n\n\
    [[red_line]]\nparty = \"upper\"\ndate = 2025-11-21\nwords = \"Never.\"\nrules_out = { storage = \"dam\" }\n\n\
    [[meeting]]\nid = \"first\"\ndate = 2025-11-22\nchannel = [\"upper\", \"lower\"]\n";

const INLINE: &str = "answer = [{ party = \"lower\", to = \"upper-1\", answer = \"basis\", basis = \"assumed\" }]\r\n\
    [[statement]]\r\ndate = 2025-11-23\r\nby = \"lower\"\r\nwords = \"Perhaps.\"\r\nbasis = \"assumed\"";

const SET: &str =
    "[[red_line]]\nparty = \"upper\"\ndate = 2025-11-21\nrules_out = { storage = \"dam\" }\n";

#[test]
fn every_record_gets_an_id_and_not_another_byte_changes() {
    let files = [
        ("river.toml", SOUND),
        ("record.toml", RECORD),
        ("more.toml", INLINE),
        ("assumptions/dry.toml", SET),
        ("assumptions/wet.toml", SET),
    ];
    let dir = river(&files);
    let folder = dir.path();
    let said = run(folder, &["check", "river"]);
    assert!(said.out.contains("4 records have no id"), "{}", said.out);
    let said = run(folder, &["upgrade", "river", "--out", "copy"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let read =
        |name: &str| std::fs::read_to_string(folder.join("copy").join(name)).expect("a file");
    assert_eq!(read("river.toml"), SOUND.replace("format = 1", "format = 2"));
    assert!(said.out.contains("the copy says `format = 2`"), "{}", said.out);
    let first = "[[red_line]] # the first\nid = \"red-line-2025-11-21-upper--2\"\nparty";
    let second = "[[red_line]]\nid = \"red-line-2025-11-21-upper\"\nparty";
    let expected = RECORD.replace("[[red_line]] # the first\nparty", first);
    assert_eq!(read("record.toml"), expected.replace("[[red_line]]\nparty", second));
    let expected = INLINE
        .replace("[{ party", "[{ id = \"answer-lower\", party")
        .replace("[[statement]]\r\n", "[[statement]]\r\nid = \"statement-2025-11-23-lower\"\r\n");
    assert_eq!(read("more.toml"), expected);
    // Two sets may be read together, so they share no id.
    assert!(read("assumptions/dry.toml").contains("id = \"red-line-2025-11-21-upper--3\""));
    assert!(read("assumptions/wet.toml").contains("id = \"red-line-2025-11-21-upper--4\""));
    let both = ["check", "copy", "--assume", "dry", "--assume", "wet"];
    assert_eq!(run(folder, &both).code, 0);
    let said = run(folder, &["check", "copy"]);
    assert!(!said.out.contains("no id"), "{}", said.out);
    let again = run(folder, &["upgrade", "copy", "--out", "twice"]);
    assert!(again.out.contains("every record had an id already"), "{}", again.out);
    assert_eq!(
        std::fs::read_to_string(folder.join("twice/record.toml")).expect("it"),
        read("record.toml")
    );
}

#[test]
fn a_mended_word_changes_no_id() {
    let ids = |record: &str| {
        let dir = river(&[("river.toml", SOUND), ("record.toml", record)]);
        let said = run(dir.path(), &["upgrade", "river", "--out", "copy"]);
        assert_eq!(said.code, 0, "{}", said.err);
        let text = std::fs::read_to_string(dir.path().join("copy/record.toml")).expect("it");
        let lines: Vec<&str> = text.lines().collect();
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let mut rules: Vec<String> = Vec::new();
        let mut last = String::new();
        for (line, _) in pairs {
            if line.starts_with("id = ") {
                last = (*line).to_owned();
            } else if line.starts_with("rules_out") {
                rules.push(format!("{last} {line}"));
            }
        }
        rules.sort_unstable();
        rules
    };
    let before = ids(RECORD);
    assert_eq!(before.len(), 2);
    assert_eq!(ids(&RECORD.replace("Never a dam", "A dam, never,")), before);
    assert_eq!(ids(&RECORD.replace("\"Never.\"", "\"Zero.\"")), before);
}

#[test]
fn the_ledger_is_copied_as_it_is_and_nothing_is_written_over() {
    let dir = river(&[("river.toml", SOUND)]);
    let folder = dir.path();
    let add =
        "forecast add river --id signed --question Signed? --criteria Signed. --date 2025-11-20";
    assert_eq!(run(folder, &add.split(' ').collect::<Vec<_>>()).code, 0);
    let ledger = std::fs::read(folder.join("river/ledger.toml")).expect("it");
    assert_eq!(run(folder, &["upgrade", "river", "--out", "copy"]).code, 0);
    assert_eq!(std::fs::read(folder.join("copy/ledger.toml")).expect("it"), ledger);
    assert_eq!(run(folder, &["forecast", "verify", "copy"]).code, 0);
    let before = names(folder);
    for args in [
        &["upgrade", "river", "--out", "copy"][..],
        &["upgrade", "river", "--out", "river"],
        &["upgrade", "river", "--out", "river/copy"],
        &["upgrade", "river", "--out", "new", "--for", "upper"],
        &["upgrade", "river", "--out", "new", "--as-of", "2025-11-20"],
        &["upgrade", "river", "--out", "-"],
        &["upgrade", "river"],
    ] {
        assert_ne!(run(folder, args).code, 0, "{args:?}");
    }
    assert_eq!(names(folder), before);
}

#[test]
fn a_dossier_with_problems_is_not_copied() {
    let dir = river(&[("river.toml", SOUND), ("record.toml", "[[red_line]]\nparty = \"uper\"\n")]);
    let said = run(dir.path(), &["upgrade", "river", "--out", "copy"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("plenipo check river"), "{}", said.err);
    assert!(!dir.path().join("copy").exists());
}

#[test]
fn what_is_not_copied_is_named() {
    let files = [
        ("river.toml", SOUND),
        ("more.toml", INLINE),
        ("README.md", "# River"),
        ("scans/letter.txt", "Dear all"),
        (".git/config", ""),
    ];
    let dir = river(&files);
    let said = run(dir.path(), &["upgrade", "river", "--out", "copy"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let left = "not copied, being no files of the dossier: .git/, README.md, scans/letter.txt\n";
    assert!(said.out.contains(left), "{}", said.out);
    assert!(said.out.contains("in the order of their ids"), "{}", said.out);
    assert!(!dir.path().join("copy/README.md").exists());
}
