//! `plenipo review`: what is proposed goes into the record, or is not asked again; nothing else is touched.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{SOUND, json, names, plenipo, river, run, write};

const REPORT: &str = "title: No deal on the river\npublisher: The Wire\ndate: 2025-12-01\n\n\
Norland would never accept storage on its soil, Minister Ana Dale said on Monday. The two sides met in Lund on Sunday. \
Analysts say a deal is unlikely.\n";

const FILE: &str = "river/proposals/2025-12-01-no-deal-on-the-river.toml";

fn talks() -> tempfile::TempDir {
    let dossier = SOUND.replace("name = \"Upper basin\"", "name = \"Norland\"");
    let dir = river(&[("dossier.toml", &dossier)]);
    write(&dir.path().join("report.md"), REPORT);
    let said = run(dir.path(), &["read", "river", "report.md"]);
    assert_eq!(said.code, 0, "{}", said.err);
    dir
}

fn rows(here: &Path) -> Vec<Value> {
    let said = json(&run(here, &["review", "river", "--list", "--format", "json"]));
    let tables = said["tables"].as_array().expect("tables");
    let table = tables.iter().find(|it| it["id"] == "to_decide").expect("the table");
    table["rows"].as_array().expect("rows").clone()
}

/// The number of the first entry of a table.
fn number(rows: &[Value], table: &str) -> String {
    let row = rows.iter().find(|it| it[3] == table).expect("an entry of the table");
    row[0].to_string()
}

fn text(here: &Path, name: &str) -> String {
    fs::read_to_string(here.join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

#[test]
fn the_list_has_the_words_the_rule_and_what_each_brings() {
    let dir = talks();
    let here = dir.path();
    let before = names(here).len();
    let said = run(here, &["review", "river", "--list"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in [
        "of 1 report to decide",
        "The Wire: No deal on the river, 2025-12-01",
        "Norland would never accept storage on its soil",
        "by the rule",
        "brings with it: source",
        "nothing of it is in the record",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    // Without a terminal nobody can be asked: the same list.
    assert_eq!(run(here, &["review", "river"]).out, said.out);
    let rows = rows(here);
    assert!(rows.len() > 4 && rows[0][3] == "source", "{rows:?}");
    let line = rows.iter().find(|it| it[3] == "red_line").expect("a line");
    assert_eq!((&line[2], &line[6]), (&Value::from("line"), &Value::from("line")));
    assert!(line[11].to_string().contains(rows[0][4].as_str().expect("an id")), "{line}");
    assert_eq!(names(here).len(), before);
}

#[test]
fn what_is_accepted_is_in_the_record_and_what_is_rejected_is_not_asked_again() {
    let dir = talks();
    let here = dir.path();
    let all = rows(here);
    let head = text(here, FILE).lines().find(|it| it.starts_with("text = ")).map(str::to_owned);
    let (line, meeting) = (number(&all, "red_line"), number(&all, "meeting"));
    let said = run(here, &["review", "river", "--accept", &line, "--reject", &meeting]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("1 accepted, 1 rejected") || said.out.contains("accepted, 1 rejected"),
        "{}",
        said.out
    );
    let entered = text(here, "river/entered/2025-11-20.toml");
    assert!(
        entered.starts_with("# Accepted from proposals/2025-12-01-no-deal-on-the-river.toml."),
        "{entered}"
    );
    assert!(entered.find("[[source]]") < entered.find("[[red_line]]"), "{entered}");
    assert_eq!(run(here, &["check", "river"]).code, 0);
    let rest = rows(here);
    assert!(rest.iter().all(|it| it[3] != "red_line" && it[3] != "meeting"), "{rest:?}");
    let own = text(here, FILE);
    assert!(own.contains("accepted = [") && own.contains("rejected = ["), "{own}");
    assert!(head.is_some_and(|it| own.contains(&it)), "the fingerprint stays");
    // The same text is not read again, and a reprint does not ask what was rejected.
    assert!(run(here, &["read", "river", "report.md"]).out.contains("was read before"));
    let copy = REPORT
        .replace("The Wire", "The Echo")
        .replace("title: No deal on the river", "title: No deal");
    write(&here.join("copy.md"), &copy);
    let said = run(here, &["read", "river", "copy.md", "--dry-run"]);
    assert!(said.out.contains("rejected before of the same words"), "{}", said.out);
    assert!(!said.out.contains("[[meeting]]"), "{}", said.out);
    let said = run(here, &["read", "river", "copy.md", "--dry-run", "--again"]);
    assert!(said.out.contains("[[meeting]]"), "{}", said.out);
    let said = run(here, &["read", "river", "report.md", "--dry-run", "--again"]);
    assert!(
        said.out.contains("[[meeting]]") && !said.out.contains("[[source]]"),
        "its source is on record: {}",
        said.out
    );
}

#[test]
fn ids_ranges_and_all_name_entries_and_what_names_nothing_is_told() {
    let dir = talks();
    let here = dir.path();
    let all = rows(here);
    let before = text(here, FILE);
    let id = all.iter().find(|it| it[3] == "red_line").expect("a line")[4]
        .as_str()
        .expect("an id")
        .to_owned();
    for (args, words) in [
        (vec!["--accept", "99"], "no such number"),
        (vec!["--accept", "3-2"], "no such number"),
        (vec!["--accept", "0"], "no such number"),
        (vec!["--accept", ""], "names nothing"),
        (vec!["--reject", "nothing"], "has that id"),
        (vec!["--reject", &id[..id.len() - 1]], "did you mean"),
        (vec!["--accept", &id, "--reject", &id], "accepted and rejected at once"),
        (vec!["--reject", "1"], "rest on the source"),
        (vec!["--list", "--accept", "1"], "changes nothing"),
        (vec!["--report", "other"], "no file of proposals"),
        (vec!["--for", "upper"], "full record only"),
        (vec!["--format", "csv"], ""),
    ] {
        let said = run(here, &[&["review", "river"][..], &args].concat());
        assert!(said.code != 0 && said.err.contains(words), "{args:?}: {}{}", said.out, said.err);
        assert_eq!(text(here, FILE), before, "{args:?}");
        assert!(!here.join("river/entered").exists(), "{args:?}");
    }
    let said = run(here, &["review", "river", "--accept", &id, "--report", "no-deal"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = run(here, &["review", "river", "--accept", "1-2"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = run(here, &["review", "river", "--reject", "all"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = run(here, &["review", "river"]);
    assert!(said.out.starts_with("nothing to decide"), "{}", said.out);
    assert_eq!(run(here, &["check", "river"]).code, 0);
    assert!(text(here, FILE).contains("shingles = ["));
}

#[test]
fn proposals_of_any_kind_are_told_at_their_line_and_stop_nothing_else() {
    let dir = talks();
    let here = dir.path();
    let put = |name: &str, bytes: &[u8]| {
        fs::write(here.join("river/proposals").join(name), bytes).expect("a file");
    };
    let deep = format!("[proposals]\nx = {}{}\n", "[".repeat(3000), "]".repeat(3000));
    let huge = format!("[proposals]\nx = \"{}\"\n", "y".repeat(17 << 20));
    put("cut.toml", b"[proposals]\nsource = \"x\"\n[[meeting]]\nid = \"m");
    put("latin.toml", b"[proposals]\nsource = \"\xe9\"\n");
    put("deep.toml", deep.as_bytes());
    put("huge.toml", huge.as_bytes());
    put("odd.toml", b"[proposals]\nentries = 3\naccepted = { a = 1 }\nrejected = [[]]\n[[meeting]]\n[[nonsense]]\nx = 1\n");
    put("odd.txt", b"\xff\xfe\x00");
    let said = run(here, &["review", "river", "--list"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for file in ["cut", "latin", "deep", "huge"] {
        let told = format!("proposals/{file}.toml cannot be gone through:");
        assert!(said.out.contains(&told), "{told} {}", said.out);
    }
    assert!(said.out.contains("never accept storage"), "{}", said.out);
    let said = run(here, &["review", "river", "--accept", "all", "--report", "no-deal"]);
    assert_eq!(said.code, 0, "{}", said.err);
    // Alone, such a file is a failure.
    for file in ["cut", "latin", "deep", "huge"] {
        let said = run(here, &["review", "river", "--list", "--report", file]);
        assert_eq!(said.code, 3, "{file}: {}", said.out);
    }
    // Gone meanwhile.
    fs::remove_dir_all(here.join("river/proposals")).expect("removed");
    let said = run(here, &["review", "river", "--list"]);
    assert!(said.code == 0 && said.out.starts_with("nothing to decide"), "{}", said.out);
    assert_eq!(run(here, &["review", "river", "--accept", "1"]).code, 2);
}

#[test]
fn an_entry_mended_by_hand_into_nonsense_is_refused_with_its_line() {
    let dir = talks();
    let here = dir.path();
    let own = text(here, FILE).replace("party = \"upper\"", "party = \"uper\"");
    write(&here.join(FILE), &own);
    let all = rows(here);
    let line = all.iter().find(|it| it[3] == "red_line").expect("a line");
    assert!(line[12].to_string().contains("uper"), "{line}");
    let said = run(here, &["review", "river", "--accept", &line[0].to_string()]);
    assert_eq!(said.code, 3);
    assert!(
        said.err.contains(&format!("{FILE}:")) && said.err.contains("\"uper\""),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("did you mean `upper`") && said.err.contains("nothing was written"),
        "{}",
        said.err
    );
    assert_eq!(text(here, FILE), own);
}

#[cfg(unix)]
#[test]
fn what_is_closed_is_for_the_user_alone_and_nothing_is_written_through_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = talks();
    let here = dir.path();
    let mode =
        |name: &str| fs::metadata(here.join(name)).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(FILE), 0o600, "the dossier is closed");
    assert_eq!(mode(&FILE.replace(".toml", ".txt")), 0o600);
    assert_eq!(run(here, &["review", "river", "--accept", "1"]).code, 0);
    assert_eq!(mode("river/entered/2025-11-20.toml"), 0o600);
    assert_eq!(mode(FILE), 0o600);
    let dir = talks();
    let here = dir.path();
    fs::create_dir(here.join("elsewhere")).expect("a folder");
    symlink("../elsewhere", here.join("river/entered")).expect("a link");
    let before = text(here, FILE);
    let said = run(here, &["review", "river", "--accept", "2"]);
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.contains("is a link"), "{}", said.err);
    assert_eq!(text(here, FILE), before);
    assert_eq!(fs::read_dir(here.join("elsewhere")).expect("a folder").count(), 0);
}

#[test]
fn what_the_disk_refuses_leaves_the_proposals_and_a_second_try_enters_once() {
    let dir = talks();
    let here = dir.path();
    let before = text(here, FILE);
    // As if the machine had stopped between the two files.
    assert_eq!(run(here, &["review", "river", "--accept", "all"]).code, 0);
    let entered = text(here, "river/entered/2025-11-20.toml");
    write(&here.join(FILE), &before);
    let said = run(here, &["review", "river", "--list"]);
    assert!(said.out.starts_with("nothing to decide"), "{}", said.out);
    assert_eq!(run(here, &["check", "river"]).code, 0);
    assert_eq!(text(here, "river/entered/2025-11-20.toml"), entered);
}

#[cfg(unix)]
#[test]
fn a_review_waits_for_other_writers_and_looking_waits_for_nobody() {
    let dir = talks();
    let here = dir.path();
    let held = fs::File::open(here.join("river")).expect("a folder");
    held.lock().expect("locked");
    assert_eq!(run(here, &["review", "river", "--list"]).code, 0);
    let mut child = plenipo()
        .args(["review", "river", "--accept", "1"])
        .current_dir(here)
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("runs");
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(child.try_wait().expect("asked").is_none(), "it waits");
    assert!(!here.join("river/entered").exists());
    drop(held);
    assert!(child.wait().expect("ends").success());
}
