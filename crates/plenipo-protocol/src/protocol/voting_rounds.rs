//! Offers by all, and votes on each.

use super::Majority;
use super::deadline::{Deadline, Ending, PlayError};
use super::offering::{accepts, bid, opened, seated};
use super::runs::RunStreams;
use super::struck::{OfferEvent, Struck};
use crate::party::bidding::Seat;
use crate::party::{Bidder, Moment};
use crate::space::Menu;

/// Consensus and majority voting (Aydoğan, Festen, Hindriks and Jonker, "Alternating offers protocols for
/// multilateral negotiation", 2017): in each round every party makes an offer and all vote on each. An offer that all
/// are for is the agreement. Where a majority is enough, the offer that most were for, the latest among equals,
/// is the agreement at the deadline; who was against it is bound by it without having accepted.
pub struct VotingRounds<'a> {
    deadline: Deadline,
    seats: Vec<Seat<'a>>,
    majority: Majority,
}

impl<'a> VotingRounds<'a> {
    /// The protocol over a menu.
    ///
    /// # Errors
    /// [`PlayError`] for fewer than two parties, or a deadline that cannot be.
    pub fn new(menu: &'a Menu, deadline: Deadline, majority: Majority) -> Result<Self, PlayError> {
        Ok(Self { deadline, seats: seated(menu, deadline)?, majority })
    }

    /// Plays the run of that number.
    ///
    /// # Errors
    /// [`PlayError::Strategies`] when there is not one strategy a party.
    pub fn play(
        &self,
        bidders: &mut [Bidder],
        streams: &RunStreams,
        run: u64,
        mut watch: Option<&mut dyn FnMut(OfferEvent)>,
    ) -> Result<Struck, PlayError> {
        let n = self.seats.len();
        let (last, mut party) = opened(bidders, &self.seats, self.deadline, streams, run)?;
        let mut tell = |event| {
            if let Some(watch) = watch.as_deref_mut() {
                watch(event);
            }
        };
        let mut offers = vec![None; n];
        let mut best: Option<(usize, u32, usize)> = None;
        for round in 0..last {
            let at = Moment { round, rounds: self.deadline.rounds };
            for own in 0..n {
                offers[own] = bid(&mut bidders[own], &self.seats[own], at, &mut party[own]);
                match offers[own] {
                    Some(outcome) => tell(OfferEvent::Offered { round, party: own, outcome }),
                    None => tell(OfferEvent::Passed { round, party: own }),
                }
            }
            if offers.iter().all(Option::is_none) {
                break;
            }
            for by in 0..n {
                let Some(outcome) = offers[by] else { continue };
                let mut votes = 1;
                for own in (0..n).filter(|&it| it != by) {
                    let (bidder, seat) = (&mut bidders[own], &self.seats[own]);
                    bidder.bidding.hear(seat, by, outcome);
                    if accepts(bidder, seat, outcome, offers[own], at) {
                        tell(OfferEvent::Accepted { round, party: own, outcome });
                        votes += 1;
                    }
                }
                if votes == n {
                    return Ok(Struck::agreed(round, outcome, by));
                }
                if best.is_none_or(|it| votes >= it.0) {
                    best = Some((votes, outcome, by));
                }
            }
        }
        let silent = offers.iter().all(Option::is_none);
        let struck = if silent {
            Struck::none(Ending::Silent, last)
        } else {
            Struck::late(last, self.deadline.rounds)
        };
        if self.majority == Majority::Half
            && struck.ending != Ending::BrokenOff
            && let Some((_, outcome, by)) = best.filter(|it| 2 * it.0 > n)
        {
            return Ok(Struck {
                outcome: Some(outcome),
                by: Some(by as u32),
                ending: Ending::Agreed,
                ..struck
            });
        }
        Ok(struck)
    }
}
