//! Spreadsheets out of a dossier and back, as a user would do it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{SOUND, names, river, run, write};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name)
}

/// A dossier exported as CSV into `sheets`.
fn exported() -> TempDir {
    let position = "\n[[position]]\nid = \"upper-storage\"\nparty = \"upper\"\nissue = \"storage\"\n\
                    ideal = \"dam\"\nwords = \"=We want the dam.\"\ndate = 2025-11-20\n\
                    source = \"gazette\"\n";
    let dir = river(&[("river.toml", &format!("{SOUND}{position}"))]);
    let said = run(dir.path(), &["export", "river", "--to", "csv", "--out", "sheets"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    dir
}

fn sheet(dir: &TempDir, name: &str) -> (PathBuf, String) {
    let path = dir.path().join("sheets").join(name);
    let text = std::fs::read_to_string(&path).expect("a sheet");
    (path, text)
}

/// Everything in the dossier's folder.
fn record(dir: &TempDir) -> Vec<(PathBuf, Vec<u8>)> {
    let files = names(&dir.path().join("river")).into_iter();
    files.map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect()
}

#[test]
fn every_case_goes_out_and_comes_back_as_no_change() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["three-rivers", "ukraine-2025", "cyprus-2004"] {
        let dossier = case(name);
        let dossier = dossier.to_str().expect("a path");
        let parties: &[&[&str]] =
            if name == "three-rivers" { &[&[], &["--for", "corvane"]] } else { &[&[]] };
        for (n, more) in parties.iter().enumerate() {
            let file = format!("{name}-{n}.xlsx");
            let out = [&["export", dossier, "--to", "xlsx", "--out", &file], *more].concat();
            assert_eq!(run(dir.path(), &out).code, 0, "{out:?}");
            let said = run(dir.path(), &["import", &file, "--into", dossier]);
            assert_eq!((said.code, said.err.as_str()), (0, ""), "{file}");
            assert!(said.out.ends_with("no change\n"), "{}", said.out);
        }
    }
}

#[test]
fn new_rows_become_a_new_file_and_are_known_again() {
    let dir = exported();
    let before = record(&dir);
    let (path, text) = sheet(&dir, "source.csv");
    assert!(text.contains("gazette"), "{text}");
    // As a European spreadsheet would save a sheet of one's own: semicolons, a dotted day.
    write(&path, "id;publisher;date\nwire;Agence; 1.12.2025\n");
    let dry = run(dir.path(), &["import", "sheets", "--into", "river", "--dry-run"]);
    assert_eq!((dry.code, record(&dir)), (0, before.clone()), "{}", dry.err);
    assert!(dry.out.contains("would write river/imported-sheets.toml: 1 source"), "{}", dry.out);
    let said = run(dir.path(), &["import", "sheets", "--into", "river"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let new = std::fs::read_to_string(dir.path().join("river/imported-sheets.toml")).expect("new");
    assert!(new.contains("date = 2025-12-01"), "{new}");
    let after = record(&dir);
    assert!(before.iter().all(|it| after.contains(it)));
    assert_eq!(run(dir.path(), &["check", "river"]).code, 0);
    let again = run(dir.path(), &["import", "sheets", "--into", "river"]);
    assert!(again.out.ends_with("no change\n"), "{}{}", again.out, again.err);
    assert_eq!(record(&dir), after);
}

#[test]
fn changed_and_missing_rows_are_conflicts_and_change_nothing() {
    let dir = exported();
    let before = record(&dir);
    let (path, text) = sheet(&dir, "position.csv");
    // What could be run is defused, and comes back.
    assert!(text.contains("'=We want the dam."), "{text}");
    write(&path, &text.replace("'=We want the dam.", "We could do without."));
    let (path, text) = sheet(&dir, "party.csv");
    let kept: String = text.split_inclusive('\n').filter(|it| !it.contains("Lower")).collect();
    write(&path, &kept);
    let said = run(dir.path(), &["import", "sheets", "--into", "river"]);
    assert_eq!(said.code, 3);
    for words in [
        "`words` is not what the record says",
        "the sheet:   We could do without.",
        "=We want the dam. (river/river.toml:35)",
        "the party `lower` no longer has a row; it stays on record",
        "river/river.toml:11",
    ] {
        assert!(said.err.contains(words), "{words}\n{}", said.err);
    }
    assert!(said.out.contains("2 conflicts"), "{}", said.out);
    assert_eq!(record(&dir), before);
}

#[test]
fn mistakes_are_told_by_cell_and_nothing_is_written() {
    let dir = exported();
    let before = record(&dir);
    let wrong = |rows: &str, words: &[&str]| {
        let (path, _) = sheet(&dir, "position.csv");
        write(&path, rows);
        let said = run(dir.path(), &["import", "sheets", "--into", "river"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{rows}");
        for words in words {
            assert!(said.err.contains(words), "{words}\n{}", said.err);
        }
        assert_eq!(record(&dir), before);
    };
    wrong("party,issue\nuper,storage\n", &["position A2: there is no party `uper`", "`upper`?"]);
    wrong("party,issue,ideal\nupper,storage,damm\n", &["position C2", "did you mean `dam`"]);
    wrong("party,issue,date\nupper,storage,2025-02-30\n", &["position C2", "no date 2025-02-30"]);
    wrong("party,issue,date\nupper,storage,45992\n", &["position C2", "`45992` is not a date"]);
    wrong("party,isue\nupper,storage\n", &["position B1", "no column `isue`", "`issue`?"]);
    wrong("party,issue\nupper,storage,stray\n", &["position C2", "column without a name"]);
    wrong(
        "party,issue,ranking\nupper,storage,\"none, dam\"\n",
        &["position C2", "says no order", "none > dam"],
    );
    let (path, _) = sheet(&dir, "meeting.csv");
    write(&path, "date,carries\n2025-11-21,upper-1\n");
    wrong(
        "party,issue\nupper,storage\n",
        &[
            "`meeting` has no column `carries`",
            "a sheet of its own: name it `meeting.carries`",
            "draft, words",
        ],
    );
    write(&path, "date\n");
    write(&dir.path().join("sheets/positoin.csv"), "party,issue\n");
    wrong("party,issue\nupper,storage\n", &["there is no table `positoin`", "`position`?"]);
}

#[test]
fn what_is_hidden_changes_no_byte_of_a_party_s_spreadsheet() {
    let dir = tempfile::tempdir().expect("a folder");
    for path in names(&case("three-rivers")) {
        if path.extension().is_some_and(|it| it == "toml") {
            let below = path.strip_prefix(case("three-rivers")).expect("below").to_owned();
            let text = std::fs::read_to_string(&path).expect("text");
            write(&dir.path().join("talks").join(below), &text);
        }
    }
    let export = |name: &str| {
        let args = ["export", "talks", "--to", "xlsx", "--for", "corvane", "--out", name];
        let said = run(dir.path(), &args);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        std::fs::read(dir.path().join(name)).expect("the file")
    };
    let before = export("before.xlsx");
    std::fs::remove_file(dir.path().join("talks/delegations/asterin.toml")).expect("removed");
    write(
        &dir.path().join("talks/zz.toml"),
        "[file]\nhandling = [\"belmora\"]\nknown = 2031-05-24\n[[source]]\nid = \"aa\"\n\
         [[statement]]\nby = \"belmora\"\nwords = \"None of it.\"\nsource = \"aa\"\n",
    );
    assert!(export("after.xlsx") == before);
    let csv = ["export", "talks", "--to", "csv", "--for", "corvane", "--out", "theirs"];
    assert_eq!(run(dir.path(), &csv).code, 0);
    for path in names(&dir.path().join("theirs")) {
        let text = std::fs::read_to_string(&path).expect("text");
        for secret in ["None of it.", "belmora-mandate", "venn-0410", "did not come from me"] {
            assert!(!text.contains(secret), "{} has {secret}", path.display());
        }
    }
}

#[test]
fn assumptions_are_said_in_the_first_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let dossier = case("ukraine-2025");
    let set = names(&dossier.join("assumptions")).remove(0);
    let set = set.file_stem().expect("a name").to_string_lossy().into_owned();
    let dossier = dossier.to_str().expect("a path");
    let args = ["export", dossier, "--assume", &set, "--to", "csv", "--out", "sheets"];
    let said = run(dir.path(), &args);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with(&format!("with assumption sets: {set}\n")), "{}", said.out);
    let about = std::fs::read_to_string(dir.path().join("sheets/about.csv")).expect("about");
    assert!(about.starts_with(&format!("\u{feff}assumption sets,{set}\r\n")), "{about}");
    let said = run(dir.path(), &["import", "sheets", "--into", dossier]);
    assert!(said.out.ends_with("no change\n"), "{}{}", said.out, said.err);
}

#[test]
fn misuse_is_told() {
    let dir = exported();
    write(&dir.path().join("bad.xlsx"), "not a zip");
    write(&dir.path().join("latin.csv"), "party\n");
    write(&dir.path().join("zzzzzz.csv"), "");
    write(&dir.path().join("open.csv"), "a,b\n1,\"two\n");
    std::fs::write(dir.path().join("latin.csv"), b"party\n\xfc\n").expect("written");
    for (args, code, words) in [
        (&["import", "bad.xlsx", "--into", "river"][..], 3, "not an XLSX file"),
        (&["import", "latin.csv", "--into", "river"], 3, "not UTF-8"),
        (&["import", "zzzzzz.csv", "--into", "river"], 3, "red_line"),
        (&["import", "open.csv", "--into", "river"], 3, "row 2 opens a quote"),
        (&["export", "river", "--to", "ics", "--out", "-"], 2, "`-` is not a file name"),
        (&["export", "river", "--to", "csv", "--out", "-"], 2, "`-` is not a file name"),
        (&["import", "none.xlsx", "--into", "river"], 4, "there is no file"),
        (&["import", "sheets", "--out", "new"], 2, "--into"),
        (&["import", "sheets", "--into", "river", "--for", "upper"], 2, "takes no `--for`"),
        (&["export", "river", "--to", "csv", "--out", "sheets"], 4, "not empty"),
        (&["export", "river", "--to", "xlsx", "--out", "bad.xlsx"], 4, "exists already"),
        (&["export", "river", "--to", "xlsx", "--out", "x", "--for", "nobody"], 2, "no party"),
    ] {
        let said = run(dir.path(), args);
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{args:?}: {}", said.err);
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    assert!(!dir.path().join("x").exists());
}
