//! What rules forbid: combinations of options that no package may have, and what that leaves of a text nobody has
//! read whole.

use super::contents::Content;
use super::id::Ix;
use super::issue::{IssueOptions, OptionIx};
use super::records::Records;
use super::rule::Rule;

/// One combination that a rule forbids: options, issue by issue, that may not stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The rule.
    pub rule: Ix<Rule>,
    /// The options; a package breaks the rule where it has, on every issue, one of those named there.
    pub sets: IssueOptions,
}

impl Clause {
    /// Whether a text of this content breaks it, whatever is not known of it.
    pub fn is_broken(&self, contents: &[Content]) -> bool {
        self.sets.iter().all(|(issue, set)| contents[issue.get()].is_within(*set))
    }

    /// Whether a package with `options[issue]` breaks it.
    pub fn forbids(&self, options: &[OptionIx]) -> bool {
        self.sets.iter().all(|(issue, set)| set.contains(options[issue.get()]))
    }
}

/// What the rules that bind forbid: those of logic and of a text. A keeper's reading forbids nothing.
pub fn clauses(records: &Records) -> Vec<Clause> {
    of_rules(records, true)
}

/// What keepers' readings would forbid: they only warn.
pub fn warnings(records: &Records) -> Vec<Clause> {
    of_rules(records, false)
}

fn of_rules(records: &Records, binding: bool) -> Vec<Clause> {
    let mut all = Vec::new();
    for (place, rule) in records.rules.iter().enumerate() {
        if rule.is.binds() == binding {
            let forbidden = rule.forbidden(|issue| records.issue(issue).all());
            let each = forbidden.into_iter().map(|sets| Clause { rule: Ix::new(place), sets });
            all.extend(each);
        }
    }
    all
}

/// Takes out of what a text may contain what rules forbid: where all but one issue of a combination are known to
/// be in it, the last is not. Where nothing would be left the text itself breaks a rule, and stays as it is told.
pub(super) fn restrict(records: &Records, contents: &mut [Content]) {
    if records.rules.is_empty() {
        return;
    }
    let clauses = clauses(records);
    // Each round takes out an option at least, or is the last.
    loop {
        let mut changed = false;
        for clause in &clauses {
            let mut open =
                clause.sets.iter().filter(|(it, set)| !contents[it.get()].is_within(*set));
            let (Some((issue, set)), None) = (open.next(), open.next()) else { continue };
            let content = &mut contents[issue.get()];
            let left = content.options().without(*set);
            let narrows = !content.may_be_left_open() && !left.is_empty();
            if narrows && left != content.options() {
                content.narrow(left);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}
