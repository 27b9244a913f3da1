//! Every outcome that a solution ties over: a list of points has only one for each.

use std::collections::BTreeMap;

use plenipo_maths::bargain::{Bargaining, Outcome, Solution};
use plenipo_maths::frontier::{FrontierError, Joint, JointLimits, Ties, ties};
use plenipo_maths::work::{Ended, Work};

/// What was found for a target, in units.
type Found = BTreeMap<Vec<i64>, Option<Ties>>;

/// `found` with every outcome that is worth what one listed is worth, up to `ties_max` a solution; where
/// that cannot be made sure, the solution says that there may be further ones.
///
/// `is_cut` says that the points were cut at caps.
///
/// # Errors
/// [`FrontierError::Stopped`] when it was asked to stop.
pub fn with_ties(
    mut found: Bargaining,
    question: &Joint,
    is_cut: bool,
    ties_max: usize,
    work: &mut Work<'_>,
) -> Result<Bargaining, FrontierError> {
    let limits = JointLimits::default();
    let mut known = Found::new();
    let mut outcomes_of = |outcome: &Outcome| -> Result<Option<Ties>, FrontierError> {
        let scales = question.scales().iter();
        let target: Vec<i64> =
            scales.zip(&outcome.utilities).map(|(scale, it)| scale.units(*it)).collect();
        if let Some(found) = known.get(&target) {
            return Ok(found.clone());
        }
        let half = work.left() / 2;
        let found = work
            .part(half, |work| ties(question, &target, is_cut, ties_max, &limits, work))
            .map_err(|_: Ended| FrontierError::Stopped)?;
        known.insert(target, found.clone());
        Ok(found)
    };
    let mut all = |outcomes: &mut Vec<Outcome>| -> Result<bool, FrontierError> {
        let mut more = false;
        let mut listed: Vec<Outcome> = Vec::new();
        for outcome in outcomes.drain(..) {
            let tied = outcomes_of(&outcome)?;
            more |= tied.as_ref().is_none_or(|it| it.more);
            let choices = match tied {
                Some(tied) if !tied.outcomes.is_empty() => tied.outcomes,
                _ => vec![outcome.choice],
            };
            for choice in choices {
                if listed.iter().all(|it| it.choice != choice) {
                    listed.push(Outcome { choice, utilities: outcome.utilities.clone() });
                }
            }
        }
        more |= listed.len() > ties_max;
        listed.truncate(ties_max);
        *outcomes = listed;
        Ok(more)
    };
    match &mut found {
        Bargaining::Agreement(it) => {
            let solutions: [Option<&mut Solution>; 4] = [
                Some(&mut it.nash),
                it.kalai_smorodinsky.as_mut(),
                Some(&mut it.egalitarian),
                Some(&mut it.utilitarian),
            ];
            for solution in solutions.into_iter().flatten() {
                solution.truncated |= all(&mut solution.outcomes)?;
            }
        }
        Bargaining::NoAgreement { nearest, .. } => {
            all(nearest)?;
        }
        Bargaining::Undecided { .. } => {}
    }
    Ok(found)
}
