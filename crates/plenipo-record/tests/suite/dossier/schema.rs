//! The schema and `docs/dossier.md` name the same keys.

use std::collections::BTreeSet;

use plenipo_record::case::id::Kind;
use plenipo_record::dossier::schema::{self, Also, SchemaTable};

const DOCS: &str = include_str!("../../../../../docs/dossier.md");

/// The text under the `##` heading that has `words`.
fn section(words: &str) -> &'static str {
    let at = DOCS
        .match_indices("\n## ")
        .map(|(at, _)| &DOCS[at + 4..])
        .find(|it| it.lines().next().is_some_and(|line| line.contains(words)));
    let section = at.expect(words);
    &section[..section.find("\n## ").unwrap_or(section.len())]
}

/// Words of code (`a-z` and `_`) of a text in backticks.
fn code(text: &str) -> BTreeSet<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.flat_map(|it| it.split(|c: char| !(c.is_ascii_lowercase() || c == '_'))).collect()
}

/// Keys of a table and of the tables in it.
fn keys(table: &'static SchemaTable, out: &mut BTreeSet<&'static str>) {
    for field in table.fields {
        out.insert(field.key);
        if let Some(part) = field.part {
            keys(part, out);
        }
    }
}

fn own(table: &'static SchemaTable) -> BTreeSet<&'static str> {
    let mut out = BTreeSet::new();
    keys(table, &mut out);
    out
}

fn tables() -> Vec<(String, &'static SchemaTable)> {
    let mut tables: Vec<(String, &SchemaTable)> =
        Kind::ALL.map(|kind| (format!("[[{}]]", kind.table()), schema::of(kind))).into();
    tables.push(("[dossier]".to_owned(), &schema::DOSSIER));
    tables.push(("[file]".to_owned(), &schema::FILE));
    tables.push(("What any record may say".to_owned(), &schema::RECORD));
    tables
}

#[test]
fn every_key_of_the_schema_is_in_the_docs() {
    for (heading, table) in tables() {
        let section = section(&heading);
        let mut words = code(section);
        // Recurring forms are described once.
        words.extend(code(self::section("Recurring forms")));
        let missing: Vec<&str> = own(table).into_iter().filter(|it| !words.contains(it)).collect();
        assert_eq!(missing, [""; 0], "{heading}");
    }
}

#[test]
fn every_key_of_the_docs_is_in_the_schema() {
    for (heading, table) in tables() {
        let known = own(table);
        let documented = documented(section(&heading));
        assert!(documented.len() >= table.fields.len().min(3), "{heading}: {documented:?}");
        for key in documented {
            // Forecasts, predictions and resolutions share a section.
            let shared = ["forecast", "prediction", "resolution"].contains(&table.name);
            let elsewhere = shared
                && [&schema::FORECAST, &schema::PREDICTION, &schema::RESOLUTION]
                    .iter()
                    .any(|it| own(it).contains(key));
            let common = table.also == Also::Record && schema::RECORD.has(key);
            assert!(known.contains(key) || elsewhere || common, "{heading}: `{key}`");
        }
    }
}

/// Keys that a section names: what stands alone in backticks at the start of a table's row, or in
/// running text outside brackets; and `key =` in a form.
fn documented(section: &'static str) -> Vec<&'static str> {
    let mut keys = Vec::new();
    let mut depth = 0;
    let body = section.split_once('\n').map_or("", |(_, body)| body);
    for line in body.lines() {
        let row = line.strip_prefix("| ");
        if row.is_some() {
            let cell = row.and_then(|it| it.split(" | ").next()).unwrap_or_default();
            keys.extend(cell.split('`').skip(1).step_by(2));
        }
        for (k, part) in line.split('`').enumerate() {
            if k % 2 == 0 {
                depth += part.matches('(').count() as i64 - part.matches(')').count() as i64;
                continue;
            }
            let words = part.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
            let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
            let alone = words.len() == 1 && words[0] == part && depth == 0 && row.is_none();
            if alone {
                keys.push(part);
            }
            for (at, _) in part.match_indices(" = ") {
                let start = part[..at]
                    .rfind(|c: char| !(c.is_ascii_lowercase() || c == '_'))
                    .map_or(0, |it| it + 1);
                keys.push(&part[start..at]);
            }
        }
    }
    // Words in running text that are values, commands or headings, and the issues of examples.
    let prose =
        ["issue", "format", "settles", "record", "option", "assumed", "reported", "exactly"];
    let commands = ["verify", "check", "add", "resolve", "import"];
    keys.retain(|it| !it.is_empty() && !prose.contains(it) && !commands.contains(it));
    keys
}
