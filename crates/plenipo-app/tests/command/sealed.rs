//! When an entry of the ledger was put down, by whom, and what it was computed from.

use std::path::Path;

use tempfile::TempDir;

use super::{Said, plenipo, river, run, write};

const RIVER: &str = "format = 1\n[dossier]\ntitle = \"The river\"\n\
    [[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
    [[party]]\nid = \"plain\"\nname = \"Plain\"\nroles = [\"principal\"]\n\
    [[issue]]\nid = \"water\"\ntitle = \"Water\"\noptions = [\n  { id = \"half\", text = \"Half\" },\n  \
    { id = \"all\", text = \"All\" },\n]\n\
    [[draft]]\nid = \"text\"\ntitle = \"The text\"\ndate = 2031-05-01\nform = \"text\"\ncomplete = true\n\
    points = [{ number = \"1\", gist = \"Half each.\", sets = { water = \"half\" } }]\nbasis = \"assumed\"\n";

const DRY: &str = "[[alternative]]\nid = \"dry-year\"\nparty = \"hill\"\nlevel = [0.1, 0.2]\n";

fn dossier() -> TempDir {
    river(&[("dossier.toml", RIVER), ("assumptions/dry.toml", DRY)])
}

fn ask(folder: &Path, more: &[&str]) -> Said {
    let words = ["--question", "Will they sign?", "--criteria", "Yes if both sign."];
    done(folder, &[&["forecast", "add", "river", "--id", "well"][..], &words, more].concat())
}

fn view(folder: &Path, by: &str, date: &str) -> Said {
    let of = ["forecast", "add", "river", "--forecast", "well", "--chance", "0.5"];
    done(folder, &[&of[..], &["--by", by, "--date", date]].concat())
}

fn done(folder: &Path, args: &[&str]) -> Said {
    let said = run(folder, args);
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    said
}

fn verify(folder: &Path) -> String {
    done(folder, &["forecast", "verify", "river"]).out
}

fn ledger(dir: &TempDir) -> String {
    std::fs::read_to_string(dir.path().join("river/ledger.toml")).expect("a ledger")
}

#[test]
fn an_entry_says_when_it_was_put_down_and_by_whom() {
    let dir = dossier();
    let folder = dir.path();
    ask(folder, &["--date", "2031-05-19", "--author", " A. Keeper "]);
    view(folder, "The miller", "2031-05-20");
    let text = ledger(&dir);
    assert_eq!(text.matches("\nsealed = 2031-05-20T12:00:00Z\n").count(), 2, "{text}");
    assert_eq!(text.matches("\nauthor = \"A. Keeper\"\n").count(), 1, "{text}");
    let said = verify(folder);
    let line = "entered at 2031-05-20T12:00:00Z by the machine's clock: 2 entries\n\
                entered by: A. Keeper 1, nobody named 1\n";
    assert!(said.contains(line), "{said}");
    assert!(!said.contains("not attested"), "{said}");
    // Neither can be put there afterwards.
    let path = folder.join("river/ledger.toml");
    write(&path, &text.replace("2031-05-20T12", "2031-05-19T12"));
    assert_eq!(run(folder, &["forecast", "verify", "river"]).code, 3);
    write(&path, &text.replace("A. Keeper", "B. Keeper"));
    assert_eq!(run(folder, &["forecast", "verify", "river"]).code, 3);
}

#[test]
fn the_author_may_stand_in_the_environment() {
    let dir = dossier();
    ask(dir.path(), &["--date", "2031-05-19"]);
    let mut command = plenipo();
    command.env("PLENIPO_AUTHOR", "The Secretariat").current_dir(dir.path());
    let view = "forecast add river --forecast well --by Miller --chance 0.5 --date 2031-05-20";
    assert!(command.args(view.split(' ')).status().expect("runs").success());
    assert!(ledger(&dir).contains("author = \"The Secretariat\"\n"));
    for author in ["", "two\nlines"] {
        let args = ["forecast", "resolve", "river", "--forecast", "well", "--outcome", "yes"];
        let args = [&args[..], &["--date", "2031-05-20", "--author", author]].concat();
        assert_eq!(run(dir.path(), &args).code, 2, "{author:?}");
    }
    let mut command = plenipo();
    command.env("SOURCE_DATE_EPOCH", "noon").current_dir(dir.path());
    let view = view_words("2031-05-20");
    assert_eq!(command.args(view).status().expect("runs").code(), Some(2));
}

fn view_words(date: &str) -> Vec<&str> {
    let words = "forecast add river --forecast well --by Smith --chance 0.5 --date";
    words.split(' ').chain([date]).collect()
}

#[test]
fn a_day_far_from_the_seal_is_told() {
    let dir = dossier();
    let folder = dir.path();
    ask(folder, &["--date", "2030-01-01"]);
    // A day begins elsewhere before it does here, and a month is nothing for a report.
    for near in ["2031-05-21", "2031-04-19"] {
        let said = view(folder, "Near", near);
        assert!(!said.out.contains("note: "), "{}", said.out);
    }
    let late = "note: well-late-2031-04-18 was sealed 32 days after its date\n";
    assert!(view(folder, "Late", "2031-04-18").out.contains(late));
    let early = "note: well-early-2031-05-22 is dated 2 days after it was sealed\n";
    assert!(view(folder, "Early", "2031-05-22").out.contains(early));
    let said = verify(folder);
    assert!(said.contains(": the entry well-late-2031-04-18 was sealed 32 days after its date"));
    assert!(said.contains(": the entry well was sealed 504 days after its date"), "{said}");
    // A clock that ran back is seen.
    let mut command = plenipo();
    command.env("SOURCE_DATE_EPOCH", "1936000000").current_dir(folder);
    let said = command.args(view_words("2031-05-08")).output().expect("runs");
    let said = String::from_utf8(said.stdout).expect("text");
    assert!(said.contains("was sealed before the entry above it: a clock was wrong"), "{said}");
}

#[test]
fn what_an_answer_was_computed_from_goes_with_it() {
    let dir = dossier();
    let folder = dir.path();
    ask(folder, &["--date", "2031-05-01"]);
    let own = "forecast add river --forecast well --from-lens acceptance --draft text --party hill";
    let own: Vec<&str> = own.split(' ').collect();
    done(folder, &own);
    done(folder, &[&own[..], &["--assume", "dry"]].concat());
    let text = ledger(&dir);
    assert!(text.contains("record = \"2:"), "{text}");
    assert!(text.contains("assume = [\"dry\"], assumed = [\"2:"), "{text}");
    assert!(text.contains("settings = [\"tau=0\"]"), "{text}");
    assert!(
        verify(folder).contains("2 of 2 recomputed with the same result"),
        "{}",
        verify(folder)
    );
    // A question more is no part of what an answer rests on.
    let other =
        ["forecast", "add", "river", "--question", "Rain?", "--criteria", "Yes if it rains."];
    done(folder, &[&other[..], &["--date", "2031-05-01"]].concat());
    assert!(
        verify(folder).contains("2 of 2 recomputed with the same result"),
        "{}",
        verify(folder)
    );
}

#[test]
fn a_record_that_was_edited_since_is_told() {
    let dir = dossier();
    let folder = dir.path();
    ask(folder, &["--date", "2031-05-01"]);
    let own = "forecast add river --forecast well --from-lens acceptance --draft text --party hill";
    let own: Vec<&str> = own.split(' ').collect();
    done(folder, &own);
    done(folder, &[&own[..], &["--assume", "dry"]].concat());
    // Questions beside it and the order of tables change nothing of it.
    let (head, tables) = RIVER.split_once("[[party]]").expect("tables");
    let (parties, rest) = tables.split_once("[[issue]]").expect("issues");
    write(&folder.join("river/dossier.toml"), head);
    write(&folder.join("river/a.toml"), &format!("[[issue]]{rest}"));
    write(&folder.join("river/b.toml"), &format!("[[party]]{parties}"));
    assert!(
        verify(folder).contains("2 of 2 recomputed with the same result"),
        "{}",
        verify(folder)
    );
    let edited = DRY.replace("0.2", "0.3");
    write(&folder.join("river/assumptions/dry.toml"), &edited);
    let said = verify(folder);
    assert!(said.contains("1 of 2 recomputed with the same result"), "{said}");
    assert!(said.contains("the assumption set `dry` was edited since it was computed"), "{said}");
    write(&folder.join("river/b.toml"), &format!("[[party]]{}", parties.replace("Plain", "Plane")));
    let said = verify(folder);
    assert!(said.contains("0 of 2 recomputed with the same result"), "{said}");
    assert!(
        said.contains("the record as of 2031-05-01 was edited since it was computed"),
        "{said}"
    );
}

#[test]
fn a_ledger_of_the_older_form_holds_and_is_not_wrong() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let said = done(&cases, &["forecast", "verify", "ukraine-2025"]);
    let out = said.out;
    assert!(out.contains("every seal holds"), "{out}");
    assert!(out.contains("time not attested: "), "{out}");
    assert!(out.contains(" of 9 recomputed") || out.contains("recomputed"), "{out}");
    assert!(out.contains("sealed under an older form of the record's hash"), "{out}");
    assert!(!out.contains("was edited since"), "{out}");
    let said = done(&cases, &["check", "ukraine-2025"]);
    assert!(said.out.contains("sealed under an older form"), "{}", said.out);
}

#[test]
fn an_invented_dossier_says_so_in_its_ledger() {
    let invented = RIVER.replace("[dossier]\n", "[dossier]\nfictional = true\n");
    for (text, is) in [(invented.as_str(), true), (RIVER, false)] {
        let dir = river(&[("dossier.toml", text)]);
        ask(dir.path(), &["--date", "2031-05-20"]);
        assert_eq!(ledger(&dir).contains("# The dossier is fictional"), is);
        assert_eq!(verify(dir.path()).contains("The dossier is fictional"), is);
    }
}
