//! What comes of offers.

use super::Ending;

/// How a negotiation by offers went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Struck {
    /// How it ended.
    pub ending: Ending,
    /// Rounds that were begun.
    pub rounds: u32,
    /// The outcome agreed on, by its place in the menu.
    pub outcome: Option<u32>,
    /// Who offered it.
    pub by: Option<u32>,
}

impl Struck {
    pub(super) fn agreed(round: u32, outcome: u32, by: usize) -> Self {
        let (outcome, by) = (Some(outcome), Some(by as u32));
        Self { ending: Ending::Agreed, rounds: round + 1, outcome, by }
    }

    pub(super) fn none(ending: Ending, rounds: u32) -> Self {
        Self { ending, rounds, outcome: None, by: None }
    }

    /// No agreement within `last` of `rounds` rounds.
    pub(super) fn late(last: u32, rounds: u32) -> Self {
        Self::none(if last < rounds { Ending::BrokenOff } else { Ending::Deadline }, last)
    }
}

/// What happened at the table, for who watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferEvent {
    /// A party made an offer.
    Offered {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
        /// The outcome.
        outcome: u32,
    },
    /// A party was for an offer.
    Accepted {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
        /// The outcome.
        outcome: u32,
    },
    /// A party had nothing to offer.
    Passed {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
    },
}
