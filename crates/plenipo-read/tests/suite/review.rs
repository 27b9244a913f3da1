//! Going through proposals: what stands where, what is taken into the record with what it needs, what is remembered, and
//! that nothing is lost or half-written whatever the file holds.

use jiff::civil::Date;
use plenipo_read::file::{self, ArticleSaid};
use plenipo_read::review::{
    Decided, InboxReport, ItemStands, Settled, apart, article_text, left, mark, report, settle,
};
use plenipo_read::text::Article;
use plenipo_read::{Reader, reprint};
use plenipo_record::case::Case;
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::proposals::{heads, text_name};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use proptest::prelude::*;

use super::file::{DOSSIER, REPORT, day};

const NAME: &str = "proposals/a.toml";

fn named(name: &str, text: &str) -> NamedBytes {
    NamedBytes { name: name.to_owned(), bytes: text.into() }
}

fn case(files: &[NamedBytes]) -> Case {
    let (case, problems) = read(files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

/// The dossier with the file of what is proposed from an article.
fn with(article: &Article) -> Vec<NamedBytes> {
    let base = vec![named("dossier.toml", DOSSIER)];
    let case = case(&base);
    let read = Reader::of(&case).read(article);
    let text = file::text(&case, article, &read, &ArticleSaid::default(), day(), None);
    let text = text.expect("a file").text;
    vec![named("dossier.toml", DOSSIER), named(NAME, &text)]
}

fn proposed() -> (Vec<NamedBytes>, InboxReport, Article) {
    let article = Article::plain(REPORT);
    let files = with(&article);
    let found = report(&files, NAME, Some(&article.text)).expect("a report");
    (files, found, article)
}

fn at(found: &InboxReport, table: Kind) -> usize {
    found.items.iter().position(|it| it.table == table).expect("an entry of the table")
}

fn after(files: &[NamedBytes], settled: &Settled) -> Vec<NamedBytes> {
    let mut out = files.to_vec();
    for file in settled.record.iter().chain([&settled.proposals]) {
        out.retain(|it| it.name != file.name);
        out.push(file.clone());
    }
    out
}

fn decided(accept: &[usize], reject: &[usize]) -> Decided {
    Decided { accept: accept.to_vec(), reject: reject.to_vec(), ..Decided::default() }
}

fn done(files: &[NamedBytes], decided: &Decided) -> Vec<NamedBytes> {
    let settled =
        settle(files, NAME, decided, Some(day())).unwrap_or_else(|why| unreachable!("{why:#?}"));
    after(files, &settled)
}

#[test]
fn every_entry_is_shown_with_its_words_at_their_place() {
    let (_, found, article) = proposed();
    assert_eq!(found.title, "The Gazette: Talks in Damask, 2031-05-14");
    assert!(found.items.len() > 10, "{}", found.items.len());
    for it in &found.items {
        assert!(it.fault.is_none(), "{it:#?}");
        let place = it.place.clone().expect("a place");
        assert_eq!(article.text[place].split_whitespace().collect::<Vec<_>>().join(" "), it.quote);
        assert!(!it.line.is_empty() && it.line_number > 5);
    }
    let line = &found.items[at(&found, Kind::RedLine)];
    assert_eq!((line.is.as_str(), line.rule.as_str()), ("line", "line"));
    assert!(["sure", "likely", "look"].contains(&line.sure.as_str()), "{}", line.sure);
    let meeting = &found.items[at(&found, Kind::Meeting)];
    let ItemStands::There { id, differs, .. } = &meeting.stands else { panic!("{meeting:#?}") };
    assert_eq!(id.as_deref(), Some("damask"));
    assert_eq!(differs, &["present"]);
}

#[test]
fn without_the_text_the_comments_say_the_same_words() {
    let (files, found, _) = proposed();
    let bare = report(&files, NAME, None).expect("a report");
    // The source stands for the article itself, of which the comments quote nothing.
    for (with, without) in found.items.iter().zip(&bare.items).skip(1) {
        assert_eq!(without.place, None);
        assert_eq!((&with.quote, &with.is), (&without.quote, &without.is));
        assert_eq!((&with.rule, &with.sure), (&without.rule, &without.sure));
    }
    // So does a file whose head lists nothing.
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    let start = text.find("entries = [").expect("the list");
    let end = start + text[start..].find("\n]\n").expect("its end") + 3;
    let files = vec![files[0].clone(), named(NAME, &format!("{}{}", &text[..start], &text[end..]))];
    let old = report(&files, NAME, None).expect("a report");
    for (with, without) in found.items.iter().zip(&old.items).skip(1) {
        assert_eq!((&with.quote, &with.is), (&without.quote, &without.is));
        assert_eq!((&with.rule, &with.sure), (&without.rule, &without.sure));
    }
}

#[test]
fn what_is_accepted_goes_in_with_what_it_needs_the_source_first_and_once() {
    let (files, found, _) = proposed();
    let answer = at(&found, Kind::Answer);
    let settled = settle(&files, NAME, &decided(&[answer], &[]), Some(day())).expect("settled");
    let file = settled.record.clone().expect("a file of the record");
    assert_eq!((file.name.as_str(), settled.grows), ("entered/2031-05-15.toml", false));
    let text = String::from_utf8(file.bytes).expect("text");
    assert!(text.starts_with("# Accepted from proposals/a.toml.\n\n[[source]]\n"), "{text}");
    assert_eq!(text.matches("[[source]]").count(), 1);
    assert_eq!(text.matches("[[draft]]").count(), 1, "the text that is answered: {text}");
    let then = after(&files, &settled);
    assert_eq!(case(&then).answers.len(), 1);
    // What went in is gone from the file, all else is there as it was.
    let rest = report(&then, NAME, None).expect("a report");
    assert_eq!(rest.items.len(), found.items.len() - settled.entered.len());
    assert_eq!(rest.head.accepted.len(), settled.entered.len());
    assert_eq!(rest.head.text, found.head.text);
    // The next one does not bring the source again.
    let line = rest.items.iter().position(|it| it.table == Kind::RedLine).expect("a line");
    let then = done(&then, &decided(&[line], &[]));
    let all = case(&then);
    assert_eq!((all.red_lines.len(), all.sources.len()), (1, 2));
    let names: Vec<&str> =
        then.iter().map(|it| it.name.as_str()).filter(|it| it.starts_with("entered")).collect();
    assert_eq!(names, ["entered/2031-05-15.toml", "entered/2031-05-15-2.toml"]);
}

#[test]
fn all_at_once_leaves_a_head_by_which_the_report_is_known() {
    let (files, found, article) = proposed();
    let all: Vec<usize> = (0..found.items.len()).collect();
    let then = done(&files, &decided(&all, &[]));
    assert!(case(&then).total() > case(&files).total() + 10);
    assert_eq!(left(&then[then.len() - 1]), Some(0));
    let heads = heads(&then);
    let again = reprint::of(&article.hash(), &reprint::signature(&article.text), &heads);
    assert!(again.is_some_and(|it| it.exact));
}

#[test]
fn what_is_rejected_is_not_asked_again_of_a_reprint() {
    let (files, found, _) = proposed();
    let line = at(&found, Kind::RedLine);
    let then = done(&files, &decided(&[], &[line]));
    assert_eq!(case(&then).red_lines.len(), 0);
    let rest = report(&then, NAME, None).expect("a report");
    assert_eq!(rest.items.len(), found.items.len() - 1);
    assert_eq!(rest.head.rejected, [mark("line", &found.items[line].quote)]);
    let copy = Article::plain(
        &REPORT.replace("The Gazette", "The Echo").replace("2031-05-14", "2031-05-15"),
    );
    let known = case(&then);
    let of = |article: &Article| {
        reprint::of(&article.hash(), &reprint::signature(&article.text), &heads(&then))
    };
    let mut reprint = of(&copy).expect("a reprint");
    let read = Reader::of(&known).read(&copy);
    let of = |reprint: &reprint::Reprint| {
        file::text(&known, &copy, &read, &ArticleSaid::default(), day(), Some(reprint))
            .expect("a file")
    };
    let text = of(&reprint);
    assert_eq!(text.not_again, 1);
    assert!(!text.text.contains("[[red_line]]"), "{}", text.text);
    reprint.rejected.clear();
    assert!(of(&reprint).text.contains("[[red_line]]"));
    // Other words of the same kind are another matter.
    assert_ne!(mark("line", "no inspectors"), mark("line", "no drones"));
    assert_ne!(mark("line", "no inspectors"), mark("answer", "no inspectors"));
    assert_eq!(mark("line", "“No  inspectors!”"), mark("line", "no inspectors"));
}

#[test]
fn what_others_rest_on_is_not_rejected_before_them() {
    let (files, found, _) = proposed();
    let source = at(&found, Kind::Source);
    let why = settle(&files, NAME, &decided(&[], &[source]), Some(day())).expect_err("refused");
    assert!(why.message.contains("other entries of the file rest on the source"), "{why:?}");
    let line = at(&found, Kind::RedLine);
    let why = settle(&files, NAME, &decided(&[line], &[source]), Some(day())).expect_err("refused");
    assert!(why.message.contains("rests on the source"), "{why:?}");
    let all: Vec<usize> = (0..found.items.len()).collect();
    let then = done(&files, &decided(&[], &all));
    assert_eq!(case(&then).total(), case(&files).total());
}

#[test]
fn a_change_is_checked_before_anything_is_written() {
    let (files, found, _) = proposed();
    let line = at(&found, Kind::RedLine);
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    let own = &text[found.items[line].body.clone()];
    let change = |text: String| Decided {
        accept: vec![line],
        instead: [(line, text)].into(),
        ..Decided::default()
    };
    let broken = change(own.replace("party = \"norland\"", "party = \"norlnd\""));
    let why = settle(&files, NAME, &broken, Some(day())).expect_err("refused");
    let (place, problem) = &why.problems[0];
    assert_eq!(*place, Some(line));
    assert_eq!(&broken.instead[&line][problem.span.clone()], "\"norlnd\"");
    for nothing in ["", "# only a comment\n", "words = 3\n", "[[red_line]\n", "\u{0}"] {
        let why = settle(&files, NAME, &change(nothing.to_owned()), Some(day()));
        assert!(why.is_err(), "{nothing:?}");
    }
    let mended =
        own.replace("unclear =", "# narrowed\nrules_out = { inspectors = \"some\" }\nunclear =");
    let mended: String =
        mended.lines().filter(|it| !it.starts_with("unclear")).collect::<Vec<_>>().join("\n");
    let then = done(&files, &change(mended));
    let lines = &case(&then).red_lines;
    assert_eq!((lines.len(), lines[0].rules_out.len()), (1, 1));
}

#[test]
fn an_entry_that_cannot_stand_says_why_and_the_others_go_on() {
    let (files, found, _) = proposed();
    let line = at(&found, Kind::RedLine);
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    let own = text[found.items[line].body.clone()].to_owned();
    let broken = own.replace("party = \"norland\"", "party = \"nowhere\"");
    let files = vec![files[0].clone(), named(NAME, &text.replace(&own, &broken))];
    let found = report(&files, NAME, None).expect("a report");
    let fault = found.items[line].fault.clone().expect("a fault");
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    assert_eq!(&text[fault.span.clone()], "\"nowhere\"");
    assert_eq!(found.items.iter().filter(|it| it.fault.is_some()).count(), 1);
    // It rests on its source all the same, and can be mended in a form that has what could be made of it.
    assert!(found.items[line].needs.contains(&at(&found, Kind::Source)));
    let apart = apart(&files, NAME, line, Some(day())).expect("by itself");
    assert_eq!(apart.brought[0].0, Kind::Source);
    assert!(apart.records.find::<plenipo_record::case::red_line::RedLine>(&apart.id).is_some());
    assert!(settle(&files, NAME, &decided(&[line], &[]), Some(day())).is_err());
    let meeting = at(&found, Kind::Statement);
    done(&files, &decided(&[meeting], &[line]));
}

#[test]
fn an_interrupted_acceptance_is_known_again_and_entered_once() {
    let (files, found, _) = proposed();
    let answer = at(&found, Kind::Answer);
    let settled = settle(&files, NAME, &decided(&[answer], &[]), Some(day())).expect("settled");
    // The record was written, the file of proposals was not.
    let mut then = files.clone();
    then.extend(settled.record.clone());
    let found = report(&then, NAME, None).expect("a report");
    assert_eq!(found.items[answer].stands, ItemStands::Entered);
    let again = settle(&then, NAME, &decided(&[answer], &[]), Some(day())).expect("settled");
    assert_eq!(again.record, None);
    let then = after(&then, &again);
    assert_eq!(case(&then).answers.len(), 1);
    let rest = report(&then, NAME, None).expect("a report");
    assert!(rest.items.iter().all(|it| it.stands != ItemStands::Entered));
}

#[test]
fn a_name_that_something_else_has_taken_meanwhile_is_given_another() {
    let (mut files, found, _) = proposed();
    let line = at(&found, Kind::RedLine);
    let id = found.items[line].id.clone().expect("an id");
    files.push(named(
        "other.toml",
        &format!(
            "[[red_line]]\nid = \"{id}\"\nparty = \"sudmark\"\nwords = \"no dams at all\"\nrules_out = {{ inspectors = \"none\" }}\nsource = \"wire\"\nbasis = \"stated\"\n"
        ),
    ));
    let then = done(&files, &decided(&[line], &[]));
    let all = case(&then);
    assert_eq!(all.red_lines.len(), 2);
    // A person of the same name is the same person, whichever report told of him first.
    let person = &found.items[at(&found, Kind::Person)];
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    let own = &text[person.body.clone()];
    let own: String =
        own.lines().filter(|it| !it.starts_with("source")).collect::<Vec<_>>().join("\n");
    files.push(named("person.toml", &format!("{own}\n")));
    let found = report(&files, NAME, None).expect("a report");
    assert_eq!(found.items[at(&found, Kind::Person)].stands, ItemStands::Entered);
}

#[test]
fn what_is_accepted_later_is_added_to_the_same_file_where_that_is_asked() {
    let (files, found, _) = proposed();
    let first = settle(&files, NAME, &decided(&[at(&found, Kind::Answer)], &[]), Some(day()));
    let first = first.expect("settled");
    let then = after(&files, &first);
    let file = first.record.expect("a file");
    let old = String::from_utf8(file.bytes.clone()).expect("text");
    let rest = report(&then, NAME, None).expect("a report");
    let more = Decided {
        accept: vec![at(&rest, Kind::RedLine)],
        into: Some((file.name.clone(), old.clone())),
        ..Decided::default()
    };
    let second = settle(&then, NAME, &more, Some(day())).expect("settled");
    let grown = second.record.clone().expect("a file");
    assert!(second.grows && grown.name == file.name && grown.bytes.starts_with(&file.bytes));
    assert_eq!(case(&after(&then, &second)).red_lines.len(), 1);
}

#[test]
fn the_text_is_shown_only_where_it_is_the_very_text() {
    let (files, found, article) = proposed();
    assert_eq!(text_name(NAME), "proposals/a.txt");
    assert_eq!(article_text(&found.head, Some(article.text.as_bytes())), Ok(article.text.as_str()));
    assert!(article_text(&found.head, None).is_err());
    assert!(article_text(&found.head, Some(b"another")).is_err());
    assert!(article_text(&found.head, Some(b"\xff")).is_err());
    // A place that says other words is not believed.
    let other = "x".repeat(article.text.len());
    let found = report(&files, NAME, Some(&other)).expect("a report");
    assert!(found.items.iter().skip(1).all(|it| it.place.is_none()), "{found:#?}");
}

#[test]
fn a_file_that_is_no_file_of_proposals_is_told_at_its_line() {
    let base = named("dossier.toml", DOSSIER);
    for (bytes, words) in [
        (&b"[proposals]\n[[meeting]\n"[..], ""),
        (b"[proposals]\nread = \xff\n", "not UTF-8"),
        (b"[proposals]\n[[meeting]]\nid = 3\nid = 4\n", ""),
    ] {
        let files = [base.clone(), NamedBytes { name: NAME.to_owned(), bytes: bytes.to_vec() }];
        let why = report(&files, NAME, None).expect_err("refused");
        assert!(why.file == NAME && why.message.contains(words), "{why:?}");
        assert!(settle(&files, NAME, &decided(&[0], &[]), Some(day())).is_err());
        assert_eq!(left(&files[1]), None);
    }
    assert!(report(&[base], NAME, None).is_err(), "gone meanwhile");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is cut out of a file or put into it: it is told what is wrong, or what is accepted leaves a sound
    /// record; nothing of what was not decided is lost.
    #[test]
    fn laws_a_damaged_file_is_refused_or_settled_soundly(
        from in 0usize..6000, cut in 0usize..400, put in "[\\PC\\n\"\\[\\]#=]{0,24}", pick in 0usize..12,
    ) {
        let (files, _, _) = proposed();
        let mut text = String::from_utf8(files[1].bytes.clone()).expect("text");
        let start = text.floor_char_boundary(from.min(text.len()));
        let end = text.floor_char_boundary((start + cut).min(text.len()));
        text.replace_range(start..end, &put);
        let files = vec![files[0].clone(), named(NAME, &text)];
        if read(&files, &ReadOptions::default()).0.is_none() {
            return Ok(());
        }
        let Ok(found) = report(&files, NAME, None) else { return Ok(()) };
        if found.items.is_empty() {
            return Ok(());
        }
        let pick = pick % found.items.len();
        if let Ok(settled) = settle(&files, NAME, &decided(&[pick], &[]), Some(day())) {
            let then = after(&files, &settled);
            let (sound, problems) = read(&then, &ReadOptions::default());
            prop_assert!(sound.is_some(), "{problems:#?}");
            let rest = report(&then, NAME, None);
            let rest = rest.map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
            let gone = found.items.len() - rest.items.len();
            prop_assert!(gone >= 1 && gone <= found.items.len());
            for it in &rest.items {
                let own = &String::from_utf8_lossy(&settled.proposals.bytes)[it.body.clone()];
                prop_assert!(text.contains(own.trim_end()));
            }
        }
    }
}

#[test]
fn a_date_is_shown_where_there_is_one() {
    let (_, found, _) = proposed();
    let dated = found.items.iter().filter_map(|it| it.date.as_deref());
    assert!(dated.clone().count() > 2);
    assert!(dated.into_iter().all(|it| it.parse::<Date>().is_ok()));
}
