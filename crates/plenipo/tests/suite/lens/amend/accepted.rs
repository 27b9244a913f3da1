//! What has to change for who has accepted the text as it stands: nothing.

use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;

use super::{TALKS, settings};
use crate::suite::lens::{ask, case, table};

const HILL: &str = r#"
[[position]]
party = "hill"
issue = "hours"
ranking = ["four", "two", "six"]
[[position]]
party = "hill"
issue = "road"
ranking = ["open", "toll", "shut"]
[[alternative]]
party = "hill"
level = 0.9
"#;

const ACCEPTED: &str = r#"
[[red_line]]
party = "hill"
date = 2031-01-01
words = "never six"
rules_out = { hours = ["six"] }
[[answer]]
party = "hill"
to = "first"
answer = "accept"
date = 2031-07-01
"#;

/// Headline and page, and how many lines each party's figures for the text as it stands have crossed.
fn amended(more: &str) -> (String, String, Vec<f64>) {
    let case = case(&[TALKS, HILL, ACCEPTED, more].concat());
    let context = Context { samples: 500, ..Context::default() };
    let found = ask(&case, "amend", &settings("first"), &context);
    let after = table(&found, "acceptance_after");
    let number = |row: usize, id: &str| after.cell(row, id).and_then(Cell::as_number);
    let as_it_stands = (0..after.rows.len()).filter(|row| number(*row, "set") == Some(0.0));
    let crossed = as_it_stands.filter_map(|row| number(row, "lines_crossed")).collect();
    (found.headline.clone(), format!("{:?}", found.account), crossed)
}

fn line(party: &str, date: &str) -> String {
    format!(
        "[[red_line]]\nparty = \"{party}\"\nwords = \"no toll\"\n{date}\nrules_out = {{ road = [\"toll\"] }}\n"
    )
}

#[test]
fn a_line_set_aside_for_the_text_asks_for_no_change_of_it() {
    let (said, page, crossed) = amended("");
    assert!(said.contains("nothing has to be cleared"), "{said}");
    assert!(
        said.contains("Hill has accepted it as it stands, and any change loses that acceptance"),
        "{said}"
    );
    assert!(!said.contains("brings acceptance"), "{said}");
    assert!(page.contains("No change is needed"), "{page}");
    // It is crossed, as `assess` has it, and asks for nothing.
    assert_eq!(crossed.iter().sum::<f64>(), 1.0, "{crossed:?}");
    // Another's line is crossed: the text changes, the acceptance is lost, and its line counts again.
    let (said, page, _) = amended(&line("dale", ""));
    assert!(said.starts_with("first crosses 1 standing line of Dale; 2 changes"), "{said}");
    assert!(page.contains("counts again for a changed one"), "{page}");
    // A line drawn after it stands against its own acceptance, and has to be cleared.
    let (said, _, _) = amended(&line("hill", "date = 2031-08-01"));
    assert!(said.starts_with("first crosses 1 standing line of Hill"), "{said}");
    assert!(!said.contains("has accepted it"), "{said}");
}

#[test]
fn the_drafts_of_the_frontier_do_not_cross_what_was_set_aside() {
    let case = case(&[TALKS, HILL, ACCEPTED, &HILL.replace("hill", "dale")].concat());
    let context = Context { samples: 100, ..Context::default() };
    let found = ask(&case, "bargain", &Settings::default(), &context);
    let drafts = table(&found, "drafts");
    let number = |id: &str| drafts.cell(0, id).and_then(Cell::as_number);
    assert_eq!(number("lines_crossed"), Some(0.0));
    assert_eq!(number("lines_set_aside"), Some(1.0));
}

#[test]
fn to_whom_has_accepted_the_text_changes_bring_nothing() {
    let hill = HILL.replace("level = 0.9", "level = 0.0");
    let case = case(&[TALKS, &hill, ACCEPTED, &line("dale", "")].concat());
    let context = Context { samples: 500, ..Context::default() };
    let said = ask(&case, "amend", &settings("first"), &context).headline;
    let leaves = "keep acceptance at 0.60 or more for Hill; Hill has accepted it as it stands";
    assert!(said.contains(leaves), "{said}");
}
