//! `plenipo new`: a dossier to begin with.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo_record::dossier::read::NamedBytes;
use plenipo_record::dossier::{template, upgrade};

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
    globals.text_only("new")?;
    let dir: Option<&PathBuf> = matches.get_one("dir");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    // A record that is begun is closed until it says otherwise.
    globals.run.has_read(None, None);
    // With an id in every record, as whatever this program writes.
    let files = template::dossier();
    let files = upgrade::upgraded(&files).map_or(files, |it| it.files);
    let mut text = folder_of(dir, &files, globals)?;
    text.push_str(&format!(
        "next: overwrite it, and run `plenipo check {}` as often as you like\n",
        shell::path(dir)
    ));
    Ok(Answer::from(text))
}

/// Writes `files` into a new or empty folder, whole or not at all, and says what was written.
pub(super) fn folder_of(
    dir: &Path,
    files: &[NamedBytes],
    globals: &Globals,
) -> Result<String, Failure> {
    output::folder(dir, files, globals)?;
    let shown = dir.display();
    Ok(files.iter().map(|file| format!("wrote {shown}/{}\n", file.name)).collect())
}
