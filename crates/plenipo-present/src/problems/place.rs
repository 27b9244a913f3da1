//! Where in a file a byte stands: line and column as an editor counts them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::clean;

/// The files that problems point into, as they were read.
#[derive(Debug, Default)]
pub struct Files<'a> {
    files: BTreeMap<&'a str, File<'a>>,
    folder: String,
}

#[derive(Debug)]
struct File<'a> {
    bytes: &'a [u8],
    /// Where each line begins; found when first asked for.
    starts: OnceCell<Vec<usize>>,
}

impl<'a> FromIterator<(&'a str, &'a [u8])> for Files<'a> {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a [u8])>>(files: T) -> Files<'a> {
        let file = |bytes| File { bytes, starts: OnceCell::new() };
        let files = files.into_iter().map(|(name, bytes)| (name, file(bytes))).collect();
        Files { files, folder: String::new() }
    }
}

/// A place in a file, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl<'a> Files<'a> {
    /// The same files, shown in text as lying in `folder`, so that a terminal or an editor can
    /// open them from where the user stands. JSON keeps the names within the dossier.
    pub fn below(mut self, folder: impl Into<String>) -> Files<'a> {
        self.folder = folder.into();
        self
    }

    /// The file called `name` as text shows it.
    pub(crate) fn shown(&self, name: &str) -> String {
        let shown = match self.folder.trim_end_matches('/') {
            "" | "." => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        clean::line(&shown)
    }

    /// Where byte `at` of the file called `name` stands; `None` if there is no such file.
    pub fn place(&self, name: &str, at: usize) -> Option<Place> {
        let file = self.files.get(name)?;
        let at = at.min(file.bytes.len());
        let line = file.line_of(at);
        let start = file.starts().get(line).copied().unwrap_or(0);
        let before = String::from_utf8_lossy(&file.bytes[start.min(at)..at]);
        Some(Place { line: line + 1, column: before.chars().count() + 1 })
    }

    /// The whole lines from `first` to `last` (counted from 0) of the file called `name`, and
    /// where they begin in it; `None` where they are not text or too long to be shown.
    pub(crate) fn lines(&self, name: &str, first: usize, last: usize) -> Option<(usize, &'a str)> {
        /// Longer than this, what stands in the lines is no prose of the user's.
        const BYTES_MAX: usize = 4096;
        let file = self.files.get(name)?;
        let start = *file.starts().get(first)?;
        let end = file.starts().get(last + 1).copied().unwrap_or(file.bytes.len());
        let bytes = file.bytes.get(start..end).filter(|bytes| bytes.len() <= BYTES_MAX)?;
        Some((start, std::str::from_utf8(bytes).ok()?))
    }

    /// The line (counted from 0) that byte `at` stands in.
    pub(crate) fn line_of(&self, name: &str, at: usize) -> Option<usize> {
        Some(self.files.get(name)?.line_of(at))
    }
}

impl File<'_> {
    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let breaks = self.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts().partition_point(|start| *start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let files: Files<'_> = [("a.toml", "x = 1\nжук = 2\n".as_bytes())].into_iter().collect();
        assert_eq!(files.place("a.toml", 0), Some(Place { line: 1, column: 1 }));
        assert_eq!(files.place("a.toml", 5), Some(Place { line: 1, column: 6 }));
        assert_eq!(files.place("a.toml", 10), Some(Place { line: 2, column: 3 }));
        assert_eq!(files.place("a.toml", 9999), Some(Place { line: 3, column: 1 }));
        assert_eq!(files.place("b.toml", 0), None);
    }
}
