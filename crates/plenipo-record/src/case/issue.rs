//! Issues and their options.

use super::chance::Range;
use super::id::{Id, Ix};
use super::meta::Meta;

/// A question the agreement would settle.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Issue {
    /// Id, sources, handling.
    pub meta: Meta,
    /// Title.
    pub title: String,
    /// The group it is listed under: a heading, unless the group weighs as one.
    pub group: Option<String>,
    /// Place in lists, lowest first; issues without one follow in order of id.
    pub order: Option<i64>,
    /// Whether the options lie on a line in the order given.
    pub ordered: bool,
    /// Unit of the options' values.
    pub unit: Option<String>,
    /// What holds when an agreement does not speak of it.
    pub status_quo: Option<OptionIx>,
    /// The options, at most [`OptionSet::CAPACITY`].
    pub options: Vec<IssueOption>,
}

impl Issue {
    /// The place of the option called `id`.
    pub fn option(&self, id: &str) -> Option<OptionIx> {
        self.options.iter().position(|option| option.id.as_str() == id).map(OptionIx::new)
    }

    /// The set of all its options.
    pub fn all(&self) -> OptionSet {
        OptionSet::first(self.options.len())
    }
}

/// One way of settling an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct IssueOption {
    /// Name, unique in its issue.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// Its value or range, in the issue's unit.
    pub value: Option<Range>,
    /// The day it became known that somebody proposes it; with the issue, where nothing is said.
    pub known: Option<jiff::civil::Date>,
}

/// The place of an option in its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionIx(u8);

impl OptionIx {
    /// The place `index`, counted from 0, below [`OptionSet::CAPACITY`].
    pub fn new(index: usize) -> OptionIx {
        debug_assert!(index < OptionSet::CAPACITY);
        OptionIx(index as u8)
    }

    /// The place as a number.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of options of one issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The most options an issue may have.
    pub const CAPACITY: usize = 64;
    /// No option.
    pub const EMPTY: OptionSet = OptionSet(0);

    /// The first `count` options.
    pub fn first(count: usize) -> OptionSet {
        if count >= Self::CAPACITY { OptionSet(u64::MAX) } else { OptionSet((1 << count) - 1) }
    }

    /// The set of one option.
    pub fn one(option: OptionIx) -> OptionSet {
        OptionSet(1 << option.0)
    }

    /// Adds an option.
    pub fn insert(&mut self, option: OptionIx) {
        self.0 |= 1 << option.0;
    }

    /// Whether `option` is in it.
    pub fn contains(self, option: OptionIx) -> bool {
        self.0 >> option.0 & 1 == 1
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options are in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Options in both.
    pub fn and(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 & other.0)
    }

    /// Options in either.
    pub fn or(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 | other.0)
    }

    /// Options in this set and not in `other`.
    pub fn without(self, other: OptionSet) -> OptionSet {
        OptionSet(self.0 & !other.0)
    }

    /// Whether all of it lies in `other`.
    pub fn within(self, other: OptionSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// The only option of a set of one.
    pub fn single(self) -> Option<OptionIx> {
        (self.len() == 1).then(|| OptionIx(self.0.trailing_zeros() as u8))
    }

    /// Its options, first first.
    pub fn iter(self) -> impl Iterator<Item = OptionIx> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = left.trailing_zeros() as u8;
            (left != 0).then(|| {
                left &= left - 1;
                OptionIx(first)
            })
        })
    }
}

impl FromIterator<OptionIx> for OptionSet {
    fn from_iter<I: IntoIterator<Item = OptionIx>>(options: I) -> OptionSet {
        let mut set = OptionSet::EMPTY;
        for option in options {
            set.insert(option);
        }
        set
    }
}

/// Options of several issues, each issue at most once.
pub type IssueOptions = Vec<(Ix<Issue>, OptionSet)>;
