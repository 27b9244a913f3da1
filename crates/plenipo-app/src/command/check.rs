//! `plenipo check`: every problem of a dossier, each where it is.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use plenipo_present::problems;
use plenipo_record::case::learned::known;
use plenipo_record::case::{Case, called, canonical};

use super::{Answer, Does, Verb, dossier};
use crate::args::{Format, Globals};
use crate::failure::Failure;
use crate::load::{self, Loaded};

pub(super) const VERB: Verb = Verb {
    name: "check",
    about: "Checks a dossier and shows every problem in its place",
    does: Does::Own { args: || vec![dossier()], run },
};

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    if globals.viewer.is_some() {
        // Problems quote the files, and the files hold what a party may not see.
        return Err(Failure::usage(
            "`check` quotes the full record, so it cannot be combined with \
                                   `--for`",
        )
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
            let notes = loaded.case.as_ref().map_or(String::new(), |it| {
                format!("{}{}", later(it, &loaded, globals), notes(it, path))
            });
            format!("{shown}{}\n{notes}", summary(&loaded))
        }
    };
    let code = if loaded.case.is_some() { 0 } else { 3 };
    Ok(Answer { body: text.into_bytes(), code, is: None })
}

/// What answers leave out because it was learned after the day that the dossier is read as of: how much, from
/// which files, and how it is read.
fn later(case: &Case, loaded: &Loaded, globals: &Globals) -> String {
    let Some(day) = globals.as_of.or(case.dossier.as_of) else { return String::new() };
    let mut files: Vec<(String, usize)> = Vec::new();
    let mut latest = None;
    let (records, places) = loaded.places();
    for (record, file, _) in &places {
        let Some(meta) = records.meta(*record) else { continue };
        let Some(known) = known(&records, meta, records.when(*record)) else { continue };
        if known <= day {
            continue;
        }
        latest = latest.max(Some(known));
        match files.iter_mut().find(|it| it.0 == *file) {
            Some(it) => it.1 += 1,
            None => files.push((file.clone(), 1)),
        }
    }
    let n: usize = files.iter().map(|it| it.1).sum();
    let Some(latest) = latest else { return String::new() };
    let (records, them) = match n {
        1 => ("1 record was".to_owned(), "it"),
        n => (format!("{n} records were"), "them"),
    };
    let of: Vec<String> = files.iter().map(|(file, n)| format!("{n} in {file}")).collect();
    let said = if globals.as_of.is_some() { "" } else { ", the day the dossier is read as of" };
    format!(
        "note: {records} learned after {day}{said}, and no answer uses {them} ({}): move `as_of` on, or ask \
         with `--as-of {latest}`\n",
        of.join(", ")
    )
}

/// What is read otherwise than by earlier versions, or may be by later ones: no fault of the record.
fn notes(case: &Case, path: &Path) -> String {
    let mut said = String::new();
    let nameless = called::nameless(case);
    if nameless > 0 {
        let have = match nameless {
            1 => "1 record has no id and goes",
            n => &format!("{n} records have no id and go"),
        };
        said.push_str(&format!(
            "note: {have} by table, day and parties; `plenipo upgrade {} --out DIR` writes a \
             copy with ids\n",
            crate::shell::path(path)
        ));
    }
    let computed = case.predictions.iter().filter(|it| it.place.is_some());
    let hashes = computed.filter_map(|it| it.computed.as_ref()).map(|it| it.record.as_str());
    let older = hashes.filter(|it| !canonical::is_current(it)).count();
    if older > 0 {
        let were = if older == 1 { "1 answer" } else { &format!("{older} answers") };
        said.push_str(&format!(
            "note: {were} in the ledger, sealed under an older form of the record's hash: the \
             seals still hold, but `plenipo forecast verify` does not recompute these answers\n"
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
