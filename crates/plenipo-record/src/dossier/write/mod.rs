//! From a case to the text of a dossier.

mod apart;
pub mod around;
pub mod parts;
pub mod records;
pub mod value;

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::action::Phrase;
use crate::case::Case;
use crate::case::forecast::Prediction;
use crate::case::id::{Kind, RecordRef};
use crate::case::records::Records;

use super::depth::too_deep;
use super::files::on_boundaries;
use super::problem::{Problem, Severity};
use super::read::NamedBytes;
pub use apart::{comment, draft_apart};
use parts::{Inherited, Pen};
pub(super) use value::{Keys, Val};

/// Writes a case as a dossier that reads back as the same case: a few files by kind of table, a
/// file for each draft, a file for each assumption set; in order of name.
pub fn write(case: &Case) -> Vec<NamedBytes> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut dossier = "format = 2\n\n[dossier]\n".to_owned();
    let case = &Pen::new(case);
    records::dossier(case).lines(&mut dossier);
    files.insert("dossier.toml".to_owned(), dossier);
    for set in &case.assumptions {
        files.insert(format!("assumptions/{set}.toml"), format!("# Assumption set {set}.\n"));
    }
    for kind in Kind::ALL {
        for place in 0..case.count(kind) {
            let record = RecordRef::new(kind, place);
            let text = files.entry(home(case, record)).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&table(case, record));
        }
    }
    let files = files.into_iter();
    files.map(|(name, text)| NamedBytes { name, bytes: text.into_bytes() }).collect()
}

/// The file a record is written to.
fn home(records: &Records, record: RecordRef) -> String {
    let assumption = records.meta(record).and_then(|meta| meta.assumption.as_deref());
    if let Some(set) = assumption {
        return format!("assumptions/{set}.toml");
    }
    let name = match record.kind {
        Kind::Party | Kind::Person => "parties",
        Kind::Issue => "issues",
        Kind::Draft => return format!("drafts/{}.toml", records.id(record).unwrap_or("draft")),
        Kind::RedLine | Kind::Position | Kind::Answer | Kind::Understanding | Kind::Alternative => {
            "positions"
        }
        Kind::Meeting | Kind::Statement | Kind::Event => "record",
        Kind::Leave | Kind::Consent | Kind::Capacity | Kind::Poll | Kind::Rule => "process",
        Kind::Demand => "positions",
        Kind::TextState | Kind::Movement | Kind::Cause | Kind::Undertaking => "course",
        Kind::Handover => "keepers",
        Kind::Forecast | Kind::Prediction | Kind::Resolution => "forecasts",
        Kind::Source => "sources",
    };
    format!("{name}.toml")
}

/// The text of one record: its header and its keys.
fn table(records: &Pen<'_>, record: RecordRef) -> String {
    let mut text = format!("[[{}]]\n", record.kind.table());
    records::keys(records, record).lines(&mut text);
    text
}

/// The keys of a prediction that is not of `records` yet and refers to them.
pub(super) fn prediction_keys(records: &Records, prediction: &Prediction) -> Keys {
    records::prediction_alone(&Pen::new(records), prediction)
}

/// Adds a record at the end of a file's text. What is there already stays as it is, to the byte.
///
/// What the record does not say it inherits from the file's `[file]` table, as any record there
/// does; its basis and sources are always said.
///
/// # Errors
/// A problem in the text as it is, which has to be mended first.
pub fn append(text: &str, records: &Records, record: RecordRef) -> Result<String, Problem> {
    let refused = |span, message: String, hint: Option<&str>| Problem {
        severity: Severity::Error,
        file: String::new(),
        span: on_boundaries(text, span),
        message,
        hint: hint.map(Phrase::from),
    };
    if let Some(at) = too_deep(text) {
        return Err(refused(at..at + 1, "this nests too deeply".to_owned(), None));
    }
    let root = DeTable::parse(text)
        .map_err(|error| refused(error.span().unwrap_or(0..0), error.message().to_owned(), None))?;
    let name = record.kind.table();
    if let Some(list) = root.get_ref().get(name)
        && !text[on_boundaries(text, list.span())].starts_with("[[")
    {
        let message =
            format!("`{name}` is a single value here, to which no [[{name}]] can be added");
        let hint = "add it to another file, or give each record its own header";
        return Err(refused(list.span(), message, Some(hint)));
    }
    let file = root.get_ref().get("file").and_then(|it| it.get_ref().as_table());
    let inherits = |key| file.is_some_and(|it| it.contains_key(key));
    let file = Inherited { source: inherits("source"), basis: inherits("basis") };
    let keys = records::keys_in(&Pen::new(records), record, file);
    let mut added = String::new();
    let body = text.trim_start_matches('\u{feff}');
    if !body.is_empty() {
        added.push_str(if body.ends_with('\n') { "\n" } else { "\n\n" });
    }
    added.push_str(&format!("[[{name}]]\n"));
    keys.lines(&mut added);
    if text.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    let out = format!("{text}{added}");
    Ok(out)
}
