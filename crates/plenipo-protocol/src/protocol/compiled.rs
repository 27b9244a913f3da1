//! One-text runs of parties that only compare, reckoned ahead.

use plenipo_maths::random::Stream;

use crate::mediator::{flip, other};
use crate::space::Space;

/// Steps that may be tabled: some megabytes.
const STEPS_MAX: usize = 1 << 20;

/// Where every utility is a sum over issues and every party only compares, whether all take a change depends on the
/// issue and its two options alone. So it is asked once, and a round is a draw and a look.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    issues: Vec<CompiledIssue>,
    /// Whether all take the step, by issue, option before and option after.
    taken: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct CompiledIssue {
    first: u32,
    n_options: u32,
}

impl Compiled {
    /// The table of a space, where it has one.
    pub(super) fn new(space: &Space) -> Option<Self> {
        let n_issues = space.n_issues();
        let steps = (0..n_issues).map(|it| (space.n_options(it) as usize).pow(2));
        let steps = steps.fold(0_usize, usize::saturating_add);
        if !space.is_separable() || steps > STEPS_MAX {
            return None;
        }
        let mut compiled = Self { issues: Vec::new(), taken: Vec::with_capacity(steps) };
        for issue in 0..n_issues {
            let n_options = space.n_options(issue);
            compiled.issues.push(CompiledIssue { first: compiled.taken.len() as u32, n_options });
            for from in 0..n_options {
                for to in 0..n_options {
                    let fine = |party| space.step(party, issue, from, to) >= 0;
                    let taken = space.is_open(issue, to) && (0..space.n_parties()).all(fine);
                    compiled.taken.push(taken && from != to);
                }
            }
        }
        Some(compiled)
    }

    /// Plays `rounds` rounds on the text `chosen`; returns the round after which each issue stayed.
    pub(super) fn play(&self, chosen: &mut [u32], rounds: u32, stream: &mut Stream) -> Vec<u32> {
        let mut settled = vec![0; chosen.len()];
        let issues = &self.issues[..chosen.len()];
        for round in 0..rounds {
            let (issue, number) = flip(stream.bits(), issues.len());
            let CompiledIssue { first, n_options } = issues[issue];
            let now = chosen[issue];
            let then = other(number, n_options - 1, now);
            // An issue with a single option has no other: the step is beyond it, and not taken.
            let step = first.wrapping_add(now.wrapping_mul(n_options)).wrapping_add(then);
            if then < n_options && self.taken[step as usize] {
                chosen[issue] = then;
                settled[issue] = round + 1;
            }
        }
        settled
    }
}
