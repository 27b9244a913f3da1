//! `plenipo forecast import`: questions and predictions from elsewhere.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo_exchange::forecasts::{self, BYTES_MAX, ImportedForecasts, RowFault};
use plenipo_present::terminal;
use plenipo_record::dossier::ledger::Entry;

use super::book::Book;
use super::flags::{choice, common, date, needed_day, put_common, text};
use crate::args::Globals;
use crate::command::{Answer, Does, Verb, dossier, path};
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "import",
    about: "Adds questions and predictions from a CSV file, or questions of Metaculus in JSON",
    does: Does::Own { args, run },
};

/// Flags of any entry that make sense for a whole file.
const COMMON: [&str; 5] = ["source", "basis", "handling", "known", "author"];

fn args() -> Vec<Arg> {
    let file = Arg::new("file")
        .value_name("FILE")
        .help("A CSV file (the columns of the tables `questions` or `predictions`) or JSON")
        .required(true)
        .value_parser(value_parser!(PathBuf));
    let mut args = vec![
        dossier(),
        file,
        choice("as", ["csv", "metaculus"], "What it is [default: by its name]"),
        date("date", "The day it was fetched: its content counts as known from that day"),
    ];
    let common = common().into_iter().filter(|it| COMMON.contains(&it.get_id().as_str()));
    args.extend(common.map(|it| it.help_heading("Of every entry")));
    args
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let file: Option<&PathBuf> = matches.get_one("file");
    let file = file.ok_or_else(|| Failure::usage("no file was given"))?;
    let date = needed_day(matches, "date")?;
    let json = match text(matches, "as") {
        Some(said) => said == "metaculus",
        None => file.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")),
    };
    let read: fn(&[u8]) -> Result<ImportedForecasts, RowFault> =
        if json { forecasts::metaculus } else { forecasts::csv };
    let brought = read(&bytes(file)?)
        .map_err(|fault| Failure::problems(format!("{}: {fault}", file.display())))?;
    let notes: Vec<String> = brought.lost.iter().map(|it| terminal::line(it)).collect();
    if brought.entries.is_empty() {
        let notes = notes.iter().map(|it| format!("note: {it}\n")).collect();
        return Err(Failure::problems("there is nothing in it to add").after(notes));
    }
    let mut entries: Vec<Entry> = Vec::new();
    for entry in brought.entries {
        entries.push(put_common(entry, matches, Some(date), "reported")?);
    }
    let book = Book::open(path(matches)?, ("forecast import", VERB.about), matches, globals)?;
    // What a person typed is mended by that person; what a platform gives cannot be.
    book.bring(&entries, json, &notes)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failure =
        |error: std::io::Error| Failure::io(format!("could not read {}: {error}", path.display()));
    // Before it is opened: a pipe would be waited for, perhaps for ever.
    if !std::fs::metadata(path).map_err(failure)?.is_file() {
        return Err(Failure::io(format!("{} is not a file", path.display())));
    }
    let file = File::open(path).map_err(failure)?;
    let mut bytes = Vec::new();
    // One byte more than is read: the reader then says that it is too large.
    file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(failure)?;
    Ok(bytes)
}
