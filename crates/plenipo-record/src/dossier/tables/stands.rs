//! What parties want and what they have said to drafts: lines, positions, answers, understandings,
//! alternatives.

use jiff::civil::Date;
use toml::de::DeValue;

use crate::case::chance::Range;
use crate::case::id::{Ix, Kind};
use crate::case::issue::{Issue, OptionIx, OptionSet};
use crate::case::meta::{DateIs, Meta};
use crate::case::position::{
    Alternative, AlternativeWorth, Answer, AnswerTo, Direction, Position, Reply, Salience,
    SalienceClass,
};
use crate::case::red_line::{Audience, Lifted, RedLine};
use crate::case::understanding::{Claim, ClaimContent, Force, NamedReading, Understanding};

use super::super::meant;
use super::super::node::{Node, Value, as_list};
use super::super::reader::Reader;
use super::super::schema;
use super::drafts::number;

pub(super) fn red_line<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> RedLine {
    RedLine {
        meta: reader.meta(node, Kind::RedLine),
        party: reader.link(node, "party").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        audience: reader.word(node, "audience", &Audience::ALL),
        words: reader.text(node, "words"),
        date: reader.day(node, "date"),
        rules_out: reader.options(node, "rules_out"),
        unclear: reader.options(node, "unclear"),
        condition: reader.condition(node, "condition"),
        thread: reader.text(node, "thread"),
        firmness: reader.chance(node, "firmness"),
        lifted: lifted(reader, node),
        overtaken_by: node.get("overtaken_by").and_then(|it| reader.record(it)),
        stands: reader.flag(node, "stands"),
    }
}

fn lifted<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Lifted> {
    let value = node.get("lifted")?;
    let node = reader.node(value, &schema::LIFTED)?;
    Some(Lifted {
        date: reader.day(&node, "date").unwrap_or(Date::ZERO),
        by: reader.speaker(&node, "by"),
        words: reader.text(&node, "words"),
        meta: reader.inner_meta(&node),
    })
}

pub(super) fn position<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Position {
    let mut position = Position {
        meta: reader.meta(node, Kind::Position),
        party: reader.link(node, "party").unwrap_or_default(),
        issue: reader.link(node, "issue"),
        group: reader.text(node, "group"),
        date: reader.day(node, "date"),
        by: reader.speaker(node, "by"),
        audience: reader.word(node, "audience", &Audience::ALL),
        words: reader.text(node, "words"),
        indifferent: reader.flag(node, "indifferent"),
        salience: salience(reader, node),
        ended: reader.flag(node, "ended"),
        ..Position::default()
    };
    match position.issue {
        Some(issue) => {
            position.ideal = node.get("ideal").and_then(|it| reader.option(it, issue));
            position.ranking = ranking(reader, node, issue);
            position.prefers = prefers(reader, node, issue);
            position.acceptable = reader.options_in(node, "acceptable", issue);
            position.values = values(reader, node, issue);
        }
        None => {
            let keys = ["ideal", "ranking", "prefers", "acceptable", "values"];
            // Where an issue is named and unknown, that is told already.
            let told = node.get("issue").is_some();
            for key in keys.into_iter().filter(|key| !told && node.get(key).is_some()) {
                let message = format!("`{key}` needs an issue whose options it names");
                let hint = Some("issue = \"…\"".to_owned());
                reader.problem(node.key_span(key), message, hint);
            }
        }
    }
    position
}

fn ranking<'t>(reader: &mut Reader<'t>, node: &Node<'t>, issue: Ix<Issue>) -> Vec<OptionSet> {
    let mut ranking = Vec::new();
    for value in reader.list(node, "ranking") {
        let class: OptionSet = match value.get_ref() {
            DeValue::Array(tie) => {
                if tie.is_empty() {
                    reader.problem(value.span(), "no option is named", None);
                }
                let tie = reader.items(value, "a list");
                tie.iter().filter_map(|it| reader.option(it, issue)).collect()
            }
            DeValue::String(text) if text.contains('>') => {
                let hint = Some(format!("write {}", as_list(text)));
                reader.problem(value.span(), "the entries of a ranking stand in a list", hint);
                continue;
            }
            _ => reader.option(value, issue).into_iter().collect(),
        };
        ranking.push(class);
    }
    ranking
}

fn prefers<'t>(
    reader: &mut Reader<'t>,
    node: &Node<'t>,
    issue: Ix<Issue>,
) -> Vec<(OptionIx, OptionIx)> {
    let mut pairs = Vec::new();
    if let Some(value) = node.get("prefers").filter(|it| it.get_ref().is_str()) {
        let text = value.get_ref().as_str().unwrap_or_default();
        let hint = match text.matches('>').count() {
            1 => format!("write [{}]", as_list(text)),
            _ => "write [[\"better\", \"worse\"]]".to_owned(),
        };
        reader.problem(value.span(), "expected a list of pairs of options", Some(hint));
        return pairs;
    }
    for value in reader.list(node, "prefers") {
        let Some([better, worse]) = value.get_ref().as_array().map(|it| &it[..]) else {
            let hint = Some("write [[\"better\", \"worse\"]]".to_owned());
            reader.problem(value.span(), "expected a pair of options", hint);
            continue;
        };
        if let (Some(better), Some(worse)) =
            (reader.option(better, issue), reader.option(worse, issue))
        {
            pairs.push((better, worse));
        }
    }
    pairs
}

fn values<'t>(
    reader: &mut Reader<'t>,
    node: &Node<'t>,
    issue: Ix<Issue>,
) -> Vec<(OptionIx, Range)> {
    let Some(value) = node.get("values") else { return Vec::new() };
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value, "a table from options to numbers or ranges");
        return Vec::new();
    };
    let mut values = Vec::new();
    for (name, value) in table {
        let option = reader.option_named(name.get_ref(), name.span(), issue);
        let range = reader.range_of(value, "a number or a range [low, high]");
        values.extend(option.zip(range));
    }
    values.sort_by_key(|(option, _)| *option);
    values
}

fn salience<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Salience> {
    let value: &'t Value<'t> = node.get("salience")?;
    if let Some(text) = value.get_ref().as_str() {
        if meant::number(text).is_some() || text.trim().parse::<f64>().is_ok() {
            reader.wrong(value, "a number, a range or a word");
            return None;
        }
        return reader.word_of(value, &SalienceClass::ALL).map(Salience::Class);
    }
    reader.range_of(value, "a word, a number or a range").map(Salience::Share)
}

pub(super) fn answer<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Answer {
    let mut points = Vec::new();
    for value in reader.list(node, "points") {
        points.push(number(reader, value).unwrap_or_default());
    }
    let reply = reader.word(node, "answer", &Reply::ALL);
    if let (Some(reply), Some(condition)) = (reply, node.get("condition"))
        && reply != Reply::AcceptIf
    {
        let message = format!("`{}` is an answer without a condition", reply.word());
        let hint = "whoever accepts on a condition says `answer = \"accept-if\"`";
        reader.problem(condition.span(), message, Some(hint.into()));
    }
    if reply == Some(Reply::AcceptIf) && node.get("condition").is_none() {
        let message =
            "this accepts on a condition that is not on record: no text is known to meet it";
        let hint = "say it: condition = \"…\", or with options: { when = { ISSUE = \"OPTION\" } }";
        reader.warning_here(node.key_span("answer"), message.to_owned(), hint);
    }
    Answer {
        meta: reader.meta(node, Kind::Answer),
        party: reader.link(node, "party").unwrap_or_default(),
        to: answer_to(reader, node).unwrap_or_default(),
        points,
        answer: reply.unwrap_or_default(),
        date: reader.day(node, "date"),
        by: reader.speaker(node, "by"),
        audience: reader.word(node, "audience", &Audience::ALL),
        words: reader.text(node, "words"),
        condition: reader.condition(node, "condition"),
    }
}

fn answer_to<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<AnswerTo> {
    let value = node.get("to")?;
    let name = reader.str_of(value, "text, the id of a draft or \"any-text\"")?;
    if name == "any-text" {
        return Some(AnswerTo::AnyText);
    }
    if ["any", "any text", "any_text", "all", "every", "anything"]
        .contains(&name.to_lowercase().as_str())
        && reader.names.place(Kind::Draft, name).is_none()
    {
        let hint = Some("write \"any-text\"".to_owned());
        reader.problem(value.span(), format!("there is no draft `{name}`"), hint);
        return None;
    }
    reader.find(name, value.span()).map(AnswerTo::Draft)
}

pub(super) fn understanding<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Understanding {
    let meta = reader.meta(node, Kind::Understanding);
    let nodes = reader.nodes(node, "claims", &schema::CLAIM);
    Understanding {
        meta,
        title: reader.text(node, "title"),
        date: reader.day(node, "date"),
        between: reader.links(node, "between"),
        claims: nodes.iter().map(|node| claim(reader, node)).collect(),
        readings: named_readings(reader, node),
    }
}

fn named_readings<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Vec<NamedReading> {
    let nodes = reader.nodes(node, "readings", &schema::NAMED_READING);
    let each = nodes.iter().map(|node| NamedReading {
        name: reader.text(node, "name").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        settles: reader.options(node, "settles"),
        words: reader.text(node, "words"),
    });
    each.collect()
}

fn claim<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Claim {
    let settles = node.get("settles").map(|_| reader.options(node, "settles"));
    let content = match (settles, reader.text(node, "content")) {
        (Some(_), Some(_)) => {
            let hint = Some("leave `content` out, or put it into `words`".to_owned());
            let message = "either `settles` or `content` says what was settled";
            reader.problem(node.key_span("content"), message, hint);
            ClaimContent::NotDisclosed
        }
        (Some(options), None) => ClaimContent::Settles(options),
        (None, Some(words)) if words != "not disclosed" => ClaimContent::Words(words),
        (None, _) => ClaimContent::NotDisclosed,
    };
    Claim {
        meta: Meta {
            date_is: reader.word(node, "date_is", &DateIs::ALL).unwrap_or_default(),
            ..reader.inner_meta(node)
        },
        party: reader.link(node, "party").unwrap_or_default(),
        by: reader.speaker(node, "by"),
        date: reader.day(node, "date"),
        force: reader.word(node, "force", &Force::ALL),
        content,
        words: reader.text(node, "words"),
    }
}

pub(super) fn alternative<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Alternative {
    let mut worth = None;
    for key in ["level", "draft", "outcome", "direction"] {
        if node.get(key).is_none() {
            continue;
        }
        if worth.is_some() {
            let message = "only one of `level`, `draft`, `outcome` and `direction` can be said";
            let hint = Some("write a second [[alternative]]".to_owned());
            reader.problem(node.key_span(key), message, hint);
        }
        worth = Some(match key {
            "level" => reader.range(node, key).map(AlternativeWorth::Level),
            "draft" => reader.link(node, key).map(AlternativeWorth::Draft),
            "outcome" => Some(AlternativeWorth::Outcome(reader.outcome(node, key))),
            _ => reader.word(node, key, &Direction::ALL).map(AlternativeWorth::Direction),
        });
    }
    Alternative {
        meta: reader.meta(node, Kind::Alternative),
        party: reader.link(node, "party").unwrap_or_default(),
        view: reader.speaker(node, "view"),
        date: reader.day(node, "date"),
        worth: worth.flatten().unwrap_or_default(),
        words: reader.text(node, "words"),
    }
}
