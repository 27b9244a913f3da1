//! `plenipo upgrade`: a copy of a dossier in which every record has an id.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::upgrade;

use super::{Answer, Does, Verb, dossier, import, path};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{folder, output};

pub(super) const VERB: Verb = Verb {
    name: "upgrade",
    about: "Writes a copy of a dossier in which every record has an id, and nothing else is changed",
    does: Does::Own { args, run },
};

fn args() -> Vec<clap::Arg> {
    vec![
        dossier(),
        import::out("The folder of the copy; it may exist if it is empty").required(true),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("upgrade")?;
    if globals.viewer.is_some() {
        return Err(Failure::usage("`upgrade` copies the whole record, so not `--for` a party")
            .hint("leave `--for` out; `plenipo export --for PARTY` writes a party's own dossier"));
    }
    if globals.as_of.is_some() || !globals.assume.is_empty() {
        return Err(Failure::usage("`upgrade` copies every file, of all days and assumption sets")
            .hint("leave `--as-of` and `--assume` out"));
    }
    let out: Option<&PathBuf> = matches.get_one("out");
    let out = out.ok_or_else(|| Failure::usage("into which folder?").hint("add `--out DIR`"))?;
    output::named(out)?;
    let dir = path(matches)?;
    let files = folder::read(dir)?;
    let upgraded = upgrade::upgraded(&files).map_err(|problems| {
        let n = problems.len();
        let noun = if n == 1 { "problem" } else { "problems" };
        Failure::problems(format!("the dossier has {n} {noun}, so no copy was made"))
            .hint(format!("`plenipo check {}` names them", crate::shell::path(dir)))
    })?;
    // Nobody should be left with a copy that cannot be read: nothing is written before this is sure.
    let (copy, _) = read(&upgraded.files, &ReadOptions::default());
    let copy = copy.ok_or_else(|| {
        Failure::io("the copy could not be read again")
            .hint("nothing was written; please report it")
    })?;
    globals.run.has_read(Some(&copy), None);
    output::folder(out, &upgraded.files, globals)?;
    let mut said = format!("wrote {}: {}\n", out.display(), count(upgraded.files.len(), "file"));
    for (file, kind, id) in &upgraded.named {
        said.push_str(&format!("{file}: {} {id}\n", kind.noun()));
    }
    said.push_str(&match upgraded.named.len() {
        0 => "every record had an id already\n".to_owned(),
        n => format!("{} given an id; nothing else was changed\n", count(n, "record")),
    });
    if upgraded.sealed > 0 {
        let n = count(upgraded.sealed, "entry");
        said.push_str(&format!("note: the ledger has {n} without an id, and is never changed\n"));
    }
    for set in &upgraded.skipped {
        said.push_str(&format!(
            "note: the assumption set `{set}` cannot be read by itself, and was copied as it is\n"
        ));
    }
    Ok(Answer::from(said))
}

fn count(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}
