//! The solutions among the points of a frontier, where there is no sum over criteria to branch on.

use crate::maths::frontier::{Frontier, FrontierError};

use super::goal::{Aim, Goal};
use super::solutions::{
    BargainSettings, Bargaining, Outcome, Solution, Solutions, leximin_ranks, reservations,
};

/// The bargaining solutions among the points of a frontier computed *without* reservation values;
/// the definitions are those of [`bargain`](super::bargain).
///
/// `least` is the smallest utility of each player over all outcomes. Each point stands for one of
/// the outcomes with its utilities. When the frontier was thinned to an epsilon, so are the values.
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn bargain_listed(
    frontier: &Frontier,
    least: &[f64],
    settings: &BargainSettings,
) -> Result<Bargaining, FrontierError> {
    let n = frontier.n_players();
    let reservations = reservations(&settings.reservations, n)?;
    let rounding = frontier.rounding();
    let points: Vec<Vec<f64>> = (0..frontier.len()).map(|at| frontier.utilities(at)).collect();
    let disagreement: Vec<f64> =
        reservations.iter().zip(least).map(|(r, least)| r.max(*least)).collect();
    let pick = |aim: Aim, floors: &[f64]| -> Solution {
        let goal =
            Goal { aim, disagreement: disagreement.clone(), floors: floors.to_vec(), rounding };
        let allowed: Vec<usize> =
            (0..points.len()).filter(|&at| goal.allows(&points[at])).collect();
        let best = allowed.iter().copied().max_by(|&a, &b| {
            goal.value(&points[a]).total_cmp(&goal.value(&points[b])).then(b.cmp(&a))
        });
        let Some(best) = best else {
            let value = f64::NEG_INFINITY;
            return Solution {
                value,
                outcomes: vec![],
                truncated: false,
                proven: true,
                bound: value,
            };
        };
        let value = goal.value(&points[best]);
        let wanted = value - goal.tolerance(value, &points[best]);
        let mut ties: Vec<usize> =
            allowed.into_iter().filter(|&at| goal.value(&points[at]) >= wanted).collect();
        if let Aim::MaxMin { factors } = &goal.aim {
            let tolerance = goal.tolerance(value, &[]);
            let totals = ties.into_iter().map(|at| (at, points[at].clone())).collect();
            let kept = leximin_ranks(&goal, factors, tolerance, totals, |tie: &(usize, _)| &tie.1);
            ties = kept.into_iter().map(|tie| tie.0).collect();
        }
        let truncated = ties.len() > settings.ties_max;
        let outcome =
            |at: usize| Outcome { choice: frontier.choice(at), utilities: points[at].clone() };
        let outcomes = ties.into_iter().take(settings.ties_max).map(outcome).collect();
        Solution { value, outcomes, truncated, proven: true, bound: value }
    };
    let free = vec![f64::NEG_INFINITY; n];
    let egalitarian = pick(Aim::MaxMin { factors: vec![1.0; n] }, &free);
    if egalitarian.value < -rounding {
        return Ok(Bargaining::NoAgreement {
            smallest_gain: egalitarian.value,
            nearest: egalitarian.outcomes,
        });
    }
    let floors: Vec<f64> = reservations.iter().map(|r| r - rounding).collect();
    let ideal: Vec<f64> = (0..n)
        .map(|player| {
            let mut weights = vec![0.0; n];
            weights[player] = 1.0;
            pick(Aim::Sum { weights }, &floors).value
        })
        .collect();
    let factor = |(m, d): (&f64, &f64)| if m - d > 2.0 * rounding { 1.0 / (m - d) } else { 0.0 };
    let factors: Vec<f64> = ideal.iter().zip(&disagreement).map(factor).collect();
    let anyone_gains = factors.iter().any(|factor| *factor > 0.0);
    Ok(Bargaining::Agreement(Box::new(Solutions {
        nash: pick(Aim::Product, &floors),
        kalai_smorodinsky: anyone_gains.then(|| pick(Aim::MaxMin { factors }, &floors)),
        egalitarian,
        utilitarian: pick(Aim::Sum { weights: vec![1.0; n] }, &floors),
        ideal,
        disagreement,
    })))
}
