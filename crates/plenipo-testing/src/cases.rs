//! The cases of `cases/`, as bytes and as read.

use std::fs;
use std::path::Path;

use plenipo_record::case::Case;
use plenipo_record::dossier::read::NamedBytes;

use crate::dossier::{named, read_with};

/// The files of the case in the folder `slug`.
///
/// # Panics
/// They cannot be read.
pub fn files(slug: &str) -> Vec<NamedBytes> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(slug);
    let mut files = Vec::new();
    below(&root, &root, &mut files);
    files
}

fn below(root: &Path, folder: &Path, files: &mut Vec<NamedBytes>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "toml") {
            let name = path.strip_prefix(root).expect("a path below it").to_string_lossy();
            files.push(named(&name.replace('\\', "/"), fs::read(&path).expect("a file")));
        }
    }
}

/// The case in the folder `slug`, with the assumption sets named.
///
/// # Panics
/// It cannot be read.
pub fn case(slug: &str, assume: &[&str]) -> Case {
    let (case, problems) = read_with(&files(slug), assume);
    case.unwrap_or_else(|| unreachable!("{problems:#?}"))
}
