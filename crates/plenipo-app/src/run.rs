//! What one run of the program has read and written: what it writes later depends on it, and so does
//! what it says when it fails half way.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use plenipo_record::case::Case;

use crate::access::Access;
use crate::failure::Failure;

/// What this run has read and written so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    named: RefCell<Vec<PathBuf>>,
    /// Whether a dossier was named to be read.
    dossier: Cell<bool>,
    /// Whether a record was read, and was open as a whole.
    open: Cell<bool>,
    /// Whether one was read that is not.
    closed: Cell<bool>,
    written: RefCell<Vec<PathBuf>>,
}

impl Run {
    /// Notes the folders and files that were named to be read, and whether a dossier is among them.
    pub(crate) fn reads(&self, paths: Vec<PathBuf>, dossier: bool) {
        self.named.borrow_mut().extend(paths);
        self.dossier.set(dossier);
    }

    /// The folders and files that were named to be read.
    pub(crate) fn named(&self) -> Vec<PathBuf> {
        self.named.borrow().clone()
    }

    /// Notes that `case` was read (`None`: it could not be made out), for a party if there is a `viewer`.
    pub(crate) fn has_read(&self, case: Option<&Case>, viewer: Option<&str>) {
        match viewer.is_none() && Access::to(case) == Access::Usual {
            true => self.open.set(true),
            false => self.closed.set(true),
        }
    }

    /// Who may read what is written from now on.
    pub(crate) fn access(&self) -> Access {
        // Of a dossier that nobody made a record of, nobody knows what is closed in it.
        let unknown = self.dossier.get() && !self.open.get();
        if self.closed.get() || unknown { Access::Owner } else { Access::Usual }
    }

    /// Notes that `path` was written.
    pub(crate) fn wrote(&self, path: &Path) {
        self.written.borrow_mut().push(path.to_owned());
    }

    /// `failure`, with what was written before it: nobody should believe that nothing was, and ask for it
    /// once more.
    pub(crate) fn told(&self, failure: Failure) -> Failure {
        let written = self.written.borrow();
        let names: Vec<String> = written.iter().map(|it| it.display().to_string()).collect();
        match names.is_empty() {
            true => failure,
            false => failure.hint(format!(
                "this was written all the same: {}; do not run it again",
                names.join(", ")
            )),
        }
    }
}
