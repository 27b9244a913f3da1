//! The plenipo command: reads folders, asks lenses, writes what presenters make of the answer.
//!
//! Nothing here computes anything about a negotiation. This crate is where the outside world is:
//! files, the terminal, the environment.

mod args;
mod command;
mod failure;
mod folder;
mod load;
mod output;
mod progress;
mod scenarios;
mod write;

use std::process::ExitCode;

use clap::FromArgMatches;

use args::Globals;
use failure::Failure;

fn main() -> ExitCode {
    let matches = args::command().get_matches();
    // Without readable flags there is no choice of colour either: the default one then.
    let globals = match Globals::from_arg_matches(&matches) {
        Ok(globals) => globals,
        Err(error) => error.exit(),
    };
    match run(&matches, &globals) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::complain(&failure.text(&globals.error_style()));
            ExitCode::from(failure.code())
        }
    }
}

fn run(matches: &clap::ArgMatches, globals: &Globals) -> Result<u8, Failure> {
    let (verb, matches) = command::chosen(matches)?;
    globals.check(verb.writes_beside(matches))?;
    globals.install_threads()?;
    // Some verbs write a folder of their own there.
    let out = globals.out.as_ref().filter(|_| !verb.writes_itself());
    if let Some(path) = out {
        // Before the work rather than after it.
        output::free(path, globals.force)?;
    }
    let answer = verb.run(matches, globals)?;
    let said = match out {
        Some(path) => output::file(path, &answer.body, globals.force),
        None => output::write(&answer.body),
    };
    match answer.done {
        // Only the answer is lost.
        Some(done) => said.map_err(|failure| failure.hint(done))?,
        None => said?,
    }
    Ok(answer.code)
}
