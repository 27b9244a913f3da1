//! A draft as it comes: Markdown, plain text or a DOCX file becomes numbered points.
//!
//! [`read`] takes the file apart and says what it set aside; nothing of its words is lost. What a
//! person must decide (what a point settles, where it comes from) is decided by nobody here.
//!
//! A file from elsewhere is not trusted: sizes, depths and counts are bounded, and no entity, link or
//! macro in it is followed.

pub mod entry;
pub mod points;

mod body;
mod lists;
mod number;
mod package;
mod plain;
mod styles;
mod unseen;
mod xml;

use plenipo_record::action::Phrase;
use std::fmt;

use points::PaperPoint;

use crate::guarded::{CELLS_MAX, other};

/// Greatest size of a file, in bytes.
pub const BYTES_MAX: usize = 16 << 20;

/// A draft's file, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paper {
    /// Its points in its own order, also those without a number; none where it is a table of drafts
    /// side by side.
    pub points: Vec<PaperPoint>,
    /// The table, where it is one of drafts side by side.
    pub side_by_side: Option<SideBySide>,
    /// What a reader must know of how it was read, a sentence each.
    pub remarks: Vec<String>,
}

/// A table of drafts side by side, as `plenipo compare --as columns` writes it, come back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SideBySide {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows, each with a cell for every head.
    pub rows: Vec<Vec<Words>>,
}

/// Words that may hold tracked changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// As they read with every change accepted.
    pub now: String,
    /// As they read before, where that differs.
    pub before: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperError {
    /// What is wrong.
    pub message: String,
    /// What could be done.
    pub hint: Option<Phrase>,
}

impl PaperError {
    /// An error without a hint.
    pub(crate) fn new(message: impl Into<String>) -> PaperError {
        PaperError { message: message.into(), hint: None }
    }

    /// The same error with something the user could do.
    pub(crate) fn hint(self, hint: impl Into<Phrase>) -> PaperError {
        PaperError { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// What a file is made of.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Line(Line),
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
struct Line {
    words: Words,
    /// How deep in a list it stands: 0 outside and at the top.
    depth: usize,
    /// Whether it is a heading.
    heading: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
struct Table {
    rows: Vec<Vec<Words>>,
    /// What the file says of it for screen readers.
    description: String,
}

/// Reads a draft's file; `name` is what it is called, of which only the ending counts.
///
/// ```
/// let paper = plenipo_exchange::paper::read("text.txt", b"1. No dam.\n2. Data are shared.").unwrap();
/// assert_eq!(paper.points[1].number.as_deref(), Some("2"));
/// assert_eq!(paper.points[1].words.now, "Data are shared.");
/// ```
///
/// # Errors
///
/// A file that is too large, is of another kind, or is damaged.
pub fn read(name: &str, bytes: &[u8]) -> Result<Paper, PaperError> {
    if bytes.len() > BYTES_MAX {
        return Err(PaperError::new("this file is larger than 16 MiB")
            .hint("remove the pictures, or paste its text into a plain text file"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") && is_protected(bytes) {
        return Err(PaperError::new("this file is protected with a password")
            .hint("open it in a word processor and save it without one"));
    }
    let lower = name.to_lowercase();
    let mut remarks = Vec::new();
    let mut removed = 0;
    let mut parts = if bytes.starts_with(b"PK") {
        let package = package::open(bytes)?;
        body::parts(&package, &mut remarks)?
    } else if lower.ends_with(".docx") {
        let hint = "save it again as a Word document (.docx), or as plain text";
        return Err(PaperError::new("this is not a DOCX file: it is not a ZIP archive").hint(hint));
    } else {
        let mut text = text(bytes)?.to_owned();
        if let Some(sign) = unseen::no_text(&text) {
            let line =
                1 + text.chars().take_while(|it| *it != sign).filter(|it| *it == '\n').count();
            let message = format!(
                "line {line} contains the control character {}: this text is not UTF-8 (it may be \
                 UTF-16), or not text at all",
                sign.escape_unicode()
            );
            let hint = "if it is text, save the file with the encoding UTF-8, or as a Word document (.docx)";
            return Err(PaperError::new(message).hint(hint));
        }
        unseen::remove(&mut text, &mut removed);
        if text.trim().is_empty() {
            return Err(PaperError::new("there is no text in this file"));
        }
        if let Some(what) = other::what(text.as_bytes()) {
            let hint =
                "save the text of the draft as Markdown, plain text or a Word document (.docx)";
            return Err(
                PaperError::new(format!("this is {what}, not the text of a draft")).hint(hint)
            );
        }
        let markdown = lower.ends_with(".md") || lower.ends_with(".markdown");
        plain::parts(&text, markdown, &mut remarks)
    };
    for part in &mut parts {
        unseen::remove_from(part, &mut removed);
    }
    remarks.extend(unseen::remark(removed));
    let mut tables = parts.iter().filter_map(|it| match it {
        Part::Table(table) => side_by_side(table),
        Part::Line(_) => None,
    });
    let side_by_side = tables.next().transpose()?;
    if side_by_side.is_some() {
        return Ok(Paper { points: Vec::new(), side_by_side, remarks });
    }
    let points = points::of(parts, &mut remarks)?;
    Ok(Paper { points, side_by_side: None, remarks })
}

/// The text of a file that is no DOCX.
fn text(bytes: &[u8]) -> Result<&str, PaperError> {
    let other = |what: &str| {
        let hint = "save it as a Word document (.docx), or as plain text with the encoding UTF-8";
        PaperError::new(format!("this is {what}, which is not read here")).hint(hint)
    };
    if bytes.starts_with(b"%PDF") {
        return Err(other("a PDF file"));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(other("an RTF file"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(other("an old Word document (.doc)"));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(
            PaperError::new("this text is in UTF-16").hint("save the file with the encoding UTF-8")
        );
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|it| **it == b'\n').count();
        PaperError::new(format!("line {line} is not UTF-8 text"))
            .hint("save the file with the encoding UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Whether a compound file holds an encrypted document (MS-OFFCRYPTO 1.3.1: the stream `EncryptedPackage`).
fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|it| it == name)
}

/// A table as one of drafts side by side, if it is one: its heads say so, or what the file says of
/// it for screen readers.
fn side_by_side(table: &Table) -> Option<Result<SideBySide, PaperError>> {
    let (head, rows) = table.rows.split_first()?;
    let heads: Vec<String> = head.iter().map(|it| it.now.trim().to_owned()).collect();
    let named = heads.first().is_some_and(|it| it.eq_ignore_ascii_case("row"));
    let known = named || table.description.starts_with("plenipo columns:");
    if !known || heads.len() < 3 {
        return None;
    }
    if heads.len().saturating_mul(rows.len()) > CELLS_MAX {
        let message = format!("a table of this file has more than {CELLS_MAX} cells");
        return Some(Err(PaperError::new(message).hint("is it a table of drafts side by side?")));
    }
    let wide = |row: &Vec<Words>| {
        let mut row = row.clone();
        row.resize(heads.len(), Words::default());
        row
    };
    Some(Ok(SideBySide { rows: rows.iter().map(wide).collect(), heads }))
}
