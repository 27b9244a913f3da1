//! `plenipo lab`.

use plenipo::lens::lab;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "lab",
    about: "Shows what each option of each issue would do in a draft, or in one that is tried out",
    does: Does::Ask(&lab::LENS),
};
