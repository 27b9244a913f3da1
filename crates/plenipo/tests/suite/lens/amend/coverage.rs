//! Whose acceptance counts with a changed text: whoever has a figure with that text, whatever it has with the
//! draft as it is.

use plenipo::finding::table::Cell;

use super::super::{rows, table};
use super::{amend, said, sets, settings};

/// Two villages, a dam and a toll; the draft speaks of the dam alone. What `held` says, Hill and Dale hold.
fn dam(held: &str) -> String {
    format!(
        r#"
format = 1
[dossier]
title = "A dam"
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
id = "dam"
title = "Dam"
order = 1
options = [{{ id = "low", text = "low" }}, {{ id = "high", text = "high" }}]
[[issue]]
id = "toll"
title = "Toll"
order = 2
options = [{{ id = "yes", text = "yes" }}, {{ id = "no", text = "no" }}]
[[issue]]
id = "court"
title = "Court"
order = 3
options = [{{ id = "joint", text = "joint" }}, {{ id = "none", text = "none" }}]
[[draft]]
id = "d"
title = "D"
points = [{{ number = 1, sets = {{ dam = "low" }} }}]
{held}
"#
    )
}

/// Dale has a figure with the draft as it is, and with no toll reaches any target; Hill has one only once the
/// toll is settled, and loses by that.
const OPPOSED: &str = r#"
[[position]]
party = "dale"
issue = "dam"
ranking = ["low", "high"]
salience = "low"
[[position]]
party = "dale"
issue = "toll"
ranking = ["no", "yes"]
salience = "critical"
[[position]]
party = "dale"
issue = "court"
salience = "none"
[[alternative]]
party = "dale"
level = 0.9
[[position]]
party = "hill"
issue = "toll"
ranking = ["yes", "no"]
salience = "critical"
[[position]]
party = "hill"
issue = "dam"
salience = "low"
[[position]]
party = "hill"
issue = "court"
salience = "none"
"#;

#[test]
fn a_change_that_makes_a_figure_known_has_to_satisfy_it() {
    // Of Hill nothing is known without a deal: with Dale alone one change does it.
    let alone = amend(&dam(OPPOSED), &settings("d"));
    assert_eq!(sets(&alone, "worth"), [["toll=no"]]);
    assert!(alone.headline.contains("for Dale"), "{}", alone.headline);
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.9\n";
    let both = amend(&dam(&format!("{OPPOSED}{level}")), &settings("d"));
    assert!(sets(&both, "worth").is_empty(), "{}", said(&both));
    assert!(both.headline.contains("no set of up to 7 changes"), "{}", both.headline);
    // Where it does satisfy it, it is counted with the set.
    let low = "[[alternative]]\nparty = \"hill\"\nlevel = 0.0\n";
    let both = amend(&dam(&format!("{OPPOSED}{low}")), &settings("d"));
    assert_eq!(sets(&both, "worth"), [["toll=no"]]);
    assert!(both.headline.contains("for Hill and Dale"), "{}", both.headline);
    let after = table(&both, "acceptance_after");
    for row in rows(after, &[("step", "worth")]) {
        let counted = after.cell(row, "counted").and_then(Cell::as_number);
        assert!(counted.is_some_and(|it| it >= 0.6), "{counted:?}");
    }
}

#[test]
fn a_change_after_which_there_is_no_figure_reaches_nothing() {
    let held = r#"
[[position]]
party = "hill"
issue = "dam"
ranking = ["low", "high"]
salience = 0.7
[[alternative]]
party = "hill"
level = 0.65
[[red_line]]
id = "toll"
party = "dale"
words = "no toll"
rules_out = { toll = ["yes"] }
[[red_line]]
id = "court"
party = "dale"
words = "a joint court"
rules_out = { court = ["none"] }
"#;
    let text = dam(held);
    let settings = settings("d")
        .with("clear-of", plenipo::lens::setting::Value::Text("may-be-crossed".to_owned()));
    let finding = amend(&text, &settings);
    assert_eq!(sets(&finding, "lines"), [["toll=no", "court=joint"]]);
    // Hill's order is known on one of three issues then: no figure, and none that reaches the target.
    assert!(sets(&finding, "worth").is_empty(), "{}", said(&finding));
    assert!(!finding.headline.contains("raise acceptance"), "{}", finding.headline);
}

#[test]
fn there_may_be_no_figure_before_and_one_after() {
    let held = r#"
[[position]]
party = "hill"
issue = "toll"
ranking = ["yes", "no"]
salience = "critical"
[[position]]
party = "hill"
issue = "dam"
salience = "low"
[[position]]
party = "hill"
issue = "court"
salience = "none"
[[alternative]]
party = "hill"
level = 0.5
"#;
    let finding = amend(&dam(held), &settings("d"));
    assert_eq!(sets(&finding, "worth"), [["toll=yes"]]);
    assert!(
        said(&finding).contains("No figure can be given for the draft as it is"),
        "{}",
        said(&finding)
    );
}

#[test]
fn what_a_party_holds_nothing_on_need_not_be_settled_for_a_figure() {
    // Hill's order is known on the toll alone, of three issues: with it and the dam settled that is half of what
    // the text settles.
    let held = r#"
[[position]]
party = "hill"
issue = "toll"
ranking = ["yes", "no"]
salience = "critical"
[[alternative]]
party = "hill"
level = 0.2
"#;
    let finding = amend(&dam(held), &settings("d"));
    assert_eq!(sets(&finding, "worth"), [["toll=yes"]]);
}
