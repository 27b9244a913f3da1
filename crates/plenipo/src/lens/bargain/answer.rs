//! What could be gained by all, as values: for other lenses, and for programs that use the library.

use super::of_case::{Found, OfCase};
use super::of_scenario::OfScenario;
use super::picture::{Picture, SolutionKind};
use crate::finding::status::Status;
use plenipo_record::scenario::Scenario;

/// What could be gained by all, on record or in a scenario.
pub struct BargainAnswer<'a> {
    pub(super) of: Of<'a>,
}

pub(super) enum Of<'a> {
    Case(OfCase<'a>),
    Scenario(OfScenario<'a>),
}

/// A point of the Pareto frontier.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FrontierPoint {
    /// What it is worth to each party, in the order of [`BargainAnswer::scenario`]'s: on record a share of its best
    /// deal in `[0, 1]`, in expectation over the samples; of a scenario in the scenario's own units.
    pub utilities: Vec<f64>,
    /// The place of the option chosen on each issue of [`BargainAnswer::scenario`]: of the drafts that come to this
    /// point, the first.
    pub choice: Vec<usize>,
    /// Whether it is worth no less than no deal to everybody; `None` where what somebody has without a deal is not
    /// on record.
    pub is_rational: Option<bool>,
}

impl BargainAnswer<'_> {
    /// The answer in a sentence, and what it amounts to.
    pub(in crate::lens) fn headline(&self) -> (String, Status) {
        match &self.of {
            Of::Case(it) => it.headline(),
            Of::Scenario(it) => {
                let status = it.status();
                (super::of_scenario::headline(&it.picture, status), status)
            }
        }
    }

    /// The answer in a word: [`Status::Answered`]; [`Status::NoAgreementZone`] where no draft keeps every line, or
    /// none is worth as much as no deal to everybody; [`Status::NotConverged`]; [`Status::Undetermined`].
    pub fn status(&self) -> Status {
        match &self.of {
            Of::Case(it) => it.headline().1,
            Of::Scenario(it) => it.status(),
        }
    }

    fn picture(&self) -> Option<&Picture> {
        match &self.of {
            Of::Scenario(it) => Some(&it.picture),
            Of::Case(it) => match &it.found {
                Found::Numbers(numbered) => Some(numbered.picture()),
                _ => None,
            },
        }
    }

    /// The parties, the issues and the options that are left, with what they are worth on average; `None` where the
    /// record does not allow numbers.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.picture().map(|it| &it.scenario)
    }

    /// Whether gains against no deal can be told: always in a scenario, on record where every alternative is.
    fn has_gains(&self) -> bool {
        match &self.of {
            Of::Scenario(_) => true,
            Of::Case(it) => matches!(&it.found, Found::Numbers(it) if it.with_all),
        }
    }

    /// The points of the frontier; `None` where it was not reached, or the record does not allow numbers.
    pub fn frontier(&self) -> Option<Vec<FrontierPoint>> {
        let (frontier, rational) = self.picture()?.frontier.as_ref()?;
        let mut is_rational = vec![self.has_gains().then_some(false); frontier.len()];
        rational.iter().for_each(|it| is_rational[*it] = self.has_gains().then_some(true));
        let point = |(place, is_rational): (usize, Option<bool>)| FrontierPoint {
            utilities: frontier.utilities(place),
            choice: frontier.choice(place),
            is_rational,
        };
        Some(is_rational.into_iter().enumerate().map(point).collect())
    }

    /// The drafts that a solution chooses, all that tie, each as the place of its option on each issue of
    /// [`BargainAnswer::scenario`]; empty where it is not known (what somebody has without a deal is not on record, or
    /// the search did not end), or no draft is worth as much as no deal to everybody.
    pub fn solution(&self, kind: SolutionKind) -> Vec<&[usize]> {
        let picture = self.picture().filter(|_| self.has_gains());
        let ties = picture.map_or(&[][..], |it| it.ties(kind));
        ties.iter().map(|it| it.choice.as_slice()).collect()
    }

    /// In what share of the samples that were read some draft is worth no less than no deal to everybody; `None` of a
    /// scenario, and where what somebody has without a deal is not on record.
    pub fn zone_share(&self) -> Option<f64> {
        match &self.of {
            Of::Scenario(_) => None,
            Of::Case(it) => match &it.found {
                Found::Numbers(numbered) => numbered.zone_share(),
                _ => None,
            },
        }
    }
}
