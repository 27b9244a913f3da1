//! The second step: the smallest changes that reach a target, against going through every draft.

use plenipo::finding::table::Cell;
use plenipo::lens::amend;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::Value;

use super::super::{ask, case, gallery, rayon_pool, rows, table};
use super::{TALKS, TORN, amend, line, said, sets, settings, text};

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

pub(super) fn numbers(draft: [usize; 3]) -> String {
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

pub(super) fn accepted(it: &[usize; 3]) -> bool {
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
        assert_eq!(finding.status.word(), "answered", "{from:?}");
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
    assert_eq!(finding.status.word(), "target-not-reached");
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
    assert_eq!(finding.status.word(), "answered");
    assert_eq!(sets(&finding, "worth"), [["operation=asterin"], ["operation=notified"]]);
    let table = table(&finding, "acceptance_after");
    for row in 0..table.rows.len() {
        let number = |column| table.cell(row, column).and_then(Cell::as_number);
        let set = number("set").expect("a set");
        match text(table, row, "party") {
            "belmora" => assert_eq!(number("counted"), None),
            "asterin" if set == 0.0 => assert!(number("counted").expect("a figure") < 0.6),
            _ => assert!(number("counted").expect("a figure") >= 0.6),
        }
        if let (Some(low), Some(it), Some(high)) =
            (number("accept_low"), number("counted"), number("accept_high"))
        {
            assert!(low <= it && it <= high + 0.02, "{low} {it} {high}");
        }
    }
    // An answer to the old text is not one to the new.
    let record = super::super::table(&finding, "on_record");
    let row = rows(record, &[("party", "belmora"), ("kind", "answer")])[0];
    assert!(text(record, row, "effect").contains("does not carry over"));
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
    assert_eq!(finding.status.word(), "answered");
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
    assert_eq!(finding.status.word(), "not-converged", "{}", finding.headline);
    for part in ["no set of fewer than", "were not fully searched"] {
        assert!(finding.headline.contains(part), "{}", finding.headline);
    }
    for part in ["`work`", "`max-changes`", "`only`"] {
        assert!(said(&finding).contains(part), "{part}");
    }
    let four = rayon_pool(4).install(|| ask(&case, "amend", &little, &context));
    assert_eq!(finding, four);
    // Whoever is told may stop it, from the first word on.
    let refuse = |_: f64| false;
    let stopped = Context { progress: Some(&refuse), ..context };
    let stopped = amend::LENS.ask(&case, &settings("text"), &stopped);
    assert!(matches!(stopped, Err(Error::Cancelled)));
    let wrong = settings("text").with("work", Value::Number(0.0));
    let wrong = amend::LENS.ask(&case, &wrong, &context);
    assert!(matches!(wrong, Err(Error::Setting { .. })));
}

#[test]
fn a_condition_on_what_is_left_open_counts_where_lines_that_may_be_crossed_do() {
    // The court is left to the principals; Hill's best hours are ruled out if there is a joint one.
    let text = TALKS.replace(
        "{ number = 3, sets = { court = \"none\" } }",
        "{ number = 3, leaves_open = [\"court\"] }",
    );
    let held = r#"
[[position]]
party = "hill"
issue = "hours"
values = { two = 1, four = 0.5, six = 0 }
salience = 0.9
[[position]]
party = "hill"
issue = "court"
values = { none = 1, joint = 0 }
salience = 0.1
[[position]]
party = "hill"
issue = "road"
salience = "none"
[[alternative]]
party = "hill"
level = 0.8
[[red_line]]
id = "two"
party = "hill"
words = "not two hours under a joint court"
rules_out = { hours = ["two"] }
condition = { text = "under a joint court", when = { court = ["joint"] } }
"#;
    let strict = settings("first").with("clear-of", Value::Text("may-be-crossed".to_owned()));
    let finding = amend(&[text.as_str(), held].concat(), &strict);
    assert_eq!(sets(&finding, "worth"), [["hours=two", "court=none"]], "{}", said(&finding));
    let plain = amend(&[text.as_str(), held].concat(), &settings("first"));
    assert_eq!(sets(&plain, "worth"), [["hours=two"]], "{}", said(&plain));
}
