//! `plenipo assess`.

use plenipo::lens::acceptance;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "assess",
    about: "Shows who would accept each draft at the table, and what stops the others",
    does: Does::Ask(&acceptance::LENS),
};
