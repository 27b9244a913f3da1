//! `plenipo export DOSSIER --for PARTY --out DIR`: a dossier with nothing else in it than what that
//! party may see on the day.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo_record::case::party::Party;
use plenipo_record::dossier::read::{ReadOptions, read};
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
    let case = load::case(path, globals)?;
    let place = case
        .find::<Party>(viewer)
        .ok_or_else(|| Failure::usage(format!("there is no party `{viewer}`")))?;
    let part = case.extract(Some(place), globals.as_of);
    let unknown = || {
        Failure::usage(format!("`{viewer}` was not on record by then"))
            .hint("choose a later day with `--as-of`")
    };
    part.find::<Party>(viewer).ok_or_else(unknown)?;
    let files = text(&part);
    // Nobody should be handed a dossier that cannot be read: nothing is written before this is sure.
    let (copy, _) = read(&files, &ReadOptions { assume: globals.assume.clone() });
    copy.ok_or_else(|| {
        Failure::io("this part of the record cannot be written as a separate dossier")
            .hint("nothing was written; please report it, with the day and the party")
    })?;
    output::folder(out, &files, globals)?;
    let day = part.dossier.as_of.map_or(String::new(), |day| format!(" as of {day}"));
    let mut said = Said::default();
    let (shown, n, files_n) = (out.display(), part.total(), files.len());
    said.line(&format!(
        "wrote {shown}: {n} records in {files_n} files, what `{viewer}` may see{day}"
    ));
    said.wrote(files.iter().map(|it| format!("{shown}/{}", it.name)));
    said.answer(super::BY, Some(&case), globals)
}
