//! Explicit draws of weights and values from what a profile leaves open.

use std::fmt;
use std::sync::Arc;

use super::draws::Draws;
use super::profile::Profile;
use super::scale::Scale;
use plenipo_maths::random::StreamKey;
use plenipo_maths::row::Row;
use plenipo_maths::simplex;
use plenipo_maths::spec::SpecError;
use plenipo_maths::value::{self, ValueSpec};
use plenipo_record::case::issue::{Issue, OptionIx};
use plenipo_record::case::records::Records;
use plenipo_record::case::salience::written;

/// Draws of one party's weights and values, issue by issue, sample by sample.
///
/// Structure of arrays: all samples of one weight or value lie side by side, so that adding up a
/// draft's worth runs through memory in order. A value that is the same in every sample, as those of
/// the best and the worst of ranked options are, is kept once.
#[derive(Debug, Clone)]
pub struct Samples {
    n_samples: usize,
    weights: Arc<Weights>,
    /// Issue by issue.
    values: Vec<Arc<Values>>,
    /// Fewest effective samples of any of its parts; below `n_samples` where a walk was needed.
    effective: f64,
}

/// Rows of weights, and which is whose.
#[derive(Debug)]
pub(super) struct Weights {
    /// Rows of `n_samples` weights; the weights of a sample sum to 1 over the issues.
    rows: Vec<f64>,
    /// Which row is whose, issue by issue.
    of: Vec<usize>,
    effective: f64,
}

/// The values of one issue's options.
#[derive(Debug)]
pub(super) struct Values {
    /// Rows of `n_samples` values.
    rows: Vec<f64>,
    /// Where the value of each option stands.
    of: Vec<Stored>,
    effective: f64,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
enum Stored {
    /// It is the same in every sample.
    Same(f64),
    /// In this row.
    Row(usize),
}

/// What the record says of a party's values cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// The issue or group concerned; the weights of all where absent.
    pub of: Option<String>,
    /// What is wrong.
    pub why: SpecError,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Sums are those of weights; items of one issue have names that are not known here.
        if let SpecError::LowerSumAboveOne { sum } | SpecError::UpperSumBelowOne { sum } = self.why
        {
            let within = self.of.as_ref().map(|it| format!(" within {it}")).unwrap_or_default();
            return write!(f, "its shares of weight{within} add up to {}, not 1", written(sum));
        }
        match &self.of {
            Some(of) => write!(f, "{of}: {}", self.why),
            None => write!(f, "weights: {}", self.why),
        }
    }
}

impl Samples {
    /// Draws `n_samples` samples.
    ///
    /// Streams are keyed by what the party, the issue and the group say, not by their ids or
    /// places, so that renaming or reordering changes no number.
    ///
    /// # Errors
    /// A [`Contradiction`] where the profile leaves nothing to draw from.
    pub fn draw(
        records: &Records,
        profile: &Profile,
        seed: u64,
        n_samples: usize,
    ) -> Result<Samples, Contradiction> {
        Draws::default().samples(records, profile, seed, n_samples)
    }

    pub(super) fn of(n_samples: usize, weights: Arc<Weights>, values: Vec<Arc<Values>>) -> Samples {
        let parts = values.iter().map(|it| it.effective);
        let effective = parts.fold(weights.effective, f64::min);
        Samples { n_samples, weights, values, effective }
    }

    /// Number of samples.
    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// Fewest effective samples of any part.
    pub fn effective(&self) -> f64 {
        self.effective
    }

    /// The weights of `issue`, one a sample.
    pub fn weight(&self, issue: usize) -> &[f64] {
        &self.weights.rows[self.weights.of[issue] * self.n_samples..][..self.n_samples]
    }

    /// The values of an option, one a sample.
    pub fn value(&self, issue: usize, option: OptionIx) -> Row<'_> {
        let values = &self.values[issue];
        match values.of[option.get()] {
            Stored::Same(value) => Row::Same(value),
            Stored::Row(row) => Row::Each(&values.rows[row * self.n_samples..][..self.n_samples]),
        }
    }

    /// Adds to each sample the worth of `option` on `issue`, in shares of the party's best deal.
    pub fn add_worth(&self, issue: usize, option: OptionIx, to: &mut [f64]) {
        self.value(issue, option).add_to(to, self.weight(issue));
    }

    /// The worth of a draft that has `options[issue]` on every issue, one a sample.
    pub fn worth(&self, options: &[OptionIx]) -> Vec<f64> {
        /// As many sums as stay in the first-level cache while the issues go by.
        const BLOCK: usize = 1024;
        let mut worth = vec![0.0; self.n_samples];
        for (block, to) in worth.chunks_mut(BLOCK).enumerate() {
            let (begin, end) = (block * BLOCK, block * BLOCK + to.len());
            for (issue, option) in options.iter().enumerate() {
                let weights = &self.weight(issue)[begin..end];
                self.value(issue, *option).part(begin, end).add_to(to, weights);
            }
        }
        worth
    }
}

impl Weights {
    /// Draws the weights of issues and of groups that weigh as one, then shares the latter out within
    /// the groups. A group of one issue is that issue: its row is used as it is.
    pub(super) fn draw(
        profile: &Profile,
        party: StreamKey,
        n_samples: usize,
    ) -> Result<Weights, Contradiction> {
        let n_groups = profile.groups.len();
        let mut rows = vec![0.0; n_groups * n_samples];
        let key = party.with(b"weights of groups");
        let report = simplex::sample(&profile.group_weights, key, n_samples, &mut rows)
            .map_err(|why| Contradiction { of: None, why })?;
        let mut effective = (n_samples as f64).min(report.effective_samples);
        let mut of = vec![0; profile.values.len()];
        let mut n_rows = n_groups;
        for (place, group) in profile.groups.iter().enumerate() {
            if let [alone] = group.issues.as_slice() {
                of[alone.get()] = place;
                continue;
            }
            rows.resize((n_rows + group.issues.len()) * n_samples, 0.0);
            let (of_groups, inner) = rows.split_at_mut(n_rows * n_samples);
            for (row, issue) in (n_rows..).zip(&group.issues) {
                of[issue.get()] = row;
            }
            n_rows += group.issues.len();
            // Of no weight there is nothing to share out.
            let weightless = profile.group_weights.none.contains(&place);
            if weightless || group.weights.none.len() == group.issues.len() {
                continue;
            }
            let key = party.with(b"weights in group").with(group.name.as_bytes());
            let report = simplex::sample(&group.weights, key, n_samples, inner)
                .map_err(|why| Contradiction { of: Some(group.name.clone()), why })?;
            effective = effective.min(report.effective_samples);
            let of_group = &of_groups[place * n_samples..][..n_samples];
            for shares in inner.chunks_exact_mut(n_samples.max(1)) {
                for (share, of_group) in shares.iter_mut().zip(of_group) {
                    *share *= of_group;
                }
            }
        }
        Ok(Weights { rows, of, effective })
    }

    /// How many numbers it holds.
    pub(super) fn size(&self) -> usize {
        self.rows.len()
    }
}

impl Values {
    /// Draws the values of the options of `issue`.
    pub(super) fn draw(
        spec: &ValueSpec,
        issue: &Issue,
        key: StreamKey,
        n_samples: usize,
    ) -> Result<Values, Contradiction> {
        let mut drawn = vec![0.0; spec.len() * n_samples];
        let contradiction = |why| Contradiction { of: Some(issue.title.clone()), why };
        let on_scale = value::sample_on_scale(spec, key, n_samples, &mut drawn);
        let report = match on_scale.map_err(contradiction)? {
            Some(report) => report,
            None => {
                let report = value::sample(spec, key, n_samples, &mut drawn);
                Scale::of(spec).apply(&mut drawn, n_samples);
                report.map_err(contradiction)?
            }
        };
        let mut rows = Vec::new();
        let store = |row: &[f64]| {
            if row.iter().all(|it| *it == row[0]) {
                return Stored::Same(row[0]);
            }
            rows.extend_from_slice(row);
            Stored::Row(rows.len() / n_samples - 1)
        };
        let of = drawn.chunks_exact(n_samples.max(1)).map(store).collect();
        Ok(Values { rows, of, effective: (n_samples as f64).min(report.effective_samples) })
    }

    /// How many numbers it holds.
    pub(super) fn size(&self) -> usize {
        self.rows.len()
    }
}

/// What the values of `issue` are drawn with, keyed by what it says.
pub(super) fn issue_key(party: StreamKey, issue: &Issue) -> StreamKey {
    let key = party.with(b"values").with(issue.title.as_bytes());
    issue.options.iter().fold(key, |key, option| key.with(option.text.as_bytes()))
}
