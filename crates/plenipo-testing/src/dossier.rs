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
