//! What lies around a text: who else can stop it, what depends on what, what is demanded, how it moved, what was
//! promised and who keeps the record.

use crate::case::composed::composed;
use crate::case::course::{Cause, Movement, MovementKind, TextState, TextStateKind};
use crate::case::demand::{Demand, DemandKind};
use crate::case::id::{Ix, Kind, RecordRef};
use crate::case::outside::{Capacity, CapacityKind, Poll};
use crate::case::position::Reply;
use crate::case::red_line::Audience;
use crate::case::rule::{Rule, RuleKind};
use crate::case::upkeep::{Handover, Undertaking};

use super::super::node::{Node, Value};
use super::super::reader::Reader;
use super::drafts::number;

pub(super) fn capacity<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Capacity {
    for_some_texts(reader, node);
    Capacity {
        meta: reader.meta(node, Kind::Capacity),
        party: reader.link(node, "party").unwrap_or_default(),
        is: reader.word(node, "is", &CapacityKind::ALL).unwrap_or_default(),
        to: reader.links(node, "to"),
        when: reader.options_to_meet(node, "when"),
        act: reader.text(node, "act"),
        by: reader.speaker(node, "by"),
        date: reader.day(node, "date"),
    }
}

pub(super) fn poll<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Poll {
    Poll {
        meta: reader.meta(node, Kind::Poll),
        wording: reader.text(node, "wording").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        sponsor: reader.speaker(node, "sponsor"),
        from: reader.day(node, "from"),
        until: reader.day(node, "until"),
        date: reader.day(node, "date"),
        n: reader.count(node, "n", 1),
        among: reader.text(node, "among"),
        shares: shares(reader, node),
        undecided: node.get("undecided").and_then(|value| share(reader, value)),
        about: reader.records(node, "about"),
    }
}

fn shares<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<(String, f64)> {
    let Some(value) = node.get("shares") else { return Vec::new() };
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value, "a table from answers to shares, such as { yes = 0.55, no = 0.38 }");
        return Vec::new();
    };
    let mut shares = Vec::new();
    // In the order in which they were published; the reader of the file has them by the alphabet.
    let mut table: Vec<_> = table.iter().collect();
    table.sort_by_key(|(answer, _)| answer.span().start);
    for (answer, value) in table {
        let said = composed(answer.get_ref().trim()).into_owned();
        if shares.iter().any(|(known, _)| *known == said) {
            reader.problem(answer.span(), "this answer is there twice", None);
        }
        shares.extend(share(reader, value).map(|it| (said, it)));
    }
    shares
}

fn share<'t>(reader: &mut Reader<'t>, value: &'t Value<'t>) -> Option<f64> {
    match reader.number(value) {
        // Nobody means less than none.
        Some(number) => number.map(|it| it + 0.0),
        None => {
            reader.wrong(value, "a number");
            None
        }
    }
}

pub(super) fn rule<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Rule {
    let hint = "name issues and options, or leave it out where the rule holds for every text";
    reader.names_something(node, "when", hint);
    Rule {
        meta: reader.meta(node, Kind::Rule),
        when: reader.options_to_meet(node, "when"),
        requires: reader.options_to_meet(node, "requires"),
        excludes: reader.options(node, "excludes"),
        is: reader.word(node, "is", &RuleKind::ALL).unwrap_or_default(),
        words: reader.text(node, "words"),
        by: reader.speaker(node, "by"),
    }
}

pub(super) fn demand<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Demand {
    let hint = "name issues and options, or leave it out";
    reader.names_something(node, "when", hint);
    Demand {
        meta: reader.meta(node, Kind::Demand),
        is: reader.word(node, "is", &DemandKind::ALL).unwrap_or_default(),
        party: reader.link(node, "party").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        date: reader.day(node, "date"),
        audience: reader.word(node, "audience", &Audience::ALL),
        words: reader.text(node, "words"),
        asks: reader.options(node, "asks"),
        departs_from: reader.link(node, "departs_from"),
        when: reader.options_to_meet(node, "when"),
        then: reader.word(node, "then", &Reply::ALL),
    }
}

pub(super) fn text_state<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> TextState {
    let hint = "name points, or leave it out where the whole text is meant";
    reader.names_something(node, "points", hint);
    let mut points = Vec::new();
    for value in reader.list(node, "points") {
        points.extend(number(reader, value));
    }
    TextState {
        meta: reader.meta(node, Kind::TextState),
        draft: reader.link(node, "draft").unwrap_or(Ix::new(0)),
        points,
        party: reader.link(node, "party"),
        is: reader.word(node, "is", &TextStateKind::ALL).unwrap_or_default(),
        date: reader.day(node, "date"),
        by: reader.speaker(node, "by"),
        words: reader.text(node, "words"),
    }
}

pub(super) fn movement<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Movement {
    let issue = reader.link(node, "issue");
    let mut options = |key| issue.map(|it| reader.options_in(node, key, it)).unwrap_or_default();
    let (from, to) = (options("from"), options("to"));
    if let Some(value) =
        node.get("to").filter(|it| it.get_ref().as_array().is_some_and(|it| it.is_empty()))
    {
        let message = "no option is named, so that it is not told where to".to_owned();
        reader.warning_here(value.span(), message, "name an option");
    }
    Movement {
        meta: reader.meta(node, Kind::Movement),
        party: reader.link(node, "party").unwrap_or_default(),
        issue: issue.unwrap_or(Ix::new(0)),
        from,
        to,
        is: reader.word(node, "is", &MovementKind::ALL).unwrap_or_default(),
        date: reader.day(node, "date"),
        condition: reader.text(node, "condition"),
        by: reader.speaker(node, "by"),
        words: reader.text(node, "words"),
    }
}

pub(super) fn cause<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Cause {
    let mut end = |key| {
        let found = node.get(key).and_then(|it| reader.record(it));
        found.unwrap_or(RecordRef::new(Kind::Party, 0))
    };
    let (from, to) = (end("from"), end("to"));
    Cause {
        meta: reader.meta(node, Kind::Cause),
        from,
        to,
        by: reader.speaker(node, "by"),
        date: reader.day(node, "date"),
        words: reader.text(node, "words"),
    }
}

pub(super) fn undertaking<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Undertaking {
    Undertaking {
        meta: reader.meta(node, Kind::Undertaking),
        who: reader.voices(node, "who"),
        to: reader.voices(node, "to"),
        what: reader.text(node, "what").unwrap_or_default(),
        condition: reader.text(node, "condition"),
        date: reader.day(node, "date"),
        due: reader.day(node, "due"),
        done: reader.day(node, "done"),
    }
}

pub(super) fn handover<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Handover {
    Handover {
        meta: reader.meta(node, Kind::Handover),
        keeper: reader.text(node, "keeper").unwrap_or_default(),
        date: reader.day(node, "date"),
        looked_at: looked_at(reader, node),
        read: reader.flag(node, "read"),
    }
}

/// What was looked at. A list without an entry would say that all of it was read.
fn looked_at<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<RecordRef> {
    let hint =
        "name the entries that were looked at, or leave it out where the whole record was read";
    reader.names_something(node, "looked_at", hint);
    reader.records(node, "looked_at")
}

/// Complains where `to` and `when` name no text and no option: left out, they would mean every text.
pub(super) fn for_some_texts<'t>(reader: &mut Reader<'t>, node: &Node<'t>) {
    reader.names_something(
        node,
        "to",
        "name the drafts, or leave it out where every text is meant",
    );
    reader.names_something(
        node,
        "when",
        "name issues and options, or leave it out where every text is meant",
    );
}
