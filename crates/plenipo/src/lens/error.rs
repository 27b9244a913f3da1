//! Misuse of a lens.

use std::fmt;

use super::bargain;
use crate::finding::block::Text;
use plenipo_record::action::Action;

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
        message: Text,
        /// What could be done, where that is known.
        hint: Option<Text>,
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
            Error::Unknown { what, id, .. } => {
                let shown: String = id.chars().take(ID_SHOWN).collect();
                let more = if shown.len() < id.len() { "…" } else { "" };
                write!(f, "there is no {what} `{shown}{more}`")
            }
            Error::Setting { name, message, .. } => {
                write!(f, "setting `{name}`: {}", message.flat())
            }
            Error::NotADossier => {
                f.write_str("this question is for a dossier, and a scenario has no record to ask")
            }
            Error::Numbers(why) => f.write_str(why),
            Error::Cancelled => f.write_str("stopped"),
        }
    }
}

/// So many characters of an id that names nothing are shown.
const ID_SHOWN: usize = 80;

impl std::error::Error for Error {}

impl Error {
    /// What is wrong with the setting `name`, where nothing can be said of what could be done.
    pub(super) fn setting(name: impl Into<String>, message: impl Into<Text>) -> Error {
        Error::Setting { name: name.into(), message: message.into(), hint: None }
    }

    /// What the user could do.
    pub fn hint(&self) -> Option<Text> {
        match self {
            Error::Unknown { near, .. } if !near.is_empty() => {
                Some(Text::plain(format!("there is {}", near.join(", "))))
            }
            Error::Setting { hint, .. } => hint.clone(),
            Error::Unknown { id, .. } if !is_id_like(id) => {
                let folded = id.to_lowercase();
                Some(match is_id_like(&folded) && folded.len() <= ID_SHOWN {
                    true => format!("an id has no capital letters: is it `{folded}`?").into(),
                    false => "an id is asked for, and not a name: a-z, 0-9 and -".into(),
                })
            }
            Error::NotADossier => Some(
                Text::default()
                    .hint(bargain::LENS.hint([]))
                    .and(" answers for scenarios; ")
                    .hint(Action::Import)
                    .and(" makes a dossier of one"),
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
