//! Explicit draws of weights and values from what a profile leaves open.

use std::fmt;

use super::profile::Profile;
use crate::case::issue::{Issue, OptionIx};
use crate::case::records::Records;
use crate::maths::random::Key;
use crate::maths::simplex;
use crate::maths::spec::SpecError;
use crate::maths::value;

/// Draws of one party's weights and values, issue by issue, sample by sample.
///
/// Structure of arrays: all samples of one weight or value lie side by side, so that adding up a
/// draft's worth runs through memory in order.
#[derive(Debug, Clone)]
pub struct Samples {
    n_samples: usize,
    /// `weights[issue · n_samples + sample]`; the weights of a sample sum to 1.
    weights: Vec<f64>,
    /// `values[(offsets[issue] + option) · n_samples + sample]`.
    values: Vec<f64>,
    offsets: Vec<usize>,
    /// Fewest effective samples of any of its parts; below `n_samples` where a walk was needed.
    effective: f64,
}

/// What the record says of a party's values cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// The issue or group concerned; all groups where absent.
    pub of: Option<String>,
    /// What is wrong.
    pub why: SpecError,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            Some(of) => write!(f, "{of}: {}", self.why),
            None => write!(f, "weights of groups: {}", self.why),
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
        let party = Key::new(seed).with(records.party(profile.party).name.as_bytes());
        let mut effective = n_samples as f64;
        let weights = weights(profile, party, n_samples, &mut effective)?;
        let mut offsets = Vec::with_capacity(profile.values.len());
        let mut rows = 0;
        for spec in &profile.values {
            offsets.push(rows);
            rows += spec.len();
        }
        let mut values = vec![0.0; rows * n_samples];
        let mut rest = values.as_mut_slice();
        for (spec, issue) in profile.values.iter().zip(&records.issues) {
            let (out, after) = rest.split_at_mut(spec.len() * n_samples);
            rest = after;
            let report = value::sample(spec, issue_key(party, issue), n_samples, out)
                .map_err(|why| Contradiction { of: Some(issue.title.clone()), why })?;
            effective = effective.min(report.effective_samples);
            if matches!(spec, value::ValueSpec::Intervals { .. } | value::ValueSpec::Fixed { .. }) {
                rescale(out, n_samples);
            }
        }
        Ok(Samples { n_samples, weights, values, offsets, effective })
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
        &self.weights[issue * self.n_samples..][..self.n_samples]
    }

    /// The values of an option, one a sample.
    pub fn value(&self, issue: usize, option: OptionIx) -> &[f64] {
        &self.values[(self.offsets[issue] + option.get()) * self.n_samples..][..self.n_samples]
    }

    /// Adds to each sample the worth of `option` on `issue`, in shares of the party's best deal.
    pub fn add_worth(&self, issue: usize, option: OptionIx, to: &mut [f64]) {
        let pairs = self.weight(issue).iter().zip(self.value(issue, option));
        for (to, (weight, value)) in to.iter_mut().zip(pairs) {
            *to += weight * value;
        }
    }

    /// The worth of a draft that has `options[issue]` on every issue, one a sample.
    pub fn worth(&self, options: &[OptionIx]) -> Vec<f64> {
        /// As many sums as stay in the first-level cache while the issues go by.
        const BLOCK: usize = 1024;
        let mut worth = vec![0.0; self.n_samples];
        for (block, to) in worth.chunks_mut(BLOCK).enumerate() {
            let start = block * BLOCK;
            for (issue, option) in options.iter().enumerate() {
                let weight = &self.weight(issue)[start..][..to.len()];
                let value = &self.value(issue, *option)[start..][..to.len()];
                for ((to, weight), value) in to.iter_mut().zip(weight).zip(value) {
                    *to += weight * value;
                }
            }
        }
        worth
    }
}

fn weights(
    profile: &Profile,
    party: Key,
    n_samples: usize,
    effective: &mut f64,
) -> Result<Vec<f64>, Contradiction> {
    let n_issues = profile.values.len();
    let mut weights = vec![0.0; n_issues * n_samples];
    let mut of_groups = vec![0.0; profile.groups.len() * n_samples];
    let key = party.with(b"weights of groups");
    let report = simplex::sample(&profile.group_weights, key, n_samples, &mut of_groups)
        .map_err(|why| Contradiction { of: None, why })?;
    *effective = effective.min(report.effective_samples);
    let mut inner = Vec::new();
    for (group, of_group) in profile.groups.iter().zip(of_groups.chunks_exact(n_samples.max(1))) {
        if group.issues.len() == 1 {
            let issue = group.issues[0].get();
            weights[issue * n_samples..][..n_samples].copy_from_slice(of_group);
            continue;
        }
        if group.weights.none.len() == group.issues.len() {
            continue;
        }
        inner.clear();
        inner.resize(group.issues.len() * n_samples, 0.0);
        let key = party.with(b"weights in group").with(group.name.as_bytes());
        let report = simplex::sample(&group.weights, key, n_samples, &mut inner)
            .map_err(|why| Contradiction { of: Some(group.name.clone()), why })?;
        *effective = effective.min(report.effective_samples);
        for (issue, shares) in group.issues.iter().zip(inner.chunks_exact(n_samples.max(1))) {
            let out = &mut weights[issue.get() * n_samples..][..n_samples];
            for ((out, share), of_group) in out.iter_mut().zip(shares).zip(of_group) {
                *out = share * of_group;
            }
        }
    }
    Ok(weights)
}

fn issue_key(party: Key, issue: &Issue) -> Key {
    let key = party.with(b"values").with(issue.title.as_bytes());
    issue.options.iter().fold(key, |key, option| key.with(option.text.as_bytes()))
}

/// Stretches the stated values of each sample so that the worst option has 0 and the best has 1:
/// stated values are read as an interval scale within their issue. Where all are alike the party
/// is indifferent.
fn rescale(out: &mut [f64], n_samples: usize) {
    for sample in 0..n_samples {
        let each = || out.iter().skip(sample).step_by(n_samples);
        let low = each().copied().fold(f64::INFINITY, f64::min);
        let high = each().copied().fold(f64::NEG_INFINITY, f64::max);
        for value in out.iter_mut().skip(sample).step_by(n_samples) {
            *value = if high > low { (*value - low) / (high - low) } else { 1.0 };
        }
    }
}
