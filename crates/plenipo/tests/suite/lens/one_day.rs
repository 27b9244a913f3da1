//! Where the latest of several counts and they are of one day, nobody knows which that is: no order of their
//! ids tells.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::preference::reservation::{Reservation, Worth, unsaid};
use plenipo_record::case::Case;
use plenipo_record::case::lines::standing;
use plenipo_record::case::without::Lacking;
use plenipo_record::dossier::read::{ReadOptions, read};

use super::{ask, case, number, rows, show, table, text};
use plenipo_testing::dossier::named as file;

const HEAD: &str = r#"
format = 1
[dossier]
title = "Two"
disclosure = "open"
as_of = 2031-06-01
[file]
basis = "stated"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "dale"
name = "Dale"
roles = ["principal"]
[[issue]]
id = "toll"
title = "Toll"
options = [{ id = "low", text = "low" }, { id = "mid", text = "mid" }, { id = "high", text = "high" }]
[[draft]]
id = "one"
title = "One"
date = 2031-05-01
[[forecast]]
id = "q"
question = "Will they sign?"
criteria = "Yes if they sign."
opens = 2031-05-01
closes = 2031-05-30
[[resolution]]
forecast = "q"
date = 2031-05-20
outcome = "yes"
"#;

/// Two records of one table, under both orders of their ids, with what stands beside them.
fn both(table: &str, [a, b]: [&str; 2], more: &str) -> [Case; 2] {
    [["x", "y"], ["y", "x"]].map(|[first, second]| {
        case(&format!(
            "{HEAD}[[{table}]]\nid = \"{first}\"\n{a}\n[[{table}]]\nid = \"{second}\"\n{b}\n{more}"
        ))
    })
}

/// How many sides of conflicts `show` lists, and how many warnings `check` gives, that say the records are of one day.
fn told(table: &str, bodies: [&str; 2]) -> (usize, usize) {
    let conflicts = show(&both(table, bodies, "")[0], "conflicts");
    let told = rows(self::table(&conflicts, "conflicts"), &[("kind", "of one day")]).len();
    let [a, b] = bodies;
    let files = [file("all.toml", format!("{HEAD}[[{table}]]\n{a}\n[[{table}]]\n{b}\n"))];
    let (_, problems) = read(&files, &ReadOptions::default());
    (told, problems.iter().filter(|it| it.message.contains("2031-05-06")).count())
}

fn ruled_out(case: &Case, party: &str) -> Vec<String> {
    let party = case.find(party).expect("a party");
    let mut found: Vec<String> = standing(case, party)
        .iter()
        .map(|line| format!("{:?}", line.rules_out_on(case.find("toll").expect("an issue"))))
        .collect();
    found.sort();
    found
}

const LINE: &str = "party = \"dale\"\nthread = \"t\"\ndate = 2031-05-06\n";

#[test]
fn each_line_of_one_day_stands() {
    let line = |rest: &str| format!("{LINE}{rest}");
    let (mid, high) =
        (line("rules_out = { toll = \"mid\" }"), line("rules_out = { toll = \"high\" }"));
    let [a, b] = both("red_line", [&mid, &high], "");
    assert_eq!(ruled_out(&a, "dale").len(), 2);
    assert_eq!(ruled_out(&a, "dale"), ruled_out(&b, "dale"));
    assert_eq!(told("red_line", [&mid, &high]), (2, 1));
    // The same said twice is one line, and what somebody drew stands for what is supposed.
    let supposed = format!("{mid}\nbasis = \"assumed\"");
    for it in both("red_line", [&mid, &supposed], "") {
        let lines = standing(&it, it.find("dale").expect("a party"));
        assert_eq!((lines.len(), lines[0].is_assumed(&it), lines[0].restates.len()), (1, false, 1));
    }
    assert_eq!(told("red_line", [&mid, &supposed]), (0, 0));
    // A later one stands alone, and one that was lifted then or later takes the others with it.
    let later = "[[red_line]]\nparty = \"dale\"\nthread = \"t\"\ndate = 2031-05-07\nrules_out = { toll = \"low\" }\n";
    for it in both("red_line", [&mid, &high], later) {
        assert_eq!(ruled_out(&it, "dale").len(), 1);
    }
    let lifted = format!("{high}\nlifted = {{ date = 2031-05-08 }}");
    for it in both("red_line", [&mid, &lifted], "") {
        assert!(ruled_out(&it, "dale").is_empty());
    }
    // What was said of its firmness on one day holds from the one to the other.
    let firm = |of: &str, chance: &str| format!("{of}\nfirmness = {chance}");
    for it in both("red_line", [&firm(&mid, "0.5"), &firm(&high, "0.9")], "") {
        let lines = standing(&it, it.find("dale").expect("a party"));
        for line in &lines {
            let range = line.firmness.expect("said").range();
            assert_eq!((range.low, range.high), (0.5, 0.9));
        }
    }
}

#[test]
fn each_binding_claim_of_one_day_stands() {
    let claim = |options: &str| {
        format!(
            "{{ party = \"hill\", force = \"binding\", date = 2031-05-06, settles = {{ toll = \"{options}\" }} }}"
        )
    };
    let denied =
        "{ party = \"hill\", force = \"denied\", date = 2031-05-06, content = \"not disclosed\" }"
            .to_owned();
    let with = |claims: [&String; 2]| {
        case(&format!(
            "{HEAD}[[understanding]]\nid = \"u\"\ntitle = \"U\"\ndate = 2031-05-05\nbetween = [\"hill\", \"dale\"]\n\
             claims = [{}, {}]\n",
            claims[0], claims[1]
        ))
    };
    let (low, mid) = (claim("low"), claim("mid"));
    for (claims, lines) in [
        ([&low, &mid], 2),
        ([&mid, &low], 2),
        ([&low, &low], 1),
        ([&low, &denied], 1),
        ([&denied, &low], 1),
    ] {
        let case = with(claims);
        assert_eq!(ruled_out(&case, "hill").len(), lines, "{claims:?}");
        let conflicts = show(&case, "conflicts");
        let contested =
            rows(table(&conflicts, "conflicts"), &[("kind", "contested understanding")]);
        assert_eq!(contested.is_empty(), claims[0] == claims[1], "{claims:?}");
    }
}

#[test]
fn alternatives_of_one_day_are_a_range_or_no_number() {
    let of = |rest: &str| format!("party = \"hill\"\ndate = 2031-05-06\n{rest}");
    let (low, high) = (of("level = 0.1\nwords = \"A\""), of("level = [0.6, 0.9]\nwords = \"B\""));
    for it in both("alternative", [&low, &high], "") {
        let found = Reservation::of(&it, it.find("hill").expect("a party")).expect("a range");
        let Worth::Level(range) = found.worth else { unreachable!("{found:?}") };
        assert_eq!((range.low, range.high, found.with.len()), (0.1, 0.9, 1));
    }
    assert_eq!(told("alternative", [&low, &high]), (2, 1));
    let outcome = of("outcome = { toll = \"mid\" }");
    for it in both("alternative", [&low, &outcome], "") {
        let party = it.find("hill").expect("a party");
        assert_eq!(Reservation::of(&it, party), None);
        assert_eq!(unsaid(&it, party), Some((None, Lacking::OneDay)));
        let unknowns = format!("{:?}", show(&it, "unknowns").tables);
        assert!(unknowns.contains("it is not on record which came last"), "{unknowns}");
    }
    // A later one counts alone; a direction beside a level says no other level.
    let later = "[[alternative]]\nparty = \"hill\"\ndate = 2031-05-07\nlevel = 0.3\n";
    for it in both("alternative", [&low, &outcome], later) {
        let found = Reservation::of(&it, it.find("hill").expect("a party")).expect("a level");
        assert_eq!(found.with, []);
    }
    assert_eq!(told("alternative", [&low, &of("level = 0.1\nwords = \"again\"")]), (0, 0));
}

fn score(case: &Case) -> Finding {
    let settings = Settings::default().with("what", Value::Text("scores".into()));
    ask(case, "forecasts", &settings, &Context::default())
}

#[test]
fn of_numbers_of_one_day_none_is_the_last() {
    let says = |chance: &str| {
        format!("forecast = \"q\"\nby = \"Ann\"\ndate = 2031-05-06\nchance = {chance}")
    };
    let before =
        "[[prediction]]\nforecast = \"q\"\nby = \"Ann\"\ndate = 2031-05-02\nchance = 0.5\n";
    let (low, high) = (says("0.1"), says("0.9"));
    for it in both("prediction", [&low, &high], before) {
        let finding = score(&it);
        for chance in ["0.1", "0.9"] {
            let of = [("by", "Ann"), ("chance", chance)];
            let scored = text(&finding, "predictions", &of, "scored").expect("said");
            assert!(scored.contains("nothing shows which came last"), "{scored}");
            assert_eq!(
                text(&finding, "predictions", &of, "standing").as_deref(),
                Some("one of several of its day")
            );
        }
        // Nor is the one before them.
        let of = [("by", "Ann"), ("chance", "0.5")];
        assert_eq!(text(&finding, "predictions", &of, "standing").as_deref(), Some("revised"));
        assert!(rows(table(&finding, "authors"), &[("by", "Ann")]).is_empty());
    }
    assert_eq!(told("prediction", [&low, &high]), (2, 1));
    // A later one is, and the same said twice is one.
    let after = before.replace("05-02", "05-08");
    for it in both("prediction", [&low, &high], &after) {
        assert_eq!(number(&score(&it), "authors", &[("by", "Ann")], "brier_low"), Some(0.25));
    }
    for it in both("prediction", [&low, &low], "") {
        let brier = number(&score(&it), "authors", &[("by", "Ann")], "brier_low").expect("scored");
        assert!((brier - 0.81).abs() < 1e-9, "{brier}");
    }
    assert_eq!(told("prediction", [&low, &low]), (0, 0));
}

#[test]
fn of_answers_of_one_day_none_goes_before_the_others() {
    let to = "party = \"dale\"\nto = \"one\"\ndate = 2031-05-06\naudience = \"room\"\n";
    let [accepts, rejects] = ["accept", "reject"].map(|it| format!("{to}answer = \"{it}\""));
    let differ = |bodies: [&str; 2]| {
        let conflicts = show(&both("answer", bodies, "")[0], "conflicts");
        let sides = rows(table(&conflicts, "conflicts"), &[("kind", "answers differ")]).len();
        (sides, told("answer", bodies).1)
    };
    assert_eq!(differ([&accepts, &rejects]), (2, 1));
    assert_eq!(differ([&accepts, &accepts]), (0, 0));
    // Two voices may say two things: that is a conflict of the side, and no slip of who enters it.
    let voices = [("A", &accepts), ("B", &rejects)]
        .map(|(by, it)| format!("{it}\nby = \"Voice {by}\"\nwords = \"{by}\""));
    assert_eq!(differ([&voices[0], &voices[1]]), (2, 0));
    for it in both("answer", [&accepts, &rejects], "") {
        let finding = ask(
            &it,
            "acceptance",
            &Settings::default(),
            &Context { samples: 100, ..Context::default() },
        );
        let status = text(&finding, "acceptance", &[("draft", "one"), ("party", "dale")], "status");
        assert_eq!(status.as_deref(), Some("undetermined"));
    }
}
