//! Writing the answer, whole and in one go.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::failure::Failure;

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

/// Refuses to write over what is at `path`, unless by `force` over a file.
pub(crate) fn free(path: &Path, force: bool) -> Result<(), Failure> {
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

/// Writes `body` into the file `path`, whole or not at all: at every moment there is the old file
/// or the new one. Over a file that is there only by `force`.
pub(crate) fn file(path: &Path, body: &[u8], force: bool) -> Result<(), Failure> {
    let told =
        |error: std::io::Error| Failure::io(format!("could not write {}: {error}", path.display()));
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".plenipo-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the user's mask leaves.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder).map_err(told)?;
    part.write_all(body).map_err(told)?;
    part.as_file().sync_all().map_err(told)?;
    let kept = match force {
        true => part.persist(path),
        // Fails where somebody was faster.
        false => part.persist_noclobber(path),
    };
    match kept {
        Ok(_) => {}
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => return Err(taken(path)),
        Err(error) => return Err(told(error.error)),
    }
    // The name itself reaches the disk with its folder; where folders cannot be synced, the system
    // does so in its own time.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes `text` to standard error; if even that is closed, nobody is left to tell.
pub(crate) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
