//! A small dossier that has every table and nearly every key, and how tests read one.

use plenipo_record::case::Case;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// A small dossier that has every table and nearly every key.
pub fn fixture() -> Vec<NamedBytes> {
    let files = [
        ("dossier.toml", include_str!("fixture/dossier.toml")),
        ("parties.toml", include_str!("fixture/parties.toml")),
        ("issues.toml", include_str!("fixture/issues.toml")),
        ("sources.toml", include_str!("fixture/sources.toml")),
        ("drafts/first.toml", include_str!("fixture/drafts/first.toml")),
        ("record.toml", include_str!("fixture/record.toml")),
        ("assumptions/hawks.toml", include_str!("fixture/assumptions/hawks.toml")),
    ];
    files.map(|(name, text)| named(name, text)).into()
}

/// A file.
pub fn named(name: &str, text: impl Into<Vec<u8>>) -> NamedBytes {
    NamedBytes { name: name.to_owned(), bytes: text.into() }
}

/// Reads with the assumption sets named.
pub fn read_with(files: &[NamedBytes], assume: &[&str]) -> (Option<Case>, Vec<Problem>) {
    let assume = assume.iter().map(|it| (*it).to_owned()).collect();
    read(files, &ReadOptions { assume })
}

/// A line known on 06-12 whose source is closed, told to South from 06-15, and a statement on it.
pub const TOLD_LATER: &str = r#"
format = 1
[dossier]
title = "Cod"
disclosure = "open"
as_of = 2031-06-20
[[party]]
id = "north"
name = "North"
roles = ["principal"]
[[party]]
id = "south"
name = "South"
roles = ["principal"]
[[issue]]
id = "quota"
title = "Quota"
options = [{ id = "low", text = "low" }, { id = "high", text = "high" }]
[[source]]
id = "note"
date = 2031-06-12
handling = ["north"]
[[red_line]]
id = "line"
party = "north"
words = "Never high."
rules_out = { quota = ["high"] }
firmness = 1.0
known = 2031-06-12
source = "note"
basis = "stated"
[[statement]]
id = "about"
by = "south"
date = 2031-06-13
about = ["line"]
words = "We heard."
basis = "stated"
[[leave]]
id = "leave"
records = ["line"]
by = "north"
to = ["south"]
date = 2031-06-15
source = "note"
basis = "stated"
[[leave]]
id = "again"
records = ["line"]
by = "north"
to = ["south"]
date = 2031-06-18
basis = "stated"
"#;
