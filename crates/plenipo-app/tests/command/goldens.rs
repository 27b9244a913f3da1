//! The cases of the gallery, replayed against what they printed last: `cases/*/expected/`.
//!
//! `cargo run -p xtask -- goldens` writes them anew; the difference is then read like any other.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn every_case_prints_what_it_printed() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut replayed = 0;
    for case in fs::read_dir(&cases).expect("the cases") {
        let case = case.expect("a case").path();
        if !case.is_dir() {
            continue;
        }
        let expected = case.join("expected");
        let commands = fs::read_to_string(expected.join("commands")).expect("its commands");
        for line in commands.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
            let mut words = line.split_whitespace();
            let file = words.next().expect("a file");
            let output = Command::new(env!("CARGO_BIN_EXE_plenipo"))
                .args(words)
                .env_remove("NO_COLOR")
                .current_dir(&case)
                .output()
                .expect("plenipo runs");
            let printed = String::from_utf8(output.stdout).expect("text");
            let before = fs::read_to_string(expected.join(file)).expect("the golden");
            if let Some((n, (now, then))) =
                printed.lines().zip(before.lines()).enumerate().find(|(_, (a, b))| a != b)
            {
                panic!("{line}\nline {}:\nnow  {now}\nthen {then}", n + 1);
            }
            assert_eq!(printed.len(), before.len(), "{line}");
            replayed += 1;
        }
    }
    assert!(replayed > 10, "only {replayed} goldens");
}
