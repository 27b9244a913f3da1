//! `plenipo add-draft`: a new file in the dossier, and nothing else changed.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::provenance::Provenance;
use plenipo::finding::status::Status;
use plenipo::finding::table::{Cell, Column, ColumnKind, Table};

use super::{SOUND, names, river, run, write};

const ADD: [&str; 5] = ["add-draft", "river", "text.txt", "--id", "fresh"];

fn add<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let args: Vec<&str> = ADD.to_vec();
    [args.as_slice(), &["--date", "2025-12-01"], more].concat()
}

#[test]
fn a_text_becomes_a_draft_that_checks_clean() {
    let read = SOUND.replace("tabled_by", "form = \"text\"\ncomplete = true\ntabled_by");
    // Its gazette is of the day of the text, or later.
    let read = read.replace("\"The text\"\ndate = 2025-11-20", "\"The text\"\ndate = 2025-12-01");
    let dir = river(&[("dossier.toml", &read)]);
    write(&dir.path().join("text.txt"), "Preamble.\n\n1. A dam is built.\n\n2. Data are shared.\n");
    let more = ["--tabled-by", "lower", "--source", "gazette", "--complete", "--form", "leak"];
    let said = run(dir.path(), &add(&more));
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.err);
    assert!(said.out.contains("wrote river/drafts/fresh.toml: 3 points, 2 with a number"));
    assert!(said.out.contains("note: 1 paragraph"), "{}", said.out);
    assert!(said.out.contains("1 of 3 points come from upper-1"), "{}", said.out);
    let text = std::fs::read_to_string(dir.path().join("river/drafts/fresh.toml")).expect("a file");
    assert!(
        text.contains("title = \"text\"\ndate = 2025-12-01\ntabled_by = [\"lower\"]\n"),
        "{text}"
    );
    assert!(text.contains("form = \"leak\"\ncomplete = true\nsource = \"gazette\"\n"), "{text}");
    assert!(text.contains("number = 1\ntext = \"A dam is built.\"\n# proposed: "), "{text}");
    assert!(text.contains("of upper-1 point 1 (confidence "), "{text}");
    // Proposed only: the record has no lineage and no option until somebody takes the sign away.
    assert!(!text.lines().any(|it| it.starts_with("lineage") || it.starts_with("sets")), "{text}");
    // What it settles is not entered: its silence is not taken for anything, and that is said.
    assert!(said.out.contains("no point of it settles anything yet"), "{}", said.out);
    let said = run(dir.path(), &["check", "river"]);
    let warned = format!("{}{}", said.out, said.err);
    assert_eq!(said.code, 0, "{warned}");
    assert!(
        warned.contains("complete, but 3 of its 3 points settle nothing yet")
            && warned.contains("its silence is read as unknown")
            && warned.contains("drafts/fresh.toml:"),
        "{warned}"
    );
    let confirmed = text.replace("# lineage", "lineage").replace(
        "text = \"A dam is built.\"",
        "text = \"A dam is built.\"\nsets = { storage = \"dam\" }",
    );
    let confirmed = confirmed.replace(
        "text = \"Data are shared.\"",
        "text = \"Data are shared.\"\nexcludes = { storage = [\"none\"] }",
    );
    std::fs::write(dir.path().join("river/drafts/fresh.toml"), confirmed).expect("a file");
    let said = run(dir.path(), &["check", "river"]);
    assert!(said.out.ends_with("nothing to report\n"), "{}{}", said.out, said.err);
}

#[test]
fn nothing_is_written_over_and_nothing_by_half() {
    let dir = river(&[("dossier.toml", SOUND), ("drafts/fresh.toml", "# mine\n")]);
    write(&dir.path().join("text.txt"), "1. A dam is built.\n");
    let before = names(dir.path());
    let said = run(dir.path(), &add(&[]));
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.contains("fresh.toml exists already"), "{}", said.err);
    for (args, code, says) in [
        (vec!["--id", "upper-1"], 2, "there is a draft `upper-1` already"),
        (vec!["--id", "Not An Id"], 2, "cannot be the id"),
        (vec!["--id", "x", "--tabled-by", "uper"], 2, "upper"),
        (vec!["--id", "x", "--source", "nowhere"], 2, "[[source]]"),
        (vec!["--id", "x", "--based-on", "upper-9"], 2, "upper-1"),
        (vec!["--id", "x", "--for", "upper"], 2, "to the full record only"),
        (vec!["--id", "x", "--form", "rumour"], 2, "possible values"),
        (vec!["--id", "x", "--title", " "], 2, "title is empty"),
    ] {
        let all = [&["add-draft", "river", "text.txt", "--date", "2025-12-01"][..], &args].concat();
        let said = run(dir.path(), &all);
        assert_eq!(said.code, code, "{args:?}: {}", said.err);
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
    }
    for (name, text, says) in
        [("none.txt", None, "there is no file"), ("a.docx", Some("1. x"), "not a DOCX file")]
    {
        if let Some(text) = text {
            write(&dir.path().join(name), text);
        }
        let said =
            run(dir.path(), &["add-draft", "river", name, "--id", "x", "--date", "2025-12-01"]);
        assert!(said.code >= 3 && said.err.contains(says), "{}", said.err);
        assert!(said.err.contains(name), "{}", said.err);
    }
    std::fs::remove_file(dir.path().join("a.docx")).expect("a file");
    assert_eq!(names(dir.path()), before);
}

#[test]
fn a_day_that_hides_the_draft_is_said_and_one_that_is_none_refused() {
    let told = SOUND.replace("[dossier]\n", "[dossier]\nas_of = 2025-11-25\n");
    let dir = river(&[("dossier.toml", &told)]);
    write(&dir.path().join("text.txt"), "1. A dam is built.\n");
    let said = run(dir.path(), &[&ADD[..], &["--date", "0000-01-01"]].concat());
    assert_eq!(said.code, 2, "{}", said.err);
    let said = run(dir.path(), &add(&[]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("visible only with `--as-of 2025-12-01`"), "{}", said.out);
    let before = ["add-draft", "river", "text.txt", "--id", "old", "--date", "2025-11-25"];
    assert!(!run(dir.path(), &before).out.contains("--as-of"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_at_once() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let made = std::process::Command::new("mkfifo").arg(dir.path().join("text.txt")).status();
    assert!(made.expect("mkfifo").success());
    let said = run(dir.path(), &add(&[]));
    assert!(said.code == 4 && said.err.contains("not an ordinary file"), "{}", said.err);
}

/// A DOCX file with a table of drafts side by side, its last column filled in.
fn side_by_side(rows: &[[&str; 3]]) -> Vec<u8> {
    let heads = [("row", "row"), ("draft_upper-1", "upper-1 (gists)"), ("new", "new text")];
    let columns = heads.map(|(id, label)| Column::new(id, ColumnKind::Text).label(label));
    let mut table = Table::new("columns", "The drafts side by side", columns.into());
    for row in rows {
        table.push(row.iter().map(|it| Cell::text(*it)).collect());
    }
    let finding = Finding {
        lens: "drafts",
        question: "What changed?".into(),
        headline: "Side by side.".into(),
        status: Status::Answered,
        account: vec![Block::Table("columns")],
        tables: vec![table],
        charts: Vec::new(),
        notes: Vec::new(),
        provenance: Provenance::default(),
    };
    plenipo_present::docx::finding(&finding).expect("a file")
}

#[test]
fn a_table_filled_in_comes_back_as_a_draft_with_its_lineage() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let bytes = side_by_side(&[
        ["upper-1#1", "1. a dam is built", "A dam is built if both agree."],
        ["", "", "2. Data are shared."],
    ]);
    std::fs::write(dir.path().join("table.docx"), bytes).expect("a file");
    let add = ["add-draft", "river", "table.docx", "--id", "fresh", "--date", "2025-12-01"];
    let said = run(dir.path(), &add);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.err);
    let text = std::fs::read_to_string(dir.path().join("river/drafts/fresh.toml")).expect("a file");
    let first = "[[draft.points]]\nnumber = 1\ntext = \"A dam is built if both agree.\"\n\
                 lineage = [{ is = \"reworded\", of = \"upper-1#1\" }]\n";
    let second = "[[draft.points]]\nnumber = 2\ntext = \"Data are shared.\"\n\
                  lineage = [{ is = \"new\" }]\n";
    assert!(text.contains(first) && text.contains(second), "{text}");
    let checked = run(dir.path(), &["check", "river"]);
    assert!(checked.out.ends_with("nothing to report\n"), "{}", checked.out);
    let empty = side_by_side(&[["upper-1#1", "1. a dam is built", ""]]);
    std::fs::write(dir.path().join("empty.docx"), empty).expect("a file");
    let add = ["add-draft", "river", "empty.docx", "--id", "none", "--date", "2025-12-01"];
    let said = run(dir.path(), &add);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("last column of empty.docx (`new text`) is empty"), "{}", said.err);
}

/// A dossier that speaks of the draft `fresh` before it is there.
const AHEAD: &str = "[[meeting]]\ntitle = \"Next\"\ndate = 2025-12-10\nknown = 2025-11-20\n\
    channel = [\"upper\", \"lower\"]\ncarries = [\"fresh\"]\nlog = [{ is = \"planned\" }]\n";

#[test]
fn a_draft_that_a_meeting_already_carries_is_entered() {
    let mentions = [
        AHEAD.to_owned(),
        "[[answer]]\nparty = \"lower\"\nto = \"fresh\"\nanswer = \"reject\"\npoints = [\"2\"]\n"
            .to_owned(),
        "[[statement]]\nby = \"upper\"\nabout = [\"fresh\"]\nwords = \"we shall see\"\n".to_owned(),
        format!("{AHEAD}[[alternative]]\nparty = \"lower\"\ndraft = \"fresh\"\n"),
    ];
    for mention in mentions {
        let dir = river(&[("dossier.toml", SOUND), ("record/ahead.toml", &mention)]);
        write(&dir.path().join("text.txt"), "1. A dam is built.\n\n2. Data are shared.\n");
        assert_eq!(run(dir.path(), &["check", "river"]).code, 3, "{mention}");
        let said = run(dir.path(), &add(&["--source", "gazette"]));
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{mention}: {}", said.err);
        assert!(said.out.contains("2 points, 2 with a number"), "{}", said.out);
        let text =
            std::fs::read_to_string(dir.path().join("river/drafts/fresh.toml")).expect("a file");
        assert!(text.contains("id = \"fresh\"\ntitle = \"text\"\n"), "{text}");
        let checked = run(dir.path(), &["check", "river"]);
        assert_eq!(checked.code, 0, "{mention}: {}{}", checked.out, checked.err);
    }
}

#[test]
fn a_dossier_that_lacks_more_than_the_draft_is_left_as_it_is() {
    let other = AHEAD.replace("[\"fresh\"]", "[\"fresh\", \"second\"]");
    let dir = river(&[("dossier.toml", SOUND), ("record/ahead.toml", &other)]);
    write(&dir.path().join("text.txt"), "1. A dam is built.\n");
    let before = names(dir.path());
    let said = run(dir.path(), &add(&[]));
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("would still have 1 problem"), "{}", said.err);
    assert!(said.err.contains("there is no draft `second`"), "{}", said.err);
    assert!(!said.err.contains("there is no draft `fresh`"), "{}", said.err);
    // A problem of another kind is told as it is.
    let dir_2 = river(&[("dossier.toml", SOUND), ("record/bad.toml", "[[party]]\nid = \"x\"\n")]);
    write(&dir_2.path().join("text.txt"), "1. A dam is built.\n");
    let said = run(dir_2.path(), &add(&[]));
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("this party needs `name`"), "{}", said.err);
    assert_eq!(names(dir.path()), before);
}

#[test]
fn a_draft_entered_into_a_new_dossier_can_be_compared_without_naming_it() {
    let dir = river(&[]);
    let said = run(dir.path(), &["new", "talks"]);
    assert_eq!(said.code, 0, "{}", said.err);
    write(&dir.path().join("text.txt"), "1. A release of 60.\n\n2. A court sits.\n");
    for (id, day) in [("before", "2031-04-01"), ("after", "2031-05-20")] {
        let add = ["add-draft", "talks", "text.txt", "--id", id, "--date", day];
        let said = run(dir.path(), &add);
        assert_eq!(said.code, 0, "{}", said.err);
        let said = run(dir.path(), &["compare", "talks", "--as-of", "2031-05-20"]);
        assert!(said.out.starts_with("From "), "{}", said.out);
        assert!(said.out.contains("No draft was named."), "{}", said.out);
    }
}

#[test]
fn what_a_closed_draft_closes_with_it_is_said() {
    let carrying = format!(
        "{SOUND}[[meeting]]\nid = \"m\"\ntitle = \"Second session\"\ndate = 2026-01-10\nknown = 2025-11-30\n\
         basis = \"stated\"\nhandling = \"open\"\ncarries = [\"fresh\"]\nlog = [{{ is = \"planned\" }}]\n"
    );
    let open =
        carrying.replace("roles = [\"principal\"]", "roles = [\"principal\"]\nhandling = \"open\"");
    let add_to = |dossier: &str, more: &[&str]| {
        let dir = river(&[("dossier.toml", dossier)]);
        write(&dir.path().join("text.txt"), "1. A dam is built.\n");
        let said = run(dir.path(), &add(more));
        assert_eq!(said.code, 0, "{}", said.err);
        let meetings = run(
            dir.path(),
            &["show", "river", "--what", "meetings", "--for", "lower", "--as-of", "2025-12-02"],
        );
        let text =
            std::fs::read_to_string(dir.path().join("river/drafts/fresh.toml")).expect("a file");
        (said.out, meetings.out.contains("Second session"), text)
    };
    let (said, sees, _) = add_to(&open, &[]);
    assert!(!sees);
    assert!(said.contains("note: the draft is closed to Lower basin and Upper basin"), "{said}");
    assert!(said.contains("meeting “Second session"), "{said}");
    assert!(said.contains("`--handling`"), "{said}");
    for who in [&["--handling", "open"][..], &["--handling", "upper,lower"]] {
        let (said, sees, text) = add_to(&open, who);
        assert!(sees && !said.contains("is closed to"), "{said}");
        assert!(text.contains("handling = "), "{text}");
    }
    let (said, ..) = add_to(&open, &["--handling", "lower"]);
    assert!(said.contains("note: the draft is closed to Upper basin, and so is"), "{said}");
    // Nothing refers to it, or all is closed as it is: nothing is said.
    for dossier in [SOUND, &carrying.replace("handling = \"open\"\n", "")] {
        assert!(!add_to(dossier, &[]).0.contains("is closed to"));
    }
    let dir = river(&[("dossier.toml", SOUND)]);
    write(&dir.path().join("text.txt"), "1. A dam is built.\n");
    let said = run(dir.path(), &add(&["--handling", "uper"]));
    assert!(said.code == 2 && said.err.contains("upper"), "{}", said.err);
}
