//! What lies around a text: consents with a life, those outside the room, rules, later words that overtake a line.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Mark};
use plenipo::finding::status::Status;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use plenipo_record::case::contents::contents;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::lines::standing;
use plenipo_record::case::party::Party;

use super::{ask, case, ids, rows, table, text};

const TALKS: &str = r#"
format = 2
[dossier]
title = "Two villages"
disclosure = "open"
as_of = 2031-06-01
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
[[party]]
id = "council"
name = "Council"
order = 3
[[person]]
id = "head"
name = "Head"
party = "hill"
rank = 1
[[person]]
id = "aide"
name = "Aide"
party = "hill"
rank = 3
[[issue]]
id = "x"
title = "Water"
options = [{ id = "x1", text = "one" }, { id = "x2", text = "two" }, { id = "x3", text = "three" }]
[[issue]]
id = "y"
title = "Land"
options = [{ id = "y1", text = "one" }, { id = "y2", text = "two" }, { id = "y3", text = "three" }]
[[draft]]
id = "d"
title = "The text"
date = 2031-01-01
form = "text"
basis = "assumed"
points = [{ sets = { x = "x2", y = "y2" } }]
"#;

fn with(more: &str) -> Case {
    case(&format!("{TALKS}{more}"))
}

fn assess_on(case: &Case, day: jiff::civil::Date) -> Finding {
    let context = Context { as_of: Some(day), ..Context::default() };
    ask(case, "acceptance", &Settings::default(), &context)
}

fn assess(case: &Case) -> Finding {
    ask(case, "acceptance", &Settings::default(), &Context::default())
}

fn status(finding: &Finding, party: &str) -> String {
    text(finding, "acceptance", &[("draft", "d"), ("party", party)], "status").expect("a status")
}

fn answers(finding: &Finding) -> Vec<Vec<Cell>> {
    ["acceptance", "lines", "blockers"]
        .iter()
        .flat_map(|it| table(finding, it).rows.clone())
        .collect()
}

#[test]
fn a_consent_that_was_decided_is_needed_until_then_and_not_after() {
    let vote = |is: &str, effect: &str| {
        with(&format!(
            "[[consent]]\nid = \"vote\"\nact = \"the people vote\"\nto = [\"d\"]\nof = [\"The people\"]\n\
             form = \"referendum\"\ndue = 2031-03-01\neffect = \"{effect}\"\nbasis = \"assumed\"\n\
             outcome = {{ is = \"{is}\", date = 2031-03-01, vote = \"49 to 51\" }}\n"
        ))
    };
    let is = |finding: &Finding| text(finding, "consents", &[("act", "the people vote")], "is");
    let case = vote("refused", "voids");
    let before = assess_on(&case, date(2031, 2, 28));
    assert_eq!(is(&before).as_deref(), Some("needed"));
    assert!(
        before.headline.contains("still needed: the referendum of The people"),
        "{}",
        before.headline
    );
    let after = assess_on(&case, date(2031, 3, 1));
    assert_eq!(is(&after).as_deref(), Some("refused"));
    assert!(
        after.headline.contains("refused in the referendum of The people"),
        "{}",
        after.headline
    );
    assert!(!after.headline.contains("needed"), "{}", after.headline);
    // No text is left to agree on; a refusal that only delays leaves it.
    let fell = |finding: &Finding| format!("{:?}", finding.account).contains("none on this text");
    assert!(fell(&after) && !fell(&before));
    assert!(!fell(&assess_on(&vote("refused", "delays"), date(2031, 3, 1))));
    // Tables and the answer's own status say so too, and give no chance of a text that is not there any more.
    let joint = |finding: &Finding| {
        let of = |column| text(finding, "joint", &[("draft", "d")], column);
        assert_eq!(of("status").as_deref(), Some(finding.status.word()));
        assert!(of("accept_high").is_none() || of("status").as_deref() != Some("fallen"));
        finding.status
    };
    assert_eq!(joint(&after), Status::Fallen);
    assert_ne!(joint(&before), Status::Fallen);
    assert_ne!(joint(&assess_on(&vote("refused", "returns"), date(2031, 3, 1))), Status::Fallen);
    let given = assess_on(&vote("given", "voids"), date(2031, 3, 1));
    assert_eq!(is(&given).as_deref(), Some("given"));
    // What the parties at the table answer is theirs, whatever comes of it elsewhere.
    assert_eq!(answers(&before), answers(&after));
    assert_eq!(answers(&before), answers(&given));
}

#[test]
fn a_consent_to_one_text_is_not_needed_by_another() {
    let other = "[[draft]]\nid = \"e\"\ntitle = \"Another\"\ndate = 2031-02-01\nform = \"text\"\nbasis = \"assumed\"\npoints = [{ sets = { x = \"x1\" } }]\n";
    let case = with(&format!(
        "{other}[[consent]]\nact = \"a vote\"\nto = [\"d\"]\nbasis = \"assumed\"\n\
         [[consent]]\nact = \"a law\"\nwhen = {{ x = \"x1\" }}\nbasis = \"assumed\"\n"
    ));
    let finding = assess(&case);
    let of = |draft: &str| -> Vec<String> {
        let consents = table(&finding, "consents");
        rows(consents, &[("draft", draft)])
            .into_iter()
            .filter_map(|row| consents.cell(row, "act").and_then(Cell::in_words))
            .collect()
    };
    assert_eq!(of("d"), ["a vote"]);
    assert_eq!(of("e"), ["a law"]);
}

const AGAINST: &str = "[[capacity]]\nparty = \"council\"\nis = \"must-consent\"\nact = \"pass it\"\nbasis = \"assumed\"\n\
    [[red_line]]\nparty = \"council\"\nwords = \"never two\"\nrules_out = { x = \"x2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n\
    [[answer]]\nparty = \"council\"\nto = \"d\"\nanswer = \"reject\"\nbasis = \"assumed\"\ndate = 2031-02-02\n";

#[test]
fn who_is_outside_the_room_has_a_class_of_its_own_and_changes_no_principals_answer() {
    let accepts = "[[answer]]\nparty = \"hill\"\nto = \"d\"\nanswer = \"accept\"\nbasis = \"assumed\"\n\
        [[answer]]\nparty = \"dale\"\nto = \"d\"\nanswer = \"accept\"\nbasis = \"assumed\"\n";
    let (without, beside) = (with(accepts), with(&format!("{accepts}{AGAINST}")));
    let (plain, finding) = (assess(&without), assess(&beside));
    assert_eq!(answers(&plain), answers(&finding));
    let key = [("draft", "d"), ("party", "council")];
    assert_eq!(text(&finding, "outside", &key, "capacity").as_deref(), Some("must-consent"));
    assert_eq!(text(&finding, "outside", &key, "answer").as_deref(), Some("reject"));
    assert!(
        finding.headline.contains("Council, who must consent, is against it"),
        "{}",
        finding.headline
    );
    // Taken whole, it counts as a principal.
    let context = Context { whole: true, ..Context::default() };
    let whole = ask(&beside, "acceptance", &Settings::default(), &context);
    assert_eq!(status(&whole, "council"), "refused");
    assert_eq!(status(&whole, "hill"), "accepted");
    assert!(whole.provenance.whole);
}

#[test]
fn taken_whole_amend_keeps_to_the_lines_of_who_must_consent() {
    let case = with(AGAINST);
    let draft = Settings::default().with("draft", ids(&["d"]));
    let ask_with = |whole| {
        let context = Context { whole, ..Context::default() };
        ask(&case, "amend", &draft, &context)
    };
    let changes = |finding: &Finding| table(finding, "amendments").rows.len();
    assert_eq!(changes(&ask_with(false)), 0, "at the table nothing has to change");
    assert!(changes(&ask_with(true)) > 0);
}

#[test]
fn a_rule_restricts_what_unread_content_may_be() {
    let reported = TALKS.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let rule = |is: &str| {
        let text = format!(
            "{reported}[[rule]]\nwhen = {{ x = \"x2\" }}\nrequires = {{ y = [\"y1\", \"y3\"] }}\nis = \"{is}\"\nbasis = \"assumed\"\n"
        );
        let case = case(&text);
        let draft = &case.drafts[case.find::<Draft>("d").expect("it").get()];
        contents(&case, draft)[1].options().len()
    };
    assert_eq!(rule("logic"), 2);
    assert_eq!(rule("text"), 2);
    assert_eq!(rule("reading"), 3, "a reading only warns");
}

#[test]
fn amend_proposes_no_package_that_a_rule_forbids() {
    let line = "[[red_line]]\nparty = \"hill\"\nwords = \"never two\"\nrules_out = { x = \"x2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n";
    let rule = "[[rule]]\nwhen = { x = [\"x1\", \"x3\"] }\nrequires = { y = \"y1\" }\nbasis = \"assumed\"\n";
    let sizes = |case: &Case| {
        let draft = Settings::default().with("draft", ids(&["d"]));
        let finding = ask(case, "amend", &draft, &Context::default());
        let sets = table(&finding, "amendments");
        let mut per_set = std::collections::BTreeMap::new();
        for row in 0..sets.rows.len() {
            let set = sets.cell(row, "set").and_then(Cell::in_words).unwrap_or_default();
            *per_set.entry(set).or_insert(0) += 1;
        }
        per_set.into_values().collect::<Vec<usize>>()
    };
    assert_eq!(sizes(&with(line)), [1, 1], "x to one or to three");
    assert_eq!(sizes(&with(&format!("{line}{rule}"))), [2, 2], "and y with it");
}

const FORBIDS: &str = "[[red_line]]\nid = \"line\"\nparty = \"hill\"\nby = \"aide\"\nwords = \"never two\"\ndate = 2031-02-01\nrules_out = { x = \"x2\" }\nbasis = \"stated\"\nsource = \"s\"\n[[source]]\nid = \"s\"\n";

fn later(by: &str, date: &str) -> String {
    format!(
        "[[position]]\nid = \"later\"\nparty = \"hill\"\nby = \"{by}\"\nissue = \"x\"\ndate = {date}\nacceptable = [\"x2\"]\nbasis = \"stated\"\nsource = \"s\"\n"
    )
}

#[test]
fn a_later_word_of_no_less_authority_leaves_a_line_at_two_ends_until_it_is_settled() {
    let status_of = |more: &str| status(&assess(&with(&format!("{FORBIDS}{more}"))), "hill");
    assert_eq!(status_of(""), "blocked");
    assert_eq!(status_of(&later("head", "2031-03-01")), "undetermined");
    assert_eq!(status_of(&later("aide", "2031-03-01")), "undetermined", "the same person");
    // What a later order puts first of all it is for; what it puts second it need not take.
    let ranks = |order: &str| later("head", "2031-03-01").replace("acceptable = [\"x2\"]", order);
    assert_eq!(status_of(&ranks("ranking = [\"x2\", \"x1\"]")), "undetermined");
    assert_eq!(status_of(&ranks("ranking = [\"x1\", \"x2\"]")), "blocked");
    // An earlier word overtakes nothing, nor does one on the same day.
    assert_eq!(status_of(&later("head", "2031-01-31")), "blocked");
    assert_eq!(status_of(&later("head", "2031-02-01")), "blocked");
    // Nor does somebody of less authority, nor somebody of whom that is not known.
    let by_head = FORBIDS.replace("by = \"aide\"", "by = \"head\"");
    let less = format!("{by_head}{}", later("aide", "2031-03-01"));
    assert_eq!(status(&assess(&with(&less)), "hill"), "blocked");
    let unknown = later("Somebody near the talks", "2031-03-01");
    assert_eq!(status_of(&unknown), "blocked");
    // Settled, one way or the other.
    let settled = |key: &str| {
        let line = FORBIDS.replace("rules_out", &format!("{key}\nrules_out"));
        status(&assess(&with(&format!("{line}{}", later("head", "2031-03-01")))), "hill")
    };
    assert_eq!(settled("stands = true"), "blocked");
    assert_eq!(settled("overtaken_by = \"position:later\""), "undetermined");
    let line = FORBIDS.replace("rules_out", "overtaken_by = \"position:later\"\nrules_out");
    let case = with(&format!("{line}{}", later("head", "2031-03-01")));
    assert_eq!(standing(&case, case.find::<Party>("hill").expect("it")), []);
    let both = assess(&with(&format!("{FORBIDS}{}", later("head", "2031-03-01"))));
    let account = format!("{:?}", both.account);
    assert!(account.contains("Apparently overtaken by a later word"), "{account}");
}

#[test]
fn exchanging_two_principals_exchanges_their_answers() {
    let text = format!("{TALKS}{FORBIDS}{}", later("head", "2031-03-01"));
    let more =
        "[[answer]]\nparty = \"dale\"\nto = \"d\"\nanswer = \"accept\"\nbasis = \"assumed\"\n";
    let there = format!("{text}{more}");
    let swapped = there
        .replace("\"hill\"", "\"HILL\"")
        .replace("\"dale\"", "\"hill\"")
        .replace("\"HILL\"", "\"dale\"");
    let (one, other) = (assess(&case(&there)), assess(&case(&swapped)));
    for (a, b) in [("hill", "dale"), ("dale", "hill")] {
        assert_eq!(status(&one, a), status(&other, b), "{a}");
        let lines = |finding: &Finding, party: &str| {
            let lines = table(finding, "lines");
            rows(lines, &[("party", party)])
                .into_iter()
                .map(|row| lines.cell(row, "verdict").and_then(Cell::in_words))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&one, a), lines(&other, b), "{a}");
    }
}

#[test]
fn the_outlook_follows_what_lies_around_a_text() {
    let reported = TALKS.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let line = "[[red_line]]\nparty = \"dale\"\nwords = \"no second\"\ndate = 2031-01-15\nrules_out = { y = [\"y2\", \"y3\"] }\nbasis = \"assumed\"\n";
    let rule = "[[rule]]\nknown = 2031-03-15\nwhen = { x = \"x2\" }\nrequires = { y = [\"y2\", \"y3\"] }\nbasis = \"assumed\"\n";
    let asks = "[[demand]]\nparty = \"hill\"\nby = \"head\"\ndate = 2031-03-01\nasks = { x = \"x2\" }\nbasis = \"stated\"\nsource = \"s\"\n";
    let said = "[[statement]]\ndate = 2031-04-01\nby = \"Somebody\"\nabout = [\"d\"]\nwords = \"hard\"\nbasis = \"assumed\"\n";
    let case = case(&format!("{reported}{FORBIDS}{line}{rule}{asks}{said}"));
    let finding = ask(&case, "outlook", &Settings::default(), &Context::default());
    for party in ["hill", "dale"] {
        for day in [date(2031, 2, 20), date(2031, 3, 1), date(2031, 3, 15), date(2031, 6, 1)] {
            let then = status(&assess_on(&case, day), party);
            let moves = table(&finding, "outlook");
            let row = rows(moves, &[("draft", "d"), ("party", party)])
                .into_iter()
                .rfind(|row| {
                    let of = moves.cell(*row, "date").and_then(Cell::in_words);
                    of.is_some_and(|it| it <= day.to_string())
                })
                .expect("a day");
            assert_eq!(
                moves.cell(row, "status").and_then(Cell::in_words),
                Some(then),
                "{party} on {day}"
            );
        }
    }
    let of = |party: &str, day| status(&assess_on(&case, day), party);
    assert_eq!(of("hill", date(2031, 2, 20)), "blocked");
    assert_eq!(of("hill", date(2031, 3, 1)), "undetermined", "overtaken by its demand");
    assert_eq!(of("dale", date(2031, 3, 14)), "undetermined");
    assert_eq!(of("dale", date(2031, 3, 15)), "blocked", "by what the rule leaves");
    let said = table(&finding, "said");
    assert_eq!(said.rows.len(), 1);
}

#[test]
fn a_keepers_reading_warns_of_a_draft_and_a_rule_that_binds_is_said_to_be_broken() {
    let said = |is: &str| {
        let case = with(&format!(
            "[[rule]]\nid = \"pair\"\nwhen = {{ x = \"x2\" }}\nexcludes = {{ y = \"y2\" }}\nis = \"{is}\"\n\
             words = \"they clash\"\nbasis = \"assumed\"\n"
        ));
        let finding = assess_on(&case, date(2031, 6, 1));
        let in_table = |column: &str| text(&finding, "rules_broken", &[("draft", "d")], column);
        assert_eq!(in_table("id").as_deref(), Some("pair"));
        assert_eq!(in_table("kind").as_deref(), Some(is));
        let verdict = if is == "reading" { "reading broken" } else { "rule broken" };
        assert_eq!(in_table("verdict").as_deref(), Some(verdict));
        assert_eq!(in_table("on").as_deref(), Some("x, y"));
        (finding.headline.clone(), format!("{:?}", finding.account))
    };
    let none = assess(&with(""));
    assert!(table(&none, "rules_broken").rows.is_empty());
    let (headline, account) = said("reading");
    assert!(!headline.contains("rule"), "{headline}");
    assert!(account.contains("By a record keeper's reading") && account.contains("(pair)"));
    assert!(account.contains("they clash"));
    let (headline, account) = said("text");
    assert!(headline.contains("breaks the rule") && headline.contains("(pair)"), "{headline}");
    assert!(account.contains("no such text can be") && !account.contains("record keeper's"));
}

#[test]
fn a_rule_whose_options_nobody_knows_yet_cannot_be_judged() {
    let late = TALKS.replace(
        "text = \"three\" }]\n[[draft]]",
        "text = \"three\", known = 2031-05-01 }]\n[[draft]]",
    );
    assert_ne!(late, TALKS);
    let rule = |is: &str| {
        case(&format!(
            "{late}[[rule]]\nid = \"pair\"\nwhen = {{ x = \"x2\" }}\nrequires = {{ y = [\"y3\"] }}\nis = \"{is}\"\n\
             basis = \"assumed\"\n"
        ))
    };
    for (is, after) in [("logic", "rule broken"), ("reading", "reading broken")] {
        let case = rule(is);
        let verdict = |day| {
            let finding = assess_on(&case, day);
            (
                text(&finding, "rules_broken", &[("draft", "d")], "verdict").unwrap_or_default(),
                format!("{} {:?}", finding.headline, finding.account),
            )
        };
        let (before, said) = verdict(date(2031, 4, 30));
        assert_eq!(before, "cannot be judged");
        assert!(said.contains("cannot be judged: no option that the rule requires"), "{said}");
        assert!(
            !said.contains("breaks the rule") && !said.contains("do not go together"),
            "{said}"
        );
        assert_eq!(verdict(date(2031, 5, 1)).0, after);
        // The list of rules says the same.
        let told = |day| {
            let context = Context { as_of: Some(day), ..Context::default() };
            let what = Settings::default().with("what", Value::Text("rules".to_owned()));
            let finding = ask(&case, "record", &what, &context);
            let of =
                |column| text(&finding, "rules", &[("id", "pair")], column).unwrap_or_default();
            (of("broken_by"), of("may_be_broken_by"))
        };
        assert_eq!(told(date(2031, 4, 30)), (String::new(), "d".to_owned()));
        assert_eq!(told(date(2031, 5, 1)), ("d".to_owned(), String::new()));
    }
    // Nor does it take anything out of what nobody has read.
    let unread = late.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let text = format!(
        "{unread}[[rule]]\nwhen = {{ x = \"x2\" }}\nrequires = {{ y = [\"y3\"] }}\nbasis = \"assumed\"\n"
    );
    let case = case(&text).seen(None, Some(date(2031, 4, 30)));
    let draft = &case.drafts[case.find::<Draft>("d").expect("it").get()];
    assert_eq!(contents(&case, draft)[1].options().len(), 2);
}

#[test]
fn a_rule_that_every_way_out_of_an_unread_text_breaks_is_broken() {
    // What the text says on y is not known, and with x2 none of its options goes.
    let unread = TALKS.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let rule = |id: &str, is: &str, excludes: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nwhen = {{ x = \"x2\" }}\nexcludes = {{ y = {excludes} }}\nis = \"{is}\"\n\
             basis = \"assumed\"\n"
        )
    };
    // Of what it requires it rules out everything.
    let never = |is| rule("one", is, "[\"y1\"]") + "requires = { y = \"y1\" }\n";
    let told = |rules: String| {
        let case = case(&format!("{unread}{rules}"));
        let finding = assess(&case);
        let broken = table(&finding, "rules_broken");
        let rows = rows(broken, &[("draft", "d")]).into_iter();
        let verdict = |row| broken.cell(row, "verdict").and_then(Cell::in_words);
        let verdicts: Vec<String> = rows.filter_map(verdict).collect();
        let what = Settings::default().with("what", Value::Text("rules".to_owned()));
        let list = ask(&case, "record", &what, &Context::default());
        let by = |column| text(&list, "rules", &[("id", "one")], column).unwrap_or_default();
        let by = ["broken_by", "broken_beside_others_by", "may_be_broken_by"].map(by);
        (verdicts, by.join("|"))
    };
    let (first, rest) = ("[\"y1\"]", "[\"y2\", \"y3\"]");
    for (is, alone, beside) in [
        ("logic", "rule broken", "not all can be kept"),
        ("reading", "reading broken", "not all readings can be kept"),
    ] {
        let one = told(never(is));
        assert_eq!(one, (vec![alone.to_owned()], "d||".to_owned()), "{is}");
        let both = told([rule("one", is, first), rule("two", is, rest)].concat());
        assert_eq!(both, (vec![beside.to_owned(); 2], "|d|".to_owned()), "{is}");
        // A way is left.
        let open = told([rule("one", is, first), rule("two", is, "[\"y2\"]")].concat());
        let may = if is == "logic" { "||" } else { "||d" };
        assert_eq!(open, (Vec::new(), may.to_owned()), "{is}");
    }
    // A reading is held against what rules leave.
    let mixed = told([rule("one", "logic", first), rule("two", "reading", rest)].concat());
    assert_eq!(mixed.0, ["reading broken"]);
}

#[test]
fn amend_warns_of_what_a_keepers_reading_sets_apart_and_keeps_back_no_set() {
    let line = "[[red_line]]\nparty = \"hill\"\nwords = \"never two\"\nrules_out = { x = \"x2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n";
    let rule = |when: &str| {
        format!(
            "[[rule]]\nid = \"pair\"\nwhen = {{ x = \"{when}\" }}\nexcludes = {{ y = \"y2\" }}\nis = \"reading\"\n\
             basis = \"assumed\"\n"
        )
    };
    let asked = |more: &str| {
        let draft = Settings::default().with("draft", ids(&["d"]));
        let finding = ask(&with(&format!("{line}{more}")), "amend", &draft, &Context::default());
        let lines = table(&finding, "lines");
        let warned = rows(lines, &[("verdict", "reading broken")]);
        let sets = warned.iter().filter_map(|row| lines.cell(*row, "set").and_then(Cell::in_words));
        let sets: Vec<String> = sets.collect();
        let amendments = table(&finding, "amendments").rows.len();
        (sets, amendments, format!("{:?}", finding.account))
    };
    let (none, sets, account) = asked("");
    assert!(none.is_empty() && !account.contains("record keeper's reading"));
    // What it sets apart is there as it stands, and no more after any set.
    let (before, n, account) = asked(&rule("x2"));
    assert_eq!((before, n), (vec!["0".to_owned()], sets));
    assert!(account.contains("do not go together, as it stands: the rule"), "{account}");
    // Another comes about by one of the sets alone, which is offered all the same.
    let (after, n, account) = asked(&rule("x1"));
    assert_eq!((after.len(), n), (1, sets));
    let when = format!("do not go together, after set {} of the tables: the rule", after[0]);
    assert!(account.contains(&when), "{account}");
}

#[test]
fn what_fell_with_a_refused_consent_is_said_to_have_fallen_wherever_its_answers_are_told() {
    let case = with(
        "[[consent]]\nact = \"the people vote\"\nto = [\"d\"]\nof = [\"The people\"]\neffect = \"voids\"\n\
         basis = \"assumed\"\noutcome = { is = \"refused\", date = 2031-03-01 }\n",
    );
    let draft = Settings::default().with("draft", ids(&["d"]));
    for (lens, settings) in
        [("amend", &draft), ("outlook", &Settings::default()), ("outlook", &draft)]
    {
        let said = |day| {
            let context = Context { as_of: Some(day), ..Context::default() };
            format!("{:?}", ask(&case, lens, settings, &context).account)
        };
        assert!(said(date(2031, 3, 1)).contains("fell with a consent that was refused"), "{lens}");
        assert!(!said(date(2031, 2, 28)).contains("fell with a consent"), "{lens}");
    }
    let of =
        |lens, day| ask(&case, lens, &draft, &Context { as_of: Some(day), ..Context::default() });
    let headline = |day| of("amend", day).headline;
    assert!(
        headline(date(2031, 3, 1)).starts_with("d has fallen"),
        "{}",
        headline(date(2031, 3, 1))
    );
    assert!(!headline(date(2031, 2, 28)).contains("fallen"));
    // Where drafts are placed at all.
    let reasons =
        |day| format!("{:?}", of("bargain", day).table("drafts").map(|it| it.rows.clone()));
    if reasons(date(2031, 3, 1)) != "None" {
        assert!(reasons(date(2031, 3, 1)).contains("fell with a refused consent"));
        assert!(!reasons(date(2031, 2, 28)).contains("fell with"));
    }
}

const COUNCIL: &str =
    "[[capacity]]\nparty = \"council\"\nis = \"must-consent\"\nto = [\"d\"]\nbasis = \"assumed\"\n";

#[test]
fn who_must_consent_outside_is_needed_until_it_accepts_wherever_it_is_told() {
    let reply = |answer: &str| {
        format!(
            "[[answer]]\nparty = \"council\"\nto = \"d\"\nanswer = \"{answer}\"\ndate = 2031-02-01\nbasis = \"assumed\"\n"
        )
    };
    let line = "[[red_line]]\nparty = \"council\"\nwords = \"never two\"\nrules_out = { x = \"x2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n";
    let needed = "Council, who must consent, has not accepted it";
    let against = "Council, who must consent, is against it";
    for (more, says, not) in [
        (String::new(), Some(needed), against),
        (reply("accept"), None, needed),
        (reply("reserve"), Some(needed), against),
        (reply("reject"), Some(against), needed),
        (line.to_owned(), Some(against), needed),
    ] {
        let case = with(&[COUNCIL, &more].concat());
        let outlook = ask(&case, "outlook", &Settings::default(), &Context::default());
        for said in [assess(&case).headline, format!("{:?}", outlook.account)] {
            assert!(says.is_none_or(|it| said.contains(it)), "{more}: {said}");
            assert!(!said.contains(not), "{more}: {said}");
        }
    }
    // A veto that was used leads the brief.
    let brief = |more: &str| {
        let case = with(&[COUNCIL, more].concat());
        ask(&case, "brief", &Settings::default(), &Context::default())
    };
    let bottom = |finding: &Finding| {
        let table = table(finding, "sentences");
        let first = rows(table, &[("part", "bottom line")]).first().copied().expect("a sentence");
        table.cell(first, "sentence").and_then(Cell::in_words).expect("words")
    };
    assert!(bottom(&brief(&reply("reject"))).contains("Council, who must consent, rejected"));
    assert!(bottom(&brief(line)).contains("lines of Council, who must consent, rule out"));
    assert!(!bottom(&brief("")).contains("must consent"));
}

#[test]
fn a_line_that_only_a_rule_makes_a_text_cross_is_said_to_be() {
    let line = "[[red_line]]\nparty = \"hill\"\nwords = \"never two\"\nrules_out = { y = \"y2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n";
    let rule = "[[rule]]\nwhen = { x = \"x2\" }\nrequires = { y = \"y2\" }\nbasis = \"assumed\"\n";
    let unread = TALKS.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let note = "The text is not known to say so";
    let said = |text: String| format!("{:?}", assess(&case(&text)).account);
    let by_rule = said([unread.as_str(), line, rule].concat());
    assert!(by_rule.contains("Crosses ") && by_rule.contains(note), "{by_rule}");
    let itself = said([TALKS, line, rule].concat());
    assert!(itself.contains("Crosses ") && !itself.contains(note), "{itself}");
}

#[test]
fn what_who_must_consent_has_voted_is_its_answer() {
    let capacity =
        "[[capacity]]\nparty = \"council\"\nis = \"must-consent\"\nbasis = \"assumed\"\n";
    let vote = |is: &str| {
        with(&format!(
            "{capacity}[[consent]]\nid = \"vote\"\nact = \"it endorses the text\"\nof = [\"council\"]\nform = \"ratification\"\n\
             effect = \"returns\"\nbasis = \"assumed\"\noutcome = {{ is = \"{is}\", date = 2031-03-01, vote = \"5 to 2\" }}\n"
        ))
    };
    let whole = |case: &Case| {
        let context = Context { whole: true, ..Context::default() };
        status(&ask(case, "acceptance", &Settings::default(), &context), "council")
    };
    let (given, refused) = (vote("given"), vote("refused"));
    for (case, against) in [(&given, false), (&refused, true)] {
        let said = assess(case).headline;
        assert!(!said.contains("has not accepted"), "{said}");
        assert_eq!(said.contains("Council, who must consent, is against it"), against, "{said}");
        let brief = ask(case, "brief", &Settings::default(), &Context::default());
        assert!(!format!("{:?}", brief.account).contains("it needs the consent of Council"));
    }
    assert_eq!([whole(&given), whole(&refused)], ["accepted", "refused"]);
    // Until then nobody knows.
    let before = Context { whole: true, as_of: Some(date(2031, 2, 28)), ..Context::default() };
    let before = ask(&refused, "acceptance", &Settings::default(), &before);
    assert_eq!(status(&before, "council"), "undetermined");
}

#[test]
fn a_veto_outside_the_room_is_told_where_changes_and_gains_are() {
    let line = "[[red_line]]\nparty = \"council\"\nwords = \"never two\"\nrules_out = { x = \"x2\" }\nbasis = \"assumed\"\ndate = 2031-02-01\n";
    let capacity =
        "[[capacity]]\nparty = \"council\"\nis = \"must-consent\"\nbasis = \"assumed\"\n";
    let case = with(&[line, capacity].concat());
    let draft = Settings::default().with("draft", ids(&["d"]));
    let amend = ask(&case, "amend", &draft, &Context::default());
    assert!(amend.headline.contains("No standing line of a principal"), "{}", amend.headline);
    assert!(
        amend.headline.contains("crosses 1 line of Council, who must consent"),
        "{}",
        amend.headline
    );
    let row = rows(table(&amend, "lines"), &[("party", "council"), ("set", "0")]);
    assert_eq!(row.len(), 1);
    let gains = ask(&case, "bargain", &Settings::default(), &Context::default());
    assert!(gains.headline.contains("Lines of Council, who must consent"), "{}", gains.headline);
    assert!(format!("{:?}", gains.notes).contains("the draft d crosses 1 line of Council"));
    // Who need not consent stops nothing, and is told apart.
    let case = with(line);
    let amend = ask(&case, "amend", &draft, &Context::default());
    assert!(!amend.headline.contains("Council"), "{}", amend.headline);
    assert!(format!("{:?}", amend.account).contains("Outside the room"));
    let gains = ask(&case, "bargain", &Settings::default(), &Context::default());
    assert!(!gains.headline.contains("Council"), "{}", gains.headline);
}

#[test]
fn how_one_party_reads_a_point_is_not_what_the_text_says() {
    let read = |readings: &str| {
        let text = TALKS.replace(
            "sets = { x = \"x2\", y = \"y2\" }",
            &format!("sets = {{ x = \"x2\" }}, readings = [{readings}]"),
        );
        let case = case(&text);
        let draft = &case.drafts[case.find::<Draft>("d").expect("it").get()];
        contents(&case, draft)[1].options().len()
    };
    let (hill, dale) = (
        "{ party = \"hill\", settles = { y = \"y2\" } }",
        "{ party = \"dale\", settles = { y = \"y3\" } }",
    );
    assert_eq!(read(hill), 3, "what the other reads is not known");
    assert_eq!(read(&format!("{hill}, {dale}")), 2);
}

#[test]
fn the_brief_says_that_a_text_breaks_a_rule_and_what_only_a_rule_makes_of_it() {
    let said = |text: String| {
        let finding = ask(&case(&text), "brief", &Settings::default(), &Context::default());
        format!("{:?}", finding.account)
    };
    let rule = "[[rule]]\nwhen = { x = \"x2\" }\nexcludes = { y = \"y2\" }\nbasis = \"assumed\"\n";
    let broken = said([TALKS, rule].concat());
    assert!(broken.contains("breaks a rule") && broken.contains("no such text can be"), "{broken}");
    let unread = TALKS.replace("sets = { x = \"x2\", y = \"y2\" }", "sets = { x = \"x2\" }");
    let left = said([unread.as_str(), rule].concat());
    assert!(!left.contains("breaks a rule") && left.contains("by the rules on record"), "{left}");
    assert!(!said(TALKS.to_owned()).contains("the rules on record"));
}

#[test]
fn taken_whole_it_is_said_who_is_not_counted_in() {
    let said = |more: &str| {
        let context = Context { whole: true, ..Context::default() };
        let finding = ask(&with(more), "acceptance", &Settings::default(), &context);
        finding.notes.iter().map(|it| format!("{it:?}")).collect::<String>()
    };
    assert!(said("").contains("taken whole, the answer is the same"));
    let all = said(AGAINST);
    assert!(!all.contains("taken whole") && !all.contains("not counted in, although"), "{all}");
    let some = AGAINST.replace("act =", "when = { x = \"x2\" }\nact =");
    let other = "[[draft]]\nid = \"other\"\ntitle = \"Other\"\nform = \"text\"\nbasis = \"assumed\"\n\
                 date = 2031-01-05\npoints = [{ number = 1, sets = { x = \"x1\" } }]\n";
    let some = said(&format!("{some}{other}"));
    assert!(some.contains("Council must consent only to a text with Water: two"), "{some}");
    // Who is asked of one draft only has no say over other packages.
    let named = AGAINST.replace("act =", "to = [\"other\"]\nact =");
    let named = said(&format!("{named}{other}"));
    assert!(named.contains("not counted in, although") && named.contains("Council"), "{named}");
}

#[test]
fn of_a_line_that_a_keeper_settled_only_what_is_left_is_told() {
    let line = FORBIDS.replace(
        "rules_out = { x = \"x2\" }",
        "overtaken_by = \"position:later\"\nrules_out = { x = [\"x2\", \"x3\"] }",
    );
    let case = with(&format!("{line}{}", later("head", "2031-03-01")));
    let account = format!("{:?}", assess(&case).account);
    assert!(account.contains("(overtaken in part, as a keeper settled)"), "{account}");
}

#[test]
fn a_refusal_outside_the_room_has_the_same_sign_everywhere() {
    let refused = |text: &str| {
        let case = with(text);
        let asked = |lens: &str, settings: &Settings| {
            let finding =
                ask(&case, lens, settings, &Context { samples: 50, ..Context::default() });
            // The paragraphs of the first page of a brief have no sign of their own.
            let is = |block: &Block| match block {
                Block::Item(it) if it.text.flat().contains("reject") => {
                    Some(it.mark).filter(|it| [Mark::Stop, Mark::Maybe].contains(it))
                }
                _ => None,
            };
            finding.account.iter().find_map(is)
        };
        let outside = Settings::default().with("what", Value::Text("outside".to_owned()));
        [
            asked("acceptance", &Settings::default()),
            asked("brief", &Settings::default()),
            asked("record", &outside),
        ]
    };
    assert_eq!(refused(AGAINST), [Some(Mark::Stop); 3]);
    let disrupts = AGAINST.replace("must-consent", "may-disrupt");
    assert_eq!(refused(&disrupts), [Some(Mark::Maybe); 3]);
}

#[test]
fn beside_a_line_that_a_keeper_says_stands_the_later_words_are_told() {
    let line = FORBIDS.replace("rules_out = {", "stands = true\nrules_out = {");
    let told = format!(
        "{:?}",
        super::show(&with(&format!("{line}{}", later("head", "2031-03-01"))), "drift").account
    );
    assert!(
        told.contains(
            "its line still stands, as the record keeper settled it, whatever it said later on"
        ),
        "{told}"
    );
}

#[test]
fn the_outlook_tells_whose_lines_outside_the_room_the_texts_cross() {
    let finding = ask(&with(AGAINST), "outlook", &Settings::default(), &Context::default());
    let key = [("draft", "d"), ("party", "council")];
    assert_eq!(text(&finding, "outside_lines", &key, "must_consent").as_deref(), Some("yes"));
    assert_eq!(text(&finding, "outside_lines", &key, "verdict").as_deref(), Some("crossed"));
    let account = format!("{:?}", finding.account);
    assert!(
        account.contains("crosses a line of Council, who must consent: “never two”"),
        "{account}"
    );
    let none = ask(&with(""), "outlook", &Settings::default(), &Context::default());
    assert!(!format!("{:?}", none.account).contains("Outside the room"));
}
