//! What a party makes of the others' preferences from what they offer.

mod bayesian;
mod frequency;

pub use bayesian::BayesianModel;
pub use frequency::FrequencyModel;

use crate::named::Named;

/// A model of one opponent, made from its offers.
pub trait Modelling: Send {
    /// Called before the first round with the number of options of each issue.
    fn begin(&mut self, options: &[u32]);

    /// The opponent offered this.
    fn hear(&mut self, chosen: &[u32]);

    /// What the opponent is thought to make of an outcome, in `[0, 1]`.
    fn estimate(&self, chosen: &[u32]) -> f64;

    /// Another one, as it was before the first round.
    fn fresh(&self) -> Box<dyn Modelling>;
}

/// All models. Add one here.
pub const ALL: &[Named<Box<dyn Modelling>>] = &[
    Named {
        name: "frequency",
        about: "options offered often are liked, issues that seldom change matter",
        source: "van Krimpen, Looije and Hajizadeh 2013",
        number: None,
        make: |_| Box::new(FrequencyModel::default()),
    },
    Named {
        name: "bayesian",
        about: "weighs hypotheses on each issue's weight and order by a conceding opponent",
        source: "Hindriks and Tykhonov 2008",
        number: None,
        make: |_| Box::new(BayesianModel::default()),
    },
];
