//! Texts of the frontier, one after the other.

use plenipo_maths::random::Stream;

use super::{Mediating, OpenText};
use crate::party::Moment;
use crate::space::{Space, StandingText};

/// Directions in which texts of the frontier are looked for.
const DIRECTIONS: usize = 128;

/// Puts forward texts of the frontier, whole: those that are best for some weighting of the parties, the one first
/// in which the party with least of its span has most (after Ehtamo, Kettunen and Hämäläinen, "Searching for joint
/// gains in multi-party negotiations", European Journal of Operational Research 130, 2001).
///
/// It takes the parties' utilities from the space, as a mediator's own idea of them: what it would be worth to
/// know them. Where issues hang together, texts are best among those that differ in one issue only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontierGuided {
    texts: Vec<Vec<u32>>,
    next: usize,
}

/// The text that is best for the weights, from a drawn one by single changes.
fn climbed(space: &Space, weights: &[f64], stream: &mut Stream) -> Option<Vec<u32>> {
    let mut text = StandingText::drawn(space, stream).ok()?;
    let mut after = vec![0; space.n_parties()];
    loop {
        let mut changed = false;
        for issue in 0..space.n_issues() {
            let now: f64 =
                weights.iter().enumerate().map(|it| it.1 * text.units(it.0) as f64).sum();
            let mut best = (now, None);
            for option in 0..space.n_options(issue) {
                if option == text.chosen()[issue] || !text.permits_change(issue, option) {
                    continue;
                }
                text.after(issue, option, &mut after);
                let then = weights.iter().zip(&after).map(|(weight, &it)| weight * it as f64).sum();
                // Less than rounding is no gain, or two options would take turns for ever.
                if then > best.0 + now.abs() * 1e-12 {
                    best = (then, Some(option));
                }
            }
            if let Some(option) = best.1 {
                text.change(issue, option);
                changed = true;
            }
        }
        if !changed {
            return Some(text.chosen().to_vec());
        }
    }
}

impl Mediating for FrontierGuided {
    fn begin(&mut self, space: &Space, stream: &mut Stream) {
        self.next = 0;
        self.texts.clear();
        let n = space.n_parties();
        let mut weights = vec![0.0; n];
        // Each party's best comes first: what the others are measured by.
        for direction in 0..DIRECTIONS + n {
            for (party, weight) in weights.iter_mut().enumerate() {
                let own = f64::from(u8::from(party == direction));
                *weight = if direction < n { own } else { stream.exponential() };
                *weight *= space.utility(party, 1);
            }
            self.texts.extend(climbed(space, &weights, stream));
        }
        let ranges: Vec<(i64, i64)> = (0..n)
            .map(|party| {
                let all = self.texts.iter().map(|it| space.units(party, it));
                all.fold((i64::MAX, i64::MIN), |range, it| (range.0.min(it), range.1.max(it)))
            })
            .collect();
        let least_share = |text: &Vec<u32>| {
            let share = |party: usize| {
                let (least, most) = ranges[party];
                let floor = space.reservation(party).max(least);
                (space.units(party, text) - floor) as f64 / (most - floor).max(1) as f64
            };
            (0..n).map(share).fold(f64::INFINITY, f64::min)
        };
        self.texts.sort();
        self.texts.dedup();
        self.texts.sort_by(|a, b| least_share(b).total_cmp(&least_share(a)));
    }

    fn propose(
        &mut self,
        text: &OpenText<'_>,
        _: Moment,
        _: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    ) {
        let Some(next) = self.texts.get(self.next) else { return };
        self.next += 1;
        let pairs = text.chosen().iter().zip(next).enumerate();
        changes.extend(pairs.filter(|(_, it)| it.0 != it.1).map(|(issue, it)| (issue, *it.1)));
    }

    fn fresh(&self) -> Box<dyn Mediating> {
        Box::new(Self::default())
    }
}
