//! When a negotiation ends without agreement.

use plenipo_maths::random::Stream;

/// The rounds allowed, and how likely talks are to break off before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deadline {
    /// Rounds allowed, at least 1.
    pub rounds: u32,
    /// Probability that talks break off after a round, each by itself; below 1.
    pub break_off: f64,
}

/// Rounds that may be asked for.
const ROUNDS_MAX: u32 = 1 << 31;

impl Deadline {
    /// So many rounds, and no break-off.
    #[must_use]
    pub fn of(rounds: u32) -> Self {
        Self { rounds, break_off: 0.0 }
    }

    /// Checks the numbers.
    ///
    /// # Errors
    /// [`PlayError::Rounds`] and [`PlayError::BreakOff`].
    pub fn check(self) -> Result<(), PlayError> {
        if self.rounds == 0 || self.rounds > ROUNDS_MAX {
            return Err(PlayError::Rounds { rounds: self.rounds });
        }
        if !(0.0..1.0).contains(&self.break_off) {
            return Err(PlayError::BreakOff);
        }
        Ok(())
    }

    /// The number of rounds until talks break off, or all: drawn once, as the waiting time it is.
    pub(crate) fn drawn(self, stream: &mut Stream) -> u32 {
        if self.break_off <= 0.0 {
            return self.rounds;
        }
        let rounds = 1.0 + libm::floor(-stream.exponential() / libm::log1p(-self.break_off));
        if rounds < f64::from(self.rounds) { rounds as u32 } else { self.rounds }
    }
}

/// How a negotiation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// With an agreement.
    Agreed,
    /// The rounds were used up.
    Deadline,
    /// Talks broke off before.
    BrokenOff,
    /// The text at the end was one that somebody would not sign.
    Unsigned,
    /// Nobody had anything left to say.
    Silent,
}

/// Why a negotiation cannot be played.
#[derive(Clone, Debug, PartialEq)]
pub enum PlayError {
    /// No rounds, or more than can be counted.
    Rounds {
        /// As asked for.
        rounds: u32,
    },
    /// The probability of a break-off is not in `[0, 1)`.
    BreakOff,
    /// Fewer than two parties.
    Parties {
        /// How many there are.
        n: usize,
    },
    /// Another number of strategies than parties.
    Strategies {
        /// Parties.
        parties: usize,
        /// Strategies.
        strategies: usize,
    },
    /// The mediator needs to be told more than parties say in this protocol.
    Feedback,
    /// A first text that is none of the space, or crosses a line.
    Start,
    /// No text was found that respects every line.
    NoText,
}

impl std::fmt::Display for PlayError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rounds { rounds: 0 } => {
                write!(out, "a negotiation of 0 rounds has no end to reach")
            }
            Self::Rounds { rounds } => {
                write!(out, "{rounds} rounds are too many: at most {ROUNDS_MAX}")
            }
            Self::BreakOff => {
                write!(out, "the probability of breaking off is a number from 0 to below 1")
            }
            Self::Parties { n } => write!(out, "{n} party is no negotiation: two at least"),
            Self::Strategies { parties, strategies } => {
                write!(out, "{strategies} strategies for {parties} parties: one each")
            }
            Self::Feedback => {
                write!(out, "the mediator needs more than parties say in this protocol")
            }
            Self::Start => write!(out, "the first text is not one that may be agreed"),
            Self::NoText => write!(out, "no text was found that respects every line"),
        }
    }
}

impl std::error::Error for PlayError {}

/// Two parties at least, and a strategy each.
pub(crate) fn check_parties(parties: usize, strategies: usize) -> Result<(), PlayError> {
    if parties < 2 {
        return Err(PlayError::Parties { n: parties });
    }
    if parties != strategies {
        return Err(PlayError::Strategies { parties, strategies });
    }
    Ok(())
}
