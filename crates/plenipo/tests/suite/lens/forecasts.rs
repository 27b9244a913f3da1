//! What the forecasts lens says of questions, predictions and scores.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::forecasts;
use plenipo::lens::forecasts::own;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use plenipo_record::case::forecast::Fit;

use super::{ask, case, cell, columns, gallery, number, rows, table, text};

const HEAD: &str = "format = 1\n[dossier]\ntitle = \"Two villages\"\ndisclosure = \"open\"\n";

/// A question open from 1 to 10 May, with `rest`.
fn well(rest: &str) -> Case {
    case(&format!(
        "{HEAD}[[forecast]]\nid = \"well\"\nquestion = \"Will they sign?\"\n\
         criteria = \"Yes if both sign.\"\nopens = 2031-05-01\ncloses = 2031-05-10\n{rest}"
    ))
}

fn said(by: &str, day: u8, rest: &str) -> String {
    format!("[[prediction]]\nforecast = \"well\"\nby = \"{by}\"\ndate = 2031-05-{day:02}\n{rest}\n")
}

fn came(outcome: &str, day: u8) -> String {
    format!(
        "[[resolution]]\nforecast = \"well\"\ndate = 2031-05-{day:02}\noutcome = \"{outcome}\"\n"
    )
}

fn score(case: &Case) -> Finding {
    let settings = Settings::default().with("what", Value::Text("scores".into()));
    ask(case, "forecasts", &settings, &Context::default())
}

fn near(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
}

#[test]
fn numbers_and_both_ends_of_ranges_are_scored() {
    let text = [
        said("The miller", 2, "chance = 0.7"),
        said("The priest", 2, "chance = [0.2, 0.6]"),
        said("The smith", 2, "chance = \"almost certain\""),
        came("yes", 9),
    ];
    let finding = score(&well(&text.concat()));
    let by = |name, column| number(&finding, "scores", &[("by", name)], column);
    near(by("The miller", "brier_low"), 0.09);
    near(by("The miller", "brier_high"), 0.09);
    near(by("The priest", "brier_low"), 0.16);
    near(by("The priest", "brier_high"), 0.64);
    near(by("The smith", "brier_high"), 0.0025);
    near(by("The smith", "log_high"), -(0.95_f64.ln()));
    assert_eq!(finding.status.word(), "answered");
    // The mean of all, low ends and high ends apart: 0.616… and 0.763…
    let crowd = [("by", "The miller"), ("against", "mean of all")];
    let (low, high) = ((0.7 + 0.2 + 0.95) / 3.0, (0.7 + 0.6 + 0.99) / 3.0);
    near(number(&finding, "comparison", &crowd, "other_high"), (1.0_f64 - low) * (1.0 - low));
    near(number(&finding, "comparison", &crowd, "other_low"), (1.0_f64 - high) * (1.0 - high));
}

#[test]
fn what_is_no_number_on_this_question_has_no_score() {
    let each = [
        ("Words", "words = \"no way\"", "no number"),
        ("Direction", "direction = \"down\"", "no number"),
        ("Loosely", "chance = 0.9\nfits = \"loosely\"", "fits only loosely"),
        ("Closely", "chance = \"likely\"\nfits = \"closely\"", "fits only closely"),
        ("Read", "words = \"hm\"\nmapped = { chance = 0.1, fits = \"exactly\" }", "no number"),
    ];
    let mut text: String = each.iter().map(|it| said(it.0, 3, it.1)).collect();
    text.push_str(&said("Late", 8, "chance = 0.9"));
    text.push_str(&said("Afterwards", 12, "chance = 0.9"));
    text.push_str("[[prediction]]\nforecast = \"well\"\nby = \"Undated\"\nchance = 0.9\n");
    text.push_str(
        "[[prediction]]\nforecast = \"well\"\nby = \"Early\"\nchance = 0.9\ndate = 2031-04-30\n",
    );
    text.push_str(&said("Exactly", 7, "chance = 0.2\nfits = \"exactly\""));
    text.push_str(&came("no", 7));
    let finding = score(&well(&text));
    let why = |by| self::text(&finding, "predictions", &[("by", by)], "scored");
    for (by, _, expected) in each {
        assert_eq!(why(by).as_deref(), Some(expected), "{by}");
    }
    assert_eq!(why("Early").as_deref(), Some("made before the question opened"));
    assert_eq!(why("Late").as_deref(), Some("made after the question closed"));
    assert_eq!(why("Afterwards").as_deref(), Some("made after the question closed"));
    assert_eq!(why("Undated").as_deref(), Some("undated"));
    assert_eq!(why("Exactly").as_deref(), Some("yes"));
    assert_eq!(table(&finding, "scores").rows.len(), 1);
    // Shown apart all the same, as it was put.
    let read = cell(&finding, "predictions", &[("by", "Read")], "read_as");
    assert_eq!(read, &Cell::range(Some(0.1), Some(0.1)));
}

#[test]
fn annulled_ambiguous_and_open_questions_are_never_scored() {
    let one = said("The miller", 2, "chance = 0.7");
    for (rest, why) in [
        (String::new(), "not resolved"),
        (came("annulled", 5), "annulled"),
        (came("ambiguous", 5), "ambiguous"),
        (came("yes", 5) + &came("no", 6), "two resolutions disagree"),
    ] {
        let finding = score(&well(&(one.clone() + &rest)));
        assert_eq!(finding.status.word(), "nothing-to-score");
        let is_calibrated = finding.charts.iter().any(|it| it.id == "calibration");
        assert!(table(&finding, "scores").rows.is_empty() && !is_calibrated);
        assert!(table(&finding, "calibration").rows.is_empty());
        let key = [("by", "The miller")];
        assert_eq!(text(&finding, "predictions", &key, "scored").as_deref(), Some(why));
    }
    // Two resolutions that agree are one.
    let finding = score(&well(&(one + &came("yes", 5) + &came("yes", 6))));
    assert_eq!(table(&finding, "scores").rows.len(), 1);
}

#[test]
fn revisions_are_kept_and_the_last_number_stands() {
    let text = [
        said("The miller", 1, "chance = 0.4"),
        said("The miller", 6, "chance = 0.8"),
        came("yes", 8),
    ];
    let finding = score(&well(&text.concat()));
    assert_eq!(table(&finding, "scores").rows.len(), 2);
    assert_eq!(table(&finding, "predictions").rows.len(), 2);
    near(number(&finding, "authors", &[("by", "The miller")], "brier_low"), 0.04);
    // Ten days: five at 0.36, two at 0.04, and from the eighth nothing to lose.
    near(
        number(&finding, "averaged", &[("by", "The miller")], "brier_low"),
        (5.0 * 0.36 + 2.0 * 0.04) / 10.0,
    );
    let key = [("by", "The miller"), ("standing", "revised")];
    assert_eq!(rows(table(&finding, "predictions"), &key).len(), 1);
}

#[test]
fn a_base_rate_is_named_or_learned_from_the_other_questions() {
    let mut text = HEAD.to_owned();
    for n in 0..6 {
        let outcome = if n < 4 { "yes" } else { "no" };
        text.push_str(&format!(
            "[[forecast]]\nid = \"q{n}\"\nquestion = \"?\"\ncriteria = \"c\"\nopens = 2031-05-01\n\
             [[prediction]]\nforecast = \"q{n}\"\nby = \"The miller\"\ndate = 2031-05-02\nchance = 0.5\n\
             [[resolution]]\nforecast = \"q{n}\"\ndate = 2031-05-03\noutcome = \"{outcome}\"\n"
        ));
    }
    let case = case(&text);
    let finding = score(&case);
    let key = [("by", "The miller"), ("against", "base rate")];
    // Of the other five, three came true for one that did, four for one that did not.
    near(
        number(&finding, "comparison", &key, "other_low"),
        (4.0 * 0.4 * 0.4 + 2.0 * 0.8 * 0.8) / 6.0,
    );
    let settings = Settings::default().with("base-rate", Value::Text("0.25".into()));
    let finding = ask(&case, "forecasts", &settings, &Context::default());
    near(number(&finding, "comparison", &key, "other_low"), (4.0 * 0.5625 + 2.0 * 0.0625) / 6.0);
    for (name, value) in [("base-rate", "1.5"), ("base-rate", "half")] {
        let settings = Settings::default().with(name, Value::Text(value.into()));
        let asked = forecasts::LENS.ask(&case, &settings, &Context::default());
        assert!(matches!(asked, Err(Error::Setting { .. })), "{value}");
    }
    let settings = Settings::default().with("forecast", Value::Ids(vec!["q7".into()]));
    let asked = forecasts::LENS.ask(&case, &settings, &Context::default());
    let Err(Error::Unknown { near, .. }) = asked else { unreachable!("an unknown question") };
    assert!(near.contains(&"q0".to_owned()));
}

#[test]
fn the_parts_of_the_score_are_shown_at_both_ends() {
    let text = [
        said("The miller", 2, "chance = 0.7"),
        said("The priest", 2, "chance = [0.2, 0.6]"),
        came("yes", 9),
    ];
    let finding = score(&well(&text.concat()));
    for at in ["low ends", "high ends"] {
        let part = |column| number(&finding, "decomposition", &[("at", at)], column).expect("one");
        let five = part("reliability") - part("resolution") + part("uncertainty") + part("spread")
            - part("covariance");
        assert!((five - part("brier")).abs() < 1e-12);
    }
    let chart = &finding.charts[0];
    let data = table(&finding, chart.table);
    for (_, column) in chart.kind.columns() {
        assert!(columns(data).contains(&column), "{column}");
    }
}

#[test]
fn the_founding_case_has_no_number_to_score_and_says_so() {
    let case = gallery("ukraine-2025");
    let context = Context { as_of: Some(date(2025, 12, 31)), ..Context::default() };
    let settings = Settings::default().with("what", Value::Text("scores".into()));
    let finding = ask(&case, "forecasts", &settings, &context);
    assert_eq!(finding.status.word(), "nothing-to-score");
    assert_eq!(
        text(&finding, "questions", &[("id", "moscow-acceptance")], "outcome").as_deref(),
        Some("no")
    );
    let media = [("by", "US media, unnamed, by the report")];
    assert_eq!(text(&finding, "predictions", &media, "fits").as_deref(), Some("loosely"));
    assert_eq!(number(&finding, "predictions", &media, "chance_low"), None);
    assert_eq!(
        text(&finding, "predictions", &media, "read_as").as_deref(),
        Some("almost no chance")
    );
    // On the day of the report nothing is resolved.
    let now = ask(&case, "forecasts", &settings, &Context::default());
    assert_eq!(text(&now, "questions", &[("id", "moscow-acceptance")], "outcome"), None);
}

/// Two texts, two parties who must accept, a question on each kind of thing, and what is said to them.
fn texts(rest: &str) -> Case {
    let question = |id: &str, words: &str| {
        format!(
            "[[forecast]]\nid = \"{id}\"\nquestion = \"{words}\"\ncriteria = \"Yes if so.\"\n\
             opens = 2031-05-01\ncloses = 2031-05-31\n"
        )
    };
    let party = |id: &str, name: &str| {
        format!(
            "[[party]]\nid = \"{id}\"\nname = \"{name}\"\nshort = \"US\"\nroles = [\"principal\"]\n"
        )
    };
    let text = [
        HEAD.to_owned(),
        party("hill", "Hill"),
        party("vale", "Vale").replace("US", "VA"),
        "[[person]]\nid = \"ada\"\nname = \"Ada Hill\"\nparty = \"hill\"\n".to_owned(),
        "[[issue]]\nid = \"well\"\ntitle = \"Well\"\n\
         options = [{ id = \"old\", text = \"old\" }, { id = \"new\", text = \"new\" }]\n"
            .to_owned(),
        "[[draft]]\nid = \"text-1\"\ntitle = \"The first text\"\ndate = 2031-05-01\n\
         points = [{ number = 1, gist = \"new\", sets = { well = \"new\" } }]\n"
            .to_owned(),
        "[[draft]]\nid = \"text-2\"\ntitle = \"The first text of Vale\"\ndate = 2031-05-01\n"
            .to_owned(),
        question("plain", "Will they accept?"),
        question("first", "Will Hill accept text 1?"),
        question("second", "Will Hill accept the first text of Vale?"),
        question("other", "Will Vale accept the first text?"),
        question("person", "Will Ada Hill sign text-1?"),
        question("us", "Will they give us the first text?"),
        question("both", "Will Hill and Vale sign text-1?"),
        question("rejects", "Will Hill reject text 1?"),
        question("joint", "Will text-1 be signed?"),
        rest.to_owned(),
    ];
    case(&text.concat())
}

/// An answer of the program as it is stored.
fn stored(forecast: &str, more: &str) -> String {
    format!(
        "[[prediction]]\nforecast = \"{forecast}\"\ndate = 2031-05-03\nchance = 1\n\
         computed = {{ lens = \"acceptance\", draft = \"text-1\", party = \"hill\", status = \"open\", \
         low = 1, high = 1, as_of = 2031-05-03, record = \"x\", engine = \"plenipo\" }}\n{more}\n\
         [[resolution]]\nforecast = \"{forecast}\"\ndate = 2031-05-20\noutcome = \"yes\"\n"
    )
}

#[test]
fn an_answer_of_this_program_is_scored_only_where_it_is_said_to_fit_exactly_and_does() {
    let exactly = "fits = \"exactly\"";
    let under = |key: &str, value: &str| {
        let text = stored("first", exactly);
        let (before, after) = text.split_once(key).unwrap();
        format!("{before}{value}{after}")
    };
    let another = "it answers another question";
    let late = "made after the question closed";
    for (text, expected) in [
        (stored("first", exactly), "yes"),
        (stored("plain", exactly), "yes"),
        (stored("person", exactly), "yes"),
        (stored("us", exactly), "yes"),
        (stored("both", exactly), another),
        (stored("rejects", exactly), another),
        (stored("joint", exactly), another),
        (stored("first", ""), "nobody said that it answers this question exactly"),
        (stored("first", "fits = \"closely\""), "fits only closely"),
        (stored("second", exactly), another),
        (stored("other", exactly), another),
        // The agreement rule's answer is not that of one party, and has the answer for none.
        (under(" party = \"hill\",", ""), another),
        // A day may be written as early as one likes: it is read from a later record.
        (under("as_of = 2031-05-03", "as_of = 2031-05-25"), late),
        (under("status = \"open\"", "status = \"blocked\""), "the answer was not a number"),
    ] {
        let finding = score(&texts(&text));
        let n = table(&finding, "scores").rows.len();
        let found = self::text(&finding, "predictions", &[("lens", "acceptance")], "scored");
        assert_eq!(found.as_deref(), Some(expected), "{text}");
        assert_eq!(n, usize::from(expected == "yes"), "{text}");
    }
}

#[test]
fn an_answer_under_assumptions_revises_no_other() {
    let exactly = "fits = \"exactly\"";
    let assuming = stored("plain", exactly).replace("engine =", "assume = [\"doves\"], engine =");
    let assuming = assuming.split("[[resolution]]").next().unwrap().replace("05-03", "05-04");
    let finding = score(&texts(&format!("{}{assuming}", stored("plain", exactly))));
    let by = |by| text(&finding, "predictions", &[("by", by)], "standing");
    assert_eq!(by("plenipo, acceptance of text-1 for hill").as_deref(), Some("stands"));
    let doves = "plenipo, acceptance of text-1 for hill, assuming doves";
    assert_eq!(by(doves).as_deref(), Some("stands"));
}

#[test]
fn what_can_be_seen_not_to_fit_exactly_is_refused() {
    let came = "[[resolution]]\nforecast = \"first\"\ndate = 2031-05-20\noutcome = \"yes\"\n";
    let (open, decided) = (texts(""), texts(came));
    let context = Context { as_of: Some(date(2031, 5, 3)), ..Context::default() };
    let ask = |case: &Case, forecast, draft, party, fits| {
        let ask = own::Ask { lens: "acceptance", forecast, draft, party, fits };
        own::prediction(case, &ask, &context)
    };
    let exactly = Some(Fit::Exactly);
    for (case, forecast, draft, party, words) in [
        (&open, "second", "text-1", Some("hill"), "`text-2`, not `text-1`"),
        (&open, "first", "text-2", Some("hill"), "`text-1`, not `text-2`"),
        (&open, "first", "text-1", Some("vale"), "`hill`, not `vale`"),
        (&open, "first", "text-1", None, "`hill` alone"),
        // Known afterwards, on whatever day the record is read.
        (&decided, "first", "text-1", Some("hill"), "resolved on 2031-05-20"),
    ] {
        let Err(Error::Setting { name, message, .. }) = ask(case, forecast, draft, party, exactly)
        else {
            panic!("{forecast}, {draft}, {party:?}");
        };
        assert_eq!(name, "fits");
        let message = message.flat();
        assert!(message.contains(words), "{message}");
        // Said to fit less than exactly it is kept, without a score.
        let kept = ask(case, forecast, draft, party, Some(Fit::Loosely)).unwrap();
        assert!(own::unscored(case, &kept).is_some());
        let kept = ask(case, forecast, draft, party, None).unwrap();
        assert!(own::unscored(case, &kept).is_some());
    }
    assert!(ask(&open, "first", "text-1", Some("hill"), exactly).is_ok());
    assert!(ask(&open, "both", "text-1", None, exactly).is_ok());
}

/// What a question or its criteria say against an answer, whoever says that it fits.
#[test]
fn an_answer_does_not_fit_a_question_that_says_otherwise() {
    let context = Context { as_of: Some(date(2031, 5, 3)), ..Context::default() };
    let fits = |question: &str, criteria: &str, draft: &str, party: Option<&str>| {
        let text = format!(
            "[[forecast]]\nid = \"q\"\nquestion = \"{question}\"\ncriteria = \"{criteria}\"\n\
             opens = 2031-05-01\n"
        );
        let case = texts(&text);
        let ask =
            own::Ask { lens: "acceptance", forecast: "q", draft, party, fits: Some(Fit::Exactly) };
        let loosely = own::Ask { fits: Some(Fit::Loosely), ..ask };
        assert!(own::prediction(&case, &loosely, &context).is_ok(), "{question}");
        own::prediction(&case, &ask, &context).is_ok()
    };
    let so = "Yes if so.";
    for (question, criteria, draft, party) in [
        ("Will Hill reject text-1?", so, "text-1", Some("hill")),
        ("Will Hill refuse text-1?", so, "text-1", Some("hill")),
        ("Will Hill not accept text-1?", so, "text-1", Some("hill")),
        ("Won't Hill accept text-1?", so, "text-1", Some("hill")),
        ("Will Hill fail to accept text-1?", so, "text-1", Some("hill")),
        ("Will Hill turn down text-1?", so, "text-1", Some("hill")),
        ("Will Hill say no to text-1?", so, "text-1", Some("hill")),
        (
            "Will Hill answer on text-1?",
            "Yes if it declines; no if it accepts.",
            "text-1",
            Some("hill"),
        ),
        ("Will Hill answer on text-1?", "Yes if there is no signature.", "text-1", Some("hill")),
        // More than one party.
        ("Will text-1 be signed?", so, "text-1", Some("hill")),
        ("Will all accept text-1?", so, "text-1", Some("hill")),
        ("Will both sides accept text-1?", so, "text-1", Some("hill")),
        ("Will text-1 find favour?", "Yes if both accept.", "text-1", Some("hill")),
        ("Will there be a deal on text-1?", so, "text-1", Some("hill")),
        ("Will any party accept text-1?", so, "text-1", Some("hill")),
        ("Will any party accept text-1?", so, "text-1", None),
        ("Will Hill and Vale sign text-1?", so, "text-1", Some("hill")),
        // Another party, another draft, however they are written.
        ("Will VALE accept TEXT-1?", so, "text-1", Some("hill")),
        ("Will vale accept text-1?", so, "text-1", Some("hill")),
        ("Will the Valeans accept text-1?", so, "text-1", Some("hill")),
        ("Will Vale accept the text-1 that Hill wrote?", so, "text-1", Some("hill")),
        ("Will it be so?", "Yes if VALE accepts.", "text-1", Some("hill")),
        ("Will Hill accept TEXT 2?", so, "text-1", Some("hill")),
        ("Will Hill accept text-1 and text-2?", so, "text-1", Some("hill")),
        ("Will HILL accept text-1?", so, "text-1", None),
    ] {
        assert!(!fits(question, criteria, draft, party), "{question} {criteria} {party:?}");
    }
    for (question, criteria, draft, party) in [
        ("Will HILL accept TEXT-1?", so, "text-1", Some("hill")),
        ("Will Hill sign text-1 not later than June?", so, "text-1", Some("hill")),
        ("Will Hill accept text-1, whether or not it rains?", so, "text-1", Some("hill")),
        ("Will Hill accept all points of text-1?", so, "text-1", Some("hill")),
        ("Will Hill accept the text-1 of Vale?", so, "text-1", Some("hill")),
        (
            "Will Hill accept text-1?",
            "Yes if it says so, no if it refuses.",
            "text-1",
            Some("hill"),
        ),
        ("Will Hill accept text-1?", "Yes: it signs. No: it does not.", "text-1", Some("hill")),
        ("Will Hill accept text-1?", "A refusal counts as no.", "text-1", Some("hill")),
        ("Will they give us the first text?", so, "text-1", Some("hill")),
        ("Will it?", "Yes if Hill accepts text-1.", "text-1", Some("hill")),
        ("Will Hill and Vale sign text-1?", so, "text-1", None),
        ("Will text-1 be signed?", "Yes if both sign.", "text-1", None),
        ("Will all accept the text-1 that Vale wrote?", so, "text-1", None),
    ] {
        assert!(fits(question, criteria, draft, party), "{question} {criteria} {party:?}");
    }
}

#[test]
fn an_answer_is_news_to_whom_the_record_answers_otherwise() {
    let hidden = "[[red_line]]\nparty = \"hill\"\nwords = \"never\"\ndate = 2031-05-01\n\
                  rules_out = { well = \"new\" }\nhandling = [\"hill\"]\n";
    let ask = own::Ask {
        lens: "acceptance",
        forecast: "plain",
        draft: "text-1",
        party: Some("hill"),
        fits: None,
    };
    let context = Context { as_of: Some(date(2031, 5, 3)), ..Context::default() };
    let news = |case: &Case, to: &[&'static str]| own::news_to(case, &ask, &context, to).unwrap();
    let (open, closed) = (texts(""), texts(hidden));
    assert_eq!(news(&open, &["hill", "vale"]), None);
    assert_eq!(news(&closed, &["hill"]), None);
    assert_eq!(news(&closed, &["hill", "vale"]), Some("vale"));
}

#[test]
fn the_course_of_a_question_has_every_number_at_both_ends_and_ends_with_the_outcome() {
    let told = [
        said("The miller", 2, "chance = 0.7"),
        said("The miller", 4, "chance = 0.4"),
        said("The priest", 3, "chance = [0.2, 0.6]"),
        said("The smith", 3, "words = \"no way\""),
        came("yes", 9),
    ];
    let settings = Settings::default().with("forecast", Value::Ids(vec!["well".into()]));
    let finding = ask(&well(&told.concat()), "forecasts", &settings, &Context::default());
    let end = |by, column| number(&finding, "course", &[("by", by), ("row", "said")], column);
    assert_eq!((end("The priest", "low"), end("The priest", "high")), (Some(0.2), Some(0.6)));
    assert_eq!(end("The smith", "low"), None, "words are no number");
    let outcome = [("row", "outcome"), ("by", "yes")];
    assert_eq!(number(&finding, "course", &outcome, "low"), Some(1.0));
    let chart = finding.charts.iter().find(|it| it.id == "course").expect("a chart");
    assert!(chart.description.contains("one of them a range"), "{}", chart.description);
    assert!(chart.description.contains("1 prediction without a number"), "{}", chart.description);
    // Of one question that was decided each number stands with its score.
    let is_scored = |it: &Block| match it {
        Block::Item(it) => it.under.iter().any(|it| it.flat().contains("Brier 0.160 to 0.640")),
        _ => false,
    };
    assert!(finding.account.iter().any(is_scored), "{:?}", finding.account);
    // Without a number there is nothing to draw.
    let told = said("The smith", 3, "words = \"no way\"");
    let finding = ask(&well(&told), "forecasts", &Settings::default(), &Context::default());
    assert!(finding.table("course").is_none() && finding.charts.is_empty());
}
