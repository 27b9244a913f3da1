//! What a party has answered, and what it has drawn, before anything is reckoned.

use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

use super::super::{ask, assess, case, number, rows, table, text};
use super::{HEAD, HILL, WHOLE, asked, draft, hill, line, status};

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
            said.contains("it accepted this text") && said.contains("Answer: accept"),
            "{said}"
        );
        assert!(said.contains("never"), "the line is shown");
    }
    let (older, said) = state(accepts, &line("date = 2031-01-01", ""));
    assert_eq!(older, "accepted");
    assert!(said.contains("after drawing the line that the text crosses"), "{said}");
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
        plenipo_testing::dossier::named("all.toml", [HEAD, &draft("", WHOLE), accepts].concat()),
        plenipo_testing::dossier::named("assumptions/hard.toml", assumed),
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
    let who = Settings::default().with("annexes", Value::Text("who".to_owned()));
    let brief = ask(&case, "brief", &who, &Context { samples: 200, ..Context::default() });
    let page = format!("{:?}", brief.account);
    assert!(page.contains("(which it has accepted since)"), "{page}");
    assert!(page.contains("crosses 1 line, set aside by its later acceptance"), "{page}");
    assert!(!page.contains("accepts with"), "{page}");
    let shown = crate::suite::lens::show(&case, "conflicts");
    assert!(shown.headline.starts_with("0 conflicts"), "{}", shown.headline);
}

#[test]
fn an_acceptance_before_a_line_is_a_conflict_wherever_conflicts_are_listed() {
    let case = accepted_on("2031-04-25");
    let page = format!("{:?}", assess(&case, 200).account);
    assert!(page.contains("Hill: conflict") && !page.contains("oes not accept"), "{page}");
    let shown = crate::suite::lens::show(&case, "conflicts");
    assert_eq!(
        table(&shown, "conflicts").cell(0, "kind").and_then(|it| it.as_text()),
        Some("accepted across own line")
    );
    let conflicts = table(&shown, "conflicts");
    let sides = (0..conflicts.rows.len()).filter_map(|it| conflicts.cell(it, "side")?.in_words());
    let page = sides.collect::<Vec<_>>().join("\n");
    assert!(page.contains("never two") && page.contains("its acceptance of 2031-04-25"), "{page}");
}
