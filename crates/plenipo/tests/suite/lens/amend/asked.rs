//! What may be asked, by whom, and what is saved of the answer.

use plenipo::finding::block::Block;
use plenipo::lens::amend;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;

use super::super::{ask, case, gallery, ids, rayon_pool};
use super::{TALKS, line, settings};

#[test]
fn wrong_questions_get_an_answer_that_helps() {
    let case = case(TALKS);
    let refused = |settings: Settings| {
        let refused = amend::LENS.ask(&case, &settings, &Context::default());
        refused.expect_err("refused")
    };
    let near = |error: Error| match error {
        Error::Unknown { what, near, .. } => (what, near.first().cloned().unwrap_or_default()),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(near(refused(settings("frist"))), ("draft", "first".to_owned()));
    let kept = settings("first").with("keep", ids(&["hour"]));
    assert_eq!(near(refused(kept)), ("issue", "hours".to_owned()));
    let only = settings("first").with("only", ids(&["raod"]));
    assert_eq!(near(refused(only)), ("issue", "road".to_owned()));
    let never = settings("first").with("never", ids(&["hours=too"]));
    assert_eq!(near(refused(never)), ("option", "two".to_owned()));
    let never = settings("first").with("never", ids(&["hours"]));
    assert!(refused(never).to_string().contains("ISSUE=OPTION"));
    let two = Settings::default().with("draft", ids(&["first", "first"]));
    assert!(refused(two).to_string().contains("only one can be changed at a time"));
    for (name, number) in [
        ("target", 1.2),
        ("target", -0.1),
        ("target", f64::NAN),
        ("max-changes", 0.0),
        ("max-changes", 1e9),
        ("max-changes", 2.5),
        ("sets", 0.0),
    ] {
        let settings = settings("first").with(name, Value::Number(number));
        assert!(matches!(refused(settings), Error::Setting { .. }), "{name} {number}");
    }
}

#[test]
fn without_a_draft_it_starts_from_what_the_next_meeting_carries() {
    let text = "format = 1\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\nas_of = 2031-05-01\n\
        [[party]]\nid = \"p\"\nname = \"P\"\nroles = [\"principal\"]\n\
        [[issue]]\nid = \"a\"\ntitle = \"A\"\noptions = [{ id = \"x\", text = \"x\" }, { id = \"y\", text = \"y\" }]\n\
        [[red_line]]\nparty = \"p\"\nwords = \"never x\"\nrules_out = { a = [\"x\"] }\n\
        [[draft]]\nid = \"one\"\ntitle = \"One\"\ndate = 2031-01-01\nform = \"text\"\npoints = [{ number = 1, sets = { a = \"x\" } }]\n\
        [[draft]]\nid = \"two\"\ntitle = \"Two\"\ndate = 2031-02-01\nform = \"text\"\npoints = [{ number = 1, sets = { a = \"y\" } }]\n\
        [[draft]]\nid = \"told\"\ntitle = \"Told\"\ndate = 2031-03-01\nform = \"reported\"\n";
    let meeting = "[[meeting]]\ntitle = \"Next\"\ndate = 2031-05-10\nknown = 2031-04-01\nchannel = [\"p\"]\n\
        carries = [\"one\"]\nlog = [{ is = \"planned\" }]\n";
    let first = |text: &str| {
        let finding = ask(&case(text), "amend", &Settings::default(), &Context::default());
        match finding.account.first() {
            Some(Block::Para(text)) => text.flat(),
            other => unreachable!("{other:?}"),
        }
    };
    assert_eq!(
        first(&format!("{text}{meeting}")),
        "No draft was named: this starts from one, which the next meeting carries (Next, 2031-05-10)."
    );
    assert_eq!(
        first(text),
        "No draft was named: this starts from two, the latest text known here; no meeting ahead is on \
         record."
    );
}

#[test]
fn what_a_party_may_not_see_changes_nothing_for_it() {
    let case = gallery("three-rivers");
    let settings = settings("draft-2");
    let context = Context { viewer: Some("corvane"), samples: 500, ..Context::default() };
    let finding = ask(&case, "amend", &settings, &context);
    // Asterin's mandate and what it has without a deal are closed to Corvane.
    let said = format!("{finding:?}");
    for closed in ["asterin-mandate", "asterin-caucus", "belmora-mandate"] {
        assert!(!said.contains(closed), "{closed}");
    }
    let copy = case.extract(case.find("corvane"), None);
    assert_eq!(ask(&copy, "amend", &settings, &context), finding);
}

#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let case = gallery("three-rivers");
    let settings = settings("draft-3").with("target", Value::Number(0.8));
    let context = Context { samples: 3000, ..Context::default() };
    let one = rayon_pool(1).install(|| ask(&case, "amend", &settings, &context));
    let four = rayon_pool(4).install(|| ask(&case, "amend", &settings, &context));
    assert_eq!(one, four);
}

#[test]
fn a_saved_set_is_a_draft_that_says_what_was_found() {
    let case = gallery("three-rivers");
    let context = Context::default();
    let settings = settings("draft-3");
    let view = View::of(&case, &context).expect("a view");
    let answer = amend::answer(&view, &settings).expect("an answer");
    let saved = |set, id| amend::save::saved(&view, &answer, set, id);
    let made = saved(None, "draft-3b").expect("saved");
    // Found by both steps: it has one number.
    assert_eq!(made.set, 2);
    let records = made.records;
    let draft = records.drafts.last().expect("the draft");
    assert_eq!(draft.based_on, [records.find("draft-3").expect("the old one")]);
    assert!(!draft.is_live() && draft.tabled_by.is_empty());
    let of = |id: &str| {
        let place = records.find(id).expect("a draft");
        plenipo_record::case::contents::contents(&records, records.draft(place))
    };
    let (before, after) = (of("draft-3"), of("draft-3b"));
    for (issue, (before, after)) in records.issues.iter().zip(before.iter().zip(&after)) {
        match issue.meta.id.as_ref().map_or("", |it| it.as_str()) {
            "operation" => assert_eq!(after.single(), issue.option("asterin")),
            id => assert_eq!((before.options(), before.how), (after.options(), after.how), "{id}"),
        }
    }
    assert!(saved(Some(9), "x").expect_err("none").to_string().contains("the sets are 1 to"));
    assert!(saved(None, "draft-2").expect_err("taken").to_string().contains("already"));
    assert!(saved(None, "../x").expect_err("no id").to_string().contains("cannot be the name"));
}

#[test]
fn a_change_to_words_nobody_has_entered_leaves_the_rest_unknown() {
    let words = TALKS.replace("sets = { hours = \"six\" }", "text = \"Six hours.\"");
    let words = words.replace("sets = { road = \"toll\" }", "text = \"A toll.\"");
    let words = words.replace("sets = { court = \"none\" }", "text = \"No court.\"");
    let lines = line("a", "hill", "rules_out = { hours = [\"six\"] }");
    let asked = settings("first").with("clear-of", Value::Text("may-be-crossed".to_owned()));
    let case = case(&format!("{words}{lines}"));
    let context = Context::default();
    let view = View::of(&case, &context).expect("a view");
    let answer = amend::answer(&view, &asked).expect("an answer");
    let made = amend::save::saved(&view, &answer, None, "first-b");
    let made = made.expect("saved");
    let made = made.records.drafts.last().expect("the draft");
    assert!(!made.complete && made.points.iter().any(|it| !it.sets.is_empty()));
}
