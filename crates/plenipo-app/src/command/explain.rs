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
        "How do you get from an empty folder to a brief?",
        include_str!("../../../../docs/tutorial.md"),
    ),
    (
        "add-draft",
        "How is a draft that came as a file added?",
        include_str!("../../../../docs/add-draft.md"),
    ),
    (
        "debrief",
        "What is put ready before a meeting, and how is written down what came of it?",
        include_str!("../../../../docs/debrief.md"),
    ),
    (
        "articles",
        "How is a report read, and what becomes of what is proposed?",
        include_str!("../../../../docs/articles.md"),
    ),
    (
        "spreadsheets",
        "How does a record go to a spreadsheet and back?",
        include_str!("../../../../docs/spreadsheets.md"),
    ),
    (
        "scenarios",
        "Which scenario formats are read and written, and how?",
        include_str!("../../../../docs/scenarios.md"),
    ),
    (
        "simulate",
        "How is a scenario played by a protocol, and what do the figures mean?",
        include_str!("../../../../docs/simulate.md"),
    ),
    (
        "tournament",
        "How are strategies played against each other, and what do the ranks mean?",
        include_str!("../../../../docs/tournament.md"),
    ),
    (
        "secrecy",
        "What reaches a party, and what must not be handed over?",
        include_str!("../../../../docs/secrecy.md"),
    ),
    (
        "away",
        "How is a dossier taken along encrypted, and what does that not protect?",
        include_str!("../../../../docs/away.md"),
    ),
    (
        "figures",
        "How are the figures read, and what do they not say?",
        include_str!("../../../../docs/figures.md"),
    ),
    (
        "corrections",
        "How is a mistake corrected visibly?",
        include_str!("../../../../docs/corrections.md"),
    ),
    (
        "browser",
        "What do the pages in a browser show, and whom do they answer?",
        include_str!("../../../../docs/browser.md"),
    ),
    ("glossary", "What do the terms mean?", include_str!("../../../../docs/glossary.md")),
    (
        "install",
        "How are the manual page and the shell completions made?",
        include_str!("../../../../docs/install.md"),
    ),
];

/// Further pages on what a command does.
const ALSO: &[(&str, &[&str])] = &[
    ("assess", &["figures"]),
    ("check", &["corrections"]),
    ("import", &["scenarios"]),
    ("export", &["scenarios", "secrecy"]),
    ("seal", &["secrecy"]),
    ("forecast", &["dossier"]),
    ("prepare", &["debrief"]),
    ("frontier", &["scenarios"]),
];

/// The page of each command that asks no lens by itself.
const COMMANDS: &[(&str, &str)] = &[
    ("new", "tutorial"),
    ("check", "dossier"),
    ("amend", "amend"),
    ("serve", "browser"),
    ("compare", "drafts"),
    ("prepare", "prepare"),
    ("views", "views"),
    ("debrief", "debrief"),
    ("read", "articles"),
    ("review", "articles"),
    ("frontier", "bargain"),
    ("forecast", "forecasts"),
    ("add-draft", "add-draft"),
    ("import", "spreadsheets"),
    ("export", "spreadsheets"),
    ("seal", "away"),
    ("open", "away"),
    ("upgrade", "dossier"),
    ("simulate", "simulate"),
    ("tournament", "tournament"),
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
            .help("A command, a lens, or `dossier` [default: lists them]")
            .value_parser(PossibleValuesParser::new(names)),
        Arg::new("of")
            .value_name("SUBCOMMAND")
            .help("After `forecast`: one of its commands, explained on the same page"),
    ]
}

/// Whether `of` is a command of the command `name`.
fn has(name: &str, of: &str) -> bool {
    let verb = super::ALL.iter().find(|it| it.name == name);
    match verb.map(|it| &it.does) {
        Some(Does::Several { verbs, .. }) => verbs.iter().any(|it| it.name == of),
        _ => false,
    }
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
    globals.words_only("explain")?;
    let name: Option<&str> = matches.get_one("page").map(String::as_str);
    let of: Option<&str> = matches.get_one("of").map(String::as_str);
    if let (Some(name), Some(of)) = (name, of)
        && !has(name, of)
    {
        return Err(Failure::usage(format!("`{name}` has no command `{of}`"))
            .hint("`plenipo explain` lists what can be explained"));
    }
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
        "| page | commands | answers |\n|---|---|---|\n{rows}\nRead one with `plenipo explain \
         PAGE` or `plenipo explain COMMAND`.\n"
    )
}

/// The page of that name, else the page of that command: first what the command does, whose page it is, and
/// where else to look.
fn explained(name: &str) -> String {
    let Some(verb) = super::ALL.iter().find(|it| it.name == name) else { return page(name) };
    let Some(of) = page_of(name) else { return page(name) };
    let mut head = format!("`plenipo {name}`: {}.", verb.about);
    if of != name {
        let page = if lens::named(of).is_some() { "page of the lens" } else { "page" };
        head.push_str(&format!(" It is explained on the {page} `{of}`."));
    }
    let also = ALSO.iter().find(|(it, _)| *it == name).map_or(&[][..], |(_, pages)| pages);
    let also: Vec<String> = also.iter().map(|it| format!("`plenipo explain {it}`")).collect();
    if !also.is_empty() {
        head.push_str(&format!(" See also {}.", also.join(" and ")));
    }
    format!("{head} Its flags: `plenipo {name} --help`.\n\n{}", page(of))
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
                    format!("{low} to {high}{unit} [default: {default}]")
                }
                SettingKind::Choice { default, words } => {
                    format!("{} [default: {default}]", words.join(", "))
                }
                SettingKind::Ids { of, .. } => format!("{of} ids"),
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
