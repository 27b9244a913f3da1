//! `plenipo forecast verify`: whether every line of the ledger is as it was put down.

use std::path::Path;

use clap::{Arg, ArgMatches};
use plenipo::case::Case;
use plenipo::dossier::ledger::{self, Break, Ledger};
use plenipo::dossier::read::{ReadOptions, read};

use super::flags::{text, words};
use crate::args::Globals;
use crate::command::{Answer, Does, Verb, dossier, path};
use crate::failure::Failure;
use crate::folder;

pub(super) const VERB: Verb = Verb {
    name: "verify",
    about: "Checks that no line of the ledger was changed, taken out or slipped in",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        dossier(),
        words(
            "head",
            "HASH",
            "A head that was kept elsewhere: is it still there, and what came since",
        ),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("forecast verify")?;
    if globals.viewer.is_some() {
        // Where a ledger is broken tells how long it is.
        return Err(Failure::usage("the ledger is the keeper's, so not `--for` a party")
            .hint("leave `--for` out"));
    }
    let head = text(matches, "head").map(str::to_lowercase);
    if let Some(head) = &head
        && (head.len() != 64 || !head.bytes().all(|it| it.is_ascii_hexdigit()))
    {
        return Err(Failure::usage("a head is 64 hexadecimal digits")
            .hint("`plenipo forecast add` and `verify` print it"));
    }
    let dir = path(matches)?;
    let shown = dir.join(ledger::FILE).display().to_string();
    let files = folder::read(dir)?;
    let Some(file) = files.iter().find(|it| it.name == ledger::FILE) else {
        return match head {
            None => Err(Failure::io(format!("there is no ledger in {}", dir.display()))
                .hint("`plenipo forecast add` begins one")),
            Some(_) => Err(Failure::problems(format!(
                "{shown} is gone: there was a head, so there was a \
                                                      ledger"
            ))),
        };
    };
    match ledger::verify(&file.bytes) {
        Ok(ledger) => {
            let (case, _) = read(&files, &ReadOptions { assume: globals.assume.clone() });
            questions(&file.bytes, case.as_ref(), &shown)?;
            let read = case.is_some();
            let mut said = whole(&ledger, &file.bytes, head.as_deref(), dir, &shown)?;
            if !read {
                said.body.extend_from_slice(
                    b"\nWhether questions in other files were changed is not known: the dossier has \
                      problems.\n",
                );
            }
            Ok(said)
        }
        Err(breaks) => Err(broken(&breaks, &shown)),
    }
}

/// Whether the questions in other files are what they were when the entries were put down.
fn questions(bytes: &[u8], case: Option<&Case>, shown: &str) -> Result<(), Failure> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let changed = case.map_or(Vec::new(), |case| ledger::changed(text, case));
    if changed.is_empty() {
        return Ok(());
    }
    let mut said = String::new();
    for it in &changed {
        let line = 1 + text[..it.span.start].matches('\n').count();
        said.push_str(&format!(
            "{shown}:{line}: question {} is not what it was when this was said to it\n",
            it.forecast
        ));
    }
    let n = changed.len();
    let what = if n == 1 { "a question was".to_owned() } else { format!("{n} questions were") };
    Err(Failure::problems(format!("every seal holds, but {what} changed afterwards"))
        .after(said)
        .hint("put wording, criteria and days back; another question needs an id of its own"))
}

fn whole(
    ledger: &Ledger,
    bytes: &[u8],
    head: Option<&str>,
    dir: &Path,
    shown: &str,
) -> Result<Answer, Failure> {
    let entries = |n: usize| if n == 1 { "1 entry".to_owned() } else { format!("{n} entries") };
    let mut said = format!("{shown}: {}, every seal holds\n", entries(ledger.seals.len()));
    said.push_str(&format!("head {}\n", ledger.head().unwrap_or("of an empty ledger")));
    match head.map(|head| ledger.since(head)) {
        Some(None) => {
            return Err(Failure::problems(format!(
                "{shown} does not have the head that was kept: entries were cut off, or all was sealed \
                 anew"
            ))
            .hint("a ledger only grows: every head it ever had stays in it"));
        }
        Some(Some(0)) => said.push_str("it ends at the head that was kept\n"),
        Some(Some(n)) => {
            said.push_str(&format!("it has the head that was kept, and {} since\n", entries(n)));
        }
        None => {
            said.push_str(&format!(
                "\nThe seals show any change above them. That the last entries were cut off, or that \
                 all was\nsealed anew, only a head kept elsewhere can show: note it down, and ask later \
                 with\n`plenipo forecast verify {} --head HASH`.\n",
                dir.display()
            ));
        }
    }
    let outside = ledger::outside(std::str::from_utf8(bytes).unwrap_or_default());
    if !outside.is_empty() {
        said.push_str(&format!(
            "\nNot covered: the wording of {}, which stands in another file.\nThe next entry on it seals it as it then is.\n",
            outside.join(", ")
        ));
    }
    Ok(Answer::from(said))
}

fn broken(breaks: &[Break], shown: &str) -> Failure {
    let places = breaks.len();
    let mut text = String::new();
    for it in breaks.iter().take(20) {
        text.push_str(&format!("{shown}:{}: {}\n", it.lines.0, it.message));
    }
    if places > 20 {
        text.push_str(&format!("and {} more\n", places - 20));
    }
    let noun = if places == 1 { "place" } else { "places" };
    let failure =
        Failure::problems(format!("the ledger is not as it was put down, in {places} {noun}"))
            .after(text);
    let hint = breaks.iter().find_map(|it| it.hint.clone());
    hint.into_iter().fold(failure, Failure::hint)
}
