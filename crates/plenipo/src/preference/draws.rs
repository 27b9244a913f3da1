//! Draws kept by what they were drawn from, for lenses that ask of the same parties again and again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::profile::{Group, Profile};
use super::samples::{Contradiction, Samples, Values, Weights, issue_key};
use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::WeightSpec;
use plenipo_maths::value::ValueSpec;
use plenipo_record::case::records::Records;

/// The most numbers that are kept between two askings: 192 MiB.
const KEPT_MAX: usize = 24 << 20;

/// Draws of weights and values, kept by what they were drawn from.
///
/// Streams are keyed by content, so what is kept is exactly what would be drawn anew: asking through
/// the same draws again, from whatever thread, changes no number, only the time it takes.
#[derive(Debug, Default)]
pub struct Draws(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    kept: HashMap<Key, Vec<Kept>>,
    /// How many numbers that is.
    size: usize,
    /// How often something was asked for.
    asked: u64,
}

/// A stream and how many samples were drawn from it.
type Key = (StreamKey, usize);

#[derive(Debug)]
struct Kept {
    /// When it was last asked for.
    asked: u64,
    drawn: Drawn,
}

#[derive(Debug)]
enum Drawn {
    Weights { groups: Vec<Group>, group_weights: WeightSpec, drawn: Arc<Weights> },
    Values { spec: ValueSpec, drawn: Arc<Values> },
}

impl Drawn {
    fn size(&self) -> usize {
        match self {
            Drawn::Weights { drawn, .. } => drawn.size(),
            Drawn::Values { drawn, .. } => drawn.size(),
        }
    }

    fn weights_of(&self, profile: &Profile) -> Option<Arc<Weights>> {
        match self {
            Drawn::Weights { groups, group_weights, drawn } => {
                let same = *groups == profile.groups && *group_weights == profile.group_weights;
                same.then(|| Arc::clone(drawn))
            }
            Drawn::Values { .. } => None,
        }
    }

    fn values_of(&self, of: &ValueSpec) -> Option<Arc<Values>> {
        match self {
            Drawn::Values { spec, drawn } => (spec == of).then(|| Arc::clone(drawn)),
            Drawn::Weights { .. } => None,
        }
    }
}

impl Draws {
    /// `n_samples` samples of what `profile` leaves open, as [`Samples::draw`] has them.
    ///
    /// # Errors
    /// A [`Contradiction`] where the profile leaves nothing to draw from.
    pub fn samples(
        &self,
        records: &Records,
        profile: &Profile,
        seed: u64,
        n_samples: usize,
    ) -> Result<Samples, Contradiction> {
        let party = StreamKey::new(seed).with(records.party(profile.party).name.as_bytes());
        let weights = self.drawn(
            (party, n_samples),
            |it| it.weights_of(profile),
            || Weights::draw(profile, party, n_samples),
            |drawn| {
                let (groups, group_weights) =
                    (profile.groups.clone(), profile.group_weights.clone());
                Drawn::Weights { groups, group_weights, drawn }
            },
        )?;
        let each = profile.values.iter().zip(&records.issues).map(|(spec, issue)| {
            let key = issue_key(party, issue);
            self.drawn(
                (key, n_samples),
                |it| it.values_of(spec),
                || Values::draw(spec, issue, key, n_samples),
                |drawn| Drawn::Values { spec: spec.clone(), drawn },
            )
        });
        Ok(Samples::of(n_samples, weights, each.collect::<Result<_, _>>()?))
    }

    /// What was drawn and kept, or else what is drawn now: others may ask meanwhile.
    fn drawn<T>(
        &self,
        key: Key,
        find: impl Fn(&Drawn) -> Option<Arc<T>>,
        draw: impl FnOnce() -> Result<T, Contradiction>,
        keep: impl FnOnce(Arc<T>) -> Drawn,
    ) -> Result<Arc<T>, Contradiction> {
        if let Some(found) = self.store().find(key, find) {
            return Ok(found);
        }
        let drawn = Arc::new(draw()?);
        self.store().keep(key, keep(Arc::clone(&drawn)));
        Ok(drawn)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // Whoever panicked left whole entries behind: an entry is put in or taken out in one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    fn find<T>(&mut self, key: Key, find: impl Fn(&Drawn) -> Option<T>) -> Option<T> {
        self.asked += 1;
        let asked = self.asked;
        self.kept.get_mut(&key)?.iter_mut().find_map(|it| {
            let found = find(&it.drawn)?;
            it.asked = asked;
            Some(found)
        })
    }

    fn keep(&mut self, key: Key, drawn: Drawn) {
        self.size += drawn.size();
        self.kept.entry(key).or_default().push(Kept { asked: self.asked, drawn });
        if self.size > KEPT_MAX {
            self.forget();
        }
    }

    /// Lets go what was not asked for longest, until only half of what may be kept is.
    fn forget(&mut self) {
        let mut last: Vec<(u64, usize)> =
            self.kept.values().flatten().map(|it| (it.asked, it.drawn.size())).collect();
        last.sort_unstable();
        let mut since = 0;
        for (asked, size) in last {
            if self.size <= KEPT_MAX / 2 {
                break;
            }
            self.size -= size;
            since = asked + 1;
        }
        for of_key in self.kept.values_mut() {
            of_key.retain(|it| it.asked >= since);
        }
        self.kept.retain(|_, it| !it.is_empty());
        self.size = self.kept.values().flatten().map(|it| it.drawn.size()).sum();
    }
}
