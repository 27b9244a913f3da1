//! The tree of a shuttle's next stops, as values: for other doors, and for programs that use the library.

use crate::lens::brief::Sentence;
use plenipo_record::case::Case;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::meeting::Meeting;
use plenipo_record::case::party::Party;

/// What each answer at the next stop would mean for the stop after it.
#[derive(Debug)]
#[non_exhaustive]
pub struct ItineraryAnswer<'a> {
    pub(super) case: &'a Case,
    /// Where the shuttle goes and what it carries.
    pub headline: String,
    /// The stops, the next first; none where there is nobody to go to.
    pub stops: Vec<ShuttleStop>,
    /// The text carried, else the latest that stands; none where none does.
    pub draft: Option<Ix<Draft>>,
    /// What each answer at the first stop would mean.
    pub branches: Vec<Branch>,
}

impl ItineraryAnswer<'_> {
    /// The visible record that was asked: what the places in the answer refer to.
    pub fn case(&self) -> &Case {
        self.case
    }
}

/// Where the shuttle goes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShuttleStop {
    /// The meeting; none where none is on record, and whoever was not asked before is taken to come next.
    pub meeting: Option<Ix<Meeting>>,
    /// The principals whose answer is asked for there.
    pub parties: Vec<Ix<Party>>,
    /// In words.
    pub said: Sentence,
    /// What the text carried meets there.
    pub meets: Vec<Sentence>,
}

/// An answer that may come at the first stop, and what follows.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Branch {
    /// The answer.
    pub reply: StopReply,
    /// What it is and is not, and with what the shuttle goes on.
    pub means: Vec<Sentence>,
    /// The texts on record that would be carried on, the likeliest to be asked for first; none where it is a text that
    /// is not on record.
    pub carries: Vec<Ix<Draft>>,
    /// What other texts than the one carried would meet at the stop after, and what an answer there would come to; nothing
    /// where the shuttle waits.
    pub then: Vec<Onward>,
}

/// An answer at the stop after, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Onward {
    /// What is asked there, or the answer.
    pub at: OnwardAt,
    /// What it meets or comes to.
    pub means: Vec<Sentence>,
}

/// A place in the second half of a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OnwardAt {
    /// What the text meets there, before anybody answers.
    Meets,
    /// They say yes.
    Yes,
    /// They say no.
    No,
    /// Anything else.
    Neither,
}

impl OnwardAt {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            OnwardAt::Meets => "meets",
            OnwardAt::Yes => "yes",
            OnwardAt::No => "no",
            OnwardAt::Neither => "neither",
        }
    }
}

/// An answer that may come at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StopReply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The text is called a basis.
    Basis,
    /// A text of their own is given in return.
    CounterText,
    /// Another text that is on the table is asked about instead.
    AnotherText,
    /// It is referred home.
    ReferredHome,
    /// Nothing is answered.
    Silence,
    /// The text becomes public.
    Leak,
}

impl StopReply {
    /// Every one, in the order of the page.
    pub const ALL: [StopReply; 8] = [
        StopReply::Yes,
        StopReply::No,
        StopReply::Basis,
        StopReply::CounterText,
        StopReply::AnotherText,
        StopReply::ReferredHome,
        StopReply::Silence,
        StopReply::Leak,
    ];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            StopReply::Yes => "Yes",
            StopReply::No => "No",
            StopReply::Basis => "“A basis”",
            StopReply::CounterText => "A counter-text",
            StopReply::AnotherText => "Another text",
            StopReply::ReferredHome => "“We refer it home”",
            StopReply::Silence => "Silence",
            StopReply::Leak => "A leak",
        }
    }

    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            StopReply::Yes => "yes",
            StopReply::No => "no",
            StopReply::Basis => "basis",
            StopReply::CounterText => "counter-text",
            StopReply::AnotherText => "another text",
            StopReply::ReferredHome => "referred home",
            StopReply::Silence => "silence",
            StopReply::Leak => "leak",
        }
    }
}
