//! `plenipo compare`: drafts against each other, as one of the documents a delegation sends.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use plenipo::lens::drafts;
use plenipo::lens::setting::{Setting, Value};

use super::{Answer, Does, Verb, ask, dossier, settings};
use crate::args::{Format, Globals};
use crate::failure::Failure;
use crate::{load, output};

pub(super) const VERB: Verb = Verb {
    name: "compare",
    about: "Compares drafts point by point: redline, columns, bracketed text or table of sources",
    does: Does::Own { args, run },
};

/// The files that may be written beside the answer, each by a flag of its own.
pub(super) const FILES: [(&str, Format); 2] = [("docx", Format::Docx), ("html", Format::Html)];

/// The setting that is given by place.
const DRAFT: &str = "draft";

fn args() -> Vec<Arg> {
    let ids = Arg::new(DRAFT)
        .value_name("DRAFT")
        .help("The drafts, earliest first [default: the one the next meeting carries, or the latest known, against the one it was made from]")
        .num_args(0..);
    let bare = Arg::new("de-attributed")
        .long("de-attributed")
        .help("With `--as brackets`: omit who proposes what and whose drafts these are")
        .help_heading("The question")
        .action(ArgAction::SetTrue);
    let file = |(name, _): (&'static str, Format)| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .help(format!("Also write the answer as {} to this file", name.to_uppercase()))
            .help_heading("How the answer is written")
            .value_parser(value_parser!(PathBuf))
    };
    let flags = settings::args(drafts::LENS.settings).filter(|it| it.get_id() != DRAFT);
    [dossier(), ids].into_iter().chain(flags).chain([bare]).chain(FILES.map(file)).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("dossier");
    let path = path.ok_or_else(|| Failure::usage("no dossier was given"))?;
    let lens = &drafts::LENS;
    let described: Vec<Setting> =
        lens.settings.iter().filter(|it| it.name != DRAFT).copied().collect();
    let mut settings = settings::read(&described, matches);
    let ids: Vec<String> = matches.get_many(DRAFT).into_iter().flatten().cloned().collect();
    if !ids.is_empty() {
        settings = settings.with(DRAFT, Value::Ids(ids));
    }
    if matches.get_flag("de-attributed") {
        settings = settings.with("attribution", Value::Text("removed".to_owned()));
    }
    settings.check(lens.settings)?;
    let mut files: Vec<(&PathBuf, Format)> = Vec::new();
    for (name, format) in FILES {
        if let Some(path) = matches.get_one::<PathBuf>(name) {
            // Before the work rather than after it.
            output::free(path, globals)?;
            if files.iter().any(|(it, _)| *it == path) || globals.out.as_ref() == Some(path) {
                return Err(Failure::usage(format!(
                    "two answers cannot go into the same file, {}",
                    path.display()
                )));
            }
            files.push((path, format));
        }
    }
    let case = load::case(path, globals)?;
    let finding = ask::finding(lens, ask::Of::Case(&case), &settings, globals)?;
    // All of them are made before any is written.
    let answer = ask::present(&finding, globals)?;
    let mut made = Vec::new();
    for (path, format) in files {
        made.push((path, ask::present_as(&finding, format, globals)?));
    }
    for (path, body) in made {
        output::file(path, &body, globals)?;
    }
    Ok(Answer::from(answer))
}
