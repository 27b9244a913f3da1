//! Questions that stand outside the ledger: with the first thing said to one goes a hash of it, so that
//! a change of its criteria is found afterwards.

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::Entry;
use crate::case::Case;
use crate::case::forecast::Forecast;

/// The key of the hash.
const KEY: &str = "asked";

/// A question that is not what it was when something was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its id.
    pub forecast: String,
    /// Where in the ledger the hash of what it was stands, in bytes.
    pub span: Range<usize>,
}

/// What a ledger says of the questions that its entries answer.
#[derive(Default)]
struct Asked {
    /// Ids of the questions that stand in the ledger itself.
    own: Vec<String>,
    /// Ids of those that are answered.
    answered: Vec<String>,
    /// Hashes of questions, each with its id and its place.
    hashed: Vec<(String, String, Range<usize>)>,
}

impl Asked {
    fn in_text(text: &str) -> Asked {
        let mut asked = Asked::default();
        let Ok(root) = DeTable::parse(text) else { return asked };
        let root = root.get_ref();
        let entries = |table: &str| {
            let list = root.get(table).and_then(|it| it.get_ref().as_array());
            list.into_iter().flat_map(|it| it.iter()).filter_map(|it| it.get_ref().as_table())
        };
        let value = |entry: &DeTable<'_>, key: &str| -> Option<(String, Range<usize>)> {
            let it: &Spanned<DeValue<'_>> = entry.get(key)?;
            Some((it.get_ref().as_str()?.to_owned(), it.span()))
        };
        asked.own.extend(entries("forecast").filter_map(|it| Some(value(it, "id")?.0)));
        for entry in entries("prediction").chain(entries("resolution")) {
            let Some((forecast, _)) = value(entry, "forecast") else { continue };
            if let Some((hash, span)) = value(entry, KEY) {
                asked.hashed.push((forecast.clone(), hash, span));
            }
            asked.answered.push(forecast);
        }
        asked
    }

    fn knows(&self, forecast: &str) -> bool {
        self.own.iter().any(|it| it == forecast)
            || self.hashed.iter().any(|(it, ..)| it == forecast)
    }
}

/// The entries, each that is the first to answer a question outside the ledger with the question's hash.
pub(super) fn with_hashes(text: &str, case: &Case, entries: &[Entry]) -> Vec<Entry> {
    let mut asked = Asked::in_text(text);
    asked.own.extend(entries.iter().filter_map(|it| it.question().map(str::to_owned)));
    let each = entries.iter().map(|entry| {
        let Some(forecast) = entry.answers().filter(|it| !asked.knows(it)) else {
            return entry.clone();
        };
        // A question that is not there is told when the dossier is read with the entry.
        let Some(ix) = case.find::<Forecast>(forecast) else { return entry.clone() };
        asked.own.push(forecast.to_owned());
        entry.clone().with(KEY, hash(&case.forecasts[ix.get()]))
    });
    each.collect()
}

/// Ids of questions outside the ledger of which it has no hash: nothing shows a change of their wording.
pub fn outside(text: &str) -> Vec<String> {
    let asked = Asked::in_text(text);
    let mut outside: Vec<String> =
        asked.answered.iter().filter(|it| !asked.knows(it)).cloned().collect();
    outside.sort_unstable();
    outside.dedup();
    outside
}

/// Questions of `case` that are not what they were when the ledger's entries were put down.
pub fn changed(text: &str, case: &Case) -> Vec<Changed> {
    let is = |forecast: &str, then: &str| {
        let now = case.find::<Forecast>(forecast).map(|ix| hash(&case.forecasts[ix.get()]));
        now.as_deref() == Some(then)
    };
    let hashed = Asked::in_text(text).hashed.into_iter();
    hashed
        .filter(|(forecast, then, _)| !is(forecast, then))
        .map(|(forecast, _, span)| Changed { forecast, span })
        .collect()
}

/// The SHA-256 of what a question asks: its wording, criteria and days, in hexadecimal.
fn hash(it: &Forecast) -> String {
    let mut hash = Sha256::new();
    let days = [it.opens, it.closes, it.resolves];
    let days = days.map(|it| it.map_or("none".to_owned(), |it| it.to_string()));
    for part in [&it.question, &it.criteria].into_iter().chain(&days) {
        // With its length, so that no text can pass from one part to the next.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
