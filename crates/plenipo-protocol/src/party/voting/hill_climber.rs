//! Takes what leaves it no worse off.

use plenipo_maths::random::Stream;

use super::{AtStake, Voting};
use crate::party::Moment;

/// Says yes to every text worth at least as much to it as the one that stands (Klein and others, "Negotiating
/// complex contracts", Group Decision and Negotiation 12, 2003).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HillClimber;

impl Voting for HillClimber {
    fn votes(&mut self, stake: &AtStake, _: Moment, _: &mut Stream) -> bool {
        stake.then >= stake.now
    }

    fn only_compares(&self) -> bool {
        true
    }

    fn fresh(&self) -> Box<dyn Voting> {
        Box::new(Self)
    }
}
