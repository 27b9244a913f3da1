//! Says yes with one probability.

use plenipo_maths::random::Stream;

use super::{AtStake, Voting};
use crate::party::Moment;

/// A baseline: whatever is proposed, it says yes with the same probability. It signs no text below its
/// reservation value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RandomVoter {
    /// The probability of a yes, in `[0, 1]`.
    pub yes: f64,
}

impl Voting for RandomVoter {
    fn votes(&mut self, _: &AtStake, _: Moment, stream: &mut Stream) -> bool {
        stream.uniform() < self.yes
    }

    fn fresh(&self) -> Box<dyn Voting> {
        Box::new(*self)
    }
}
