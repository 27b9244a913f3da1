//! `plenipo frontier`: of a dossier, or of a published scenario.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};
use plenipo::lens::bargain;

use super::{Answer, Does, Verb, ask, settings};
use crate::args::Globals;
use crate::failure::Failure;
use crate::{load, scenarios};

pub(super) const VERB: Verb = Verb {
    name: "frontier",
    about: "Shows what all parties could gain: frontier, bargaining solutions, distance of each \
            draft",
    does: Does::Own { args, run },
};

fn args() -> Vec<Arg> {
    let path = Arg::new("path")
        .value_name("DOSSIER|SCENARIO")
        .help("A dossier; or a scenario: its folder (Genius, GeniusWeb, NegMAS) or its profiles in JSON")
        .required(true)
        .value_parser(value_parser!(PathBuf));
    std::iter::once(path).chain(settings::args(bargain::LENS.settings)).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("path");
    let path = path.ok_or_else(|| Failure::usage("no dossier or scenario was given"))?;
    let lens = &bargain::LENS;
    let settings = settings::read(lens.settings, matches);
    settings.check(lens.settings)?;
    if scenarios::is_dossier(path)? {
        let case = load::case(path, globals)?;
        return ask::ask(lens, ask::Of::Case(&case), &settings, globals);
    }
    scenarios::without_record(&format!("{} is a scenario: it", path.display()), globals)?;
    let scenario = scenarios::load(path)?;
    ask::ask(lens, ask::Of::Scenario(&scenario), &settings, globals)
}
