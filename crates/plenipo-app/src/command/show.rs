//! `plenipo show`.

use plenipo::lens::record;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "show",
    about: "Shows part of the record: issues, drafts, what is unknown, what changed",
    does: Does::Ask(&record::LENS),
};
