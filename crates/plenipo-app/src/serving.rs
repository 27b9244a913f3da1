//! What the server is given of a dossier: a folder, read as every command reads it and written to as every command
//! writes; or a case that ships with the program, which is only read.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use plenipo_record::dossier::read::{NamedBytes, ReadOptions, read};
use plenipo_serve::{Desk, Papers, Trouble};

use crate::access::Access;
use crate::args::Globals;
use crate::dossier::{Writer, text_beside};
use crate::failure::Failure;
use crate::{clock, folder, gallery, load, write};

/// A dossier in a folder.
pub(crate) struct FolderDesk {
    pub(crate) path: PathBuf,
    pub(crate) globals: Globals,
}

impl Desk for FolderDesk {
    fn read(&self) -> Result<Papers, Trouble> {
        let folder = folder::whole(&self.path).map_err(|it| trouble(503, it))?;
        Ok(Papers { files: folder.files, aside: folder.aside })
    }

    fn stamp(&self) -> u64 {
        folder::stamp(&self.path)
    }

    fn add(&self, file: &NamedBytes, was: &[NamedBytes]) -> Result<(), Trouble> {
        let writer = Writer::open(&self.path, &self.globals).map_err(|it| trouble(503, it))?;
        if writer.files() != was {
            return Err(Trouble::new(409, "The dossier changed on disk while you were writing.")
                .hint("Nothing was written. Look at what changed, and save again."));
        }
        let (case, problems) = load::with(writer.files(), &self.globals, file.clone());
        let Some(case) = case else {
            let first = problems.first().map_or(String::new(), |it| it.message.clone());
            return Err(Trouble::new(
                422,
                format!("The record would not be sound with it: {first}"),
            )
            .hint("Nothing was written."));
        };
        let access = Access::to(Some(&case));
        let status = std::cell::Cell::new(503);
        let taken = |path: &std::path::Path, error: &std::io::Error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                status.set(409);
            }
            write::failure(path, error)
        };
        let added = writer.add(&file.name, &file.bytes, access, taken);
        added.map_err(|it| trouble(status.get(), it))?;
        Ok(())
    }

    fn settle(
        &self,
        new: &[NamedBytes],
        proposals: Option<&NamedBytes>,
        was: &[NamedBytes],
    ) -> Result<(), Trouble> {
        let writer = Writer::open(&self.path, &self.globals).map_err(|it| trouble(503, it))?;
        if writer.files() != was {
            return Err(Trouble::new(409, "The dossier changed on disk while you were deciding.")
                .hint("Nothing was written. Look at what changed, and decide again."));
        }
        let mut files = writer.files().to_vec();
        for it in new.iter().chain(proposals) {
            files.retain(|other| other.name != it.name);
            files.push(it.clone());
        }
        let (case, problems) = read(&files, &ReadOptions::default());
        let Some(case) = case else {
            let first = problems.first().map_or(String::new(), |it| it.message.clone());
            let message = format!("The record would not be sound with it: {first}");
            return Err(Trouble::new(422, message).hint("Nothing was written."));
        };
        let access = Access::to(Some(&case));
        for it in new {
            let added = writer.add(&it.name, &it.bytes, access, write::failure);
            added.map_err(|it| trouble(503, it))?;
        }
        // The record first: what stops it between the two is in the record, and known to be.
        if let Some(it) = proposals {
            let exchanged = writer.exchange(&it.name, &it.bytes, access);
            exchanged.map_err(|it| trouble(503, it))?;
        }
        Ok(())
    }

    fn text_beside(&self, proposals: &str) -> Option<Vec<u8>> {
        text_beside(&self.path, proposals)
    }

    fn today(&self) -> Option<Date> {
        clock::now().ok().map(|it| it.to_zoned(TimeZone::UTC).date())
    }
}

/// A case that ships with the program.
pub(crate) struct GalleryDesk(pub(crate) &'static gallery::Case);

impl Desk for GalleryDesk {
    fn read(&self) -> Result<Papers, Trouble> {
        Ok(Papers { files: self.0.read(), aside: Vec::new() })
    }

    fn stamp(&self) -> u64 {
        1
    }

    fn add(&self, _: &NamedBytes, _: &[NamedBytes]) -> Result<(), Trouble> {
        Err(Trouble::new(403, "A case of the gallery is open for reading only.")
            .hint("Copy its folder and serve the copy."))
    }

    fn settle(
        &self,
        _: &[NamedBytes],
        _: Option<&NamedBytes>,
        was: &[NamedBytes],
    ) -> Result<(), Trouble> {
        self.add(&NamedBytes { name: String::new(), bytes: Vec::new() }, was)
    }

    fn text_beside(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn today(&self) -> Option<Date> {
        None
    }
}

fn trouble(status: u16, failure: Failure) -> Trouble {
    let (message, hints) = failure.parts();
    hints.into_iter().fold(Trouble::new(status, message), Trouble::hint)
}
