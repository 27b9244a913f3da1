//! What the lens found, as values.

use super::evidence::Evidence;
use plenipo_record::case::Case;
use plenipo_record::case::demand::Demand;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Stated;
use plenipo_record::case::party::{Party, Speaker};
use plenipo_record::case::position::Answer;
use plenipo_record::case::process::Consent;

/// What one would have to believe for a draft to be accepted, and to be refused.
pub struct BelieveAnswer<'a> {
    pub(in crate::lens) case: &'a Case,
    /// The draft.
    pub draft: Ix<Draft>,
    /// Where nobody named one: which was chosen, and why.
    pub(super) chosen: Option<String>,
    /// The share of weightings in which the draft must be worth no less than no deal.
    pub target: f64,
    /// Party by party, in the order asked.
    pub parties: Vec<PartyBelieved>,
}

impl BelieveAnswer<'_> {
    /// The visible record that was asked.
    pub fn case(&self) -> &Case {
        self.case
    }
}

/// What one would have to believe of one party.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartyBelieved {
    /// The party.
    pub party: Ix<Party>,
    /// Whether any line or position of it is on record. Where none is, no set of beliefs is known to suffice.
    pub has_position: bool,
    /// Whether values are on record for a number.
    pub has_values: bool,
    /// The question on record that asks whether it accepts this text, where there is one.
    pub question: Option<Ix<Forecast>>,
    /// That it accepts the draft.
    pub acceptance: SideBelieved,
    /// That it refuses it.
    pub refusal: SideBelieved,
}

impl PartyBelieved {
    /// Both sides with the word of each.
    pub fn sides(&self) -> [(&'static str, &SideBelieved); 2] {
        [("acceptance", &self.acceptance), ("refusal", &self.refusal)]
    }
}

/// What one would have to believe for one of the two.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SideBelieved {
    /// Every belief that stands in a need or a set.
    pub beliefs: Vec<Belief>,
    /// What every sufficient set has: of each of these one or another, by place; those with the fewest independent
    /// records against first.
    pub needs: Vec<Vec<usize>>,
    /// The smallest sets that suffice, by places of beliefs, those with the fewest independent records against first.
    pub sets: Vec<BelievedSet>,
    /// Whether these are all of them.
    pub whole: bool,
    /// Whether the sets suffice, or are only what is needed.
    pub suffices: bool,
    /// The answer on record by which it already is so.
    pub by: Vec<Ix<Answer>>,
}

/// Beliefs that suffice together, and none of which can be left out.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BelievedSet {
    /// The beliefs, by place: of each of these one or another will do.
    pub beliefs: Vec<Vec<usize>>,
    /// How many independent records speak against them, each time against the one with the fewest: those that go back to
    /// one source are one.
    pub against: usize,
    /// What no deal may be worth at most, or must be worth at least where it is refused, as a share of the party's
    /// best deal; only where values are on record and the set needs it.
    pub break_even: Option<f64>,
}

/// One belief.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Belief {
    /// What is supposed.
    pub supposed: Supposed,
    /// The same in words, without the `that`.
    pub words: String,
    /// Records that speak for it.
    pub speaks_for: Vec<Evidence>,
    /// Records that speak against it.
    pub against: Vec<Evidence>,
    /// What would count against it if it were known.
    pub would_count_against: String,
}

/// What a belief supposes. Of the sort of text, line or word that it is about.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Supposed {
    /// The text has one of these options there, or leaves the issue open where it may.
    Content(Ix<Issue>, OptionSet),
    /// A line is a bargaining position: it binds nowhere.
    Gives(Stated),
    /// A line stands as it was said.
    Holds(Stated),
    /// A line does not reach what the text says where the line itself leaves that unclear.
    Spares(Stated),
    /// It does reach it.
    Reaches(Stated),
    /// The condition of a line, known in words only, does not hold, or (`true`) does.
    Condition(Stated, bool),
    /// Who said something did not speak for the party.
    NoAuthority(Speaker),
    /// An answer is not final.
    NotFinal(Ix<Answer>),
    /// It is.
    Final(Ix<Answer>),
    /// The text meets the condition of an answer, known in words only, or (`false`) does not.
    Meets(Ix<Answer>, bool),
    /// The text asks no concession beyond those of which an answer says that they were the last, or (`true`) does.
    AsksMore(Ix<Answer>, bool),
    /// The text departs from the understanding that a warning is about, as the party sees it, or (`false`) keeps to it.
    Departs(Ix<Demand>, bool),
    /// The party acts on a warning or a condition of its own, or (`false`) does not.
    ActsOn(Ix<Demand>, bool),
    /// The text is better for the party than no deal, or (`false`) worse.
    Better(bool),
    /// Another party accepts the text first, or (`false`) does not.
    OthersAct(Ix<Party>, bool),
    /// The party waits for the acceptance of another, or (`false`) does not.
    Waits(Ix<Party>, bool),
    /// A consent that was refused is asked for again, and given.
    ConsentAnew(Ix<Consent>),
    /// The answer comes as the question on record asks for it, and by its day.
    InTime(Ix<Forecast>),
    /// Something that is not on record decides it.
    NotOnRecord,
}

impl Supposed {
    /// Which kind of belief it is.
    pub fn kind(&self) -> BeliefKind {
        match self {
            Supposed::Content(..) | Supposed::AsksMore(..) | Supposed::Meets(..) => {
                BeliefKind::Content
            }
            Supposed::Spares(_)
            | Supposed::Reaches(_)
            | Supposed::Departs(..)
            | Supposed::Condition(..) => BeliefKind::Reading,
            Supposed::Gives(_) | Supposed::Holds(_) => BeliefKind::Firmness,
            Supposed::NoAuthority(_) => BeliefKind::Authority,
            Supposed::NotFinal(_) | Supposed::Final(_) | Supposed::ActsOn(..) => {
                BeliefKind::Finality
            }
            Supposed::Better(_) => BeliefKind::NoDeal,
            Supposed::OthersAct(..) | Supposed::Waits(..) | Supposed::ConsentAnew(_) => {
                BeliefKind::AnothersAct
            }
            Supposed::InTime(_) => BeliefKind::Timing,
            Supposed::NotOnRecord => BeliefKind::NotOnRecord,
        }
    }
}

/// A kind of belief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BeliefKind {
    /// What an unread point says.
    Content,
    /// How an understanding, a line or its condition is read.
    Reading,
    /// How firm a line is.
    Firmness,
    /// Whether what was said is the last word.
    Finality,
    /// Whether who spoke did so for the party.
    Authority,
    /// What no deal is worth.
    NoDeal,
    /// What another party does.
    AnothersAct,
    /// By when.
    Timing,
    /// Something not on record.
    NotOnRecord,
}

impl BeliefKind {
    /// Every kind with its word.
    pub const ALL: [(BeliefKind, &'static str); 9] = [
        (BeliefKind::Content, "content"),
        (BeliefKind::Reading, "reading"),
        (BeliefKind::Firmness, "firmness"),
        (BeliefKind::Finality, "finality"),
        (BeliefKind::Authority, "authority"),
        (BeliefKind::NoDeal, "no deal"),
        (BeliefKind::AnothersAct, "another's act"),
        (BeliefKind::Timing, "timing"),
        (BeliefKind::NotOnRecord, "not on record"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}
