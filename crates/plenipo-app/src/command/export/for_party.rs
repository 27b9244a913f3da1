//! `plenipo export DOSSIER --for PARTY --out DIR`: a dossier with nothing else in it than what that
//! party may see on the day.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use plenipo_record::case::Case;
use plenipo_record::case::party::Party;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_record::dossier::write::write as text;

use crate::args::Globals;
use crate::command::Answer;
use crate::command::said::Said;
use crate::failure::Failure;
use crate::{load, output};

pub(super) fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("export")?;
    let viewer = globals
        .viewer
        .as_deref()
        .ok_or_else(|| Failure::usage("for which party?").hint("add `--for PARTY --out DIR`"))?;
    let out: &PathBuf = matches
        .get_one("out")
        .ok_or_else(|| Failure::usage("into which folder?").hint("add `--out DIR`"))?;
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let Part { whole, case: part, files } = part(path, viewer, globals)?;
    output::folder(out, &files, globals)?;
    let day = part.dossier.as_of.map_or(String::new(), |day| format!(" as of {day}"));
    let mut said = Said::default();
    let (shown, n, files_n) = (out.display(), part.total(), files.len());
    said.line(&format!(
        "wrote {shown}: {n} records in {files_n} files, what `{viewer}` may see{day}"
    ));
    said.wrote(files.iter().map(|it| format!("{shown}/{}", it.name)));
    said.answer(super::BY, Some(&whole), globals)
}

/// What a party may see of a dossier, as one of its own.
pub(in crate::command) struct Part {
    /// The record that it is a part of.
    pub(in crate::command) whole: Case,
    pub(in crate::command) case: Case,
    pub(in crate::command) files: Vec<NamedBytes>,
}

/// What `viewer` may see of the dossier in the folder `path`.
pub(in crate::command) fn part(
    path: &Path,
    viewer: &str,
    globals: &Globals,
) -> Result<Part, Failure> {
    let whole = load::case(path, globals)?;
    let place = whole
        .find::<Party>(viewer)
        .ok_or_else(|| Failure::usage(format!("there is no party `{viewer}`")))?;
    let case = whole.extract(Some(place), globals.as_of);
    let unknown = || {
        Failure::usage(format!("`{viewer}` was not on record by then"))
            .hint("choose a later day with `--as-of`")
    };
    case.find::<Party>(viewer).ok_or_else(unknown)?;
    let files = text(&case);
    // Nobody should be handed a dossier that cannot be read: nothing is written before this is sure.
    let (copy, _) = read(&files, &ReadOptions { assume: globals.assume.clone() });
    copy.ok_or_else(|| {
        Failure::io("this part of the record cannot be written as a separate dossier")
            .hint("nothing was written; please report it, with the day and the party")
    })?;
    Ok(Part { whole, case, files })
}
