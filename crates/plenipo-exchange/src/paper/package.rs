//! The parts of a DOCX file that are read, unpacked within bounds.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use super::PaperError;
use super::xml::{Met, value, walk};

/// Greatest size of a part, unpacked, in bytes.
const PART_BYTES_MAX: u64 = 48 << 20;

/// A part larger than this may not have been packed to less than a two hundredth: no text packs so
/// well, a bomb does.
const RATIO_FROM: u64 = 4 << 20;
const RATIO_MAX: u64 = 200;

/// The most parts a file may have.
const PARTS_MAX: usize = 4_000;

/// What is read of a DOCX file.
pub(super) struct Package {
    pub(super) document: String,
    pub(super) numbering: Option<String>,
    pub(super) styles: Option<String>,
    /// Whether there are headers or footers, whose words are not read.
    pub(super) margins: bool,
}

/// Opens a file that begins as a ZIP archive does.
pub(super) fn open(bytes: &[u8]) -> Result<Package, PaperError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > PARTS_MAX {
        return Err(PaperError::new(format!("this archive has more than {PARTS_MAX} parts"))
            .hint("is it a DOCX file?"));
    }
    let names: Vec<String> =
        archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let main = match names.iter().any(|it| it == "word/document.xml") {
        true => "word/document.xml".to_owned(),
        false => main_part(&mut archive)?,
    };
    let document = part(&mut archive, &main)?.ok_or_else(no_document)?;
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let has = |start: &str| {
        names.iter().any(|it| {
            it.strip_prefix(&folder).is_some_and(|it| it.starts_with(start) && it.ends_with(".xml"))
        })
    };
    Ok(Package {
        document,
        numbering: part(&mut archive, &format!("{folder}numbering.xml"))?,
        styles: part(&mut archive, &format!("{folder}styles.xml"))?,
        margins: has("header") || has("footer"),
    })
}

/// Where the document lies, by the file's own relations.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, PaperError> {
    let relations = part(archive, "_rels/.rels")?.ok_or_else(no_document)?;
    let mut found = None;
    walk(&relations, "_rels/.rels", &mut |met| {
        if let Met::Open("Relationship", _, attributes) = met
            && value(attributes, "Type").is_some_and(|it| it.ends_with("/officeDocument"))
        {
            found = value(attributes, "Target").map(|it| it.trim_start_matches('/').to_owned());
        }
    })?;
    found.filter(|it| it.ends_with(".xml")).ok_or_else(no_document)
}

fn no_document() -> PaperError {
    PaperError::new("this archive holds no Word document")
        .hint("save it as a Word document (.docx), or as plain text")
}

fn damaged(error: &ZipError) -> PaperError {
    PaperError::new(format!("this DOCX file is damaged: {error}"))
        .hint("was it copied whole? open it in a word processor and save it again")
}

/// The part called `name`, if there is one.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, PaperError> {
    let packed = match archive.by_name(name) {
        Ok(packed) => packed,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(
                PaperError::new("this file is locked with a password").hint("save it without one")
            );
        }
        Err(error) => return Err(damaged(&error)),
    };
    let size_packed = packed.compressed_size().max(1);
    let mut bytes = Vec::new();
    // What the archive says of its sizes is not believed.
    packed
        .take(PART_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(&ZipError::Io(error)))?;
    let size = bytes.len() as u64;
    if size > PART_BYTES_MAX || (size > RATIO_FROM && size / size_packed > RATIO_MAX) {
        return Err(PaperError::new(format!("{name} unpacks to far more than a text has"))
            .hint("this file is not what it seems; paste its words into a plain text file"));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        PaperError::new(format!("this DOCX file is damaged: {name} is not UTF-8 text"))
            .hint("open it in a word processor and save it again")
    })?;
    Ok(Some(text))
}
