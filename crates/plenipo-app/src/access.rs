//! Who may read what is written.
//!
//! One rule: what rests on a record that is not open to everybody is for the user alone. That is every
//! answer, draft, spreadsheet, calendar and dossier made from a record whose regime is closed, or that
//! has one closed record or one remark of its keeper's in it, and everything made for a party. The rest follows the user's own mask.

use std::fs::{DirBuilder, OpenOptions};

use plenipo_record::case::Case;

/// Who may read a new file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Whoever the user's own mask lets.
    Usual,
    /// The user alone: 0600, folders 0700.
    Owner,
}

impl Access {
    /// To what rests on `case`; on a record that could not be read, nobody knows what is closed in it.
    pub(crate) fn to(case: Option<&Case>) -> Access {
        if case.is_some_and(|it| it.all_open()) { Access::Usual } else { Access::Owner }
    }

    #[cfg(unix)]
    pub(crate) fn mode(self) -> u32 {
        match self {
            Access::Usual => 0o666,
            Access::Owner => 0o600,
        }
    }

    /// How a folder is made.
    pub(crate) fn folders(self) -> DirBuilder {
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            let mut builder = DirBuilder::new();
            // Whoever may read a folder has to be let into it.
            builder.mode(self.mode() | ((self.mode() & 0o444) >> 2));
            builder
        }
        #[cfg(not(unix))]
        DirBuilder::new()
    }

    /// How a file is made where there is none.
    pub(crate) fn files(self) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(self.mode());
        }
        options
    }
}
