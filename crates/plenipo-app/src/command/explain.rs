//! `plenipo explain`: the docs page of a lens or of the dossier's form.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use plenipo::lens;
use plenipo_present::markdown;

use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;

/// Pages that belong to no lens.
const PAGES: &[(&str, &str, &str)] = &[(
    "dossier",
    "How is a dossier written, table by table?",
    include_str!("../../../../docs/dossier.md"),
)];

pub(super) const VERB: Verb = Verb {
    name: "explain",
    about: "Explains a lens: question, model, assumptions, limits, sources",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let names = lens::ALL.iter().map(|lens| lens.name).chain(PAGES.iter().map(|page| page.0));
    vec![
        Arg::new("page")
            .value_name("LENS")
            .help("The lens, or `dossier`; a list of them without")
            .value_parser(PossibleValuesParser::new(names)),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("explain")?;
    let name = matches.get_one("page").map(String::as_str);
    let page = name.map_or_else(list, page);
    Ok(Answer::from(markdown::text(&page, &globals.style())))
}

/// Every page with its question.
fn list() -> String {
    let lenses = lens::ALL.iter().map(|lens| (lens.name, lens.question));
    let pages = PAGES.iter().map(|(name, question, _)| (*name, *question));
    let rows: String =
        lenses.chain(pages).map(|(name, question)| format!("| {name} | {question} |\n")).collect();
    format!("| page | answers |\n|---|---|\n{rows}\nRead one with `plenipo explain PAGE`.\n")
}

fn page(name: &str) -> String {
    if let Some((_, _, text)) = PAGES.iter().find(|(page, ..)| *page == name) {
        return (*text).to_owned();
    }
    lens::named(name).map_or(String::new(), |lens| lens.docs.to_owned())
}
