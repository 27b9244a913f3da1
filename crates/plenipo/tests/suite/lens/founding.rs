//! The founding case: what it must show, and that no day shows what became known later.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::record::PARTS;
use plenipo::lens::setting::Settings;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::issue::Issue;
use plenipo_record::case::learned::known;

use super::{ask, cell, gallery, number, rows, table, text, what_is};

const EVE: Date = date(2025, 12, 1);

fn founding() -> Case {
    gallery("ukraine-2025")
}

fn assess_on(case: &Case, day: Date) -> Finding {
    let context = Context { as_of: Some(day), ..Context::default() };
    ask(case, "acceptance", &Settings::default(), &context)
}

fn status(finding: &Finding, draft: &str, party: &str) -> String {
    text(finding, "acceptance", &[("draft", draft), ("party", party)], "status").expect("a status")
}

#[test]
fn the_28_points_are_blocked_for_ukraine_by_four_kinds_of_line() {
    let case = founding();
    let finding = assess_on(&case, EVE);
    assert_eq!(status(&finding, "us-28", "ua"), "blocked");
    let lines = table(&finding, "lines");
    let crossed = rows(lines, &[("draft", "us-28"), ("party", "ua"), ("verdict", "crossed")]);
    let mut groups: Vec<&str> = Vec::new();
    for row in crossed {
        let said = |column: &str| match lines.cell(row, column) {
            Some(cell) if *cell != Cell::Unknown => cell.in_words().unwrap_or_default(),
            other => unreachable!("{column} of row {row} is {other:?}"),
        };
        for column in ["words", "by", "audience", "date", "grade"] {
            said(column);
        }
        assert!(said("date") <= EVE.to_string());
        for part in said("on").split("; ") {
            let issue = part.split(':').next().expect("an issue");
            let ix = case.find::<Issue>(issue).expect("an issue");
            let group = case.issue(ix).group.as_deref().expect("a group");
            groups.push(match group {
                // Where a line stands on an issue, not what the case calls its groups.
                _ if issue.contains("nato") => "alliances",
                _ if issue.contains("force") => "forces",
                _ => group,
            });
        }
    }
    let has = |words: &str| groups.iter().any(|it| it.to_lowercase().contains(words));
    assert!(has("territor") && has("alliances") && has("forces"), "{groups:?}");
    // Recognition is a line of its own, on the same issues as territory.
    let recognition = (0..lines.rows.len()).any(|row| {
        matches!(lines.cell(row, "words"), Some(Cell::Text(it)) if it.contains("recogni"))
            && lines.cell(row, "verdict").and_then(Cell::as_text) == Some("crossed")
            && lines.cell(row, "draft").and_then(Cell::as_text) == Some("us-28")
    });
    assert!(recognition);
}

#[test]
fn russia_has_answers_and_statements_but_no_position_and_no_number() {
    let case = founding();
    let finding = assess_on(&case, EVE);
    let of_russia = rows(table(&finding, "acceptance"), &[("party", "ru")]);
    assert!(!of_russia.is_empty());
    for row in of_russia {
        for column in
            ["worth_low", "worth", "worth_high", "accept_low", "accept", "accept_high", "std_error"]
        {
            let found = table(&finding, "acceptance").cell(row, column);
            assert_eq!(found, Some(&Cell::Unknown), "{column} of row {row}");
        }
    }
    assert!(!rows(table(&finding, "answers"), &[("party", "ru")]).is_empty());
    let seen = case.seen(None, Some(EVE));
    let ru = seen.find("ru").expect("Russia");
    assert!(seen.positions.iter().all(|it| it.party != ru || it.ended));
    assert!(!seen.statements.is_empty());
    assert_eq!(finding.provenance.samples, None, "nothing was drawn for anybody");
}

#[test]
fn the_19_points_are_undetermined_for_both_with_what_is_reported_of_them() {
    let finding = assess_on(&founding(), EVE);
    for party in ["ua", "ru"] {
        assert_eq!(status(&finding, "us-ua-19", party), "undetermined");
    }
    let account = format!("{:?}", finding.account);
    assert!(account.contains("Reported: Territory and NATO were left to the presidents"));
}

#[test]
fn the_e3_text_is_refused_by_the_aide_and_its_cap_crosses_a_line_of_days_before() {
    let finding = assess_on(&founding(), EVE);
    assert_eq!(status(&finding, "e3-28", "ru"), "refused");
    let key = [("draft", "e3-28"), ("party", "ru")];
    assert_eq!(text(&finding, "answers", &key, "answer").as_deref(), Some("reject"));
    assert_eq!(text(&finding, "answers", &key, "audience").as_deref(), Some("public"));
    assert_eq!(text(&finding, "answers", &key, "by").as_deref(), Some("Yuri Ushakov"));
    assert_eq!(status(&finding, "e3-28", "ua"), "blocked");
    let key = [("draft", "e3-28"), ("party", "ua"), ("verdict", "crossed")];
    let on = text(&finding, "lines", &key, "on").expect("issues");
    assert!(on.starts_with("force-size"), "{on}");
    // The line that stands restates one of before the text.
    assert_eq!(number(&finding, "lines", &key, "restated"), Some(1.0));
    let case = founding();
    let seen = case.seen(None, Some(EVE));
    let tabled = seen.draft(seen.find("e3-28").expect("the text")).date;
    let name = text(&finding, "lines", &key, "line");
    let drawn = seen.red_lines.iter().filter(|it| it.thread == name).map(|it| it.date).min();
    assert!(drawn.is_some_and(|it| it < tabled), "{drawn:?} {tabled:?}");
}

#[test]
fn the_20_points_conflict_with_ukraines_own_lines_and_show_as_drift() {
    let case = founding();
    let day = date(2025, 12, 31);
    let finding = assess_on(&case, day);
    assert_eq!(status(&finding, "ua-us-20", "ua"), "conflict");
    let context = Context { as_of: Some(day), ..Context::default() };
    let drift = ask(&case, "record", &what_is("drift"), &context);
    let drift = table(&drift, "drift");
    let shown = rows(drift, &[("party", "ua")]).into_iter().any(
        |row| matches!(drift.cell(row, "change"), Some(Cell::Text(it)) if it.contains("ua-us-20")),
    );
    assert!(shown);
    // A month earlier nobody knew of them.
    let before = assess_on(&case, EVE);
    assert!(rows(table(&before, "acceptance"), &[("draft", "ua-us-20")]).is_empty());
}

#[test]
fn a_meeting_planned_for_later_is_there() {
    let case = founding();
    let context = Context { as_of: Some(EVE), ..Context::default() };
    let finding = ask(&case, "record", &what_is("meetings"), &context);
    let meetings = table(&finding, "meetings");
    let planned = rows(meetings, &[("state", "planned")]);
    assert!(!planned.is_empty());
    let ahead = planned.into_iter().any(
        |row| matches!(meetings.cell(row, "date"), Some(Cell::Day { date, .. }) if *date > EVE),
    );
    assert!(ahead);
    let brief = ask(&case, "brief", &Settings::default(), &context);
    let told = format!("{:?}", brief.account);
    assert!(brief.headline.starts_with("Moscow, Tuesday 2 December 2025"), "{}", brief.headline);
    assert!(told.contains("Steve Witkoff"), "{told}");
    let _ = cell(
        &finding,
        "meetings",
        &[("series", "envoy-and-president-2025"), ("number", "6")],
        "state",
    );
}

/// Long words of records that were not known by `day`, and that no record known by then has.
fn later_words(whole: &Case, day: Date) -> Vec<String> {
    let seen = format!("{:?}", *whole.seen(None, Some(day)));
    let mut later = Vec::new();
    let mut add = |kind: Kind, place: usize, words: Option<&String>| {
        let at = RecordRef::new(kind, place);
        let meta = whole.meta(at).expect("a record");
        let hidden = known(whole, meta, whole.when(at)).is_some_and(|it| it > day);
        later.extend(words.filter(|it| hidden && it.len() >= 20 && !seen.contains(*it)).cloned());
    };
    for (k, it) in whole.red_lines.iter().enumerate() {
        add(Kind::RedLine, k, it.words.as_ref());
    }
    for (k, it) in whole.statements.iter().enumerate() {
        add(Kind::Statement, k, it.words.as_ref());
        add(Kind::Statement, k, it.gist.as_ref());
    }
    for (k, it) in whole.answers.iter().enumerate() {
        add(Kind::Answer, k, it.words.as_ref());
    }
    for (k, it) in whole.drafts.iter().enumerate() {
        add(Kind::Draft, k, Some(&it.title));
        for point in &it.points {
            add(Kind::Draft, k, point.gist.as_ref());
        }
    }
    for (k, it) in whole.events.iter().enumerate() {
        add(Kind::Event, k, Some(&it.what));
    }
    later
}

#[test]
fn no_day_shows_what_became_known_later() {
    let whole = founding();
    let changing = whole.days();
    let mut day = date(2025, 4, 1);
    let mut parts_checked = 0;
    while day <= date(2025, 12, 31) {
        let context = Context { as_of: Some(day), samples: 100, ..Context::default() };
        let near = |it: &Date| *it == day || *it == day.saturating_add(1.day());
        // What is shown changes on the days on which something became known: these and the days
        // before are asked in full, the others for their timeline.
        let in_full = changing.iter().any(near) || day == date(2025, 12, 31);
        let what: &[&str] = if in_full { PARTS } else { &["timeline"] };
        let mut shown = Vec::new();
        // What may be carried is asked of one room, and a voice is somebody's: see the suite of viewers.
        for part in what.iter().filter(|it| !["carry", "voice"].contains(it)) {
            shown.push(ask(&whole, "record", &what_is(part), &context));
        }
        if in_full {
            shown.push(assess_on(&whole, day));
            shown.push(ask(&whole, "brief", &Settings::default(), &context));
            parts_checked += 1;
        }
        let later = if in_full { later_words(&whole, day) } else { Vec::new() };
        for finding in &shown {
            for table in &finding.tables {
                let Some(column) = table.column("known") else { continue };
                for row in &table.rows {
                    if let Cell::Date(known) = row[column] {
                        assert!(known <= day, "{}.{} on {day}: {row:?}", finding.lens, table.id);
                    }
                }
            }
            let all = format!("{:?} {:?} {}", finding.tables, finding.account, finding.headline);
            for words in &later {
                let escaped = format!("{words:?}");
                let told = all.contains(escaped.trim_matches('"'));
                assert!(!told, "{} tells on {day} what was learned later: {words}", finding.lens);
            }
        }
        day = day.saturating_add(1.day());
    }
    assert!(parts_checked > 20);
}
