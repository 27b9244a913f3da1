//! Protocols: who may say what, when, and when it ends.

mod alternating;
mod compiled;
mod deadline;
mod offering;
mod one_text;
mod runs;
mod scheduled;
mod shuttle;
mod struck;
mod voting_rounds;

pub use alternating::Alternating;
pub use deadline::{Deadline, Ending, PlayError};
pub use one_text::{OneText, Played, TextEvent};
pub use runs::{RunStreams, for_each_run};
pub use scheduled::Scheduled;
pub use shuttle::Shuttle;
pub use struck::{OfferEvent, Struck};
pub use voting_rounds::VotingRounds;

use crate::mediator::Feedback;
use crate::named::Named;

/// How a negotiation is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolKind {
    /// A mediator's text that all parties answer at once.
    OneText(Feedback),
    /// A mediator's text taken to one party at a time.
    Shuttle,
    /// Offers in turn.
    Alternating,
    /// Offers by all, and votes on each; the share of the parties that must be for one.
    Votes(Majority),
}

impl ProtocolKind {
    /// Whether it has a mediator, whose text parties answer; otherwise parties make offers.
    #[must_use]
    pub fn has_mediator(self) -> bool {
        matches!(self, Self::OneText(_) | Self::Shuttle)
    }
}

/// How many must be for an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Majority {
    /// All.
    All,
    /// More than half.
    Half,
}

/// All protocols. Add one here.
pub const ALL: &[Named<ProtocolKind>] = &[
    Named {
        name: "one-text",
        about: "a mediator's text, answered with yes or no by all at once",
        source: "Fisher 1978; Klein, Faratin, Sayama and Bar-Yam 2003",
        number: None,
        make: |_| ProtocolKind::OneText(Feedback::Votes),
    },
    Named {
        name: "one-text-feedback",
        about: "as one-text; parties also say better, the same or worse",
        source: "Aydoğan, Hindriks and Jonker 2014",
        number: None,
        make: |_| ProtocolKind::OneText(Feedback::Compared),
    },
    Named {
        name: "one-text-graded",
        about: "as one-text; parties also say how strongly they mean it",
        source: "Klein, Faratin, Sayama and Bar-Yam 2003",
        number: None,
        make: |_| ProtocolKind::OneText(Feedback::Graded),
    },
    Named {
        name: "shuttle",
        about: "a mediator's text taken from room to room",
        source: "after Fisher 1978",
        number: None,
        make: |_| ProtocolKind::Shuttle,
    },
    Named {
        name: "alternating",
        about: "offers in turn; one that all others accept is the agreement (SAOP)",
        source: "Aydoğan, Festen, Hindriks and Jonker 2017",
        number: None,
        make: |_| ProtocolKind::Alternating,
    },
    Named {
        name: "consensus",
        about: "all make offers, all vote on each; one that all are for is the agreement",
        source: "Aydoğan, Festen, Hindriks and Jonker 2017",
        number: None,
        make: |_| ProtocolKind::Votes(Majority::All),
    },
    Named {
        name: "majority",
        about: "as consensus; at the deadline the offer that most were for, if more than half",
        source: "Aydoğan, Festen, Hindriks and Jonker 2017",
        number: None,
        make: |_| ProtocolKind::Votes(Majority::Half),
    },
];
