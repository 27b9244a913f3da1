//! Writing files so that a reader finds the old one or the new one, never half of either.
//!
//! Everything is written into a hidden neighbour first, brought to the disk, and only then given its
//! name in one step. A full disk, a pulled plug or a kill before that step leaves what was there; at
//! worst a hidden file is left over, which no dossier reader looks at. A file that is there already
//! is written over by [`replace_file`] only.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use plenipo::dossier::read::NamedBytes;
use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;

/// Writes a new file. Where there is one already it stays, and the error is of the kind
/// [`io::ErrorKind::AlreadyExists`].
pub(crate) fn new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(&Real, path, bytes, Over::Refuse)
}

/// Writes a file, over the one that is there if there is one.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(&Real, path, bytes, Over::Replace)
}

/// Writes the grown text `new` of a file that held `old` (`None`: was not there) and holds it still;
/// `new` begins with `old`. What was there is never lost: the file holds one of the two, whole.
pub(crate) fn grow_file(path: &Path, old: Option<&[u8]>, new: &[u8]) -> io::Result<()> {
    grow(&Real, path, old, new)
}

/// Makes a folder with these files in it. It may exist if it is empty.
///
/// A folder that does not exist appears whole, in one step. Into one that exists (it may be the one
/// somebody stands in) the files are moved one by one, each whole, the first of `files` last: a
/// dossier without its `dossier.toml` is none.
pub(crate) fn new_folder(dir: &Path, files: &[NamedBytes]) -> io::Result<()> {
    folder(&Real, dir, files)
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
            Failure::io(format!("could not write {shown}: {error}"))
                .hint("make the folder it should lie in first")
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

fn put(disk: &impl Disk, path: &Path, bytes: &[u8], over: Over) -> io::Result<()> {
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
    let mut file = neighbour(path, &parent)?;
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

fn grow(disk: &impl Disk, path: &Path, old: Option<&[u8]>, new: &[u8]) -> io::Result<()> {
    let Some(old) = old else { return put(disk, path, new, Over::Refuse) };
    // Somebody may have edited it by hand meanwhile: that is not to be lost.
    if !new.starts_with(old) || fs::read(path)? != old {
        return Err(io::Error::other("it was changed meanwhile, so nothing was written"));
    }
    put(disk, path, new, Over::Replace)
}

/// A hidden file beside `path`, to be given its name.
fn neighbour(path: &Path, parent: &Path) -> io::Result<NamedTempFile> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let mut builder = Builder::new();
    let prefix = format!(".{name}.plenipo-");
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file a user makes: less what their mask takes away.
        builder.permissions(Permissions::from_mode(0o666));
    }
    // The error of the library names the hidden file, which means nothing to a user.
    builder.tempfile_in(parent).map_err(|error| error.kind().into())
}

fn folder(disk: &impl Disk, dir: &Path, files: &[NamedBytes]) -> io::Result<()> {
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
    let stage = Stage::new(dir, exists)?;
    for NamedBytes { name, bytes } in files {
        let path = stage.0.join(name);
        let parent = parent(&path);
        fs::create_dir_all(&parent)?;
        let mut file = File::create_new(&path)?;
        disk.fill(&mut file, bytes)?;
        disk.sync(&file)?;
        sync_folder(disk, &parent)?;
    }
    sync_folder(disk, &stage.0)?;
    if exists {
        move_into(disk, &stage.0, dir, files)?;
        sync_folder(disk, dir)
    } else {
        disk.name()?;
        fs::rename(&stage.0, dir)?;
        sync_folder(disk, &parent(dir))
    }
}

/// The hidden folder in which a new one is put together; removed if that fails.
struct Stage(PathBuf);

impl Stage {
    /// Beside `dir`, or inside it where it exists.
    fn new(dir: &Path, inside: bool) -> io::Result<Stage> {
        let name = dir.file_name().map_or("dossier".into(), |name| name.to_string_lossy());
        let stem = format!(".{name}.plenipo-{}", std::process::id());
        // One left over by a killed process of the same number is passed by.
        for n in 0..100 {
            let name = format!("{stem}-{n}");
            let path = if inside { dir.join(name) } else { dir.with_file_name(name) };
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Stage(path)),
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
        let _ = fs::remove_dir_all(&self.0);
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
mod tests {
    use std::cell::Cell;

    use super::*;

    /// A disk that is full after so many bytes and steps.
    struct Full {
        bytes: Cell<usize>,
        steps: Cell<usize>,
    }

    impl Full {
        fn step(&self) -> io::Result<()> {
            match self.steps.get() {
                0 => Err(io::ErrorKind::StorageFull.into()),
                n => {
                    self.steps.set(n - 1);
                    Ok(())
                }
            }
        }
    }

    impl Disk for Full {
        fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            let fits = bytes.len().min(self.bytes.get());
            self.bytes.set(self.bytes.get() - fits);
            // What fits is there before the rest is refused, as on a disk.
            file.write_all(&bytes[..fits])?;
            if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }

        fn sync(&self, _: &File) -> io::Result<()> {
            self.step()
        }

        fn name(&self) -> io::Result<()> {
            self.step()
        }
    }

    const OLD: &[u8] = b"the old text, longer than the new one by far";
    const NEW: &[u8] = b"the new text";

    fn files() -> Vec<NamedBytes> {
        let file = |name: &str, text: &str| NamedBytes { name: name.into(), bytes: text.into() };
        vec![file("dossier.toml", "format = 1\n"), file("a/b.toml", "# b\n"), file("c.toml", "")]
    }

    /// Every disk: full after each byte, then refusing each step.
    fn disks(bytes: usize, steps: usize) -> impl Iterator<Item = Full> {
        let full = |bytes, steps| Full { bytes: Cell::new(bytes), steps: Cell::new(steps) };
        let short = (0..bytes).map(move |it| full(it, usize::MAX));
        short.chain((0..steps).map(move |it| full(usize::MAX, it)))
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .expect("a folder")
            .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_or_the_new_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("file");
        let mut kept = 0;
        for disk in disks(NEW.len(), 6) {
            fs::write(&path, OLD).expect("a file");
            let written = put(&disk, &path, NEW, Over::Replace);
            let found = fs::read(&path).expect("a file");
            assert!(found == OLD || found == NEW, "{}", String::from_utf8_lossy(&found));
            assert!(written.is_err() || found == NEW);
            assert_eq!(names(dir.path()), ["file"]);
            kept += usize::from(found == OLD);
        }
        // One byte short is short, and so is a disk that fails before the name is given.
        assert_eq!(kept, NEW.len() + 2);
    }

    #[test]
    fn a_full_disk_leaves_no_new_file_or_a_whole_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("file");
        for disk in disks(NEW.len(), 6) {
            let _ = put(&disk, &path, NEW, Over::Refuse);
            match fs::read(&path) {
                Ok(found) => assert_eq!(found, NEW),
                Err(error) => assert_eq!(error.kind(), io::ErrorKind::NotFound),
            }
            let _ = fs::remove_file(&path);
            assert!(names(dir.path()).is_empty());
        }
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over_unasked() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("file");
        new_file(&path, OLD).expect("written");
        let refused = new_file(&path, NEW).expect_err("refused");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("a file"), OLD);
        replace_file(&path, NEW).expect("written");
        assert_eq!(fs::read(&path).expect("a file"), NEW);
        assert_eq!(names(dir.path()), ["file"]);
    }

    #[test]
    fn a_file_that_grows_loses_nothing_to_a_full_disk() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("ledger.toml");
        let grown = [OLD, NEW].concat();
        let mut kept = 0;
        for disk in disks(grown.len(), 6) {
            fs::write(&path, OLD).expect("a file");
            let written = grow(&disk, &path, Some(OLD), &grown);
            let found = fs::read(&path).expect("a file");
            assert!(found == OLD || found == grown, "{}", String::from_utf8_lossy(&found));
            assert!(written.is_err() || found == grown);
            assert_eq!(names(dir.path()), ["ledger.toml"]);
            kept += usize::from(found == OLD);
        }
        assert_eq!(kept, grown.len() + 2);
    }

    #[test]
    fn a_file_that_was_edited_meanwhile_does_not_grow() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("ledger.toml");
        grow_file(&path, None, OLD).expect("written");
        let grown = [OLD, NEW].concat();
        assert!(grow_file(&path, Some(NEW), &grown).is_err(), "grown from another text");
        assert!(grow_file(&path, None, &grown).is_err(), "it is there after all");
        fs::write(&path, NEW).expect("edited");
        assert!(grow_file(&path, Some(OLD), &grown).is_err());
        assert_eq!(fs::read(&path).expect("a file"), NEW);
        fs::write(&path, OLD).expect("edited back");
        grow_file(&path, Some(OLD), &grown).expect("written");
        assert_eq!(fs::read(&path).expect("a file"), grown);
    }

    #[test]
    fn a_full_disk_leaves_no_folder_or_a_whole_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("talks");
        let all =
            || files().iter().all(|it| fs::read(path.join(&it.name)).is_ok_and(|b| b == it.bytes));
        let bytes = files().iter().map(|it| it.bytes.len()).sum();
        let mut failed = 0;
        for disk in disks(bytes, 12) {
            failed += usize::from(folder(&disk, &path, &files()).is_err());
            assert!(!path.exists() || all(), "half a folder");
            let _ = fs::remove_dir_all(&path);
            assert!(names(dir.path()).is_empty());
        }
        assert!(failed > bytes, "{failed}");
    }

    #[test]
    fn a_full_disk_leaves_an_empty_folder_empty() {
        let dir = tempfile::tempdir().expect("a folder");
        let bytes = files().iter().map(|it| it.bytes.len()).sum();
        for disk in disks(bytes, 14) {
            let path = dir.path().join("talks");
            fs::create_dir(&path).expect("a folder");
            let written = folder(&disk, &path, &files());
            let found = names(&path);
            let whole = ["a", "c.toml", "dossier.toml"];
            assert!(found.is_empty() && written.is_err() || found == whole, "{found:?}");
            fs::remove_dir_all(&path).expect("removed");
        }
    }

    #[test]
    fn a_failure_names_what_the_user_named() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("plain"), OLD).expect("a file");
        for (name, hint) in [("none/file", "make the folder"), ("plain/file", "is a file")] {
            let path = dir.path().join(name);
            let error = new_file(&path, NEW).expect_err("refused");
            let told = format!("{:?}", failure(&path, &error));
            assert!(told.contains(hint) && !told.contains(".plenipo-"), "{told}");
        }
        // The folder is there: to make it would be no help.
        let told = format!("{:?}", failure(&dir.path().join("x"), &io::ErrorKind::NotFound.into()));
        assert!(!told.contains("make the folder"), "{told}");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_the_users_own() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        let dir = tempfile::tempdir().expect("a folder");
        let (plain, ours) = (dir.path().join("plain"), dir.path().join("ours"));
        fs::write(&plain, NEW).expect("written");
        new_file(&ours, NEW).expect("written");
        assert_eq!(mode(&plain), mode(&ours));
        fs::set_permissions(&ours, Permissions::from_mode(0o640)).expect("set");
        replace_file(&ours, OLD).expect("written");
        assert_eq!(mode(&ours), 0o640);
    }
}
