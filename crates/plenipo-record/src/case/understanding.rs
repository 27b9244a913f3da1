//! Understandings, whose content is itself a claim.

use jiff::civil::Date;

use super::id::Ix;
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};

/// Something two or more parties are said to have understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understanding {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Title.
    pub title: Option<String>,
    /// When it was reached.
    pub date: Option<Date>,
    /// Between whom.
    pub between: Vec<Ix<Party>>,
    /// What each says of it.
    pub claims: Vec<Claim>,
    /// What it may have settled, by readings that have a name: to judge texts against, side by side.
    pub readings: Vec<NamedReading>,
}

impl Understanding {
    /// The latest claims of `party`, by place: more than one where it made several on one day, of which
    /// nobody knows which came last.
    pub fn latest_of(&self, party: Ix<Party>) -> Vec<usize> {
        let own = || self.claims.iter().enumerate().filter(|(_, it)| it.party == party);
        let latest = own().map(|(_, it)| it.date).max();
        own().filter(|(_, it)| Some(it.date) == latest).map(|(place, _)| place).collect()
    }
}

/// One reading of what an understanding settled.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NamedReading {
    /// Its name.
    pub name: String,
    /// Whose reading.
    pub by: Option<Speaker>,
    /// The options that it takes to be settled; any other departs from it.
    pub settles: IssueOptions,
    /// The words.
    pub words: Option<String>,
}

/// What one party says of an understanding.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Whose claim.
    pub party: Ix<Party>,
    /// Who made it.
    pub by: Option<Speaker>,
    /// When.
    pub date: Option<Date>,
    /// What force it gives it.
    pub force: Option<Force>,
    /// What it says was settled.
    pub content: ClaimContent,
    /// The words.
    pub words: Option<String>,
    /// Since when and from where this is known.
    pub meta: Meta,
}

/// The claimed content of an understanding.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ClaimContent {
    /// Not disclosed.
    #[default]
    NotDisclosed,
    /// In words only.
    Words(String),
    /// These options, issue by issue; any other option departs from it.
    Settles(IssueOptions),
}

/// The force a party gives an understanding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Binding.
    Binding,
    /// A proposal only.
    Proposal,
    /// Denied.
    Denied,
}

impl Force {
    /// Every force with its word.
    pub const ALL: [(Force, &'static str); 3] =
        [(Force::Binding, "binding"), (Force::Proposal, "proposal"), (Force::Denied, "denied")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}
