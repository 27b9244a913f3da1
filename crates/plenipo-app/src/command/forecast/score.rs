//! `plenipo forecast score`: how good the numbers were.

use clap::{Arg, ArgMatches};
use plenipo::lens::forecasts;
use plenipo::lens::setting::{Setting, Value};

use crate::args::Globals;
use crate::command::{Answer, Does, Verb, ask, dossier, path, settings};
use crate::failure::Failure;
use crate::load;

pub(super) const VERB: Verb = Verb {
    name: "score",
    about: "Scores the predictions on resolved questions, and says what has no score and why",
    does: Does::Own { args, run },
};

/// The setting that this verb decides.
const WHAT: &str = "what";

fn args() -> Vec<Arg> {
    let flags = settings::args(forecasts::LENS.settings).filter(|it| it.get_id() != WHAT);
    std::iter::once(dossier()).chain(flags).collect()
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let asked: Vec<Setting> =
        forecasts::LENS.settings.iter().filter(|it| it.name != WHAT).copied().collect();
    let settings = settings::read(&asked, matches).with(WHAT, Value::Text("scores".to_owned()));
    settings.check(forecasts::LENS.settings)?;
    let case = load::case(path(matches)?, globals)?;
    ask::ask(&forecasts::LENS, ask::Of::Case(&case), &settings, globals)
}
