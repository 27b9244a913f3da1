//! What lies around a text: `show --what` outside, rules, demands, state, movement, causes, undertakings and keepers.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::record::{self, ConsentState, Gives, Judged};
use plenipo::lens::view::View;

use super::{ask, case, cell, rows, show, table, text, what_is};

/// Two principals, a union that must consent, and two live texts.
const TALKS: &str = r#"
format = 2
[dossier]
title = "Two banks"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "east"
name = "East"
roles = ["principal"]
[[party]]
id = "west"
name = "West"
roles = ["principal"]
[[party]]
id = "union"
name = "The Union"
[[party]]
id = "guard"
name = "The Guard"
[[person]]
id = "orla"
name = "Orla Vane"
party = "east"
rank = 1
[[source]]
id = "post"
publisher = "Post"
date = 2031-05-01
reliability = "B"
[[issue]]
id = "bridge"
title = "Bridge"
status_quo = "shut"
options = [{ id = "shut", text = "shut" }, { id = "open", text = "open" }]
[[issue]]
id = "toll"
title = "Toll"
status_quo = "none"
options = [{ id = "none", text = "none" }, { id = "half", text = "half" }, { id = "full", text = "full" }]
[[draft]]
id = "one"
title = "First text"
form = "text"
date = 2031-03-01
points = [
  { number = "1", gist = "the bridge opens", sets = { bridge = "open" } },
  { number = "2", gist = "no toll", sets = { toll = "none" } },
]
[[draft]]
id = "two"
title = "Second text"
form = "text"
date = 2031-04-01
points = [
  { number = "1", gist = "the bridge opens", sets = { bridge = "open" } },
]
[[draft]]
id = "dark"
title = "A text nobody has seen"
date = 2031-05-01
"#;

fn asked(more: &str, what: &str) -> Finding {
    show(&case(&[TALKS, more].concat()), what)
}

fn page(finding: &Finding) -> String {
    let mut all = Vec::new();
    for block in &listed(&finding.account) {
        match block {
            plenipo::finding::block::Block::Heading { text, .. } => all.push(text.clone()),
            plenipo::finding::block::Block::Para(text) => all.push(text.flat()),
            plenipo::finding::block::Block::Item(item) => {
                all.push(item.text.flat());
                all.extend(item.under.iter().map(|it| format!("  {}", it.flat())));
            }
            _ => {}
        }
    }
    all.join("\n")
}

/// The account with grids as the headings and items that they stand for.
fn listed(account: &[plenipo::finding::block::Block]) -> Vec<plenipo::finding::block::Block> {
    let of = |it: &plenipo::finding::block::Block| match it {
        plenipo::finding::block::Block::Grid(grid) => grid.blocks(),
        other => vec![other.clone()],
    };
    account.iter().flat_map(of).collect()
}

fn says(finding: &Finding, words: &str) {
    let page = page(finding);
    assert!(page.contains(words), "{words}\nis not in\n{page}");
}

const OUTSIDE: &str = r#"
[[capacity]]
party = "union"
is = "must-consent"
to = ["one"]
act = "lift the fee"
by = "orla"
date = 2031-05-02
source = { id = "post", credibility = 2 }
[[capacity]]
party = "guard"
is = "may-disrupt"
when = { bridge = ["open"] }
act = "block the bridge"
[[red_line]]
party = "union"
words = "no full toll"
date = 2031-04-02
rules_out = { toll = ["full"] }
[[answer]]
party = "union"
to = "one"
answer = "reserve"
date = 2031-04-03
[[consent]]
id = "vote"
act = "the people approve"
to = ["one"]
of = ["union"]
form = "referendum"
threshold = "a simple majority"
due = 2031-05-20
effect = "voids"
[[consent]]
id = "house"
act = "the house approves"
when = { bridge = ["open"] }
effect = "returns"
outcome = { is = "refused", date = 2031-05-10, vote = "40 to 60" }
[[poll]]
wording = "Should the bridge open?"
by = "Bank Surveys"
sponsor = "The Post"
from = 2031-04-01
until = 2031-04-03
n = 1204
among = "adults on both banks"
shares = { yes = 0.52, no = 0.31 }
undecided = 0.17
about = ["consent:vote"]
"#;

#[test]
fn who_else_can_stop_a_text_is_told_with_lines_answers_consents_and_polls() {
    let finding = asked(OUTSIDE, "outside");
    assert_eq!(
        finding.headline,
        "Must consent: The Union. May disrupt: The Guard. 2 further consents: 1 refused, 1 not \
         recorded. 1 poll."
    );
    for words in [
        "must consent: lift the fee; of one",
        "Orla Vane · 2031-05-02",
        "line “no full toll”",
        "to one: reserve",
        "may disrupt: block the bridge; where a text has Bridge: open",
        // Silence is told as that.
        "no line and no answer of it on record: that is not consent",
        "a refusal voids the text",
        "that day has passed, and how it was decided is not on record",
        "Consent refused on 2031-05-10 (40 to 60); asked for: the house approves",
        "bears on: two and one",
        "yes 52 %, no 31 %, undecided 17 % (asked by Bank Surveys, for The Post",
        "on the people approve",
    ] {
        says(&finding, words);
    }
    // Nobody's shares are put together, and none is a figure.
    let shares = text(&finding, "polls", &[("n", "1204")], "shares");
    assert_eq!(shares.as_deref(), Some("yes 52 %; no 31 %"));
    let state = |id| text(&finding, "consents_life", &[("id", id)], "state");
    assert_eq!(state("vote").as_deref(), Some("not recorded"));
    assert_eq!(state("house").as_deref(), Some("refused"));
}

#[test]
fn a_consent_is_to_come_until_its_day_has_passed() {
    let case = case(&[TALKS, OUTSIDE].concat());
    let state = |day| {
        let context = Context { as_of: Some(day), ..Context::default() };
        let view = View::of(&case, &context).expect("a view");
        let answer = record::answer(&view, &what_is("outside")).expect("an answer");
        let outside = answer.outside().expect("who is outside");
        let vote = |it: &&record::ConsentLife| {
            answer.case().consents[it.consent.get()].act == "the people approve"
        };
        outside.consents.iter().find(vote).expect("the vote").state
    };
    assert_eq!(state(date(2031, 5, 20)), ConsentState::ToCome);
    assert_eq!(state(date(2031, 5, 21)), ConsentState::NotRecorded);
    // What is not known is told with the rest of it.
    let unknowns = show(&case, "unknowns");
    says(&unknowns, "the people approve: how it was decided by 2031-05-20 is not on record");
    // An answer to the text that must be consented to is on record; without it, it is missed.
    let missing = "First text: no answer on record of The Union, who must consent";
    assert!(!page(&unknowns).contains(missing));
    let silent = OUTSIDE.replace("to = \"one\"\nanswer", "to = \"two\"\nanswer");
    says(&asked(&silent, "unknowns"), missing);
}

const RULES: &str = r#"
[[rule]]
id = "fee"
when = { bridge = ["open"] }
requires = { toll = ["half", "full"] }
is = "text"
words = "the charter has a fee for every open bridge"
[[rule]]
id = "shy"
when = { bridge = ["open"] }
excludes = { toll = ["none"] }
is = "reading"
by = "orla"
"#;

#[test]
fn rules_are_told_in_words_with_the_texts_that_break_them() {
    let finding = asked(RULES, "rules");
    assert_eq!(finding.headline, "1 rule and 1 reading. one breaks one.");
    for words in [
        "where Bridge: open, required is Toll: half / full — the charter has a fee",
        "broken by one",
        "a keeper's reading, Orla Vane",
    ] {
        says(&finding, words);
    }
    let list = |id, column| text(&finding, "rules", &[("id", id)], column).unwrap_or_default();
    assert_eq!(list("fee", "broken_by"), "one");
    // What binds takes out of an unread text what would break it; a reading takes out nothing.
    assert!(!list("fee", "may_be_broken_by").contains("two"));
    assert_eq!(list("shy", "broken_by"), "one");
    assert!(list("shy", "may_be_broken_by").contains("dark"));
    assert_eq!(list("fee", "status_quo"), "keeps to it");
    // How things are now may break a rule that was entered.
    let now = "[[rule]]\nwhen = { bridge = [\"shut\"] }\nexcludes = { toll = [\"none\"] }\n";
    let finding = asked(now, "rules");
    assert_eq!(finding.headline, "1 rule. The status quo on record breaks one.");
    says(&finding, "the status quo breaks it: one of the two is entered wrongly");
}

const DEMANDS: &str = r#"
[[understanding]]
id = "quay"
title = "the Quay understanding"
date = 2031-01-10
between = ["east", "west"]
readings = [
  { name = "A", settles = { toll = ["full"] }, by = "east", words = "a full toll" },
  { name = "B", settles = { bridge = ["open"] } },
]
claims = [{ party = "west", force = "proposal", settles = { toll = ["none"] } }]
[[understanding]]
id = "night"
title = "the night talk"
date = 2031-01-11
between = ["east", "west"]
[[demand]]
id = "warn"
is = "warning"
party = "east"
by = "orla"
date = 2031-05-03
audience = "public"
words = "we would answer that in kind"
departs_from = "quay"
then = "reject"
source = { id = "post", credibility = 2 }
[[demand]]
id = "dusk"
is = "warning"
party = "east"
date = 2031-05-04
departs_from = "night"
then = "reject"
[[demand]]
id = "free"
is = "warning"
party = "west"
date = 2031-05-05
when = { toll = ["none"] }
[[demand]]
id = "want"
is = "condition"
party = "west"
date = 2031-05-06
asks = { bridge = ["open"], toll = ["half"] }
"#;

#[test]
fn any_one_of_the_options_is_what_was_warned_against_and_it_is_told_which() {
    let warning = |when: &str| {
        format!(
            "[[demand]]\nid = \"both\"\nis = \"warning\"\nparty = \"west\"\ndate = 2031-05-05\nwhen = {when}\n\
             then = \"reject\"\n"
        )
    };
    // The first text opens the bridge without a toll.
    let one = |when: &str| asked(&warning(when), "demands");
    let finding = one("{ bridge = [\"shut\"], toll = [\"none\"] }");
    says(&finding, "a text that has any of these: Bridge: shut; Toll: none would be rejected");
    says(&finding, "one: contains Toll: none, which was warned against");
    let finding = one("{ bridge = [\"shut\"], toll = [\"full\"] }");
    let has = |finding: &Finding| {
        text(finding, "demand_drafts", &[("id", "both"), ("draft", "one")], "state")
    };
    assert_eq!(has(&finding).as_deref(), Some("does not contain what was warned against"));
    let finding = one("{ bridge = [\"open\"], toll = [\"none\"] }");
    says(&finding, "one: contains Bridge: open; Toll: none, which was warned against");
    // The other pages judge it by the same.
    let case = case(&[TALKS, &warning("{ bridge = [\"shut\"], toll = [\"none\"] }")].concat());
    let settings = super::Settings::default().with("draft", super::ids(&["one"]));
    let assessed = ask(&case, "acceptance", &settings, &Context::default());
    says(&assessed, "This text: contains Toll: none, which was warned against");
}

#[test]
fn who_denies_that_something_was_agreed_claims_nothing_by_it() {
    let claims = |east: &str, west: &str| {
        format!(
            "[[understanding]]\nid = \"quay\"\ntitle = \"the Quay understanding\"\ndate = 2031-01-10\n\
             between = [\"east\", \"west\"]\nclaims = [{east}{west}]\n\
             [[demand]]\nid = \"warn\"\nis = \"warning\"\nparty = \"east\"\ndate = 2031-05-03\n\
             departs_from = \"quay\"\nthen = \"reject\"\n"
        )
    };
    let binding = "{ party = \"east\", force = \"binding\", settles = { toll = [\"full\"] } }, ";
    let denied = |toll: &str| {
        format!("{{ party = \"west\", force = \"denied\", settles = {{ toll = [\"{toll}\"] }} }}")
    };
    let finding = asked(&claims(binding, &denied("full")), "demands");
    says(&finding, "departs, under the claim of East; West denies that this was agreed");
    assert!(!page(&finding).contains("the claim of West"));
    let states = |finding: &Finding| {
        let table = table(finding, "demand_drafts");
        let rows = rows(table, &[("id", "warn"), ("draft", "one")]);
        let word = |row| table.cell(row, "state").and_then(|it| it.in_words()).unwrap_or_default();
        rows.into_iter().map(word).collect::<Vec<_>>()
    };
    assert_eq!(states(&finding), ["departs", "denies that this was agreed"]);
    // What nobody claimed is named with its denial.
    let other = asked(&claims(binding, &denied("half")), "demands");
    says(&other, "West, of Toll: half, denies that this was agreed");
    // With a denial alone nothing that was agreed is on record.
    let alone = asked(&claims("", &denied("full")), "demands");
    says(&alone, "cannot be judged: what was agreed is not disclosed; West, of Toll: full, denies");
    // The brief judges by the same; it reads the latest text.
    let late = "[[draft]]\nid = \"three\"\ntitle = \"Third text\"\nform = \"text\"\ndate = 2031-05-20\n\
                points = [{ sets = { bridge = \"open\", toll = \"none\" } }]\n";
    let case = case(&[TALKS, &claims(binding, &denied("full")), late].concat());
    let brief = ask(&case, "brief", &super::Settings::default(), &Context::default());
    says(&brief, "departs from it by the account of East; West denies that this was agreed");
    assert!(!page(&brief).contains("by the account of West"));
}

#[test]
fn warnings_are_told_in_the_speakers_sense_and_judged_by_each_reading() {
    let finding = asked(DEMANDS, "demands");
    assert_eq!(finding.headline, "1 condition and 3 warnings on record; none is a veto.");
    for words in [
        "East warned that a text that departs from the Quay understanding would be rejected — “we \
         would answer that in kind”",
        "Orla Vane · public · 2031-05-03 · ",
        "one: departs, under reading A (East); keeps to it, under reading B and the claim of West",
        "two: cannot be judged: what the text settles there is open or not known, under reading A (East) \
         and the claim of West; keeps to it, under reading B",
        "two and one: cannot be judged: what was agreed is not disclosed",
        "dark: cannot be judged\n",
        "West warned of a text that has Toll: none",
        "one: contains what was warned against",
        "dark and two: whether it contains what was warned against is not known",
        "West made it a condition: Bridge: open; Toll: half",
        "one: gives some of it",
        "dark and two: whether it gives this is not known",
    ] {
        says(&finding, words);
    }
    let case = case(&[TALKS, DEMANDS].concat());
    let context = Context::default();
    let view = View::of(&case, &context).expect("a view");
    let answer = record::answer(&view, &what_is("demands")).expect("an answer");
    let drafts = |id: &str, draft: &str| {
        let held = answer.demands().iter().find(|it| {
            answer.case().demands[it.demand.get()]
                .meta
                .id
                .as_ref()
                .is_some_and(|it| it.as_str() == id)
        });
        let held = held.expect("a demand");
        held.drafts
            .iter()
            .find(|it| answer.case().draft(it.draft).id() == draft)
            .expect("a draft")
            .clone()
    };
    let judged: Vec<Judged> = drafts("warn", "one").departs.iter().map(|it| it.judged).collect();
    assert_eq!(judged, [Judged::Departs, Judged::KeepsToIt, Judged::KeepsToIt]);
    assert_eq!(drafts("dusk", "two").departs[0].judged, Judged::NotDisclosed);
    assert_eq!(drafts("dusk", "dark").departs[0].judged, Judged::BothUnknown);
    assert_eq!(drafts("want", "one").gives, Some(Gives::Some));
    assert_eq!(drafts("free", "one").has, Some(Some(true)));
    // A warning is no line: nothing of it is in the answers to the texts.
    let assessed = super::assess(&case, 20);
    assert_eq!(
        table(&assessed, "blockers")
            .rows
            .iter()
            .filter(|it| format!("{it:?}").contains("warn"))
            .count(),
        0
    );
}

const STATE: &str = r#"
[[text_state]]
draft = "one"
is = "open"
date = 2031-05-01
[[text_state]]
draft = "one"
points = ["2"]
is = "ad-referendum"
date = 2031-05-02
by = "orla"
words = "we have it, subject to home"
[[text_state]]
draft = "one"
points = ["2"]
party = "west"
is = "open"
date = 2031-05-03
"#;

#[test]
fn the_state_of_a_text_is_told_point_by_point_and_party_by_party() {
    let until = "nothing_agreed_until = \"everything is agreed\"\n[[party]]\nid = \"east\"";
    let with = TALKS.replacen("[[party]]\nid = \"east\"", until, 1);
    let finding = show(&case(&[&with, STATE].concat()), "state");
    assert_eq!(
        finding.headline,
        "one: open: point 1; told differently: point 2; nothing is agreed until everything is agreed."
    );
    says(&finding, "Nothing is agreed until everything is agreed, as the parties said.");
    says(&finding, "point 2: agreed ad referendum for the others; open for West");
    says(&finding, "“we have it, subject to home” · Orla Vane · 2031-05-02");
    let state = |party| text(&finding, "text_state", &[("number", "2"), ("party", party)], "state");
    assert_eq!(state("all").as_deref(), Some("agreed ad referendum"));
    assert_eq!(state("west").as_deref(), Some("open"));
    // The latest word on the whole text opens its points again.
    let again = "[[text_state]]\ndraft = \"one\"\nis = \"parked\"\ndate = 2031-05-04\n";
    let finding = show(&case(&[TALKS, STATE, again].concat()), "state");
    assert_eq!(finding.headline, "one: parked: points 1 and 2.");
    // What was never said of a point is not on record, and nothing is a share.
    let one =
        "[[text_state]]\ndraft = \"one\"\npoints = [\"1\"]\nis = \"closed\"\ndate = 2031-05-04\n";
    let finding = asked(one, "state");
    assert_eq!(finding.headline, "one: closed: point 1; not on record: point 2.");
    // What is closed for one party is told of no other.
    let one = one.replace("is =", "party = \"west\"\nis =");
    let finding = asked(&one, "state");
    assert_eq!(finding.headline, "one: closed for West: point 1; not on record: point 2.");
    assert!(!page(&finding).contains('%'));
}

const MOVEMENT: &str = r#"
[[movement]]
id = "first"
party = "east"
issue = "toll"
from = ["full"]
to = ["half"]
is = "floated"
date = 2031-05-02
condition = "the bridge opens first"
by = "orla"
source = { id = "post", credibility = 2 }
[[movement]]
id = "second"
party = "east"
issue = "toll"
from = ["full"]
to = ["none"]
is = "floated"
date = 2031-05-02
by = "west"
[[movement]]
id = "third"
party = "west"
issue = "bridge"
to = ["open"]
is = "tabled"
date = 2031-05-03
"#;

#[test]
fn movement_is_told_by_account_with_contradictions_side_by_side_and_to_no_party() {
    let case = case(&[TALKS, MOVEMENT].concat());
    let finding = show(&case, "movement");
    says(&finding, "from full to half (floated), on condition: the bridge opens first");
    says(&finding, "told differently\n  from full to half (floated)");
    says(&finding, "to open (tabled)");
    let disputed = |id| text(&finding, "movement", &[("id", id)], "disputed");
    assert_eq!(disputed("first").as_deref(), Some("yes"));
    assert_eq!(disputed("third").as_deref(), Some("no"));
    // The same accounts do not go together, and `conflicts` says so.
    says(&show(&case, "conflicts"), "East on Toll: movement told differently");
    // It is the keeper's, also in an open dossier.
    for viewer in ["east", "west"] {
        let context = Context { viewer: Some(viewer), ..Context::default() };
        let finding = ask(&case, "record", &what_is("movement"), &context);
        assert_eq!(finding.headline, "No movement is on record here.");
        assert!(table(&finding, "movement").rows.is_empty());
    }
}

const CAUSES: &str = r#"
[[event]]
id = "flood"
date = 2031-05-01
what = "The quay flooded"
[[event]]
id = "belief"
date = 2031-05-10
what = "West came to believe that East must settle"
[[event]]
id = "press"
date = 2031-05-20
what = "West pressed for the second text"
[[cause]]
from = "event:flood"
to = "event:belief"
by = "orla"
date = 2031-05-21
source = { id = "post", credibility = 3 }
[[cause]]
from = "event:belief"
to = "event:press"
by = "The Post's correspondent"
date = 2031-05-22
words = "that is why they pressed"
"#;

#[test]
fn a_chain_of_causes_is_one_sentence_with_the_grade_of_each_link() {
    let finding = asked(CAUSES, "causes");
    assert_eq!(finding.headline, "1 chain, 2 links, each by its own account.");
    says(
        &finding,
        "The quay flooded (2031-05-01) led to West came to believe that East must settle \
         (2031-05-10), by Orla Vane (",
    );
    says(&finding, "post B3); West came to believe that East must settle (2031-05-10) led to West");
    says(&finding, "“that is why they pressed”, 2031-05-22");
    assert_eq!(table(&finding, "causes").rows.len(), 2);
    assert_eq!(rows(table(&finding, "causes"), &[("chain", "1"), ("link", "2")]).len(), 1);
}

const UNDERTAKINGS: &str = r#"
[[meeting]]
id = "quayside"
title = "Quayside"
date = 2031-05-02
channel = ["east", "west"]
log = [{ is = "held", date = 2031-05-02, gist = "they met" }]
actions = [
  { who = ["east"], what = "send the plans", to = ["west"], condition = "the wind drops", due = 2031-05-15 },
  { who = ["west"], what = "answer", done = 2031-05-20 },
]
[[undertaking]]
id = "boats"
who = ["west"]
to = ["east"]
what = "return the boats"
condition = "the list is agreed"
date = 2031-05-10
due = 2031-07-01
source = { id = "post", credibility = 2 }
"#;

#[test]
fn undertakings_at_meetings_and_outside_them_are_told_most_pressing_first() {
    let finding = asked(UNDERTAKINGS, "undertakings");
    assert_eq!(finding.headline, "3 undertakings: 1 overdue, 1 due, 1 done.");
    says(&finding, "East, for West: send the plans, on condition: the wind drops, due 2031-05-15");
    says(&finding, "at Quayside (2031-05-02)");
    says(
        &finding,
        "West, for East: return the boats, on condition: the list is agreed, due 2031-07-01",
    );
    let state = |what| text(&finding, "undertakings", &[("what", what)], "state");
    assert_eq!(state("send the plans").as_deref(), Some("overdue"));
    assert_eq!(state("return the boats").as_deref(), Some("due"));
    assert_eq!(state("answer").as_deref(), Some("done"));
    assert_eq!(
        table(&finding, "undertakings").rows[0][0],
        *cell(&finding, "undertakings", &[("what", "send the plans")], "state")
    );
    says(&asked(UNDERTAKINGS, "unknowns"), "East: whether it did by 2031-05-15: send the plans");
    // The meeting says so too.
    says(
        &asked(UNDERTAKINGS, "meetings"),
        "East: send the plans for West, on condition: the wind drops, due 2031-05-15",
    );
}

const KEEPERS: &str = r#"
[[handover]]
keeper = "A. Roe"
date = 2031-04-15
[[handover]]
keeper = "B. Lin"
date = 2031-05-01
looked_at = ["draft:one"]
"#;

#[test]
fn keepers_are_told_who_has_read_what_and_no_party_is() {
    let case = case(&[TALKS, KEEPERS].concat());
    let finding = show(&case, "keepers");
    says(
        &finding,
        "A. Roe has read the record as of 2031-04-15; 1 entry became known on 2031-04-15 or since",
    );
    says(
        &finding,
        "B. Lin is not on record as having read the record as of a day; has looked over 1 entry",
    );
    says(&finding, "draft: two; dark");
    // Who looked over entries and read the record says both at once.
    let both = KEEPERS.replace("looked_at = [", "read = true\nlooked_at = [");
    says(
        &asked(&both, "keepers"),
        "B. Lin has read the record as of 2031-05-01; 1 entry became known on 2031-05-01 or since; has looked over 1 entry",
    );
    let unseen = table(&finding, "unseen");
    assert!(rows(unseen, &[("kind", "draft"), ("id", "one")]).is_empty());
    assert_eq!(rows(unseen, &[("kind", "draft"), ("id", "two")]).len(), 1);
    // Where nobody is on record as having looked at an entry, none is told apart.
    let finding = asked("[[handover]]\nkeeper = \"A. Roe\"\ndate = 2031-04-15\n", "keepers");
    assert!(table(&finding, "unseen").rows.is_empty());
    let context = Context { viewer: Some("east"), ..Context::default() };
    let finding = ask(&case, "record", &what_is("keepers"), &context);
    assert!(finding.tables.iter().all(|it| it.rows.is_empty()) && finding.account.is_empty());
}

/// A text whose points form a tree, and a later version of it.
const TREE: &str = r#"
[[draft]]
id = "tree"
title = "Tree"
form = "text"
date = 2031-05-02
complete = true
points = [
  { number = "15", heading = true, text = "The toll" },
  { number = "15(2)", under = "15", gist = "who pays", leaves_open = ["bridge"] },
  { number = "a", under = "15(2)", gist = "a token", readings = [
    { party = "east", settles = { toll = ["half"] }, words = "half" },
    { party = "west", settles = { toll = ["none"] } },
  ] },
]
[[draft]]
id = "later"
title = "Later tree"
form = "text"
date = 2031-05-03
complete = true
based_on = ["tree"]
points = [
  { number = "15", heading = true, text = "On the toll" },
  { number = "15(2)", under = "15", gist = "who pays", leaves_open = ["bridge"] },
  { number = "15(3)", under = "15", gist = "a token", readings = [
    { party = "east", settles = { toll = ["half"] }, words = "half" },
    { party = "west", settles = { toll = ["none"] } },
  ] },
]
"#;

#[test]
fn the_points_of_a_draft_are_a_tree_with_headings_and_readings() {
    let finding = asked(TREE, "drafts");
    let point = |number: &str, column: &str| {
        text(&finding, "points", &[("draft", "tree"), ("number", number)], column)
    };
    assert_eq!(point("15(2)", "path").as_deref(), Some("15(2)"));
    assert_eq!(point("a", "path").as_deref(), Some("15(2) › a"));
    assert_eq!(point("15", "heading").as_deref(), Some("yes"));
    assert_eq!(text(&finding, "drafts", &[("draft", "tree")], "points").as_deref(), Some("2"));
    let page = page(&finding);
    let indented = |words: &str| {
        let line = page.lines().find(|it| it.trim_start().ends_with(words)).expect("a line");
        line.chars().take_while(|it| it.is_whitespace()).count()
    };
    assert!(indented("who pays") > indented("The toll"));
    says(&finding, "read differently: East reads Toll: half (“half”); West reads Toll: none");
    let ambiguous = "tree, point 15(2) › a: constructive ambiguity";
    says(&asked(TREE, "conflicts"), ambiguous);
}

#[test]
fn what_is_read_differently_is_named_under_the_answer_to_a_text() {
    let case = case(&[TALKS, TREE, DEMANDS].concat());
    let assess = |draft: &str| {
        let named = super::Settings::default().with("draft", super::ids(&[draft]));
        ask(&case, "acceptance", &named, &Context::default())
    };
    let finding = assess("tree");
    says(
        &finding,
        "Point 15(2) › a, read differently: East reads Toll: half (“half”); West reads Toll: none",
    );
    says(&finding, "What it settles is open between these readings");
    let page = page(&finding);
    let answer = page.find("Agreement:").expect("an answer");
    assert!(page.find("read differently").is_some_and(|it| it > answer), "{page}");
    // An understanding with readings, each by whose it is; one without any is not named.
    let finding = assess("one");
    says(
        &finding,
        "departs, under reading A (East); keeps to it, under reading B and the claim of West",
    );
    let page = self::page(&finding);
    assert!(!page.contains("Point ") && !page.contains("the night talk”  is read"), "{page}");
    assert_eq!(page.matches("is read in several ways").count(), 1, "{page}");
}

#[test]
fn a_heading_is_words_that_settle_nothing_where_drafts_are_compared() {
    let case = case(&[TALKS, TREE].concat());
    let compare = |document: &str| {
        let named = super::ids(&["tree", "later"]);
        let document = plenipo::lens::setting::Value::Text(document.to_owned());
        let settings = super::Settings::default().with("draft", named).with("as", document);
        ask(&case, "drafts", &settings, &Context::default())
    };
    let redline = compare("redline");
    assert_eq!(redline.headline, "From tree to later: 2 kept and 1 heading changed.");
    says(&redline, "later: read differently: East reads Toll: half");
    assert!(!page(&redline).contains("without a word"));
    let brackets = compare("brackets");
    let heading = rows(table(&brackets, "brackets"), &[("status", "heading")]);
    assert_eq!(heading.len(), 2, "{:#?}", table(&brackets, "brackets").rows);
    assert!(rows(table(&brackets, "brackets"), &[("status", "bracketed")]).is_empty());
    says(&brackets, "elsewhere: On the toll");
}

const OVERTAKEN: &str = r#"
[[red_line]]
id = "never"
party = "east"
by = "orla"
words = "never half a toll"
date = 2031-04-02
rules_out = { toll = ["half", "none"] }
[[demand]]
id = "turn"
party = "east"
by = "orla"
date = 2031-05-02
words = "half would do"
asks = { toll = ["half"] }
"#;

#[test]
fn drift_lists_lines_overtaken_until_a_keeper_settles_it() {
    let finding = asked(OVERTAKEN, "drift");
    says(&finding, "its line is apparently overtaken on Toll: half by what it said later");
    says(&finding, "half would do (Orla Vane, 2031-05-02");
    let settled = |with: &str| {
        asked(&OVERTAKEN.replacen("id = \"never\"", &format!("id = \"never\"\n{with}"), 1), "drift")
    };
    says(&settled("overtaken_by = \"demand:turn\""), "was overtaken by what it said later, as the");
    let stands = settled("stands = true");
    says(&stands, "its line still stands, as the record keeper settled it");
    assert!(!page(&stands).contains("apparently"));
    // What it asks for is in the matrix beside its line, and is no line.
    let matrix = asked(OVERTAKEN, "matrix");
    says(&matrix, "East demanded: half; “half would do”");
}

#[test]
fn a_search_goes_with_a_part_and_with_a_voice() {
    let all = [OUTSIDE, DEMANDS, CAUSES].concat();
    let case = case(&[TALKS, &all].concat());
    let search = |words: &str, more: &[(&str, &str)]| {
        let value = |it: &str| plenipo::lens::setting::Value::Text(it.to_owned());
        let settings = super::Settings::default().with("search", value(words));
        let settings = more.iter().fold(settings, |all, (name, it)| match *name {
            "what" => all.with("what", value(it)),
            _ => all.with("who", value(it)),
        });
        let finding = ask(&case, "record", &settings, &Context::default());
        finding.table("search").map(|it| it.rows.len())
    };
    // Thresholds, votes, sponsors and samples are read.
    for words in ["simple majority", "40 to 60", "The Post", "1204", "both banks"] {
        assert!(search(words, &[]) > Some(0), "{words}");
    }
    assert_eq!(search("toll", &[("what", "demands")]), Some(2));
    assert_eq!(search("toll", &[("what", "causes")]), Some(0));
    assert_eq!(search("quay", &[("who", "orla")]), Some(2));
    assert_eq!(search("quay", &[("what", "demands"), ("who", "West")]), Some(0));
    // What is concluded from records is told as it is, where it contains the words.
    let value = |it: &str| plenipo::lens::setting::Value::Text(it.to_owned());
    let settings = what_is("unknowns").with("search", value("approve"));
    let finding = ask(&case, "record", &settings, &Context::default());
    assert_eq!(finding.headline, "1 thing not known. Only what contains “approve” is told.");
    assert!(page(&finding).contains("how it was decided"));
}

#[test]
fn a_search_that_finds_nothing_in_a_part_does_not_say_that_there_is_nothing() {
    let all = [OUTSIDE, DEMANDS, CAUSES].concat();
    let case = case(&[TALKS, &all].concat());
    let value = |it: &str| plenipo::lens::setting::Value::Text(it.to_owned());
    let search = |what: &str, words: &str| {
        let settings = what_is(what).with("search", value(words));
        ask(&case, "record", &settings, &Context::default())
    };
    let elsewhere = search("causes", "toll");
    assert_eq!(elsewhere.headline, "Nothing on record under causes contains “toll”.");
    let everywhere = search("summary", "toll").table("search").map_or(0, |it| it.rows.len());
    assert!(everywhere > 2, "{everywhere}");
    let told = page(&elsewhere);
    assert!(told.contains(&format!("{everywhere} items elsewhere on record")), "{told}");
    assert!(told.contains("search"), "the way there is told: {told}");
    let found = search("demands", "toll");
    assert_eq!(found.headline, "2 items on record under demands contain “toll”.");
    let nowhere = search("summary", "zeppelin");
    assert_eq!(nowhere.headline, "Nothing on record contains “zeppelin”.");
    assert!(!page(&nowhere).contains("elsewhere"));
    // What is concluded: that none contains the words is not that there is none.
    for (what, none) in [
        ("unknowns", "Nothing that is not known contains “zeppelin”."),
        ("conflicts", "No contradiction on record contains “zeppelin”."),
        ("drift", "No difference from what was said before contains “zeppelin”."),
    ] {
        assert_eq!(search(what, "zeppelin").headline, none);
    }
}

#[test]
fn demands_and_undertakings_are_a_voices_and_what_is_due_is_in_the_calendar() {
    let case = case(&[TALKS, OUTSIDE, DEMANDS, UNDERTAKINGS].concat());
    let voice = |who: &str| {
        let settings =
            what_is("voice").with("who", plenipo::lens::setting::Value::Text(who.into()));
        ask(&case, "record", &settings, &Context::default())
    };
    says(&voice("west"), "undertaking: West: return the boats");
    says(&voice("west"), "demand: West made it a condition");
    // For whose benefit a thing is done has said nothing by it.
    assert!(!page(&voice("east")).contains("return the boats"));
    says(&voice("orla"), "capacity: The Union must consent: lift the fee");
    let context = Context::default();
    let view = View::of(&case, &context).expect("a view");
    let calendar = record::calendar::calendar(&view).expect("a calendar");
    let entry = |summary: &str| calendar.entries.iter().find(|it| it.summary == summary);
    let boats = entry("return the boats").expect("an undertaking");
    assert!(boats.lines.contains(&"For: East".to_owned()), "{:?}", boats.lines);
    assert!(entry("the people approve").is_some() && entry("the house approves").is_none());
}

#[test]
fn new_records_are_on_the_timeline_in_the_changes_and_in_what_may_be_carried() {
    let closed = TALKS.replacen("disclosure = \"open\"", "disclosure = \"closed\"", 1);
    let rules = RULES.replacen("id = \"fee\"", "id = \"fee\"\nknown = 2031-05-30", 1);
    let all = [DEMANDS, STATE, UNDERTAKINGS, &rules].concat();
    let case = case(&[&closed, all.as_str()].concat());
    let timeline = show(&case, "timeline");
    for words in ["demand: East warned", "state of the text: ", "undertaking: West: return"] {
        says(&timeline, words);
    }
    says(&show(&case, "changes"), "rule: where Bridge: open, required is Toll: half / full");
    let carry = |to: &str| {
        let settings = what_is("carry").with("to", super::ids(&[to]));
        page(&ask(&case, "record", &settings, &Context::default()))
    };
    // What a party undertook or demanded itself it needs nobody's permission to know.
    assert!(carry("east").contains("undertaking: West: return the boats"));
    assert!(!carry("west").contains("undertaking: West: return the boats"));
    assert!(carry("west").contains("rule: where Bridge: open"));
    // None of it is told to who has not got it, and what is closed changes nothing there.
    for part in ["demands", "state", "undertakings", "rules", "outside", "causes"] {
        let context = Context { viewer: Some("west"), ..Context::default() };
        let finding = ask(&case, "record", &what_is(part), &context);
        assert!(finding.tables.iter().all(|it| it.rows.is_empty()), "{part}");
    }
}

#[test]
fn an_undertaking_put_right_is_a_later_version_of_its_entry() {
    let entries = |more: &str| {
        let case = case(&[TALKS, UNDERTAKINGS, more].concat());
        let context = Context::default();
        let view = View::of(&case, &context).expect("a view");
        record::calendar::calendar(&view).expect("a calendar").entries
    };
    let boats = |all: &[plenipo::finding::calendar::CalendarEntry]| {
        let it = all.iter().find(|it| it.summary.contains("boats")).expect("an entry").clone();
        (it.uid, it.sequence, it.lines.iter().any(|it| it.contains("no day is on record")))
    };
    let (uid, sequence, gone) = boats(&entries(""));
    assert!(!gone);
    let right = |due: &str| {
        boats(&entries(&format!(
            "[[undertaking]]\nid = \"boats-2\"\nwho = [\"west\"]\nwhat = \"return all boats\"\n\
             date = 2031-05-10\n{due}corrects = {{ id = \"boats\", by = \"orla\", why = \"all of them\" }}\n"
        )))
    };
    let later = right("due = 2031-08-01\n");
    assert_eq!((&later.0, later.2), (&uid, false));
    assert!(later.1 > sequence);
    // One that has no day any more is called off, and stays the same entry.
    let off = right("");
    assert_eq!((&off.0, off.2), (&uid, true));
}

#[test]
fn a_principal_with_a_capacity_is_no_outsider() {
    let more = "[[capacity]]\nparty = \"east\"\nis = \"must-deliver\"\nact = \"clear the quay\"\n";
    let finding = asked(more, "outside");
    assert_eq!(finding.headline, "Must deliver: East.");
    assert!(!page(&finding).contains("not consent"));
    assert_eq!(asked("", "outside").headline, "Nobody else is on record as able to stop a text.");
}

#[test]
fn a_heading_is_no_point_that_is_not_entered() {
    let text = |heading: &str| {
        let more = format!(
            "[[draft]]\nid = \"half\"\ntitle = \"Half\"\nform = \"text\"\ncomplete = true\ndate = 2031-05-02\n\
             points = [{{ number = \"1\", {heading}text = \"On the bridge\" }}, \
             {{ number = \"1(1)\", under = \"1\", text = \"It opens.\", sets = {{ bridge = \"open\" }} }}]\n"
        );
        page(&super::assess(&case(&[TALKS, &more].concat()), 20))
    };
    assert!(text("").contains("1 of its 2 points settles nothing on record"), "{}", text(""));
    let with = text("heading = true, ");
    assert!(!with.contains("nothing on record. Whatever"), "{with}");
}
