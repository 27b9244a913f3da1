//! What was undertaken, at a meeting and outside one: by whom, for whom, on what condition, and what is due.

use jiff::civil::Date;

use crate::finding::block::{Block, Item, Mark, Text};
use crate::finding::table::{Cell, Column, ColumnKind, Table};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::{Kind, RecordRef};
use plenipo_record::case::meta::{DateIs, Meta};
use plenipo_record::case::party::Speaker;

/// Something undertaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undertaken {
    /// The undertaking, or the meeting at which it was given.
    pub record: RecordRef,
    /// Its place among what was undertaken at that meeting.
    pub at: Option<usize>,
    /// How it stands.
    pub state: UndertakenState,
}

/// How something undertaken stands, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum UndertakenState {
    /// Its day has passed, and that it was done is not on record.
    Overdue,
    /// It is to be done by a day that has not passed.
    Due,
    /// It is to be done, by no day on record.
    Open,
    /// It was done.
    Done,
}

impl UndertakenState {
    /// In a word, as tables have it.
    pub fn word(self) -> &'static str {
        match self {
            UndertakenState::Overdue => "overdue",
            UndertakenState::Due => "due",
            UndertakenState::Open => "open",
            UndertakenState::Done => "done",
        }
    }

    pub(super) fn of(due: Option<Date>, done: Option<Date>, day: Option<Date>) -> UndertakenState {
        match (done, due, day) {
            (Some(_), ..) => UndertakenState::Done,
            (None, Some(due), Some(day)) if due < day => UndertakenState::Overdue,
            (None, Some(_), _) => UndertakenState::Due,
            (None, None, _) => UndertakenState::Open,
        }
    }

    fn mark(self) -> Mark {
        match self {
            UndertakenState::Overdue => Mark::Maybe,
            UndertakenState::Due | UndertakenState::Open => Mark::Plain,
            UndertakenState::Done => Mark::Fine,
        }
    }
}

/// What is said of something undertaken, wherever it stands.
struct Said<'a> {
    who: &'a [Speaker],
    to: &'a [Speaker],
    what: &'a str,
    condition: Option<&'a String>,
    date: Option<Date>,
    date_is: DateIs,
    due: Option<Date>,
    done: Option<Date>,
    meta: &'a Meta,
}

impl Undertaken {
    /// Who is to do what, and by when.
    pub(in crate::lens) fn in_short(self, case: &Case) -> (String, String, Option<Date>) {
        match self.said(case) {
            None => Default::default(),
            Some(it) => {
                let who =
                    if it.who.is_empty() { "Nobody named".into() } else { names(case, it.who) };
                (who, it.what.to_owned(), it.due)
            }
        }
    }

    /// Who is to do it, and for whom.
    pub(in crate::lens) fn between(self, case: &Case) -> Option<(&[Speaker], &[Speaker])> {
        self.said(case).map(|it| (it.who, it.to))
    }

    /// On what condition, in words.
    pub(in crate::lens) fn condition(self, case: &Case) -> Option<&String> {
        self.said(case).and_then(|it| it.condition)
    }

    /// Its footing and source.
    pub(in crate::lens) fn meta(self, case: &Case) -> Option<&Meta> {
        self.said(case).map(|it| it.meta)
    }

    fn said(self, case: &Case) -> Option<Said<'_>> {
        let place = self.record.index as usize;
        match self.at {
            Some(at) => {
                let meeting = case.meetings.get(place)?;
                let it = meeting.actions.get(at)?;
                Some(Said {
                    who: &it.who,
                    to: &it.to,
                    what: &it.what,
                    condition: it.condition.as_ref(),
                    date: meeting.date,
                    date_is: meeting.meta.date_is,
                    due: it.due,
                    done: it.done,
                    meta: &it.meta,
                })
            }
            None => {
                let it = case.undertakings.get(place)?;
                Some(Said {
                    who: &it.who,
                    to: &it.to,
                    what: &it.what,
                    condition: it.condition.as_ref(),
                    date: it.date,
                    date_is: it.meta.date_is,
                    due: it.due,
                    done: it.done,
                    meta: &it.meta,
                })
            }
        }
    }
}

/// Everything undertaken, most pressing first.
pub(in crate::lens) fn undertakings(case: &Case, day: Option<Date>) -> Vec<Undertaken> {
    let mut all = Vec::new();
    for (place, meeting) in case.meetings.iter().enumerate() {
        let record = RecordRef::new(Kind::Meeting, place);
        all.extend(meeting.actions.iter().enumerate().map(|(at, it)| Undertaken {
            record,
            at: Some(at),
            state: UndertakenState::of(it.due, it.done, day),
        }));
    }
    all.extend(case.undertakings.iter().enumerate().map(|(place, it)| Undertaken {
        record: RecordRef::new(Kind::Undertaking, place),
        at: None,
        state: UndertakenState::of(it.due, it.done, day),
    }));
    all.sort_by_key(|it| {
        let due = it.said(case).and_then(|it| it.due);
        (it.state, due.unwrap_or(Date::MAX))
    });
    all
}

fn names(case: &Case, speakers: &[Speaker]) -> String {
    listed(&speakers.iter().map(|by| case.speaker(by)).collect::<Vec<_>>())
}

/// In a sentence, as a table and as an account.
pub(super) fn told(case: &Case, all: &[Undertaken]) -> (String, Vec<Table>, Vec<Block>) {
    let mut blocks = Vec::new();
    let mut state = None;
    for it in all {
        if state != Some(it.state) {
            state = Some(it.state);
            blocks.push(Block::heading(
                1,
                match it.state {
                    UndertakenState::Overdue => "Overdue",
                    UndertakenState::Due => "Due",
                    UndertakenState::Open => "Open, by no day on record",
                    UndertakenState::Done => "Done",
                },
            ));
        }
        blocks.extend(item(case, *it));
    }
    let states = [
        UndertakenState::Overdue,
        UndertakenState::Due,
        UndertakenState::Open,
        UndertakenState::Done,
    ];
    let each = states.iter().filter_map(|state| {
        let n = all.iter().filter(|it| it.state == *state).count();
        (n > 0).then(|| format!("{n} {}", state.word()))
    });
    let each: Vec<String> = each.collect();
    let headline = match all.len() {
        0 => "No undertaking is on record.".to_owned(),
        n => format!("{}: {}.", describe::counted(n, "undertaking"), each.join(", ")),
    };
    (headline, vec![table(case, all)], blocks)
}

/// `Russia, for Ukraine: return of children, if the list is agreed; given 2025-08-02, due 2025-12-01`.
fn item(case: &Case, it: Undertaken) -> Option<Block> {
    let said = it.said(case)?;
    let who = if said.who.is_empty() { "Nobody named".into() } else { names(case, said.who) };
    let to = match said.to.is_empty() {
        true => String::new(),
        false => format!(", for {}", names(case, said.to)),
    };
    let mut text = Text::default().strong(who).and(format!("{to}: {}", said.what));
    if let Some(condition) = said.condition {
        text = text.and(format!(", on condition: {condition}"));
    }
    if let Some(due) = said.due {
        text = text.and(", due ").day(due, DateIs::Exact);
    }
    if let Some(done) = said.done {
        text = text.and(", done ").day(done, DateIs::Exact);
    }
    let given = match it.at {
        Some(_) => Text::plain(format!("at {}", describe::dated(case, it.record))),
        None => match said.date {
            Some(date) => Text::plain("given ").day(date, said.date_is),
            None => Text::plain("its day is not on record"),
        },
    };
    let footing = Text::from(describe::footing(case, said.meta));
    let under = vec![given.and(" · ").then(footing).quietly()];
    Some(Block::Item(Item { mark: it.state.mark(), text, under }))
}

fn table(case: &Case, all: &[Undertaken]) -> Table {
    let mut table = Table::new(
        "undertakings",
        "What was undertaken, at meetings and outside them",
        vec![
            Column::new("state", ColumnKind::State),
            Column::new("who", ColumnKind::List),
            Column::new("for", ColumnKind::List),
            Column::new("what", ColumnKind::Text),
            Column::new("condition", ColumnKind::Text),
            Column::new("date", ColumnKind::Day),
            Column::new("due", ColumnKind::Date),
            Column::new("done", ColumnKind::Date),
            Column::new("record", ColumnKind::Id),
            Column::new("grade", ColumnKind::Footing).label("basis and grade"),
        ],
    );
    for it in all {
        let Some(said) = it.said(case) else { continue };
        let list =
            |of: &[Speaker]| Cell::maybe_list(of.iter().map(|it| Cell::Text(case.speaker(it))));
        table.push(vec![
            Cell::state(it.state.word(), it.state.mark()),
            list(said.who),
            list(said.to),
            Cell::text(said.what),
            Cell::maybe_text(said.condition.cloned()),
            Cell::day(said.date, said.date_is),
            Cell::maybe_date(said.due),
            Cell::maybe_date(said.done),
            Cell::maybe_to(it.record.kind, case.id(it.record)),
            Cell::Footing(describe::footing(case, said.meta)),
        ]);
    }
    table
}
