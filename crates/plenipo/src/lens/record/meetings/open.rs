//! What was undertaken at meetings, and what the record shows as still open.

use jiff::civil::Date;

use super::there::There;
use super::{heading, state};
use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use crate::lens::record::answered::{ANY_TEXT_ONLY, Answered, answered};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Footing};
use plenipo_record::case::id::{Id, Ix, Kind as RecordKind, RecordRef};
use plenipo_record::case::meeting::{ActionItem, Became, LogState, Meeting};
use plenipo_record::case::party::{Party, Role};

/// What a matter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Action,
    Meeting,
    Agenda,
    Outcome,
    Result,
    Answer,
}

impl Of {
    fn word(self) -> &'static str {
        match self {
            Of::Action => "action",
            Of::Meeting => "meeting",
            Of::Agenda => "agenda",
            Of::Outcome => "outcome",
            Of::Result => "result",
            Of::Answer => "answer",
        }
    }
}

/// How a matter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Overdue,
    Open,
    Planned,
    NotRecorded,
    AnyTextOnly,
    Done,
}

impl Stands {
    fn word(self) -> &'static str {
        match self {
            Stands::Overdue => "overdue",
            Stands::Open => "open",
            Stands::Planned => "planned",
            Stands::NotRecorded => "not recorded",
            Stands::AnyTextOnly => ANY_TEXT_ONLY,
            Stands::Done => "done",
        }
    }

    fn mark(self) -> Mark {
        match self {
            Stands::Overdue => Mark::Maybe,
            Stands::NotRecorded | Stands::AnyTextOnly => Mark::Unknown,
            Stands::Open | Stands::Planned | Stands::Done => Mark::Plain,
        }
    }

    /// How pressing it is; what nobody has recorded comes after what is due.
    fn rank(self) -> u8 {
        match self {
            Stands::Overdue => 0,
            Stands::Open => 1,
            Stands::Planned => 2,
            Stands::NotRecorded | Stands::AnyTextOnly | Stands::Done => 3,
        }
    }
}

/// Something undertaken, due, or not recorded.
struct Matter {
    kind: Of,
    who: Option<String>,
    what: String,
    due: Option<Date>,
    state: Stands,
    /// The meeting it is of, by id.
    meeting: Option<String>,
    /// And in words.
    at: String,
    footing: Footing,
}

/// What became of an action by `day`.
fn state_of(action: &ActionItem, day: Option<Date>) -> Stands {
    match (action.done, action.due, day) {
        (Some(_), ..) => Stands::Done,
        (None, Some(due), Some(day)) if due < day => Stands::Overdue,
        (None, ..) => Stands::Open,
    }
}

/// `Sanne Iver: bring a third text for Hill, on condition: …, due 2031-05-15, done 2031-05-12`
pub(super) fn told(case: &Case, action: &ActionItem, day: Option<Date>) -> Text {
    let who: Vec<String> = action.who.iter().map(|by| case.speaker(by)).collect();
    let who = if who.is_empty() { "Nobody named".to_owned() } else { describe::listed(&who) };
    let due = action.due.map(|it| format!(", due {it}")).unwrap_or_default();
    let state = match (action.done, state_of(action, day)) {
        (Some(done), _) => format!("done {done}"),
        (None, state) => state.word().to_owned(),
    };
    let to: Vec<String> = action.to.iter().map(|by| case.speaker(by)).collect();
    let to = if to.is_empty() { String::new() } else { format!(" for {}", describe::listed(&to)) };
    let condition = action.condition.as_ref().map(|it| format!(", on condition: {it}"));
    let condition = condition.unwrap_or_default();
    Text::plain(format!("{who}: {}{to}{condition}{due}; ", action.what)).strong(state).and(". ")
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
                kind: Of::Action,
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
            Became::Planned if !passed => {
                all.push(about(Of::Meeting, heading(case, meeting), meeting.date, Stands::Planned));
                for item in &meeting.agenda {
                    all.push(about(Of::Agenda, item.clone(), meeting.date, Stands::Planned));
                }
            }
            Became::NotRecorded if passed => {
                let what = format!("whether it was held: {}", heading(case, meeting));
                all.push(about(Of::Outcome, what, meeting.date, Stands::NotRecorded));
            }
            Became::Held if !tells_what_came_of_it(meeting) => {
                let what = format!("what came of it: {}", heading(case, meeting));
                all.push(about(Of::Result, what, None, Stands::NotRecorded));
            }
            _ => {}
        }
        if state == Became::Held {
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
                Answered::AnyTextOnly => Stands::AnyTextOnly,
                Answered::Not => Stands::NotRecorded,
            };
            all.push(Matter {
                kind: Of::Answer,
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
            Column::new("kind", ColumnKind::Text),
            Column::new("who", ColumnKind::Text),
            Column::new("what", ColumnKind::Text),
            Column::new("due", ColumnKind::Date),
            Column::new("state", ColumnKind::State),
            Column::new("meeting", ColumnKind::Id),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    let all = matters(case, day);
    let mut blocks = Vec::new();
    if !all.iter().any(|it| it.kind == Of::Action) {
        blocks.push(Block::para("Nothing is on record as undertaken in a meeting."));
    }
    // Most pressing first; what is done stays in the table.
    let mut shown: Vec<&Matter> =
        all.iter().filter(|it| it.state != Stands::Done && it.kind != Of::Agenda).collect();
    shown.sort_by_key(|it| (it.state.rank(), it.due.unwrap_or(Date::MAX)));
    for it in shown {
        let who = it.who.as_ref().map(|who| format!(" {who}:")).unwrap_or_default();
        let due = match (it.kind, it.due) {
            (Of::Action, Some(due)) => format!(", due {due}"),
            _ => String::new(),
        };
        let of = match it.kind {
            Of::Action | Of::Answer => format!(" ({})", it.at),
            _ => String::new(),
        };
        blocks.push(Block::Item(Item {
            mark: it.state.mark(),
            text: Text::default()
                .strong(it.state.word())
                .and(format!("{who} {}{due}{of}. ", it.what))
                .then(Text::from(it.footing.clone()).quietly()),
            under: Vec::new(),
        }));
    }
    for it in all {
        table.push(vec![
            Cell::text(it.kind.word()),
            Cell::maybe_text(it.who),
            Cell::text(it.what),
            Cell::maybe_date(it.due),
            Cell::state(it.state.word(), it.state.mark()),
            Cell::maybe_to(RecordKind::Meeting, it.meeting),
            Cell::Footing(it.footing),
        ]);
    }
    (table, blocks)
}
