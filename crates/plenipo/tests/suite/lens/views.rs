//! Views side by side: the two symmetrical sets of the founding case, and one that a delegation may not see.

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo::lens::views::{self, ViewStatus};
use plenipo_record::case::Case;
use plenipo_testing::cases;

use super::{case, gallery};

fn finding(base: &Case, sets: &[(&str, &Case)], viewer: Option<&str>) -> Finding {
    let context = Context { viewer, samples: 500, ..Context::default() };
    let view = View::of(base, &context).expect("a view");
    let sets: Vec<(String, View<'_>)> = sets
        .iter()
        .map(|(name, case)| ((*name).to_owned(), View::of(case, &context).expect("a view")))
        .collect();
    let answer = views::answer(&view, &sets, &Settings::default()).expect("an answer");
    views::finding(&view, &answer).expect("a finding")
}

#[test]
fn what_the_two_what_if_sets_of_the_founding_case_share_is_said_first() {
    let base = gallery("ukraine-2025");
    let sets = ["security-first", "territory-first"];
    let read: Vec<Case> = sets.iter().map(|it| cases::case("ukraine-2025", &[it])).collect();
    let context = Context { samples: 500, ..Context::default() };
    let view = View::of(&base, &context).expect("a view");
    let named: Vec<(String, View<'_>)> = sets
        .iter()
        .zip(&read)
        .map(|(name, case)| ((*name).to_owned(), View::of(case, &context).expect("a view")))
        .collect();
    let answer = views::answer(&view, &named, &Settings::default()).expect("an answer");
    assert_eq!(answer.columns.len(), 3);
    let crossed =
        |words: &str| answer.shared.iter().any(|it| it.on_record && it.words.contains(words));
    assert!(
        crossed("“US 28 points” crosses ‹no constitutional amendment› of Ukraine"),
        "{:?}",
        answer.shared
    );
    // A line on record is crossed whatever is supposed of preferences.
    for column in &answer.columns {
        for (place, draft) in answer.drafts.iter().enumerate() {
            if base.draft(*draft).id() == "us-28" {
                assert_eq!(column.drafts[place].joint, ViewStatus::Crosses);
            }
        }
    }
}

#[test]
fn a_view_that_a_delegation_may_not_see_changes_no_byte_for_it() {
    let base = gallery("three-rivers");
    let set = cases::case("three-rivers", &["hydrologist"]);
    let with = |viewer| finding(&base, &[("hydrologist", &set)], viewer);
    let without = |viewer| finding(&base, &[], viewer);
    for party in ["asterin", "belmora", "corvane"] {
        assert_eq!(
            format!("{:?}", with(Some(party))),
            format!("{:?}", without(Some(party))),
            "{party}"
        );
    }
    assert!(format!("{:?}", with(None)).contains("hydrologist"));
}

const WELL: &str = r#"
format = 1
[dossier]
title = "Two villages and a well"
disclosure = "open"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "hours"
title = "Hours of pumping"
options = [{ id = "two", text = "two hours" }, { id = "six", text = "six hours" }]
[[draft]]
id = "first"
title = "First text"
complete = true
points = [{ number = 1, sets = { hours = "six" } }]
"#;

/// Two views of a text on two matters: which option is best, and which matter weighs more.
#[test]
fn a_crux_is_the_smallest_swap_that_turns_the_text_from_either_side() {
    let more = "[[issue]]\nid = \"toll\"\ntitle = \"Toll\"\noptions = [{ id = \"none\", text = \"none\" }, { id = \"half\", text = \"half\" }]\n";
    let record = WELL
        .replace("sets = { hours = \"six\" }", "sets = { hours = \"six\", toll = \"half\" }")
        + more;
    let set = |hours: &str, toll: &str| {
        let line = |issue: &str, order: &str, salience: &str| {
            format!(
                "[[position]]\nparty = \"hill\"\nissue = \"{issue}\"\nranking = [{order}]\nsalience = \"{salience}\"\n"
            )
        };
        let level = "[[alternative]]\nparty = \"hill\"\nlevel = 0.5\n";
        [line("hours", hours, "critical"), line("toll", toll, "low"), level.to_owned()].concat()
    };
    let files = [
        plenipo_testing::dossier::named("well.toml", record),
        plenipo_testing::dossier::named(
            "assumptions/wet.toml",
            set("\"six\", \"two\"", "\"half\", \"none\""),
        ),
        plenipo_testing::dossier::named(
            "assumptions/dry.toml",
            set("\"two\", \"six\"", "\"none\", \"half\""),
        ),
    ];
    let read =
        |assume: &[&str]| plenipo_testing::dossier::read_with(&files, assume).0.expect("a case");
    let (base, wet, dry) = (read(&[]), read(&["wet"]), read(&["dry"]));
    let context = Context { samples: 500, ..Context::default() };
    let view = View::of(&base, &context).expect("a view");
    let named = [("wet", &wet), ("dry", &dry)];
    let named =
        named.map(|(name, case)| (name.to_owned(), View::of(case, &context).expect("a view")));
    let answer = views::answer(&view, &named, &Settings::default()).expect("an answer");
    let joint: Vec<ViewStatus> = answer.columns.iter().map(|it| it.drafts[0].joint).collect();
    assert_eq!(joint, [ViewStatus::NotKnown, ViewStatus::Better, ViewStatus::Worse]);
    // Toll weighs least: what is held on the hours alone turns it, from either side.
    for (from, to) in [(1, 2), (2, 1)] {
        let of = answer.cruxes.iter().filter(|it| (it.from, it.to) == (from, to));
        let blocks: Vec<String> =
            of.map(|it| it.blocks.iter().map(|(_, it)| it.words()).collect()).collect();
        assert_eq!(blocks, ["what it holds on Hours of pumping"], "from {from}");
    }
}

#[test]
fn a_set_that_supposes_nothing_is_no_view() {
    let base = case(WELL);
    let said = finding(&base, &[("empty", &base)], None);
    assert!(said.headline.starts_with("No view was read"), "{}", said.headline);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let base = case(WELL);
    let ask = |settings: Settings| views::LENS.ask(&base, &settings, &Context::default());
    assert!(ask(Settings::default().with("draft", Value::Ids(vec!["secnd".to_owned()]))).is_err());
    assert!(ask(Settings::default().with("target", Value::Number(0.2))).is_err());
    assert!(ask(Settings::default()).is_ok());
}
