//! Where an answer may not be written: over, or among, the files that a dossier's reader reads.
//!
//! `--force` is for answers of yesterday. A dossier is the only copy of a record, and one file more in
//! it changes what it says: so a file that would be read belongs to the dossier, whatever way leads
//! there.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use plenipo_record::dossier::filename;

use crate::failure::Failure;

/// Folders above a file that may be the dossier, at most.
const ABOVE_MAX: usize = 64;

/// Refuses a file that the reader of a dossier would read: of one that was `named`, or of any that the
/// path leads into.
pub(crate) fn file(path: &Path, named: &[PathBuf]) -> Result<(), Failure> {
    let Some(path) = real(path) else { return Ok(()) };
    if let Some(dossier) = read_by(&path, named) {
        return Err(refused(&path, &dossier)
            .hint("an answer never overwrites the record: name a file elsewhere"));
    }
    // A scenario or a spreadsheet is not to be lost to what was made of it either.
    match named.iter().any(|it| real(it).is_some_and(|it| it == path)) {
        true => Err(Failure::usage(format!("{} is what is being read", path.display()))
            .hint("name another file to write to")),
        false => Ok(()),
    }
}

/// Refuses a folder within a dossier, and the folder of a dossier itself.
pub(crate) fn folder(dir: &Path, named: &[PathBuf]) -> Result<(), Failure> {
    let Some(dir) = real(dir) else { return Ok(()) };
    if named.iter().any(|it| it.is_dir() && same(it, &dir)) {
        return Err(Failure::usage(format!("{} is the folder being read", dir.display()))
            .hint("nothing was written; name a new folder elsewhere"));
    }
    // A dossier that lies there itself is refused as any folder that is not empty. Whatever is made of a
    // record does not lie in a dossier, not even where its reader would not look: it would go where that goes.
    let within =
        |above: &&Path| named.iter().any(|it| it.is_dir() && same(it, above)) || is_dossier(above);
    match dir.ancestors().skip(1).take(ABOVE_MAX).find(within) {
        Some(dossier) => Err(refused(&dir, dossier).hint(
            "nothing was written; a copy of a record is never placed in a dossier: name a folder \
             elsewhere",
        )),
        None => Ok(()),
    }
}

fn refused(path: &Path, dossier: &Path) -> Failure {
    Failure::usage(format!("{} belongs to the dossier {}", path.display(), dossier.display()))
}

/// The dossier above `path` whose reader would read it, or would if it were not hidden.
fn read_by(path: &Path, named: &[PathBuf]) -> Option<PathBuf> {
    path.ancestors().skip(1).take(ABOVE_MAX).find_map(|above| {
        let name: Vec<_> = path
            .strip_prefix(above)
            .ok()?
            .components()
            .map(|it| it.as_os_str().to_string_lossy())
            .collect();
        let toml = name.last().is_some_and(|it| it.to_lowercase().ends_with(".toml"));
        let read = (toml || filename::is_read(&name.join("/")))
            && (named.iter().any(|it| it.is_dir() && same(it, above)) || is_dossier(above));
        read.then(|| above.to_owned())
    })
}

/// Whether a folder is the top of a dossier: a file of it is called `dossier.toml`, or has the table.
fn is_dossier(dir: &Path) -> bool {
    /// Enough to tell: who keeps a dossier in a folder of thousands of other files names it.
    const LOOKED_AT: usize = 2_000;
    let Ok(entries) = fs::read_dir(dir) else { return false };
    entries.take(LOOKED_AT).flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        filename::is_read(&name)
            && entry.file_type().is_ok_and(|it| it.is_file())
            && (name.eq_ignore_ascii_case("dossier.toml") || has_table(&entry.path()))
    })
}

fn has_table(path: &Path) -> bool {
    const BYTES: u64 = 1 << 20;
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|it| it.take(BYTES).read_to_end(&mut bytes));
    let heading = |line: &[u8]| line.trim_ascii().starts_with(b"[dossier]");
    read.is_ok() && bytes.split(|it| *it == b'\n').any(heading)
}

/// Where a path leads, links and `..` resolved; its last part may not be there yet. `None` where it leads
/// nowhere: writing there fails by itself.
fn real(path: &Path) -> Option<PathBuf> {
    match (path.file_name(), path.symlink_metadata()) {
        // A link in the last place is never followed by what writes a file, but by what writes into
        // a folder.
        (Some(name), there) if !there.as_ref().is_ok_and(|it| it.is_symlink() && path.is_dir()) => {
            let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
            let parent = fs::canonicalize(parent.unwrap_or(Path::new("."))).ok()?;
            Some(parent.join(name))
        }
        _ => fs::canonicalize(path).ok(),
    }
}

/// Whether two paths lead to one folder: by its number where the system has one, so that no second
/// name of it deceives.
fn same(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |it: &Path| fs::metadata(it).map(|it| (it.dev(), it.ino())).ok();
        id(a).is_some_and(|a| Some(a) == id(b))
    }
    #[cfg(not(unix))]
    {
        let real = |it: &Path| fs::canonicalize(it).ok();
        real(a).is_some_and(|a| Some(a) == real(b))
    }
}
