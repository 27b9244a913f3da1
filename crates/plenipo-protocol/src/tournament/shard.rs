//! A part of a tournament.

/// One of `of` parts: the negotiations whose number leaves `part` when divided by `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    part: u64,
    of: u64,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { part: 0, of: 1 };

    /// Part `part` of `of`, counted from 1; none where that is no part.
    #[must_use]
    pub fn new(part: u64, of: u64) -> Option<Self> {
        (1..=of).contains(&part).then(|| Self { part: part - 1, of })
    }

    /// How many of `all` negotiations are in it.
    #[must_use]
    pub fn len(self, all: u64) -> u64 {
        all.saturating_sub(self.part).div_ceil(self.of)
    }

    /// Whether none of `all` is in it.
    #[must_use]
    pub fn is_empty(self, all: u64) -> bool {
        self.len(all) == 0
    }

    /// The number of its negotiation at place `at`.
    #[must_use]
    pub fn number(self, at: u64) -> u64 {
        at * self.of + self.part
    }
}
