//! What is on record is said to be, what is missing is named, and what a figure leaves out stands beside it.

use plenipo::finding::Finding;
use plenipo::lens::bargain::export::export;
use plenipo::lens::context::Context;
use plenipo::lens::record::calendar::calendar;
use plenipo::lens::setting::Settings;
use plenipo::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{ReadOptions, read};

use super::{ask, assess, case, ids, show, table, text};
use plenipo_testing::dossier::named as file;

/// Two principals, two issues that both care for, a settled text, and what Hill has without a deal.
const HEAD: &str = r#"
format = 1
[dossier]
title = "Two"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "dale"
name = "Dale"
roles = ["principal"]
[[issue]]
id = "q"
title = "Share"
group = "money"
options = [{ id = "x", text = "x" }, { id = "y", text = "y" }]
[[issue]]
id = "r"
title = "Road"
options = [{ id = "open", text = "open" }, { id = "shut", text = "shut" }]
[[issue]]
id = "t"
title = "Term"
group = "money"
options = [{ id = "five", text = "five" }, { id = "ten", text = "ten" }]
[[position]]
party = "hill"
issue = "q"
values = { x = 1, y = 0 }
salience = 0.7
[[position]]
party = "hill"
issue = "t"
values = { five = 0, ten = 1 }
salience = 0.3
[[position]]
party = "dale"
issue = "q"
values = { x = 0, y = 1 }
salience = 0.3
[[position]]
party = "dale"
issue = "t"
values = { five = 0, ten = 1 }
salience = 0.7
[[alternative]]
party = "dale"
level = 0.2
[[draft]]
id = "d"
title = "D"
date = 2031-01-01
complete = true
points = [{ number = 1, sets = { q = "x", r = "open", t = "five" } }]
"#;

const OUTCOME: &str = "[[alternative]]\nparty = \"hill\"\nwords = \"we keep what we have\"\noutcome = { q = \"y\" }\n";

fn said(finding: &Finding) -> String {
    format!("{} {:?} {:?} {:?}", finding.headline, finding.account, finding.notes, finding.tables)
}

fn of(lens: &str, case: &Case) -> String {
    said(&ask(case, lens, &Settings::default(), &Context { samples: 500, ..Context::default() }))
}

#[test]
fn an_alternative_whose_worth_cannot_be_said_is_on_record() {
    let missing = "its outcome says nothing on “Term”, where no status quo is on record";
    let incomplete = "[[draft]]\nid = \"e\"\ntitle = \"E\"\npoints = [{ number = 1, sets = { q = \"y\" } }]\n\
                      [[alternative]]\nparty = \"hill\"\nwords = \"we keep what we have\"\ndraft = \"e\"\n";
    let by_draft = "it is as good as e, and it is not known what that settles on “Term”";
    let words = "[[alternative]]\nparty = \"hill\"\nwords = \"we keep what we have\"\n";
    for (alternative, missing) in
        [(OUTCOME, missing), (incomplete, by_draft), (words, "what it is worth is not stated")]
    {
        let case = case(&format!("{HEAD}{alternative}"));
        let context = Context { samples: 500, ..Context::default() };
        let exported = export(&case, &context).expect("a scenario");
        for (lens, page) in [
            ("assess", of("acceptance", &case)),
            ("unknowns", said(&show(&case, "unknowns"))),
            ("frontier", of("bargain", &case)),
            ("export", exported.lost.join("; ")),
        ] {
            assert!(page.contains("on record (“we keep what we have”), but"), "{lens}: {page}");
            assert!(page.contains(missing), "{lens}: {page}");
        }
        assert!(!of("acceptance", &case).contains("is not recorded. It would"));
        assert!(!of("brief", &case).contains("What is left to Hill without a deal"));
    }
}

#[test]
fn check_warns_of_an_alternative_that_comes_to_no_number() {
    let warned = |alternative: &str| {
        let all = [file("all.toml", format!("{HEAD}{alternative}"))];
        let (_, problems) = read(&all, &ReadOptions::default());
        let each = problems.into_iter().map(|it| it.message);
        each.filter(|it| it.contains("from this alternative")).collect::<Vec<_>>()
    };
    assert_eq!(warned(OUTCOME).len(), 1);
    assert!(warned(OUTCOME)[0].contains("“Term”"));
    assert!(warned(&OUTCOME.replace("q = \"y\"", "q = \"y\", t = \"five\"")).is_empty());
}

#[test]
fn an_outcome_need_not_name_what_makes_no_difference_to_its_party() {
    // The road weighs nothing with Hill, whose shares come to the whole.
    let named = OUTCOME.replace("q = \"y\"", "q = \"y\", t = \"five\"");
    let case = case(&format!("{HEAD}{named}"));
    let found = assess(&case, 500);
    let accept = super::number(&found, "acceptance", &[("party", "hill")], "accept");
    assert_eq!(accept, Some(1.0), "0.7 against 0");
}

#[test]
fn a_condition_that_a_text_does_not_meet_stands_beside_the_figure() {
    let only_if = "[[alternative]]\nparty = \"hill\"\nlevel = [0.4, 0.9]\n[[answer]]\nparty = \"hill\"\n\
                   to = \"d\"\nanswer = \"accept-if\"\ndate = 2031-02-01\n\
                   condition = { text = \"ten years\", when = { t = [\"ten\"] } }\n";
    let with = case(&format!("{HEAD}{only_if}"));
    let beside = "accepted only on a condition not met (“ten years”)";
    let page = of("acceptance", &with);
    assert!(
        page.contains("undetermined for Hill (accepted only on a condition not met)"),
        "{page}"
    );
    assert!(page.contains(&format!("Not known to accept: it {beside}")), "{page}");
    assert!(page.contains("whether it accepts the text as it stands"), "{page}");
    assert!(page.contains("Agreement: undetermined"), "{page}");
    let from = Settings::default().with("draft", ids(&["d"]));
    let context = Context { samples: 500, ..Context::default() };
    let amended = said(&ask(&with, "amend", &from, &context));
    assert!(amended.contains(beside), "{amended}");
    // Met, it accepts; not known to be met, that is said.
    let unknown = only_if.replace(", when = { t = [\"ten\"] }", "");
    let page = of("acceptance", &case(&format!("{HEAD}{unknown}")));
    assert!(page.contains("accepted only on a condition not known to be met"), "{page}");
    let met = only_if.replace("\"ten\"]", "\"five\"]");
    let page = of("acceptance", &case(&format!("{HEAD}{met}")));
    assert!(!page.contains("only on a condition"), "{page}");
}

#[test]
fn brackets_are_an_open_issue_and_keep_their_owners() {
    let bracketed = HEAD.replace(
        "sets = { q = \"x\", r = \"open\", t = \"five\" }",
        "sets = { r = \"open\", t = \"five\" }, among = { q = [{ option = \"x\", by = [\"hill\"] }, { option = \"y\", by = [\"dale\"] }] }",
    );
    let case = case(&bracketed);
    let page = of("brief", &case);
    assert!(!page.contains("No draft meets a recorded line"), "{page}");
    assert!(page.contains("one of: x (Hill), y (Dale)"), "{page}");
}

#[test]
fn a_change_against_a_recorded_order_is_told_of_whom() {
    let all = format!("{HEAD}[[alternative]]\nparty = \"hill\"\nlevel = 0.1\n");
    // Both would rather have ten years; who gives up the share for it is told.
    let finding = ask(&case(&all), "bargain", &Settings::default(), &Context::default());
    let drafts = table(&finding, "drafts");
    assert!(drafts.column("against_order").is_some());
    let page = format!("{:?}", finding.account);
    assert!(!page.contains("no worse for anybody"), "{page}");
    assert!(!page.contains("frontier_size_rational"), "{page}");
    assert!(page.contains("worth no less than no deal to everybody"), "{page}");
    // Dale gains by the term more than it loses by the share.
    let swapped = all.replace(
        "sets = { q = \"x\", r = \"open\", t = \"five\" }",
        "sets = { q = \"y\", r = \"open\", t = \"five\" }",
    );
    let case =
        case(&swapped.replace(
            "five = 0, ten = 1 }\nsalience = 0.3",
            "five = 0.9, ten = 1 }\nsalience = 0.3",
        ));
    let finding = ask(&case, "bargain", &Settings::default(), &Context::default());
    let against = text(&finding, "drafts", &[("draft", "d")], "against_order");
    let better = text(&finding, "drafts", &[("draft", "d")], "better_for_all").unwrap_or_default();
    let gives = better.contains("q: x");
    assert_eq!(against.is_some_and(|it| it.contains("Dale on Share")), gives, "{better}");
}

#[test]
fn a_scenario_says_which_lines_it_lacks() {
    let alone = "[[red_line]]\nparty = \"dale\"\nwords = \"a\"\nrules_out = { q = [\"x\"], r = [\"shut\"] }\n";
    let tied = "[[red_line]]\nparty = \"dale\"\nwords = \"b\"\nrules_out = { t = [\"ten\"] }\n\
                condition = { when = { r = [\"open\"] } }\n";
    let in_words = "[[red_line]]\nparty = \"dale\"\nwords = \"c\"\nrules_out = { t = [\"ten\"] }\n\
                    condition = { text = \"if it rains\" }\n";
    let context = Context { samples: 500, ..Context::default() };
    let lost = |lines: &[&str]| {
        let case = case(&format!("{HEAD}{}", lines.concat()));
        export(&case, &context).expect("a scenario").lost.join("; ")
    };
    assert!(lost(&[alone]).contains("the options that 1 line rules out are"), "{}", lost(&[alone]));
    let all = lost(&[tied, in_words]);
    assert!(all.contains("1 line rules out under a condition"), "{all}");
    assert!(all.contains("known in words only"), "{all}");
}

#[test]
fn a_group_has_one_heading_and_a_plan_expects_its_people() {
    let planned = "[[meeting]]\nid = \"m\"\ntitle = \"Session\"\ndate = 2031-07-01\nknown = 2031-05-01\nchannel = [\"hill\", \"dale\"]\n\
                   present = [\"Ana Oren\"]\nlog = [{ is = \"planned\", date = 2031-05-01 }]\n";
    let case = case(&format!("{HEAD}{planned}"));
    let issues = format!("{:?}", show(&case, "issues").account);
    assert_eq!(issues.matches("text: \"money\"").count(), 1, "{issues}");
    let context = Context::default();
    let calendar = calendar(&View::of(&case, &context).expect("a view")).expect("a calendar");
    let lines = calendar.entries.iter().flat_map(|it| &it.lines).cloned().collect::<Vec<_>>();
    assert!(lines.contains(&"Expected: Ana Oren".to_owned()), "{lines:?}");
}

#[test]
fn no_further_meeting_of_a_channel_is_not_no_meeting() {
    let met = |id: &str, with: &str, day: &str| {
        format!(
            "[[meeting]]\nid = \"{id}\"\ntitle = \"{id}\"\ndate = {day}\nchannel = [\"hill\", \"{with}\"]\n\
             log = [{{ is = \"held\", date = {day} }}]\n"
        )
    };
    let third = "[[party]]\nid = \"ford\"\nname = \"Ford\"\nroles = [\"mediator\"]\n";
    let readout = "[[statement]]\nby = \"hill\"\nabout = [\"one\"]\ndate = 2031-03-02\naudience = \"public\"\n\
                   words = \"The talks were constructive.\"\nbasis = \"stated\"\n";
    let all = [
        HEAD,
        third,
        &met("one", "dale", "2031-03-01"),
        &met("two", "ford", "2031-03-10"),
        readout,
    ];
    let page = of("statements", &case(&all.concat()));
    assert!(
        page.contains(
            "no further meeting of the same channel held, as far as recorded, 1 meeting of others"
        ),
        "{page}"
    );
}

#[test]
fn a_draft_settled_or_left_open_is_weighed_as_these_two() {
    let text = r#"
format = 1
[dossier]
title = "Settled or left open"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "gate"
title = "Gate"
options = [{ id = "shut", text = "shut" }, { id = "half", text = "half open" }, { id = "open", text = "open" }]
[[issue]]
id = "pay"
title = "Pay"
options = [{ id = "yes", text = "paid" }, { id = "no", text = "unpaid" }]
[[draft]]
id = "either"
title = "Shut, or left open if the rains fail"
complete = true
points = [{ sets = { pay = "yes" } }, { sets = { gate = "shut" } }, { leaves_open = ["gate"], only_if = "the rains fail" }]
[[red_line]]
party = "hill"
words = "never open"
rules_out = { gate = ["open", "half"] }
[[position]]
party = "hill"
issue = "gate"
ranking = ["shut", "half", "open"]
salience = 0.2
[[position]]
party = "hill"
issue = "pay"
ranking = ["yes", "no"]
salience = 0.8
[[alternative]]
party = "hill"
level = 0.5
"#;
    let finding = assess(&case(text), 500);
    let ends = ["accept_low", "accept_high"]
        .map(|it| super::number(&finding, "acceptance", &[("party", "hill")], it));
    assert_eq!(ends, [Some(1.0); 2], "it never settles the gate on anything but shut");
    assert!(finding.headline.contains("open for Hill"), "{}", finding.headline);
}

#[test]
fn where_one_side_has_no_line_on_record_the_headline_says_so() {
    let talks = |lines: &[&str]| {
        let each: String = lines
            .iter()
            .map(|it| format!("[[red_line]]\nparty = \"{it}\"\nwords = \"never\"\nrules_out = {{ q = [\"x\"] }}\n"))
            .collect();
        case(&format!("{HEAD}{each}"))
    };
    let from = Settings::default().with("draft", ids(&["d"]));
    let headlines = |lines: &[&str]| {
        let case = talks(lines);
        let context = Context { samples: 100, ..Context::default() };
        ["acceptance", "amend"].map(|it| ask(&case, it, &from, &context).headline)
    };
    for said in headlines(&["hill"]) {
        assert!(
            said.ends_with("Tested against Hill's lines; none of Dale's is on record."),
            "{said}"
        );
    }
    // Exchanged, the answer is exchanged.
    for said in headlines(&["dale"]) {
        assert!(
            said.ends_with("Tested against Dale's lines; none of Hill's is on record."),
            "{said}"
        );
    }
    for lines in [&["hill", "dale"][..], &[]] {
        for said in headlines(lines) {
            assert!(!said.contains("Tested against"), "{said}");
        }
    }
}
