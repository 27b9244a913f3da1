//! `plenipo export`: the record, or a part of it, in another form or for other eyes.

mod calendar;
pub(super) mod for_party;
mod scenario;
mod sheets;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};

use super::{Answer, Does, Verb, dossier, import};
use crate::args::Globals;
use crate::failure::Failure;
use crate::output;

pub(super) const VERB: Verb = Verb {
    name: "export",
    about: "Writes the record as a spreadsheet, its meetings for a calendar, its numbers as a scenario (`--to`), or a party's own dossier (`--for PARTY`)",
    does: Does::Own { args, run },
};

/// Its name and what it does.
const BY: (&str, &str) = (VERB.name, VERB.about);

fn args() -> Vec<Arg> {
    let to = Arg::new("to")
        .long("to")
        .value_name("FORMAT")
        .help("A spreadsheet (xlsx; or csv: a folder with one file per table), a calendar (ics), or the numbers as a scenario")
        .value_parser(PossibleValuesParser::new(
            sheets::WORDS.into_iter().chain([calendar::WORD]).chain(scenario::words()),
        ));
    vec![
        dossier(),
        to,
        import::out(
            "The folder to write to, which may exist if it is empty; with `--to xlsx` or `ics`, the file to write",
        )
        .required(true),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    if let Some(out) = matches.get_one::<PathBuf>("out") {
        output::named(out)?;
    }
    match matches.get_one::<String>("to").map(String::as_str) {
        Some(word) if sheets::WORDS.contains(&word) => sheets::run(word, matches, globals),
        Some(calendar::WORD) => calendar::run(matches, globals),
        Some(_) => scenario::run(matches, globals),
        None => {
            let out = matches.get_one::<PathBuf>("out").filter(|_| globals.viewer.is_none());
            let ending = out.and_then(|it| it.extension()).map(|it| it.to_string_lossy());
            let word = ending
                .map(|it| it.to_lowercase())
                .filter(|it| sheets::WORDS.contains(&it.as_str()) || it == calendar::WORD);
            if let (Some(out), Some(word)) = (out, word) {
                return Err(Failure::usage("in which form?")
                    .hint(format!("add `--to {word}` to write {}", out.display())));
            }
            for_party::run(matches, globals)
        }
    }
}
