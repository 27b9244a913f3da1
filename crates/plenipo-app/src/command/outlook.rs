//! `plenipo outlook`.

use plenipo::lens::outlook;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "outlook",
    about: "Shows how the answers to each draft changed day by day, and which records changed them",
    does: Does::Ask(&outlook::LENS),
};
