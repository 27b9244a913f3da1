//! What a party has before it: the outcomes, and what they are worth to itself.

use crate::space::Menu;

/// A party's own view of a menu: nothing of the others' utilities.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    menu: &'a Menu,
    party: usize,
    column: &'a [i64],
    /// Number of rounds allowed.
    rounds: u32,
    most: i64,
    floor: i64,
}

impl<'a> Seat<'a> {
    /// The seat of a party for a negotiation of so many rounds.
    #[must_use]
    pub fn new(menu: &'a Menu, party: usize, rounds: u32) -> Self {
        let column = menu.column(party);
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for &units in column {
            least = least.min(units);
            most = most.max(units);
        }
        let floor = menu.reservation(party).max(least);
        Self { menu, party, column, rounds, most, floor }
    }

    /// Its place among the parties.
    #[must_use]
    pub fn party(&self) -> usize {
        self.party
    }

    /// Number of parties.
    #[must_use]
    pub fn n_parties(&self) -> usize {
        self.menu.n_parties()
    }

    /// Number of rounds allowed.
    #[must_use]
    pub fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Its units of an outcome.
    #[must_use]
    #[inline]
    pub fn units(&self, outcome: u32) -> i64 {
        self.column[outcome as usize]
    }

    /// Its units of every outcome.
    #[must_use]
    pub fn column(&self) -> &'a [i64] {
        self.column
    }

    /// The outcomes, the best for it first. Sorted when first asked for, once a menu.
    #[must_use]
    pub fn order(&self) -> &'a [u32] {
        self.menu.order(self.party)
    }

    /// The option of every issue of an outcome.
    #[must_use]
    pub fn chosen(&self, outcome: u32) -> &'a [u32] {
        self.menu.chosen(outcome)
    }

    /// One more than the greatest option of each issue in the menu.
    #[must_use]
    pub fn options(&self) -> Vec<u32> {
        let mut options = vec![1; self.menu.n_issues()];
        for outcome in 0..self.menu.len() {
            for (most, &option) in options.iter_mut().zip(self.menu.chosen(outcome as u32)) {
                *most = (*most).max(option + 1);
            }
        }
        options
    }

    /// Units of its best outcome.
    #[must_use]
    pub fn most(&self) -> i64 {
        self.most
    }

    /// The least it may ask for: its reservation value, or its worst outcome where that is worth more.
    #[must_use]
    pub fn floor(&self) -> i64 {
        self.floor
    }

    /// Whether it would rather have no agreement than any outcome.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.floor > self.most
    }

    /// Units a share of the way from the floor to its best outcome.
    #[must_use]
    pub fn between(&self, share: f64) -> i64 {
        // Adding and taking away 3/2 of 2^52 rounds what lies below 2^51 to the nearest whole number.
        const ROUNDER: f64 = 6_755_399_441_055_744.0;
        let way = (self.most - self.floor) as f64 * share;
        let near = way.abs() < ROUNDER / 3.0;
        self.floor + if near { way + ROUNDER - ROUNDER } else { libm::rint(way) } as i64
    }
}
