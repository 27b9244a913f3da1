//! Frontiers kept by what they were found from, for whoever asks where another draft lies against them.
//!
//! What could be gained does not depend on which drafts are looked at, and takes most of the time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::picture::Picture;
use super::readings::Front;
use super::{EPSILON, READINGS, SOLVER_SECONDS, WORK};
use crate::lens::context::Context;
use crate::lens::setting::Settings;
use crate::lens::view::View;

/// Bytes of frontiers that are kept, at most: 64 MiB.
pub(super) const BYTES_MAX: usize = 64 << 20;

/// What frontiers were found from: the visible record by its hash, how it was drawn from, how far to go.
pub(super) type Key = String;

/// What decides what could be gained: the record as it is seen, by its hash, what is drawn from it, and how far to go.
/// Not which drafts are looked at.
pub(super) fn key(view: &View<'_>, settings: &Settings) -> String {
    let Context { seed, samples, viewer, whole, .. } = *view.context();
    let (hash, day) = (view.provenance(None).hash, view.day());
    let (readings, epsilon) = (settings.of(&READINGS), settings.of(&EPSILON));
    let (work, seconds) = (settings.of(&WORK), settings.of(&SOLVER_SECONDS));
    format!(
        "{hash} {day:?} {viewer:?} {whole} {seed} {samples} {readings} {epsilon} {work} {seconds}"
    )
}

/// What could be gained in expectation, and in each sample that was read.
pub(super) struct Gained {
    pub(super) picture: Picture,
    pub(super) fronts: Vec<Front>,
}

impl Gained {
    /// About how much memory it takes.
    fn size(&self) -> usize {
        let whole = self.picture.frontier.as_ref().map_or(0, |(it, _)| it.bytes());
        whole + self.fronts.iter().map(Front::bytes).sum::<usize>()
    }
}

/// Frontiers kept, those asked for last at the end.
#[derive(Default)]
pub(in crate::lens) struct Fronts(Mutex<Vec<(Key, Arc<Gained>)>>);

impl Fronts {
    /// What was found from the same, where it is kept.
    pub(super) fn get(&self, key: &str) -> Option<Arc<Gained>> {
        let mut kept = self.kept();
        let at = kept.iter().position(|(it, _)| it == key)?;
        let found = kept.remove(at);
        let gained = Arc::clone(&found.1);
        kept.push(found);
        Some(gained)
    }

    /// Keeps what was found, and lets go what was not asked for longest where that is too much.
    pub(super) fn keep(&self, key: Key, gained: &Arc<Gained>) {
        let mut kept = self.kept();
        kept.retain(|(it, _)| *it != key);
        kept.push((key, Arc::clone(gained)));
        let size = |kept: &[(Key, Arc<Gained>)]| kept.iter().map(|it| it.1.size()).sum::<usize>();
        while !kept.is_empty() && size(&kept) > BYTES_MAX {
            kept.remove(0);
        }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<(Key, Arc<Gained>)>> {
        // Whoever panicked left whole entries behind: an entry is put in or taken out in one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Fronts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fronts({})", self.kept().len())
    }
}
