//! Offers in turn.

use super::deadline::{Deadline, Ending, PlayError};
use super::offering::{accepts, bid, opened, seated};
use super::runs::RunStreams;
use super::struck::{OfferEvent, Struck};
use crate::party::bidding::Seat;
use crate::party::{Bidder, Moment};
use crate::space::Menu;

/// Stacked alternating offers (Aydoğan, Festen, Hindriks and Jonker, "Alternating offers protocols for multilateral
/// negotiation", 2017): in each round every party in turn accepts the offer on the table or makes another; an
/// offer that all others accept one after the other is the agreement.
///
/// What a party is not for by its reservation value it neither accepts nor offers, whatever its strategy, unless
/// its acceptance condition yields.
pub struct Alternating<'a> {
    menu: &'a Menu,
    deadline: Deadline,
    seats: Vec<Seat<'a>>,
}

impl<'a> Alternating<'a> {
    /// The protocol over a menu.
    ///
    /// # Errors
    /// [`PlayError`] for fewer than two parties, or a deadline that cannot be.
    pub fn new(menu: &'a Menu, deadline: Deadline) -> Result<Self, PlayError> {
        Ok(Self { menu, deadline, seats: seated(menu, deadline)? })
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
        // The offer on the table, whose it is, and how many have accepted it.
        let mut offer: Option<(u32, usize)> = None;
        let (mut accepted, mut silent) = (0, 0);
        for round in 0..last {
            let at = Moment { round, rounds: self.deadline.rounds };
            for own in 0..n {
                let seat = &self.seats[own];
                let next = bid(&mut bidders[own], seat, at, &mut party[own]);
                if let Some((outcome, by)) = offer
                    && accepts(&mut bidders[own], seat, outcome, next, at)
                {
                    tell(OfferEvent::Accepted { round, party: own, outcome });
                    accepted += 1;
                    if accepted == n - 1 {
                        return Ok(Struck::agreed(round, outcome, by));
                    }
                    continue;
                }
                accepted = 0;
                offer = next.map(|outcome| (outcome, own));
                let Some(outcome) = next else {
                    tell(OfferEvent::Passed { round, party: own });
                    silent += 1;
                    if silent == n {
                        return Ok(Struck::none(Ending::Silent, round + 1));
                    }
                    continue;
                };
                silent = 0;
                tell(OfferEvent::Offered { round, party: own, outcome });
                for other in (0..n).filter(|&it| it != own) {
                    bidders[other].bidding.hear(&self.seats[other], own, outcome);
                }
            }
        }
        Ok(Struck::late(last, self.deadline.rounds))
    }

    /// The menu.
    #[must_use]
    pub fn menu(&self) -> &'a Menu {
        self.menu
    }
}
