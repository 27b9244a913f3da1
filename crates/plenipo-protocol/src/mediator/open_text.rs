//! What a mediator sees.

use std::cmp::Ordering;

use crate::space::{Space, StandingText};

/// What parties say of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feedback {
    /// Yes or no.
    Votes,
    /// Also whether it is better, the same or worse.
    Compared,
    /// Also whether they mean it strongly.
    Graded,
}

/// What was said of one proposal, one entry a party that was asked.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// The first party that was asked; the others follow it.
    pub first: usize,
    /// Yes or no.
    pub votes: &'a [bool],
    /// Better ([`Ordering::Greater`]), the same, or worse; empty where parties say yes and no alone.
    pub compared: &'a [Ordering],
    /// From −2, strongly against, to 2, strongly for; empty where parties do not say how much they mean it.
    pub grades: &'a [i8],
}

/// A text without what it is worth to anybody.
#[derive(Clone, Copy, Debug)]
pub struct OpenText<'a> {
    text: &'a StandingText<'a>,
}

impl<'a> OpenText<'a> {
    pub(crate) fn new(text: &'a StandingText<'a>) -> Self {
        Self { text }
    }

    /// The option of every issue.
    #[must_use]
    pub fn chosen(&self) -> &'a [u32] {
        self.text.chosen()
    }

    /// Number of options of an issue.
    #[must_use]
    pub fn n_options(&self, issue: usize) -> u32 {
        self.space().n_options(issue)
    }

    /// Whether no line rules the text out with this change.
    #[must_use]
    pub fn permits_change(&self, issue: usize, option: u32) -> bool {
        self.text.permits_change(issue, option)
    }

    fn space(&self) -> &'a Space {
        self.text.space()
    }
}
