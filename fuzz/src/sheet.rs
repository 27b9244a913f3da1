//! Tables: spreadsheets, CSV files, forecasts.

use plenipo_exchange::forecasts;
use plenipo_exchange::sheet::import::import;
use plenipo_exchange::sheet::{Sheet, Workbook, read};
use plenipo_record::dossier::ledger::append;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read as read_dossier};

use crate::archive::zipped;

/// What sheets are read against.
const DOSSIER: &str = r#"format = 2
[dossier]
title = "Cod"
[[party]]
id = "norway"
name = "Norway"
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[draft]]
id = "first"
title = "First"
date = 2031-05-01
basis = "reported"
points = [{ number = 1, gist = "a quota" }, { number = 2, gist = "a season" }]
"#;

/// The least that makes a spreadsheet of a sheet.
const BOOK: [(&str, &str); 2] = [
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="r"><sheets><sheet name="party" sheetId="1" r:id="a"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A spreadsheet: an archive, or the parts of one.
pub fn xlsx(bytes: &[u8]) {
    let archive = if bytes.starts_with(b"PK") {
        Some(bytes.to_vec())
    } else {
        let mut parts = crate::files(bytes, "xl/worksheets/sheet1.xml");
        for (name, text) in BOOK {
            if !parts.iter().any(|it| it.name == name) {
                parts.push(NamedBytes { name: name.to_owned(), bytes: text.into() });
            }
        }
        zipped(&parts)
    };
    let Some(archive) = archive else { return };
    match read::xlsx(&archive) {
        Ok(book) => taken(book),
        Err(unread) => assert!(!unread.message.is_empty()),
    }
}

/// Tables that a CSV file is taken for where it does not say of which it is.
const TABLES: [&str; 3] = ["party", "position", "draft.points"];

/// A CSV file, as a sheet of each of several tables and as forecasts; what stands under a line `%% TABLE`, as a
/// sheet of that table only.
pub fn csv(bytes: &[u8]) {
    for file in crate::files(bytes, "") {
        match read::csv("party", &file.bytes) {
            Ok(sheet) => {
                let own = [file.name.as_str()];
                let tables = if file.name.is_empty() { &TABLES[..] } else { &own };
                for name in tables {
                    let sheet = Sheet { name: (*name).to_owned(), ..sheet.clone() };
                    taken(Workbook { sheets: vec![sheet] });
                }
            }
            Err(unread) => assert!(!unread.message.is_empty()),
        }
        if !file.name.is_empty() {
            continue;
        }
        match forecasts::csv(&file.bytes) {
            Ok(brought) => assert!(append("", &brought.entries).is_ok()),
            Err(fault) => assert!(!fault.to_string().is_empty()),
        }
    }
}

/// What an import makes of sheets reads beside what was there.
fn taken(book: Workbook) {
    let mut files = vec![crate::readable(DOSSIER)];
    let found = import(&book, &files, "new.toml", "sheets");
    let Some(text) = found.text else { return };
    assert!(found.problems.is_empty() && found.elsewhere.is_empty());
    files.push(NamedBytes { name: "new.toml".to_owned(), bytes: text.clone().into_bytes() });
    let (case, problems) = read_dossier(&files, &ReadOptions::default());
    assert!(case.is_some(), "{problems:?}\n{text}");
}
