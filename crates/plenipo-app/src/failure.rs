//! Why a command could not answer, and the exit code that says so.

use plenipo::lens::error::Error;
use plenipo_present::hint;
use plenipo_present::terminal::{self, TerminalStyle};

/// Why a command could not answer.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    hints: Vec<String>,
    /// Shown before the message.
    shown: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Usage,
    Problems,
    Io,
}

impl Failure {
    /// The command was asked for something it cannot do: exit 2.
    pub(crate) fn usage(message: impl Into<String>) -> Failure {
        Failure {
            kind: Kind::Usage,
            message: message.into(),
            hints: Vec::new(),
            shown: String::new(),
        }
    }

    /// The dossier has problems: exit 3.
    pub(crate) fn problems(message: impl Into<String>) -> Failure {
        Failure {
            kind: Kind::Problems,
            message: message.into(),
            hints: Vec::new(),
            shown: String::new(),
        }
    }

    /// Files could not be read or written: exit 4.
    pub(crate) fn io(message: impl Into<String>) -> Failure {
        Failure { kind: Kind::Io, message: message.into(), hints: Vec::new(), shown: String::new() }
    }

    /// The same failure with something the user could do.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The same failure with words shown before its message.
    pub(crate) fn after(self, text: String) -> Failure {
        self.after_painted(terminal::plain(&text))
    }

    /// The same failure with text in which a presenter has put colours shown before its message.
    pub(crate) fn after_painted(mut self, text: String) -> Failure {
        self.shown = text;
        self
    }

    /// What is wrong, and what could be done, without what was to be shown before.
    pub(crate) fn parts(self) -> (String, Vec<String>) {
        (self.message, self.hints)
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self.kind {
            Kind::Usage => 2,
            Kind::Problems => 3,
            Kind::Io => 4,
        }
    }

    /// What to tell the user.
    pub(crate) fn text(&self, style: &TerminalStyle) -> String {
        let (red, cyan, off) =
            if style.colour { ("\x1b[1;31m", "\x1b[36m", "\x1b[0m") } else { ("", "", "") };
        let mut text =
            format!("{}{red}error:{off} {}\n", self.shown, terminal::line(&self.message));
        for hint in &self.hints {
            text.push_str(&format!("{cyan}hint:{off} {}\n", terminal::line(hint)));
        }
        text
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let hint = error.hint().map(|it| hint::words(&it));
        // A draft that is not there may only not be there yet.
        let later = matches!(error, Error::Unknown { what: "draft", .. })
            .then(|| "one that became known later needs a later date: `--as-of DATE`".to_owned());
        let failure = match &error {
            Error::Cancelled => Failure::io(error.to_string()),
            // Drafts are named by place, and each message names the draft.
            Error::Setting { name, message, .. } if name == "draft" => {
                Failure::usage(hint::words(message))
            }
            Error::Setting { name, message, .. } => {
                Failure::usage(format!("`--{name}`: {}", hint::words(message)))
            }
            _ => Failure::usage(error.to_string()),
        };
        hint.into_iter().chain(later).fold(failure, Failure::hint)
    }
}
