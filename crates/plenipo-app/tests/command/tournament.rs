//! `plenipo tournament`: what it writes, that it goes on, that parts make the whole, and what it refuses.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Said, json, run, write};

const SMALL: &str = r#"{ "parties": 2, "names": ["Up, river", "Low"], "reservations": [1.0, 1.0],
  "utilities": [ [[3, 0], [2, 1], [0, 2]], [[1, 0], [0, 3]], [[0, 1], [1, 0]] ] }"#;
const THREE: &str = r#"{ "parties": 3,
  "utilities": [ [[3, 0, 1], [2, 1, 0], [0, 2, 2]], [[1, 0, 3], [0, 3, 1]] ] }"#;
const SPEC: &str = r#"
scenarios = ["small.json", "three.json"]
strategies = ["boulware", "conceder", "random"]
rounds = 20
break-off = 0.01
repetitions = 5
"#;

fn folder() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("small.json"), SMALL);
    write(&dir.path().join("three.json"), THREE);
    write(&dir.path().join("spec.toml"), SPEC);
    dir
}

fn played(here: &Path, args: &[&str]) -> Said {
    let said = run(here, &[&["tournament", "spec.toml"], args].concat());
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    said
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).expect("a file").lines().map(str::to_owned).collect()
}

#[test]
fn every_seat_of_every_negotiation_is_a_line() {
    let dir = folder();
    let here = dir.path();
    let said = played(here, &["--out", "all.csv"]);
    // 9 ordered pairs; of three, 10 companies: 3 of one kind and 7 others, 6 of them and the mixed one in 3 turns.
    let bouts = 5 * (9 + 3 + 7 * 3);
    assert!(said.out.contains(&format!("{bouts} of {bouts} negotiations")), "{}", said.out);
    let all = lines(&here.join("all.csv"));
    assert_eq!(all.len(), 1 + 5 * (9 * 2 + (3 + 7 * 3) * 3));
    assert!(all[1].starts_with("0,small.json,0,1,\"Up, river\",boulware,"), "{}", all[1]);
    let answer = json(&played(here, &["--format", "json"]));
    let ranks = answer["tables"].as_array().expect("tables").iter().find(|it| it["id"] == "ranks");
    let rows = ranks.expect("the table")["rows"].as_array().expect("rows").clone();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2][1], "random");
}

#[test]
fn parts_make_the_whole_and_what_was_broken_off_is_gone_on_with() {
    let dir = folder();
    let here = dir.path();
    played(here, &["--out", "all.csv"]);
    let whole = fs::read(here.join("all.csv")).expect("a file");
    assert_eq!(
        {
            played(here, &["--out", "one.csv", "--threads", "1"]);
            fs::read(here.join("one.csv")).expect("a file")
        },
        whole
    );
    let mut parts = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let name = format!("{}.csv", &part[..1]);
        played(here, &["--shard", part, "--out", &name]);
        parts.extend(lines(&here.join(name)).into_iter().skip(1));
    }
    let number = |line: &String| line.split(',').next().and_then(|it| it.parse::<u64>().ok());
    parts.sort_by_key(number);
    assert_eq!(parts, lines(&here.join("all.csv"))[1..]);
    // Cut off anywhere, in the middle of a line or of a negotiation, it ends as the whole.
    for at in [0, 10, 40, 200, whole.len() / 2, whole.len() - 1, whole.len()] {
        fs::write(here.join("cut.csv"), &whole[..at]).expect("a file");
        let said = played(here, &["--out", "cut.csv", "--resume"]);
        assert_eq!(fs::read(here.join("cut.csv")).expect("a file"), whole, "{at}");
        // The ranks are of everything, also of what was there.
        let ranks = |text: &str| text.split("rank").nth(1).map(str::to_owned);
        let read = played(here, &["--read", "1.csv", "--read", "2.csv", "--read", "3.csv"]);
        assert_eq!(ranks(&said.out), ranks(&read.out), "{at}");
    }
}

#[test]
fn a_file_that_is_there_is_never_lost() {
    let dir = folder();
    let here = dir.path();
    write(&here.join("notes.csv"), "something,else\n");
    for args in [&["--out", "notes.csv"][..], &["--out", "notes.csv", "--resume"]] {
        let said = run(here, &[&["tournament", "spec.toml"], args].concat());
        assert!(said.code > 2 && said.err.contains("notes.csv"), "{}", said.err);
        assert_eq!(lines(&here.join("notes.csv")), ["something,else"]);
    }
    write(&here.join("notes.csv"), "one line without an end");
    let said = run(here, &["tournament", "spec.toml", "--out", "notes.csv", "--resume"]);
    assert!(said.code == 3, "{}", said.err);
    assert_eq!(lines(&here.join("notes.csv")), ["one line without an end"]);
    played(here, &["--out", "all.csv"]);
    let before = fs::read(here.join("all.csv")).expect("a file");
    // With another seed it is another tournament only where chance played a part; another list always is.
    write(&here.join("spec.toml"), &SPEC.replace("\"boulware\"", "\"micro\""));
    let said = run(here, &["tournament", "spec.toml", "--out", "all.csv", "--resume"]);
    assert!(said.code == 3 && said.err.contains("no result of this tournament"), "{}", said.err);
    assert_eq!(fs::read(here.join("all.csv")).expect("a file"), before);
}

/// As on a full disk, of which a limit on the size of files is the likeness that needs no disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_what_can_be_gone_on_with() {
    let dir = folder();
    let here = dir.path();
    played(here, &["--out", "all.csv"]);
    let whole = fs::read(here.join("all.csv")).expect("a file");
    let line = "trap '' XFSZ; ulimit -f 4; exec \"$0\" tournament spec.toml --out full.csv";
    let output = std::process::Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_plenipo")])
        .current_dir(here)
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("could not write full.csv") && said.contains("--resume"), "{said}");
    let part = fs::read(here.join("full.csv")).expect("a file");
    assert!(whole.starts_with(&part) && (part.is_empty() || part.ends_with(b"\n")));
    played(here, &["--out", "full.csv", "--resume"]);
    assert_eq!(fs::read(here.join("full.csv")).expect("a file"), whole);
    // What is no file is not read to its end, which it may not have.
    std::os::unix::fs::symlink("/dev/zero", here.join("zero.csv")).expect("a link");
    let said = run(here, &["tournament", "spec.toml", "--out", "zero.csv", "--resume"]);
    assert!(said.code == 4 && said.err.contains("not a regular file"), "{}", said.err);
}

#[test]
fn what_cannot_be_played_is_told() {
    let dir = folder();
    let here = dir.path();
    let told = |spec: &str| {
        write(&here.join("bad.toml"), spec);
        let said = run(here, &["tournament", "bad.toml"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{spec}: {}", said.err);
        said.err
    };
    let with = |from: &str, to: &str| told(&SPEC.replace(from, to));
    assert!(with("boulware", "bouleware").contains("did you mean `boulware`?"));
    assert!(with("rounds = 20", "rounds = 0").contains("0 rounds"));
    assert!(with("rounds = 20", "rounds = -3").contains("bad.toml:4: `rounds` is a whole number"));
    assert!(with("0.01", "1").contains("probability of breaking off"));
    assert!(with("repetitions = 5", "repetition = 5").contains("no key `repetition`"));
    assert!(with("repetitions = 5", "protocol = \"shuttle\"").contains("nobody makes offers"));
    assert!(with("repetitions = 5", "protocol = \"alternate\"").contains("did you mean"));
    assert!(with("scenarios", "[x]\nscenarios").contains("no key `x`"));
    assert!(with("= 20", "= = 20").contains("bad.toml:4"));
    assert!(told("strategies = [\"micro\"]\n").contains("which `scenarios`"));
    write(&here.join("one.json"), r#"{ "parties": 1, "utilities": [[[1], [0]]] }"#);
    assert!(with("three.json", "one.json").contains("1 party is no negotiation"));
    let said = run(here, &["tournament", "none.toml"]);
    assert_eq!(said.code, 4, "{}", said.err);
    for args in [["--shard", "0/3"], ["--shard", "4/3"], ["--shard", "x"], ["--for", "upper"]] {
        let said = run(here, &[&["tournament", "spec.toml"][..], &args].concat());
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
    }
}

#[test]
fn where_nobody_can_agree_that_is_said() {
    let dir = folder();
    let here = dir.path();
    write(&here.join("small.json"), &SMALL.replace("[1.0, 1.0]", "[9.0, 9.0]"));
    let said = played(here, &[]);
    assert!(said.out.contains("nobody can agree there"), "{}", said.out);
}
