//! Answers of every lens to the sample cases: what the page of tables is made of, and what the interface
//! is checked on.

use std::fs;
use std::path::Path;

use plenipo::finding::Finding;
use plenipo::lens::context::Context;
use plenipo::lens::record;
use plenipo::lens::setting::{SettingKind, Settings, Value};
use plenipo::lens::{self, Lens};
use plenipo_record::case::Case;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// Samples enough for every table to be there.
const SAMPLES: usize = 40;

/// The sample cases, each with a party to whose room things are carried, a question that has numbers and a
/// draft that can be amended.
const CASES: [(&str, &str, Option<&str>, &str); 3] = [
    ("three-rivers", "asterin", Some("signed-by-august"), "draft-3"),
    ("ukraine-2025", "ua", None, "us-28"),
    ("cyprus-2004", "gc", None, ""),
];

/// Every answer, in a fixed order.
pub(crate) fn all(root: &Path) -> Result<Vec<Finding>, String> {
    let mut all = Vec::new();
    for (slug, room, question, draft) in CASES {
        let case = case(&root.join("cases").join(slug))?;
        for (lens, settings) in questions(room, question, draft) {
            let context = Context { samples: SAMPLES, ..Context::default() };
            let found = lens.ask(&case, &settings, &context);
            all.push(found.map_err(|why| format!("{slug}, {}: {why}", lens.name))?);
        }
    }
    Ok(all)
}

fn case(folder: &Path) -> Result<Case, String> {
    let mut files = Vec::new();
    below(folder, folder, &mut files).map_err(|why| format!("{}: {why}", folder.display()))?;
    let (case, problems) = read(&files, &ReadOptions::default());
    case.ok_or_else(|| format!("{}: {problems:?}", folder.display()))
}

fn below(root: &Path, folder: &Path, files: &mut Vec<NamedBytes>) -> std::io::Result<()> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|it| Ok(it?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            below(root, &path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            files.push(NamedBytes { name: name.replace('\\', "/"), bytes: fs::read(&path)? });
        }
    }
    Ok(())
}

/// The parts of the record that can be asked for.
fn parts() -> &'static [&'static str] {
    let what = record::LENS.settings.iter().find(|it| it.name == "what");
    match what.map(|it| it.kind) {
        Some(SettingKind::Choice { words, .. }) => words,
        _ => &[],
    }
}

/// What each lens is asked.
fn questions(room: &str, question: Option<&str>, draft: &str) -> Vec<(&'static Lens, Settings)> {
    let plain = Settings::default;
    let text = |it: &str| Value::Text(it.to_owned());
    let ids = |all: &[&str]| Value::Ids(all.iter().map(|it| (*it).to_owned()).collect());
    let mut asked: Vec<(&str, Settings)> = Vec::new();
    for what in parts() {
        let mut settings = plain().with("what", text(what));
        if *what == "carry" {
            settings = settings.with("to", ids(&[room]));
        }
        if *what == "voice" {
            settings = settings.with("who", text(room));
        }
        asked.push(("record", settings));
    }
    asked.push(("record", plain().with("search", text("the"))));
    asked.push(("acceptance", plain().with("tau", Value::Number(0.05))));
    asked.push(("lab", plain()));
    if !draft.is_empty() {
        asked.push(("amend", plain().with("draft", ids(&[draft]))));
        asked.push(("believe", plain().with("draft", ids(&[draft]))));
    }
    asked.push(("brief", plain().with("annexes", text("all"))));
    asked.push(("prepare", plain()));
    asked.push(("itinerary", plain()));
    asked.push(("shuttle", plain().with("runs", Value::Number(50.0)).with("trace", text("0"))));
    let outlook = match question {
        Some(question) => plain().with("question", ids(&[question])),
        None => plain(),
    };
    asked.push(("outlook", outlook));
    asked.push(("bargain", plain()));
    for document in ["redline", "columns", "brackets", "sources"] {
        asked.push(("drafts", plain().with("as", text(document))));
    }
    asked.push(("statements", plain()));
    asked.push(("views", plain()));
    asked.push(("forecasts", plain()));
    asked.into_iter().filter_map(|(name, settings)| Some((lens::named(name)?, settings))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::faults;
    use plenipo_present::json;
    use serde_json::Value as Json;

    #[test]
    fn every_answer_fits_the_schema_and_is_read_back() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let schema: Json = serde_json::from_str(&json::schema()).expect("a schema");
        let all = all(&root).expect("answers");
        for lens in lens::ALL {
            assert!(all.iter().any(|it| it.lens == lens.name), "{} was not asked", lens.name);
        }
        for it in all {
            let text = json::finding(&it);
            let value: Json = serde_json::from_str(&text).expect("JSON");
            let found = faults(&schema, &value);
            assert!(found.is_empty(), "{}: {found:#?}", it.lens);
            let back = json::read(&text).unwrap_or_else(|why| panic!("{}: {why}", it.lens));
            assert!(json::finding(&back) == text, "{}", it.lens);
            assert_eq!(back.provenance, it.provenance, "{}", it.lens);
            for (read, table) in back.tables.iter().zip(&it.tables) {
                assert_eq!(read.columns, table.columns, "{}", table.id);
            }
        }
    }
}
