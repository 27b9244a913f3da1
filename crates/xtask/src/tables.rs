//! `docs/tables.md`: every table of every lens, column by column, as the sample cases have them.

use std::collections::BTreeMap;
use std::path::Path;

use plenipo::finding::table::Column;
use plenipo::lens;
use plenipo::lens::done;
use plenipo_present::problems::{KEYS, PROBLEM_KEYS};

use super::{MADE, answers, columns};

const HEAD: &str = "# Tables, column by column

Every answer has tables: `--format json` has all of them, `--format csv --table NAME` one. Their names, the
names of their columns and what their cells are stay as they are from one version to the next unless the
changelog says otherwise; captions and headings are for people and free to change.

A column's kind says what its cells are. In JSON (schema 2; `docs/finding.schema.json` describes it for
validators) a cell that has parts is an object or a list; in CSV it is written as a person reads it. Unknown
is `null` in JSON and an empty cell in CSV, never zero.

| kind | in JSON |
|---|---|
| `probability`, `share`, `utility`, `number` | a number |
| `count` | a whole number; beyond 2^53 a text |
| `range` | `{ \"low\", \"high\" }`; a text where somebody stated a word instead |
| `date` | `\"2025-12-01\"` |
| `day` | `{ \"day\", \"is\" }`: a day and how exactly it is known |
| `id` | `{ \"ref\", \"of\", \"id\" }`: what it refers to, of which it is a part where the row does not say, and its id; a text where the record has no id |
| `list` | a list of any of these but lists |
| `state` | `{ \"state\", \"mark\" }`: a word of a fixed set, and what it means for an agreement |
| `footing` | `{ \"basis\", \"sources\", \"assumption\" }`: on what a record stands; each source with its reliability and the credibility of what comes from it |
| `text` | a text |
| `edits` | a list of `{ \"is\", \"text\" }`: words that stayed, were inserted or deleted |

A note is a text; one that names something its reader could do is a list of texts and hints, each
`{ \"hint\": \"set_option\", … }`, `{ \"hint\": \"ask\", … }`, `{ \"hint\": \"do\", … }` or `{ \"hint\": \"add_record\", … }`: a setting, a question, an
action or a table of the dossier by its name, which every door words for itself.

";

/// A table as it is known from the answers seen: what it shows, and its columns.
struct Known {
    caption: String,
    columns: Vec<(String, Column)>,
}

/// The page.
pub(crate) fn page(root: &Path) -> Result<String, String> {
    let mut known: BTreeMap<(&str, &str), Known> = BTreeMap::new();
    let mut missing = Vec::new();
    for finding in answers::all(root)? {
        for table in &finding.tables {
            // The brief has tables of others.
            let it = known
                .entry((finding.lens, table.id))
                .or_insert_with(|| Known { caption: table.caption.clone(), columns: Vec::new() });
            for column in &table.columns {
                let Some((name, _)) = columns::described(table.id, &column.id) else {
                    missing.push(format!("{}.{}", table.id, column.id));
                    continue;
                };
                if !it.columns.iter().any(|(known, _)| *known == name) {
                    it.columns.push((name, column.clone()));
                }
            }
        }
    }
    if !missing.is_empty() {
        missing.sort();
        missing.dedup();
        return Err(format!("columns that nothing describes: {}", missing.join(", ")));
    }
    let mut page = format!("{MADE}{HEAD}{}{}", problems(), done_tables());
    for lens in lens::ALL {
        page.push_str(&format!("## {}\n\n{}\n\n", lens.name, lens.question));
        for ((of, id), table) in known.iter().filter(|((of, _), _)| *of == lens.name) {
            debug_assert_eq!(*of, lens.name);
            page.push_str(&format!("### `{id}`\n\n{}.\n\n", table.caption.trim_end_matches('.')));
            page.push_str("| column | kind | holds |\n|---|---|---|\n");
            for (name, column) in &table.columns {
                let is = columns::described(id, &column.id).map_or("", |(_, is)| is);
                let unit = column.unit.map_or(String::new(), |it| format!(", in {it}"));
                page.push_str(&format!("| `{name}` | {}{unit} | {is} |\n", column.kind.word()));
            }
            page.push('\n');
        }
    }
    Ok(page)
}

/// What `check` writes, which is no answer of a lens.
fn problems() -> String {
    let mut page = "## Problems of a dossier\n\n`plenipo check --format json` writes no tables but one object of its \
                    own, of the same schema number:\n\n"
        .to_owned();
    for (head, keys) in [("| key | is |", &KEYS[..]), ("| key of a problem | is |", &PROBLEM_KEYS)]
    {
        page.push_str(&format!("{head}\n|---|---|\n"));
        for (key, is) in keys {
            page.push_str(&format!("| `{key}` | {is} |\n"));
        }
        page.push('\n');
    }
    page
}

/// What commands tell that do something and ask no lens.
fn done_tables() -> String {
    let mut page = "## What was done\n\nCommands that write (`new`, `debrief`, `read`, `review`, `add-draft`, `import`, `export`, `upgrade`, \
                    `forecast add`, `resolve` and `import`), `forecast verify`, `simulate` and `tournament` write text or, by `--format \
                    json`, an answer like any other: `lens` is the command, `headline` what it did, `provenance` \
                    the record as it then stands. Each has those of these tables that apply to it. What fails is \
                    told on standard error, with an exit status that is not 0 and without an answer.\n\n"
        .to_owned();
    for table in done::tables() {
        page.push_str(&format!("### `{}`\n\n{}.\n\n", table.id, table.caption));
        page.push_str("| column | kind | holds |\n|---|---|---|\n");
        for column in &table.columns {
            let is = columns::described(table.id, &column.id).map_or("", |(_, is)| is);
            page.push_str(&format!("| `{}` | {} | {is} |\n", column.id, column.kind.word()));
        }
        page.push('\n');
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    fn every_description_is_of_a_column_that_is_there() {
        let all = answers::all(&root()).expect("answers");
        let done = done::tables();
        let tables = || all.iter().flat_map(|it| &it.tables).chain(&done);
        let named: BTreeSet<String> = tables()
            .flat_map(|table| {
                table.columns.iter().map(|column| {
                    let own = format!("{}.{}", table.id, column.id);
                    let is_own = columns::COLUMNS.iter().any(|(name, _)| *name == own);
                    if is_own { own } else { column.id.clone() }
                })
            })
            .collect();
        let unused: Vec<&str> = columns::COLUMNS
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !named.contains(*name))
            .collect();
        assert!(unused.is_empty(), "nothing has {unused:?}");
    }

    #[test]
    fn every_column_that_the_lenses_name_is_described() {
        fn below(folder: &Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    below(&path, found);
                } else if path.extension().is_some_and(|it| it == "rs") {
                    found.push(std::fs::read_to_string(&path).expect("a file"));
                }
            }
        }
        let mut files = Vec::new();
        below(&root().join("crates/plenipo/src/lens"), &mut files);
        let mut missing = BTreeSet::new();
        for part in files.iter().flat_map(|it| it.split("Column::new(\"").skip(1)) {
            let id = part.split('"').next().unwrap_or_default();
            let own = format!(".{id}");
            let described = columns::COLUMNS.iter().any(|(it, _)| *it == id || it.ends_with(&own))
                || columns::MADE.iter().any(|(_, it, _)| *it == id);
            if !described {
                missing.insert(id);
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}
