//! Questions and predictions from elsewhere.

use jiff::civil::date;
use plenipo_exchange::forecasts::{ImportedForecasts, csv, metaculus};
use plenipo_exchange::sheet::import::import;
use plenipo_exchange::sheet::{Workbook, read::csv as read_sheet};
use plenipo_record::case::Case;
use plenipo_record::case::chance::{Chance, ChanceWord};
use plenipo_record::case::forecast::{Fit, Outcome, Prediction};
use plenipo_record::dossier::ledger::{Entry, FILE, Value, append, bring, verify};
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use plenipo_testing::dossier::named;

const HEAD: &str =
    "format = 1\n[dossier]\ntitle = \"Rain\"\n[[party]]\nid = \"hill\"\nname = \"Hill\"\n";

/// The case of what was brought in.
fn case(brought: &ImportedForecasts) -> Case {
    let text = append("", &brought.entries).expect("a new ledger");
    let files = [named("dossier.toml", HEAD), named(FILE, text)];
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

#[test]
fn questions_and_predictions_as_values() {
    let questions = "id,question,criteria,opens,closes,resolves,outcome,resolved,why,mood\n\
        rain,\"Will it rain, at last?\",Yes if it rains.,2031-05-01,2031-05-10,,yes,2031-05-05,It did.,glum\n\
        snow,Will it snow?,Yes if it snows.,,,,,,,\n";
    let mut brought = csv(questions.as_bytes()).expect("questions");
    assert_eq!(brought.lost, ["column `mood` was skipped"]);
    let predictions = "\u{feff}Forecast,by,date,chance,direction,words,fits,read_as,read_fits,lens\n\
        rain,The miller,2031-05-02,0.25,,,,,,\n\
        rain,hill,2031-05-02,0.2–0.4,,,,,,\n\
        rain,The priest,2031-05-02,almost certain,,,closely,,,\n\
        rain,The smith,,,up,hm,,unlikely,loosely,\n\
        rain,plenipo,2031-05-02,0.4,,,,,,acceptance\n";
    let views = csv(predictions.as_bytes()).expect("predictions");
    assert_eq!(views.lost.len(), 1, "{:?}", views.lost);
    brought.entries.extend(views.entries);
    let case = case(&brought);
    assert_eq!((case.forecasts.len(), case.predictions.len()), (2, 4));
    let of = |by: &str| {
        let found = case
            .predictions
            .iter()
            .find(|it| it.by.as_ref().is_some_and(|it| case.speaker(it) == by));
        found.expect(by)
    };
    assert_eq!(of("The miller").chance, Some(Chance::Number(0.25)));
    assert_eq!(of("Hill").chance, Some(Chance::Range(0.2, 0.4)));
    assert_eq!(of("The priest").fits, Some(Fit::Closely));
    let smith = of("The smith");
    assert_eq!((smith.chance, smith.date), (None, None), "what is not there is not made up");
    assert_eq!(smith.mapped.as_ref().map(|it| it.fits), Some(Fit::Loosely));
    assert_eq!(case.resolutions[0].outcome, Outcome::Yes);
    assert_eq!(case.resolutions[0].date, Some(date(2031, 5, 5)));
}

#[test]
fn bad_values_are_told_with_their_line() {
    let at = |text: &str| csv(text.as_bytes()).expect_err("refused");
    let fault = at("forecast,by,date\nrain,The miller,tomorrow\n");
    assert_eq!(fault.line, Some(2));
    assert!(fault.message.contains("`date` is not a date"), "{fault}");
    assert!(at("forecast,by\nrain\n").message.contains("`by` is missing"));
    // Lines are those of the file, also after empty ones and values of several lines.
    let fault = at(
        "forecast,by,chance,date\n\nrain,\"The\nmiller\",1,2031-05-02\n ,,\nrain,X,1,30.2.2031\n",
    );
    assert_eq!(fault.line, Some(6));
    assert!(fault.message.contains("there is no date 30.2.2031"), "{fault}");
    assert!(at("forecast,by\n,The miller\n").message.contains("`forecast` is missing"));
    assert!(at("a,b\n1,2\n").message.contains("names no columns"));
    assert!(at("").message.contains("names no columns"));
    assert!(csv(b"forecast,by\nrain,\xff\n").expect_err("refused").message.contains("UTF-8"));
    let many = format!("forecast,by,chance\n{}", "rain,x,0.5\n".repeat(10_001));
    assert!(at(&many).message.contains("10,000"));
}

#[test]
fn what_nobody_could_take_out_again_is_not_sealed() {
    let at = |text: &str| csv(text.as_bytes()).expect_err("refused");
    // A view of which nothing was filled in.
    for row in ["rain,The miller,2031-05-02,,", "rain,The miller,2031-05-02, ,"] {
        let fault = at(&format!("forecast,by,date,chance,words\nrain,A,2031-05-02,0.3,\n{row}\n"));
        assert_eq!(fault.line, Some(3));
        assert!(fault.message.contains("says nothing"), "{fault}");
    }
    let words = csv(b"forecast,by,date,chance,words\nrain,A,2031-05-02,,Hardly.\n");
    assert_eq!(words.expect("words are a view").entries.len(), 1);
    // Signs that no text has.
    for text in ["forecast,by,chance\nrain,a\0b,0.3\n", "forecast,by,words\nrain,A,\u{1b}[2Jx\n"] {
        let fault = at(text);
        assert_eq!(fault.line, Some(2));
        assert!(fault.message.contains("control character"), "{fault}");
    }
    // Seals that somebody typed.
    for key in ["chain", "named", "asked", "place"] {
        let fault = at(&format!("forecast,by,chance,{key}\nrain,A,0.3,1\n"));
        assert_eq!(fault.line, Some(2));
        assert!(fault.message.contains(&format!("`{key}` belongs to the ledger")), "{fault}");
        let text = format!("id,question,criteria,{key}\nrain,Q?,C.,1\n");
        assert!(at(&text).message.contains("belongs to the ledger"));
        let none = csv(format!("forecast,by,chance,{key}\nrain,A,0.3,\n").as_bytes());
        assert_eq!(none.expect("an empty column says nothing").entries.len(), 1);
    }
    // Nought is nought.
    assert_eq!(Value::chance("-0"), Value::Number(0.0));
    let text = append("", &[Entry::prediction().with("chance", Value::chance("-0.0"))]);
    assert!(!text.expect("a ledger").contains("-0"), "as a number without a sign");
}

/// A post as the interface gives it, cut down.
const POST: &str = r#"{ "id": 31000, "title": "A post", "question": {
  "id": 30555, "title": "Will the two sides sign by June?", "type": "binary",
  "resolution_criteria": "Yes if both sign.", "fine_print": "Initials do not count.",
  "open_time": "2031-03-01T12:00:00Z", "scheduled_close_time": "2031-05-31T22:59:00Z",
  "actual_close_time": "2031-05-12T09:00:00Z", "scheduled_resolve_time": "2031-06-01T00:00:00Z",
  "actual_resolve_time": "2031-05-12T09:00:00Z", "resolution": "no",
  "aggregations": { "recency_weighted": { "history": [], "latest": {
    "start_time": 1936000000.5, "end_time": null, "forecaster_count": 87, "means": [0.3],
    "centers": [0.25], "interval_lower_bounds": [0.12], "interval_upper_bounds": [0.42] } } } } }"#;

#[test]
fn a_question_of_metaculus() {
    let brought = metaculus(POST.as_bytes()).expect("a question");
    assert!(brought.lost.is_empty(), "{:?}", brought.lost);
    let case = case(&brought);
    let it = &case.forecasts[0];
    assert_eq!(it.meta.id.as_ref().map(ToString::to_string).as_deref(), Some("metaculus-31000"));
    assert!(it.criteria.starts_with("Yes if both sign.") && it.criteria.contains("Initials"));
    assert_eq!(it.opens, Some(date(2031, 3, 1)));
    assert_eq!(
        it.closes,
        Some(date(2031, 5, 31)),
        "the day it was to close, not that of the event"
    );
    let view = &case.predictions[0];
    assert_eq!(view.chance, Some(Chance::Number(0.25)));
    assert_eq!(view.date, Some(date(2031, 5, 8)));
    assert!(view.meta.note.as_deref().is_some_and(|it| it.contains("87 forecasters")));
    assert_eq!(case.resolutions[0].outcome, Outcome::No);
}

#[test]
fn every_point_of_the_history_is_a_revision() {
    let point = |start: &str, center: &str| {
        format!("{{ \"start_time\": {start}, \"end_time\": null, \"centers\": [{center}] }}")
    };
    // Two of 8 May 2031, the later first; one of 9 May, again as the latest; no day; no chance.
    let history = [
        point("1936000000.5", "0.3"),
        point("1935990000", "0.2"),
        point("1936086400", "0.4"),
        point("null", "0.5"),
        point("1936172800", "1.7"),
    ];
    let of = |history: &str| {
        let latest = point("1936086400", "0.4");
        POST.replace("\"history\": []", &format!("\"history\": {history}"))
            .replace("\"latest\": {", &format!("\"latest\": {latest}, \"former\": {{"))
    };
    let brought = metaculus(of(&format!("[{}]", history.join(","))).as_bytes()).expect("read");
    assert_eq!(brought.lost.len(), 1, "{:?}", brought.lost);
    assert!(brought.lost[0].contains("1 of the community's numbers had no day"));
    let case = case(&brought);
    let views: Vec<_> = case.predictions.iter().map(|it| (it.date, it.chance)).collect();
    assert_eq!(
        views,
        [
            (Some(date(2031, 5, 8)), Some(Chance::Number(0.3))),
            (Some(date(2031, 5, 9)), Some(Chance::Number(0.4))),
        ]
    );
    // What is no list has no points; the latest stands.
    let brought = metaculus(of("\"none\"").as_bytes()).expect("read");
    assert_eq!(self::case(&brought).predictions.len(), 1);
    // A history without end is refused.
    let days: Vec<String> =
        (0..10_001).map(|day| point(&(day * 86_400).to_string(), "0.5")).collect();
    let fault = metaculus(of(&format!("[{}]", days.join(","))).as_bytes()).expect_err("refused");
    assert!(fault.message.contains("10,000"), "{fault}");
}

#[test]
fn what_metaculus_does_not_say_stays_unknown() {
    // A number that is hidden from the asker, no dates, no outcome.
    let bare = r#"{ "results": [
      { "id": 1, "question": { "id": 9, "title": "Bare?", "type": "binary", "resolution": null,
        "resolution_criteria": "Yes if so.",
        "aggregations": { "recency_weighted": { "latest": null }, "unweighted": { "latest": { "centers": null } } } } },
      { "id": 2, "question": { "id": 8, "title": "How many?", "type": "numeric", "resolution_criteria": "Count." } },
      { "id": 3, "question": { "id": 7, "title": "No criteria?", "type": "binary", "resolution_criteria": "" } },
      { "id": 4, "group_of_questions": { "questions": [
        { "id": 41, "title": "By June?", "type": "binary", "resolution_criteria": "Yes if so.",
          "aggregations": { "unweighted": { "latest": { "centers": [0.5], "start_time": "2031-05-01T00:00:00Z" } } } },
        { "id": 42, "title": "By July?", "type": "binary", "resolution_criteria": "Yes if so.",
          "aggregations": { "unweighted": { "latest": { "centers": [7.5], "start_time": 0 } } } } ] } },
      { "id": 5, "notebook": {} } ] }"#;
    let brought = metaculus(bare.as_bytes()).expect("questions");
    let case = case(&brought);
    let ids: Vec<String> = case
        .forecasts
        .iter()
        .filter_map(|it| it.meta.id.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(ids, ["metaculus-1", "metaculus-4-41", "metaculus-4-42"]);
    assert_eq!(case.forecasts[0].opens, None);
    assert_eq!(case.predictions.len(), 1);
    assert!(case.resolutions.is_empty());
    let lost = brought.lost.join("\n");
    for words in [
        "metaculus-1 comes without",
        "not a yes-or-no",
        "no criteria",
        "metaculus-4-42 comes without",
    ] {
        assert!(lost.contains(words), "{words}\n{lost}");
    }
}

/// A question with numbers at these moments.
fn post(open: &str, close: &str, resolution: &str, points: &[(&str, &str)]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|(at, number)| format!("{{ \"start_time\": {at}, \"centers\": [{number}] }}"))
        .collect();
    format!(
        r#"{{ "id": 110, "title": "T", "question": {{ "id": 20, "title": "Will they sign?",
        "type": "binary", "resolution_criteria": "Yes if both sign.", "open_time": "{open}",
        "scheduled_close_time": "2031-06-01T03:59:00Z", "actual_close_time": {close},
        "actual_resolve_time": {close}, "resolution": {resolution},
        "aggregations": {{ "recency_weighted": {{ "history": [{}], "latest": null }} }} }} }}"#,
        points.join(",")
    )
}

#[test]
fn a_number_from_outside_the_window_is_passed_over_and_named() {
    // 11 April 18:53, 20 April 11:59:59, 12:00:00 and 12:00:01, 21 April.
    let (first, near) = (("1933700000", "0.3"), ("1934452799.5", "0.7"));
    let (at, past, later) = (("1934452800", "0.8"), ("1934452801", "0.9"), ("1934496001", "1"));
    let close = "\"2031-04-20T12:00:00Z\"";
    let numbers = |open: &str, points: &[(&str, &str)]| {
        let brought = metaculus(post(open, close, "\"yes\"", points).as_bytes()).expect("read");
        let case = case(&brought);
        assert_eq!(case.resolutions.len(), 1, "the rest is brought in all the same");
        let numbers: Vec<f64> =
            case.predictions.iter().filter_map(|it| Some(it.chance?.range().low)).collect();
        (numbers, brought.lost.join("\n"))
    };
    let open = "2031-04-01T10:00:00Z";
    assert_eq!(numbers(open, &[first, near]), (vec![0.3, 0.7], String::new()));
    assert_eq!(numbers(open, &[first, near, at]), (vec![0.3, 0.8], String::new()));
    let (kept, lost) = numbers(open, &[first, near, past]);
    assert_eq!(kept, [0.3, 0.7], "a second too late, on the same day");
    assert!(lost.contains("0.9 of 2031-04-20 is from after"), "{lost}");
    let (kept, lost) = numbers(open, &[first, later]);
    assert_eq!(kept, [0.3]);
    assert!(lost.contains("1 of 2031-04-21 is from after"), "{lost}");
    let (kept, lost) = numbers("2031-04-12T00:00:00Z", &[first, at]);
    assert_eq!(kept, [0.8]);
    assert!(lost.contains("0.3 of 2031-04-11 is from before"), "{lost}");
    // An hour given at another place is the same moment.
    let (kept, lost) = numbers("2031-04-12T01:00:00+09:00", &[first]);
    assert_eq!((kept, lost.as_str()), (vec![0.3], ""));
    // Certainty is a number; what is no chance is named.
    let (kept, lost) = numbers(open, &[("1933700000", "0"), ("1933900000", "1.7"), at]);
    assert_eq!(kept, [0.0, 0.8]);
    assert!(lost.contains("1.7 of 2031-04-14 is not a chance"), "{lost}");
    // None left is told, and so is one after the other of many.
    let many: Vec<(String, &str)> =
        (0..9).map(|n| (format!("{}", 1_934_500_000 + n * 86_400), "0.5")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(at, it)| (at.as_str(), *it)).collect();
    let (kept, lost) = numbers(open, &many);
    assert!(kept.is_empty() && lost.contains("and 4 more like these"), "{lost}");
    assert!(lost.contains("metaculus-110 comes without a number"), "{lost}");
}

#[test]
fn posts_that_ask_nothing_by_themselves_are_told() {
    let text = r#"[ { "id": 1, "conditional": { "condition": {}, "question_yes": {} } },
        { "id": 2, "notebook": { "id": 3 } }, { "id": 3 }, { "id": 4, "title": "When?",
        "group_of_questions": { "resolution_criteria": "By the gazette.", "fine_print": "In print.",
        "questions": [ { "id": 41, "title": "By June", "type": "binary" } ] } } ]"#;
    let brought = metaculus(text.as_bytes()).expect("one question");
    let lost = brought.lost.join("\n");
    for words in ["post 1 asks under a condition", "post 2 is a notebook", "post 3 has no question"]
    {
        assert!(lost.contains(words), "{words}\n{lost}");
    }
    let case = case(&brought);
    assert_eq!(case.forecasts[0].question, "When?: By June");
    assert!(case.forecasts[0].criteria.contains("gazette"), "the group says it for its questions");
    assert!(case.forecasts[0].criteria.contains("In print."));
    let alone = metaculus(br#"{ "id": 2, "notebook": { "id": 3 } }"#).expect_err("refused");
    assert!(alone.message.contains("post 2 is a notebook"), "{alone}");
}

#[test]
fn a_second_import_brings_what_is_new_and_nothing_twice() {
    let options = ReadOptions::default();
    let mut files = vec![named("dossier.toml", HEAD)];
    let mut bring = |text: &str, day: i8| {
        let entries: Vec<Entry> = metaculus(text.as_bytes())
            .expect("read")
            .entries
            .into_iter()
            .map(|it| it.with("known", date(2031, 4, day)).with("basis", "reported"))
            .collect();
        let case = read(&files, &options).0.expect("a case");
        let brought = bring(&files, &options, &case, &entries, true).expect("brought");
        files.retain(|it| it.name != FILE);
        files.push(named(FILE, brought.text.clone()));
        assert!(verify(brought.text.as_bytes()).is_ok());
        brought
    };
    let open = "2031-04-01T10:00:00Z";
    let (first, second) = (("1933700000", "0.3"), ("1934000000", "0.5"));
    let one = post(open, "null", "null", &[first]);
    assert_eq!(bring(&one, 12).added, 2);
    let again = bring(&one, 13);
    assert_eq!((again.added, again.known), (0, 2), "nothing is there twice: {again:?}");
    // New numbers, among them a revision of the same day.
    let revised = ("1933710000", "0.35");
    let more = bring(&post(open, "null", "null", &[revised, second]), 16);
    assert_eq!((more.added, more.known), (2, 1), "{more:?}");
    // The outcome; that it closed earlier than was planned changes nothing in what was asked.
    let close = "\"2031-04-20T12:00:00Z\"";
    let done = bring(&post(open, close, "\"yes\"", &[first, second]), 21);
    assert_eq!((done.added, done.known), (1, 3), "{done:?}");
    assert!(done.passed_over.is_empty(), "{done:?}");
    let done = bring(&post(open, close, "\"yes\"", &[first, second]), 22);
    assert_eq!(done.added, 0);
    // None any more takes nothing back.
    let none = bring(&post(open, close, "null", &[first]), 22);
    assert_eq!(none.added, 0);
    assert!(none.passed_over.iter().any(|it| it.contains("no outcome here any more")), "{none:?}");
    // Another outcome is no second resolution: it puts the first right, and both stay.
    let mut was = "yes";
    for (outcome, day) in [("no", 23), ("annulled", 24), ("ambiguous", 25), ("yes", 26), ("no", 27)]
    {
        let text = post(open, close, &format!("\"{outcome}\""), &[first]);
        let other = bring(&text, day);
        assert_eq!(other.added, 1, "{other:?}");
        let told = format!("`{outcome}` here and `{was}` on record");
        assert!(other.told.iter().any(|it| it.contains(&told)), "{other:?}");
        let again = bring(&text, day);
        assert_eq!((again.added, again.told.len()), (0, 0), "{again:?}");
        was = outcome;
        let files = [named("dossier.toml", HEAD), named(FILE, other.text)];
        let seen = read(&files, &options).0.expect("a case").seen(None, None);
        let stand: Vec<&str> = seen.resolutions.iter().map(|it| it.outcome.word()).collect();
        assert_eq!(stand, [outcome]);
    }
}

#[test]
fn what_differs_from_the_record_is_told_and_only_what_came_from_there_is_put_right() {
    let options = ReadOptions::default();
    let entry = |id: &str| {
        Entry::resolution()
            .with("id", id)
            .with("forecast", "metaculus-31000")
            .with("date", date(2031, 5, 12))
            .with("basis", "stated")
    };
    let question = |text: &str| {
        let brought = metaculus(text.as_bytes()).expect("read").entries;
        let each = brought.into_iter().map(|it| it.with("basis", "reported"));
        each.map(|it| it.with("known", date(2031, 5, 13))).collect::<Vec<Entry>>()
    };
    // Somebody judged here.
    let mut entries = question(POST);
    entries.retain(|it| it.answers().is_none());
    entries.push(entry("judged").with("outcome", "yes").with("words", "Both signed."));
    let text = append("", &entries).expect("a ledger");
    let files = [named("dossier.toml", HEAD), named(FILE, text)];
    let case = read(&files, &options).0.expect("a case");
    let changed = POST
        .replace("Will the two sides sign by June?", "Will they sign?")
        .replace("Yes if both sign.", "Yes if one signs.")
        .replace("2031-06-01T", "2031-07-01T");
    // Somebody else's outcome stays where the question is the same.
    let brought = bring(&files, &options, &case, &question(POST), true).expect("brought");
    let told = brought.passed_over.join("\n");
    assert_eq!(brought.added, 1, "the number: {brought:?}");
    for words in ["`no` here and `yes` on record, which stays", "a resolution that corrects judged"]
    {
        assert!(told.contains(words), "{words}\n{told}");
    }
    // Of another question nothing is taken.
    let brought = bring(&files, &options, &case, &question(&changed), true).expect("brought");
    assert_eq!(brought.added, 0, "{brought:?}");
    let told = brought.passed_over.join("\n");
    for words in [
        "wording (here “Will they sign?”, on record “Will the two sides sign by June?”)",
        "criteria (here “Yes if one signs.",
        "day of resolution (here 2031-07-01, on record 2031-06-01)",
        "asks something else here than is on record, so what was said to it and came of it is left out",
        "the outcome `no`",
        "what Metaculus community said",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

/// The contrary question under the number of an old one: its numbers and its outcome answer nothing on record.
#[test]
fn what_was_said_to_another_question_is_left_out_and_named() {
    let options = ReadOptions::default();
    let entries = |text: &str| -> Vec<Entry> {
        let brought = metaculus(text.as_bytes()).expect("read").entries;
        let each = brought.into_iter().map(|it| it.with("basis", "reported"));
        each.map(|it| it.with("known", date(2031, 5, 13))).collect()
    };
    let empty = [named("dossier.toml", HEAD)];
    let case = read(&empty, &options).0.expect("a case");
    let first = bring(&empty, &options, &case, &entries(POST), true).expect("brought");
    let files = [named("dossier.toml", HEAD), named(FILE, first.text.clone())];
    let case = read(&files, &options).0.expect("a case");
    let title = "Will the two sides sign by June?";
    for (changed, same) in [
        (POST.replace(title, "Will the two sides NOT sign by June?"), false),
        (POST.replace("Yes if both sign.", "Yes if one signs."), false),
        // Other spaces, and another last day, ask nothing else.
        (POST.replace(title, "Will the  two sides sign by June?"), true),
        (POST.replace("2031-06-01T", "2031-07-01T"), true),
    ] {
        let later = changed.replace("\"centers\": [", "\"centers\": [0.9, ");
        let brought = bring(&files, &options, &case, &entries(&later), true).expect("brought");
        assert_eq!(brought.added > 0, same, "{later}\n{brought:?}");
        let left = brought.passed_over.iter().any(|it| it.contains("is left out: "));
        assert_eq!(left, !same, "{brought:?}");
        assert!(same || brought.text == first.text, "{brought:?}");
    }
    // Two questions under one id in one file: nobody can tell which was answered.
    let both = [entries(&POST.replace(title, "Will they?")), entries(POST)].concat();
    let case = read(&empty, &options).0.expect("a case");
    let brought = bring(&empty, &options, &case, &both, true).expect("brought");
    assert_eq!(brought.added, 1, "the first question alone: {brought:?}");
    // A table of values with other criteria and an outcome.
    let table = b"id,question,criteria,outcome,resolved\n\
        metaculus-31000,Will the two sides sign by June?,Yes if none does.,yes,2031-05-02\n";
    let brought = csv(table).expect("read").entries;
    let brought: Vec<Entry> = brought
        .into_iter()
        .map(|it| it.with("known", date(2031, 5, 13)).with("basis", "reported"))
        .collect();
    let case = read(&files, &options).0.expect("a case");
    let brought = bring(&files, &options, &case, &brought, false).expect("brought");
    assert_eq!(brought.added, 0, "{brought:?}");
    assert!(brought.passed_over.iter().any(|it| it.contains("the outcome `yes` of 2031-05-02")));
}

#[test]
fn a_chance_per_cent_is_read_and_what_is_none_is_told_with_its_line() {
    let row = |chance: &str| {
        let table = format!("forecast,by,date,chance\nq,X,2031-05-01,\"{chance}\"\n");
        csv(table.as_bytes())
    };
    for (chance, stored) in [
        ("40%", "chance = 0.4"),
        ("29 %", "chance = 0.29"),
        ("33.3%", "chance = 0.333"),
        ("20-40%", "chance = [0.2, 0.4]"),
        ("20%–40%", "chance = [0.2, 0.4]"),
        ("29,5 %", "chance = 0.295"),
        ("likely", "chance = \"likely\""),
    ] {
        let text = append("", &row(chance).expect("a view").entries).expect("a ledger");
        assert!(text.contains(stored), "{chance}\n{text}");
    }
    for (chance, hint) in [
        ("40", "0.4 or 40%"),
        ("140%", "0.4 or 40%"),
        ("4,0", "0.4 or 40%"),
        ("1,234", "it can be read in two ways"),
        ("surely", "an ICD 203 term"),
        ("20%-0.4", "0.2-0.4"),
    ] {
        let fault = row(chance).expect_err("no chance");
        assert_eq!(fault.line, Some(2), "{chance}");
        assert!(fault.message.contains(hint), "{chance}: {fault}");
    }
}

#[test]
fn what_the_dossier_refuses_of_many_is_passed_over_and_named() {
    let files = [named("dossier.toml", HEAD)];
    let options = ReadOptions::default();
    let case = read(&files, &options).0.expect("a case");
    let question = |id: &str, opens: i8| {
        Entry::forecast()
            .with("id", id)
            .with("question", "Will it?")
            .with("criteria", "Yes if it does.")
            .with("opens", date(2031, 5, opens))
            .with("closes", date(2031, 5, 10))
    };
    let view = |of: &str, day: i8| {
        Entry::prediction()
            .with("forecast", of)
            .with("by", "The miller")
            .with("date", date(2031, 5, day))
            .with("chance", 0.5)
            .with("basis", "assumed")
    };
    let entries = [
        question("a", 1),
        question("b", 20),
        view("a", 2),
        view("a", 12),
        view("b", 3),
        view("a", 4),
    ];
    let brought = bring(&files, &options, &case, &entries, true).expect("brought");
    assert_eq!(brought.added, 3, "{brought:?}");
    assert_eq!(brought.passed_over.len(), 2, "{brought:?}");
    let lost = brought.passed_over.join("\n");
    assert!(lost.contains("the question b") && lost.contains("2031-05-12"), "{lost}");
    // What a person typed is that person's to mend: nothing of it is written.
    assert!(bring(&files, &options, &case, &entries, false).is_err());
}

#[test]
fn no_value_of_a_table_is_lost_without_a_word() {
    let views = |text: &str| csv(text.as_bytes());
    let good = views("forecast,by,date,chance\n,,,\nrain,The miller,2031-05-02,0.3 to 0.5\n\n");
    let good = good.expect("an empty row says nothing");
    assert_eq!(good.entries.len(), 1);
    let question = "id,question,criteria\nrain,?,c\n";
    let mut all = csv(question.as_bytes()).expect("a question");
    all.entries.extend(good.entries);
    assert_eq!(case(&all).predictions[0].chance, Some(Chance::Range(0.3, 0.5)));
    for (text, words) in [
        ("forecast,by,chance\nrain,X,0,4\n", "a decimal comma, in quotes"),
        ("forecast,by,,chance\nrain,X,spare,0.4\n", "value 3 of this row is in a column without"),
        ("forecast;by;chance\nrain;X;1,234\n", "can be read in two ways"),
        ("forecast;by;chance\nrain;X;20 %-0,4\n", "is not a chance"),
        ("forecast,by,chance,chance\nrain,X,0.4,0.5\n", "`chance` appears twice"),
        ("forecast,by,words\nrain,X,\"not closed\nrain,Y,no\n", "never closed"),
        ("forecast,by,read_fits\nrain,X,loosely\n", "`read_as` is missing"),
        ("id,question,criteria,resolved\nrain,?,c,2031-05-02\n", "`outcome` is missing"),
    ] {
        let fault = views(text).expect_err("refused");
        assert!(fault.message.contains(words), "{text}: {fault}");
    }
    for (text, words) in [
        (
            "id,question,criteria,by,chance\nrain,?,c,X,0.4\n",
            "not read from a table of questions: `by`, `chance`",
        ),
        (
            "forecast,by,chance,party\nrain,X,0.4,hill\n",
            "not read from a table of predictions: `party`",
        ),
        ("id,question,criteria,outcome\nrain,?,c,disputed\n", "disputed"),
    ] {
        let lost = views(text).expect("read").lost.join("\n");
        assert!(lost.contains(words), "{text}: {lost}");
    }
    let below = views("\n;;\nforecast;by;chance\nrain;X;0,4\n");
    assert_eq!(below.expect("empty rows above the names say nothing").entries.len(), 1);
    // A value too few at the end, and a nameless column that is empty, say nothing.
    let short = views("forecast,by,chance,words,\nrain,X,0.4\n").expect("read");
    assert_eq!((short.entries.len(), short.lost.len()), (1, 0), "{short:?}");
    let closed = views("forecast,by,words\nrain,X,\"he said \"\"no\"\", twice\"\n");
    assert_eq!(closed.expect("read").entries.len(), 1);
}

#[test]
fn both_doors_read_the_tables_that_spreadsheets_write() {
    let table = |sign: char, rows: &[[&str; 4]]| -> String {
        let quoted = |it: &&str| match it.contains([sign, '"']) {
            true => format!("\"{}\"", it.replace('"', "\"\"")),
            false => (*it).to_owned(),
        };
        let row =
            |row: &[&str; 4]| row.iter().map(quoted).collect::<Vec<_>>().join(&sign.to_string());
        rows.iter().map(|it| row(it) + "\r\n").collect()
    };
    let rows = [
        ["forecast", "by", "date", "chance"],
        ["rain", "A", "2031-05-02", "0.25"],
        ["", "", "", ""],
        ["rain", "B", "2.5.2031", "0,25"],
        ["rain", "C", "2031-05-02 00:00:00", "25 %"],
        ["rain", "D", "2031-05-02", "0.2-0.4"],
        ["rain", "E", "2031-05-02", "0,2 to 0,4"],
        ["rain", "F", "2031-05-02", "20–40 %"],
        ["rain", "'-G", "2031-05-02", "unlikely"],
    ];
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    };
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    for (name, sign) in [("commas", ','), ("semicolons", ';'), ("tabs", '\t')] {
        files.push((name, table(sign, &rows).into_bytes()));
    }
    let (commas, tabs) = (table(',', &rows), table('\t', &rows));
    files.push(("an empty line", commas.replace(",,,\r\n", "\r\n").into_bytes()));
    files.push(("a mark", format!("\u{feff}{commas}").into_bytes()));
    files.push(("the separator said", format!("sep=;\n{}", table(';', &rows)).into_bytes()));
    files.push(("UTF-16 with a mark", utf16(&format!("\u{feff}{tabs}"), u16::to_le_bytes)));
    files.push(("UTF-16, the other order", utf16(&format!("\u{feff}{tabs}"), u16::to_be_bytes)));
    files.push(("UTF-16 without a mark", utf16(&tabs, u16::to_le_bytes)));
    let question =
        csv(b"id,question,criteria\nrain,Will it rain?,Yes if it rains.\n").expect("read");
    let expected: Vec<(String, Option<Chance>)> = [
        ("A", Chance::Number(0.25)),
        ("B", Chance::Number(0.25)),
        ("C", Chance::Number(0.25)),
        ("D", Chance::Range(0.2, 0.4)),
        ("E", Chance::Range(0.2, 0.4)),
        ("F", Chance::Range(0.2, 0.4)),
        ("-G", Chance::Word(ChanceWord::named("unlikely").expect("a word"))),
    ]
    .map(|(by, chance)| (by.to_owned(), Some(chance)))
    .into();
    let told = |case: &Case| -> Vec<(String, Option<Chance>)> {
        assert!(case.predictions.iter().all(|it| it.date == Some(date(2031, 5, 2))));
        let by = |it: &Prediction| {
            it.by.as_ref().map_or(String::new(), |it| case.speaker(it).to_owned())
        };
        let mut told: Vec<_> = case.predictions.iter().map(|it| (by(it), it.chance)).collect();
        told.sort_by_key(|it| (it.0.starts_with('-'), it.0.clone()));
        told
    };
    for (name, bytes) in files {
        let mut brought = csv(&bytes).unwrap_or_else(|it| unreachable!("{name}: {it}"));
        brought.entries.splice(0..0, question.entries.clone());
        assert_eq!(told(&case(&brought)), expected, "{name}: forecasts");
        // The other door: the same table as a sheet of the record.
        let sheet =
            read_sheet("prediction", &bytes).unwrap_or_else(|it| unreachable!("{name}: {it:?}"));
        let text = append("", &question.entries).expect("a ledger");
        let mut files = vec![named("dossier.toml", HEAD), named(FILE, text)];
        let found = import(&Workbook { sheets: vec![sheet] }, &files, "new.toml", "x.csv");
        let text = found.text.clone().unwrap_or_else(|| unreachable!("{name}: {found:#?}"));
        files.push(named("new.toml", text));
        let (case, problems) = read(&files, &ReadOptions::default());
        let case = case.unwrap_or_else(|| unreachable!("{name}: {problems:#?}"));
        assert_eq!(told(&case), expected, "{name}: sheets");
    }
}

#[test]
fn hostile_json_is_refused() {
    for text in ["", "{", "null", "[]", "{\"results\": 3}", "\u{1}", "\"question\""] {
        assert!(metaculus(text.as_bytes()).is_err(), "{text}");
    }
    assert!(metaculus("[".repeat(200_000).as_bytes()).is_err());
    assert!(
        metaculus(&vec![b' '; (16 << 20) + 1]).expect_err("refused").message.contains("16 MiB")
    );
    assert!(csv(&vec![b' '; (16 << 20) + 1]).expect_err("refused").message.contains("16 MiB"));
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = csv(&bytes);
        let _ = metaculus(&bytes);
    }

    #[test]
    fn no_post_makes_a_reader_panic(cut in 0..POST.len(), with in "[0-9a-z\"{}\\[\\],:. -]{0,6}") {
        let text = format!("{}{with}{}", &POST[..cut], &POST[(cut + with.len()).min(POST.len())..]);
        if let Ok(brought) = metaculus(text.as_bytes()) {
            let _ = append("", &brought.entries).expect("entries can be written");
        }
    }
}
