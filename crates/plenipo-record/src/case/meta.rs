//! What any record may say of itself: when it was learned, from whom, how firmly, for whose eyes.

use jiff::civil::Date;

use super::id::{Id, Ix};
use super::party::{Party, Speaker};
use super::source::Source;

/// What any record may say of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// The record's name, unique in its table; absent where nothing refers to it.
    pub id: Option<Id>,
    /// When it was learned, if stated (in the record or its file).
    pub known: Option<Date>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// On what footing it stands.
    pub basis: Basis,
    /// Who may see it.
    pub handling: Handling,
    /// How exactly its date is known.
    pub date_is: DateIs,
    /// The record that this one puts right.
    pub corrects: Option<Correction>,
    /// A remark of the record keeper.
    pub note: Option<String>,
    /// The assumption set it comes from, when it does.
    pub assumption: Option<String>,
}

impl Meta {
    /// The day by which the latest of several of these is told, where `date` is the record's own: an undated one
    /// counts as the oldest, but who supposes something without a day supposes it of now.
    pub fn counts_from(&self, date: Option<Date>) -> Option<Date> {
        date.or(self.assumption.as_ref().map(|_| Date::MAX))
    }
}

/// A source, and how credible this item from it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source.
    pub source: Ix<Source>,
    /// Credibility of the item, 1 to 6 on the Admiralty scale; 6 is "cannot be judged", not the
    /// bottom of a scale.
    pub credibility: Option<u8>,
}

/// On what footing a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Basis {
    /// Said by the party itself, as the source shows.
    Stated,
    /// Told by somebody else.
    Reported,
    /// Concluded by the record keeper from something else in the record.
    Inferred,
    /// Supposed, without a source.
    #[default]
    Assumed,
    /// In written instructions to a delegation: part of its mandate.
    Instructed,
}

impl Basis {
    /// Every basis with its word.
    pub const ALL: [(Basis, &'static str); 5] = [
        (Basis::Stated, "stated"),
        (Basis::Reported, "reported"),
        (Basis::Inferred, "inferred"),
        (Basis::Assumed, "assumed"),
        (Basis::Instructed, "instructed"),
    ];

    /// Its word in a dossier and on a page.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(basis, _)| *basis == self).map_or("", |(_, word)| word)
    }
}

/// Who may see a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Handling {
    /// Nothing stated: closed, unless the dossier's regime is open.
    #[default]
    Unstated,
    /// Everybody.
    Open,
    /// The record keeper and the mediating parties.
    Mediator,
    /// The record keeper and exactly these parties.
    Parties(Vec<Ix<Party>>),
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum DateIs {
    /// To the day.
    #[default]
    Exact,
    /// Give or take some days.
    About,
    /// On that day or earlier.
    Before,
    /// On that day or later.
    After,
    /// Some day of that month.
    Month,
    /// Concluded, e.g. from a weekday.
    Inferred,
}

impl DateIs {
    /// Every kind with its word; [`DateIs::Exact`] needs none.
    pub const ALL: [(DateIs, &'static str); 6] = [
        (DateIs::Exact, "exact"),
        (DateIs::About, "about"),
        (DateIs::Before, "before"),
        (DateIs::After, "after"),
        (DateIs::Month, "month"),
        (DateIs::Inferred, "inferred"),
    ];

    /// Its word in a dossier.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// `date` as a reader should see it, e.g. `about 2025-11-23` or `2025-11`.
    pub fn show(self, date: Date) -> String {
        match self {
            DateIs::Exact => date.to_string(),
            DateIs::About => format!("about {date}"),
            DateIs::Before => format!("before {date}"),
            DateIs::After => format!("after {date}"),
            DateIs::Month => format!("{:04}-{:02}", date.year(), date.month()),
            DateIs::Inferred => format!("{date} (inferred)"),
        }
    }
}

/// A visible correction of an earlier record.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Place of the corrected record in the same list.
    pub record: u32,
    /// Who corrected it.
    pub by: Option<Speaker>,
    /// Why.
    pub why: Option<String>,
}
