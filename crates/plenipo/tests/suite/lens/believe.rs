//! What one would have to believe: the founding case beside a text written by hand, and small dossiers.

use plenipo::lens::believe::{self, BeliefKind, PartyBelieved, SideBelieved};
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo_record::case::Case;

use super::{case, gallery};

fn ids(of: &[&str]) -> Value {
    Value::Ids(of.iter().map(|it| (*it).to_owned()).collect())
}

fn asked(draft: &str, party: &str) -> Settings {
    Settings::default().with("draft", ids(&[draft])).with("party", ids(&[party]))
}

fn believed(case: &Case, draft: &str, party: &str) -> PartyBelieved {
    let context = Context { samples: 500, ..Context::default() };
    let view = View::of(case, &context).expect("a view");
    let answer = believe::answer(&view, &asked(draft, party)).expect("an answer");
    answer.parties[0].clone()
}

fn page(case: &Case, draft: &str, party: &str) -> String {
    let finding = believe::LENS.ask(case, &asked(draft, party), &Context::default());
    let finding = finding.expect("an answer");
    let text = |it: &plenipo::finding::block::Block| match it {
        plenipo::finding::block::Block::Para(text) => text.flat(),
        plenipo::finding::block::Block::Item(item) => {
            let under = item.under.iter().map(|it| it.flat());
            std::iter::once(item.text.flat()).chain(under).collect::<Vec<_>>().join("\n")
        }
        plenipo::finding::block::Block::Heading { text, .. } => text.clone(),
        _ => String::new(),
    };
    finding.account.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// Each need as the words of its alternatives.
fn needs(side: &SideBelieved) -> Vec<Vec<&str>> {
    let words =
        |need: &Vec<usize>| need.iter().map(|it| side.beliefs[*it].words.as_str()).collect();
    side.needs.iter().map(words).collect()
}

/// The same five needs that a person wrote down by hand for the text carried to Moscow, each with what speaks for it and
/// against, and that they do not suffice together.
#[test]
fn the_russian_side_and_the_carried_text_have_the_five_needs_written_by_hand() {
    let case = gallery("ukraine-2025");
    let it = believed(&case, "us-ua-19", "ru");
    assert!(!it.has_position && !it.acceptance.suffices && it.acceptance.sets.is_empty());
    let needs = needs(&it.acceptance);
    assert_eq!(needs.len(), 5, "{needs:#?}");
    let has = |of: &[&str]| {
        needs.iter().any(|need| of.iter().all(|it| need.iter().any(|word| word.contains(it))))
    };
    assert!(has(&["better for Russia than no deal"]));
    assert!(has(&[
        "keeps to the Alaska understanding",
        "would not act on the warning of Sergey Lavrov"
    ]));
    assert!(has(&["asks no further concession of Russia", "by Vladimir Putin is not final"]));
    assert!(has(&["would accept before Ukraine has"]));
    assert!(has(&["its yes comes by 2 Dec 2025"]));
    let page = page(&case, "us-ua-19", "ru");
    for said in [
        "together they do not suffice",
        "‹Territory and NATO were left to the presidents›, by the account of Ukraine (D4",
        "almost certain to reject",
        "none of the meetings this year has produced a breakthrough acceptable to both, 1 Dec 2025 (F6)",
        "Ukraine's lack of movement is expected",
        "new conditions; a counter-text",
        "No likelihood is given",
        "something that is not on record",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for id in ["us-ua-19", "ru-no-further", "item-6-changes", "anchorage", "moscow-acceptance"] {
        assert!(!page.contains(id), "{id}");
    }
    // All but the text's own account of itself go back to one report.
    let against = it.acceptance.beliefs.iter().map(|it| it.against.len()).sum::<usize>();
    assert!(against >= 5, "{against}");
}

#[test]
fn the_28_points_need_each_line_of_ukraine_to_give_way_or_its_speaker_not_to_have_spoken_for_it() {
    let case = gallery("ukraine-2025");
    let it = believed(&case, "us-28", "ua");
    let (side, needs) = (&it.acceptance, needs(&it.acceptance));
    assert!(side.suffices && side.whole);
    assert_eq!(needs.len(), 9, "{needs:#?}");
    // Two speakers each drew two lines alone: either that, or both of the lines.
    assert_eq!(side.sets.len(), 4);
    let sizes: Vec<usize> = side.sets.iter().map(|it| it.beliefs.len()).collect();
    assert!(sizes.iter().min() == Some(&7) && sizes.iter().max() == Some(&9), "{sizes:?}");
    let kinds: Vec<BeliefKind> = side.beliefs.iter().map(|it| it.supposed.kind()).collect();
    for kind in
        [BeliefKind::Firmness, BeliefKind::Authority, BeliefKind::Reading, BeliefKind::NoDeal]
    {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    // A line that two people stated cannot be talked away by doubting one of them.
    let recognition =
        needs.iter().find(|it| it[0].contains("no recognition of Russian-held territory"));
    assert_eq!(recognition.map(Vec::len), Some(1));
    // For refusal any one line taken at its word would do.
    assert!(it.refusal.sets.iter().all(|it| it.beliefs.len() <= 2), "{:?}", it.refusal.sets);
}

#[test]
fn both_sides_of_both_texts_say_how_a_refusal_would_come_about() {
    let case = gallery("ukraine-2025");
    for (draft, party) in [("us-ua-19", "ru"), ("us-ua-19", "ua"), ("us-28", "ru"), ("us-28", "ua")]
    {
        let it = believed(&case, draft, party);
        assert!(!it.refusal.sets.is_empty() && it.refusal.suffices, "{draft} {party}");
        for belief in it.sides().iter().flat_map(|(_, side)| &side.beliefs) {
            assert!(!belief.would_count_against.is_empty() && !belief.words.is_empty());
        }
        let unknown = it.acceptance.beliefs.last().map(|it| it.supposed.kind());
        assert_eq!(unknown, Some(BeliefKind::NotOnRecord));
    }
}

#[test]
fn a_standing_refusal_is_a_belief_of_its_own() {
    let case = gallery("ukraine-2025");
    let it = believed(&case, "e3-28", "ru");
    let needs = needs(&it.acceptance);
    let refusal =
        needs.iter().find(|it| it[0].contains("the rejection of this text")).expect("a need");
    assert_eq!(
        refusal[0],
        "the rejection of this text of 24 Nov 2025 by Yuri Ushakov is not final"
    );
    let place =
        it.acceptance.beliefs.iter().position(|it| it.words == refusal[0]).expect("a belief");
    let against = &it.acceptance.beliefs[place].against;
    assert_eq!(
        against[0].words,
        "‹completely unconstructive, does not suit us›, Yuri Ushakov, 24 Nov 2025"
    );
    assert_eq!(against[0].footing.to_string(), "stated, excerpt-1124 F6");
}

const WELL: &str = r#"
format = 2
[dossier]
title = "Two villages and a well"
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
[[person]]
id = "head"
name = "Ada"
party = "hill"
rank = 1
[[source]]
id = "agency"
reliability = "B"
[[source]]
id = "reprint"
reliability = "C"
syndicated_from = "agency"
[[source]]
id = "other"
reliability = "B"
[[issue]]
id = "hours"
title = "Hours of pumping"
options = [{ id = "two", text = "two hours" }, { id = "four", text = "four hours" }, { id = "six", text = "six hours" }]
[[draft]]
id = "first"
title = "First text"
date = 2031-05-01
complete = false
points = []
"#;

fn well(more: &str) -> Case {
    case(&format!("{WELL}{more}"))
}

#[test]
fn what_is_unread_is_believed_or_the_line_gives_way() {
    let line = "[[red_line]]\nparty = \"hill\"\nby = \"head\"\ndate = 2031-05-02\nwords = \"never six\"\nrules_out = { hours = [\"six\"] }\n";
    let it = believed(&well(line), "first", "hill");
    let needs = needs(&it.acceptance);
    assert!(
        needs.contains(&vec![
            "this text, unread there, has “two hours” or “four hours” on Hours of pumping",
            "“never six” is a bargaining position",
        ]),
        "{needs:#?}"
    );
    // Who has the highest rank speaks for the party.
    assert!(it.acceptance.beliefs.iter().all(|it| it.supposed.kind() != BeliefKind::Authority));
    assert!(it.refusal.sets.iter().any(|it| it.beliefs.len() == 2), "{:?}", it.refusal.sets);
}

#[test]
fn two_lines_may_be_met_by_what_both_leave() {
    let lines = "[[red_line]]\nparty = \"hill\"\nwords = \"never six\"\nrules_out = { hours = [\"six\"] }\n\
                 [[red_line]]\nparty = \"hill\"\nwords = \"never two\"\nrules_out = { hours = [\"two\"] }\n";
    let it = believed(&well(lines), "first", "hill");
    let words: Vec<&str> = it.acceptance.beliefs.iter().map(|it| it.words.as_str()).collect();
    assert!(
        words.contains(&"this text, unread there, has “four hours” on Hours of pumping"),
        "{words:?}"
    );
    // Four hours; or not six, and the second gives way; or the other way round; or both give way.
    assert_eq!(it.acceptance.sets.len(), 4, "{:?}", it.acceptance.sets);
}

#[test]
fn what_was_accepted_needs_no_belief_and_its_refusal_that_it_does_not_stand() {
    let accepted =
        "[[answer]]\nparty = \"hill\"\nto = \"first\"\nanswer = \"accept\"\ndate = 2031-05-03\n";
    let it = believed(&well(accepted), "first", "hill");
    assert!(it.acceptance.needs.is_empty() && it.acceptance.sets[0].beliefs.is_empty());
    assert_eq!(it.acceptance.by.len(), 1);
    assert_eq!(needs(&it.refusal), [["the acceptance of this text of 3 May 2031 is not final"]]);
}

#[test]
fn a_condition_that_is_not_met_is_met_by_the_text_or_given_up() {
    let answer = "[[answer]]\nparty = \"hill\"\nto = \"first\"\nanswer = \"accept-if\"\ndate = 2031-05-03\ncondition = { when = { hours = [\"two\"] } }\n";
    let it = believed(&well(answer), "first", "hill");
    let needs = needs(&it.acceptance);
    let need = needs.iter().find(|it| it.len() == 2).expect("a need");
    assert_eq!(need[0], "this text, unread there, has “two hours” on Hours of pumping");
    assert!(
        need[1].contains("the condition of its acceptance") && need[1].ends_with("is not final"),
        "{need:?}"
    );
}

#[test]
fn reprints_are_one_record_against_and_sets_go_by_how_few_there_are() {
    let line = |words: &str, sources: &str, option: &str| {
        format!(
            "[[red_line]]\nparty = \"hill\"\nthread = \"{words}\"\ndate = 2031-05-02\nwords = \"{words}\"\nrules_out = {{ hours = [\"{option}\"] }}\nsource = [{sources}]\n"
        )
    };
    let twice = "{ id = \"agency\", credibility = 2 }, { id = \"reprint\", credibility = 2 }";
    let both = [
        line("never six", twice, "six"),
        line("never two", "{ id = \"reprint\", credibility = 2 }", "two"),
    ]
    .concat();
    let it = believed(&well(&both), "first", "hill");
    let most = it.acceptance.sets.iter().map(|it| it.against).max();
    assert_eq!(most, Some(1), "one report and its reprint");
    let apart = [
        line("never six", twice, "six"),
        line("never two", "{ id = \"other\", credibility = 2 }", "two"),
    ]
    .concat();
    let it = believed(&well(&apart), "first", "hill");
    let against: Vec<usize> = it.acceptance.sets.iter().map(|it| it.against).collect();
    assert_eq!(against, [0, 1, 1, 2]);
}

#[test]
fn a_break_even_is_the_worth_of_no_deal_that_the_text_just_reaches() {
    let values = "[[position]]\nparty = \"hill\"\nissue = \"hours\"\nvalues = { two = 1.0, four = 0.4, six = 0.0 }\n\
                  [[draft]]\nid = \"second\"\ntitle = \"Second text\"\ndate = 2031-05-04\ncomplete = true\npoints = [{ sets = { hours = \"four\" } }]\n";
    let it = believed(&well(values), "second", "hill");
    let set = &it.acceptance.sets[0];
    assert!((set.break_even.expect("a number") - 0.4).abs() < 1e-12, "{set:?}");
    let refusal = it.refusal.sets.iter().find_map(|it| it.break_even).expect("a number");
    assert!((refusal - 0.4).abs() < 1e-12);
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_word_on_it() {
    let case = well("");
    let ask = |settings: Settings| believe::LENS.ask(&case, &settings, &Context::default());
    let unknown = ask(Settings::default().with("party", ids(&["hil"]))).expect_err("no such party");
    assert!(
        matches!(unknown, Error::Unknown { what: "party", ref near, .. } if near[0] == "hill"),
        "{unknown}"
    );
    assert!(ask(Settings::default().with("draft", ids(&["first", "first"]))).is_err());
    assert!(ask(Settings::default().with("target", Value::Number(1.5))).is_err());
    // A party that is no principal can be asked about too.
    assert!(ask(asked("first", "dale")).is_ok());
}
