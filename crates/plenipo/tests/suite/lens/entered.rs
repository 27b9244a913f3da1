//! What a newcomer may enter that does not go together: a day before its source, two positions of one day,
//! shares that cannot all hold; and how much of it is counted as assumed.

use jiff::civil::date;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};

use super::{ask, assess, case, rows, show, table, text};

const TALKS: &str = r#"
format = 1
[dossier]
title = "Cod"
as_of = 2032-04-30
agreement = ["north", "south"]
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[party]]
id = "south"
name = "South"
roles = ["principal"]
[[issue]]
id = "quota"
title = "Quota"
status_quo = "low"
options = [{ id = "low", text = "low" }, { id = "mid", text = "mid" }, { id = "high", text = "high" }]
[[issue]]
id = "zone"
title = "Zone"
status_quo = "none"
options = [{ id = "none", text = "none" }, { id = "wide", text = "wide" }]
[[source]]
id = "notes"
date = 2032-03-01
[[draft]]
id = "text"
title = "Text"
date = 2032-03-01
source = "notes"
points = [{ number = 1, sets = { quota = "low" } }, { number = 2, sets = { zone = "wide" } }]
"#;

fn position(id: &str, keys: &str) -> String {
    format!("[[position]]\nid = \"{id}\"\nparty = \"north\"\nsource = \"notes\"\n{keys}\n")
}

#[test]
fn an_acceptance_does_not_count_before_it_was_given() {
    let said = "[[answer]]\nparty = \"north\"\nto = \"text\"\nanswer = \"accept\"\ndate = 2032-03-25\n\
                source = \"notes\"\n";
    let case = case(&format!("{TALKS}{said}"));
    let on = |month, day| {
        let context = Context { as_of: Some(date(2032, month, day)), ..Context::default() };
        let finding = ask(&case, "acceptance", &Settings::default(), &context);
        text(&finding, "acceptance", &[("party", "north")], "status")
    };
    assert_ne!(on(3, 5).as_deref(), Some("accepted"));
    assert_ne!(on(3, 24).as_deref(), Some("accepted"));
    assert_eq!(on(3, 25).as_deref(), Some("accepted"));
}

#[test]
fn a_record_is_assumed_once_however_many_parts_of_it_are() {
    let draft = "[[draft]]\nid = \"second\"\ntitle = \"Second\"\ndate = 2032-03-02\n\
                 points = [{ number = 1 }, { number = 2 }, { number = 3 }]\n";
    let finding = show(&case(&format!("{TALKS}{draft}")), "drafts");
    assert_eq!(finding.provenance.assumed, 1);
    assert_eq!(show(&case(TALKS), "drafts").provenance.assumed, 0);
    // A part of a record that has a source may be assumed by itself.
    let reading = "[[meeting]]\ndate = 2032-03-02\nsource = \"notes\"\nsaid = [{ by = \"north\", words = \"No.\", \
                   source = [], basis = \"assumed\" }, { by = \"north\", words = \"Yes.\", source = [], basis = \"assumed\" }]\n";
    assert_eq!(show(&case(&format!("{TALKS}{reading}")), "drafts").provenance.assumed, 1);
}

/// Two opposite orders of one day, in either order of their ids.
#[test]
fn of_two_positions_of_one_day_neither_is_read() {
    let up = "issue = \"quota\"\nranking = [\"high\", \"mid\", \"low\"]\ndate = 2032-03-01";
    let down = "issue = \"quota\"\nranking = [\"low\", \"mid\", \"high\"]\ndate = 2032-03-01";
    let zone = position("zone", "issue = \"zone\"\nideal = \"wide\"\ndate = 2032-03-01");
    let known = |more: &str| {
        let finding = assess(&case(&format!("{TALKS}{zone}{more}")), 200);
        let row = rows(table(&finding, "acceptance"), &[("party", "north")])[0];
        let known = table(&finding, "acceptance").cell(row, "positions_known").cloned();
        (known, finding)
    };
    let count = |n: usize| Some(Cell::count(n));
    for (first, second) in [("aaa", "zzz"), ("zzz", "aaa")] {
        let both = position(first, up) + &position(second, down);
        let (found, finding) = known(&both);
        assert_eq!(found, count(1), "only that on the zone is known");
        let deciders = table(&finding, "deciders");
        let said = rows(deciders, &[("party", "north"), ("kind", "positions")]);
        let words = said.iter().filter_map(|row| deciders.cell(*row, "input")?.in_words());
        let words: Vec<String> = words.collect();
        let expected = "which of its positions of 2032-03-01 holds: what it wants on Quota";
        assert!(words.iter().any(|it| it == expected), "{words:?}");
        let conflicts = show(&case(&format!("{TALKS}{both}")), "conflicts");
        let row = rows(table(&conflicts, "conflicts"), &[("kind", "positions of one day differ")]);
        assert_eq!(row.len(), 2, "a row for each side");
    }
    // One of a later day is a change of mind, and the same said twice is said.
    let later = position("aaa", up) + &position("zzz", &down.replace("03-01", "03-02"));
    assert_eq!(known(&later).0, count(2));
    let twice = position("aaa", up) + &position("zzz", up);
    assert_eq!(known(&twice).0, count(2));
    assert!(
        table(&show(&case(&format!("{TALKS}{twice}")), "conflicts"), "conflicts").rows.is_empty()
    );
    // Who says less on the same day does not contradict who says more.
    let less =
        position("zzz", "issue = \"quota\"\nprefers = [[\"high\", \"low\"]]\ndate = 2032-03-01");
    assert_eq!(known(&(position("aaa", up) + &less)).0, count(2));
    assert_eq!(known(&(position("zzz", up) + &less.replace("zzz", "aaa"))).0, count(2));
    // Those without a day stand against each other, and give way to any with one.
    let undated = |keys: &str| keys.replace("date = 2032-03-01", "");
    let both = position("aaa", &undated(up)) + &position("zzz", &undated(down));
    assert_eq!(known(&both).0, count(1));
    assert_eq!(known(&(both + &position("mmm", up))).0, count(2));
}

#[test]
fn of_two_saliences_of_one_day_neither_is_read() {
    let says = |id, salience| {
        position(id, &format!("issue = \"quota\"\nsalience = {salience}\ndate = 2032-03-01"))
    };
    let kinds = |more: &str| {
        let conflicts = show(&case(&format!("{TALKS}{more}")), "conflicts");
        table(&conflicts, "conflicts").rows.len()
    };
    assert_eq!(kinds(&(says("a", "\"high\"") + &says("b", "\"low\""))), 2);
    assert_eq!(kinds(&(says("a", "\"high\"") + &says("b", "\"high\""))), 0);
    assert_eq!(kinds(&(says("a", "0.4") + &says("b", "0.5"))), 2);
}

#[test]
fn a_superseded_position_is_told_beneath_the_one_in_force() {
    let both = position("old", "issue = \"quota\"\nideal = \"low\"\ndate = 2032-02-01")
        + &position("new", "issue = \"quota\"\nideal = \"high\"\ndate = 2032-03-01");
    let finding = show(&case(&format!("{TALKS}{both}")), "matrix");
    let row = rows(table(&finding, "matrix"), &[("issue", "quota")])[0];
    let cell = table(&finding, "matrix").cell(row, "north").and_then(Cell::in_words);
    let words = cell.unwrap_or_default();
    assert!(words.starts_with("wants high"), "{words}");
    assert!(words.contains("before: wants low"), "{words}");
}

#[test]
fn what_cannot_hold_is_said_before_what_is_missing() {
    let share = |id: &str| position(id, &format!("issue = \"{id}\"\nsalience = 0.7"));
    let case = case(&format!("{TALKS}{}{}", share("quota"), share("zone")));
    let told = format!("{:?}", assess(&case, 200).account);
    assert!(told.contains("contradict each other"), "{told}");
    // Of South too little is known, and that is said of it alone.
    assert_eq!(told.matches("positions on 0 of").count(), 1, "{told}");
    let frontier = ask(&case, "bargain", &Settings::default(), &Context::default());
    assert!(frontier.headline.contains("contradicts itself"), "{}", frontier.headline);
    let annexes = Settings::default().with("annexes", Value::Text("who".to_owned()));
    let brief = ask(&case, "brief", &annexes, &Context::default());
    assert!(format!("{:?}", brief).contains("contradict each other"));
}
