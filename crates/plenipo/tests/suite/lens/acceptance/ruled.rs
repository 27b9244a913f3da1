//! What rules, agreement rules and advice do to an answer.

use super::super::{assess, case};

/// Two issues of two options, each side caring for both alike; without a deal each has three quarters of its best.
const TWO: &str = r#"
format = 2
[dossier]
title = "Two fields"
as_of = 2031-05-01
[file]
basis = "assumed"
[[party]]
id = "a"
name = "Alpha"
roles = ["principal"]
[[party]]
id = "b"
name = "Beta"
roles = ["principal"]
[[issue]]
id = "x"
title = "X"
options = [{ id = "x0", text = "no x" }, { id = "x1", text = "an x" }]
[[issue]]
id = "y"
title = "Y"
options = [{ id = "y0", text = "no y" }, { id = "y1", text = "a y" }]
[[position]]
party = "a"
issue = "x"
values = { x0 = 0, x1 = 1 }
salience = 0.5
[[position]]
party = "a"
issue = "y"
values = { y0 = 0, y1 = 1 }
salience = 0.5
[[position]]
party = "b"
issue = "x"
values = { x0 = 1, x1 = 0 }
salience = 0.5
[[position]]
party = "b"
issue = "y"
values = { y0 = 0, y1 = 1 }
salience = 0.5
[[alternative]]
party = "a"
level = 0.75
[[alternative]]
party = "b"
level = 0.1
[[draft]]
id = "d"
title = "A text"
date = 2031-04-10
complete = true
points = [{ number = 1, sets = { x = "x0", y = "y1" } }]
"#;

fn said(more: &str) -> String {
    format!("{:?}", assess(&case(&format!("{TWO}{more}")), 50).account)
}

#[test]
fn no_change_is_told_to_win_a_party_over_that_a_rule_takes_away() {
    let won = "would win it over";
    assert!(said("").contains(won), "{}", said(""));
    let rule = "[[rule]]\nis = \"logic\"\nwhen = { x = \"x1\" }\nexcludes = { y = \"y1\" }\n";
    assert!(!said(rule).contains(won), "{}", said(rule));
    // A keeper's reading takes nothing away.
    let reading = rule.replace("logic", "reading");
    assert!(said(&reading).contains(won), "{}", said(&reading));
}

#[test]
fn whose_acceptance_an_agreement_takes_is_told_where_it_is_not_everybodys() {
    assert!(!said("").contains("It takes"));
    let rule = TWO.replace(
        "as_of = 2031-05-01\n",
        "as_of = 2031-05-01\nagreement = { all = [\"a\"], at_least = 1, of = [\"a\", \"b\"] }\n",
    );
    let said = format!("{:?}", assess(&case(&rule), 50).account);
    assert!(said.contains("It takes Alpha, and at least 1 of 2 parties."), "{said}");
}

#[test]
fn advice_that_was_given_is_waited_for_no_more() {
    let body = |outcome: &str| {
        format!(
            "[[party]]\nid = \"c\"\nname = \"Council\"\n[[capacity]]\nparty = \"c\"\nis = \"must-consent\"\n\
             [[consent]]\nact = \"the council votes\"\nof = [\"c\"]\nto = [\"d\"]\neffect = \"advises\"\n{outcome}"
        )
    };
    let headline = |more: &str| assess(&case(&format!("{TWO}{more}")), 50).headline;
    assert!(headline(&body("")).contains("Council, who must consent, has not accepted it"));
    let given = body("outcome = { is = \"given\", date = 2031-04-20 }\n");
    assert!(!headline(&given).contains("has not accepted it"), "{}", headline(&given));
}
