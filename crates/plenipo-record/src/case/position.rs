//! What parties want, what they answered, and what they have if there is no deal.

use jiff::civil::Date;

use super::chance::Range;
use super::draft::Condition;
use super::draft::Draft;
use super::id::Ix;
use super::issue::{Issue, OptionIx, OptionSet};
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::records::Records;
use super::red_line::Audience;

/// What a party wants on an issue, or how much it cares for an issue or a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Position {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Whose.
    pub party: Ix<Party>,
    /// On which issue; absent when it is about a group.
    pub issue: Option<Ix<Issue>>,
    /// On which group of issues (salience only); the group then weighs as one to the party.
    pub group: Option<String>,
    /// When it was stated.
    pub date: Option<Date>,
    /// Who said it.
    pub by: Option<Speaker>,
    /// To whom.
    pub audience: Option<Audience>,
    /// The words.
    pub words: Option<String>,
    /// The option it would choose.
    pub ideal: Option<OptionIx>,
    /// Its order, best first; options in one set are valued alike.
    pub ranking: Vec<OptionSet>,
    /// Single comparisons: the first is preferred to the second.
    pub prefers: Vec<(OptionIx, OptionIx)>,
    /// Options it called acceptable: each is preferred to each of the others.
    pub acceptable: OptionSet,
    /// Stated values of options, in `[0, 1]`.
    pub values: Vec<(OptionIx, Range)>,
    /// Whether it said that all options are alike to it.
    pub indifferent: bool,
    /// How much it cares.
    pub salience: Option<Salience>,
    /// Whether this position is one it no longer holds.
    pub ended: bool,
}

/// How much a party cares for an issue or for a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Salience {
    /// A class; classes are an order, not numbers, and compare across the whole dossier. Within
    /// a group that weighs as one the issues share out its weight, and compare with each other.
    Class(SalienceClass),
    /// Its share of the whole, in `[0, 1]`; of its group's weight where the group weighs as one.
    Share(Range),
}

/// A word of salience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SalienceClass {
    /// No weight at all.
    None,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

impl SalienceClass {
    /// Every class with its word.
    pub const ALL: [(SalienceClass, &'static str); 5] = [
        (SalienceClass::None, "none"),
        (SalienceClass::Low, "low"),
        (SalienceClass::Medium, "medium"),
        (SalienceClass::High, "high"),
        (SalienceClass::Critical, "critical"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

/// A party's reply to a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Whose.
    pub party: Ix<Party>,
    /// To what.
    pub to: AnswerTo,
    /// To which points of it; to all of it where empty.
    pub points: Vec<String>,
    /// What it said.
    pub answer: Reply,
    /// When.
    pub date: Option<Date>,
    /// Who said it.
    pub by: Option<Speaker>,
    /// To whom.
    pub audience: Option<Audience>,
    /// The words.
    pub words: Option<String>,
    /// The condition of an `accept-if`.
    pub condition: Option<Condition>,
}

/// What an answer is an answer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum AnswerTo {
    /// Any text at all.
    #[default]
    AnyText,
    /// A draft.
    Draft(Ix<Draft>),
}

/// A reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum Reply {
    /// Accepts it.
    Accept,
    /// Accepts it under a condition.
    AcceptIf,
    /// Calls it a basis for talks.
    Basis,
    /// Reserves its position.
    #[default]
    Reserve,
    /// Rejects it.
    Reject,
    /// Will not move further.
    NoFurtherMovement,
}

impl Reply {
    /// Every reply with its word.
    pub const ALL: [(Reply, &'static str); 6] = [
        (Reply::Accept, "accept"),
        (Reply::AcceptIf, "accept-if"),
        (Reply::Basis, "basis"),
        (Reply::Reserve, "reserve"),
        (Reply::Reject, "reject"),
        (Reply::NoFurtherMovement, "no-further-movement"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

/// How good no deal is to a party.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alternative {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Whose alternative.
    pub party: Ix<Party>,
    /// In whose view.
    pub view: Option<Speaker>,
    /// When it was stated.
    pub date: Option<Date>,
    /// How good it is.
    pub worth: AlternativeWorth,
    /// The words.
    pub words: Option<String>,
}

impl Alternative {
    /// Whether it is stated by the party itself; an unattributed one counts as its own.
    pub fn is_own_view(&self, records: &Records) -> bool {
        match &self.view {
            None => true,
            Some(Speaker::Party(view)) => *view == self.party,
            Some(Speaker::Person(ix)) => records.persons[ix.get()].party == Some(self.party),
            Some(Speaker::Named(_)) => false,
        }
    }
}

/// The worth of an alternative.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum AlternativeWorth {
    /// Nothing but words.
    #[default]
    Unstated,
    /// A share of the party's best deal, in `[0, 1]`.
    Level(Range),
    /// As good as this draft would be to it.
    Draft(Ix<Draft>),
    /// As good as these options would be to it, the rest at the status quo.
    Outcome(Vec<(Ix<Issue>, OptionIx)>),
    /// Only that it rose or fell.
    Direction(Direction),
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// More, better, likelier.
    Up,
    /// Less, worse, less likely.
    Down,
}

impl Direction {
    /// Both with their words.
    pub const ALL: [(Direction, &'static str); 2] =
        [(Direction::Up, "up"), (Direction::Down, "down")];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}
