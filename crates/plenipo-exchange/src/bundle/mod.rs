//! The files of a dossier as one archive, and back: what a sealed copy holds.
//!
//! The archive is a ZIP file, so that any program unpacks it once it is opened. Its parts are stored and not
//! packed: a dossier is small, and how long the sealed copy is then tells nothing but how long the files are.
//! Without a time of day the same files are the same bytes.

mod name;

use std::fmt;
use std::io::Cursor;
use std::io::Write;

use plenipo_record::dossier::read::NamedBytes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::guarded::zip::{Archive, PARTS_MAX, TOTAL_MAX, ZipFault};

/// Greatest size of a bundle in bytes: all that its files may hold, and what the archive says of them.
pub const BYTES_MAX: usize = TOTAL_MAX + PARTS_MAX * 4096;

/// Why files are no bundle, or a bundle is not unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleError {
    /// These bytes are no archive of files.
    NoArchive,
    /// There is no file in it.
    Empty,
    /// There are more than that many files.
    Many(usize),
    /// The files hold more than is unpacked, or one of them far more than a text of its size does.
    Large,
    /// A file is damaged, or locked with a password of its own.
    Damaged(String),
    /// A file is called otherwise than the files of a dossier, or would lie outside of it.
    Name(String),
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BundleError::NoArchive => write!(f, "there is no archive of files in it"),
            BundleError::Empty => write!(f, "there is no file in it"),
            BundleError::Many(most) => write!(f, "it has more than {most} files"),
            BundleError::Large => {
                write!(
                    f,
                    "its files hold more than {} MiB, or unpack to far more than text does",
                    TOTAL_MAX >> 20
                )
            }
            BundleError::Damaged(name) => write!(f, "its file `{name}` is damaged or locked"),
            BundleError::Name(name) => write!(f, "`{name}` is not the name of a file of a dossier"),
        }
    }
}

impl std::error::Error for BundleError {}

/// The files as one archive, in their order.
///
/// # Errors
/// Every [`BundleError`]: what [`unpack`] would refuse, or not give back as it was, is not packed.
pub fn pack(files: &[NamedBytes]) -> Result<Vec<u8>, BundleError> {
    let total: usize = files.iter().map(|it| it.bytes.len()).sum();
    if files.len() > PARTS_MAX {
        return Err(BundleError::Many(PARTS_MAX));
    }
    if total > TOTAL_MAX {
        return Err(BundleError::Large);
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600);
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(total)));
    for NamedBytes { name, bytes } in files {
        let refused = |_| BundleError::Name(name.clone());
        archive.start_file(name.as_str(), options).map_err(refused)?;
        archive.write_all(bytes).map_err(|_| BundleError::Damaged(name.clone()))?;
    }
    let bytes = archive.finish().map_err(|_| BundleError::NoArchive)?.into_inner();
    // Nobody should be far from the office with a copy that does not open.
    let back = unpack(&bytes)?;
    match back.iter().zip(files).find(|(back, file)| back != file) {
        Some((_, file)) => Err(BundleError::Damaged(file.name.clone())),
        None if back.len() != files.len() => Err(BundleError::NoArchive),
        None => Ok(bytes),
    }
}

/// The files that [`pack`] made one of, or that somebody put in an archive like it.
///
/// # Errors
/// Every [`BundleError`]. What the archive says of the size of its parts is not relied on, and a name that
/// would lead out of a folder is refused.
pub fn unpack(bytes: &[u8]) -> Result<Vec<NamedBytes>, BundleError> {
    let mut archive = Archive::open(bytes).map_err(BundleError::from)?;
    let names = archive.names();
    if names.len() != archive.len() {
        return Err(BundleError::Name("…".to_owned()));
    }
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        if name::is_folder(&name) {
            continue;
        }
        if !name::is_sound(&name) {
            return Err(BundleError::Name(name));
        }
        let bytes = archive.bytes(&name).map_err(BundleError::from)?;
        let bytes = bytes.ok_or_else(|| BundleError::Damaged(name.clone()))?;
        files.push(NamedBytes { name, bytes });
    }
    match files.is_empty() {
        true => Err(BundleError::Empty),
        false => Ok(files),
    }
}

impl From<ZipFault> for BundleError {
    fn from(fault: ZipFault) -> BundleError {
        match fault {
            ZipFault::NoArchive(_) => BundleError::NoArchive,
            ZipFault::Parts => BundleError::Many(PARTS_MAX),
            ZipFault::Large { .. } => BundleError::Large,
            ZipFault::Damaged { part, .. } | ZipFault::NotText { part } => {
                BundleError::Damaged(part)
            }
            ZipFault::Locked => BundleError::Damaged("…".to_owned()),
        }
    }
}
