//! What the brief puts on its pages.

use plenipo::finding::Finding;
use plenipo::finding::block::Block;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;

use super::{ask, assess, gallery, table};

fn brief(slug: &str) -> Finding {
    ask(&gallery(slug), "brief", &Settings::default(), &Context::default())
}

/// Pages, as printed for debugging.
fn pages(finding: &Finding) -> Vec<String> {
    let pages = finding.account.split(|it| matches!(it, Block::PageBreak));
    pages.map(|it| format!("{it:?}")).collect()
}

#[test]
fn two_pages_and_annexes() {
    for slug in ["ukraine-2025", "three-rivers"] {
        let finding = brief(slug);
        assert_eq!(pages(&finding).len(), 3, "{slug}");
        assert!(!finding.headline.is_empty());
        for block in &finding.account {
            if let Block::Table(id) = block {
                assert!(finding.table(id).is_some(), "{slug}: table {id}");
            }
        }
        assert!(!table(&finding, "sources").rows.is_empty());
    }
}

#[test]
fn it_assesses_as_the_acceptance_lens_does() {
    let case = gallery("three-rivers");
    let finding = brief("three-rivers");
    let assessed = assess(&case, Context::default().samples);
    for id in ["acceptance", "joint", "blockers"] {
        assert_eq!(table(&finding, id), table(&assessed, id));
    }
    assert_eq!(finding.provenance.hash, assessed.provenance.hash);
    assert_eq!(finding.provenance.samples, assessed.provenance.samples);
}

#[test]
fn the_founding_brief_names_the_meeting_the_refusal_and_the_contested_understanding() {
    let finding = brief("ukraine-2025");
    let pages = pages(&finding);
    assert!(pages[0].contains("Moscow"));
    assert!(pages[0].contains("e3-28"));
    assert!(pages[1].contains("Alaska"));
}

/// The blocks of an annex, by its title.
fn annex<'a>(finding: &'a Finding, title: &str) -> &'a [Block] {
    let depth_1 = |it: &Block| matches!(it, Block::Heading { depth: 1, .. });
    let called =
        |it: &Block| matches!(it, Block::Heading { depth: 1, text } if text.ends_with(title));
    let start = finding.account.iter().position(called).unwrap_or_else(|| panic!("{title}"));
    let rest = &finding.account[start + 1..];
    &rest[..rest.iter().position(depth_1).unwrap_or(rest.len())]
}

/// A heading renamed in its lens may not empty an annex without a word.
#[test]
fn every_part_taken_from_a_lens_is_found_there() {
    let finding = brief("three-rivers");
    let items = |blocks: &[Block]| blocks.iter().filter(|it| matches!(it, Block::Item(_))).count();
    for title in [
        "Who would accept which draft",
        "How the answers moved",
        "What changed between texts",
        "The smallest change to each draft",
        "Forecasts and past scores",
    ] {
        assert!(items(annex(&finding, title)) > 1, "{title}");
    }
    let heading = |words: &str| finding.account.contains(&Block::heading(2, words));
    assert!(heading("What others expect, without a number"));
    assert!(heading("Will Asterin accept draft 3, to the mediators or in public, by 31 May 2031?"));
    let later = Context { as_of: Some(jiff::civil::date(2031, 6, 10)), ..Context::default() };
    let finding = ask(&gallery("three-rivers"), "brief", &Settings::default(), &later);
    assert!(finding.account.contains(&Block::heading(2, "Past scores, by author")));
}

#[test]
fn what_is_not_judged_is_not_counted_as_possibly_crossed() {
    let finding = brief("ukraine-2025");
    let said = format!("{:?}", annex(&finding, "Who would accept which draft"));
    assert!(said.contains("cannot be judged against 7 lines"), "{said}");
    assert!(!said.contains("may cross 7 lines") && !said.contains("possibly"), "{said}");
}

#[test]
fn no_text_that_was_overtaken_is_asked_about() {
    let later = Context { as_of: Some(jiff::civil::date(2025, 12, 31)), ..Context::default() };
    let finding = ask(&gallery("ukraine-2025"), "brief", &Settings::default(), &later);
    let page = pages(&finding).swap_remove(0);
    let asked = page.split("Three questions to ask").nth(1).expect("questions");
    assert!(!asked.contains("us-ua-19"), "{asked}");
    assert!(page.contains("Of any text, Russia"), "what bears on every text comes first");
}

#[test]
fn annexes_say_in_short_what_their_lenses_say() {
    let heading =
        |it: &&Block| matches!(it, Block::Heading { depth: 1, text } if text.starts_with("Annex"));
    for slug in ["ukraine-2025", "three-rivers", "cyprus-2004"] {
        let finding = brief(slug);
        let letters: Vec<String> = finding
            .account
            .iter()
            .filter(heading)
            .filter_map(|it| match it {
                Block::Heading { text, .. } => text.chars().nth(6).map(String::from),
                _ => None,
            })
            .collect();
        let expected: Vec<String> = ('A'..).take(letters.len()).map(String::from).collect();
        assert_eq!(letters, expected, "{slug}");
        let case = gallery(slug);
        for lens in ["outlook", "bargain"] {
            let whole = ask(&case, lens, &Settings::default(), &Context::default());
            // Against whose lines drafts are tested is said once, on the first page.
            let in_short = whole.headline.split(" Tested against").next().unwrap_or_default();
            assert!(finding.account.contains(&Block::para(in_short.to_owned())), "{slug}: {lens}");
        }
    }
}
