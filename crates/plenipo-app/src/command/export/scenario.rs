//! `plenipo export --to FORMAT`: the numbers of a dossier as a scenario in a format of the field.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo::lens::bargain::export::export;
use plenipo_exchange::scenario::{Format, write};
use plenipo_present::terminal;
use plenipo_record::dossier::read::NamedBytes;

use crate::args::Globals;
use crate::command::{Answer, new};
use crate::failure::Failure;
use crate::load;

/// The formats by their words.
const FORMATS: [(&str, Format); 4] = [
    ("genius", Format::Genius),
    ("geniusweb", Format::GeniusWeb),
    ("negmas", Format::Negmas),
    ("profiles", Format::Profiles),
];

/// The words of the formats.
pub(super) fn words() -> [&'static str; 4] {
    FORMATS.map(|it| it.0)
}

pub(super) fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("export")?;
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let dir: Option<&PathBuf> = matches.get_one("out");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    let word = matches.get_one::<String>("to").map_or("", String::as_str);
    let format = FORMATS.iter().find(|it| it.0 == word).map(|it| it.1);
    let format = format.ok_or_else(|| Failure::usage("no such format"))?;
    let case = load::case(path, globals)?;
    let exported = export(&case, &globals.context())?;
    let written =
        write(&exported.scenario, format).map_err(|error| Failure::problems(error.to_string()))?;
    let named = |(name, bytes)| NamedBytes { name, bytes };
    let files: Vec<NamedBytes> = written.files.into_iter().map(named).collect();
    let mut said = new::folder_of(dir, &files, globals)?;
    for lost in exported.lost.into_iter().chain(written.lost) {
        said.note(&terminal::line(&lost));
    }
    said.words(&format!("next: `plenipo frontier {}`\n", crate::shell::path(dir)));
    said.answer(super::BY, Some(&case), globals)
}
