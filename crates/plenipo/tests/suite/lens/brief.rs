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
            assert!(
                finding.account.contains(&Block::para(whole.headline.clone())),
                "{slug}: {lens}"
            );
        }
    }
}
