//! What a party has said of a text, and of any text: one rule in every answer.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};

use super::{ask, assess, case, number, rows, table, text};
use plenipo_record::case::Case;
use plenipo_record::dossier::problem::Severity;
use plenipo_testing::dossier::{named, read_with};

/// Two principals, two issues, and a text.
pub(super) const TALKS: &str = r#"
format = 1
[dossier]
title = "Two wells"
disclosure = "open"
as_of = 2032-06-01
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "vale"
name = "Vale"
roles = ["principal"]
[[issue]]
id = "a"
title = "Hours"
status_quo = "x"
options = [{ id = "x", text = "two" }, { id = "y", text = "four" }, { id = "z", text = "six" }]
[[issue]]
id = "b"
title = "Keys"
status_quo = "k"
options = [{ id = "k", text = "Hill" }, { id = "l", text = "Vale" }]
[[draft]]
id = "d"
title = "D"
date = 2031-06-01
complete = true
points = [{ number = 1, sets = { a = "y" } }, { number = 2, sets = { b = "l" } }]
"#;

/// Hill's orders and alternative: the text is the best there is for it.
const HILL: &str = r#"
[[position]]
party = "hill"
issue = "a"
ranking = ["y", "z", "x"]
[[position]]
party = "hill"
issue = "b"
ranking = ["l", "k"]
[[alternative]]
party = "hill"
level = 0.3
"#;

fn vale() -> String {
    let order = HILL.replace("[\"y\", \"z\", \"x\"]", "[\"z\", \"y\", \"x\"]");
    order.replace("hill", "vale").replace("level = 0.3", "level = [0.2, 0.9]")
}

fn answer(party: &str, to: &str, reply: &str, rest: &str) -> String {
    format!("[[answer]]\nparty = \"{party}\"\nto = \"{to}\"\nanswer = \"{reply}\"\n{rest}\n")
}

fn line(rest: &str) -> String {
    format!(
        "[[red_line]]\nparty = \"hill\"\nwords = \"never four\"\nrules_out = {{ a = [\"y\"] }}\n{rest}\n"
    )
}

fn asked(parts: &[&str]) -> Finding {
    assess(&case(&[TALKS, &parts.concat()].concat()), 500)
}

fn status(finding: &Finding) -> String {
    text(finding, "acceptance", &[("draft", "d"), ("party", "hill")], "status").unwrap_or_default()
}

fn hill(finding: &Finding, column: &str) -> Option<f64> {
    number(finding, "acceptance", &[("draft", "d"), ("party", "hill")], column)
}

fn joint(finding: &Finding, column: &str) -> Option<f64> {
    number(finding, "joint", &[("draft", "d")], column)
}

fn page(finding: &Finding) -> String {
    format!("{:?}", finding.account)
}

/// Anything from 0 to 1, and nothing in between.
fn is_open(finding: &Finding) -> bool {
    let [low, middle, high] = ["accept_low", "accept", "accept_high"].map(|it| hill(finding, it));
    (low, middle, high) == (Some(0.0), None, Some(1.0))
}

#[test]
fn a_rejection_of_any_text_after_an_acceptance_is_a_conflict() {
    let accepts = answer("hill", "d", "accept", "date = 2031-07-01");
    for (day, expected) in [
        ("date = 2031-08-01", "conflict"),
        ("date = 2031-07-01", "conflict"),
        ("", "conflict"),
        ("date = 2031-06-15\ndate_is = \"about\"", "conflict"),
        ("date = 2031-06-15", "accepted"),
    ] {
        let rejects = answer("hill", "any-text", "reject", day);
        let finding = asked(&[HILL, &accepts, &rejects]);
        assert_eq!(status(&finding), expected, "{day}");
        let listed = super::show(&case(&[TALKS, &accepts, &rejects].concat()), "conflicts");
        let n = table(&listed, "conflicts").rows.len();
        assert_eq!(n > 0, expected == "conflict", "{day}");
        if expected == "conflict" {
            let page = page(&finding);
            assert!(page.contains("Answer to any text: reject"), "{page}");
            assert!(page.contains("Conflict: "), "{page}");
            assert!(is_open(&finding), "{day}");
        }
    }
}

#[test]
fn a_rejection_of_any_text_stands_against_each_on_the_table() {
    // Alone it refuses, and no probability stands beside it.
    let alone = asked(&[HILL, &answer("hill", "any-text", "reject", "date = 2031-08-01")]);
    assert_eq!(status(&alone), "refused");
    assert!(!page(&alone).contains("probability 1.00"), "{}", page(&alone));
    assert_eq!(text(&alone, "joint", &[("draft", "d")], "stopped_by").as_deref(), Some("hill"));
    // Before the text, too; but not against what it tabled itself after that, nor a text long gone.
    let early = answer("hill", "any-text", "reject", "date = 2031-01-01");
    assert_eq!(status(&asked(&[HILL, &early])), "refused");
    let own = TALKS.replace("complete = true", "complete = true\ntabled_by = [\"hill\"]");
    assert_eq!(status(&assess(&case(&[&own, HILL, &early].concat()), 100)), "open");
    let gone = TALKS.replace(
        "complete = true",
        "complete = true\nlife = [{ is = \"withdrawn\", from = 2031-07-01 }]",
    );
    let late = answer("hill", "any-text", "reject", "date = 2031-08-01");
    let settings = Settings::default().with("draft", Value::Ids(vec!["d".to_owned()]));
    let context = Context { samples: 100, ..Context::default() };
    let finding = ask(&case(&[&gone, HILL, &late].concat()), "acceptance", &settings, &context);
    assert_eq!(status(&finding), "open");
    // A welcome to any text is no consent to this one; what it said is shown.
    let welcome = asked(&[HILL, &answer("hill", "any-text", "accept", "")]);
    assert_eq!(status(&welcome), "open");
    assert!(page(&welcome).contains("not consent to this one"), "{}", page(&welcome));
}

#[test]
fn what_is_not_known_counts_answers_to_any_text() {
    let rejects = answer("hill", "any-text", "reject", "date = 2031-08-01");
    let said = page(&super::show(&case(&[TALKS, &rejects].concat()), "unknowns"));
    assert!(said.contains("no answer on record of Vale"), "{said}");
    assert!(!said.contains("no answer on record of Hill"), "{said}");
}

#[test]
fn a_condition_is_told_as_met_or_not_and_one_met_accepts() {
    let on = |when: &str| {
        answer("hill", "d", "accept-if", &format!("date = 2031-07-01\ncondition = {when}"))
    };
    let met = on("{ text = \"if Vale\", when = { b = [\"l\"] } }");
    let said = |parts: &[&str]| {
        let finding = asked(parts);
        (status(&finding), page(&finding))
    };
    let (state, words) = said(&[&met]);
    assert!(words.contains("met by this text") && !words.contains("not met"), "{words}");
    assert_eq!(state, "accepted");
    let (state, words) = said(&[&on("{ when = { b = [\"k\"] } }")]);
    assert!(words.contains("not met by this text"), "{words}");
    assert_eq!(state, "undetermined");
    let (state, words) = said(&[&on("\"Vale pays\"")]);
    assert!(words.contains("it is not known whether it is met"), "{words}");
    assert_eq!(state, "undetermined");
    assert_eq!(said(&[&met, &line("date = 2031-08-01")]).0, "conflict");
    assert_eq!(said(&[&met, &line("date = 2031-06-15")]).0, "accepted");
}

#[test]
fn a_conflict_has_no_one_sided_figure() {
    let accepts = answer("hill", "d", "accept", "date = 2031-07-01");
    let finding = asked(&[HILL, &vale(), &accepts, &line("date = 2031-08-01")]);
    assert_eq!(status(&finding), "conflict");
    assert!(is_open(&finding));
    let state = text(&finding, "joint", &[("draft", "d")], "status");
    assert_eq!(state.as_deref(), Some("undetermined"));
    assert_eq!(joint(&finding, "accept_high"), None);
    let decider = text(&finding, "deciders", &[("party", "hill")], "kind");
    assert_eq!(decider.as_deref(), Some("conflict"));
    assert!(page(&finding).contains("which of the two holds"), "{}", page(&finding));
}

#[test]
fn who_has_accepted_accepts_in_joint_figures_too() {
    let accepts = answer("hill", "d", "accept", "date = 2031-07-01");
    let finding = asked(&[HILL, &vale(), &accepts, &line("date = 2031-01-01")]);
    assert_eq!(status(&finding), "accepted");
    let vale = number(&finding, "acceptance", &[("party", "vale")], "accept");
    assert!(vale.is_some_and(|it| it > 0.0 && it < 1.0), "{vale:?}");
    assert_eq!(joint(&finding, "accept"), vale, "Hill's line is set aside, and Hill has accepted");
    assert!(rows(table(&finding, "blockers"), &[("party", "hill")]).is_empty());
}

/// Indifferent on one issue, and a line on the other that holds on a condition in words.
const IN_WORDS: &str = r#"
[[position]]
party = "hill"
issue = "a"
indifferent = true
[[position]]
party = "hill"
issue = "b"
ranking = ["l", "k"]
[[alternative]]
party = "hill"
level = 0.3
[[red_line]]
party = "hill"
words = "no keys unless the bank pays"
rules_out = { b = ["l"] }
condition = "the bank has not paid"
"#;

#[test]
fn what_narrows_nothing_is_not_asked_for_and_conditions_in_words_are() {
    let open = TALKS.replace("sets = { a = \"y\" }", "among = { a = [\"y\", \"z\"] }");
    let finding = assess(&case(&[&open, IN_WORDS].concat()), 500);
    let deciders = table(&finding, "deciders");
    let kinds: Vec<&str> = rows(deciders, &[("party", "hill")])
        .iter()
        .filter_map(|row| deciders.cell(*row, "kind")?.as_text())
        .collect();
    assert_eq!(kinds, ["condition"]);
    let said = page(&finding);
    assert!(said.contains("the bank has not paid"), "{said}");
    assert!(!said.contains("depending on what the draft says"), "{said}");
}

#[test]
fn the_brief_asks_whether_a_condition_holds_and_not_what_it_has_just_said() {
    let case = case(&[TALKS, IN_WORDS].concat());
    let context = Context { samples: 100, ..Context::default() };
    let said = page(&ask(&case, "brief", &Settings::default(), &context));
    assert!(!said.contains("What does d say on Keys"), "{said}");
    assert!(said.contains("Is this so: “the bank has not paid”?"), "{said}");
}

#[test]
fn coverage_counts_only_issues_that_can_weigh() {
    let known = |rest: &str| {
        format!(
            "[[position]]\nparty = \"hill\"\nissue = \"a\"\nranking = [\"y\", \"z\", \"x\"]\n{rest}\n"
        )
    };
    let covered = |it: &Finding| {
        [hill(it, "positions_known"), hill(it, "issues_set")].map(Option::unwrap_or_default)
    };
    let finding = asked(&[&known("salience = \"none\"")]);
    assert_eq!(covered(&finding), [0.0, 1.0]);
    assert_eq!(hill(&finding, "worth"), None);
    // What the shares stated for others leave nothing for cannot weigh either.
    let finding = asked(&[&known("salience = 1.0")]);
    assert_eq!(covered(&finding), [1.0, 1.0]);
    assert_eq!(hill(&finding, "worth"), Some(1.0));
}

#[test]
fn a_rejection_beside_another_standing_answer_leaves_it_open_which_holds() {
    let day = "date = 2031-07-01";
    let rejects = answer("hill", "d", "reject", &format!("{day}\naudience = \"room\""));
    for other in ["accept", "reserve", "basis", "no-further-movement"] {
        for audience in ["room", "public"] {
            let other = answer("hill", "d", other, &format!("{day}\naudience = \"{audience}\""));
            let finding = asked(&[HILL, &vale(), &rejects, &other]);
            assert_eq!(status(&finding), "undetermined", "{other}");
            assert!(is_open(&finding), "{other}");
            let agreement = text(&finding, "joint", &[("draft", "d")], "status");
            assert_eq!(agreement.as_deref(), Some("undetermined"), "{other}");
            let text = [TALKS, &rejects, &other].concat();
            let listed = super::show(&case(&text), "conflicts");
            assert_eq!(table(&listed, "conflicts").rows.len(), 2, "{other}");
        }
    }
    // What it said later to the same is its word, and no conflict.
    let before = answer("hill", "d", "reserve", "date = 2031-06-20\naudience = \"room\"");
    assert_eq!(status(&asked(&[HILL, &before, &rejects])), "refused");
    let listed = super::show(&case(&[TALKS, &before, &rejects].concat()), "conflicts");
    assert!(table(&listed, "conflicts").rows.is_empty());
}

#[test]
fn what_is_supposed_without_a_day_is_supposed_of_now() {
    let dated = HILL.replace("party = \"hill\"", "party = \"hill\"\ndate = 2031-05-01");
    let on_record = named("all.toml", [TALKS, &dated].concat());
    let supposed = r#"
[[position]]
party = "hill"
issue = "a"
ranking = ["x", "z", "y"]
[[alternative]]
party = "hill"
level = 0.9
[[answer]]
party = "hill"
to = "d"
answer = "basis"
"#;
    let set = named("assumptions/what-if.toml", supposed);
    let (read, problems) = read_with(&[on_record.clone(), set], &["what-if"]);
    assert!(problems.iter().all(|it| it.severity == Severity::Warning), "{problems:?}");
    let with = read.expect("a dossier");
    let (without, _) = read_with(&[on_record], &[]);
    let chance = |case: &Case| hill(&assess(case, 500), "accept").expect("a figure");
    let without = without.expect("a dossier");
    assert!(
        chance(&without) > 0.9 && chance(&with) < 0.2,
        "{} {}",
        chance(&without),
        chance(&with)
    );
    // Nobody said it, so nobody changed its mind.
    let drift = super::show(&with, "drift");
    assert!(table(&drift, "drift").rows.is_empty(), "{:?}", drift.account);
}

#[test]
fn who_rejects_a_point_or_asks_for_a_condition_does_not_consent_to_the_text() {
    let on_points = |day: &str, audience: &str, reply: &str, points: &str| {
        answer("hill", "d", reply, &format!("date = {day}\npoints = {points}\n{audience}"))
    };
    let accepts = |day: &str| answer("hill", "d", "accept", &format!("date = {day}"));
    let rejected = on_points("2031-07-02", "", "reject", "[1]");
    for (said, expected) in [
        (rejected.clone(), "undetermined"),
        // The whole was accepted before, or on the same day: it has said two things.
        (accepts("2031-07-01") + &rejected, "conflict"),
        (accepts("2031-07-02") + &rejected, "conflict"),
        // After it that is its later word; a basis is not.
        (accepts("2031-07-03") + &rejected, "accepted"),
        (answer("hill", "d", "basis", "date = 2031-07-03") + &rejected, "undetermined"),
        // Of two points one was answered since; then both.
        (
            on_points("2031-07-02", "", "reject", "[1, 2]")
                + &on_points("2031-07-03", "", "accept", "[2]"),
            "undetermined",
        ),
        (rejected.clone() + &on_points("2031-07-03", "", "accept", "[1, 2]"), "open"),
        // What it says before others answers nothing.
        (
            rejected.clone() + &on_points("2031-07-03", "audience = \"public\"", "accept", "[1]"),
            "undetermined",
        ),
        (on_points("2031-07-02", "", "accept", "[1]"), "open"),
        (
            on_points("2031-07-02", "", "accept-if", "[1]\ncondition = \"Vale pays\""),
            "undetermined",
        ),
        (
            answer("hill", "any-text", "accept-if", "condition = { when = { b = [\"k\"] } }"),
            "undetermined",
        ),
        (answer("hill", "any-text", "accept-if", "condition = { when = { b = [\"l\"] } }"), "open"),
    ] {
        let finding = asked(&[HILL, &said]);
        assert_eq!(status(&finding), expected, "{said}");
        let kept = ["accepted", "open"].contains(&expected);
        assert_eq!(hill(&finding, "accept_low") == Some(0.0), !kept, "{said}");
        assert!(kept || hill(&finding, "accept").is_none(), "{said}");
        // Where a party has said both there is no joint figure.
        let low = Some(0.0).filter(|_| expected != "conflict");
        assert!(kept || joint(&finding, "accept_low") == low, "{said}");
        // As it stands it is not taken for reached.
        let settings = Settings::default().with("draft", Value::Ids(vec!["d".to_owned()]));
        let context = Context { samples: 200, ..Context::default() };
        let amended = ask(&case(&[TALKS, HILL, &said].concat()), "amend", &settings, &context);
        assert_eq!(
            page(&amended).contains("No change is needed"),
            kept,
            "{said}: {}",
            amended.headline
        );
    }
    let finding = asked(&[HILL, &rejected]);
    assert!(
        finding.headline.contains("undetermined for both; Hill rejected point 1"),
        "{}",
        finding.headline
    );
    let missing = page(&finding);
    assert!(
        missing.contains("whether it accepts the text as it stands: it rejected point 1"),
        "{missing}"
    );
    // A condition belongs to an acceptance on a condition.
    let plain = answer("hill", "d", "accept", "condition = \"Vale pays\"");
    let files = [named("a.toml", [TALKS, &plain].concat())];
    let (case, problems) = read_with(&files, &[]);
    assert!(case.is_none());
    assert!(
        problems
            .iter()
            .any(|it| it.severity == Severity::Error && it.message.contains("without a condition"))
    );
}

#[test]
fn who_accepts_a_point_sets_its_older_line_on_it_aside_for_this_text() {
    let drawn = |day: &str| {
        format!(
            "[[red_line]]\nparty = \"hill\"\nwords = \"not four\"\ndate = {day}\nrules_out = {{ a = \"y\" }}\n"
        )
    };
    let on = |point: u8| {
        answer("hill", "d", "accept", &format!("date = 2031-07-01\npoints = [{point}]"))
    };
    let crossed = |parts: &[&str]| status(&asked(parts));
    // The acceptance of the very point is Hill's later word; of another point, it is none.
    assert_ne!(crossed(&[&drawn("2031-05-01"), &on(1)]), "blocked");
    assert_eq!(crossed(&[&drawn("2031-05-01"), &on(2)]), "blocked");
    // A line drawn since stands.
    assert_eq!(crossed(&[&drawn("2032-05-01"), &on(1)]), "blocked");
    let page = page(&asked(&[&drawn("2031-05-01"), &on(1)]));
    assert!(page.contains("set aside by its later acceptance"), "{page}");
}

#[test]
fn what_rules_let_a_gap_come_to_is_tested_against_lines() {
    let open = TALKS.replace("sets = { a = \"y\" }", "leaves_open = [\"a\"]");
    let rule = "[[rule]]\nis = \"logic\"\nwhen = { b = \"l\" }\nrequires = { a = \"y\" }\n";
    let drawn = "[[red_line]]\nparty = \"hill\"\nwords = \"not four\"\nrules_out = { a = \"y\" }\n";
    let told = |parts: &[&str]| {
        page(&assess(&case(&parts.concat().replacen("format = 1", "format = 2", 1)), 50))
    };
    let bare = told(&[&open, drawn]);
    assert!(bare.contains("Does not touch 1 standing line"), "{bare}");
    let tied = told(&[&open, rule, drawn]);
    assert!(tied.contains("May cross"), "{tied}");
    assert!(tied.contains("left to the principals, and rules leave only four"), "{tied}");
}

#[test]
fn who_accepts_the_text_and_rejects_a_point_of_it_rejected_no_other_text() {
    let said = answer("hill", "d", "accept", "date = 2031-07-01")
        + &answer("hill", "d", "reject", "date = 2031-07-02\npoints = [2]");
    let case = case(&[TALKS, &said].concat());
    let page = page(&assess(&case, 50));
    assert!(page.contains("as a whole and rejected point 2"), "{page}");
    assert!(!page.contains("rejected any text"), "{page}");
    let conflicts = format!("{:?}", super::show(&case, "conflicts").account);
    assert!(conflicts.contains("(on point 2)"), "{conflicts}");
    assert!(!conflicts.contains("any text"), "{conflicts}");
}
