//! Drafts that are tried out: an existing text with some issues settled otherwise, which nobody tabled and no
//! file holds. A question is asked of the record as if it held them too.

use jiff::civil::Date;

use super::Case;
use super::amended::{Amendment, draft};
use super::draft::Draft;
use super::id::{Id, Ix};
use super::records::Records;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A draft to try out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The draft it is made from.
    pub base: String,
    /// Issues with the options they are settled on instead, by their ids. Of an issue named twice the last counts.
    pub changes: Vec<(String, String)>,
}

/// The most changes with which a draft is tried out.
const CHANGES_MAX: usize = 1_000;

impl FromStr for Tried {
    type Err = &'static str;

    /// `DRAFT:ISSUE=OPTION,ISSUE=OPTION`, as it is displayed; a draft without changes is the draft alone. Of an issue
    /// named twice the last counts.
    fn from_str(text: &str) -> Result<Tried, Self::Err> {
        const FORM: &str = "write DRAFT:ISSUE=OPTION, several changes with commas";
        let (base, changes) = text.split_once(':').unwrap_or((text, ""));
        let one = |it: &str| {
            let (issue, option) = it.split_once('=').ok_or(FORM)?;
            Ok((issue.trim().to_owned(), option.trim().to_owned()))
        };
        let changes = changes.split(',').filter(|it| !it.trim().is_empty()).map(one);
        let base = base.trim().to_owned();
        if base.is_empty() {
            return Err(FORM);
        }
        if text.bytes().filter(|it| *it == b',').count() >= CHANGES_MAX {
            return Err("a draft is tried out with at most 1,000 changes");
        }
        let mut last: Vec<(String, String)> = Vec::new();
        for change in changes {
            let (issue, option) = change?;
            last.retain(|(it, _)| *it != issue);
            last.push((issue, option));
        }
        Ok(Tried { base, changes: last })
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)?;
        for (at, (issue, option)) in self.changes.iter().enumerate() {
            write!(f, "{}{issue}={option}", if at == 0 { ':' } else { ',' })?;
        }
        Ok(())
    }
}

/// A draft that is tried out, among those on record.
#[derive(Debug, Clone, Copy)]
pub(super) struct TriedOut {
    draft: Ix<Draft>,
    base: Ix<Draft>,
    /// Whether it says anything else than that.
    changed: bool,
}

/// Why a draft could not be tried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriedFault {
    /// No draft on record has the id.
    Draft(String),
    /// No issue on record has the id.
    Issue(String),
    /// The issue has no such option: the issue and the option.
    Option(String, String),
}

/// The ids that drafts tried out get, in the order they are given: the first that no record has.
const IDS: &str = "tried";

impl Case {
    /// The records with `one` beside them, last of the drafts, called `id` and dated `day`; `note` says how it came
    /// about.
    ///
    /// # Errors
    /// [`TriedFault`] for ids that name nothing.
    pub fn with_tried(
        &self,
        one: &Tried,
        (id, note): (Id, String),
        day: Option<Date>,
    ) -> Result<Records, TriedFault> {
        let base = self.base(one)?;
        let changes = self.amendments(one)?;
        let mut records = self.records.clone();
        records.drafts.push(draft(self, base, &changes, (id, note), day));
        Ok(records)
    }

    fn base(&self, one: &Tried) -> Result<Ix<Draft>, TriedFault> {
        self.find::<Draft>(&one.base).ok_or_else(|| TriedFault::Draft(one.base.clone()))
    }

    /// The same record with the drafts of `tried` beside its own, last and in the order given, dated `day`.
    ///
    /// What was answered to the draft that one is made from was answered to that text: of the one tried out only
    /// what was said of any text holds ([`Case::tried_from`]).
    ///
    /// # Errors
    /// [`TriedFault`] for ids that name nothing.
    pub fn trying(&self, tried: &[Tried], day: Option<Date>) -> Result<Case, TriedFault> {
        let mut case = self.clone();
        for (one, id) in tried.iter().zip(self.tried_ids(tried.len())) {
            let base = self.base(one)?;
            let changes = self.amendments(one)?;
            let note = "tried out; tabled by nobody and in no file".to_owned();
            let made = draft(self, base, &changes, (id, note), day);
            let (draft, changed) = (Ix::new(case.records.drafts.len()), !changes.is_empty());
            case.tried.push(TriedOut { draft, base, changed });
            case.records.drafts.push(made);
        }
        Ok(case)
    }

    /// The ids that so many drafts get where they are tried out: the first that no draft on record has.
    pub fn tried_ids(&self, n: usize) -> Vec<Id> {
        let name = |number| match number {
            1 => IDS.to_owned(),
            number => format!("{IDS}-{number}"),
        };
        let free = |name: &String| self.find::<Draft>(name).is_none();
        (1..).map(name).filter(free).filter_map(|it| Id::new(&it)).take(n).collect()
    }

    /// The draft that one tried out was made from; `None` of one on record.
    pub fn tried_from(&self, draft: Ix<Draft>) -> Option<Ix<Draft>> {
        self.tried.iter().find(|it| it.draft == draft).map(|it| it.base)
    }

    /// Whether it is one that is tried out and says something else than the draft that it was made from.
    pub fn is_changed(&self, draft: Ix<Draft>) -> bool {
        self.tried.iter().any(|it| it.draft == draft && it.changed)
    }

    /// Those tried out, in the order in which they were given.
    pub fn all_tried(&self) -> impl Iterator<Item = Ix<Draft>> {
        self.tried.iter().map(|it| it.draft)
    }

    /// The record as it is on file, without what is tried out.
    pub fn on_file(&self) -> Cow<'_, Case> {
        if self.tried.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut case = self.clone();
        case.records.drafts.truncate(self.drafts.len() - self.tried.len());
        case.tried.clear();
        Cow::Owned(case)
    }

    /// The changes that make `one`, of an issue named twice the last.
    ///
    /// # Errors
    /// [`TriedFault`] for ids that name nothing.
    fn amendments(&self, one: &Tried) -> Result<Vec<Amendment>, TriedFault> {
        let mut changes: Vec<Amendment> = Vec::new();
        for (issue, option) in &one.changes {
            let at = self.find(issue).ok_or_else(|| TriedFault::Issue(issue.clone()))?;
            let option = self
                .issue(at)
                .option(option)
                .ok_or_else(|| TriedFault::Option(issue.clone(), option.clone()))?;
            changes.retain(|it| it.issue != at);
            changes.push(Amendment { issue: at, option });
        }
        Ok(changes)
    }
}
