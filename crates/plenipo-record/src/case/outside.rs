//! Who else can stop a text, and what the public was asked: what lies outside the room.

use jiff::civil::Date;

use super::contents::{Concerned, Content, concerned};
use super::draft::Draft;
use super::id::{Ix, RecordRef};
use super::issue::IssueOptions;
use super::meta::Meta;
use super::party::{Party, Speaker};
use super::worded::worded;

/// That a party could stop a text, would have to carry it out, or may disrupt it: somebody's claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Capacity {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Whose capacity.
    pub party: Ix<Party>,
    /// What it can do.
    pub is: CapacityKind,
    /// Of which drafts; of every text where empty.
    pub to: Vec<Ix<Draft>>,
    /// Only where a text has one of these options on any of these issues; always where empty.
    pub when: IssueOptions,
    /// What it would consent to, deliver or do, in words.
    pub act: Option<String>,
    /// By whose account.
    pub by: Option<Speaker>,
    /// When that was said.
    pub date: Option<Date>,
}

impl Capacity {
    /// Whether it is of `draft`, a text of this content; `None` where that hangs on what is not known of it.
    pub fn is_of(&self, draft: Ix<Draft>, contents: &[Content]) -> Option<bool> {
        if !(self.to.is_empty() || self.to.contains(&draft)) {
            return Some(false);
        }
        match concerned(&self.when, contents) {
            Concerned::Surely(_) => Some(true),
            Concerned::Perhaps(_) => None,
            Concerned::Not => Some(false),
        }
    }
}

worded! {
    /// What somebody outside the agreement rule can do to a text.
    #[derive(Default, Hash)]
    CapacityKind, 3 {
        /// Nothing comes of the text without its consent: a veto.
        #[default]
        MustConsent = "must-consent",
        /// What the text promises, it would have to do.
        MustDeliver = "must-deliver",
        /// It could act against the text.
        MayDisrupt = "may-disrupt",
    }
}

impl CapacityKind {
    /// The word in a sentence: `must consent`.
    pub fn spoken(self) -> &'static str {
        match self {
            CapacityKind::MustConsent => "must consent",
            CapacityKind::MustDeliver => "must deliver",
            CapacityKind::MayDisrupt => "may disrupt",
        }
    }
}

/// What people were asked, and what they answered: never averaged, never a chance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Poll {
    /// Id, sources, handling.
    pub meta: Meta,
    /// The question, as it was put or as it is reported.
    pub wording: String,
    /// Who asked.
    pub by: Option<Speaker>,
    /// Who paid for it.
    pub sponsor: Option<Speaker>,
    /// First day of field work.
    pub from: Option<Date>,
    /// Last day of field work.
    pub until: Option<Date>,
    /// When it was published.
    pub date: Option<Date>,
    /// How many were asked.
    pub n: Option<u32>,
    /// Who was asked, in words.
    pub among: Option<String>,
    /// Each answer with its share in `[0, 1]`, as published.
    pub shares: Vec<(String, f64)>,
    /// Share of those who had not decided or would not say, in `[0, 1]`; not known where absent.
    pub undecided: Option<f64>,
    /// What it is about.
    pub about: Vec<RecordRef>,
}
