//! What weights, values and orders on record come to.

use plenipo::finding::Finding;

use super::super::{number, rows, table};
use super::{HEAD, HILL, WHOLE, asked, draft, hill};

/// Three issues under one heading and one under another; the draft is good for the last alone.
const HEADINGS: &str = r#"
format = 1
[dossier]
title = "Headings"
disclosure = "open"
MATTER
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "a"
title = "Amnesty"
group = "justice"
options = [{ id = "bad", text = "bad" }, { id = "good", text = "good" }]
[[issue]]
id = "b"
title = "Bail"
group = "justice"
options = [{ id = "bad", text = "bad" }, { id = "good", text = "good" }]
[[issue]]
id = "c"
title = "Courts"
group = "justice"
options = [{ id = "bad", text = "bad" }, { id = "good", text = "good" }]
[[issue]]
id = "g"
title = "Gender"
group = "gender"
options = [{ id = "bad", text = "bad" }, { id = "good", text = "good" }]
[[draft]]
id = "d"
title = "Draft"
complete = true
points = [{ sets = { a = "bad", b = "bad", c = "bad", g = "good" } }]
[[alternative]]
party = "hill"
level = 0.3
"#;

fn wants(issue: &str, salience: &str) -> String {
    format!(
        "[[position]]\nparty = \"hill\"\nissue = \"{issue}\"\nranking = [\"good\", \"bad\"]\n{salience}\n"
    )
}

/// The draft of [`HEADINGS`] where each issue has this salience, and `rest`.
fn under_headings(matter: &str, saliences: [&str; 4], rest: &str) -> Finding {
    let positions: Vec<String> = ["a", "b", "c", "g"]
        .into_iter()
        .zip(saliences)
        .map(|(issue, it)| {
            let salience = if it.is_empty() { String::new() } else { format!("salience = {it}") };
            wants(issue, &salience)
        })
        .collect();
    asked(&[&HEADINGS.replace("MATTER", matter), &positions.concat(), rest])
}

const CLASSED: [&str; 4] = ["\"critical\"", "\"critical\"", "\"critical\"", "\"low\""];

#[test]
fn a_group_is_a_heading_unless_it_weighs_as_one() {
    // None of the critical three weighs less than the low one, so that it has a quarter at most.
    let headings = under_headings("", CLASSED, "");
    assert_eq!(hill(&headings, "accept"), Some(0.0));
    assert!(hill(&headings, "worth_high").is_some_and(|it| it <= 0.25));
    let group = |name: &str, salience: &str| {
        format!("[[position]]\nparty = \"hill\"\ngroup = \"{name}\"\nsalience = {salience}\n")
    };
    // One matter against another of the same class: even chances to be the heavier.
    let both = [group("justice", "\"high\""), group("gender", "\"high\"")].concat();
    let recorded = under_headings("", CLASSED, &both);
    let near = |found: Option<f64>, expected: f64| {
        assert!(found.is_some_and(|it| (it - expected).abs() < 0.04), "{found:?} for {expected}");
    };
    // The other issue alone is low, but what is said of a group of one is said of the issue itself.
    assert!(hill(&recorded, "worth_high").is_some_and(|it| it <= 0.5));
    let unclassed = ["\"critical\"", "\"critical\"", "\"critical\"", ""];
    near(hill(&under_headings("", unclassed, &both), "accept"), 0.7);
    // The dossier says it of every party, and nothing then orders the one against the other.
    let declared = under_headings("one_matter = [\"justice\"]", unclassed, "");
    near(hill(&declared, "accept"), 0.7);
    near(hill(&declared, "worth"), 0.5);
    // As headings four issues of which only three compare among themselves share alike.
    let free = under_headings("", unclassed, "");
    near(hill(&free, "accept"), 0.7f64.powi(3));
    // What was said of the group no longer holds.
    let ended = format!("{}date = 2031-02-01\nended = true\n", group("justice", "\"high\""));
    let dated = format!("{}date = 2031-01-01\n", group("justice", "\"high\""));
    let again = under_headings("", CLASSED, &[dated, ended].concat());
    assert_eq!(hill(&again, "accept"), Some(0.0));
    // A share of an issue is of the whole under a heading, and of the group's weight in one that
    // weighs as one.
    let shares = ["0.2", "0.2", "0.2", "0.4"];
    near(hill(&under_headings("", shares, ""), "worth"), 0.4);
    let inner = ["0.2", "0.4", "0.4", ""];
    let whole = group("justice", "0.9");
    near(hill(&under_headings("", inner, &whole), "worth"), 0.1);
    let unknown = HEADINGS.replace("MATTER", "one_matter = [\"jutsice\"]");
    let files = [plenipo_testing::dossier::named("all.toml", unknown)];
    let (read, problems) = plenipo_record::dossier::read::read(&files, &Default::default());
    assert!(read.is_none() && format!("{problems:?}").contains("no issue is in a group `jutsice`"));
}

#[test]
fn salience_on_one_side_only_gives_no_order_and_says_so() {
    let notes = |saliences: [&str; 4]| {
        let notes = under_headings("", saliences, "").notes;
        notes.iter().map(|it| it.flat() + " ").collect::<String>()
    };
    let one = notes(["\"critical\"", "\"high\"", "\"high\"", ""]);
    let said = "How much Hill cares is on record for Amnesty, Bail and Courts but not for Gender: no ranking follows between the two.";
    assert!(one.contains(said), "{one}");
    for all_or_none in [CLASSED, [""; 4], ["\"none\"", "", "", ""], ["0", "", "", ""]] {
        assert!(!notes(all_or_none).contains("no ranking"), "{all_or_none:?}");
    }
}

#[test]
fn no_weight_on_anything_is_indifference() {
    let none = "\"none\"";
    let all = under_headings("", [none; 4], "[[alternative]]\nparty = \"hill\"\nlevel = 1\n");
    let whole = |found: Option<f64>| found.is_some_and(|it| (it - 1.0).abs() < 1e-9);
    assert!(["worth_low", "worth", "worth_high"].into_iter().all(|it| whole(hill(&all, it))));
    assert_eq!(hill(&all, "accept"), Some(1.0));
    // Without any order on record, and by the group.
    let nowhere = "[[position]]\nparty = \"hill\"\nissue = \"g\"\nsalience = \"none\"\n\
                   [[position]]\nparty = \"hill\"\ngroup = \"justice\"\nsalience = \"none\"\n";
    let finding = asked(&[&HEADINGS.replace("MATTER", ""), nowhere]);
    assert!(whole(hill(&finding, "worth")));
    assert_eq!(hill(&finding, "accept"), Some(1.0));
    // Of the rest it has its worst.
    let rest = under_headings("", [none, none, "", none], "");
    assert_eq!(hill(&rest, "worth"), Some(0.0));
    // The one issue that weighs is the whole of it.
    let one = under_headings("", [none, none, none, "\"low\""], "");
    assert!(whole(hill(&one, "worth")));
    // All in a group that weighs as one: the group weighs nothing.
    let matter = under_headings("one_matter = [\"justice\"]", [none, none, none, ""], "");
    assert!(whole(hill(&matter, "worth")));
    // Nothing without weight needs an order to be known.
    assert_eq!(number(&finding, "acceptance", &[("party", "hill")], "positions_known"), Some(4.0));
}

/// The worth of the draft, where it is the same in every sample.
fn always(finding: &Finding) -> Option<f64> {
    let [low, worth, high] = ["worth_low", "worth", "worth_high"].map(|it| hill(finding, it));
    // Weights sum to 1 up to rounding.
    (high? - low? < 1e-12).then_some(worth?)
}

fn close(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|it| (it - expected).abs() < 1e-9), "{found:?} for {expected}");
}

#[test]
fn a_stated_share_holds_whatever_is_said_of_other_issues() {
    let (low, high, critical) = ("\"low\"", "\"high\"", "\"critical\"");
    let words = [["", "", ""], [low, critical, low], [low, critical, high], [critical, "", low]];
    for [a, b, c] in words {
        for share in ["0.1", "0.3", "0.5", "[0.3, 0.3]"] {
            let number = share.trim_start_matches('[').split(',').next();
            let expected = number.and_then(|it| it.parse().ok()).expect("a number");
            close(always(&under_headings("", [a, b, c, share], "")), expected);
        }
        let ranged = under_headings("", [a, b, c, "[0.2, 0.25]"], "");
        let (from, to) = (hill(&ranged, "worth_low"), hill(&ranged, "worth_high"));
        assert!(from.is_some_and(|it| it >= 0.2) && to.is_some_and(|it| it <= 0.25));
        // Beside another range.
        close(always(&under_headings("", [a, b, "[0.1, 0.2]", "0.3"], "")), 0.3);
    }
    // A share within a group that weighs as one is of the group's weight.
    let group = "[[position]]\nparty = \"hill\"\ngroup = \"justice\"\nsalience = 0.4\n";
    let toml = HEADINGS
        .replace("MATTER", "")
        .replace("c = \"bad\", g = \"good\"", "c = \"good\", g = \"bad\"");
    let positions = [("a", low), ("b", critical), ("c", "0.2"), ("g", "")].map(|(issue, it)| {
        wants(issue, &if it.is_empty() { String::new() } else { format!("salience = {it}") })
    });
    close(always(&asked(&[&toml, &positions.concat(), group])), 0.08);
}

#[test]
fn shares_sum_to_one_within_the_digits_typed() {
    let of_three = |shares: [&str; 3]| {
        let [a, b, g] = shares;
        under_headings("", [a, b, "\"none\"", g], "")
    };
    close(always(&of_three(["0.333", "0.333", "0.333"])), 1.0 / 3.0);
    close(always(&of_three(["0.33", "0.335", "0.34"])), 0.34 / 1.005);
    close(always(&of_three(["0.33", "0.33", "0.33"])), 1.0 / 3.0);
    close(always(&of_three(["0.34", "0.34", "0.33"])), 0.33 / 1.01);
    let sixths = ["0.363636363636", "0.272727272727", "0.363636363636"];
    assert!(always(&of_three(sixths)).is_some_and(|it| (it - 4.0 / 11.0).abs() < 1e-9));
    for wrong in [["0.3", "0.3", "0.3"], ["0.4", "0.4", "0.4"], ["0.34", "0.34", "0.34"]] {
        let finding = of_three(wrong);
        assert_eq!(hill(&finding, "worth"), None);
        let words = format!("{:?}", finding.account);
        assert!(words.contains("its shares of weight add up to"), "{words}");
    }
    // All shares 0 are no weight on anything.
    close(always(&under_headings("", ["0"; 4], "")), 1.0);
}

/// The worth to Hill of each of six options, the only issue's, where `position` is what it says.
fn worths(position: &str) -> Vec<[Option<f64>; 2]> {
    let options: Vec<String> =
        "abcdef".chars().map(|it| format!("{{ id = \"{it}\", text = \"{it}\" }}")).collect();
    let of = |option: char| {
        let finding = asked(&[&format!(
            "format = 1\n[dossier]\ntitle = \"One\"\nas_of = 2031-06-01\n\
             [[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
             [[issue]]\nid = \"i\"\ntitle = \"I\"\noptions = [{}]\n\
             [[draft]]\nid = \"d\"\ntitle = \"Draft\"\npoints = [{{ sets = {{ i = \"{option}\" }} }}]\n\
             [[position]]\nparty = \"hill\"\nissue = \"i\"\n{position}\n",
            options.join(", ")
        )]);
        ["worth_low", "worth_high"].map(|it| hill(&finding, it))
    };
    "abcdef".chars().map(of).collect()
}

#[test]
fn stated_values_hold_where_they_can_be_on_the_scale() {
    let exactly = |found: [Option<f64>; 2], expected: f64| {
        close(found[0], expected);
        close(found[1], expected);
    };
    let within = |found: [Option<f64>; 2], low: f64, high: f64| {
        assert!(found[0].is_some_and(|it| it >= low) && found[1].is_some_and(|it| it <= high));
        assert!(found[0] < found[1], "{found:?}");
    };
    let ranked = "ranking = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]\n";
    let found = worths(&format!("{ranked}values = {{ c = 0.4 }}"));
    exactly(found[0], 1.0);
    within(found[1], 0.4, 1.0);
    exactly(found[2], 0.4);
    within(found[3], 0.0, 0.4);
    within(found[4], 0.0, 0.4);
    exactly(found[5], 0.0);
    let found = worths(&format!("{ranked}values = {{ c = [0.3, 0.5], d = 0.2 }}"));
    exactly(found[0], 1.0);
    within(found[2], 0.3, 0.5);
    exactly(found[3], 0.2);
    exactly(found[5], 0.0);
    // Where the order does not say which option is the worst and which the best.
    exactly(
        worths("prefers = [[\"a\", \"b\"], [\"b\", \"c\"], [\"d\", \"e\"]]\nvalues = { c = 0.4 }")
            [2],
        0.4,
    );
    exactly(worths("acceptable = [\"a\", \"b\"]\nvalues = { c = 0.4 }")[2], 0.4);
    exactly(worths("values = { c = 0.4 }")[2], 0.4);
    // Numbers of which none may be 0, or none 1, are on a scale of the party's own.
    let all = "values = { a = 0.8, b = 0.7, c = 0.5, d = 0.4, e = 0.3, f = 0.2 }";
    for (found, expected) in worths(all).into_iter().zip([6.0, 5.0, 3.0, 2.0, 1.0, 0.0]) {
        exactly(found, expected / 6.0);
    }
}

#[test]
fn pivotal_issues_are_those_of_known_order() {
    let partly = "[[position]]\nparty = \"hill\"\nissue = \"z\"\nprefers = [[\"z2\", \"z3\"]]\n";
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.7\n";
    let to_y = HILL.find("[[position]]\nparty = \"hill\"\nissue = \"y\"").expect("a place");
    let first = &HILL[..to_y];
    let finding = asked(&[HEAD, first, partly, level, &draft("", WHOLE)]);
    let named = |issue| rows(table(&finding, "blockers"), &[("blocker", issue)]).len();
    // Nothing is known of what it wants on the keys.
    assert_eq!(["x", "y", "z"].map(named), [1, 0, 1]);
    assert!(!format!("{:?}", finding.account).contains("Keys ("));
}
