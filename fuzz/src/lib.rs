//! What each target does with the bytes it is given: it reads them as somebody's file would be read, and
//! checks what holds of every reading.
//!
//! Several files in one input stand under lines `%% NAME`; what comes before the first such line has a name
//! that the target gives it. A ZIP archive of texts is made of such an input too, since bytes changed at random
//! are hardly ever one; bytes that begin as one are read as they are.

mod archive;
mod record;
mod scenario;
mod sheet;

pub use archive::docx;
pub use record::{dossier, ledger};
pub use scenario::{json, xml, yaml};
pub use sheet::{csv, xlsx};

use std::sync::Once;

use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};

/// The files in an input; the first is called `first`.
fn files(bytes: &[u8], first: &str) -> Vec<NamedBytes> {
    let mut files = vec![NamedBytes { name: first.to_owned(), bytes: Vec::new() }];
    for line in bytes.split_inclusive(|it| *it == b'\n') {
        let named = line.strip_prefix(b"%% ").and_then(|it| std::str::from_utf8(it).ok());
        match (named, files.last_mut()) {
            (Some(name), _) => {
                files.push(NamedBytes { name: name.trim().to_owned(), bytes: Vec::new() });
            }
            (None, Some(file)) => file.bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    files.retain(|it| !it.bytes.is_empty());
    files
}

/// The dossier that a target reads its input beside: where that cannot be read, whatever comes beside it is
/// refused with it, and the target would look at nothing.
fn readable(text: &str) -> NamedBytes {
    static LOOKED_AT: Once = Once::new();
    let file = NamedBytes { name: "dossier.toml".to_owned(), bytes: text.into() };
    // A program has one target, and so one such dossier.
    LOOKED_AT.call_once(|| {
        let (case, problems) = read(std::slice::from_ref(&file), &ReadOptions::default());
        assert!(case.is_some(), "{problems:?}");
    });
    file
}

/// A draft as plain text or Markdown: points have numbers and words, and nothing is made up.
pub fn text(bytes: &[u8]) {
    for name in ["paper.txt", "paper.md"] {
        archive::paper(name, bytes);
    }
}
