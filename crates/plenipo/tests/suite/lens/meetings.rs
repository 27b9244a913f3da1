//! Meetings: who met whom, series, what was undertaken, and the calendar.

use jiff::civil::{Date, date};
use plenipo::finding::Finding;
use plenipo::finding::calendar::{Calendar, CalendarEntry, EntryKind, EventStatus};
use plenipo::finding::chart::ChartKind;
use plenipo::finding::table::Cell;
use plenipo::lens::context::Context;
use plenipo::lens::error::Error;
use plenipo::lens::record::calendar::calendar;
use plenipo::lens::view::View;
use plenipo_record::case::Case;

use super::{ask, case, gallery, number, rows, show, table, text, what_is};

/// Two sides that never meet, a mediator who meets both, and one who meets nobody.
const RECORD: &str = r#"
format = 1
[dossier]
title = "Shuttle"
disclosure = "open"
as_of = 2031-06-01
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[party]]
id = "vale"
name = "Vale"
roles = ["principal"]
[[party]]
id = "moor"
name = "Moor"
roles = ["mediator"]
[[party]]
id = "fen"
name = "Fen"
[[source]]
id = "minutes"
reliability = "A"
[[draft]]
id = "paper"
title = "Paper"
date = 2031-01-01
tabled_by = ["moor"]
[[meeting]]
id = "h1"
title = "First call"
date = 2031-02-01
channel = ["moor", "hill"]
series = { id = "calls", number = 3 }
source = { id = "minutes", credibility = 2 }
carries = ["paper"]
log = [{ is = "held", date = 2031-02-01 }, { is = "result", date = 2031-02-01, gist = "heard" }]
actions = [
  { who = ["hill", "A friend"], what = "send a list", due = 2031-05-01, done = 2031-06-20 },
  { who = "moor", what = "print it", due = 2031-07-01 },
  { what = "think", done = 2031-02-03 },
]
[[meeting]]
id = "h2"
date = 2031-03-01
channel = ["hill", "moor", "hill"]
series = { id = "calls", number = 4 }
log = [{ is = "held", date = 2031-03-01 }]
[[meeting]]
id = "v1"
date = 2031-03-02
date_is = "inferred"
channel = ["vale", "moor"]
log = [{ is = "held", date = 2031-03-02 }]
[[meeting]]
id = "off"
date = 2031-04-01
channel = ["vale", "hill"]
log = [{ is = "planned", date = 2031-03-03 }, { is = "cancelled", date = 2031-03-20 }]
[[meeting]]
id = "past"
date = 2031-04-02
known = 2031-03-03
channel = ["vale", "moor"]
log = [{ is = "planned", date = 2031-03-03 }]
[[meeting]]
id = "next"
date = 2031-07-15
date_is = "month"
known = 2031-05-01
place = "the bridge"
channel = ["vale", "moor", "hill"]
agenda = ["the paper", "lunch"]
[[meeting]]
title = "some day"
known = 2031-05-01
channel = ["vale", "moor"]
"#;

fn finding() -> Finding {
    show(&case(RECORD), "meetings")
}

fn pair(finding: &Finding, one: &str, other: &str, column: &str) -> Option<f64> {
    number(finding, "channels", &[("party", one), ("with", other)], column)
}

#[test]
fn sides_that_never_met_have_no_line_and_a_sentence() {
    let finding = finding();
    assert!(
        finding.headline.ends_with("Hill and Vale never met in this record."),
        "{}",
        finding.headline
    );
    // Fen is neither at a table nor has business there.
    assert_eq!(table(&finding, "channels").rows.len(), 3);
    assert_eq!(pair(&finding, "hill", "moor", "held"), Some(2.0), "named twice, met once");
    assert_eq!(pair(&finding, "hill", "moor", "alone"), Some(2.0));
    assert_eq!(pair(&finding, "hill", "vale", "held"), Some(0.0));
    assert_eq!(pair(&finding, "hill", "vale", "cancelled"), Some(1.0));
    assert_eq!(pair(&finding, "hill", "vale", "planned"), Some(1.0));
    // A plan for a day that has passed does not show that it was held; nor has the undated one a log.
    assert_eq!(pair(&finding, "moor", "vale", "unrecorded"), Some(2.0));
    let [over_time, chart] = finding.charts.as_slice() else { panic!("two charts") };
    assert!(matches!(over_time.kind, ChartKind::Timeline { state: Some("state"), .. }));
    assert!(matches!(chart.kind, ChartKind::Channels { .. }));
    assert!(chart.description.contains("Hill and Vale never met in this record."));
    let said = format!("{:?}", finding.account);
    assert!(said.contains("None held on record") && said.contains("Hill–Vale"), "{said}");
}

/// A row a pair and meeting, on its own day: nothing is merged, and nothing that did not happen is left out.
#[test]
fn who_met_whom_is_told_day_by_day_with_what_became_of_it() {
    let finding = finding();
    let days = table(&finding, "channel_days");
    let of = |one: &str, other: &str, state: &str| {
        let cell = |row, id| days.cell(row, id).and_then(Cell::in_words).unwrap_or_default();
        let is = |row: &usize| {
            cell(*row, "party") == one
                && cell(*row, "with") == other
                && cell(*row, "state") == state
        };
        (0..days.rows.len()).filter(is).count() as f64
    };
    for (one, other) in [("hill", "moor"), ("hill", "vale"), ("moor", "vale")] {
        let held = pair(&finding, one, other, "held").expect("a pair");
        assert_eq!(of(one, other, "held"), held, "{one} {other}");
        for state in ["planned", "cancelled"] {
            assert_eq!(Some(of(one, other, state)), pair(&finding, one, other, state), "{state}");
        }
    }
    // Principals come first.
    let first = days.cell(0, "pair").and_then(Cell::as_text);
    assert_eq!(first, Some("Hill–Vale"), "{days:?}");
}

#[test]
fn a_series_is_counted_by_its_source_and_by_the_record() {
    let finding = finding();
    let key = [("series", "calls"), ("meeting", "h1")];
    assert_eq!(number(&finding, "series", &key, "number"), Some(3.0));
    assert_eq!(number(&finding, "series", &key, "in_record"), Some(1.0));
    assert_eq!(text(&finding, "series", &key, "count_of").as_deref(), Some("reported, minutes A2"));
    let said = format!("{:?}", finding.account);
    assert!(
        said.contains("Number 3 of its series, by the count of minutes A2; 2 of it in this record"),
        "{said}"
    );
    assert!(said.contains("the highest number is 4"), "{said}");
    assert!(said.contains("so 2 of them are not on record"), "{said}");
}

#[test]
fn what_was_undertaken_is_open_until_it_is_done_and_overdue_after_its_day() {
    let finding = finding();
    let state = |what: &str| text(&finding, "commitments", &[("what", what)], "state");
    // Done on a day that has not come yet: that is not known yet.
    assert_eq!(state("send a list").as_deref(), Some("overdue"));
    assert_eq!(state("print it").as_deref(), Some("open"));
    assert_eq!(state("think").as_deref(), Some("done"));
    let who = text(&finding, "commitments", &[("what", "send a list")], "who");
    assert_eq!(who.as_deref(), Some("Hill and A friend"));
    assert_eq!(text(&finding, "commitments", &[("what", "think")], "who"), None);
    let kinds = |kind: &str| rows(table(&finding, "commitments"), &[("kind", kind)]).len();
    // The next meeting and the one of an unknown day.
    assert_eq!(
        [kinds("action"), kinds("meeting"), kinds("agenda"), kinds("outcome")],
        [3, 1, 2, 1]
    );
    // Hill has not answered the paper that was carried to it; the mediator tabled it itself.
    assert_eq!(kinds("answer"), 1);
    let later = Context { as_of: Some(date(2031, 6, 20)), ..Context::default() };
    let finding = ask(&case(RECORD), "record", &what_is("meetings"), &later);
    let state = text(&finding, "commitments", &[("what", "send a list")], "state");
    assert_eq!(state.as_deref(), Some("done"));
}

#[test]
fn a_record_without_undertakings_or_meetings_says_so() {
    let finding = show(&gallery("ukraine-2025"), "meetings");
    assert!(
        format!("{:?}", finding.account)
            .contains("Nothing is on record as undertaken in a meeting.")
    );
    assert!(finding.headline.contains("Ukraine and Russia met once in this record: 2025-07-23"));
    let nobody = "format = 1\n[dossier]\ntitle = \"Quiet\"\n";
    let finding = show(&case(nobody), "meetings");
    assert_eq!((finding.headline.as_str(), finding.charts.len()), ("0 meetings.", 0));
}

fn on(case: &Case, day: Date) -> Calendar {
    let context = Context { as_of: Some(day), ..Context::default() };
    calendar(&View::of(case, &context).expect("a view")).expect("a calendar")
}

fn entry<'a>(calendar: &'a Calendar, summary: &str) -> &'a CalendarEntry {
    calendar.entries.iter().find(|it| it.summary == summary).expect(summary)
}

#[test]
fn the_calendar_says_how_sure_a_meeting_is() {
    let calendar = on(&case(RECORD), date(2031, 6, 1));
    assert_eq!((calendar.entries.len(), calendar.undated), (8, 1));
    let statuses: Vec<(Date, EventStatus)> = calendar
        .entries
        .iter()
        .filter_map(|it| match it.kind {
            EntryKind::Meeting { from, status, .. } => Some((from, status)),
            EntryKind::Task { .. } => None,
        })
        .collect();
    use EventStatus::{Cancelled, Confirmed, Tentative};
    let expected = [
        (date(2031, 2, 1), Confirmed),
        (date(2031, 3, 1), Confirmed),
        (date(2031, 3, 2), Tentative),
        (date(2031, 4, 1), Cancelled),
        (date(2031, 4, 2), Tentative),
        (date(2031, 7, 1), Tentative),
    ];
    assert_eq!(statuses, expected);
    let whole_month = calendar.entries.last().expect("an entry").kind;
    assert!(matches!(whole_month, EntryKind::Meeting { to, .. } if to == date(2031, 7, 31)));
    assert_eq!(entry(&calendar, "First call").known, Some(date(2031, 2, 1)));
    let print = entry(&calendar, "print it").kind;
    assert_eq!(print, EntryKind::Task { due: date(2031, 7, 1), done: None, cancelled: false });
}

#[test]
fn names_of_entries_stay_and_are_each_their_own() {
    let case = case(RECORD);
    let (before, after) = (on(&case, date(2031, 6, 1)), on(&case, date(2031, 6, 20)));
    let uids = |it: &Calendar| it.entries.iter().map(|it| it.uid.clone()).collect::<Vec<_>>();
    assert_eq!(uids(&before), uids(&after));
    let mut each = uids(&before);
    each.sort();
    each.dedup();
    assert_eq!(each.len(), before.entries.len());
    // News move the stamp and not the name.
    let list = |it| entry(it, "send a list").known;
    assert_eq!((list(&before), list(&after)), (Some(date(2031, 2, 1)), Some(date(2031, 6, 20))));
    // Two alike without a name are two.
    let twins = format!("{RECORD}{}", "[[meeting]]\ndate = 2031-05-05\n".repeat(2));
    let twins = on(&super::case(&twins), date(2031, 6, 1));
    let mut each = uids(&twins);
    each.sort();
    each.dedup();
    assert_eq!(each.len(), twins.entries.len());
}

#[test]
fn a_calendar_is_for_whom_and_when_it_was_asked() {
    let case = gallery("ukraine-2025");
    let eve = on(&case, date(2025, 12, 1));
    let moscow = "the envoy's sixth meeting with the Russian president";
    let lines = entry(&eve, moscow).lines.join("\n");
    assert!(lines.contains("State: planned") && !lines.contains("Result"), "{lines}");
    assert!(entry(&on(&case, date(2025, 12, 2)), moscow).lines.join("\n").contains("Result"));
    let rivers = gallery("three-rivers");
    let of = |viewer| {
        View::of(&rivers, &Context { viewer, ..Context::default() }).and_then(|it| calendar(&it))
    };
    let (all, corvane) = (of(None).expect("one"), of(Some("corvane")).expect("one"));
    let caucus = |it: &Calendar| it.entries.iter().any(|it| it.summary == "Caucus with Asterin");
    assert!(caucus(&all) && !caucus(&corvane));
    assert!(matches!(of(Some("nobody")), Err(Error::Unknown { .. })));
    assert_eq!(
        table(&show(&rivers, "meetings"), "meetings").cell(0, "meeting"),
        Some(&Cell::to(plenipo_record::case::id::Kind::Meeting, "session-1"))
    );
}

#[test]
fn a_number_in_a_series_that_nobody_is_named_for_is_told_as_that() {
    let case = case(
        "format = 1\n[dossier]\ntitle = \"Well\"\ndisclosure = \"open\"\n[[party]]\nid = \"hill\"\n\
         name = \"Hill\"\n[[meeting]]\nid = \"sixth\"\ndate = 2031-05-01\nchannel = [\"hill\"]\n\
         series = { id = \"visits\", number = 6 }\n",
    );
    let finding = show(&case, "meetings");
    let said = format!("{:?}", finding.account);
    assert!(said.contains("Number 6 of its series (assumed, no source named); 1 of it"), "{said}");
    assert!(said.contains("the highest number is 6 (assumed, no source named), so 5"), "{said}");
    assert_eq!(text(&finding, "series", &[("meeting", "sixth")], "count_of"), None);
}

#[test]
fn a_meeting_put_right_is_the_same_entry() {
    let round = |rest: &str| {
        format!(
            "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n[[party]]\nid = \"hill\"\nname = \"Hill\"\nroles = [\"principal\"]\n\
             [[meeting]]\nid = \"round-3\"\ntitle = \"Third round\"\ndate = 2031-05-12\nknown = 2031-05-06\nplace = \"Ferry Inn\"\nchannel = [\"hill\"]\n\
             log = [{{ is = \"planned\", date = 2031-05-06 }}]\nactions = [{{ what = \"send it\", due = 2031-05-09 }}]\n{rest}"
        )
    };
    let on = |text: &str, day: Date| on(&case(text), day);
    let day = date(2031, 5, 10);
    let put = |id: &str, of: &str, date: &str, known: &str, rest: &str| {
        format!(
            "[[meeting]]\n{id}\ntitle = \"Third round\"\ndate = {date}\nknown = {known}\nchannel = [\"hill\"]\n{rest}\ncorrects = {{ id = \"{of}\", why = \"postponed\" }}\n"
        )
    };
    let rounds = |it: &Calendar| -> Vec<CalendarEntry> {
        let meeting = |it: &&CalendarEntry| matches!(it.kind, EntryKind::Meeting { .. });
        it.entries.iter().filter(meeting).cloned().collect()
    };
    let before = rounds(&on(&round(""), day));
    let moved = put(
        "id = \"round-3b\"",
        "round-3",
        "2031-05-20",
        "2031-05-08",
        "log = [{ is = \"planned\", date = 2031-05-08 }]",
    );
    let after = rounds(&on(&round(&moved), day));
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_eq!(after[0].uid, before[0].uid);
    assert!(after[0].sequence > before[0].sequence && after[0].known > before[0].known);
    // On the day before it was put right it is what it was.
    assert_eq!(rounds(&on(&round(&moved), date(2031, 5, 7))), before);
    // A second time, by a record without a name, and then called off.
    let again = put("", "round-3b", "2031-05-22", "2031-05-09", "");
    let twice = rounds(&on(&round(&[moved.as_str(), &again].concat()), day));
    assert_eq!((twice.len(), &twice[0].uid), (1, &before[0].uid));
    assert!(twice[0].sequence > after[0].sequence);
    let off = put(
        "",
        "round-3",
        "2031-05-12",
        "2031-05-08",
        "log = [{ is = \"cancelled\", date = 2031-05-08 }]",
    );
    let off = rounds(&on(&round(&off), day));
    assert_eq!(off[0].uid, before[0].uid);
    assert!(off[0].sequence > before[0].sequence);
    assert!(matches!(off[0].kind, EntryKind::Meeting { status: EventStatus::Cancelled, .. }));
    // News in the log, without a correction.
    let news = round("")
        .replace("2031-05-06 }]", "2031-05-06 }, { is = \"cancelled\", date = 2031-05-08 }]");
    let news = rounds(&on(&news, day));
    assert_eq!(news[0].uid, before[0].uid);
    assert!(news[0].sequence > before[0].sequence);
}

/// A meeting with this rest of it, and what puts it right.
fn talks(rest: &str, more: &str) -> String {
    format!(
        "format = 1\n[dossier]\ntitle = \"Talks\"\ndisclosure = \"open\"\n[[party]]\nid = \"hill\"\nname = \"Hill\"\n\
         [[meeting]]\nid = \"m4\"\ntitle = \"Fourth\"\ndate = 2031-06-01\nknown = 2031-05-06\nchannel = [\"hill\"]\n{rest}\n{more}"
    )
}

#[test]
fn a_meeting_planned_again_is_no_longer_cancelled() {
    let of = |log: &str, day: Date| {
        let found = on(&case(&talks(&format!("log = [{log}]"), "")), day);
        let it = entry(&found, "Fourth").clone();
        let EntryKind::Meeting { status, .. } = it.kind else { panic!("a meeting") };
        (status, it.sequence)
    };
    let planned = "{ is = \"planned\", date = 2031-05-06 }";
    let cancelled = "{ is = \"cancelled\", date = 2031-05-10 }";
    let again = "{ is = \"planned\", date = 2031-05-12 }";
    let log = [planned, cancelled, again].join(", ");
    assert_eq!(of(&log, date(2031, 5, 13)), (EventStatus::Confirmed, 2));
    assert_eq!(of(&log, date(2031, 5, 11)), (EventStatus::Cancelled, 1));
    assert_eq!(of(&log, date(2031, 5, 9)), (EventStatus::Confirmed, 0));
    // The days tell, not the order in which they were written down.
    let log = [again, planned, cancelled].join(", ");
    assert_eq!(of(&log, date(2031, 5, 13)).0, EventStatus::Confirmed);
    let log = [cancelled, planned].join(", ");
    assert_eq!(of(&log, date(2031, 5, 13)).0, EventStatus::Cancelled);
    // Of one day, and without a day, the last one written.
    let log = "{ is = \"cancelled\", date = 2031-05-10 }, { is = \"planned\", date = 2031-05-10 }";
    assert_eq!(of(log, date(2031, 5, 13)).0, EventStatus::Confirmed);
    let log = [planned, "{ is = \"cancelled\" }"].join(", ");
    assert_eq!(of(&log, date(2031, 5, 13)).0, EventStatus::Cancelled);
    // What was held is not undone by a plan.
    let log = "{ is = \"held\", date = 2031-05-10 }, { is = \"planned\", date = 2031-05-12 }";
    assert_eq!(of(log, date(2031, 6, 9)).0, EventStatus::Confirmed);
}

#[test]
fn whatever_becomes_of_a_meeting_is_a_later_version_of_its_entry() {
    let put = "[[meeting]]\nid = \"m5\"\ntitle = \"Fourth\"\ndate = 2031-06-01\nknown = 2031-05-08\n\
               channel = [\"hill\"]\nREST\ncorrects = { id = \"m4\", why = \"a slip\" }\n";
    let entries = [
        "{ is = \"cancelled\", date = 2031-05-15 }",
        "{ is = \"cancelled\", date = 2031-05-10 }, { is = \"planned\", date = 2031-05-15 }",
        // Written down in another order.
        "{ is = \"planned\", date = 2031-05-15 }, { is = \"cancelled\", date = 2031-05-10 }",
        "{ is = \"planned\", date = 2031-05-06 }, { is = \"cancelled\", date = 2031-05-15 }",
        // Learned of after it was held, or never.
        "{ is = \"held\", date = 2031-06-01, known = 2031-06-05 }",
        "{ is = \"result\", date = 2031-06-04, gist = \"a list\" }",
        "",
    ];
    for log in entries.map(|it| format!("log = [{it}]")) {
        for text in [talks(&log, ""), talks("", &put.replace("REST", &log))] {
            let case = case(&text);
            let mut last: Option<CalendarEntry> = None;
            let mut changed = 0;
            for day in date(2031, 5, 6).series(jiff::Span::new().days(1)).take(35) {
                let now = entry(&on(&case, day), "Fourth").clone();
                if let Some(was) = &last {
                    assert!(now.sequence >= was.sequence, "{day} {text}");
                    if now.kind != was.kind {
                        assert!(now.sequence > was.sequence, "{day} {text}");
                        changed += 1;
                    }
                }
                last = Some(now);
            }
            assert!(changed > 0, "{text}");
        }
    }
}

#[test]
fn what_a_correction_takes_out_is_called_off() {
    let actions = "actions = [{ what = \"send maps\", due = 2031-06-05 }, \
        { what = \"print them\", due = 2031-06-06 }]";
    let put = |date: &str, rest: &str| {
        format!(
            "[[meeting]]\nid = \"m5\"\ntitle = \"Fourth\"\n{date}\nknown = 2031-05-08\nchannel = [\"hill\"]\n\
             {rest}\ncorrects = {{ id = \"m4\", why = \"a slip\" }}\n"
        )
    };
    let day = date(2031, 5, 10);
    let before = on(&case(&talks(actions, "")), day);
    let right = |date: &str, rest: &str| on(&case(&talks(actions, &put(date, rest))), day);
    let off = |it: &CalendarEntry| match it.kind {
        EntryKind::Task { cancelled, .. } => cancelled,
        EntryKind::Meeting { status, .. } => status == EventStatus::Cancelled,
    };
    // The first is taken out: the second stays what it was, under its own name.
    let after =
        right("date = 2031-06-01", "actions = [{ what = \"print them\", due = 2031-06-06 }]");
    for (what, gone) in [("send maps", true), ("print them", false)] {
        let (old, new) = (entry(&before, what), entry(&after, what));
        assert_eq!((&old.uid, off(old), off(new)), (&new.uid, false, gone), "{what}");
        assert!(new.sequence > old.sequence && new.known >= old.known, "{what}");
    }
    assert_eq!(after.entries.len(), 3);
    // Put back by a later correction, it is the same entry again.
    let out = put("date = 2031-06-01", "");
    let back = put("date = 2031-06-01", actions).replace("m5", "m6").replace("m4", "m5");
    let after = on(&case(&talks(actions, &(out + &back))), day);
    assert_eq!(after.entries.len(), 3);
    for what in ["send maps", "print them"] {
        let (old, new) = (entry(&before, what), entry(&after, what));
        assert_eq!((&old.uid, off(new)), (&new.uid, false), "{what}");
        assert!(new.sequence > old.sequence, "{what}");
    }
    // All of them; and put better in its place it is the same.
    let after = right("date = 2031-06-01", "");
    assert!(off(entry(&after, "send maps")) && off(entry(&after, "print them")));
    let after =
        right("date = 2031-06-01", "actions = [{ what = \"send all maps\", due = 2031-06-05 }]");
    assert_eq!(entry(&after, "send all maps").uid, entry(&before, "send maps").uid);
    assert!(!off(entry(&after, "send all maps")) && off(entry(&after, "print them")));
    // What has no day any more, meeting or undertaking, is called off where it was.
    let after = right(
        "",
        "actions = [{ what = \"send maps\" }, { what = \"print them\", due = 2031-06-06 }]",
    );
    for (what, gone) in [("Fourth", true), ("send maps", true), ("print them", false)] {
        let (old, new) = (entry(&before, what), entry(&after, what));
        assert_eq!((&old.uid, off(new)), (&new.uid, gone), "{what}");
        assert!(new.sequence > old.sequence, "{what}");
    }
    assert_eq!(after.undated, 1);
    // What was undertaken at a meeting that is cancelled stands until the record says otherwise.
    let after = right(
        "date = 2031-06-01",
        &format!("{actions}\nlog = [{{ is = \"cancelled\", date = 2031-05-08 }}]"),
    );
    assert!(off(entry(&after, "Fourth")) && !off(entry(&after, "send maps")));
}

#[test]
fn a_slip_mended_in_words_makes_no_new_entry() {
    let uids = |text: &str| -> Vec<String> {
        on(&case(text), date(2031, 6, 1)).entries.into_iter().map(|it| it.uid).collect()
    };
    let mut mended = RECORD.to_owned();
    for (slip, right) in [
        ("title = \"Shuttle\"", "title = \"The shuttle\""),
        ("First call", "First telephone call"),
        ("send a list", "send the list"),
        ("A friend", "A good friend"),
        ("name = \"Hill\"", "name = \"Upper Hill\""),
    ] {
        assert!(mended.contains(slip), "{slip}");
        mended = mended.replace(slip, right);
    }
    let with = |text: &str, place: &str| {
        format!(
            "{text}[[meeting]]\ndate = 2031-05-05\nchannel = [\"hill\", \"moor\"]\nplace = \"{place}\"\n"
        )
    };
    assert_eq!(uids(&with(RECORD, "Fery Inn")), uids(&with(&mended, "Ferry Inn")));
    // What others keep closed moves no name.
    let closed = "[[meeting]]\nid = \"secret\"\ndate = 2031-01-05\nchannel = [\"hill\", \"moor\"]\nhandling = [\"hill\"]\n";
    let of = |text: &str| {
        let context =
            Context { viewer: Some("vale"), as_of: Some(date(2031, 6, 1)), ..Context::default() };
        calendar(&View::of(&case(text), &context).expect("a view")).expect("a calendar")
    };
    assert_eq!(of(RECORD), of(&[RECORD, closed].concat()));
}

/// A meeting that was held, of this channel, with these people listed, beside three parties of which two
/// are sides.
fn attended(channel: &str, present: &str) -> Finding {
    let text = format!(
        "format = 1\n[dossier]\ntitle = \"Ferry\"\ndisclosure = \"open\"\nas_of = 2031-06-01\n\
         [[party]]\nid = \"east\"\nname = \"East\"\nroles = [\"principal\"]\n\
         also_known_as = [\"Ministry of the East\"]\n\
         [[party]]\nid = \"west\"\nname = \"West\"\nroles = [\"principal\"]\n\
         [[party]]\nid = \"council\"\nname = \"Council\"\nroles = [\"mediator\"]\n\
         [[person]]\nid = \"oren\"\nname = \"Ana Oren\"\nparty = \"east\"\n\
         [[person]]\nid = \"lind\"\nname = \"Bo Lind\"\nparty = \"west\"\n\
         [[meeting]]\ndate = 2031-05-01\nchannel = {channel}\npresent = {present}\n\
         log = [{{ is = \"held\", date = 2031-05-01 }}]\n"
    );
    show(&case(&text), "meetings")
}

#[test]
fn whoever_is_listed_as_present_has_met() {
    for present in [
        "[\"oren\", \"lind\"]",
        "[\"east\", \"west\"]",
        "[\"Ministry of the East\", \"Bo Lind\"]",
        "[\"oren\", \"lind\", \"Others, unnamed\"]",
    ] {
        let finding = attended("[\"council\"]", present);
        assert_eq!(pair(&finding, "east", "west", "held"), Some(1.0), "{present}");
        assert_eq!(pair(&finding, "council", "west", "held"), Some(1.0), "{present}");
        assert_eq!(pair(&finding, "east", "west", "alone"), Some(0.0), "{present}");
        let met = "East and West met once in this record";
        assert!(finding.headline.contains(met), "{}", finding.headline);
    }
    let finding = attended("[]", "[\"oren\", \"lind\"]");
    assert_eq!(pair(&finding, "east", "west", "alone"), Some(1.0));
}

#[test]
fn others_who_are_not_named_leave_it_open_who_never_met() {
    for (channel, present) in [
        ("[\"east\", \"council\"]", "[\"oren\", \"Others, unnamed\"]"),
        ("[]", "[\"oren\", \"two advisers, not named in the material\"]"),
        ("[\"council\"]", "[\"Officials\"]"),
        ("[\"east\"]", "[\"two advisers of the West, unnamed\"]"),
    ] {
        let finding = attended(channel, present);
        assert_eq!(pair(&finding, "east", "west", "held"), Some(0.0), "{present}");
        assert_eq!(pair(&finding, "east", "west", "unsure"), Some(1.0), "{present}");
        assert!(finding.headline.contains("it cannot be said that they never met"), "{present}");
        let said = format!("{:?}", finding.account);
        assert!(said.contains("Cannot be said") && said.contains("East–West"), "{said}");
        assert!(!said.contains("never met in this record"), "{said}");
    }
    // Somebody named is nobody else, whoever that is; and advisers of one party are not another's.
    for present in ["[\"oren\", \"Ursula von der Leyen\"]", "[\"two advisers of the Council\"]"] {
        let finding = attended("[\"east\", \"council\"]", present);
        assert_eq!(pair(&finding, "east", "west", "unsure"), Some(0.0), "{present}");
        assert!(finding.headline.contains("East and West never met"), "{}", finding.headline);
    }
}

#[test]
fn what_is_told_of_a_meeting_that_was_held_is_what_came_of_it() {
    let open = |log: &str| {
        let record = RECORD.replace(
            "log = [{ is = \"held\", date = 2031-03-01 }]",
            &format!("log = [{{ is = \"held\", date = 2031-03-01{log} }}]"),
        );
        let finding = show(&case(&record), "meetings");
        !rows(table(&finding, "commitments"), &[("kind", "result"), ("meeting", "h2")]).is_empty()
    };
    assert!(open(""));
    assert!(!open(", gist = \"They agreed on the hours\""));
    assert!(!open(", words = \"we have the hours\""));
    assert!(!open(" }, { is = \"result\", gist = \"the hours\""));
    // What has come of the series, or a plan, is not what came of it.
    assert!(open(" }, { is = \"series-result\", gist = \"three calls\""));
    assert!(open(" }, { is = \"planned\", gist = \"to agree on the hours\""));
}

#[test]
fn whoever_is_listed_as_present_owes_an_answer_to_what_was_carried() {
    let awaited = |channel: &str, present: &str, more: &str| -> Vec<String> {
        let text = format!(
            "format = 1\n[dossier]\ntitle = \"Ferry\"\ndisclosure = \"open\"\nas_of = 2031-06-01\n\
             [[party]]\nid = \"east\"\nname = \"East\"\nroles = [\"principal\"]\n\
             [[party]]\nid = \"west\"\nname = \"West\"\nroles = [\"principal\"]\n\
             [[party]]\nid = \"council\"\nname = \"Council\"\nroles = [\"mediator\"]\n\
             [[person]]\nid = \"lind\"\nname = \"Bo Lind\"\nparty = \"west\"\n\
             [[draft]]\nid = \"paper\"\ntitle = \"Paper\"\ndate = 2031-04-01\ntabled_by = [\"council\"]\n\
             [[meeting]]\ndate = 2031-05-01\nchannel = {channel}\npresent = {present}\ncarries = [\"paper\"]\n\
             log = [{{ is = \"held\", date = 2031-05-01 }}]\n{more}"
        );
        let finding = show(&case(&text), "meetings");
        let commitments = table(&finding, "commitments");
        rows(commitments, &[("kind", "answer")])
            .into_iter()
            .map(|row| {
                let word = |column| match commitments.cell(row, column) {
                    Some(cell) => cell.in_words().unwrap_or_default(),
                    None => format!("no column {column}"),
                };
                format!("{}: {} ({})", word("who"), word("what"), word("state"))
            })
            .collect()
    };
    let (east, west) =
        ("East: an answer to paper (not recorded)", "West: an answer to paper (not recorded)");
    assert_eq!(awaited("[\"east\"]", "[\"lind\"]", ""), [east, west]);
    assert_eq!(awaited("[\"east\"]", "[\"council\"]", ""), [east]);
    let any = |day: &str| {
        format!(
            "[[answer]]\nparty = \"west\"\nto = \"any-text\"\nanswer = \"reject\"\ndate = {day}\n"
        )
    };
    assert_eq!(
        awaited("[\"east\"]", "[\"lind\"]", &any("2031-05-02")),
        [east, "West: an answer to paper (answered of any text only)"]
    );
    // Before there was the paper it was none to it.
    assert_eq!(awaited("[\"east\"]", "[\"lind\"]", &any("2031-03-02")), [east, west]);
}
