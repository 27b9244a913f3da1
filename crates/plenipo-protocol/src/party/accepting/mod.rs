//! When a party accepts an offer (Baarslag, Hindriks and Jonker, "Acceptance conditions in automated
//! negotiation", 2013).

mod combined;
mod constant;
mod next;
mod time;

pub use combined::AcceptCombined;
pub use constant::AcceptConstant;
pub use next::AcceptNext;
pub use time::AcceptTime;

use super::Moment;
use super::bidding::Seat;
use crate::named::{Named, NumberIs};

/// A condition for accepting.
pub trait Accepting: Send {
    /// Called before the first round.
    fn begin(&mut self) {}

    /// Whether it accepts an offer worth `units` to it when it would otherwise ask for `aspires`. The protocol asks
    /// only about offers worth at least the reservation value, unless [`Accepting::yields`].
    fn accepts(&mut self, seat: &Seat<'_>, units: i64, aspires: i64, at: Moment) -> bool;

    /// Whether it may accept less than its reservation value. The law is that nobody does; a strategy that does
    /// has to say so here.
    fn yields(&self) -> bool {
        false
    }

    /// Whether it accepts exactly what is worth at least what it aspires to.
    fn is_next(&self) -> bool {
        false
    }

    /// Another one, as it was before the first round.
    fn fresh(&self) -> Box<dyn Accepting>;
}

/// All conditions. Add one here.
pub const ALL: &[Named<Box<dyn Accepting>>] = &[
    Named {
        name: "next",
        about: "accepts what is worth no less than the offer it would make next (ACnext)",
        source: "Baarslag, Hindriks and Jonker 2013",
        number: None,
        make: |_| Box::new(AcceptNext),
    },
    Named {
        name: "time",
        about: "accepts anything rational once a share of the time has passed (ACtime)",
        source: "Baarslag, Hindriks and Jonker 2013",
        number: Some(NumberIs { about: "the share of the time", least: 0.0, most: 1.0 }),
        make: |share| Box::new(AcceptTime { share: share.unwrap_or(0.99) }),
    },
    Named {
        name: "constant",
        about: "accepts what is worth a share of what it could have at best (ACconst)",
        source: "Baarslag, Hindriks and Jonker 2013",
        number: Some(NumberIs {
            about: "the share of the way from its reservation value to its best",
            least: 0.0,
            most: 1.0,
        }),
        make: |share| Box::new(AcceptConstant { share: share.unwrap_or(0.9) }),
    },
    Named {
        name: "combi",
        about: "as next; late, also what is no worse than all it has heard lately (ACcombi)",
        source: "Baarslag, Hindriks and Jonker 2013",
        number: Some(NumberIs {
            about: "the share of the time after which it is late",
            least: 0.0,
            most: 1.0,
        }),
        make: |share| Box::new(AcceptCombined::new(share.unwrap_or(0.95))),
    },
];
