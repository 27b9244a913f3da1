//! A draft that is tried out is answered as the same text on record is, and moves nothing else.

use plenipo::finding::Finding;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::setting::Settings;
use plenipo::lens::{acceptance, lab};
use plenipo_record::case::Case;
use plenipo_record::case::amended::{Amendment, draft};
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::{Id, Ix};
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::tried::Tried;
use plenipo_record::dossier::read::{ReadOptions, read};
use proptest::prelude::*;

use super::talks::{OPTIONS, Talk, talk};
use plenipo_testing::dossier::named;
use plenipo_testing::laws::cases;

/// The talk without answers: those to a draft are to that text alone.
fn case(talk: &Talk) -> Case {
    let blocks = talk.blocks("");
    let text: String = blocks.into_iter().filter(|it| !it.starts_with("[[answer]]")).collect();
    let (case, problems) = read(&[named("all.toml", &*text)], &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}\n{text}"))
}

fn context(seed: u64, tried: &[Tried]) -> Context<'_> {
    Context { samples: 200, seed, tried, ..Context::default() }
}

/// Rows on the draft `id`, without its name.
fn rows(finding: &Finding, id: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["acceptance", "lines", "blockers", "deciders", "joint"] {
        let Some(table) = finding.table(table) else { continue };
        let Some(place) = table.column("draft") else { continue };
        for row in &table.rows {
            if matches!(&row[place], Cell::Ref(it) if it.id == id) {
                let mut row = row.clone();
                row.remove(place);
                rows.push(format!("{}: {row:?}", table.id));
            }
        }
    }
    rows
}

fn changed(case: &Case, picks: &[u8]) -> Option<(Tried, Vec<Amendment>)> {
    let base = case.drafts.first()?;
    let mut tried = Tried { base: base.id().to_owned(), changes: Vec::new() };
    let mut changes: Vec<Amendment> = Vec::new();
    for pick in picks.iter().map(|it| usize::from(*it)) {
        let (issue, option) =
            (Ix::new(pick % case.issues.len()), OptionIx::new(pick / 7 % OPTIONS));
        if changes.iter().any(|it| it.issue == issue)
            || option.get() >= case.issue(issue).options.len()
        {
            continue;
        }
        let id = case.issue(issue).options[option.get()].id.as_str().to_owned();
        tried.changes.push((case.issue_id(issue).to_owned(), id));
        changes.push(Amendment { issue, option });
    }
    Some((tried, changes))
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn it_is_answered_as_the_same_text_on_record_is(talk in talk(), picks in prop::collection::vec(any::<u8>(), 0..4)) {
        let case = case(&talk);
        let Some((tried, changes)) = changed(&case, &picks) else { return Ok(()) };
        // Without a change it is the draft itself, with what was said of it.
        prop_assume!(!changes.is_empty());
        let mut records = (*case).clone();
        let id = Id::new("on-record").expect("an id");
        let base = case.find::<Draft>(&tried.base).expect("a draft");
        let day = case.day(None, None);
        records.drafts.push(draft(&case, base, &changes, (id, "made".to_owned()), day));
        let with = Case::new(records).expect("a case");
        let ids = |id: &str| Settings::default().with("draft", plenipo::lens::setting::Value::Ids(vec![id.to_owned()]));
        let on_record = acceptance::LENS.ask(&with, &ids("on-record"), &context(talk.seed, &[])).expect("an answer");
        let tries = [tried];
        let out = acceptance::LENS.ask(&case, &ids("tried"), &context(talk.seed, &tries)).expect("an answer");
        prop_assert_eq!(rows(&out, "tried"), rows(&on_record, "on-record"));
        // Nothing of it is in the record that the answer rests on.
        let plain = acceptance::LENS.ask(&case, &Settings::default(), &context(talk.seed, &[])).expect("an answer");
        prop_assert_eq!(&out.provenance.hash, &plain.provenance.hash);
        prop_assert_eq!(out.provenance.records, plain.provenance.records);
    }

    #[test]
    fn what_the_lab_says_to_try_comes_to_what_it_says(talk in talk(), picks in prop::collection::vec(any::<u8>(), 0..3)) {
        let case = case(&talk);
        let Some((tried, _)) = changed(&case, &picks) else { return Ok(()) };
        let tries = [tried];
        let of = |tries: &[Tried]| {
            let view = plenipo::lens::view::View::of(&case, &context(talk.seed, tries)).expect("a view");
            let answer = lab::answer(&view, &Settings::default()).expect("an answer");
            answer.issues
        };
        for (place, issue) in of(&tries).into_iter().enumerate() {
            for option in issue.options {
                let there = of(std::slice::from_ref(&option.tried));
                let now = &there[place].options[option.option.get()];
                prop_assert!(now.chosen, "{} does not have it", option.tried);
                prop_assert_eq!(&now.each, &option.each);
                prop_assert_eq!(&now.tried, &option.tried);
            }
        }
    }
}
