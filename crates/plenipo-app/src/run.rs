//! What one run of the program has read and written: what it writes later depends on it, and so does
//! what it says when it fails half way.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use plenipo_record::case::Case;

use crate::access::Access;
use crate::failure::Failure;

/// What this run has read and written so far; copies note it in one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    named: Vec<PathBuf>,
    /// Whether a dossier was named to be read.
    dossier: bool,
    /// Whether a record was read, and was open as a whole.
    open: bool,
    /// Whether one was read that is not.
    closed: bool,
    written: Vec<PathBuf>,
}

impl Run {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        // A note is made in one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the folders and files that were named to be read, and whether a dossier is among them.
    pub(crate) fn reads(&self, paths: Vec<PathBuf>, dossier: bool) {
        let mut noted = self.noted();
        noted.named.extend(paths);
        noted.dossier = dossier;
    }

    /// The folders and files that were named to be read.
    pub(crate) fn named(&self) -> Vec<PathBuf> {
        self.noted().named.clone()
    }

    /// Notes that `case` was read (`None`: it could not be made out), for a party if there is a `viewer`.
    pub(crate) fn has_read(&self, case: Option<&Case>, viewer: Option<&str>) {
        let mut noted = self.noted();
        match viewer.is_none() && Access::to(case) == Access::Usual {
            true => noted.open = true,
            false => noted.closed = true,
        }
    }

    /// Who may read what is written from now on.
    pub(crate) fn access(&self) -> Access {
        let noted = self.noted();
        // Of a dossier that nobody made a record of, nobody knows what is closed in it.
        let unknown = noted.dossier && !noted.open;
        if noted.closed || unknown { Access::Owner } else { Access::Usual }
    }

    /// Notes that `path` was written.
    pub(crate) fn wrote(&self, path: &Path) {
        self.noted().written.push(path.to_owned());
    }

    /// `failure`, with what was written before it: nobody should believe that nothing was, and ask for it
    /// once more.
    pub(crate) fn told(&self, failure: Failure) -> Failure {
        let noted = self.noted();
        let names: Vec<String> = noted.written.iter().map(|it| it.display().to_string()).collect();
        match names.is_empty() {
            true => failure,
            false => failure.hint(format!(
                "this was written all the same: {}; do not run it again",
                names.join(", ")
            )),
        }
    }
}
