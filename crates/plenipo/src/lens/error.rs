//! Misuse of a lens.

use std::fmt;

/// Misuse of a lens. What a record cannot decide is an answer, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// An id that names nothing.
    Unknown {
        /// What it should name, e.g. `draft`.
        what: &'static str,
        /// The id.
        id: String,
        /// Names that are there and near to it.
        near: Vec<String>,
    },
    /// A setting the lens does not have, or a value outside its range.
    Setting {
        /// Its name.
        name: String,
        /// What is wrong.
        message: String,
    },
    /// A scenario, where only a dossier can be asked.
    NotADossier,
    /// Numbers that cannot be reckoned with, or too many parties to compare.
    Numbers(String),
    /// The caller asked to stop.
    Cancelled,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unknown { what, id, .. } => write!(f, "there is no {what} `{id}`"),
            Error::Setting { name, message } => write!(f, "setting `{name}`: {message}"),
            Error::NotADossier => {
                f.write_str("this question is for a dossier, and a scenario has no record to ask")
            }
            Error::Numbers(why) => f.write_str(why),
            Error::Cancelled => f.write_str("stopped"),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// What the user could do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Error::Unknown { near, .. } if !near.is_empty() => {
                Some(format!("there is {}", near.join(", ")))
            }
            Error::Unknown { id, .. } if !is_id_like(id) => {
                let folded = id.to_lowercase();
                Some(match is_id_like(&folded) {
                    true => format!("an id has no capital letters: is it `{folded}`?"),
                    false => "an id is asked for, and not a name: a-z, 0-9 and -".to_owned(),
                })
            }
            Error::NotADossier => Some(
                "`plenipo frontier` answers for scenarios; `plenipo import` makes a dossier of one"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// Whether it has the form of an id.
fn is_id_like(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}
