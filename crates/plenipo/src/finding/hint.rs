//! What a reader of an answer could do, as data: each door says in its own way how it is done there. A
//! command line names flags and commands, a page links, a program names arguments.

use std::fmt;

use plenipo_record::action::Action;
use plenipo_record::case::id::Kind;

/// Something that a reader could do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// Asking the same question with a setting set.
    SetOption(Choice),
    /// Asking another question.
    Ask {
        /// The name of the lens.
        lens: String,
        /// With which settings.
        settings: Vec<Choice>,
    },
    /// Doing something that is no question.
    Do(Action),
    /// Entering a record of this kind: what it would say is missing.
    AddRecord(Kind),
}

/// A setting, and what it could be set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name: of a lens, or of what all are asked under, such as the day.
    pub setting: String,
    /// What it could be set to.
    pub to: To,
}

/// What a setting could be set to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum To {
    /// Whatever the reader chooses.
    Any,
    /// A day of the reader's choice.
    SomeDay,
    /// A record of the reader's choice, by its id.
    SomeId,
    /// This.
    Value(String),
}

impl To {
    /// What may be left to the reader, each with its word in JSON.
    pub const OPEN: [(To, &'static str); 3] =
        [(To::Any, "any"), (To::SomeDay, "day"), (To::SomeId, "id")];

    /// Its word in JSON; none where it is a value.
    pub fn word(&self) -> Option<&'static str> {
        Self::OPEN.iter().find(|(it, _)| it == self).map(|(_, word)| *word)
    }
}

impl Hint {
    /// Each kind of hint by its word in JSON.
    pub const WORDS: [&'static str; 4] = ["set_option", "ask", "do", "add_record"];

    /// Its word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Hint::SetOption(_) => Self::WORDS[0],
            Hint::Ask { .. } => Self::WORDS[1],
            Hint::Do(_) => Self::WORDS[2],
            Hint::AddRecord(_) => Self::WORDS[3],
        }
    }

    /// Asking the same question with the setting of that name set.
    pub fn set(setting: &str, to: To) -> Hint {
        Hint::SetOption(Choice { setting: setting.to_owned(), to })
    }
}

impl From<Choice> for Hint {
    fn from(choice: Choice) -> Hint {
        Hint::SetOption(choice)
    }
}

impl From<Kind> for Hint {
    fn from(kind: Kind) -> Hint {
        Hint::AddRecord(kind)
    }
}

impl From<Action> for Hint {
    fn from(action: Action) -> Hint {
        Hint::Do(action)
    }
}

/// The hint in words that are true at every door.
impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hint::SetOption(choice) => write!(f, "`{choice}`"),
            Hint::Ask { lens, settings } => {
                write!(f, "`{lens}`")?;
                for (place, choice) in settings.iter().enumerate() {
                    write!(f, "{}`{choice}`", if place == 0 { " with " } else { ", " })?;
                }
                Ok(())
            }
            Hint::Do(action) => action.fmt(f),
            Hint::AddRecord(kind) => write!(f, "`{}`", kind.table()),
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.setting)?;
        match &self.to {
            To::Value(value) => write!(f, " = {value}"),
            _ => Ok(()),
        }
    }
}
