//! Offers known ahead of time.

use super::{Curve, Seat};

/// A party's offers and what it asks for, round by round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The outcome it offers in each round; empty when it offers nothing.
    pub offers: Vec<u32>,
    /// The units of that offer to itself: what it asks for.
    pub aspires: Vec<i64>,
}

/// The span of a party is cut into at most so many steps, a power of two, to find the round that units belong to.
const STEPS_LOG2: u32 = 10;

/// Memory that making a schedule needs, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduleScratch {
    /// The outcome worth least of those that belong to each round, with its units.
    worst: Vec<(i64, u32)>,
    /// For each step of the span the first round that asks for no more than its upper end.
    rounds: Vec<u32>,
}

impl Schedule {
    /// What a party offers that asks for less by the round: in each the outcome worth least to it that is worth
    /// what it asks for, the first of the list among equals.
    ///
    /// No order of the outcomes is needed: each belongs to the first round in which it is worth what is asked
    /// for, and of those of a round only the worst counts.
    #[must_use]
    pub fn conceding(seat: &Seat<'_>, curve: &Curve) -> Self {
        let mut schedule = Self::default();
        schedule.concede(seat, curve, &mut ScheduleScratch::default());
        schedule
    }

    /// [`Schedule::conceding`], keeping the memory.
    pub(crate) fn concede(
        &mut self,
        seat: &Seat<'_>,
        curve: &Curve,
        scratch: &mut ScheduleScratch,
    ) {
        self.offers.clear();
        self.aspires.clear();
        if seat.is_hopeless() {
            return;
        }
        self.aspires.extend(curve.shares().iter().map(|&share| seat.between(share)));
        let ScheduleScratch { worst, rounds } = scratch;
        worst.clear();
        worst.resize(self.aspires.len(), (i64::MAX, 0));
        let floor = seat.floor();
        let span = seat.most().wrapping_sub(floor) as u64;
        let shift = (u64::BITS - span.leading_zeros()).saturating_sub(STEPS_LOG2);
        // In what step units lie; `floor` and more never wrap.
        let step = |units: i64| (units.wrapping_sub(floor) as u64 >> shift) as usize;
        rounds.clear();
        rounds.resize(step(seat.most()) + 1, 0);
        let mut above = rounds.len();
        for (round, &asks) in self.aspires.iter().enumerate() {
            let from = step(asks).min(above);
            rounds[from..above].fill(round as u32);
            above = from;
        }
        let aspires = self.aspires.as_slice();
        for (outcome, &units) in seat.column().iter().enumerate() {
            if units < floor {
                continue;
            }
            let mut round = rounds[step(units)] as usize;
            // What is asked for in the last round is the floor.
            while aspires[round] > units {
                round += 1;
            }
            if units < worst[round].0 {
                worst[round] = (units, outcome as u32);
            }
        }
        let mut best = (i64::MAX, 0);
        for (asks, &it) in self.aspires.iter_mut().zip(worst.iter()) {
            // Later rounds ask for less: what is worth less than all before it is the one to offer.
            if it.0 < best.0 {
                best = it;
            }
            *asks = best.0;
            self.offers.push(best.1);
        }
    }
}
