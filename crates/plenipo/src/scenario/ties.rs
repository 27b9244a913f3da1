//! Every outcome that a solution ties over: a list of points has only one for each.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_maths::bargain::{BargainOutcome, Bargaining, Solution};
use plenipo_maths::frontier::{FrontierError, Joint, JointLimits, Ties, ties};
use plenipo_maths::work::{Ended, Work};

/// `found`, from a list of points, with every outcome that is worth what one listed is worth, up to `ties_max`
/// a solution; where that cannot be made sure, the solution says that there may be further ones.
///
/// `is_cut` says that the points were cut at caps.
///
/// # Errors
/// [`FrontierError::Stopped`] when it was asked to stop.
pub(super) fn with_ties(
    found: Bargaining,
    question: &Joint,
    is_cut: bool,
    ties_max: usize,
    work: &mut Work<'_>,
) -> Result<Bargaining, FrontierError> {
    let none = Bargaining::Undecided { smallest_gain: 0.0, bound: 0.0 };
    with_ties_beside(found, none, question, is_cut, ties_max, work)
}

/// The same, where a search had proved some of the solutions: those have all their ties already and stay.
///
/// # Errors
/// As there.
pub(super) fn with_ties_beside(
    mut found: Bargaining,
    searched: Bargaining,
    question: &Joint,
    is_cut: bool,
    ties_max: usize,
    work: &mut Work<'_>,
) -> Result<Bargaining, FrontierError> {
    let mut all = All { question, is_cut, ties_max, known: BTreeMap::new() };
    match &mut found {
        Bargaining::Agreement(it) => {
            let searched = match searched {
                Bargaining::Agreement(it) => Some(*it),
                Bargaining::NoAgreement { .. } | Bargaining::Undecided { .. } => None,
            };
            let [nash, fair, least, sum] = match searched {
                Some(it) => [
                    Some(it.nash),
                    it.kalai_smorodinsky,
                    Some(it.egalitarian),
                    Some(it.utilitarian),
                ],
                None => [const { None }; 4],
            };
            let solutions: [(Option<&mut Solution>, Option<Solution>); 4] = [
                (Some(&mut it.nash), nash),
                (it.kalai_smorodinsky.as_mut(), fair),
                (Some(&mut it.egalitarian), least),
                (Some(&mut it.utilitarian), sum),
            ];
            for (listed, searched) in solutions {
                match (listed, searched.filter(|it| it.proven)) {
                    (Some(listed), Some(searched)) => *listed = searched,
                    (Some(listed), None) => {
                        listed.truncated |= all.of(&mut listed.outcomes, work)?
                    }
                    (None, _) => {}
                }
            }
        }
        Bargaining::NoAgreement { nearest, .. } => {
            all.of(nearest, work)?;
        }
        Bargaining::Undecided { .. } => {}
    }
    Ok(found)
}

/// The outcomes of the Nash solution of `found`, from a list of points, with every outcome that is worth what one listed
/// is worth, up to `ties_max`; none where there is no agreement.
///
/// `is_cut` says that the points were cut at caps.
///
/// # Errors
/// [`FrontierError::Stopped`] when it was asked to stop.
pub fn nash_with_ties(
    found: Bargaining,
    question: &Joint,
    is_cut: bool,
    ties_max: usize,
    work: &mut Work<'_>,
) -> Result<Vec<BargainOutcome>, FrontierError> {
    let Bargaining::Agreement(found) = found else { return Ok(Vec::new()) };
    let mut outcomes = found.nash.outcomes;
    all_as_good(&mut outcomes, question, is_cut, ties_max, work)?;
    Ok(outcomes)
}

/// Puts beside each of these outcomes all that are worth the same; whether there may be more.
///
/// # Errors
/// As [`with_ties`].
pub(super) fn all_as_good(
    outcomes: &mut Vec<BargainOutcome>,
    question: &Joint,
    is_cut: bool,
    ties_max: usize,
    work: &mut Work<'_>,
) -> Result<bool, FrontierError> {
    All { question, is_cut, ties_max, known: BTreeMap::new() }.of(outcomes, work)
}

/// Ties of one question, found once for each target.
struct All<'q> {
    question: &'q Joint,
    is_cut: bool,
    ties_max: usize,
    /// What was found for a target, in units.
    known: BTreeMap<Vec<i64>, Option<Ties>>,
}

impl All<'_> {
    /// Puts beside each outcome all that are worth the same; whether there may be more.
    fn of(
        &mut self,
        outcomes: &mut Vec<BargainOutcome>,
        work: &mut Work<'_>,
    ) -> Result<bool, FrontierError> {
        let mut more = false;
        let mut listed: Vec<BargainOutcome> = Vec::new();
        let mut choices = BTreeSet::new();
        for outcome in outcomes.drain(..) {
            let tied = self.as_good_as(&outcome, work)?;
            more |= tied.as_ref().is_none_or(|it| it.more);
            let own = match tied {
                Some(tied) if !tied.outcomes.is_empty() => tied.outcomes,
                _ => vec![outcome.choice],
            };
            for choice in own {
                if choices.insert(choice.clone()) {
                    listed.push(BargainOutcome { choice, utilities: outcome.utilities.clone() });
                }
            }
        }
        more |= listed.len() > self.ties_max;
        listed.truncate(self.ties_max);
        *outcomes = listed;
        Ok(more)
    }

    fn as_good_as(
        &mut self,
        outcome: &BargainOutcome,
        work: &mut Work<'_>,
    ) -> Result<Option<Ties>, FrontierError> {
        let scales = self.question.scales().iter();
        let target: Vec<i64> =
            scales.zip(&outcome.utilities).map(|(scale, it)| scale.units(*it)).collect();
        if let Some(found) = self.known.get(&target) {
            return Ok(found.clone());
        }
        let limits = JointLimits::default();
        let half = work.left() / 2;
        let found = work
            .part(half, |work| {
                ties(self.question, &target, self.is_cut, self.ties_max, &limits, work)
            })
            .map_err(|_: Ended| FrontierError::Stopped)?;
        self.known.insert(target, found.clone());
        Ok(found)
    }
}
