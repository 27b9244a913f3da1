//! What a server is given of a dossier: bytes in, new files out. Who hands it over knows folders and locks.

use jiff::civil::Date;
use plenipo_record::dossier::problem::Problem;
use plenipo_record::dossier::read::NamedBytes;

use crate::trouble::Trouble;

/// What a dossier's folder holds.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// The files of the dossier, sorted by name.
    pub files: Vec<NamedBytes>,
    /// Warnings about what lies beside them and is not read.
    pub aside: Vec<Problem>,
}

/// A dossier that can be read again, and written to where that is allowed.
pub trait Desk: Send + Sync + 'static {
    /// What the folder holds now, all of it as it was at one time.
    ///
    /// # Errors
    /// What could not be read, and why.
    fn read(&self) -> Result<Papers, Trouble>;

    /// A number that is another one once a file is: cheap, since it is asked every second.
    fn stamp(&self) -> u64;

    /// Writes a new file. Nothing is ever written over.
    ///
    /// # Errors
    /// Where the folder is no longer what `was` says, where there is such a file, and where it cannot be written.
    fn add(&self, file: &NamedBytes, was: &[NamedBytes]) -> Result<(), Trouble>;

    /// Writes new files, and the new text of a file of proposed entries, which no reader of the record reads: the only
    /// one that is ever written over.
    ///
    /// # Errors
    /// As [`add`](Desk::add), and where the file holds no proposed entries or the record would not be sound.
    fn settle(
        &self,
        new: &[NamedBytes],
        proposals: Option<&NamedBytes>,
        was: &[NamedBytes],
    ) -> Result<(), Trouble>;

    /// The text of the article beside a file of proposed entries; none where it is not kept.
    fn text_beside(&self, proposals: &str) -> Option<Vec<u8>>;

    /// Today; none where nobody knows.
    fn today(&self) -> Option<Date>;
}

/// A dossier on offer.
pub struct Shelf {
    /// Its word in addresses: a-z, 0-9 and -.
    pub slug: String,
    /// The dossier.
    pub desk: Box<dyn Desk>,
    /// Whether it may be written to.
    pub edit: bool,
}
