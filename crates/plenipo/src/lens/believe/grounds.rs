//! What one party's beliefs are worked out from: the text, the party's lines and its own word.

use super::answer::Supposed;
use crate::lens::acceptance::assess::{Acceptance, Asked, Assessment, assess};
use crate::lens::acceptance::model::Model;
use crate::lens::view::View;
use plenipo_record::case::Case;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forecast::Forecast;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::{Party, Speaker};

/// One draft and one party.
pub(super) struct Grounds<'g> {
    pub(super) case: &'g Case,
    pub(super) draft: Ix<Draft>,
    pub(super) contents: &'g [Content],
    pub(super) party: Ix<Party>,
    pub(super) model: Model,
    pub(super) assessment: Assessment,
    /// The question on record that asks whether the party accepts this text.
    pub(super) question: Option<Ix<Forecast>>,
    /// The share of weightings.
    pub(super) target: f64,
}

impl<'g> Grounds<'g> {
    pub(super) fn of(
        view: &View<'_>,
        case: &'g Case,
        (draft, contents): (Ix<Draft>, &'g Vec<Content>),
        party: Ix<Party>,
        target: f64,
    ) -> Grounds<'g> {
        let context = view.context();
        let n_samples = context.samples.max(1);
        let each = std::slice::from_ref(contents);
        let model = Model::new(view.draws(), case, party, each, (context.seed, n_samples));
        let asked = Asked::new(case, draft, contents, n_samples, 0.0);
        let (assessment, _) = assess(&asked, &model, 0);
        let question = super::around::question(case, draft, party);
        Grounds { case, draft, contents, party, model, assessment, question, target }
    }

    pub(super) fn label(&self) -> &str {
        self.case.party(self.party).label()
    }

    /// Whether it has accepted this very text, and nothing is against that.
    pub(super) fn has_accepted(&self) -> bool {
        self.assessment.status == Acceptance::Accepted
    }

    /// Whether any line or position of the party is on record.
    pub(super) fn has_position(&self) -> bool {
        let profile = &self.model.profile;
        !self.model.lines.is_empty() || profile.known.contains(&true)
    }

    /// That `by` did not speak for the party: a doubt that is left where it is somebody of whom the record does not say
    /// that nobody stands above him.
    pub(super) fn doubted(&self, by: Option<&Speaker>) -> Option<Supposed> {
        let by = by?;
        let doubtful = match by {
            Speaker::Party(_) => false,
            Speaker::Person(ix) => self.case.persons[ix.get()].rank != Some(1),
            Speaker::Named(_) => true,
        };
        doubtful.then(|| Supposed::NoAuthority(by.clone()))
    }
}

/// Clauses over beliefs, each belief kept once.
#[derive(Default)]
pub(super) struct Clauses {
    pub(super) supposed: Vec<Supposed>,
    pub(super) all: Vec<Vec<usize>>,
}

impl Clauses {
    /// One more: one or another of these for acceptance, all of them together for refusal.
    pub(super) fn add(&mut self, of: impl IntoIterator<Item = Supposed>) {
        let clause: Vec<usize> = of.into_iter().map(|it| self.place(it)).collect();
        if !clause.is_empty() && !self.all.contains(&clause) {
            self.all.push(clause);
        }
    }

    pub(super) fn place(&mut self, it: Supposed) -> usize {
        match self.supposed.iter().position(|known| *known == it) {
            Some(place) => place,
            None => {
                self.supposed.push(it);
                self.supposed.len() - 1
            }
        }
    }
}
