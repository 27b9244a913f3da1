//! What protocols share in which parties make offers: their seats, how a run opens, what a party offers and is for.

use plenipo_maths::random::Stream;

use super::deadline::{Deadline, PlayError, check_parties};
use super::runs::RunStreams;
use crate::party::bidding::Seat;
use crate::party::{Bidder, Moment};
use crate::space::Menu;

/// The seats of the parties of a menu.
///
/// # Errors
/// [`PlayError`] for fewer than two parties, or a deadline that cannot be.
pub(super) fn seated(menu: &Menu, deadline: Deadline) -> Result<Vec<Seat<'_>>, PlayError> {
    deadline.check()?;
    check_parties(menu.n_parties(), menu.n_parties())?;
    Ok(seats(menu, deadline))
}

pub(super) fn seats(menu: &Menu, deadline: Deadline) -> Vec<Seat<'_>> {
    (0..menu.n_parties()).map(|party| Seat::new(menu, party, deadline.rounds)).collect()
}

/// How a run opens: its last round, and the stream of each party.
///
/// # Errors
/// [`PlayError::Strategies`] when there is not one strategy a party.
pub(super) fn opened(
    bidders: &mut [Bidder],
    seats: &[Seat<'_>],
    deadline: Deadline,
    streams: &RunStreams,
    run: u64,
) -> Result<(u32, Vec<Stream>), PlayError> {
    check_parties(seats.len(), bidders.len())?;
    let last = deadline.drawn(&mut streams.protocol(run));
    for (bidder, seat) in bidders.iter_mut().zip(seats) {
        bidder.bidding.begin(seat);
        bidder.accepting.begin();
    }
    Ok((last, (0..seats.len()).map(|it| streams.party(it, run)).collect()))
}

/// What a party would offer, if it is for that itself.
pub(super) fn bid(
    bidder: &mut Bidder,
    seat: &Seat<'_>,
    at: Moment,
    stream: &mut Stream,
) -> Option<u32> {
    let outcome = bidder.bidding.bid(seat, at, stream)?;
    let &units = seat.column().get(outcome as usize)?;
    (units >= seat.floor() || bidder.accepting.yields()).then_some(outcome)
}

/// Whether a party is for an offer that it would answer with `next`.
pub(super) fn accepts(
    bidder: &mut Bidder,
    seat: &Seat<'_>,
    outcome: u32,
    next: Option<u32>,
    at: Moment,
) -> bool {
    let units = seat.units(outcome);
    let aspires = bidder.bidding.aspires(seat, next);
    let accepts = bidder.accepting.accepts(seat, units, aspires, at);
    accepts && (units >= seat.floor() || bidder.accepting.yields())
}
