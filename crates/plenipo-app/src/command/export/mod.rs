//! `plenipo export`: the record, or a part of it, in another form or for other eyes.

mod for_party;

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};

use super::{Answer, Does, Verb, dossier};
use crate::args::Globals;
use crate::failure::Failure;

pub(super) const VERB: Verb = Verb {
    name: "export",
    about: "Writes a party's own dossier: what it may see and nothing else (`--for PARTY --out DIR`)",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    vec![
        dossier(),
        Arg::new("out")
            .long("out")
            .value_name("DIR")
            .help("The folder to make; it may exist if it is empty")
            .value_parser(value_parser!(PathBuf)),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    for_party::run(matches, globals)
}
