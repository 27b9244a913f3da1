//! `plenipo assess`.

use plenipo::lens::acceptance;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "assess",
    about: "Says of each draft who would accept it at the table, and what stops it",
    does: Does::Ask(&acceptance::LENS),
};
