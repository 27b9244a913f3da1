//! `plenipo forecast`.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

use super::{Said, json, names, plenipo, river, run, write};

const RIVER: &str = "format = 1\n[dossier]\ntitle = \"The river\"\n\
    [[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
    [[party]]\nid = \"plain\"\nname = \"Plain\"\nroles = [\"principal\"]\n\
    [[issue]]\nid = \"water\"\ntitle = \"Water\"\noptions = [\n  { id = \"half\", text = \"Half\" },\n  \
    { id = \"all\", text = \"All\" },\n]\n\
    [[draft]]\nid = \"text\"\ntitle = \"The text\"\ndate = 2031-05-01\nform = \"text\"\ncomplete = true\n\
    points = [{ number = \"1\", gist = \"Half each.\", sets = { water = \"half\" } }]\nbasis = \"assumed\"\n";

fn dossier() -> TempDir {
    river(&[("dossier.toml", RIVER)])
}

const QUESTION: [&str; 13] = [
    "forecast",
    "add",
    "river",
    "--id",
    "well",
    "--question",
    "Will they sign?",
    "--criteria",
    "Yes if both sign.",
    "--date",
    "2031-05-01",
    "--closes",
    "2031-05-10",
];

fn view<'a>(by: &'a str, chance: &'a str, date: &'a str) -> [&'a str; 11] {
    [
        "forecast",
        "add",
        "river",
        "--forecast",
        "well",
        "--by",
        by,
        "--chance",
        chance,
        "--date",
        date,
    ]
}

fn done(folder: &Path, args: &[&str]) -> Said {
    let said = run(folder, args);
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    said
}

fn ledger(dir: &TempDir) -> String {
    std::fs::read_to_string(dir.path().join("river/ledger.toml")).unwrap_or_default()
}

/// The head that a verb prints.
fn head(said: &Said) -> String {
    let line = said.out.lines().find_map(|it| it.strip_prefix("head ")).expect("a head");
    line.to_owned()
}

#[test]
fn a_question_is_asked_answered_resolved_and_scored() {
    let dir = dossier();
    let folder = dir.path();
    let mut before = String::new();
    let resolve = [
        "forecast",
        "resolve",
        "river",
        "--forecast",
        "well",
        "--outcome",
        "yes",
        "--date",
        "2031-05-08",
    ];
    let each: [&[&str]; 4] = [
        &QUESTION,
        &view("The miller", "0.75", "2031-05-01"),
        &view("The priest", "very likely", "2031-05-02"),
        &resolve,
    ];
    for args in each {
        done(folder, args);
        let now = ledger(&dir);
        assert!(now.starts_with(&before) && now.len() > before.len(), "{args:?}");
        before = now;
    }
    assert_eq!(names(folder).len(), 3, "nothing else is left behind");
    let said = done(folder, &["forecast", "score", "river", "--format", "json"]);
    let scores = json(&said);
    assert_eq!(scores["lens"], "forecasts");
    let table = scores["tables"].as_array().expect("tables").iter().find(|it| it["id"] == "scores");
    let rows = table.expect("scores")["rows"].as_array().expect("rows").clone();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][6], 0.0625);
    let said = done(folder, &["forecast", "river"]);
    assert!(said.out.contains("The miller") && said.out.contains("Resolved on 2031-05-08: yes"));
    let said = done(folder, &["check", "river"]);
    assert!(said.out.contains("nothing to report"), "{}", said.out);
}

#[test]
fn what_is_wrong_with_an_entry_is_said_and_nothing_is_written() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(
        folder,
        &[
            "forecast",
            "resolve",
            "river",
            "--forecast",
            "well",
            "--outcome",
            "no",
            "--date",
            "2031-05-09",
        ],
    );
    let before = ledger(&dir);
    let wrong: [(&[&str], &str); 11] = [
        (&view("The miller", "1.2", "2031-05-01"), "between 0 and 1"),
        (&view("The miller", "-0.2", "2031-05-01"), "between 0 and 1"),
        (&view("The miller", "30%-0.4", "2031-05-01"), "percentage"),
        (&view("The miller", "surely", "2031-05-01"), "not an ICD 203 term"),
        (&view("The miller", "0.2", "2031-05-12"), "after the question closed"),
        (&view("The miller", "0.2", "2031-05-10"), "after the question was resolved"),
        (&view("The miller", "0.2", "2031-04-12"), "before the question opened"),
        (&view("nobody-here", "0.2", "2031-05-02"), "no person or party"),
        (
            &[
                "forecast",
                "add",
                "river",
                "--forecast",
                "wall",
                "--by",
                "X",
                "--chance",
                "0.5",
                "--date",
                "2031-05-02",
            ],
            "did you mean `well`",
        ),
        (
            &[
                "forecast",
                "resolve",
                "river",
                "--forecast",
                "well",
                "--outcome",
                "yes",
                "--date",
                "2031-05-09",
            ],
            "already resolved",
        ),
        (
            &[
                "forecast",
                "add",
                "river",
                "--forecast",
                "well",
                "--by",
                "X",
                "--date",
                "2031-05-02",
            ],
            "says nothing",
        ),
    ];
    for (args, words) in wrong {
        let said = run(folder, args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}: {}", said.err);
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
        assert_eq!(ledger(&dir), before);
    }
    for args in [
        &["forecast", "add", "river"][..],
        &["forecast", "add", "river", "--question", "Q?", "--date", "2031-05-01"],
        &["forecast", "add", "river", "--question", "Q?", "--criteria", "C"],
        &["forecast", "add", "river", "--question", "Q?", "--criteria", "C", "--chance", "0.5"],
        &[
            "forecast",
            "resolve",
            "river",
            "--forecast",
            "well",
            "--outcome",
            "maybe",
            "--date",
            "2031-05-09",
        ],
        &["forecast", "resolve", "river", "--forecast", "well", "--outcome", "yes"],
        &["forecast", "verify", "river", "--head", "abc"],
        &["forecast", "verify", "river", "--for", "hill"],
        &[
            "forecast",
            "add",
            "river",
            "--for",
            "hill",
            "--question",
            "Q?",
            "--criteria",
            "C",
            "--date",
            "2031-05-01",
        ],
        &["forecast"],
    ] {
        assert_eq!(run(folder, args).code, 2, "{args:?}");
    }
    // A wrong outcome is put right by another entry, and both stay.
    done(
        folder,
        &[
            "forecast",
            "resolve",
            "river",
            "--forecast",
            "well",
            "--outcome",
            "yes",
            "--date",
            "2031-05-09",
            "--corrects",
            "well-no",
            "--why",
            "The second signature was found.",
        ],
    );
    let said = done(folder, &["forecast", "river"]);
    assert!(said.out.contains("well · yes"), "{}", said.out);
    assert!(ledger(&dir).contains("outcome = \"no\""));
}

#[test]
fn tampering_is_found_and_the_lines_are_named() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let early = head(&done(folder, &view("The miller", "0.75", "2031-05-01")));
    let late = head(&done(folder, &view("The priest", "0.25", "2031-05-02")));
    let path = dir.path().join("river/ledger.toml");
    let whole = ledger(&dir);
    let said = done(folder, &["forecast", "verify", "river"]);
    assert!(said.out.contains("3 entries, every seal holds") && said.out.contains(&late));
    let said = done(folder, &["forecast", "verify", "river", "--head", &early]);
    assert!(said.out.contains("1 entry since"), "{}", said.out);
    let line = 1 + whole.lines().position(|it| it == "chance = 0.75").expect("its line");
    write(&path, &whole.replace("chance = 0.75", "chance = 0.95"));
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    let named = said.err.lines().find_map(|it| {
        let (first, last) = it.split_once("lines ")?.1.split_once(" to ")?;
        Some((first.parse::<usize>().ok()?, last.split(' ').next()?.parse::<usize>().ok()?))
    });
    let (first, last) = named.expect("lines");
    assert!((first..=last).contains(&line) && last - first < 12, "{}", said.err);
    // Nothing is added to it, and whoever reads the dossier is told.
    let said = run(folder, &view("The smith", "0.5", "2031-05-03"));
    assert_eq!(said.code, 3, "{}", said.err);
    let said = done(folder, &["check", "river"]);
    assert!(said.out.contains("not as they were sealed"), "{}", said.out);
    assert!(done(folder, &["forecast", "river"]).err.contains("1 warning"));
    // A tail cut off shows against a head kept elsewhere.
    let cut = whole.rfind("\n[[prediction]]").expect("the last entry");
    write(&path, &whole[..cut]);
    assert_eq!(run(folder, &["forecast", "verify", "river"]).code, 0);
    let said = run(folder, &["forecast", "verify", "river", "--head", &late]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("cut off"), "{}", said.err);
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(run(folder, &["forecast", "verify", "river"]).code, 4);
    assert_eq!(run(folder, &["forecast", "verify", "river", "--head", &late]).code, 3);
}

#[test]
fn a_question_outside_the_ledger_that_was_changed_is_found() {
    let dir = dossier();
    let folder = dir.path();
    let path = folder.join("river/questions.toml");
    let question = "[[forecast]]\nid = \"well\"\nquestion = \"Will they sign?\"\n\
        criteria = \"Yes if both sign.\"\nopens = 2031-05-01\nbasis = \"stated\"\n";
    write(&path, question);
    done(folder, &view("The miller", "0.5", "2031-05-03"));
    let said = done(folder, &["forecast", "verify", "river"]);
    assert!(!said.out.contains("Not covered"), "{}", said.out);
    write(&path, &question.replace("both sign", "either signs"));
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("question well has changed since"), "{}", said.err);
    assert!(done(folder, &["check", "river"]).out.contains("has changed since"));
    // A dossier that cannot be read says nothing of its questions: nothing is vouched for then.
    write(&path, "[[forecast]]\nid = 3\n");
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("well-the-miller-2031-05-03 cannot be checked"), "{}", said.err);
    std::fs::remove_file(&path).expect("removed");
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("cannot be checked"), "{}", said.err);
}

#[test]
fn entries_that_name_what_is_gone_cannot_be_checked() {
    let dir = dossier();
    let folder = dir.path();
    let path = folder.join("river/people.toml");
    let person = "[[person]]\nid = \"oren\"\nname = \"Oren\"\n";
    write(&path, person);
    done(folder, &QUESTION);
    done(folder, &[&view("oren", "0.25", "2031-05-02")[..], &["--id", "by-oren"]].concat());
    done(folder, &view("The miller", "0.25", "2031-05-02"));
    done(folder, &["forecast", "verify", "river"]);
    write(&path, &person.replace("oren", "olga"));
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("the entry by-oren cannot be checked"), "{}", said.err);
    assert_eq!(said.err.matches("the entry").count(), 1, "{}", said.err);
}

#[test]
fn a_correction_beside_the_ledger_moves_no_score() {
    let dir = dossier();
    let folder = dir.path();
    let people = "[[person]]\nid = \"oren\"\nname = \"Oren\"\n[[source]]\nid = \"paper\"\n\
        publisher = \"P\"\ndate = 2031-05-07\nreliability = \"B\"\n";
    write(&folder.join("river/people.toml"), people);
    done(folder, &QUESTION);
    done(folder, &view("oren", "0.25", "2031-05-02"));
    let resolve = ["forecast", "resolve", "river", "--forecast", "well", "--outcome", "yes"];
    done(folder, &[&resolve[..], &["--date", "2031-05-08"]].concat());
    // What was put down afterwards counts by the day of its source.
    let late = view("The prophet", "0.9", "2031-05-03");
    done(folder, &[&late[..], &["--source", "paper", "--known", "2031-05-09"]].concat());
    let score = || {
        let args = ["forecast", "score", "river", "--format", "csv", "--table", "scores"];
        done(folder, &args).out
    };
    let before = score();
    assert!(before.contains("Oren") && before.contains("The prophet"), "{before}");
    for (text, of) in [
        ("[[person]]\nid = \"bella\"\nname = \"Bella\"\ncorrects = { id = \"oren\" }\n", "oren"),
        (
            "[[source]]\nid = \"late\"\npublisher = \"P\"\ndate = 2031-05-20\n\
             reliability = \"B\"\ncorrects = { id = \"paper\" }\n",
            "paper",
        ),
    ] {
        let line = 1 + text.lines().position(|it| it.starts_with("corrects")).expect("a line");
        write(&folder.join("river/later.toml"), text);
        assert_eq!(score(), before, "{of}");
        let said = run(folder, &["forecast", "verify", "river"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""));
        let named = format!("later.toml:{line}: this corrects `{of}`");
        assert!(said.err.contains(&named), "{}", said.err);
        let said = done(folder, &["check", "river"]);
        assert!(said.out.contains(&format!("later.toml:{line}:1")), "{}", said.out);
    }
}

#[test]
fn a_ledger_out_of_its_place_is_named_and_no_second_is_begun_beside_it() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &view("The miller", "0.25", "2031-05-02"));
    let river = folder.join("river");
    let at = |name: &str| river.join(name);
    let whole = ledger(&dir);
    let csv = "forecast,by,date,chance\nwell,X,2031-05-03,0.2\n";
    write(&folder.join("x.csv"), csv);
    let resolve = ["forecast", "resolve", "river", "--forecast", "well", "--outcome", "yes"];
    let resolve = [&resolve[..], &["--date", "2031-05-08"]].concat();
    let stands = |name: &str, code: i32, refused: &str| {
        let said = run(folder, &["forecast", "verify", "river"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{name}: {}", said.err);
        assert!(said.err.contains(name), "{name}: {}", said.err);
        let said = done(folder, &["check", "river"]);
        assert!(said.out.contains(name) && said.out.contains("ledger"), "{name}: {}", said.out);
        let import = ["forecast", "import", "river", "x.csv", "--date", "2031-05-03"];
        for args in [&QUESTION[..], &view("X", "0.2", "2031-05-03"), &resolve, &import] {
            let said = run(folder, args);
            assert_eq!(said.code, code, "{name} {args:?}: {}", said.err);
            assert!(said.err.contains(refused), "{name}: {}", said.err);
            assert!(said.err.contains(name), "{name}: {}", said.err);
            assert!(!at("ledger.toml").is_file());
        }
    };
    for name in [
        ".ledger.toml",
        "ledger.toml~",
        "ledger.toml.bak",
        "ledger.bak.toml",
        "LEDGER.TOML",
        ".ledger.toml.swp",
        "ledger.toml.txt",
        "ledger (1).toml",
        "2031.toml",
        "old/ledger.toml",
        "old/.ledger.toml",
        ".old/ledger.toml",
        "ledger",
        // By what is in it.
        "backup-2024.txt",
        "notes/saved",
        ".kept",
    ] {
        std::fs::remove_file(at("ledger.toml")).expect("removed");
        write(&at(name), &whole);
        stands(name, 3, "no second one is started");
        std::fs::remove_file(at(name)).expect("removed");
        write(&at("ledger.toml"), &whole);
        done(folder, &["forecast", "verify", "river"]);
    }
    std::fs::remove_file(at("ledger.toml")).expect("removed");
    std::fs::create_dir(at("ledger.toml")).expect("made");
    stands("ledger.toml", 4, "is not an ordinary file");
    std::fs::remove_dir(at("ledger.toml")).expect("removed");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", at("ledger.toml")).expect("linked");
        stands("ledger.toml", 4, "is a link");
        std::fs::remove_file(at("ledger.toml")).expect("removed");
    }
    // Whoever means a new one moves the old one out.
    done(folder, &QUESTION);
    // Beside a ledger it is named, and entries still go into the ledger.
    write(&at(".ledger.toml"), &whole);
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains(".ledger.toml: this may be a ledger"), "{}", said.err);
    done(folder, &view("The miller", "0.25", "2031-05-02"));
}

#[test]
fn a_spreadsheet_seals_nothing_and_resolves_nothing_that_is_sealed() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &[&view("The miller", "0.25", "2031-05-02")[..], &["--id", "first"]].concat());
    let before = names(&folder.join("river"));
    let view = "record,forecast,by,date,chance,known,basis";
    let row = ",well,X,2031-05-03,0.3,2031-05-03,assumed";
    let other = "record,id,question,criteria,known,basis";
    let asked = ",hail,Q?,C.,2031-05-03,stated";
    let resolution = "record,forecast,date,outcome,known,basis";
    let came = ",well,2031-05-08,yes,2031-05-08,stated";
    let seal = "0a".repeat(32);
    let cases = [
        ("prediction", format!("{view},chain\n{row},{seal}\n"), "prediction H2"),
        ("prediction", format!("{view},named\n{row},{seal}\n"), "prediction H2"),
        ("prediction", format!("{view},asked\n{row},{seal}\n"), "prediction H2"),
        ("prediction", format!("{view},place\n{row},1\n"), "prediction H2"),
        ("forecast", format!("{other},chain\n{asked},{seal}\n"), "forecast G2"),
        ("resolution", format!("{resolution}\n{came}\n"), "resolution"),
        ("prediction", format!("{view},corrects.id\n{row},first\n"), "prediction"),
    ];
    for (table, text, place) in cases {
        let file = format!("{table}.csv");
        write(&folder.join(&file), &text);
        let said = run(folder, &["import", &file, "--into", "river"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{text}: {}", said.err);
        let err = said.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(err.contains(&format!("error: {place}")) && err.contains("hint: "), "{err}");
        assert!(err.contains("ledger"), "{err}");
        assert_eq!(names(&folder.join("river")), before, "{text}");
    }
    // A number beside the ledger, and a question of its own with its outcome, are anybody's to enter.
    write(&folder.join("prediction.csv"), &format!("{view}\n{row}\n"));
    done(folder, &["import", "prediction.csv", "--into", "river"]);
}

#[test]
fn the_tools_own_answer_is_stored_with_what_it_rests_on() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let own = |extra: &[&'static str]| {
        let args = [
            "forecast",
            "add",
            "river",
            "--forecast",
            "well",
            "--from-lens",
            "acceptance",
            "--draft",
            "text",
            "--samples",
            "200",
            "--as-of",
            "2031-05-02",
        ];
        run(dir.path(), &[&args, extra].concat())
    };
    let said = own(&["--party", "hill"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let text = ledger(&dir);
    for words in [
        "lens = \"acceptance\"",
        "draft = \"text\"",
        "status = \"undetermined\"",
        "engine = \"plenipo ",
        "record = \"",
        "seed = 1",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("chance = "), "what is no number is stored as none");
    assert_eq!(own(&[]).code, 0, "the agreement rule's answer");
    // What an answer rests on is the record beside its forecasts: an answer does not change it.
    let records: Vec<&str> = said.out.split("record = \"").skip(1).map(|it| &it[..64]).collect();
    assert_eq!(ledger(&dir).matches(records[0]).count(), 2);
    for (extra, words) in [
        (&["--party", "hil"][..], "there is no party"),
        (&["--draft", "txt"], "cannot be used multiple times"),
        (&["--date", "2031-05-02"], "--as-of"),
        (&["--chance", "0.5"], "does not apply to"),
    ] {
        let said = own(extra);
        assert_eq!(said.code, 2, "{extra:?}");
        assert!(said.err.contains(words), "{extra:?}: {}", said.err);
    }
    let said = done(folder, &["forecast", "river", "--as-of", "2031-05-20"]);
    assert!(said.out.contains("plenipo, acceptance of text for hill"), "{}", said.out);
    done(
        folder,
        &[
            "forecast",
            "resolve",
            "river",
            "--forecast",
            "well",
            "--outcome",
            "no",
            "--date",
            "2031-05-09",
        ],
    );
    let said = done(folder, &["forecast", "score", "river", "--as-of", "2031-05-20"]);
    assert!(said.out.contains("no score: the answer was not a number"), "{}", said.out);
}

#[test]
fn values_go_out_and_come_back() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &view("The miller", "0.75", "2031-05-01"));
    done(folder, &view("The priest", "0.2-0.4", "2031-05-02"));
    for table in ["questions", "predictions"] {
        let out = format!("{table}.csv");
        done(folder, &["forecast", "river", "--format", "csv", "--table", table, "--out", &out]);
    }
    write(&folder.join("other/dossier.toml"), RIVER);
    for file in ["questions.csv", "predictions.csv"] {
        done(folder, &["forecast", "import", "other", file, "--date", "2031-05-03"]);
    }
    let csv = |of: &str| {
        let said = done(folder, &["forecast", of, "--format", "csv", "--table", "predictions"]);
        said.out
            .lines()
            .map(|it| it.split(',').take(6).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
    };
    assert_eq!(csv("other"), csv("river"));
    done(folder, &["forecast", "verify", "other"]);
    let before = std::fs::read_to_string(folder.join("other/ledger.toml")).expect("text");
    for (name, text) in [
        ("x.json", "{"),
        ("x.csv", "a,b\n"),
        ("y.csv", "forecast,by\n"),
        ("z.csv", "forecast,by,date,chance\nwell,X,2031-05-03,2\n"),
    ] {
        write(&folder.join(name), text);
        let said = run(folder, &["forecast", "import", "other", name, "--date", "2031-05-03"]);
        assert!([2, 3].contains(&said.code), "{name}: {}", said.err);
    }
    assert_eq!(
        run(folder, &["forecast", "import", "other", "none.csv", "--date", "2031-05-03"]).code,
        4
    );
    assert_eq!(std::fs::read_to_string(folder.join("other/ledger.toml")).expect("text"), before);
}

#[test]
fn two_at_once_lose_nothing() {
    let dir = dossier();
    done(dir.path(), &QUESTION);
    let names: Vec<String> = (0..8).map(|n| format!("Author {n}")).collect();
    let children: Vec<_> = names
        .iter()
        .map(|by| {
            let mut command = plenipo();
            command.args(view(by, "0.5", "2031-05-02")).current_dir(dir.path());
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("ends").success());
    }
    let said = done(dir.path(), &["forecast", "verify", "river"]);
    assert!(said.out.contains("9 entries"), "{}", said.out);
    let text = ledger(&dir);
    assert!(names.iter().all(|by| text.contains(by)));
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_there() {
    let dir = dossier();
    done(dir.path(), &QUESTION);
    let begun = std::time::Instant::now();
    done(dir.path(), &view("The miller", "0.5", "2031-05-02"));
    let takes = begun.elapsed();
    let mut killed = 0;
    for n in 0..24_u32 {
        let before = ledger(&dir);
        let by = format!("Author {n}");
        let mut command = plenipo();
        command.args(view(&by, "0.5", "2031-05-02")).current_dir(dir.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs");
        std::thread::sleep(takes * n / 20 + Duration::from_micros(u64::from(n * 37 % 50)));
        child.kill().expect("killed or done");
        killed += usize::from(!child.wait().expect("ends").success());
        assert!(ledger(&dir).starts_with(&before));
        done(dir.path(), &["forecast", "verify", "river"]);
    }
    assert!(killed > 0);
    // The lock of a killed process is no lock.
    done(dir.path(), &view("The last", "0.5", "2031-05-02"));
}

#[test]
fn the_foot_of_an_answer_is_a_witness() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let printed = head(&done(folder, &view("The miller", "0.75", "2031-05-01")));
    let said = done(folder, &["show", "river", "--what", "parties"]);
    let one_line = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains(&format!("ledger 2 entries, head {printed}")), "{}", said.out);
    let said = json(&done(folder, &["show", "river", "--what", "parties", "--format", "json"]));
    assert_eq!(said["provenance"]["ledger"]["head"], printed.as_str());
    assert_eq!(said["provenance"]["ledger"]["entries"], 2);
    done(folder, &view("The priest", "0.25", "2031-05-02"));
    let said = done(folder, &["forecast", "verify", "river", "--head", &printed]);
    assert!(said.out.contains("1 entry since"), "{}", said.out);
    // For a party neither, whatever there is.
    for format in ["text", "json", "html", "markdown"] {
        let args = ["show", "river", "--what", "parties", "--for", "hill", "--format", format];
        let said = done(folder, &args);
        let seals = ledger(&dir);
        let mut seals = seals.lines().filter_map(|it| it.strip_prefix("chain = "));
        assert!(!seals.any(|it| said.out.contains(it.trim_matches('"'))), "{}", said.out);
    }
    let said = json(&done(
        folder,
        &["show", "river", "--what", "parties", "--for", "hill", "--format", "json"],
    ));
    assert!(said["provenance"]["ledger"].is_null());
}

#[test]
fn what_stands_beside_the_ledger_is_named_by_file_and_line() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &[&view("The miller", "0.25", "2031-05-01")[..], &["--id", "first"]].concat());
    let path = folder.join("river/later.toml");
    write(
        &path,
        "[[prediction]]\nforecast = \"well\"\nby = \"The miller\"\ndate = 2031-05-01\nchance = 0.9\n\
         basis = \"assumed\"\ncorrects = { id = \"first\" }\n",
    );
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("later.toml:7: this correction has no effect"), "{}", said.err);
    let said = done(folder, &["check", "river"]);
    assert!(
        said.out.contains("later.toml:7:1") && said.out.contains("has no effect"),
        "{}",
        said.out
    );
    std::fs::remove_file(&path).expect("removed");
    // A ledger that was renamed is told, by both, and so is what is left of one.
    std::fs::rename(folder.join("river/ledger.toml"), folder.join("river/2031.toml"))
        .expect("renamed");
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("2031.toml:1: this is a ledger of 2 entries"), "{}", said.err);
    assert!(done(folder, &["check", "river"]).out.contains("under another name"));
    std::fs::rename(folder.join("river/2031.toml"), folder.join("river/ledger.toml"))
        .expect("renamed");
    done(folder, &["forecast", "verify", "river"]);
}

#[test]
fn entries_are_counted_by_the_day_that_is_read() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &view("The miller", "0.25", "2031-05-02"));
    done(folder, &view("The priest", "0.5", "2031-05-04"));
    let said = done(folder, &["forecast", "verify", "river", "--as-of", "2031-05-03"]);
    assert!(said.out.contains("2 entries by 2031-05-03 and 1 later"), "{}", said.out);
    let said = done(folder, &["forecast", "verify", "river"]);
    assert!(said.out.contains("3 entries, every seal holds"), "{}", said.out);
}

/// What stands below an entry of a later day was not there before that day, whatever it says of itself.
#[test]
fn a_backdated_entry_is_not_counted_before_what_stands_above_it() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &view("The miller", "25%", "2031-05-04"));
    done(folder, &view("The priest", "0.5", "2031-05-02"));
    let said = done(folder, &["forecast", "verify", "river", "--as-of", "2031-05-03"]);
    assert!(said.out.contains("1 entry by 2031-05-03 and 2 later"), "{}", said.out);
    let said = done(folder, &["forecast", "river", "--as-of", "2031-05-03"]);
    assert!(!said.out.contains("The priest"), "{}", said.out);
    let said = done(folder, &["forecast", "river"]);
    assert!(said.out.contains("The priest") && said.out.contains("counts from 2031-05-04"));
    assert!(ledger(&dir).contains("chance = 0.25"), "a percentage is the number it is");
}

/// Whoever reads a page made of a broken ledger reads so on the page.
#[test]
fn every_page_of_a_broken_ledger_says_so() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    done(folder, &view("The miller", "0.25", "2031-05-02"));
    let words = "seals do not hold";
    let pages: [&[&str]; 4] = [
        &["forecast", "river"],
        &["forecast", "score", "river"],
        &["outlook", "river"],
        &["brief", "river"],
    ];
    for page in pages {
        assert!(!done(folder, page).out.contains(words), "{page:?}");
    }
    write(&folder.join("river/ledger.toml"), &ledger(&dir).replace("0.25", "0.95"));
    for page in pages {
        let said = done(folder, page);
        let first: Vec<&str> = said.out.lines().take(8).collect();
        let first = first.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(first.contains(words), "{page:?}: {}", said.out);
    }
    let scores = json(&done(folder, &["forecast", "score", "river", "--format", "json"]));
    let fault = scores["provenance"]["ledger_fault"].as_str().expect("a word");
    assert_eq!(fault, "seals");
    assert!(done(folder, &["check", "river"]).out.contains(words));
}

#[test]
fn a_dossier_without_questions_shows_no_empty_tables() {
    let dir = dossier();
    let said = done(dir.path(), &["forecast", "river"]);
    assert!(said.out.contains("No question is on record."), "{}", said.out);
    assert!(!said.out.contains("none\n") && !said.out.contains("horizon"), "{}", said.out);
}

#[test]
fn what_is_entered_afterwards_is_told_when_it_is_added() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let resolve = ["forecast", "resolve", "river", "--forecast", "well", "--outcome", "yes"];
    done(folder, &[&resolve[..], &["--date", "2031-05-08"]].concat());
    let said = done(folder, &view("The prophet", "1", "2031-05-02"));
    assert!(said.out.contains("scored separately"), "{}", said.out);
    let said = done(folder, &["forecast", "score", "river"]);
    assert!(said.out.contains("entered afterwards"), "{}", said.out);
}

#[test]
fn the_record_behind_an_answer_that_has_changed_is_told() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let ask = ["forecast", "add", "river", "--forecast", "well", "--from-lens", "acceptance"];
    let ask = [&ask[..], &["--draft", "text", "--party", "hill", "--as-of", "2031-05-02"]].concat();
    done(folder, &ask);
    let said = done(folder, &["forecast", "verify", "river"]);
    assert!(said.out.contains("1 of 1 recomputed with the same result"), "{}", said.out);
    write(&folder.join("river/dossier.toml"), &RIVER.replace("Half each", "Half for each"));
    let said = done(folder, &["forecast", "verify", "river"]);
    assert!(said.out.contains("0 of 1 recomputed"), "{}", said.out);
    assert!(said.out.contains("is not checkable: the record as of 2031-05-02"), "{}", said.out);
    // Called otherwise, the draft is not what was asked about.
    write(&folder.join("river/dossier.toml"), &RIVER.replace("The text", "Another text"));
    let said = run(folder, &["forecast", "verify", "river"]);
    assert_eq!(said.code, 3, "{}", said.out);
    let both = format!("{}{}", said.out, said.err);
    assert!(both.contains("`text`") && both.contains("is not who or what it was"), "{both}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_is_lost_never_invites_a_second_entry() {
    let dir = dossier();
    let folder = dir.path();
    done(folder, &QUESTION);
    let full = std::fs::File::options().write(true).open("/dev/full").expect("a full device");
    let mut command = plenipo();
    command.args(view("The miller", "0.75", "2031-05-01")).current_dir(folder).stdout(full);
    let output = command.output().expect("runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{err}");
    assert!(
        err.contains("this was written all the same: ") && err.contains("ledger.toml"),
        "{err}"
    );
    let before = ledger(&dir);
    assert!(before.contains("The miller"));
    let said = run(folder, &view("The miller", "0.75", "2031-05-01"));
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("the very same is on record already"), "{}", said.err);
    assert_eq!(ledger(&dir), before);
}

#[test]
fn the_same_file_is_brought_in_once() {
    let dir = dossier();
    let folder = dir.path();
    let post = |latest: &str| {
        format!(
            r#"{{ "id": 7, "question": {{ "id": 1, "title": "Q?", "type": "binary",
            "resolution_criteria": "c", "open_time": "2031-04-01", "aggregations": {{
            "recency_weighted": {{ "history": [{{ "start_time": "2031-03-01", "centers": [0.1] }},
            {{ "start_time": "2031-04-02", "centers": [0.2] }}], "latest": {latest} }} }} }} }}"#
        )
    };
    write(&folder.join("one.json"), &post("null"));
    let import =
        |day: &str| done(folder, &["forecast", "import", "river", "one.json", "--date", day]);
    let said = import("2031-04-03");
    assert!(said.out.contains("added 2 entries"), "{}", said.out);
    assert!(
        said.out.contains("0.1 of 2031-03-01 is from before the question opened"),
        "{}",
        said.out
    );
    let before = ledger(&dir);
    let said = import("2031-04-04");
    assert!(said.out.starts_with("it has nothing new"), "{}", said.out);
    assert_eq!(ledger(&dir), before);
    write(&folder.join("one.json"), &post(r#"{ "start_time": "2031-04-05", "centers": [0.4] }"#));
    let said = import("2031-04-06");
    assert!(said.out.contains("added 1 entry"), "{}", said.out);
    assert!(ledger(&dir).starts_with(&before));
}
