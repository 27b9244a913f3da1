//! Lines that conflict: what their firmness leaves, and what is said where nothing is left.

use super::super::{ask, case, ids, rows, table};
use super::{TORN, amend, firm, line, said, sets, settings};
use plenipo::finding::block::{Block, Text};
use plenipo::finding::hint::{Hint, To};
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};

#[test]
fn lines_that_conflict_at_their_word_may_do_at_their_firmness() {
    let lines =
        firm("a", "hill", "two", "firmness = 0.8") + &firm("b", "hill", "six", "firmness = 0.1");
    let finding = amend(&format!("{TORN}{lines}"), &settings("first"));
    assert_eq!(finding.status.word(), "answered");
    assert_eq!(sets(&finding, "worth"), [["hours=six"]]);
    assert_eq!(table(&finding, "conflict").rows.len(), 2);
    for part in
        ["respects everything", "at that firmness, 1 change raises acceptance to 0.60 for Hill"]
    {
        assert!(finding.headline.contains(part), "{}", finding.headline);
    }
    let after = table(&finding, "acceptance_after");
    let row = rows(after, &[("party", "hill")])[1];
    let accept = after.cell(row, "counted").and_then(Cell::as_number).expect("a figure");
    assert!((accept - 0.9).abs() < 0.02, "{accept}");
    // A second party that is content with either changes nothing; one that insists does.
    let other = "[[party]]\nid = \"dale\"\nname = \"Dale\"\norder = 2\nroles = [\"principal\"]\n";
    let third = "[[party]]\nid = \"ford\"\nname = \"Ford\"\norder = 3\nroles = [\"principal\"]\n";
    let three = format!("{TORN}{lines}{other}{third}");
    assert_eq!(sets(&amend(&three, &settings("first")), "worth"), [["hours=six"]]);
    let insists = format!("{three}{}", firm("c", "ford", "six", ""));
    let finding = amend(&insists, &settings("first"));
    assert_eq!(finding.status.word(), "conflict");
    assert!(sets(&finding, "worth").is_empty());
}

#[test]
fn what_conflicts_only_where_unclear_counts_is_tried_too() {
    let lines = line("a", "hill", "rules_out = { hours = [\"two\"] }\nfirmness = 0.9")
        + &line("b", "hill", "unclear = { hours = [\"six\"] }\nfirmness = 0.2");
    let text = format!("{TORN}{lines}");
    assert_eq!(sets(&amend(&text, &settings("first")), "lines"), [["hours=six"]]);
    let strict = settings("first").with("clear-of", Value::Text("unclear".to_owned()));
    let finding = amend(&text, &strict);
    assert_eq!(sets(&finding, "worth"), [["hours=six"]]);
    assert!(!table(&finding, "conflict").rows.is_empty());
    // There the unclear line counts as crossed, where it binds.
    let after = table(&finding, "acceptance_after");
    let row = rows(after, &[("party", "hill")])[1];
    let accept = after.cell(row, "counted").and_then(Cell::as_number).expect("a figure");
    assert!((accept - 0.8).abs() < 0.03, "{accept}");
    let clear_of = Text::plain("are taken as binding (").hint(Hint::set("clear-of", To::Any));
    let told =
        |it: &Block| matches!(it, Block::Para(text) if text.flat().contains(&clear_of.flat()));
    assert!(finding.account.iter().any(told));
}

#[test]
fn a_step_that_is_left_out_says_why() {
    let why = |lines: &str, settings: &Settings| {
        let finding = amend(&format!("{TORN}{lines}"), settings);
        assert!(sets(&finding, "worth").is_empty());
        (finding.status.word(), said(&finding))
    };
    // Both at their word.
    let hard = firm("a", "hill", "two", "") + &firm("b", "hill", "six", "");
    let (status, words) = why(&hard, &settings("first"));
    assert_eq!(status, "conflict");
    assert!(words.contains("binds in every sample"), "{words}");
    // A firmness of 1 is no other than the word.
    let sure = firm("a", "hill", "two", "firmness = 1.0") + &firm("b", "hill", "six", "");
    assert!(why(&sure, &settings("first")).1.contains("binds in every sample"));
    // Stated for a party of which there are no figures.
    let other = "[[party]]\nid = \"dale\"\nname = \"Dale\"\norder = 2\nroles = [\"principal\"]\n";
    let unfigured = format!(
        "{other}{}{}",
        firm("a", "dale", "two", "firmness = 0.5"),
        firm("b", "dale", "six", "firmness = 0.5")
    );
    let (status, words) = why(&unfigured, &settings("first"));
    assert_eq!(status, "conflict");
    assert!(words.contains("Firmness is stated for lines of Dale"), "{words}");
    // Not asked for.
    let lines = settings("first").with("steps", Value::Text("lines".to_owned()));
    assert!(why(&hard, &lines).1.contains("`steps = lines`"));
    // What was asked for leaves no way.
    let never = settings("first").with("never", ids(&["hours=two", "hours=six"]));
    let (status, words) = why("", &never);
    assert_eq!(status, "conflict");
    assert!(words.contains("binds in every sample"), "{words}");
}

#[test]
fn preferences_that_cannot_hold_are_the_reason_here_as_in_acceptance() {
    let half = TORN.replace("six = 1.0 }", "six = 1.0 }\nsalience = 0.5");
    let reason = "its recorded preferences contradict each other (its shares of weight add up to 0.5, not 1)";
    let first = settings("first");
    let amended = amend(&half, &first);
    let assessed = ask(&case(&half), "acceptance", &first, &Context::default());
    let words = said(&amended);
    assert!(words.contains(&format!("is recorded, but {reason}.")), "{words}");
    let words = said(&assessed);
    assert!(words.contains(&format!("No figure: {reason}.")), "{words}");
    for finding in [&amended, &assessed] {
        assert!(!said(finding).contains("too few"), "{}", said(finding));
    }
    assert!(said(&assessed).contains("the recorded preferences of Hill contradict each other"));
    // Too few of its positions are another reason, and each party has its own.
    let other = "[[party]]\nid = \"dale\"\nname = \"Dale\"\norder = 2\nroles = [\"principal\"]\n\
                 [[alternative]]\nparty = \"dale\"\nlevel = 0.5\n";
    let words = said(&amend(&format!("{half}{other}"), &first));
    assert!(words.contains(reason), "{words}");
    let few = "what Dale would have without a deal is recorded, but too few of its positions are on record (positions on 0 of 1 issue)";
    assert!(words.contains(few), "{words}");
    // Beside a party of whom there are figures.
    let dale = "[[position]]\nparty = \"dale\"\nissue = \"hours\"\nranking = [\"two\", \"six\"]\n";
    let words = said(&amend(&format!("{half}{other}{dale}"), &first));
    assert!(words.contains("Counted for Dale."), "{words}");
    assert!(words.contains(&format!("There is no figure for Hill, because {reason}")), "{words}");
}
