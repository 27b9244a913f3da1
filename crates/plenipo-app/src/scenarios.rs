//! Reading a scenario from a file or a folder, and telling it from a dossier.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use plenipo_exchange::scenario::{FILE_BYTES_MAX, read};
use plenipo_record::scenario::Scenario;

use crate::args::Globals;
use crate::failure::Failure;
use crate::folder;

/// The files of a scenario, at most: a scenario has one a party, and the issues.
const FILES_MAX: usize = 1_000;

/// The bytes of a scenario, at most.
const TOTAL_BYTES_MAX: u64 = 256 << 20;

/// Whether `path` is a dossier: a folder with a `*.toml` file that has a `[dossier]` table.
///
/// A folder that could be neither counts as a dossier when there is any `*.toml` file in it, so
/// that its problems are shown.
pub(crate) fn is_dossier(path: &Path) -> Result<bool, Failure> {
    let kind = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !kind.is_dir() {
        return Ok(false);
    }
    let Ok(files) = folder::read(path) else { return Ok(false) };
    let heading = |line: &[u8]| line.trim_ascii().starts_with(b"[dossier]");
    let has = files.iter().any(|file| file.bytes.split(|it| *it == b'\n').any(heading));
    Ok(has || load(path).is_err())
}

/// Refuses what only a record can answer, of `what`, which has none.
///
/// # Errors
/// Names the first such flag that was given.
pub(crate) fn without_record(what: &str, globals: &Globals) -> Result<(), Failure> {
    let given = [
        ("--for", globals.viewer.is_some()),
        ("--as-of", globals.as_of.is_some()),
        ("--assume", !globals.assume.is_empty()),
    ];
    match given.into_iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((flag, _)) => {
            let message = format!("{what} has no record to which `{flag}` could apply");
            Err(Failure::usage(message).hint("leave it out"))
        }
    }
}

/// The scenario in the file or folder `path`.
pub(crate) fn load(path: &Path) -> Result<Scenario, Failure> {
    let Found { files, aside } = files(path)?;
    let told = |failure: Failure| {
        aside.iter().fold(failure, |it, name| it.hint(format!("{name} was not searched")))
    };
    if files.is_empty() {
        return Err(told(Failure::io(format!("there is no file in {}", path.display()))));
    }
    let mut scenario = read(&files).map_err(|error| {
        let failure = Failure::problems(format!("{}{}", error.place(), error.message));
        told(error.hint.into_iter().fold(failure, Failure::hint))
    })?;
    scenario.notes.extend(aside.iter().map(|name| format!("{name} was not searched")));
    if scenario.name.is_empty() {
        scenario.name = path.file_stem().map_or(String::new(), |it| it.to_string_lossy().into());
    }
    Ok(scenario)
}

/// What is in a folder.
struct Found {
    /// Name and bytes of each file.
    files: Vec<(String, Vec<u8>)>,
    /// What is not read: folders, links and what is no regular file.
    aside: Vec<String>,
}

/// Whether a hidden name has a part's name in it: `.u1.xml.swp`, `._u1.json`.
fn resembles_part(name: &str) -> bool {
    let name = name.trim_start_matches('.').to_ascii_lowercase();
    [".xml", ".json", ".yml", ".yaml"].iter().any(|ending| name.contains(ending))
}

/// Regular files only, none hidden, none in folders below.
fn files(path: &Path) -> Result<Found, Failure> {
    let kind = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    let name_of =
        |path: &Path| path.file_name().map_or(String::new(), |it| it.to_string_lossy().into());
    if !kind.is_dir() {
        if !kind.is_file() {
            return Err(Failure::io(format!("{} is not a regular file", path.display())));
        }
        return Ok(Found { files: vec![(name_of(path), bytes(path)?)], aside: Vec::new() });
    }
    let (mut files, mut aside) = (Vec::new(), Vec::new());
    let mut total = 0;
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?;
        let kind = entry.file_type().map_err(|error| unreadable(&entry.path(), &error))?;
        let name = name_of(&entry.path());
        if name.starts_with('.') {
            if resembles_part(&name) {
                aside.push(format!("the hidden file {name}"));
            }
            continue;
        }
        if !kind.is_file() {
            aside.push(match kind {
                _ if kind.is_dir() => format!("the folder {name}"),
                _ if kind.is_symlink() => format!("the link {name}"),
                _ => format!("{name}, which is not a regular file,"),
            });
            continue;
        }
        if files.len() == FILES_MAX {
            return Err(too_large(path, format!("more than {FILES_MAX} files")));
        }
        let bytes = bytes(&entry.path())?;
        total += bytes.len() as u64;
        if total > TOTAL_BYTES_MAX {
            return Err(too_large(path, format!("more than {} MiB", TOTAL_BYTES_MAX >> 20)));
        }
        files.push((name, bytes));
    }
    files.sort();
    aside.sort();
    Ok(Found { files, aside })
}

/// One byte more than a file may have: the reader then says that it is too large.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

fn too_large(path: &Path, what: String) -> Failure {
    Failure::io(format!("{} has {what}", path.display())).hint("is this folder a scenario?")
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Failure::io(format!("there is no file or folder {shown}")),
        _ => Failure::io(format!("could not read {shown}: {error}")),
    }
}
