//! `plenipo new`: a dossier to begin with.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::{template, upgrade};

use super::said::Said;
use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{output, shell};

pub(super) const VERB: Verb = Verb {
    name: "new",
    about: "Starts a dossier: a commented example to overwrite",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("dir")
            .value_name("DIR")
            .help("The folder to create; it may exist if it is empty")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("new")?;
    let dir: Option<&PathBuf> = matches.get_one("dir");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    // A record that is begun is closed until it says otherwise.
    globals.run.has_read(None, None);
    // With an id in every record, as whatever this program writes.
    let files = template::dossier();
    let files = upgrade::upgraded(&files).map_or(files, |it| it.files);
    let mut said = folder_of(dir, &files, globals)?;
    said.words(&format!(
        "next: overwrite it, and run `plenipo check {}` as often as you like\n",
        shell::path(dir)
    ));
    let (case, _) = read(&files, &ReadOptions::default());
    said.answer((VERB.name, VERB.about), case.as_ref(), globals)
}

/// Writes `files` into a new or empty folder, whole or not at all, and says what was written.
pub(super) fn folder_of(
    dir: &Path,
    files: &[NamedBytes],
    globals: &Globals,
) -> Result<Said, Failure> {
    output::folder(dir, files, globals)?;
    let shown = dir.display();
    let mut said = Said::default();
    said.headline(format!("wrote {shown}: {} files", files.len()));
    for file in files {
        said.line(&format!("wrote {shown}/{}", file.name));
    }
    said.wrote(files.iter().map(|file| format!("{shown}/{}", file.name)));
    Ok(said)
}
