//! The parts of a ZIP archive, unpacked into memory within bounds.
//!
//! What an archive says of the size of its parts is not relied on.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

/// Greatest size of a part, unpacked, in bytes.
const PART_MAX: usize = 128 << 20;

/// Greatest size of all parts that are looked at, unpacked, in bytes.
pub(crate) const TOTAL_MAX: usize = 256 << 20;

/// A part larger than this may not have been packed to less than a two hundredth: no text packs so
/// well, a bomb does.
const RATIO_FROM: u64 = 4 << 20;
const RATIO_MAX: u64 = 200;

/// Most parts.
pub(crate) const PARTS_MAX: usize = 4_000;

/// Why an archive, or a part of it, is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ZipFault {
    /// The bytes are no archive, or the end of it is missing.
    NoArchive(String),
    /// It has more than [`PARTS_MAX`] parts.
    Parts,
    /// A part is damaged.
    Damaged { part: String, why: String },
    /// A part is locked with a password.
    Locked,
    /// A part unpacks to more than is held, or to far more than a text of its size does.
    Large { part: String },
    /// A part is not UTF-8 text.
    NotText { part: String },
}

/// An open archive.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
}

impl<'b> Archive<'b> {
    /// Opens an archive without unpacking anything.
    ///
    /// # Errors
    /// [`ZipFault::NoArchive`] and [`ZipFault::Parts`].
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, ZipFault> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ZipFault::NoArchive(error.to_string()))?;
        if zip.len() > PARTS_MAX {
            return Err(ZipFault::Parts);
        }
        Ok(Archive { zip, left: TOTAL_MAX })
    }

    /// How many parts there are, also such as have a name that cannot be read.
    pub(crate) fn len(&self) -> usize {
        self.zip.len()
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// The text of the part called `name`; `None` where there is none.
    ///
    /// # Errors
    /// Every [`ZipFault`] of a part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ZipFault> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let not_text = |_| ZipFault::NotText { part: name.to_owned() };
        String::from_utf8(bytes).map(Some).map_err(not_text)
    }

    /// What the part called `name` holds; `None` where there is none.
    ///
    /// # Errors
    /// Every [`ZipFault`] of a part but that it is no text.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ZipFault> {
        let part = || name.to_owned();
        let packed = match self.zip.by_name(name) {
            Ok(packed) => packed,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ZipFault::Locked);
            }
            Err(error) => {
                return Err(ZipFault::Damaged { part: part(), why: error.to_string() });
            }
        };
        let size_packed = packed.compressed_size().max(1);
        let bound = PART_MAX.min(self.left);
        let mut bytes = Vec::new();
        packed
            .take(bound as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ZipFault::Damaged { part: part(), why: error.to_string() })?;
        let size = bytes.len() as u64;
        if bytes.len() > bound || (size > RATIO_FROM && size / size_packed > RATIO_MAX) {
            return Err(ZipFault::Large { part: part() });
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}
