//! Reading a dossier's folder into memory, and refusing what is none.
//!
//! Only regular files called `*.toml` are read: hidden files and folders, links, pipes and devices
//! are passed over, so that a dossier cannot lead out of its own folder or make the program wait.
//! What is passed over and may have been meant to be read is named ([`Folder::aside`]).
//!
//! The folder may change while it is read: somebody saves a file, a synchronising program brings
//! one. So it is listed again afterwards, and read again unless every file is what it was.

mod aside;
mod listing;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::NamedBytes;

use crate::failure::Failure;
use listing::{Found, Listing};

/// The bytes of a file, at most. One more is read of a larger file: the reader then sees that it
/// is too large and reports it with the other problems.
const FILE_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// The bytes of a dossier, at most.
const TOTAL_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// How often a folder that changes is read, at most.
const ATTEMPTS: u32 = 12;

/// What a folder holds.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// The files of the dossier, sorted by name. Names are below the folder, with `/` between folders
    /// on every system.
    pub(crate) files: Vec<NamedBytes>,
    /// Warnings about what lies beside them and is not read.
    pub(crate) aside: Vec<Problem>,
    /// How many of these may be a ledger: they come first.
    ledgers: usize,
    /// All that lies beside them, by name; a hidden folder as one.
    pub(crate) others: Vec<String>,
    /// When the youngest of the files was last changed.
    changed: Option<SystemTime>,
}

impl Folder {
    /// What of that which is not read may be a ledger, by its name or what is in it.
    pub(crate) fn ledgers(&self) -> impl Iterator<Item = &Problem> {
        self.aside.iter().take(self.ledgers)
    }

    /// How long to wait until nobody can be taken for being in the middle of saving a file; `None` where
    /// that is so already.
    pub(crate) fn unrest(&self) -> Option<Duration> {
        /// Who saves a file is done with it by then.
        const QUIET: Duration = Duration::from_millis(250);
        let age = SystemTime::now().duration_since(self.changed?).ok()?;
        QUIET.checked_sub(age)
    }
}

/// The files of the dossier in the folder `path`, sorted by name.
pub(crate) fn read(path: &Path) -> Result<Vec<NamedBytes>, Failure> {
    whole(path).map(|it| it.files)
}

/// What the folder `path` holds, all of it as it was at one time.
pub(crate) fn whole(path: &Path) -> Result<Folder, Failure> {
    there(path)?;
    for attempt in 0..ATTEMPTS {
        // Whoever is writing needs a moment to be done; each time a longer one.
        std::thread::sleep(Duration::from_millis(10) * attempt * attempt);
        let Some(listing) = listing::of(path)? else { continue };
        let Some(files) = fetch(&listing.files)? else { continue };
        listing.settle();
        if listing::of(path)?.is_some_and(|again| again.files == listing.files) {
            return made(path, files, listing);
        }
    }
    there(path)?;
    Err(Failure::io(format!("{} keeps changing while it is being read", path.display()))
        .hint("wait until whatever is writing there has finished, and try again"))
}

/// A number that is another one as soon as any file in the folder `path` is, by names, sizes and times; 0 where
/// the folder cannot be looked at.
pub(crate) fn stamp(path: &Path) -> u64 {
    let listed = || listing::of(path).ok().flatten();
    // Who writes there at this moment is done with it soon.
    let listed = listed().or_else(|| {
        std::thread::sleep(Duration::from_millis(20));
        listed()
    });
    let mut hasher = DefaultHasher::new();
    let Some(listed) = listed else { return 0 };
    listed.files.hash(&mut hasher);
    listed.others.hash(&mut hasher);
    hasher.finish()
}

/// Refuses what is no folder.
pub(crate) fn there(path: &Path) -> Result<(), Failure> {
    let shown = path.display();
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::io(format!("there is no folder {shown}")).hint(format!(
                "`plenipo new {}` starts a dossier there",
                crate::shell::path(path)
            )));
        }
        Err(error) => return Err(unreadable(path, &error)),
    };
    if !kind.is_dir() {
        let failure = Failure::io(format!("{shown} is not a folder"));
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
        let parent = parent.map_or(".".to_owned(), |it| it.display().to_string());
        return Err(failure.hint(format!("a dossier is a folder of `*.toml` files: try {parent}")));
    }
    Ok(())
}

fn made(path: &Path, files: Vec<NamedBytes>, listing: Listing) -> Result<Folder, Failure> {
    let changed = listing.changed();
    let ledgers = listing.aside.iter().filter(|it| it.is_ledger()).count();
    let others = listing.others;
    let aside = aside::warnings(listing.aside);
    if files.is_empty() {
        let failure = Failure::io(format!("there is no `*.toml` file in {}", path.display()));
        let named = aside.iter().take(3).map(|it| format!("{}: {}", it.file, it.message));
        let failure = named.fold(failure, Failure::hint);
        return Err(failure.hint("`plenipo new DIR` starts a dossier in a new or empty folder"));
    }
    // Names that are no text look alike where they differ: nobody could tell which file is meant.
    if let Some(twice) = files.windows(2).find(|it| it[0].name == it[1].name) {
        return Err(Failure::io(format!("two files would both be called {}", twice[0].name))
            .hint("their names are not UTF-8 text: rename them"));
    }
    Ok(Folder { ledgers: ledgers.min(aside.len()), files, aside, others, changed })
}

/// The bytes of the files; `None` if one of them is not what it was when it was listed.
fn fetch(listed: &[Found]) -> Result<Option<Vec<NamedBytes>>, Failure> {
    let mut files = Vec::with_capacity(listed.len());
    let mut total = 0;
    for found in listed {
        let mut file = match fs::File::open(&found.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&found.path, &error)),
        };
        let unreadable = |error: io::Error| unreadable(&found.path, &error);
        // A link put there in the meantime would lead to another file than the one listed.
        if !found.is(&file.metadata().map_err(unreadable)?) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        (&mut file).take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        total += bytes.len() as u64;
        if total > TOTAL_BYTES_MAX {
            return Err(too_many(format!("more than {} MiB", TOTAL_BYTES_MAX >> 20)));
        }
        files.push(NamedBytes { name: found.name.clone(), bytes });
    }
    Ok(Some(files))
}

fn too_many(what: String) -> Failure {
    Failure::io(format!("the folder has {what}")).hint("is this folder a dossier?")
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(format!("could not read {}: {error}", path.display()));
    match error.kind() {
        io::ErrorKind::PermissionDenied => failure.hint("do you have permission to read it?"),
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_since_it_was_listed_is_not_taken_for_what_it_was() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        let list = || listing::of(dir.path()).ok().flatten().expect("listed");
        let changes: [(&str, &dyn Fn()); 5] = [
            ("grown", &|| fs::write(at("a.toml"), "longer than it was").expect("written")),
            ("as long", &|| fs::write(at("a.toml"), "x = 2").expect("written")),
            ("exchanged", &|| {
                fs::write(at("new"), "x = 3").expect("written");
                fs::rename(at("new"), at("a.toml")).expect("renamed");
            }),
            ("gone", &|| fs::remove_file(at("a.toml")).expect("removed")),
            ("a folder", &|| {
                fs::remove_file(at("a.toml")).expect("removed");
                fs::create_dir(at("a.toml")).expect("made");
            }),
        ];
        for (what, change) in changes {
            let _ = fs::remove_dir(at("a.toml"));
            fs::write(at("a.toml"), "x = 1").expect("written");
            let before = list();
            // A change within the same tick of the clock is what this is for.
            before.settle();
            let bytes = fetch(&before.files).ok().flatten().expect("as listed");
            assert_eq!(bytes[0].bytes, b"x = 1");
            assert!(list().files == before.files);
            change();
            assert!(list().files != before.files, "{what}");
            assert!(fetch(&before.files).is_ok_and(|it| it.is_none()), "{what}");
        }
    }
}
