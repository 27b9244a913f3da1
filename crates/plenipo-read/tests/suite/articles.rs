//! The annotated articles: every one is read, and the founding report comes to what it must.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use plenipo_read::Reader;
use plenipo_read::file::{self, ArticleSaid};
use plenipo_read::text::Article;
use plenipo_record::case::records::Records;
use plenipo_testing::cases;

fn article(path: &str) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(path);
    let bytes = fs::read(&path).expect("an article");
    Article::read(&path.to_string_lossy(), &bytes).expect("text")
}

#[test]
fn the_founding_report_comes_to_more_than_thirty_entries_and_names() {
    let article = article("founding/founding.md");
    let read = Reader::default().read(&article);
    assert!(
        read.proposals.len() + read.names.len() >= 30,
        "{} + {}",
        read.proposals.len(),
        read.names.len()
    );
    let of = |kind: &str| read.proposals.iter().filter(|it| it.kind.word() == kind).count();
    for (kind, least) in [
        ("source", 1),
        ("meeting", 2),
        ("statement", 4),
        ("line", 2),
        ("demand", 1),
        ("understanding", 1),
        ("draft", 1),
        ("event", 1),
        ("prediction", 3),
    ] {
        assert!(of(kind) >= least, "{kind}: {}", of(kind));
    }
    let meeting = read.proposals.iter().find(|it| it.kind.word() == "meeting").expect("a meeting");
    assert_eq!(meeting.who, ["Steve Witkoff", "Vladimir Putin", "Jared Kushner"]);
    assert_eq!(meeting.when.map(|it| it.word()).as_deref(), Some("2025-12-02"));
    let draft = read.proposals.iter().find(|it| it.kind.word() == "draft").expect("a draft");
    assert_eq!(draft.number, Some(19));
}

#[test]
fn beside_the_case_its_people_and_parties_are_known() {
    let case = cases::case("ukraine-2025", &[]);
    let read = Reader::of(&case).read(&article("founding/founding.md"));
    let known =
        |name: &str| read.names.iter().find(|it| it.name == name).and_then(|it| it.known).is_some();
    for name in [
        "Steve Witkoff",
        "Vladimir Putin",
        "Jared Kushner",
        "Donald Trump",
        "Marco Rubio",
        "Rustem Umerov",
        "Sergey Lavrov",
        "Moscow",
    ] {
        assert!(known(name), "{name}: {:#?}", read.names);
    }
}

#[test]
fn the_founding_report_comes_to_thirty_proposed_entries() {
    let article = article("founding/founding.md");
    let read = Reader::default().read(&article);
    let made = file::text(
        &Records::default(),
        &article,
        &read,
        &ArticleSaid::default(),
        Date::constant(2025, 12, 2),
        None,
    )
    .expect("a file of proposals");
    assert!(made.entries.len() >= 30, "{}", made.entries.len());
    let parties: Vec<&str> = made
        .entries
        .iter()
        .filter(|it| it.kind.word() == "party")
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(parties, ["united-states", "russia", "ukraine"]);
}
