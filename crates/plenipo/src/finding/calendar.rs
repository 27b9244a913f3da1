//! Days of a record for people's calendars, as plain data; presenters write them.

use jiff::civil::Date;

/// What a calendar is told.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calendar {
    /// What it is the calendar of.
    pub name: String,
    /// Its entries, by date.
    pub entries: Vec<CalendarEntry>,
    /// How many meetings have no day and so no place in a calendar.
    pub undated: usize,
}

/// An entry of a calendar; it lasts whole days.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarEntry {
    /// A name that stays the same whenever the calendar is written and however the entry is put
    /// right, unlike any other's.
    pub uid: String,
    /// Grows whenever the record puts the entry right, moves it or calls it off.
    pub sequence: u32,
    /// The day on which its latest news became known.
    pub known: Option<Date>,
    /// What it is.
    pub kind: EntryKind,
    /// In a line.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// What else is on record, a line each.
    pub lines: Vec<String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A meeting.
    Meeting {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
        /// How sure it is.
        status: EventStatus,
    },
    /// Something to be done.
    Task {
        /// By when.
        due: Date,
        /// When it was done.
        done: Option<Date>,
        /// Whether the record no longer has it: whoever was sent it is told so.
        cancelled: bool,
    },
}

/// How sure a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    /// Its day is known.
    Confirmed,
    /// Its day is inferred or not exact, or it is not known whether it was held.
    Tentative,
    /// It was called off.
    Cancelled,
}
