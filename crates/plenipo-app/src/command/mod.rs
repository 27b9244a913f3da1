//! The verbs: one file each, one line each in [`ALL`].

mod ask;
mod said;
mod settings;

mod add_draft;
mod amend;
mod assess;
mod believe;
mod brief;
mod check;
mod compare;
mod debrief;
mod explain;
mod export;
mod forecast;
mod frontier;
mod generate;
mod import;
mod itinerary;
mod lab;
mod new;
mod open;
mod outlook;
mod passphrase;
mod prepare;
mod read;
mod review;
mod seal;
mod serve;
mod show;
mod simulate;
mod statements;
mod tournament;
mod upgrade;
mod views;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use plenipo::lens::Lens;

use crate::args::{Format, Globals};
use crate::failure::Failure;
use crate::output::Form;

/// Every verb, in the order a newcomer meets them.
pub(crate) const ALL: &[Verb] = &[
    new::VERB,
    check::VERB,
    show::VERB,
    assess::VERB,
    lab::VERB,
    amend::VERB,
    believe::VERB,
    views::VERB,
    brief::VERB,
    prepare::VERB,
    itinerary::VERB,
    compare::VERB,
    outlook::VERB,
    forecast::VERB,
    frontier::VERB,
    statements::VERB,
    simulate::VERB,
    tournament::VERB,
    serve::VERB,
    debrief::VERB,
    read::VERB,
    review::VERB,
    add_draft::VERB,
    import::VERB,
    export::VERB,
    seal::VERB,
    open::VERB,
    upgrade::VERB,
    explain::VERB,
    generate::VERB,
];

/// A verb of the command line.
pub(crate) struct Verb {
    name: &'static str,
    /// What it does, in a line.
    about: &'static str,
    does: Does,
}

/// What a verb does.
enum Does {
    /// Asks this lens; its flags are the lens's settings.
    Ask(&'static Lens),
    /// Something of its own.
    Own { args: fn() -> Vec<Arg>, run: fn(&ArgMatches, &Globals) -> Result<Answer, Failure> },
    /// One of several things by a second word; without one, it asks this lens.
    Several { alone: &'static Lens, verbs: &'static [Verb] },
}

/// What a verb has to say.
pub(crate) struct Answer {
    /// For standard output, or the file that was asked for.
    pub(crate) body: Vec<u8>,
    /// The exit code.
    pub(crate) code: u8,
    /// What the body is, if the form that was asked for does not say it.
    pub(crate) is: Option<Form>,
}

impl Answer {
    /// What its body is.
    pub(crate) fn form(&self, globals: &Globals) -> Form {
        let asked = match globals.format {
            Format::Text => Form::Painted,
            _ => Form::Data,
        };
        self.is.unwrap_or(asked)
    }
}

/// Words of the verb's own.
impl From<String> for Answer {
    fn from(text: String) -> Answer {
        Answer { body: text.into_bytes(), code: 0, is: Some(Form::Words) }
    }
}

/// What a presenter made, in the form that was asked for.
impl From<Vec<u8>> for Answer {
    fn from(body: Vec<u8>) -> Answer {
        Answer { body, code: 0, is: None }
    }
}

impl Verb {
    /// Its part of the command line.
    pub(crate) fn command(&self) -> Command {
        let command = Command::new(self.name).about(self.about);
        match self.does {
            Does::Ask(lens) => command.arg(dossier()).args(settings::args(lens.settings)),
            Does::Own { args, .. } => command.args(args()),
            Does::Several { alone, verbs } => command
                .arg(dossier())
                .args(settings::args(alone.settings))
                .subcommands(verbs.iter().map(Verb::command))
                .subcommand_negates_reqs(true)
                .args_conflicts_with_subcommands(true),
        }
    }

    /// Whether `--out` is the verb's own business.
    pub(crate) fn writes_itself(&self) -> bool {
        self.command().get_arguments().any(|it| it.get_id() == "out")
    }

    /// Whether what it writes is an answer, in whichever form is asked for, and not text of its own.
    pub(crate) fn answers_in_every_form(&self) -> bool {
        const OWN: [&str; 7] = [
            amend::VERB.name,
            check::VERB.name,
            compare::VERB.name,
            frontier::VERB.name,
            prepare::VERB.name,
            views::VERB.name,
            "score",
        ];
        match self.does {
            Does::Ask(_) | Does::Several { .. } => true,
            Does::Own { .. } => OWN.contains(&self.name),
        }
    }

    /// Whether the verb writes a file beside the answer, by a flag of its own.
    pub(crate) fn writes_beside(&self, matches: &ArgMatches) -> bool {
        let given = |(name, _): &(&str, _)| matches.try_contains_id(name).unwrap_or(false);
        compare::FILES.iter().any(given)
    }

    /// Does what it is asked.
    pub(crate) fn run(&self, matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
        match self.does {
            Does::Ask(lens) | Does::Several { alone: lens, .. } => ask::run(lens, matches, globals),
            Does::Own { run, .. } => run(matches, globals),
        }
    }
}

/// The verb that was chosen, with what was said to it.
pub(crate) fn chosen(matches: &ArgMatches) -> Result<(&'static Verb, &ArgMatches), Failure> {
    fn of<'m>(
        verbs: &'static [Verb],
        matches: &'m ArgMatches,
    ) -> Option<(&'static Verb, &'m ArgMatches)> {
        let (name, matches) = matches.subcommand()?;
        let verb = verbs.iter().find(|verb| verb.name == name)?;
        let second = match verb.does {
            Does::Several { verbs, .. } => of(verbs, matches),
            _ => None,
        };
        Some(second.unwrap_or((verb, matches)))
    }
    of(ALL, matches)
        .ok_or_else(|| Failure::usage("no command was given").hint("try `plenipo --help`"))
}

/// The folders and files that a verb was given to read, whatever its arguments call them, and whether
/// one of them can only be a dossier.
pub(crate) fn named(matches: &ArgMatches) -> (Vec<PathBuf>, bool) {
    let of = |name| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let dossiers: Vec<PathBuf> = ["dossier", "into"].into_iter().filter_map(of).collect();
    let dossier = !dossiers.is_empty();
    let files = ["path", "file", "identity", "passphrase-file"].into_iter().filter_map(of);
    (dossiers.into_iter().chain(files).collect(), dossier)
}

/// The folder that was named.
fn path(matches: &ArgMatches) -> Result<&PathBuf, Failure> {
    matches.get_one("dossier").ok_or_else(|| Failure::usage("no dossier was given"))
}

/// The folder that most verbs read.
fn dossier() -> Arg {
    Arg::new("dossier")
        .value_name("DOSSIER")
        .help("The folder of the dossier")
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
}
