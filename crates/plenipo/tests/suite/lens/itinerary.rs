//! The stops of a shuttle, and what an answer at one means for the next.

use plenipo::lens::context::Context;
use plenipo::lens::itinerary::{self, Branch, ItineraryAnswer, OnwardAt, StopReply};
use plenipo::lens::setting::Settings;
use plenipo::lens::view::View;
use plenipo_record::case::Case;

use super::{case, gallery};

/// Two villages, visited one after the other; one has said yes before.
const ROAD: &str = r#"
format = 2
[dossier]
title = "A road"
as_of = 2031-05-01
[file]
known = 2031-04-20
basis = "stated"
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
[[party]]
id = "county"
name = "County"
[[issue]]
id = "toll"
title = "Toll"
options = [{ id = "none", text = "no toll" }, { id = "half", text = "half a toll" }, { id = "full", text = "a full toll" }]
[[draft]]
id = "first"
title = "First text"
date = 2031-04-10
complete = true
tabled_by = ["envoy"]
points = [{ number = 1, sets = { toll = "full" } }]
[[draft]]
id = "own"
title = "Upper's paper"
date = 2031-04-02
complete = true
tabled_by = ["upper"]
points = [{ number = 1, sets = { toll = "none" } }]
[[red_line]]
party = "lower"
date = 2031-04-12
words = "no full toll"
rules_out = { toll = "full" }
[[capacity]]
party = "county"
is = "must-consent"
act = "opens the gate"
[[meeting]]
id = "here"
date = 2031-05-03
place = "The mill"
channel = ["envoy", "upper"]
carries = ["first"]
[[meeting]]
id = "there"
date = 2031-05-05
place = "The inn"
channel = ["envoy", "lower"]
"#;

fn asked<T>(case: &Case, viewer: Option<&str>, of: impl Fn(&ItineraryAnswer<'_>) -> T) -> T {
    let view = View::of(case, &Context { viewer, ..Context::default() }).expect("a view");
    of(&itinerary::answer(&view, &Settings::default()).expect("an answer"))
}

fn branch<'a>(answer: &'a ItineraryAnswer<'_>, reply: StopReply) -> &'a Branch {
    answer.branches.iter().find(|it| it.reply == reply).expect("a branch")
}

fn here(it: &Branch) -> String {
    it.means.iter().map(|it| it.flat()).collect::<Vec<_>>().join("\n")
}

fn then(it: &Branch, at: OnwardAt) -> String {
    let each = it.then.iter().filter(|it| it.at == at).flat_map(|it| &it.means);
    each.map(|it| it.flat()).collect::<Vec<_>>().join("\n")
}

/// Everything that is said, in one text.
fn said(answer: &ItineraryAnswer<'_>) -> String {
    let mut all = vec![answer.headline.clone()];
    for it in &answer.stops {
        all.push(it.said.flat());
        all.extend(it.meets.iter().map(|it| it.flat()));
    }
    for it in &answer.branches {
        all.push(here(it));
        all.extend(it.then.iter().flat_map(|it| &it.means).map(|it| it.flat()));
    }
    all.join("\n")
}

#[test]
fn the_shuttle_goes_to_the_next_meeting_then_to_whom_it_did_not_meet_and_back() {
    asked(&case(ROAD), None, |answer| {
        let said: Vec<String> = answer.stops.iter().map(|it| it.said.flat()).collect();
        assert_eq!(
            said,
            ["Upper: The mill, 3 May 2031.", "Lower: The inn, 5 May 2031.", "And back to Upper."]
        );
        assert!(answer.headline.contains("From Upper to Lower with the text carried"));
    });
    // Without the second meeting that is said, and not made up.
    let alone = ROAD.split("[[meeting]]\nid = \"there\"").next().unwrap_or_default();
    asked(&case(alone), None, |answer| {
        let second = answer.stops[1].said.flat();
        assert_eq!(
            second,
            "Lower: no meeting with it is on record, and it is taken as the stop after."
        );
    });
    let one_room =
        ROAD.replace("channel = [\"envoy\", \"upper\"]", "channel = [\"upper\", \"lower\"]");
    asked(&case(&one_room), None, |answer| {
        assert_eq!(answer.stops.len(), 1);
        let yes = branch(answer, StopReply::Yes);
        assert!(yes.then.is_empty());
        assert!(here(yes).contains("All whose acceptance is needed at the table have accepted"));
    });
}

#[test]
fn each_answer_is_told_with_what_the_text_meets_next() {
    asked(&case(ROAD), None, |answer| {
        assert_eq!(answer.branches.len(), StopReply::ALL.len());
        let yes = branch(answer, StopReply::Yes);
        let crosses = "aken literally the text carried crosses one line of Lower (Toll)";
        let meets =
            |stop: usize| answer.stops[stop].meets.iter().map(|it| it.flat()).collect::<String>();
        assert!(meets(1).contains(crosses), "{}", meets(1));
        assert!(then(yes, OnwardAt::Yes).contains("needs the consent of County"), "{yes:#?}");
        assert!(then(yes, OnwardAt::No).contains("needs its yes anew"), "{yes:#?}");
        // A closed record: what was said in one room is told in another by permission alone.
        assert!(here(yes).contains("Lower is told of its yes by permission of Upper alone"));
        let no = branch(answer, StopReply::No);
        assert!(here(no).contains("smallest change that crosses no line on record"), "{no:#?}");
        assert!(no.carries.is_empty());
        let basis = branch(answer, StopReply::Basis);
        assert!(then(basis, OnwardAt::Yes).contains("Lower alone has accepted it"), "{basis:#?}");
        let counter = branch(answer, StopReply::CounterText);
        assert!(here(counter).contains("“Upper's paper”"), "{counter:#?}");
        assert!(!then(counter, OnwardAt::Meets).contains("crosses"), "{counter:#?}");
    });
    // Whoever has accepted the text loses nothing by a yes, and is asked anew where it is changed.
    let accepted = format!(
        "{}\n[[answer]]\nparty = \"lower\"\nto = \"first\"\nanswer = \"accept\"\ndate = 2031-04-20\n",
        ROAD
    );
    asked(&case(&accepted), None, |answer| {
        let no = branch(answer, StopReply::No);
        assert!(then(no, OnwardAt::Meets).contains("loses the acceptance of Lower"), "{no:#?}");
        let meets: String = answer.stops[1].meets.iter().map(|it| it.flat()).collect();
        assert!(meets.contains("Lower has accepted the text carried"));
        assert!(!meets.contains("crosses"), "set aside: {meets}");
    });
}

#[test]
fn exchanging_the_principals_exchanges_the_tree() {
    let swap = |text: &str| {
        let text = text.replace("upper", "@").replace("lower", "upper").replace('@', "lower");
        text.replace("Upper", "@").replace("Lower", "Upper").replace('@', "Lower")
    };
    let (one, other) = (case(ROAD), case(&swap(ROAD)));
    let of = |case: &Case| asked(case, None, said);
    assert_eq!(swap(&of(&one)), of(&other));
    assert_ne!(of(&one), of(&other));
}

#[test]
fn no_branch_has_a_share_where_nothing_gives_one_and_the_founding_case_says_so() {
    asked(&gallery("ukraine-2025"), None, |answer| {
        let said = said(answer);
        assert!(answer.headline.starts_with("From Russia to Ukraine with the text carried"));
        assert!(!said.contains("probability"), "{said}");
        assert!(said.contains("o line of Russia is on record"), "{said}");
    });
}
