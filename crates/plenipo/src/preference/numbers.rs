//! What the parties' values come to as plain numbers: for one sample, or on average over all.
//!
//! The average of the samples' `w · v` is the expected worth of an option, and expected worths add
//! up over issues as worths do: a scenario made of them is the record in expectation. Where the
//! record states numbers every sample is the same, and the scenario is the record itself.

use rayon::prelude::*;

use super::draws::Draws;
use super::profile::Profile;
use super::reservation::Reservation;
use super::samples::{Contradiction, Samples};
use plenipo_maths::row::Row;
use plenipo_record::case::describe::Names;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::case::party::Party;
use plenipo_record::case::records::Records;
use plenipo_record::scenario::{self, Scenario};

/// How much two samples may differ and still be the same number.
const SAME: f64 = 1e-9;

/// Samples of several parties' values, and of what they have without a deal.
#[derive(Debug, Clone)]
pub struct Numbers {
    parties: Vec<Ix<Party>>,
    samples: Vec<Samples>,
    /// For each party and issue, how many options there are if nothing is recorded of their order.
    unordered: Vec<Vec<Option<usize>>>,
    /// One a sample; absent where no alternative with a number is recorded.
    reservations: Vec<Option<Vec<f64>>>,
    /// Whether the alternative is somebody else's view of it.
    of_another: Vec<bool>,
    is_exact: bool,
}

/// Which of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Their averages.
    Mean,
    /// Those of one sample.
    Sample(usize),
}

impl Numbers {
    /// Draws `n_samples` samples (at least 2) for each of `parties`.
    ///
    /// # Errors
    /// The first party whose record contradicts itself.
    pub fn draw(
        draws: &Draws,
        records: &Records,
        parties: &[Ix<Party>],
        seed: u64,
        n_samples: usize,
    ) -> Result<Numbers, (Ix<Party>, Contradiction)> {
        let n_samples = n_samples.max(2);
        let profiles: Vec<Profile> =
            parties.par_iter().map(|party| Profile::of(records, *party)).collect();
        let drawn: Vec<Result<Samples, (Ix<Party>, Contradiction)>> = profiles
            .par_iter()
            .map(|profile| {
                draws.samples(records, profile, seed, n_samples).map_err(|why| (profile.party, why))
            })
            .collect();
        let samples = drawn.into_iter().collect::<Result<Vec<_>, _>>()?;
        let unordered = profiles
            .iter()
            .map(|profile| {
                let each = profile.known.iter().zip(&records.issues);
                each.map(|(known, issue)| (!known).then_some(issue.options.len())).collect()
            })
            .collect();
        let mut reservations = Vec::with_capacity(parties.len());
        let mut of_another = Vec::with_capacity(parties.len());
        for (party, samples) in parties.iter().zip(&samples) {
            let recorded = Reservation::of(records, *party);
            of_another.push(recorded.as_ref().is_some_and(|it| it.of_another));
            reservations.push(recorded.map(|it| it.draw(records, *party, samples, seed)));
        }
        let mut numbers = Numbers {
            parties: parties.to_vec(),
            samples,
            unordered,
            reservations,
            of_another,
            is_exact: false,
        };
        numbers.is_exact = numbers.never_vary(records);
        Ok(numbers)
    }

    fn never_vary(&self, records: &Records) -> bool {
        let same = |row: &[f64]| row.iter().all(|value| (value - row[0]).abs() <= SAME);
        let alike = |row: Row<'_>| match row {
            Row::Same(_) => true,
            Row::Each(row) => same(row),
        };
        let values = self.samples.iter().all(|samples| {
            (0..records.issues.len()).all(|issue| {
                let options = records.issues[issue].all();
                let worthless = samples.weight(issue).iter().all(|weight| *weight == 0.0);
                same(samples.weight(issue))
                    && (worthless || options.iter().all(|it| alike(samples.value(issue, it))))
            })
        });
        values && self.reservations.iter().flatten().all(|row| same(row))
    }

    /// Whether the record states numbers, so that every sample is the same.
    pub fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// Number of samples of each party.
    pub fn n_samples(&self) -> usize {
        self.samples.first().map_or(0, Samples::n_samples)
    }

    /// The parties, in order.
    pub fn parties(&self) -> &[Ix<Party>] {
        &self.parties
    }

    /// Whether the alternative of the party at `place` is somebody else's view of it.
    pub fn of_another(&self, place: usize) -> bool {
        self.of_another[place]
    }

    /// Whether nothing is recorded of the order of `issue`'s options for the party at `place`.
    pub fn is_unordered(&self, place: usize, issue: usize) -> bool {
        self.unordered[place][issue].is_some()
    }

    /// What `option` on `issue` is worth to the party at `place`: a share of its best deal.
    ///
    /// Options of whose order nothing is recorded are worth the same in expectation, and exactly
    /// so: what the samples happen to say of them is averaged out.
    pub fn worth(&self, place: usize, issue: usize, option: OptionIx, which: Which) -> f64 {
        match (which, self.unordered[place][issue]) {
            (Which::Mean, Some(n)) => {
                let each = (0..n).map(|it| self.drawn(place, issue, OptionIx::new(it), which));
                each.sum::<f64>() / n.max(1) as f64
            }
            _ => self.drawn(place, issue, option, which),
        }
    }

    fn drawn(&self, place: usize, issue: usize, option: OptionIx, which: Which) -> f64 {
        let samples = &self.samples[place];
        let (weight, value) = (samples.weight(issue), samples.value(issue, option));
        match which {
            Which::Sample(at) => weight[at] * value.get(at),
            Which::Mean => match value {
                Row::Same(value) => mean(weight.iter().map(|w| w * value)),
                Row::Each(value) => mean(weight.iter().zip(value).map(|(w, v)| w * v)),
            },
        }
    }

    /// What no deal is worth to the party at `place`; `None` where no number is recorded.
    pub fn reservation(&self, place: usize, which: Which) -> Option<f64> {
        let drawn = self.reservations[place].as_ref()?;
        Some(match which {
            Which::Sample(at) => drawn[at],
            Which::Mean => mean(drawn.iter().copied()),
        })
    }

    /// The scenario with these numbers and, on every issue, the options in `left`.
    ///
    /// `names` says how an issue and its options are called.
    pub fn scenario(
        &self,
        records: &Records,
        left: &[OptionSet],
        names: Names,
        which: Which,
    ) -> Scenario {
        let mut issues = Vec::with_capacity(left.len());
        for (issue, options) in records.issues.iter().zip(left) {
            let id = |it: OptionIx| issue.options[it.get()].id.as_str().to_owned();
            let text = |it: OptionIx| issue.options[it.get()].text.clone();
            let titles = records.issues.iter().filter(|it| it.title == issue.title).count();
            let mut labels: Vec<String> = options.iter().map(text).collect();
            labels.sort_unstable();
            let twice = labels.windows(2).any(|pair| pair[0] == pair[1]);
            let plain = names == Names::Ids;
            let named: Vec<String> = if plain || twice {
                options.iter().map(id).collect()
            } else {
                options.iter().map(text).collect()
            };
            let own = issue.meta.id.as_ref().map_or(issue.title.as_str(), |it| it.as_str());
            let name = if plain || titles > 1 { own } else { &issue.title };
            let values = scenario::Values::Labels(named);
            issues.push(scenario::ScenarioIssue { name: name.to_owned(), values });
        }
        let party = |(place, ix): (usize, &Ix<Party>)| scenario::ScenarioParty {
            name: match names {
                Names::Ids => records.party_id(*ix).to_owned(),
                Names::Texts => records.party(*ix).name.clone(),
            },
            weights: vec![1.0; left.len()],
            evaluations: self.evaluations(place, left, which),
            interactions: Vec::new(),
            constant: 0.0,
            cap: None,
            reservation: self.reservation(place, which),
            discount: None,
        };
        Scenario {
            name: records.dossier.title.clone(),
            issues,
            parties: self.parties.iter().enumerate().map(party).collect(),
            notes: Vec::new(),
        }
    }

    /// What the options in `left` are worth to the party at `place`, issue by issue.
    pub fn evaluations(&self, place: usize, left: &[OptionSet], which: Which) -> Vec<Vec<f64>> {
        let row = |(issue, options): (usize, &OptionSet)| {
            options.iter().map(|it| self.worth(place, issue, it, which)).collect()
        };
        left.iter().enumerate().map(row).collect()
    }
}

/// The mean, summed as differences from the first: numbers that are all the same have exactly that mean,
/// so that what the record makes equal is not told apart by the rounding of a sum.
fn mean(mut values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len().max(1) as f64;
    let first = values.next().unwrap_or(0.0);
    first + values.map(|it| it - first).sum::<f64>() / n
}
