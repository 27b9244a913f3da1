//! Questions and predictions from elsewhere.

use jiff::civil::date;
use plenipo::case::Case;
use plenipo::case::chance::Chance;
use plenipo::case::forecast::{Fit, Outcome};
use plenipo::dossier::exchange::{Brought, csv, metaculus};
use plenipo::dossier::ledger::{FILE, append};
use plenipo::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use super::named;

const HEAD: &str =
    "format = 1\n[dossier]\ntitle = \"Rain\"\n[[party]]\nid = \"hill\"\nname = \"Hill\"\n";

/// The case of what was brought in.
fn case(brought: &Brought) -> Case {
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
    assert_eq!(brought.lost, ["column `mood` was passed over"]);
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
    assert!(fault.message.contains("`date` is no day"), "{fault}");
    assert!(at("forecast,by\nrain\n").message.contains("1 values"));
    assert!(at("forecast,by\n,The miller\n").message.contains("`forecast` is missing"));
    assert!(at("a,b\n1,2\n").message.contains("names no columns"));
    assert!(at("").message.contains("names no columns"));
    assert!(csv(b"forecast,by\nrain,\xff\n").expect_err("refused").message.contains("UTF-8"));
    let many = format!("forecast,by\n{}", "rain,x\n".repeat(10_001));
    assert!(at(&many).message.contains("10,000"));
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
    assert_eq!(it.closes, Some(date(2031, 5, 12)), "the day it closed, not the day it was to");
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
