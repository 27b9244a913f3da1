//! ACconst.

use super::{Accepting, Seat};
use crate::party::Moment;

/// Accepts what lies a share of the way from its reservation value to its best outcome, at any time (ACconst).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AcceptConstant {
    /// The share, in `[0, 1]`.
    pub share: f64,
}

impl Accepting for AcceptConstant {
    fn accepts(&mut self, seat: &Seat<'_>, units: i64, _: i64, _: Moment) -> bool {
        units >= seat.between(self.share)
    }

    fn fresh(&self) -> Box<dyn Accepting> {
        Box::new(*self)
    }
}
