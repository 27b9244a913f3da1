//! `plenipo read`: a file of proposed entries, and nothing in the record.

use std::io::Write;
use std::process::Stdio;

use super::{SOUND, json, names, plenipo, river, run, write};

const REPORT: &str = "title: No deal on the river\npublisher: The Wire\ndate: 2025-12-01\n\n\
Minister Ana Dale of the Upper basin ruled out a dam on Monday. The two sides met in Lund on Sunday. \
Analysts say a deal is unlikely.\n";

#[test]
fn a_report_is_shown_first_then_proposed_in_a_file_of_its_own() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    write(&here.join("report.md"), REPORT);
    let before = names(here).len();
    let state = run(here, &["show", "river", "--format", "json"]).out;
    let dry = run(here, &["read", "river", "report.md", "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains("[proposals]") && dry.out.contains("nothing was written"),
        "{}",
        dry.out
    );
    assert_eq!(names(here).len(), before);
    let said = run(here, &["read", "river", "report.md"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let file = "river/proposals/2025-12-01-no-deal-on-the-river.toml";
    assert!(said.out.starts_with(&format!("wrote {file}: 1 source")), "{}", said.out);
    assert!(said.out.contains("nothing of it is in the record"), "{}", said.out);
    let text = std::fs::read_to_string(here.join(file)).expect("a file");
    // What was shown is what is written, but for the day of reading.
    assert!(dry.out.starts_with(text.lines().next().expect("a line")), "{}", dry.out);
    assert!(
        text.contains("# \"Minister Ana Dale of the Upper basin ruled out a dam on Monday.\""),
        "{text}"
    );
    assert_eq!(run(here, &["check", "river"]).code, 0);
    assert_eq!(
        run(here, &["show", "river", "--format", "json"]).out,
        state,
        "no answer has any of it"
    );
    let again = run(here, &["read", "river", "report.md"]);
    assert!(again.code == 0 && again.out.contains("was read before"), "{}", again.out);
    assert_eq!(std::fs::read_to_string(here.join(file)).expect("a file"), text);
    let copy = REPORT.replace("The Wire", "The Echo").replace("No deal on the river", "No deal");
    write(&here.join("copy.md"), &copy);
    let copy = json(&run(here, &["read", "river", "copy.md", "--format", "json"]));
    assert!(copy["notes"].to_string().contains("a reprint"), "{copy}");
}

#[test]
fn proposals_leave_with_no_export_and_with_no_sealed_extract() {
    let open = SOUND.replace("[dossier]\n", "[dossier]\ndisclosure = \"open\"\n");
    let dir = river(&[("dossier.toml", &open)]);
    let here = dir.path();
    write(&here.join("report.md"), REPORT);
    write(&here.join("words"), "six words that nobody guesses\n");
    assert_eq!(run(here, &["read", "river", "report.md"]).code, 0);
    for args in [
        vec!["export", "river", "--for", "upper", "--out", "theirs"],
        vec!["export", "river", "--to", "csv", "--out", "sheets"],
        vec!["seal", "river", "--for", "upper", "--passphrase-file", "words", "--out", "x.age"],
        vec!["open", "x.age", "--passphrase-file", "words", "--out", "opened"],
    ] {
        let said = run(here, &args);
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    }
    for folder in ["theirs", "sheets", "opened"] {
        for path in names(&here.join(folder)) {
            if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                assert!(
                    !text.contains("Ana Dale") && !text.contains("[proposals]"),
                    "{}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn standard_input_is_a_report_like_any_other() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    let mut child = plenipo()
        .args([
            "read",
            "river",
            "-",
            "--date",
            "2025-12-01",
            "--title",
            "From a clipboard",
            "--dry-run",
        ])
        .current_dir(here)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(b"The two sides met in Lund on Sunday.")
        .expect("written");
    let out = child.wait_with_output().expect("ends");
    let out = String::from_utf8(out.stdout).expect("text");
    assert!(
        out.contains("date = 2025-11-30") && out.contains("title = \"From a clipboard\""),
        "{out}"
    );
}

#[test]
fn what_is_no_report_is_told_and_nothing_is_written() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    write(&here.join("empty.txt"), "");
    std::fs::write(here.join("binary.txt"), b"\x00\x01\x02").expect("a file");
    write(
        &here.join("german.txt"),
        "title: X\ndate: 2025-12-01\n\nDer Minister sagte am Dienstag, dass er den Entwurf ablehne und nicht nach Genf reisen werde.",
    );
    write(&here.join("undated.txt"), "The minister said on Monday that he had rejected the draft.");
    write(
        &here.join("ahead.txt"),
        "title: X\ndate: 2099-01-01\n\nThe minister said on Monday that he had rejected the draft.",
    );
    let before = names(here).len();
    for (file, words) in [
        ("empty.txt", "is empty"),
        ("binary.txt", "not a text file"),
        ("none.txt", "no file none.txt"),
        ("river", "is a folder"),
    ] {
        let said = run(here, &["read", "river", file]);
        assert!(said.code != 0 && said.err.contains(words), "{file}: {}", said.err);
    }
    for (file, words) in [
        ("german.txt", "German"),
        ("undated.txt", "it has no date"),
        ("ahead.txt", "lies ahead of today"),
    ] {
        let said = run(here, &["read", "river", file, "--dry-run"]);
        assert!(said.code == 0 && said.out.contains(words), "{file}: {}{}", said.out, said.err);
    }
    let said = run(here, &["read", "river", "undated.txt", "--source", "nobody"]);
    assert!(said.code != 0 && said.err.contains("no source `nobody`"), "{}", said.err);
    let said = run(here, &["read", "river", "undated.txt", "--for", "upper"]);
    assert!(said.code == 2 && said.err.contains("full record only"), "{}", said.err);
    assert_eq!(names(here).len(), before);
}
