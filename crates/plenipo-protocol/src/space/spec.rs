//! A space as it is given: plain numbers, before they are checked.

use std::sync::Arc;

/// What can be agreed and what each party makes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpaceSpec {
    /// Number of options of each issue.
    pub options: Vec<usize>,
    /// One a party.
    pub parties: Vec<Utility>,
    /// Texts that are ruled out.
    pub lines: Vec<Forbidden>,
}

/// One party's utility: `constant + Σ tables[issue][option] + Σ together`, and no more than `cap`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utility {
    /// Worth of each option, by issue.
    pub tables: Vec<Vec<f64>>,
    /// What depends on several issues together.
    pub together: Vec<Together>,
    /// Added to every text.
    pub constant: f64,
    /// No text counts for more; none when nothing is cut off.
    pub cap: Option<f64>,
    /// Utility of no agreement; none when the party would rather have any agreement than none.
    pub reservation: Option<f64>,
}

/// A utility that depends on several issues together.
#[derive(Clone, Debug, PartialEq)]
pub enum Together {
    /// A value for every combination of options; the last issue of the scope changes fastest.
    Table {
        /// The issues, each once.
        scope: Vec<usize>,
        /// One value a combination.
        values: Arc<[f64]>,
    },
    /// A value while each issue's option lies in a range (a hyper-rectangle).
    Range {
        /// The issues, each once.
        scope: Vec<usize>,
        /// First and last option of each.
        ranges: Vec<(usize, usize)>,
        /// The value.
        value: f64,
    },
}

impl Together {
    pub(super) fn scope(&self) -> &[usize] {
        match self {
            Self::Table { scope, .. } | Self::Range { scope, .. } => scope,
        }
    }

    pub(super) fn values(&self) -> &[f64] {
        match self {
            Self::Table { values, .. } => values,
            Self::Range { value, .. } => std::slice::from_ref(value),
        }
    }
}

/// A text is ruled out when every condition holds: a red line, a mandate, a rule between issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// An issue and the options of it that are meant; each issue once.
    pub when: Vec<(usize, Vec<usize>)>,
}

/// Why a space cannot be played on.
#[derive(Clone, Debug, PartialEq)]
pub enum SpaceError {
    /// There is no issue, or one without options.
    NoOptions {
        /// The issue; none when there is none at all.
        issue: Option<usize>,
    },
    /// There is no party.
    NoParty,
    /// A list has another length than the issues ask for, or names what is not there.
    Shape {
        /// The party; none for a line.
        party: Option<usize>,
        /// What is wrong, in words.
        what: String,
    },
    /// A number that is not finite.
    Number {
        /// The party.
        party: usize,
    },
    /// Whatever an issue's option, a line rules it out.
    NothingOpen {
        /// The issue.
        issue: usize,
    },
    /// More outcomes than can be listed one by one.
    TooMany {
        /// How many there are.
        outcomes: f64,
        /// How many can be.
        most: usize,
    },
    /// No text was found that respects every line.
    NoText,
}

impl std::fmt::Display for SpaceError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoOptions { issue: None } => write!(out, "there is no issue"),
            Self::NoOptions { issue: Some(issue) } => {
                write!(out, "issue {} has no options", issue + 1)
            }
            Self::NoParty => write!(out, "there is no party"),
            Self::Shape { party: Some(party), what } => write!(out, "party {}: {what}", party + 1),
            Self::Shape { party: None, what } => write!(out, "a line: {what}"),
            Self::Number { party } => {
                write!(out, "party {}: a number is not finite", party + 1)
            }
            Self::NothingOpen { issue } => {
                write!(out, "every option of issue {} is ruled out", issue + 1)
            }
            Self::TooMany { outcomes, most } => {
                write!(out, "{outcomes} outcomes are too many to list: at most {most}")
            }
            Self::NoText => write!(out, "no text was found that respects every line"),
        }
    }
}

impl std::error::Error for SpaceError {}
