//! What the acceptance lens says of small dossiers: statuses, verdicts, tables.

use plenipo::case::Case;
use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};

use super::{ask, assess, case, cell, columns, number, rows, table, text};

/// Two parties, three issues of three options, positions of both on all of them.
const HEAD: &str = r#"
format = 1
[dossier]
title = "Three wells"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "vale"
name = "Vale"
roles = ["principal"]
[[issue]]
id = "x"
title = "Hours"
ordered = true
status_quo = "x3"
options = [{ id = "x1", text = "two" }, { id = "x2", text = "four" }, { id = "x3", text = "six" }]
[[issue]]
id = "y"
title = "Keys"
status_quo = "y1"
options = [{ id = "y1", text = "Hill" }, { id = "y2", text = "Vale" }, { id = "y3", text = "both" }]
[[issue]]
id = "z"
title = "Repairs"
options = [{ id = "z1", text = "Hill" }, { id = "z2", text = "Vale" }, { id = "z3", text = "both" }]
"#;

/// Full rankings of Hill.
const HILL: &str = r#"
[[position]]
party = "hill"
issue = "x"
ranking = ["x1", "x2", "x3"]
[[position]]
party = "hill"
issue = "y"
ranking = ["y1", "y3", "y2"]
[[position]]
party = "hill"
issue = "z"
ranking = ["z2", "z3", "z1"]
"#;

fn with(parts: &[&str]) -> Case {
    case(&parts.concat())
}

fn asked(parts: &[&str]) -> Finding {
    assess(&with(parts), 2_000)
}

/// A draft `d` of which `points` are the points, and the rest of its table.
fn draft(rest: &str, points: &str) -> String {
    format!("[[draft]]\nid = \"d\"\ntitle = \"Draft\"\n{rest}\npoints = [{points}]\n")
}

const WHOLE: &str = "{ sets = { x = \"x2\", y = \"y3\", z = \"z3\" } }";

fn line(rest: &str) -> String {
    format!("[[red_line]]\nparty = \"hill\"\nwords = \"never\"\ndate = 2031-01-01\n{rest}\n")
}

fn status(finding: &Finding, party: &str) -> String {
    text(finding, "acceptance", &[("draft", "d"), ("party", party)], "status").expect("a status")
}

fn hill(finding: &Finding, column: &str) -> Option<f64> {
    number(finding, "acceptance", &[("draft", "d"), ("party", "hill")], column)
}

fn verdict(finding: &Finding) -> String {
    let key = [("draft", "d"), ("party", "hill")];
    text(finding, "lines", &key, "verdict").expect("a verdict")
}

#[test]
fn the_tables_have_the_columns_promised() {
    let finding = asked(&[HEAD, &draft("", WHOLE)]);
    let promised = [
        "draft",
        "party",
        "status",
        "answer",
        "lines_crossed",
        "lines_maybe",
        "worth_low",
        "worth",
        "worth_high",
        "accept_low",
        "accept",
        "accept_high",
        "std_error",
    ];
    assert_eq!(columns(table(&finding, "acceptance"))[..promised.len()], promised);
    let promised = ["draft", "party", "blocker", "kind", "issue", "share_binding", "share_only"];
    assert_eq!(columns(table(&finding, "blockers")), promised);
    for id in ["joint", "ranks", "deciders", "consents"] {
        assert!(finding.table(id).is_some(), "{id}");
    }
}

#[test]
fn recorded_answers_come_first() {
    let line = line("rules_out = { x = [\"x2\"] }");
    let answer = |answer: &str, audience: &str, date: &str| {
        format!(
            "[[answer]]\nparty = \"hill\"\nto = \"d\"\nanswer = \"{answer}\"\naudience = \"{audience}\"\ndate = {date}\n"
        )
    };
    let accepts = answer("accept", "public", "2031-02-01");
    let finding = asked(&[HEAD, &draft("", WHOLE), &line, &accepts]);
    assert_eq!(status(&finding, "hill"), "accepted");
    assert_eq!(hill(&finding, "lines_crossed"), Some(1.0), "the line stays shown");
    let rejects = answer("reject", "public", "2031-03-01");
    let finding = asked(&[HEAD, &draft("", WHOLE), &accepts, &rejects]);
    assert_eq!(status(&finding, "hill"), "refused", "the latest of an audience stands");
    assert_eq!(text(&finding, "joint", &[("draft", "d")], "stopped_by").as_deref(), Some("hill"));
    // What it told the mediator is not what it told the public, and neither counts for the other.
    let privately = answer("reject", "mediator", "2031-03-01");
    let finding = asked(&[HEAD, &draft("", WHOLE), &accepts, &privately]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    assert_eq!(rows(table(&finding, "answers"), &[("party", "hill")]).len(), 2);
    let key = [("draft", "d"), ("party", "hill")];
    let shown = text(&finding, "acceptance", &key, "answer").expect("answers");
    assert!(shown.contains("accept (public)") && shown.contains("reject (mediator)"), "{shown}");
    // An answer to points of it is not an answer to it.
    let numbered = "{ number = 1, sets = { x = \"x2\" } }";
    let to_a_point = accepts.replace("answer =", "points = [\"1\"]\nanswer =");
    let finding = asked(&[HEAD, &draft("", numbered), &to_a_point]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    // Neither is one to any text.
    let to_any = rejects.replace("to = \"d\"", "to = \"any-text\"");
    let finding = asked(&[HEAD, &draft("", numbered), &to_any]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    assert_eq!(rows(table(&finding, "answers"), &[("draft", "any-text")]).len(), 1);
}

#[test]
fn a_line_crossed_at_its_word_blocks_and_its_own_text_is_a_conflict() {
    let line = line("rules_out = { x = [\"x2\", \"x3\"] }");
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE), &line]);
    assert_eq!(status(&finding, "hill"), "blocked");
    // Without an alternative there is no number, but for the veto.
    assert_eq!(hill(&finding, "accept_low"), Some(0.0));
    assert_eq!(hill(&finding, "accept"), Some(0.0));
    assert_eq!(hill(&finding, "accept_high"), None);
    let key = [("draft", "d"), ("party", "hill"), ("kind", "line")];
    assert_eq!(text(&finding, "blockers", &key, "issue").as_deref(), Some("x"));
    assert_eq!(number(&finding, "blockers", &key, "share_binding"), Some(1.0));
    assert_eq!(number(&finding, "joint", &[("draft", "d")], "accept"), Some(0.0));
    let finding = asked(&[HEAD, &draft("tabled_by = [\"vale\", \"hill\"]", WHOLE), &line]);
    assert_eq!(status(&finding, "hill"), "conflict");
    assert_eq!(status(&finding, "vale"), "undetermined", "tabling is not accepting");
    // Contributing is not tabling.
    let finding = asked(&[HEAD, &draft("contributors = [\"hill\"]", WHOLE), &line]);
    assert_eq!(status(&finding, "hill"), "blocked");
}

#[test]
fn without_positions_or_an_alternative_there_is_no_number() {
    let finding = asked(&[HEAD, &draft("", WHOLE)]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    for column in ["worth_low", "worth", "worth_high", "accept_low", "accept", "accept_high"] {
        assert_eq!(hill(&finding, column), None, "{column}");
    }
    assert_eq!(finding.provenance.samples, None);
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE)]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    assert!(hill(&finding, "worth").is_some());
    for column in ["accept_low", "accept", "accept_high", "std_error"] {
        assert_eq!(hill(&finding, column), None, "{column}");
    }
    // A line that is unclear for the draft does not stop it, and gives no number either.
    let unclear = line("rules_out = { x = [\"x3\"] }\nunclear = { x = [\"x2\"] }");
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE), &unclear]);
    assert_eq!(hill(&finding, "accept_low"), None);
    assert_eq!(hill(&finding, "lines_maybe"), Some(1.0));
    // A direction alone has no number.
    let up = "[[alternative]]\nparty = \"hill\"\ndirection = \"up\"\n";
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE), up]);
    assert_eq!(hill(&finding, "accept"), None);
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.4\n";
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE), level]);
    assert_eq!(status(&finding, "hill"), "open");
    assert!(hill(&finding, "accept").is_some_and(|it| it > 0.0 && it < 1.0));
    assert!(hill(&finding, "std_error").is_some_and(|it| it > 0.0 && it < 0.02));
    assert_eq!(finding.provenance.samples, Some(2_000));
}

#[test]
fn coverage_below_one_half_gives_no_figure() {
    let only = |issues: &[&str]| -> String {
        let all = HILL.split("[[position]]").filter(|it| !it.trim().is_empty());
        let kept = all.filter(|it| issues.iter().any(|i| it.contains(&format!("\"{i}\""))));
        kept.map(|it| format!("[[position]]{it}")).collect()
    };
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.4\n";
    let finding = asked(&[HEAD, &only(&["x"]), &draft("", WHOLE), level]);
    assert_eq!(hill(&finding, "positions_known"), Some(1.0));
    assert_eq!(hill(&finding, "issues_set"), Some(3.0));
    assert_eq!((hill(&finding, "worth"), hill(&finding, "accept")), (None, None));
    let finding = asked(&[HEAD, &only(&["x", "y"]), &draft("", WHOLE), level]);
    assert!(hill(&finding, "worth").is_some());
    // One of two is one half: not below it. What the draft does not speak of does not count.
    let two = draft("complete = true", "{ sets = { x = \"x2\", z = \"z1\" } }");
    let finding = asked(&[HEAD, &only(&["x"]), &two, level]);
    assert_eq!(hill(&finding, "issues_set"), Some(2.0));
    assert!(hill(&finding, "worth").is_some());
    // A position that has ended is none, and what it replaced does not come back.
    let ended = "[[position]]\nparty = \"hill\"\nissue = \"x\"\ndate = 2031-02-01\nended = true\n";
    let finding = asked(&[HEAD, &only(&["x"]), ended, &two, level]);
    assert_eq!(hill(&finding, "positions_known"), Some(0.0));
}

#[test]
fn verdicts_follow_what_the_draft_is_known_to_say() {
    let rules_out = line("rules_out = { x = [\"x2\", \"x3\"] }\nunclear = { y = [\"y3\"] }");
    let judged =
        |rest: &str, points: &str| verdict(&asked(&[HEAD, &draft(rest, points), &rules_out]));
    assert_eq!(judged("", "{ sets = { x = \"x2\", y = \"y1\" } }"), "crossed");
    assert_eq!(judged("", "{ sets = { x = \"x1\", y = \"y1\" } }"), "respected");
    assert_eq!(judged("", "{ sets = { x = \"x1\", y = \"y3\" } }"), "unclear");
    // Every option in brackets crosses it; only some; none.
    assert_eq!(judged("", "{ among = { x = [\"x2\", \"x3\"] } }"), "crossed");
    let some = "{ sets = { y = \"y1\" }, among = { x = [\"x1\", \"x3\"] } }";
    assert_eq!(judged("", some), "may be crossed");
    // "Anything but".
    assert_eq!(judged("", "{ excludes = { x = [\"x1\"] } }"), "crossed");
    let but = "{ sets = { y = \"y1\" }, excludes = { x = [\"x2\", \"x3\"] } }";
    assert_eq!(judged("", but), "respected");
    // Left to the principals: the draft contains none of them.
    assert_eq!(judged("", "{ sets = { y = \"y1\" }, leaves_open = [\"x\"] }"), "respected");
    // Silence is the status quo only in a complete text.
    assert_eq!(judged("complete = true", "{ sets = { y = \"y1\" } }"), "crossed");
    assert_eq!(judged("complete = false", "{ sets = { y = \"y1\" } }"), "may be crossed");
}

#[test]
fn points_and_lines_under_conditions() {
    let plain = line("rules_out = { x = [\"x2\", \"x3\"] }");
    let judged = |points: &str| verdict(&asked(&[HEAD, &draft("", points), &plain]));
    let under = |y: &str, when: &str| {
        format!(
            "{{ sets = {{ y = \"{y}\", x = \"x1\" }} }}, {{ sets = {{ x = \"x3\" }}, only_if = {when} }}"
        )
    };
    let when = "{ text = \"if Vale keeps the keys\", when = { y = [\"y2\"] } }";
    // The exception holds, does not hold, cannot be told.
    assert_eq!(judged(&under("y2", when)), "crossed");
    assert_eq!(judged(&under("y1", when)), "respected");
    assert_eq!(judged(&under("y1", "\"if the rains come\"")), "may be crossed");
    // Two exceptions that hold and contradict each other: either may be meant.
    let both = format!(
        "{{ sets = {{ y = \"y2\" }} }}, {{ sets = {{ x = \"x1\" }}, only_if = {when} }}, {{ sets = {{ x = \"x3\" }}, only_if = {when} }}"
    );
    assert_eq!(judged(&both), "may be crossed");
    // A line that applies under a condition, over several issues.
    let conditional = line(
        "rules_out = { x = [\"x3\"], z = [\"z1\"] }\ncondition = { text = \"while Vale has the keys\", when = { y = [\"y2\", \"y3\"] } }",
    );
    let judged = |points: &str| verdict(&asked(&[HEAD, &draft("", points), &conditional]));
    assert_eq!(judged("{ sets = { x = \"x3\", y = \"y2\", z = \"z2\" } }"), "crossed");
    assert_eq!(judged("{ sets = { x = \"x1\", y = \"y3\", z = \"z1\" } }"), "crossed");
    assert_eq!(judged("{ sets = { x = \"x3\", y = \"y1\", z = \"z1\" } }"), "respected");
    assert_eq!(judged("{ sets = { x = \"x3\", z = \"z2\" } }"), "may be crossed");
    let words = line("rules_out = { x = [\"x3\"] }\ncondition = \"unless it is asked\"");
    let finding = asked(&[HEAD, &draft("", "{ sets = { x = \"x3\" } }"), &words]);
    assert_eq!(verdict(&finding), "may be crossed");
}

#[test]
fn lines_of_one_thread_are_one_line_and_the_latest_stands() {
    let said = |date: &str, rest: &str| {
        format!(
            "[[red_line]]\nparty = \"hill\"\nwords = \"of {date}\"\nthread = \"hours\"\ndate = {date}\n{rest}\n"
        )
    };
    let text_of = draft("", "{ sets = { x = \"x2\" } }");
    let early = said("2031-01-01", "rules_out = { x = [\"x2\", \"x3\"] }");
    let later = said("2031-02-01", "rules_out = { x = [\"x3\"] }");
    let key = [("draft", "d"), ("party", "hill")];
    let finding = asked(&[HEAD, &text_of, &later, &early]);
    assert_eq!(verdict(&finding), "respected");
    assert_eq!(text(&finding, "lines", &key, "line").as_deref(), Some("hours"));
    assert_eq!(number(&finding, "lines", &key, "restated"), Some(1.0));
    // An undated statement is the oldest, not the latest.
    let undated = early.replace("date = 2031-01-01\n", "");
    let finding = asked(&[HEAD, &text_of, &undated, &later]);
    assert_eq!(verdict(&finding), "respected");
    // Lifted, then drawn again; lifted where it was first drawn, after it was restated.
    let lifted =
        |date: &str| format!("rules_out = {{ x = [\"x2\"] }}\nlifted = {{ date = {date} }}");
    let standing = |parts: &[&str]| {
        let mut all = vec![HEAD, text_of.as_str()];
        all.extend(parts);
        rows(table(&asked(&all), "lines"), &key).len()
    };
    assert_eq!(standing(&[&said("2031-01-01", &lifted("2031-03-01"))]), 0);
    assert_eq!(standing(&[&said("2031-01-01", &lifted("2031-01-10")), &later]), 1);
    assert_eq!(standing(&[&said("2031-01-01", &lifted("2031-03-01")), &later]), 0);
    // Repeating a line makes it no surer.
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.0\n";
    let soft = said("2031-01-01", "rules_out = { x = [\"x2\"] }\nfirmness = 0.5");
    let again = said("2031-02-01", "rules_out = { x = [\"x2\"] }");
    let parts = [HEAD, HILL, level, &text_of];
    let once = asked(&[&parts[..], &[&soft]].concat());
    let twice = asked(&[&parts[..], &[&soft, &again]].concat());
    assert_eq!(status(&once, "hill"), status(&twice, "hill"));
    for column in ["accept_low", "accept", "accept_high"] {
        assert_eq!(hill(&once, column), hill(&twice, column), "{column}");
    }
}

#[test]
fn an_understanding_called_binding_is_a_line_where_its_content_is_known() {
    let understanding = |claims: &str| {
        format!(
            "[[understanding]]\nid = \"spring\"\ntitle = \"Spring\"\nbetween = [\"hill\", \"vale\"]\nclaims = [{claims}]\n"
        )
    };
    let binding = "{ party = \"hill\", date = 2031-01-01, force = \"binding\", settles = { x = \"x1\" }, words = \"agreed\" }";
    let text_of = draft("", "{ sets = { x = \"x2\" } }");
    let finding = asked(&[HEAD, &text_of, &understanding(binding)]);
    assert_eq!(verdict(&finding), "crossed");
    assert_eq!(status(&finding, "hill"), "blocked");
    assert_eq!(status(&finding, "vale"), "undetermined", "it binds who calls it binding");
    let denied = format!(
        "{binding}, {{ party = \"hill\", date = 2031-02-01, force = \"denied\", settles = {{ x = \"x1\" }} }}"
    );
    let finding = asked(&[HEAD, &text_of, &understanding(&denied)]);
    assert!(rows(table(&finding, "lines"), &[("party", "hill")]).is_empty());
    let closed = "{ party = \"hill\", force = \"binding\", content = \"not disclosed\" }";
    let finding = asked(&[HEAD, &text_of, &understanding(closed)]);
    assert_eq!(verdict(&finding), "content not disclosed");
    assert_eq!(status(&finding, "hill"), "undetermined");
}

#[test]
fn blockers_name_lines_newest_first_then_pivotal_issues() {
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.7\n";
    let old = line("id = \"old\"\nrules_out = { y = [\"y3\"] }");
    let new = line("id = \"new\"\nrules_out = { x = [\"x2\"] }").replace("2031-01", "2031-04");
    let maybe = line("id = \"maybe\"\nrules_out = { z = [\"z1\"] }\nunclear = { z = [\"z3\"] }");
    let finding = asked(&[HEAD, HILL, level, &draft("", WHOLE), &old, &maybe, &new]);
    let table = table(&finding, "blockers");
    let kinds: Vec<String> = rows(table, &[("party", "hill")])
        .into_iter()
        .map(|row| {
            let word = |column| match table.cell(row, column) {
                Some(plenipo::finding::table::Cell::Text(text)) => text.clone(),
                other => unreachable!("{other:?}"),
            };
            format!("{} {}", word("kind"), word("blocker"))
        })
        .collect();
    // With two lines at their word no single issue turns a sample.
    assert_eq!(kinds, ["line new", "line old", "line-maybe maybe"]);
    for name in ["new", "old"] {
        let key = [("party", "hill"), ("blocker", name)];
        assert_eq!(number(&finding, "blockers", &key, "share_binding"), Some(1.0));
        assert_eq!(number(&finding, "blockers", &key, "share_only"), Some(0.0));
    }
    assert_eq!(number(&finding, "blockers", &[("blocker", "maybe")], "share_binding"), None);
    // One line alone: its issue turns those samples that the best option would satisfy.
    let finding = asked(&[HEAD, HILL, level, &draft("", WHOLE), &new]);
    let share = number(&finding, "blockers", &[("blocker", "x")], "share_binding");
    assert!(share.is_some_and(|it| it > 0.0 && it < 1.0));
    assert!(rows(super::table(&finding, "blockers"), &[("blocker", "y")]).is_empty());
    // The best option crosses another line of the party: it would turn nothing.
    let other = line("rules_out = { x = [\"x1\"] }");
    let finding = asked(&[HEAD, HILL, level, &draft("", WHOLE), &new, &other]);
    assert!(rows(super::table(&finding, "blockers"), &[("blocker", "x")]).is_empty());
    // Nothing rejects: no share.
    let nothing = level.replace("0.7", "0.0");
    let finding = asked(&[HEAD, HILL, &nothing, &draft("", WHOLE)]);
    assert!(super::table(&finding, "blockers").rows.is_empty());
}

#[test]
fn noise_is_reported_apart_and_weighs_rejections() {
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.5\n";
    let case = with(&[HEAD, HILL, level, &draft("", WHOLE)]);
    let context = Context { samples: 2_000, ..Context::default() };
    let exact = ask(&case, "acceptance", &Settings::default(), &context);
    assert!(exact.table("noise").is_none());
    let tau = |tau: f64| {
        let settings = Settings::default().with("tau", Value::Number(tau));
        ask(&case, "acceptance", &settings, &context)
    };
    let noisy = tau(0.2);
    assert_eq!(table(&exact, "acceptance"), table(&noisy, "acceptance"));
    let key = [("draft", "d"), ("party", "hill")];
    let rough = number(&noisy, "noise", &key, "accept").expect("a figure");
    let sharp = hill(&exact, "accept").expect("a figure");
    assert!((rough - 0.5).abs() < (sharp - 0.5).abs() + 0.05);
    // Noise that vanishes is none.
    let still = tau(1e-9);
    assert_eq!(number(&still, "noise", &key, "accept"), Some(sharp));
    assert_eq!(table(&exact, "blockers"), table(&still, "blockers"));
    assert_ne!(table(&exact, "blockers"), table(&noisy, "blockers"));
}

#[test]
fn the_agreement_rule_decides_jointly() {
    let third = "[[party]]\nid = \"moor\"\nname = \"Moor\"\nroles = [\"principal\"]\n";
    let rule = |rule: &str| {
        HEAD.replace(
            "disclosure = \"open\"\n",
            &format!("disclosure = \"open\"\nagreement = {rule}\n"),
        )
    };
    let line = line("rules_out = { x = [\"x2\"] }");
    let joint = |head: &str, parts: &[&str]| {
        let mut all = vec![head, third];
        all.extend(parts);
        let finding = asked(&all);
        text(&finding, "joint", &[("draft", "d")], "status").expect("a status")
    };
    let text_of = draft("", WHOLE);
    assert_eq!(joint(HEAD, &[&text_of, &line]), "stopped");
    assert_eq!(joint(&rule("[\"vale\", \"moor\"]"), &[&text_of, &line]), "undetermined");
    let two = rule("{ at_least = 2, of = [\"hill\", \"vale\", \"moor\"] }");
    assert_eq!(joint(&two, &[&text_of, &line]), "undetermined");
    let three = rule("{ at_least = 3, of = [\"hill\", \"vale\", \"moor\"] }");
    assert_eq!(joint(&three, &[&text_of, &line]), "stopped");
    let yes =
        |party: &str| format!("[[answer]]\nparty = \"{party}\"\nto = \"d\"\nanswer = \"accept\"\n");
    assert_eq!(joint(&two, &[&text_of, &yes("vale"), &yes("moor")]), "accepted");
    assert_eq!(joint(HEAD, &[&text_of, &yes("vale"), &yes("moor")]), "undetermined");
    // Nobody whose acceptance is asked for: nothing is agreed.
    let nobody = HEAD.replace("\"principal\"", "\"observer\"");
    let finding = assess(&case(&[&nobody, text_of.as_str()].concat()), 100);
    assert_eq!(
        text(&finding, "joint", &[("draft", "d")], "status").as_deref(),
        Some("undetermined")
    );
}

#[test]
fn further_consents_are_listed_and_change_no_figure() {
    let consent = "[[consent]]\nact = \"assembly vote\"\nwhen = { x = [\"x2\"] }\nof = [\"hill\"]\nform = \"ratification\"\n";
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.5\n";
    let parts = [HEAD, HILL, level];
    let is = |points: &str| {
        let finding = asked(&[&parts[..], &[&draft("", points), consent]].concat());
        let rows = rows(table(&finding, "consents"), &[("draft", "d")]);
        (!rows.is_empty())
            .then(|| text(&finding, "consents", &[("draft", "d")], "is").expect("words"))
    };
    assert_eq!(is(WHOLE).as_deref(), Some("needed"));
    assert_eq!(is("{ among = { x = [\"x1\", \"x2\"] } }").as_deref(), Some("may be needed"));
    assert_eq!(is("{ sets = { x = \"x1\" } }"), None);
    assert_eq!(is("{ leaves_open = [\"x\"] }"), None);
    let without = asked(&[&parts[..], &[&draft("", WHOLE)]].concat());
    let with = asked(&[&parts[..], &[&draft("", WHOLE), consent]].concat());
    assert_eq!(table(&without, "acceptance"), table(&with, "acceptance"));
    assert_eq!(table(&without, "joint"), table(&with, "joint"));
}

#[test]
fn wide_open_is_undetermined_and_deciders_say_what_would_narrow_it() {
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.5\n";
    let part = draft("", "{ sets = { y = \"y3\", z = \"z3\" } }");
    let whole_range = "[[alternative]]\nparty = \"hill\"\nlevel = [0.0, 1.0]\n";
    let finding = asked(&[HEAD, HILL, whole_range, &draft("", WHOLE)]);
    assert_eq!(status(&finding, "hill"), "undetermined");
    assert_eq!(hill(&finding, "accept"), None);
    assert_eq!(
        (hill(&finding, "accept_low"), hill(&finding, "accept_high")),
        (Some(0.0), Some(1.0))
    );
    let key = [("party", "hill"), ("kind", "alternative")];
    assert_eq!(number(&finding, "deciders", &key, "width"), Some(1.0));
    assert_eq!(number(&finding, "deciders", &key, "width_known"), Some(0.0));
    let finding = asked(&[HEAD, HILL, level, &part]);
    let key = [("party", "hill"), ("kind", "content")];
    let width = number(&finding, "deciders", &key, "width").expect("a width");
    assert!(width > 0.0);
    assert_eq!(number(&finding, "deciders", &key, "width_known"), Some(0.0));
    let input = text(&finding, "deciders", &key, "input").expect("words");
    assert!(input.contains("Hours"), "{input}");
    // Nothing known of the alternative: that is what would decide.
    let finding = asked(&[HEAD, HILL, &draft("", WHOLE)]);
    let key = [("party", "hill"), ("kind", "alternative")];
    assert_eq!(*cell(&finding, "deciders", &key, "width"), plenipo::finding::table::Cell::Unknown);
}

#[test]
fn only_live_drafts_are_asked_about_unless_named() {
    let dead = draft("life = [{ is = \"withdrawn\", from = 2031-02-01 }]", WHOLE);
    let case = with(&[HEAD, &dead]);
    let finding = assess(&case, 100);
    assert_eq!(finding.status, "no-draft");
    let settings = Settings::default().with("draft", Value::Ids(vec!["d".into()]));
    let finding = ask(&case, "acceptance", &settings, &Context::default());
    assert_eq!(status(&finding, "hill"), "undetermined");
}
