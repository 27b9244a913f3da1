//! The parts of a DOCX file that are read, unpacked within bounds.

use super::PaperError;
use super::xml::{Met, value, walk};
use crate::guarded::zip::{Archive, PARTS_MAX, ZipFault};
use plenipo_record::action::{Action, Phrase};

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
    let mut archive = Archive::open(bytes).map_err(worded)?;
    let names = archive.names();
    if names.iter().any(|it| it.starts_with("xl/")) {
        return Err(PaperError::new("this is a spreadsheet, not the text of a draft").hint(
            Phrase::from("the tables of the record are read from it by ").with(Action::Import),
        ));
    }
    let main = match names.iter().any(|it| it == "word/document.xml") {
        true => "word/document.xml".to_owned(),
        false => main_part(&mut archive)?,
    };
    let document = archive.text(&main).map_err(worded)?.ok_or_else(no_document)?;
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let has = |start: &str| {
        names.iter().any(|it| {
            it.strip_prefix(&folder).is_some_and(|it| it.starts_with(start) && it.ends_with(".xml"))
        })
    };
    Ok(Package {
        document,
        numbering: archive.text(&format!("{folder}numbering.xml")).map_err(worded)?,
        styles: archive.text(&format!("{folder}styles.xml")).map_err(worded)?,
        margins: has("header") || has("footer"),
    })
}

/// Where the document lies, by the file's own relations.
fn main_part(archive: &mut Archive<'_>) -> Result<String, PaperError> {
    let relations = archive.text("_rels/.rels").map_err(worded)?.ok_or_else(no_document)?;
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
    PaperError::new("this archive contains no Word document")
        .hint("save it as a Word document (.docx), or as plain text")
}

/// Why an archive is not read, for people.
fn worded(fault: ZipFault) -> PaperError {
    let damaged = |what: String| {
        PaperError::new(format!("this DOCX file is damaged: {what}"))
            .hint("was it copied in full? open it in a word processor and save it again")
    };
    match fault {
        ZipFault::NoArchive(why) => damaged(why),
        ZipFault::Damaged { part, why } => damaged(format!("{part}: {why}")),
        ZipFault::NotText { part } => damaged(format!("{part} is not UTF-8 text")),
        ZipFault::Parts => PaperError::new(format!("this archive has more than {PARTS_MAX} parts"))
            .hint("is it a DOCX file?"),
        ZipFault::Locked => {
            PaperError::new("this file is protected with a password").hint("save it without one")
        }
        ZipFault::Large { part } => {
            PaperError::new(format!("{part} unpacks to far more than a text would"))
                .hint("this file is not what it seems; paste its text into a plain text file")
        }
    }
}
