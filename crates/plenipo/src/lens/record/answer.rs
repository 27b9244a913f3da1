//! What the record says on what was asked, as values: for programs that use the library.

use jiff::civil::Date;

use super::carry::Room;
use super::causes::CauseChain;
use super::conflicts::RecordConflict;
use super::demands::DemandHeld;
use super::drift::Drift;
use super::keepers::Keepers;
use super::movement::Moved;
use super::outside::Outside;
use super::rules::RuleHeld;
use super::search::Asked;
use super::state::StateOfText;
use super::undertakings::Undertaken;
use super::unknowns::Unknown;
use super::voice::Voice;
use super::what::What;
use plenipo_record::case::Case;

/// What the record says on what was asked. What is a plain list of what it holds (parties, issues, meetings,
/// drafts, sources) has [`RecordAnswer::case`] for its values: the visible record itself.
pub struct RecordAnswer<'a> {
    pub(super) case: &'a Case,
    pub(super) day: Option<Date>,
    pub(super) of: Of,
    /// Words that all of it contains, where only such is told.
    pub(super) within: Option<String>,
}

/// What was asked for.
pub(super) enum Of {
    /// What contains some words.
    Search(Asked),
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
    /// Who else can stop a text.
    Outside(Outside),
    /// What depends on what.
    Rules(Vec<RuleHeld>),
    /// Warnings, demands and conditions.
    Demands(Vec<DemandHeld>),
    /// Where each text stands.
    State(Vec<StateOfText>),
    /// How parties moved.
    Movement(Vec<Moved>),
    /// What is said to have led to what.
    Causes(Vec<CauseChain>),
    /// What was undertaken.
    Undertakings(Vec<Undertaken>),
    /// Who has read the record up to when.
    Keepers(Keepers),
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

    /// Who else can stop a text, and what the public was asked; none where something else was asked for.
    pub fn outside(&self) -> Option<&Outside> {
        match &self.of {
            Of::Outside(it) => Some(it),
            _ => None,
        }
    }

    /// What depends on what, with who breaks it; empty where something else was asked for.
    pub fn rules(&self) -> &[RuleHeld] {
        match &self.of {
            Of::Rules(all) => all,
            _ => &[],
        }
    }

    /// Warnings, demands and conditions, each with the live drafts beside it; empty where something else was asked
    /// for.
    pub fn demands(&self) -> &[DemandHeld] {
        match &self.of {
            Of::Demands(all) => all,
            _ => &[],
        }
    }

    /// Where each version of a text stands, latest first; empty where something else was asked for.
    pub fn states(&self) -> &[StateOfText] {
        match &self.of {
            Of::State(all) => all,
            _ => &[],
        }
    }

    /// How parties moved; empty where something else was asked for.
    pub fn movements(&self) -> &[Moved] {
        match &self.of {
            Of::Movement(all) => all,
            _ => &[],
        }
    }

    /// What is said to have led to what, chain by chain; empty where something else was asked for.
    pub fn causes(&self) -> &[CauseChain] {
        match &self.of {
            Of::Causes(all) => all,
            _ => &[],
        }
    }

    /// What was undertaken, most pressing first; empty where something else was asked for.
    pub fn undertakings(&self) -> &[Undertaken] {
        match &self.of {
            Of::Undertakings(all) => all,
            _ => &[],
        }
    }

    /// Who has read the record up to when; none where something else was asked for.
    pub fn keepers(&self) -> Option<&Keepers> {
        match &self.of {
            Of::Keepers(it) => Some(it),
            _ => None,
        }
    }
}
