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

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let output = plenipo().args(["explain", "dossier"]).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not write"));
}
