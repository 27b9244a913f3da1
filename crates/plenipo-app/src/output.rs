//! Writing the answer, whole and in one go.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::failure::Failure;
use crate::write;

/// Writes `body` to standard output.
///
/// A reader that has seen enough (`plenipo show … | head`) closes the pipe: that is its right and
/// no fault to report.
pub(crate) fn write(body: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(body).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io(format!("could not write the answer: {error}")))
        }
        _ => Ok(()),
    }
}

/// Refuses `-`, which elsewhere means standard output and here would become a file of that name.
pub(crate) fn named(path: &Path) -> Result<(), Failure> {
    if path.as_os_str() != "-" {
        return Ok(());
    }
    Err(Failure::usage("`-` is no name: what `--out` asks for is written to the disk")
        .hint("name it: `--out NAME`; `./-` if it is really to be called that"))
}

/// Refuses to write over what is at `path`, unless by `force` over a file.
pub(crate) fn free(path: &Path, force: bool) -> Result<(), Failure> {
    named(path)?;
    let shown = path.display();
    match path.symlink_metadata() {
        Ok(there) if there.is_dir() => {
            Err(Failure::io(format!("{shown} is a folder")).hint("name a file in it"))
        }
        Ok(_) if !force => Err(taken(path)),
        _ => Ok(()),
    }
}

fn taken(path: &Path) -> Failure {
    Failure::io(format!("{} exists already", path.display()))
        .hint("name another file, or add `--force` to write over it")
}

/// Writes `body` into the file `path`, whole or not at all; over a file that is there only by
/// `force`.
pub(crate) fn file(path: &Path, body: &[u8], force: bool) -> Result<(), Failure> {
    let written = if force { write::replace_file(path, body) } else { write::new_file(path, body) };
    written.map_err(|error| match error.kind() {
        // Somebody was faster than the check before the work.
        ErrorKind::AlreadyExists => taken(path),
        _ => write::failure(path, &error),
    })
}

/// Writes `text` to standard error; if even that is closed, nobody is left to tell.
pub(crate) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
