//! `plenipo prepare`: what to have ready before a meeting.

use clap::{Arg, ArgMatches};
use plenipo::lens::prepare;
use plenipo::lens::setting::{Settings, Value};

use super::{Answer, Does, Verb, ask, dossier, path};
use crate::args::Globals;
use crate::failure::Failure;
use crate::load;

pub(super) const VERB: Verb = Verb {
    name: "prepare",
    about: "Prepares a meeting: what may be said, what to ask, and what to have ready for each answer",
    does: Does::Own { args, run },
};

/// The setting that is given by place.
const MEETING: &str = "meeting";

fn args() -> Vec<Arg> {
    let meeting =
        Arg::new(MEETING).value_name("MEETING").help("The meeting [default: the next one]");
    vec![dossier(), meeting]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path = path(matches)?;
    let id: Option<&String> = matches.get_one(MEETING);
    let settings = id.map_or_else(Settings::default, |id| {
        Settings::default().with(MEETING, Value::Ids(vec![id.clone()]))
    });
    let case = load::case(path, globals)?;
    ask::ask(&prepare::LENS, ask::Of::Case(&case), &settings, globals)
}
