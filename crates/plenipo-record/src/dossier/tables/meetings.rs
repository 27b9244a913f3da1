//! Meetings, statements, events.

use crate::case::forecast::Fit;
use crate::case::id::{Ix, Kind};
use crate::case::meeting::{
    ActionItem, Carried, Effect, EffectOn, Event, LogEntry, LogState, Meeting, Reading, Said,
    Series, Statement,
};
use crate::case::position::Direction;
use crate::case::red_line::Audience;

use super::super::node::Node;
use super::super::reader::Reader;
use super::super::schema;

pub(super) fn meeting<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Meeting {
    Meeting {
        meta: reader.meta(node, Kind::Meeting),
        title: reader.text(node, "title"),
        date: reader.day(node, "date"),
        place: reader.text(node, "place"),
        channel: reader.links(node, "channel"),
        present: reader.speakers(node, "present"),
        led_by: reader.speakers(node, "led_by"),
        series: series(reader, node),
        agenda: reader.texts(node, "agenda"),
        carries: carries(reader, node),
        said: said(reader, node),
        log: log(reader, node),
        actions: actions(reader, node),
    }
}

fn series<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Series> {
    let value = node.get("series")?;
    let node = reader.node(value, &schema::SERIES)?;
    let number = reader.count(&node, "number", 1);
    Some(Series { id: reader.id(&node, "id")?, number })
}

fn carries<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Carried> {
    let mut carries = Vec::new();
    for value in reader.list(node, "carries") {
        if value.get_ref().is_table() {
            let Some(node) = reader.node(value, &schema::CARRIED) else { continue };
            let words = reader.text(&node, "words");
            let meta = reader.inner_meta(&node);
            if let Some(draft) = reader.link(&node, "draft") {
                carries.push(Carried { draft, words, meta });
            }
        } else if let Some(draft) = reader.link_of(value) {
            carries.push(Carried { draft, words: None, meta: reader.inherited_meta() });
        }
    }
    carries
}

fn said<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Said> {
    let nodes = reader.nodes(node, "said", &schema::SAID);
    let each = nodes.iter().map(|node| Said {
        by: reader.voices(node, "by"),
        words: reader.text(node, "words").unwrap_or_default(),
        meta: reader.inner_meta(node),
        readings: readings(reader, node),
    });
    each.collect()
}

fn readings<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Reading> {
    let nodes = reader.nodes(node, "readings", &schema::READING);
    let each = nodes.iter().map(|node| Reading {
        reads: reader.text(node, "reads").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        meta: reader.inner_meta(node),
    });
    each.collect()
}

fn log<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<LogEntry> {
    let nodes = reader.nodes(node, "log", &schema::LOG);
    let each = nodes.iter().map(|node| LogEntry {
        is: reader.word(node, "is", &LogState::ALL).unwrap_or(LogState::Planned),
        date: reader.day(node, "date"),
        gist: reader.text(node, "gist"),
        words: reader.text(node, "words"),
        by: reader.speaker(node, "by"),
        meta: reader.inner_meta(node),
    });
    each.collect()
}

fn actions<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<ActionItem> {
    let nodes = reader.nodes(node, "actions", &schema::ACTION);
    let each = nodes.iter().map(|node| ActionItem {
        who: reader.voices(node, "who"),
        what: reader.text(node, "what").unwrap_or_default(),
        to: reader.voices(node, "to"),
        condition: reader.text(node, "condition"),
        due: reader.day(node, "due"),
        done: reader.day(node, "done"),
        meta: reader.inner_meta(node),
    });
    each.collect()
}

pub(super) fn statement<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Statement {
    Statement {
        meta: reader.meta(node, Kind::Statement),
        date: reader.day(node, "date"),
        by: reader.voices(node, "by"),
        about: reader.records(node, "about"),
        audience: reader.word(node, "audience", &Audience::ALL),
        words: reader.text(node, "words"),
        gist: reader.text(node, "gist"),
        direction: reader.word(node, "direction", &Direction::ALL),
        forecast: reader.link(node, "forecast"),
        fits: reader.word(node, "fits", &Fit::ALL),
        readings: readings(reader, node),
    }
}

pub(super) fn event<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Event {
    let nodes = reader.nodes(node, "affects", &schema::EFFECT);
    let affects = nodes.iter().map(|node| Effect {
        view: reader.speaker(node, "view"),
        of: reader.link(node, "of").unwrap_or(Ix::new(0)),
        what: reader.word(node, "what", &EffectOn::ALL).unwrap_or(EffectOn::Position),
        issue: reader.link(node, "issue"),
        direction: reader.word(node, "direction", &Direction::ALL),
        by_how_much: reader.range(node, "by_how_much"),
        words: reader.text(node, "words"),
        by: reader.speaker(node, "by"),
    });
    let affects = affects.collect();
    Event {
        meta: reader.meta(node, Kind::Event),
        date: reader.day(node, "date"),
        what: reader.text(node, "what").unwrap_or_default(),
        affects,
    }
}
