//! What a draft does to a line, and what a reader is told of it.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use plenipo_record::case::contents::contents;
use plenipo_record::case::lines::{Judgement, Verdict, standing};
use plenipo_record::case::matters::matters;

use plenipo_testing::dossier::{named, read_with};

const FRAME: &str = r#"
format = 1
[file]
basis = "assumed"
[dossier]
title = "Cod"
disclosure = "open"
[[party]]
id = "fleet"
name = "Fleet"
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "mid", text = "middling" }, { id = "high", text = "high" }]
[[issue]]
id = "data"
title = "Data"
options = [{ id = "none", text = "none" }, { id = "full", text = "full" }]
[[draft]]
id = "text"
title = "Text"
points = [{ number = 1, among = { quota = ["low", "mid"] } }]
"#;

/// What the draft does to a line, and what is told of it.
fn told(line: &str) -> (Verdict, Judgement) {
    let text = format!("{FRAME}[[red_line]]\nparty = \"fleet\"\nwords = \"never\"\n{line}\n");
    let (case, problems) = read_with(&[named("dossier.toml", text)], &[]);
    assert_eq!(problems, []);
    let case = case.unwrap();
    let contents = contents(&case, &case.drafts[0]);
    let lines = standing(&case, case.find("fleet").unwrap());
    (lines[0].judge(&contents), lines[0].judgement(&contents))
}

#[test]
fn a_draft_that_says_nothing_there_cannot_be_judged_against_the_line() {
    let rules_out = |it: &str| told(&format!("rules_out = {{ {it} }}"));
    assert_eq!(rules_out(r#"quota = ["low", "mid"]"#), (Verdict::Crossed, Judgement::Crossed));
    assert_eq!(rules_out(r#"quota = ["high"]"#), (Verdict::Respected, Judgement::Kept));
    assert_eq!(rules_out(r#"quota = ["low"]"#), (Verdict::MayBeCrossed, Judgement::MayBeCrossed));
    // Of the data nothing is known.
    assert_eq!(rules_out(r#"data = ["full"]"#), (Verdict::MayBeCrossed, Judgement::CannotBeJudged));
    // Of the quota something is: that is what is told.
    assert_eq!(
        rules_out(r#"quota = ["low"], data = ["full"]"#),
        (Verdict::MayBeCrossed, Judgement::MayBeCrossed)
    );
}

#[test]
fn a_line_that_is_itself_unclear_is_told_as_that_where_the_draft_is_known() {
    let unclear = |it: &str| told(&format!("unclear = {{ {it} }}"));
    assert_eq!(unclear(r#"quota = ["low"]"#), (Verdict::Unclear, Judgement::Unclear));
    assert_eq!(unclear(r#"data = ["full"]"#), (Verdict::Unclear, Judgement::CannotBeJudged));
}

#[test]
fn lines_on_one_issue_are_one_matter() {
    let many = |lines: &str| {
        let each: String = lines
            .split(';')
            .map(|it| {
                format!(
                    "[[red_line]]\nparty = \"fleet\"\nwords = \"never\"\nrules_out = {{ {it} }}\n"
                )
            })
            .collect();
        let text = FRAME.replace("title = \"Text\"", "title = \"Text\"\ncomplete = true");
        let text = text.replace(
            "among = { quota = [\"low\", \"mid\"] }",
            "sets = { quota = \"low\", data = \"full\" }",
        );
        let (case, problems) = read_with(&[named("dossier.toml", format!("{text}{each}"))], &[]);
        let case = case.unwrap_or_else(|| panic!("{problems:?}"));
        let contents = contents(&case, &case.drafts[0]);
        let lines = standing(&case, case.find("fleet").unwrap());
        matters(&lines.iter().collect::<Vec<_>>(), &contents)
    };
    assert_eq!(many("quota = ['low'];quota = ['low', 'mid']"), 1);
    assert_eq!(many("quota = ['low'];data = ['full']"), 2);
    // A line across both joins them; one that is kept does not.
    assert_eq!(many("quota = ['low'];data = ['full'];quota = ['low'], data = ['full']"), 1);
    assert_eq!(many("quota = ['low'];data = ['full'];quota = ['high'], data = ['none']"), 2);
    assert_eq!(many("quota = ['high']"), 0);
}
