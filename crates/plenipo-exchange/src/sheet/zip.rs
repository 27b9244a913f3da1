//! The parts of an XLSX file: a zip that is not believed.
//!
//! What the zip says of the size of its parts is not relied on: a part is unpacked into memory up to
//! a bound, and all parts together up to another.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use super::read::Unread;

/// Greatest size of a part, unpacked, in bytes.
const PART_MAX: usize = 128 << 20;

/// Greatest size of all parts that are looked at, unpacked, in bytes.
const TOTAL_MAX: usize = 256 << 20;

/// Most parts.
const PARTS_MAX: usize = 10_000;

/// An open file.
pub(super) struct Parts<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Parts<'b>, Unread> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            let message = match bytes {
                [0xd0, 0xcf, 0x11, 0xe0, ..] => "this is an old spreadsheet, or has a password",
                _ => "this is no XLSX file, or the end of it is missing",
            };
            Unread::new(message).hint("open it in a spreadsheet and save it as XLSX")
        })?;
        if zip.len() > PARTS_MAX {
            return Err(Unread::new(format!("this file has more than {PARTS_MAX} parts")));
        }
        Ok(Parts { zip, left: TOTAL_MAX })
    }

    /// The text of a part; `None` where there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unread> {
        let name = name.trim_start_matches('/');
        if self.zip.index_for_name(name).is_none() {
            return Ok(None);
        }
        let damaged = |_| {
            Unread::new(format!("its part {name} is damaged, or locked"))
                .hint("open it in a spreadsheet and save it again")
        };
        let part = self.zip.by_name(name).map_err(|error| damaged(error.to_string()))?;
        let bound = PART_MAX.min(self.left);
        let mut bytes = Vec::new();
        part.take(bound as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.to_string()))?;
        if bytes.len() > bound {
            return Err(Unread::new(format!("its part {name} is too large"))
                .hint("split the sheets over several files"));
        }
        self.left -= bytes.len();
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| Unread::new(format!("its part {name} is not UTF-8 text")))
    }
}
