//! The doors out: standard output, standard error and the files that answers go into.
//!
//! Text for people passes [`terminal::plain`] or [`terminal::painted`] on its way to either stream,
//! whoever wrote it: names and words come from elsewhere, and none may command a terminal. Data (JSON,
//! CSV, pages) goes into files and pipes as it is; a terminal is spared what would command it.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use plenipo_present::terminal;
use plenipo_record::dossier::read::NamedBytes;

use crate::args::Globals;
use crate::failure::Failure;
use crate::{guard, lock, write};

/// What a text is, on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Words without colours.
    Words,
    /// Text in which a presenter has put colours.
    Painted,
    /// Data that is kept to the byte.
    Data,
}

/// `body` as it goes out.
pub(crate) fn ready(body: Vec<u8>, form: Form, colour: bool) -> Vec<u8> {
    let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
    match form {
        Form::Data => body,
        Form::Painted if colour => terminal::painted(&text(&body)).into_bytes(),
        Form::Words | Form::Painted => terminal::plain(&text(&body)).into_bytes(),
    }
}

/// Writes `body` to standard output.
///
/// A reader that has seen enough (`plenipo show … | head`) closes the pipe: that is its right and
/// no fault to report.
pub(crate) fn write(body: &[u8], form: Form) -> Result<(), Failure> {
    let cleaned;
    let body = match form {
        Form::Data if std::io::stdout().is_terminal() => {
            cleaned = terminal::plain(&String::from_utf8_lossy(body)).into_bytes();
            &cleaned
        }
        _ => body,
    };
    match put(body) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io(format!("could not write the answer: {error}")))
        }
        _ => Ok(()),
    }
}

/// The library takes an output that was never opened for writing for one that has been written to;
/// the file behind it says so.
#[cfg(unix)]
fn put(body: &[u8]) -> std::io::Result<()> {
    use std::os::fd::AsFd;
    let mut out = std::io::stdout().lock();
    out.flush()?;
    std::fs::File::from(out.as_fd().try_clone_to_owned()?).write_all(body)
}

#[cfg(not(unix))]
fn put(body: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(body).and_then(|()| out.flush())
}

/// Refuses `-`, which elsewhere means standard output and here would become a file of that name.
pub(crate) fn named(path: &Path) -> Result<(), Failure> {
    if path.as_os_str() != "-" {
        return Ok(());
    }
    Err(Failure::usage("`-` is not a file name: `--out` writes to the disk")
        .hint("name it: `--out NAME`; or `./-` if it should really be called that"))
}

/// Refuses to write over what is at `path`, unless by `--force` over a file; and among the files of a
/// dossier even so.
pub(crate) fn free(path: &Path, globals: &Globals) -> Result<(), Failure> {
    named(path)?;
    let shown = path.display();
    match path.symlink_metadata() {
        Ok(there) if there.is_dir() => {
            return Err(Failure::io(format!("{shown} is a folder")).hint("name a file in it"));
        }
        Ok(_) if !globals.force => return Err(taken(path)),
        _ => {}
    }
    guard::file(path, &globals.run.named())
}

/// Refuses a folder that what is written into it would not fill alone: one that holds something, and a link,
/// which would have it written where nobody said.
pub(crate) fn free_folder(dir: &Path, globals: &Globals) -> Result<(), Failure> {
    named(dir)?;
    let of_kind = |kind: ErrorKind| Err(write::failure(dir, &kind.into()));
    match dir.symlink_metadata() {
        Ok(there) if there.is_symlink() => {
            return Err(Failure::io(format!("{} is a link", dir.display()))
                .hint("nothing was written; name the folder itself, or a new one"));
        }
        Ok(there) if !there.is_dir() => return of_kind(ErrorKind::NotADirectory),
        Ok(_) if std::fs::read_dir(dir).is_ok_and(|mut it| it.next().is_some()) => {
            return of_kind(ErrorKind::DirectoryNotEmpty);
        }
        _ => {}
    }
    guard::folder(dir, &globals.run.named())
}

fn taken(path: &Path) -> Failure {
    Failure::io(format!("{} exists already", path.display()))
        .hint("name another file, or add `--force` to overwrite it")
}

/// Writes `body` into the file `path`, whole or not at all; over a file that is there only by
/// `--force`.
pub(crate) fn file(path: &Path, body: &[u8], globals: &Globals) -> Result<(), Failure> {
    // Once more after the work: a folder may have become a dossier meanwhile.
    guard::file(path, &globals.run.named())?;
    let access = globals.run.access();
    let written = match globals.force {
        true => write::replace_file(path, body, access),
        false => write::new_file(path, body, access),
    };
    written.map_err(|error| match error.kind() {
        // Somebody was faster than the check before the work.
        ErrorKind::AlreadyExists => taken(path),
        _ => write::failure(path, &error),
    })?;
    globals.run.wrote(path);
    Ok(())
}

/// Writes `files` into the new or empty folder `dir`, whole or not at all.
pub(crate) fn folder(dir: &Path, files: &[NamedBytes], globals: &Globals) -> Result<(), Failure> {
    guard::folder(dir, &globals.run.named())?;
    // Two that fill the same empty folder would mix.
    let _lock = dir.is_dir().then(|| lock::folder(dir)).transpose()?;
    write::new_folder(dir, files, globals.run.access())
        .map_err(|error| write::failure(dir, &error))?;
    globals.run.wrote(dir);
    Ok(())
}

/// Writes words to standard error; if even that is closed, nobody is left to tell.
pub(crate) fn complain(text: &str) {
    tell(&terminal::plain(text));
}

/// The same for text in which a presenter has put colours.
pub(crate) fn complain_painted(text: &str, colour: bool) {
    tell(&if colour { terminal::painted(text) } else { terminal::plain(text) });
}

fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
