//! What depends on what: options that require or exclude others.

use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionSet};
use super::meta::Meta;
use super::party::Speaker;
use super::worded::worded;

/// That some options go only with others.
///
/// Where a package has, on every issue of `when`, one of the options named there, then it must have one of
/// those in `requires` on each issue named there, and none of those in `excludes`. A rule takes packages
/// away and adds none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rule {
    /// Id, sources, handling.
    pub meta: Meta,
    /// When it applies.
    pub when: IssueOptions,
    /// What must then be there, issue by issue.
    pub requires: IssueOptions,
    /// What must then not be there, issue by issue.
    pub excludes: IssueOptions,
    /// On what it rests.
    pub is: RuleKind,
    /// Why, in words.
    pub words: Option<String>,
    /// By whose account.
    pub by: Option<Speaker>,
}

worded! {
    /// On what a rule rests.
    #[derive(Default, Hash)]
    RuleKind, 3 {
        /// Options that cannot be had together, whatever anybody wants. It takes packages away.
        #[default]
        Logic = "logic",
        /// A text that binds, such as a constitution or a treaty. It takes packages away.
        Text = "text",
        /// A record keeper's reading. It warns, and takes nothing away.
        Reading = "reading",
    }
}

impl RuleKind {
    /// Whether packages that break such a rule cannot be.
    pub fn binds(self) -> bool {
        self != RuleKind::Reading
    }
}

impl Rule {
    /// The issues it speaks of, each once.
    pub fn issues(&self) -> Vec<Ix<Issue>> {
        let all = self.when.iter().chain(&self.requires).chain(&self.excludes);
        let mut issues: Vec<Ix<Issue>> = all.map(|(issue, _)| *issue).collect();
        issues.sort_unstable();
        issues.dedup();
        issues
    }

    /// Whether it speaks of an issue of which `is` holds.
    pub fn speaks_of(&self, is: impl Fn(Ix<Issue>) -> bool) -> bool {
        [&self.when, &self.requires, &self.excludes].into_iter().flatten().any(|it| is(it.0))
    }

    /// Whether something that it requires cannot be held against any text: none of those options is on record on the
    /// day on which the record is read.
    pub fn is_unjudged(&self) -> bool {
        self.requires.iter().any(|(_, set)| set.is_empty())
    }

    /// The rule as sets of options that may not stand together, one set an issue: a package breaks it exactly
    /// where it has, on every issue of one of them, an option named there. Of a requirement none of whose options is
    /// on record nothing follows: see [`Rule::is_unjudged`].
    pub fn forbidden(&self, all: impl Fn(Ix<Issue>) -> OptionSet) -> Vec<IssueOptions> {
        let mut clauses = Vec::new();
        let wanting = self.requires.iter().filter(|(_, set)| !set.is_empty());
        let wanting = wanting.map(|(issue, set)| (*issue, all(*issue).without(*set)));
        for (issue, bad) in wanting.chain(self.excludes.iter().copied()) {
            let mut clause = self.when.clone();
            match clause.iter_mut().find(|(it, _)| *it == issue) {
                Some((_, set)) => *set = set.and(bad),
                None => clause.push((issue, bad)),
            }
            clause.sort_by_key(|(it, _)| *it);
            if clause.iter().all(|(_, set)| !set.is_empty()) {
                clauses.push(clause);
            }
        }
        clauses
    }
}
