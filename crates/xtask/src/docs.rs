//! Pages of `docs/` that are made from the code: the record field by field, and a page for each lens.

use std::path::Path;

use super::{MADE, tables};
use plenipo::lens::{self, Lens, setting::SettingKind};
use plenipo_present::hint;
use plenipo_record::case::id::Kind;
use plenipo_record::dossier::schema::{self, Also, SchemaTable};

/// Every generated page: its path below the repository, and its text.
pub(crate) fn pages(root: &Path) -> Result<Vec<(String, String)>, String> {
    let mut pages = vec![
        ("docs/fields.md".to_owned(), fields()),
        ("docs/tables.md".to_owned(), tables::page(root)?),
        ("docs/finding.schema.json".to_owned(), plenipo_present::json::schema()),
    ];
    for lens in lens::ALL {
        pages.push((format!("docs/lens/{}.md", lens.name), lens_page(lens)));
    }
    Ok(pages)
}

fn fields() -> String {
    let mut page = format!(
        "{MADE}# The record, field by field\n\nEvery table of a dossier and every key it may have. `docs/dossier.md` says the same in \
         sentences and explains the forms that come back.\n\nA key marked * is required.\n\n"
    );
    table(&mut page, "`[file]`", "inherited by every record of the file", &schema::FILE, 2);
    table(&mut page, "`[dossier]`", "what applies to the full record", &schema::DOSSIER, 2);
    table(
        &mut page,
        "Any record",
        "beside its own keys, except where it says so",
        &schema::RECORD,
        2,
    );
    table(&mut page, "Any table inside a record", "beside its own keys", &schema::PART, 2);
    for kind in Kind::ALL {
        let heading = format!("`[[{}]]`", kind.table());
        table(&mut page, &heading, "", schema::of(kind), 2);
    }
    page
}

/// A table and, below it, the tables it holds.
fn table(page: &mut String, heading: &str, remark: &str, of: &'static SchemaTable, depth: usize) {
    page.push_str(&format!("{} {heading}\n\n", "#".repeat(depth)));
    let also = match of.also {
        Also::Record => "Also what any record may say.",
        Also::Part => "Also what any table inside a record may say.",
        Also::Nothing => "",
    };
    for words in [remark, also].into_iter().filter(|it| !it.is_empty()) {
        page.push_str(&format!("{words}\n\n"));
    }
    page.push_str("| key | form | is |\n|---|---|---|\n");
    for field in of.fields {
        let star = if field.required { "*" } else { "" };
        page.push_str(&format!("| `{}`{star} | {} | {} |\n", field.key, field.form, field.doc));
    }
    page.push('\n');
    for field in of.fields {
        if let Some(part) = field.part {
            let heading = format!("`{}` of a {}", field.key, of.noun());
            // Parts of parts stay on one level: Markdown has six.
            table(page, &heading, "", part, (depth + 1).min(4));
        }
    }
}

fn lens_page(lens: &Lens) -> String {
    let mut page = format!("{MADE}{}\n", lens.docs.trim_end());
    if lens.settings.is_empty() {
        return page;
    }
    page.push_str("\n## Settings\n\n| flag | takes | does |\n|---|---|---|\n");
    for setting in lens.settings {
        let takes = match setting.kind {
            SettingKind::Number { default, low, high } => {
                format!("a number from {low} to {high} [default: {default}]")
            }
            SettingKind::Choice { default, words } => {
                format!("one of {} [default: `{default}`]", words.join(", "))
            }
            SettingKind::Ids { of, .. } => format!("ids of a {of}"),
            SettingKind::Chance => "a chance above 0 and below 1".to_owned(),
            SettingKind::Factors { of } => format!("ids of a {of}, each with a factor, as `ID=2`"),
            SettingKind::Words => "words".to_owned(),
            SettingKind::Day => "a day".to_owned(),
        };
        page.push_str(&format!(
            "| `--{}` | {takes} | {} |\n",
            setting.name,
            setting.help_in(hint::hint)
        ));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_pages_are_up_to_date() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for (path, text) in pages(&root).expect("the pages") {
            let found = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
            assert!(found == text, "{path} is stale: run `cargo run -p xtask -- docs`");
        }
    }

    #[test]
    fn every_lens_page_has_the_fixed_headings() {
        let headings =
            ["Question", "Model", "Assumptions", "Guarantee", "Example", "Limits", "Sources"];
        for lens in lens::ALL {
            let found: Vec<&str> =
                lens.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(found, headings, "{}", lens.name);
            assert!(lens.docs.contains("assert"), "{}: the example asserts nothing", lens.name);
        }
    }
}
