//! `plenipo new`: a dossier to begin with.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo::dossier::read::NamedBytes;
use plenipo::dossier::template;

use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "new",
    about: "Begins a dossier: a commented one to write over",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("dir")
            .value_name("DIR")
            .help("The folder to make; it may exist if it is empty")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("new")?;
    let dir: Option<&PathBuf> = matches.get_one("dir");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    let shown = dir.display();
    let mut text = folder_of(dir, &template::dossier())?;
    text.push_str(&format!(
        "next: write over it, and `plenipo check {shown}` as often as you like\n"
    ));
    Ok(Answer::from(text))
}

/// Writes `files` into a new or empty folder, whole or not at all, and says what was written.
pub(super) fn folder_of(dir: &Path, files: &[NamedBytes]) -> Result<String, Failure> {
    let exists = match fs::symlink_metadata(dir) {
        Ok(_) => {
            check_empty(dir)?;
            true
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(unwritten(dir, &error)),
    };
    write(dir, exists, files).map_err(|error| unwritten(dir, &error))?;
    let shown = dir.display();
    Ok(files.iter().map(|file| format!("wrote {shown}/{}\n", file.name)).collect())
}

/// Refuses what is not an empty folder.
fn check_empty(dir: &Path) -> Result<(), Failure> {
    let shown = dir.display();
    let hint = "nothing was written; name a folder that does not exist yet";
    match fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Failure::io(format!("{shown} exists and is not empty")).hint(hint)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Failure::io(format!("{shown} exists and is not a folder")).hint(hint))
        }
        Err(error) => Err(unwritten(dir, &error)),
    }
}

/// Writes the dossier whole or not at all: everything is written into a folder beside its place
/// (or inside an empty one that exists) and only then moved there.
fn write(dir: &Path, exists: bool, files: &[NamedBytes]) -> io::Result<()> {
    let stage = if exists { dir.join(stage_name("new")) } else { beside(dir) };
    fs::create_dir(&stage)?;
    let written = fill(&stage, files)
        .and_then(|()| if exists { empty_into(&stage, dir) } else { fs::rename(&stage, dir) });
    if stage.exists() {
        // Best effort: the error to report is the first one.
        let _ = fs::remove_dir_all(&stage);
    }
    written
}

/// The folder to write into, beside `dir`.
fn beside(dir: &Path) -> PathBuf {
    let name = dir.file_name().map_or("dossier".into(), |name| name.to_string_lossy());
    dir.with_file_name(stage_name(&name))
}

/// A hidden name, which no dossier reader looks into.
fn stage_name(name: &str) -> String {
    format!(".{name}.plenipo-{}", std::process::id())
}

fn fill(stage: &Path, files: &[NamedBytes]) -> io::Result<()> {
    for NamedBytes { name, bytes } in files {
        let path = stage.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Moves what `stage` holds into `dir`, and back out again if that fails half way.
fn empty_into(stage: &Path, dir: &Path) -> io::Result<()> {
    let names = fs::read_dir(stage)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<io::Result<Vec<_>>>()?;
    for (i, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(stage.join(name), dir.join(name)) {
            for name in &names[..i] {
                let _ = fs::rename(dir.join(name), stage.join(name));
            }
            return Err(error);
        }
    }
    Ok(())
}

fn unwritten(dir: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io(format!("could not write {}: {error}", dir.display()));
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint("make the folder it should lie in first"),
        _ => failure,
    }
}
