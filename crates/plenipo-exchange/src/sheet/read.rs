//! From the bytes of a spreadsheet to cells. No byte of it is trusted.

use super::{Sheet, Workbook, csv, xlsx};
use plenipo_record::action::Phrase;

/// Why a file cannot be read as a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<Phrase>,
}

impl Unread {
    /// Without advice.
    pub(super) fn new(message: impl Into<String>) -> Unread {
        Unread { message: message.into(), hint: None }
    }

    /// With advice.
    pub(super) fn hint(mut self, hint: impl Into<Phrase>) -> Unread {
        self.hint = Some(hint.into());
        self
    }
}

/// The sheets of an XLSX file.
///
/// # Errors
/// The bytes are no such file, are damaged, or hold more than is read.
pub fn xlsx(bytes: &[u8]) -> Result<Workbook, Unread> {
    xlsx::read(bytes)
}

/// A CSV file as the sheet `name`: UTF-8 or UTF-16, its cells parted by commas, semicolons or tabs.
///
/// # Errors
/// The bytes are neither, leave a quote open, or hold more than is read.
pub fn csv(name: &str, bytes: &[u8]) -> Result<Sheet, Unread> {
    csv::read(name, bytes)
}
