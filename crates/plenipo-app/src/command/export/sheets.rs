//! `plenipo export --to xlsx|csv`: the record as a spreadsheet, all of it or what a party may see.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use plenipo_exchange::sheet::Workbook;
use plenipo_exchange::sheet::export::workbook;
use plenipo_present::sheets;
use plenipo_record::case::Case;
use plenipo_record::case::party::Party;
use plenipo_record::dossier::read::NamedBytes;

use crate::args::Globals;
use crate::command::Answer;
use crate::command::said::Said;
use crate::failure::Failure;
use crate::{load, output};

/// The formats.
pub(super) const WORDS: [&str; 2] = ["xlsx", "csv"];

pub(super) fn run(word: &str, matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("export")?;
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let out: Option<&PathBuf> = matches.get_one("out");
    let out = out.ok_or_else(|| Failure::usage("where to?").hint("add `--out`"))?;
    if word == "xlsx" {
        // Before the work rather than after it.
        output::free(out, globals)?;
    }
    let case = load::case(path, globals)?;
    let viewer = globals.viewer.as_deref().map(|id| {
        let place = case.find::<Party>(id);
        place.ok_or_else(|| Failure::usage(format!("there is no party `{id}`")))
    });
    let viewer = viewer.transpose()?;
    let day = case.day(viewer, globals.as_of);
    if let Some((place, id)) = viewer.zip(globals.viewer.as_deref())
        && case.extract(Some(place), globals.as_of).find::<Party>(id).is_none()
    {
        return Err(Failure::usage(format!("`{id}` was not on record by then"))
            .hint("choose a later day with `--as-of`"));
    }
    let book = workbook(&case, viewer, globals.as_of);
    match word {
        "xlsx" => {
            let bytes = sheets::xlsx(&book, day)
                .map_err(|error| Failure::io(format!("could not make the XLSX file: {error}")))?
                .map_err(|long| {
                    Failure::io(format!("{} has more text than an XLSX cell can hold", long.cell))
                        .hint("write CSV: `--to csv --out DIR`")
                })?;
            output::file(out, &bytes, globals)?;
        }
        _ => folder(out, &book, globals)?,
    }
    let mut said = told(out, &book, &case, globals, day);
    let shown = out.display();
    said.wrote(match word {
        "xlsx" => vec![shown.to_string()],
        _ => book.sheets.iter().map(|it| format!("{shown}/{}.csv", it.name)).collect(),
    });
    said.answer(super::BY, Some(&case), globals)
}

fn folder(out: &Path, book: &Workbook, globals: &Globals) -> Result<(), Failure> {
    let file = |sheet| NamedBytes { name: String::new(), bytes: sheets::csv(sheet) };
    let files: Vec<NamedBytes> = book
        .sheets
        .iter()
        .map(|sheet| NamedBytes { name: format!("{}.csv", sheet.name), ..file(sheet) })
        .collect();
    output::folder(out, &files, globals)
}

fn told(
    out: &Path,
    book: &Workbook,
    case: &Case,
    globals: &Globals,
    day: Option<jiff::civil::Date>,
) -> Said {
    let mut said = Said::default();
    if !case.assumptions.is_empty() {
        said.words(&format!("with assumption sets: {}\n", case.assumptions.join(", ")));
    }
    let day = day.map_or(String::new(), |day| format!(", as of {day}"));
    let eyes = match &globals.viewer {
        Some(viewer) => format!(", what `{viewer}` may see"),
        None => String::new(),
    };
    let shown = out.display();
    said.line(&format!("wrote {shown}: {} tables{eyes}{day}", book.sheets.len() - 1));
    // What a party was given is for it to read; only the keeper's own comes back.
    if globals.viewer.is_none() {
        let typed = crate::shell::path(out);
        said.words(&format!("next: `plenipo import {typed} --into DOSSIER`\n"));
    }
    said
}
