//! Parties, persons, issues, sources.

use crate::case::id::Kind;
use crate::case::issue::{Issue, IssueOption, OptionSet};
use crate::case::party::{Office, Party, Person, Role};
use crate::case::source::{Cited, Reliability, Source};

use super::super::forms::is_id_like;
use super::super::node::Node;
use super::super::reader::Reader;
use super::super::schema;

pub(super) fn party<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Party {
    let roles = reader.list(node, "roles");
    Party {
        meta: reader.meta(node, Kind::Party),
        name: reader.text(node, "name").unwrap_or_default(),
        short: reader.text(node, "short"),
        roles: roles.iter().filter_map(|it| reader.word_of(it, &Role::ALL)).collect(),
        tradition: reader.id(node, "tradition"),
        also_known_as: reader.texts(node, "also_known_as"),
        order: reader.whole(node, "order"),
    }
}

pub(super) fn person<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Person {
    let mut offices = Vec::new();
    for value in reader.list(node, "offices") {
        if let Some(office) = value.get_ref().as_str() {
            offices.push(Office { office: office.to_owned(), from: None, until: None });
        } else if let Some(node) = reader.node(value, &schema::OFFICE) {
            offices.push(Office {
                office: reader.text(&node, "office").unwrap_or_default(),
                from: reader.day(&node, "from"),
                until: reader.day(&node, "until"),
            });
        }
    }
    Person {
        meta: reader.meta(node, Kind::Person),
        name: reader.text(node, "name").unwrap_or_default(),
        party: reader.link(node, "party"),
        offices,
        described_as: reader.text(node, "described_as"),
        rank: reader.count(node, "rank", 1),
    }
}

pub(super) fn issue<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Issue {
    let mut issue = Issue {
        meta: reader.meta(node, Kind::Issue),
        title: reader.text(node, "title").unwrap_or_default(),
        group: reader.text(node, "group"),
        order: reader.whole(node, "order"),
        ordered: reader.flag(node, "ordered"),
        unit: reader.text(node, "unit"),
        status_quo: None,
        options: Vec::new(),
    };
    for node in reader.nodes(node, "options", &schema::OPTION) {
        let id = reader.id(&node, "id");
        let text = reader.text(&node, "text").unwrap_or_default();
        let value = reader.range(&node, "value");
        let Some(id) = id else { continue };
        if issue.options.len() == OptionSet::CAPACITY {
            let message = format!("an issue has at most {} options", OptionSet::CAPACITY);
            reader.problem(node.span.clone(), message, None);
            break;
        }
        let known = reader.day(&node, "known");
        issue.options.push(IssueOption { id, text, value, known });
    }
    if let Some(value) = node.get("status_quo")
        && let Some(name) = reader.str_of(value, "text, the id of an option")
    {
        issue.status_quo = issue.option(name);
        if issue.status_quo.is_none() {
            let known = issue.options.iter().map(|it| it.id.as_str()).collect();
            let hint = reader.suggest(name, known);
            let name = super::super::files::short(name);
            reader.problem(value.span(), format!("this issue has no option `{name}`"), hint);
        }
    }
    issue
}

pub(super) fn source<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Source {
    let mut citing = Vec::new();
    for value in reader.list(node, "citing") {
        let Some(text) = reader.str_of(value, "text, the id of a source, or words") else {
            continue;
        };
        if !is_id_like(text) {
            citing.push(Cited::Named(text.to_owned()));
        } else if let Some(source) = reader.find(text, value.span()) {
            citing.push(Cited::Source(source));
        }
    }
    Source {
        meta: reader.meta(node, Kind::Source),
        publisher: reader.text(node, "publisher"),
        title: reader.text(node, "title"),
        address: reader.text(node, "address"),
        date: reader.day(node, "date"),
        reliability: reader.word(node, "reliability", &Reliability::ALL),
        citing,
        syndicated_from: reader.link(node, "syndicated_from"),
    }
}
