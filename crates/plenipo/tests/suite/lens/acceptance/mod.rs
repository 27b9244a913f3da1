//! What the acceptance lens says of small dossiers: statuses, verdicts, tables; what these tests share.

mod answers;
mod lines;
mod preferences;
mod ruled;

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
    // A text that somebody has read.
    let form = if rest.contains("form =") { "" } else { "form = \"text\"\n" };
    format!("[[draft]]\nid = \"d\"\ntitle = \"Draft\"\n{form}{rest}\npoints = [{points}]\n")
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

/// One of two is enough. Of Vale, whose line stops it at its word, nothing else is known: the high end is
/// open for that, and the low end is Hill's.
#[test]
fn a_low_end_is_known_where_the_high_end_is_not() {
    let head = HEAD.replace(
        "disclosure = \"open\"\n",
        "disclosure = \"open\"\nagreement = { at_least = 1, of = [\"hill\", \"vale\"] }\n",
    );
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0\n";
    let soft = line("rules_out = { x = [\"x2\"] }\nfirmness = [0.2, 0.6]");
    let firm = line("rules_out = { x = [\"x2\"] }").replace("hill", "vale");
    let finding = asked(&[&head, HILL, level, &draft("", WHOLE), &soft, &firm]);
    let joint = |column: &str| number(&finding, "joint", &[("draft", "d")], column);
    assert_eq!(joint("accept_low"), hill(&finding, "accept_low"));
    assert_eq!(joint("accept"), hill(&finding, "accept"));
    assert!(joint("accept_low") < joint("accept"), "{:?}", table(&finding, "joint"));
    assert_eq!(joint("accept_high"), None);
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
    assert_eq!(finding.status.word(), "no-draft");
    let settings = Settings::default().with("draft", Value::Ids(vec!["d".into()]));
    let finding = ask(&case, "acceptance", &settings, &Context::default());
    assert_eq!(status(&finding, "hill"), "undetermined");
}
