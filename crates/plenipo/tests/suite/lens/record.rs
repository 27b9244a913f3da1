//! What the record lens shows: each part of it, a search, what changed since a day.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Mark};
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::named;
use plenipo::lens::record::PARTS;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

use super::{ask, case, cell, columns, gallery, number, rows, show, table, text, what_is};

/// Two parties, a draft that was superseded, a line, a meeting to come, and a correction.
const RECORD: &str = r#"
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
roles = ["principal", "can-obstruct"]
[[person]]
id = "aldo"
name = "Aldo"
party = "hill"
offices = ["warden"]
[[source]]
id = "gazette"
publisher = "Gazette"
date = 2031-02-02
reliability = "B"
[[source]]
id = "echo"
publisher = "Echo"
date = 2031-02-03
syndicated_from = "gazette"
[[issue]]
id = "x"
title = "Hours"
group = "pumping"
ordered = true
status_quo = "x2"
options = [{ id = "x1", text = "two hours" }, { id = "x2", text = "six hours" }]
[[issue]]
id = "y"
title = "Keys"
options = [{ id = "y1", text = "Hill" }, { id = "y2", text = "Vale" }]
[[draft]]
id = "old"
title = "Old text"
date = 2031-01-10
tabled_by = ["hill"]
life = [{ is = "superseded", from = 2031-03-01 }]
points = [{ number = 1, gist = "pump two hours", sets = { x = "x1" } }]
[[draft]]
id = "new"
title = "New text"
date = 2031-03-01
tabled_by = ["hill"]
based_on = ["old"]
counts = [{ n = 2, by = "hill" }, { n = 3, by = "vale" }]
points = [
  { number = 1, gist = "pump six hours", sets = { x = "x2" }, lineage = [{ is = "reworded", of = "old#1" }] },
  { number = 2, among = { y = ["y1", "y2"] } },
]
[[red_line]]
party = "hill"
by = "aldo"
audience = "public"
words = "never six hours"
date = 2031-02-01
source = { id = "gazette", credibility = 2 }
rules_out = { x = ["x2"] }
[[position]]
id = "wish"
party = "vale"
issue = "x"
ranking = ["x2", "x1"]
date = 2031-02-01
[[position]]
id = "wish-2"
party = "vale"
issue = "x"
ranking = ["x1", "x2"]
date = 2031-04-01
[[answer]]
party = "vale"
to = "new"
answer = "accept"
audience = "mediator"
date = 2031-03-05
[[answer]]
party = "vale"
to = "new"
answer = "reject"
audience = "public"
date = 2031-03-06
[[meeting]]
id = "first"
title = "First session"
date = 2031-01-20
channel = ["hill", "vale"]
log = [{ is = "held", date = 2031-01-20, gist = "tea" }]
[[meeting]]
id = "second"
title = "Second session"
date = 2031-07-01
known = 2031-05-01
channel = ["hill", "vale"]
carries = ["new"]
log = [{ is = "planned", date = 2031-05-01 }]
[[statement]]
id = "slip"
date = 2031-05-02
by = "aldo"
words = "we have eleven wells"
[[statement]]
id = "right"
date = 2031-05-03
by = "aldo"
words = "we have twelve wells"
corrects = { id = "slip", by = "aldo", why = "miscounted" }
[[understanding]]
id = "handshake"
title = "Handshake"
date = 2031-01-20
between = ["hill", "vale"]
claims = [{ party = "hill", force = "binding", content = "not disclosed" }]
"#;

fn record() -> Case {
    case(RECORD)
}

/// The words in a column, row by row.
fn column(finding: &Finding, id: &str, column: &str) -> Vec<String> {
    let table = table(finding, id);
    let word = |row: usize| match table.cell(row, column) {
        Some(cell) if *cell != Cell::Unknown => cell.in_words().unwrap_or_default(),
        other => format!("{other:?}"),
    };
    (0..table.rows.len()).map(word).collect()
}

#[test]
fn every_part_of_every_case_can_be_shown() {
    for case in [record(), gallery("three-rivers"), gallery("ukraine-2025")] {
        // What may be carried is asked of one room, and a voice is somebody's: see the suite of viewers.
        for what in PARTS.iter().filter(|it| !["carry", "voice"].contains(it)) {
            let finding = show(&case, what);
            assert!(!finding.headline.is_empty(), "{what}");
            for table in &finding.tables {
                for row in &table.rows {
                    assert_eq!(row.len(), table.columns.len(), "{what}: {}", table.id);
                }
            }
        }
    }
}

#[test]
fn parties_issues_and_sources() {
    let case = record();
    let finding = show(&case, "parties");
    assert_eq!(column(&finding, "parties", "party"), ["hill", "vale"]);
    assert_eq!(
        text(&finding, "parties", &[("party", "vale")], "roles").as_deref(),
        Some("principal; can-obstruct")
    );
    assert_eq!(
        text(&finding, "parties", &[("party", "hill")], "people").as_deref(),
        Some("Aldo (warden)")
    );
    let finding = show(&case, "issues");
    assert_eq!(column(&finding, "issues", "option"), ["x1", "x2", "y1", "y2"]);
    assert_eq!(text(&finding, "issues", &[("option", "x2")], "status_quo").as_deref(), Some("yes"));
    let finding = show(&case, "sources");
    assert_eq!(number(&finding, "sources", &[("source", "gazette")], "cited"), Some(1.0));
    let reprint = text(&finding, "sources", &[("source", "echo")], "reprint_of");
    assert_eq!(reprint.as_deref(), Some("gazette"));
}

#[test]
fn the_matrix_is_issue_by_party_with_dated_lines_and_positions() {
    let finding = show(&record(), "matrix");
    assert_eq!(columns(table(&finding, "matrix")), ["group", "issue", "title", "hill", "vale"]);
    let held = text(&finding, "matrix", &[("issue", "x")], "hill").expect("a line");
    for part in ["never six hours", "rules out x2", "Aldo", "public", "2031-02-01", "B2"] {
        assert!(held.contains(part), "{part} in {held}");
    }
    let wants = text(&finding, "matrix", &[("issue", "x")], "vale").expect("positions");
    let (newest, older) = (wants.find("x1 > x2"), wants.find("x2 > x1"));
    assert!(newest.is_some() && newest < older, "newest first: {wants}");
    assert_eq!(text(&finding, "matrix", &[("issue", "y")], "hill"), None);
}

#[test]
fn the_timeline_is_in_order_and_meetings_say_what_came_of_them() {
    let case = record();
    let finding = show(&case, "timeline");
    let dates = column(&finding, "timeline", "date");
    assert!(dates.windows(2).all(|pair| pair[0] <= pair[1]), "{dates:?}");
    assert!(!rows(table(&finding, "timeline"), &[("kind", "answer")]).is_empty());
    let finding = show(&case, "meetings");
    let state = |id: &str| text(&finding, "meetings", &[("meeting", id)], "state");
    assert_eq!(state("first").as_deref(), Some("held"));
    assert_eq!(state("second").as_deref(), Some("planned"));
    assert_eq!(
        text(&finding, "meetings", &[("meeting", "second")], "carries").as_deref(),
        Some("new")
    );
}

#[test]
fn drafts_and_what_is_known_of_them() {
    let finding = show(&record(), "drafts");
    let of = |draft: &str, column: &str| text(&finding, "drafts", &[("draft", draft)], column);
    assert_eq!(of("old", "state").as_deref(), Some("superseded"));
    assert_eq!(of("new", "state").as_deref(), Some("live"));
    assert_eq!(of("new", "counts_claimed").as_deref(), Some("2, 3"));
    let count = |column| number(&finding, "drafts", &[("draft", "new")], column);
    assert_eq!(
        ["points", "settled", "narrowed", "left_open", "unknown"].map(count),
        [Some(2.0), Some(1.0), Some(1.0), Some(0.0), Some(0.0)]
    );
    let key = [("draft", "new"), ("number", "1")];
    assert_eq!(text(&finding, "points", &key, "lineage").as_deref(), Some("reworded old#1"));
}

#[test]
fn unknowns_conflicts_and_drift() {
    let case = record();
    let finding = show(&case, "unknowns");
    let about = column(&finding, "unknowns", "about");
    assert!(about.iter().any(|it| it == "handshake"), "{about:?}");
    let finding = show(&case, "conflicts");
    let kinds = column(&finding, "conflicts", "kind");
    for kind in ["own text across own line", "answers differ", "claimed counts differ"] {
        assert!(kinds.iter().any(|it| it == kind), "{kind} in {kinds:?}");
    }
    // Nobody on record denies what one side claims: that is no conflict.
    let contested = |finding: &Finding, id: &str| -> Vec<String> {
        let mut kinds = column(finding, id, "kind");
        kinds.retain(|it| it.contains("understanding") || it.contains("claimed by"));
        kinds
    };
    assert_eq!(contested(&finding, "conflicts"), [""; 0]);
    assert_eq!(contested(&finding, "one_sided"), ["claimed by one side"; 2]);
    assert_eq!(column(&finding, "one_sided", "side")[1], "Vale: nothing on record");
    // Once the other side denies it, it is one.
    let claim = "content = \"not disclosed\" }";
    let denied = RECORD
        .replace(claim, &format!("{claim}, {{ party = \"vale\", force = \"denied\", {claim}"));
    let finding = show(&super::case(&denied), "conflicts");
    assert_eq!(contested(&finding, "conflicts"), ["contested understanding"; 2]);
    assert_eq!(contested(&finding, "one_sided"), [""; 0]);
    let finding = show(&case, "drift");
    let changes = column(&finding, "drift", "change");
    assert!(changes.iter().any(|it| it.contains("its later text new")), "{changes:?}");
    assert!(changes.iter().any(|it| it == "another position on Hours"), "{changes:?}");
}

#[test]
fn what_changed_since_a_day_and_what_was_put_right() {
    let case = record();
    let since = |day| what_is("changes").with("since", Value::Day(day));
    let finding = ask(&case, "record", &since(date(2031, 4, 1)), &Context::default());
    let changes = table(&finding, "changes");
    for row in 0..changes.rows.len() {
        assert!(
            matches!(changes.cell(row, "known"), Some(Cell::Date(it)) if *it >= date(2031, 4, 1))
        );
    }
    assert_eq!(rows(changes, &[("id", "wish-2")]).len(), 1);
    assert_eq!(rows(changes, &[("id", "wish")]).len(), 0);
    assert_eq!(rows(changes, &[("id", "slip")]).len(), 0, "put right");
    let why = text(&finding, "corrected", &[("id", "slip")], "why");
    assert_eq!(why.as_deref(), Some("miscounted"));
    assert_eq!(
        *cell(&finding, "corrected", &[("id", "slip")], "known"),
        Cell::Date(date(2031, 5, 3))
    );
    // The red line became known with the gazette, a day after it was drawn.
    let finding = ask(&case, "record", &since(date(2031, 2, 2)), &Context::default());
    let line = rows(table(&finding, "changes"), &[("kind", "red line")]);
    assert_eq!(line.len(), 1);
    // Without a day: the latest on which something became known.
    let latest = show(&case, "changes");
    assert!(latest.headline.contains("2031-05-03"), "{}", latest.headline);
}

#[test]
fn a_search_finds_words_in_points_options_and_people() {
    let case = record();
    let found = |query: &str| -> Vec<String> {
        let settings = Settings::default().with("search", Value::Text(query.to_owned()));
        column(&ask(&case, "record", &settings, &Context::default()), "search", "kind")
    };
    // Of the issue its group and an option.
    assert_eq!(found("pump TWO"), ["point", "issue"]);
    assert_eq!(found("never six"), ["red line"]);
    assert!(found("two hours").contains(&"issue".to_owned()));
    assert!(found("aldo").contains(&"person".to_owned()));
    assert_eq!(found("no such words"), [""; 0]);
}

#[test]
fn settings_that_do_not_fit_are_refused() {
    let case = record();
    let refused = |lens: &str, settings: Settings, context: &Context<'_>| {
        let lens = named(lens).expect("a lens");
        lens.ask(&case, &settings, context).expect_err("a refusal")
    };
    let context = Context::default();
    let error = refused("record", what_is("everything"), &context);
    assert!(matches!(error, Error::Setting { .. }), "{error}");
    let ids = Settings::default().with("draft", Value::Ids(vec!["nwe".into()]));
    let error = refused("acceptance", ids, &context);
    assert_eq!(error.to_string(), "there is no draft `nwe`");
    assert!(error.hint().is_some_and(|it| it.flat().contains("new")));
    // Capitals make no difference, so that the draft meant comes before others one letter off.
    let ids = Settings::default().with("draft", Value::Ids(vec!["NEW".into()]));
    let error = refused("acceptance", ids, &context);
    assert!(
        error.hint().is_some_and(|it| it.flat().starts_with("there is new")),
        "{:?}",
        error.hint()
    );
    let tau = Settings::default().with("tau", Value::Number(2.0));
    assert!(matches!(refused("acceptance", tau, &context), Error::Setting { .. }));
    let nobody = Context { viewer: Some("moor"), ..Context::default() };
    let error = refused("brief", Settings::default(), &nobody);
    assert_eq!((error.to_string().as_str(), error.hint()), ("there is no party `moor`", None));
    let stop = |_: f64| false;
    let stopped = Context { progress: Some(&stop), ..Context::default() };
    assert_eq!(refused("acceptance", Settings::default(), &stopped), Error::Cancelled);
}

/// A party of three options on one issue, an open dossier, and what else is said.
fn drifting(more: &str) -> Case {
    case(&format!(
        "format = 1\n[dossier]\ntitle = \"Drift\"\ndisclosure = \"open\"\nas_of = 2031-06-01\n\
         [file]\nbasis = \"stated\"\n[[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n\
         [[party]]\nid = \"q\"\nname = \"Q\"\nroles = [\"principal\"]\n\
         [[issue]]\nid = \"a\"\ntitle = \"A\"\noptions = [{{ id = \"x\", text = \"x\" }}, \
         {{ id = \"y\", text = \"y\" }}, {{ id = \"z\", text = \"z\" }}]\n{more}"
    ))
}

const NEVER: &str = "[[red_line]]\nparty = \"p\"\ndate = 2031-01-01\nwords = \"never x\"\nrules_out = { a = [\"x\"] }\n";
const LIFTED: &str = "lifted = { date = 2031-03-01, by = \"p\", words = \"x it is\" }\n";

fn tabled(day: &str) -> String {
    format!(
        "[[draft]]\nid = \"d\"\ntitle = \"D\"\ndate = {day}\nform = \"text\"\ncomplete = true\n\
         tabled_by = [\"p\"]\npoints = [{{ number = 1, sets = {{ a = \"x\" }} }}]\n"
    )
}

#[test]
fn drift_tells_of_lines_that_were_lifted_and_of_texts_that_reverse_them() {
    let changes = |more: &str| column(&show(&drifting(more), "drift"), "drift", "change");
    let lifted = "lifted its line: no longer rules out A: x";
    assert_eq!(changes(&format!("{NEVER}{LIFTED}")), [lifted]);
    assert_eq!(
        changes(&format!("{NEVER}{LIFTED}{}", tabled("2031-04-01"))),
        [
            lifted,
            "its later text d has A: x, which its line ruled out until it was lifted on 2031-03-01"
        ]
    );
    assert_eq!(
        changes(&format!("{NEVER}{LIFTED}{}", tabled("2031-02-01"))),
        ["its text d has A: x, which its line ruled out at the time", lifted]
    );
    assert_eq!(
        changes(&format!("{NEVER}{LIFTED}{}", tabled("2030-12-01"))),
        ["its earlier text d has A: x", lifted]
    );
    // A line that still stands, as before.
    assert_eq!(changes(&format!("{NEVER}{}", tabled("2031-04-01"))), ["its later text d has A: x"]);
    // Lifted, and drawn again in the same words.
    let thread = |line: &str| format!("{line}thread = \"t\"\n");
    let again = thread(&NEVER.replace("2031-01-01", "2031-05-01"));
    assert_eq!(
        changes(&format!("{}{LIFTED}{again}", thread(NEVER))),
        [lifted, "redraws the line it lifted on 2031-03-01: rules out A: x"]
    );
}

#[test]
fn an_answer_to_any_text_hides_none_to_the_same() {
    let answer = |id: &str, to: &str, says: &str, day: u8| {
        format!(
            "[[answer]]\nid = \"{id}\"\nparty = \"p\"\nto = \"{to}\"\nanswer = \"{says}\"\n\
             date = 2031-02-{day:02}\n"
        )
    };
    let changes = |all: &[String]| {
        let text = tabled("2031-01-05").replace("tabled_by = [\"p\"]\n", "") + &all.concat();
        column(&show(&drifting(&text), "drift"), "drift", "change")
    };
    let reversed = ["another answer to d: basis, before reject"];
    for (first, day) in [("a", 3), ("z", 3), ("a", 4)] {
        let all = [
            answer(first, "d", "reject", 3),
            answer("m", "any-text", "no-further-movement", day),
            answer("c", "d", "basis", 5),
        ];
        assert_eq!(changes(&all), reversed, "{first} {day}");
    }
    // What was overtaken by an answer to the same is not set against a later one once more.
    let all = [
        answer("a", "any-text", "reject", 3),
        answer("b", "d", "accept", 4),
        answer("c", "d", "accept", 5),
    ];
    assert_eq!(changes(&all), ["another answer to d: accept, before reject of any text"]);
}

#[test]
fn drift_tells_of_what_a_restatement_leaves_unclear_or_puts_under_a_condition() {
    let changes = |first: &str, second: &str| {
        let line = |day: &str, more: &str| {
            format!(
                "[[red_line]]\nparty = \"p\"\nthread = \"t\"\ndate = {day}\nwords = \"no\"\n{more}\n"
            )
        };
        let more = line("2031-01-01", first) + &line("2031-02-01", second);
        column(&show(&drifting(&more), "drift"), "drift", "change")
    };
    let z = "rules_out = { a = [\"z\"] }";
    let y = format!("{z}\nunclear = {{ a = [\"y\"] }}");
    let when = format!("{z}\ncondition = {{ text = \"no monitors come\" }}");
    assert_eq!(changes(&y, z), ["no longer leaves unclear A: y"]);
    assert_eq!(changes(z, &y), ["now leaves unclear A: y"]);
    assert_eq!(changes(z, &when), ["now only if: no monitors come"]);
    assert_eq!(changes(&when, z), ["no longer only if: no monitors come"]);
    assert_eq!(changes(&y, "rules_out = { a = [\"y\", \"z\"] }"), ["now also rules out A: y"]);
    assert_eq!(changes(&y, &y), [""; 0]);
}

/// The account with grids as the headings and items that they stand for.
fn listed(account: &[Block]) -> Vec<Block> {
    let of = |it: &Block| match it {
        Block::Grid(grid) => grid.blocks(),
        other => vec![other.clone()],
    };
    account.iter().flat_map(of).collect()
}

#[test]
fn an_unclear_line_has_a_mark_of_its_own_in_the_matrix() {
    let marks = |more: &str| -> Vec<(Mark, String)> {
        let finding = show(&drifting(more), "matrix");
        let account = listed(&finding.account);
        let read = |it: &Block| match it {
            Block::Item(item) => Some((item.mark, item.text.flat())),
            _ => None,
        };
        account.iter().filter_map(read).filter(|it| it.1.starts_with("P")).collect()
    };
    let unclear = "[[red_line]]\nparty = \"p\"\nwords = \"hardly\"\nunclear = { a = [\"y\"] }\n";
    let marked = marks(unclear);
    assert_eq!(marked[0].0, Mark::Maybe);
    assert!(marked[0].1.contains("“hardly” leaves unclear: y"), "{marked:?}");
    assert_eq!(marks(NEVER)[0].0, Mark::Stop);
    assert_eq!(marks("")[..], []);
    // A line that stops only under a condition says so.
    let only = format!("{NEVER}condition = {{ text = \"no monitors come\" }}\n");
    let marked = marks(&only);
    assert_eq!(marked[0].0, Mark::Maybe);
    assert!(marked[0].1.contains("rules out: x, only if: no monitors come"), "{marked:?}");
    let stands =
        |more: &str| column(&show(&drifting(more), "matrix"), "stands", "stand")[0].clone();
    assert_eq!(stands(unclear), "unclear line");
    assert_eq!(stands(NEVER), "line");
    assert_eq!(stands(&format!("{NEVER}{unclear}")), "line");
}

/// What a search finds, as `kind: text`.
fn found(case: &Case, words: &str) -> Vec<String> {
    let settings = Settings::default().with("search", Value::Text(words.to_owned()));
    let finding = ask(case, "record", &settings, &Context::default());
    let (kinds, texts) = (column(&finding, "search", "kind"), column(&finding, "search", "text"));
    kinds.iter().zip(&texts).map(|(kind, text)| format!("{kind}: {text}")).collect()
}

#[test]
fn a_search_for_a_name_finds_what_that_name_said() {
    let case = drifting(
        "[[person]]\nid = \"lind\"\nname = \"Zoë Lind\"\nparty = \"r\"\n\
         [[party]]\nid = \"r\"\nname = \"Republic\"\nshort = \"R\"\nalso_known_as = [\"Foreign Ministry\"]\n\
         [[draft]]\nid = \"d\"\ntitle = \"Draft\"\ndate = 2031-01-01\n\
         [[red_line]]\nparty = \"r\"\nby = \"lind\"\ndate = 2031-01-02\nwords = \"never x\"\nrules_out = { a = [\"x\"] }\n\
         [[answer]]\nparty = \"r\"\nby = \"lind\"\nto = \"d\"\nanswer = \"reject\"\ndate = 2031-01-03\n\
         [[position]]\nparty = \"r\"\nby = \"lind\"\nissue = \"a\"\nideal = \"y\"\ndate = 2031-01-04\n\
         [[understanding]]\ntitle = \"Handshake\"\nbetween = [\"p\", \"r\"]\ndate = 2031-01-05\n\
         claims = [{ party = \"r\", by = \"lind\", date = 2031-01-05, force = \"binding\", content = \"not disclosed\" }]\n\
         [[statement]]\nby = \"Foreign Ministry\"\ndate = 2031-01-06\nwords = \"we shall see\"\n\
         readings = [{ reads = \"a softer line\", by = \"q\" }]\n\
         [[statement]]\nby = \"q\"\ndate = 2031-01-07\nwords = \"Stra\u{df}e frei\"\n",
    );
    let lind = found(&case, "zo\u{65}\u{308} LIND");
    for part in [
        "red line: R: never x (Zoë Lind)",
        "answer: ",
        "position: ",
        "claim: R on Handshake",
        "person: ",
    ] {
        assert!(lind.iter().any(|it| it.starts_with(part)), "{part}: {lind:#?}");
    }
    assert!(!lind.iter().any(|it| it.contains("frei")), "{lind:#?}");
    // Composed and decomposed are one, and so are a party's names.
    assert_eq!(found(&case, "Zo\u{eb} Lind"), lind);
    let by_alias = found(&case, "foreign ministry");
    assert_eq!(found(&case, "republic"), by_alias);
    for part in [
        "red line: ",
        "answer: ",
        "position: ",
        "claim: ",
        "statement: Foreign Ministry",
        "understanding: ",
        "party: ",
    ] {
        assert!(by_alias.iter().any(|it| it.starts_with(part)), "{part}: {by_alias:#?}");
    }
    let q = found(&case, "softer");
    assert_eq!(q.len(), 1, "{q:#?}");
    assert!(q[0].starts_with("reading: ") && q[0].contains("Q takes it to signal"), "{q:#?}");
    assert_eq!(found(&case, "STRASSE").len(), 1);
    assert_eq!(found(&case, "lind nonsense").len(), 0);
}

#[test]
fn in_an_open_dossier_all_may_be_carried_but_what_is_marked() {
    let carry = |more: &str| {
        let case = drifting(more);
        let settings = what_is("carry").with("to", super::ids(&["q"]));
        ask(&case, "record", &settings, &Context::default())
    };
    let open = carry(NEVER);
    assert_eq!(open.headline, "This dossier is open: all of it may be told in Q's room.");
    assert_eq!(column(&open, "carry", "state"), ["open"]);
    let closed = "[[statement]]\ndate = 2031-01-01\nby = \"p\"\nwords = \"for you alone\"\nhandling = \"mediator\"\n";
    let some = carry(&format!("{NEVER}{closed}"));
    assert_eq!(
        some.headline,
        "This dossier is open: all of it may be told in Q's room, except 1 record marked closed."
    );
    assert_eq!(rows(table(&some, "carry"), &[("state", "closed")]).len(), 1);
    // Leave that was withdrawn does not close what is open.
    let leave = "[[statement]]\nid = \"s\"\ndate = 2031-01-01\nby = \"p\"\nwords = \"to all\"\n\
                 [[leave]]\nrecords = [\"s\"]\nto = [\"q\"]\ndate = 2031-01-02\nwithdrawn = 2031-01-03\n";
    assert_eq!(carry(leave).headline, open.headline);
    // What its reader may know is no more than what they see.
    let case = drifting(&format!("{NEVER}{closed}"));
    let settings = what_is("carry").with("to", super::ids(&["q"]));
    let theirs =
        ask(&case, "record", &settings, &Context { viewer: Some("p"), ..Context::default() });
    assert!(theirs.headline.ends_with("as far as you may know."), "{}", theirs.headline);
    assert!(format!("{:?}", theirs.account).contains("This dossier is open"));
}

/// A line of P that rules `out` out of A, drawn on `day`.
fn line(day: &str, out: &str, more: &str) -> String {
    format!(
        "[[red_line]]\nparty = \"p\"\ndate = {day}\nwords = \"never {out}\"\n\
         rules_out = {{ a = [\"{out}\"] }}\n{more}\n"
    )
}

fn position(day: &str, more: &str) -> String {
    format!("[[position]]\nparty = \"p\"\nissue = \"a\"\ndate = {day}\n{more}\n")
}

fn answer(day: &str, reply: &str, more: &str) -> String {
    format!("[[answer]]\nparty = \"p\"\ndate = {day}\nanswer = \"{reply}\"\n{more}\n")
}

/// A text of Q that sets A to x.
const TEXT: &str = "[[draft]]\nid = \"d\"\ntitle = \"D\"\ndate = 2031-02-01\nform = \"text\"\n\
    complete = true\ntabled_by = [\"q\"]\npoints = [{ number = 1, sets = { a = \"x\" } }, { number = 2, gist = \"other\" }]\n";

fn drift_changes(more: &str) -> Vec<String> {
    column(&show(&drifting(more), "drift"), "drift", "change")
}

#[test]
fn drift_tells_of_an_order_turned_round_in_whatever_form_it_was_said() {
    let changes = |first: &str, second: &str| {
        drift_changes(&(position("2031-01-01", first) + &position("2031-02-01", second)))
    };
    let other = ["another position on A"];
    let (up, down) = ("prefers = [[\"x\", \"y\"]]", "prefers = [[\"y\", \"x\"]]");
    assert_eq!(changes(up, down), other);
    let (ranked, turned) = ("ranking = [\"x\", \"y\"]", "ranking = [\"y\", \"x\"]");
    assert_eq!(changes(ranked, down), other);
    assert_eq!(changes(up, turned), other);
    // One order in two forms.
    assert_eq!(changes(ranked, up), [""; 0]);
    let values = "values = { x = 1.0, y = 0.5, z = 0.0 }";
    assert_eq!(changes(values, "values = { x = 0.0, y = 0.5, z = 1.0 }"), other);
    assert_eq!(changes(values, values), [""; 0]);
    // How much one cares takes nothing back of what one wants.
    assert_eq!(changes(ranked, "salience = \"high\""), [""; 0]);
    assert_eq!(
        changes("salience = \"critical\"", "salience = \"none\""),
        ["another salience of A: none, before critical"]
    );
    assert_eq!(
        changes(&format!("{up}\nsalience = 0.5"), &format!("{down}\nsalience = [0.1, 0.2]")),
        ["another position on A; another salience of A: 0.1–0.2, before 0.5"]
    );
    assert_eq!(changes(up, "ended = true"), ["no longer holds its position on A"]);
    // Said before by another statement than the last one.
    let salience = position("2031-01-15", "salience = \"high\"");
    let three = position("2031-01-01", up) + &salience + &position("2031-02-01", down);
    assert_eq!(drift_changes(&three), other);
}

#[test]
fn drift_tells_of_a_group_that_matters_less() {
    let group = |day: &str, word: &str| {
        format!("[[position]]\nparty = \"p\"\ngroup = \"g\"\ndate = {day}\nsalience = \"{word}\"\n")
    };
    let more = group("2031-01-01", "critical") + &group("2031-02-01", "low");
    let issue = "[[issue]]\nid = \"b\"\ntitle = \"B\"\ngroup = \"g\"\n\
        options = [{ id = \"k\", text = \"k\" }, { id = \"l\", text = \"l\" }]\n";
    let changes = drift_changes(&format!("{issue}{more}"));
    assert_eq!(changes, ["another salience of g: low, before critical"]);
}

#[test]
fn drift_tells_of_a_line_that_is_less_firm() {
    let firm = |day: &str, firmness: &str| line(day, "x", &format!("thread = \"t\"\n{firmness}"));
    let (first, last) =
        (firm("2031-01-01", "firmness = 0.9"), firm("2031-03-01", "firmness = 0.2"));
    assert_eq!(drift_changes(&(first.clone() + &last)), ["now less firm: 0.2, before 0.9"]);
    // A statement between the two that says nothing of it takes nothing back.
    let between = firm("2031-02-01", "");
    assert_eq!(drift_changes(&(first.clone() + &between)), [""; 0]);
    assert_eq!(drift_changes(&(first + &between + &last)), ["now less firm: 0.2, before 0.9"]);
}

#[test]
fn a_line_lifted_and_drawn_by_another_record_is_drawn_again() {
    let lifted = "lifted its line: no longer rules out A: x";
    let again = "redraws the line it lifted on 2031-03-01: rules out A: x";
    let first = format!("{NEVER}{LIFTED}");
    assert_eq!(drift_changes(&(first.clone() + &line("2031-05-01", "x", ""))), [lifted, again]);
    // Another option is another line; one that stood all along is not drawn again.
    assert_eq!(drift_changes(&(first.clone() + &line("2031-05-01", "y", ""))), [lifted]);
    let thread = "thread = \"t\"";
    let all_along = line("2031-02-01", "x", thread) + &line("2031-05-01", "x", thread);
    assert_eq!(drift_changes(&(first + &all_along)), [lifted]);
}

#[test]
fn drift_tells_of_another_answer_to_one_text() {
    let changes = |first: (&str, &str), second: (&str, &str)| {
        let answers =
            answer("2031-02-02", first.0, first.1) + &answer("2031-03-02", second.0, second.1);
        drift_changes(&format!("{TEXT}{answers}"))
    };
    let d = "to = \"d\"";
    let any = "to = \"any-text\"";
    assert_eq!(
        changes(("accept", d), ("reject", d)),
        ["another answer to d: reject, before accept"]
    );
    assert_eq!(changes(("reject", d), ("reject", d)), [""; 0]);
    assert_eq!(
        changes(("reject", any), ("accept", d)),
        ["another answer to d: accept, before reject of any text"]
    );
    let point = "to = \"d\"\npoints = [2]";
    assert_eq!(
        changes(("accept", d), ("reject", point)),
        ["another answer to d: reject on point 2, before accept"]
    );
    assert_eq!(changes(("basis", d), ("reserve", point)), [""; 0]);
    let points = ("accept", "to = \"d\"\npoints = [1]");
    assert_eq!(changes(points, ("reject", point)), [""; 0]);
}

#[test]
fn drift_tells_of_an_acceptance_across_a_line() {
    let d = "to = \"d\"";
    let with = |line: &str, answer: &str| drift_changes(&format!("{TEXT}{line}{answer}"));
    let accepted = answer("2031-03-01", "accept", d);
    assert_eq!(with(NEVER, &accepted), ["it later accepted d, which has A: x"]);
    let later = line("2031-05-01", "x", "");
    assert_eq!(with(&later, &accepted), ["it had accepted d, which has A: x"]);
    assert_eq!(with(&line("2031-03-01", "x", ""), &accepted), ["it accepted d, which has A: x"]);
    assert_eq!(with(&line("2031-01-01", "y", ""), &accepted), [""; 0]);
    let lifted = format!("{NEVER}{}", LIFTED.replace("2031-03-01", "2031-02-15"));
    assert_eq!(
        with(&lifted, &accepted),
        [
            "lifted its line: no longer rules out A: x",
            "it later accepted d, which has A: x, which its line ruled out until it was lifted on 2031-02-15"
        ]
    );
    // Of one point only what it settles counts; under a condition the text meets it is an acceptance.
    let of = |number: &str| answer("2031-03-01", "accept", &format!("{d}\npoints = [{number}]"));
    assert_eq!(with(NEVER, &of("2")), [""; 0]);
    assert_eq!(with(NEVER, &of("1")), ["it later accepted d, which has A: x"]);
    let condition = format!("{d}\ncondition = {{ text = \"if x\", when = {{ a = [\"x\"] }} }}");
    let met = answer("2031-03-01", "accept-if", &condition);
    assert_eq!(with(NEVER, &met), ["it later accepted d, which has A: x"]);
}

#[test]
fn lines_that_leave_a_party_no_option_are_a_conflict() {
    let kinds = |more: &str| column(&show(&drifting(more), "conflicts"), "conflicts", "about");
    let each =
        |condition: &str| ["x", "y", "z"].map(|it| line("2031-01-01", it, condition)).concat();
    assert_eq!(kinds(&each("")), ["P on A"; 3]);
    assert_eq!(kinds(&(line("2031-01-01", "x", "") + &line("2031-01-01", "y", ""))), [""; 0]);
    let when = "condition = { text = \"no monitors come\" }";
    assert_eq!(kinds(&each(when)), ["P on A, if no monitors come"; 3]);
    // Under conditions that differ they may never meet.
    let apart = line("2031-01-01", "x", when)
        + &line("2031-01-01", "y", "condition = { text = \"guards come\" }")
        + &line("2031-01-01", "z", "");
    assert_eq!(kinds(&apart), [""; 0]);
}

#[test]
fn an_answer_to_any_text_is_told_as_that() {
    let unknowns = |more: &str| -> Vec<String> {
        let finding = show(&drifting(&format!("{TEXT}{more}")), "unknowns");
        let mut all = column(&finding, "unknowns", "text");
        all.retain(|it| it.contains("answer"));
        all
    };
    let none = "D: no answer on record of P";
    assert_eq!(unknowns(""), [none]);
    let any = |day: &str| answer(day, "reject", "to = \"any-text\"");
    assert_eq!(unknowns(&any("2031-03-01")), ["D: answered of any text only: P"]);
    // Said before there was the draft, it is no answer to it.
    assert_eq!(unknowns(&any("2031-01-01")), [none]);
    let both = any("2031-03-01") + &answer("2031-03-02", "reject", "to = \"d\"");
    assert_eq!(unknowns(&both), [""; 0]);
}

#[test]
fn issues_of_one_group_stand_under_one_heading_in_the_matrix() {
    let issue = |id: &str, group: &str| {
        format!(
            "[[issue]]\nid = \"{id}\"\ntitle = \"{id}\"\n{group}\n\
             options = [{{ id = \"{id}1\", text = \"1\" }}, {{ id = \"{id}2\", text = \"2\" }}]\n\
             [[position]]\nparty = \"p\"\nissue = \"{id}\"\nideal = \"{id}1\"\n"
        )
    };
    let (sea, land) = ("group = \"Sea\"", "group = \"Land\"");
    let more = [("b", sea), ("c", land), ("d", ""), ("e", sea), ("f", land)]
        .map(|(id, group)| issue(id, group))
        .concat();
    let finding = show(&drifting(&more), "matrix");
    let account = listed(&finding.account);
    let headings: Vec<&str> = account
        .iter()
        .filter_map(|it| match it {
            Block::Heading { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(headings[..8], ["Sea", "b", "e", "Land", "c", "f", "other", "d"]);
    assert_eq!(column(&finding, "matrix", "issue"), ["b", "e", "c", "f", "a", "d"]);
}

#[test]
fn settings_that_do_not_go_together_are_refused() {
    let case = record();
    let refused = |settings: Settings| {
        let lens = named("record").expect("a lens");
        let error = lens.ask(&case, &settings, &Context::default());
        error.expect_err("a refusal").to_string()
    };
    let search = |what: Settings, words: &str| what.with("search", Value::Text(words.to_owned()));
    for words in ["", "  "] {
        assert!(refused(search(Settings::default(), words)).contains("no words to look for"));
    }
    let who = |what: Settings| what.with("who", Value::Text("hill".to_owned()));
    assert!(refused(who(what_is("meetings"))).contains("`what = voice` only"));
    assert!(refused(who(search(what_is("drift"), "aldo"))).contains("`what = voice` only"));
    assert!(refused(search(what_is("voice"), "aldo")).contains("whose voice it is"));
    let to = |what: &str| what_is(what).with("to", super::ids(&["vale"]));
    assert!(refused(to("meetings")).contains("`what = carry` only"));
    let since = what_is("drift").with("since", Value::Day(date(2031, 4, 1)));
    assert!(refused(since).contains("`what = changes` only"));
    assert!(refused(what_is("carry")).contains("name the party whose room it is"));
}

#[test]
fn what_may_be_carried_is_told_room_by_room() {
    let case = drifting(NEVER);
    let settings = what_is("carry").with("to", super::ids(&["q", "p", "q"]));
    let finding = ask(&case, "record", &settings, &Context::default());
    let rooms = column(&finding, "carry", "room");
    assert_eq!(rooms, ["q"], "P needs no leave to know its own line");
    for room in ["Q", "P"] {
        let said = format!("all of it may be told in {room}'s room.");
        assert!(finding.headline.contains(&said), "{}", finding.headline);
        let heading = Block::heading(1, format!("To the room of {room}"));
        assert!(finding.account.contains(&heading), "{room}");
    }
}

#[test]
fn what_has_no_footing_ends_without_a_mark() {
    let settings = Settings::default().with("search", Value::Text("aldo".to_owned()));
    let finding = ask(&record(), "record", &settings, &Context::default());
    for it in &finding.account {
        if let Block::Item(item) = it {
            assert!(!item.text.flat().trim_end().ends_with('·'), "{}", item.text.flat());
        }
    }
}

#[test]
fn drafts_are_drawn_with_what_they_were_made_from_and_how_they_are_known() {
    let text = RECORD.to_owned()
        + "[[draft]]\nid = \"made\"\ntitle = \"Made of it\"\ndate = 2031-05-01\nform = \"reconstruction\"\n\
           based_on = [\"old\"]\ntabled_by = [\"vale\"]\n";
    let finding = show(&case(&text), "drafts");
    let made = [("draft", "made")];
    assert_eq!(cell(&finding, "lineage", &made, "known"), &Cell::text("inferred"));
    assert_eq!(cell(&finding, "lineage", &made, "based_on"), &Cell::list([Cell::draft("old")]));
    assert_eq!(cell(&finding, "lineage", &made, "by"), &Cell::list([Cell::text("Vale")]));
    let old = cell(&finding, "lineage", &[("draft", "old")], "state");
    assert_eq!(old, &Cell::state("superseded", Mark::Removed));
    assert!(finding.charts.iter().any(|it| it.id == "lineage"));
}

#[test]
fn each_option_has_a_box_by_lines_first_and_what_nobody_says_stays_unsaid() {
    use plenipo::finding::block::OptionStand as Is;
    let more = "[[position]]\nparty = \"hill\"\nissue = \"y\"\nideal = \"y1\"\ndate = 2031-02-01\n";
    let finding = show(&case(&(RECORD.to_owned() + more)), "matrix");
    let grid = finding.account.iter().find_map(|it| match it {
        Block::Grid(grid) => Some(grid),
        _ => None,
    });
    let grid = grid.expect("a grid");
    let row = |name: &str| grid.rows.iter().find(|it| it.name == name).expect("a row");
    assert_eq!(grid.heads, ["Hill", "Vale"]);
    assert_eq!(row("Hours").options, ["two hours", "six hours"]);
    // A later order takes the place of the first; a line says nothing of what it does not rule out.
    assert_eq!(
        row("Hours").boxes,
        [vec![Is::Unsaid, Is::RuledOut], vec![Is::Place(1), Is::Place(2)]]
    );
    assert_eq!(row("Keys").boxes, [vec![Is::Wanted, Is::Unsaid], Vec::new()]);
}

#[test]
fn what_rests_on_each_source_is_told_with_its_grade() {
    let text = "[[source]]\nid = \"post\"\npublisher = \"The Post\"\nreliability = \"C\"\n\
                [[source]]\nid = \"copy\"\npublisher = \"The Copy\"\nsyndicated_from = \"post\"\n\
                [[source]]\nid = \"idle\"\npublisher = \"Idle\"\n\
                [[party]]\nid = \"upper\"\nname = \"Upper\"\n\
                [[statement]]\nid = \"said\"\nby = \"upper\"\ndate = 2031-05-01\nwords = \"No.\"\n\
                source = { id = \"post\", credibility = 2 }\n\
                [[draft]]\nid = \"paper\"\ntitle = \"Paper\"\ndate = 2031-05-02\nform = \"text\"\nsource = \"copy\"\n\
                points = [{ number = 4, gist = \"A quay\", source = { id = \"post\", credibility = 3 } }]\n";
    let case = case(&format!("format = 2\n[dossier]\ntitle = \"Quay\"\n{text}"));
    let settings = what_is("sources");
    let finding = ask(&case, "record", &settings, &Context::default());
    let table = finding.table("rests").expect("the table");
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let each = row.iter().map(|it| it.in_words().unwrap_or_else(|| "-".to_owned()));
            each.collect::<Vec<_>>().join(" | ")
        })
        .collect();
    let expected = [
        "copy | –– | draft | paper | Paper",
        "post | C2 | statement | said | Upper: No.",
        "post | C3 | point | paper#4 | Paper point 4: A quay",
        "post | - | source | copy | The Copy, which reprints it",
    ];
    let mut sorted = rows.clone();
    sorted.sort();
    let mut wanted: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
    wanted.sort();
    assert_eq!(sorted, wanted);
    let items = finding.account.iter().filter_map(|it| match it {
        Block::Item(it) => Some(it.text.flat()),
        _ => None,
    });
    let told = items.collect::<Vec<_>>().join("\n");
    assert!(told.contains("Idle · idle not graded · nothing on record rests on it"), "{told}");
    assert!(told.contains("3 entries rest on it"), "{told}");
}
