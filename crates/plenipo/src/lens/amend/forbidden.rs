//! What the demands forbid, as combinations of states of issues: what the first step searches.
//!
//! A draft may hold points under conditions of its own, and of what it does not settle rules leave this or that
//! as the other issues are. What it says on such an issue, while nobody changes it, depends on other issues and
//! cannot be written as a combination: it is read anew for each set of changes.

use super::base::Base;
use super::demands::{Demand, Demands, issues_of};
use plenipo_maths::change::clear::{Combination, Puzzle, States, Violations, state};
use plenipo_maths::change::work::SearchWork;
use plenipo_maths::change::{self, clear};
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::forbidden::Clause;
use plenipo_record::case::issue::{OptionIx, OptionSet};
use plenipo_record::case::lines::{Line, Verdict};

/// What reading a draft anew on one issue, or judging one line by it, counts for in steps of [`SearchWork`].
const READ: u64 = 256;

/// What the demands forbid.
pub(super) struct Forbidden<'b> {
    base: &'b Base<'b>,
    demands: &'b Demands,
    /// The options each issue may be changed to, those to try first in front; whatever a demand rules out
    /// is forbidden and not left out.
    choices: Vec<Vec<usize>>,
    n_choices: Vec<usize>,
    /// What each demand forbids.
    pub(super) of: Vec<(Demand, Vec<Combination>)>,
    /// For each demand, the issues whose changes it has to be read anew for; none where its combinations
    /// say all.
    read_anew: Vec<Vec<usize>>,
    /// What is forbidden beside that, whichever demands are asked about.
    beside: Vec<Combination>,
}

impl<'b> Forbidden<'b> {
    pub(super) fn new(base: &'b Base<'b>, demands: &'b Demands) -> Forbidden<'b> {
        let choices = demands.options(base);
        let n_choices = choices.iter().map(Vec::len).collect();
        let (of, read_anew, beside) = (Vec::new(), Vec::new(), Vec::new());
        let mut all = Forbidden { base, demands, choices, n_choices, of, read_anew, beside };
        for demand in demands.all() {
            let (combinations, anew) = match demand {
                Demand::Keep(issue) => {
                    let changed = all.states(issue, base.case.issues[issue].all(), false);
                    (vec![vec![(issue, changed)]], Vec::new())
                }
                Demand::Never(issue) => all.never(issue),
                Demand::Line(line) => all.line(&demands.lines[line]),
                Demand::Rule(rule) => all.rule(&demands.rules[rule]),
            };
            // What names a state in which an issue cannot be does not come about.
            let there = |it: &Combination| it.iter().all(|(_, states)| *states != 0);
            all.of.push((demand, combinations.into_iter().filter(there).collect()));
            all.read_anew.push(anew);
        }
        all
    }

    /// The same for a text that stays as it is where it is settled, and settles the rest in one of the ways it may turn
    /// out.
    pub(super) fn settled(mut self) -> Forbidden<'b> {
        for (issue, content) in self.base.contents.iter().enumerate() {
            let all = self.base.case.issues[issue].all();
            let out = match content.single() {
                Some(_) => self.states(issue, all, false),
                None => {
                    let may = content.completions(&self.base.case.issues[issue]);
                    self.states(issue, all.without(may), false) | state(None)
                }
            };
            if out != 0 {
                self.beside.push(vec![(issue, out)]);
            }
        }
        self
    }

    /// The states in which `issue` is changed to one of `options`, and as it is where `held`.
    fn states(&self, issue: usize, options: OptionSet, held: bool) -> States {
        let changed = self.choices[issue].iter().enumerate();
        let among = changed.filter(|(_, it)| options.contains(OptionIx::new(**it)));
        // What depends on other issues is read anew.
        let held = held && !self.base.depends(issue);
        let start = if held { state(None) } else { 0 };
        among.fold(start, |states, (choice, _)| states | state(Some(choice)))
    }

    fn never(&self, issue: usize) -> (Vec<Combination>, Vec<usize>) {
        let never = self.demands.never[issue];
        let held = self.demands.has(&self.base.contents[issue], never);
        let states = self.states(issue, never, held);
        (vec![vec![(issue, states)]], self.anew(&[issue]))
    }

    /// The combination that a rule forbids. A text that is not known to have it does not break it.
    fn rule(&self, clause: &Clause) -> (Vec<Combination>, Vec<usize>) {
        let each = clause.sets.iter().map(|(issue, set)| {
            let held = self.base.contents[issue.get()].is_within(*set);
            (issue.get(), self.states(issue.get(), *set, held))
        });
        let mut combination: Combination = each.collect();
        combination.sort_unstable();
        let about: Vec<usize> = combination.iter().map(|it| it.0).collect();
        (vec![combination], self.anew(&about))
    }

    fn line(&self, line: &Line) -> (Vec<Combination>, Vec<usize>) {
        let gravest = self.demands.gravest;
        let mut combinations = Vec::new();
        let mut about = Vec::new();
        let when = line.condition.as_ref().map_or(&[][..], |it| &it.when);
        if line.condition.is_some() && when.is_empty() && gravest == Verdict::Crossed {
            // Whether it applies cannot be decided from the record: it may be crossed, no more.
            return (combinations, about);
        }
        for issue in issues_of(line) {
            let out = self.demands.touched(line, issue);
            let place = issue.get();
            let held = self.demands.has(&self.base.contents[place], out);
            let mut combination = vec![(place, self.states(place, out, held))];
            for (on, options) in when {
                let content = &self.base.contents[on.get()];
                let held = match gravest {
                    // The condition has to hold for certain; an issue left to the principals never
                    // meets it.
                    Verdict::Crossed => content.is_within(*options),
                    _ => content.may_meet(*options),
                };
                let states = self.states(on.get(), *options, held);
                match combination.iter_mut().find(|it| it.0 == on.get()) {
                    Some((_, both)) => *both &= states,
                    None => combination.push((on.get(), states)),
                }
            }
            about.extend(combination.iter().map(|it| it.0));
            combination.sort_unstable();
            combinations.push(combination);
        }
        (combinations, self.anew(&about))
    }

    /// The issues a demand about these has to be read anew for: themselves and those that they depend on, if there
    /// are any such.
    fn anew(&self, issues: &[usize]) -> Vec<usize> {
        let triggers: Vec<usize> =
            issues.iter().flat_map(|it| self.base.triggers[*it].iter().copied()).collect();
        if triggers.is_empty() { triggers } else { [issues, &triggers].concat() }
    }

    fn change(&self, (issue, choice): change::Change) -> Amendment {
        Amendment::of((issue, self.choices[issue][choice]))
    }

    /// Whether some draft keeps to the demands at `places`; `None` where that was given up.
    pub(super) fn feasible(&self, places: &[usize], work: &mut SearchWork<'_>) -> Option<bool> {
        self.with(places, |puzzle, violations| clear::possible(puzzle, work, violations))
    }

    /// The smallest sets of changes that keep to every demand.
    pub(super) fn smallest(&self, limits: clear::ClearLimits, work: &mut SearchWork<'_>) -> Found {
        let all: Vec<usize> = (0..self.of.len()).collect();
        let found =
            self.with(&all, |puzzle, violations| clear::smallest(puzzle, limits, work, violations));
        match found {
            clear::Cleared::None => Found::None,
            clear::Cleared::Unfinished(size) => Found::Unfinished(size),
            clear::Cleared::Sets { sets, more } => {
                let set = |it: Vec<change::Change>| it.into_iter().map(|it| self.change(it));
                Found::Sets { sets: sets.into_iter().map(|it| set(it).collect()).collect(), more }
            }
        }
    }

    fn with<T>(
        &self,
        places: &[usize],
        ask: impl FnOnce(Puzzle<'_>, &mut dyn FnMut(&[change::Change]) -> Violations) -> T,
    ) -> T {
        let forbidden: Vec<Combination> =
            places.iter().flat_map(|it| &self.of[*it].1).chain(&self.beside).cloned().collect();
        let anew = places.iter().filter(|it| !self.read_anew[**it].is_empty());
        let anew: Vec<Demand> = anew.map(|it| self.of[*it].0).collect();
        let mut watched: Vec<usize> =
            places.iter().flat_map(|it| &self.read_anew[*it]).copied().collect();
        watched.sort_unstable();
        watched.dedup();
        let asking = READ * (self.base.contents.len() + anew.len()) as u64;
        let choices = &self.n_choices;
        let puzzle = Puzzle { choices, forbidden: &forbidden, watched: &watched, asking };
        ask(puzzle, &mut |changes: &[change::Change]| {
            let changes: Vec<Amendment> = changes.iter().map(|it| self.change(*it)).collect();
            self.demands.violations(self.base, &self.base.after(&changes), &anew)
        })
    }
}

/// What the search found, in changes of the draft.
pub(super) enum Found {
    Sets { sets: Vec<Vec<Amendment>>, more: bool },
    None,
    Unfinished(usize),
}
