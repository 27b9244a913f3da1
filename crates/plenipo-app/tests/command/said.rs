//! Every command answers in JSON, and what it answers fits the schema.

#[path = "../../../xtask/src/validate.rs"]
mod validate;

use std::path::Path;

use serde_json::Value;

use super::{SOUND, json, river, run, write};

/// Commands that write a text for people, and nothing to be read by a program.
const TEXTS: [[&str; 2]; 3] = [["explain", "dossier"], ["generate", "man"], ["serve", "river"]];

/// A command line for each command, in an order in which each finds what it needs; below the folder of the test
/// lie `river`, `text.txt`, `report.md`, `q.csv`, `s`, `words` and `play.toml`, and `CASE` is a sample case.
const ASKED: &[(&str, &[&str])] = &[
    ("new", &["made"]),
    ("show", &["CASE"]),
    ("assess", &["CASE", "--samples", "50"]),
    ("lab", &["CASE", "--draft", "draft-3"]),
    ("amend", &["CASE", "--draft", "draft-3", "--samples", "50"]),
    ("believe", &["CASE", "--draft", "draft-3", "--samples", "50"]),
    ("views", &["CASE", "--samples", "50"]),
    ("brief", &["CASE", "--samples", "50"]),
    ("prepare", &["CASE", "--samples", "50"]),
    ("itinerary", &["CASE", "--samples", "50"]),
    ("compare", &["CASE", "draft-1", "draft-2"]),
    ("outlook", &["CASE", "--samples", "50"]),
    ("frontier", &["CASE", "--samples", "50"]),
    ("statements", &["CASE"]),
    ("forecast", &["CASE"]),
    ("forecast score", &["CASE"]),
    ("add-draft", &["river", "text.txt", "--id", "two", "--date", "2025-12-01"]),
    ("debrief", &["river", "ford", "--said", "upper: not now"]),
    ("debrief", &["river", "ford", "--said", "upper: not now", "--dry-run"]),
    ("read", &["river", "report.md", "--dry-run"]),
    ("read", &["river", "report.md"]),
    ("read", &["river", "report.md"]),
    ("review", &["river"]),
    ("review", &["river", "--accept", "1"]),
    ("review", &["river", "--reject", "all"]),
    ("review", &["river", "--list"]),
    ("forecast add", &["river", "--question", "Q?", "--criteria", "C", "--date", "2025-12-01"]),
    ("forecast resolve", &["river", "--forecast", "q", "--outcome", "yes", "--date", "2025-12-03"]),
    ("forecast import", &["river", "q.csv", "--date", "2025-12-02"]),
    ("forecast import", &["river", "q.csv", "--date", "2025-12-02"]),
    ("forecast verify", &["river"]),
    ("forecast verify", &["CASE"]),
    ("import", &["s", "--into", "river"]),
    ("import", &["s", "--into", "river"]),
    ("export", &["CASE", "--to", "profiles", "--out", "profiles"]),
    ("import", &["profiles", "--out", "back"]),
    ("export", &["CASE", "--to", "csv", "--out", "sheets"]),
    ("export", &["CASE", "--to", "ics", "--out", "meetings.ics"]),
    ("export", &["CASE", "--for", "asterin", "--out", "theirs"]),
    ("seal", &["CASE", "--for", "asterin", "--passphrase-file", "words", "--out", "case.age"]),
    ("open", &["case.age", "--passphrase-file", "words", "--out", "opened"]),
    ("upgrade", &["river", "--out", "copy"]),
    ("simulate", &["small.json", "--runs", "20"]),
    ("simulate", &["small.json", "--trace", "3"]),
    ("tournament", &["play.toml", "--out", "played.csv"]),
    ("tournament", &["play.toml", "--read", "played.csv"]),
];

/// The commands that `of` lists in its help, by all their words.
fn commands(here: &Path, of: &[&str]) -> Vec<String> {
    let help = run(here, &[of, &["--help"]].concat()).out;
    let lines = help.lines().skip_while(|it| *it != "Commands:").skip(1);
    let lines = lines.take_while(|it| !it.is_empty());
    let names = lines.filter_map(|it| it.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|it| !it.is_empty());
    let mut all = Vec::new();
    for name in names {
        let words = [of, &[name]].concat();
        all.push(words.join(" "));
        all.extend(commands(here, &words));
    }
    all
}

#[test]
fn every_command_answers_in_json_that_fits_the_schema() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    write(&here.join("text.txt"), "1. A dam is built.\n");
    write(
        &here.join("report.md"),
        "title: No deal\ndate: 2025-12-01\n\nMinister Ana Dale ruled out a dam on Monday.\n",
    );
    write(&here.join("s/source.csv"), "record,id,publisher,date\n,new,X,2031-01-01\n");
    let ford = "[[meeting]]\nid = \"ford\"\ndate = 2025-12-02\nchannel = [\"upper\", \"lower\"]\n";
    write(&here.join("river/ford.toml"), ford);
    write(&here.join("q.csv"), "id,question,criteria,opens\nq9,Will it?,It does.,2025-12-01\n");
    write(
        &here.join("play.toml"),
        "scenarios = [\"small.json\"]\nstrategies = [\"micro\", \"linear\"]\n",
    );
    let small = r#"{ "parties": 2, "utilities": [[[3, 0], [0, 1]], [[1, 0], [0, 3]]] }"#;
    write(&here.join("small.json"), small);
    write(&here.join("words"), "six words that nobody guesses\n");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/three-rivers");
    let case = case.to_str().expect("a path");

    let mut all = commands(here, &[]);
    assert!(all.len() > 15 && all.contains(&"forecast verify".to_owned()), "{all:?}");
    // It writes the problems of a dossier, in a form of its own.
    let said = json(&run(here, &["check", "river", "--format", "json"]));
    assert_eq!(said["is"], "problems");
    for text in TEXTS {
        let said = run(here, &[&text[..], &["--format", "json"]].concat());
        assert!(said.code == 2 && said.err.contains("writes text only"), "{text:?}: {}", said.err);
    }
    all.retain(|it| it != "check" && !TEXTS.iter().any(|text| it == text[0]));
    let missing: Vec<&String> =
        all.iter().filter(|it| !ASKED.iter().any(|(asked, _)| asked == it)).collect();
    assert!(missing.is_empty(), "nobody asks {missing:?} for JSON: add it to ASKED");

    let schema = plenipo_present::json::schema();
    let schema: Value = serde_json::from_str(&schema).expect("a schema");
    for (command, args) in ASKED {
        let args = args.iter().map(|it| if *it == "CASE" { case } else { it });
        let asked: Vec<&str> = command.split(' ').chain(args).collect();
        let said = run(here, &[&asked[..], &["--format", "json"]].concat());
        assert_eq!(said.code, 0, "{asked:?}: {}", said.err);
        let answer = json(&said);
        let faults = validate::faults(&schema, &answer);
        assert!(faults.is_empty(), "{asked:?}: {faults:#?}");
        let back = plenipo_present::json::read(&said.out);
        let back = back.unwrap_or_else(|why| panic!("{asked:?}: {why}"));
        assert!(plenipo_present::json::finding(&back) == said.out, "{asked:?}");
        for table in answer["tables"].as_array().expect("tables") {
            for row in table["rows"].as_array().expect("rows") {
                if table["id"] == "written" {
                    let file = row[0].as_str().expect("a file");
                    assert!(here.join(file).is_file(), "{asked:?}: there is no {file}");
                }
            }
        }
    }
}

/// The rows of the table `id` of an answer.
fn rows<'a>(answer: &'a Value, id: &str) -> Vec<&'a Vec<Value>> {
    let tables = answer["tables"].as_array().expect("tables");
    let table = tables.iter().find(|it| it["id"] == id).expect("the table");
    table["rows"].as_array().expect("rows").iter().filter_map(Value::as_array).collect()
}

#[test]
fn what_was_done_is_told_as_data() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    write(&here.join("text.txt"), "1. A dam is built.\n2. It is high.\n");
    let as_json = ["--format", "json"];
    let ask = |args: &[&str]| {
        let said = run(here, &[args, &as_json].concat());
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        json(&said)
    };

    let new = ask(&["new", "made"]);
    assert_eq!(new["lens"], "new");
    assert!(rows(&new, "written").iter().any(|it| it[0] == "made/dossier.toml"), "{new}");
    assert!(new["provenance"]["records"].as_u64() > Some(5), "{new}");

    let draft = ["add-draft", "river", "text.txt", "--id", "two", "--date", "2025-12-01"];
    let draft = ask(&[&draft[..], &["--based-on", "upper-1"]].concat());
    let entered = rows(&draft, "entered");
    assert_eq!(entered[0][0]["id"], "two");
    assert_eq!((&entered[0][1], &entered[0][2]), (&2.into(), &2.into()));
    assert_eq!(entered[0][3]["id"], "upper-1");
    assert_eq!((&entered[0][4], &entered[0][5]), (&0.into(), &1.into()), "{draft}");
    assert_eq!(rows(&draft, "written")[0][0], "river/drafts/two.toml");
    let notes = draft["notes"].to_string();
    assert!(notes.contains("no source was named") && !notes.contains("next:"), "{notes}");

    let add = ["forecast", "add", "river", "--question", "Q?", "--criteria", "C"];
    let added = ask(&[&add[..], &["--date", "2025-12-01"]].concat());
    let head = rows(&added, "ledger")[0][6].as_str().expect("a head").to_owned();
    assert_eq!(added["provenance"]["ledger"]["head"], head.as_str());
    ask(&[&add[..], &["--date", "2025-12-02"]].concat());
    let verified = ask(&["forecast", "verify", "river", "--head", &head]);
    let ledger = rows(&verified, "ledger")[0];
    assert_eq!((&ledger[0], &ledger[1], &ledger[2]), (&2.into(), &0.into(), &1.into()));
    assert!(ledger[4].as_str().is_some_and(|it| it.starts_with("2031-05-20T12:00")), "{verified}");
    assert!(verified["headline"].as_str().is_some_and(|it| it.contains("every seal holds")));

    let nameless = "\n[[position]]\nparty = \"upper\"\nissue = \"storage\"\nideal = \"dam\"\nbasis = \"stated\"\n";
    write(&here.join("old/dossier.toml"), &format!("{SOUND}{nameless}"));
    let copied = ask(&["upgrade", "old", "--out", "copy"]);
    let named = rows(&copied, "named");
    assert_eq!(named.len(), 1, "{copied}");
    assert_eq!(named[0][1]["ref"], "position");
    assert_eq!(rows(&copied, "written")[0][0], "copy/dossier.toml");

    // What cannot be done says so where people read it, and answers nothing.
    let said = run(here, &["upgrade", "old", "--out", "copy", "--format", "json"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    // Another form would have to be laid out for people; the text is.
    assert_eq!(run(here, &["new", "other", "--format", "html"]).code, 2);
    assert!(!here.join("other").exists());
}

#[test]
fn the_answer_of_a_writing_command_goes_into_a_file_of_its_form() {
    let dir = river(&[("dossier.toml", SOUND)]);
    let here = dir.path();
    let add = ["forecast", "add", "river", "--question", "Q?", "--criteria", "C"];
    let add = [&add[..], &["--date", "2025-12-01", "--format", "json", "--out"]].concat();
    let said = run(here, &[&add[..], &["a.txt"]].concat());
    assert_eq!(said.code, 2);
    assert!(said.err.contains("end the name in `.json`"), "{}", said.err);
    assert!(!here.join("river/ledger.toml").exists());
    let said = run(here, &[&add[..], &["a.json"]].concat());
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    let text = std::fs::read_to_string(here.join("a.json")).expect("the answer");
    assert!(plenipo_present::json::read(&text).is_ok(), "{text}");
}
