//! The smallest change: on small dossiers, on the founding case and on the fictional one.

use plenipo::finding::Finding;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::{Input, amend};

use super::{ask, case, gallery, rows, table};

const TALKS: &str = r#"
format = 1
[dossier]
title = "Two villages"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
order = 1
roles = ["principal"]
[[party]]
id = "dale"
name = "Dale"
order = 2
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours of pumping"
ordered = true
order = 1
options = [{ id = "two", text = "two" }, { id = "four", text = "four" }, { id = "six", text = "six" }]
[[issue]]
id = "road"
title = "The road"
order = 2
options = [{ id = "open", text = "open" }, { id = "toll", text = "a toll" }, { id = "shut", text = "shut" }]
[[issue]]
id = "court"
title = "The court"
order = 3
options = [{ id = "none", text = "none" }, { id = "joint", text = "a joint one" }]
[[draft]]
id = "first"
title = "First text"
complete = true
points = [
  { number = 1, sets = { hours = "six" } },
  { number = 2, sets = { road = "toll" } },
  { number = 3, sets = { court = "none" } },
]
"#;

fn settings(draft: &str) -> Settings {
    Settings::default().with("draft", Value::Ids(vec![draft.to_owned()]))
}

fn ids(ids: &[&str]) -> Value {
    Value::Ids(ids.iter().map(|it| (*it).to_owned()).collect())
}

fn amend(text: &str, settings: &Settings) -> Finding {
    ask(&case(text), "amend", settings, &Context::default())
}

fn line(id: &str, party: &str, more: &str) -> String {
    format!("[[red_line]]\nid = \"{id}\"\nparty = \"{party}\"\nwords = \"{id}\"\n{more}\n")
}

fn text<'a>(table: &'a Table, row: usize, column: &str) -> &'a str {
    table.cell(row, column).and_then(Cell::as_text).unwrap_or("")
}

/// The sets of a step, each as `issue=option` in the order of the record.
fn sets(finding: &Finding, step: &str) -> Vec<Vec<String>> {
    let table = table(finding, "amendments");
    let mut sets: Vec<(f64, Vec<String>)> = Vec::new();
    for row in rows(table, &[("step", step)]) {
        let number = table.cell(row, "set").and_then(Cell::as_number).unwrap_or(0.0);
        let change = format!("{}={}", text(table, row, "issue"), text(table, row, "to"));
        match sets.last_mut().filter(|(it, _)| *it == number) {
            Some((_, set)) => set.push(change),
            None => sets.push((number, vec![change])),
        }
    }
    sets.into_iter().map(|(_, set)| set).collect()
}

#[test]
fn nothing_to_clear_is_said() {
    let finding = amend(TALKS, &settings("first"));
    assert_eq!(finding.status, "undetermined");
    assert_eq!(finding.headline, "No standing line is on record that first could cross.");
    let keeps = line("a", "hill", "rules_out = { hours = [\"two\"] }");
    let finding = amend(&format!("{TALKS}{keeps}"), &settings("first"));
    assert_eq!(finding.status, "answered");
    assert!(finding.headline.contains("no standing line"), "{}", finding.headline);
    assert!(sets(&finding, "lines").is_empty());
}

#[test]
fn each_crossed_issue_changes_and_every_option_left_is_shown() {
    let lines = line("a", "hill", "rules_out = { hours = [\"six\"] }")
        + &line("b", "dale", "rules_out = { road = [\"toll\", \"shut\"] }");
    let finding = amend(&format!("{TALKS}{lines}"), &settings("first"));
    // On the scale the nearer option comes first.
    let expected = [["hours=four", "road=open"], ["hours=two", "road=open"]];
    assert_eq!(sets(&finding, "lines"), expected);
    let table = table(&finding, "amendments");
    assert_eq!(text(table, 0, "from"), "six");
    assert_eq!(text(table, 0, "removes"), "a (Hill)");
    assert_eq!(text(table, 1, "removes"), "b (Dale)");
    assert_eq!(text(table, 0, "creates"), "");
    let expected = "first crosses 2 standing lines, 1 of Hill and 1 of Dale; 2 changes, and no fewer, \
                    keep every line on record, and there are 2 ways to make them.";
    assert_eq!(finding.headline, expected);
}

#[test]
fn a_line_under_a_condition_is_kept_by_changing_either() {
    let joint = line(
        "a",
        "hill",
        "rules_out = { hours = [\"four\", \"six\"] }\ncondition = { when = { court = [\"none\"] } }",
    );
    let finding = amend(&format!("{TALKS}{joint}"), &settings("first"));
    assert_eq!(sets(&finding, "lines"), [["court=joint"], ["hours=two"]]);
    // Once the other side rules out the one way, only the other is left.
    let text =
        format!("{TALKS}{joint}{}", line("b", "dale", "rules_out = { court = [\"joint\"] }"));
    assert_eq!(sets(&amend(&text, &settings("first")), "lines"), [["hours=two"]]);
    let kept = settings("first").with("keep", ids(&["hours"]));
    let finding = amend(&format!("{TALKS}{joint}"), &kept);
    assert_eq!(sets(&finding, "lines"), [["court=joint"]]);
    let only = settings("first").with("only", ids(&["hours", "road"]));
    assert_eq!(sets(&amend(&format!("{TALKS}{joint}"), &only), "lines"), [["hours=two"]]);
    let never = settings("first").with("never", ids(&["hours=two", "road=toll"]));
    let finding = amend(&format!("{TALKS}{joint}"), &never);
    assert_eq!(
        sets(&finding, "lines"),
        [["road=open", "court=joint"], ["road=shut", "court=joint"]]
    );
}

#[test]
fn lines_that_cannot_all_be_kept_are_proved_to_be() {
    let lines = line("a", "hill", "rules_out = { hours = [\"four\", \"six\"] }")
        + &line("b", "dale", "rules_out = { hours = [\"two\"], road = [\"toll\"] }")
        + &line("c", "dale", "rules_out = { road = [\"shut\"] }");
    let finding = amend(&format!("{TALKS}{lines}"), &settings("first"));
    assert_eq!(finding.status, "conflict");
    let conflict = table(&finding, "conflict");
    let named: Vec<&str> =
        (0..conflict.rows.len()).map(|row| text(conflict, row, "line")).collect();
    assert_eq!(named, ["a", "b", "b"]);
    assert!(
        finding.headline.contains("every option of hours is ruled out"),
        "{}",
        finding.headline
    );
    // With conditions no single issue is the reason.
    let lines = line(
        "a",
        "hill",
        "rules_out = { hours = [\"two\"] }\ncondition = { when = { court = [\"none\"] } }",
    ) + &line(
        "b",
        "dale",
        "rules_out = { hours = [\"four\", \"six\"] }\ncondition = { when = { court = [\"none\"] } }",
    ) + &line("c", "dale", "rules_out = { court = [\"joint\"] }")
        + &line("d", "hill", "rules_out = { road = [\"toll\"] }");
    let finding = amend(&format!("{TALKS}{lines}"), &settings("first"));
    assert_eq!(finding.status, "conflict");
    let conflict = table(&finding, "conflict");
    let mut named: Vec<&str> =
        (0..conflict.rows.len()).map(|row| text(conflict, row, "line")).collect();
    named.sort_unstable();
    assert_eq!(named, ["a", "b", "c"]);
    // What was asked for may be the reason.
    let line = line("a", "hill", "rules_out = { hours = [\"six\"] }");
    let finding =
        amend(&format!("{TALKS}{line}"), &settings("first").with("keep", ids(&["hours"])));
    assert_eq!(finding.status, "conflict");
    assert!(finding.headline.contains("--keep"), "{}", finding.headline);
}

#[test]
fn too_few_changes_are_said_to_be_too_few() {
    let lines = line("a", "hill", "rules_out = { hours = [\"six\"], road = [\"toll\"] }");
    let few = settings("first").with("max-changes", Value::Number(1.0));
    let finding = amend(&format!("{TALKS}{lines}"), &few);
    assert_eq!(finding.status, "too-few-changes");
    assert!(finding.headline.contains("more than 1 issue"), "{}", finding.headline);
    assert!(table(&finding, "amendments").rows.is_empty());
}

#[test]
fn unclear_and_unknown_stay_so_unless_asked() {
    let talks = TALKS.replace("  { number = 3, sets = { court = \"none\" } },\n", "");
    let talks = talks.replace("complete = true", "complete = false");
    let lines =
        line("a", "hill", "rules_out = { court = [\"none\"] }\nunclear = { road = [\"toll\"] }");
    let text = format!("{talks}{lines}");
    let finding = amend(&text, &settings("first"));
    assert!(sets(&finding, "lines").is_empty());
    assert!(finding.headline.contains("crosses no standing line"), "{}", finding.headline);
    let lines = table(&finding, "lines");
    assert_eq!(rows(lines, &[("verdict", "may be crossed")]).len(), 1);
    let asked = |word: &str| settings("first").with("clear-of", Value::Text(word.to_owned()));
    let finding = amend(&text, &asked("may-be-crossed"));
    assert_eq!(sets(&finding, "lines"), [["court=joint"]]);
    let table = table(&finding, "amendments");
    assert_eq!(table.cell(0, "from"), Some(&Cell::Unknown));
    let finding = amend(&text, &asked("unclear"));
    assert_eq!(
        sets(&finding, "lines"),
        [["road=open", "court=joint"], ["road=shut", "court=joint"]]
    );
}

#[test]
fn conditions_of_the_draft_itself_are_read_anew() {
    let talks = TALKS.replace(
        "{ number = 3, sets = { court = \"none\" } }",
        "{ number = 3, sets = { court = \"none\" } },\n  { number = 4, sets = { court = \"joint\" }, only_if = { when = { hours = [\"four\"] } } }",
    );
    // The court is the draft's "none"; with four hours it becomes joint by the draft's own words.
    let line = line("a", "hill", "rules_out = { court = [\"none\"] }");
    let finding = amend(&format!("{talks}{line}"), &settings("first"));
    assert_eq!(sets(&finding, "lines"), [["hours=four"], ["court=joint"]]);
}

#[test]
fn an_answer_to_the_old_text_does_not_carry_over() {
    let more = line("a", "hill", "rules_out = { hours = [\"six\"] }")
        + "[[answer]]\nparty = \"dale\"\nto = \"first\"\nanswer = \"accept\"\nwords = \"we take it\"\n\
           [[answer]]\nparty = \"hill\"\nto = \"first\"\npoints = [\"1\", \"2\"]\nanswer = \"reject\"\n\
           [[answer]]\nparty = \"hill\"\nto = \"any-text\"\nanswer = \"no-further-movement\"\n\
           [[understanding]]\nid = \"lodge\"\nbetween = [\"hill\", \"dale\"]\ntitle = \"the lodge\"\n\
           claims = [{ party = \"dale\", force = \"binding\" }]\n";
    let finding = amend(&format!("{TALKS}{more}"), &settings("first"));
    let table = table(&finding, "on_record");
    let effect = |party: &str, kind: &str| {
        let found = rows(table, &[("party", party), ("kind", kind)]);
        assert_eq!(found.len(), 1, "{party} {kind}");
        text(table, found[0], "effect")
    };
    assert!(effect("dale", "answer").contains("does not carry over"));
    assert!(
        effect("hill", "answer").contains("1 change and 2 do not"),
        "{}",
        effect("hill", "answer")
    );
    assert!(effect("hill", "answer to any text").contains("stands against"));
    assert!(effect("dale", "understanding").contains("cannot be judged"));
}

#[test]
fn what_the_us_28_need_to_cross_none_of_ukraines_lines() {
    let case = gallery("ukraine-2025");
    let finding = ask(&case, "amend", &settings("us-28"), &Context::default());
    assert_eq!(finding.status, "answered");
    let sets = sets(&finding, "lines");
    assert_eq!(sets.len(), 4);
    let issues: Vec<&str> =
        sets[0].iter().map(|it| it.split_once('=').map_or("", |it| it.0)).collect();
    let expected = [
        "nato-membership",
        "force-size",
        "crimea",
        "luhansk",
        "donetsk",
        "donetsk-forces",
        "kherson-zaporizhzhia",
    ];
    assert_eq!(issues, expected);
    // None is crossed after it, and what is unclear is said to be.
    let lines = table(&finding, "lines");
    let after = rows(lines, &[("verdict", "crossed")]);
    assert!(after.iter().all(|row| lines.cell(*row, "set") == Some(&Cell::Count(0))));
    assert_eq!(after.len(), 7);
    // Russia: an answer to any text, one to the European counter, and an undisclosed understanding.
    let record = table(&finding, "on_record");
    let kinds = |kind| rows(record, &[("party", "ru"), ("kind", kind)]).len();
    assert_eq!(kinds("answer to any text"), 1);
    assert_eq!(kinds("answer to another draft"), 1);
    assert_eq!(kinds("understanding"), 1);
}

#[test]
fn wrong_questions_get_an_answer_that_helps() {
    let case = case(TALKS);
    let refused = |settings: Settings| {
        let refused = (amend::LENS.run)(&Input::Case(&case), &settings, &Context::default());
        refused.expect_err("refused")
    };
    let near = |error: Error| match error {
        Error::Unknown { what, near, .. } => (what, near.first().cloned().unwrap_or_default()),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(near(refused(settings("frist"))), ("draft", "first".to_owned()));
    let kept = settings("first").with("keep", ids(&["hour"]));
    assert_eq!(near(refused(kept)), ("issue", "hours".to_owned()));
    let only = settings("first").with("only", ids(&["raod"]));
    assert_eq!(near(refused(only)), ("issue", "road".to_owned()));
    let never = settings("first").with("never", ids(&["hours=too"]));
    assert_eq!(near(refused(never)), ("option", "two".to_owned()));
    let never = settings("first").with("never", ids(&["hours"]));
    assert!(refused(never).to_string().contains("ISSUE=OPTION"));
    assert!(refused(Settings::default()).to_string().contains("the record has first"));
    let two = Settings::default().with("draft", ids(&["first", "first"]));
    assert!(refused(two).to_string().contains("one at a time"));
    for (name, number) in
        [("max-changes", 0.0), ("max-changes", 1e9), ("max-changes", 2.5), ("sets", 0.0)]
    {
        let settings = settings("first").with(name, Value::Number(number));
        assert!(matches!(refused(settings), Error::Setting { .. }), "{name} {number}");
    }
}
