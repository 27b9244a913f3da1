//! Conceding as the others do.

use plenipo_maths::random::Stream;

use super::{Bidding, Seat};
use crate::party::Moment;

/// How a concession is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tit {
    /// By the share it was worth: what is asked for is multiplied with the last offer but one over the last.
    Relative,
    /// By as much as it was worth.
    Absolute,
    /// By the share of what came of so many offers.
    Averaged(usize),
}

/// Behaviour-dependent tactics (Faratin, Sierra and Jennings 1998): a concession is answered with one, as seen by
/// the party itself. Worth is counted from its floor up, so that shares mean the same whatever the scale. It
/// never asks for less than its floor nor for more than its best.
#[derive(Clone, Debug, PartialEq)]
pub struct TitForTat {
    how: Tit,
    asks: i64,
    /// What was heard since the last own offer was worked out, from the floor up.
    heard: Vec<i64>,
    answered: usize,
}

impl TitForTat {
    /// One that answers in this way.
    #[must_use]
    pub fn new(how: Tit) -> Self {
        Self { how, asks: 0, heard: Vec::new(), answered: 0 }
    }

    fn answer(&self, before: i64, last: i64, floor: i64) -> i64 {
        match self.how {
            Tit::Absolute => self.asks - (last - before),
            Tit::Relative | Tit::Averaged(_) => {
                // An offer worth nothing more than no agreement tells nothing of a share.
                let ratio = if last > 0 { before as f64 / last as f64 } else { 1.0 };
                floor + libm::rint((self.asks - floor) as f64 * ratio.min(1e6)) as i64
            }
        }
    }
}

impl Bidding for TitForTat {
    fn begin(&mut self, seat: &Seat<'_>) {
        self.asks = seat.most();
        self.heard.clear();
        self.answered = 0;
    }

    fn bid(&mut self, seat: &Seat<'_>, _: Moment, _: &mut Stream) -> Option<u32> {
        if seat.is_hopeless() {
            return None;
        }
        let back = if let Tit::Averaged(n) = self.how { n.max(1) } else { 1 };
        if self.heard.len() > back && self.heard.len() > self.answered {
            let last = self.heard[self.heard.len() - 1];
            let before = self.heard[self.heard.len() - 1 - back];
            self.asks = self.answer(before, last, seat.floor()).clamp(seat.floor(), seat.most());
            self.answered = self.heard.len();
        }
        let order = seat.order();
        let enough = order.partition_point(|&it| seat.units(it) >= self.asks);
        order.get(enough.saturating_sub(1)).copied()
    }

    fn hear(&mut self, seat: &Seat<'_>, _: usize, outcome: u32) {
        self.heard.push((seat.units(outcome) - seat.floor()).max(0));
    }

    fn aspires(&self, _: &Seat<'_>, _: Option<u32>) -> i64 {
        self.asks
    }

    fn fresh(&self) -> Box<dyn Bidding> {
        Box::new(Self::new(self.how))
    }
}
