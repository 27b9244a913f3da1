//! The plenipo command: reads folders, asks lenses, writes what presenters make of the answer.
//!
//! Nothing here computes anything about a negotiation. This crate is where the outside world is:
//! files, the terminal, the environment.

mod access;
mod args;
mod browser;
mod clock;
mod command;
mod dossier;
mod endpoint;
mod failure;
mod folder;
mod gallery;
mod guard;
mod leftover;
mod load;
mod lock;
mod output;
mod progress;
mod run;
mod scenarios;
mod serving;
mod shell;
mod write;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::Globals;
use failure::Failure;
use output::Form;

fn main() -> ExitCode {
    let matches = match args::command().try_get_matches() {
        Ok(matches) => matches,
        Err(said) => return ExitCode::from(told(&said)),
    };
    // Without readable flags there is no choice of colour either: the default one then.
    let mut globals = match Globals::from_arg_matches(&matches) {
        Ok(globals) => globals,
        Err(said) => return ExitCode::from(told(&said)),
    };
    match run(&matches, &mut globals).map_err(|failure| globals.run.told(failure)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => ExitCode::from(failed(&failure, &globals)),
    }
}

fn run(matches: &clap::ArgMatches, globals: &mut Globals) -> Result<u8, Failure> {
    let (verb, matches) = command::chosen(matches)?;
    globals.settle_format(verb.answers_in_every_form())?;
    let globals = &*globals;
    globals.check(verb.writes_beside(matches))?;
    globals.install_threads()?;
    let (named, dossier) = command::named(matches);
    globals.run.reads(named, dossier);
    // Some verbs write a folder of their own there.
    let out = globals.out.as_ref().filter(|_| !verb.writes_itself());
    if let Some(path) = out {
        // Before the work rather than after it.
        output::free(path, globals)?;
    }
    let answer = verb.run(matches, globals)?;
    let form = answer.form(globals);
    let body = output::ready(answer.body, form, globals.style().colour);
    match out {
        Some(path) => output::file(path, &body, globals)?,
        None => output::write(&body, form)?,
    }
    Ok(answer.code)
}

fn failed(failure: &Failure, globals: &Globals) -> u8 {
    let style = globals.error_style();
    output::complain_painted(&failure.text(&style), style.colour);
    failure.code()
}

/// Passes on what the command line's own reader says: help, the version, or what it could not read. It
/// quotes what was typed, or pasted.
fn told(said: &clap::Error) -> u8 {
    let code = u8::try_from(said.exit_code()).unwrap_or(2);
    let painted = |terminal: bool| match terminal && args::coloured() {
        true => (said.render().ansi().to_string(), true),
        false => (said.render().to_string(), false),
    };
    if said.use_stderr() {
        let (text, colour) = painted(std::io::stderr().is_terminal());
        output::complain_painted(&text, colour);
        return code;
    }
    let (text, colour) = painted(std::io::stdout().is_terminal());
    let body = output::ready(text.into_bytes(), Form::Painted, colour);
    match output::write(&body, Form::Painted) {
        Ok(()) => code,
        Err(failure) => {
            output::complain(&failure.text(&plenipo_present::terminal::TerminalStyle::default()));
            failure.code()
        }
    }
}
