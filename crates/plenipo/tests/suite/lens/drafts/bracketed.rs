//! Bracketed text: what is agreed stands outside brackets, and nothing else does.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Value;

use super::super::{ask, case, gallery};
use super::{compare, record, settings};

/// The rows as they are read, each with what stands under it.
fn rows(finding: &Finding) -> Vec<(String, Vec<String>)> {
    let read = |it: &Block| match it {
        Block::Item(item) => {
            Some((item.text.flat(), item.under.iter().map(|it| it.flat()).collect()))
        }
        _ => None,
    };
    finding.account.iter().filter_map(read).collect()
}

fn row<'a>(rows: &'a [(String, Vec<String>)], has: &str) -> &'a (String, Vec<String>) {
    rows.iter().find(|it| it.0.contains(has)).expect("the row")
}

/// The words of `text` that stand in no bracket.
fn outside(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

#[test]
fn what_one_draft_alone_is_known_to_have_is_not_agreed() {
    let case = gallery("ukraine-2025");
    let finding = compare(&case, &["us-28", "e3-28"], "brackets");
    let all = rows(&finding);
    let (text, under) = row(&all, "Crimea, Luhansk and Donetsk recognised");
    assert!(text.starts_with("21a. [US proposes; Ukraine opposes: Crimea"), "{text}");
    assert_eq!(outside(text), "21a. ");
    assert_eq!(under, &["not known in e3-28"]);
    assert!(finding.headline.contains("9 of them known in one draft only"), "{}", finding.headline);

    let bare = settings(&["us-28", "e3-28"], "brackets")
        .with("attribution", Value::Text("removed".into()));
    let finding = ask(&case, "drafts", &bare, &Context::default());
    let all = rows(&finding);
    let (text, under) = row(&all, "Crimea, Luhansk and Donetsk recognised");
    assert!(text.contains("[Crimea, Luhansk") && text.ends_with(']'), "{text}");
    assert_eq!(under, &["not known in the other text"]);
    // Whatever stands outside brackets is known in both.
    for (text, under) in &all {
        let agreed = outside(text).chars().any(char::is_alphabetic);
        let alone = under.iter().any(|it| it.starts_with("not known"));
        assert!(!(agreed && alone), "{text}");
    }
}

#[test]
fn several_texts_say_in_how_many_of_them_it_is_not_known() {
    let mut text =
        record(&[("a", &[("1", "Ports stay open.")]), ("b", &[("1", "Ports stay open.")])]);
    text.push_str("[[draft]]\nid = \"c\"\ntitle = \"c\"\nform = \"leak\"\ncomplete = false\npoints = [{ number = \"7\", text = \"Mines are cleared by both sides.\" }]\n");
    let case = case(&text);
    let bare =
        settings(&["a", "b", "c"], "brackets").with("attribution", Value::Text("removed".into()));
    let all = rows(&ask(&case, "drafts", &bare, &Context::default()));
    let (text, under) = row(&all, "Ports");
    assert!(!text.contains('['), "{text}");
    assert_eq!(under, &["not known in 1 of the 3 texts"]);
    assert!(row(&all, "Mines").0.contains("[Mines"), "{all:?}");
}

#[test]
fn texts_with_brackets_of_their_own_are_never_merged() {
    let case = case(&record(&[
        (
            "a",
            &[("1", "Asterin receives 80 million crowns a year."), ("2", "The gates stay open.")],
        ),
        (
            "b",
            &[
                ("1", "Asterin receives [40] [80] million crowns a year."),
                ("2", "The gates stay shut."),
            ],
        ),
    ]));
    let finding = compare(&case, &["a", "b"], "brackets");
    let all = rows(&finding);
    let whole = "Asterin receives [40] [80] million crowns a year.]";
    assert!(row(&all, "Asterin").0.ends_with(whole), "{all:?}");
    assert!(row(&all, "Asterin").0.contains(": Asterin receives 80 million crowns a year.]"));
    assert!(row(&all, "gates").0.starts_with("2. The gates stay ["), "{all:?}");
    let told = |it: &Block| matches!(it, Block::Para(text) if text.flat().starts_with("Some texts have brackets"));
    assert!(finding.account.iter().any(told));
}

#[test]
fn gists_that_settle_the_same_are_not_in_dispute() {
    let case = gallery("ukraine-2025");
    let finding = compare(&case, &["us-28", "e3-28"], "brackets");
    let all = rows(&finding);
    let (text, under) = row(&all, "Ukraine stays non-nuclear");
    assert_eq!(text, "18. Ukraine stays non-nuclear under the NPT");
    assert_eq!(
        under,
        &["by the record these settle the same thing; the record keeper's gists differ: Ukraine \
           stays non-nuclear (e3-28)"]
    );
    // What the redline calls kept, and what is called reworded and settles the same for all that.
    let redline = compare(&case, &["us-28", "e3-28"], "redline");
    let kept = |finding: &Finding, of: &str, column: &str, word: &str, id: &str| {
        let table = super::super::table(finding, of);
        let (at, id) = (table.column(column).expect("it"), table.column(id).expect("it"));
        let mut ids: Vec<String> = table
            .rows
            .iter()
            .filter(|row| row[at].as_text() == Some(word))
            .filter_map(|row| row[id].as_text().map(|it| it.replace("us-28#", "")))
            .collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let same = kept(&finding, "brackets", "status", "settles the same", "row");
    for id in kept(&redline, "changes", "relation", "kept", "point_a") {
        assert!(same.contains(&id), "{id}");
    }
    assert_eq!(same, ["1", "11", "12", "16", "18", "19", "5"]);
    // Two wordings that differ stay in brackets whatever the record says of them.
    let text = record(&[("a", &[("1", "Ports stay open.")]), ("b", &[("1", "Ports are open.")])])
        .replace(
            "\"Ports are open.\"",
            "\"Ports are open.\", lineage = [{ is = \"kept\", of = \"a#1\" }]",
        );
    let all = rows(&compare(&super::super::case(&text), &["a", "b"], "brackets"));
    assert!(all[0].0.contains('['), "{all:?}");
}

#[test]
fn what_both_settle_the_same_is_not_in_brackets() {
    let two = |a: &str, b: &str| {
        let text = format!(
            "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\n\
             [[issue]]\nid = \"c\"\ntitle = \"C\"\noptions = [{{ id = \"none\", text = \"none\" }}, {{ id = \"all\", text = \"all\" }}]\n\
             [[draft]]\nid = \"a\"\ntitle = \"a\"\nform = \"text\"\ncomplete = true\npoints = [{{ number = 1, sets = {{ c = \"none\" }}, {a} }}]\n\
             [[draft]]\nid = \"b\"\ntitle = \"b\"\nform = \"text\"\ncomplete = true\npoints = [{{ number = 1, {b}, lineage = [{{ is = \"reworded\", of = \"a#1\" }}] }}]\n"
        );
        let case = case(&text);
        let finding = compare(&case, &["a", "b"], "brackets");
        let status = finding.table("brackets").expect("it").cell(0, "status").cloned();
        (status.and_then(|it| it.as_text().map(str::to_owned)), rows(&finding))
    };
    let same = "sets = { c = \"none\" }";
    // Gists that differ, though somebody called the point reworded; a wording beside a gist.
    for (a, b) in [
        ("gist = \"No dam\"", format!("gist = \"There is no dam\", {same}")),
        ("text = \"No dam.\"", format!("gist = \"There is no dam\", {same}")),
        ("gist = \"There is no dam\"", format!("text = \"No dam.\", {same}")),
    ] {
        let (status, all) = two(a, &b);
        assert_eq!(status.as_deref(), Some("settles the same"), "{a} / {b}");
        assert!(!all[0].0.contains('['), "{all:?}");
        assert!(all[0].1[0].contains("settle the same"), "{all:?}");
    }
    // A wording that is known goes before a gist.
    let (_, all) = two("gist = \"There is no dam\"", &format!("text = \"No dam.\", {same}"));
    assert_eq!(all[0].0, "1. No dam.");
    // Two wordings that differ are still to be made one; what the record holds of them is said.
    let (status, all) = two("text = \"No dam.\"", &format!("text = \"There is no dam.\", {same}"));
    assert_eq!(status.as_deref(), Some("bracketed"));
    assert!(all[0].1.iter().any(|it| it.contains("settle the same")), "{all:?}");
    // And what they settle otherwise is in dispute.
    let (status, all) = two("gist = \"No dam\"", "gist = \"A dam\", sets = { c = \"all\" }");
    assert_eq!(status.as_deref(), Some("bracketed"));
    assert!(all[0].0.contains('['), "{all:?}");
}

/// Two parties, of which Q has a line about days, and a text of P with `second` after it.
fn texts(first: &str, second: &str) -> Vec<(String, Vec<String>)> {
    let text = format!(
        "format = 1\n[dossier]\ntitle = \"Catch\"\ndisclosure = \"open\"\n\
         [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n\
         [[party]]\nid = \"q\"\nname = \"Q\"\nroles = [\"principal\"]\n\
         [[issue]]\nid = \"days\"\ntitle = \"Days\"\noptions = [{{ id = \"ten\", text = \"ten\" }}, {{ id = \"twenty\", text = \"twenty\" }}]\n\
         [[red_line]]\nparty = \"q\"\nwords = \"Ten days is hunger.\"\nrules_out = {{ days = [\"ten\"] }}\n\
         [[draft]]\nid = \"a\"\ntitle = \"A\"\ndate = 2025-01-01\nform = \"text\"\ncomplete = true\ntabled_by = [\"p\"]\n\
         points = [{{ number = 1, text = {first:?}, sets = {{ days = \"ten\" }} }}]\n\
         [[draft]]\nid = \"b\"\ntitle = \"B\"\ndate = 2025-02-01\nform = \"text\"\ncomplete = true\ntabled_by = [\"p\"]\n\
         points = [{{ number = 1, text = {second:?}, sets = {{ days = \"twenty\" }}, lineage = [{{ is = \"reworded\", of = \"a#1\" }}] }}]\n"
    );
    rows(&compare(&case(&text), &["a", "b"], "brackets"))
}

#[test]
fn who_opposes_a_text_opposes_it_by_a_line_and_not_by_the_word_that_differs() {
    let all = texts("They may fish 10 days in May.", "They may fish 20 days in June.");
    let (text, under) = row(&all, "They may fish");
    assert_eq!(
        text,
        "1. They may fish [P proposes (in a): 10] [P proposes (in b): 20] days in [P proposes (in a): May] [P proposes (in b): June]."
    );
    let by = "Q opposes the text of a: its line “Ten days is hunger.” is against Days: ten";
    assert_eq!(under, &[by]);
    // Where one passage alone differs, the bracket may say it.
    let all = texts("They may fish 10 days in May.", "They may fish 20 days in May.");
    let (text, under) = row(&all, "They may fish");
    assert_eq!(
        text,
        "1. They may fish [P proposes (in a); Q opposes: 10] [P proposes (in b): 20] days in May."
    );
    assert_eq!(under, &[by]);
}

#[test]
fn no_bracket_begins_with_the_mark_that_ends_a_sentence() {
    for (a, b, said) in [
        (
            "Water is shared and pipes are mended.",
            "Water is shared. Pipes are mended.",
            "1. Water is [P proposes (in a); Q opposes: shared and pipes] [P proposes (in b): shared. Pipes] are mended.",
        ),
        (
            "They return home in part, or in full.",
            "They return home in part.",
            "1. They return home in [P proposes (in a); Q opposes: part, or in full] [P proposes (in b): part].",
        ),
    ] {
        let all = texts(a, b);
        assert_eq!(all[0].0, said);
    }
}

#[test]
fn who_has_turned_against_its_own_text_opposes_it() {
    let text = |since: &str| {
        format!(
            r#"
format = 1
[dossier]
title = "Two"
disclosure = "open"
[[party]]
id = "a"
name = "Aller"
roles = ["principal"]
[[party]]
id = "b"
name = "Bern"
roles = ["principal"]
[[issue]]
id = "q"
title = "Share"
options = [{{ id = "x", text = "x" }}, {{ id = "y", text = "y" }}]
[[draft]]
id = "d1"
title = "D1"
date = 2031-01-05
form = "text"
complete = true
tabled_by = ["a"]
points = [{{ number = 1, text = "It is x.", sets = {{ q = "x" }} }}]
[[draft]]
id = "d2"
title = "D2"
date = 2031-01-10
form = "text"
complete = true
points = [{{ number = 1, text = "It is y.", sets = {{ q = "y" }}, lineage = [{{ is = "reworded", of = "d1#1" }}] }}]
{since}
"#
        )
    };
    let said = |since: &str| {
        let asked = settings(&["d1", "d2"], "brackets");
        let finding = ask(&case(&text(since)), "drafts", &asked, &Context::default());
        rows(&finding).iter().map(|it| format!("{} {}\n", it.0, it.1.join(" "))).collect::<String>()
    };
    assert!(!said("").contains("Aller opposes"), "{}", said(""));
    let rejects = "[[answer]]\nparty = \"a\"\nto = \"d1\"\npoints = [\"1\"]\nanswer = \"reject\"\ndate = 2031-01-21\n";
    assert!(said(rejects).contains("Aller opposes"), "{}", said(rejects));
    let line = |day: &str| {
        format!(
            "[[red_line]]\nparty = \"a\"\ndate = {day}\nwords = \"not x\"\nrules_out = {{ q = [\"x\"] }}\n"
        )
    };
    // What it laid on the table over an older line of its own is its later word.
    assert!(!said(&line("2031-01-02")).contains("Aller opposes"), "{}", said(&line("2031-01-02")));
    assert!(said(&line("2031-01-21")).contains("Aller opposes"), "{}", said(&line("2031-01-21")));
}
