//! Files and folders that a killed process left half written, and how the next one clears them away.
//!
//! Whatever is written grows in a hidden neighbour called `.NAME.plenipo-…`, which its writer keeps
//! locked. A neighbour that is not locked has lost its writer. Between making and locking one, somebody
//! may take it for such a one: so its writer looks whether it is still there once it is locked.

use std::fs::{self, File};
use std::path::Path;

use plenipo_record::dossier::{filename, ledger};

/// Between the name of what is written and what tells neighbours apart.
const MARK: &str = ".plenipo-";

/// What the hidden neighbour of `name` begins with.
pub(crate) fn prefix(name: &str) -> String {
    format!(".{name}{MARK}")
}

/// Marks what was just made at `path` and opened as `file` as being written; `false` if somebody cleared
/// it away before that. Where nothing can be locked, nothing is cleared away either.
pub(crate) fn claim(file: &File, path: &Path) -> bool {
    !cfg!(unix) || file.lock().is_err() || path.symlink_metadata().is_ok()
}

/// Clears away what was left in `folder` by processes that are no more.
pub(crate) fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        // Names that are no text are not ours.
        if let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type())
            && is_ours(name, kind.is_dir())
            && (kind.is_dir() || kind.is_file())
            && !is_the_ledger(folder, name)
        {
            remove(&entry.path(), kind.is_dir());
        }
    }
}

/// The same for a dossier and the folders in it.
pub(crate) fn clear_below(dossier: &Path) {
    const DEEP: usize = 16;
    fn below(folder: &Path, deep: usize) {
        clear(folder);
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let hidden = filename::is_hidden(&entry.file_name().to_string_lossy());
            if deep > 0 && !hidden && entry.file_type().is_ok_and(|it| it.is_dir()) {
                below(&entry.path(), deep - 1);
            }
        }
    }
    below(dossier, DEEP);
}

/// Whether a name is one that only this program gives: of a file `.NAME.plenipo-` and six letters or
/// figures, of a folder the number of its process and one more.
pub(crate) fn is_ours(name: &str, folder: bool) -> bool {
    let Some((stem, end)) = name.rsplit_once(MARK) else { return false };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    stem.len() > 1
        && stem.starts_with('.')
        && match folder {
            true => end.split_once('-').is_some_and(|(a, b)| digits(a) && digits(b)),
            false => end.len() == 6 && end.bytes().all(|it| it.is_ascii_alphanumeric()),
        }
}

/// Whether it may be all that there is of a ledger: one of its own name, where no ledger stands. Half a
/// ledger that was never finished is told like any other trace, and is its owner's to throw away.
pub(crate) fn is_the_ledger(folder: &Path, name: &str) -> bool {
    let ledger = name.strip_prefix(&prefix(ledger::FILE)).is_some();
    ledger && folder.join(ledger::FILE).symlink_metadata().is_err()
}

#[cfg(unix)]
fn remove(path: &Path, folder: bool) {
    let Ok(file) = File::open(path) else { return };
    if file.try_lock().is_err() {
        return;
    }
    // Best effort: what cannot be cleared away does no harm.
    let _ = if folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

#[cfg(not(unix))]
fn remove(_: &Path, _: bool) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_all_there_is_of_a_ledger_stays() {
        let dir = tempfile::tempdir().expect("a folder");
        let left = dir.path().join(".ledger.toml.plenipo-a1B2c3");
        fs::write(&left, "chain").expect("a file");
        clear_below(dir.path());
        assert!(left.exists());
        fs::write(dir.path().join("ledger.toml"), "chain").expect("a file");
        clear_below(dir.path());
        assert!(!left.exists());
    }

    #[test]
    fn only_what_is_ours_and_has_lost_its_writer_goes() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        let left = [".ledger.toml.plenipo-a1B2c3", "drafts/.x.toml.plenipo-abcdef"];
        let others = [
            ".ledger.toml.plenipo-a1B2c3.txt",
            ".ledger.toml.plenipo-mine-too",
            "ledger.toml.plenipo-a1B2c3",
            ".plenipo-a1B2c3",
            ".held.toml.plenipo-a1B2c3",
            ".hidden/.x.toml.plenipo-abcdef",
        ];
        for folder in ["drafts", ".hidden", ".talks.plenipo-77-0/record", ".talks.plenipo-now"] {
            fs::create_dir_all(at(folder)).expect("a folder");
        }
        fs::write(at("ledger.toml"), "whole").expect("a file");
        for name in left.iter().chain(&others) {
            fs::write(at(name), "half").expect("a file");
        }
        let held = File::open(at(".held.toml.plenipo-a1B2c3")).expect("a file");
        held.lock().expect("locked");
        clear_below(dir.path());
        assert!(left.iter().all(|it| !at(it).exists()));
        assert!(others.iter().all(|it| at(it).exists()));
        assert!(!at(".talks.plenipo-77-0").exists() && at(".talks.plenipo-now").exists());
        assert!(claim(&held, &at(".held.toml.plenipo-a1B2c3")));
        fs::remove_file(at(".held.toml.plenipo-a1B2c3")).expect("removed");
        assert!(!claim(&held, &at(".held.toml.plenipo-a1B2c3")));
    }
}
