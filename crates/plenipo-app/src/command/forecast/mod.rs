//! `plenipo forecast`: questions with criteria, what was said to them, what came of them.

mod add;
mod book;
mod flags;
mod import;
mod resolve;
mod score;
mod verify;

use plenipo::lens::forecasts;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "forecast",
    about: "Shows the forecast questions and predictions; adds, resolves, scores and verifies them",
    does: Does::Several {
        alone: &forecasts::LENS,
        verbs: &[add::VERB, resolve::VERB, score::VERB, verify::VERB, import::VERB],
    },
};
