//! Parties that make offers.

mod concession;
mod micro;
mod random;
mod schedule;
mod seat;
mod tit_for_tat;

pub use concession::{Concession, Curve};
pub use micro::Micro;
pub use random::RandomBidder;
pub use schedule::Schedule;
pub use seat::Seat;
pub use tit_for_tat::{Tit, TitForTat};

use plenipo_maths::random::Stream;

use super::Moment;
use crate::named::{Named, NumberIs};

/// A party that makes offers.
pub trait Bidding: Send {
    /// Called before the first round.
    fn begin(&mut self, seat: &Seat<'_>);

    /// The outcome it would offer now; none when it has nothing to say.
    fn bid(&mut self, seat: &Seat<'_>, at: Moment, stream: &mut Stream) -> Option<u32>;

    /// Another party offered an outcome.
    fn hear(&mut self, seat: &Seat<'_>, from: usize, outcome: u32) {
        let _ = (seat, from, outcome);
    }

    /// The units it asks for at the moment, given the offer it would make: what ACnext compares with.
    fn aspires(&self, seat: &Seat<'_>, next: Option<u32>) -> i64 {
        next.map_or(i64::MAX, |it| seat.units(it))
    }

    /// All its offers ahead of time, where they depend on nothing that the others do.
    fn schedule(&self, seat: &Seat<'_>) -> Option<Schedule> {
        let _ = seat;
        None
    }

    /// Another one, as it was before the first round.
    fn fresh(&self) -> Box<dyn Bidding>;
}

const EXPONENT: NumberIs =
    NumberIs { about: "the exponent e of the concession", least: 1e-3, most: 1e3 };
const FARATIN: &str = "Faratin, Sierra and Jennings 1998";

/// The exponents of strategies that concede with time, which may have a model of the others. Add one here.
pub const CONCESSIONS: &[Named<f64>] = &[
    Named {
        name: "boulware",
        about: "concedes with time, hardly at all until near the end",
        source: FARATIN,
        number: Some(EXPONENT),
        make: |e| e.unwrap_or(0.2),
    },
    Named {
        name: "linear",
        about: "concedes evenly with time",
        source: FARATIN,
        number: None,
        make: |_| 1.0,
    },
    Named {
        name: "conceder",
        about: "concedes with time, most of it early",
        source: FARATIN,
        number: Some(EXPONENT),
        make: |e| e.unwrap_or(2.0),
    },
];

/// All strategies for making offers. Add one here.
pub const ALL: &[Named<Box<dyn Bidding>>] = &[
    Named {
        name: "boulware",
        about: CONCESSIONS[0].about,
        source: FARATIN,
        number: Some(EXPONENT),
        make: |e| Box::new(Concession::new((CONCESSIONS[0].make)(e))),
    },
    Named {
        name: "linear",
        about: CONCESSIONS[1].about,
        source: FARATIN,
        number: None,
        make: |e| Box::new(Concession::new((CONCESSIONS[1].make)(e))),
    },
    Named {
        name: "conceder",
        about: CONCESSIONS[2].about,
        source: FARATIN,
        number: Some(EXPONENT),
        make: |e| Box::new(Concession::new((CONCESSIONS[2].make)(e))),
    },
    Named {
        name: "tit-for-tat",
        about: "gives up the share that the last concession it heard was worth to it",
        source: FARATIN,
        number: None,
        make: |_| Box::new(TitForTat::new(Tit::Relative)),
    },
    Named {
        name: "absolute-tit-for-tat",
        about: "gives up as much as the last concession it heard was worth to it",
        source: FARATIN,
        number: None,
        make: |_| Box::new(TitForTat::new(Tit::Absolute)),
    },
    Named {
        name: "averaged-tit-for-tat",
        about: "gives up the share that concessions over several offers were worth to it",
        source: FARATIN,
        number: Some(NumberIs { about: "the number of offers", least: 1.0, most: 1e6 }),
        make: |n| Box::new(TitForTat::new(Tit::Averaged(n.unwrap_or(5.0) as usize))),
    },
    Named {
        name: "micro",
        about: "offers its next best outcome for every new one it hears",
        source: "de Jonge 2022",
        number: None,
        make: |_| Box::new(Micro::default()),
    },
    Named {
        name: "random",
        about: "offers any outcome worth its reservation value",
        source: "a baseline",
        number: None,
        make: |_| Box::new(RandomBidder),
    },
];
