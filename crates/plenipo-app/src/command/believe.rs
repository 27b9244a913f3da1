//! `plenipo believe`.

use plenipo::lens::believe;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "believe",
    about: "Says what one would have to believe for a draft to be accepted, or refused",
    does: Does::Ask(&believe::LENS),
};
