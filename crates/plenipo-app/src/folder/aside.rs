//! What lies in a dossier's folder and is not read, named so that nobody believes it was.

use plenipo_record::dossier::ledger;
use plenipo_record::dossier::problem::{Problem, Severity};

/// Warnings of a folder, at most: a folder of links is no dossier with a thousand faults.
const NAMED_MAX: usize = 100;

/// Something that is not read.
pub(super) struct Aside {
    /// Its name below the dossier.
    pub(super) name: String,
    pub(super) why: Why,
}

/// Why it is not read.
pub(super) enum Why {
    /// A link of the file system: it might lead out of the folder.
    Link,
    /// A pipe, a socket, a device.
    Special,
    /// A hidden folder with files that would be read elsewhere.
    HiddenFolder,
    /// It may be the dossier's ledger, by its name; why it is not read.
    Ledger(&'static str),
    /// It has the seals of a ledger, whatever it is called; why it is not read.
    Seals(&'static str),
    /// Its name.
    Name { message: String, hint: String },
}

impl Aside {
    /// Whether it may be a ledger.
    pub(super) fn is_ledger(&self) -> bool {
        matches!(self.why, Why::Ledger(_) | Why::Seals(_))
    }
}

/// Each as a warning, in their order.
pub(super) fn warnings(mut aside: Vec<Aside>) -> Vec<Problem> {
    // However many there are: a ledger is not left out for the others.
    aside.sort_by_key(|it| !it.is_ledger());
    let warning = |file: String, message: String, hint: String| Problem {
        severity: Severity::Warning,
        file,
        span: 0..0,
        message,
        hint: Some(hint),
    };
    let more = aside.len().saturating_sub(NAMED_MAX);
    let mut warnings: Vec<Problem> = Vec::new();
    for Aside { name, why } in aside.into_iter().take(NAMED_MAX) {
        let (message, hint) = match why {
            Why::Link => (
                "this is a link, and links are not followed: nothing was read through it"
                    .to_owned(),
                "put the file or folder itself here if it belongs to the dossier".to_owned(),
            ),
            Why::Special => (
                "this is no ordinary file, so it is not read".to_owned(),
                "move it out of the folder".to_owned(),
            ),
            Why::HiddenFolder => (
                "this folder is hidden, so the `*.toml` files in it are not read".to_owned(),
                "take the dot from the front of its name if it belongs to the dossier".to_owned(),
            ),
            Why::Ledger(why) => (
                format!("this may be a ledger, and it is not read: {why}"),
                format!(
                    "if it is this dossier's, put it back as `{}` in the dossier's own folder; else move \
                     it out of there",
                    ledger::FILE
                ),
            ),
            Why::Seals(why) => (
                format!("this has the seals of a ledger, and it is not read: {why}"),
                format!(
                    "if it is this dossier's, put it back as `{}` in the dossier's own folder; keep copies \
                     outside the dossier",
                    ledger::FILE
                ),
            ),
            Why::Name { message, hint } => (message, hint),
        };
        warnings.push(warning(name, message, hint));
    }
    if more > 0 {
        let message = format!("and {more} more files and links that are not read");
        let hint = "is this folder a dossier?".to_owned();
        warnings.push(warning(String::new(), message, hint));
    }
    warnings
}
