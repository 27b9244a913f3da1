//! What lies in a folder, and what is made of it.

use std::fs;

use super::{SOUND, river, run, write};

#[test]
fn a_folder_that_is_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    for verb in ["check", "show", "assess", "brief"] {
        let said = run(dir.path(), &[verb, "river"]);
        assert_eq!((said.code, said.out.as_str()), (4, ""));
        assert!(said.err.contains("there is no folder river"), "{}", said.err);
        assert!(said.err.contains("plenipo new river"), "{}", said.err);
    }
}

#[test]
fn a_file_instead_of_its_folder() {
    let dir = river(&[("river.toml", SOUND)]);
    let said = run(dir.path(), &["check", "river/river.toml"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("try river\n"), "{}", said.err);
}

#[test]
fn a_folder_without_a_dossier() {
    let dir = river(&[("notes.txt", "nothing"), (".hidden/a.toml", SOUND), (".b.toml", SOUND)]);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("plenipo new"), "{}", said.err);
}

#[test]
fn a_folder_called_like_a_file_is_a_folder() {
    let dir = river(&[("x.toml/river.toml", SOUND)]);
    assert_eq!(run(dir.path(), &["check", "river"]).code, 0);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_are_named() {
    use std::os::unix::fs::symlink;
    let dir = river(&[("river.toml", SOUND), ("../other.toml", "this is no dossier")]);
    let river = dir.path().join("river");
    symlink(".", river.join("loop")).expect("a link");
    symlink("gone.toml", river.join("dangling.toml")).expect("a link");
    symlink("../other.toml", river.join("other.toml")).expect("a link");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.ends_with("5 records in 1 file, 3 warnings\n"), "{}", said.out);
    for name in ["river/loop", "river/dangling.toml", "river/other.toml"] {
        assert!(said.out.contains(name), "{}", said.out);
    }
    assert_eq!(said.out.matches("links are not followed").count(), 3);
    // Other verbs say that there is something to see, to the keeper.
    let asked = run(dir.path(), &["show", "river"]);
    assert!(asked.err.contains("3 warnings; see `plenipo check river`"), "{}", asked.err);
    assert_eq!(run(dir.path(), &["show", "river", "--for", "lower"]).err, "");
    let said = run(dir.path(), &["check", "river", "--format", "json"]);
    assert_eq!(super::json(&said)["problems"][0]["file"], "dangling.toml");
    // The folder that the user names may itself be a link.
    symlink("river", dir.path().join("named")).expect("a link");
    assert_eq!(run(dir.path(), &["check", "named"]).code, 0);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let dir = river(&[("river.toml", SOUND), ("closed.toml", SOUND)]);
    let closed = dir.path().join("river/closed.toml");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&closed).is_ok() {
        // The administrator may read everything: nothing to see here.
        return;
    }
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("closed.toml"), "{}", said.err);
}

#[test]
fn a_file_too_large_is_refused_without_reading_it_whole() {
    let dir = river(&[("river.toml", SOUND)]);
    let file = fs::File::create(dir.path().join("river/large.toml")).expect("a file");
    // A hole in the file: it takes no room on the disk.
    file.set_len(1 << 36).expect("a large file");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.out.contains("large.toml") && said.out.contains("16"), "{}", said.out);
}

#[test]
fn folders_without_end_are_refused() {
    let dir = river(&[("river.toml", SOUND)]);
    let deep = ["d"; 20].join("/");
    write(&dir.path().join("river").join(deep).join("a.toml"), SOUND);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("folders deep"), "{}", said.err);
}

#[test]
fn bytes_that_are_no_text_are_a_problem() {
    let dir = river(&[("river.toml", SOUND)]);
    fs::write(dir.path().join("river/odd.toml"), b"a = \"\xff\"\n").expect("a file");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("river/odd.toml:1:6"), "{}", said.out);
}

#[test]
fn capitals_in_names_decide_nothing() {
    let (first, second) = SOUND.split_once("[[issue]]").expect("two parts");
    let dir = river(&[
        ("Dossier.TOML", first),
        ("record/ISSUES.TOML", &format!("[[issue]]{second}")),
        ("Assumptions/Dry.TOML", "[[party]]\nid = \"third\"\nname = \"Third\"\n"),
    ]);
    let said = run(dir.path(), &["check", "river"]);
    // A set that nobody asked for is no part of the record.
    assert_eq!(said.out, "5 records in 2 files, nothing to report\n");
    let said = run(dir.path(), &["check", "river", "--assume", "Dry"]);
    assert_eq!(said.out, "6 records in 3 files, nothing to report\n");
}

#[test]
fn what_looks_like_a_file_of_the_dossier_is_never_passed_over_in_silence() {
    let odd = [
        "record/report.toml.txt",
        "report.toml~",
        "report.toml (1)",
        "report.tml",
        ".report.toml",
        ".archive/old.toml",
        "assumptions",
        "drafts",
        ".#report.toml",
        "#report.toml#",
        ".report.toml.swp",
    ];
    for name in odd {
        let dir = river(&[("river.toml", SOUND), (name, "[[party]]\n")]);
        let said = run(dir.path(), &["check", "river"]);
        assert_eq!(said.code, 0);
        assert!(said.out.ends_with("5 records in 1 file, 1 warning\n"), "{name}: {}", said.out);
        let shown = if name == ".archive/old.toml" { ".archive" } else { name };
        assert!(said.out.contains(&format!("river/{shown}\n")), "{name}: {}", said.out);
        assert!(run(dir.path(), &["brief", "river"]).err.starts_with("1 warning;"));
    }
    // What is read, and may be meant otherwise.
    for name in ["assumptions.toml", "assumption/dry.toml", "record/assumptions/dry.toml"] {
        let dir = river(&[("river.toml", SOUND), (name, "")]);
        let said = run(dir.path(), &["check", "river"]);
        assert!(said.out.ends_with("5 records in 2 files, 1 warning\n"), "{name}: {}", said.out);
        assert!(said.out.contains("the record itself"), "{}", said.out);
    }
    // Other files may lie there.
    let plain = [("notes.md", ""), ("scan.pdf", ""), (".gitignore", ""), (".notes.md.swp", "")];
    let dir = river(&[&[("river.toml", SOUND)][..], &plain].concat());
    assert_eq!(
        run(dir.path(), &["check", "river"]).out,
        "5 records in 1 file, nothing to report\n"
    );
    let dir = river(&[("dossier.toml.txt", SOUND)]);
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("hint: dossier.toml.txt: this file is not read"), "{}", said.err);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let dir = river(&[("river.toml", SOUND)]);
    let named = |bytes: &[u8]| dir.path().join("river").join(std::ffi::OsStr::from_bytes(bytes));
    let party = "[[party]]\nid = \"third\"\nname = \"Third\"\n";
    fs::write(named(b"re\xffport.toml"), party).expect("a file");
    assert_eq!(
        run(dir.path(), &["check", "river"]).out,
        "6 records in 2 files, nothing to report\n"
    );
    fs::write(named(b"re\xfeport.toml"), "").expect("a file");
    let said = run(dir.path(), &["check", "river"]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("rename them"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn pipes_are_named_and_nobody_waits_for_them() {
    let dir = river(&[("river.toml", SOUND)]);
    for name in ["river/pipe.toml", "river/ledger.toml", "pipe.csv", "pipe.md"] {
        let made = std::process::Command::new("mkfifo").arg(dir.path().join(name)).status();
        assert!(made.expect("mkfifo runs").success());
    }
    let said = run(dir.path(), &["check", "river"]);
    assert!(said.out.ends_with("1 file, 2 warnings\n"), "{}", said.out);
    for args in [
        &["forecast", "import", "river", "pipe.csv", "--date", "2025-12-01"][..],
        &["import", "pipe.csv", "--into", "river"],
        &["add-draft", "river", "pipe.md", "--id", "x", "--date", "2025-12-01"],
        &["frontier", "pipe.csv"],
        &["check", "pipe.csv"],
        &["brief", "river", "--out", "pipe.csv", "--force"],
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
        assert_eq!(run(dir.path(), args).code, 4, "{args:?}");
    }
}

#[test]
fn a_folder_that_never_rests_is_read_or_refused_and_not_waited_for() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    let dir = river(&[("river.toml", SOUND), ("log.toml", "")]);
    let path = dir.path().join("river/log.toml");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).expect("a file");
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"# a line\n").expect("written");
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        });
        let said = run(dir.path(), &["check", "river"]);
        // First of all: whoever waits for the writer waits for ever once a claim below fails.
        done.store(true, Ordering::Relaxed);
        let whole = said.out == "5 records in 2 files, nothing to report\n";
        let refused =
            said.code == 4 && said.err.contains("river keeps changing while it is being read");
        assert!(whole || refused, "{}{}", said.out, said.err);
    });
    assert_eq!(run(dir.path(), &["check", "river"]).code, 0);
}

#[test]
fn half_a_file_that_is_being_saved_is_no_fault_of_the_users() {
    let dir = river(&[("river.toml", SOUND)]);
    let path = dir.path().join("river/river.toml");
    let (half, rest) = SOUND.split_at(SOUND.len() / 2);
    fs::write(&path, half).expect("begun");
    let checked = std::thread::scope(|scope| {
        let check = scope.spawn(|| run(dir.path(), &["check", "river"]));
        std::thread::sleep(std::time::Duration::from_millis(40));
        fs::write(&path, [half, rest].concat()).expect("saved");
        check.join().expect("ends")
    });
    assert_eq!(checked.out, "5 records in 1 file, nothing to report\n", "{}", checked.err);
}
