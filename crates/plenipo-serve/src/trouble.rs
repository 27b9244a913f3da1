//! What a page says where it cannot answer.

/// What went wrong, for the one who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The status of the answer in HTTP, 400 to 503.
    pub status: u16,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What could be done.
    pub hints: Vec<String>,
}

impl Trouble {
    /// Trouble of this status.
    pub fn new(status: u16, message: impl Into<String>) -> Trouble {
        Trouble { status, message: message.into(), hints: Vec::new() }
    }

    /// With something that could be done.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Trouble {
        self.hints.push(hint.into());
        self
    }

    /// There is no such page, draft or record. What is hidden from a viewer reads the same as what is not there.
    pub(crate) fn missing(what: &str) -> Trouble {
        Trouble::new(404, format!("There is no {what}."))
    }

    /// The address does not say what it should.
    pub(crate) fn misused(message: impl Into<String>) -> Trouble {
        Trouble::new(400, message)
    }
}

impl From<plenipo::lens::error::Error> for Trouble {
    fn from(error: plenipo::lens::error::Error) -> Trouble {
        use plenipo::lens::error::Error;
        let status = match &error {
            Error::Unknown { .. } => 404,
            Error::Cancelled => 503,
            _ => 400,
        };
        let hint = error.hint().map(|it| it.flat());
        let trouble =
            Trouble::new(status, plenipo_record::case::describe::sentence(&error.to_string()));
        hint.into_iter().fold(trouble, Trouble::hint)
    }
}
