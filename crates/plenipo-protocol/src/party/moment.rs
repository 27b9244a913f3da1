//! Where in the time allowed a negotiation stands.

/// A round of a negotiation with a last round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The round, from 0.
    pub round: u32,
    /// Number of rounds allowed, at least 1.
    pub rounds: u32,
}

impl Moment {
    /// The share of the time that has passed: 0 in the first round, 1 in the last.
    #[must_use]
    #[inline]
    pub fn time(self) -> f64 {
        if self.rounds <= 1 {
            return 1.0;
        }
        f64::from(self.round) / f64::from(self.rounds - 1)
    }
}
