//! What the brief puts on its pages.
//!
//! The file is long because most tests read the one small dossier at its top.

use jiff::civil::date;
use plenipo::finding::Finding;
use plenipo::finding::block::{Block, Text};
use plenipo::finding::table::Cell;
use plenipo::lens::brief;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::id::{Kind, RecordRef};

use super::{ask, assess, case, gallery, table};

fn brief(slug: &str) -> Finding {
    ask(&gallery(slug), "brief", &Settings::default(), &Context::default())
}

fn with_annexes(slug: &str, annexes: &str) -> Finding {
    let settings = Settings::default().with("annexes", Value::Text(annexes.to_owned()));
    ask(&gallery(slug), "brief", &settings, &Context::default())
}

/// The texts of a block.
fn texts(finding: &Finding, block: &Block) -> Vec<String> {
    let flat = |it: &Text| it.flat();
    match block {
        Block::Heading { text, .. } => vec![text.clone()],
        Block::Para(text) => vec![text.flat()],
        Block::Item(item) => std::iter::once(&item.text).chain(&item.under).map(flat).collect(),
        Block::Table(id) => {
            let table = table(finding, id);
            let heads = table.columns.iter().map(|it| it.label.clone());
            let cells = table.rows.iter().flatten().filter_map(Cell::in_words);
            heads.chain(cells).collect()
        }
        _ => Vec::new(),
    }
}

/// Pages in words.
fn pages(finding: &Finding) -> Vec<String> {
    let pages = finding.account.split(|it| matches!(it, Block::PageBreak));
    let page = |blocks: &[Block]| {
        blocks.iter().flat_map(|it| texts(finding, it)).collect::<Vec<_>>().join("\n")
    };
    pages.map(page).collect()
}

/// A small dossier with everything in it that a brief tells.
const SMALL: &str = r#"
format = 2
[dossier]
title = "The pass"
disclosure = "open"
as_of = 2031-05-12
[file]
known = 2031-05-01
basis = "stated"
source = [{ id = "zz-src-log", credibility = 2 }]
[[source]]
id = "zz-src-log"
publisher = "The Pass Log"
reliability = "B"
[[source]]
id = "zz-src-press"
title = "Valley Press"
reliability = "D"
[[party]]
id = "zz-p-north"
name = "Northland"
roles = ["principal"]
[[party]]
id = "zz-p-south"
name = "Southland"
roles = ["principal"]
[[party]]
id = "zz-p-league"
name = "The League"
short = "LGU"
roles = ["mediator"]
[[party]]
id = "zz-p-abbey"
name = "Abbey"
roles = ["observer"]
[[person]]
id = "zz-h-ada"
name = "Ada Berg"
party = "zz-p-north"
offices = ["Foreign Secretary"]
rank = 1
[[person]]
id = "zz-h-cole"
name = "Cole Dray"
party = "zz-p-south"
offices = ["Chancellor"]
rank = 1
[[person]]
id = "zz-h-envoy"
name = "Eve Hall"
party = "zz-p-league"
offices = ["envoy"]
[[issue]]
id = "zz-i-toll"
title = "Toll on the pass"
status_quo = "zz-o-free"
options = [{ id = "zz-o-free", text = "free passage" }, { id = "zz-o-toll", text = "a toll" }]
[[issue]]
id = "zz-i-fort"
title = "The fort: who holds it"
status_quo = "zz-o-joint"
options = [{ id = "zz-o-joint", text = "both together" }, { id = "zz-o-south", text = "Southland alone" }]
[[draft]]
id = "zz-d-one"
title = "League text"
date = 2031-04-20
tabled_by = ["zz-p-league"]
form = "text"
complete = true
counts = [{ n = 2, by = "zz-h-envoy" }]
points = [
  { number = "1", sets = { zz-i-toll = "zz-o-toll" }, text = "A toll shall be paid." },
  { number = "2", sets = { zz-i-fort = "zz-o-south" }, text = "Southland holds the fort." },
]
[[draft]]
id = "zz-d-two"
title = "Revised text"
date = 2031-05-06
tabled_by = ["zz-p-league"]
based_on = ["zz-d-one"]
form = "reported"
complete = false
counts = [{ n = 1, by = "a clerk, unnamed" }, { n = 3, by = "zz-h-ada", source = [{ id = "zz-src-press", credibility = 4 }] }]
points = [{ gist = "The toll was left to the principals", account = "zz-p-south", leaves_open = ["zz-i-toll"], basis = "reported" }]
[[meeting]]
id = "zz-m-held"
title = "talks at the inn"
date = 2031-05-08
place = "the inn"
channel = ["zz-p-league", "zz-p-north"]
led_by = ["zz-h-envoy", "zz-h-ada"]
said = [{ by = "zz-h-envoy", words = "hard going" }]
log = [{ is = "result", date = 2031-05-08, gist = "no agreement on the fort" }]
actions = [{ who = "zz-h-ada", what = "send the map", due = 2031-05-10 }]
[[meeting]]
id = "zz-m-next"
title = "talks at the mill"
date = 2031-05-13
place = "The mill"
channel = ["zz-p-league", "zz-p-south"]
present = ["zz-h-envoy", "zz-h-cole"]
series = { id = "zz-s-mill", number = 3 }
agenda = ["present the revised text"]
carries = [{ draft = "zz-d-two", basis = "inferred" }]
log = [{ is = "series-result", date = 2031-05-01, gist = "nothing agreed so far" }]
[[red_line]]
id = "zz-l-fort"
party = "zz-p-north"
by = "zz-h-ada"
date = 2031-05-02
words = "the fort is never theirs alone"
rules_out = { zz-i-fort = ["zz-o-south"] }
[[answer]]
id = "zz-a-any"
party = "zz-p-south"
by = "zz-h-cole"
to = "any-text"
answer = "no-further-movement"
date = 2031-05-10
date_is = "before"
words = "We have given all we will give."
[[understanding]]
id = "zz-u-hut"
title = "hut understanding"
date = 2031-03-01
between = ["zz-p-league", "zz-p-south"]
claims = [{ party = "zz-p-south", by = "zz-h-cole", date = 2031-05-06, content = "not disclosed" }]
[[demand]]
id = "zz-w-hut"
is = "warning"
party = "zz-p-south"
by = "zz-h-cole"
date = 2031-05-06
date_is = "about"
words = "A text that departs from the hut is dead."
departs_from = "zz-u-hut"
then = "reject"
[[demand]]
id = "zz-w-fort"
is = "demand"
party = "zz-p-north"
date = 2031-05-03
asks = { zz-i-fort = ["zz-o-joint"] }
[[statement]]
id = "zz-t-press"
date = 2031-05-11
by = "Valley papers, unnamed"
about = ["zz-d-two"]
gist = "Southland is all but sure to refuse"
source = [{ id = "zz-src-press", credibility = 4 }]
[[statement]]
id = "zz-t-odds"
date = 2031-05-12
about = ["zz-m-next"]
gist = "The refusal at the inn is expected to lower the odds"
direction = "down"
basis = "reported"
source = [{ id = "zz-src-press", credibility = 4 }]
[[event]]
id = "zz-e-snow"
date = 2031-04-01
what = "The pass is snowed in"
[[event]]
id = "zz-e-belief"
date = 2031-04-10
what = "The envoy comes to think that Northland cannot wait"
affects = [{ view = "zz-h-envoy", of = "zz-p-north", what = "alternative", direction = "down" }]
[[cause]]
id = "zz-c-snow"
from = "zz-e-snow"
to = "zz-e-belief"
by = "League officials, unnamed"
date = 2031-05-01
[[capacity]]
id = "zz-k-abbey"
party = "zz-p-abbey"
is = "must-consent"
act = "open the gate"
by = "zz-h-envoy"
date = 2031-05-01
[[consent]]
id = "zz-n-vote"
act = "Northland's assembly votes"
of = ["zz-p-north"]
to = ["zz-d-one"]
form = "ratification"
outcome = { is = "refused", date = 2031-05-04, vote = "20 to 40" }
effect = "returns"
[[poll]]
id = "zz-q-poll"
wording = "Would you sign?"
by = "Pollster"
from = 2031-05-01
until = 2031-05-03
n = 900
shares = { yes = 0.4, no = 0.5 }
about = ["zz-d-one"]
[[undertaking]]
id = "zz-v-salt"
who = ["zz-p-south"]
to = ["zz-p-north"]
what = "let the salt through"
condition = "the road is clear"
due = 2031-05-20
date = 2031-05-01
"#;

fn small() -> Finding {
    ask(&case(SMALL), "brief", &Settings::default(), &Context::default())
}

#[test]
fn every_sentence_of_a_small_brief_comes_from_its_record() {
    let finding = small();
    assert_eq!(finding.headline, "The mill, Tuesday 13 May 2031: talks at the mill.");
    let first = pages(&finding).swap_remove(0);
    for sentence in [
        "Bottom line. The record cannot say whether either side would accept the text carried: \
         its text is not in this record and neither has answered it as a whole.[a]",
        "By one report: The refusal at the inn is expected to lower the odds.[1]",
        "Meeting. For the LGU Eve Hall (envoy); for Southland Cole Dray (Chancellor). Agenda: present the revised text.",
        "The third of its series. Of the series so far: nothing agreed so far.[2]",
        "Text carried. Known only from reports: “Revised text”[2]; inferred to be what is carried.[2,b]",
        "Cut from 2 points to 1 by the account of a clerk, unnamed[2]; Ada Berg (Foreign Secretary, Northland) said 3.[1]",
        "By the account of Southland: the toll was left to the principals.[2]",
        "Valley papers, unnamed, 11 May 2031: Southland is all but sure to refuse.[1]",
        "What it says on 1 of the 2 recorded issues is not known.[a]",
        "Northland. Talks at the inn, 8 May 2031: no agreement on the fort. Led by Eve Hall for the LGU and Ada Berg for Northland. Eve Hall called it “hard going”.",
        "Northland demanded on 3 May 2031: The fort: who holds it: both together.[2]",
        "Taken literally, its lines rule out “League text”, on one matter (The fort).[c]",
        "Cole Dray warned last week: “A text that departs from the hut is dead.”[2]",
        "Whether the text carried departs from that cannot be judged: what was agreed is not \
         disclosed, and no account of it by the LGU is on record. No line or position of \
         Southland is on record.[a]",
        "Southland. Cole Dray said on or before 10 May 2031, of any text: “We have given all we will give.”",
        "The League. The envoy comes to think that Northland cannot wait (10 Apr 2031). Behind it, by League officials: The pass is snowed in.[2]",
        "Find out. Of “hut understanding”: from the LGU, its own account; from Southland, what it settled and what departs from it.",
        "From the LGU: what the text carried says on “The fort”, where a line stands.",
        "Southland's position on each issue: none is on record.",
        "Listen for. A yes is acceptance of the whole text; to call it a basis, to accept parts of it, to reserve an answer or to keep silent is none.[d]",
        "Who speaks with the highest authority: for Northland Ada Berg and for Southland Cole Dray.",
        "Beyond the room it needs the consent of Abbey.[2]",
        "1 Valley Press D4 · 2 The Pass Log B2 ·",
        "a not recorded · b inferred · c lines taken literally · d how this record counts answers.",
    ] {
        assert!(first.contains(sentence), "{sentence}\nis not in\n{first}");
    }
    let second = pages(&finding).swap_remove(1);
    for sentence in [
        "“League text” (point 2): Southland alone — “Southland holds the fort.”[2]",
        "Northland: “the fort is never theirs alone”; crossed by “League text” (Ada Berg, 2 May 2031).[2]",
        "Not known here: “Revised text”.[a]",
        "Ratification refused by Northland on 4 May 2031 (20 to 40); asked for: Northland's \
         assembly votes; the text goes back to its negotiators — for “League text”.[2]",
        "Abbey must consent, by this act: open the gate — every text (by the account of Eve Hall).[2]",
        "Would you sign? yes 40\u{a0}%, no 50\u{a0}%",
        "from 1 May 2031 to 3 May 2031",
        "Ada Berg: send the map; overdue since 10 May 2031.[2]",
        "Southland: let the salt through, for Northland, on condition: the road is clear; due 20 May 2031.[2]",
    ] {
        assert!(second.contains(sentence), "{sentence}\nis not in\n{second}");
    }
    let grid = table(&finding, "grid");
    let row =
        |at: usize| -> Vec<String> { grid.rows[at].iter().filter_map(Cell::in_words).collect() };
    assert_eq!(
        row(0),
        ["Revised text", "? cannot be judged", "? of any text: no further movement"]
    );
    let south = "? of any text: no further movement";
    assert_eq!(row(1), ["League text", "✗ ruled out on one matter", south]);
}

#[test]
fn nobody_is_asked_about_its_own_stand() {
    let of = |viewer: Option<&'static str>| {
        let context = Context { viewer, ..Context::default() };
        let finding = ask(&case(SMALL), "brief", &Settings::default(), &context);
        let page = pages(&finding).swap_remove(0);
        let asked = page.split("Find out.").nth(1).unwrap_or_default().to_owned();
        asked.split("\nListen for.").next().unwrap_or_default().to_owned()
    };
    assert!(of(None).contains("Southland's position") && of(None).contains("from the LGU"));
    let south = of(Some("zz-p-south"));
    let asked = south.to_lowercase();
    assert!(!asked.contains("from southland") && !asked.contains("southland's"), "{south}");
    assert!(south.contains("from the LGU, its own account"), "{south}");
    let league = of(Some("zz-p-league"));
    assert!(!league.to_lowercase().contains("from the lgu"), "{league}");
    // Who tabled a text knows what it says.
    assert!(!league.contains("what the text carried says"), "{league}");
    let north = of(Some("zz-p-north"));
    assert!(!north.to_lowercase().contains("from northland"), "{north}");
    // What it may not see is not said to be missing from the record.
    assert!(
        north.contains("Southland's position on each issue: none is in what Northland may see."),
        "{north}"
    );
    // Nor is it told from whom of its own a yes has to come.
    let context = Context { viewer: Some("zz-p-north"), ..Context::default() };
    let page = pages(&ask(&case(SMALL), "brief", &Settings::default(), &context)).swap_remove(0);
    assert!(page.contains("highest authority: for Southland Cole Dray."), "{page}");
}

/// Every id of the record, of its options and of its series.
fn ids(case: &Case) -> Vec<String> {
    let mut ids = Vec::new();
    for kind in Kind::ALL {
        let all = (0..case.count(kind)).map(|it| RecordRef::new(kind, it));
        ids.extend(all.filter_map(|it| case.id(it).map(str::to_owned)));
    }
    ids.extend(case.issues.iter().flat_map(|it| &it.options).map(|it| it.id.to_string()));
    let series = case.meetings.iter().filter_map(|it| it.series.as_ref());
    ids.extend(series.map(|it| it.id.to_string()));
    ids
}

#[test]
fn no_id_of_any_record_stands_on_a_page() {
    let record = case(SMALL);
    assert!(ids(&record).iter().all(|it| it.starts_with("zz-")));
    let settings = Settings::default().with("since", Value::Day(date(2031, 1, 1)));
    let handover = ask(&record, "brief", &settings, &Context::default());
    for page in pages(&small()).iter().chain(&pages(&handover)) {
        assert!(!page.contains("zz-"), "{page}");
    }
    // Real ids may be words of the language; those with a hyphen or a digit are not.
    for slug in ["ukraine-2025", "three-rivers", "cyprus-2004"] {
        let record = gallery(slug);
        let pages = pages(&brief(slug)).join("\n");
        let words: Vec<&str> = pages.split(|it: char| !it.is_alphanumeric() && it != '-').collect();
        for id in
            ids(&record).iter().filter(|it| it.contains('-') && it.chars().any(char::is_numeric))
        {
            assert!(!words.contains(&id.as_str()), "{slug}: {id}");
        }
    }
}

/// The marks in brackets on a page, and those that its legend explains.
fn marks(page: &str) -> (Vec<String>, Vec<String>) {
    let (body, legend) = page.rsplit_once('\n').expect("a legend");
    let mut used = Vec::new();
    for part in body.split('[').skip(1) {
        let Some((inner, _)) = part.split_once(']') else { continue };
        let each: Vec<&str> = inner.split(',').collect();
        let is_mark = |it: &&str| {
            !it.is_empty()
                && (it.bytes().all(|it| it.is_ascii_digit())
                    || it.len() == 1 && it.bytes().all(|it| it.is_ascii_lowercase()))
        };
        if each.iter().all(is_mark) {
            used.extend(each.into_iter().map(str::to_owned));
        }
    }
    used.sort();
    used.dedup();
    let entries = legend.split(". Grades:").next().unwrap_or_default();
    let mut told: Vec<String> = entries
        .split(" · ")
        .filter_map(|it| it.split_once(' ').map(|(mark, _)| mark.to_owned()))
        .collect();
    told.sort();
    (used, told)
}

#[test]
fn every_mark_is_in_the_legend_and_every_entry_of_the_legend_is_used() {
    let day = Some(date(2025, 11, 25));
    let earlier = Context { as_of: day, ..Context::default() };
    let findings = [
        small(),
        brief("ukraine-2025"),
        brief("three-rivers"),
        brief("cyprus-2004"),
        ask(&gallery("ukraine-2025"), "brief", &Settings::default(), &earlier),
    ];
    for finding in findings {
        for page in pages(&finding) {
            let (used, told) = marks(&page);
            assert!(!used.is_empty(), "{page}");
            assert_eq!(used, told, "{page}");
        }
    }
}

#[test]
fn what_was_not_known_on_a_day_is_not_in_its_brief() {
    let on = |day| {
        let context = Context { as_of: Some(day), ..Context::default() };
        ask(&gallery("ukraine-2025"), "brief", &Settings::default(), &context)
    };
    let before = pages(&on(date(2025, 11, 25)));
    assert!(!before[0].contains("Alaska") && !before[0].contains("22"), "{}", before[0]);
    assert!(before[0].contains("Cut from 28 points to 19"), "{}", before[0]);
    let after = on(date(2025, 12, 31));
    assert!(
        after.headline.starts_with("Last held: Moscow, Tuesday 2 December 2025"),
        "{}",
        after.headline
    );
    assert!(pages(&after)[0].contains("no compromise on territory found"));
}

/// The text carried was overtaken since: it is nothing to ask about.
#[test]
fn no_text_that_was_overtaken_is_asked_about() {
    let later = Context { as_of: Some(date(2025, 12, 31)), ..Context::default() };
    let finding = ask(&gallery("ukraine-2025"), "brief", &Settings::default(), &later);
    let page = pages(&finding).swap_remove(0);
    let asked = page.split("Find out.").nth(1).expect("questions");
    assert!(!asked.contains("after Geneva"), "{asked}");
    assert!(
        page.contains("Vladimir Putin (President) said on or before 1 Dec 2025, of any text"),
        "{page}"
    );
}

#[test]
fn the_founding_brief_says_what_an_officer_would() {
    let page = pages(&brief("ukraine-2025")).swap_remove(0);
    for sentence in [
        "The record cannot say whether either side would accept the text carried",
        "for the US Steve Witkoff (special envoy) and Jared Kushner (the US president's son-in-law)",
        "none of the meetings this year has produced a breakthrough acceptable to both",
        "Known only from reports",
        "Cut from 28 points to 19",
        "Donald Trump (President, US) said 22",
        "ones Moscow is almost certain to reject",
        "the two sides again reached no consensus on the key issues",
        "difficult yet productive",
        "firmly rejected giving up territory and restoring a constitutional bar",
        "its lines rule out “US 28 points”, on four matters",
        "Sergey Lavrov (Foreign Minister) warned last week that a proposal deviating from what the two presidents agreed in Alaska in August would be rejected outright",
        "no account of it by the US is on record",
        "Russia had already made every concession it was willing to make",
        "No line or position of Russia is on record",
        "is no, and so is acceptance of parts",
    ] {
        let found = page.to_lowercase().contains(&sentence.to_lowercase());
        assert!(found, "{sentence}\nis not in\n{page}");
    }
    assert!(!page.contains("calls binding"), "a warning is no claim of force: {page}");
}

#[test]
fn annexes_are_added_on_demand_only() {
    assert_eq!(pages(&brief("three-rivers")).len(), 2);
    assert!(brief("three-rivers").table("acceptance").is_none());
    let finding = with_annexes("three-rivers", "gains, sources");
    let headings: Vec<&str> = finding
        .account
        .iter()
        .filter_map(|it| match it {
            Block::Heading { text, .. } if text.starts_with("Annex") => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(headings, ["Annex A · What all could gain", "Annex B · Sources"]);
    assert!(!table(&finding, "sources").rows.is_empty());
    let settings = Settings::default().with("annexes", Value::Text("gain".to_owned()));
    let error = brief::LENS.ask(&gallery("three-rivers"), &settings, &Context::default());
    let error = error.expect_err("no such annex");
    assert_eq!(error.to_string(), "setting `annexes`: there is no annex `gain`");
    assert!(error.hint().is_some_and(|it| it.flat().contains("gains")));
}

#[test]
fn it_assesses_as_the_acceptance_lens_does() {
    let case = gallery("three-rivers");
    let finding = with_annexes("three-rivers", "who");
    let assessed = assess(&case, Context::default().samples);
    for id in ["acceptance", "joint", "blockers"] {
        assert_eq!(table(&finding, id), table(&assessed, id));
    }
    assert_eq!(finding.provenance.hash, assessed.provenance.hash);
    assert_eq!(finding.provenance.samples, assessed.provenance.samples);
}

/// The blocks of an annex, by its title.
fn annex<'a>(finding: &'a Finding, title: &str) -> &'a [Block] {
    let depth_1 = |it: &Block| matches!(it, Block::Heading { depth: 1, .. });
    let called =
        |it: &Block| matches!(it, Block::Heading { depth: 1, text } if text.ends_with(title));
    let start = finding.account.iter().position(called).unwrap_or_else(|| panic!("{title}"));
    let rest = &finding.account[start + 1..];
    &rest[..rest.iter().position(depth_1).unwrap_or(rest.len())]
}

/// A heading renamed in its lens may not empty an annex without a word.
#[test]
fn every_part_taken_from_a_lens_is_found_there() {
    let finding = with_annexes("three-rivers", "all");
    let items = |blocks: &[Block]| blocks.iter().filter(|it| matches!(it, Block::Item(_))).count();
    for title in [
        "Who would accept which draft",
        "How the answers moved",
        "What changed between texts",
        "The smallest change to each draft",
        "Forecasts and past scores",
        "What is missing or does not go together",
    ] {
        assert!(items(annex(&finding, title)) > 1, "{title}");
    }
    let heading = |words: &str| finding.account.contains(&Block::heading(2, words));
    assert!(heading("What others expect, without a number"));
    assert!(heading("Will Asterin accept draft 3, to the mediators or in public, by 31 May 2031?"));
    let later = Context { as_of: Some(date(2031, 6, 10)), ..Context::default() };
    let all = Settings::default().with("annexes", Value::Text("forecasts".to_owned()));
    let finding = ask(&gallery("three-rivers"), "brief", &all, &later);
    assert!(finding.account.contains(&Block::heading(2, "Past scores, by author")));
}

#[test]
fn what_is_not_judged_is_not_counted_as_possibly_crossed() {
    let finding = with_annexes("ukraine-2025", "who");
    let said = format!("{:?}", annex(&finding, "Who would accept which draft"));
    assert!(said.contains("cannot be judged against 7 lines"), "{said}");
    assert!(!said.contains("may cross 7 lines") && !said.contains("possibly"), "{said}");
}

#[test]
fn annexes_say_in_short_what_their_lenses_say() {
    for slug in ["ukraine-2025", "three-rivers", "cyprus-2004"] {
        let finding = with_annexes(slug, "moves,gains");
        let case = gallery(slug);
        for lens in ["outlook", "bargain"] {
            let whole = ask(&case, lens, &Settings::default(), &Context::default());
            // Against whose lines drafts are tested is said elsewhere.
            let in_short = whole.headline.split(" Tested against").next().unwrap_or_default();
            assert!(finding.account.contains(&Block::para(in_short.to_owned())), "{slug}: {lens}");
        }
    }
}

const HANDOVERS: &str = r#"
[[handover]]
keeper = "N. Ode"
date = 2031-05-09
known = 2031-05-09
[[handover]]
keeper = "N. Ode"
date = 2031-05-02
known = 2031-05-02
[[handover]]
keeper = "P. Lund"
date = 2031-05-11
known = 2031-05-11
looked_at = ["zz-l-fort", "zz-a-any"]
"#;

#[test]
fn a_handover_begins_with_what_became_known_since_a_keeper_last_read() {
    let late = SMALL.replace("id = \"zz-t-press\"", "id = \"zz-t-press\"\nknown = 2031-05-11");
    let record = case(&format!("{late}{HANDOVERS}"));
    let asked = |name: &str| {
        let settings = Settings::default().with("since-read", Value::Text(name.to_owned()));
        brief::LENS.ask(&record, &settings, &Context::default())
    };
    let finding = asked("n. ode").expect("a brief");
    let pages = pages(&finding);
    assert_eq!(pages.len(), 3);
    assert!(pages[0].starts_with("What became known since 9 May 2031"), "{}", pages[0]);
    assert!(pages[0].contains("Southland is all but sure to refuse.[1]"), "{}", pages[0]);
    assert!(!pages[0].contains("never theirs alone"), "{}", pages[0]);
    let since = Settings::default().with("since", Value::Day(date(2031, 5, 9)));
    let by_day = ask(&record, "brief", &since, &Context::default());
    assert_eq!(by_day.account, finding.account);
    // Who only looked over entries has not read the record.
    let error = asked("P. Lund").expect_err("has not read it");
    assert!(error.to_string().contains("P. Lund has looked over entries, not read the record"));
    assert!(error.hint().is_some_and(|it| it.flat().contains("N. Ode")));
    // Unless the handover says that the record was read as well.
    let both = HANDOVERS.replace("looked_at = [", "read = true\nlooked_at = [");
    let settings = Settings::default().with("since-read", Value::Text("P. Lund".to_owned()));
    let record_read = case(&format!("{late}{both}"));
    let read = brief::LENS.ask(&record_read, &settings, &Context::default()).expect("a brief");
    assert!(self::pages(&read)[0].starts_with("What became known since 11 May 2031"));
    let nobody = brief::LENS.ask(
        &case(SMALL),
        &Settings::default().with("since-read", Value::Text("N. Ode".to_owned())),
        &Context::default(),
    );
    let hint = nobody.expect_err("no handover").hint().expect("a hint").flat();
    assert!(hint.contains("`handover`") && hint.contains("`since`"), "{hint}");
    let both = since.with("since-read", Value::Text("N. Ode".to_owned()));
    assert!(brief::LENS.ask(&record, &both, &Context::default()).is_err());
    let party = Context { viewer: Some("zz-p-north"), ..Context::default() };
    let theirs = Settings::default().with("since-read", Value::Text("N. Ode".to_owned()));
    let error = brief::LENS.ask(&record, &theirs, &party).expect_err("the keepers' own");
    assert!(matches!(&error, Error::Setting { name, .. } if name == "since-read"), "{error}");
    assert!(!error.to_string().contains("N. Ode"), "{error}");
}

#[test]
fn the_keepers_brief_counts_what_no_second_keeper_has_looked_at() {
    let record = case(&format!("{SMALL}{HANDOVERS}"));
    let asked = |settings: &Settings| {
        pages(&ask(&record, "brief", settings, &Context::default())).join("\n")
    };
    let kept = Settings::default().with("what", Value::Text("keepers".to_owned()));
    let kept = ask(&record, "record", &kept, &Context::default());
    let unseen = table(&kept, "unseen").rows.len();
    let line = format!("The record. No second keeper has looked at {unseen} entries.\n");
    for (key, value) in
        [("since", Value::Day(date(2031, 5, 9))), ("annexes", Value::Text("sources".to_owned()))]
    {
        let page = asked(&Settings::default().with(key, value));
        assert!(page.contains(&line), "{line}\nis not in\n{page}");
    }
    // A principal is not told of it unasked.
    assert!(!asked(&Settings::default()).contains("second keeper"));
    // No party is told, and without such a handover nothing is said of it.
    let party = Context { viewer: Some("zz-p-north"), ..Context::default() };
    let since = Settings::default().with("since", Value::Day(date(2031, 5, 9)));
    let theirs = pages(&ask(&record, "brief", &since, &party)).join("\n");
    assert!(!theirs.contains("second keeper"), "{theirs}");
    assert!(!pages(&small())[0].contains("second keeper"));
}

#[test]
fn a_draft_that_fell_by_a_refused_consent_comes_before_everything() {
    let fallen = SMALL
        .replace(
            "to = [\"zz-d-one\"]\nform = \"ratification\"",
            "to = [\"zz-d-two\"]\nform = \"ratification\"",
        )
        .replace("effect = \"returns\"", "effect = \"voids\"");
    let page = pages(&ask(&case(&fallen), "brief", &Settings::default(), &Context::default()));
    let first = "Bottom line. Ratification refused by Northland on 4 May 2031 (20 to 40); the text \
                 falls by it.[1]";
    assert!(page[0].starts_with(first), "{}", page[0]);
    // Nothing is told as if it stood.
    for living in ["would accept", "Listen for", "what the text that fell says", "the text carried"]
    {
        assert!(!page[0].contains(living), "{living}: {}", page[0]);
    }
    assert!(page[0].contains("Text that fell."), "{}", page[0]);
    let accepted = format!("{fallen}{}", answer("south", "zz-h-cole", "accept", 9));
    let page = pages(&ask(&case(&accepted), "brief", &Settings::default(), &Context::default()));
    assert!(page[0].contains("Southland had accepted the text that fell."), "{}", page[0]);
    // One that is ahead and has its day is named there too.
    let due = fallen.replace(
        "outcome = { is = \"refused\", date = 2031-05-04, vote = \"20 to 40\" }",
        "due = 2031-05-30",
    );
    let page = pages(&ask(&case(&due), "brief", &Settings::default(), &Context::default()));
    let first = "Bottom line. The text carried needs ratification by Northland, due 30 May 2031; a refusal voids \
                 the text.[1]";
    assert!(page[0].starts_with(first), "{}", page[0]);
}

#[test]
fn the_typed_answer_is_what_the_page_says() {
    let record = case(SMALL);
    let view = View::of(&record, &Context::default()).expect("a view");
    let answer = brief::answer(&view, &Settings::default()).expect("an answer");
    let finding = small();
    assert_eq!(answer.headline, finding.headline);
    let labels: Vec<&str> = answer.first.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Bottom line",
            "Meeting",
            "Text carried",
            "Northland",
            "Southland",
            "The League",
            "Find out",
            "Listen for"
        ]
    );
    let sentences = table(&finding, "sentences");
    let told: usize = answer.first.iter().map(|it| it.sentences.len()).sum::<usize>()
        + answer.second.iter().map(|it| it.items.len()).sum::<usize>();
    assert_eq!(sentences.rows.len(), told);
    let page = pages(&finding).join("\n");
    for paragraph in &answer.first {
        for sentence in &paragraph.sentences {
            for piece in &sentence.pieces {
                assert!(page.contains(&piece.words), "{}", piece.words);
            }
            // What stands on nothing is a question.
            let stands = sentence.pieces.iter().any(|it| !it.on.is_empty());
            assert!(stands || paragraph.part == brief::BriefPart::FindOut, "{}", sentence.flat());
        }
    }
}

/// A brief is asked about the record of any day, and of parties that see little.
#[test]
fn every_day_and_viewer_of_the_gallery_has_a_brief() {
    for slug in ["ukraine-2025", "three-rivers"] {
        let record = gallery(slug);
        let days = record.days();
        let parties: Vec<Option<&str>> = std::iter::once(None)
            .chain((0..record.parties.len()).map(|it| record.id(RecordRef::new(Kind::Party, it))))
            .collect();
        for day in days.iter().step_by(days.len() / 6 + 1) {
            for viewer in &parties {
                let context = Context {
                    as_of: Some(*day),
                    viewer: *viewer,
                    samples: 50,
                    ..Context::default()
                };
                let finding = ask(&record, "brief", &Settings::default(), &context);
                assert!(!finding.headline.is_empty());
                for page in pages(&finding) {
                    let (used, told) = marks(&page);
                    assert_eq!(used, told, "{slug} {day} {viewer:?}: {page}");
                }
            }
        }
    }
}

/// An answer to the revised text.
fn answer(party: &str, by: &str, answer: &str, day: u8) -> String {
    format!(
        "[[answer]]\nparty = \"zz-p-{party}\"\nby = \"{by}\"\nto = \"zz-d-two\"\nanswer = \"{answer}\"\ndate = 2031-05-{day:02}\n"
    )
}

fn of(added: &str) -> Finding {
    ask(&case(&format!("{SMALL}{added}")), "brief", &Settings::default(), &Context::default())
}

fn first(added: &str) -> String {
    pages(&of(added)).swap_remove(0)
}

#[test]
fn the_bottom_line_gives_the_true_reason_why_a_record_cannot_say() {
    let other = "[[person]]\nid = \"zz-h-dora\"\nname = \"Dora Elm\"\nparty = \"zz-p-south\"\n";
    let differ = format!(
        "{other}{}{}",
        answer("south", "zz-h-dora", "reject", 9),
        answer("south", "zz-h-cole", "accept", 9)
    );
    let page = first(&differ);
    let said = "would accept the text carried: its leaders differ: Cole Dray accepted it, Dora Elm \
                rejected it.";
    assert!(page.contains(said), "{page}");
    for (reply, why) in [("reserve", "it reserved its answer"), ("basis", "it called it a basis")] {
        let page = first(&answer("south", "zz-h-cole", reply, 9));
        let said = format!("whether Southland would accept the text carried: {why}");
        assert!(page.contains(&said), "{page}");
    }
    // A text that its title calls so is unpublished; of no other is it said.
    let titled = SMALL.replace("\"Revised text\"", "\"Revised text, unpublished\"");
    let page = pages(&ask(&case(&titled), "brief", &Settings::default(), &Context::default()));
    assert!(page[0].contains("text carried: it is unpublished and"), "{}", page[0]);
}

#[test]
fn the_text_carried_comes_first_where_lines_are_told() {
    let drawn = "[[red_line]]\nparty = \"zz-p-north\"\ndate = 2031-05-03\nwords = \"no toll\"\n\
                 rules_out = { zz-i-toll = [\"zz-o-toll\"] }\n";
    let known =
        SMALL.replace("leaves_open = [\"zz-i-toll\"]", "sets = { zz-i-toll = \"zz-o-toll\" }");
    let record = case(&format!("{known}{drawn}"));
    let page = pages(&ask(&record, "brief", &Settings::default(), &Context::default()));
    let said = "its lines rule out the text carried, on one matter (Toll on the pass), and “League \
                text”, on two matters (";
    assert!(page[0].contains(said), "{}", page[0]);
    let said = "Taken literally, Northland's lines rule out the text carried, on one matter.";
    assert!(page[0].contains(said), "{}", page[0]);
}

#[test]
fn a_grid_tells_what_was_answered_in_words() {
    let cell = |added: &str, party: usize| {
        let finding = of(added);
        let grid = table(&finding, "grid");
        assert!(!grid.caption.is_empty());
        grid.rows[0].get(party).and_then(Cell::in_words).unwrap_or_default()
    };
    assert_eq!(cell(&answer("south", "zz-h-cole", "reserve", 9), 2), "? reserved its answer");
    assert_eq!(cell(&answer("south", "zz-h-cole", "basis", 9), 2), "? called it a basis");
    assert_eq!(cell(&answer("abbey", "zz-p-abbey", "reject", 9), 3), "✗ must consent; rejected it");
    let tabled = SMALL.replace(
        "date = 2031-05-06\ntabled_by = [\"zz-p-league\"]",
        "date = 2031-05-11\ntabled_by = [\"zz-p-south\"]",
    );
    let finding = ask(&case(&tabled), "brief", &Settings::default(), &Context::default());
    let cell = table(&finding, "grid").rows[0].get(2).and_then(Cell::in_words);
    assert_eq!(cell.as_deref(), Some("? its own text"));
}

#[test]
fn what_is_of_the_newest_day_stands_on_the_first_page() {
    let new = "[[answer]]\nparty = \"zz-p-abbey\"\nto = \"zz-d-one\"\nanswer = \"reject\"\ndate = 2031-05-12\n\
               [[meeting]]\ntitle = \"talks at the ford\"\ndate = 2031-05-07\nchannel = [\"zz-p-north\", \"zz-p-south\"]\n\
               log = [{ is = \"result\", date = 2031-05-12, gist = \"the ford is open\" }]\n";
    let page = first(new);
    assert!(page.contains("Abbey rejected “League text” on 12 May 2031."), "{page}");
    assert!(page.contains("Talks at the ford, 7 May 2031: the ford is open."), "{page}");
}

#[test]
fn how_points_stand_and_are_read_is_told_with_the_text() {
    let read = SMALL
        .replace("as_of = 2031-05-12", "as_of = 2031-05-12\nnothing_agreed_until = \"everything is\"")
        .replace(
            "points = [{ gist = \"The toll",
            "points = [{ number = \"7\", readings = [{ party = \"zz-p-north\", settles = { zz-i-toll = \"zz-o-free\" }, words = \"no toll\" }, \
             { party = \"zz-p-south\", settles = { zz-i-toll = \"zz-o-toll\" } }] }, { number = \"8\", gist = \"The toll",
        );
    let state = "[[text_state]]\ndraft = \"zz-d-two\"\npoints = [\"8\"]\nis = \"ad-referendum\"\ndate = 2031-05-07\n";
    let record = case(&format!("{read}{state}"));
    let page = pages(&ask(&record, "brief", &Settings::default(), &Context::default()));
    let said = "Agreed ad referendum: point 8; the state of one other point is not on record; nothing is agreed until everything is.";
    assert!(page[0].contains(said), "{}", page[0]);
    let said = "Point 7, as Northland reads it: “no toll”; as Southland reads it: Toll on the pass: a toll.";
    assert!(page[0].contains(said), "{}", page[0]);
    let record = case(&read);
    let page = pages(&ask(&record, "brief", &Settings::default(), &Context::default()));
    assert!(
        page[0].contains("Nothing is agreed until everything is, as the parties said."),
        "{}",
        page[0]
    );
}

#[test]
fn nobody_is_asked_what_it_has_without_a_deal_once_it_has_accepted() {
    let bare = SMALL.replace("[[understanding]]", "[[understanding]]\nnote = \"x\"");
    let added = answer("north", "zz-h-ada", "accept", 9);
    let record = case(&format!("{bare}{added}"));
    let page = pages(&ask(&record, "brief", &Settings::default(), &Context::default()));
    assert!(!page[0].contains("From Northland: what it has without"), "{}", page[0]);
    // What it answered since comes before what it demanded once.
    let place = |words: &str| page[0].find(words).unwrap_or(usize::MAX);
    assert!(
        place("Ada Berg accepted the text carried") < place("Northland demanded"),
        "{}",
        page[0]
    );
}

#[test]
fn one_veto_is_told_once() {
    let veto = "[[consent]]\nact = \"Abbey opens the gate\"\nof = [\"zz-p-abbey\"]\nto = [\"zz-d-one\", \"zz-d-two\"]\n\
                due = 2031-06-01\n[[consent]]\nact = \"a vote\"\nof = [\"zz-p-south\"]\nto = [\"zz-d-two\"]\ndue = 2031-05-20\n\
                [[consent]]\nact = \"a law\"\nof = [\"zz-p-north\"]\nto = [\"zz-d-two\"]\n\
                outcome = { is = \"given\", date = 2031-05-03 }\n";
    let finding = of(veto);
    let page = pages(&finding).swap_remove(1);
    assert!(page.contains("Further consent of Abbey needed: Abbey opens the gate"), "{page}");
    assert!(!page.contains("Abbey must consent"), "{page}");
    // What was refused or is due comes first, the soonest first; what was given is last.
    let place = |words: &str| page.find(words).unwrap_or(usize::MAX);
    let order = ["Ratification refused by Northland", "a vote", "Abbey opens the gate", "a law"];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{page}");
    let first = pages(&finding).swap_remove(0);
    let due = first.find("due 20 May 2031: a vote").zip(first.find("due 1 Jun 2031: Abbey opens"));
    assert!(due.is_some_and(|(soon, late)| soon < late), "{first}");
}

#[test]
fn the_same_chain_is_told_once() {
    let again = SMALL[SMALL.find("[[cause]]").unwrap_or(0)..].split("[[capacity]]").next();
    let again = again.unwrap_or_default().replace("zz-c-snow", "zz-c-again");
    let page = first(&again);
    assert_eq!(
        page.matches("The envoy comes to think that Northland cannot wait").count(),
        1,
        "{page}"
    );
}

#[test]
fn consents_are_told_once_in_the_bottom_line_and_those_alike_together() {
    let vote = |of: &str, due: &str| {
        format!(
            "[[consent]]\nact = \"{of} votes\"\nof = [\"{of}\"]\nto = [\"zz-d-two\"]\nform = \"referendum\"\n\
             threshold = \"half of both\"\n{due}effect = \"voids\"\n"
        )
    };
    let due = "due = 2031-06-01\n";
    let law = "[[consent]]\nact = \"a bill\"\nof = [\"The chamber\"]\nto = [\"zz-d-two\"]\nform = \"legislation\"\n";
    let text = [vote("zz-p-north", due), vote("zz-p-south", due), law.to_owned()].concat();
    let page = pages(&of(&text)).swap_remove(0);
    let first = "Bottom line. The text carried needs the referendums of Northland and Southland, due 1 Jun 2031 (half of \
                 both); a refusal voids the text. It also needs a law of the chamber.[1]";
    assert!(page.starts_with(first), "{page}");
}

#[test]
fn a_refusal_that_was_got_over_comes_after_what_is_still_needed() {
    let text = "[[consent]]\nact = \"the regent signs\"\nof = [\"The regent\"]\nto = [\"zz-d-two\"]\neffect = \"returns\"\n\
                outcome = { is = \"refused\", date = 2031-05-02 }\n\
                [[consent]]\nact = \"the house votes again\"\nof = [\"The house\"]\nto = [\"zz-d-two\"]\n\
                form = \"ratification\"\noutcome = { is = \"given\", date = 2031-05-06, vote = \"69 for\" }\n\
                [[consent]]\nact = \"a bill\"\nof = [\"The chamber\"]\nto = [\"zz-d-two\"]\nform = \"legislation\"\n\
                due = 2031-05-03\n";
    let page = pages(&of(text)).swap_remove(0);
    let places = [
        "needs a law of the chamber, due 3 May 2031; that day has passed",
        "Consent refused by The regent on 2 May 2031",
        "Since then the house ratified the text carried on 6 May 2031 (69 for)",
    ];
    let at: Vec<Option<usize>> = places.iter().map(|it| page.find(it)).collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} in {page}");
}
