//! Meetings, statements and events.

use jiff::civil::Date;

use super::chance::Range;
use super::draft::Draft;
use super::forecast::{Fit, Forecast};
use super::id::{Id, Ix, RecordRef};
use super::issue::Issue;
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::position::Direction;
use super::red_line::Audience;

/// A meeting, planned or held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meeting {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Title, if it has one.
    pub title: Option<String>,
    /// The day it was held or is due.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Between which parties.
    pub channel: Vec<Ix<Party>>,
    /// Who was or will be there.
    pub present: Vec<Speaker>,
    /// Who led the delegations.
    pub led_by: Vec<Speaker>,
    /// Which meeting of which series.
    pub series: Option<Series>,
    /// What is to be done.
    pub agenda: Vec<String>,
    /// Texts carried to it.
    pub carries: Vec<Carried>,
    /// What was said of it or in it.
    pub said: Vec<Said>,
    /// What became of it, in dated entries.
    pub log: Vec<LogEntry>,
    /// What somebody undertook there to do.
    pub actions: Vec<ActionItem>,
}

/// What became of a meeting, as far as the record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It took place.
    Held,
    /// It is ahead.
    Planned,
    /// It was called off.
    Cancelled,
    /// Its day has passed, and whether it was held is not on record.
    NotRecorded,
}

impl Became {
    /// Every state.
    pub const ALL: [Became; 4] =
        [Became::Held, Became::Planned, Became::Cancelled, Became::NotRecorded];

    /// Its word on a page.
    pub fn word(self) -> &'static str {
        match self {
            Became::Held => "held",
            Became::Planned => "planned",
            Became::Cancelled => "cancelled",
            Became::NotRecorded => "not recorded",
        }
    }
}

impl Meeting {
    /// Its state on `day`: what the last entry of its log leaves it at, by date and then by place;
    /// `planned` while its day lies ahead or is not known, else `not recorded`: a plan does not show that
    /// it was held.
    pub fn state(&self, day: Option<Date>) -> Became {
        if let Some(told) = self.told() {
            return told;
        }
        // A result presupposes that it took place.
        if self.log.iter().any(|it| it.is == LogState::Result) {
            return Became::Held;
        }
        match (self.date, day) {
            (Some(date), Some(day)) if date >= day => Became::Planned,
            (Some(_), Some(_)) => Became::NotRecorded,
            _ if self.log.iter().any(|it| it.is == LogState::Planned) => Became::Planned,
            _ => Became::NotRecorded,
        }
    }

    /// Whether the log leaves it held or cancelled. A plan made after a cancellation takes that back; what
    /// was held is not undone by a plan.
    fn told(&self) -> Option<Became> {
        self.log_by_day().into_iter().fold(None, |told, it| match it.is {
            LogState::Held => Some(Became::Held),
            LogState::Cancelled => Some(Became::Cancelled),
            LogState::Planned => told.filter(|it| *it != Became::Cancelled),
            LogState::Result | LogState::SeriesResult => told,
        })
    }

    /// The entries of its log by day and then by place.
    pub fn log_by_day(&self) -> Vec<&LogEntry> {
        let mut latest = None;
        // An entry without a day stands with the days written before it.
        let dated = self.log.iter().map(|it| {
            latest = it.date.max(latest);
            (it.date.or(latest), it)
        });
        let mut entries: Vec<(Option<Date>, &LogEntry)> = dated.collect();
        entries.sort_by_key(|it| it.0);
        entries.into_iter().map(|(_, it)| it).collect()
    }
}

/// Something somebody undertook to do.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionItem {
    /// Who is to do it; not recorded where empty.
    pub who: Vec<Speaker>,
    /// What is to be done.
    pub what: String,
    /// For whose benefit.
    pub to: Vec<Speaker>,
    /// On what condition, in words.
    pub condition: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done; as far as the record knows it is open where absent.
    pub done: Option<Date>,
    /// Footing and source.
    pub meta: Meta,
}

/// A place in a series of meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The series' name.
    pub id: Id,
    /// Which meeting of it, counted from 1.
    pub number: Option<u32>,
}

/// A text carried to a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The draft.
    pub draft: Ix<Draft>,
    /// How the source put it.
    pub words: Option<String>,
    /// Footing and source.
    pub meta: Meta,
}

/// Something said.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// By whom; by nobody named where empty.
    pub by: Vec<Speaker>,
    /// The words.
    pub words: String,
    /// Footing, source, note.
    pub meta: Meta,
    /// What others take the words to signal.
    pub readings: Vec<Reading>,
}

/// An entry in a meeting's log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// What became of the meeting.
    pub is: LogState,
    /// When.
    pub date: Option<Date>,
    /// In the keeper's words.
    pub gist: Option<String>,
    /// In the source's words.
    pub words: Option<String>,
    /// By whose account.
    pub by: Option<Speaker>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogState {
    /// It was planned.
    Planned,
    /// It took place.
    Held,
    /// It will not take place.
    Cancelled,
    /// What came of it.
    Result,
    /// What has come of the series so far.
    SeriesResult,
}

impl LogState {
    /// Every state with its word.
    pub const ALL: [(LogState, &'static str); 5] = [
        (LogState::Planned, "planned"),
        (LogState::Held, "held"),
        (LogState::Cancelled, "cancelled"),
        (LogState::Result, "result"),
        (LogState::SeriesResult, "series-result"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

/// What somebody takes words to signal: an opinion, graded as any claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What the words are taken to signal.
    pub reads: String,
    /// By whom.
    pub by: Option<Speaker>,
    /// Sources and basis.
    pub meta: Meta,
}

/// Something said outside a recorded meeting, or worth a record of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// Id, sources, handling.
    pub meta: Meta,
    /// When.
    pub date: Option<Date>,
    /// By whom; by nobody named where empty.
    pub by: Vec<Speaker>,
    /// About which records.
    pub about: Vec<RecordRef>,
    /// To whom.
    pub audience: Option<Audience>,
    /// The words.
    pub words: Option<String>,
    /// What it amounts to, in the keeper's words.
    pub gist: Option<String>,
    /// Only that, by what was said, something has become likelier or less likely.
    pub direction: Option<Direction>,
    /// The question whose answer that is; what it is about, where there is none.
    pub forecast: Option<Ix<Forecast>>,
    /// How well the words fit that question.
    pub fits: Option<Fit>,
    /// What others take the words to signal.
    pub readings: Vec<Reading>,
}

/// What happened outside the room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Event {
    /// Id, sources, handling.
    pub meta: Meta,
    /// When.
    pub date: Option<Date>,
    /// What.
    pub what: String,
    /// Whom it moved, in somebody's view.
    pub affects: Vec<Effect>,
}

/// A view of what an event changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Whose view.
    pub view: Option<Speaker>,
    /// The party concerned.
    pub of: Ix<Party>,
    /// What of it.
    pub what: EffectOn,
    /// On which issue, where it is about one.
    pub issue: Option<Ix<Issue>>,
    /// Which way.
    pub direction: Option<Direction>,
    /// By how much, if somebody said so.
    pub by_how_much: Option<Range>,
    /// The words.
    pub words: Option<String>,
    /// By whose account.
    pub by: Option<Speaker>,
}

/// What an event may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffectOn {
    /// What the party has without a deal.
    Alternative,
    /// How much it cares.
    Salience,
    /// What it wants.
    Position,
}

impl EffectOn {
    /// Every kind with its word.
    pub const ALL: [(EffectOn, &'static str); 3] = [
        (EffectOn::Alternative, "alternative"),
        (EffectOn::Salience, "salience"),
        (EffectOn::Position, "position"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
