//! Archives, and drafts in DOCX.

use std::io::{Cursor, Write};

use plenipo_exchange::paper::read;
use plenipo_record::dossier::read::NamedBytes;
use zip::write::{SimpleFileOptions, ZipWriter};

/// An archive of these parts, none of them packed; nothing where two have one name.
pub(crate) fn zipped(parts: &[NamedBytes]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for part in parts {
        zip.start_file(part.name.as_str(), options).ok()?;
        zip.write_all(&part.bytes).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}

/// A draft as DOCX: an archive, or the parts of one.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        paper("paper.docx", bytes);
    } else if let Some(archive) = zipped(&crate::files(bytes, "word/document.xml")) {
        paper("paper.docx", &archive);
    }
}

/// Reads a draft and looks at all of it.
pub(crate) fn paper(name: &str, bytes: &[u8]) {
    match read(name, bytes) {
        Ok(paper) => {
            let said = format!("{paper:?}");
            assert!(!said.is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
