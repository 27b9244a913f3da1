//! ACtime.

use super::{Accepting, Seat};
use crate::party::Moment;

/// Accepts anything that is rational for it once a share of the time has passed (ACtime).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AcceptTime {
    /// The share of the time, in `[0, 1]`.
    pub share: f64,
}

impl Accepting for AcceptTime {
    fn accepts(&mut self, _: &Seat<'_>, _: i64, _: i64, at: Moment) -> bool {
        at.time() >= self.share
    }

    fn fresh(&self) -> Box<dyn Accepting> {
        Box::new(*self)
    }
}
