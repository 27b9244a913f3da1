//! Drafts compared: small ones written out, the founding case judged by hand, made ones counted.

mod bracketed;
mod documents;
mod evaluation;
mod founding;
mod made;
mod properties;
mod ways;
mod weighty;

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::drafts;
use plenipo::lens::error::Error;
use plenipo::lens::setting::{Settings, Value};
use plenipo_record::case::Case;

/// Settings that name drafts and a document.
fn settings(ids: &[&str], document: &str) -> Settings {
    let ids = ids.iter().map(|it| (*it).to_owned()).collect();
    Settings::default().with("draft", Value::Ids(ids)).with("as", Value::Text(document.to_owned()))
}

/// The drafts compared on the last day of the founding case's year.
fn compare(case: &Case, ids: &[&str], document: &str) -> Finding {
    let day = jiff::civil::date(2025, 12, 31);
    let context = Context { as_of: Some(day), ..Context::default() };
    super::ask(case, "drafts", &settings(ids, document), &context)
}

fn refused(case: &Case, settings: &Settings) -> Error {
    let answer = drafts::LENS.ask(case, settings, &Context::default());
    answer.expect_err("it cannot be answered")
}

/// A record of drafts given as points, each a wording with its number.
fn record(drafts: &[(&str, &[(&str, &str)])]) -> String {
    let mut text = "format = 1\n[dossier]\ntitle = \"Wells\"\ndisclosure = \"open\"\n".to_owned();
    for (id, points) in drafts {
        text.push_str(&format!(
            "[[draft]]\nid = \"{id}\"\ntitle = \"{id}\"\nform = \"text\"\ncomplete = true\npoints = [\n"
        ));
        for (number, words) in *points {
            text.push_str(&format!("  {{ number = \"{number}\", text = {words:?} }},\n"));
        }
        text.push_str("]\n");
    }
    text
}
