//! `plenipo debrief`: one new file of the day, closed, and nothing else changed.

use super::{SOUND, json, names, river, run};

const FORD: &str = r#"[[meeting]]
id = "ford"
date = 2025-12-02
channel = ["upper", "lower"]
"#;

#[test]
fn a_debrief_is_shown_first_then_written_into_a_file_of_its_own() {
    // Undertakings came with that format; what is older is refused, and told how to be raised.
    let sound = SOUND.replace("format = 1", "format = 2");
    let dir = river(&[("dossier.toml", &sound), ("ford.toml", FORD)]);
    let here = dir.path();
    let before = names(here).len();
    let asked = [
        "debrief",
        "river",
        "ford",
        "--said",
        "upper: \"Not before spring.\"",
        "--undertaken",
        "lower for upper by 2025-12-10: send the figures",
        "--carry",
        "upper to lower: said 1 (in substance)",
    ];
    let dry = run(here, &[&asked[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains("[[statement]]") && dry.out.contains("nothing was written"),
        "{}",
        dry.out
    );
    assert_eq!(names(here).len(), before);
    let said = run(here, &asked);
    assert_eq!(said.code, 0, "{}", said.err);
    let wrote = "wrote river/reports/2025-12-02-ford.toml: 1 statement, 1 undertaking, 1 permission, \
         1 correction of the meeting";
    assert!(said.out.starts_with(wrote), "{}", said.out);
    let text =
        std::fs::read_to_string(here.join("river/reports/2025-12-02-ford.toml")).expect("a file");
    // What was shown is what is written.
    assert!(dry.out.starts_with(text.as_str()), "{}", dry.out);
    assert_eq!(text.matches("handling = \"mediator\"").count(), 4, "{text}");
    assert_eq!(run(here, &["check", "river"]).code, 0);
    let again =
        run(here, &["debrief", "river", "ford", "--said", "lower: more", "--format", "json"]);
    let again = json(&again);
    assert_eq!(again["tables"][0]["rows"][0][0], "river/reports/2025-12-02-ford-2.toml");
    assert!(again["notes"].to_string().contains("no permission was given"), "{again}");
    let first =
        std::fs::read_to_string(here.join("river/reports/2025-12-02-ford.toml")).expect("a file");
    assert_eq!(first, text);
}

#[test]
fn what_was_answered_moves_the_outlook_and_is_ready_before_the_next_meeting() {
    let sound = SOUND.replace("format = 1", "format = 2");
    let text = r#"[[draft]]
id = "paper"
title = "The paper"
date = 2025-12-01
points = [{ number = 1, text = "a weir" }]
[[meeting]]
id = "ford"
date = 2025-12-02
channel = ["upper", "lower"]
carries = ["paper"]
[[meeting]]
id = "next"
known = 2025-12-01
date = 2025-12-05
channel = ["upper", "lower"]
carries = ["paper"]
"#;
    let dir = river(&[("dossier.toml", &sound), ("ford.toml", text)]);
    let here = dir.path();
    let said = run(
        here,
        &[
            "debrief",
            "river",
            "ford",
            "--outcome",
            "they part without a weir",
            "--answered",
            "Upper basin: no; \"Not this weir.\"",
            "--answered",
            "lower: we refer it home",
        ],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    let on = |asked: &[&str]| {
        let said = run(here, &[asked, &["--as-of", "2025-12-02"]].concat());
        assert_eq!(said.code, 0, "{asked:?}: {}", said.err);
        said.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let assessed = on(&["assess", "river", "--draft", "paper"]);
    assert!(assessed.contains("Said of this text since"), "{assessed}");
    for it in ["without a weir", "refers it home"] {
        assert!(assessed.contains(it), "{assessed}");
    }
    let outlook = on(&["outlook", "river", "--draft", "paper"]);
    assert!(outlook.contains("without a weir"), "{outlook}");
    assert!(outlook.contains("answer-2025-12-02-upper"), "the cause of what changed: {outlook}");
    let ahead = on(&["prepare", "river", "next"]);
    assert!(ahead.contains("Not this weir."), "{ahead}");
    // The old id still names the meeting.
    on(&["prepare", "river", "ford"]);
    let refused = run(here, &["debrief", "river", "ford", "--answered", "upper: perhaps"]);
    assert!(refused.err.contains("that is no answer to a text"), "{}", refused.err);
}

#[test]
fn what_cannot_be_written_points_at_its_flag_and_nothing_is_written() {
    let dir = river(&[("dossier.toml", SOUND), ("ford.toml", FORD)]);
    let here = dir.path();
    let before = names(here).len();
    let refused = |more: &[&str], words: &[&str]| {
        let said = run(here, &[&["debrief", "river", "ford"], more].concat());
        assert_ne!(said.code, 0, "{more:?}: {}", said.out);
        for it in words {
            assert!(said.err.contains(it), "{more:?}: {}", said.err);
        }
        assert_eq!(names(here).len(), before, "{more:?}");
    };
    refused(
        &["--said", "uper: no"],
        &["`--said` \"uper: no\"", "no person or party `uper`", "did you mean `upper`?"],
    );
    refused(
        &["--said", "no colon"],
        &["`--said` \"no colon\"", "there is no colon in it", "WHO: WHAT"],
    );
    refused(&["--undertaken", "upper by soon: write"], &["is no day", "2025-12-10"]);
    refused(
        &["--said", "upper: no", "--carry", "lower to upper: said 1"],
        &["`--carry`", "Lower basin gives permission for what is Upper basin's"],
    );
    // The reader's own rules point at the flag as well.
    refused(&["--undertaken", "upper: write"], &["`--undertaken` \"upper: write\"", "format = 2"]);
    refused(&[], &["nothing was said of the meeting"]);
    refused(&["--said", "upper: no", "--for", "upper"], &["full record only"]);
    let said = run(here, &["debrief", "river", "frod", "--said", "upper: no"]);
    assert!(said.code == 2 && said.err.contains("did you mean `ford`?"), "{}", said.err);
}

#[test]
fn a_meeting_without_a_day_asks_for_the_day_of_the_debrief() {
    let dir =
        river(&[("dossier.toml", SOUND), ("ford.toml", &FORD.replace("date = 2025-12-02\n", ""))]);
    let here = dir.path();
    let asked = ["debrief", "river", "ford", "--said", "upper: no"];
    let said = run(here, &asked);
    assert!(said.code == 2 && said.err.contains("`--date`"), "{}", said.err);
    let said = run(here, &[&asked[..], &["--date", "2025-12-03"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(here.join("river/reports/2025-12-03-ford.toml").is_file());
}
