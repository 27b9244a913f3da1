//! The loss of one stated probability, and the mean of many.

use crate::statistics::mean;

/// Probabilities nearer to 0 or 1 than this count as this near in [`log_loss`].
pub const LOG_CLIP: f64 = 0.01;

/// A stated probability in `[0, 1]`, and whether the event happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The probability that was stated.
    pub stated: f64,
    /// Whether the event happened.
    pub happened: bool,
}

impl Pair {
    /// The outcome as a number: 1 if it happened, else 0.
    #[must_use]
    pub fn outcome(self) -> f64 {
        if self.happened { 1.0 } else { 0.0 }
    }
}

/// The Brier score `(p − o)²` of one event, from 0 (best) to 1: half of Brier's own sum over the event
/// and its opposite.
#[must_use]
pub fn brier(pair: Pair) -> f64 {
    let off = pair.stated - pair.outcome();
    off * off
}

/// The logarithmic loss `−ln p` of what happened, from 0 (best); `p` is kept within
/// `[LOG_CLIP, 1 − LOG_CLIP]`, so that one certainty gone wrong does not outweigh everything else.
///
/// Clipped, the score is proper and not strictly so: beyond the clip nobody gains or loses by
/// overstating.
#[must_use]
pub fn log_loss(pair: Pair) -> f64 {
    let of = if pair.happened { pair.stated } else { 1.0 - pair.stated };
    -libm::log(of.clamp(LOG_CLIP, 1.0 - LOG_CLIP))
}

/// The mean [`brier()`] score; `None` of nothing.
#[must_use]
pub fn mean_brier(pairs: &[Pair]) -> Option<f64> {
    mean(&pairs.iter().map(|it| brier(*it)).collect::<Vec<_>>())
}

/// The mean [`log_loss`]; `None` of nothing.
#[must_use]
pub fn mean_log_loss(pairs: &[Pair]) -> Option<f64> {
    mean(&pairs.iter().map(|it| log_loss(*it)).collect::<Vec<_>>())
}
