//! The first step: the smallest changes after which no line is crossed.

use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Value;

use super::super::{ask, gallery, ids, rows, table};
use super::{TALKS, TORN, amend, firm, line, listed, sets, settings, text};

#[test]
fn nothing_to_clear_is_said() {
    let finding = amend(TALKS, &settings("first"));
    assert_eq!(finding.status.word(), "undetermined");
    assert_eq!(finding.headline, "No standing line is on record that first could cross.");
    let keeps = line("a", "hill", "rules_out = { hours = [\"two\"] }");
    let finding = amend(&format!("{TALKS}{keeps}"), &settings("first"));
    assert_eq!(finding.status.word(), "answered");
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
    assert_eq!(listed(table, 0, "from"), "six");
    assert_eq!(listed(table, 0, "removes"), "a (Hill)");
    assert_eq!(listed(table, 1, "removes"), "b (Dale)");
    assert_eq!(listed(table, 0, "creates"), "");
    let expected = "first crosses 2 standing lines, 1 of Hill and 1 of Dale; 2 changes are needed \
                    to cross none, and there are 2 ways to make them.";
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
    assert_eq!(finding.status.word(), "conflict");
    let conflict = table(&finding, "conflict");
    let named: Vec<&str> =
        (0..conflict.rows.len()).map(|row| text(conflict, row, "line")).collect();
    assert_eq!(named, ["a", "b", "b"]);
    assert!(
        finding.headline.contains("every option of “Hours of pumping” is ruled out"),
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
    assert_eq!(finding.status.word(), "conflict");
    let conflict = table(&finding, "conflict");
    let mut named: Vec<&str> =
        (0..conflict.rows.len()).map(|row| text(conflict, row, "line")).collect();
    named.sort_unstable();
    assert_eq!(named, ["a", "b", "c"]);
    // What was asked for may be the reason.
    let line = line("a", "hill", "rules_out = { hours = [\"six\"] }");
    let finding =
        amend(&format!("{TALKS}{line}"), &settings("first").with("keep", ids(&["hours"])));
    assert_eq!(finding.status.word(), "conflict");
    assert!(finding.headline.contains("`keep`"), "{}", finding.headline);
}

#[test]
fn too_few_changes_are_said_to_be_too_few() {
    let lines = line("a", "hill", "rules_out = { hours = [\"six\"], road = [\"toll\"] }");
    let few = settings("first").with("max-changes", Value::Number(1.0));
    let finding = amend(&format!("{TALKS}{lines}"), &few);
    assert_eq!(finding.status.word(), "too-few-changes");
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
    assert!(effect("hill", "answer to any text").contains("applies to"));
    assert!(effect("dale", "understanding").contains("cannot be judged"));
}

#[test]
fn what_the_us_28_need_to_cross_none_of_ukraines_lines() {
    let case = gallery("ukraine-2025");
    let finding = ask(&case, "amend", &settings("us-28"), &Context::default());
    assert_eq!(finding.status.word(), "answered");
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
    // Russia: an answer to any text, one to the European counter, and a warning about an understanding.
    let record = table(&finding, "on_record");
    let kinds = |kind| rows(record, &[("party", "ru"), ("kind", kind)]).len();
    assert_eq!(kinds("answer to any text"), 1);
    assert_eq!(kinds("answer to another draft"), 1);
    assert_eq!((kinds("understanding"), kinds("warning")), (0, 1));
}

#[test]
fn thousands_of_lines_are_one_conflict_of_two() {
    let mut text = TORN.to_owned();
    for it in 0..3000 {
        text += &firm(&format!("two-{it}"), "hill", "two", "");
    }
    text += &firm("six", "hill", "six", "");
    let lines = settings("first").with("steps", Value::Text("lines".to_owned()));
    let finding = amend(&text, &lines);
    assert_eq!(finding.status.word(), "conflict");
    assert_eq!(table(&finding, "conflict").rows.len(), 2);
}

#[test]
fn a_line_that_a_later_word_apparently_overtook_is_told_at_both_ends() {
    let talks = TALKS.replace("format = 1", "format = 2");
    let drawn = "date = 2031-01-02\nrules_out = { hours = [\"six\"] }";
    let own = line("a", "hill", drawn);
    let other = line("b", "dale", "rules_out = { road = [\"toll\", \"shut\"] }");
    let word = "[[demand]]\nis = \"demand\"\nparty = \"hill\"\ndate = 2031-02-02\nasks = { hours = [\"six\"] }\n";
    let finding = amend(&format!("{talks}{own}{other}{word}"), &settings("first"));
    assert_eq!(sets(&finding, "lines"), [["road=open"]]);
    let both = [["hours=four", "road=open"], ["hours=two", "road=open"]];
    assert_eq!(sets(&finding, "standing"), both);
    let end =
        "; if the line that a later word apparently overtook still stands, 2 changes are needed.";
    assert!(finding.headline.ends_with(end), "{}", finding.headline);
    let account = super::said(&finding);
    assert!(account.contains("If it stands, 2 changes are needed"), "{account}");
    // What it removes is told by the lines as they were drawn.
    let table = table(&finding, "amendments");
    let row = rows(table, &[("step", "standing"), ("issue", "hours")])[0];
    assert_eq!(listed(table, row, "removes"), "a (Hill)");
    // Where nobody said anything later there is one end.
    let finding = amend(&format!("{talks}{own}{other}"), &settings("first"));
    assert!(sets(&finding, "standing").is_empty() && !super::said(&finding).contains("overtook"));
    // Without an end of its own nothing is said in the headline.
    let kept = format!(
        "{talks}{}{word}",
        line("a", "hill", "date = 2031-01-02\nrules_out = { hours = [\"two\"] }")
    );
    let kept = kept.replace("asks = { hours = [\"six\"] }", "asks = { hours = [\"two\"] }");
    let finding = amend(&kept, &settings("first"));
    assert!(!finding.headline.contains("overtook"), "{}", finding.headline);
    assert!(super::said(&finding).contains("The answer is the same if it stands."));
}
