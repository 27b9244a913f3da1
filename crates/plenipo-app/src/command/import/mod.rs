//! `plenipo import`: a published scenario as a dossier, or the new rows of a spreadsheet into one.

mod sheets;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};
use plenipo::preference::imported;
use plenipo_present::terminal;
use plenipo_record::case::Case;
use plenipo_record::dossier::upgrade;
use plenipo_record::dossier::write::write;

use super::{Answer, Does, Verb, new};
use crate::args::Globals;
use crate::failure::Failure;
use crate::scenarios;

pub(super) const VERB: Verb = Verb {
    name: "import",
    about: "Adds a spreadsheet's new rows to a dossier (`--into`), or turns a scenario into a dossier (`--out`)",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        Arg::new("path")
            .value_name("SPREADSHEET|SCENARIO")
            .help("A spreadsheet: an XLSX file, a CSV file, or a folder of these; or a scenario: its folder (Genius, GeniusWeb, NegMAS), or its profiles in JSON")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        sheets::into(),
        sheets::dry_run(),
        out("The folder for the dossier made from a scenario; it may exist if it is empty")
            .required_unless_present("into")
            .conflicts_with("into"),
    ]
}

/// Where to write.
pub(super) fn out(help: &'static str) -> Arg {
    Arg::new("out").long("out").value_name("DIR").help(help).value_parser(value_parser!(PathBuf))
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("import")?;
    let path: Option<&PathBuf> = matches.get_one("path");
    let path = path.ok_or_else(|| Failure::usage("no file or folder was given"))?;
    if let Some(what) = text_of_a_draft(path) {
        return Err(Failure::usage(format!("this is {what}, and neither a spreadsheet nor a scenario"))
            .hint("`plenipo add-draft DOSSIER FILE --id ID --date DATE` reads the text of a draft from it"));
    }
    if let Some(dossier) = matches.get_one::<PathBuf>("into") {
        return sheets::run(path, dossier, matches.get_flag("dry-run"), globals);
    }
    let dir: Option<&PathBuf> = matches.get_one("out");
    let dir = dir.ok_or_else(|| Failure::usage("no folder was given"))?;
    if sheets::is_spreadsheet(path) {
        return Err(Failure::usage("a spreadsheet goes into a dossier")
            .hint("say which with `--into DOSSIER`"));
    }
    let scenario = scenarios::load(path)?;
    let imported = imported::records(&scenario)
        .map_err(|error| Failure::problems(format!("cannot be a dossier: {error}")))?;
    let case = Case::new(imported.records).map_err(|faults| {
        let first = faults.first().map_or(String::new(), |it| it.message.clone());
        Failure::problems(format!("cannot be a dossier: {first}"))
    })?;
    globals.run.has_read(Some(&case), None);
    let files = write(&case);
    // With an id in every record: what is mended in it later stays the same record.
    let files = upgrade::upgraded(&files).map_or(files, |it| it.files);
    let mut said = new::folder_of(dir, &files, globals)?;
    for lost in imported.lost {
        said.note(&terminal::line(&lost));
    }
    let shown = crate::shell::path(dir);
    said.words(&format!("next: `plenipo check {shown}`, `plenipo frontier {shown}`\n"));
    said.answer((VERB.name, VERB.about), Some(&case), globals)
}

/// What a file is that holds the text of a draft, by its ending.
fn text_of_a_draft(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    path.is_file().then_some(())?;
    match ending.as_str() {
        "docx" => Some("a Word document"),
        "md" | "markdown" | "txt" => Some("a text"),
        _ => None,
    }
}
