//! What rules forbid: combinations of options that no package may have, and what that leaves of a text nobody has
//! read whole.

use super::contents::Content;
use super::id::Ix;
use super::issue::{Issue, IssueOptions, OptionIx, OptionSet};
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

/// Takes out of what a text may contain what rules forbid, group by group of the undecided issues that rules tie
/// together. Where nothing would be left of one, the text itself breaks a rule, and the group stays as it is told.
///
/// First, where all but one issue of a combination are known to be in it, the last is not. Then an option stays where
/// some combination of the group that has it is allowed: exactly where there are no more than [`COMBINATIONS_MAX`]
/// of them, and else as told.
pub(super) fn restrict(records: &Records, contents: &mut [Content]) {
    if records.rules.is_empty() {
        return;
    }
    let clauses = clauses(records);
    for group in tied(&clauses, contents) {
        let told: Vec<Content> = group.iter().map(|it| contents[it.get()].clone()).collect();
        let own = |it: &&Clause| it.sets.iter().any(|(issue, _)| group.contains(issue));
        let own: Vec<&Clause> = clauses.iter().filter(own).collect();
        if propagate(&own, contents).and_then(|()| project(&own, &group, contents)).is_none() {
            for (issue, told) in group.iter().zip(told) {
                contents[issue.get()] = told;
            }
        }
    }
}

/// Up to how many combinations of options of issues tied together each is tried.
const COMBINATIONS_MAX: usize = 20_000;

/// Takes out what is forbidden by one combination at a time; `None` where nothing is left of an issue.
fn propagate(clauses: &[&Clause], contents: &mut [Content]) -> Option<()> {
    // Each round takes out an option at least, or is the last.
    loop {
        let mut changed = false;
        for clause in clauses {
            let Some(open) = open(clause, contents) else { continue };
            let (issue, set) = match open.as_slice() {
                [] => return None,
                [one] => one,
                _ => continue,
            };
            let content = &mut contents[issue.get()];
            // It may have the option and need not, so that something is left.
            content.narrow(content.options().without(*set));
            changed = true;
        }
        if !changed {
            return Some(());
        }
    }
}

/// What of a combination is still undecided in a text: none where the text may not have it, or where it may leave
/// one of its issues open.
fn open<'c>(clause: &'c Clause, contents: &[Content]) -> Option<Vec<&'c (Ix<Issue>, OptionSet)>> {
    let of = |it: &(Ix<Issue>, OptionSet)| &contents[it.0.get()];
    let may = clause.sets.iter().all(|it| of(it).may_be(it.1) && !of(it).may_be_left_open());
    may.then(|| clause.sets.iter().filter(|it| !of(it).is_within(it.1)).collect())
}

/// The undecided issues of which rules forbid something, in groups that rules tie together.
fn tied(clauses: &[Clause], contents: &[Content]) -> Vec<Vec<Ix<Issue>>> {
    let mut groups: Vec<Vec<Ix<Issue>>> = Vec::new();
    for clause in clauses {
        let mut group: Vec<Ix<Issue>> =
            open(clause, contents).into_iter().flatten().map(|it| it.0).collect();
        if group.is_empty() {
            continue;
        }
        groups.retain_mut(|other| {
            let apart = !other.iter().any(|it| group.contains(it));
            if !apart {
                group.append(other);
            }
            apart
        });
        group.sort_unstable();
        group.dedup();
        groups.push(group);
    }
    groups
}

/// Leaves of these issues the options that some allowed combination of them has; `None` where there is none.
fn project(clauses: &[&Clause], tied: &[Ix<Issue>], contents: &mut [Content]) -> Option<()> {
    let own: Vec<Vec<OptionIx>> =
        tied.iter().map(|it| contents[it.get()].options().iter().collect()).collect();
    let combinations = own.iter().try_fold(1_usize, |all, it| all.checked_mul(it.len()));
    if combinations.is_none_or(|it| it > COMBINATIONS_MAX) {
        return Some(());
    }
    let place = |issue: Ix<Issue>| tied.iter().position(|it| *it == issue);
    let forbidden: Vec<Vec<(usize, OptionSet)>> = (clauses.iter())
        .filter_map(|it| open(it, contents))
        .filter_map(|it| it.into_iter().map(|(issue, set)| Some((place(*issue)?, *set))).collect())
        .filter(|it: &Vec<(usize, OptionSet)>| !it.is_empty())
        .collect();
    let mut left = vec![OptionSet::EMPTY; tied.len()];
    let mut at = vec![0; tied.len()];
    loop {
        let has = |(place, set): &(usize, OptionSet)| set.contains(own[*place][at[*place]]);
        if !forbidden.iter().any(|it| it.iter().all(has)) {
            for ((left, own), at) in left.iter_mut().zip(&own).zip(&at) {
                *left = left.or(OptionSet::one(own[*at]));
            }
        }
        let Some(next) = (0..at.len()).find(|it| at[*it] + 1 < own[*it].len()) else { break };
        at[next] += 1;
        at[..next].fill(0);
    }
    if left.iter().any(|it| it.is_empty()) {
        return None;
    }
    for (issue, left) in tied.iter().zip(left) {
        let content = &mut contents[issue.get()];
        if left != content.options() {
            content.narrow(left);
        }
    }
    Some(())
}
