//! What drafts do to lines.

use super::super::{assess, case, number, rows, table, text};
use super::{HEAD, HILL, asked, draft, hill, line, status, verdict};

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
    assert_eq!(judged("", "{ sets = { y = \"y1\" }, leaves_open = [\"x\"] }"), "not touched");
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
    assert!(said.contains("no point says yet what it settles"), "{said}");
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
    // Left to the principals unless the condition holds, or the other way round: nothing binds there if it is.
    let higher = line("rules_out = { x = [\"x2\", \"x3\"] }");
    let of_higher = |points: &str| verdict(&asked(&[HEAD, &draft("", points), &higher]));
    let rains = "\"if the rains come\"";
    let unless =
        format!("{{ leaves_open = [\"x\"] }}, {{ sets = {{ x = \"x3\" }}, only_if = {rains} }}");
    let once =
        format!("{{ sets = {{ x = \"x3\" }} }}, {{ leaves_open = [\"x\"], only_if = {rains} }}");
    let held = format!(
        "{{ sets = {{ y = \"y2\", x = \"x3\" }} }}, {{ leaves_open = [\"x\"], only_if = {when} }}"
    );
    assert_eq!(
        [&unless, &once, &held].map(|it| of_higher(it)),
        ["may be crossed", "may be crossed", "not touched"]
    );
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

#[test]
fn a_line_said_to_be_certain_blocks_like_one_of_unstated_firmness() {
    let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.2\n";
    let text = draft("", "{ sets = { x = \"x1\", y = \"y1\", z = \"z2\" } }");
    for (firmness, expected, high) in [
        ("firmness = 1", "blocked", 0.0),
        ("firmness = [0.9, 1]", "open", 0.2),
        ("", "blocked", 1.0),
    ] {
        let against = line(&format!("rules_out = {{ x = [\"x1\"] }}\n{firmness}"));
        for alternative in [level, ""] {
            let finding = asked(&[HEAD, HILL, alternative, &text, &against]);
            let without = alternative.is_empty() && expected == "open";
            assert_eq!(
                status(&finding, "hill"),
                if without { "undetermined" } else { expected },
                "{firmness}"
            );
            if !alternative.is_empty() {
                let got = number(&finding, "acceptance", &[("party", "hill")], "accept_high");
                assert!(got.is_some_and(|it| it <= high), "{firmness}: {got:?}");
            }
        }
    }
}
