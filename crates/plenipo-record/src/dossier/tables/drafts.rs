//! Drafts and their points.

use jiff::civil::Date;
use toml::de::DeValue;

use crate::case::draft::{
    Bracket, Count, Draft, Form, Life, LifeEntry, Lineage, Point, PointReading, Relation, Variant,
};
use crate::case::id::{Id, Ix, Kind};
use crate::case::issue::Issue;

use super::super::node::{Node, Value};
use super::super::reader::Reader;
use super::super::schema;

pub(super) fn draft<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Draft {
    Draft {
        meta: reader.meta(node, Kind::Draft),
        title: reader.text(node, "title").unwrap_or_default(),
        date: reader.day(node, "date"),
        tabled_by: reader.links(node, "tabled_by"),
        contributors: reader.links(node, "contributors"),
        account: reader.speaker(node, "account"),
        form: reader.word(node, "form", &Form::ALL).unwrap_or_default(),
        complete: reader.flag(node, "complete"),
        counts: counts(reader, node),
        based_on: reader.links(node, "based_on"),
        answers: reader.link(node, "answers"),
        same_as: reader.links(node, "same_as"),
        companions: reader.links(node, "companions"),
        known_to: reader.links(node, "known_to"),
        life: life(reader, node),
        points: points(reader, node),
    }
}

fn counts<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Count> {
    let nodes = reader.nodes(node, "counts", &schema::COUNT);
    let each = nodes.iter().map(|node| Count {
        n: reader.count(node, "n", 0).unwrap_or_default(),
        by: reader.speaker(node, "by"),
        meta: reader.inner_meta(node),
    });
    each.collect()
}

fn life<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<LifeEntry> {
    let nodes = reader.nodes(node, "life", &schema::LIFE);
    let each = nodes.iter().map(|node| LifeEntry {
        is: reader.word(node, "is", &Life::ALL).unwrap_or_default(),
        from: reader.day(node, "from").unwrap_or(Date::ZERO),
        by: reader.speaker(node, "by"),
        meta: reader.inner_meta(node),
    });
    each.collect()
}

fn points<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Point> {
    let mut points = Vec::new();
    for value in reader.list(node, "points") {
        // A point that is no table keeps its place: faults are told by places in this list.
        points.push(match reader.node(value, &schema::POINT) {
            Some(node) => point(reader, &node),
            None => Point::default(),
        });
    }
    points
}

fn point<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Point {
    let number = match node.get("number") {
        Some(value) => number(reader, value),
        None => None,
    };
    let mut after = Vec::new();
    for value in reader.list(node, "after") {
        after.extend(number_or_words(reader, value));
    }
    Point {
        meta: reader.inner_meta(node),
        number,
        gist: reader.text(node, "gist"),
        text: reader.text(node, "text"),
        variants: variants(reader, node),
        account: reader.speaker(node, "account"),
        sets: reader.outcome(node, "sets"),
        among: reader
            .by_issue(node, "among", |reader, value, issue| Some(brackets(reader, value, issue))),
        excludes: reader.options(node, "excludes"),
        leaves_open: reader.links(node, "leaves_open"),
        only_if: reader.condition(node, "only_if"),
        after,
        lapses_if: reader.text(node, "lapses_if"),
        lineage: lineage(reader, node),
        under: node.get("under").and_then(|it| self::number(reader, it)),
        heading: reader.flag(node, "heading"),
        readings: point_readings(reader, node),
    }
}

fn point_readings<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<PointReading> {
    let mut readings = Vec::new();
    for node in reader.nodes(node, "readings", &schema::POINT_READING) {
        let settles = reader.options(&node, "settles");
        let words = reader.text(&node, "words");
        if let Some(party) = reader.link(&node, "party") {
            readings.push(PointReading { party, settles, words });
        }
    }
    readings
}

/// The number of a point: text, or a whole number.
pub(super) fn number<'t>(reader: &mut Reader<'t>, value: &'t Value<'t>) -> Option<String> {
    if let DeValue::Float(written) = value.get_ref() {
        let hint =
            format!("put it in quotes: \"{}\"", super::super::files::short(written.as_str()));
        reader.problem(value.span(), "expected text or a whole number", Some(hint));
        return None;
    }
    let number = number_or_words(reader, value)?;
    if number.trim().is_empty() {
        let hint = Some("leave it out where it is not known".to_owned());
        reader.problem(value.span(), "this number is empty", hint);
        return None;
    }
    // Blanks around it are nobody's label, and spreadsheets drop them.
    Some(number.trim().to_owned())
}

fn number_or_words<'t>(reader: &mut Reader<'t>, value: &'t Value<'t>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
            if number.is_none() {
                reader.problem(value.span(), "this number is too large", None);
            }
            number.map(|it| it.to_string())
        }
        _ => {
            reader.wrong(value, "text or a whole number");
            None
        }
    }
}

fn variants<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Variant> {
    let mut variants = Vec::new();
    for value in reader.list(node, "variants") {
        if let Some(text) = value.get_ref().as_str() {
            let meta = reader.inherited_meta();
            variants.push(Variant { text: text.to_owned(), by: None, meta });
        } else if let Some(node) = reader.node(value, &schema::VARIANT) {
            variants.push(Variant {
                text: reader.text(&node, "text").unwrap_or_default(),
                by: reader.speaker(&node, "by"),
                meta: reader.inner_meta(&node),
            });
        }
    }
    variants
}

fn brackets<'t>(reader: &mut Reader<'t>, value: &'t Value<'t>, issue: Ix<Issue>) -> Vec<Bracket> {
    let list = reader.items(value, "a list of options");
    if list.is_empty() && value.get_ref().is_array() {
        reader.problem(value.span(), "no option is named", None);
    }
    let mut brackets: Vec<Bracket> = Vec::new();
    for value in list {
        let bracket = if value.get_ref().is_table() {
            let Some(node) = reader.node(value, &schema::BRACKET) else { continue };
            let by = reader.links(&node, "by");
            let option = node.get("option").and_then(|value| reader.option(value, issue));
            option.map(|option| Bracket { option, by })
        } else {
            reader.option(value, issue).map(|option| Bracket { option, by: Vec::new() })
        };
        let Some(bracket) = bracket else { continue };
        if brackets.iter().any(|it| it.option == bracket.option) {
            reader.problem(value.span(), "this option appears twice", None);
            break;
        }
        brackets.push(bracket);
    }
    brackets
}

fn lineage<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<Lineage> {
    let nodes = reader.nodes(node, "lineage", &schema::LINEAGE);
    let mut lineage = Vec::new();
    for node in nodes {
        lineage.push(Lineage {
            is: reader.word(&node, "is", &Relation::ALL).unwrap_or(Relation::New),
            of: node.get("of").and_then(|value| forerunner(reader, value)),
            why: reader.text(&node, "why"),
            by: reader.speaker(&node, "by"),
        });
    }
    lineage
}

/// `draft#number`.
fn forerunner<'t>(reader: &mut Reader<'t>, value: &'t Value<'t>) -> Option<(Ix<Draft>, String)> {
    let text = reader.str_of(value, "text, \"draft#number\"")?;
    let parts = text.split_once('#').filter(|(_, number)| !number.is_empty());
    let Some((draft, number)) = parts else {
        let draft = Id::new(text).map_or("draft".to_owned(), |id| id.to_string());
        let hint = format!("write \"{draft}#3\" for its point 3");
        reader.problem(value.span(), "this does not name a point of a draft", Some(hint));
        return None;
    };
    Some((reader.find(draft, value.span())?, number.to_owned()))
}
