//! The tutorial, followed to the letter in an empty folder.
//!
//! Blocks of `docs/tutorial.md`: `toml PATH` is a file to write, `replace PATH` holds lines
//! `old -> new`, `console` holds commands after `$ ` and what they print; a line `…` stands for
//! lines left out.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const PAGE: &str = include_str!("../../../../docs/tutorial.md");

#[test]
fn whoever_follows_the_tutorial_gets_what_it_prints() {
    let folder = TempDir::new().expect("a folder");
    let (mut files, mut commands) = (0, 0);
    for (info, body) in blocks(PAGE) {
        match info.split_once(' ').unwrap_or((info, "")) {
            ("toml", path) => {
                write(folder.path(), path, body);
                files += 1;
            }
            ("replace", path) => {
                let path = folder.path().join(path);
                let mut text = fs::read_to_string(&path).expect("a file written before");
                for line in body.lines() {
                    let (old, new) = line.split_once(" -> ").expect("old -> new");
                    assert!(text.contains(old), "{old} is not in {}", path.display());
                    text = text.replace(old, new);
                }
                fs::write(path, text).expect("the file");
            }
            ("console", _) => commands += console(folder.path(), body),
            _ => {}
        }
    }
    assert!(files >= 5 && commands >= 5, "{files} files, {commands} commands");
}

/// The fenced blocks of a page: what stands after the fence, and what in it.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = page.split("```").collect();
    parts.iter().skip(1).step_by(2).filter_map(|it| it.split_once('\n')).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(path, text).expect("the file");
}

/// Runs the commands of a block and compares; returns how many there were.
fn console(folder: &Path, body: &str) -> usize {
    let each: Vec<&str> = body.split("$ ").filter(|it| !it.trim().is_empty()).collect();
    for one in &each {
        let (command, expected) = one.split_once('\n').expect("a command and what it prints");
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("plenipo"));
        let output = Command::new(env!("CARGO_BIN_EXE_plenipo"))
            .args(words)
            .env("SOURCE_DATE_EPOCH", super::NOON)
            .env_remove("PLENIPO_AUTHOR")
            .current_dir(folder)
            .output()
            .expect("plenipo runs");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).expect("text");
        let mut rest = printed.as_str();
        for stretch in expected.split("…\n").map(str::trim_end).filter(|it| !it.is_empty()) {
            let found = rest.find(stretch);
            let at = found.unwrap_or_else(|| {
                panic!("{command}\nprints\n{printed}\nwhere the tutorial has\n{stretch}")
            });
            rest = &rest[at + stretch.len()..];
        }
    }
    each.len()
}
