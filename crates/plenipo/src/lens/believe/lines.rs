//! Beliefs about lines: what a text would have to say, or a line to mean, for the line not to stop it, or to stop it.

use super::answer::Supposed;
use super::grounds::{Clauses, Grounds};
use plenipo_record::case::contents::holds;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, IssueOptions, OptionSet};
use plenipo_record::case::lines::{Line, Stated, Verdict};
use plenipo_record::case::party::Speaker;

/// The lines that bear on the text: not those that its party's later acceptance sets aside, nor those that somebody stated
/// to bind nowhere.
pub(super) fn bearing<'g>(grounds: &'g Grounds<'_>) -> impl Iterator<Item = &'g Line> {
    let each = grounds.model.lines.iter().zip(&grounds.assessment.aside);
    each.filter(|(line, aside)| {
        let binds = line.firmness.is_none_or(|it| it.range().high > 0.0);
        !**aside && binds && line.judge(grounds.contents) != Verdict::Respected
    })
    .map(|(line, _)| line)
}

/// For acceptance: of each clause one or another holds.
pub(super) fn cleared(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for line in bearing(grounds) {
        let mut common = vec![Supposed::Gives(line.stated)];
        common.extend(grounds.doubted(speaker(grounds, line).as_ref()));
        let fails = condition(grounds, line, false);
        let issues = issues(line);
        let judged: Vec<Verdict> =
            issues.iter().map(|it| line.judge_on(*it, grounds.contents)).collect();
        // Crossed by what rules leave, on one issue or another: nothing that the text says helps.
        if line.judge(grounds.contents) == Verdict::Crossed && !judged.contains(&Verdict::Crossed) {
            clauses.add(common);
            continue;
        }
        for (issue, verdict) in issues.into_iter().zip(judged) {
            let content = &grounds.contents[issue.get()];
            let (out, unclear) = (ruled_out(line, issue), on(&line.unclear, issue));
            let others = || common.iter().cloned().chain(fails.iter().cloned());
            let but = |set: OptionSet| {
                let left = content.options().without(set);
                let open = content.may_leave_open();
                (!left.is_empty() || open).then_some(Supposed::Content(issue, left))
            };
            match verdict {
                Verdict::Respected => continue,
                Verdict::Crossed => clauses.add(others()),
                Verdict::MayBeCrossed if content.may_be(out) => {
                    clauses.add(but(out).into_iter().chain(others()));
                }
                Verdict::MayBeCrossed => clauses.add(others()),
                Verdict::Unclear => {}
            }
            if verdict != Verdict::Crossed && content.may_be(unclear) {
                let spares = Supposed::Spares(line.stated);
                clauses.add(but(unclear).into_iter().chain([spares]).chain(others()));
            }
        }
    }
}

/// For refusal: each clause suffices.
pub(super) fn crossed(grounds: &Grounds<'_>, clauses: &mut Clauses) {
    for line in bearing(grounds) {
        let holds = Supposed::Holds(line.stated);
        let applies = condition(grounds, line, true);
        let issues = issues(line);
        let judged: Vec<Verdict> =
            issues.iter().map(|it| line.judge_on(*it, grounds.contents)).collect();
        if line.judge(grounds.contents) == Verdict::Crossed && !judged.contains(&Verdict::Crossed) {
            clauses.add([holds]);
            continue;
        }
        for (issue, verdict) in issues.into_iter().zip(judged) {
            let content = &grounds.contents[issue.get()];
            let says = |set: OptionSet| {
                let known = content.is_within(set);
                (!known).then(|| Supposed::Content(issue, content.options().and(set)))
            };
            let others = || [holds.clone()].into_iter().chain(applies.iter().cloned());
            let (out, unclear) = (ruled_out(line, issue), on(&line.unclear, issue));
            if verdict >= Verdict::MayBeCrossed && content.may_be(out) {
                clauses.add(says(out).into_iter().chain(others()));
            }
            if verdict != Verdict::Respected && content.may_be(unclear) {
                let reaches = Supposed::Reaches(line.stated);
                clauses.add(says(unclear).into_iter().chain([reaches]).chain(others()));
            }
        }
    }
}

/// What would have to be so for the condition of the line to fail, one or another, or (`true`) to hold, all of it.
fn condition(grounds: &Grounds<'_>, line: &Line, to_hold: bool) -> Vec<Supposed> {
    let Some(condition) = &line.condition else { return Vec::new() };
    if holds(condition, grounds.contents).is_some() {
        return Vec::new();
    }
    if condition.when.is_empty() {
        return vec![Supposed::Condition(line.stated, to_hold)];
    }
    let each = condition.when.iter().filter_map(|(issue, set)| {
        let content = &grounds.contents[issue.get()];
        if content.is_within(*set) {
            return None;
        }
        let options = match to_hold {
            true => content.options().and(*set),
            false => content.options().without(*set),
        };
        // What is left to the principals meets no condition and fails none.
        (!options.is_empty()).then_some(Supposed::Content(*issue, options))
    });
    each.collect()
}

/// Who stated it, where it is one and the same each time.
pub(super) fn speaker(grounds: &Grounds<'_>, line: &Line) -> Option<Speaker> {
    let case = grounds.case;
    match line.stated {
        Stated::Claim(ix, place) => case.understandings[ix.get()].claims[place].by.clone(),
        Stated::RedLine(_) if line.mandate => None,
        Stated::RedLine(ix) => {
            let by = case.red_lines[ix.get()].by.clone()?;
            let same = |it: &Ix<_>| case.red_lines[Ix::get(*it)].by.as_ref() == Some(&by);
            line.restates.iter().all(same).then_some(by)
        }
    }
}

/// The issues that the line speaks of, in their order.
pub(super) fn issues(line: &Line) -> Vec<Ix<Issue>> {
    let mut all: Vec<Ix<Issue>> =
        line.rules_out.iter().chain(&line.unclear).map(|(issue, _)| *issue).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The options of the issue that it rules out; where it applies only by what this very issue has, of those alone.
fn ruled_out(line: &Line, issue: Ix<Issue>) -> OptionSet {
    let when = line.condition.iter().flat_map(|it| &it.when).filter(|it| it.0 == issue);
    when.fold(line.rules_out_on(issue), |all, it| all.and(it.1))
}

pub(super) fn on(options: &IssueOptions, issue: Ix<Issue>) -> OptionSet {
    options.iter().find(|(it, _)| *it == issue).map_or(OptionSet::EMPTY, |(_, set)| *set)
}
