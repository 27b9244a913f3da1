//! The smallest change: on small dossiers, on the founding case and on the fictional one. Long because each of
//! its dossiers is written out beside the answer reckoned by hand for it.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::finding::table::{Cell, Table};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::{Input, amend};

use super::{ask, case, gallery, ids, rayon_pool, rows, table};

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
                    leave none crossed, and there are 2 ways to make them.";
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
    let two = Settings::default().with("draft", ids(&["first", "first"]));
    assert!(refused(two).to_string().contains("one at a time"));
    for (name, number) in [
        ("target", 1.2),
        ("target", -0.1),
        ("target", f64::NAN),
        ("max-changes", 0.0),
        ("max-changes", 1e9),
        ("max-changes", 2.5),
        ("sets", 0.0),
    ] {
        let settings = settings("first").with(name, Value::Number(number));
        assert!(matches!(refused(settings), Error::Setting { .. }), "{name} {number}");
    }
}

/// Stated values and shares, so that every sample is the same and each worth can be reckoned by hand.
const VALUES: [[[f64; 3]; 3]; 2] = [
    [[0.0, 0.6, 1.0], [1.0, 0.25, 0.0], [0.0, 1.0, 0.5]],
    [[1.0, 0.7, 0.0], [0.0, 1.0, 0.75], [0.5, 0.0, 1.0]],
];
const SHARES: [[f64; 3]; 2] = [[0.5, 0.3, 0.2], [0.25, 0.25, 0.5]];
const LEVELS: [f64; 2] = [0.5, 0.6];

/// Hill rules out one option, and two of another issue under a condition; Dale has a line over two
/// issues, and a third party without figures has one under a condition on two.
const LINES: &str = r#"
[[red_line]]
id = "h1"
party = "hill"
rules_out = { i0 = ["o0"] }
[[red_line]]
id = "h2"
party = "hill"
rules_out = { i1 = ["o1", "o2"] }
condition = { when = { i2 = ["o0"] } }
[[red_line]]
id = "d1"
party = "dale"
rules_out = { i1 = ["o0"], i2 = ["o1"] }
condition = { when = { i0 = ["o2"] } }
[[red_line]]
id = "f1"
party = "ford"
rules_out = { i0 = ["o1"] }
condition = { when = { i1 = ["o2"], i2 = ["o2"] } }
"#;

fn numbers(draft: [usize; 3]) -> String {
    let mut text = "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n".to_owned();
    for (order, party) in ["hill", "dale", "ford"].iter().enumerate() {
        text += &format!(
            "[[party]]\nid = \"{party}\"\nname = \"{party}\"\norder = {order}\nroles = [\"principal\"]\n"
        );
    }
    for issue in 0..3 {
        text += &format!(
            "[[issue]]\nid = \"i{issue}\"\ntitle = \"Issue {issue}\"\norder = {issue}\noptions = [\
             {{ id = \"o0\", text = \"0\" }}, {{ id = \"o1\", text = \"1\" }}, {{ id = \"o2\", text = \"2\" }}]\n"
        );
        for (place, party) in ["hill", "dale"].iter().enumerate() {
            let values: Vec<String> =
                (0..3).map(|it| format!("o{it} = {:?}", VALUES[place][issue][it])).collect();
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{issue}\"\nvalues = {{ {} }}\nsalience = {:?}\n",
                values.join(", "),
                SHARES[place][issue]
            );
        }
    }
    for (place, party) in ["hill", "dale"].iter().enumerate() {
        text += &format!("[[alternative]]\nparty = \"{party}\"\nlevel = {:?}\n", LEVELS[place]);
    }
    let [a, b, c] = draft;
    text + &format!(
        "[[draft]]\nid = \"text\"\ntitle = \"A text\"\ncomplete = true\n\
         points = [{{ number = 1, sets = {{ i0 = \"o{a}\", i1 = \"o{b}\", i2 = \"o{c}\" }} }}]\n"
    )
}

fn drafts() -> Vec<[usize; 3]> {
    (0..27).map(|it| [it / 9, it / 3 % 3, it % 3]).collect()
}

fn keeps_lines(it: &[usize; 3]) -> bool {
    it[0] != 0
        && !(it[2] == 0 && it[1] != 0)
        && !(it[0] == 2 && (it[1] == 0 || it[2] == 1))
        && !(it[1] == 2 && it[2] == 2 && it[0] == 1)
}

fn accepted(it: &[usize; 3]) -> bool {
    (0..2).all(|party| {
        let worth = (0..3).map(|issue| SHARES[party][issue] * VALUES[party][issue][it[issue]]);
        worth.sum::<f64>() >= LEVELS[party] - 1e-9
    })
}

/// Of the drafts that `is` lets through, the changes from `from` of those that need the fewest.
fn nearest(from: &[usize; 3], is: impl Fn(&[usize; 3]) -> bool) -> Vec<Vec<String>> {
    let differ = |it: &[usize; 3]| (0..3).filter(|issue| it[*issue] != from[*issue]).count();
    let fine: Vec<[usize; 3]> = drafts().into_iter().filter(|it| is(it)).collect();
    let least = fine.iter().map(differ).min().unwrap_or(0);
    let changes = |it: &[usize; 3]| -> Vec<String> {
        (0..3).filter(|i| it[*i] != from[*i]).map(|i| format!("i{i}=o{}", it[i])).collect()
    };
    let mut sets: Vec<Vec<String>> =
        fine.iter().filter(|it| least > 0 && differ(it) == least).map(changes).collect();
    sets.sort();
    sets
}

#[test]
fn both_steps_find_what_going_through_every_draft_finds() {
    assert!(drafts().iter().any(|it| keeps_lines(it) && accepted(it)));
    let mut sizes = [0; 4];
    for from in drafts() {
        let finding = amend(&(numbers(from) + LINES), &settings("text"));
        assert_eq!(finding.status, "answered", "{from:?}");
        let sorted = |step| {
            let mut sets = sets(&finding, step);
            sets.sort();
            sets
        };
        assert_eq!(sorted("lines"), nearest(&from, keeps_lines), "{from:?}");
        let expected = nearest(&from, |it| keeps_lines(it) && accepted(it));
        assert_eq!(sorted("worth"), expected, "{from:?}");
        sizes[expected.first().map_or(0, Vec::len)] += 1;
    }
    assert!(sizes[1] > 0 && sizes[2] > 0, "{sizes:?}");
}

#[test]
fn what_nobody_can_reach_is_not_reached() {
    let text = numbers([0, 0, 0]).replace("level = 0.5", "level = 0.99");
    let finding = amend(&text, &settings("text"));
    assert_eq!(finding.status, "target-not-reached");
    assert!(finding.headline.contains("no set of up to 7 changes"), "{}", finding.headline);
    assert!(sets(&finding, "worth").is_empty());
    // As it is: Hill has 0.3 of its best deal and Dale half of its.
    let table = table(&finding, "acceptance_after");
    assert_eq!(rows(table, &[("party", "hill")]).len(), 1);
    let cell = |party: &str, column: &str| {
        let row = rows(table, &[("party", party)])[0];
        table.cell(row, column).and_then(Cell::as_number)
    };
    assert_eq!((cell("hill", "accept"), cell("dale", "accept")), (Some(0.0), Some(0.0)));
    assert_eq!((cell("hill", "worth"), cell("dale", "worth")), (Some(0.3), Some(0.5)));
    assert_eq!(cell("ford", "accept"), None);
}

#[test]
fn an_unknown_issue_counts_at_its_worst_until_it_is_settled() {
    let text = numbers([2, 1, 1]);
    // Of the third issue nothing is known: Dale's worst there is 0, Hill's 0 too.
    let text = text.replace(", i2 = \"o1\"", "").replace("complete = true", "complete = false");
    let finding = amend(&text, &settings("text"));
    let expected: Vec<Vec<String>> = {
        // Settling i2 is a change as well; what stays unknown must do whatever it turns out to be.
        let done = |it: &[Option<usize>; 3]| {
            (0..3).all(|last| {
                accepted(&[it[0].unwrap_or(2), it[1].unwrap_or(1), it[2].unwrap_or(last)])
            })
        };
        let states = |now: Option<usize>| {
            let other = (0..3).filter(move |it| Some(*it) != now).map(Some);
            std::iter::once(None).chain(other)
        };
        let mut fine = Vec::new();
        for a in states(Some(2)) {
            for b in states(Some(1)) {
                fine.extend(states(None).map(|c| [a, b, c]).filter(|it| done(it)));
            }
        }
        let size = |it: &[Option<usize>; 3]| it.iter().flatten().count();
        let least = fine.iter().map(size).min().expect("some");
        let named = |it: &[Option<usize>; 3]| -> Vec<String> {
            (0..3).filter_map(|i| it[i].map(|option| format!("i{i}=o{option}"))).collect()
        };
        fine.iter().filter(|it| size(it) == least).map(named).collect()
    };
    let mut found = sets(&finding, "worth");
    found.sort();
    assert_eq!(found, expected);
    assert!(found.iter().all(|set| set.iter().any(|it| it.starts_with("i2="))), "{found:?}");
}

#[test]
fn three_rivers_reach_the_target_with_numbers() {
    let case = gallery("three-rivers");
    let ask = |target: f64| {
        let settings = settings("draft-3").with("target", Value::Number(target));
        ask(&case, "amend", &settings, &Context::default())
    };
    let finding = ask(0.6);
    assert_eq!(finding.status, "answered");
    assert_eq!(sets(&finding, "worth"), [["operation=asterin"], ["operation=notified"]]);
    let table = table(&finding, "acceptance_after");
    for row in 0..table.rows.len() {
        let number = |column| table.cell(row, column).and_then(Cell::as_number);
        let set = number("set").expect("a set");
        match text(table, row, "party") {
            "belmora" => assert_eq!(number("accept"), None),
            "asterin" if set == 0.0 => assert!(number("accept").expect("a figure") < 0.6),
            _ => assert!(number("accept").expect("a figure") >= 0.6),
        }
        if let (Some(low), Some(it), Some(high)) =
            (number("accept_low"), number("accept"), number("accept_high"))
        {
            assert!(low <= it && it <= high + 0.02, "{low} {it} {high}");
        }
    }
    // An answer to the old text is not one to the new.
    let record = super::table(&finding, "on_record");
    let row = rows(record, &[("party", "belmora"), ("kind", "answer")])[0];
    assert!(text(record, row, "effect").contains("does not carry over"));
}

#[test]
fn what_a_party_may_not_see_changes_nothing_for_it() {
    let case = gallery("three-rivers");
    let settings = settings("draft-2");
    let context = Context { viewer: Some("corvane"), samples: 500, ..Context::default() };
    let finding = ask(&case, "amend", &settings, &context);
    // Asterin's mandate and what it has without a deal are closed to Corvane.
    let said = format!("{finding:?}");
    for closed in ["asterin-mandate", "asterin-caucus", "belmora-mandate"] {
        assert!(!said.contains(closed), "{closed}");
    }
    let copy = case.extract(case.find("corvane"), None);
    assert_eq!(ask(&copy, "amend", &settings, &context), finding);
}

#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let case = gallery("three-rivers");
    let settings = settings("draft-3").with("target", Value::Number(0.8));
    let context = Context { samples: 3000, ..Context::default() };
    let one = rayon_pool(1).install(|| ask(&case, "amend", &settings, &context));
    let four = rayon_pool(4).install(|| ask(&case, "amend", &settings, &context));
    assert_eq!(one, four);
}

#[test]
fn a_saved_set_is_a_draft_that_says_what_was_found() {
    let case = gallery("three-rivers");
    let context = Context::default();
    let settings = settings("draft-3");
    let finding = ask(&case, "amend", &settings, &context);
    let saved = |set, id| amend::save::saved(&case, &context, &finding, "draft-3", set, id);
    let made = saved(None, "draft-3b").expect("saved");
    assert_eq!(made.set, 3);
    let records = made.records;
    let draft = records.drafts.last().expect("the draft");
    assert_eq!(draft.based_on, [records.find("draft-3").expect("the old one")]);
    assert!(!draft.is_live() && draft.tabled_by.is_empty());
    let of = |id: &str| {
        let place = records.find(id).expect("a draft");
        plenipo::case::contents::contents(&records, records.draft(place))
    };
    let (before, after) = (of("draft-3"), of("draft-3b"));
    for (issue, (before, after)) in records.issues.iter().zip(before.iter().zip(&after)) {
        match issue.meta.id.as_ref().map_or("", |it| it.as_str()) {
            "operation" => assert_eq!(after.possible.single(), issue.option("asterin")),
            id => assert_eq!((before.possible, before.how), (after.possible, after.how), "{id}"),
        }
    }
    assert!(saved(Some(9), "x").expect_err("none").to_string().contains("the sets are 1 to"));
    assert!(saved(None, "draft-2").expect_err("taken").to_string().contains("already"));
    assert!(saved(None, "../x").expect_err("no id").to_string().contains("cannot be the name"));
}

/// The share of Asterin's rejecting samples in which the issue is pivotal, by the acceptance lens.
fn pivotal_for_asterin(case: &plenipo::case::Case, issue: &str) -> f64 {
    let finding = ask(case, "acceptance", &settings("draft-1"), &Context::default());
    let blockers = table(&finding, "blockers");
    let own = (0..blockers.rows.len()).find(|row| {
        text(blockers, *row, "party") == "asterin"
            && text(blockers, *row, "kind") == "issue"
            && text(blockers, *row, "issue") == issue
    });
    let share = own.and_then(|row| blockers.cell(row, "share_binding")).and_then(Cell::as_number);
    share.unwrap_or(0.0)
}

#[test]
fn changes_name_the_pivotal_issues_they_take_away_and_make() {
    let case = gallery("three-rivers");
    let finding = ask(&case, "amend", &settings("draft-1"), &Context::default());
    let amendments = table(&finding, "amendments");
    let (mut removed, mut created) = (0, 0);
    for row in 0..amendments.rows.len() {
        let issue = text(amendments, row, "issue");
        let before = pivotal_for_asterin(&case, issue);
        if let Some((_, words)) =
            text(amendments, row, "removes").split_once("pivotal for Asterin (")
        {
            let share: f64 = words.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or(0.0);
            // Other samples than the search's: within five standard errors of a share of some 1,000.
            assert!((share - before).abs() < 0.07, "{issue}: {share} for {before}");
            removed += 1;
        }
        if text(amendments, row, "creates").contains("pivotal for Asterin (") {
            assert!(before < 0.05 + 0.03, "{issue} was pivotal before: {before}");
            created += 1;
        }
    }
    assert!(removed > 0 && created > 0, "the case shows neither");
}

/// One party, two options of which it values the second, and what it has without a deal.
const TORN: &str = r#"
format = 1
[dossier]
title = "Torn"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
order = 1
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours"
options = [{ id = "two", text = "two" }, { id = "six", text = "six" }]
[[draft]]
id = "first"
title = "First text"
complete = true
points = [{ number = 1, sets = { hours = "two" } }]
[[position]]
party = "hill"
issue = "hours"
values = { two = 0.0, six = 1.0 }
[[alternative]]
party = "hill"
level = 0.5
"#;

fn firm(id: &str, party: &str, option: &str, firmness: &str) -> String {
    line(id, party, &format!("rules_out = {{ hours = [\"{option}\"] }}\n{firmness}"))
}

/// Everything it says, in one string.
fn said(finding: &Finding) -> String {
    format!("{} {:?} {:?}", finding.headline, finding.account, finding.notes)
}

#[test]
fn lines_that_conflict_at_their_word_may_do_at_their_firmness() {
    let lines =
        firm("a", "hill", "two", "firmness = 0.8") + &firm("b", "hill", "six", "firmness = 0.1");
    let finding = amend(&format!("{TORN}{lines}"), &settings("first"));
    assert_eq!(finding.status, "answered");
    assert_eq!(sets(&finding, "worth"), [["hours=six"]]);
    assert_eq!(table(&finding, "conflict").rows.len(), 2);
    for part in ["keeps everything", "at that, 1 change brings acceptance to 0.60 with Hill"] {
        assert!(finding.headline.contains(part), "{}", finding.headline);
    }
    let after = table(&finding, "acceptance_after");
    let row = rows(after, &[("party", "hill")])[1];
    let accept = after.cell(row, "accept").and_then(Cell::as_number).expect("a figure");
    assert!((accept - 0.9).abs() < 0.02, "{accept}");
    // A second party that is content with either changes nothing; one that insists does.
    let other = "[[party]]\nid = \"dale\"\nname = \"Dale\"\norder = 2\nroles = [\"principal\"]\n";
    let third = "[[party]]\nid = \"ford\"\nname = \"Ford\"\norder = 3\nroles = [\"principal\"]\n";
    let three = format!("{TORN}{lines}{other}{third}");
    assert_eq!(sets(&amend(&three, &settings("first")), "worth"), [["hours=six"]]);
    let insists = format!("{three}{}", firm("c", "ford", "six", ""));
    let finding = amend(&insists, &settings("first"));
    assert_eq!(finding.status, "conflict");
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
    let accept = after.cell(row, "accept").and_then(Cell::as_number).expect("a figure");
    assert!((accept - 0.8).abs() < 0.03, "{accept}");
    assert!(said(&finding).contains("are taken to bind (`--clear-of`)"));
}

#[test]
fn a_step_that_is_left_out_says_why() {
    let why = |lines: &str, settings: &Settings| {
        let finding = amend(&format!("{TORN}{lines}"), settings);
        assert!(sets(&finding, "worth").is_empty());
        (finding.status, said(&finding))
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
    assert!(why(&hard, &lines).1.contains("--steps lines"));
    // What was asked for leaves no way.
    let never = settings("first").with("never", ids(&["hours=two", "hours=six"]));
    let (status, words) = why("", &never);
    assert_eq!(status, "conflict");
    assert!(words.contains("binds in every sample"), "{words}");
}

#[test]
fn the_second_step_does_with_fewer_changes_than_the_first_needs() {
    // Three lines of little firmness on three issues, and one change allowed.
    let from = [1, 0, 0];
    let lines: String = (0..3)
        .map(|it| {
            line(
                &format!("h{it}"),
                "hill",
                &format!("rules_out = {{ i{it} = [\"o{}\"] }}\nfirmness = 0.05", from[it]),
            )
        })
        .collect();
    let few = settings("text").with("max-changes", Value::Number(1.0));
    let finding = amend(&(numbers(from) + &lines), &few);
    assert!(finding.headline.contains("more than 1 issue"), "{}", finding.headline);
    assert_eq!(finding.status, "answered");
    let expected = nearest(&from, accepted);
    assert_eq!(expected[0].len(), 1);
    assert_eq!(sets(&finding, "worth"), expected);
}

/// A line a condition, hundreds of them, all met: each takes worth away in nearly every sample.
#[test]
fn hundreds_of_crossed_lines_are_not_taken_for_acceptance() {
    for n in [100, 150, 300] {
        let mut text = TORN.replace("sets = { hours = \"two\" }", "sets = { hours = \"six\" }");
        text = text.replace("complete = true", "complete = false");
        text = text.replace("level = 0.5", "level = 0.1");
        for it in 0..n {
            text += &format!(
                "[[issue]]\nid = \"c{it}\"\ntitle = \"Condition {it}\"\norder = {it}\noptions = [{{ id = \"on\", text = \
                 \"on\" }}, {{ id = \"off\", text = \"off\" }}]\n"
            );
            text +=
                &format!("[[position]]\nparty = \"hill\"\nissue = \"c{it}\"\nindifferent = true\n");
            text += &line(
                &format!("h{it}"),
                "hill",
                &format!(
                    "rules_out = {{ hours = [\"six\"] }}\nfirmness = 0.99\ncondition = {{ when = {{ c{it} = [\"on\"] }} }}"
                ),
            );
        }
        let each: Vec<String> = (0..n).map(|it| format!("c{it} = \"on\"")).collect();
        let more = format!("points = [{{ number = 2, sets = {{ {} }} }}, ", each.join(", "));
        text = text.replace("points = [", &more);
        let context = Context { samples: 200, ..Context::default() };
        let finding = ask(&case(&text), "amend", &settings("first"), &context);
        assert!(!finding.headline.contains("as it is"), "{n}: {}", finding.headline);
        let after = table(&finding, "acceptance_after");
        assert_eq!(after.cell(0, "accept"), Some(&Cell::Number(0.0)), "{n}");
        assert_eq!(sets(&finding, "lines"), [["hours=two"]], "{n}");
    }
}

/// The cases with every assumption set that a figure rests on.
fn assumed(slug: &str, set: &str) -> plenipo::case::Case {
    use plenipo::dossier::read::{ReadOptions, read};
    fn below(root: &std::path::Path, folder: &std::path::Path, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(root, &path, files);
            } else if path.extension().is_some_and(|it| it == "toml") {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy();
                files.push((name.replace('\\', "/"), std::fs::read(&path).expect("a file")));
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(slug);
    let mut files = Vec::new();
    below(&root, &root, &mut files);
    let files: Vec<_> =
        files.iter().map(|(name, bytes)| super::file(name, bytes.clone())).collect();
    let options = ReadOptions { assume: vec![set.to_owned()] };
    let (case, problems) = read(&files, &options);
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

#[test]
fn a_draft_as_it_is_has_the_figures_that_assess_gives_it() {
    let cases = [
        gallery("three-rivers"),
        assumed("ukraine-2025", "territory-first"),
        assumed("ukraine-2025", "security-first"),
    ];
    let context = Context { samples: 500, ..Context::default() };
    let (mut same, mut ranges) = (0, 0);
    for case in &cases {
        for draft in &case.drafts {
            let little = settings(draft.id()).with("work", Value::Number(200.0));
            let asked = (amend::LENS.run)(&Input::Case(case), &little, &context);
            // Drafts that were not known yet on the day of the record are not there.
            let Ok(finding) = asked else { continue };
            let assessed = ask(case, "acceptance", &settings(draft.id()), &context);
            let (after, there) =
                (table(&finding, "acceptance_after"), table(&assessed, "acceptance"));
            for row in
                (0..after.rows.len()).filter(|it| after.cell(*it, "set") == Some(&Cell::Count(0)))
            {
                let party = text(after, row, "party");
                let other = rows(there, &[("party", party)])[0];
                let both = |column| (after.cell(row, column), there.cell(other, column));
                for column in ["accept_low", "accept_high", "worth_low", "worth", "worth_high"] {
                    let (here, there) = both(column);
                    assert_eq!(here, there, "{} {party} {column}", draft.id());
                    ranges += usize::from(here != Some(&Cell::Unknown));
                }
                if let (Some(Cell::Number(here)), Some(Cell::Number(there))) = both("accept") {
                    assert_eq!(here, there, "{} {party}", draft.id());
                    same += 1;
                }
            }
        }
    }
    assert!(same > 5 && ranges > 20, "{same} {ranges}");
}

#[test]
fn a_draft_of_many_crossed_lines_takes_little_work() {
    // Seven lines at their word, on seven issues: whatever leaves one of them is no way.
    let case = assumed("ukraine-2025", "territory-first");
    let little = settings("us-28").with("work", Value::Number(200.0));
    let finding = ask(&case, "amend", &little, &Context::default());
    assert_eq!(finding.status, "target-not-reached", "{}", finding.headline);
}

#[test]
fn what_is_given_up_says_how_far_it_came_and_what_helps() {
    // Two parties that want the opposite everywhere, and many ways to displease one of them.
    let mut text = "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n".to_owned();
    let n = 24;
    for (party, first, last) in [("hill", "a", "c"), ("dale", "c", "a")] {
        text +=
            &format!("[[party]]\nid = \"{party}\"\nname = \"{party}\"\nroles = [\"principal\"]\n");
        text += &format!("[[alternative]]\nparty = \"{party}\"\nlevel = 0.55\n");
        for it in 0..n {
            text += &format!(
                "[[position]]\nparty = \"{party}\"\nissue = \"i{it}\"\nranking = [\"{first}\", \"b\", \"{last}\"]\n"
            );
        }
    }
    for it in 0..n {
        text += &format!(
            "[[issue]]\nid = \"i{it}\"\ntitle = \"Issue {it}\"\norder = {it}\noptions = [{{ id = \"a\", text = \"a\" }}, {{ id = \
             \"b\", text = \"b\" }}, {{ id = \"c\", text = \"c\" }}]\n"
        );
    }
    let each: Vec<String> = (0..n).map(|it| format!("i{it} = \"a\"")).collect();
    text += &format!(
        "[[draft]]\nid = \"text\"\ntitle = \"A text\"\ncomplete = true\npoints = [{{ number = 1, sets = {{ {} }} }}]\n",
        each.join(", ")
    );
    let case = case(&text);
    let little =
        settings("text").with("work", Value::Number(1.0)).with("max-changes", Value::Number(20.0));
    let context = Context { samples: 1000, ..Context::default() };
    let finding = rayon_pool(1).install(|| ask(&case, "amend", &little, &context));
    assert_eq!(finding.status, "not-converged", "{}", finding.headline);
    for part in ["no set of fewer than", "were not searched through"] {
        assert!(finding.headline.contains(part), "{}", finding.headline);
    }
    for part in ["--work", "--max-changes", "--only"] {
        assert!(said(&finding).contains(part), "{part}");
    }
    let four = rayon_pool(4).install(|| ask(&case, "amend", &little, &context));
    assert_eq!(finding, four);
    // Whoever is told may stop it, from the first word on.
    let refuse = |_: f64| false;
    let stopped = Context { progress: Some(&refuse), ..context };
    let stopped = (amend::LENS.run)(&Input::Case(&case), &settings("text"), &stopped);
    assert!(matches!(stopped, Err(Error::Cancelled)));
    let wrong = settings("text").with("work", Value::Number(0.0));
    let wrong = (amend::LENS.run)(&Input::Case(&case), &wrong, &context);
    assert!(matches!(wrong, Err(Error::Setting { .. })));
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
    assert_eq!(finding.status, "conflict");
    assert_eq!(table(&finding, "conflict").rows.len(), 2);
}

#[test]
fn without_a_draft_it_starts_from_what_the_next_meeting_carries() {
    let text = "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\nas_of = 2031-05-01\n\
        [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n\
        [[issue]]\nid = \"a\"\ntitle = \"A\"\noptions = [{ id = \"x\", text = \"x\" }, { id = \"y\", text = \"y\" }]\n\
        [[red_line]]\nparty = \"p\"\nwords = \"never x\"\nrules_out = { a = [\"x\"] }\n\
        [[draft]]\nid = \"one\"\ntitle = \"One\"\ndate = 2031-01-01\nform = \"text\"\npoints = [{ number = 1, sets = { a = \"x\" } }]\n\
        [[draft]]\nid = \"two\"\ntitle = \"Two\"\ndate = 2031-02-01\nform = \"text\"\npoints = [{ number = 1, sets = { a = \"y\" } }]\n\
        [[draft]]\nid = \"told\"\ntitle = \"Told\"\ndate = 2031-03-01\nform = \"reported\"\n";
    let meeting = "[[meeting]]\ntitle = \"Next\"\ndate = 2031-05-10\nknown = 2031-04-01\nchannel = [\"p\"]\n\
        carries = [\"one\"]\nlog = [{ is = \"planned\" }]\n";
    let first = |text: &str| {
        let finding = ask(&case(text), "amend", &Settings::default(), &Context::default());
        match finding.account.first() {
            Some(Block::Para(text)) => text.flat(),
            other => unreachable!("{other:?}"),
        }
    };
    assert_eq!(
        first(&format!("{text}{meeting}")),
        "No draft was named: this starts from one, which the next meeting carries (Next, 2031-05-10)."
    );
    assert_eq!(
        first(text),
        "No draft was named: this starts from two, the latest text known here; no meeting ahead is on \
         record."
    );
}

#[test]
fn a_change_to_words_nobody_has_entered_leaves_the_rest_unknown() {
    let words = TALKS.replace("sets = { hours = \"six\" }", "text = \"Six hours.\"");
    let words = words.replace("sets = { road = \"toll\" }", "text = \"A toll.\"");
    let words = words.replace("sets = { court = \"none\" }", "text = \"No court.\"");
    let lines = line("a", "hill", "rules_out = { hours = [\"six\"] }");
    let asked = settings("first").with("clear-of", Value::Text("may-be-crossed".to_owned()));
    let case = case(&format!("{words}{lines}"));
    let context = Context::default();
    let finding = ask(&case, "amend", &asked, &context);
    let made = amend::save::saved(&case, &context, &finding, "first", None, "first-b");
    let made = made.expect("saved");
    let made = made.records.drafts.last().expect("the draft");
    assert!(!made.complete && made.points.iter().any(|it| !it.sets.is_empty()));
}
