//! The ledger: only added to, and every change found.

use jiff::civil::date;
use plenipo_record::case::chance::Chance;
use plenipo_record::dossier::ledger::{self, Entry, FILE, Value, append, verify};
use plenipo_record::dossier::problem::Severity;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use proptest::prelude::*;

use plenipo_testing::dossier::named;

fn question(id: &str) -> Entry {
    Entry::forecast()
        .with("id", id)
        .with("question", "Will it \"rain\"?")
        .with("criteria", "Yes if it rains.\nchain = \"0\"\nNo if not.")
        .with("opens", date(2031, 5, 1))
        .with("closes", date(2031, 5, 10))
}

fn view(of: &str, chance: f64) -> Entry {
    Entry::prediction()
        .with("forecast", of)
        .with("by", "The miller")
        .with("date", date(2031, 5, 2))
        .with("chance", chance)
        .with("basis", "assumed")
}

fn outcome(of: &str) -> Entry {
    Entry::resolution().with("forecast", of).with("date", date(2031, 5, 5)).with("outcome", "yes")
}

fn three() -> String {
    append("", &[question("rain"), view("rain", 0.25), outcome("rain")]).expect("a new ledger")
}

fn dossier(ledger: Option<&str>) -> Vec<NamedBytes> {
    let head =
        "format = 1\n[dossier]\ntitle = \"Rain\"\n[[party]]\nid = \"hill\"\nname = \"Hill\"\n";
    let mut files = vec![named("dossier.toml", head)];
    files.extend(ledger.map(|it| named(FILE, it)));
    files
}

#[test]
fn entries_are_sealed_one_after_the_other() {
    let text = three();
    let all = verify(text.as_bytes()).expect("whole");
    assert_eq!(all.seals.len(), 3);
    // One at a time comes to the same as all at once, and what was there stays to the byte.
    let mut grown = String::new();
    for entry in [question("rain"), view("rain", 0.25), outcome("rain")] {
        let next = append(&grown, &[entry]).expect("whole");
        assert!(next.starts_with(&grown));
        grown = next;
    }
    assert_eq!(grown, text);
    assert_eq!(all.since(&all.seals[0]), Some(2));
    assert_eq!(all.since(all.head().expect("a head")), Some(0));
    assert_eq!(all.since(&"0".repeat(64)), None);
    assert_eq!(verify(b"").expect("nothing is wrong with nothing").seals.len(), 0);
}

#[test]
fn a_seal_is_what_the_docs_say_it_is() {
    use sha2::{Digest, Sha256};
    let text = three();
    let seal = |before: &str, body: &str| {
        let hash = Sha256::digest(format!("{before}\n{body}"));
        hash.iter().map(|it| format!("{it:02x}")).collect::<String>()
    };
    let mut before = "plenipo ledger 1".to_owned();
    let mut rest = text.as_str();
    for stated in verify(text.as_bytes()).expect("whole").seals {
        let line = format!("chain = \"{stated}\"\n");
        let (body, after) = rest.split_once(&line).expect("its seal");
        assert_eq!(seal(&before, body), stated);
        (before, rest) = (stated, after);
    }
    assert_eq!(rest, "");
}

#[test]
fn a_ledger_is_a_file_of_the_dossier_like_any_other() {
    let text = three();
    let (case, problems) = read(&dossier(Some(&text)), &ReadOptions::default());
    assert!(problems.is_empty(), "{problems:#?}");
    let case = case.expect("a case");
    assert_eq!((case.forecasts.len(), case.predictions.len(), case.resolutions.len()), (1, 1, 1));
    assert!(case.forecasts[0].criteria.contains("chain = \"0\""), "words are words");
    assert!(case.forecasts[0].criteria.contains('\n'));
    assert_eq!(ledger::outside(&text), [""; 0]);
    let alone = append("", &[view("rain", 0.5)]).expect("a ledger");
    assert_eq!(ledger::outside(&alone), ["rain"]);
}

/// A dossier with a question outside the ledger.
fn outside(criteria: &str, ledger: Option<&str>) -> Vec<NamedBytes> {
    let question = format!(
        "[[forecast]]\nid = \"rain\"\nquestion = \"Will it rain?\"\ncriteria = \"{criteria}\"\n\
         opens = 2031-05-01\nbasis = \"stated\"\n"
    );
    let mut files = dossier(ledger);
    files.push(named("forecasts.toml", question));
    files
}

#[test]
fn a_question_outside_the_ledger_is_sealed_when_it_is_first_answered() {
    let add = |files: &[NamedBytes], entry| {
        ledger::add(files, &ReadOptions::default(), &[entry]).expect("added")
    };
    let first = add(&outside("Yes if wet.", None), view("rain", 0.25));
    assert_eq!(first.matches("\nasked = \"").count(), 1, "{first}");
    let both = add(&outside("Yes if wet.", Some(&first)), outcome("rain"));
    assert_eq!(both.matches("\nasked = \"").count(), 1, "the first answer has it");
    assert_eq!(ledger::outside(&both), [""; 0]);
    let changes = |criteria: &str| {
        let (case, problems) = read(&outside(criteria, Some(&both)), &ReadOptions::default());
        (ledger::changed(&both, &case.expect("a case")), problems)
    };
    let (changed, problems) = changes("Yes if wet.");
    assert!(changed.is_empty() && problems.is_empty(), "{problems:?}");
    let (changed, problems) = changes("Yes if damp.");
    assert_eq!(changed[0].forecast, "rain");
    assert_eq!(both[changed[0].span.clone()].len(), 66, "the hash in its quotation marks");
    assert_eq!((problems[0].severity, problems[0].file.as_str()), (Severity::Warning, FILE));
    assert!(problems[0].message.contains("has changed since"), "{problems:?}");
    // The hash itself is under the seals.
    let forged = both.replacen("asked = \"", "asked = \"0", 1);
    assert!(verify(forged.as_bytes()).is_err());
    // An older ledger has no hash: it stays whole, and the next entry brings one.
    let old = append("", &[view("rain", 0.25)]).expect("a ledger");
    assert_eq!(ledger::outside(&old), ["rain"]);
    let (case, problems) = read(&outside("Yes if damp.", Some(&old)), &ReadOptions::default());
    assert!(problems.is_empty() && ledger::changed(&old, &case.expect("a case")).is_empty());
    let grown = add(&outside("Yes if damp.", Some(&old)), outcome("rain"));
    assert!(grown.starts_with(&old) && grown.contains("asked"));
    // A question of the ledger itself is under its seals.
    let own = ledger::add(
        &dossier(None),
        &ReadOptions::default(),
        &[question("rain"), view("rain", 0.5)],
    );
    assert!(own.is_ok_and(|it| !it.contains("asked")));
}

#[test]
fn what_the_dossier_refuses_is_not_added() {
    let files = dossier(Some(&three()));
    let add = |entry: Entry| ledger::add(&files, &ReadOptions::default(), &[entry]);
    let message = |entry: Entry| {
        let problems = add(entry).expect_err("refused");
        assert!(problems.iter().all(|it| it.file == FILE));
        (problems[0].message.clone(), problems[0].hint.clone().unwrap_or_default())
    };
    assert!(message(view("rain", 1.5)).0.contains("between 0 and 1"));
    assert!(message(view("rain", -0.1)).0.contains("between 0 and 1"));
    let (unknown, hint) = message(view("rian", 0.5));
    assert!(unknown.contains("no forecast `rian`") && hint.contains("rain"), "{unknown} {hint}");
    assert!(message(outcome("rain")).0.contains("already resolved"));
    assert!(message(question("rain")).0.contains("already exists"));
    let late = Entry::prediction()
        .with("forecast", "rain")
        .with("by", "The miller")
        .with("date", date(2031, 5, 12))
        .with("chance", Value::chance("0.2–0.4"))
        .with("basis", "assumed");
    assert!(message(late).0.contains("after the question closed"));
    let early = Entry::prediction()
        .with("forecast", "rain")
        .with("date", date(2031, 4, 30))
        .with("words", "It will.")
        .with("basis", "assumed");
    assert!(message(early).0.contains("before the question opened"));
    let after = view("rain", 0.5).with("note", "x");
    assert!(add(after).is_ok(), "said before it was resolved");
    let word = Entry::prediction().with("forecast", "rain").with("chance", "surely");
    assert!(message(word).0.contains("not an ICD 203 term"));
    // A correction of the resolution is none of a second.
    let files = dossier(Some(
        &append("", &[question("rain"), outcome("rain").with("id", "r")]).expect("new"),
    ));
    let right = outcome("rain").with("corrects", Value::Table(vec![("id", "r".into())]));
    assert!(ledger::add(&files, &ReadOptions::default(), &[right]).is_ok());
}

#[test]
fn a_broken_ledger_is_not_added_to_and_warns() {
    let broken = three().replace("chance = 0.25", "chance = 0.75");
    let files = dossier(Some(&broken));
    let problems = ledger::add(&files, &ReadOptions::default(), &[view("rain", 0.5)]);
    assert!(problems.expect_err("refused")[0].message.contains("not as they were sealed"));
    let (case, problems) = read(&files, &ReadOptions::default());
    assert!(case.is_some(), "the record can be read all the same");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].severity, Severity::Warning);
    assert_eq!(&broken[problems[0].span.clone()], "[[prediction]]");
    // It is told even where the rest cannot be read.
    let mut files = dossier(Some(&broken));
    files.push(named("more.toml", "[[person]]\nid = \"x\"\n"));
    let (case, problems) = read(&files, &ReadOptions::default());
    assert!(case.is_none() && problems.iter().any(|it| it.message.contains("as they were sealed")));
}

/// The messages of warnings, each with its file and the text it points at.
fn warned(files: &[NamedBytes]) -> Vec<(String, String, String)> {
    let (case, problems) = read(files, &ReadOptions::default());
    assert!(case.is_some(), "{problems:#?}");
    assert!(problems.iter().all(|it| it.severity == Severity::Warning));
    let at = |name: &str| files.iter().find(|it| it.name == name).expect("a file");
    let each = problems.into_iter().map(|it| {
        let text = String::from_utf8_lossy(&at(&it.file).bytes[it.span.clone()]).into_owned();
        (it.file, text, it.message)
    });
    each.collect()
}

#[test]
fn a_ledger_under_another_name_is_told() {
    let whole = three();
    let broken = whole.replace("chance = 0.25", "chance = 0.75");
    for (name, text, words) in [
        ("old/ledger.toml", &whole, "a ledger of 3 entries under another name"),
        ("ledger-2031.toml", &whole, "a ledger of 3 entries under another name"),
        ("Ledger.toml", &whole, "a ledger of 3 entries under another name"),
        ("old/ledger.toml", &broken, "not all of them hold"),
    ] {
        let found = warned(&[dossier(None), vec![named(name, text.as_str())]].concat());
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].0 == name && found[0].2.contains(words), "{found:?}");
    }
    // Whatever an editor made of its lines.
    let other = whole.replace('\n', "\r\n");
    let found = warned(&[dossier(None), vec![named("ledger.bak.toml", other)]].concat());
    assert!(found[0].2.contains("this has the seals of a ledger of 3 entries"), "{found:?}");
    // What an editor put before the first line, or made of all of them, is told as what it is.
    for (text, words) in [
        (format!("\u{feff}{whole}"), "without BOM"),
        (format!("\u{feff}{}", whole.replace('\n', "\r\n")), "with line ends LF"),
        (whole.replace('\n', "\r\n"), "change them back to LF"),
    ] {
        let breaks = verify(text.as_bytes()).expect_err("broken");
        let hint = breaks[0].hint.as_deref().unwrap_or_default();
        assert!(hint.contains(words), "{hint}");
    }
    // Beside the ledger itself, a copy of it.
    let mut files = dossier(Some(&whole));
    files.push(named("copy.toml", &*whole));
    let (_, problems) = read(&files, &ReadOptions::default());
    assert!(problems.iter().any(|it| it.file == "copy.toml" && it.message.contains("a copy of")));
    // A name that only looks like that of the ledger.
    let files = [dossier(None), vec![named("Ledger.toml", "# nothing yet\n")]].concat();
    assert!(warned(&files)[0].2.contains("is not exactly"));
}

#[test]
fn what_stands_beside_the_ledger_changes_nothing_in_it_and_is_named() {
    let entries = [
        question("rain"),
        view("rain", 0.25).with("id", "first"),
        outcome("rain").with("id", "came"),
    ];
    let ledger = append("", &entries).expect("a new ledger");
    let beside = |text: &str| {
        let mut files = dossier(Some(&ledger));
        files.push(named("later.toml", format!("[file]\nbasis = \"assumed\"\n{text}")));
        let mut found = warned(&files);
        // That a number beside it is scored apart is no attempt.
        found.retain(|it| !it.2.contains("this is outside the ledger"));
        let case = read(&files, &ReadOptions::default()).0.expect("a case");
        (case, found)
    };
    let view = "[[prediction]]\nforecast = \"rain\"\nby = \"The miller\"\ndate = 2031-05-02\n";
    let (case, found) = beside(&format!("{view}chance = 0.9\ncorrects = {{ id = \"first\" }}\n"));
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("later.toml", "corrects"));
    assert!(found[0].2.contains("`first` is sealed in ledger.toml"), "{found:?}");
    let seen = case.seen(None, None);
    assert!(seen.corrected.is_empty());
    assert!(seen.predictions.iter().any(|it| it.chance == Some(Chance::Number(0.25))));
    let came = "[[resolution]]\nforecast = \"rain\"\ndate = 2031-05-04\noutcome = \"no\"\n";
    let (_, found) = beside(came);
    assert!(found[0].2.contains("does not count"), "{found:?}");
    let (case, found) = beside(&format!("{came}corrects = {{ id = \"came\" }}\n"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(case.seen(None, None).resolutions.len(), 2, "the sealed one still stands");
    let other = "[[forecast]]\nid = \"hail\"\nquestion = \"?\"\ncriteria = \"c\"\n";
    let (_, found) = beside(&format!("{other}corrects = {{ id = \"rain\" }}\n"));
    assert!(found[0].2.contains("`rain` is sealed"), "{found:?}");
    for (key, text) in [("chain", other), ("named", other), ("asked", view)] {
        let (_, found) = beside(&format!("{text}{key} = \"00\"\n"));
        assert_eq!(found[0].1, key);
        assert!(found[0].2.contains("seals nothing here"), "{found:?}");
    }
    let (case, found) = beside(&format!("{view}chance = 0.9\nplace = 0\n"));
    assert_eq!(found[0].1, "place");
    let mut places: Vec<Option<u32>> = case.predictions.iter().map(|it| it.place).collect();
    places.sort_unstable();
    assert_eq!(places, [None, Some(1)], "nobody takes a place in the ledger from outside");
    // An ordinary view beside it, and a question of its own with its outcome, are no attempt.
    let (_, found) = beside(&format!(
        "{view}chance = 0.9\n{other}[[resolution]]\nforecast = \"hail\"\noutcome = \"no\"\n"
    ));
    assert!(found.is_empty(), "{found:?}");
    // Seals are told to seal nothing where there is no ledger either.
    let mut files = dossier(None);
    files.push(named("later.toml", format!("{other}basis = \"stated\"\nchain = \"00\"\n")));
    assert!(warned(&files)[0].2.contains("seals nothing here"));
}

#[test]
fn a_name_given_to_somebody_else_is_found() {
    let graded = |name: &str, day: &str, grade: &str, ledger: Option<&str>| {
        let mut files = dossier(ledger);
        let text = format!(
            "[[person]]\nid = \"oren\"\nname = \"{name}\"\n[[source]]\nid = \"paper\"\n\
             publisher = \"P\"\ndate = {day}\nreliability = \"{grade}\"\n"
        );
        files.push(named("people.toml", text));
        files
    };
    let files = |name: &str, day: &str, ledger: Option<&str>| graded(name, day, "B", ledger);
    let entry = || {
        Entry::prediction()
            .with("forecast", "rain")
            .with("by", "oren")
            .with("date", date(2031, 5, 2))
            .with("chance", 0.25)
            .with("source", Value::List(vec!["paper".into()]))
    };
    let new = files("Oren", "2031-05-03", None);
    let ledger = ledger::add(&new, &ReadOptions::default(), &[question("rain"), entry()]);
    let ledger = ledger.expect("added");
    assert_eq!(ledger.matches("\nnamed = \"").count(), 1, "the question names nobody");
    let found = |name: &str, day: &str| warned(&files(name, day, Some(&ledger)));
    assert!(found("Oren", "2031-05-03").is_empty());
    let regraded = warned(&graded("Oren", "2031-05-03", "A", Some(&ledger)));
    for changed in [found("Bella", "2031-05-03"), found("Oren", "2031-05-01"), regraded] {
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert_eq!(changed[0].0, FILE);
        assert!(
            changed[0].2.contains("one of `oren`, `paper` is not who or what it was"),
            "{changed:?}"
        );
    }
    // Whom a source cites and of what it is a reprint says how often it counts.
    for more in ["citing = [\"Some body\"]", "citing = [\"first\"]", "syndicated_from = \"first\""]
    {
        let mut files = files("Oren", "2031-05-03", Some(&ledger));
        let people = files.last_mut().expect("people");
        people.bytes.extend(format!("{more}\n[[source]]\nid = \"first\"\n").bytes());
        let changed = warned(&files);
        assert!(
            changed.len() == 1 && changed[0].2.contains("`paper` is not who or what it was"),
            "{more}: {changed:?}"
        );
    }
    // Entries from before this was done are told of.
    let old = append("", &[question("rain"), entry()]).expect("a ledger");
    let case = read(&files("Oren", "2031-05-03", Some(&old)), &ReadOptions::default()).0;
    assert_eq!(ledger::unhashed(&old, &case.expect("a case")), ["oren", "paper"]);
}

#[test]
fn a_correction_of_whom_and_what_an_entry_names_has_no_power_over_it_and_is_named() {
    let people = "[[person]]\nid = \"oren\"\nname = \"Oren\"\n[[source]]\nid = \"paper\"\n\
        publisher = \"P\"\ndate = 2031-05-03\nreliability = \"B\"\n";
    let view = |by: &str, day: i8| {
        Entry::prediction()
            .with("forecast", "rain")
            .with("by", by)
            .with("date", date(2031, 5, day))
            .with("chance", 0.25)
            .with("source", Value::List(vec!["paper".into()]))
    };
    let mut files = dossier(None);
    files.push(named("people.toml", people));
    let entries = [question("rain"), view("oren", 1), view("hill", 2)];
    let ledger = ledger::add(&files, &ReadOptions::default(), &entries).expect("added");
    files.push(named(FILE, &*ledger));
    assert!(warned(&files).is_empty());
    let said = |files: &[NamedBytes]| {
        let seen = read(files, &ReadOptions::default()).0.expect("a case").seen(None, None);
        let mut said: Vec<_> = seen
            .predictions
            .iter()
            .map(|it| {
                let source = seen.source(it.meta.sources[0].source);
                let by = it.by.as_ref().map(|it| seen.speaker(it));
                (it.place, by, source.date, source.publisher.clone(), source.reliability)
            })
            .collect();
        said.sort();
        said
    };
    let before = said(&files);
    assert_eq!(before[0].1.as_deref(), Some("Oren"));
    let person = |id: &str, name: &str, of: &str| {
        format!("[[person]]\nid = \"{id}\"\nname = \"{name}\"\ncorrects = {{ id = \"{of}\" }}\n")
    };
    let graded = |publisher: &str, day: &str, grade: &str| {
        format!(
            "[[source]]\nid = \"later\"\npublisher = \"{publisher}\"\ndate = {day}\n\
             reliability = \"{grade}\"\ncorrects = {{ id = \"paper\" }}\n"
        )
    };
    let source = |publisher: &str, day: &str| graded(publisher, day, "B");
    let party =
        "[[party]]\nid = \"dale\"\nname = \"Dale\"\ncorrects = { id = \"hill\" }\n".to_owned();
    for (text, of) in [
        (person("bella", "Bella", "oren"), "oren"),
        // By way of a correction that changes nothing.
        (person("o2", "Oren", "oren") + &person("bella", "Bella", "o2"), "o2"),
        (source("Q", "2031-05-03"), "paper"),
        (source("P", "2031-05-09"), "paper"),
        (graded("P", "2031-05-03", "A"), "paper"),
        (party, "hill"),
    ] {
        let with = [files.clone(), vec![named("later.toml", &*text)]].concat();
        let found = warned(&with);
        let named = format!("this corrects `{of}`, which an entry of ledger.toml names");
        let is = |it: &(String, String, String)| {
            it.0 == "later.toml" && it.1 == "corrects" && it.2.starts_with(&named)
        };
        assert!(found.iter().any(is), "{found:?}");
        assert!(found.iter().any(|it| it.0 == FILE && it.2.contains("not who or what it was")));
        assert_eq!(said(&with), before, "{text}");
    }
    // What was put right before is named as it stands now: what an entry names is never older than it.
    let with =
        [files.clone(), vec![named("later.toml", person("bella", "Bella", "oren"))]].concat();
    let add = |by: &str| ledger::add(&with, &ReadOptions::default(), &[view(by, 3)]);
    let refused = add("oren").expect_err("refused");
    assert!(refused[0].message.contains("`oren` was put right since"), "{refused:?}");
    assert_eq!(refused[0].hint.as_deref(), Some("write `bella`"));
    assert!(add("bella").is_ok());
    // A correction that leaves whom and what an entry names as they were is an ordinary one.
    for text in [person("o2", "Oren", "oren"), source("P", "2031-05-03")] {
        let with = [files.clone(), vec![named("later.toml", text)]].concat();
        assert_eq!((warned(&with), said(&with)), (Vec::new(), before.clone()));
    }
    // In an assumption set too.
    let mut with = files.clone();
    with.push(named("assumptions/other.toml", person("bella", "Bella", "oren")));
    assert!(warned(&with).is_empty(), "nobody asked for it");
    let options = ReadOptions { assume: vec!["other".to_owned()] };
    let problems = read(&with, &options).1;
    assert!(
        problems.iter().any(|it| it.file.ends_with("other.toml") && it.message.contains("`oren`")),
        "{problems:?}"
    );
}

#[test]
fn a_correction_of_a_question_that_an_entry_answers_has_no_effect_and_is_named() {
    let first =
        ledger::add(&outside("Yes if wet.", None), &ReadOptions::default(), &[view("rain", 0.25)]);
    let mut files = outside("Yes if wet.", Some(&first.expect("added")));
    files.push(named(
        "later.toml",
        "[[forecast]]\nid = \"damp\"\nquestion = \"?\"\ncriteria = \"Yes if damp.\"\n\
         closes = 2031-05-01\nbasis = \"stated\"\ncorrects = { id = \"rain\" }\n",
    ));
    let found = warned(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("later.toml", "corrects"));
    assert!(found[0].2.contains("answer `rain` as it was asked"), "{found:?}");
    let seen = read(&files, &ReadOptions::default()).0.expect("a case").seen(None, None);
    assert_eq!(seen.forecasts[seen.predictions[0].forecast.get()].criteria, "Yes if wet.");
    // One that was put right before anything was said to it is answered as it stands now.
    files.retain(|it| it.name != FILE);
    let add = |of: &str| ledger::add(&files, &ReadOptions::default(), &[view(of, 0.25)]);
    assert_eq!(add("rain").expect_err("refused")[0].hint.as_deref(), Some("write `damp`"));
}

#[test]
fn the_very_same_entry_is_not_added_twice() {
    let files = dossier(Some(&three()));
    let add = |entry: Entry| ledger::add(&files, &ReadOptions::default(), &[entry]);
    let problems = add(view("rain", 0.25).with("id", "again")).expect_err("refused");
    assert!(problems[0].message.contains("the very same is on record"), "{problems:?}");
    let problems = add(question("rain-2")).expect_err("refused");
    assert!(problems[0].message.contains("as `rain`"), "{problems:?}");
    assert!(add(view("rain", 0.26)).is_ok(), "another number is another entry");
    let both = [view("rain", 0.5).with("id", "a"), view("rain", 0.5).with("id", "b")];
    assert!(ledger::add(&files, &ReadOptions::default(), &both).is_err());
}

#[test]
fn a_ledger_broken_at_every_line_is_judged_in_one_pass() {
    // Looked through once for every break, these two megabytes took half a minute.
    let line = format!("# x\nchain = \"{}\"\n", "0".repeat(64));
    let begun = std::time::Instant::now();
    let breaks = verify(line.repeat(30_000).as_bytes()).expect_err("broken");
    assert_eq!(breaks.len(), 30_000);
    assert!(begun.elapsed().as_secs() < 15, "{:?}", begun.elapsed());
}

#[test]
fn other_line_ends_are_told_for_what_they_are() {
    let breaks = verify(three().replace('\n', "\r\n").as_bytes()).expect_err("broken");
    assert!(breaks[0].hint.as_deref().is_some_and(|it| it.contains("LF")));
}

#[test]
fn a_tail_cut_off_shows_only_against_a_head_kept_elsewhere() {
    let text = three();
    let all = verify(text.as_bytes()).expect("whole");
    let cut = text.find("\n[[resolution]]").expect("the third entry");
    let shorter = verify(&text.as_bytes()[..cut]).expect("a chain alone cannot know");
    assert_eq!(shorter.since(all.head().expect("a head")), None, "the head can");
    assert_eq!(all.since(shorter.head().expect("a head")), Some(1));
}

#[test]
fn chances_are_read_as_people_write_them() {
    assert_eq!(Value::chance(" 0.3 "), Value::Number(0.3));
    let range = Value::List(vec![Value::Number(0.2), Value::Number(0.4)]);
    for text in ["0.2-0.4", "0.2–0.4", "0.2..0.4", "0.2 - 0.4"] {
        assert_eq!(Value::chance(text), range, "{text}");
    }
    assert_eq!(Value::chance("almost no chance"), Value::Text("almost no chance".to_owned()));
    assert_eq!(Value::chance("NaN"), Value::Text("NaN".to_owned()));
}

/// A ledger of some entries.
fn some() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("plain".to_owned()),
        Just("a\nchain = \"00\"\nb".to_owned()),
        "[ -~\n\"\\\\]{0,40}",
    ];
    let entry = (0..3u8, words, 0.0..=1.0f64).prop_map(|(kind, words, chance)| match kind {
        0 => question("q").with("note", words),
        1 => view("q", chance).with("words", words),
        _ => outcome("q").with("words", words),
    });
    proptest::collection::vec(entry, 1..6)
        .prop_map(|entries| append("", &entries).expect("a new ledger"))
}

/// Where a change stands: the line, counted from 1, that holds byte `at`.
fn line_of(text: &[u8], at: usize) -> usize {
    1 + text[..at.min(text.len())].iter().filter(|it| **it == b'\n').count()
}

fn found(before: &str, after: &[u8], line: usize) -> Result<(), TestCaseError> {
    match verify(after) {
        Ok(ledger) => {
            // Only whole entries cut off at the end escape, and then the head is gone.
            let head = verify(before.as_bytes()).expect("whole");
            prop_assert!(before.as_bytes().starts_with(after));
            prop_assert_eq!(ledger.since(head.head().expect("a head")), None);
        }
        Err(breaks) => {
            let (first, last) = breaks[0].lines;
            prop_assert!(first <= last);
            // The end of a line taken out is the blank line after it taken out.
            prop_assert!(
                first <= line + 1 && line <= last + 1,
                "line {line} was changed, and lines {first} to {last} are named"
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_byte_changed_is_found(text in some(), at in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let at = at.index(text.len());
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= flip;
        prop_assert!(verify(&bytes).is_err());
        found(&text, &bytes, line_of(text.as_bytes(), at))?;
    }

    #[test]
    fn any_byte_slipped_in_or_taken_out_is_found(
        text in some(), at in any::<prop::sample::Index>(), byte: u8,
    ) {
        let at = at.index(text.len() + 1);
        let mut bytes = text.clone().into_bytes();
        bytes.insert(at, byte);
        prop_assert!(verify(&bytes).is_err());
        let at = at.min(text.len() - 1);
        let mut bytes = text.clone().into_bytes();
        bytes.remove(at);
        found(&text, &bytes, line_of(text.as_bytes(), at))?;
        prop_assert!(verify(&bytes).is_err());
    }

    #[test]
    fn any_lines_changed_taken_out_doubled_or_swapped_are_found(
        text in some(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), how in 0..4u8,
    ) {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (a, b) = (a.index(lines.len()), b.index(lines.len()));
        let mut changed = lines.clone();
        match how {
            0 => { changed.remove(a); }
            1 => changed.insert(a, lines[b]),
            2 => changed.swap(a, b),
            _ => changed.truncate(a),
        }
        if changed != lines {
            let first = lines.iter().zip(&changed).take_while(|(a, b)| a == b).count() + 1;
            found(&text, changed.concat().as_bytes(), first)?;
        }
    }

    #[test]
    fn any_bytes_are_judged_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let judged = verify(&bytes);
        prop_assert_eq!(judged.is_ok(), bytes.is_empty());
    }

    #[test]
    fn what_is_added_reads_back(text in some()) {
        let parsed: Result<toml::Table, _> = text.parse();
        prop_assert!(parsed.is_ok(), "{text}");
    }
}
