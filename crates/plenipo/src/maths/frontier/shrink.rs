//! Options of dependent variables that never need to be chosen.

use super::joint::{Joint, Term};

/// The options of every variable that no other one matches or beats for every player *whatever the
/// other variables are*; repeated until nothing changes, since every option dropped leaves fewer
/// circumstances to match.
pub(in crate::maths) fn shrink(question: &Joint) -> Vec<Vec<usize>> {
    let mut domains = question.allowed.clone();
    loop {
        let mut changed = false;
        for variable in 0..domains.len() {
            let kept = undominated(question, &domains, variable);
            if kept.len() < domains[variable].len() {
                domains[variable] = kept;
                changed = true;
            }
        }
        if !changed {
            return domains;
        }
    }
}

fn undominated(question: &Joint, domains: &[Vec<usize>], variable: usize) -> Vec<usize> {
    let terms: Vec<&Term> =
        question.terms.iter().filter(|term| term.scope().contains(&variable)).collect();
    let options = &domains[variable];
    let mut dropped = vec![false; options.len()];
    for a in 0..options.len() {
        for b in 0..options.len() {
            // Of options that match each other the first stays.
            let candidate = a != b && !dropped[a] && !dropped[b];
            if candidate
                && matches_or_beats(question, &terms, domains, variable, options[a], options[b])
            {
                dropped[b] = true;
            }
        }
    }
    options.iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(&option, _)| option).collect()
}

/// Whether option `a` is worth at least as much as `b` for every player in every circumstance: the
/// sum, over the terms, of the least difference each can make.
fn matches_or_beats(
    question: &Joint,
    terms: &[&Term],
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
    term: &Term,
    domains: &[Vec<usize>],
    variable: usize,
    a: usize,
    b: usize,
) -> Vec<i64> {
    let units = |value: &f64| question.scale.units(*value);
    match term {
        Term::Box { scope, ranges, utilities } => {
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
            let difference = utilities.iter().map(|value| sign * units(value));
            match (always, never) {
                (_, true) => vec![0; utilities.len()],
                (true, _) => difference.collect(),
                // The other variables may leave the box, and then there is no difference.
                _ => difference.map(|value| value.min(0)).collect(),
            }
        }
        Term::Table { scope, utilities } => {
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
                let rows = utilities[index(a)].iter().zip(&utilities[index(b)]);
                for (least, (a, b)) in least.iter_mut().zip(rows) {
                    *least = (*least).min(units(a) - units(b));
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
