//! Outcomes listed one by one, as parties that make offers need them.

use std::sync::{Arc, OnceLock};

use plenipo_maths::random::StreamKey;

use super::text::draw_into;
use super::{Space, SpaceError};

/// Outcomes that are listed, at most.
pub const LISTED_MAX: usize = 1 << 22;

/// A list of outcomes that respect every line, with each party's units. Outcomes are known by their place.
#[derive(Clone, Debug)]
pub struct Menu {
    n_parties: usize,
    n_issues: usize,
    /// Options, an outcome after the other.
    chosen: Arc<[u32]>,
    /// Whether they are all texts there are, the last issue changing fastest.
    whole: bool,
    /// Units: all of the first party, then all of the second.
    units: Vec<i64>,
    reservations: Vec<i64>,
    /// Utility of one unit of each party.
    per_unit: Vec<f64>,
    /// Outcomes by each party's units, once somebody asked.
    orders: Vec<OnceLock<Vec<u32>>>,
    len: usize,
}

impl Menu {
    /// All outcomes of a space that respect its lines; the last issue changes fastest.
    ///
    /// # Errors
    /// [`SpaceError::TooMany`] for more than `most`, or than [`LISTED_MAX`]; [`SpaceError::NoText`] when lines
    /// leave none.
    pub fn all(space: &Space, most: usize) -> Result<Self, SpaceError> {
        let most = most.min(LISTED_MAX);
        if space.n_texts() > most as f64 {
            return Err(SpaceError::TooMany { outcomes: space.n_texts(), most });
        }
        let mut chosen = vec![0; space.n_issues()];
        let mut listed = Vec::new();
        loop {
            if space.permits(&chosen) {
                listed.extend_from_slice(&chosen);
            }
            let next = (0..chosen.len()).rev().find(|&it| chosen[it] + 1 < space.n_options(it));
            let Some(issue) = next else { break };
            chosen[issue] += 1;
            chosen[issue + 1..].fill(0);
        }
        Self::of_chosen(space, listed)
    }

    /// The outcomes given, and no others: a short list that parties bargain over.
    ///
    /// # Errors
    /// [`SpaceError::NoText`] when there is none that respects every line.
    pub fn listed(space: &Space, outcomes: &[Vec<u32>]) -> Result<Self, SpaceError> {
        let fits = outcomes.iter().filter(|it| {
            let within = |(issue, &option): (usize, &u32)| option < space.n_options(issue);
            it.len() == space.n_issues() && it.iter().enumerate().all(within) && space.permits(it)
        });
        Self::of_chosen(space, fits.flatten().copied().collect())
    }

    /// Outcomes drawn uniformly, each once, at most `n`: what stands for a space too large to list.
    ///
    /// # Errors
    /// [`SpaceError::NoText`] when no text respecting every line was found.
    pub fn drawn(space: &Space, n: usize, key: StreamKey) -> Result<Self, SpaceError> {
        let mut stream = key.with(b"menu").stream(0);
        let mut outcomes = std::collections::BTreeSet::new();
        for _ in 0..n.min(LISTED_MAX) {
            let mut chosen = vec![0; space.n_issues()];
            draw_into(space, &mut stream, &mut chosen)?;
            outcomes.insert(chosen);
        }
        Self::of_chosen(space, outcomes.into_iter().flatten().collect())
    }

    fn of_chosen(space: &Space, chosen: Vec<u32>) -> Result<Self, SpaceError> {
        let n_issues = space.n_issues();
        let len = chosen.len() / n_issues;
        if len == 0 {
            return Err(SpaceError::NoText);
        }
        let mut menu = Self {
            n_parties: 0,
            n_issues,
            chosen: chosen.into(),
            whole: len as f64 == space.n_texts(),
            units: Vec::new(),
            reservations: Vec::new(),
            per_unit: Vec::new(),
            orders: Vec::new(),
            len,
        };
        menu.revalue(space);
        Ok(menu)
    }

    /// The same outcomes with the utilities of another space that has them all: preferences drawn afresh.
    ///
    /// # Panics
    /// When the space lacks an outcome of the menu.
    pub fn revalue(&mut self, space: &Space) {
        assert_eq!(self.n_issues, space.n_issues(), "the same issues");
        let n_parties = space.n_parties();
        self.n_parties = n_parties;
        self.units.clear();
        self.units.reserve(self.len * n_parties);
        let plain = self.whole && self.len as f64 == space.n_texts();
        for party in 0..n_parties {
            if plain && space.add_sums(party, &mut self.units) {
                continue;
            }
            let texts = self.chosen.chunks_exact(self.n_issues);
            self.units.extend(texts.map(|it| space.units(party, it)));
        }
        self.reservations.clear();
        self.reservations.extend((0..n_parties).map(|it| space.reservation(it)));
        self.per_unit.clear();
        self.per_unit.extend((0..n_parties).map(|it| space.utility(it, 1)));
        self.orders.clear();
        self.orders.resize_with(n_parties, OnceLock::new);
    }

    /// Number of outcomes, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a menu is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Number of parties.
    #[must_use]
    pub fn n_parties(&self) -> usize {
        self.n_parties
    }

    /// A party's units of every outcome.
    #[must_use]
    pub fn column(&self, party: usize) -> &[i64] {
        &self.units[party * self.len..][..self.len]
    }

    /// The units a party needs to prefer an outcome to none; [`i64::MIN`] without a reservation value.
    #[must_use]
    pub fn reservation(&self, party: usize) -> i64 {
        self.reservations[party]
    }

    /// Utility of so many units of a party.
    #[must_use]
    pub fn utility(&self, party: usize, units: i64) -> f64 {
        self.per_unit[party] * units as f64
    }

    /// The option of every issue of an outcome.
    #[must_use]
    pub fn chosen(&self, outcome: u32) -> &[u32] {
        &self.chosen[outcome as usize * self.n_issues..][..self.n_issues]
    }

    /// Whether some outcome gives every party at least its reservation value.
    #[must_use]
    pub fn has_zone(&self) -> bool {
        (0..self.len).any(|outcome| {
            (0..self.n_parties).all(|it| self.column(it)[outcome] >= self.reservations[it])
        })
    }

    /// Whether no other outcome is at least as good for all and better for somebody.
    #[must_use]
    pub fn is_undominated(&self, outcome: u32) -> bool {
        let own: Vec<i64> =
            (0..self.n_parties).map(|it| self.column(it)[outcome as usize]).collect();
        !(0..self.len).any(|other| {
            let worth = |party: usize| self.column(party)[other];
            (0..self.n_parties).all(|it| worth(it) >= own[it])
                && (0..self.n_parties).any(|it| worth(it) > own[it])
        })
    }

    /// The outcomes by a party's units, the best first, the first of the list first among equals. Sorted once.
    #[must_use]
    pub fn order(&self, party: usize) -> &[u32] {
        self.orders[party].get_or_init(|| {
            let column = self.column(party);
            let mut order: Vec<u32> = (0..self.len as u32).collect();
            order.sort_by_key(|&it| std::cmp::Reverse(column[it as usize]));
            order
        })
    }

    pub(crate) fn n_issues(&self) -> usize {
        self.n_issues
    }
}
