//! Several writers of one dossier, what they may not write to, and who may read what they wrote.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::{SOUND, names, plenipo, river, run, write};

fn spawn(folder: &Path, args: &[&str]) -> Child {
    let mut command = plenipo();
    command.args(args).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("runs")
}

#[test]
fn two_imports_at_once_leave_a_dossier_that_can_be_read() {
    for _ in 0..5 {
        let dir = river(&[("dossier.toml", SOUND)]);
        for (name, publisher) in [("a", "X"), ("b", "Y"), ("c", "Z")] {
            let row = format!("record,id,publisher,date\n,dup,{publisher},2031-01-01\n");
            write(&dir.path().join(name).join("source.csv"), &row);
        }
        let import = |name| spawn(dir.path(), &["import", name, "--into", "river"]);
        let all = ["a", "b", "c"].map(import);
        let mut codes = all.map(|it| it.wait_with_output().expect("ends").status.code());
        codes.sort();
        // The first writes; what the others bring is told to conflict with it.
        assert_eq!(codes, [Some(0), Some(3), Some(3)]);
        let said = run(dir.path(), &["check", "river"]);
        assert!(said.out.ends_with("2 files, nothing to report\n"), "{}", said.out);
    }
}

#[test]
fn every_kind_of_writer_waits_for_the_others() {
    let ford = "[[meeting]]\nid = \"ford\"\ndate = 2025-12-02\n";
    let dir = river(&[("dossier.toml", SOUND), ("ford.toml", ford)]);
    let here = dir.path();
    write(&here.join("text.txt"), "1. A dam is built.\n");
    write(&here.join("s/source.csv"), "record,id,publisher,date\n,new,X,2031-01-01\n");
    write(&here.join("q.csv"), "id,question,criteria,opens\nq9,Will it?,It does.,2025-12-01\n");
    let add =
        |id: &'static str| ["add-draft", "river", "text.txt", "--id", id, "--date", "2025-12-01"];
    write(
        &here.join("report.md"),
        "title: No deal\ndate: 2025-12-01\n\nMinister Ana Dale ruled out a dam on Monday.\n",
    );
    let earlier =
        "[proposals]\n\n[[source]]\nid = \"earlier\"\npublisher = \"X\"\ndate = 2025-12-01\n";
    write(&here.join("river/proposals/earlier.toml"), earlier);
    let one: Vec<Vec<&str>> = vec![
        add("one").to_vec(),
        add("two").to_vec(),
        add("one").to_vec(),
        vec!["debrief", "river", "ford", "--said", "upper: not now"],
        vec!["read", "river", "report.md"],
        vec!["review", "river", "--report", "earlier", "--accept", "1"],
        vec!["import", "s", "--into", "river"],
        vec!["import", "s", "--into", "river"],
        vec!["forecast", "import", "river", "q.csv", "--date", "2025-12-02"],
        vec![
            "forecast",
            "add",
            "river",
            "--question",
            "Q?",
            "--criteria",
            "C",
            "--date",
            "2025-12-01",
        ],
    ];
    let children: Vec<Child> = one.iter().map(|args| spawn(here, args)).collect();
    let mut codes = Vec::new();
    for child in children {
        codes.push(child.wait_with_output().expect("ends").status.code());
    }
    // Of the two drafts of one id, one is there already.
    assert_eq!(codes.iter().filter(|it| **it == Some(0)).count(), 9, "{codes:?}");
    let said = run(here, &["check", "river"]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert_eq!(run(here, &["forecast", "verify", "river"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_writer_that_waits_says_so_and_looking_waits_for_nobody() {
    let dir = river(&[("dossier.toml", SOUND)]);
    write(&dir.path().join("s/source.csv"), "record,id,publisher,date\n,new,X,2031-01-01\n");
    let held = fs::File::open(dir.path().join("river")).expect("a folder");
    held.lock().expect("locked");
    let dry = ["import", "s", "--into", "river", "--dry-run"];
    assert_eq!(run(dir.path(), &dry).code, 0);
    assert_eq!(run(dir.path(), &["check", "river"]).code, 0);
    let child = spawn(dir.path(), &dry[..4]);
    std::thread::sleep(std::time::Duration::from_millis(2500));
    drop(held);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told.matches("waiting for another process").count(), 1, "{told}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    fs::create_dir(here.join("elsewhere")).expect("a folder");
    write(&here.join("elsewhere/ledger.toml"), "");
    write(&here.join("text.txt"), "1. A dam is built.\n");
    symlink("../elsewhere", here.join("river/drafts")).expect("a link");
    symlink("../elsewhere/ledger.toml", here.join("river/ledger.toml")).expect("a link");
    let before = names(here);
    for args in [
        &["add-draft", "river", "text.txt", "--id", "x", "--date", "2025-12-01"][..],
        &["amend", "river", "--draft", "upper-1", "--save", "x"],
        &[
            "forecast",
            "add",
            "river",
            "--question",
            "Q?",
            "--criteria",
            "C",
            "--date",
            "2025-12-01",
        ],
    ] {
        let said = run(here, args);
        assert_eq!(said.code, 4, "{args:?} {}", said.err);
        assert!(said.err.contains("is a link"), "{}", said.err);
        assert!(said.err.contains("nothing was written"), "{}", said.err);
    }
    assert_eq!(names(here), before);
    let said = run(here, &["check", "river"]);
    for named in ["river/drafts", "river/ledger.toml"] {
        assert!(said.out.contains(named), "{}", said.out);
    }
    assert!(said.out.ends_with("1 file, 2 warnings\n"), "{}", said.out);
}

#[test]
fn an_answer_never_takes_the_place_of_the_record() {
    let dir = river(&[("river.toml", SOUND), ("drafts/x.toml", ""), ("empty/keep.txt", "")]);
    let here = dir.path();
    fs::remove_file(here.join("river/empty/keep.txt")).expect("removed");
    write(&here.join("other/dossier.toml"), SOUND);
    let whole = |name: &str| here.join(name).to_string_lossy().into_owned();
    #[cfg(unix)]
    std::os::unix::fs::symlink("river", here.join("linked")).expect("a link");
    #[cfg(not(unix))]
    fs::create_dir(here.join("linked")).expect("a folder");
    let before = names(here);
    for out in [
        "river/river.toml",
        "river/new.toml",
        "river/NEW.TOML",
        "river/.hidden.toml",
        "river/ledger.toml",
        "river/drafts/x.toml",
        "other/../river/river.toml",
        "linked/river.toml",
        "other/dossier.toml",
        "other/ledger.toml",
        &whole("river/river.toml"),
        &whole("other/drafts.toml"),
    ] {
        if out.starts_with("linked") && !cfg!(unix) {
            continue;
        }
        for args in [
            &["brief", "river"][..],
            &["export", "river", "--to", "ics"],
            &["export", "river", "--to", "xlsx"],
            &["compare", "river"],
            &["explain", "dossier"],
        ] {
            // What has nothing to do with a dossier may not end in one either.
            let said = run(here, &[args, &["--out", out, "--force"]].concat());
            assert_eq!(said.code, 2, "{args:?} {out}: {}", said.err);
            // By its place, or by a name that no answer has.
            let refused = ["belongs to the dossier", "no answer is written as a file ending in"];
            assert!(refused.iter().any(|it| said.err.contains(it)), "{}", said.err);
        }
        let said = run(here, &["compare", "river", "--html", out, "--force"]);
        assert_eq!(said.code, 2, "{out}: {}", said.err);
    }
    for args in [
        &["export", "river", "--for", "lower", "--out", "river"][..],
        &["export", "river", "--for", "lower", "--out", "river/empty"],
        &["export", "river", "--for", "lower", "--out", "river/new"],
        &["export", "river", "--for", "lower", "--out", "other/new"],
        &["export", "river", "--to", "csv", "--out", "river"],
        &["export", "river", "--for", "lower", "--out", "river/.hidden"],
        &["export", "river", "--to", "csv", "--out", "river/drafts/tables"],
        &["new", "river/.begun"],
        &["new", "river/begun"],
    ] {
        let said = run(here, args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert!(said.err.contains("nothing was written"), "{}", said.err);
    }
    assert_eq!(names(here), before);
    assert_eq!(fs::read_to_string(here.join("river/river.toml")).expect("text"), SOUND);
    // What no reader reads may lie there.
    for out in ["river/brief.md", "river/brief.txt"] {
        assert_eq!(run(here, &["brief", "river", "--out", out]).code, 0);
    }
    write(&here.join("small.json"), "{}");
    let said = run(here, &["frontier", "small.json", "--out", "small.json", "--force"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(run(here, &["check", "river"]).code, 0);
}

#[test]
fn what_a_killed_writer_left_is_cleared_by_the_next() {
    let left =
        [".dossier.toml.plenipo-a1B2c3", "drafts/.x.toml.plenipo-abcdef", ".mine.plenipo-notes"];
    let dir = river(&[("dossier.toml", SOUND), (left[0], "x"), (left[1], "x"), (left[2], "x")]);
    assert_eq!(
        run(dir.path(), &["check", "river"]).out,
        "5 records in 1 file, nothing to report\n"
    );
    let at = |name: &str| dir.path().join("river").join(name);
    assert!(left.iter().all(|it| at(it).exists()), "looking changes nothing");
    let add =
        ["forecast", "add", "river", "--question", "Q?", "--criteria", "C", "--date", "2025-12-01"];
    assert_eq!(run(dir.path(), &add).code, 0);
    assert!(at(left[2]).exists());
    if cfg!(unix) {
        assert!(!at(left[0]).exists() && !at(left[1]).exists());
    }
}

/// Runs the command with a mask that takes nothing away.
#[cfg(unix)]
fn unmasked(folder: &Path, args: &[&str]) -> i32 {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_plenipo")]);
    command.args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("runs").code().expect("ends by itself")
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn what_rests_on_a_closed_record_is_for_its_keeper_alone() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    let open =
        SOUND.replace("title = \"River sharing\"", "title = \"River\"\ndisclosure = \"open\"");
    write(&here.join("open/dossier.toml"), &open);
    let marked =
        open.replace("title = \"Upper basin text\"", "title = \"T\"\nhandling = \"mediator\"");
    write(&here.join("marked/dossier.toml"), &marked);
    write(&here.join("text.txt"), "1. A dam is built.\n");
    write(&here.join("s/source.csv"), "record,id,publisher,date\n,new,X,2031-01-01\n");
    write(&here.join("broken/dossier.toml"), &open.replace("format = 1", "format ="));
    for (talks, file, folder) in
        [("river", 0o600, 0o700), ("marked", 0o600, 0o700), ("open", 0o666, 0o777)]
    {
        let out = |name: &str| format!("{talks}-{name}");
        let (html, ics, xlsx, text, json) =
            (out("a.html"), out("a.ics"), out("a.xlsx"), out("a.txt"), out("a.json"));
        for args in [
            &["add-draft", talks, "text.txt", "--id", "fresh", "--date", "2025-12-01"][..],
            &["import", "s", "--into", talks],
            &[
                "forecast",
                "add",
                talks,
                "--question",
                "Q?",
                "--criteria",
                "C",
                "--date",
                "2025-12-01",
            ],
            &["brief", talks, "--out", &text],
            &["compare", talks, "--html", &html],
            &["check", talks, "--format", "json", "--out", &json],
            &["export", talks, "--to", "ics", "--out", &ics],
            &["export", talks, "--to", "xlsx", "--out", &xlsx],
            &["export", talks, "--to", "csv", "--out", &out("csv")],
        ] {
            assert_eq!(unmasked(here, args), 0, "{args:?}");
        }
        let verify = out("verify.txt");
        assert_eq!(unmasked(here, &["forecast", "verify", talks, "--out", &verify]), 0);
        assert_eq!(mode(&here.join(talks).join("drafts")), folder);
        assert_eq!(mode(&here.join(out("csv"))), folder);
        for name in ["drafts/fresh.toml", "imported-s.toml", "ledger.toml"] {
            assert_eq!(mode(&here.join(talks).join(name)), file, "{talks}/{name}");
        }
        for name in [&html, &ics, &xlsx, &text, &json, &out("csv/party.csv")] {
            assert_eq!(mode(&here.join(name)), file, "{name}");
        }
        // What grows or is written over keeps what its owner decided.
        let ledger = here.join(talks).join("ledger.toml");
        fs::set_permissions(&ledger, std::os::unix::fs::PermissionsExt::from_mode(0o640))
            .expect("set");
        let more = [
            "forecast",
            "add",
            talks,
            "--question",
            "R?",
            "--criteria",
            "C",
            "--date",
            "2025-12-01",
        ];
        assert_eq!(unmasked(here, &more), 0);
        assert_eq!(mode(&ledger), 0o640);
    }
    // What is closed without saying so, and what is its keeper's own, close an open dossier too.
    let leave = "[[leave]]\nrecords = [\"draft:upper-1\"]\nto = [\"lower\"]\nwords = \"W\"\n";
    let note = open.replace("title = \"Upper basin text\"", "title = \"T\"\nnote = \"ask again\"");
    for (talks, text) in [("leave", format!("{open}\n{leave}")), ("noted", note)] {
        assert_ne!(text, open);
        write(&here.join(talks).join("dossier.toml"), &text);
        let (csv, page) = (format!("{talks}-csv"), format!("{talks}.html"));
        assert_eq!(unmasked(here, &["export", talks, "--to", "csv", "--out", &csv]), 0);
        assert_eq!(unmasked(here, &["compare", talks, "--html", &page]), 0);
        assert_eq!(
            (mode(&here.join(&csv)), mode(&here.join(&csv).join("party.csv"))),
            (0o700, 0o600)
        );
        assert_eq!(mode(&here.join(&page)), 0o600);
    }
    // For a party, and of what nobody could read, whatever the regime.
    assert_eq!(unmasked(here, &["brief", "open", "--for", "lower", "--out", "theirs.txt"]), 0);
    assert_eq!(unmasked(here, &["export", "open", "--for", "lower", "--out", "theirs"]), 0);
    assert_eq!(unmasked(here, &["check", "broken", "--out", "broken.txt"]), 3);
    assert_eq!(unmasked(here, &["new", "begun"]), 0);
    for (name, bits) in [
        ("theirs.txt", 0o600),
        ("theirs", 0o700),
        ("theirs/dossier.toml", 0o600),
        ("broken.txt", 0o600),
        ("begun", 0o700),
        ("begun/drafts", 0o700),
        ("begun/drafts/spring-paper.toml", 0o600),
    ] {
        assert_eq!(mode(&here.join(name)), bits, "{name}");
    }
    // The program's own pages are nobody's secret.
    assert_eq!(unmasked(here, &["explain", "dossier", "--out", "page.txt"]), 0);
    assert_eq!(mode(&here.join("page.txt")), 0o666);
}
