//! Frontiers of closely coupled utilities by mixed-integer programming, for what bucket elimination
//! cannot hold. Compiled with the feature `highs` only; without it every question is answered
//! [`Programmed::NotBuilt`].
//!
//! # Method
//! The undominated vectors not found yet lie in *zones* `{ u : u > l }`, one for each local bound
//! `l` of the vectors found (Klamroth, Lacour and Vanderpooten, European Journal of Operational
//! Research 245 (2015) 767–778). One programme a zone: maximise a sum of all utilities subject to
//! `u ≥ l + δ`. What it finds splits every zone that holds it, one part a player; a zone whose
//! programme has no solution is done. The zone with most room comes first, so that a search stopped
//! early has the best guarantee.
//!
//! ```text
//! x[v,o] ∈ {0,1},  Σₒ x[v,o] = 1                 one option of every variable
//! a table:  y[c] ≥ 0,  Σ over c with c(v) = o of y[c] = x[v,o]     for all v, o of its scope
//! never:    Σ over v of x[v,c(v)] ≤ n − 1                          for every combination c forbidden
//! a box:    0 ≤ y ≤ 1,  y ≤ Σ x[v,o] over o within v's range       where it is worth something
//!           y ≥ 1 − Σ over v of (1 − Σ x[v,o])                     where it costs something
//! ```
//!
//! # What is guaranteed
//! Every point is worth what the question says, added up in integers, and dominated points are
//! dropped. That none is missing rests on the solver, which reckons in floating point:
//!
//! - Where all utilities of every player are multiples of a step (the greatest common divisor of
//!   the numbers in the input), `δ` is half a step. Then the frontier is exact as far as the solver
//!   is right to within half a step; its tolerance is 10⁻⁸ on totals brought to a range of 1,000.
//! - Otherwise `δ` is 2⁻²⁰ of a player's range, and [`Frontier::epsilon`] says how much better an
//!   outcome that is not listed can be.
//!
//! Found points do not depend on the machine. Where time runs out, how many are found does.

#[cfg(feature = "highs")]
mod grid;
#[cfg(feature = "highs")]
mod model;
#[cfg(feature = "highs")]
mod sweep;
#[cfg(feature = "highs")]
mod zones;

use std::time::Duration;

use super::frontier::{Frontier, FrontierError, Joint};

/// Time since some moment that stays the same.
pub type Clock = fn() -> Duration;

/// How far to go.
#[derive(Clone, Debug)]
pub struct ProgrammeSettings {
    /// Least utility of each player; empty: none.
    pub reservations: Vec<f64>,
    /// Seconds for everything; without a clock, for each programme.
    pub seconds_max: f64,
    /// What the time is taken from.
    pub clock: Option<Clock>,
    /// When the seconds began, by the clock.
    pub since: Duration,
}

impl Default for ProgrammeSettings {
    /// No reservations, one minute.
    fn default() -> Self {
        Self { reservations: Vec::new(), seconds_max: 60.0, clock: None, since: Duration::ZERO }
    }
}

/// What mixed-integer programming found.
#[derive(Clone, Debug)]
pub enum Programmed {
    /// The frontier.
    Frontier(Box<Frontier>),
    /// The time ran out, or the question is too large to write down.
    Stopped(Stopped),
    /// The feature `highs` was left out of this build.
    NotBuilt,
}

/// How far a search came that did not end.
#[derive(Clone, Debug, Default)]
pub struct Stopped {
    /// The undominated points found; their [`Frontier::epsilon`] is what can be missing. None where
    /// nothing was found.
    pub found: Option<Box<Frontier>>,
}

/// The Pareto frontier of a question by mixed-integer programming.
///
/// # Errors
/// [`FrontierError::Shape`] and [`FrontierError::Number`] for unusable reservation values.
pub fn frontier_programmed(
    question: &Joint,
    settings: &ProgrammeSettings,
) -> Result<Programmed, FrontierError> {
    question.check_reservations(&settings.reservations)?;
    #[cfg(feature = "highs")]
    return Ok(sweep::sweep(question, settings));
    #[cfg(not(feature = "highs"))]
    return Ok(Programmed::NotBuilt);
}

/// The least total of each player over all outcomes, where `known` is no more than that and the
/// time allows to find it; otherwise what was known.
#[must_use]
pub fn least_programmed(
    question: &Joint,
    known: Vec<f64>,
    settings: &ProgrammeSettings,
) -> Vec<f64> {
    let own = ProgrammeSettings { reservations: Vec::new(), ..settings.clone() };
    let least = |(player, known): (usize, f64)| match frontier_programmed(
        &question.negated(player),
        &own,
    ) {
        Ok(Programmed::Frontier(all)) if !all.is_empty() => -all.utilities(0)[0],
        _ => known,
    };
    known.into_iter().enumerate().map(least).collect()
}
