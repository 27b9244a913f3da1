//! Who negotiates: parties that answer a mediator's text ([`voting`]) and parties that make offers
//! ([`bidding`]), which accept by a condition ([`accepting`]) and may model the others ([`modelling`]).
//!
//! Offers, conditions and models are apart, as in Baarslag, Hindriks, Hendrikx, Dirkzwager and Jonker,
//! "Decoupling negotiating agents to explore the space of negotiation strategies", 2014.

pub mod accepting;
pub mod bidding;
pub mod modelling;
pub mod voting;

mod moment;

pub use moment::Moment;

use crate::named::{NameError, named};
use accepting::Accepting;
use bidding::{Bidding, Concession};

/// A party at a table where offers are made.
pub struct Bidder {
    /// What it offers.
    pub bidding: Box<dyn Bidding>,
    /// When it accepts.
    pub accepting: Box<dyn Accepting>,
}

impl Bidder {
    /// The party that `text` describes: `STRATEGY[:NUMBER][+MODEL][@CONDITION[:NUMBER]]`, such as
    /// `boulware:0.1+frequency@combi:0.9`. Without a condition it accepts what its next offer is not better than.
    ///
    /// # Errors
    /// [`NameError`] for what is in no list.
    pub fn named(text: &str) -> Result<Self, NameError> {
        let (rest, condition) = match text.split_once('@') {
            Some((rest, condition)) => (rest, condition),
            None => (text, "next"),
        };
        let accepting = named(accepting::ALL, "acceptance condition", condition)?;
        let Some((strategy, model)) = rest.split_once('+') else {
            return Ok(Self { bidding: named(bidding::ALL, "strategy", rest)?, accepting });
        };
        let model = named(modelling::ALL, "opponent model", model)?;
        let exponent = named(bidding::CONCESSIONS, "strategy with a model", strategy)?;
        Ok(Self { bidding: Box::new(Concession::with_model(exponent, model)), accepting })
    }

    /// Another party like this one as it was before it sat down.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self { bidding: self.bidding.fresh(), accepting: self.accepting.fresh() }
    }
}
