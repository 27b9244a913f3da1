//! ACnext.

use super::{Accepting, Seat};
use crate::party::Moment;

/// Accepts what is worth no less than the offer it would make next (ACnext with α = 1, β = 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptNext;

impl Accepting for AcceptNext {
    fn accepts(&mut self, _: &Seat<'_>, units: i64, aspires: i64, _: Moment) -> bool {
        units >= aspires
    }

    fn is_next(&self) -> bool {
        true
    }

    fn fresh(&self) -> Box<dyn Accepting> {
        Box::new(*self)
    }
}
