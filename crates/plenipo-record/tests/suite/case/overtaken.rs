//! Lines that a later word of the party overtook: which words do, on which options, and what a keeper settles.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use plenipo_record::case::Case;
use plenipo_record::case::lines::standing;
use plenipo_record::case::party::Party;
use plenipo_record::dossier::problem::Problem;

use plenipo_testing::dossier::{named, read_with};

const FRAME: &str = r#"
format = 2
[file]
basis = "assumed"
[dossier]
title = "Cod"
disclosure = "open"
[[party]]
id = "fleet"
name = "Fleet"
[[party]]
id = "port"
name = "Port"
[[person]]
id = "head"
name = "Head"
party = "fleet"
rank = 1
[[person]]
id = "broker"
name = "Broker"
rank = 1
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "mid", text = "middling" }, { id = "high", text = "high" }]
[[issue]]
id = "data"
title = "Data"
options = [{ id = "none", text = "none" }, { id = "full", text = "full" }]
"#;

const LINE: &str = "[[red_line]]\nparty = \"fleet\"\nwords = \"never\"\ndate = 2031-02-01\nrules_out = { quota = [\"low\", \"mid\"] }\n";

fn read(more: &str) -> (Option<Case>, Vec<Problem>) {
    read_with(&[named("dossier.toml", format!("{FRAME}{more}"))], &[])
}

/// How many options of the quota the line rules out, leaves unclear, and by how many words it was overtaken.
fn left(more: &str) -> (usize, usize, usize) {
    let (case, problems) = read(more);
    // That a later position says less than the one before it is told, and is what some of these are about.
    let other = problems.iter().find(|it| !it.message.starts_with("this takes the place of all"));
    assert_eq!(other, None, "{more}");
    let case = case.unwrap();
    let lines = standing(&case, case.find::<Party>("fleet").unwrap());
    let Some(line) = lines.first() else { return (0, 0, 0) };
    let of = |options: &plenipo_record::case::issue::IssueOptions| {
        options.iter().map(|(_, set)| set.len()).sum()
    };
    (of(&line.rules_out), of(&line.unclear), line.overtaken.len())
}

const STANDS: (usize, usize, usize) = (2, 0, 0);
const SOFTENED: (usize, usize, usize) = (1, 1, 1);

/// A demand of the fleet for the middling quota, with more said of it.
fn demand(more: &str) -> String {
    format!(
        "{LINE}[[demand]]\nid = \"later\"\nparty = \"fleet\"\nasks = {{ quota = \"mid\" }}\n{more}\n"
    )
}

#[test]
fn only_a_word_of_the_party_itself_overtakes() {
    assert_eq!(left(&demand("date = 2031-03-01")), SOFTENED);
    assert_eq!(left(&demand("date = 2031-03-01\nby = \"head\"")), SOFTENED);
    // Whoever ranks first, but with nobody on record as his party, speaks for nobody.
    assert_eq!(left(&demand("date = 2031-03-01\nby = \"broker\"")), STANDS);
    assert_eq!(left(&demand("date = 2031-03-01\nby = \"port\"")), STANDS);
    // Two descriptions that read alike may be of two people.
    let by = |line: &str, word: &str| {
        let line = LINE.replace("words", &format!("by = \"{line}\"\nwords"));
        let word = format!("date = 2031-03-01\nby = \"{word}\"");
        left(&demand(&word).replace(LINE, &line))
    };
    assert_eq!(by("a minister", "a minister"), STANDS);
    assert_eq!(by("head", "head"), SOFTENED);
}

#[test]
fn only_a_word_known_to_be_later_overtakes() {
    for (is, overtakes) in [
        ("exact", true),
        ("after", true),
        ("month", true),
        ("inferred", true),
        ("before", false),
        ("about", false),
    ] {
        let said = format!("date = 2031-03-01\ndate_is = \"{is}\"");
        assert_eq!(left(&demand(&said)) == SOFTENED, overtakes, "{is}");
    }
    // The line may have been said again in the same month.
    let month = LINE.replace("date =", "date_is = \"month\"\ndate =");
    let in_it = demand("date = 2031-02-20").replace(LINE, &month);
    assert_eq!(left(&in_it), STANDS);
    assert_eq!(left(&demand("date = 2031-03-01").replace(LINE, &month)), SOFTENED);
}

#[test]
fn a_position_that_is_no_longer_held_overtakes_nothing() {
    let position = |date: &str, says: &str| {
        format!("[[position]]\nparty = \"fleet\"\nissue = \"quota\"\ndate = {date}\n{says}\n")
    };
    let accepts = position("2031-03-01", "acceptable = [\"mid\", \"high\"]");
    assert_eq!(left(&format!("{LINE}{accepts}")), SOFTENED);
    let ended = position("2031-04-01", "ended = true");
    assert_eq!(left(&format!("{LINE}{accepts}{ended}")), STANDS);
    let otherwise = position("2031-04-01", "ideal = \"high\"");
    assert_eq!(left(&format!("{LINE}{accepts}{otherwise}")), STANDS);
}

#[test]
fn a_movement_overtakes_where_the_party_tells_of_it_and_is_held_to_it() {
    let movement = |more: &str| {
        format!(
            "{LINE}[[movement]]\nparty = \"fleet\"\nissue = \"quota\"\nto = [\"mid\"]\ndate = 2031-03-01\n{more}\n"
        )
    };
    assert_eq!(left(&movement("is = \"tabled\"\nby = \"head\"")), SOFTENED);
    assert_eq!(left(&movement("is = \"tabled\"\nby = \"port\"")), STANDS);
    assert_eq!(left(&movement("is = \"tabled\"")), STANDS);
    assert_eq!(left(&movement("is = \"floated\"\nby = \"head\"")), STANDS);
    assert_eq!(left(&movement("is = \"tabled\"\nby = \"head\"\ncondition = \"if data\"")), STANDS);
}

#[test]
fn options_that_were_unclear_all_along_were_not_overtaken() {
    let unclear = "[[red_line]]\nparty = \"fleet\"\nwords = \"hardly\"\ndate = 2031-02-01\nunclear = { quota = [\"mid\"] }\n";
    assert_eq!(left(&demand("date = 2031-03-01").replace(LINE, unclear)), (0, 1, 0));
    let twice = format!(
        "{}[[demand]]\nparty = \"fleet\"\ndate = 2031-04-01\nasks = {{ quota = \"mid\" }}\n",
        demand("date = 2031-03-01")
    );
    assert_eq!(left(&twice), (1, 1, 2), "each word of two is named");
}

#[test]
fn what_a_keeper_settles_lifts_what_the_word_is_for() {
    let by = |word: &str| LINE.replace("words", &format!("overtaken_by = \"{word}\"\nwords"));
    let demand = demand("date = 2031-03-01").replace(LINE, "");
    assert_eq!(left(&format!("{}{demand}", by("demand:later"))), (1, 0, 0));
    let all = demand.replace("\"mid\"", "[\"low\", \"mid\"]");
    assert_eq!(left(&format!("{}{all}", by("demand:later"))), (0, 0, 0));
    let answer = "[[draft]]\nid = \"d\"\ntitle = \"D\"\npoints = [{ sets = { quota = \"low\" } }]\n[[answer]]\nid = \"yes\"\nparty = \"fleet\"\nto = \"d\"\nanswer = \"accept\"\ndate = 2031-03-01\n";
    assert_eq!(left(&format!("{}{answer}", by("answer:yes"))), (0, 0, 0), "it names no option");
    let elsewhere = demand.replace("quota = \"mid\"", "data = \"full\"");
    let (_, problems) = read(&format!("{}{elsewhere}", by("demand:later")));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("asks for no option that the line rules out"));
}

#[test]
fn a_line_upheld_is_as_drawn_but_for_what_a_keeper_settled() {
    let line = LINE.replace("words", "overtaken_by = \"demand:first\"\nwords");
    let word = |id: &str, option: &str, day: &str| {
        format!(
            "[[demand]]\nid = \"{id}\"\nparty = \"fleet\"\nasks = {{ quota = \"{option}\" }}\ndate = {day}\n"
        )
    };
    let text = format!(
        "{line}{}{}",
        word("first", "mid", "2031-03-01"),
        word("then", "low", "2031-04-01")
    );
    let (case, problems) = read(&text);
    assert_eq!(problems, []);
    let case = case.unwrap();
    let lines = standing(&case, case.find::<Party>("fleet").unwrap());
    let out = |options: &plenipo_record::case::issue::IssueOptions| {
        plenipo_record::case::describe::issue_options(&case, options)
    };
    assert_eq!(out(&lines[0].rules_out), "");
    assert_eq!(out(&lines[0].overtaken[0].on), "quota: low");
    assert_eq!(out(&lines[0].upheld().rules_out), "quota: low", "the middling one is settled");
}

#[test]
fn a_line_stays_open_to_whom_the_word_that_overtook_it_is_closed() {
    let line = LINE.replace("words", "overtaken_by = \"movement:later\"\nwords");
    let movement = "[[movement]]\nid = \"later\"\nparty = \"fleet\"\nissue = \"quota\"\nto = [\"low\", \"mid\"]\nis = \"tabled\"\ndate = 2031-03-01\n";
    let (case, problems) = read(&format!("{line}{movement}"));
    assert_eq!(problems, []);
    let case = case.unwrap();
    let fleet = case.find::<Party>("fleet").unwrap();
    assert_eq!(standing(&case, fleet), []);
    for viewer in ["fleet", "port"] {
        let seen = case.seen(case.find::<Party>(viewer), None);
        let fleet = seen.find::<Party>("fleet").unwrap();
        assert_eq!(standing(&seen, fleet).len(), 1, "{viewer} knows of no later word");
    }
}
