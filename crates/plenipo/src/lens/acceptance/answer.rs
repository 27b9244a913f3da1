//! What the lens found, as values: for other lenses, and for programs that use the library.

use jiff::civil::Date;

use super::assess::{Acceptance, Assessment};
use super::consents::Needed;
use super::deciders::Decider;
use super::joint::Joint;
use super::model::Model;
use super::outside::Outside;
use super::ranks::Ranks;
use super::{Blocker, Content};
use crate::finding::status::Status;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::lines::{Line, Verdict};
use plenipo_record::case::party::Party;

/// What each principal answers to each draft that was asked about.
pub struct AcceptanceAnswer<'a> {
    pub(in crate::lens) case: &'a Case,
    /// The day on which the record is read.
    pub(in crate::lens) day: Option<Date>,
    pub(in crate::lens) tau: f64,
    pub(in crate::lens) drafts: Vec<Ix<Draft>>,
    pub(in crate::lens) contents: Vec<Vec<Content>>,
    pub(in crate::lens) models: Vec<Model>,
    pub(in crate::lens) each: Vec<OfDraft>,
    pub(in crate::lens) ranks: Vec<Ranks>,
    /// Whether any preferences were drawn.
    pub(in crate::lens) sampled: bool,
}

/// What was found of one draft.
pub(in crate::lens) struct OfDraft {
    /// One a party, in the order of the models.
    pub(in crate::lens) assessments: Vec<Assessment>,
    pub(in crate::lens) blockers: Vec<Vec<Blocker>>,
    pub(in crate::lens) deciders: Vec<Decider>,
    pub(in crate::lens) joint: Joint,
    pub(in crate::lens) consents: Vec<Needed>,
    pub(in crate::lens) outside: Vec<Outside>,
}

impl OfDraft {
    /// Whether the text fell with a consent that was refused.
    pub(in crate::lens) fn is_fallen(&self) -> bool {
        self.joint.status == Status::Fallen
    }
}

/// What one party answers to one draft.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartyAnswer<'a> {
    /// The draft.
    pub draft: Ix<Draft>,
    /// The party.
    pub party: Ix<Party>,
    /// The answer in a word: facts of the record come before any figure.
    pub acceptance: Acceptance,
    /// The least probability that it accepts at the table, in `[0, 1]`, over all that the record leaves open;
    /// `None` where nothing is known, and where it has accepted or refused the text: beside its own word there is
    /// no figure.
    pub low: Option<f64>,
    /// The probability with everything as recorded; `None` where the record leaves it open.
    pub as_recorded: Option<f64>,
    /// The greatest probability.
    pub high: Option<f64>,
    /// Its standing lines, each with what the draft does to it.
    pub lines: Vec<(&'a Line, Verdict)>,
}

/// What becomes of one draft under the dossier's agreement rule.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JointAnswer {
    /// The draft.
    pub draft: Ix<Draft>,
    /// The answer in a word: [`Status::Accepted`], [`Status::Stopped`], [`Status::Open`], [`Status::Undetermined`],
    /// or, of a text that a refused consent has voided, [`Status::Fallen`], beside which there is no figure.
    pub status: Status,
    /// The least probability that all whose word is needed accept at the table, in `[0, 1]`; `None` where nothing
    /// is known.
    pub low: Option<f64>,
    /// The probability with everything as recorded; `None` where the record leaves it open.
    pub as_recorded: Option<f64>,
    /// The greatest probability.
    pub high: Option<f64>,
    /// The parties that stop it.
    pub stopped_by: Vec<Ix<Party>>,
}

impl AcceptanceAnswer<'_> {
    /// The visible record that was asked: what the places in the answers refer to.
    pub fn case(&self) -> &Case {
        self.case
    }

    /// The answers: for each draft in the order asked, one of each principal.
    pub fn answers(&self) -> impl Iterator<Item = PartyAnswer<'_>> {
        self.each.iter().flat_map(|it| &it.assessments).map(|it| {
            let model = &self.models[it.model];
            PartyAnswer {
                draft: it.draft,
                party: model.party,
                acceptance: it.status,
                low: it.told().low,
                as_recorded: it.told().central,
                high: it.told().high,
                lines: model.lines.iter().zip(it.verdicts.iter().copied()).collect(),
            }
        })
    }

    /// What becomes of each draft, in the order asked.
    pub fn joint(&self) -> impl Iterator<Item = JointAnswer> {
        self.each.iter().map(|OfDraft { joint: it, .. }| JointAnswer {
            draft: it.draft,
            status: it.status,
            low: it.low,
            as_recorded: it.central,
            high: it.high,
            stopped_by: it.stops.clone(),
        })
    }
}
