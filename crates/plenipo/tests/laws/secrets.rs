//! Nothing hidden from a viewer changes a byte of what the viewer is shown.

use plenipo::lens::context::Context;
use plenipo::lens::named;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Id, Ix};
use plenipo_record::case::issue::IssueOption;
use plenipo_record::case::meta::{Handling, Meta};
use plenipo_record::case::party::{Party, Role, Speaker};
use plenipo_record::case::position::{Alternative, AlternativeWorth, Answer, AnswerTo};
use plenipo_record::case::records::{Record, Records};
use plenipo_record::case::{
    chance::Range, draft::Draft, issue::Issue, issue::OptionIx, issue::OptionSet,
};
use plenipo_record::case::{
    meeting::Statement, position::Position, red_line::RedLine, source::Source,
};
use proptest::prelude::*;

use plenipo_testing::generate::records;
use plenipo_testing::laws::cases;

/// Everything `viewer` is shown, byte for byte, or the words of the refusal.
fn shown(case: &Case, viewer: &str) -> String {
    let mut all = String::new();
    let what = |what: &str| Settings::default().with("what", Value::Text(what.to_owned()));
    let mut asked = vec![
        ("acceptance", Settings::default()),
        ("brief", Settings::default()),
        ("believe", Settings::default()),
    ];
    asked.extend(plenipo::lens::record::PARTS.iter().map(|it| ("record", what(it))));
    asked.push(("record", Settings::default().with("search", Value::Text("plain".into()))));
    asked
        .push(("acceptance", Settings::default().with("draft", Value::Ids(vec!["drat-9".into()]))));
    for (lens, settings) in asked {
        let lens = named(lens).expect("a lens");
        let context = Context { viewer: Some(viewer), samples: 64, ..Context::default() };
        match lens.ask(case, &settings, &context) {
            Ok(finding) => all.push_str(&format!("{finding:?}\n")),
            Err(error) => all.push_str(&format!("{error} {:?}\n", error.hint())),
        }
    }
    all
}

/// For nobody's eyes but the keeper's.
fn secret(id: Option<&str>) -> Meta {
    Meta {
        id: id.map(|it| Id::new(it).expect("an id")),
        handling: Handling::Parties(Vec::new()),
        note: Some("a secret".to_owned()),
        ..Meta::default()
    }
}

/// The same with records hidden from everybody, which come before the others in every order.
fn with_secrets(mut records: Records, times: usize) -> Records {
    for k in 0..times {
        let id = |name: &str| format!("0-{name}-{k}");
        let day = Some(jiff::civil::date(2024, 1, 1));
        records.parties.push(Party {
            meta: secret(Some(&id("party"))),
            name: "Nobody".to_owned(),
            roles: vec![Role::Principal, Role::Mediator],
            order: Some(-100),
            ..Party::default()
        });
        let party: Ix<Party> = Ix::new(records.parties.len() - 1);
        records.sources.push(Source {
            meta: secret(Some(&id("source"))),
            date: day,
            ..Source::default()
        });
        let option = |it: usize| IssueOption {
            id: Id::new(&format!("s{it}")).expect("an id"),
            text: "hidden".to_owned(),
            value: None,
            known: None,
        };
        records.issues.push(Issue {
            meta: secret(Some(&id("issue"))),
            title: "Hidden issue".to_owned(),
            order: Some(-100),
            options: (0..2).map(option).collect(),
            ..Issue::default()
        });
        let hidden: Ix<Issue> = Ix::new(records.issues.len() - 1);
        records.drafts.push(Draft {
            meta: secret(Some(&id("draft"))),
            title: "Hidden draft".to_owned(),
            date: day,
            tabled_by: vec![Ix::new(0)],
            ..Draft::default()
        });
        let draft: Ix<Draft> = Ix::new(records.drafts.len() - 1);
        // On what is visible, too: lines, positions, answers, alternatives of the first party.
        let first: Ix<Party> = Ix::new(0);
        for issue in [Ix::new(0), hidden] {
            records.red_lines.push(RedLine {
                meta: secret(None),
                party: first,
                words: Some("never, in secret".to_owned()),
                rules_out: vec![(issue, OptionSet::one(OptionIx::new(0)))],
                thread: Some("thread of 0".to_owned()),
                date: day,
                ..RedLine::default()
            });
            records.positions.push(Position {
                meta: secret(None),
                party: first,
                issue: Some(issue),
                ideal: Some(OptionIx::new(0)),
                date: Some(jiff::civil::date(2030, 1, 1)),
                ..Position::default()
            });
        }
        let to: Vec<Ix<Draft>> = vec![Ix::new(0), draft];
        for to in to {
            records.answers.push(Answer {
                meta: secret(None),
                party: first,
                to: AnswerTo::Draft(to),
                date: Some(jiff::civil::date(2030, 1, 1)),
                ..Answer::default()
            });
        }
        records.alternatives.push(Alternative {
            meta: secret(None),
            party: first,
            view: Some(Speaker::Party(party)),
            date: Some(jiff::civil::date(2030, 1, 1)),
            worth: AlternativeWorth::Level(Range::exactly(0.3)),
            ..Alternative::default()
        });
        records.statements.push(Statement {
            meta: secret(Some(&id("statement"))),
            date: day,
            by: vec![Speaker::Party(party)],
            words: Some("plain secret".to_owned()),
            ..Statement::default()
        });
    }
    records
}

/// Changes what the record at `place` says.
fn disturb<T: Record>(records: &mut Records, place: usize, change: impl FnOnce(&mut T)) {
    if let Some(record) = T::list_mut(records).get_mut(place) {
        change(record);
    }
}

fn viewers(records: &Records) -> Vec<String> {
    let ids = records.parties.iter().filter_map(|it| it.meta.id.as_ref());
    ids.map(ToString::to_string).chain(["nobody".to_owned()]).collect()
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn records_hidden_from_all_change_no_byte(records in records(), times in 1usize..12) {
        let before = Case::new(records.clone()).expect("valid records");
        let after = Case::new(with_secrets(records.clone(), times)).expect("valid records");
        for viewer in viewers(&records) {
            prop_assert_eq!(shown(&before, &viewer), shown(&after, &viewer), "for {}", viewer);
        }
    }

    #[test]
    fn changing_what_a_hidden_record_says_changes_no_byte(records in records(), place in 0usize..4) {
        let before = Case::new(records.clone()).expect("valid records");
        for viewer in viewers(&records) {
            let Some(ix) = before.find::<Party>(&viewer) else { continue };
            let day = before.day(Some(ix), None);
            // What the viewer is shown with every record of a kind marked tells which are hidden.
            macro_rules! each {
                ($type:ty, $list:ident, |$it:ident| $change:expr) => {
                    let mut marked = records.clone();
                    disturb::<$type>(&mut marked, place, |it| it.meta.id = Id::new("marked-one"));
                    let marked = Case::new(marked).expect("valid records");
                    let seen = marked.seen(Some(ix), day);
                    let visible = format!("{:?}", seen.$list).contains("marked-one");
                    // What a visible correction put right counts nowhere and yet stays visible.
                    let put_right = records.$list.iter().any(|it| {
                        it.meta.corrects.as_ref().is_some_and(|it| it.record as usize == place)
                    });
                    if !visible && !put_right && place < records.$list.len() {
                        let mut changed = records.clone();
                        disturb::<$type>(&mut changed, place, |$it| $change);
                        if let Ok(after) = Case::new(changed) {
                            prop_assert_eq!(
                                shown(&before, &viewer), shown(&after, &viewer),
                                "{} {} for {}", stringify!($list), place, viewer
                            );
                        }
                    }
                };
            }
            each!(RedLine, red_lines, |it| it.words = Some("changed".into()));
            each!(RedLine, red_lines, |it| it.firmness = None);
            each!(Statement, statements, |it| it.words = Some("changed".into()));
            each!(Position, positions, |it| it.salience = None);
            each!(Answer, answers, |it| it.words = Some("plain".into()));
            each!(Alternative, alternatives, |it| it.words = Some("plain".into()));
            each!(Draft, drafts, |it| it.title = "A changed title".into());
            each!(Source, sources, |it| it.publisher = Some("changed".into()));
            each!(Issue, issues, |it| it.title = "A changed title".into());
        }
    }
}
