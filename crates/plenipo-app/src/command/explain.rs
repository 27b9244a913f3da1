//! `plenipo explain`: the docs page of a lens or of the dossier's form.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use plenipo::lens::setting::{Setting, SettingKind};
use plenipo::lens::{self, Lens};
use plenipo_present::markdown;
use plenipo_record::case::describe;

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
    Ok(Answer::from(markdown::text(&page, &globals.style()).into_bytes()))
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
    lens::named(name).map_or(String::new(), |lens| format!("{}{}", lens.docs, settings(lens)))
}

/// A number as answers print it: thousands apart, a fraction with two places.
fn as_printed(number: f64) -> String {
    let (plain, two) = (number.to_string(), format!("{number:.2}"));
    match number.fract() != 0.0 && plain.len() < two.len() {
        true => two,
        false => describe::grouped(&plain),
    }
}

/// The settings of a lens as a section of its page, where it has any.
fn settings(lens: &Lens) -> String {
    if lens.settings.is_empty() {
        return String::new();
    }
    let rows: String = lens
        .settings
        .iter()
        .map(|Setting { name, help, unit, kind }| {
            let values = match kind {
                SettingKind::Number { default, low, high } => {
                    let unit = unit.map_or(String::new(), |unit| format!(", in {unit}"));
                    let [low, high, default] = [low, high, default].map(|it| as_printed(*it));
                    format!("{low} to {high}{unit}; {default} unless given")
                }
                SettingKind::Choice { default, words } => {
                    format!("{}; {default} unless given", words.join(", "))
                }
                SettingKind::Ids { of } => format!("{of} ids"),
                SettingKind::Chance => "a chance above 0 and below 1".to_owned(),
                SettingKind::Factors { of } => format!("{of} ids, each as ID=FACTOR"),
                SettingKind::Words => "words".to_owned(),
                SettingKind::Day => "a day".to_owned(),
            };
            format!("| `--{name}` | {help} | {values} |\n")
        })
        .collect();
    format!("\n\n## Settings\n\n| flag | does | values |\n|---|---|---|\n{rows}")
}
