//! What is wrong with a scenario.

use std::fmt;

/// Why a scenario cannot be read: which file and line, what is wrong, and what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// Name of the file, as given; empty when no single file is at fault.
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What would help, if anything is known to.
    pub hint: Option<String>,
}

impl ScenarioError {
    /// An error that says what is wrong, in a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self { file: String::new(), line: None, message: message.into(), hint: None }
    }

    /// The same with what could be done about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same at a line of its file, counted from 1.
    pub fn at(mut self, line: usize) -> Self {
        self.line = self.line.or(Some(line));
        self
    }

    /// The same with the name of its file, where it has none yet.
    pub fn in_file(mut self, file: &str) -> Self {
        if self.file.is_empty() {
            self.file = file.to_owned();
        }
        self
    }
}

impl ScenarioError {
    /// Where it is, to stand before the message: `domain.xml:12: `, or nothing.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.file.as_str(), self.line) {
            ("", None) => String::new(),
            ("", Some(line)) => format!("line {line}: "),
            (file, None) => format!("{file}: "),
            (file, Some(line)) => format!("{file}:{line}: "),
        }
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.place(), self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// A finite number, or an error that names it.
pub fn finite(what: &str, value: f64) -> Result<f64, ScenarioError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(ScenarioError::new(format!("{what} is {value}, which is not a usable number")))
    }
}

/// A weight: finite and at least 0.
pub fn weight(what: &str, value: f64) -> Result<f64, ScenarioError> {
    if finite(what, value)? < 0.0 {
        return Err(ScenarioError::new(format!("{what} is {value}; weights cannot be negative")));
    }
    Ok(value)
}
