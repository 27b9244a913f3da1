//! Reading a dossier's folder into memory, and refusing what is none.
//!
//! Only regular files called `*.toml` are read: hidden files and folders, links, pipes and devices
//! are passed over, so that a dossier cannot lead out of its own folder or make the program wait.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use plenipo::dossier::read::NamedBytes;

use crate::failure::Failure;

/// The bytes of a file, at most. One more is read of a larger file: the reader then sees that it
/// is too large and reports it with the other problems.
const FILE_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// The bytes of a dossier, at most.
const TOTAL_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The files of a dossier, at most.
const FILES_MAX: usize = 10_000;

/// The entries of all folders, at most: a dossier in the wrong place must not read a whole disk.
const ENTRIES_MAX: usize = 200_000;

/// Folders within folders, at most.
const DEPTH_MAX: usize = 16;

/// The files of the dossier in the folder `path`, sorted by name. Names are below the folder, with
/// `/` between folders on every system.
pub(crate) fn read(path: &Path) -> Result<Vec<NamedBytes>, Failure> {
    let shown = path.display();
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::io(format!("there is no folder {shown}"))
                .hint(format!("`plenipo new {shown}` begins a dossier there")));
        }
        Err(error) => return Err(unreadable(path, &error)),
    };
    if !kind.is_dir() {
        let failure = Failure::io(format!("{shown} is not a folder"));
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
        let parent = parent.map_or(".".to_owned(), |it| it.display().to_string());
        return Err(failure.hint(format!("a dossier is a folder of `*.toml` files: try {parent}")));
    }
    let mut walk = Walk { files: Vec::new(), entries: 0, bytes: 0 };
    walk.folder(path, "", 0)?;
    if walk.files.is_empty() {
        return Err(Failure::io(format!("there is no `*.toml` file in {shown}"))
            .hint("`plenipo new DIR` begins a dossier in a new or empty folder"));
    }
    walk.files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(walk.files)
}

struct Walk {
    files: Vec<NamedBytes>,
    entries: usize,
    bytes: u64,
}

impl Walk {
    fn folder(&mut self, path: &Path, prefix: &str, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH_MAX {
            let shown = path.display();
            return Err(Failure::io(format!("{shown} lies more than {DEPTH_MAX} folders deep"))
                .hint("is this folder a dossier?"));
        }
        for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
            let entry = entry.map_err(|error| unreadable(path, &error))?;
            self.entries += 1;
            if self.entries > ENTRIES_MAX {
                return Err(too_many(format!("more than {ENTRIES_MAX} files and folders")));
            }
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            // The kind of the entry itself: a link is a link, wherever it leads.
            let kind = entry.file_type().map_err(|error| unreadable(&entry.path(), &error))?;
            let name_below = format!("{prefix}{name}");
            if kind.is_dir() {
                self.folder(&entry.path(), &format!("{name_below}/"), depth + 1)?;
            } else if kind.is_file() && name.ends_with(".toml") {
                self.file(&entry.path(), name_below)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), Failure> {
        if self.files.len() == FILES_MAX {
            return Err(too_many(format!("more than {FILES_MAX} `*.toml` files")));
        }
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(path, &error))?;
        self.bytes += bytes.len() as u64;
        if self.bytes > TOTAL_BYTES_MAX {
            return Err(too_many(format!("more than {} MiB", TOTAL_BYTES_MAX >> 20)));
        }
        self.files.push(NamedBytes { name, bytes });
        Ok(())
    }
}

fn too_many(what: String) -> Failure {
    Failure::io(format!("the folder has {what}")).hint("is this folder a dossier?")
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(format!("could not read {}: {error}", path.display()));
    match error.kind() {
        io::ErrorKind::PermissionDenied => failure.hint("are you allowed to read it?"),
        _ => failure,
    }
}
