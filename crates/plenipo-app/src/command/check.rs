//! `plenipo check`: every problem of a dossier, each where it is.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use plenipo_present::problems;
use plenipo_record::case::{Case, called, canonical};

use super::{Answer, Does, Verb, dossier};
use crate::args::{Format, Globals};
use crate::failure::Failure;
use crate::load::{self, Loaded};

pub(super) const VERB: Verb = Verb {
    name: "check",
    about: "Reads a dossier and shows every problem where it is",
    does: Does::Own { args: || vec![dossier()], run },
};

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    if globals.viewer.is_some() {
        // Problems quote the files, and the files hold what a party may not see.
        return Err(Failure::usage("`check` quotes the whole record, so not `--for` a party")
            .hint("leave `--for` out"));
    }
    if !matches!(globals.format, Format::Text | Format::Json) {
        return Err(Failure::usage("`check` writes text or JSON"));
    }
    let loaded = load::dossier(path, globals)?;
    let text = match globals.format {
        Format::Json => problems::json(&loaded.problems, &loaded.files()),
        _ => {
            let shown = problems::text(&loaded.problems, &loaded.files(), &globals.style());
            let notes = loaded.case.as_ref().map_or(String::new(), |it| notes(it, path));
            format!("{shown}{}\n{notes}", summary(&loaded))
        }
    };
    let code = if loaded.case.is_some() { 0 } else { 3 };
    Ok(Answer { body: text.into_bytes(), code, is: None })
}

/// What is read otherwise than by earlier versions, or may be by later ones: no fault of the record.
fn notes(case: &Case, path: &Path) -> String {
    let mut said = String::new();
    let nameless = called::nameless(case);
    if nameless > 0 {
        let have = if nameless == 1 { "1 record has" } else { &format!("{nameless} records have") };
        said.push_str(&format!(
            "note: {have} no id, told apart by what they say, in an order that may differ from that \
             of earlier versions; `plenipo upgrade {} --out DIR` writes a copy with ids\n",
            path.display()
        ));
    }
    let computed = case.predictions.iter().filter(|it| it.place.is_some());
    let hashes = computed.filter_map(|it| it.computed.as_ref()).map(|it| it.record.as_str());
    let older = hashes.filter(|it| !canonical::is_current(it)).count();
    if older > 0 {
        let were = if older == 1 { "1 answer" } else { &format!("{older} answers") };
        said.push_str(&format!(
            "note: {were} in the ledger, sealed under the older form of the record's hash: the seals hold as \
             before, and `plenipo forecast verify` does not compute these again\n"
        ));
    }
    said
}

fn summary(loaded: &Loaded) -> String {
    let of = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let files = of(loaded.n_files(), "file");
    let (errors, warnings) = problems::count(&loaded.problems);
    let found = match (errors, warnings) {
        (0, 0) => "nothing to report".to_owned(),
        (0, _) => of(warnings, "warning"),
        (_, 0) => of(errors, "error"),
        _ => format!("{} and {}", of(errors, "error"), of(warnings, "warning")),
    };
    match &loaded.case {
        Some(case) => {
            // A warning, for all the rest can be read; but of scores nothing weighs more.
            let fault = case.ledger_fault().map_or(String::new(), |it| format!("; {}", it.words()));
            format!("{} in {files}, {found}{fault}", of(case.total(), "record"))
        }
        None => format!("{files}, {found}"),
    }
}
