//! The answers day by day: the same as asking afresh, every change with a cause that leaving out bears
//! out, claims that move nothing, and the founding case replayed.

use jiff::civil::{Date, date};
use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::named;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

use super::{ask, case, columns, gallery, ids, rayon_pool, rows, table};

const FEW: usize = 400;

fn outlook(case: &Case, settings: &Settings) -> Finding {
    ask(case, "outlook", settings, &Context { samples: FEW, ..Context::default() })
}

fn until(day: Date) -> Settings {
    Settings::default().with("until", Value::Day(day))
}

fn fails(case: &Case, settings: &Settings, context: &Context<'_>) -> Error {
    let lens = named("outlook").expect("the lens");
    lens.ask(case, settings, context).expect_err("no answer")
}

fn words<'a>(table: &'a Table, row: usize, column: &str) -> Option<&'a str> {
    table.cell(row, column).and_then(Cell::as_text)
}

/// The same of a cell of several things.
fn said(table: &Table, row: usize, column: &str) -> Option<String> {
    table.cell(row, column).and_then(Cell::in_words)
}

fn day(table: &Table, row: usize) -> Date {
    match table.cell(row, "date") {
        Some(Cell::Date(day)) => *day,
        other => unreachable!("{other:?}"),
    }
}

/// Two villages, a dated draft, and whatever else.
fn wells(rest: &str) -> Case {
    wells_of(1, rest)
}

/// The same in a format.
fn wells_of(format: u8, rest: &str) -> Case {
    case(&format!(
        r#"
format = {format}
[dossier]
title = "Two villages and a well"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "vale"
name = "Vale"
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours of pumping"
options = [{{ id = "two", text = "two hours" }}, {{ id = "six", text = "six hours" }}]
[[issue]]
id = "keys"
title = "Keys"
options = [{{ id = "one", text = "one" }}, {{ id = "both", text = "both" }}]
[[draft]]
id = "first"
title = "First text"
date = 2031-05-01
complete = true
points = [{{ number = 1, sets = {{ hours = "six", keys = "one" }} }}]
{rest}"#
    ))
}

#[test]
fn the_tables_have_the_columns_promised() {
    let finding = outlook(&wells(""), &Settings::default());
    let promised =
        ["date", "draft", "party", "status", "accept_low", "accept", "accept_high", "cause"];
    assert_eq!(columns(table(&finding, "outlook"))[..promised.len()], promised);
    let promised = ["date", "by", "about", "direction", "words"];
    assert_eq!(columns(table(&finding, "claims"))[..promised.len()], promised);
}

/// On each day the acceptance lens is asked afresh; nothing may differ, not in the last digit.
fn as_asked_afresh(case: &Case, finding: &Finding) {
    let outlook = table(finding, "outlook");
    let mut days: Vec<Date> = (0..outlook.rows.len()).map(|it| day(outlook, it)).collect();
    days.dedup();
    let mut compared = 0;
    for this in days {
        let context = Context { as_of: Some(this), samples: FEW, ..Context::default() };
        let fresh = ask(case, "acceptance", &Settings::default(), &context);
        let fresh = table(&fresh, "acceptance");
        let of_day = (0..outlook.rows.len()).filter(|it| day(outlook, *it) == this);
        let live = of_day.filter(|it| {
            !matches!(words(outlook, *it, "status"), Some("superseded" | "withdrawn"))
        });
        let live: Vec<usize> = live.collect();
        assert_eq!(live.len(), fresh.rows.len(), "answers on {this}");
        for (row, afresh) in live.into_iter().zip(0..) {
            for column in [
                "draft",
                "party",
                "status",
                "accept_low",
                "accept",
                "accept_high",
                "lines_crossed",
                "lines_maybe",
            ] {
                assert_eq!(
                    outlook.cell(row, column),
                    fresh.cell(afresh, column),
                    "{column} on {this}: {:?}",
                    outlook.rows[row]
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} cells");
}

#[test]
fn every_day_is_as_asked_afresh() {
    let case = gallery("three-rivers");
    as_asked_afresh(&case, &outlook(&case, &until(date(2031, 6, 10))));
    let case = gallery("ukraine-2025");
    as_asked_afresh(&case, &outlook(&case, &until(date(2025, 12, 31))));
}

#[test]
fn a_delegation_follows_what_it_sees_itself() {
    let case = gallery("three-rivers");
    for viewer in ["asterin", "belmora", "corvane"] {
        let context = Context { samples: FEW, viewer: Some(viewer), ..Context::default() };
        let last = date(2031, 6, 10);
        let own = case.extract(case.find(viewer), Some(last));
        let finding = ask(&case, "outlook", &until(last), &context);
        // Its own record, read by nobody else, says the same.
        let alone = outlook(&own, &until(last));
        for id in ["outlook", "claims"] {
            assert_eq!(table(&finding, id), table(&alone, id), "{viewer}");
        }
        as_asked_afresh(&own, &alone);
        assert_ne!(table(&finding, "outlook"), table(&outlook(&case, &until(last)), "outlook"));
    }
}

/// Every change has a cause and where it comes from.
fn every_change_has_a_cause(finding: &Finding) -> usize {
    let outlook = table(finding, "outlook");
    let mut changes = 0;
    for row in 0..outlook.rows.len() {
        let Some(change) = said(outlook, row, "change") else {
            assert_eq!(said(outlook, row, "cause"), None);
            continue;
        };
        assert!(!change.is_empty(), "{:?}", outlook.rows[row]);
        for column in ["cause", "grade"] {
            let said = said(outlook, row, column).unwrap_or_default();
            assert!(!said.is_empty(), "{column} of {:?}", outlook.rows[row]);
        }
        changes += 1;
    }
    changes
}

#[test]
fn every_change_in_the_cases_has_a_cause_and_a_source() {
    for (slug, last) in [
        ("ukraine-2025", date(2025, 12, 31)),
        ("three-rivers", date(2031, 6, 10)),
        ("cyprus-2004", date(2004, 4, 30)),
    ] {
        let finding = outlook(&gallery(slug), &until(last));
        let changes = every_change_has_a_cause(&finding);
        assert!(changes > 10, "{slug}: {changes}");
        let vague = format!("{:?}", table(&finding, "outlook"));
        assert!(!vague.contains("what records refer to"), "{slug}");
    }
}

#[test]
fn the_founding_case_from_august_to_december() {
    let case = gallery("ukraine-2025");
    let settings = until(date(2025, 12, 31)).with("from", Value::Day(date(2025, 8, 1)));
    let finding = outlook(&case, &settings);
    let outlook = table(&finding, "outlook");
    let of = |draft: &str, party: &str, on: Date| {
        let found = rows(outlook, &[("draft", draft), ("party", party)]);
        let row = found.into_iter().find(|it| day(outlook, *it) == on).expect("a row");
        (
            words(outlook, row, "status").unwrap_or_default().to_owned(),
            said(outlook, row, "cause").unwrap_or_default(),
        )
    };
    let (status, cause) = of("e3-28", "ru", date(2025, 11, 24));
    assert_eq!((status.as_str(), cause.as_str()), ("refused", "ru-on-e3"));
    let (status, cause) = of("us-28", "ua", date(2025, 12, 1));
    assert_eq!(status, "blocked");
    assert!(cause.contains("ua-1130-territory"), "{cause}");
    let (status, cause) = of("us-28", "ua", date(2025, 12, 24));
    assert_eq!((status.as_str(), cause.as_str()), ("superseded", "us-28"));
    let (status, _) = of("ua-us-20", "ua", date(2025, 12, 24));
    assert_eq!(status, "conflict");
    // The Florida round is the report's claim of a lower chance, and moves nothing.
    let claims = table(&finding, "claims");
    let florida = (0..claims.rows.len())
        .find(|it| said(claims, *it, "because").as_deref() == Some("florida-1130"))
        .expect("the claim");
    assert_eq!(words(claims, florida, "direction"), Some("down"));
    assert_eq!(words(claims, florida, "by"), Some("the report, naming nobody"));
    assert!(said(claims, florida, "grade").is_some_and(|it| it.contains("F6")));
    let caused = (0..outlook.rows.len()).filter_map(|it| said(outlook, it, "cause"));
    assert!(caused.into_iter().all(|it| !it.contains("florida")));
    // "Almost certain to reject" is its source's, and says how loosely it fits.
    let almost = (0..claims.rows.len())
        .find(|it| words(claims, *it, "words").is_some_and(|it| it.contains("almost certain")))
        .expect("the words");
    assert_eq!(words(claims, almost, "fits"), Some("loosely"));
    assert_eq!(words(claims, almost, "direction"), None);
    // Nobody gave a number, and none is invented.
    assert_eq!(finding.provenance.samples, None);
    let drawn: Vec<&str> = finding.charts.iter().map(|it| it.id).collect();
    assert_eq!(drawn, ["strip"]);
    // Before a draft was on record it has no row: that is no answer unknown.
    assert!(matches!(finding.charts[0].kind, plenipo::finding::chart::ChartKind::Strip { .. }));
    let strip = finding.table("strip").expect("the strip");
    let of = |it: &usize| words(strip, *it, "answer").is_some_and(|it| it.starts_with("us-ua-19"));
    let first = (0..strip.rows.len()).find(of).expect("an answer");
    let tabled = date(2025, 11, 24);
    assert_eq!(strip.cell(first, "date"), Some(&Cell::Date(tabled)));
    assert!((0..strip.rows.len()).all(|it| words(strip, it, "status") != Some("not yet")));
}

#[test]
fn claims_move_no_figure() {
    let lines = r#"
[[red_line]]
id = "six"
party = "hill"
date = 2031-05-09
words = "never six"
rules_out = { hours = ["six"] }
"#;
    let claims = r#"
[[event]]
date = 2031-05-11
what = "the pump fails"
affects = [{ of = "hill", what = "alternative", direction = "down", view = "an engineer" }]
[[alternative]]
party = "vale"
date = 2031-05-12
direction = "up"
[[forecast]]
id = "signed"
question = "Will they sign?"
criteria = "Yes if both sign."
resolves = 2031-08-01
known = 2031-05-01
[[prediction]]
forecast = "signed"
date = 2031-05-13
direction = "down"
words = "less likely than before"
"#;
    let (without, with) = (wells(lines), wells(&format!("{lines}{claims}")));
    let last = until(date(2031, 5, 20));
    let (without, with) = (outlook(&without, &last), outlook(&with, &last));
    let strip = |finding: &Finding| -> Vec<String> {
        let table = table(finding, "outlook");
        let changed = (0..table.rows.len()).filter(|it| said(table, *it, "change").is_some());
        changed.map(|it| format!("{:?}", table.rows[it])).collect()
    };
    assert_eq!(strip(&without), strip(&with));
    assert_eq!(table(&with, "claims").rows.len(), 3);
    // The days on which the record changed are there, with nothing changed on them.
    assert!(table(&with, "outlook").rows.len() > table(&without, "outlook").rows.len());
}

#[test]
fn a_statement_can_say_which_way_a_chance_went() {
    let said = r#"
[[source]]
id = "courier"
title = "The Well Courier"
date = 2031-05-10
reliability = "D"
[[forecast]]
id = "signed"
question = "Will both sign?"
criteria = "Yes if both sign."
[[statement]]
date = 2031-05-10
by = "The Well Courier"
about = ["first"]
words = "a dry week helps nobody"
direction = "down"
source = { id = "courier", credibility = 3 }
[[statement]]
date = 2031-05-11
gist = "Rain is expected to help"
forecast = "signed"
direction = "up"
fits = "loosely"
source = { id = "courier", credibility = 3 }
"#;
    let finding = outlook(&wells(said), &Settings::default());
    let claims = table(&finding, "claims");
    assert_eq!(claims.rows.len(), 2);
    let down = rows(claims, &[("direction", "down")])[0];
    assert_eq!(words(claims, down, "about"), Some("First text"));
    assert_eq!(words(claims, down, "words"), Some("a dry week helps nobody"));
    assert_eq!(words(claims, down, "by"), Some("The Well Courier"));
    let up = rows(claims, &[("direction", "up")])[0];
    assert_eq!(words(claims, up, "about"), Some("Will both sign?"));
    assert_eq!(words(claims, up, "fits"), Some("loosely"));
    let account = format!("{:?}", finding.account);
    assert!(
        account.contains("in the record keeper's summary: Rain is expected to help"),
        "{account}"
    );
    // It moves no figure.
    let without = outlook(&wells(""), &Settings::default());
    let statuses = |finding: &Finding| {
        let table = table(finding, "outlook");
        let last = table.rows.len() - 1;
        words(table, last, "status").map(str::to_owned)
    };
    assert_eq!(statuses(&finding), statuses(&without));
    // A prediction of the same source, question and direction is the same claim.
    let twice = format!(
        "{said}[[prediction]]\nforecast = \"signed\"\nby = \"The Well Courier\"\ndate = 2031-05-11\n\
         direction = \"up\"\nsource = {{ id = \"courier\", credibility = 3 }}\n"
    );
    let finding = outlook(&wells(&twice), &Settings::default());
    assert_eq!(table(&finding, "claims").rows.len(), 2);
}

#[test]
fn reprints_of_one_report_are_one_claim() {
    let with = |syndicated: &str| {
        wells(&format!(
            r#"
[[source]]
id = "gazette"
publisher = "Gazette"
title = "Less likely"
date = 2031-05-13
[[source]]
id = "mirror"
publisher = "Mirror"
title = "Less likely"
date = 2031-05-14
{syndicated}
[[forecast]]
id = "signed"
question = "Will they sign?"
criteria = "Yes if both sign."
known = 2031-05-01
[[prediction]]
forecast = "signed"
date = 2031-05-13
direction = "down"
words = "less likely"
source = [{{ id = "gazette" }}]
[[prediction]]
forecast = "signed"
date = 2031-05-13
direction = "down"
words = "less likely"
source = [{{ id = "mirror" }}]
"#
        ))
    };
    let claims = |case: &Case| table(&outlook(case, &until(date(2031, 5, 20))), "claims").clone();
    assert_eq!(claims(&with("")).rows.len(), 2);
    let once = claims(&with("syndicated_from = \"gazette\""));
    assert_eq!(once.rows.len(), 1);
    assert_eq!(said(&once, 0, "reprinted").as_deref(), Some("mirror"));
}

/// The causes of Hill's answer on the ninth of May.
fn cause_on_the_ninth(case: &Case) -> String {
    let finding = outlook(case, &until(date(2031, 5, 20)));
    let outlook = table(&finding, "outlook");
    let found = rows(outlook, &[("draft", "first"), ("party", "hill")]);
    let row = found.into_iter().find(|it| day(outlook, *it) == date(2031, 5, 9)).expect("a row");
    let together = said(outlook, row, "together").map(|it| format!("only together: {it}"));
    said(outlook, row, "cause").or(together).unwrap_or("none".to_owned())
}

#[test]
fn what_repeats_a_line_is_no_cause() {
    let line = |id: &str, day: u8| {
        format!(
            "[[red_line]]\nid = \"{id}\"\nparty = \"hill\"\ndate = 2031-05-{day:02}\nthread = \"t\"\nwords = \"never\"\nrules_out = {{ hours = [\"six\"] }}\n"
        )
    };
    let case = wells(&format!("{}{}", line("a", 5), line("b", 9)));
    assert_eq!(cause_on_the_ninth(&case), "none");
}

#[test]
fn two_lines_that_say_the_same_are_named_together() {
    let line = |id: &str| {
        format!(
            "[[red_line]]\nid = \"{id}\"\nparty = \"hill\"\ndate = 2031-05-09\nthread = \"t\"\nwords = \"never\"\nrules_out = {{ hours = [\"six\"] }}\n"
        )
    };
    // Of one thread each would do; leaving out either changes nothing.
    let two = wells(&format!("{}{}", line("a"), line("b")));
    assert_eq!(cause_on_the_ninth(&two), "only together: a, b");
    assert_eq!(cause_on_the_ninth(&wells(&line("a"))), "a");
}

#[test]
fn what_a_correction_put_right_holds_again_without_it() {
    let case = wells(
        r#"
[[answer]]
id = "yes"
party = "hill"
to = "first"
answer = "accept"
date = 2031-05-05
audience = "public"
[[answer]]
id = "no"
party = "hill"
to = "first"
answer = "reject"
date = 2031-05-09
audience = "public"
corrects = { id = "yes", why = "misheard" }
"#,
    );
    assert_eq!(cause_on_the_ninth(&case), "no");
}

#[test]
fn a_line_lifted_is_a_cause() {
    let case = wells(
        r#"
[[red_line]]
id = "six"
party = "hill"
date = 2031-05-02
words = "never six"
rules_out = { hours = ["six"] }
lifted = { date = 2031-05-09, words = "six it is" }
"#,
    );
    assert_eq!(cause_on_the_ninth(&case), "six");
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let case = gallery("three-rivers");
    let run = |threads: usize| {
        let pool = rayon_pool(threads);
        pool.install(|| format!("{:?}", outlook(&case, &Settings::default())))
    };
    assert_eq!(run(1), run(3));
}

#[test]
fn wrong_days_and_drafts_are_misuse() {
    let case = wells("");
    let context = Context::default();
    let reversed = until(date(2031, 5, 1)).with("from", Value::Day(date(2031, 5, 2)));
    let error = fails(&case, &reversed, &context);
    assert_eq!(error.to_string(), "setting `from`: 2031-05-02 is after 2031-05-01, the last day");
    let context = Context { as_of: Some(date(2031, 5, 1)), ..Context::default() };
    let error = fails(&case, &until(date(2031, 5, 9)), &context);
    assert!(error.to_string().starts_with("setting `until`: 2031-05-09 is after"), "{error}");
    let unknown = Settings::default().with("draft", Value::Ids(vec!["frist".into()]));
    let error = fails(&case, &unknown, &Context::default());
    assert_eq!(error.hint().map(|it| it.flat()).as_deref(), Some("there is first"));
}

#[test]
fn a_record_without_days_is_an_answer() {
    let finding =
        outlook(&case("format = 1\n[dossier]\ntitle = \"Empty\"\n"), &Settings::default());
    assert_eq!(finding.status.word(), "no-days");
    let finding = outlook(&wells(""), &until(date(2030, 1, 1)));
    assert_eq!(finding.status.word(), "no-days");
}

fn base(chance: f64) -> Settings {
    until(date(2031, 7, 1))
        .with("base", Value::Number(chance))
        .with("base-on", Value::Day(date(2031, 1, 1)))
        .with("by", Value::Day(date(2032, 1, 1)))
}

/// The chance on the last row of the table that says it is this.
fn chance(finding: &Finding, is: &str) -> f64 {
    let hazard = table(finding, "hazard");
    let found = rows(hazard, &[("is", is)]);
    let row = *found.last().unwrap_or_else(|| unreachable!("{is}: {:#?}", hazard.rows));
    hazard.cell(row, "chance").and_then(Cell::as_number).expect("a chance")
}

#[test]
fn without_a_base_nothing_is_reckoned() {
    let finding = outlook(&gallery("three-rivers"), &Settings::default());
    assert!(table(&finding, "hazard").rows.is_empty());
    let told = format!("{:?}", finding.account);
    assert!(told.contains("No starting chance was given"), "{told}");
    assert!(told.contains("`question = signed-by-august`"), "{told}");
    assert!(finding.charts.iter().all(|it| it.id != "hazard"));
}

#[test]
fn a_stated_base_decays_as_the_method_says() {
    let finding = outlook(&wells(""), &base(0.9));
    assert_eq!(chance(&finding, "base"), 0.9);
    assert_eq!(chance(&finding, "the day by which"), 0.0);
    // 181 of 365 days have passed; METHODS §5.
    let left = 184.0 / 365.0;
    let expected = 1.0 - 0.1_f64.powf(left);
    assert!((chance(&finding, "the last day") - expected).abs() < 1e-12);
    let hazard = table(&finding, "hazard");
    let all: Vec<f64> = hazard.rows.iter().filter_map(|it| it[3].as_number()).collect();
    assert!(all.windows(2).all(|pair| pair[1] <= pair[0]), "{all:?}");
    assert_eq!(said(hazard, 0, "grade").as_deref(), Some("assumed"));
    assert_eq!(words(hazard, 0, "source"), Some("nobody named"));
    let named = base(0.9).with("base-by", Value::Text("the chair".into()));
    let finding = outlook(&wells(""), &named);
    assert_eq!(words(table(&finding, "hazard"), 0, "source"), Some("the chair"));
}

#[test]
fn against_breaking_off_the_base_is_met_and_less_is_left_late() {
    let (plain, against) = (
        outlook(&wells(""), &base(0.5)),
        outlook(&wells(""), &base(0.5).with("break-off", Value::Number(0.4))),
    );
    assert_eq!(chance(&plain, "base"), chance(&against, "base"));
    // As long as the talks have not been broken off, the same base means a higher rate.
    assert!(chance(&against, "the last day") > chance(&plain, "the last day"));
    // Published form a/(a+b) · (1 − e^(−(a+b)Δ)), solved here by hand for a.
    let b = -(1.0_f64 - 0.4).ln();
    let within = |a: f64, span: f64| a / (a + b) * (1.0 - (-(a + b) * span).exp());
    let (mut low, mut high) = (0.0, 50.0);
    for _ in 0..200 {
        let a = (low + high) / 2.0;
        if within(a, 1.0) < 0.5 { low = a } else { high = a }
    }
    let expected = within(low, 184.0 / 365.0);
    assert!((chance(&against, "the last day") - expected).abs() < 1e-9);
}

const EVENTS: &str = r#"
[[source]]
id = "gazette"
publisher = "Gazette"
title = "The pump fails"
date = 2031-04-01
[[source]]
id = "mirror"
publisher = "Mirror"
title = "The pump fails"
date = 2031-04-01
syndicated_from = "gazette"
[[event]]
id = "pump"
date = 2031-04-01
what = "the pump fails"
source = [{ id = "gazette" }]
[[event]]
id = "pump-again"
date = 2031-04-01
what = "the pump is said to fail"
source = [{ id = "mirror" }]
[[event]]
id = "rain"
date = 2030-12-01
what = "it rains"
"#;

#[test]
fn an_event_enters_in_one_way_and_once() {
    let case = wells(EVENTS);
    let plain = chance(&outlook(&case, &base(0.5)), "the last day");
    let by_rate = outlook(&case, &base(0.5).with("faster", ids(&["pump=2"])));
    let left = 184.0 / 365.0;
    assert!((chance(&by_rate, "the last day") - (1.0 - 0.5_f64.powf(2.0 * left))).abs() < 1e-12);
    let by_odds = outlook(&case, &base(0.5).with("evidence", ids(&["pump=2"])));
    let (of_event, then) = (275.0 / 365.0, 184.0 / 275.0);
    let before = 1.0 - 0.5_f64.powf(of_event);
    let after = 2.0 * before / (1.0 + before);
    let expected = 1.0 - (1.0 - after).powf(then);
    assert!((chance(&by_odds, "the last day") - expected).abs() < 1e-9);
    assert!(plain < expected);
    // A reprint counts once, whatever it is called.
    let twice = outlook(&case, &base(0.5).with("evidence", ids(&["pump=2", "pump-again=2"])));
    assert_eq!(chance(&twice, "the last day"), chance(&by_odds, "the last day"));
    assert!(format!("{:?}", twice.account).contains("a reprint of pump and not counted again"));
    // Never both, not even by way of a reprint.
    for other in ["pump=2", "pump-again=2"] {
        let both = base(0.5).with("faster", ids(&["pump=2"])).with("evidence", ids(&[other]));
        let error = fails(&case, &both, &Context::default());
        assert!(error.to_string().contains("never both"), "{error}");
    }
    let twice = base(0.5).with("faster", ids(&["pump=2", "pump=3"]));
    assert!(fails(&case, &twice, &Context::default()).to_string().contains("named twice"));
    // What was known with the base is in it.
    let old = outlook(&case, &base(0.5).with("evidence", ids(&["rain=9"])));
    assert_eq!(chance(&old, "the last day"), plain);
    assert!(format!("{:?}", old.account).contains("rain was known when the base"));
}

#[test]
fn numbers_on_record_are_bases_where_a_question_is_named() {
    let case = gallery("three-rivers");
    let settings = Settings::default().with("question", ids(&["signed-by-august"]));
    let finding = outlook(&case, &settings);
    let hazard = table(&finding, "hazard");
    let of = |source: &str, is: &str, column: &str| {
        let found = rows(hazard, &[("source", source), ("is", is)]);
        let row = *found.last().expect("a row");
        hazard.cell(row, column).and_then(Cell::as_number)
    };
    // A range stays one, and has no middle.
    assert_eq!(of("Eskil Maren", "base", "chance_low"), Some(0.4));
    assert_eq!(of("Eskil Maren", "base", "chance_high"), Some(0.6));
    assert_eq!(of("Eskil Maren", "base", "chance"), None);
    // 10 of the 78 days from 15 May to 1 August have passed.
    let left = of("Halvard Quill", "the last day", "chance").expect("a chance");
    assert!((left - (1.0 - 0.45_f64.powf(68.0 / 78.0))).abs() < 1e-12);
    // A revision replaces what the same person said before, and words are no number.
    assert_eq!(rows(hazard, &[("is", "replaced by a later figure")]).len(), 1);
    assert!(!format!("{:?}", hazard.rows).contains("unlikely"));
    // Belmora does not see the mediators' figures.
    let context = Context { viewer: Some("belmora"), samples: FEW, ..Context::default() };
    let hidden = ask(&case, "outlook", &settings, &context);
    assert!(table(&hidden, "hazard").rows.is_empty());
}

#[test]
fn meetings_can_be_the_clock() {
    let meetings = |days: &[u8]| {
        let each = days.iter().map(|it| {
            format!(
                "[[meeting]]\ndate = 2031-08-{it:02}\nknown = 2031-05-02\nchannel = [\"hill\"]\n"
            )
        });
        wells(&each.collect::<String>())
    };
    let clock = base(0.75).with("clock", Value::Text("meeting".into()));
    let finding = outlook(&meetings(&[1, 9]), &clock);
    let hazard = table(&finding, "hazard");
    let ahead = rows(hazard, &[("is", "if nothing happens until then")]);
    let left: Vec<Option<f64>> =
        ahead.iter().map(|it| hazard.cell(*it, "chance").and_then(Cell::as_number)).collect();
    // Of two meetings one is left, then none: 1 − 0.25^(1/2).
    assert_eq!(left.len(), 2);
    assert!((left[0].unwrap_or_default() - 0.5).abs() < 1e-12);
    assert_eq!(left[1], Some(0.0));
    let none = outlook(&meetings(&[]), &clock);
    assert!(table(&none, "hazard").rows.is_empty());
    assert!(format!("{:?}", none.account).contains("nothing to count by"));
}

#[test]
fn bases_that_make_no_sense_are_misuse() {
    let case = wells(EVENTS);
    for wrong in [0.0, 1.0, -0.2, 1.5, f64::NAN, f64::INFINITY] {
        let error = fails(&case, &base(wrong), &Context::default());
        assert!(error.to_string().contains("above 0 and below 1"), "{error}");
    }
    let plain = until(date(2031, 7, 1));
    for (settings, says) in [
        (plain.clone().with("base", Value::Number(0.3)), "add `by`"),
        (base(0.3).with("by", Value::Day(date(2031, 7, 1))), "is not after"),
        (base(0.3).with("base-on", Value::Day(date(2031, 7, 2))), "is after"),
        (plain.clone().with("break-off", Value::Number(0.3)), "there is no base"),
        (plain.clone().with("evidence", ids(&["pump=2"])), "there is no base"),
        (base(0.3).with("faster", ids(&["pump"])), "write it as `ID=2`"),
        (base(0.3).with("faster", ids(&["pump=0"])), "write it as `ID=2`"),
        (base(0.3).with("faster", ids(&["pump=inf"])), "write it as `ID=2`"),
        (base(0.3).with("faster", ids(&["pmup=2"])), "there is no event"),
        (plain.with("question", ids(&["signed"])), "there is no forecast"),
    ] {
        let error = fails(&case, &settings, &Context::default());
        let told = format!("{error}; {}", error.hint().unwrap_or_default().flat());
        assert!(told.contains(says), "{told}");
    }
}

#[test]
fn what_today_hangs_on_is_what_leaving_out_shows() {
    let finding = outlook(&gallery("ukraine-2025"), &Settings::default());
    let levers = table(&finding, "sensitivity");
    let found = rows(levers, &[("input", "without answer ru-on-e3"), ("draft", "e3-28")]);
    assert_eq!(found.len(), 1);
    assert_eq!(words(levers, found[0], "status_now"), Some("refused"));
    assert_eq!(words(levers, found[0], "status"), Some("undetermined"));
    // Five lines stop the 28 points: no single one of them does.
    let one = rows(levers, &[("draft", "us-28"), ("party", "ua"), ("kind", "record")]);
    assert!(one.is_empty());
    assert!(!rows(levers, &[("kind", "unknown")]).is_empty());
    let case = wells(
        r#"
[[red_line]]
id = "six"
party = "hill"
date = 2031-05-09
words = "never six"
rules_out = { hours = ["six"] }
firmness = [0.2, 0.6]
[[position]]
party = "hill"
issue = "hours"
date = 2031-05-02
ranking = ["six", "two"]
[[position]]
party = "hill"
issue = "keys"
date = 2031-05-02
ranking = ["one", "both"]
[[alternative]]
party = "hill"
date = 2031-05-02
level = [0.3, 0.4]
"#,
    );
    let finding = outlook(&case, &Settings::default());
    let levers = table(&finding, "sensitivity");
    let found = rows(levers, &[("input", "red line six at firmness 0.6")]);
    assert_eq!(found.len(), 1, "{:#?}", levers.rows);
    let high = levers.cell(found[0], "accept_high").and_then(Cell::as_number).expect("a figure");
    assert!((high - 0.4).abs() < 0.08, "{high}");
}

#[test]
fn the_headline_counts_the_days_of_the_table() {
    // A record before there is a draft, one that only moves a range, and one that moves a status.
    let case = wells(
        "[[position]]\nparty = \"vale\"\nissue = \"hours\"\ndate = 2031-04-01\nideal = \"two\"\n\
         [[red_line]]\nid = \"never-six\"\nparty = \"hill\"\ndate = 2031-05-09\nwords = \"never six\"\n\
         rules_out = { hours = [\"six\"] }\n\
         [[red_line]]\nid = \"nor-one\"\nparty = \"hill\"\ndate = 2031-05-12\nwords = \"nor one\"\n\
         rules_out = { keys = [\"one\"] }\n",
    );
    let finding = outlook(&case, &Settings::default());
    let table = table(&finding, "outlook");
    let changed = |row: &usize| said(table, *row, "change").is_some();
    let mut days: Vec<Date> =
        (0..table.rows.len()).filter(changed).map(|row| day(table, row)).collect();
    days.dedup();
    let (first, last) = (day(table, 0), days.last().copied().expect("a day"));
    assert_eq!((first, last), (date(2031, 5, 1), date(2031, 5, 12)));
    assert_eq!(
        finding.headline,
        format!(
            "From {first} to {last} answers changed on {} days, last on {last}: first is still blocked for Hill.",
            days.len()
        )
    );
    let page = format!("{:?}", finding.account);
    assert!(page.contains("blocked for Hill since 2031-05-09"), "{page}");
    assert!(!page.contains("throughout"), "{page}");
}

#[test]
fn a_draft_leaves_the_table_for_everybody() {
    let text = "life = [{ is = \"withdrawn\", from = 2031-05-20 }]\ncomplete = true";
    let case = case(&WITHDRAWN.replace("complete = true", text));
    let headline = outlook(&case, &Settings::default()).headline;
    assert!(
        headline.ends_with("last on 2031-05-20: first is off the table (withdrawn)."),
        "{headline}"
    );
}

const WITHDRAWN: &str = r#"
format = 1
[dossier]
title = "Two villages and a well"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours of pumping"
options = [{ id = "two", text = "two hours" }, { id = "six", text = "six hours" }]
[[draft]]
id = "first"
title = "First text"
date = 2031-05-01
complete = true
points = [{ number = 1, sets = { hours = "six" } }]
"#;

#[test]
fn a_position_that_takes_a_range_away_is_left_out_too() {
    // Two shares that cannot both hold: without either there is a figure.
    let position = |id: &str, issue: &str, share: f64| {
        format!(
            "[[position]]\nid = \"{id}\"\nparty = \"hill\"\nissue = \"{issue}\"\ndate = 2031-05-02\n\
             salience = {share}\n"
        )
    };
    let order = "ranking = [\"two\", \"six\"]\n";
    let case = wells(&format!(
        "{}{order}{}ranking = [\"one\", \"both\"]\n[[alternative]]\nparty = \"hill\"\ndate = 2031-05-02\nlevel = 0.4\n",
        position("half", "hours", 0.5),
        position("third", "keys", 0.3)
    ));
    let finding = outlook(&case, &Settings::default());
    let levers = table(&finding, "sensitivity");
    for id in ["half", "third"] {
        let without = format!("without position {id}");
        let found = rows(levers, &[("input", without.as_str())]);
        assert!(!found.is_empty(), "{without}: {:#?}", levers.rows);
        assert_eq!(words(levers, found[0], "status_now"), Some("undetermined"));
    }
}

/// A word that overtakes a line is what the answer hangs on, whatever sort of record it is and whether or not the
/// alternative of its party is on record; and so is a rule that takes away what a text may say.
#[test]
fn later_words_and_rules_are_left_out_too() {
    let line = "[[red_line]]\nid = \"six\"\nparty = \"hill\"\ndate = 2031-05-02\nwords = \"never six\"\n\
                rules_out = { hours = [\"six\"] }\n";
    let demand = "[[demand]]\nid = \"w\"\nis = \"demand\"\nparty = \"hill\"\ndate = 2031-05-05\n\
                  asks = { hours = [\"six\"] }\n";
    let movement = "[[movement]]\nid = \"w\"\nparty = \"hill\"\nissue = \"hours\"\nfrom = [\"two\"]\n\
                    to = [\"six\"]\nis = \"tabled\"\nby = \"hill\"\ndate = 2031-05-05\n";
    let position = "[[position]]\nid = \"w\"\nparty = \"hill\"\nissue = \"hours\"\ndate = 2031-05-05\n\
                    acceptable = [\"six\"]\n";
    let levers = |rest: &str| -> Vec<String> {
        let finding = outlook(&wells_of(2, rest), &Settings::default());
        let levers = table(&finding, "sensitivity");
        let inputs = (0..levers.rows.len()).filter_map(|row| words(levers, row, "input"));
        inputs.map(str::to_owned).collect()
    };
    for word in [demand, movement, position] {
        let found = levers(&format!("{line}{word}"));
        let without = found.iter().any(|it| it.starts_with("without") && it.ends_with(" w"));
        assert!(without, "{word}: {found:?}");
    }
    // Of hours nothing is known but what the rule leaves beside the keys.
    let rule = "[[rule]]\nid = \"r\"\nis = \"logic\"\nwhen = { keys = [\"one\"] }\nexcludes = { hours = [\"two\"] }\n";
    let part = "[[draft]]\nid = \"part\"\ntitle = \"Part\"\ndate = 2031-05-03\n\
                points = [{ number = 1, sets = { keys = \"one\" } }]\n";
    let found = levers(&format!("{part}{line}{rule}"));
    assert!(found.iter().any(|it| it.starts_with("without") && it.ends_with(" r")), "{found:?}");
}

#[test]
fn a_text_that_fell_is_what_the_answers_begin_with() {
    let case = gallery("cyprus-2004");
    let told = |lens: &str, settings: &Settings, day: Date| {
        let context = Context { samples: FEW, as_of: Some(day), ..Context::default() };
        ask(&case, lens, settings, &context).headline
    };
    let drafts = Settings::default().with("what", Value::Text("drafts".to_owned()));
    let plain = Settings::default();
    for (lens, settings) in [("outlook", &plain), ("lab", &plain), ("record", &drafts)] {
        let after = told(lens, settings, date(2004, 5, 1));
        assert!(after.starts_with("annan-5 has fallen"), "{lens}: {after}");
        let eve = told(lens, settings, date(2004, 4, 23));
        assert!(!eve.contains("fallen"), "{lens}: {eve}");
    }
}
