//! Sources that an answer refers to, by their place in its list of sources.
//!
//! A reference says itself which source it is of; nothing is found in words.

use std::collections::BTreeMap;

use plenipo::finding::provenance::SourceLine;

/// The sources of an answer, by id.
pub(crate) struct Sources<'a> {
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(lines: &'a [SourceLine]) -> Sources<'a> {
        let mut by_id = BTreeMap::new();
        for (place, line) in lines.iter().enumerate() {
            if is_id(&line.id) {
                by_id.entry(line.id.as_str()).or_insert(place);
            }
        }
        Sources { by_id }
    }

    /// The place of the source called `id`, if a reference can lead to it.
    pub(crate) fn names(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

/// Whether `id` can name a place on a page.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
}
