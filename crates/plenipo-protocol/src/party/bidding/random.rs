//! Any rational outcome.

use plenipo_maths::random::Stream;

use super::{Bidding, Seat};
use crate::party::Moment;

/// A baseline: offers one of the outcomes worth at least its reservation value, all equally often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RandomBidder;

impl Bidding for RandomBidder {
    fn begin(&mut self, _: &Seat<'_>) {}

    fn bid(&mut self, seat: &Seat<'_>, _: Moment, stream: &mut Stream) -> Option<u32> {
        let order = seat.order();
        let rational = order.partition_point(|&it| seat.units(it) >= seat.floor());
        (rational > 0).then(|| order[stream.below(rational)])
    }

    fn fresh(&self) -> Box<dyn Bidding> {
        Box::new(*self)
    }
}
