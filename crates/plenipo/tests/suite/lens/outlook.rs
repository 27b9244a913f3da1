//! The answers day by day: the same as asking afresh, every change with a cause that leaving out bears
//! out, claims that move nothing, and the founding case replayed.

use jiff::civil::{Date, date};
use plenipo::case::Case;
use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::{Input, named};

use super::{ask, case, columns, gallery, rows, table};

const FEW: usize = 400;

fn outlook(case: &Case, settings: &Settings) -> Finding {
    ask(case, "outlook", settings, &Context { samples: FEW, ..Context::default() })
}

fn until(day: Date) -> Settings {
    Settings::default().with("until", Value::Day(day))
}

fn fails(case: &Case, settings: &Settings, context: &Context<'_>) -> Error {
    let lens = named("outlook").expect("the lens");
    (lens.run)(&Input::Case(case), settings, context).expect_err("no answer")
}

fn words<'a>(table: &'a Table, row: usize, column: &str) -> Option<&'a str> {
    table.cell(row, column).and_then(Cell::as_text)
}

fn day(table: &Table, row: usize) -> Date {
    match table.cell(row, "date") {
        Some(Cell::Date(day)) => *day,
        other => unreachable!("{other:?}"),
    }
}

/// Two villages, a dated draft, and whatever else.
fn wells(rest: &str) -> Case {
    case(&format!(
        r#"
format = 1
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
    let promised = ["date", "source", "about", "direction", "words"];
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
        let Some(change) = words(outlook, row, "change") else {
            assert_eq!(words(outlook, row, "cause"), None);
            continue;
        };
        assert!(!change.is_empty(), "{:?}", outlook.rows[row]);
        for column in ["cause", "grade"] {
            let said = words(outlook, row, column).unwrap_or_default();
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
            words(outlook, row, "cause").unwrap_or_default().to_owned(),
        )
    };
    let (status, cause) = of("e3-28", "ru", date(2025, 11, 24));
    assert_eq!((status.as_str(), cause.as_str()), ("refused", "answer ru-on-e3"));
    let (status, cause) = of("us-28", "ua", date(2025, 12, 1));
    assert_eq!(status, "blocked");
    assert!(cause.contains("red line ua-1130-territory"), "{cause}");
    let (status, cause) = of("us-28", "ua", date(2025, 12, 24));
    assert_eq!((status.as_str(), cause.as_str()), ("superseded", "draft us-28"));
    let (status, _) = of("ua-us-20", "ua", date(2025, 12, 24));
    assert_eq!(status, "conflict");
    // The Florida round is the report's claim of a lower chance, and moves nothing.
    let claims = table(&finding, "claims");
    let florida = (0..claims.rows.len())
        .find(|it| words(claims, *it, "because") == Some("meeting florida-1130"))
        .expect("the claim");
    assert_eq!(words(claims, florida, "direction"), Some("down"));
    let source = words(claims, florida, "source").unwrap_or_default();
    assert!(source.contains("the report") && source.contains("F6"), "{source}");
    let caused = (0..outlook.rows.len()).filter_map(|it| words(outlook, it, "cause"));
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
        let changed = (0..table.rows.len()).filter(|it| words(table, *it, "change").is_some());
        changed.map(|it| format!("{:?}", table.rows[it])).collect()
    };
    assert_eq!(strip(&without), strip(&with));
    assert_eq!(table(&with, "claims").rows.len(), 3);
    // The days on which the record changed are there, with nothing changed on them.
    assert!(table(&with, "outlook").rows.len() > table(&without, "outlook").rows.len());
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
    let source = words(&once, 0, "source").unwrap_or_default();
    assert!(source.contains("reprinted: mirror"), "{source}");
}

/// The causes of Hill's answer on the ninth of May.
fn cause_on_the_ninth(case: &Case) -> String {
    let finding = outlook(case, &until(date(2031, 5, 20)));
    let outlook = table(&finding, "outlook");
    let found = rows(outlook, &[("draft", "first"), ("party", "hill")]);
    let row = found.into_iter().find(|it| day(outlook, *it) == date(2031, 5, 9)).expect("a row");
    words(outlook, row, "cause").unwrap_or("none").to_owned()
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
    assert_eq!(cause_on_the_ninth(&two), "only together: red line a; red line b");
    assert_eq!(cause_on_the_ninth(&wells(&line("a"))), "red line a");
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
    assert_eq!(cause_on_the_ninth(&case), "answer no");
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
    assert_eq!(cause_on_the_ninth(&case), "lifting of red line six");
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

fn rayon_pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
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
    assert_eq!(error.hint().as_deref(), Some("there is first"));
}

#[test]
fn a_record_without_days_is_an_answer() {
    let finding =
        outlook(&case("format = 1\n[dossier]\ntitle = \"Empty\"\n"), &Settings::default());
    assert_eq!(finding.status, "no-days");
    let finding = outlook(&wells(""), &until(date(2030, 1, 1)));
    assert_eq!(finding.status, "no-days");
}
