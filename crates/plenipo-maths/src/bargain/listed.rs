//! The solutions among the points of a frontier, where there is no sum over criteria to branch on.

use crate::frontier::{Frontier, FrontierError, NORMAL};

use super::goal::{Aim, Wanted};
use super::ground::Ground;
use super::solutions::{
    BargainOutcome, BargainSettings, Bargaining, Solution, Solutions, leximin_ranks, reservations,
};
use super::space::utilities;

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
    let rounding = frontier.rounding_units() as f64 * NORMAL;
    let scales = frontier.scales();
    let points: Vec<Vec<f64>> = (0..frontier.len())
        .map(|at| frontier.units(at).iter().map(|&units| units as f64 * NORMAL).collect())
        .collect();
    let least: Vec<f64> =
        scales.iter().zip(least).map(|(scale, least)| scale.normal(*least)).collect();
    let ground = Ground::new(scales, &reservations, &least, rounding);
    let pick = |aim: Aim, floors: &[f64]| -> Picked {
        let goal = ground.goal(aim, floors);
        let allowed: Vec<usize> =
            (0..points.len()).filter(|&at| goal.allows(&points[at])).collect();
        let best = allowed
            .iter()
            .copied()
            .max_by(|&a, &b| goal.compare(&points[a], &points[b]).then(b.cmp(&a)));
        let Some(best) = best else {
            return Picked { value: f64::NEG_INFINITY, best: None, ties: Vec::new() };
        };
        let known = goal.best(&points[best]);
        let mut ties: Vec<usize> = allowed
            .into_iter()
            .filter(|&at| goal.is_wanted(&points[at], &known, Wanted::Ties))
            .collect();
        if matches!(goal.aim, Aim::SmallestGain { .. } | Aim::SmallestRatio { .. }) {
            let totals = ties.into_iter().map(|at| (at, points[at].clone())).collect();
            let kept = leximin_ranks(&goal, totals, |tie: &(usize, _)| &tie.1);
            ties = kept.into_iter().map(|tie| tie.0).collect();
        }
        Picked { value: known.value, best: Some(best), ties }
    };
    let outcome = |at: usize| BargainOutcome {
        choice: frontier.choice(at),
        utilities: utilities(scales, &points[at]),
    };
    let finish = |picked: Picked, value: f64| Solution {
        value,
        truncated: picked.ties.len() > settings.ties_max,
        outcomes: picked.ties.into_iter().take(settings.ties_max).map(outcome).collect(),
        proven: true,
        bound: value,
    };
    let free = vec![f64::NEG_INFINITY; n];
    // As in `bargain`: by each player's own scale whether, in utilities how.
    let own = pick(Aim::SmallestGain { powers: vec![Some(0); n] }, &free);
    let in_utilities = || Aim::SmallestGain { powers: ground.powers() };
    if own.value < -rounding {
        let nearest = pick(in_utilities(), &free);
        let total = nearest.best.map(|at| points[at].as_slice());
        return Ok(Bargaining::NoAgreement {
            smallest_gain: ground.smallest_gain(total),
            nearest: finish(nearest, 0.0).outcomes,
        });
    }
    let floors = ground.floors();
    let egalitarian = pick(in_utilities(), if ground.alike() { &free } else { &floors });
    let ideal: Vec<f64> = (0..n)
        .map(|player| {
            let powers = (0..n).map(|other| (other == player).then_some(0)).collect();
            pick(Aim::Sum { powers }, &floors).value
        })
        .collect();
    let nash = pick(Aim::Product, &floors);
    let sum = pick(Aim::Sum { powers: ground.powers() }, &floors);
    let value = |picked: &Picked| picked.value;
    Ok(Bargaining::Agreement(Box::new(Solutions {
        kalai_smorodinsky: ground.ranges(&ideal).map(|ranges| {
            let picked = pick(Aim::SmallestRatio { ranges }, &floors);
            let value = value(&picked);
            finish(picked, value)
        }),
        nash: {
            let value = ground.product(nash.value);
            finish(nash, value)
        },
        egalitarian: {
            let value = value(&egalitarian);
            finish(egalitarian, value)
        },
        utilitarian: {
            let value = value(&sum);
            finish(sum, value)
        },
        ideal: utilities(scales, &ideal),
        disagreement: ground.disagreement_in_utilities(),
    })))
}

/// What a solution picks among the points.
struct Picked {
    value: f64,
    best: Option<usize>,
    ties: Vec<usize>,
}
