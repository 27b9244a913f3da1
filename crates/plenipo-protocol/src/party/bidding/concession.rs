//! Conceding with time.

use plenipo_maths::random::Stream;

use super::schedule::ScheduleScratch;
use super::{Bidding, Schedule, Seat};
use crate::party::Moment;
use crate::party::modelling::Modelling;

/// The share of the way from floor to best that is asked for in each round: `1 − t^(1/e)`, with `t` from 0 in the
/// first round to 1 in the last (Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous
/// agents", Robotics and Autonomous Systems 24, 1998). It falls from 1 to 0; `e < 1` is Boulware, `e > 1` a
/// conceder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    shares: Vec<f64>,
}

impl Curve {
    /// The curve of an exponent, above 0, over a number of rounds.
    #[must_use]
    pub fn new(e: f64, rounds: u32) -> Self {
        let time = |round| Moment { round, rounds }.time();
        let share = |round| 1.0 - libm::pow(time(round), 1.0 / e);
        Self { shares: (0..rounds).map(share).collect() }
    }

    /// One entry a round.
    #[must_use]
    pub fn shares(&self) -> &[f64] {
        &self.shares
    }
}

/// Of what is worth at least what is asked for, a party with a model offers what it thinks the others like
/// best: among what is worth no more than this share of its span above it.
const WINDOW: f64 = 0.02;

/// Asks for less as time passes, whatever the others do. Without a model it offers the outcome that is worth
/// least to it and still what it asks for; with one, of those about as good the one the others seem to like best.
pub struct Concession {
    e: f64,
    curve: Curve,
    schedule: Schedule,
    scratch: ScheduleScratch,
    model: Option<Box<dyn Modelling>>,
    /// One a party, its own left idle.
    models: Vec<Box<dyn Modelling>>,
}

impl Concession {
    /// One with the exponent `e`, above 0.
    #[must_use]
    pub fn new(e: f64) -> Self {
        Self {
            e,
            curve: Curve::default(),
            schedule: Schedule::default(),
            scratch: ScheduleScratch::default(),
            model: None,
            models: Vec::new(),
        }
    }

    /// One that chooses by a model of the others.
    #[must_use]
    pub fn with_model(e: f64, model: Box<dyn Modelling>) -> Self {
        Self { model: Some(model), ..Self::new(e) }
    }

    fn liked(&self, seat: &Seat<'_>, first: u32) -> u32 {
        let least = seat.units(first);
        let most = least + (seat.between(WINDOW) - seat.floor());
        let order = seat.order();
        let from = order.partition_point(|&it| seat.units(it) > most);
        let to = order.partition_point(|&it| seat.units(it) >= least);
        let mut best = (f64::NEG_INFINITY, first);
        for &outcome in &order[from..to] {
            let others = self.models.iter().enumerate().filter(|it| it.0 != seat.party());
            let liked: f64 = others.map(|it| it.1.estimate(seat.chosen(outcome))).sum();
            if liked > best.0 {
                best = (liked, outcome);
            }
        }
        best.1
    }
}

impl Bidding for Concession {
    fn begin(&mut self, seat: &Seat<'_>) {
        if self.curve.shares.len() != seat.rounds() as usize {
            self.curve = Curve::new(self.e, seat.rounds());
        }
        self.schedule.concede(seat, &self.curve, &mut self.scratch);
        if let Some(model) = &self.model {
            let options = seat.options();
            self.models.resize_with(seat.n_parties(), || model.fresh());
            self.models.iter_mut().for_each(|it| it.begin(&options));
        }
    }

    fn bid(&mut self, seat: &Seat<'_>, at: Moment, _: &mut Stream) -> Option<u32> {
        let &first = self.schedule.offers.get(at.round as usize)?;
        if self.model.is_none() {
            return Some(first);
        }
        Some(self.liked(seat, first))
    }

    fn hear(&mut self, seat: &Seat<'_>, from: usize, outcome: u32) {
        if let Some(model) = self.models.get_mut(from) {
            model.hear(seat.chosen(outcome));
        }
    }

    fn schedule(&self, seat: &Seat<'_>) -> Option<Schedule> {
        self.model.is_none().then(|| Schedule::conceding(seat, &Curve::new(self.e, seat.rounds())))
    }

    fn fresh(&self) -> Box<dyn Bidding> {
        let model = self.model.as_ref().map(|it| it.fresh());
        Box::new(Self { model, ..Self::new(self.e) })
    }
}
