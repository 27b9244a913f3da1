//! What is put ready before a meeting, and what of it is told to whom.

use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::prepare::{self, PrepareAnswer, Reaction};
use plenipo::lens::record::CarryState;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo_record::case::Case;

use super::{case, gallery};

/// Two villages, a mediator between them, and an envoy who visits one of them.
const FORD: &str = r#"
format = 2
[dossier]
title = "A ford"
as_of = 2031-05-01
[file]
known = 2031-04-20
basis = "stated"
[[party]]
id = "upper"
name = "Upper"
roles = ["principal"]
handling = "open"
[[party]]
id = "lower"
name = "Lower"
roles = ["principal"]
handling = "open"
[[party]]
id = "envoy"
name = "Envoy"
roles = ["mediator"]
handling = "open"
[[issue]]
id = "toll"
title = "Toll"
handling = "open"
options = [{ id = "none", text = "no toll" }, { id = "half", text = "half a toll" }, { id = "full", text = "a full toll" }]
[[draft]]
id = "first"
title = "First text"
date = 2031-04-10
form = "text"
complete = true
tabled_by = ["envoy"]
handling = "open"
points = [{ number = 1, gist = "a full toll", sets = { toll = "full" } }]
[[red_line]]
id = "upper-toll"
party = "upper"
date = 2031-04-12
words = "Never a full toll."
rules_out = { toll = ["full"] }
[[red_line]]
id = "lower-toll"
party = "lower"
date = 2031-04-12
words = "Not without a toll."
rules_out = { toll = ["none"] }
[[statement]]
id = "upper-may-give"
date = 2031-04-15
by = "upper"
words = "Half would be heard."
[[statement]]
id = "upper-later"
date = 2031-04-16
by = "upper"
words = "The miller is tired."
[[statement]]
id = "upper-back"
date = 2031-04-16
by = "upper"
words = "The bridge may wait."
[[leave]]
id = "may"
records = ["upper-may-give"]
by = "upper"
to = ["lower"]
date = 2031-04-18
form = "in substance"
words = "Tell them so, in your own words."
[[leave]]
id = "soon"
records = ["upper-later"]
by = "upper"
to = ["lower"]
date = 2031-05-09
[[leave]]
id = "no-more"
records = ["upper-back"]
by = "upper"
to = ["lower"]
date = 2031-04-18
withdrawn = 2031-04-20
[[answer]]
id = "lower-first"
party = "lower"
to = "first"
date = 2031-04-14
answer = "basis"
words = "something to work with"
[[undertaking]]
id = "writes"
who = "lower"
to = "envoy"
what = "write to us"
date = 2031-04-14
due = 2031-04-30
[[consent]]
id = "council"
act = "the council of Lower agrees"
of = ["lower"]
form = "decision"
due = 2031-05-20
handling = "open"
[[meeting]]
id = "visit"
handling = "open"
date = 2031-05-03
place = "the mill"
channel = ["envoy", "lower"]
agenda = ["the toll"]
carries = [{ draft = "first" }]
[[meeting]]
id = "all"
handling = "open"
date = 2031-05-12
channel = ["envoy", "lower", "upper"]
"#;

fn asked<T>(
    case: &Case,
    viewer: Option<&str>,
    meeting: Option<&str>,
    of: impl Fn(&PrepareAnswer<'_>) -> T,
) -> T {
    let context = Context { viewer, ..Context::default() };
    let view = View::of(case, &context).expect("a view");
    let settings = match meeting {
        Some(id) => Settings::default().with("meeting", Value::Ids(vec![id.to_owned()])),
        None => Settings::default(),
    };
    of(&prepare::answer(&view, &settings).expect("an answer"))
}

/// Everything that is said, in one text.
fn said(answer: &PrepareAnswer<'_>) -> String {
    let of = |all: &[plenipo::lens::brief::Sentence]| {
        all.iter().map(|it| it.flat()).collect::<Vec<_>>().join("\n")
    };
    let mut all = vec![answer.headline.clone(), of(&answer.aims), of(&answer.text)];
    for it in &answer.parties {
        all.extend([of(&it.may), of(&it.must_not), of(&it.ask)]);
    }
    all.extend(answer.replies.iter().map(|it| of(&it.items)));
    all.join("\n")
}

fn if_they(answer: &PrepareAnswer<'_>, reaction: Reaction) -> String {
    let it = answer.replies.iter().find(|it| it.reaction == reaction).expect("a part");
    it.items.iter().map(|it| it.flat()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_keeper_has_the_permission_quoted_and_what_stays_here_counted() {
    asked(&case(FORD), None, None, |answer| {
        assert_eq!(answer.headline, "The mill, Saturday 3 May 2031: Envoy and Lower.");
        let [lower] = answer.parties.as_slice() else { panic!("{:?}", answer.parties) };
        let may: Vec<String> = lower.may.iter().map(|it| it.flat()).collect();
        let permitted = "Statement: Upper: Half would be heard — permission of Upper, \
                         18 Apr 2031, in substance: “Tell them so, in your own words.”.";
        let permitted = permitted.trim_end_matches('.');
        assert!(may.iter().any(|it| it.trim_end_matches('.') == permitted), "{may:#?}");
        let not: Vec<String> = lower.must_not.iter().map(|it| it.flat()).collect();
        assert!(
            not.iter().any(|it| it.contains("Of Upper: red line (Never a full toll)")),
            "{not:#?}"
        );
        assert!(
            not.contains(
                &"Permitted, but not yet, from 9 May 2031: statement (Upper: The miller is tired)."
                    .to_owned()
            ),
            "{not:#?}"
        );
        assert!(
            not.contains(
                &"Permission was withdrawn on 20 Apr 2031: statement (Upper: The bridge may wait)."
                    .to_owned()
            ),
            "{not:#?}"
        );
        let ask: Vec<String> = lower.ask.iter().map(|it| it.flat()).collect();
        let due =
            "Undertaken by Lower: write to us, overdue since 30 Apr 2031; ask whether it is done.";
        assert!(ask.contains(&due.to_owned()), "{ask:#?}");
        // What only another party could tell is not asked here.
        assert!(!ask.iter().any(|it| it.contains("Upper")), "{ask:#?}");
    });
}

#[test]
fn nobody_but_the_keeper_is_told_what_stays_here() {
    for viewer in ["lower", "upper", "envoy"] {
        asked(&case(FORD), Some(viewer), Some("all"), |answer| {
            for it in &answer.parties {
                assert!(it.must_not.is_empty(), "{viewer}: {:?}", it.must_not);
                let stays = |it: CarryState| matches!(it, CarryState::Closed | CarryState::Open);
                assert!(it.room.records.iter().all(|it| !stays(it.state)), "{viewer}");
            }
        });
    }
    // To whom a line is closed it is in none of the pages.
    asked(&case(FORD), Some("lower"), Some("all"), |answer| {
        let said = said(answer);
        assert!(!said.contains("Never a full toll") && !said.contains("upper-toll"), "{said}");
        assert!(!said.contains("The miller is tired"), "{said}");
    });
}

#[test]
fn a_yes_a_no_and_what_is_neither_are_told_apart() {
    asked(&case(FORD), None, Some("visit"), |answer| {
        let yes = if_they(answer, Reaction::Yes);
        assert!(yes.contains("to call it a basis, to accept parts of it, to reserve an answer or to keep silent is none"), "{yes}");
        assert!(yes.contains("it would cross one line of Upper"), "{yes}");
        assert!(yes.contains("needs the consent of Lower, due 20 May 2031"), "{yes}");
        let no = if_they(answer, Reaction::No);
        assert!(
            no.contains("Lower called the text carried a basis for talks on 14 Apr 2031"),
            "{no}"
        );
        assert!(no.contains("crosses no line on record, of any side: Toll: half a toll"), "{no}");
        let basis = if_they(answer, Reaction::Basis);
        assert!(basis.starts_with("It counts as no acceptance"), "{basis}");
        let another = if_they(answer, Reaction::AnotherText);
        assert!(another.contains("No live text of Lower is on record"), "{another}");
        // Its own line is its own business in a text of its own.
        assert!(another.contains("(one line of Upper): Toll"), "{another}");
        let home = if_they(answer, Reaction::ReferredHome);
        assert!(home.contains("the council of Lower agrees (decision), due 20 May 2031"), "{home}");
        assert!(home.contains("It is no answer, and is kept as reserved"), "{home}");
    });
}

#[test]
fn where_the_record_is_silent_it_says_so() {
    let text = FORD.split("[[answer]]").next().expect("a part");
    let text = format!(
        "{text}\n[[meeting]]\nid = \"bare\"\ndate = 2031-05-03\nchannel = [\"envoy\", \"lower\"]\n"
    );
    asked(&case(&text), None, None, |answer| {
        let aims: Vec<String> = answer.aims.iter().map(|it| it.flat()).collect();
        assert_eq!(aims[0], "What it is for is not on record.");
        assert_eq!(aims[1], "Between Envoy and Lower; who comes is not on record.");
        let no = if_they(answer, Reaction::No);
        assert!(no.contains("No answer of Lower to it so far is on record"), "{no}");
        let home = if_they(answer, Reaction::ReferredHome);
        assert!(
            home.contains("Whose consent Lower would need at home, and by when, is not on record"),
            "{home}"
        );
        let basis = if_they(answer, Reaction::Basis);
        assert!(basis.contains("No reading of such words"), "{basis}");
    });
    let none = FORD.split("[[meeting]]").next().expect("a part");
    asked(&case(none), None, None, |answer| {
        assert_eq!(answer.meeting, None);
        assert_eq!(answer.headline, "No meeting ahead is on record: there is none to prepare for.");
    });
}

#[test]
fn who_are_in_one_room_hear_what_is_said_to_one() {
    let words = "Lower and Upper are in one room: what is said to one is heard by all.";
    let has = |id: &str| {
        asked(&case(FORD), None, Some(id), |it| it.aims.iter().any(|it| it.flat() == words))
    };
    assert!(has("all") && !has("visit"));
}

#[test]
fn a_meeting_that_is_not_there_is_told_with_near_ones() {
    let case = case(FORD);
    let view = View::of(&case, &Context::default()).expect("a view");
    let settings = |ids: &[&str]| {
        let ids = ids.iter().map(|it| (*it).to_owned()).collect();
        Settings::default().with("meeting", Value::Ids(ids))
    };
    match prepare::answer(&view, &settings(&["visitt"])) {
        Err(Error::Unknown { what: "meeting", near, .. }) => assert_eq!(near[0], "visit"),
        other => panic!("{other:?}"),
    }
    let two = prepare::answer(&view, &settings(&["visit", "all"]));
    assert!(matches!(two, Err(Error::Setting { .. })), "{two:?}");
}

#[test]
fn the_founding_case_meets_russia_alone_and_takes_no_tone_for_a_yes() {
    asked(&gallery("ukraine-2025"), None, None, |answer| {
        let case = answer.case();
        let met: Vec<&str> = answer.parties.iter().map(|it| case.party_id(it.party)).collect();
        assert_eq!(met, ["ru"]);
        let no = if_they(answer, Reaction::No);
        assert!(no.contains("No line of Russia is on record"), "{no}");
        let yes = if_they(answer, Reaction::Yes);
        assert!(yes.contains("and so is acceptance of parts"), "{yes}");
        let basis = if_they(answer, Reaction::Basis);
        assert!(basis.contains("Size of Ukraine's forces"), "{basis}");
        // Of the meeting's own outcome nothing is known on its eve.
        assert!(!said(answer).contains("no compromise"), "{}", said(answer));
    });
}
