//! What a draft contains: points under conditions.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use jiff::civil::date;
use plenipo_record::case::Case;
use plenipo_record::case::contents::{Concerned, How, concerned, contents};
use plenipo_record::case::issue::{OptionIx, OptionSet};

use plenipo_testing::dossier::{named, read_with};

const FRAME: &str = r#"
format = 1
[dossier]
title = "Cod"
[[source]]
id = "press"
publisher = "Press"
date = 2031-02-01
[[issue]]
id = "quota"
title = "Quota"
status_quo = "none"
options = [{ id = "none", text = "none" }, { id = "low", text = "low" }, { id = "mid", text = "middling" }, { id = "high", text = "high" }]
[[issue]]
id = "data"
title = "Data"
status_quo = "none"
options = [{ id = "none", text = "none" }, { id = "full", text = "full" }]
[[draft]]
id = "text"
title = "Text"
form = "text"
complete = true
source = "press"
known = 2031-01-01
"#;

fn case(points: &str) -> Case {
    let text = format!("{FRAME}points = [{points}]\n");
    let (case, mut problems) = read_with(&[named("dossier.toml", text)], &[]);
    // That too little is entered is another matter's test.
    problems.retain(|it| !it.message.starts_with("complete, but "));
    assert_eq!(problems, []);
    case.unwrap()
}

fn quota(points: &str) -> (How, Vec<String>) {
    let case = case(points);
    let contents = contents(&case, &case.drafts[0]);
    let ix = case.find("quota").unwrap();
    let options = &case.issue(ix).options;
    let content = &contents[ix.get()];
    let ids = content.options().iter().map(|it| options[it.get()].id.to_string());
    (content.how, ids.collect())
}

#[test]
fn undecided_points_leave_the_options_of_each_possible() {
    let narrowed = quota(
        r#"{ sets = { quota = "low" }, only_if = "in a dry year" },
           { sets = { quota = "high" }, only_if = "in a wet year" }"#,
    );
    assert_eq!(narrowed, (How::Narrowed, vec!["none".into(), "low".into(), "high".into()]));
}

#[test]
fn an_exception_that_holds_goes_before_its_rule() {
    let rule = r#"{ sets = { quota = "low" } }, { sets = { data = "full" } }"#;
    let exception = r#"{ sets = { quota = "high" }, only_if = { when = { data = ["full"] } } }"#;
    assert_eq!(quota(rule), (How::Set, vec!["low".into()]));
    assert_eq!(quota(&format!("{rule}, {exception}")), (How::Set, vec!["high".into()]));
}

#[test]
fn left_open_unless_a_condition_holds_is_not_settled() {
    let (how, options) = quota(
        r#"{ leaves_open = ["quota"] }, { sets = { quota = "low" }, only_if = "in a dry year" }"#,
    );
    assert_eq!((how, options), (How::Narrowed, vec!["low".into()]));
}

#[test]
fn what_a_condition_leaves_open_is_open_as_the_condition_has_it() {
    let opened = |only_if: &str| {
        quota(&format!(
            r#"{{ sets = {{ quota = "low", data = "full" }} }}, {{ leaves_open = ["quota"], only_if = {only_if} }}"#
        ))
    };
    // The exception that holds, one that does not, and one that nobody can decide.
    assert_eq!(opened(r#"{ when = { data = ["full"] } }"#), (How::LeftOpen, vec![]));
    assert_eq!(opened(r#"{ when = { data = ["none"] } }"#), (How::Set, vec!["low".into()]));
    let (how, options) = opened(r#""in a dry year""#);
    assert_eq!((how, options), (How::Narrowed, vec!["low".into()]));
}

#[test]
fn a_condition_nobody_can_decide_narrows_what_it_narrows_in_every_reading() {
    let words = r#"only_if = "in a dry year""#;
    // What it would exclude the rule excludes already.
    let same = quota(&format!(
        r#"{{ sets = {{ quota = "low" }} }}, {{ excludes = {{ quota = ["mid"] }}, {words} }}"#
    ));
    assert_eq!(same, (How::Set, vec!["low".into()]));
    // Within the brackets it narrows; outside of them it is the exception.
    let brackets = r#"{ among = { quota = ["low", "mid"] } }"#;
    let within = quota(&format!(r#"{brackets}, {{ sets = {{ quota = "mid" }}, {words} }}"#));
    assert_eq!(within, (How::Narrowed, vec!["low".into(), "mid".into()]));
    let outside = quota(&format!(r#"{brackets}, {{ sets = {{ quota = "high" }}, {words} }}"#));
    assert_eq!(outside, (How::Narrowed, vec!["low".into(), "mid".into(), "high".into()]));
    // Two that may both hold: what they have in common, or either.
    let two = quota(&format!(
        r#"{{ sets = {{ quota = "none" }} }}, {{ among = {{ quota = ["low", "mid"] }}, {words} }}, {{ among = {{ quota = ["mid", "high"] }}, {words} }}"#
    ));
    assert_eq!(two.1.len(), 4);
    // Of two that hold one settles it and one leaves it open: either may be meant.
    let when = r#"only_if = { when = { data = ["full"] } }"#;
    let case = case(&format!(
        r#"{{ sets = {{ data = "full" }} }}, {{ sets = {{ quota = "mid" }}, {when} }}, {{ leaves_open = ["quota"], {when} }}"#
    ));
    let contents = contents(&case, &case.drafts[0]);
    let at = case.issues.iter().position(|it| it.options.len() == 4).unwrap();
    assert!(contents[at].may_leave_open() && contents[at].single().is_none());
    assert_eq!(contents[at].options().len(), 1);
}

#[test]
fn more_undecided_points_than_are_told_apart_leave_no_less_open() {
    let words = r#"only_if = "in a dry year""#;
    for n in [1, 8, 9, 12] {
        let same = format!(r#", {{ sets = {{ quota = "low" }}, {words} }}"#).repeat(n);
        let found = quota(&format!(r#"{{ sets = {{ quota = "mid" }} }}{same}"#));
        assert_eq!(found, (How::Narrowed, vec!["low".into(), "mid".into()]), "{n}");
        let open = format!(
            r#"{{ sets = {{ quota = "mid" }} }}{same}, {{ leaves_open = ["quota"], {words} }}"#
        );
        let case = case(&open);
        let contents = contents(&case, &case.drafts[0]);
        let at = case.issues.iter().position(|it| it.options.len() == 4).unwrap();
        assert!(contents[at].may_leave_open(), "{n}");
        assert_eq!(contents[at].options().len(), 2, "{n}");
    }
}

#[test]
fn an_inherited_source_does_not_hide_a_point() {
    // The draft was known a month before the report it is cited from; its points were too.
    let case = case(r#"{ sets = { quota = "low" } }"#).seen(None, Some(date(2031, 1, 15)));
    assert_eq!(case.drafts[0].points.len(), 1);
    assert!(case.drafts[0].complete);
}

#[test]
fn the_silence_of_a_text_nobody_has_entered_is_not_the_status_quo() {
    let unknown = (How::Unknown, vec!["none".into(), "low".into(), "mid".into(), "high".into()]);
    assert_eq!(quota(r#"{ number = 1, text = "Nobody fishes more than 40." }"#), unknown);
    assert_eq!(
        quota(r#"{ number = 1, text = "…" }, { gist = "a cap", only_if = "dry" }"#),
        unknown
    );
    // Once anything is entered, what is left out is left as it is.
    let silent = (How::Silent, vec!["none".into()]);
    for entered in [
        r#"sets = { data = "full" }"#,
        r#"among = { data = ["none", "full"] }"#,
        r#"excludes = { data = ["full"] }"#,
        r#"leaves_open = ["data"]"#,
    ] {
        let points = format!(r#"{{ text = "Data are shared.", {entered} }}, {{ gist = "etc." }}"#);
        assert_eq!(quota(&points), silent, "{entered}");
    }
    // Where no point is entered, its silence is the keeper's.
    assert_eq!(quota(""), unknown);
}

#[test]
fn what_is_about_some_options_concerns_a_text_surely_perhaps_or_not() {
    let case = case(r#"{ sets = { quota = "low" } }, { among = { data = ["none", "full"] } }"#);
    let contents = contents(&case, &case.drafts[0]);
    let on = |issue: &str, option: &str| {
        let ix = case.find(issue).unwrap();
        let at = case.issue(ix).options.iter().position(|it| it.id.as_str() == option).unwrap();
        (ix, OptionSet::one(OptionIx::new(at)))
    };
    let [quota, data] = ["quota", "data"].map(|it| case.find(it).unwrap());
    let of = |when: &[_]| concerned(&when.to_vec(), &contents);
    assert_eq!(of(&[]), Concerned::Surely(vec![]));
    assert_eq!(of(&[on("quota", "high")]), Concerned::Not);
    assert_eq!(of(&[on("data", "full"), on("quota", "high")]), Concerned::Perhaps(vec![data]));
    assert_eq!(of(&[on("data", "full"), on("quota", "low")]), Concerned::Surely(vec![quota]));
    // What no option is on record for is met by no text.
    assert_eq!(of(&[(quota, OptionSet::EMPTY)]), Concerned::Not);
}
