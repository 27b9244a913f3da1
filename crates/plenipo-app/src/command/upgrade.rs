//! `plenipo upgrade`: a copy of a dossier in which every record has an id.

use std::path::PathBuf;

use clap::ArgMatches;
use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_record::dossier::read::{ReadOptions, read};
use plenipo_record::dossier::upgrade;

use super::said::Said;
use super::{Answer, Does, Verb, dossier, import, path};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{folder, output};

pub(super) const VERB: Verb = Verb {
    name: "upgrade",
    about: "Writes a copy of the files of a dossier in today's format in which every record has an id; not another byte is changed",
    does: Does::Own { args, run },
};

/// Other files that are named, at most.
const NAMED_MAX: usize = 20;

fn args() -> Vec<clap::Arg> {
    vec![
        dossier(),
        import::out("The folder of the copy; it may exist if it is empty").required(true),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_or_json("upgrade")?;
    if globals.viewer.is_some() {
        return Err(Failure::usage(
            "`upgrade` copies the full record, so it cannot be combined \
                                   with `--for`",
        )
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
    let folder = folder::whole(dir)?;
    let files = folder.files;
    let upgraded = upgrade::upgraded(&files).map_err(|problems| {
        let n = problems.len();
        let noun = if n == 1 { "problem" } else { "problems" };
        Failure::problems(format!("the dossier has {n} {noun}, so no copy was made"))
            .hint(format!("`plenipo check {}` names them", crate::shell::path(dir)))
    })?;
    // Nobody should be left with a copy that cannot be read: nothing is written before this is sure.
    let (copy, _) = read(&upgraded.files, &ReadOptions::default());
    let copy = copy.ok_or_else(|| {
        Failure::io("the copy could not be read back").hint("nothing was written; please report it")
    })?;
    globals.run.has_read(Some(&copy), None);
    output::folder(out, &upgraded.files, globals)?;
    let mut said = Said::default();
    let shown = out.display();
    said.line(&format!("wrote {shown}: {}", count(upgraded.files.len(), "file")));
    said.wrote(upgraded.files.iter().map(|it| format!("{shown}/{}", it.name)));
    if upgraded.raised {
        said.line("the copy says `format = 2`");
    }
    let named = &upgraded.named;
    for (file, kind, id) in named {
        said.words(&format!("{file}: {} {id}\n", kind.noun()));
    }
    said.table(
        done::named(),
        named.iter().map(|(file, kind, id)| vec![Cell::text(file), Cell::to(*kind, id.as_str())]),
    );
    match named.len() {
        0 => said.line("every record had an id already"),
        n => {
            let n = count(n, "record");
            said.line(&format!("{n} given an id; no other byte of these files was changed"));
            said.note(
                "answers list records of one day in the order of their ids, so some now stand otherwise",
            );
        }
    }
    if let Some(left) = left(&folder.others) {
        said.note(&left);
    }
    if upgraded.sealed > 0 {
        let n = count(upgraded.sealed, "entry");
        said.note(&format!("the ledger has {n} without an id, and is never changed"));
    }
    for set in &upgraded.skipped {
        said.note(&format!(
            "the dossier cannot be read with the assumption set `{set}` alone, so its records were given no ids"
        ));
    }
    said.answer((VERB.name, VERB.about), Some(&copy), globals)
}

/// What lies in the folder and is no part of the dossier, so that it is not in the copy.
fn left(others: &[String]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let named = others.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
    let more = match others.len().saturating_sub(NAMED_MAX) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    Some(format!("not copied, being no files of the dossier: {named}{more}"))
}

fn count(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}
