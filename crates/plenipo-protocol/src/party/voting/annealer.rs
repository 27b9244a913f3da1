//! Takes losses too, fewer and smaller ones as time runs out.

use plenipo_maths::random::Stream;

use super::{AtStake, Voting};
use crate::party::Moment;

/// Says yes to a gain, and to a loss with probability `exp(gain / T)`, the temperature `T` falling evenly to 0 at
/// the last round (Klein and others, "Negotiating complex contracts", Group Decision and Negotiation 12, 2003).
///
/// The temperature at first is stated in typical changes, the mean size of those proposed so far, so that one
/// setting means the same whatever utilities are counted in.
#[derive(Clone, Debug, PartialEq)]
pub struct Annealer {
    heat: f64,
    n_seen: f64,
    seen: f64,
}

impl Annealer {
    /// The temperature at first, in typical changes, unless another is asked for.
    pub const HEAT: f64 = 1.0;

    /// One whose temperature is at first `heat` typical changes; not negative.
    #[must_use]
    pub fn new(heat: f64) -> Self {
        Self { heat, n_seen: 0.0, seen: 0.0 }
    }
}

impl Voting for Annealer {
    fn begin(&mut self) {
        (self.n_seen, self.seen) = (0.0, 0.0);
    }

    fn votes(&mut self, stake: &AtStake, at: Moment, stream: &mut Stream) -> bool {
        let gain = (stake.then - stake.now) as f64;
        self.n_seen += 1.0;
        self.seen += gain.abs();
        if gain >= 0.0 {
            return true;
        }
        let temperature = self.heat * (self.seen / self.n_seen) * (1.0 - at.time());
        temperature > 0.0 && stream.uniform() < libm::exp(gain / temperature)
    }

    fn fresh(&self) -> Box<dyn Voting> {
        Box::new(Self::new(self.heat))
    }
}
