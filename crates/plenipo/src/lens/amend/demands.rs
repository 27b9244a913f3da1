//! What an amended draft must keep to: the principals' standing lines, and what was asked for.

use super::base::Base;
use crate::lens::acceptance::assess::is_set_aside;
use plenipo_maths::change::clear::Violations;
use plenipo_record::case::Case;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::contents::Content;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::forbidden::{Clause, clauses, without_a_way};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, OptionIx, OptionSet};
use plenipo_record::case::lines::{Line, Verdict};

/// What an amended draft must keep to.
pub(super) struct Demands {
    /// The standing lines of every principal, party by party, newest first.
    pub(super) lines: Vec<Line>,
    /// Which of them the draft as it stands need not keep to: its party has accepted that very text since.
    /// Of a changed text it has accepted nothing.
    pub(super) aside: Vec<bool>,
    /// What rules forbid: no package has it, whatever anybody wants.
    pub(super) rules: Vec<Clause>,
    /// Options the amended draft may not have, issue by issue.
    pub(super) never: Vec<OptionSet>,
    /// Issues that may be changed.
    pub(super) free: Vec<bool>,
    /// The mildest verdict that no line may get.
    pub(super) gravest: Verdict,
    /// For each option of each issue, how many lines it may offend, and how many it leaves unclear.
    weight: Vec<Vec<(usize, usize)>>,
}

/// Something an amended draft must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// A line, by its place among the demands' lines.
    Line(usize),
    /// That an option asked for with `--never` is not in it.
    Never(usize),
    /// That an issue stays as it is.
    Keep(usize),
    /// A combination that a rule forbids, by its place among the demands' rules.
    Rule(usize),
}

impl Demands {
    pub(super) fn of(
        case: &Case,
        draft: Ix<Draft>,
        never: Vec<OptionSet>,
        free: Vec<bool>,
        gravest: Verdict,
    ) -> Demands {
        let lines = case.vetoes();
        let weight = weight(&lines, case.issues.iter().map(|it| it.options.len()));
        let aside = lines.iter().map(|it| is_set_aside(case, draft, it)).collect();
        Demands { lines, aside, rules: clauses(case), never, free, gravest, weight }
    }

    /// The same with every line as it was drawn, whatever later word apparently overtook it.
    #[must_use]
    pub(super) fn with_overtaken(mut self) -> Demands {
        self.lines = self.lines.iter().map(Line::upheld).collect();
        self.weight = weight(&self.lines, self.weight.iter().map(Vec::len));
        self
    }

    /// Whether the draft as it stands keeps to all that it must.
    pub(super) fn keeps_as_it_stands(&self, base: &Base<'_>) -> bool {
        let mut asked = self.all();
        asked.retain(|it| !matches!(it, Demand::Line(line) if self.aside[*line]));
        self.violations(base, &base.contents, &asked).is_empty()
    }

    /// Every demand there is. Issues that may not be changed come first: of several proofs the one
    /// with the fewest of them is worth most.
    pub(super) fn all(&self) -> Vec<Demand> {
        let kept = (0..self.free.len()).filter(|it| !self.free[*it]).map(Demand::Keep);
        let never = (0..self.never.len()).filter(|it| !self.never[*it].is_empty());
        kept.chain(never.map(Demand::Never))
            .chain((0..self.rules.len()).map(Demand::Rule))
            .chain((0..self.lines.len()).map(Demand::Line))
            .collect()
    }

    /// The options that a draft may not have on `issue` whatever else it says, as far as `asked`.
    pub(super) fn ruled_out(&self, issue: usize, asked: &[Demand]) -> OptionSet {
        let each = asked.iter().map(|demand| match demand {
            Demand::Never(it) if *it == issue => self.never[issue],
            Demand::Line(line) => self.ruled_out_by(&self.lines[*line], Ix::new(issue)),
            Demand::Rule(rule) => self.forbidden_alone(*rule, issue),
            _ => OptionSet::EMPTY,
        });
        each.fold(OptionSet::EMPTY, OptionSet::or)
    }

    /// The options that a rule forbids on `issue` whatever stands beside them.
    fn forbidden_alone(&self, rule: usize, issue: usize) -> OptionSet {
        match self.rules[rule].sets.as_slice() {
            [(only, set)] if only.get() == issue => *set,
            _ => OptionSet::EMPTY,
        }
    }

    /// The options that a line alone rules out on `issue`, at the verdict asked for.
    pub(super) fn ruled_out_by(&self, line: &Line, issue: Ix<Issue>) -> OptionSet {
        let decidable = line.condition.as_ref().is_some_and(|it| !it.when.is_empty());
        let undecided = line.condition.as_ref().is_some_and(|it| it.when.is_empty());
        if decidable || undecided && self.gravest == Verdict::Crossed {
            return OptionSet::EMPTY;
        }
        self.touched(line, issue)
    }

    /// Whether a draft that holds `content` has one of these options, at the verdict asked for: it says so
    /// whatever is not known of it, or, where nothing may even possibly be crossed, it may say so. What it
    /// leaves to the principals it does not have.
    pub(super) fn has(&self, content: &Content, options: OptionSet) -> bool {
        match self.gravest {
            Verdict::Crossed => content.is_within(options),
            _ => content.may_be(options),
        }
    }

    /// The options of `issue` that give the line a verdict that it may not get, if it applies.
    pub(super) fn touched(&self, line: &Line, issue: Ix<Issue>) -> OptionSet {
        let unclear = line.unclear.iter().filter(|(it, _)| *it == issue).map(|(_, set)| *set);
        match self.gravest {
            Verdict::Unclear => unclear.fold(line.rules_out_on(issue), OptionSet::or),
            _ => line.rules_out_on(issue),
        }
    }

    /// What of `asked` a draft of this content does not keep to: for each violation, the issues that
    /// bear on it.
    pub(super) fn violations(
        &self,
        base: &Base<'_>,
        contents: &[Content],
        asked: &[Demand],
    ) -> Violations {
        let mut violations = Violations::new();
        let with_triggers = |issues: Vec<usize>| -> Vec<usize> {
            let on: Vec<usize> = issues.iter().flat_map(|it| base.triggers[*it].clone()).collect();
            [issues, on].concat()
        };
        for issues in self.without_a_way(base, contents, asked) {
            violations.push(with_triggers(issues));
        }
        for demand in asked {
            match demand {
                Demand::Keep(_) => {}
                Demand::Rule(rule) => {
                    let rule = &self.rules[*rule];
                    if rule.is_broken(contents) {
                        let issues = rule.sets.iter().map(|(issue, _)| issue.get()).collect();
                        violations.push(with_triggers(issues));
                    }
                }
                Demand::Never(issue) => {
                    if self.has(&contents[*issue], self.never[*issue]) {
                        violations.push(with_triggers(vec![*issue]));
                    }
                }
                Demand::Line(line) => {
                    let line = &self.lines[*line];
                    let on = line.condition.iter().flat_map(|it| &it.when).map(|(it, _)| it.get());
                    let on: Vec<usize> = on.collect();
                    let mut alone = issues_of(line);
                    alone.retain(|it| line.judge_on(*it, contents) >= self.gravest);
                    if alone.is_empty() && line.judge(contents) >= self.gravest {
                        // On one issue or another: all that are tied to it bear on it.
                        violations.push(with_triggers(line.bearing(contents)));
                    }
                    for issue in alone {
                        violations.push(with_triggers([vec![issue.get()], on.clone()].concat()));
                    }
                }
            }
        }
        violations
    }

    /// Issues tied by the rules of `asked` that cannot turn out in any way without breaking one of them, though no
    /// single rule is broken whatever they turn out to be; with the issues beside which that is so.
    fn without_a_way(
        &self,
        base: &Base<'_>,
        contents: &[Content],
        asked: &[Demand],
    ) -> Vec<Vec<usize>> {
        let rule = |it: &Demand| match it {
            Demand::Rule(rule) => Some(self.rules[*rule].clone()),
            _ => None,
        };
        let rules: Vec<Clause> = asked.iter().filter_map(rule).collect();
        let all = without_a_way(base.case, &rules, contents).into_iter();
        all.map(|it| {
            let sets = it.clauses.iter().flat_map(|it| &rules[*it].sets);
            let mut issues: Vec<usize> = sets.map(|(issue, _)| issue.get()).collect();
            issues.sort_unstable();
            issues.dedup();
            issues
        })
        .collect()
    }

    /// The options each issue may be changed to, those to try first in front: the ones that leave fewest
    /// lines unclear, then on a scale the ones nearest to what the draft says.
    pub(super) fn options(&self, base: &Base<'_>) -> Vec<Vec<usize>> {
        let options = (0..base.case.issues.len()).map(|issue| {
            let now = base.contents[issue].single();
            let mut open = base.case.issues[issue].all();
            // A change to what it says already is none, unless that depends on other issues.
            if let Some(now) = now.filter(|_| !base.depends(issue)) {
                open = open.without(OptionSet::one(now));
            }
            let mut options: Vec<OptionIx> = open.iter().collect();
            options.sort_by_key(|it| {
                let change = Amendment { issue: Ix::new(issue), option: *it };
                let (offends, unclear) = self.weight[issue][it.get()];
                (offends, unclear, distance(base, change), *it)
            });
            options.into_iter().map(OptionIx::get).collect()
        });
        options.collect()
    }

    /// The options of each issue that a draft may not have whatever else it says, as far as `asked`; all of
    /// one that stays as it is.
    pub(super) fn excluded(&self, base: &Base<'_>, asked: &[Demand]) -> Vec<OptionSet> {
        let excluded_len = base.case.issues.len();
        let mut excluded = vec![OptionSet::EMPTY; excluded_len];
        let mut add = |issue: usize, set| excluded[issue] = excluded[issue].or(set);
        for demand in asked {
            match demand {
                Demand::Keep(issue) => add(*issue, base.case.issues[*issue].all()),
                Demand::Never(issue) => add(*issue, self.never[*issue]),
                Demand::Rule(rule) => {
                    for issue in 0..excluded_len {
                        add(issue, self.forbidden_alone(*rule, issue));
                    }
                }
                Demand::Line(line) => {
                    let line = &self.lines[*line];
                    for issue in issues_of(line) {
                        add(issue.get(), self.ruled_out_by(line, issue));
                    }
                }
            }
        }
        excluded
    }
}

/// For each of so many options an issue, how many lines it may offend, and how many it leaves unclear.
fn weight(lines: &[Line], sizes: impl Iterator<Item = usize>) -> Vec<Vec<(usize, usize)>> {
    let mut weight: Vec<Vec<(usize, usize)>> = sizes.map(|it| vec![(0, 0); it]).collect();
    for line in lines {
        for (issue, set) in &line.rules_out {
            set.iter().for_each(|it| weight[issue.get()][it.get()].0 += 1);
        }
        for (issue, set) in &line.unclear {
            set.iter().for_each(|it| weight[issue.get()][it.get()].1 += 1);
        }
    }
    weight
}

/// How far a change goes on a scale, in options; 1 where the issue is none, or nothing is known.
pub(super) fn distance(base: &Base<'_>, change: Amendment) -> usize {
    let now = base.contents[change.issue.get()].options();
    if !base.case.issue(change.issue).ordered {
        return 1;
    }
    now.iter().map(|it| it.get().abs_diff(change.option.get())).min().unwrap_or(1)
}

/// The issues a line speaks of, each once.
pub(super) fn issues_of(line: &Line) -> Vec<Ix<Issue>> {
    let each = line.rules_out.iter().chain(&line.unclear);
    let mut issues: Vec<Ix<Issue>> = each.map(|(issue, _)| *issue).collect();
    issues.sort_unstable();
    issues.dedup();
    issues
}
