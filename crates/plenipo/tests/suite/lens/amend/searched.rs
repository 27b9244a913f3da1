//! What the search claims is what the figures say: no fewer changes only where none fewer do by them.

use plenipo::finding::table::Cell;
use plenipo::lens::setting::Value;

use super::super::{ids, rows, table};
use super::{TALKS, TORN, amend, line, said, sets, settings};

/// Hill cares for the price, of which it wants the low one, and for `n` further issues of five options of which
/// nothing else is known; no deal is worth 0.7 to it. The draft says the price alone.
fn open(n: usize, price: &str) -> String {
    let mut text = "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n".to_owned();
    for party in ["hill", "dale"] {
        text +=
            &format!("[[party]]\nid = \"{party}\"\nname = \"{party}\"\nroles = [\"principal\"]\n");
    }
    text += "[[issue]]\nid = \"price\"\ntitle = \"Price\"\noptions = [\
             { id = \"low\", text = \"low\" }, { id = \"high\", text = \"high\" }]\n\
             [[position]]\nparty = \"hill\"\nissue = \"price\"\nvalues = { low = 1, high = 0 }\n\
             salience = 0.65\n[[alternative]]\nparty = \"hill\"\nlevel = 0.7\n";
    for issue in 0..n {
        let options: Vec<String> =
            (0..5).map(|it| format!("{{ id = \"o{it}\", text = \"{it}\" }}")).collect();
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\noptions = [{}]\n",
            options.join(", ")
        );
    }
    text += &format!(
        "[[draft]]\nid = \"first\"\ntitle = \"First\"\npoints = [{{ number = 1, sets = {{ price = \"{price}\" }} }}]\n"
    );
    text
}

#[test]
fn what_reaches_the_target_by_its_own_figures_needs_no_change() {
    // 25 ways in which the rest may turn out, of which the worst falls short in few samples; the worst of each
    // sample falls short in all.
    let finding = amend(&open(2, "low"), &settings("first"));
    assert!(finding.headline.contains("it reaches acceptance of 0.60"), "{}", finding.headline);
    assert!(sets(&finding, "worth").is_empty());
    let finding = amend(&open(2, "high"), &settings("first"));
    assert_eq!(sets(&finding, "worth"), [["price=low"]], "{}", finding.headline);
}

#[test]
fn nothing_is_claimed_of_fewer_changes_where_each_sample_took_its_worst() {
    // 625 ways are too many.
    let finding = amend(&open(4, "high"), &settings("first"));
    let found = sets(&finding, "worth");
    assert!(found.iter().all(|it| it.len() > 1), "{found:?}");
    let said = said(&finding);
    assert!(said.contains("fewer changes may be enough"), "{said}");
    for claim in ["are needed to", "no smaller set does", "This is proved"] {
        assert!(!said.contains(claim), "{claim}: {said}");
    }
    let few = settings("first").with("max-changes", Value::Number(1.0));
    let finding = amend(&open(4, "high"), &few);
    assert!(!format!("{finding:?}").contains("This is proved"));
    assert!(
        finding.headline.contains("no set of up to 1 change was found"),
        "{}",
        finding.headline
    );
}

#[test]
fn a_line_that_may_be_crossed_of_a_party_without_figures_asks_for_no_change() {
    let may = line("d", "dale", "rules_out = { i0 = [\"o1\"] }");
    let finding = amend(&(open(2, "low") + &may), &settings("first"));
    assert!(finding.headline.contains("as it is"), "{}", finding.headline);
    let finding = amend(&(open(2, "high") + &may), &settings("first"));
    assert_eq!(sets(&finding, "worth"), [["price=low"]], "{}", finding.headline);
    // What it says it crosses whatever else comes of it.
    let crossed = line("d", "dale", "rules_out = { price = [\"low\"] }");
    let finding = amend(&(open(2, "high") + &crossed), &settings("first"));
    assert!(sets(&finding, "worth").iter().flatten().all(|it| it != "price=low"));
}

#[test]
fn a_set_found_by_both_steps_is_one_set() {
    let at_word = line("h", "hill", "rules_out = { hours = [\"two\"] }");
    let finding = amend(&format!("{TORN}{at_word}"), &settings("first"));
    let amendments = table(&finding, "amendments");
    assert_eq!(rows(amendments, &[("step", "worth")]).len(), 1);
    for row in 0..amendments.rows.len() {
        assert_eq!(amendments.cell(row, "set").and_then(Cell::as_number), Some(1.0));
    }
    let said = said(&finding);
    assert!(said.contains("As above: Hours → six."), "{said}");
}

#[test]
fn who_has_asked_that_an_issue_stays_is_named() {
    let crossed = line("a", "hill", "rules_out = { hours = [\"six\"] }");
    let only = settings("first").with("only", ids(&["road"]));
    let finding = amend(&format!("{TALKS}{crossed}"), &only);
    assert!(finding.headline.contains("by `only`"), "{}", finding.headline);
    assert!(!said(&finding).contains("`keep`"), "{}", said(&finding));
}
