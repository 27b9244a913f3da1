//! What rules leave of several issues at once, of a text that nobody has read whole.
//!
//! Issue by issue a text may cross a line on this and on that; where rules tie the two, every way in which it may turn
//! out crosses it on one of them, or none does. [`Content`] holds what is left of one issue, and this what ties them.

use super::contents::Content;
use super::forbidden::{Clause, is_without_a_way};
use super::issue::{Issue, OptionSet};
use super::lines::Line;

use std::sync::Arc;

/// The combinations that rules forbid and that tie issues which a text does not settle.
#[derive(Debug)]
struct Tying {
    clauses: Vec<Clause>,
    /// All options of each issue.
    all: Vec<OptionSet>,
}

/// What ties an issue of a text to others. It is no part of what the text says there, and two contents are the same
/// whatever ties them.
#[derive(Debug, Clone, Default)]
pub(super) struct Ties(Option<Arc<Tying>>);

impl PartialEq for Ties {
    fn eq(&self, _: &Ties) -> bool {
        true
    }
}

impl Ties {
    pub(super) fn of(clauses: Vec<Clause>, issues: &[Issue]) -> Ties {
        let all = issues.iter().map(Issue::all).collect();
        Ties(Some(Arc::new(Tying { clauses, all })))
    }
}

impl Tying {
    /// Whether a text of this content can turn out in no way that has nothing of `clauses`.
    fn cannot_be(&self, clauses: &[Clause], contents: &[Content]) -> bool {
        clauses.iter().any(|it| it.is_broken(contents))
            || is_without_a_way(&|issue| self.all[issue], clauses, contents)
    }
}

/// What ties issues that bear on `line` to each other; `None` where no more than one of them is open, so that what is
/// left of each tells all.
fn tying<'c>(line: &Line, contents: &'c [Content]) -> Option<&'c Tying> {
    let mut open = bearing(line);
    open.retain(|it| contents[*it].single().is_none());
    let first = open.iter().find_map(|it| contents[*it].ties.0.as_deref())?;
    (open.len() > 1).then_some(first)
}

/// The issues a line speaks of, those of its condition among them.
fn bearing(line: &Line) -> Vec<usize> {
    let when = line.condition.iter().flat_map(|it| &it.when).map(|(it, _)| it.get());
    let mut all: Vec<usize> = line.issues().map(|it| it.get()).chain(when).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The issues that bear on what a text of this content does to `line`: its own and all that rules tie to them.
pub(super) fn bearing_with_tied(line: &Line, contents: &[Content]) -> Vec<usize> {
    let mut all = bearing(line);
    if let Some(tying) = tying(line, contents) {
        all.extend(tying.clauses.iter().flat_map(|it| &it.sets).map(|(issue, _)| issue.get()));
        all.sort_unstable();
        all.dedup();
    }
    all
}

/// Whether no way in which a text of this content may turn out has, on `issue`, one of `options` where `line` applies.
pub(super) fn never(
    line: &Line,
    (issue, options): (usize, OptionSet),
    contents: &[Content],
) -> bool {
    let Some(tying) = tying(line, contents) else { return false };
    if tying.cannot_be(&tying.clauses, contents) {
        return false;
    }
    let mut supposed = contents.to_vec();
    let when = line.condition.iter().flat_map(|it| &it.when).map(|(it, set)| (it.get(), *set));
    for (at, set) in when.chain([(issue, options)]) {
        // What is left to the principals may come to anything, and is not taken for settled.
        if !supposed[at].may_be_left_open() {
            let left = supposed[at].options().and(set);
            if left.is_empty() {
                return true;
            }
            supposed[at].suppose(left);
        }
    }
    tying.cannot_be(&tying.clauses, &supposed)
}

/// Whether every way in which a text of this content may turn out crosses `line`, on one of its issues or another.
pub(super) fn always(line: &Line, contents: &[Content]) -> bool {
    let Some(tying) = tying(line, contents) else { return false };
    let when = line.condition.as_ref().map_or(&[][..], |it| &it.when);
    let in_words = line.condition.is_some() && when.is_empty();
    let is_open = |it: usize| contents[it].may_be_left_open();
    if in_words
        || when.iter().any(|(it, _)| is_open(it.get()))
        || tying.cannot_be(&tying.clauses, contents)
    {
        return false;
    }
    let Some(rule) = tying.clauses.first().map(|it| it.rule) else { return false };
    let mut clauses = tying.clauses.clone();
    for (issue, set) in line.rules_out.iter().filter(|(it, _)| !is_open(it.get())) {
        let mut sets = when.to_vec();
        match sets.iter_mut().find(|(it, _)| it == issue) {
            Some((_, both)) => *both = both.and(*set),
            None => sets.push((*issue, *set)),
        }
        // The rule's name is not asked for here.
        clauses.push(Clause { rule, sets });
    }
    tying.cannot_be(&clauses, contents)
}
