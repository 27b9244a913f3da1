//! What reaches the terminal, the pipe and the shell.

use std::process::Stdio;

use super::{SOUND, plenipo, river, run};

#[test]
fn without_a_command_there_is_help_and_misuse() {
    let here = std::path::Path::new(".");
    let said = run(here, &[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Usage: plenipo"), "{}", said.err);
    assert_eq!(run(here, &["--help"]).code, 0);
    assert_eq!(run(here, &["--version"]).out, format!("plenipo {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(here, &["asess"]).code, 2);
    assert_eq!(run(here, &["help"]).code, 2);
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let dir = river(&[("river.toml", SOUND)]);
    let coloured = |args: &[&str], no_color: Option<&str>| {
        let mut command = plenipo();
        command.args(["brief", "river"]).args(args).current_dir(dir.path());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        command.output().expect("the command runs").stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], None));
    assert!(!coloured(&[], Some("1")));
    assert!(!coloured(&["--color", "never"], None));
    assert!(coloured(&["--color", "always"], None));
    // What is asked for on the spot goes before what the environment says.
    assert!(coloured(&["--color", "always"], Some("1")));
}

#[test]
fn a_reader_that_has_gone_is_no_fault() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = plenipo()
        .args(["explain", "dossier"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .expect("the command runs");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Runs the command with an output that is always full.
#[cfg(target_os = "linux")]
fn into_full(folder: &std::path::Path, args: &[&str]) -> (Option<i32>, String) {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let output = plenipo().args(args).current_dir(folder).stdout(full).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let dir = river(&[("river.toml", SOUND)]);
    for args in [
        &["--help"][..],
        &["--version"],
        &["-h"],
        &["check", "--help"],
        &["forecast", "add", "--help"],
        &["explain"],
        &["explain", "dossier"],
        &["generate", "man"],
        &["generate", "complete-bash"],
        &["check", "river"],
        &["check", "river", "--format", "json"],
        &["show", "river"],
        &["show", "river", "--format", "csv"],
        &["assess", "river"],
        &["amend", "river", "--draft", "upper-1"],
        &["brief", "river"],
        &["brief", "river", "--format", "html"],
        &["outlook", "river"],
        &["forecast", "river"],
        &["statements", "river"],
    ] {
        let (code, err) = into_full(dir.path(), args);
        assert_eq!(code, Some(4), "{args:?}");
        assert!(err.contains("could not write the answer"), "{args:?}: {err}");
        assert!(!err.contains("written all the same"), "{args:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_written_before_the_answer_failed_is_said() {
    let dir = river(&[("river.toml", SOUND)]);
    super::write(&dir.path().join("text.txt"), "1. A dam is built.\n");
    super::write(&dir.path().join("s/source.csv"), "record,id,publisher,date\n,new,X,2031-01-01\n");
    for (args, wrote) in [
        (
            &["add-draft", "river", "text.txt", "--id", "x", "--date", "2025-12-01"][..],
            "river/drafts/x.toml",
        ),
        (&["import", "s", "--into", "river"], "river/imported-s.toml"),
        (
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
            "river/ledger.toml",
        ),
        (&["amend", "river", "--draft", "upper-1", "--save", "y"], "river/drafts/y.toml"),
        (&["export", "river", "--to", "csv", "--out", "csv"], "csv"),
        (&["export", "river", "--for", "lower", "--out", "theirs"], "theirs"),
        (&["compare", "river", "--html", "a.html"], "a.html"),
        (&["new", "begun"], "begun"),
    ] {
        if args[0] == "amend" && run(dir.path(), args).code != 0 {
            // Nothing to change, nothing to save.
            continue;
        }
        if args[0] == "amend" {
            std::fs::remove_file(dir.path().join(wrote)).expect("removed");
        }
        if args[0] == "compare" && run(dir.path(), &["compare", "river"]).code != 0 {
            continue;
        }
        let (code, err) = into_full(dir.path(), args);
        assert_eq!(code, Some(4), "{args:?}: {err}");
        assert!(err.contains("written all the same") && err.contains(wrote), "{args:?}: {err}");
        assert!(dir.path().join(wrote).exists());
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_is_open_for_reading_only_is_told() {
    let null = std::fs::File::open("/dev/null").expect("a file");
    let output = plenipo().arg("--version").stdout(null).output().expect("it runs");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not write"));
}
