//! Lines under conditions that together leave nothing on an issue: each alone leaves a way, and where all their
//! conditions hold there is none.

use std::collections::BTreeMap;

use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, listed};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Line;

/// Steps taken for one issue at most.
const STEPS_MAX: usize = 20_000;

/// Lines that leave nothing on an issue where their conditions hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lens) struct Emptied {
    pub(in crate::lens) issue: Ix<Issue>,
    /// Places of the lines; with any one of them gone an option is left.
    pub(in crate::lens) lines: Vec<usize>,
    /// What a draft has to say on other issues for their conditions to hold.
    when: Vec<(Ix<Issue>, OptionSet)>,
}

/// For each issue on which lines without a condition leave something, one set of lines that leaves nothing there,
/// if there is one whose conditions can hold together.
pub(in crate::lens) fn emptied(case: &Case, lines: &[Line]) -> Vec<Emptied> {
    let mut left: Vec<OptionSet> = case.issues.iter().map(Issue::all).collect();
    for line in lines.iter().filter(|it| it.condition.is_none()) {
        for (issue, out) in &line.rules_out {
            left[issue.get()] = left[issue.get()].without(*out);
        }
    }
    let issues = (0..case.issues.len()).map(Ix::new);
    let open = issues.filter(|it: &Ix<Issue>| !left[it.get()].is_empty());
    let found = open.filter_map(|issue| {
        let mut cover = Cover { lines, left: &left, issue, steps: 0, taken: Vec::new() };
        let when = cover.rest(left[issue.get()], &BTreeMap::new())?;
        let mut taken = cover.taken;
        // Those without a condition that took the rest away.
        let always = lines.iter().enumerate().filter(|(_, it)| it.condition.is_none());
        taken.extend(
            always.filter(|(_, it)| it.rules_out.iter().any(|(on, _)| *on == issue)).map(|it| it.0),
        );
        let taken = needed(case, lines, issue, taken);
        Some(Emptied { issue, lines: taken, when: when.into_iter().collect() })
    });
    found.collect()
}

/// The same for people, one sentence a set.
pub(in crate::lens) fn in_words(case: &Case, lines: &[Line], it: &Emptied) -> String {
    let own = || it.lines.iter().map(|place| &lines[*place]);
    let each = own().map(|line| {
        let whose = case.party(line.party).label();
        format!("{whose}'s {}", describe::line_named(case, line.stated))
    });
    let each: Vec<String> = each.collect();
    let mut conditions: Vec<String> = Vec::new();
    for (issue, options) in &it.when {
        let options = describe::option_texts(case.issue(*issue), *options);
        conditions.push(format!("{}: {options}", case.issue(*issue).title));
    }
    let in_words = own().filter_map(|line| line.condition.as_ref().filter(|it| it.when.is_empty()));
    for text in in_words.filter_map(|it| it.text.as_deref()) {
        let words = describe::quoted(case, text);
        if !conditions.contains(&words) {
            conditions.push(words);
        }
    }
    let holds = match conditions.as_slice() {
        [] => String::new(),
        all => format!(" where their conditions hold ({})", all.join("; ")),
    };
    format!(
        "together these lines rule out every option on {}{holds}: {}",
        case.issue(it.issue).title,
        listed(&each)
    )
}

/// A search for lines that rule out the rest of an issue, one option after the other.
struct Cover<'l> {
    lines: &'l [Line],
    left: &'l [OptionSet],
    issue: Ix<Issue>,
    steps: usize,
    taken: Vec<usize>,
}

/// What conditions ask of other issues.
type When = BTreeMap<Ix<Issue>, OptionSet>;

impl Cover<'_> {
    /// What has to hold for the lines taken, which rule out all of `rest`; `None` where there are none.
    fn rest(&mut self, rest: OptionSet, when: &When) -> Option<When> {
        let Some(option) = rest.iter().next() else { return Some(when.clone()) };
        for place in 0..self.lines.len() {
            self.steps += 1;
            if self.steps > STEPS_MAX {
                return None;
            }
            let line = &self.lines[place];
            let out = rules_out(line, self.issue);
            if line.condition.is_none() || !out.contains(option) {
                continue;
            }
            let Some(both) = self.with(line, when) else { continue };
            self.taken.push(place);
            if let Some(found) = self.rest(rest.without(out), &both) {
                return Some(found);
            }
            self.taken.pop();
        }
        None
    }

    /// `when` with the condition of one more line; `None` where both cannot hold, whatever a draft says.
    fn with(&self, line: &Line, when: &When) -> Option<When> {
        let mut both = when.clone();
        for (issue, options) in line.condition.iter().flat_map(|it| &it.when) {
            if *issue == self.issue {
                continue;
            }
            let allowed = both.entry(*issue).or_insert(self.left[issue.get()]);
            *allowed = allowed.and(*options);
            if allowed.is_empty() {
                return None;
            }
        }
        Some(both)
    }
}

/// What a line rules out on `issue` where the rest of its condition holds.
fn rules_out(line: &Line, issue: Ix<Issue>) -> OptionSet {
    let own = line.rules_out.iter().filter(|(it, _)| *it == issue).map(|(_, set)| *set);
    let out = own.fold(OptionSet::EMPTY, OptionSet::or);
    let when = line.condition.iter().flat_map(|it| &it.when).filter(|(it, _)| *it == issue);
    when.fold(out, |out, (_, set)| out.and(*set))
}

/// Those of `taken` without which an option would be left.
fn needed(case: &Case, lines: &[Line], issue: Ix<Issue>, mut taken: Vec<usize>) -> Vec<usize> {
    let mut at = 0;
    while at < taken.len() {
        let others = taken.iter().enumerate().filter(|(it, _)| *it != at);
        let out = others.map(|(_, place)| rules_out(&lines[*place], issue));
        if case.issue(issue).all().within(out.fold(OptionSet::EMPTY, OptionSet::or)) {
            taken.remove(at);
        } else {
            at += 1;
        }
    }
    taken.sort_unstable();
    taken
}
