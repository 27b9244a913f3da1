//! What a reader must know to read an answer rightly: words, some of which name what could be done.

use crate::finding::block::Text;

/// Notes in their order.
#[derive(Debug, Clone, Default)]
pub(in crate::lens) struct Notes(Vec<Text>);

impl Notes {
    /// One more, after those that are there.
    pub(in crate::lens) fn push(&mut self, note: impl Into<Text>) {
        self.0.push(note.into());
    }

    /// The same notes and others after them.
    pub(in crate::lens) fn and<T: Into<Text>>(
        mut self,
        others: impl IntoIterator<Item = T>,
    ) -> Notes {
        self.extend(others);
        self
    }
}

impl<T: Into<Text>> Extend<T> for Notes {
    fn extend<I: IntoIterator<Item = T>>(&mut self, notes: I) {
        self.0.extend(notes.into_iter().map(Into::into));
    }
}

impl<T: Into<Text>> FromIterator<T> for Notes {
    fn from_iter<I: IntoIterator<Item = T>>(notes: I) -> Notes {
        Notes(notes.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Text>> From<Vec<T>> for Notes {
    fn from(notes: Vec<T>) -> Notes {
        notes.into_iter().collect()
    }
}

impl IntoIterator for Notes {
    type Item = Text;
    type IntoIter = std::vec::IntoIter<Text>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
