//! `plenipo export`: the record, or a part of it, in another form or for other eyes.

mod for_party;
mod scenario;

use clap::{Arg, ArgMatches};

use super::{Answer, Does, Verb, dossier, import};
use crate::args::Globals;
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "export",
    about: "Writes a party's own dossier (`--for PARTY`), or a scenario for the field's tools (`--to`)",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        dossier(),
        scenario::arg(),
        import::out("The folder to write to; it may exist if it is empty"),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    match matches.contains_id("to") {
        true => scenario::run(matches, globals),
        false => for_party::run(matches, globals),
    }
}
