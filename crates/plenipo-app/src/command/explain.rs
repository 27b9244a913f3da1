//! `plenipo explain`: the docs page of a lens or of the dossier's form.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use plenipo::lens::setting::{Setting, SettingKind};
use plenipo::lens::{self, Lens};
use plenipo_present::{hint, markdown};
use plenipo_record::case::describe;

use super::{Answer, Does, Verb};
use crate::args::Globals;
use crate::failure::Failure;

/// Pages that belong to no lens.
const PAGES: &[(&str, &str, &str)] = &[
    (
        "dossier",
        "How is a dossier written, table by table?",
        include_str!("../../../../docs/dossier.md"),
    ),
    (
        "tutorial",
        "How does one come from an empty folder to a brief?",
        include_str!("../../../../docs/tutorial.md"),
    ),
    (
        "add-draft",
        "How is a draft entered that came as a file?",
        include_str!("../../../../docs/add-draft.md"),
    ),
    (
        "spreadsheets",
        "How does a record go to a spreadsheet and come back?",
        include_str!("../../../../docs/spreadsheets.md"),
    ),
    (
        "scenarios",
        "Which scenarios are read and written, and how?",
        include_str!("../../../../docs/scenarios.md"),
    ),
    (
        "install",
        "How are the manual page and the completions made?",
        include_str!("../../../../docs/install.md"),
    ),
];

/// The page of each command that asks no lens by itself.
const COMMANDS: &[(&str, &str)] = &[
    ("new", "tutorial"),
    ("check", "dossier"),
    ("amend", "amend"),
    ("compare", "drafts"),
    ("frontier", "bargain"),
    ("forecast", "forecasts"),
    ("add-draft", "add-draft"),
    ("import", "spreadsheets"),
    ("export", "spreadsheets"),
    ("upgrade", "dossier"),
    ("generate", "install"),
];

pub(super) const VERB: Verb = Verb {
    name: "explain",
    about: "Explains a lens or a command: question, model, assumptions, limits, sources",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let mut names: Vec<&str> = pages().collect();
    names.extend(super::ALL.iter().map(|it| it.name).filter(|it| page_of(it).is_some()));
    names.sort_unstable();
    names.dedup();
    vec![
        Arg::new("page")
            .value_name("PAGE")
            .help("The lens, the command, or `dossier`; a list of them without")
            .value_parser(PossibleValuesParser::new(names)),
    ]
}

/// Every page by name.
fn pages() -> impl Iterator<Item = &'static str> {
    lens::ALL.iter().map(|lens| lens.name).chain(PAGES.iter().map(|page| page.0))
}

/// The page that explains what a command does.
fn page_of(command: &str) -> Option<&'static str> {
    let verb = super::ALL.iter().find(|it| it.name == command)?;
    match verb.does {
        Does::Ask(lens) | Does::Several { alone: lens, .. } => Some(lens.name),
        Does::Own { .. } => COMMANDS.iter().find(|(it, _)| *it == command).map(|(_, page)| *page),
    }
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    globals.text_only("explain")?;
    let name: Option<&str> = matches.get_one("page").map(String::as_str);
    let page = name.map_or_else(list, explained);
    Ok(Answer::from(markdown::text(&page, &globals.style()).into_bytes()))
}

/// Every page with its question, and the commands it explains.
fn list() -> String {
    let lenses = lens::ALL.iter().map(|lens| (lens.name, lens.question));
    let others = PAGES.iter().map(|(name, question, _)| (*name, *question));
    let rows: String = lenses
        .chain(others)
        .map(|(name, question)| {
            let by: Vec<&str> = super::ALL
                .iter()
                .map(|it| it.name)
                .filter(|it| page_of(it) == Some(name))
                .collect();
            format!("| {name} | {} | {question} |\n", by.join(", "))
        })
        .collect();
    format!(
        "| page | commands | answers |\n|---|---|---|\n{rows}\nRead one with `plenipo explain PAGE`, \
         or by the name of a command.\n"
    )
}

/// The page of that name, else the page of that command with a word on whose it is.
fn explained(name: &str) -> String {
    match page_of(name).filter(|_| !pages().any(|it| it == name)) {
        Some(other) => {
            let what = if lens::named(other).is_some() { "lens" } else { "page" };
            format!("`plenipo {name}` is explained by the {what} `{other}`.\n\n{}", page(other))
        }
        None => page(name),
    }
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
        .map(|setting| {
            let Setting { name, unit, kind, .. } = setting;
            let help = setting.help_in(hint::hint);
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
