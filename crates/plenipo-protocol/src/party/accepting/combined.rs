//! ACcombi.

use super::{Accepting, Seat};
use crate::party::Moment;

/// As [`super::AcceptNext`]; after a share of the time also what is no worse than the best offer heard in a window
/// as long as the time that is left (ACcombi with MAX over the window W).
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptCombined {
    share: f64,
    /// The round of each offer heard, and its units.
    heard: Vec<(u32, i64)>,
}

impl AcceptCombined {
    /// One that is late after `share` of the time, in `[0, 1]`.
    #[must_use]
    pub fn new(share: f64) -> Self {
        Self { share, heard: Vec::new() }
    }
}

impl Accepting for AcceptCombined {
    fn begin(&mut self) {
        self.heard.clear();
    }

    fn accepts(&mut self, _: &Seat<'_>, units: i64, aspires: i64, at: Moment) -> bool {
        let left = at.rounds - 1 - at.round.min(at.rounds - 1);
        let since = at.round.saturating_sub(left);
        let window = self.heard.iter().rev().take_while(|it| it.0 >= since);
        let best = window.map(|it| it.1).max();
        self.heard.push((at.round, units));
        units >= aspires || (at.time() >= self.share && best.is_none_or(|best| units >= best))
    }

    fn fresh(&self) -> Box<dyn Accepting> {
        Box::new(Self::new(self.share))
    }
}
