//! Writing files so that a reader finds the old one or the new one, never half of either.
//!
//! Everything is written into a hidden neighbour first, brought to the disk, and only then given its
//! name in one step. A full disk, a pulled plug or a kill before that step leaves what was there; at
//! worst a hidden file is left over, which no dossier reader looks at and the next writer clears away.
//! A file that is there already is written over by [`replace_file`] and [`grow_file`] only.
//!
//! Who may read what is written is [`Access`]. It holds from the first byte, for the hidden neighbour
//! too. A file that is written over keeps the permissions it has: they are its owner's decision.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use plenipo_record::dossier::read::NamedBytes;
use tempfile::{Builder, NamedTempFile};

use crate::access::Access;
use crate::failure::Failure;
use crate::leftover;

/// Writes a new file. Where there is one already it stays, and the error is of the kind
/// [`io::ErrorKind::AlreadyExists`].
pub(crate) fn new_file(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    leftover::clear(&parent(path));
    put(&Real, path, bytes, Over::Refuse, access)
}

/// Writes a file, over the one that is there if there is one.
pub(crate) fn replace_file(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    leftover::clear(&parent(path));
    put(&Real, path, bytes, Over::Replace, access)
}

/// Writes the grown text `new` of a file that held `old` (`None`: was not there) and holds it still;
/// `new` begins with `old`. What was there is never lost: the file holds one of the two, whole.
pub(crate) fn grow_file(
    path: &Path,
    old: Option<&[u8]>,
    new: &[u8],
    access: Access,
) -> io::Result<()> {
    leftover::clear(&parent(path));
    grow(&Real, path, old, new, access)
}

/// Makes a folder with these files in it. It may exist if it is empty.
///
/// A folder that does not exist appears whole, in one step. Into one that exists (it may be the one
/// somebody stands in) the files are moved one by one, each whole, the first of `files` last: a
/// dossier without its `dossier.toml` is none.
pub(crate) fn new_folder(dir: &Path, files: &[NamedBytes], access: Access) -> io::Result<()> {
    leftover::clear(dir);
    leftover::clear(&parent(dir));
    folder(&Real, dir, files, access)
}

/// Writes the new file `path` below the folder `top`, which is there, and makes the folders between them.
/// Where that fails no folder is left that was made for it. Otherwise as [`new_file`].
pub(crate) fn new_file_below(
    top: &Path,
    path: &Path,
    bytes: &[u8],
    access: Access,
) -> io::Result<()> {
    leftover::clear(&parent(path));
    below(&Real, top, path, bytes, access)
}

/// Why `path` could not be written, with what could be done.
pub(crate) fn failure(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    let nothing = "nothing was written; name one that does not exist yet";
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::io(format!("{shown} exists already")).hint(nothing)
        }
        io::ErrorKind::DirectoryNotEmpty => {
            Failure::io(format!("{shown} exists and is not empty")).hint(nothing)
        }
        io::ErrorKind::NotADirectory if path.symlink_metadata().is_ok() => {
            Failure::io(format!("{shown} exists and is not a folder")).hint(nothing)
        }
        io::ErrorKind::NotADirectory => Failure::io(format!("could not write {shown}: {error}"))
            .hint("a part of this path is a file"),
        io::ErrorKind::NotFound if parent(path).symlink_metadata().is_err() => {
            Failure::io(format!("could not write {shown}: {error}")).hint("create its folder first")
        }
        _ => Failure::io(format!("could not write {shown}: {error}")),
    }
}

/// What to do where there is a file already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Refuse,
    Replace,
}

/// The steps of writing that a disk may refuse; the tests refuse each of them in turn.
trait Disk {
    /// Writes all of `bytes`.
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;

    /// Returns once the file, or the folder's list of names, is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Asked before every step that gives or changes a name.
    fn name(&self) -> io::Result<()>;
}

struct Real;

impl Disk for Real {
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn name(&self) -> io::Result<()> {
        Ok(())
    }
}

fn put(disk: &impl Disk, path: &Path, bytes: &[u8], over: Over, access: Access) -> io::Result<()> {
    let parent = parent(path);
    // Early, so that nothing large is written in vain; the last step refuses once more.
    let there = match fs::symlink_metadata(path) {
        Ok(_) if over == Over::Refuse => return Err(io::ErrorKind::AlreadyExists.into()),
        Ok(there) if !there.is_file() => {
            return Err(io::Error::other("what is there is not a regular file"));
        }
        Ok(there) => Some(there.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // Dropped on the way out of an error, the neighbour is removed.
    let mut file = neighbour(path, &parent, access)?;
    disk.fill(file.as_file_mut(), bytes)?;
    if let Some(permissions) = there {
        file.as_file().set_permissions(permissions)?;
    }
    disk.sync(file.as_file())?;
    disk.name()?;
    match over {
        Over::Refuse => file.persist_noclobber(path),
        Over::Replace => file.persist(path),
    }
    .map_err(|it| it.error)?;
    sync_folder(disk, &parent)
}

fn below(
    disk: &impl Disk,
    top: &Path,
    path: &Path,
    bytes: &[u8],
    access: Access,
) -> io::Result<()> {
    let dir = parent(path);
    let between = dir.ancestors().take_while(|it| *it != top && it.starts_with(top));
    let made: Vec<&Path> = between.take_while(|it| it.symlink_metadata().is_err()).collect();
    let written = make_folders(disk, top, &dir, access)
        .and_then(|()| put(disk, path, bytes, Over::Refuse, access));
    if written.is_err() {
        // The innermost first, and only while nothing is in it: the file may be there in spite of the
        // error, and somebody may have put another beside it.
        for dir in made {
            let _ = fs::remove_dir(dir);
        }
    }
    written
}

fn grow(
    disk: &impl Disk,
    path: &Path,
    old: Option<&[u8]>,
    new: &[u8],
    access: Access,
) -> io::Result<()> {
    let Some(old) = old else { return put(disk, path, new, Over::Refuse, access) };
    // Somebody may have edited it by hand meanwhile: that is not to be lost.
    if !new.starts_with(old) || fs::read(path)? != old {
        return Err(io::Error::other("it was changed in the meantime, so nothing was written"));
    }
    put(disk, path, new, Over::Replace, access)
}

/// A hidden file beside `path`, to be given its name.
fn neighbour(path: &Path, parent: &Path, access: Access) -> io::Result<NamedTempFile> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let mut builder = Builder::new();
    let prefix = leftover::prefix(&name);
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(access.mode()));
    }
    #[cfg(not(unix))]
    let _ = access;
    loop {
        // The error of the library names the hidden file, which means nothing to a user.
        let file = builder.tempfile_in(parent).map_err(|error| io::Error::from(error.kind()))?;
        if leftover::claim(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
}

fn folder(disk: &impl Disk, dir: &Path, files: &[NamedBytes], access: Access) -> io::Result<()> {
    let exists = match fs::symlink_metadata(dir) {
        Ok(_) => {
            if fs::read_dir(dir)?.next().is_some() {
                return Err(io::ErrorKind::DirectoryNotEmpty.into());
            }
            true
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    let stage = Stage::new(dir, exists, access)?;
    for NamedBytes { name, bytes } in files {
        let path = stage.path.join(name);
        make_folders(disk, &stage.path, &parent(&path), access)?;
        let mut file = access.files().open(&path)?;
        disk.fill(&mut file, bytes)?;
        disk.sync(&file)?;
        sync_folder(disk, &parent(&path))?;
    }
    sync_folder(disk, &stage.path)?;
    if exists {
        move_into(disk, &stage.path, dir, files)?;
        sync_folder(disk, dir)
    } else {
        disk.name()?;
        fs::rename(&stage.path, dir)?;
        sync_folder(disk, &parent(dir))
    }
}

/// Makes `dir` and the folders between it and `top`, which is there.
fn make_folders(disk: &impl Disk, top: &Path, dir: &Path, access: Access) -> io::Result<()> {
    if dir == top || !dir.starts_with(top) {
        return Ok(());
    }
    make_folders(disk, top, &parent(dir), access)?;
    make_folder(disk, dir, access)
}

fn make_folder(disk: &impl Disk, dir: &Path, access: Access) -> io::Result<()> {
    match access.folders().create(dir) {
        Ok(()) => sync_folder(disk, &parent(dir)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_folder = fs::symlink_metadata(dir)?.is_dir();
            if is_folder { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
        }
        Err(error) => Err(error),
    }
}

/// The hidden folder in which a new one is put together; removed if that fails.
struct Stage {
    path: PathBuf,
    /// Locked while the folder grows, so that nobody clears it away.
    _open: Option<File>,
}

impl Stage {
    /// Beside `dir`, or inside it where it exists.
    fn new(dir: &Path, inside: bool, access: Access) -> io::Result<Stage> {
        let name = dir.file_name().map_or("dossier".into(), |name| name.to_string_lossy());
        let stem = format!("{}{}", leftover::prefix(&name), std::process::id());
        // One left over by a killed process of the same number is passed by.
        for n in 0..100 {
            let name = format!("{stem}-{n}");
            let path = if inside { dir.join(name) } else { dir.with_file_name(name) };
            match access.folders().create(&path) {
                Ok(()) => {
                    let open = match File::open(&path) {
                        Ok(open) => Some(open),
                        // Somebody took it for one that has lost its writer.
                        Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                        // Systems that cannot open a folder clear none away.
                        Err(_) => None,
                    };
                    if open.as_ref().is_none_or(|it| leftover::claim(it, &path)) {
                        return Ok(Stage { path, _open: open });
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("unfinished folders of other runs are in the way"))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Best effort, and nothing to do where it has become the new folder.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Moves what `stage` holds into `dir`, and back out again if that fails half way.
fn move_into(disk: &impl Disk, stage: &Path, dir: &Path, files: &[NamedBytes]) -> io::Result<()> {
    let mut names: Vec<&str> = Vec::new();
    for file in files.iter().rev() {
        let top = file.name.split('/').next().unwrap_or(&file.name);
        if !names.contains(&top) {
            names.push(top);
        }
    }
    for (i, name) in names.iter().enumerate() {
        let moved = disk.name().and_then(|()| fs::rename(stage.join(name), dir.join(name)));
        if let Err(error) = moved {
            for name in &names[..i] {
                let _ = fs::rename(dir.join(name), stage.join(name));
            }
            return Err(error);
        }
    }
    Ok(())
}

/// The folder that `path` lies in.
fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Brings the folder's list of names to the disk, where the system has a way to say so.
fn sync_folder(disk: &impl Disk, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        match disk.sync(&File::open(path)?) {
            // Some file systems cannot: the name is given all the same.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            other => other,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = (disk, path);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
