//! Disks that fill up or fail at every step, and who may read what is written.

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
    vec![file("dossier.toml", "format = 1\n"), file("a/d/b.toml", "# b\n"), file("c.toml", "")]
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
        let written = put(&disk, &path, NEW, Over::Replace, Access::Usual);
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
        let _ = put(&disk, &path, NEW, Over::Refuse, Access::Owner);
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
    new_file(&path, OLD, Access::Usual).expect("written");
    let refused = new_file(&path, NEW, Access::Usual).expect_err("refused");
    assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).expect("a file"), OLD);
    replace_file(&path, NEW, Access::Usual).expect("written");
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
        let written = grow(&disk, &path, Some(OLD), &grown, Access::Usual);
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
    grow_file(&path, None, OLD, Access::Usual).expect("written");
    let grown = [OLD, NEW].concat();
    assert!(grow_file(&path, Some(NEW), &grown, Access::Usual).is_err(), "grown from another text");
    assert!(grow_file(&path, None, &grown, Access::Usual).is_err(), "it is there after all");
    fs::write(&path, NEW).expect("edited");
    assert!(grow_file(&path, Some(OLD), &grown, Access::Usual).is_err());
    assert_eq!(fs::read(&path).expect("a file"), NEW);
    fs::write(&path, OLD).expect("edited back");
    grow_file(&path, Some(OLD), &grown, Access::Usual).expect("written");
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
    for disk in disks(bytes, 14) {
        failed += usize::from(folder(&disk, &path, &files(), Access::Owner).is_err());
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
    for disk in disks(bytes, 16) {
        let path = dir.path().join("talks");
        fs::create_dir(&path).expect("a folder");
        let written = folder(&disk, &path, &files(), Access::Usual);
        let found = names(&path);
        let whole = ["a", "c.toml", "dossier.toml"];
        assert!(found.is_empty() && written.is_err() || found == whole, "{found:?}");
        fs::remove_dir_all(&path).expect("removed");
    }
}

#[test]
fn a_full_disk_leaves_no_folder_made_for_a_file_that_is_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let top = dir.path().join("talks");
    for there in ["", "drafts"] {
        for disk in disks(NEW.len(), 8) {
            fs::create_dir_all(top.join(there)).expect("a folder");
            let path = top.join("drafts/spring/text.toml");
            let written = below(&disk, &top, &path, NEW, Access::Owner);
            match fs::read(&path) {
                Ok(found) => assert_eq!(found, NEW),
                Err(_) => {
                    assert!(written.is_err());
                    // What was there stays.
                    let left: &[&str] = if there.is_empty() { &[] } else { &["drafts"] };
                    assert_eq!(names(&top), left);
                    assert!(!top.join("drafts/spring").exists());
                }
            }
            fs::remove_dir_all(&top).expect("removed");
        }
    }
}

#[test]
fn a_failure_names_what_the_user_named() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("plain"), OLD).expect("a file");
    for (name, hint) in [("none/file", "create its folder"), ("plain/file", "is a file")] {
        let path = dir.path().join(name);
        let error = new_file(&path, NEW, Access::Usual).expect_err("refused");
        let told = format!("{:?}", failure(&path, &error));
        assert!(told.contains(hint) && !told.contains(".plenipo-"), "{told}");
    }
    // The folder is there: to make it would be no help.
    let told = format!("{:?}", failure(&dir.path().join("x"), &io::ErrorKind::NotFound.into()));
    assert!(!told.contains("create its folder"), "{told}");
}

#[cfg(unix)]
#[test]
fn permissions_are_the_users_own() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let dir = tempfile::tempdir().expect("a folder");
    let (plain, ours) = (dir.path().join("plain"), dir.path().join("ours"));
    fs::write(&plain, NEW).expect("written");
    new_file(&ours, NEW, Access::Usual).expect("written");
    assert_eq!(mode(&plain), mode(&ours));
    fs::set_permissions(&ours, fs::Permissions::from_mode(0o640)).expect("set");
    replace_file(&ours, OLD, Access::Usual).expect("written");
    assert_eq!(mode(&ours), 0o640);
}

#[cfg(unix)]
#[test]
fn what_is_for_the_owner_alone_is_so_from_the_first_byte() {
    use std::os::unix::fs::PermissionsExt;
    /// Looks at everything below a folder before each step.
    struct Watched<'a>(&'a Path, Cell<usize>);
    impl Watched<'_> {
        fn look(&self, dir: &Path) {
            for entry in fs::read_dir(dir).expect("a folder").flatten() {
                let meta = entry.metadata().expect("an entry");
                assert_eq!(meta.permissions().mode() & 0o077, 0, "{:?}", entry.path());
                self.1.set(self.1.get() + 1);
                if meta.is_dir() {
                    self.look(&entry.path());
                }
            }
        }
    }
    impl Disk for Watched<'_> {
        fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            self.look(self.0);
            Real.fill(file, bytes)
        }
        fn sync(&self, _: &File) -> io::Result<()> {
            self.look(self.0);
            Ok(())
        }
        fn name(&self) -> io::Result<()> {
            self.look(self.0);
            Ok(())
        }
    }
    let dir = tempfile::tempdir().expect("a folder");
    let disk = Watched(dir.path(), Cell::new(0));
    let path = dir.path().join("file");
    put(&disk, &path, NEW, Over::Refuse, Access::Owner).expect("written");
    put(&disk, &path, OLD, Over::Replace, Access::Owner).expect("written");
    folder(&disk, &dir.path().join("talks"), &files(), Access::Owner).expect("written");
    disk.look(dir.path());
    assert!(disk.1.get() > 20);
    // What grows keeps what its owner decided.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
    let grown = [OLD, NEW].concat();
    grow_file(&path, Some(OLD), &grown, Access::Owner).expect("written");
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_behind_is_cleared_away() {
    let dir = tempfile::tempdir().expect("a folder");
    let talks = dir.path().join("talks");
    fs::create_dir_all(talks.join(".talks.plenipo-1-0/record")).expect("a folder");
    fs::create_dir(dir.path().join(".talks.plenipo-1-0")).expect("a folder");
    fs::write(dir.path().join(".file.plenipo-abc123"), OLD).expect("a file");
    new_folder(&talks, &files(), Access::Owner).expect("nothing is in the way");
    new_file(&dir.path().join("file"), NEW, Access::Owner).expect("written");
    assert_eq!(names(dir.path()), ["file", "talks"]);
    assert_eq!(names(&talks), ["a", "c.toml", "dossier.toml"]);
}

/// Between making a folder and locking it somebody else may clear it away.
#[cfg(unix)]
#[test]
fn a_folder_that_was_cleared_before_it_was_locked_is_made_again() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let home = tempfile::tempdir().expect("a folder");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                leftover::clear(home.path());
            }
        });
        for _ in 0..2000 {
            let stage = Stage::new(&home.path().join("copy"), false, Access::Usual);
            let there = stage.as_ref().is_ok_and(|it| it.path.is_dir());
            if !there {
                done.store(true, Ordering::Relaxed);
            }
            assert!(there, "{:?}", stage.err());
        }
        done.store(true, Ordering::Relaxed);
    });
}
