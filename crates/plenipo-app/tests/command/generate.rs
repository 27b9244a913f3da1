use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::run;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn made(what: &str) -> String {
    let said = run(here(), &["generate", what]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{what}");
    said.out
}

/// The verbs that the help lists.
fn verbs() -> Vec<String> {
    let help = run(here(), &["--help"]).out;
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    let verbs: Vec<String> = list
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert!(verbs.len() > 8, "{verbs:?}");
    verbs
}

/// What `program` says of `text`, and whether it was content; `None` where it is not installed.
fn told(program: &str, args: &[&str], text: &str) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        // Past the harness's capture, so that it is seen.
        let _ = writeln!(std::io::stderr().lock(), "skipped: {program} is not installed");
        return None;
    };
    let mut input = child.stdin.take().expect("its input");
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join();
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn the_manual_has_every_verb_and_flag() {
    let page = made("man").replace("\\-", "-");
    for verb in verbs() {
        assert!(page.contains(&format!(".SS \"plenipo {verb}\"")), "{verb}");
        let help = run(here(), &[&verb, "--help"]).out;
        for flag in help.split_whitespace().filter(|it| it.starts_with("--") && it.len() > 2) {
            let flag = flag.trim_end_matches([',', ';', ':', '.', ')']);
            assert!(page.contains(flag.split('=').next().expect("a flag")), "{verb} {flag}");
        }
    }
    assert!(page.contains("Exit status: 0 answered"), "{page}");
}

#[test]
fn the_manual_renders_without_a_warning() {
    let page = made("man");
    let Some((content, said)) = told("groff", &["-man", "-Tutf8", "-ww", "-z"], &page) else {
        return;
    };
    assert!(content && said.is_empty(), "{said}");
}

#[test]
fn completions_name_every_verb_and_read_as_shell() {
    for (shell, checks) in
        [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"]), ("powershell", &[])]
    {
        let text = made(&format!("complete-{shell}"));
        for verb in verbs() {
            assert!(text.contains(&verb), "{shell}: {verb}");
        }
        assert!(text.contains("as-of"), "{shell}");
        if checks.is_empty() {
            continue;
        }
        if let Some((content, said)) = told(shell, checks, &text) {
            assert!(content && said.is_empty(), "{shell}: {said}");
        }
    }
}

#[test]
fn an_unknown_shell_is_misuse_with_a_suggestion() {
    let said = run(here(), &["generate", "complete-bsh"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("complete-bash"), "{}", said.err);
    assert_eq!(run(here(), &["generate", "man", "--format", "json"]).code, 2);
}

#[test]
fn what_is_made_can_be_written_into_a_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = run(dir.path(), &["generate", "man", "--out", "plenipo.1"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    let page = std::fs::read_to_string(dir.path().join("plenipo.1")).expect("the page");
    assert_eq!(page, made("man"));
}
