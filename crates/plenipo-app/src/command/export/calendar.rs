//! `plenipo export --to ics`: the meetings of a dossier for a calendar.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo::lens::record::calendar::calendar;
use plenipo::lens::view::View;
use plenipo_present::ics;

use crate::args::Globals;
use crate::command::Answer;
use crate::command::said::Said;
use crate::failure::Failure;
use crate::{load, output};

/// The word for it.
pub(super) const WORD: &str = "ics";

pub(super) fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("export")?;
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let out: Option<&PathBuf> = matches.get_one("out");
    let out =
        out.ok_or_else(|| Failure::usage("no file was given").hint("add `--out FILE.ics`"))?;
    output::free(out, globals)?;
    let case = load::case(path, globals)?;
    let calendar = calendar(&View::of(&case, &globals.context())?)?;
    output::file(out, ics::calendar(&calendar).as_bytes(), globals)?;
    let n = calendar.entries.len();
    let noun = if n == 1 { "entry" } else { "entries" };
    let mut said = Said::default();
    said.line(&format!("wrote {}: {n} {noun}", out.display()));
    said.wrote([out.display().to_string()]);
    if calendar.undated > 0 {
        let noun = if calendar.undated == 1 { "meeting" } else { "meetings" };
        said.note(&format!("{} {noun} without a day left out", calendar.undated));
    }
    said.answer(super::BY, Some(&case), globals)
}
