//! What the acceptance lens says of small dossiers: statuses, verdicts, tables.
//!
//! One long file: every test asks the one question of a small dossier made of the same pieces, and most
//! compare figures with each other; lines and answers are to be cut off it next.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

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
    // One to any text stands against this one.
    let to_any = rejects.replace("to = \"d\"", "to = \"any-text\"");
    let finding = asked(&[HEAD, &draft("", numbered), &to_any]);
    assert_eq!(status(&finding, "hill"), "refused");
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
fn words_that_nobody_has_entered_do_not_cross_a_line_by_silence() {
    let never_six = line("rules_out = { x = [\"x3\"] }");
    let words = "{ number = 1, text = \"Hill pumps two hours.\" }";
    let finding = asked(&[HEAD, HILL, &draft("complete = true", words), &never_six]);
    assert_eq!(verdict(&finding), "may be crossed");
    let said = format!("{:?}", finding.account);
    assert!(said.contains("no point of it says yet what it settles"), "{said}");
    let entered = "{ number = 1, text = \"Keys stay.\", sets = { y = \"y1\" } }";
    let finding = asked(&[HEAD, HILL, &draft("complete = true", entered), &never_six]);
    assert_eq!(verdict(&finding), "crossed");
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
                Some(it) => it.in_words().unwrap_or_default(),
                None => unreachable!("{column}"),
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
    let files = [crate::suite::dossier::named("all.toml", unknown)];
    let (read, problems) = plenipo_record::dossier::read::read(&files, &Default::default());
    assert!(read.is_none() && format!("{problems:?}").contains("no issue is in a group `jutsice`"));
}

#[test]
fn salience_on_one_side_only_gives_no_order_and_says_so() {
    let notes = |saliences: [&str; 4]| under_headings("", saliences, "").notes.join(" ");
    let one = notes(["\"critical\"", "\"high\"", "\"high\"", ""]);
    let said = "How much Hill cares is on record for Amnesty, Bail and Courts and not for Gender: no order of weight follows between them.";
    assert!(one.contains(said), "{one}");
    for all_or_none in [CLASSED, [""; 4], ["\"none\"", "", "", ""], ["0", "", "", ""]] {
        assert!(!notes(all_or_none).contains("no order"), "{all_or_none:?}");
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
        assert!(words.contains("its shares of weight come to"), "{words}");
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

#[test]
fn an_acceptance_over_a_line_not_known_to_be_older_is_a_conflict() {
    let accepts =
        "[[answer]]\nparty = \"hill\"\nto = \"d\"\nanswer = \"accept\"\ndate = 2031-02-01\n";
    let line = |date: &str, rest: &str| {
        format!(
            "[[red_line]]\nparty = \"hill\"\nwords = \"never\"\n{date}\nrules_out = {{ x = [\"x2\"] }}\n{rest}\n"
        )
    };
    let state = |answer: &str, line: &str| {
        let finding = asked(&[HEAD, &draft("", WHOLE), answer, line]);
        let said = format!("{:?}", finding.account);
        (status(&finding, "hill"), said)
    };
    for later in
        ["date = 2031-03-01", "date = 2031-02-01", "", "date = 2031-01-01\ndate_is = \"about\""]
    {
        let (status, said) = state(accepts, &line(later, ""));
        assert_eq!(status, "conflict", "{later}");
        assert!(
            said.contains("it accepted this text") && said.contains("Answered accept"),
            "{said}"
        );
        assert!(said.contains("never"), "the line is shown");
    }
    let (older, said) = state(accepts, &line("date = 2031-01-01", ""));
    assert_eq!(older, "accepted");
    assert!(said.contains("after it had drawn the line that the text crosses"), "{said}");
    // Lifted, restated, kept to.
    let lifted = line("date = 2031-01-01", "lifted = { date = 2031-01-15 }");
    assert_eq!(state(accepts, &lifted).0, "accepted");
    let [first, again] = ["2031-01-01", "2031-04-01"]
        .map(|day| line(&format!("date = {day}"), "thread = \"hours\""));
    assert_eq!(state(accepts, &[first, again].concat()).0, "conflict");
    assert_eq!(state(accepts, &line("date = 2031-03-01", "").replace("x2", "x1")).0, "accepted");
    // What is no acceptance of the whole text is no consent to be set against the line.
    let later = line("date = 2031-03-01", "");
    let points = accepts.replace("answer =", "points = [\"1\"]\nanswer =");
    let numbered = draft("", &WHOLE.replace("{ sets", "{ number = 1, sets"));
    let finding = asked(&[HEAD, &numbered, &points, &later]);
    assert_eq!(status(&finding, "hill"), "blocked");
    for no_consent in [
        accepts.replace("to = \"d\"", "to = \"any-text\""),
        accepts.replace("\"accept\"", "\"accept-if\"\ncondition = \"Vale pays\""),
    ] {
        assert_eq!(state(&no_consent, &later).0, "blocked", "{no_consent}");
    }
    // Its own text, accepted or not.
    let own = draft("tabled_by = [\"vale\", \"hill\"]", WHOLE);
    assert_eq!(status(&asked(&[HEAD, &own, accepts, &later]), "hill"), "conflict");
    // A conflict stops nothing and settles nothing.
    let finding = asked(&[HEAD, &draft("", WHOLE), accepts, &later]);
    assert_eq!(text(&finding, "joint", &[("draft", "d")], "stopped_by"), None);
    assert_eq!(
        text(&finding, "joint", &[("draft", "d")], "status").as_deref(),
        Some("undetermined")
    );
    // Of an assumption set, whatever its day.
    let assumed = line("date = 2031-01-01", "");
    let files = [
        crate::suite::dossier::named("all.toml", [HEAD, &draft("", WHOLE), accepts].concat()),
        crate::suite::dossier::named("assumptions/hard.toml", assumed),
    ];
    let options = plenipo_record::dossier::read::ReadOptions { assume: vec!["hard".into()] };
    let (case, problems) = plenipo_record::dossier::read::read(&files, &options);
    let case = case.unwrap_or_else(|| unreachable!("{problems:?}"));
    assert_eq!(status(&assess(&case, 100), "hill"), "conflict");
}

#[test]
fn a_blocked_draft_says_which_lines_would_have_to_give() {
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.06\n";
    let first = line("rules_out = { x = [\"x2\"] }");
    let said = |parts: &[&str]| format!("{:?}", asked(parts).account);
    let one = said(&[HEAD, HILL, level, &draft("", WHOLE), &first]);
    assert!(one.contains("Does not accept while the line it crosses stands (“never”); up to over 0.99 if that line gave way"), "{one}");
    let second = first.replace("x = [\"x2\"]", "y = [\"y3\"]").replace("never", "not both");
    let two = said(&[HEAD, HILL, level, &draft("", WHOLE), &first, &second]);
    assert!(
        two.contains("while the lines it crosses stand")
            && two.contains("if all of these gave way"),
        "{two}"
    );
    // No chance short of certainty is written as one.
    let almost = asked(&[HEAD, HILL, level, &draft("", WHOLE)]);
    let accept = hill(&almost, "accept").expect("a figure");
    assert!(accept > 0.995 && accept < 1.0, "{accept}");
    assert!(format!("{:?}", almost.account).contains("with probability over 0.99"));
}

/// A draft that Hill's line crosses, accepted on `answered`; the line was drawn on 1 May.
fn accepted_on(answered: &str) -> Case {
    case(&format!(
        "{HEAD}{HILL}\n[[alternative]]\nparty = \"hill\"\nlevel = [0.1, 0.2]\n\
         [[red_line]]\nid = \"never\"\nparty = \"hill\"\ndate = 2031-05-01\nwords = \"never two\"\n\
         rules_out = {{ x = [\"x1\"] }}\n\
         [[draft]]\nid = \"d\"\ntitle = \"D\"\ndate = 2031-04-20\ncomplete = true\n\
         points = [{{ number = 1, sets = {{ x = \"x1\", y = \"y1\", z = \"z1\" }} }}]\n\
         [[answer]]\nparty = \"hill\"\nto = \"d\"\nanswer = \"accept\"\ndate = {answered}\n"
    ))
}

#[test]
fn an_acceptance_after_a_line_stands_and_the_page_says_so_throughout() {
    let case = accepted_on("2031-05-10");
    let page = format!("{:?}", assess(&case, 200).account);
    assert!(page.contains("Hill: accepted"), "{page}");
    assert!(page.contains("set aside by its later acceptance"), "{page}");
    assert!(page.contains("Had it not accepted since, “never two” would stop the draft"), "{page}");
    assert!(!page.contains("oes not accept"), "{page}");
    let brief =
        ask(&case, "brief", &Settings::default(), &Context { samples: 200, ..Context::default() });
    let page = format!("{:?}", brief.account);
    assert!(page.contains("crossed by d (which it has accepted since)"), "{page}");
    assert!(page.contains("crosses 1 line, set aside by its later acceptance"), "{page}");
    assert!(!page.contains("accepts with"), "{page}");
    let shown = super::show(&case, "conflicts");
    assert!(shown.headline.starts_with("0 conflicts"), "{}", shown.headline);
}

#[test]
fn an_acceptance_before_a_line_is_a_conflict_wherever_conflicts_are_listed() {
    let case = accepted_on("2031-04-25");
    let page = format!("{:?}", assess(&case, 200).account);
    assert!(page.contains("Hill: conflict") && !page.contains("oes not accept"), "{page}");
    let shown = super::show(&case, "conflicts");
    assert_eq!(
        table(&shown, "conflicts").cell(0, "kind").and_then(|it| it.as_text()),
        Some("accepted across own line")
    );
    let conflicts = table(&shown, "conflicts");
    let sides = (0..conflicts.rows.len()).filter_map(|it| conflicts.cell(it, "side")?.in_words());
    let page = sides.collect::<Vec<_>>().join("\n");
    assert!(page.contains("never two") && page.contains("its acceptance of 2031-04-25"), "{page}");
}

#[test]
fn what_holds_if_no_unclear_line_binds_is_a_sentence_of_its_own() {
    let case = case(&format!(
        "{HEAD}{HILL}\n[[alternative]]\nparty = \"hill\"\nlevel = [0.1, 0.9]\n\
         [[red_line]]\nparty = \"hill\"\nwords = \"not as it is\"\nunclear = {{ x = [\"x1\"] }}\n\
         [[draft]]\nid = \"d\"\ntitle = \"D\"\ncomplete = true\n\
         points = [{{ number = 1, sets = {{ x = \"x1\", y = \"y2\", z = \"z2\" }} }}]\n"
    ));
    let page = format!("{:?}", assess(&case, 400).account);
    assert!(page.contains(" If no unclear line binds, the probability is "), "{page}");
    assert!(page.contains(" If one binds, it can fall to 0.00."), "{page}");
    assert!(!page.contains("what is unclear in its lines"), "{page}");
}
