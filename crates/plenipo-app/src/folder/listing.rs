//! What lies in a folder, and by what one sees that a file is still what it was.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use plenipo_record::dossier::{filename, ledger};

use super::aside::{Aside, Why};
use super::{too_many, unreadable};
use crate::failure::Failure;
use crate::leftover;

/// The files of a dossier, at most.
const FILES_MAX: usize = 10_000;

/// The entries of all folders, at most: a dossier in the wrong place must not read a whole disk.
const ENTRIES_MAX: usize = 200_000;

/// Folders within folders, at most.
const DEPTH_MAX: usize = 16;

/// Bytes of a file that is not read, at most, that are looked at for the seals of a ledger: first, and where it
/// may be one; and of all such files.
const HEAD_BYTES: u64 = 16 << 10;
const LOOKED_AT_MAX: u64 = 1 << 20;
const LOOKED_AT_ALL: u64 = 32 << 20;

/// Clocks of file systems tick about this often: a file written over within one tick keeps its time.
const TICK: Duration = Duration::from_millis(12);

/// What lies in a folder.
pub(super) struct Listing {
    /// The files that are read, sorted by name.
    pub(super) files: Vec<Found>,
    /// What is not read and should be named.
    pub(super) aside: Vec<Aside>,
    /// All that is no file of the dossier, hidden folders as one.
    pub(super) others: Vec<String>,
}

/// A file that is read.
#[derive(PartialEq, Hash)]
pub(super) struct Found {
    /// Its name below the dossier.
    pub(super) name: String,
    pub(super) path: PathBuf,
    stamp: Stamp,
}

/// By what one sees that a file is another one, or has changed.
#[derive(PartialEq, Hash)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Device, file and time of its last change of any kind, where the system has them.
    identity: [i64; 4],
}

impl Stamp {
    fn of(meta: &Metadata) -> Stamp {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            [meta.dev().cast_signed(), meta.ino().cast_signed(), meta.ctime(), meta.ctime_nsec()]
        };
        #[cfg(not(unix))]
        let identity = [0; 4];
        Stamp { bytes: meta.len(), modified: meta.modified().ok(), identity }
    }
}

impl Found {
    /// Whether the file with this metadata is the one that was listed.
    pub(super) fn is(&self, meta: &Metadata) -> bool {
        meta.is_file() && self.stamp == Stamp::of(meta)
    }
}

impl Listing {
    /// When the youngest of the files was last changed.
    pub(super) fn changed(&self) -> Option<SystemTime> {
        self.files.iter().filter_map(|it| it.stamp.modified).max()
    }

    /// Waits until a change of any of the files would be seen: one within the same tick of the clock is
    /// not.
    pub(super) fn settle(&self) {
        let age = self.changed().and_then(|it| SystemTime::now().duration_since(it).ok());
        if let Some(rest) = age.and_then(|age| TICK.checked_sub(age)) {
            std::thread::sleep(rest);
        }
    }
}

/// What lies in the folder `path`; `None` if it changed while it was listed.
pub(super) fn of(path: &Path) -> Result<Option<Listing>, Failure> {
    let listing = Listing { files: Vec::new(), aside: Vec::new(), others: Vec::new() };
    let mut walk = Walk { listing, entries: 0, looked_at: 0 };
    match walk.folder(path, "", 0) {
        Ok(()) => {}
        Err(Stop::Changed) => return Ok(None),
        Err(Stop::Failed(failure)) => return Err(failure),
    }
    let mut listing = walk.listing;
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.aside.sort_by(|a, b| a.name.cmp(&b.name));
    listing.others.sort();
    Ok(Some(listing))
}

enum Stop {
    /// What was there a moment ago is there no more.
    Changed,
    Failed(Failure),
}

impl Stop {
    fn at(path: &Path) -> impl Fn(io::Error) -> Stop {
        move |error| match error.kind() {
            io::ErrorKind::NotFound => Stop::Changed,
            _ => Stop::Failed(unreadable(path, &error)),
        }
    }
}

struct Walk {
    listing: Listing,
    entries: usize,
    /// The bytes of other files that were looked at.
    looked_at: u64,
}

impl Walk {
    fn folder(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), Stop> {
        if depth > DEPTH_MAX {
            let shown = path.display();
            let failure = Failure::io(format!("{shown} is more than {DEPTH_MAX} folders deep"));
            return Err(Stop::Failed(failure.hint("is this folder a dossier?")));
        }
        for entry in fs::read_dir(path).map_err(Stop::at(path))? {
            let entry = entry.map_err(Stop::at(path))?;
            self.entries += 1;
            if self.entries > ENTRIES_MAX {
                let what = format!("more than {ENTRIES_MAX} files and folders");
                return Err(Stop::Failed(too_many(what)));
            }
            self.entry(&entry, prefix, depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &fs::DirEntry, prefix: &str, depth: usize) -> Result<(), Stop> {
        let path = entry.path();
        let last = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{last}");
        // The kind of the entry itself: a link is a link, wherever it leads.
        let kind = entry.file_type().map_err(Stop::at(&path))?;
        let aside = |why| Aside { name: name.clone(), why };
        let hidden = filename::is_hidden(&last);
        if hidden || !(kind.is_dir() || kind.is_file() && filename::is_read(&last)) {
            self.listing.others.push(if kind.is_dir() { format!("{name}/") } else { name.clone() });
        }
        // Whatever it is: a ledger that is not where it is looked for must not go unseen.
        let folder = path.parent().unwrap_or(&path);
        let ledger = ledger::may_be(&last) || leftover::is_the_ledger(folder, &last);
        if kind.is_dir() && ledger && last.to_lowercase().contains("toml") {
            self.listing.aside.push(aside(Why::Ledger("it is a folder")));
        }
        if hidden {
            if kind.is_dir() {
                let Held { files, ledger } = Held::by(&path);
                if let Some(of) = ledger {
                    let name = format!("{name}/{of}");
                    let why = Why::Ledger("it lies in a hidden folder");
                    self.listing.aside.push(Aside { name, why });
                } else if files {
                    self.listing.aside.push(aside(Why::HiddenFolder));
                }
            } else if ledger {
                self.listing.aside.push(aside(Why::Ledger("it is hidden")));
            } else if kind.is_file() && !leftover::is_ours(&last, false) && self.has_seals(&path) {
                // What a killed writer left beside the ledger is no copy: the next one clears it away.
                self.listing.aside.push(aside(Why::Seals("it is hidden")));
            } else if let Some((message, hint)) = filename::meant(&last) {
                self.listing.aside.push(aside(Why::Name { message, hint }));
            }
        } else if kind.is_dir() {
            self.folder(&path, &format!("{name}/"), depth + 1)?;
        } else if kind.is_symlink() {
            let why = Why::Ledger("it is a link, and links are not followed");
            self.listing.aside.push(aside(if ledger { why } else { Why::Link }));
        } else if !kind.is_file() {
            let why = Why::Ledger("it is not an ordinary file");
            self.listing.aside.push(aside(if ledger { why } else { Why::Special }));
        } else if filename::is_read(&last) {
            if self.listing.files.len() == FILES_MAX {
                let what = format!("more than {FILES_MAX} `*.toml` files");
                return Err(Stop::Failed(too_many(what)));
            }
            let stamp = Stamp::of(&entry.metadata().map_err(Stop::at(&path))?);
            self.listing.files.push(Found { name, path, stamp });
        } else if ledger {
            let why = Why::Ledger("its name does not end in `.toml`");
            self.listing.aside.push(aside(why));
        } else if self.has_seals(&path) {
            self.listing.aside.push(aside(Why::Seals("its name does not end in `.toml`")));
        } else if let Some((message, hint)) = filename::meant(&last) {
            self.listing.aside.push(aside(Why::Name { message, hint }));
        }
        Ok(())
    }

    /// Whether a file that is not read has the seals of a ledger, under whatever name. Its beginning is looked
    /// at, and of a folder full of other things not all.
    fn has_seals(&mut self, path: &Path) -> bool {
        let Ok(file) = fs::File::open(path) else { return false };
        let mut head = Vec::new();
        let mut file = file.take(LOOKED_AT_MAX);
        let most = HEAD_BYTES.min(LOOKED_AT_ALL.saturating_sub(self.looked_at));
        if (&mut file).take(most).read_to_end(&mut head).is_err() {
            return false;
        }
        self.looked_at += head.len() as u64;
        if ledger::is_sealed(&head) {
            return true;
        }
        // A first entry is short; what has no text there is no ledger. Long ones may follow on long notes.
        if head.contains(&0) || !head.windows(2).any(|it| it == b"[[") {
            return false;
        }
        let most = LOOKED_AT_ALL.saturating_sub(self.looked_at);
        let before = head.len();
        let _ = file.take(most).read_to_end(&mut head);
        self.looked_at += (head.len() - before) as u64;
        ledger::is_sealed(&head)
    }
}

/// What a hidden folder holds, itself and at first sight.
struct Held {
    /// Whether there are files that would be read elsewhere.
    files: bool,
    /// What may be a ledger.
    ledger: Option<String>,
}

impl Held {
    /// One that cannot be listed is hidden well enough.
    fn by(path: &Path) -> Held {
        const LOOKED_AT: usize = 1_000;
        let entries = fs::read_dir(path).into_iter().flatten().take(LOOKED_AT).flatten();
        let names: Vec<String> =
            entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
        // In the order of their names: a folder is listed in any.
        let ledger = names.iter().filter(|it| it.contains("toml") && ledger::may_be(it)).min();
        Held { files: names.iter().any(|it| filename::is_read(it)), ledger: ledger.cloned() }
    }
}
