//! `plenipo show`.

use plenipo::lens::record;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "show",
    about: "Shows a part of the record: the issues, the drafts, what is unknown, what changed",
    does: Does::Ask(&record::LENS),
};
