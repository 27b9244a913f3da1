//! Options of dependent variables that never need to be chosen.

use super::joint::{Joint, JointTerm, Never};
use crate::work::{Ended, Work};

/// The options of every variable that no other one matches or beats for every player *whatever the
/// other variables are*; repeated until nothing changes, since every option dropped leaves fewer
/// circumstances to match. An eighth of the work left is spent on it at most: options that are not
/// dropped do no harm but to speed.
///
/// # Errors
/// [`Ended::Stopped`] when it was asked to stop.
pub(crate) fn shrink(question: &Joint, work: &mut Work<'_>) -> Result<Vec<Vec<usize>>, Ended> {
    let mut domains = question.allowed.clone();
    let ended = work.part(work.left() / 8, |own| repeat(question, &mut domains, own));
    match ended {
        Err(Ended::Stopped) => Err(Ended::Stopped),
        Ok(()) | Err(Ended::Spent) => Ok(domains),
    }
}

fn repeat(question: &Joint, domains: &mut [Vec<usize>], work: &mut Work<'_>) -> Result<(), Ended> {
    loop {
        let mut changed = false;
        for variable in 0..domains.len() {
            let kept = undominated(question, domains, variable, work)?;
            if kept.len() < domains[variable].len() {
                domains[variable] = kept;
                changed = true;
            }
        }
        if !changed {
            return Ok(());
        }
    }
}

fn undominated(
    question: &Joint,
    domains: &[Vec<usize>],
    variable: usize,
    work: &mut Work<'_>,
) -> Result<Vec<usize>, Ended> {
    let terms: Vec<&JointTerm> =
        question.terms.iter().filter(|term| term.scope().contains(&variable)).collect();
    let never: Vec<&Never> =
        question.never.iter().filter(|it| it.scope.contains(&variable)).collect();
    // What comparing two options takes.
    let circumstances = |term: &&JointTerm| match term {
        JointTerm::Box { scope, .. } => scope.len() as f64,
        JointTerm::Table { scope, .. } => {
            let others = scope.iter().filter(|other| **other != variable);
            others.map(|other| domains[*other].len() as f64).product::<f64>()
        }
    };
    let steps = terms.iter().map(circumstances).sum::<f64>() * 4.0 * question.n_players as f64
        + never.iter().map(|it| it.combinations.len() as f64).sum::<f64>();
    let quick = (terms.len() * 4 * question.n_players) as u64 + 1;
    let options = &domains[variable];
    let mut dropped = vec![false; options.len()];
    for a in 0..options.len() {
        for b in 0..options.len() {
            // Of options that match each other the first stays.
            let candidate = a != b && !dropped[a] && !dropped[b];
            if !candidate {
                continue;
            }
            let (a_is, b_is) = (options[a], options[b]);
            work.spend(quick)?;
            if worse_at_first(question, &terms, domains, variable, a_is, b_is) {
                continue;
            }
            work.spend(steps as u64 + 1)?;
            if forbids_no_more(question, &never, variable, a_is, b_is)
                && matches_or_beats(question, &terms, domains, variable, a_is, b_is)
            {
                dropped[b] = true;
            }
        }
    }
    Ok(options
        .iter()
        .zip(dropped)
        .filter(|(_, dropped)| !dropped)
        .map(|(&option, _)| option)
        .collect())
}

/// Whether `a` is forbidden in no circumstances in which `b` is not.
fn forbids_no_more(
    question: &Joint,
    never: &[&Never],
    variable: usize,
    a: usize,
    b: usize,
) -> bool {
    never.iter().all(|it| {
        // Combinations that differ only in the variable lie so far apart.
        let after = it.scope.iter().rev().take_while(|other| **other != variable);
        let stride: usize = after.map(|&other| question.n_options[other]).product();
        let block = stride * question.n_options[variable];
        it.combinations.chunks(block).all(|block| {
            let row = |option: usize| &block[option * stride..(option + 1) * stride];
            row(a).iter().zip(row(b)).all(|(a, b)| !a || *b)
        })
    })
}

/// Whether option `a` is worth less than `b` to some player where every other variable has its first
/// option: then it does not match it everywhere, and nothing more needs to be looked at.
fn worse_at_first(
    question: &Joint,
    terms: &[&JointTerm],
    domains: &[Vec<usize>],
    variable: usize,
    a: usize,
    b: usize,
) -> bool {
    let mut difference = vec![0_i64; question.n_players];
    let mut first: Vec<usize> = domains.iter().map(|domain| domain[0]).collect();
    for (option, sign) in [(a, 1), (b, -1)] {
        first[variable] = option;
        for term in terms {
            let worth = term.at(&first, &question.n_options, question.n_players).unwrap_or(&[]);
            for ((sum, value), scale) in difference.iter_mut().zip(worth).zip(&question.scales) {
                *sum += sign * scale.units(*value);
            }
        }
    }
    difference.iter().any(|&value| value < 0)
}

/// Whether option `a` is worth at least as much as `b` for every player in every circumstance: the
/// sum, over the terms, of the least difference each can make.
fn matches_or_beats(
    question: &Joint,
    terms: &[&JointTerm],
    domains: &[Vec<usize>],
    variable: usize,
    a: usize,
    b: usize,
) -> bool {
    let mut difference = vec![0_i64; question.n_players];
    for term in terms {
        let least = least_difference(question, term, domains, variable, a, b);
        for (sum, value) in difference.iter_mut().zip(least) {
            *sum += value;
        }
    }
    difference.iter().all(|&value| value >= 0)
}

fn least_difference(
    question: &Joint,
    term: &JointTerm,
    domains: &[Vec<usize>],
    variable: usize,
    a: usize,
    b: usize,
) -> Vec<i64> {
    let units = |player: usize, value: &f64| question.scales[player].units(*value);
    match term {
        JointTerm::Box { scope, ranges, utilities } => {
            let mut always = true;
            let mut never = false;
            let mut inside = (false, false);
            for (&other, range) in scope.iter().zip(ranges) {
                let within = |option: &usize| (range.0..=range.1).contains(option);
                if other == variable {
                    inside = (within(&a), within(&b));
                } else {
                    always &= domains[other].iter().all(within);
                    never |= !domains[other].iter().any(within);
                }
            }
            let sign = i64::from(inside.0) - i64::from(inside.1);
            let each = utilities.iter().enumerate();
            let difference = each.map(|(player, value)| sign * units(player, value));
            match (always, never) {
                (_, true) => vec![0; utilities.len()],
                (true, _) => difference.collect(),
                // The other variables may leave the box, and then there is no difference.
                _ => difference.map(|value| value.min(0)).collect(),
            }
        }
        JointTerm::Table { scope, utilities } => {
            let mut least = vec![i64::MAX; question.n_players];
            let mut at = vec![0; scope.len()];
            loop {
                let index = |chosen: usize| {
                    let digit = |(&other, &at): (&usize, &usize)| {
                        if other == variable { chosen } else { domains[other][at] }
                    };
                    scope
                        .iter()
                        .zip(&at)
                        .fold(0, |index, pair| index * question.n_options[*pair.0] + digit(pair))
                };
                let row =
                    |index: usize| &utilities[index * question.n_players..][..question.n_players];
                let rows = row(index(a)).iter().zip(row(index(b)));
                for (player, (least, (a, b))) in least.iter_mut().zip(rows).enumerate() {
                    *least = (*least).min(units(player, a) - units(player, b));
                }
                let next = (0..at.len()).rev().find(|&place| {
                    scope[place] != variable && at[place] + 1 < domains[scope[place]].len()
                });
                let Some(place) = next else { return least };
                at[place] += 1;
                at[place + 1..].fill(0);
            }
        }
    }
}
