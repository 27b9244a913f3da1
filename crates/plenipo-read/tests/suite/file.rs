//! Proposals as a file: it reads as a dossier's file, stays out of the record, and knows what is there and what was read
//! before.

use jiff::civil::Date;
use plenipo_read::beside::Beside;
use plenipo_read::file::{self, ArticleSaid, ProposalsText};
use plenipo_read::text::Article;
use plenipo_read::{Reader, reprint};
use plenipo_record::case::Case;
use plenipo_record::dossier::problem::{Problem, Severity};
use plenipo_record::dossier::proposals::heads;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

pub(super) const DOSSIER: &str = r#"
format = 2
[dossier]
title = "A river"
disclosure = "open"
[[party]]
id = "norland"
name = "Norland"
roles = ["principal"]
[[party]]
id = "sudmark"
name = "Sudmark"
roles = ["principal"]
[[person]]
id = "voss"
name = "Petra Voss"
party = "norland"
[[issue]]
id = "inspectors"
title = "Foreign inspectors"
options = [{ id = "none", text = "no inspectors" }, { id = "some", text = "a team of ten" }]
[[source]]
id = "wire"
publisher = "The Wire"
date = 2031-05-01
handling = "mediator"
[[meeting]]
id = "damask"
date = 2031-05-13
place = "Damask"
channel = ["norland", "sudmark"]
present = ["voss"]
"#;

pub(super) const REPORT: &str = "title: Talks in Damask\npublisher: The Gazette\ndate: 2031-05-14\n\n\
Foreign Minister Petra Voss of Norland met Igor Maran, the foreign minister of Sudmark, in Damask on Tuesday. Voss called the \
talks \"tough but useful\". Norland would never accept foreign inspectors on its soil, she said. Sudmark turned down the draft. \
Norland has demanded the release of 12 fishermen. A deal this summer is unlikely, analysts said. The two sides reportedly agreed \
to share the river data in April. The draft was cut from 22 articles to 15. The assassination of a judge in January hardened the \
government's stance.";

fn dossier(more: &[(&str, &str)]) -> (Option<Case>, Vec<Problem>, Vec<NamedBytes>) {
    let mut files = vec![NamedBytes { name: "dossier.toml".to_owned(), bytes: DOSSIER.into() }];
    files.extend(
        more.iter()
            .map(|(name, text)| NamedBytes { name: (*name).to_owned(), bytes: (*text).into() }),
    );
    let (case, problems) = read(&files, &ReadOptions::default());
    (case, problems, files)
}

pub(super) fn day() -> Date {
    Date::new(2031, 5, 15).expect("a day")
}

fn made(said: &ArticleSaid) -> ProposalsText {
    let (case, problems, _) = dossier(&[]);
    let case = case.unwrap_or_else(|| unreachable!("{problems:#?}"));
    let article = Article::plain(REPORT);
    let read = Reader::of(&case).read(&article);
    file::text(&case, &article, &read, said, day(), None).expect("a file")
}

#[test]
fn a_file_of_proposals_is_sound_and_stays_out_of_the_record() {
    let text = made(&ArticleSaid::default());
    let name = format!("{}.toml", text.stem);
    let (without, _, _) = dossier(&[]);
    let (with, problems, _) = dossier(&[(&name, &text.text)]);
    assert!(problems.iter().all(|it| it.severity != Severity::Error), "{problems:#?}");
    assert_eq!(with.map(|it| it.to_string_of_counts()), without.map(|it| it.to_string_of_counts()));
    // What it proposes would be sound if all of it were accepted.
    let (accepted, problems, _) = dossier(&[("record/accepted.toml", &text.body)]);
    let accepted = accepted.unwrap_or_else(|| unreachable!("{problems:#?}\n{}", text.body));
    assert_eq!(accepted.red_lines.len(), 1);
    assert_eq!(accepted.answers.len(), 1);
    // In any other file of the folder it is read as before, with a warning.
    let (read_in, problems, _) = dossier(&[("proposals/mine.toml", &text.body)]);
    assert_eq!(read_in.map(|it| it.answers.len()), Some(1));
    assert!(
        problems.iter().any(|it| it.message.contains("although it is in `proposals`")),
        "{problems:#?}"
    );
}

trait Counted {
    fn to_string_of_counts(&self) -> String;
}

impl Counted for Case {
    fn to_string_of_counts(&self) -> String {
        format!(
            "{:?}",
            (
                self.meetings.len(),
                self.statements.len(),
                self.sources.len(),
                self.parties.len(),
                self.red_lines.len()
            )
        )
    }
}

#[test]
fn every_entry_stands_below_its_quote_and_its_reason() {
    let text = made(&ArticleSaid::default());
    assert!(text.entries.len() >= 9, "{}", text.text);
    for it in &text.entries {
        let own = &text.text[it.span.clone()];
        assert!(
            own.contains(&format!("[[{}]]", it.table.table()))
                && own.contains(&format!("id = \"{}\"", it.id)),
            "{own}"
        );
        if it.proposal.is_some() {
            assert!(own.trim_start().starts_with("# \"") && own.contains("rule "), "{own}");
        }
    }
    assert!(
        text.text.contains("# hedged: reportedly") && text.text.contains("credibility = 3"),
        "{}",
        text.text
    );
}

#[test]
fn what_is_on_record_is_marked_and_a_known_name_is_not_proposed() {
    let text = made(&ArticleSaid::default());
    let meeting = text.entries.iter().find(|it| it.kind.word() == "meeting").expect("a meeting");
    assert!(matches!(&meeting.beside, Beside::There { .. }), "{meeting:#?}");
    assert!(text.text.contains("already there: meeting damask"), "{}", text.text);
    assert!(
        !text.text.contains("name = \"Petra Voss\"") && !text.text.contains("name = \"Norland\""),
        "{}",
        text.text
    );
    assert!(text.text.contains("name = \"Igor Maran\""), "{}", text.text);
}

#[test]
fn entries_are_as_closed_as_their_source() {
    let said = ArticleSaid { source: Some("wire".to_owned()), ..ArticleSaid::default() };
    let text = made(&said);
    assert!(!text.text.contains("[[source]]"), "{}", text.text);
    assert_eq!(
        text.body.matches("handling = \"mediator\"").count(),
        text.entries.len(),
        "{}",
        text.body
    );
    let (case, _, _) = dossier(&[]);
    let case = case.expect("a case");
    let unknown = ArticleSaid { source: Some("nobody".to_owned()), ..ArticleSaid::default() };
    let article = Article::plain(REPORT);
    let read = Reader::of(&case).read(&article);
    assert!(file::text(&case, &article, &read, &unknown, day(), None).is_err());
}

#[test]
fn a_reprint_is_syndication_and_the_same_text_is_known() {
    let (case, _, _) = dossier(&[]);
    let case = case.expect("a case");
    let said = ArticleSaid { source: Some("wire".to_owned()), ..ArticleSaid::default() };
    let first = made(&said);
    let (_, _, files) = dossier(&[(&format!("{}.toml", first.stem), &first.text)]);
    let before = heads(&files);
    assert_eq!(before.len(), 1);
    let article = Article::plain(REPORT);
    let same = reprint::of(&article.hash(), &reprint::signature(&article.text), &before)
        .expect("the same");
    assert!(same.exact);
    let copy = Article::plain(
        &REPORT
            .replace("Talks in Damask", "Norland and Sudmark talk")
            .replace("The Gazette", "The Echo"),
    );
    let again =
        reprint::of(&copy.hash(), &reprint::signature(&copy.text), &before).expect("a reprint");
    assert!(!again.exact && again.source.as_deref() == Some("wire"), "{again:?}");
    let read = Reader::of(&case).read(&copy);
    let text = file::text(&case, &copy, &read, &ArticleSaid::default(), day(), Some(&again))
        .expect("a file");
    assert!(text.text.contains("syndicated_from = \"wire\""), "{}", text.text);
    let other = Article::plain(
        "title: Weather\n\nIt rained in the north all day, and the ferries did not go out before the evening came.",
    );
    assert_eq!(reprint::of(&other.hash(), &reprint::signature(&other.text), &before), None);
}
