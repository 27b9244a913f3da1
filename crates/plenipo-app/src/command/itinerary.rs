//! `plenipo itinerary`: what each answer at the next stop would mean for the stop after it.

use plenipo::lens::itinerary;

use super::{Does, Verb};

pub(super) const VERB: Verb = Verb {
    name: "itinerary",
    about: "Tells what each answer at the next stop would mean for the stop after it",
    does: Does::Ask(&itinerary::LENS),
};
