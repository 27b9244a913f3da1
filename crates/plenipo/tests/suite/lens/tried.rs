//! Drafts that are tried out, and the lab: what holds of a changed text, and what of the old one does not.

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::{acceptance, amend, lab};
use plenipo_record::case::Case;
use plenipo_record::case::tried::Tried;
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_testing::dossier::named;

const TALKS: &str = r#"
format = 2
[dossier]
title = "A bridge"
disclosure = "open"
as_of = 2031-08-01
[[party]]
id = "east"
name = "East"
roles = ["principal"]
[[party]]
id = "west"
name = "West"
roles = ["principal"]
[[party]]
id = "guild"
name = "Guild"
[[capacity]]
party = "guild"
is = "must-consent"
to = ["first"]
[[issue]]
id = "toll"
title = "Toll"
options = [{ id = "none", text = "none" }, { id = "half", text = "half" }, { id = "full", text = "full" }]
[[issue]]
id = "guard"
title = "Guard"
options = [{ id = "east", text = "of East" }, { id = "joint", text = "joint" }]
[[draft]]
id = "first"
title = "First paper"
date = 2031-05-01
complete = true
points = [{ number = 1, sets = { toll = "half" } }, { number = 2, sets = { guard = "joint" } }]
[[rule]]
id = "no-free-joint"
when = { toll = "none" }
excludes = { guard = "joint" }
is = "logic"
[[red_line]]
id = "no-full"
party = "guild"
words = "Never the full toll."
rules_out = { toll = "full" }
[[answer]]
party = "west"
to = "first"
answer = "accept"
date = 2031-05-10
"#;

fn case(text: &str) -> Case {
    let (case, problems) = read(&[named("all.toml", text)], &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn assess(case: &Case, tried: &[&str], draft: &str) -> Finding {
    let tried: Vec<Tried> = tried.iter().map(|it| it.parse().expect("a draft to try")).collect();
    let context = Context { samples: 200, tried: &tried, ..Context::default() };
    let settings = Settings::default().with("draft", Value::Ids(vec![draft.to_owned()]));
    acceptance::LENS.ask(case, &settings, &context).expect("an answer")
}

/// The words of a column of a table, row by row.
fn column(finding: &Finding, table: &str, id: &str) -> Vec<String> {
    let table = finding.table(table).expect("the table");
    let word = |row: usize| match table.cell(row, id) {
        Some(Cell::State { word, .. }) => word.clone(),
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Ref(it)) => it.id.clone(),
        other => format!("{other:?}"),
    };
    (0..table.rows.len()).map(word).collect()
}

#[test]
fn without_a_change_it_is_the_draft_itself_and_with_one_another_text() {
    let case = case(TALKS);
    let status = |tried: &str| column(&assess(&case, &[tried], "tried"), "acceptance", "status");
    assert_eq!(status("first")[1], "accepted");
    assert_ne!(status("first:guard=east")[1], "accepted");
}

#[test]
fn who_must_consent_to_a_draft_must_to_what_is_made_of_it() {
    let case = case(TALKS);
    let crossed = assess(&case, &["first:toll=full"], "tried");
    assert_eq!(column(&crossed, "outside", "capacity"), ["must-consent"]);
    let lab = {
        let tried: [Tried; 0] = [];
        let context = Context { tried: &tried, ..Context::default() };
        lab::LENS.ask(&case, &Settings::default(), &context).expect("an answer")
    };
    let stands = lab.table("stands").expect("a table");
    let guild = |row: &usize| {
        matches!(stands.cell(*row, "party"), Some(Cell::Ref(it)) if it.id == "guild")
            && matches!(stands.cell(*row, "option"), Some(Cell::Ref(it)) if it.id == "full")
    };
    let row = (0..stands.rows.len()).find(guild).expect("the guild on the full toll");
    assert!(
        matches!(stands.cell(row, "line"), Some(Cell::State { word, .. }) if word == "crossed")
    );
}

#[test]
fn the_lab_names_the_rule_that_an_option_breaks() {
    let case = case(TALKS);
    let lab = lab::LENS.ask(&case, &Settings::default(), &Context::default()).expect("an answer");
    let breaks = column(&lab, "choices", "breaks");
    // No toll with the joint guard that the draft has; all else may be.
    let broken: Vec<usize> =
        (0..breaks.len()).filter(|it| !breaks[*it].contains("List([])")).collect();
    let options = column(&lab, "choices", "option");
    assert_eq!(broken.len(), 1, "{breaks:?}");
    assert_eq!(options[broken[0]], "none");
    let tried: [Tried; 1] = ["first:toll=none".parse().expect("a draft to try")];
    let context = Context { tried: &tried, ..Context::default() };
    let lab = lab::LENS.ask(&case, &Settings::default(), &context).expect("an answer");
    assert!(lab.headline.contains("no such text can be"), "{}", lab.headline);
}

#[test]
fn how_parties_read_the_old_words_says_nothing_of_the_new() {
    let read_twice = TALKS.replace(
        "{ number = 1, sets = { toll = \"half\" } }",
        "{ number = 1, text = \"A fair toll.\", readings = [{ party = \"east\", settles = { toll = \"full\" } }, { party = \"west\", settles = { toll = \"none\" } }] }",
    );
    let case = case(&read_twice);
    let tried: [Tried; 1] = ["first:toll=half".parse().expect("a draft to try")];
    let view_context = Context { tried: &tried, ..Context::default() };
    let view = plenipo::lens::view::View::of(&case, &view_context).expect("a view");
    let answer = lab::answer(&view, &Settings::default()).expect("an answer");
    let toll = answer.issues.iter().find(|it| case.issue_id(it.issue) == "toll").expect("the toll");
    assert!(toll.options[1].chosen, "{:?}", toll.content);
}

#[test]
fn amend_starts_from_what_is_tried_out() {
    let case = case(TALKS);
    let tried: [Tried; 1] = ["first:toll=full".parse().expect("a draft to try")];
    let context = Context { samples: 50, tried: &tried, ..Context::default() };
    let answer = amend::LENS.ask(&case, &Settings::default(), &context).expect("an answer");
    assert!(answer.headline.contains("tried"), "{}", answer.headline);
}

const VOTE: &str = r#"
[[consent]]
act = "the voters approve"
when = { toll = "half" }
of = ["The voters"]
form = "referendum"
effect = "voids"
known = 2031-05-02
outcome = { is = "refused", date = 2031-06-02 }
[[draft]]
id = "leak"
title = "A leak"
date = 2031-05-20
points = [{ number = 1, sets = { guard = "east" } }]
[[draft]]
id = "later"
title = "A text of July"
date = 2031-07-01
complete = true
points = [{ number = 1, sets = { toll = "half" } }, { number = 2, sets = { guard = "east" } }]
"#;

#[test]
fn a_vote_decides_on_the_texts_that_were_there_and_are_known_to_need_it() {
    let case = case(&format!("{TALKS}{VOTE}"));
    let needs =
        |draft: &str, tried: &[&str]| column(&assess(&case, tried, draft), "consents", "is");
    let status =
        |draft: &str, tried: &[&str]| column(&assess(&case, tried, draft), "joint", "status");
    assert_eq!(
        (needs("first", &[])[0].as_str(), status("first", &[])[0].as_str()),
        ("refused", "fallen")
    );
    // Nothing says that it has the half toll.
    assert_eq!(needs("leak", &[]), ["may be needed"]);
    assert_ne!(status("leak", &[]), ["fallen"]);
    // Tabled after the vote, and the same text tried out: it takes another vote.
    assert_eq!(needs("later", &[]), ["needed"]);
    assert_eq!(needs("tried", &["first:guard=east"]), ["needed"]);
    let fallen = assess(&case, &[], "first");
    assert!(fallen.headline.contains("has fallen"), "{}", fallen.headline);
    assert!(column(&fallen, "acceptance", "accept").iter().all(|it| it.contains("Unknown")));
}

#[test]
fn a_vote_held_again_takes_the_place_of_the_first() {
    let again = "[[consent]]\nact = \"the voters approve\"\nto = [\"first\"]\nof = [\"The voters\"]\nform = \"referendum\"\n";
    let of = |is: &str, day: &str| format!("{again}outcome = {{ is = \"{is}\", date = {day} }}\n");
    let case =
        case(&format!("{TALKS}{}{}", of("refused", "2031-06-02"), of("given", "2031-07-02")));
    assert_eq!(column(&assess(&case, &[], "first"), "consents", "is"), ["given"]);
    assert_eq!(
        column(&assess(&case, &["first:guard=east"], "tried"), "consents", "is"),
        ["needed"]
    );
}
