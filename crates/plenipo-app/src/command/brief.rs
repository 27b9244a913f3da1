//! `plenipo brief`.

use plenipo::lens::brief;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "brief",
    about: "Writes the brief that a principal's staff should read before the next meeting",
    does: Does::Ask(&brief::LENS),
};
