//! What came of a meeting becomes the text of a file that reads back, closed until somebody gives permission.

use jiff::civil::{Date, date};
use plenipo_record::case::Case;
use plenipo_record::case::id::{Ix, Kind};
use plenipo_record::case::meeting::{Became, LogState, Meeting, Statement};
use plenipo_record::case::meta::Basis;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::{Answer, AnswerTo, Reply};
use plenipo_record::case::process::Leave;
use plenipo_record::case::upkeep::Undertaking;
use plenipo_record::dossier::debrief::{
    AnsweredThere, Debrief, DebriefField, DebriefPart, MayBeCarried, SaidThere, UndertakenThere,
    debrief, file_name,
};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

const DAY: Date = date(2031, 5, 3);

const FORD: &str = r#"
format = 2
[dossier]
title = "A ford"
disclosure = "open"
[[party]]
id = "upper"
name = "Upper"
roles = ["principal"]
[[party]]
id = "lower"
name = "Lower"
roles = ["principal"]
[[party]]
id = "envoy"
name = "Envoy"
roles = ["mediator"]
[[person]]
id = "miller"
name = "Ada Miller"
party = "lower"
[[meeting]]
id = "visit"
title = "The visit\nto the mill"
date = 2031-05-03
channel = ["envoy", "lower"]
[[statement]]
id = "old"
date = 2031-05-01
by = "lower"
words = "No."
"#;

fn case(files: &[(&str, &str)]) -> Case {
    let files: Vec<NamedBytes> = files
        .iter()
        .map(|(name, text)| NamedBytes {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    let (case, problems) = read(&files, &ReadOptions::default());
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}

fn visit(case: &Case) -> Ix<Meeting> {
    case.find("visit").expect("the meeting")
}

fn said(by: &str, what: &str) -> SaidThere {
    SaidThere { by: by.to_owned(), what: what.to_owned() }
}

fn carried(by: &str, to: &[&str], what: &[&str]) -> MayBeCarried {
    let all = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
    MayBeCarried { by: by.to_owned(), to: all(to), what: all(what), form: None }
}

fn empty() -> Debrief {
    Debrief {
        day: DAY,
        outcome: None,
        answered: Vec::new(),
        said: Vec::new(),
        undertaken: Vec::new(),
        carried: Vec::new(),
    }
}

/// A text that was carried to a session, which is reported to be planned.
const TEXT: &str = r#"
[[source]]
id = "paper"
publisher = "The paper"
date = 2031-05-01
[[draft]]
id = "first"
title = "The first text"
date = 2031-05-01
points = [{ number = 1, text = "a weir" }]
[[meeting]]
id = "session"
date = 2031-05-03
known = 2031-05-01
source = "paper"
channel = ["envoy", "lower", "upper"]
carries = [{ draft = "first" }]
log = [{ is = "planned", date = 2031-05-01 }]
"#;

fn answered(by: &str, to: Option<&str>, reply: &str, what: Option<&str>) -> AnsweredThere {
    let own = |it: &str| it.to_owned();
    AnsweredThere { by: own(by), to: to.map(own), reply: own(reply), what: what.map(own) }
}

#[test]
fn what_was_answered_is_an_answer_to_the_text_that_was_carried_there() {
    let files = [("a.toml", FORD), ("b.toml", TEXT)];
    let before = case(&files);
    let told = Debrief {
        answered: vec![
            answered("Ada Miller", None, "No", Some("“Not this text.”")),
            answered("upper", Some("The first text"), "yes, if", Some("the weir is ours")),
            answered("upper", Some("any text"), "referred home", Some("they need a week")),
            answered("lower", None, "another text", None),
        ],
        carried: vec![carried("lower", &["upper"], &["answered 1"])],
        ..empty()
    };
    let made = debrief(&before, before.find("session").expect("it"), &told).expect("a text");
    let after = case(&[files[0], files[1], ("reports/x.toml", &made.text)]);
    let of = |place: usize| {
        let from = (DebriefPart::Answered, place);
        let it = made.records.iter().find(|it| it.kind == Kind::Answer && it.from == from);
        let at: Ix<Answer> = after.find(&it.expect("an answer").id).expect("it");
        &after.answers[at.get()]
    };
    let first = AnswerTo::Draft(after.find("first").expect("the draft"));
    assert_eq!((of(0).answer, of(0).to), (Reply::Reject, first));
    assert_eq!(of(0).words.as_deref(), Some("Not this text."));
    assert_eq!(of(0).by, Some(Speaker::Person(after.find("miller").expect("she"))));
    assert_eq!(of(0).party, after.find("lower").expect("hers"));
    assert_eq!((of(1).answer, of(1).to), (Reply::AcceptIf, first));
    let condition = of(1).condition.as_ref().and_then(|it| it.text.as_deref());
    assert_eq!(condition, Some("the weir is ours"));
    // Neither is an acceptance, nor a refusal: what the reply does not say is said beside it.
    assert_eq!((of(2).answer, of(2).to), (Reply::Reserve, AnswerTo::AnyText));
    assert_eq!((of(3).answer, of(3).to), (Reply::Reserve, first));
    let gists: Vec<_> = after.statements.iter().filter_map(|it| it.gist.as_deref()).collect();
    assert_eq!(gists.len(), 2, "{gists:?}");
    assert!(gists.contains(&"refers it home: they need a week"), "{gists:?}");
    assert!(gists.contains(&"brings another text instead"), "{gists:?}");
    // Closed, but for what was permitted.
    let seen = after.seen(after.find("upper"), Some(DAY));
    assert_eq!(seen.answers.len(), 1);
    assert_eq!(seen.answers[0].words.as_deref(), Some("Not this text."));
}

#[test]
fn a_debrief_says_that_the_meeting_was_held_and_what_came_of_it() {
    let files = [("a.toml", FORD), ("b.toml", TEXT)];
    let before = case(&files);
    let session = |case: &Case| -> Ix<Meeting> { case.find("session").expect("it") };
    let told = Debrief { outcome: Some(" They meet again. ".to_owned()), ..empty() };
    let made = debrief(&before, session(&before), &told).expect("a text");
    let after = case(&[files[0], files[1], ("reports/x.toml", &made.text)]);
    let keeper = after.seen(None, Some(DAY));
    assert_eq!(keeper.meetings.len(), before.meetings.len(), "corrected, not doubled");
    let it = keeper.meetings.iter().find(|it| !it.carries.is_empty()).expect("the meeting");
    assert_eq!(it.state(Some(DAY)), Became::Held);
    let last = it.log.last().expect("an entry");
    assert_eq!((last.is, last.gist.as_deref()), (LogState::Result, Some("They meet again.")));
    // What a paper reported is still its report; what was noted there is nobody's but the keeper's.
    assert_eq!(it.meta.sources.len(), 1);
    assert!(last.meta.sources.is_empty() && last.meta.basis == Basis::Stated, "{last:?}");
    assert_eq!(it.log[0].meta.sources.len(), 1);
    // A party has the meeting as it was announced.
    let party = after.seen(after.find("upper"), Some(DAY));
    let it = party.meetings.iter().find(|it| !it.carries.is_empty()).expect("the meeting");
    assert_eq!(it.state(Some(DAY)), Became::Planned);
    // More of the same meeting corrects what stands, and says nothing twice.
    let told = Debrief { said: vec![said("lower", "more")], ..empty() };
    let more = debrief(&after, session(&after), &told).expect("a text");
    assert_eq!(more.records.len(), 1, "{}", more.text);
    let told = Debrief { outcome: Some("They do not.".to_owned()), ..empty() };
    let more = debrief(&after, session(&after), &told).expect("a text");
    let end = case(&[files[0], files[1], ("reports/x.toml", &made.text), ("y.toml", &more.text)]);
    let keeper = end.seen(None, Some(DAY));
    assert_eq!(keeper.meetings.len(), before.meetings.len());
    let it = keeper.meetings.iter().find(|it| !it.carries.is_empty()).expect("the meeting");
    let log: Vec<LogState> = it.log.iter().map(|it| it.is).collect();
    assert_eq!(
        log,
        [LogState::Planned, LogState::Held, LogState::Result, LogState::Result],
        "{}",
        more.text
    );
}

#[test]
fn an_answer_that_does_not_fit_is_told_field_by_field() {
    let case = case(&[("a.toml", FORD), ("b.toml", TEXT)]);
    let told = Debrief {
        answered: vec![
            answered("lower", None, "perhaps", None),
            answered("lower", Some("frist"), "yes", None),
            answered("an adviser of Lower", Some("first"), "yes", None),
            answered("upper", Some("first"), "yes, if", Some("“”")),
        ],
        ..empty()
    };
    let session = case.find("session").expect("it");
    let faults = debrief(&case, session, &told).expect_err("faults");
    let said: Vec<_> = faults.iter().map(|it| (it.at, it.field, it.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (0, DebriefField::Reply, "`perhaps` is no answer to a text"),
            (1, DebriefField::To, "there is no draft `frist`"),
            (2, DebriefField::By, "an answer to a text is a party's"),
            (3, DebriefField::What, "on which condition is missing"),
        ]
    );
    assert_eq!(faults[1].hint.as_deref(), Some("did you mean `first`?"));
    // Where no text was carried, which one is answered has to be said.
    let told = Debrief { answered: vec![answered("lower", None, "no", None)], ..empty() };
    let faults = debrief(&case, visit(&case), &told).expect_err("a fault");
    assert_eq!(faults[0].message, "to which text it was answered is missing");
}

#[test]
fn it_reads_back_closed_but_for_what_somebody_permitted() {
    let before = case(&[("a.toml", FORD)]);
    let told = Debrief {
        said: vec![said("Ada Miller", "“We can wait.”"), said("lower", "they will not wait long")],
        undertaken: vec![UndertakenThere {
            by: "lower".to_owned(),
            to: Some("envoy".to_owned()),
            due: Some(date(2031, 5, 12)),
            what: "write".to_owned(),
        }],
        carried: vec![MayBeCarried {
            form: Some("in substance".to_owned()),
            ..carried("miller", &["upper"], &["said 1", "undertaken-1"])
        }],
        ..empty()
    };
    let made = debrief(&before, visit(&before), &told).expect("a text");
    let kinds: Vec<Kind> = made.records.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Statement, Kind::Statement, Kind::Undertaking, Kind::Leave, Kind::Meeting]
    );
    assert!(made.strangers.is_empty());
    assert!(made.records[0].id.starts_with("statement-2031-05-03-lower"), "{}", made.text);
    for it in &made.records {
        assert!(
            made.text[it.span.clone()].contains(&format!("id = \"{}\"", it.id)),
            "{}",
            made.text
        );
    }
    let after = case(&[("a.toml", FORD), ("reports/x.toml", &made.text)]);
    let words: Ix<Statement> = after.find(&made.records[0].id).expect("the words");
    let words = &after.statements[words.get()];
    assert_eq!((words.words.as_deref(), words.gist.as_deref()), (Some("We can wait."), None));
    let sense: Ix<Statement> = after.find(&made.records[1].id).expect("the sense");
    let sense = &after.statements[sense.get()];
    // Nobody's words are made of somebody's notes.
    assert_eq!(
        (sense.words.as_deref(), sense.gist.as_deref()),
        (None, Some("they will not wait long"))
    );
    assert_eq!((sense.date, sense.meta.known), (Some(DAY), Some(DAY)));
    let due: Ix<Undertaking> = after.find(&made.records[2].id).expect("the undertaking");
    assert_eq!(after.undertakings[due.get()].due, Some(date(2031, 5, 12)));
    let leave: Ix<Leave> = after.find(&made.records[3].id).expect("the permission");
    assert_eq!(after.leaves[leave.get()].form.as_deref(), Some("in substance"));
    // Open as the dossier is, of the visit each has what it may: the sense stays with the mediators.
    let has = |id: &str| {
        let party: Ix<Party> = after.find(id).expect("a party");
        let seen = after.seen(Some(party), Some(DAY));
        let words = |it: &Statement| it.words.as_deref() == Some("We can wait.");
        (seen.statements.iter().any(words), seen.statements.len())
    };
    assert_eq!(has("envoy"), (true, 3));
    assert_eq!(has("upper"), (true, 2));
    assert_eq!(has("lower"), (false, 1));
}

#[test]
fn without_permission_nobody_but_the_mediators_has_anything_of_it() {
    let before = case(&[("a.toml", FORD)]);
    let told = Debrief { said: vec![said("lower", "\"No.\"")], ..empty() };
    let made = debrief(&before, visit(&before), &told).expect("a text");
    let after = case(&[("a.toml", FORD), ("reports/x.toml", &made.text)]);
    for party in ["upper", "lower"] {
        let seen = after.seen(after.find(party), Some(DAY));
        let without = before.seen(before.find(party), Some(DAY));
        assert_eq!(seen.total(), without.total(), "{party}");
    }
}

#[test]
fn a_second_debrief_stands_beside_the_first() {
    let before = case(&[("a.toml", FORD)]);
    let told = Debrief { said: vec![said("lower", "\"No.\"")], ..empty() };
    let first = debrief(&before, visit(&before), &told).expect("a text");
    let then = case(&[("a.toml", FORD), ("reports/x.toml", &first.text)]);
    let second = debrief(&then, visit(&then), &told).expect("a text");
    assert_eq!(second.records[0].id, "statement-2031-05-03-lower--2");
    case(&[("a.toml", FORD), ("reports/x.toml", &first.text), ("reports/y.toml", &second.text)]);
    assert_eq!(file_name(DAY, "visit", 1), "reports/2031-05-03-visit.toml");
    assert_eq!(file_name(DAY, "visit", 2), "reports/2031-05-03-visit-2.toml");
}

#[test]
fn everything_that_does_not_fit_is_told_at_once_and_where() {
    let case = case(&[("a.toml", FORD)]);
    let told = Debrief {
        said: vec![said("lower", "x"), said("lowre", "x"), said("", "x"), said("lower", "  “”")],
        undertaken: vec![UndertakenThere {
            by: "lower".to_owned(),
            to: Some("envoi".to_owned()),
            due: None,
            what: "write".to_owned(),
        }],
        carried: vec![
            carried("lower", &["uper"], &["said 9"]),
            carried("upper", &["envoy"], &["said 1"]),
            carried("lower", &["upper"], &["odl"]),
            carried("lower", &["upper"], &[]),
        ],
        ..empty()
    };
    let faults = debrief(&case, visit(&case), &told).expect_err("faults");
    let said: Vec<(DebriefPart, usize, &str)> =
        faults.iter().map(|it| (it.part, it.at, it.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (DebriefPart::Said, 1, "there is no person or party `lowre`"),
            (DebriefPart::Said, 2, "nobody is named"),
            (DebriefPart::Said, 3, "what was said is missing"),
            (DebriefPart::Undertaken, 0, "there is no person or party `envoi`"),
            (DebriefPart::Carried, 0, "there is no party `uper`"),
            (DebriefPart::Carried, 0, "there is no `said 9` in this debrief"),
            (DebriefPart::Carried, 1, "Upper gives permission for what is Lower's"),
            (DebriefPart::Carried, 2, "there is no record `odl`"),
            (DebriefPart::Carried, 3, "what may be carried is missing"),
        ]
    );
    let fields: Vec<DebriefField> = faults.iter().map(|it| it.field).collect();
    let (by, to, what) = (DebriefField::By, DebriefField::To, DebriefField::What);
    assert_eq!(fields, [by, by, what, to, to, what, by, what, what]);
    assert_eq!(faults[0].hint.as_deref(), Some("did you mean `lower`?"));
    let nothing = debrief(&case, visit(&case), &empty()).expect_err("a fault");
    assert_eq!(nothing[0].part, DebriefPart::Whole);
}

#[test]
fn what_was_on_record_before_may_be_permitted_by_its_id() {
    let before = case(&[("a.toml", FORD)]);
    let told = Debrief { carried: vec![carried("lower", &["upper"], &["OLD"])], ..empty() };
    let made = debrief(&before, visit(&before), &told).expect("a text");
    assert!(made.text.contains("records = [\"old\"]"), "{}", made.text);
    // Who is on no list is kept as words, and told.
    let told = Debrief { said: vec![said("an adviser of Lower", "x")], ..empty() };
    let made = debrief(&before, visit(&before), &told).expect("a text");
    assert_eq!(made.strangers, ["an adviser of Lower"]);
    assert!(made.text.starts_with("# Debrief of visit, 2031-05-03: "), "{}", made.text);
    case(&[("a.toml", FORD), ("reports/x.toml", &made.text)]);
}

#[test]
fn somebody_on_record_is_named_by_part_of_a_name_that_is_nobody_elses() {
    let two =
        format!("{FORD}\n[[person]]\nid = \"m2\"\nname = \"Bea Ada Stone\"\nparty = \"upper\"\n");
    let before = case(&[("a.toml", &two)]);
    let of = |name: &str| {
        let told = Debrief { said: vec![said(name, "x")], ..empty() };
        let made = debrief(&before, visit(&before), &told).expect("a text");
        let by =
            made.text.lines().find(|it| it.starts_with("by = ")).unwrap_or_default().to_owned();
        (by, made.strangers)
    };
    for (name, id) in [("Miller", "miller"), ("Bea Stone", "m2"), ("LOWER", "lower")] {
        assert_eq!(of(name), (format!("by = \"{id}\""), Vec::new()));
    }
    // Two are called Ada, and an adviser of Lower is not Lower.
    for name in ["Ada", "an adviser of Lower", "Mr S"] {
        assert_eq!(of(name).1, [name]);
    }
}

#[test]
fn an_id_tells_nobody_of_a_meeting_that_is_closed_to_it() {
    let secret = FORD.replace("id = \"visit\"", "id = \"secret-visit\"\nhandling = \"mediator\"");
    let before = case(&[("a.toml", &secret)]);
    let told = Debrief {
        said: vec![said("lower", "we can wait")],
        carried: vec![carried("lower", &["upper"], &["said 1"])],
        ..empty()
    };
    let meeting = before.find("secret-visit").expect("the meeting");
    let made = debrief(&before, meeting, &told).expect("a text");
    assert!(made.records.iter().all(|it| !it.id.contains("secret")), "{:?}", made.records);
    let after = case(&[("a.toml", &secret), ("reports/x.toml", &made.text)]);
    let seen = after.seen(after.find("upper"), Some(DAY));
    assert!(seen.statements.iter().any(|it| it.gist.as_deref() == Some("we can wait")));
    assert!(seen.meetings.is_empty() && !format!("{:?}", *seen).contains("secret"));
}
