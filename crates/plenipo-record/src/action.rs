//! What can be done with a dossier, through whatever door it is opened; and words that name it.
//!
//! Neither the record nor what is computed from it knows whether a command line, a page or another program
//! asks: they name the action, and the door says how it is done there.

use std::fmt;
use std::ops::{Deref, Range};

/// Something that can be done with a dossier or its ledger and is no question asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// Putting something into the ledger, by any of the ways there are.
    Seal,
    /// Putting a question or a number into the ledger.
    AddForecast,
    /// Putting into the ledger how a question came out.
    Resolve,
    /// Bringing forecasts from elsewhere into the ledger.
    ImportForecasts,
    /// The same as is being done, as a correction of an entry: of this id, where it is known which.
    Correct {
        /// The id of the entry.
        id: Option<String>,
    },
    /// Checking every seal of the ledger.
    VerifyLedger,
    /// Making records of what comes from elsewhere, such as a published scenario.
    Import,
    /// Reading the text of a draft from a document.
    AddDraft,
}

impl Action {
    /// Every action, with its word in JSON; that of a correction without an id.
    pub const ALL: [(Action, &'static str); 8] = [
        (Action::Seal, "seal"),
        (Action::AddForecast, "add_forecast"),
        (Action::Resolve, "resolve"),
        (Action::ImportForecasts, "import_forecasts"),
        (Action::Correct { id: None }, "correct"),
        (Action::VerifyLedger, "verify_ledger"),
        (Action::Import, "import"),
        (Action::AddDraft, "add_draft"),
    ];

    /// Its word in JSON.
    pub fn word(&self) -> &'static str {
        let same = |it: &Action| std::mem::discriminant(it) == std::mem::discriminant(self);
        Self::ALL.iter().find(|(it, _)| same(it)).map_or("", |(_, word)| word)
    }
}

/// The action in words that are true at every door.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Seal => f.write_str("an entry of the ledger"),
            Action::AddForecast => f.write_str("a new entry of the ledger"),
            Action::Resolve => f.write_str("a resolution in the ledger"),
            Action::ImportForecasts => f.write_str("an import of forecasts"),
            Action::Correct { id: None } => f.write_str("a correction"),
            Action::Correct { id: Some(id) } => write!(f, "a correction of `{id}`"),
            Action::VerifyLedger => f.write_str("a check of the ledger's seals"),
            Action::Import => f.write_str("an import"),
            Action::AddDraft => f.write_str("the adding of a draft"),
        }
    }
}

/// Words that may name actions. Read as a string, they are true at every door; [`worded`](Phrase::worded)
/// puts a door's own words in the place of the actions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    words: String,
    actions: Vec<(Range<usize>, Action)>,
}

impl Phrase {
    /// The same words and more.
    #[must_use]
    pub fn and(mut self, words: &str) -> Phrase {
        self.words.push_str(words);
        self
    }

    /// The same words and an action.
    #[must_use]
    pub fn with(mut self, action: Action) -> Phrase {
        let start = self.words.len();
        self.words.push_str(&action.to_string());
        self.actions.push((start..self.words.len(), action));
        self
    }

    /// The actions that it names, in order.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.actions.iter().map(|(_, action)| action)
    }

    /// Its words, each action in those of a door.
    pub fn worded(&self, door: impl Fn(&Action) -> String) -> String {
        let (mut out, mut from) = (String::with_capacity(self.words.len()), 0);
        for (span, action) in &self.actions {
            out.push_str(&self.words[from..span.start]);
            out.push_str(&door(action));
            from = span.end;
        }
        out.push_str(&self.words[from..]);
        out
    }
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Phrase {
        Phrase { words, actions: Vec::new() }
    }
}

impl From<&str> for Phrase {
    fn from(words: &str) -> Phrase {
        words.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_words_the_actions_and_nothing_else() {
        let it =
            Phrase::from("seal it with ").with(Action::Seal).and(", or ").with(Action::Resolve);
        let it = it.and(".");
        assert_eq!(&*it, "seal it with an entry of the ledger, or a resolution in the ledger.");
        assert_eq!(
            it.worded(|action| format!("<{}>", action.word())),
            "seal it with <seal>, or <resolve>."
        );
        assert_eq!(it.actions().count(), 2);
        assert_eq!(Phrase::from("é").worded(|_| String::new()), "é");
    }

    #[test]
    fn every_action_has_a_word_of_its_own() {
        for (place, (action, word)) in Action::ALL.iter().enumerate() {
            assert_eq!(action.word(), *word);
            assert!(Action::ALL[..place].iter().all(|(_, it)| it != word));
        }
        assert_eq!(Action::Correct { id: Some("a".to_owned()) }.word(), "correct");
    }
}
