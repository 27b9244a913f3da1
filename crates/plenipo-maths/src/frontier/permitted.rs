//! How many outcomes have nothing forbidden: bucket elimination with a number in place of a frontier.

use super::joint::Never;
use crate::work::Work;

/// A number for each assignment of the variables in the scope.
struct Message {
    scope: Vec<usize>,
    counts: Vec<u128>,
}

/// How many outcomes have none of the combinations of `never`, where variable `i` has `n_options[i]`
/// options; `None` where the combinations tie more variables together than `cells_max` assignments can hold
/// at once, where the work ends before, and for numbers beyond 2^128.
///
/// ```
/// use plenipo_maths::frontier::{Never, permitted};
/// use plenipo_maths::work::Work;
///
/// // Of two variables with two options each, not the second of both.
/// let never = [Never { scope: vec![0, 1], combinations: vec![false, false, false, true] }];
/// assert_eq!(permitted(&[2, 2, 5], &never, 1e6, &mut Work::endless()), Some(15));
/// ```
#[must_use]
pub fn permitted(
    n_options: &[usize],
    never: &[Never],
    cells_max: f64,
    work: &mut Work<'_>,
) -> Option<u128> {
    let mut left: Vec<usize> = (0..n_options.len()).collect();
    let mut forbidding: Vec<&Never> = never.iter().collect();
    let mut messages: Vec<Message> = Vec::new();
    let mut total = 1_u128;
    while !left.is_empty() {
        // Always the variable whose separator has fewest assignments.
        let scope_of = |variable: usize| -> Vec<usize> {
            let scopes = forbidding.iter().map(|it| &it.scope);
            let scopes = scopes.chain(messages.iter().map(|it| &it.scope));
            let mut scope: Vec<usize> =
                scopes.filter(|it| it.contains(&variable)).flatten().copied().collect();
            scope.retain(|it| *it != variable);
            scope.sort_unstable();
            scope.dedup();
            scope
        };
        let cells = |scope: &[usize]| scope.iter().map(|it| n_options[*it] as f64).product::<f64>();
        let (mut best, mut scope) = (0, Vec::new());
        for (place, &variable) in left.iter().enumerate() {
            let own = scope_of(variable);
            if place == 0 || cells(&own) < cells(&scope) {
                (best, scope) = (place, own);
            }
            if scope.is_empty() {
                break;
            }
        }
        let variable = left.remove(best);
        if cells(&scope) > cells_max {
            return None;
        }
        let (bearing, rest): (Vec<&Never>, Vec<&Never>) =
            forbidding.into_iter().partition(|it| it.scope.contains(&variable));
        forbidding = rest;
        let (joined, others): (Vec<Message>, Vec<Message>) =
            messages.into_iter().partition(|it| it.scope.contains(&variable));
        messages = others;
        let each = (bearing.len() + joined.len() + 1) * n_options[variable];
        work.spend((cells(&scope) * each as f64) as u64).ok()?;
        let mut choice = vec![0; n_options.len()];
        let mut counts = Vec::new();
        loop {
            let mut sum = 0_u128;
            for option in 0..n_options[variable] {
                choice[variable] = option;
                if bearing.iter().any(|it| it.forbids(&choice, n_options)) {
                    continue;
                }
                let mut ways = 1_u128;
                for message in &joined {
                    let at = |at: usize, var: &usize| at * n_options[*var] + choice[*var];
                    ways = ways.checked_mul(message.counts[message.scope.iter().fold(0, at)])?;
                }
                sum = sum.checked_add(ways)?;
            }
            counts.push(sum);
            let next =
                (0..scope.len()).rev().find(|&at| choice[scope[at]] + 1 < n_options[scope[at]]);
            let Some(at) = next else { break };
            choice[scope[at]] += 1;
            scope[at + 1..].iter().for_each(|it| choice[*it] = 0);
        }
        if scope.is_empty() {
            total = total.checked_mul(counts[0])?;
        } else {
            messages.push(Message { scope, counts });
        }
    }
    Some(total)
}
