//! Typed answers: a program that uses the library gets from them what the tables say.

use super::{ask, gallery};
use plenipo::finding::Finding;
use plenipo::finding::status::Status;
use plenipo::finding::table::Cell;
use plenipo::lens::acceptance::{self, Acceptance};
use plenipo::lens::bargain;
use plenipo::lens::context::Context;
use plenipo::lens::drafts;
use plenipo::lens::forecasts;
use plenipo::lens::outlook::{self, HowItStands};
use plenipo::lens::record;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::statements;
use plenipo::lens::view::View;

const CASES: [&str; 3] = ["cyprus-2004", "three-rivers", "ukraine-2025"];

fn number(finding: &Finding, table: &str, row: usize, column: &str) -> Option<f64> {
    finding.table(table).and_then(|it| it.cell(row, column)).and_then(Cell::as_number)
}

fn text<'f>(finding: &'f Finding, table: &str, row: usize, column: &str) -> Option<&'f str> {
    finding.table(table).and_then(|it| it.cell(row, column)).and_then(Cell::as_text)
}

fn rows(finding: &Finding, table: &str) -> usize {
    finding.table(table).map_or(0, |it| it.rows.len())
}

#[test]
fn what_becomes_of_a_draft_is_what_the_table_says() {
    let context = Context { samples: 200, ..Context::default() };
    for slug in CASES {
        let case = gallery(slug);
        let view = View::of(&case, &context).expect("a view");
        let answer = acceptance::answer(&view, &Settings::default()).expect("an answer");
        let finding = acceptance::finding(&view, &answer).expect("a finding");
        assert_eq!(answer.joint().count(), rows(&finding, "joint"), "{slug}");
        for (row, it) in answer.joint().enumerate() {
            assert_eq!(text(&finding, "joint", row, "status"), Some(it.status.word()));
            let ends = ["accept_low", "accept", "accept_high"];
            let ends = ends.map(|column| number(&finding, "joint", row, column));
            assert_eq!(ends, [it.low, it.as_recorded, it.high]);
            let known = [Status::Accepted, Status::Stopped, Status::Open, Status::Undetermined];
            assert!(known.contains(&it.status), "{:?}", it.status);
            assert_eq!(it.stopped_by.is_empty(), it.status != Status::Stopped, "{slug}, {row}");
        }
    }
}

#[test]
fn forecasts_and_scores_are_what_the_tables_say() {
    let settings = Settings::default().with("what", Value::Text("scores".to_owned()));
    let mut scored = 0;
    for slug in CASES {
        let case = gallery(slug);
        let context = Context::default();
        let view = View::of(&case, &context).expect("a view");
        let answer = forecasts::answer(&view, &settings).expect("an answer");
        let finding = ask(&case, "forecasts", &settings, &context);
        assert_eq!(answer.questions().count(), rows(&finding, "questions"), "{slug}");
        let said: usize = answer.questions().map(|it| it.predictions.len()).sum();
        assert_eq!(said, rows(&finding, "predictions"), "{slug}");
        let (apart, each): (Vec<_>, Vec<_>) = answer.scores().partition(|it| it.is_apart);
        assert_eq!((each.len(), apart.len()), (rows(&finding, "scores"), rows(&finding, "apart")));
        for (row, it) in each.iter().enumerate() {
            let ends = ["brier_low", "brier_high"].map(|id| number(&finding, "scores", row, id));
            assert_eq!(ends, [Some(it.brier.low), Some(it.brier.high)]);
        }
        assert_eq!(answer.authors().len(), rows(&finding, "authors"), "{slug}");
        // Whatever has a number and no score says why.
        for it in answer.questions().flat_map(|it| it.predictions) {
            assert!(it.stated.is_some() || it.unscored.is_some(), "{it:?}");
        }
        scored += each.len();
    }
    assert!(scored > 0);
}

#[test]
fn the_days_of_an_outlook_are_those_of_the_table() {
    let context = Context { samples: 100, ..Context::default() };
    let case = gallery("three-rivers");
    let view = View::of(&case, &context).expect("a view");
    let settings = Settings::default();
    let answer = outlook::answer(&view, &settings).expect("an answer");
    let finding = ask(&case, "outlook", &settings, &context);
    // Off the table is a row on the day alone.
    let of_day = answer.days().flat_map(|day| {
        let changed = day.changes;
        let here = day.stands.into_iter().filter(move |it| {
            let new = changed.iter().any(|of| (of.draft, of.party) == (it.draft, it.party));
            new || it.stands != HowItStands::OffTheTable
        });
        here.map(move |it| (day.date, it)).collect::<Vec<_>>()
    });
    let of_day: Vec<_> = of_day.collect();
    assert_eq!(of_day.len(), rows(&finding, "outlook"));
    for (row, (date, it)) in of_day.iter().enumerate() {
        let cell = finding.table("outlook").and_then(|of| of.cell(row, "date"));
        assert_eq!(cell, Some(&Cell::Date(*date)));
        assert_eq!(text(&finding, "outlook", row, "draft"), Some(it.draft));
        assert_eq!(text(&finding, "outlook", row, "party"), Some(it.party));
        if let HowItStands::OnTheTable { acceptance, low, .. } = it.stands {
            assert_eq!(text(&finding, "outlook", row, "status"), Some(acceptance.word()));
            assert_eq!(number(&finding, "outlook", row, "accept_low"), low);
        }
    }
    let refused = |it: &HowItStands| {
        matches!(it, HowItStands::OnTheTable { acceptance: Acceptance::Refused, .. })
    };
    assert!(answer.days().flat_map(|it| it.changes).any(|it| refused(&it.after)));
    assert_eq!(answer.agreement().count(), 0);
    // A day too late is misuse here as it is at the command line.
    let late = Context { as_of: answer.until(), ..context };
    let view = View::of(&case, &late).expect("a view");
    let after = answer.until().and_then(|it| it.tomorrow().ok()).expect("a day");
    assert!(outlook::answer(&view, &settings.with("until", Value::Day(after))).is_err());
}

#[test]
fn a_stated_base_has_a_path() {
    let case = gallery("three-rivers");
    let context = Context { samples: 50, ..Context::default() };
    let view = View::of(&case, &context).expect("a view");
    let by = view.day().and_then(|it| it.checked_add(jiff::Span::new().days(90)).ok());
    let settings = Settings::default()
        .with("base", Value::Number(0.3))
        .with("by", Value::Day(by.expect("a day")));
    let answer = outlook::answer(&view, &settings).expect("an answer");
    let paths: Vec<_> = answer.agreement().collect();
    let [path] = paths.as_slice() else { panic!("{paths:?}") };
    assert_eq!((path.stated, Some(path.by)), ((0.3, 0.3), by));
    assert!(path.points.windows(2).all(|it| it[0].date < it[1].date));
    let finding = ask(&case, "outlook", &settings, &context);
    assert_eq!(rows(&finding, "hazard"), path.points.len());
}

#[test]
fn changes_of_points_are_those_of_the_table() {
    for slug in CASES {
        let case = gallery(slug);
        let context = Context::default();
        let view = View::of(&case, &context).expect("a view");
        let settings = Settings::default();
        let answer = drafts::answer(&view, &settings).expect("an answer");
        let finding = ask(&case, "drafts", &settings, &context);
        let changes: Vec<_> = answer.comparisons().flat_map(|it| it.changes).collect();
        assert_eq!(changes.len(), rows(&finding, "changes"), "{slug}");
        for (row, it) in changes.iter().enumerate() {
            let relation = it.became.map_or("unknown", |it| it.word());
            assert_eq!(text(&finding, "changes", row, "relation"), Some(relation));
            let silent = if it.is_silent { "yes" } else { "no" };
            assert_eq!(text(&finding, "changes", row, "silent"), Some(silent));
        }
    }
}

#[test]
fn conflicts_drifts_unknowns_and_rooms_are_what_the_tables_say() {
    for slug in CASES {
        let case = gallery(slug);
        let context = Context::default();
        let view = View::of(&case, &context).expect("a view");
        let of = |what: &str| {
            let settings = Settings::default().with("what", Value::Text(what.to_owned()));
            let answer = record::answer(&view, &settings).expect("an answer");
            let finding = record::finding(&view, &answer).expect("a finding");
            (answer, finding)
        };
        let (answer, finding) = of("conflicts");
        let sides =
            |all: &[record::RecordConflict]| all.iter().map(|it| it.sides.len()).sum::<usize>();
        assert_eq!(sides(answer.conflicts()), rows(&finding, "conflicts"), "{slug}");
        assert_eq!(sides(answer.one_sided()), rows(&finding, "one_sided"), "{slug}");
        if let Some(first) = answer.conflicts().first() {
            assert_eq!(text(&finding, "conflicts", 0, "kind"), Some(first.kind.word()));
        }
        let (answer, finding) = of("drift");
        assert_eq!(answer.drifts().len(), rows(&finding, "drift"), "{slug}");
        assert_eq!(answer.unknowns(), [], "{slug}: another question");
        let (answer, finding) = of("unknowns");
        assert_eq!(answer.unknowns().len(), rows(&finding, "unknowns"), "{slug}");
        let party = case.parties[0].meta.id.as_ref().expect("an id").to_string();
        let settings = Settings::default()
            .with("what", Value::Text("carry".to_owned()))
            .with("to", super::ids(&[party.as_str()]));
        let answer = record::answer(&view, &settings).expect("an answer");
        let finding = record::finding(&view, &answer).expect("a finding");
        let [room] = answer.rooms() else { unreachable!("one room") };
        assert!(room.is_whole, "the keeper asks");
        assert_eq!(room.records.len(), rows(&finding, "carry"), "{slug}");
    }
}

#[test]
fn coded_phrases_are_what_the_table_says() {
    let mut found = 0;
    for slug in CASES {
        let case = gallery(slug);
        let view = View::of(&case, &Context::default()).expect("a view");
        let answer = statements::answer(&view, &Settings::default()).expect("an answer");
        let finding = statements::finding(&view, &answer).expect("a finding");
        assert_eq!(answer.phrases().count(), rows(&finding, "uses"), "{slug}");
        for (row, it) in answer.phrases().enumerate() {
            assert_eq!(text(&finding, "uses", row, "phrase"), Some(it.phrase));
            assert_eq!(text(&finding, "uses", row, "words"), Some(it.words));
            assert!(it.readings.is_empty() || !it.is_denied);
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn what_could_be_gained_is_what_the_tables_say() {
    let mut reached = 0;
    for slug in CASES {
        let case = gallery(slug);
        let context = Context { samples: 200, ..Context::default() };
        let view = View::of(&case, &context).expect("a view");
        let answer = bargain::answer(&view, &Settings::default()).expect("an answer");
        let finding = bargain::finding(&view, &answer);
        assert_eq!(finding.status, answer.status(), "{slug}");
        let Some(frontier) = answer.frontier() else { continue };
        let scenario = answer.scenario().expect("numbers");
        let first = frontier.iter().find(|it| it.is_rational == Some(true)).unwrap_or(&frontier[0]);
        assert_eq!(first.utilities.len(), scenario.parties.len());
        assert_eq!(first.choice.len(), scenario.issues.len());
        // Where what somebody has without a deal is not on record, no gain and no solution is told.
        let known = answer.zone_share().is_some();
        assert!(frontier.iter().all(|it| it.is_rational.is_some() == known), "{slug}");
        for kind in bargain::SolutionKind::ALL {
            assert!(known || answer.solution(kind).is_empty(), "{slug}, {kind:?}");
            for choice in answer.solution(kind) {
                assert_eq!(choice.len(), scenario.issues.len(), "{slug}, {kind:?}");
            }
        }
        reached += 1;
    }
    assert!(reached > 0);
}
