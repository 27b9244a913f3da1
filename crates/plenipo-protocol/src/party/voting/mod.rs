//! Parties that answer a mediator: the text as it stands, or as proposed?

mod annealer;
mod hill_climber;
mod random;

pub use annealer::Annealer;
pub use hill_climber::HillClimber;
pub use random::RandomVoter;

use plenipo_maths::random::Stream;

use super::Moment;
use crate::named::{Named, NumberIs};

/// What a proposal changes for one party.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtStake {
    /// Units of the text that stands.
    pub now: i64,
    /// Units of the text proposed.
    pub then: i64,
    /// Utility of one unit.
    pub per_unit: f64,
}

impl AtStake {
    /// What the proposal gains, in utility; negative for a loss.
    #[must_use]
    pub fn gain(&self) -> f64 {
        (self.then - self.now) as f64 * self.per_unit
    }
}

/// A party that answers proposals and makes none.
pub trait Voting: Send {
    /// Called before the first round.
    fn begin(&mut self) {}

    /// Whether it takes the proposal rather than the text that stands.
    fn votes(&mut self, stake: &AtStake, at: Moment, stream: &mut Stream) -> bool;

    /// Whether it signs the text in the end. The law is that nobody signs below its reservation value; a
    /// strategy that does has to say so here.
    fn signs(&self, units: i64, reservation: i64) -> bool {
        units >= reservation
    }

    /// Whether it takes exactly what leaves it no worse off, by no chance and without memory: runs of such
    /// parties may be reckoned faster.
    fn only_compares(&self) -> bool {
        false
    }

    /// Another one, as it was before the first round.
    fn fresh(&self) -> Box<dyn Voting>;
}

/// All strategies for answering. Add one here.
pub const ALL: &[Named<Box<dyn Voting>>] = &[
    Named {
        name: "hill-climber",
        about: "takes what leaves it no worse off",
        source: "Klein, Faratin, Sayama and Bar-Yam 2003",
        number: None,
        make: |_| Box::new(HillClimber),
    },
    Named {
        name: "annealer",
        about: "takes losses too, fewer and smaller ones as time runs out",
        source: "Klein, Faratin, Sayama and Bar-Yam 2003",
        number: Some(NumberIs {
            about: "the temperature at first, in typical changes of its utility",
            least: 0.0,
            most: 1e6,
        }),
        make: |heat| Box::new(Annealer::new(heat.unwrap_or(Annealer::HEAT))),
    },
    Named {
        name: "random",
        about: "says yes with one probability, whatever is proposed",
        source: "a baseline",
        number: Some(NumberIs { about: "the probability of a yes", least: 0.0, most: 1.0 }),
        make: |yes| Box::new(RandomVoter { yes: yes.unwrap_or(0.5) }),
    },
];
