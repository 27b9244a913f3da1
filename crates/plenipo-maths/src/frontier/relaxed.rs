//! What is known of a frontier that is out of reach because too much is forbidden: the frontier with some of it left
//! out.
//!
//! Leaving out what forbids outcomes only adds outcomes. So no permitted outcome lies beyond the frontier that is found
//! then (a relaxation, as in branch and bound: Land and Doig, Econometrica 28 (1960) 497–520), and those of its points
//! that are permitted all the same lie on the frontier that was asked for.

use std::cmp::Reverse;

use super::eliminate::plan;
use super::joint::{Joint, JointFrontier, JointLimits, Never, frontier_joint_within};
use super::{Frontier, FrontierError};
use crate::work::{Ended, Work};

/// Assignments that a separator may have: what is left out is what would make them more. As many as four variables of
/// three options have.
const CELLS_MAX: f64 = 81.0;

/// How often what most points break is put back.
const ROUNDS: usize = 4;

/// A frontier with some of what its question forbids left out.
#[derive(Clone, Debug)]
pub struct Relaxed {
    /// The frontier: every permitted outcome is matched or beaten by one of its points.
    pub frontier: Frontier,
    /// For each point whether the outcome behind it is permitted: then it is on the frontier that was asked for. Where
    /// all are, this is that frontier.
    pub is_permitted: Vec<bool>,
    /// How many of the tables of what is forbidden were left out, of all.
    pub left_out: (usize, usize),
}

impl Relaxed {
    /// Whether it is the frontier that was asked for.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.is_permitted.iter().all(|it| *it)
    }

    /// How many points are on the frontier that was asked for, at least.
    #[must_use]
    pub fn certain(&self) -> usize {
        self.is_permitted.iter().filter(|it| **it).count()
    }

    /// What no permitted outcome exceeds, one entry a player; `None` where nothing is permitted.
    #[must_use]
    pub fn most(&self) -> Option<Vec<f64>> {
        let front = &self.frontier;
        let most = |player: usize| {
            let units = (0..front.len()).map(|at| front.units(at)[player]).max()?;
            Some(front.scales()[player].utility(units))
        };
        (0..front.n_players()).map(most).collect()
    }
}

/// The frontier of `question` with as little left out of what it forbids as keeps its variables loosely tied: what most
/// points break comes back first. `None` where not even the frontier without any of it is reached.
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values,
/// [`FrontierError::Stopped`] when it was asked to stop.
pub fn frontier_relaxed(
    question: &Joint,
    limits: &JointLimits,
    work: &mut Work<'_>,
) -> Result<Option<Relaxed>, FrontierError> {
    let limits = JointLimits { cells_max: CELLS_MAX, ..limits.clone() };
    let mut own = question.clone();
    own.never.clear();
    let mut left: Vec<&Never> = question.never.iter().collect();
    let mut found: Option<Relaxed> = None;
    for round in 0..ROUNDS {
        let share = work.left() / (ROUNDS - round) as u64;
        let front = work.part(share, |work| frontier_joint_within(&own, &limits, work))?;
        let JointFrontier::Exact(front) = front else { break };
        let mut broken = vec![0_usize; left.len()];
        let mut is_permitted = Vec::with_capacity(front.len());
        for point in 0..front.len() {
            let choice = front.choice(point);
            let breaks: Vec<bool> =
                left.iter().map(|it| it.forbids(&choice, &question.n_options)).collect();
            broken.iter_mut().zip(&breaks).for_each(|(n, it)| *n += usize::from(*it));
            is_permitted.push(!breaks.contains(&true));
        }
        let left_out = (left.len(), question.never.len());
        let relaxed = found.insert(Relaxed { frontier: front, is_permitted, left_out });
        if relaxed.is_exact() || round + 1 == ROUNDS {
            break;
        }
        let mut order: Vec<usize> = (0..left.len()).filter(|it| broken[*it] > 0).collect();
        order.sort_by_key(|it| Reverse(broken[*it]));
        let mut back = vec![false; left.len()];
        let n = question.n_options.len() as u64;
        for place in order {
            // What planning an elimination takes.
            match work.spend(n.saturating_mul(n).saturating_mul(n) / 8 + 1) {
                Err(Ended::Stopped) => return Err(FrontierError::Stopped),
                Err(Ended::Spent) => return Ok(found),
                Ok(()) => {}
            }
            own.never.push(left[place].clone());
            back[place] = plan(&own, &own.allowed).cells <= CELLS_MAX;
            if !back[place] {
                own.never.pop();
            }
        }
        if !back.contains(&true) {
            break;
        }
        left = left.into_iter().zip(back).filter(|(_, back)| !back).map(|(it, _)| it).collect();
    }
    Ok(found)
}
