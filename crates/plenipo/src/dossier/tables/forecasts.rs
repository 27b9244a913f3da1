//! Forecast questions, predictions, resolutions.

use crate::case::forecast::{Fit, Forecast, Mapped, Outcome, Prediction, Resolution};
use crate::case::id::Kind;
use crate::case::position::Direction;

use super::super::node::Node;
use super::super::reader::Reader;
use super::super::schema;

pub(super) fn forecast<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Forecast {
    Forecast {
        meta: reader.meta(node, Kind::Forecast),
        question: reader.text(node, "question").unwrap_or_default(),
        criteria: reader.text(node, "criteria").unwrap_or_default(),
        opens: reader.day(node, "opens"),
        closes: reader.day(node, "closes"),
        resolves: reader.day(node, "resolves"),
    }
}

pub(super) fn prediction<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Prediction {
    Prediction {
        meta: reader.meta(node, Kind::Prediction),
        forecast: reader.link(node, "forecast").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        date: reader.day(node, "date"),
        chance: reader.chance(node, "chance"),
        direction: reader.word(node, "direction", &Direction::ALL),
        words: reader.text(node, "words"),
        fits: reader.word(node, "fits", &Fit::ALL),
        mapped: mapped(reader, node),
        because: reader.records(node, "because"),
    }
}

fn mapped<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Mapped> {
    let value = node.get("mapped")?;
    let node = reader.node(value, &schema::MAPPED)?;
    let by = reader.speaker(&node, "by");
    let fits = reader.word(&node, "fits", &Fit::ALL);
    Some(Mapped { chance: reader.chance(&node, "chance")?, by, fits: fits? })
}

pub(super) fn resolution<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Resolution {
    Resolution {
        meta: reader.meta(node, Kind::Resolution),
        forecast: reader.link(node, "forecast").unwrap_or_default(),
        date: reader.day(node, "date"),
        outcome: reader.word(node, "outcome", &Outcome::ALL).unwrap_or_default(),
        words: reader.text(node, "words"),
    }
}
