//! What the lines of the signatories leave: exact logic, before any number.

use plenipo_record::case::Case;
use plenipo_record::case::describe;
use plenipo_record::case::forbidden::{Clause, clauses};
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::{Issue, IssueOptions, OptionIx, OptionSet};
use plenipo_record::case::lines::{Line, Stated};
use plenipo_record::case::party::Party;
use plenipo_record::case::rule::Rule;

/// Combinations of options that a conditional line may forbid one by one.
const COMBINATIONS_MAX: usize = 4_096;

/// What the lines leave.
pub(super) struct Zone {
    /// For each issue the options no line rules out.
    pub(super) left: Vec<OptionSet>,
    /// Every option ruled out, by line.
    pub(super) removed: Vec<Removed>,
    /// Lines that bind only together with other options.
    pub(super) joint: Vec<Together>,
    /// Lines that are not applied, and why.
    pub(super) not_applied: Vec<String>,
    /// Lines whose firmness somebody stated as less than certain, here taken literally.
    pub(super) of_stated_firmness: Vec<String>,
}

/// Options of one issue that a line rules out.
pub(super) struct Removed {
    pub(super) issue: Ix<Issue>,
    pub(super) options: OptionSet,
    pub(super) by: By,
}

/// Options that a line rules out while others are chosen.
pub(super) struct Together {
    /// One option each of these issues is forbidden in this combination.
    pub(super) scope: Vec<Ix<Issue>>,
    /// The options of each that together cross the line.
    pub(super) crossing: Vec<OptionSet>,
    pub(super) by: By,
}

/// What rules options out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// A line of a party.
    Line(Ix<Party>, Stated),
    /// A rule: whatever anybody wants, there is no such package.
    Rule(Ix<Rule>),
}

impl Zone {
    pub(super) fn of(case: &Case) -> Zone {
        Zone::left_by(case, &case.vetoes())
    }

    /// What is left where the lines stand that a later word of their party apparently overtook, as they were drawn.
    pub(super) fn with_overtaken(case: &Case) -> Zone {
        let lines: Vec<Line> = case.vetoes().iter().map(Line::upheld).collect();
        Zone::left_by(case, &lines)
    }

    fn left_by(case: &Case, lines: &[Line]) -> Zone {
        let mut zone = Zone {
            left: case.issues.iter().map(Issue::all).collect(),
            removed: Vec::new(),
            joint: Vec::new(),
            not_applied: Vec::new(),
            of_stated_firmness: Vec::new(),
        };
        let clauses = clauses(case);
        for clause in &clauses {
            // On one issue alone it takes options away as a line does.
            if let [(issue, options)] = clause.sets.as_slice() {
                zone.take_out(*issue, *options, By::Rule(clause.rule));
            }
        }
        let mut conditional: Vec<&Line> = Vec::new();
        for line in lines {
            if line.firmness.is_some() {
                zone.of_stated_firmness.push(named(case, line));
            }
            match &line.condition {
                None => zone.remove(line),
                Some(it) if it.when.is_empty() => zone.not_applied.push(format!(
                    "{} holds under a condition known in words only",
                    named(case, line)
                )),
                Some(_) => conditional.push(line),
            }
        }
        // A condition that what is left always fulfils is none; removing options may fulfil
        // another one.
        loop {
            let (always, open): (Vec<&Line>, Vec<&Line>) =
                conditional.iter().partition(|line| zone.always(line));
            conditional = open;
            if always.is_empty() {
                break;
            }
            always.iter().for_each(|line| zone.remove(line));
        }
        for line in conditional {
            zone.join(case, line);
        }
        for clause in &clauses {
            zone.forbid(case, clause);
        }
        zone
    }

    /// Issues on which nothing is left.
    pub(super) fn empty(&self) -> Vec<Ix<Issue>> {
        let each = self.left.iter().enumerate();
        each.filter(|(_, it)| it.is_empty()).map(|(place, _)| Ix::new(place)).collect()
    }

    /// The lines that leave nothing on `issue`, with what each rules out.
    pub(super) fn against(&self, issue: Ix<Issue>) -> impl Iterator<Item = &Removed> {
        self.removed.iter().filter(move |it| it.issue == issue)
    }

    fn always(&self, line: &Line) -> bool {
        let when = line.condition.iter().flat_map(|it| &it.when);
        let mut each = when.map(|(issue, options)| self.left[issue.get()].within(*options));
        each.all(|it| it)
    }

    fn remove(&mut self, line: &Line) {
        for (issue, options) in &line.rules_out {
            self.take_out(*issue, *options, By::Line(line.party, line.stated));
        }
    }

    fn take_out(&mut self, issue: Ix<Issue>, options: OptionSet, by: By) {
        let left = &mut self.left[issue.get()];
        *left = left.without(options);
        self.removed.push(Removed { issue, options, by });
    }

    /// The combination that a rule forbids on several issues.
    fn forbid(&mut self, case: &Case, clause: &Clause) {
        if clause.sets.len() < 2 {
            return;
        }
        let scope: Vec<Ix<Issue>> = clause.sets.iter().map(|(issue, _)| *issue).collect();
        let cut = |(issue, set): &(Ix<Issue>, OptionSet)| set.and(self.left[issue.get()]);
        let crossing: Vec<OptionSet> = clause.sets.iter().map(cut).collect();
        if crossing.iter().any(|it| it.is_empty()) {
            return;
        }
        let sizes = scope.iter().map(|it| self.left[it.get()].len());
        if sizes.fold(1_usize, usize::saturating_mul) > COMBINATIONS_MAX {
            let rule = describe::rule(case, &case.rules[clause.rule.get()]);
            self.not_applied.push(format!(
                "the rule “{rule}” depends on more combinations of options than are gone through"
            ));
            return;
        }
        self.joint.push(Together { scope, crossing, by: By::Rule(clause.rule) });
    }

    /// The combinations that a conditional line forbids.
    fn join(&mut self, case: &Case, line: &Line) {
        let when: &IssueOptions = match &line.condition {
            Some(condition) => &condition.when,
            None => return,
        };
        for (issue, options) in &line.rules_out {
            let mut scope: Vec<Ix<Issue>> = Vec::new();
            let mut crossing: Vec<OptionSet> = Vec::new();
            for (issue, options) in when.iter().chain([&(*issue, *options)]) {
                match scope.iter().position(|it| it == issue) {
                    Some(at) => crossing[at] = crossing[at].and(*options),
                    None => {
                        scope.push(*issue);
                        crossing.push(options.and(self.left[issue.get()]));
                    }
                }
            }
            if crossing.iter().any(|it| it.is_empty()) {
                continue;
            }
            let sizes = scope.iter().map(|it| self.left[it.get()].len());
            if sizes.fold(1_usize, usize::saturating_mul) > COMBINATIONS_MAX {
                self.not_applied.push(format!(
                    "{} depends on more combinations of options than are gone through",
                    named(case, line)
                ));
                continue;
            }
            self.joint.push(Together { scope, crossing, by: By::Line(line.party, line.stated) });
        }
    }

    /// Whether a draft with `options[issue]` keeps every line that is applied.
    pub(super) fn keeps(&self, options: &[OptionIx]) -> bool {
        let within = options.iter().zip(&self.left).all(|(it, left)| left.contains(*it));
        within
            && !self.joint.iter().any(|line| {
                let mut each = line.scope.iter().zip(&line.crossing);
                each.all(|(issue, crossing)| crossing.contains(options[issue.get()]))
            })
    }
}

/// Whether a later word apparently overtook a line that counts, which nobody has settled.
pub(super) fn is_overtaken(case: &Case) -> bool {
    case.vetoes().iter().any(|it| !it.overtaken.is_empty())
}

fn named(case: &Case, line: &Line) -> String {
    format!("{} of {}", describe::line(case, line.stated), case.party(line.party).label())
}
