//! What many runs come to.

use std::collections::BTreeMap;

use super::Simulation;
use crate::protocol::{Ending, Played};

/// Different agreements that are told apart; further ones are counted together.
const AGREEMENTS_MAX: usize = 10_000;
/// Sums of shares are kept in so many parts of one, so that no order of adding them changes a digit.
const PARTS: f64 = (1_u64 << 50) as f64;

/// Counts over runs. Memory does not grow with their number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Runs counted.
    pub runs: u64,
    /// How they ended: runs by ending, those that never occurred left out.
    pub endings: Vec<(Ending, u64)>,
    /// One a party.
    pub parties: Vec<PartyTally>,
    /// Of each issue, how often it never changed, and the sum of the rounds after which it stayed in the others.
    pub settled: Vec<(u64, u64)>,
    /// Rounds to agreement (of a text, until it last changed): runs by number of rounds.
    rounds: BTreeMap<u32, u64>,
    /// Agreements, the most frequent ones among at most ten thousand.
    agreements: BTreeMap<Vec<u32>, u64>,
}

/// Counts of one party over the runs that ended in agreement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartyTally {
    sum: i128,
    squares: i128,
    n: u64,
    /// How often nobody gained a smaller share of its span.
    pub worst_off: u64,
}

impl PartyTally {
    /// Mean share of the way from its reservation value, or its worst text, to its best that it gained; none without
    /// an agreement, or where there is no such way.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / PARTS / self.n as f64)
    }

    /// Its standard error over runs; none with fewer than two.
    #[must_use]
    pub fn error(&self) -> Option<f64> {
        let (mean, n) = (self.mean()?, self.n as f64);
        let squares = self.squares as f64 / PARTS - n * mean * mean;
        (self.n > 1).then(|| libm::sqrt(squares.max(0.0) / (n - 1.0) / n))
    }
}

impl Tally {
    /// Takes note of a run.
    pub fn add(&mut self, simulation: &Simulation<'_>, played: &Played) {
        self.runs += 1;
        match self.endings.iter_mut().find(|it| it.0 == played.ending) {
            Some(it) => it.1 += 1,
            None => self.endings.push((played.ending, 1)),
        }
        let space = simulation.space();
        self.parties.resize_with(space.n_parties(), PartyTally::default);
        if self.settled.len() < played.settled.len() {
            self.settled.resize(played.settled.len(), (0, 0));
        }
        for (issue, &round) in self.settled.iter_mut().zip(&played.settled) {
            issue.0 += u64::from(round == 0);
            issue.1 += u64::from(round);
        }
        if played.ending != Ending::Agreed {
            return;
        }
        let stood = played.settled.iter().max().copied().unwrap_or(played.rounds);
        *self.rounds.entry(stood).or_default() += 1;
        if self.agreements.len() < AGREEMENTS_MAX || self.agreements.contains_key(&played.text) {
            *self.agreements.entry(played.text.clone()).or_default() += 1;
        }
        let share = |party: usize| {
            let (least, most) = simulation.spans()[party];
            let floor = space.reservation(party).max(least);
            let span = most.saturating_sub(floor) as f64;
            (span > 0.0).then(|| (played.units[party] - floor) as f64 / span)
        };
        let shares: Vec<Option<f64>> = (0..space.n_parties()).map(share).collect();
        let least = shares.iter().flatten().copied().fold(f64::INFINITY, f64::min);
        for (party, share) in self.parties.iter_mut().zip(shares) {
            let Some(share) = share else { continue };
            party.n += 1;
            party.sum += libm::rint(share * PARTS) as i128;
            party.squares += libm::rint(share * share * PARTS) as i128;
            party.worst_off += u64::from(share == least);
        }
    }

    /// Runs that ended in agreement.
    #[must_use]
    pub fn agreed(&self) -> u64 {
        self.endings.iter().find(|it| it.0 == Ending::Agreed).map_or(0, |it| it.1)
    }

    /// The share that ended in agreement, with the ends of its 95 % interval (Wilson); none without a run.
    #[must_use]
    pub fn agreement(&self) -> Option<(f64, f64, f64)> {
        const Z: f64 = 1.959_963_984_540_054;
        if self.runs == 0 {
            return None;
        }
        let (n, z2) = (self.runs as f64, Z * Z);
        let share = self.agreed() as f64 / n;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * libm::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n));
        Some((share, (middle - half).max(0.0), (middle + half).min(1.0)))
    }

    /// The number of rounds that a share of the agreements took at most; a text, which stands to the last round, took
    /// as many as it changed in. None without an agreement.
    #[must_use]
    pub fn rounds(&self, share: f64) -> Option<u32> {
        let needed = libm::ceil(share * self.agreed() as f64).max(1.0) as u64;
        let mut so_far = 0;
        self.rounds.iter().find_map(|(&rounds, &n)| {
            so_far += n;
            (so_far >= needed).then_some(rounds)
        })
    }

    /// The agreements, the most frequent first, with the number of runs that ended in each.
    #[must_use]
    pub fn agreements(&self) -> Vec<(&[u32], u64)> {
        let mut all: Vec<(&[u32], u64)> =
            self.agreements.iter().map(|it| (it.0.as_slice(), *it.1)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all
    }
}
