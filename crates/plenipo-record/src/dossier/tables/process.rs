//! The dossier's own table, leave, consents.

use toml::de::DeValue;

use crate::case::id::Kind;
use jiff::civil::Date;

use crate::case::process::{
    Agreement, Consent, ConsentEffect, ConsentForm, ConsentGiven, ConsentOutcome, Disclosure,
    Dossier, Leave, Wording,
};

use super::super::files::short;
use super::super::node::Node;
use super::super::reader::Reader;
use super::super::schema;
use super::super::since::{FORMAT, FORMATS};
use super::around::for_some_texts;

pub(super) fn dossier(reader: &mut Reader<'_>) -> Dossier {
    let dossiers = reader.dossiers.clone();
    let Some((entry, more)) = dossiers.split_first() else {
        if !reader.any_broken() {
            let message = "no file has a [dossier] table".to_owned();
            let hint = "start one with: format = 2, then [dossier], then title = \"…\"";
            reader.problem_at(None, 0..0, message, Some(hint.to_owned()));
        }
        return Dossier::default();
    };
    for other in more {
        let first = reader.file_name(entry.file);
        let hint = Some(format!("the first is in {first}"));
        let message = "there is a second [dossier] table".to_owned();
        reader.problem_at(Some(other.file), other.node.span.clone(), message, hint);
    }
    reader.enter(entry);
    // Last of all tables, so that every key has been met.
    format(reader, entry.file, entry.node.span.clone());
    let node = &entry.node;
    let mut one_matter = reader.texts(node, "one_matter");
    one_matter.sort_unstable();
    one_matter.dedup();
    Dossier {
        title: reader.text(node, "title").unwrap_or_default(),
        summary: reader.text(node, "summary"),
        as_of: reader.day(node, "as_of"),
        disclosure: reader.word(node, "disclosure", &Disclosure::ALL).unwrap_or_default(),
        wording: reader.word(node, "wording", &Wording::ALL).unwrap_or_default(),
        fictional: reader.flag(node, "fictional"),
        agreement: agreement(reader, node).unwrap_or_default(),
        one_matter,
        nothing_agreed_until: reader.text(node, "nothing_agreed_until"),
    }
}

/// `format = 2`, once, in the file of the dossier's table; 1 is read too, without what 2 brought.
fn format(reader: &mut Reader<'_>, home: usize, header: std::ops::Range<usize>) {
    let formats = reader.formats.clone();
    let said = |value: &super::super::node::Value<'_>| {
        let DeValue::Integer(said) = value.get_ref() else { return None };
        FORMATS.into_iter().find(|it| *it == said.as_str())
    };
    for (file, value) in &formats {
        let (message, hint) = if *file != home {
            let hint = format!("it appears once, in {}", reader.file_name(home));
            ("`format` does not belong in this file".to_owned(), hint)
        } else if said(value).is_none() {
            let known = FORMATS.join(" and ");
            let message = format!("this format is not known; this program reads formats {known}");
            (message, format!("write format = {FORMAT}, or get a newer plenipo"))
        } else {
            continue;
        };
        reader.problem_at(Some(*file), value.span(), message, Some(hint));
    }
    let own = formats.iter().find(|(file, _)| *file == home);
    if own.is_none() && !reader.any_broken() {
        let message = "this dossier does not say its format".to_owned();
        let hint = Some(format!("write `format = {FORMAT}` above [dossier]"));
        reader.problem_at(Some(home), header, message, hint);
    }
    if own.and_then(|(_, value)| said(value)) == Some("1") {
        reader.refuse_newer();
    }
}

fn agreement<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<Agreement> {
    let value = node.get("agreement")?;
    if value.get_ref().is_array() {
        return Some(Agreement { all: reader.links(node, "agreement"), ..Agreement::default() });
    }
    if !value.get_ref().is_table() {
        let parties: Vec<&str> = reader.names.of(Kind::Party).take(2).collect();
        let text = value.get_ref().as_str().unwrap_or_default();
        let known = text.split([',', ';']).all(|it| parties_know(reader, it.trim()));
        if !text.is_empty() && !known {
            let as_in = format!(
                "[{}]",
                parties.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ")
            );
            let hint = format!(
                "leave it out if every principal must accept; else list the parties, as in {as_in}"
            );
            reader.problem(
                value.span(),
                format!("there is no party `{}`", short(text)),
                Some(hint),
            );
            return None;
        }
        reader.wrong(value, "a list of parties, or a table with `all`, `at_least`, `of`");
        return None;
    }
    let node = reader.node(value, &schema::AGREEMENT)?;
    Some(Agreement {
        all: reader.links(&node, "all"),
        at_least: reader.count(&node, "at_least", 0).unwrap_or_default(),
        of: reader.links(&node, "of"),
    })
}

fn parties_know(reader: &Reader<'_>, id: &str) -> bool {
    reader.names.place(Kind::Party, id).is_some()
}

pub(super) fn leave<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Leave {
    Leave {
        meta: reader.meta(node, Kind::Leave),
        records: reader.records(node, "records"),
        by: reader.speaker(node, "by"),
        to: reader.links(node, "to"),
        date: reader.day(node, "date"),
        form: reader.text(node, "form"),
        words: reader.text(node, "words"),
        withdrawn: reader.day(node, "withdrawn"),
    }
}

pub(super) fn consent<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Consent {
    for_some_texts(reader, node);
    Consent {
        meta: reader.meta(node, Kind::Consent),
        act: reader.text(node, "act").unwrap_or_default(),
        when: reader.options_to_meet(node, "when"),
        to: reader.links(node, "to"),
        of: reader.speakers(node, "of"),
        form: reader.word(node, "form", &ConsentForm::ALL),
        threshold: reader.text(node, "threshold"),
        due: reader.day(node, "due"),
        effect: reader.word(node, "effect", &ConsentEffect::ALL),
        outcome: outcome(reader, node),
        words: reader.text(node, "words"),
    }
}

fn outcome<'t>(reader: &mut Reader<'t>, node: &Node<'t>) -> Option<ConsentOutcome> {
    let value = node.get("outcome")?;
    let node = reader.node(value, &schema::CONSENT_OUTCOME)?;
    Some(ConsentOutcome {
        is: reader.word(&node, "is", &ConsentGiven::ALL).unwrap_or(ConsentGiven::Refused),
        date: reader.day(&node, "date").unwrap_or(Date::ZERO),
        by: reader.speaker(&node, "by"),
        vote: reader.text(&node, "vote"),
        words: reader.text(&node, "words"),
        meta: reader.inner_meta(&node),
    })
}
