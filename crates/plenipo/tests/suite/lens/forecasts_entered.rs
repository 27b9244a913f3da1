//! What entered the record after the outcome is no foresight, by whichever door it came; and from which day
//! a number counts.

use jiff::civil::{Date, date};
use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::forecasts::again::{Recomputed, again};
use plenipo::lens::forecasts::own;
use plenipo::lens::setting::{Settings, Value};
use plenipo_exchange::forecasts::{csv, metaculus};
use plenipo_record::case::chance::Chance;
use plenipo_record::case::forecast::{Fit, Prediction};
use plenipo_record::case::{Case, LedgerFault};
use plenipo_record::dossier::ledger::{Entry, FILE, Value as Given, add, append, bring};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::upgrade::upgraded;

use super::{ask, cell, file, number, rows, table, text};

const HEAD: &str = "format = 1\n[dossier]\ntitle = \"Two villages\"\ndisclosure = \"open\"\n\
    [[source]]\nid = \"old\"\ndate = 2031-01-01\n[[source]]\nid = \"intime\"\ndate = 2031-05-04\n\
    [[source]]\nid = \"after\"\ndate = 2031-05-25\n[[party]]\nid = \"hill\"\nname = \"Hill\"\n";

const BESIDE: &str = "not in the ledger: nothing shows that it was made beforehand";

const SECOND: &str = "outside the ledger, in which its author has a number";

/// May 2031.
fn may(day: i8) -> Date {
    date(2031, 5, day)
}

fn asks() -> Entry {
    Entry::forecast()
        .with("id", "well")
        .with("question", "Will they sign?")
        .with("criteria", "Yes if both sign.")
        .with("opens", may(1))
        .with("closes", may(30))
        .with("known", may(1))
}

fn says(by: &str, day: i8, chance: f64) -> Entry {
    Entry::prediction()
        .with("forecast", "well")
        .with("by", by)
        .with("date", may(day))
        .with("chance", chance)
        .with("known", may(day))
        .with("basis", "reported")
}

fn cited(entry: Entry, source: &str) -> Entry {
    entry.with("source", Given::List(vec![source.into()]))
}

fn came(day: i8) -> Entry {
    Entry::resolution()
        .with("id", "came")
        .with("forecast", "well")
        .with("date", may(day))
        .with("outcome", "yes")
        .with("known", may(day))
}

fn files(ledger: &[Entry], beside: &str) -> Vec<NamedBytes> {
    let mut files = vec![file("dossier.toml", HEAD)];
    if !ledger.is_empty() {
        files.push(file(FILE, append("", ledger).expect("a new ledger")));
    }
    files.push(file("more.toml", format!("[file]\nbasis = \"reported\"\n{beside}")));
    files
}

fn case(ledger: &[Entry], beside: &str) -> Case {
    let (case, problems) = read(&files(ledger, beside), &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn score(case: &Case) -> Finding {
    let settings = Settings::default().with("what", Value::Text("scores".into()));
    ask(case, "forecasts", &settings, &Context::default())
}

fn why(finding: &Finding, by: &str) -> String {
    text(finding, "predictions", &[("by", by)], "scored").expect("said")
}

fn counts_from(finding: &Finding, by: &str) -> String {
    match cell(finding, "predictions", &[("by", by)], "counts_from") {
        Cell::Date(day) => day.to_string(),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_stands_below_the_outcome_is_scored_apart() {
    let ledger = [asks(), says("Oren", 2, 0.3), came(20), says("Prophet", 2, 1.0)];
    let finding = score(&case(&ledger, ""));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    for table in ["scores", "authors", "averaged"] {
        assert!(rows(self::table(&finding, table), &[("by", "Prophet")]).is_empty(), "{table}");
    }
    let apart = [("by", "Prophet"), ("why", "entered afterwards")];
    assert_eq!(number(&finding, "apart", &apart, "brier_low"), Some(0.0), "and yet it is shown");
    assert!(
        finding.headline.contains(
            "1 number scored, 1 scored separately; 0 predictions without a \
                                   score"
        ),
        "{}",
        finding.headline
    );
    // A number that came afterwards is no second voice, and takes nothing back.
    assert!(rows(table(&finding, "comparison"), &[("against", "mean of all")]).is_empty());
    let ledger = [asks(), says("Oren", 2, 0.3), came(20), says("Oren", 3, 1.0)];
    let finding = score(&case(&ledger, ""));
    assert_eq!(
        number(&finding, "authors", &[("by", "Oren")], "brier_low"),
        Some(0.48999999999999994)
    );
}

#[test]
fn one_rule_by_every_door() {
    let before = [asks(), says("Oren", 2, 0.3), came(20)];
    let plain = |by: &str, more: &str| {
        format!(
            "[[prediction]]\nforecast = \"well\"\nby = \"{by}\"\ndate = 2031-05-02\nchance = 1\n{more}\n"
        )
    };
    // A file beside the ledger that has question and outcome.
    let finding = score(&case(&before, &plain("Prophet", "known = 2031-05-02")));
    assert_eq!(why(&finding, "Prophet"), BESIDE);
    let finding = score(&case(&before, &plain("Prophet", "known = 2031-05-21")));
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    // Files alone: by the days on which things became known.
    let question = "[[forecast]]\nid = \"well\"\nquestion = \"Will they sign?\"\n\
        criteria = \"Yes if both sign.\"\nopens = 2031-05-01\ncloses = 2031-05-30\n";
    let outcome = "[[resolution]]\nforecast = \"well\"\ndate = 2031-05-20\noutcome = \"yes\"\n";
    let each = [plain("Oren", ""), plain("Prophet", "known = 2031-05-21")].concat();
    let finding = score(&case(&[], &format!("{question}{outcome}{each}")));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    // What was put down later, but with the outcome and not after it, is what it says.
    let each = plain("Oren", "known = 2031-05-21");
    let late = format!("{outcome}known = 2031-05-21\n");
    let finding = score(&case(&[], &format!("{question}{late}{each}")));
    assert_eq!(why(&finding, "Oren"), "yes");
    // A question of a file, its outcome in the file, a view in the ledger: what stands above it tells.
    let ledger = [says("Oren", 2, 0.3), says("Bella", 25, 0.9), says("Prophet", 2, 1.0)];
    let finding = score(&case(&ledger, &format!("{question}{outcome}")));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    // Imports come into the ledger below what is there.
    let options = ReadOptions::default();
    let there = files(&before, "");
    let brought = |entries: Vec<Entry>| {
        let entries: Vec<Entry> = entries
            .into_iter()
            .map(|it| it.with("known", may(2)).with("basis", "reported"))
            .collect();
        let whole = read(&there, &options).0.expect("a case");
        let text = bring(&there, &options, &whole, &entries, true).expect("brought").text;
        let mut files: Vec<NamedBytes> =
            there.iter().filter(|it| it.name != FILE).cloned().collect();
        files.push(file(FILE, text));
        score(&read(&files, &options).0.expect("a case"))
    };
    let rows = b"forecast,by,date,chance\nwell,Prophet,2031-05-02,1\n";
    let finding = brought(csv(rows).expect("a view").entries);
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    let post = |resolution: &str, points: &str| {
        let text = format!(
            r#"{{ "id": 7, "question": {{ "id": 1, "title": "Q?", "type": "binary",
            "resolution_criteria": "c", "resolution": {resolution},
            "actual_resolve_time": "2031-05-20T10:00:00Z", "aggregations": {{ "recency_weighted":
            {{ "history": [{points}] }} }} }} }}"#
        );
        metaculus(text.as_bytes()).expect("read").entries
    };
    let point = |day: u8, n: &str| {
        format!("{{ \"start_time\": \"2031-05-{day:02}\", \"centers\": [{n}] }}")
    };
    // Numbers and outcome at once: the numbers were there when the outcome was.
    let first = post("\"yes\"", &point(2, "0.4"));
    let finding = brought(first.clone());
    assert_eq!(why(&finding, "Metaculus community"), "yes");
    // Numbers in a second import, below the outcome of the first.
    let both = [first, post("\"yes\"", &format!("{},{}", point(2, "0.4"), point(3, "1")))].concat();
    let finding = brought(both);
    let of = |chance: &str| {
        let key = [("by", "Metaculus community"), ("chance", chance)];
        text(&finding, "predictions", &key, "scored").expect("said")
    };
    assert_eq!((of("0.4").as_str(), of("1").as_str()), ("yes", "entered afterwards"));
}

/// Whoever writes a number beside the ledger after the outcome can give it any day: no place of question and
/// outcome, and no day it names, makes it foresight.
#[test]
fn beside_a_ledger_a_number_is_no_foresight_once_there_is_an_outcome() {
    let question = "[[forecast]]\nid = \"well\"\nquestion = \"Will they sign?\"\n\
        criteria = \"Yes if both sign.\"\nopens = 2031-05-01\ncloses = 2031-05-30\n";
    let outcome = "[[resolution]]\nforecast = \"well\"\ndate = 2031-05-20\noutcome = \"yes\"\n\
        known = 2031-05-20\n";
    let other = || {
        Entry::forecast()
            .with("id", "other")
            .with("question", "Will it rain?")
            .with("criteria", "Yes if it rains.")
            .with("known", may(1))
    };
    let oren = || says("Oren", 2, 0.3);
    for (ledger, beside) in [
        (vec![asks(), came(20)], String::new()),
        (vec![came(20)], question.to_owned()),
        (vec![oren()], format!("{question}{outcome}")),
        (vec![other()], format!("{question}{outcome}")),
    ] {
        for more in ["", "known = 2031-05-02\n", "source = \"old\"\n", "source = \"after\"\n"] {
            let zed = format!(
                "[[prediction]]\nforecast = \"well\"\nby = \"Zed\"\ndate = 2031-05-02\nchance = 0.999\n{more}"
            );
            let finding = score(&case(&ledger, &format!("{beside}{zed}")));
            let why = why(&finding, "Zed");
            assert!(why == BESIDE || why == "entered afterwards", "{beside} {more} {why}");
            assert!(
                rows(table(&finding, "authors"), &[("by", "Zed")]).is_empty(),
                "{beside}{more}"
            );
            assert_eq!(rows(table(&finding, "apart"), &[("by", "Zed")]).len(), 1, "{beside}{more}");
        }
        let zed = "[[prediction]]\nforecast = \"well\"\nby = \"Zed\"\ndate = 2031-05-02\nchance = 0.999\n\
            source = \"intime\"\n";
        let finding = score(&case(&ledger, &format!("{beside}{zed}")));
        assert_eq!(why(&finding, "Zed"), "yes", "{beside}");
    }
    // Without any ledger the days of the files are all there is, and that is said.
    let zed =
        "[[prediction]]\nforecast = \"well\"\nby = \"Zed\"\ndate = 2031-05-02\nchance = 0.999\n";
    let finding = score(&case(&[], &format!("{question}{outcome}{zed}")));
    assert_eq!(why(&finding, "Zed"), "yes");
    assert!(
        finding.notes.iter().any(|it| it.flat().contains("is in a ledger")),
        "{:?}",
        finding.notes
    );
}

/// `check` points at such a number where the ledger has its question or the outcome.
#[test]
fn a_number_beside_the_ledger_that_counts_for_nothing_is_named() {
    let question = "[[forecast]]\nid = \"well\"\nquestion = \"Will they sign?\"\n\
        criteria = \"Yes if both sign.\"\nopens = 2031-05-01\ncloses = 2031-05-30\n";
    let zed = |more: &str| {
        format!(
            "[[prediction]]\nforecast = \"well\"\nby = \"Zed\"\ndate = 2031-05-02\nchance = 0.001\n{more}"
        )
    };
    let named = |ledger: &[Entry], beside: &str| {
        let (_, problems) = read(&files(ledger, beside), &ReadOptions::default());
        problems.iter().any(|it| {
            it.file == "more.toml"
                && it.message.contains("outside the ledger, which has the outcome")
        })
    };
    assert!(named(&[asks(), came(20)], &zed("")));
    assert!(named(&[came(20)], &format!("{question}{}", zed(""))));
    assert!(named(&[came(20)], &format!("{question}{}", zed("source = \"after\"\n"))));
    assert!(!named(&[came(20)], &format!("{question}{}", zed("source = \"intime\"\n"))));
    assert!(!named(&[asks()], &zed("")), "the question is open");
}

#[test]
fn a_source_published_in_time_dates_what_somebody_else_said() {
    let with = |source: &str| {
        let late = cited(says("Prophet", 2, 1.0), source);
        score(&case(&[asks(), says("Oren", 2, 0.3), came(20), late], ""))
    };
    let finding = with("intime");
    assert_eq!(why(&finding, "Prophet"), "yes");
    assert_eq!(counts_from(&finding, "Prophet"), "2031-05-04", "from the day it was published");
    // Published before it was said, a source cannot tell of it; published after the outcome, too late.
    for source in ["old", "after"] {
        assert_eq!(why(&with(source), "Prophet"), "entered afterwards", "{source}");
    }
    // Beside the ledger as well as in it.
    let plain = "[[prediction]]\nforecast = \"well\"\nby = \"Prophet\"\ndate = 2031-05-02\nchance = 1\n\
        source = \"intime\"\nknown = 2031-05-30\n";
    let finding = score(&case(&[asks(), came(20)], plain));
    assert_eq!(why(&finding, "Prophet"), "yes");
}

#[test]
fn a_number_put_down_later_than_it_says_counts_from_what_stands_above_it() {
    let averaged = |ledger: &[Entry]| {
        let finding = score(&case(ledger, ""));
        let brier = number(&finding, "averaged", &[("by", "Prophet")], "brier_low");
        (counts_from(&finding, "Prophet"), brier.expect("a figure"))
    };
    let honest = averaged(&[asks(), says("Prophet", 2, 0.9), says("Oren", 15, 0.5), came(20)]);
    let later = averaged(&[asks(), says("Oren", 15, 0.5), says("Prophet", 2, 0.9), came(20)]);
    let said = averaged(&[asks(), says("Oren", 15, 0.5), says("Prophet", 15, 0.9), came(20)]);
    assert_eq!(honest.0, "2031-05-02");
    assert_eq!(later, said, "what is put down later counts from later");
    assert_ne!(honest, later);
    // Beyond the last day of the question it is late.
    let finding =
        score(&case(&[asks(), says("Oren", 31, 0.5), says("Prophet", 2, 0.9), came(31)], ""));
    assert_eq!(why(&finding, "Prophet"), "made after the question closed");
    // Who says openly that it was heard later is believed.
    let open = Entry::prediction()
        .with("forecast", "well")
        .with("by", "Prophet")
        .with("date", may(2))
        .with("chance", 0.9)
        .with("known", may(15))
        .with("basis", "reported");
    assert_eq!(averaged(&[asks(), says("Oren", 15, 0.5), open, came(20)]).0, "2031-05-02");
    // Of two on one day the lower place in the ledger is the later.
    let finding = score(&case(&[asks(), says("Oren", 2, 0.9), says("Oren", 2, 0.1), came(20)], ""));
    let last = number(&finding, "scores", &[("by", "Oren"), ("last", "last")], "stated_low");
    assert_eq!(last, Some(0.1));
}

/// What was put right is gone, and was there: what puts it right was not put down before it.
#[test]
fn a_sealed_correction_counts_from_its_place_and_not_from_the_day_it_names() {
    let p1 = || says("Oren", 15, 0.3).with("id", "p1");
    let corrects = |id: &str| Given::Table(vec![("id", id.into()), ("why", "typo".into())]);
    let fix = |id: &str, of: &str, chance| {
        says("Oren", 2, chance).with("id", id).with("corrects", corrects(of))
    };
    let from = |ledger: &[Entry]| {
        let finding = score(&case(ledger, ""));
        assert_eq!(why(&finding, "Oren"), "yes");
        counts_from(&finding, "Oren")
    };
    assert_eq!(from(&[asks(), p1(), fix("p2", "p1", 0.9), came(20)]), "2031-05-15");
    // A chain of them, and what stands between.
    let chain = [asks(), p1(), fix("p2", "p1", 0.9), fix("p3", "p2", 0.95), came(20)];
    assert_eq!(from(&chain), "2031-05-15");
    // Neither a day that says openly that it was learned late, nor a source, gives days gone by.
    let open = Entry::prediction()
        .with("id", "p2")
        .with("forecast", "well")
        .with("by", "Oren")
        .with("date", may(2))
        .with("chance", 0.9)
        .with("known", may(16))
        .with("corrects", corrects("p1"));
    assert_eq!(from(&[asks(), p1(), open, came(20)]), "2031-05-16");
    let sourced = cited(fix("p2", "p1", 0.9), "intime");
    assert_eq!(from(&[asks(), p1(), sourced, came(20)]), "2031-05-15");
    // Of somebody else, below it.
    let bella = says("Bella", 2, 0.9);
    let finding = score(&case(&[asks(), p1(), fix("p2", "p1", 0.9), bella.clone(), came(20)], ""));
    assert_eq!(counts_from(&finding, "Bella"), "2031-05-15");
    // A question put right and an outcome put right were there as well.
    let other = |id: &str| {
        Entry::forecast()
            .with("id", id)
            .with("question", "Will it rain?")
            .with("criteria", "Yes if it rains.")
    };
    let asked = other("rain").with("known", may(9));
    let again = other("rain2").with("known", may(3)).with("corrects", corrects("rain"));
    let finding = score(&case(&[asks(), asked, again, bella.clone(), came(20)], ""));
    assert_eq!(counts_from(&finding, "Bella"), "2031-05-09");
    let rained = |id: &str, day: i8| {
        Entry::resolution()
            .with("id", id)
            .with("forecast", "rain")
            .with("date", may(day))
            .with("outcome", "yes")
            .with("known", may(day))
    };
    let rain = other("rain").with("known", may(1));
    let right = rained("r2", 6).with("corrects", corrects("r1"));
    let ledger = [asks(), rain.clone(), rained("r1", 8), right.clone(), bella.clone(), came(20)];
    assert_eq!(counts_from(&score(&case(&ledger, "")), "Bella"), "2031-05-08");
    // And what stands above a late correction of an outcome is not dated by it.
    let right = rained("r2", 12).with("corrects", corrects("r1"));
    let ledger = [asks(), rain, rained("r1", 2), bella, right, came(20)];
    assert_eq!(counts_from(&score(&case(&ledger, "")), "Bella"), "2031-05-02");
}

/// Whoever is given another name stays who he is: neither what he adds under the old one nor under the new is
/// somebody else's.
#[test]
fn a_corrected_name_makes_no_second_author() {
    let people = "[[person]]\nid = \"ann\"\nname = \"Ann\"\n";
    let renamed = "[[person]]\nid = \"cid\"\nname = \"Cid\"\n\
        corrects = { id = \"ann\", by = \"hill\", why = \"name\" }\n";
    let ledger = [asks(), says("ann", 10, 0.3).with("id", "a1"), came(20)];
    let beside = |by: &str, more: &str| {
        format!(
            "{people}{more}[[prediction]]\nid = \"a2\"\nforecast = \"well\"\nby = \"{by}\"\n\
             date = 2031-05-02\nchance = 0.97\nsource = \"intime\"\n"
        )
    };
    let scored = |by: &str, more: &str| {
        let case = case(&ledger, &beside(by, more));
        let finding = score(&case);
        let brier = number(&finding, "authors", &[("by", "Ann")], "brier_low");
        assert_eq!(brier, Some(0.48999999999999994), "{by}");
        text(&finding, "predictions", &[("chance", "0.97")], "scored").expect("said")
    };
    assert_eq!(scored("ann", ""), SECOND);
    for by in ["ann", "cid", "Ann", "Cid"] {
        assert_eq!(scored(by, renamed), SECOND, "{by}");
    }
    assert_eq!(scored("Bob", renamed), "yes", "somebody else's");
    // What he publishes himself dates nothing, under which name ever.
    let own = "[[source]]\nid = \"own\"\npublisher = \"Ann\"\ndate = 2031-05-04\n";
    let paper = |more: &str| {
        let beside = beside("ann", &format!("{own}{more}")).replace("\"intime\"", "\"own\"");
        let finding = score(&case(&[asks(), came(20)], &beside));
        text(&finding, "predictions", &[("chance", "0.97")], "scored").expect("said")
    };
    assert_eq!(paper(""), BESIDE);
    assert_eq!(paper(renamed), BESIDE);
    // He may still put his own number right.
    let fix = says("cid", 12, 0.6)
        .with("id", "a3")
        .with("corrects", Given::Table(vec![("id", "a1".into()), ("why", "typo".into())]));
    let finding = score(&case(
        &[asks(), says("ann", 10, 0.3).with("id", "a1"), fix, came(20)],
        &format!("{people}{renamed}"),
    ));
    assert_eq!(rows(table(&finding, "predictions"), &[]).len(), 1, "it replaces the first");
}

#[test]
fn an_outcome_put_right_is_an_outcome_since_the_first() {
    let right = Entry::resolution()
        .with("forecast", "well")
        .with("date", may(20))
        .with("outcome", "yes")
        .with("known", may(25))
        .with("corrects", Given::Table(vec![("id", "came".into())]));
    let ledger = [asks(), says("Oren", 2, 0.3), came(20), says("Prophet", 3, 1.0), right];
    let finding = score(&case(&ledger, ""));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
}

#[test]
fn an_outcome_beside_the_ledger_does_not_count() {
    let ledger = [asks(), says("Oren", 2, 0.3), came(20)];
    let beside = "[[resolution]]\nforecast = \"well\"\ndate = 2031-05-19\noutcome = \"no\"\n";
    let finding = score(&case(&ledger, beside));
    assert_eq!(text(&finding, "questions", &[("id", "well")], "outcome").as_deref(), Some("yes"));
    let finding = score(&case(&ledger[..2], beside));
    assert_eq!(text(&finding, "questions", &[("id", "well")], "outcome"), None);
    assert_eq!(why(&finding, "Oren"), "not resolved");
}

/// A party's own copy has no ledger, and yet tells what came after what.
#[test]
fn a_copy_for_a_party_keeps_the_order_of_what_it_shows() {
    let hidden = says("Nobody", 2, 0.5).with("handling", "mediator");
    let ledger = [asks(), hidden, says("Oren", 2, 0.3), came(20), says("Prophet", 2, 1.0)];
    let case = case(&ledger, "");
    let hill = case.find("hill");
    let copy = plenipo_record::dossier::write::write(&case.extract(hill, None));
    let (copy, problems) = read(&copy, &ReadOptions::default());
    let finding = score(&copy.unwrap_or_else(|| unreachable!("{problems:#?}")));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert_eq!(why(&finding, "Prophet"), "entered afterwards");
    assert!(rows(table(&finding, "predictions"), &[("by", "Nobody")]).is_empty());
}

#[test]
fn head_and_length_of_the_ledger_are_the_keepers() {
    let ledger = [asks(), says("Oren", 2, 0.3), came(20)];
    let case = case(&ledger, "");
    let text = append("", &ledger).expect("a new ledger");
    let seals = plenipo_record::dossier::ledger::verify(text.as_bytes()).expect("whole").seals;
    for lens in ["forecasts", "record", "acceptance"] {
        let of = |viewer| {
            let context = Context { viewer, ..Context::default() };
            ask(&case, lens, &Settings::default(), &context).provenance.ledger
        };
        let keeper = of(None).expect("how it stood");
        assert_eq!(
            (keeper.entries, Some(keeper.head.as_str())),
            (3, seals.last().map(String::as_str))
        );
        assert_eq!(of(Some("hill")), None, "{lens}");
    }
    // Of a broken ledger nothing is a witness.
    let files = [file("dossier.toml", HEAD), file(FILE, text.replace("0.3", "0.4"))];
    let case = read(&files, &ReadOptions::default()).0.expect("a case");
    assert!(case.ledger().is_none());
    // Nor is it shown without a word, to a party neither where it sees an entry.
    for viewer in [None, Some("hill")] {
        let context = Context { viewer, ..Context::default() };
        let finding = ask(&case, "forecasts", &Settings::default(), &context);
        assert_eq!(finding.provenance.ledger_fault, Some(LedgerFault::Seals), "{viewer:?}");
        let Some(Block::Para(first)) = finding.account.first() else { unreachable!("words first") };
        assert!(first.0.iter().any(|it| it.text.contains("seals do not hold")), "{first:?}");
    }
    let hidden = text.replace("known = 2031-05-01", "known = 2031-05-01\nhandling = \"mediator\"");
    let files = [file("dossier.toml", HEAD), file(FILE, hidden)];
    let case = read(&files, &ReadOptions::default()).0.expect("a case");
    let context = Context { viewer: Some("hill"), ..Context::default() };
    let finding = ask(&case, "forecasts", &Settings::default(), &context);
    assert_eq!(finding.provenance.ledger_fault, None, "who sees no entry is reported of no ledger");
}

/// As of an earlier day an entry is not there that was put down below what is of a later one.
#[test]
fn a_backdated_entry_is_not_there_before_what_stands_above_it() {
    let right = says("Oren", 3, 0.1)
        .with("id", "right")
        .with("corrects", Given::Table(vec![("id", "oren".into())]));
    let oren = says("Oren", 2, 0.7).with("id", "oren");
    let ledger = [asks(), oren, says("Bella", 15, 0.5), right, says("Prophet", 5, 0.99)];
    let case = case(&ledger, "");
    let on = |day: i8| {
        let context = Context { as_of: Some(may(day)), ..Context::default() };
        ask(&case, "forecasts", &Settings::default(), &context)
    };
    let said = |finding: &Finding, by: &str| -> Vec<Option<f64>> {
        let table = table(finding, "predictions");
        let rows = rows(table, &[("by", by)]).into_iter();
        rows.map(|row| table.cell(row, "chance_low").and_then(Cell::as_number)).collect()
    };
    for day in [5, 14] {
        assert_eq!(said(&on(day), "Oren"), [Some(0.7)], "the correction was not put down yet");
        assert!(said(&on(day), "Prophet").is_empty(), "{day}");
    }
    assert_eq!(said(&on(15), "Oren"), [Some(0.1)], "it is put right before there is an outcome");
    assert_eq!(said(&on(15), "Prophet"), [Some(0.99)]);
    assert_eq!(counts_from(&on(15), "Oren"), "2031-05-15");
    // The last day of the record is one on which all of it is there.
    assert_eq!(
        said(&ask(&case, "forecasts", &Settings::default(), &Context::default()), "Prophet").len(),
        1
    );
    assert!(case.days().contains(&may(15)) && !case.days().contains(&may(5)));
    // A base of the outlook counts from the same day.
    let question = Settings::default().with("question", Value::Ids(vec!["well".to_owned()]));
    let outlook = |day: i8| {
        let context = Context { as_of: Some(may(day)), ..Context::default() };
        let finding = ask(&case, "outlook", &question, &context);
        format!("{:?}", finding.account)
    };
    assert!(!outlook(14).contains("0.99"), "{}", outlook(14));
    assert!(outlook(20).contains("Prophet: 0.99 on 2031-05-15"), "{}", outlook(20));
}

/// Who puts a bad number right once the outcome is there is scored by the bad number.
#[test]
fn a_number_corrected_after_the_outcome_is_scored_as_it_was() {
    let oren = || says("Oren", 2, 0.3).with("id", "oren");
    let right = |known: i8| {
        Entry::prediction()
            .with("forecast", "well")
            .with("by", "Oren")
            .with("date", may(3))
            .with("chance", 0.9)
            .with("known", may(known))
            .with("basis", "reported")
            .with("id", "right")
            .with("corrects", Given::Table(vec![("id", "oren".into()), ("why", "misheard".into())]))
    };
    let other = says("Bella", 2, 0.5);
    // Below the outcome, however it is dated; or above it, and openly of a day after what decided it.
    let later = || {
        Entry::resolution()
            .with("forecast", "well")
            .with("date", may(20))
            .with("outcome", "yes")
            .with("known", may(28))
    };
    for (ledger, words) in [
        ([asks(), oren(), other.clone(), came(20), right(3)], "after the outcome"),
        ([asks(), oren(), other.clone(), says("Bella", 25, 0.5), right(25)], "outcome"),
    ] {
        let mut ledger = ledger.to_vec();
        if words == "outcome" {
            ledger.push(later());
        }
        let finding = score(&case(&ledger, ""));
        let brier = number(&finding, "authors", &[("by", "Oren")], "brier_low");
        assert!((brier.expect("scored") - 0.49).abs() < 1e-9, "{brier:?}");
        let of = [("by", "Oren"), ("chance", "0.3")];
        let standing = text(&finding, "predictions", &of, "standing");
        assert_eq!(standing.as_deref(), Some("corrected too late"));
        let account = format!("{:?}", finding.account);
        assert!(account.contains("corrected after the outcome, to 0.9 (misheard)"), "{account}");
        assert_eq!(
            rows(table(&finding, "predictions"), &[("by", "Oren")]).len(),
            2,
            "both are shown"
        );
        assert!(finding.notes.iter().any(|it| it.flat().contains("is scored as it was")));
    }
    // In time it replaces what it corrects. A source can be written, and dated, once the outcome is there:
    // what is sealed below it replaces nothing, whatever it cites.
    let finding = score(&case(&[asks(), oren(), right(3), came(20)], ""));
    let brier = number(&finding, "authors", &[("by", "Oren")], "brier_low").expect("scored");
    assert!((brier - 0.01).abs() < 1e-9, "{brier}");
    assert_eq!(rows(table(&finding, "predictions"), &[("by", "Oren")]).len(), 1);
    let right_again = || {
        says("Oren", 3, 0.95)
            .with("id", "again")
            .with("corrects", Given::Table(vec![("id", "right".into())]))
    };
    for below in [
        vec![cited(right(3), "intime")],
        vec![cited(right(3), "intime"), cited(right_again(), "intime")],
        // Nor is it revised by a number that is not said to put it right.
        vec![cited(says("Oren", 3, 0.9), "intime")],
    ] {
        let finding = score(&case(&[vec![asks(), oren(), came(20)], below].concat(), ""));
        let brier = number(&finding, "authors", &[("by", "Oren")], "brier_low").expect("scored");
        assert!((brier - 0.49).abs() < 1e-9, "{brier}");
        let of = [("by", "Oren"), ("chance", "0.3")];
        assert_eq!(text(&finding, "predictions", &of, "scored").as_deref(), Some("yes"));
    }
    // A question put right after its outcome takes no number out of its window either.
    let question = Entry::forecast()
        .with("id", "well-2")
        .with("question", "Will they sign?")
        .with("criteria", "Yes if both sign.")
        .with("opens", may(1))
        .with("closes", may(1))
        .with("known", may(2))
        .with("corrects", Given::Table(vec![("id", "well".into())]));
    let finding = score(&case(&[asks(), oren(), came(20), question], ""));
    assert_eq!(why(&finding, "Oren"), "yes");
    let files = "[[forecast]]\nid = \"q\"\nquestion = \"Q?\"\ncriteria = \"C.\"\nopens = 2031-05-01\n\
        [[prediction]]\nid = \"p\"\nforecast = \"q\"\nby = \"Oren\"\ndate = 2031-05-02\nchance = 0.3\n\
        [[resolution]]\nforecast = \"q\"\ndate = 2031-05-20\noutcome = \"yes\"\n\
        [[prediction]]\nforecast = \"q\"\nby = \"Oren\"\ndate = 2031-05-02\nchance = 0.9\n\
        known = 2031-05-21\ncorrects = { id = \"p\" }\n";
    let finding = score(&case(&[], files));
    let brier = number(&finding, "authors", &[("by", "Oren")], "brier_low").expect("scored");
    assert!((brier - 0.49).abs() < 1e-9, "without a ledger the days tell: {brier}");
}

/// Nobody's number is put in the place of somebody else's.
#[test]
fn a_number_is_put_right_by_its_author_alone() {
    let ann = || says("Ann", 2, 0.9).with("id", "ann");
    let of = |by: &str| {
        says(by, 3, 0.2)
            .with("id", "other")
            .with("corrects", Given::Table(vec![("id", "ann".into())]))
    };
    let brier = |finding: &Finding, by: &str| {
        number(finding, "authors", &[("by", by)], "brier_low").map(|it| (it * 100.0).round())
    };
    let finding = score(&case(&[asks(), ann(), of("Bob"), came(20)], ""));
    assert_eq!((brier(&finding, "Ann"), brier(&finding, "Bob")), (Some(1.0), Some(64.0)));
    let finding = score(&case(&[asks(), ann(), of("Ann"), came(20)], ""));
    assert_eq!(brier(&finding, "Ann"), Some(64.0));
    // It is refused where it would be put down, and told where it stands.
    let sealed = files(&[asks(), ann()], "");
    let refused = add(&sealed, &ReadOptions::default(), &[of("Bob")]).expect_err("refused");
    assert!(refused[0].message.contains("was said by Ann"), "{refused:?}");
    assert!(add(&sealed, &ReadOptions::default(), &[of("Ann")]).is_ok());
    let (_, problems) = read(&files(&[asks(), ann(), of("Bob")], ""), &ReadOptions::default());
    assert_eq!(problems.iter().filter(|it| it.message.contains("has no effect")).count(), 1);
}

const TALKS: &str = "[[party]]\nid = \"plain\"\nname = \"Plain\"\nroles = [\"principal\"]\n\
    [[party]]\nid = \"top\"\nname = \"Top\"\nroles = [\"principal\"]\n\
    [[issue]]\nid = \"water\"\ntitle = \"Water\"\noptions = [{ id = \"half\", text = \"Half\" }, \
    { id = \"all\", text = \"All\" }]\n[[draft]]\nid = \"draft\"\ntitle = \"D\"\ndate = 2031-05-01\n\
    form = \"text\"\ncomplete = true\npoints = [{ number = \"1\", gist = \"g\", sets = { water = \"half\" } }]\n";

#[test]
fn the_programs_own_answers_are_computed_again() {
    let question = [asks()];
    let before = case(&question, TALKS);
    let context = Context { as_of: Some(may(2)), samples: 200, ..Context::default() };
    let asked = own::Ask {
        lens: "acceptance",
        forecast: "well",
        draft: "draft",
        party: Some("plain"),
        fits: None,
    };
    let answer = own::prediction(&before, &asked, &context).expect("an answer");
    let entry = Entry::of(&before, &answer, "mine").with("known", may(2)).with("basis", "inferred");
    let ledger = [asks(), entry.clone()];
    let verdicts = |case: &Case| -> Vec<Recomputed> {
        again(case, &Context::default()).into_iter().map(|it| it.verdict).collect()
    };
    assert_eq!(verdicts(&case(&ledger, TALKS)), [Recomputed::Same]);
    let not = |case: &Case, words: &str| match verdicts(case).as_slice() {
        [Recomputed::NotCheckable(why)] => assert!(why.contains(words), "{why}"),
        other => unreachable!("{other:?}"),
    };
    // The record that it was computed from has changed.
    not(
        &case(&ledger, &TALKS.replace("\"All\"", "\"Everything\"")),
        "the record as of 2031-05-02 was edited since it was computed",
    );
    // Nor has one that was sealed before the hash was taken of the canonical form anything wrong.
    let mut older = answer.clone();
    let computed = older.computed.as_mut().expect("computed");
    computed.record = "c46da6d1ba8e77bdb58fa5e3019875ca98537cf9b87446ba1710f925832fc9b8".to_owned();
    let older = [asks(), Entry::of(&before, &older, "mine").with("known", may(2))];
    not(&case(&older, TALKS), "sealed under an older form of the record's hash");
    // A question put right and one more of them are no part of what it rests on.
    let more = [
        asks(),
        entry.clone(),
        Entry::forecast()
            .with("id", "other")
            .with("question", "Will it rain?")
            .with("criteria", "Yes if it does.")
            .with("opens", may(1))
            .with("known", may(1))
            .with("basis", "inferred"),
    ];
    assert_eq!(verdicts(&case(&more, TALKS)), [Recomputed::Same]);
    // Nor the order of tables.
    let (first, last) = TALKS.split_once("[[issue]]").expect("tables");
    let moved = format!("[[issue]]{last}{first}");
    assert_eq!(verdicts(&case(&ledger, &moved)), [Recomputed::Same]);
    // Nor the ids that this program made for records without one.
    let bare = format!(
        "{TALKS}[[red_line]]\nparty = \"plain\"\ndate = 2031-05-01\nrules_out = {{ water = \"all\" }}\n\
         [[red_line]]\nparty = \"plain\"\ndate = 2031-05-01\nwords = \"n\"\nrules_out = {{ water = \"all\" }}\n\
         [[event]]\nwhat = \"Rain\"\ndate = 2031-05-01\n"
    );
    let nameless = case(&question, &bare);
    let mine = own::prediction(&nameless, &asked, &context).expect("an answer");
    let mine = Entry::of(&nameless, &mine, "mine").with("known", may(2)).with("basis", "inferred");
    let files = files(&[asks(), mine], &bare);
    let copy = upgraded(&files).expect("a copy").files;
    assert_ne!(copy, files);
    let reread = |text: &[NamedBytes]| read(text, &ReadOptions::default()).0.expect("a case");
    assert_eq!(verdicts(&reread(&files)), [Recomputed::Same]);
    assert_eq!(verdicts(&reread(&copy)), [Recomputed::Same]);
    let mut edited = copy;
    for file in &mut edited {
        let text = String::from_utf8_lossy(&file.bytes).replace("\"Rain\"", "\"Hail\"");
        file.bytes = text.into_bytes();
    }
    not(&reread(&edited), "was edited since");
    // Other settings are another question.
    let mut noisy = answer.clone();
    let computed = noisy.computed.as_mut().expect("computed");
    (computed.settings, computed.high) = (vec!["tau=0.5".to_owned()], Some(0.75));
    let noisy = [asks(), Entry::of(&before, &noisy, "mine").with("known", may(2))];
    not(
        &case(&noisy, TALKS),
        "it was computed with tau=0.5 and no features, and now with tau=0 and",
    );
    // What was learned later changes nothing: it is read as of its day.
    let later = format!("{TALKS}[[event]]\nwhat = \"Rain\"\ndate = 2031-05-09\n");
    assert_eq!(verdicts(&case(&ledger, &later)), [Recomputed::Same]);
    let mut other = answer.clone();
    let computed = other.computed.as_mut().expect("computed");
    computed.engine = "plenipo 0.0.1".to_owned();
    let old = [asks(), Entry::of(&before, &other, "mine").with("known", may(2))];
    not(&case(&old, TALKS), "it was computed by plenipo 0.0.1");
    // A figure that the same program does not give of the same record.
    let mut forged = answer;
    forged.chance = Some(Chance::Number(1.0));
    let forged = [asks(), Entry::of(&before, &forged, "mine").with("known", may(2))];
    assert!(matches!(verdicts(&case(&forged, TALKS)).as_slice(), [Recomputed::Other { .. }]));
}

#[test]
fn what_was_found_when_an_answer_was_sealed_stays_found() {
    let before = case(&[asks()], TALKS);
    let context = Context { as_of: Some(may(2)), samples: 200, ..Context::default() };
    let asked = own::Ask {
        lens: "acceptance",
        forecast: "well",
        draft: "draft",
        party: None,
        fits: Some(Fit::Exactly),
    };
    let mut answer = own::prediction(&before, &asked, &context).expect("an answer");
    // The status of an answer with a figure; how it comes about is another matter.
    answer.chance = Some(Chance::Number(0.9));
    answer.computed.as_mut().expect("computed").status = "open".to_owned();
    let sealed = |answer: &Prediction| {
        let entry = Entry::of(&before, answer, "mine").with("known", may(2));
        vec![asks(), entry.with("basis", "inferred"), came(20)]
    };
    let of = |ledger: &[Entry], beside: &str| {
        let finding = score(&case(ledger, beside));
        let own = [("lens", "acceptance")];
        let get = |column: &str| text(&finding, "predictions", &own, column);
        (get("by").unwrap_or_default(), get("scored").unwrap_or_default())
    };
    let kept = ("plenipo, acceptance of draft".to_owned(), "yes".to_owned());
    assert_eq!(of(&sealed(&answer), TALKS), kept);
    // A draft called by the words of the question, one more of that name, and a correction of the draft.
    let renamed = TALKS.replace("title = \"D\"", "title = \"Pact of Plain\"");
    let another = "[[draft]]\nid = \"new\"\ntitle = \"Will they sign\"\nform = \"text\"\n";
    let another = format!("{TALKS}{another}");
    let corrected = format!(
        "{TALKS}[[draft]]\nid = \"right\"\ntitle = \"they sign\"\ndate = 2031-05-01\n\
         form = \"text\"\ncorrects = {{ id = \"draft\" }}\n"
    );
    for beside in [&renamed, &another, &corrected] {
        assert_eq!(of(&sealed(&answer), beside), kept, "{beside}");
    }
    // An answer of which nothing was found when it was put down is judged by what is called so now.
    answer.computed.as_mut().expect("computed").checked = false;
    assert_eq!(of(&sealed(&answer), TALKS).1, "yes");
    assert_eq!(of(&sealed(&answer), &another).1, "it answers another question");
}

#[test]
fn who_speaks_on_the_day_of_the_outcome_has_no_average_over_time() {
    let ledger = [asks(), says("Oren", 5, 0.6), says("Prophet", 20, 0.9), came(20)];
    let finding = score(&case(&ledger, ""));
    let of = |by: &str| number(&finding, "averaged", &[("by", by)], "brier_low");
    assert!(of("Oren").is_some_and(|it| it > 0.0));
    assert_eq!(rows(table(&finding, "averaged"), &[("by", "Prophet")]).len(), 0);
    assert_eq!(why(&finding, "Prophet"), "yes", "the number itself is scored");
}

#[test]
fn what_a_sealed_entry_names_was_known_when_it_was_sealed() {
    let ledger = [asks(), says("oren", 2, 0.3), cited(says("hill", 3, 0.4), "late"), came(20)];
    let person = |known: &str| {
        format!(
            "[[person]]\nid = \"oren\"\nname = \"Oren\"\nparty = \"vale\"\n{known}\
             [[party]]\nid = \"vale\"\nname = \"Vale\"\n{known}\
             [[source]]\nid = \"late\"\npublisher = \"Gazette\"\n{known}"
        )
    };
    let of = |beside: &str| {
        let case = case(&ledger, beside);
        let context = Context { as_of: Some(may(25)), ..Context::default() };
        let settings = Settings::default().with("what", Value::Text("scores".into()));
        let finding = ask(&case, "forecasts", &settings, &context);
        (table(&finding, "authors").clone(), table(&finding, "predictions").clone())
    };
    let then = of(&person(""));
    assert_eq!(then.0.rows.len(), 2);
    assert_eq!(
        of(&person("known = 2032-01-01\n")),
        then,
        "a later day of theirs takes nothing away"
    );
}

#[test]
fn what_is_sealed_is_not_revised_by_a_number_beside_the_ledger() {
    let ledger = [asks(), says("Ann", 2, 0.05), says("Oren", 2, 0.5), came(20)];
    let beside = "[[source]]\nid = \"mine\"\npublisher = \"My paper\"\ndate = 2031-05-10\n\
        [[source]]\nid = \"own\"\npublisher = \"Bella\"\ndate = 2031-05-10\n\
        [[prediction]]\nid = \"forged\"\nforecast = \"well\"\nby = \"Ann\"\ndate = 2031-05-09\n\
        chance = 1.0\nsource = \"mine\"\n\
        [[prediction]]\nforecast = \"well\"\nby = \"Bella\"\ndate = 2031-05-09\nchance = 1.0\n\
        source = \"own\"\n";
    let (case, problems) = read(&files(&ledger, beside), &ReadOptions::default());
    let finding = score(&case.expect("a case"));
    let brier = number(&finding, "authors", &[("by", "Ann")], "brier_low").expect("scored");
    assert!((brier - 0.9025).abs() < 1e-9, "{brier}");
    let of = |chance: &str, column: &str| {
        text(&finding, "predictions", &[("by", "Ann"), ("chance", chance)], column).expect("said")
    };
    assert_eq!(of("0.05", "standing"), "stands");
    assert_eq!(of("1", "scored"), SECOND);
    assert_eq!(why(&finding, "Bella"), BESIDE, "nobody dates himself");
    let named = problems.iter().filter(|it| it.message.contains("a number by the same author"));
    assert_eq!(named.count(), 1, "{problems:#?}");
}

#[test]
fn a_place_without_its_ledger_vouches_for_nothing() {
    let copy = "[[forecast]]\nid = \"well\"\nquestion = \"Q?\"\ncriteria = \"C.\"\n\
        opens = 2031-05-01\nplace = 0\n[[prediction]]\nforecast = \"well\"\nby = \"Oren\"\n\
        date = 2031-05-02\nchance = 0.9\nplace = 1\n[[resolution]]\nforecast = \"well\"\n\
        date = 2031-05-20\noutcome = \"yes\"\nplace = 2\n";
    let finding = score(&case(&[], copy));
    assert_eq!(why(&finding, "Oren"), "yes");
    assert!(finding.notes.iter().any(|it| it.flat().contains("nothing here is sealed")));
    let finding = score(&case(&[asks(), says("Oren", 2, 0.9), came(20)], ""));
    assert!(!finding.notes.iter().any(|it| it.flat().contains("nothing here is sealed")));
}
