//! Faults of a user's files, as data.

use std::ops::Range;

use crate::action::Phrase;

/// A fault in a dossier, pointing into the user's own file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops the reading.
    pub severity: Severity,
    /// The file, as named by the caller; empty when it is about the dossier as a whole.
    pub file: String,
    /// Bytes of the file that are at fault; always inside it and on character boundaries.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<Phrase>,
}

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The dossier cannot be used as it is.
    Error,
    /// It can, but a reader should look at this.
    Warning,
}
