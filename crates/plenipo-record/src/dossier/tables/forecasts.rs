//! Forecast questions, predictions, resolutions.

use crate::case::forecast::{Computed, Fit, Forecast, Mapped, Outcome, Prediction, Resolution};
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
        place: reader.count(node, "place", 0),
        after: None,
    }
}

pub(super) fn prediction<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Prediction {
    Prediction {
        meta: reader.meta(node, Kind::Prediction),
        forecast: reader.link(node, "forecast").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        also_by: Vec::new(),
        date: reader.day(node, "date"),
        chance: reader.chance(node, "chance"),
        direction: reader.word(node, "direction", &Direction::ALL),
        words: reader.text(node, "words"),
        fits: reader.word(node, "fits", &Fit::ALL),
        mapped: mapped(reader, node),
        because: reader.records(node, "because"),
        computed: computed(reader, node),
        place: reader.count(node, "place", 0),
        after: None,
    }
}

fn computed<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Computed> {
    let value = node.get("computed")?;
    let node = &reader.node(value, &schema::COMPUTED)?;
    let draft = reader.link(node, "draft");
    let samples = reader.count(node, "samples", 1);
    Some(Computed {
        lens: reader.text(node, "lens").unwrap_or_default(),
        party: reader.link(node, "party"),
        status: reader.text(node, "status").unwrap_or_default(),
        low: figure(reader, node, "low"),
        middle: figure(reader, node, "middle"),
        high: figure(reader, node, "high"),
        as_of: reader.day(node, "as_of"),
        record: reader.text(node, "record").unwrap_or_default(),
        engine: reader.text(node, "engine").unwrap_or_default(),
        seed: reader.count(node, "seed", 0).unwrap_or_default(),
        samples,
        assume: reader.texts(node, "assume"),
        assumed: reader.texts(node, "assumed"),
        settings: reader.texts(node, "settings"),
        features: reader.texts(node, "features"),
        checked: reader.flag(node, "checked"),
        draft_was: None,
        party_was: None,
        draft: draft?,
    })
}

fn figure<'t>(reader: &mut Reader<'t>, node: &Node<'t>, key: &str) -> Option<f64> {
    let value = node.get(key)?;
    match reader.number(value) {
        Some(number) => number,
        None => {
            reader.wrong(value, "a number");
            None
        }
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
        place: reader.count(node, "place", 0),
        after: None,
        since: None,
    }
}
