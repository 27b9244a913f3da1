//! `plenipo import`: a published scenario as a dossier.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};
use plenipo::case::Case;
use plenipo::dossier::write::write;
use plenipo::preference::imported;

use super::{Answer, Does, Verb, new};
use crate::args::Globals;
use crate::failure::Failure;
use crate::scenarios;

pub(super) const VERB: Verb = Verb {
    name: "import",
    about: "Makes a dossier of a published scenario (Genius, GeniusWeb, NegMAS, profiles)",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("scenario")
            .value_name("SCENARIO")
            .help("Its folder, or its profiles in JSON")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        out("The folder of the dossier to make; it may exist if it is empty"),
    ]
}

/// Where to write.
pub(super) fn out(help: &'static str) -> Arg {
    Arg::new("out")
        .long("out")
        .value_name("DIR")
        .help(help)
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("import")?;
    let path: Option<&PathBuf> = matches.get_one("scenario");
    let path = path.ok_or_else(|| Failure::usage("no scenario was given"))?;
    let dir: Option<&PathBuf> = matches.get_one("out");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    let scenario = scenarios::load(path)?;
    let imported = imported::records(&scenario)
        .map_err(|error| Failure::problems(format!("cannot be a dossier: {error}")))?;
    let case = Case::new(imported.records).map_err(|faults| {
        let first = faults.first().map_or(String::new(), |it| it.message.clone());
        Failure::problems(format!("cannot be a dossier: {first}"))
    })?;
    let mut text = new::folder_of(dir, &write(&case))?;
    for lost in imported.lost {
        text.push_str(&format!("note: {lost}\n"));
    }
    let shown = dir.display();
    text.push_str(&format!("next: `plenipo check {shown}`, `plenipo frontier {shown}`\n"));
    Ok(Answer::from(text))
}
