//! What the record says on what was asked, as values: for programs that use the library.

use jiff::civil::Date;

use super::What;
use super::carry::Room;
use super::conflicts::RecordConflict;
use super::drift::Drift;
use super::unknowns::Unknown;
use super::voice::Voice;
use plenipo_record::case::Case;

/// What the record says on what was asked. What is a plain list of what it holds (parties, issues, meetings,
/// drafts, sources) has [`RecordAnswer::case`] for its values: the visible record itself.
pub struct RecordAnswer<'a> {
    pub(super) case: &'a Case,
    pub(super) day: Option<Date>,
    pub(super) of: Of,
}

/// What was asked for.
pub(super) enum Of {
    /// What contains some words.
    Search(String),
    /// What may be carried to some rooms.
    Rooms(Vec<Room>),
    /// What does not go together, and what only one side claims.
    Conflicts { all: Vec<RecordConflict>, one_sided: Vec<RecordConflict> },
    /// What parties said at one time against what they said at another.
    Drift(Vec<Drift>),
    /// What is not known.
    Unknowns(Vec<Unknown>),
    /// Everything one voice said.
    Voice(Voice),
    /// What became known on or after a day; the latest day where none is named.
    Changes(Option<Date>),
    /// A list of what it holds.
    Part(What),
}

impl RecordAnswer<'_> {
    /// The visible record that was asked: what the places in the answer refer to.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// What does not go together; empty where something else was asked for.
    pub fn conflicts(&self) -> &[RecordConflict] {
        match &self.of {
            Of::Conflicts { all, .. } => all,
            _ => &[],
        }
    }

    /// Understandings of which only one side speaks, which is no conflict; empty where something else was asked for.
    pub fn one_sided(&self) -> &[RecordConflict] {
        match &self.of {
            Of::Conflicts { one_sided, .. } => one_sided,
            _ => &[],
        }
    }

    /// What parties said at one time against what they said at another, latest last; empty where something else was
    /// asked for.
    pub fn drifts(&self) -> &[Drift] {
        match &self.of {
            Of::Drift(all) => all,
            _ => &[],
        }
    }

    /// What is not known; empty where something else was asked for.
    pub fn unknowns(&self) -> &[Unknown] {
        match &self.of {
            Of::Unknowns(all) => all,
            _ => &[],
        }
    }

    /// The rooms asked about, with what may be carried there; empty where something else was asked for.
    pub fn rooms(&self) -> &[Room] {
        match &self.of {
            Of::Rooms(rooms) => rooms,
            _ => &[],
        }
    }
}
