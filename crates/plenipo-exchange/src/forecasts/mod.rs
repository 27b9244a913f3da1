//! Questions and predictions from elsewhere, as entries of the ledger: [tables of values](csv()) and the
//! questions of [Metaculus](metaculus()).
//!
//! Both readers are bounded and tolerant: what they do not know they pass over, what is missing stays
//! missing, and whatever could not be brought in is said. What the entries say is judged when the
//! dossier is read with them.

mod csv;
mod metaculus;

use std::fmt;

use jiff::civil::Date;

pub use self::csv::csv;
pub use self::metaculus::metaculus;
use plenipo_record::dossier::ledger::Entry;

/// Largest file that is read, in bytes.
pub const BYTES_MAX: usize = 16 << 20;

/// Most entries brought in from one file.
pub const ENTRIES_MAX: usize = 10_000;

/// What was brought in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportedForecasts {
    /// Questions before what was said to them, and that before what came of them.
    pub entries: Vec<Entry>,
    /// What could not be brought in, in sentences.
    pub lost: Vec<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The line, counted from 1, where one is at fault.
    pub line: Option<u64>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

fn fault(line: Option<u64>, message: impl Into<String>) -> RowFault {
    RowFault { line, message: message.into() }
}

fn bounded(bytes: &[u8]) -> Result<(), RowFault> {
    match bytes.len() > BYTES_MAX {
        true => Err(fault(None, "this file is larger than 16 MiB")),
        false => Ok(()),
    }
}

/// The day that a text begins with: `2025-12-01`, `2025-12-01T10:00:00Z`.
fn day(text: &str) -> Option<Date> {
    let day = text.trim().get(..10)?;
    let bytes = day.as_bytes();
    (bytes[4] == b'-' && bytes[7] == b'-').then(|| day.parse().ok()).flatten()
}
