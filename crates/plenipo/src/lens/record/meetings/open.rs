//! What was undertaken at meetings, and what the record shows as still open.

use jiff::civil::Date;

use super::there::There;
use super::{heading, state};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, Kind, Table};
use crate::lens::record::answered::{ANY_TEXT_ONLY, Answered, answered};
use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::id::{Id, Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::meeting::{Action, LogState, Meeting};
use plenipo_record::case::party::{Party, Role};

/// Something undertaken, due, or not recorded.
struct Matter {
    kind: &'static str,
    who: Option<String>,
    what: String,
    due: Option<Date>,
    state: &'static str,
    /// The meeting it is of, by id.
    meeting: Option<String>,
    /// And in words.
    at: String,
    footing: String,
}

/// What became of an action by `day`.
pub(super) fn state_of(action: &Action, day: Option<Date>) -> &'static str {
    match (action.done, action.due, day) {
        (Some(_), ..) => "done",
        (None, Some(due), Some(day)) if due < day => "overdue",
        (None, ..) => "open",
    }
}

/// `Sanne Iver: bring a third text, due 2031-05-15, done 2031-05-12`
pub(super) fn told(case: &Case, action: &Action, day: Option<Date>) -> Text {
    let who: Vec<String> = action.who.iter().map(|by| case.speaker(by)).collect();
    let who = if who.is_empty() { "Nobody named".to_owned() } else { describe::listed(&who) };
    let due = action.due.map(|it| format!(", due {it}")).unwrap_or_default();
    let state = match (action.done, state_of(action, day)) {
        (Some(done), _) => format!("done {done}"),
        (None, state) => state.to_owned(),
    };
    Text::plain(format!("{who}: {}{due}; ", action.what)).strong(state).and(". ")
}

/// Whether the log says what came of the meeting: in an entry of its own, or with its having been held.
fn tells_what_came_of_it(meeting: &Meeting) -> bool {
    meeting.log.iter().any(|it| match it.is {
        LogState::Result => true,
        LogState::Held => {
            [&it.gist, &it.words].into_iter().flatten().any(|it| !it.trim().is_empty())
        }
        LogState::Planned | LogState::Cancelled | LogState::SeriesResult => false,
    })
}

fn matters(case: &Case, day: Option<Date>) -> Vec<Matter> {
    let mut all = Vec::new();
    for (place, meeting) in case.meetings.iter().enumerate() {
        let at = describe::in_one_line(case, RecordRef::new(RecordKind::Meeting, place));
        let id = meeting.meta.id.as_ref().map(Id::to_string);
        let state = state(meeting, day);
        for it in &meeting.actions {
            let who: Vec<String> = it.who.iter().map(|by| case.speaker(by)).collect();
            all.push(Matter {
                kind: "action",
                who: (!who.is_empty()).then(|| describe::listed(&who)),
                what: it.what.clone(),
                due: it.due,
                state: state_of(it, day),
                meeting: id.clone(),
                at: at.clone(),
                footing: describe::footing(case, &it.meta),
            });
        }
        let about = |kind, what: String, due, state| Matter {
            kind,
            who: None,
            what,
            due,
            state,
            meeting: id.clone(),
            at: at.clone(),
            footing: describe::footing(case, &meeting.meta),
        };
        let passed = matches!((meeting.date, day), (Some(date), Some(day)) if date < day);
        match state {
            "planned" if !passed => {
                all.push(about("meeting", heading(case, meeting), meeting.date, "planned"));
                for item in &meeting.agenda {
                    all.push(about("agenda", item.clone(), meeting.date, "planned"));
                }
            }
            "not recorded" if passed => {
                let what = format!("whether it was held: {}", heading(case, meeting));
                all.push(about("outcome", what, meeting.date, "not recorded"));
            }
            "held" if !tells_what_came_of_it(meeting) => {
                let what = format!("what came of it: {}", heading(case, meeting));
                all.push(about("result", what, None, "not recorded"));
            }
            _ => {}
        }
        if state == "held" {
            awaited(case, meeting, (id, at), &mut all);
        }
    }
    all
}

/// Answers of principals to texts that were carried to them, or to a meeting they were at: what the
/// record does not have.
fn awaited(
    case: &Case,
    meeting: &Meeting,
    (id, at): (Option<String>, String),
    all: &mut Vec<Matter>,
) {
    let there = There::of(case, meeting).parties;
    for carried in &meeting.carries {
        let draft = case.draft(carried.draft);
        let asked = |party: &&Ix<Party>| {
            case.party(**party).is(Role::Principal)
                && !draft.tabled_by.contains(party)
                && draft.is_live()
        };
        for party in there.iter().filter(asked) {
            let state = match answered(case, *party, carried.draft) {
                Answered::Itself => continue,
                Answered::AnyTextOnly => ANY_TEXT_ONLY,
                Answered::Not => "not recorded",
            };
            all.push(Matter {
                kind: "answer",
                who: Some(case.party(*party).label().to_owned()),
                what: format!("an answer to {}", draft.id()),
                due: None,
                state,
                meeting: id.clone(),
                at: at.clone(),
                footing: describe::footing(case, &carried.meta),
            });
        }
    }
}

/// The table of all that was undertaken or is open, and in words what is not done.
pub(super) fn open(case: &Case, day: Option<Date>) -> (Table, Vec<Block>) {
    let mut table = Table::new(
        "commitments",
        "What was undertaken, is planned, or is not on record",
        vec![
            Column::new("kind", Kind::Text),
            Column::new("who", Kind::Text),
            Column::new("what", Kind::Text),
            Column::new("due", Kind::Date),
            Column::new("state", Kind::Text),
            Column::new("meeting", Kind::Id),
            Column::new("grade", Kind::Text).label("basis and grade"),
        ],
    );
    let all = matters(case, day);
    let mut blocks = Vec::new();
    if !all.iter().any(|it| it.kind == "action") {
        blocks.push(Block::para("No undertaking of anybody is on record."));
    }
    // Most pressing first; what is done stays in the table.
    let rank = |it: &Matter| match it.state {
        "overdue" => 0,
        "open" => 1,
        "planned" => 2,
        _ => 3,
    };
    let mut shown: Vec<&Matter> =
        all.iter().filter(|it| it.state != "done" && it.kind != "agenda").collect();
    shown.sort_by_key(|it| (rank(it), it.due.unwrap_or(Date::MAX)));
    for it in shown {
        let mark = match it.state {
            "overdue" => Mark::Maybe,
            "not recorded" | ANY_TEXT_ONLY => Mark::Unknown,
            _ => Mark::Plain,
        };
        let who = it.who.as_ref().map(|who| format!(" {who}:")).unwrap_or_default();
        let due = match (it.kind, it.due) {
            ("action", Some(due)) => format!(", due {due}"),
            _ => String::new(),
        };
        let of = match it.kind {
            "action" | "answer" => format!(" ({})", it.at),
            _ => String::new(),
        };
        blocks.push(Block::Item(Item {
            mark,
            text: Text::default()
                .strong(it.state)
                .and(format!("{who} {}{due}{of}. ", it.what))
                .quiet(it.footing.clone()),
            under: Vec::new(),
        }));
    }
    for it in all {
        table.push(vec![
            Cell::text(it.kind),
            Cell::maybe_text(it.who),
            Cell::text(it.what),
            Cell::maybe_date(it.due),
            Cell::text(it.state),
            Cell::maybe_text(it.meeting),
            Cell::text(it.footing),
        ]);
    }
    (table, blocks)
}
