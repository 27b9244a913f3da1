//! Draws kept by what they were drawn from, for lenses that ask of the same party again and again.

use std::sync::Arc;

use super::profile::{Group, Profile};
use super::samples::{Contradiction, Samples, Values, Weights, issue_key};
use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::WeightSpec;
use plenipo_maths::value::ValueSpec;
use plenipo_record::case::records::Records;

/// The most numbers that are kept between two askings: 32 MiB.
const KEPT_MAX: usize = 4 << 20;

/// Draws of weights and values, kept by what they were drawn from.
///
/// Streams are keyed by content, so what is kept is exactly what would be drawn anew: asking through
/// the same draws again changes no number, only the time it takes.
#[derive(Debug)]
pub struct Draws {
    seed: u64,
    n_samples: usize,
    /// Least recently used first.
    kept: Vec<Kept>,
}

#[derive(Debug)]
enum Kept {
    Weights { party: StreamKey, groups: Vec<Group>, group_weights: WeightSpec, drawn: Arc<Weights> },
    Values { key: StreamKey, spec: ValueSpec, drawn: Arc<Values> },
}

impl Kept {
    fn size(&self) -> usize {
        match self {
            Kept::Weights { drawn, .. } => drawn.size(),
            Kept::Values { drawn, .. } => drawn.size(),
        }
    }
}

impl Draws {
    /// Nothing drawn yet.
    pub fn new(seed: u64, n_samples: usize) -> Draws {
        Draws { seed, n_samples, kept: Vec::new() }
    }

    /// Seed of every random stream.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Number of samples.
    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// Samples of what `profile` leaves open, as [`Samples::draw`] has them.
    ///
    /// # Errors
    /// A [`Contradiction`] where the profile leaves nothing to draw from.
    pub fn samples(
        &mut self,
        records: &Records,
        profile: &Profile,
    ) -> Result<Samples, Contradiction> {
        let party = StreamKey::new(self.seed).with(records.party(profile.party).name.as_bytes());
        let weights = self.weights(profile, party)?;
        let mut values = Vec::with_capacity(profile.values.len());
        for (spec, issue) in profile.values.iter().zip(&records.issues) {
            let key = issue_key(party, issue);
            let same = |it: &Kept| matches!(it, Kept::Values { key: k, spec: s, .. } if *k == key && s == spec);
            let kept = match self.take(same) {
                Some(kept) => kept,
                None => {
                    let drawn = Arc::new(Values::draw(spec, issue, key, self.n_samples)?);
                    Kept::Values { key, spec: spec.clone(), drawn }
                }
            };
            if let Kept::Values { drawn, .. } = &kept {
                values.push(Arc::clone(drawn));
            }
            self.kept.push(kept);
        }
        self.forget();
        Ok(Samples::of(self.n_samples, weights, values))
    }

    fn weights(
        &mut self,
        profile: &Profile,
        party: StreamKey,
    ) -> Result<Arc<Weights>, Contradiction> {
        let same = |it: &Kept| match it {
            Kept::Weights { party: of, groups, group_weights, .. } => {
                *of == party && *groups == profile.groups && *group_weights == profile.group_weights
            }
            Kept::Values { .. } => false,
        };
        if let Some(Kept::Weights { party, groups, group_weights, drawn }) = self.take(same) {
            let found = Arc::clone(&drawn);
            self.kept.push(Kept::Weights { party, groups, group_weights, drawn });
            return Ok(found);
        }
        let drawn = Arc::new(Weights::draw(profile, party, self.n_samples)?);
        let (groups, group_weights) = (profile.groups.clone(), profile.group_weights.clone());
        self.kept.push(Kept::Weights { party, groups, group_weights, drawn: Arc::clone(&drawn) });
        Ok(drawn)
    }

    /// Takes out what `same` asks for; whoever takes it puts it back at the end.
    fn take(&mut self, same: impl Fn(&Kept) -> bool) -> Option<Kept> {
        self.kept.iter().position(same).map(|it| self.kept.remove(it))
    }

    /// Lets go what was not used for longest, until little enough is kept.
    fn forget(&mut self) {
        let mut size: usize = self.kept.iter().map(Kept::size).sum();
        let mut gone = 0;
        while size > KEPT_MAX && gone < self.kept.len() {
            size -= self.kept[gone].size();
            gone += 1;
        }
        self.kept.drain(..gone);
    }
}
