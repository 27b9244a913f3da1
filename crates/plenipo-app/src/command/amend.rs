//! `plenipo amend`.

use plenipo::lens::amend;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "amend",
    about: "Finds the least that would have to change in a draft for it to carry",
    does: Does::Ask(&amend::LENS),
};
