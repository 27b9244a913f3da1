//! A dossier that is being written to: by one process at a time, and never through a link.
//!
//! Every writer goes the same way: it takes the lock, reads, makes sure that the dossier is sound with
//! what is to be added, writes, and lets go. So no two of them can each be sound alone and leave a
//! dossier that is not.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use plenipo_read::text::ARTICLE_BYTES_MAX;
use plenipo_record::dossier::proposals::{is_kept_out, text_name};
use plenipo_record::dossier::read::NamedBytes;

use crate::access::Access;
use crate::args::Globals;
use crate::failure::Failure;
use crate::folder::{self, Folder};
use crate::{leftover, lock, write};

/// A dossier that nobody else writes to while this lives.
pub(crate) struct Writer<'a> {
    dir: &'a Path,
    folder: Folder,
    globals: &'a Globals,
    _lock: lock::Lock,
}

impl<'a> Writer<'a> {
    /// Reads the dossier in the folder `dir` once nobody else writes to it, and clears away what killed
    /// processes left there.
    pub(crate) fn open(dir: &'a Path, globals: &'a Globals) -> Result<Writer<'a>, Failure> {
        // A folder that is none is told as every command tells it.
        folder::there(dir)?;
        let lock = lock::folder(dir)?;
        leftover::clear_below(dir);
        Ok(Writer { dir, folder: folder::whole(dir)?, globals, _lock: lock })
    }

    /// The files of the dossier as they are.
    pub(crate) fn files(&self) -> &[NamedBytes] {
        &self.folder.files
    }

    /// What is in the folder of the dossier.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Where a file called `name` lies in the dossier `dir`; refused where a link or a file leads or stands
    /// in the way.
    pub(crate) fn place(dir: &Path, name: &str) -> Result<PathBuf, Failure> {
        let mut path = dir.to_owned();
        let mut parts = name.split('/').peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            let Ok(there) = path.symlink_metadata() else { continue };
            let shown = path.display();
            if there.is_symlink() {
                return Err(Failure::io(format!(
                    "{shown} is a link, and a dossier is never written to through a link"
                ))
                .hint("nothing was written; put the file or folder itself there"));
            }
            if parts.peek().is_some() && !there.is_dir() {
                return Err(
                    Failure::io(format!("{shown} is not a folder")).hint("nothing was written")
                );
            }
        }
        Ok(path)
    }

    /// Writes the new file `name`, and the folder it lies in. Nothing is ever written over: the error of
    /// one that is there is of the kind [`io::ErrorKind::AlreadyExists`] and told by `taken`.
    pub(crate) fn add(
        &self,
        name: &str,
        bytes: &[u8],
        access: Access,
        taken: impl Fn(&Path, &io::Error) -> Failure,
    ) -> Result<PathBuf, Failure> {
        let path = Writer::place(self.dir, name)?;
        write::new_file_below(self.dir, &path, bytes, access)
            .map_err(|error| taken(&path, &error))?;
        self.globals.run.wrote(&path);
        Ok(path)
    }

    /// Writes another text into the file `name` of proposed entries, which are kept out of the record: the only file that
    /// is ever written over, and only where it still holds what was read.
    pub(crate) fn exchange(
        &self,
        name: &str,
        text: &[u8],
        access: Access,
    ) -> Result<PathBuf, Failure> {
        let old = self.files().iter().find(|it| it.name == name && is_kept_out(it));
        let path = Writer::place(self.dir, name)?;
        let Some(old) = old else {
            return Err(Failure::io(format!("{} holds no proposed entries", path.display()))
                .hint("nothing was written over"));
        };
        let there = fs::read(&path).map_err(|error| write::failure(&path, &error))?;
        if there != old.bytes {
            return Err(Failure::io(format!("{} was changed in the meantime", path.display()))
                .hint("it was left as it is; look at it again"));
        }
        write::replace_file(&path, text, access).map_err(|error| write::failure(&path, &error))?;
        self.globals.run.wrote(&path);
        Ok(path)
    }

    /// Writes the grown text of the file `name`, which begins with what it holds.
    pub(crate) fn grow(&self, name: &str, text: &[u8], access: Access) -> Result<PathBuf, Failure> {
        let path = Writer::place(self.dir, name)?;
        let old = self.files().iter().find(|it| it.name == name).map(|it| it.bytes.as_slice());
        write::grow_file(&path, old, text, access)
            .map_err(|error| write::failure(&path, &error))?;
        self.globals.run.wrote(&path);
        Ok(path)
    }
}

/// The text that is kept beside a file of proposals of the dossier `dir`, as far as an article may be long.
pub(crate) fn text_beside(dir: &Path, name: &str) -> Option<Vec<u8>> {
    let path = Writer::place(dir, &text_name(name)).ok()?;
    if !path.symlink_metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let most = ARTICLE_BYTES_MAX as u64 + 1;
    fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
