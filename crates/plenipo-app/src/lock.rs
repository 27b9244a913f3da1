//! One writer of a dossier at a time.
//!
//! The system lets go of a lock when the process that holds it ends, however it ends: nothing is left
//! to clear away. The folder itself is locked where the system can; where it cannot (some file systems
//! of networks, systems other than Unix), a hidden file in it, which no reader looks at. Where nothing
//! can be locked at all, that is said, and the work goes on: keeping others away is then up to people.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::output;

/// The file that is locked where the folder cannot be.
const FILE: &str = ".plenipo.lock";

/// After this it is said what is waited for.
const QUIET: Duration = Duration::from_secs(1);

/// After this the wait is over.
const PATIENCE: Duration = Duration::from_secs(30);

/// Held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _held: Option<File>,
}

/// Locks the folder `dir`, waiting for others to be done.
pub(crate) fn folder(dir: &Path) -> Result<Lock, Failure> {
    within(dir, PATIENCE)
}

fn within(dir: &Path, patience: Duration) -> Result<Lock, Failure> {
    let shown = dir.display();
    for open in [the_folder, a_file] {
        let Ok(file) = open(dir) else { continue };
        match wait(&file, dir, patience) {
            Ok(true) => return Ok(Lock { _held: Some(file) }),
            Ok(false) => {
                return Err(Failure::io(format!("another process is writing to {shown}"))
                    .hint("nothing was written; try again when it has finished"));
            }
            // This kind of thing cannot be locked here: the next one perhaps.
            Err(_) => {}
        }
    }
    output::complain(&format!(
        "note: {shown} cannot be locked here: make sure nobody else writes to it meanwhile\n"
    ));
    Ok(Lock { _held: None })
}

/// Whether the lock was got before patience ended.
fn wait(file: &File, dir: &Path, patience: Duration) -> io::Result<bool> {
    let begun = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() >= patience => return Ok(false),
            Err(TryLockError::WouldBlock) => {
                if !told && begun.elapsed() >= QUIET {
                    told = true;
                    output::complain(&format!(
                        "waiting for another process that is writing to {}\n",
                        dir.display()
                    ));
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

#[cfg(unix)]
fn the_folder(dir: &Path) -> io::Result<File> {
    File::open(dir)
}

#[cfg(not(unix))]
fn the_folder(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

fn a_file(dir: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(dir.join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_and_gives_up() {
        let dir = tempfile::tempdir().expect("a folder");
        let short = Duration::from_millis(50);
        let first = within(dir.path(), short).expect("locked");
        let refused = within(dir.path(), short).expect_err("held by the first");
        assert_eq!(refused.code(), 4);
        drop(first);
        within(dir.path(), short).expect("free again");
        // Nothing is left behind where the folder itself can be locked.
        if cfg!(unix) {
            assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
        }
    }
}
