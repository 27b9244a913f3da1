//! `plenipo statements`.

use plenipo::lens::statements;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "statements",
    about: "Finds coded phrases in what was said, how they are read, and what followed",
    does: Does::Ask(&statements::LENS),
};
