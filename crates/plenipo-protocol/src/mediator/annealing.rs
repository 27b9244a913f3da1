//! A mediator that takes mixed votes, fewer as time runs out.

use plenipo_maths::random::Stream;

use super::{Answers, Feedback, Mediating, OpenText, RandomFlip};
use crate::party::Moment;

/// The annealing mediator (Klein, Faratin, Sayama and Bar-Yam, "Negotiating complex contracts", Group Decision and
/// Negotiation 12, 2003): parties say how strongly they are for or against, and a proposal whose grades add up to
/// less than nothing is taken with probability `exp(sum / T)`, `T` falling evenly to 0 at the last round. Parties
/// need no patience of their own, so that none loses by being the patient one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnnealingMediator {
    heat: f64,
}

impl AnnealingMediator {
    /// The temperature at first unless another is asked for, in votes.
    pub const HEAT: f64 = 1.0;

    /// One whose temperature is at first `heat` votes; not negative.
    #[must_use]
    pub fn new(heat: f64) -> Self {
        Self { heat }
    }
}

impl Mediating for AnnealingMediator {
    fn propose(
        &mut self,
        text: &OpenText<'_>,
        at: Moment,
        stream: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    ) {
        RandomFlip.propose(text, at, stream, changes);
    }

    fn takes(&mut self, answers: &Answers<'_>, at: Moment, stream: &mut Stream) -> bool {
        let sum: i64 = answers.grades.iter().map(|&it| i64::from(it)).sum();
        if sum >= 0 {
            return true;
        }
        let temperature = self.heat * (1.0 - at.time());
        temperature > 0.0 && stream.uniform() < libm::exp(sum as f64 / temperature)
    }

    fn needs(&self) -> Feedback {
        Feedback::Graded
    }

    fn fresh(&self) -> Box<dyn Mediating> {
        Box::new(*self)
    }
}
