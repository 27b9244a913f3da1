//! Mediators of one text: what they propose, and what they make of the answers.

mod annealing;
mod feedback;
mod fixed_order;
mod frontier_guided;
mod open_text;
mod random_flip;

pub use annealing::AnnealingMediator;
pub use feedback::FeedbackMediator;
pub use fixed_order::FixedOrder;
pub use frontier_guided::FrontierGuided;
pub use open_text::{Answers, Feedback, OpenText};
pub use random_flip::RandomFlip;
pub(crate) use random_flip::{flip, other};

use plenipo_maths::random::Stream;

use crate::named::{Named, NumberIs};
use crate::party::Moment;
use crate::space::Space;

/// Who proposes changes of the text that stands, and sees no party's utility but what it answers.
pub trait Mediating: Send {
    /// Called before the first round. What a mediator takes from the space beyond its issues and lines it has to
    /// say in its doc.
    fn begin(&mut self, space: &Space, stream: &mut Stream) {
        let _ = (space, stream);
    }

    /// Writes the issues to change, each once, with their new options into `changes`, which is empty. Left empty,
    /// it has nothing to propose in this round. What crosses a line is never put to the parties.
    fn propose(
        &mut self,
        text: &OpenText<'_>,
        at: Moment,
        stream: &mut Stream,
        changes: &mut Vec<(usize, u32)>,
    );

    /// Whether the text stands as proposed from now on: where all said yes, unless it decides otherwise.
    fn takes(&mut self, answers: &Answers<'_>, at: Moment, stream: &mut Stream) -> bool {
        let _ = (at, stream);
        answers.votes.iter().all(|&yes| yes)
    }

    /// Hears what came of a proposal.
    fn hear(&mut self, changes: &[(usize, u32)], answers: &Answers<'_>, taken: bool) {
        let _ = (changes, answers, taken);
    }

    /// What it needs to be told beside yes and no.
    fn needs(&self) -> Feedback {
        Feedback::Votes
    }

    /// Whether it proposes exactly as [`RandomFlip`] does and goes by the votes alone: runs may be reckoned faster.
    fn only_flips(&self) -> bool {
        false
    }

    /// Another one, as it was before the first round.
    fn fresh(&self) -> Box<dyn Mediating>;
}

/// All mediators. Add one here.
pub const ALL: &[Named<Box<dyn Mediating>>] = &[
    Named {
        name: "random-flip",
        about: "proposes another option for an issue, both drawn",
        source: "Klein, Faratin, Sayama and Bar-Yam 2003",
        number: None,
        make: |_| Box::new(RandomFlip),
    },
    Named {
        name: "fixed-order",
        about: "goes through the issues and their options in order, again and again",
        source: "Genius, simple mediator (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014)",
        number: None,
        make: |_| Box::new(FixedOrder::default()),
    },
    Named {
        name: "feedback",
        about: "learns who gains by which change and trades what one loses for what another gains",
        source: "Aydoğan, Hindriks and Jonker 2014",
        number: None,
        make: |_| Box::new(FeedbackMediator::default()),
    },
    Named {
        name: "annealing",
        about: "proposes as random-flip, and takes mixed votes too, fewer as time runs out",
        source: "Klein, Faratin, Sayama and Bar-Yam 2003",
        number: Some(NumberIs {
            about: "the temperature at first, in votes",
            least: 0.0,
            most: 1e6,
        }),
        make: |heat| Box::new(AnnealingMediator::new(heat.unwrap_or(AnnealingMediator::HEAT))),
    },
    Named {
        name: "frontier",
        about: "puts forward texts of the frontier as it is thought to be, the most even one first",
        source: "Ehtamo, Kettunen and Hämäläinen 2001",
        number: None,
        make: |_| Box::new(FrontierGuided::default()),
    },
];
