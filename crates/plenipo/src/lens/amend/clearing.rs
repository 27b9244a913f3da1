//! The first step: the smallest sets of changes after which no principal's standing line is crossed,
//! or the lines that cannot all be kept.

use super::base::Base;
use super::demands::{Demand, Demands, distance};
use super::forbidden::{Forbidden, Found};
use plenipo_maths::change::clear::ClearLimits;
use plenipo_maths::change::work::SearchWork;
use plenipo_record::case::amended::Amendment;
use plenipo_record::case::describe;
use plenipo_record::case::lines::Verdict;

use std::cmp::Reverse;

/// The most sets that are told apart and ranked.
const SETS_MAX: usize = 4096;

/// What judging one line counts for, in steps of [`SearchWork`].
const JUDGED: u64 = 256;

/// What the first step found.
pub(super) enum Clearing {
    /// Sets of changes, the least awkward first; one without changes where none is needed.
    Sets {
        sets: Vec<Vec<Amendment>>,
        /// Whether there are more than were looked at.
        more: bool,
    },
    /// These demands cannot all be kept by any draft.
    Conflict {
        demands: Vec<Demand>,
        /// Whether every one of them is needed for that; if not, the search for idle ones was given up.
        minimal: bool,
    },
    /// No set of so few changes does, though a larger one would.
    TooFew,
    /// Given up; there is none of fewer than this many changes.
    Unfinished(usize),
}

/// Searches for sets of at most `size_max` changes.
pub(super) fn clearing(
    base: &Base<'_>,
    demands: &Demands,
    size_max: usize,
    work: &mut SearchWork<'_>,
) -> Clearing {
    let forbidden = Forbidden::new(base, demands);
    let all: Vec<usize> = (0..forbidden.of.len()).collect();
    // Where that there is a way at all is hard to say, it is still worth looking for a short one.
    if work.part(4, |work| forbidden.feasible(&all, work)) == Some(false) {
        let ordered = in_their_order(base, demands, &forbidden);
        let (mut left, minimal) = conflict(&forbidden, ordered, work);
        left.sort_unstable();
        let demands = left.into_iter().map(|it| forbidden.of[it].0).collect();
        return Clearing::Conflict { demands, minimal };
    }
    match forbidden.smallest(ClearLimits { size_max, sets_max: SETS_MAX }, work) {
        Found::None => Clearing::TooFew,
        Found::Unfinished(size) => Clearing::Unfinished(size),
        Found::Sets { mut sets, more } => {
            let mut awkward = Awkward::new(base, demands);
            // What is not ranked any more stays in the order of the search.
            sets.sort_by_cached_key(|it| {
                let ranked = work.take(JUDGED * awkward.cost(it)).is_ok();
                ranked.then(|| (awkward.of(it), it.clone())).ok_or(())
            });
            Clearing::Sets { sets, more }
        }
    }
}

/// Whether some draft keeps to all demands that pass; `None` where that was given up.
pub(super) fn feasible(
    base: &Base<'_>,
    demands: &Demands,
    passes: impl Fn(&Demand) -> bool,
    work: &mut SearchWork<'_>,
) -> Option<bool> {
    let forbidden = Forbidden::new(base, demands);
    let places: Vec<usize> =
        (0..forbidden.of.len()).filter(|it| passes(&forbidden.of[*it].0)).collect();
    forbidden.feasible(&places, work)
}

/// The demands in an order that does not hang on whose lines come first on record: lines newest first, then by what
/// they rule out and say. Of several conflicts the one that is found is then the same whoever is named first.
pub(super) fn in_their_order(
    base: &Base<'_>,
    demands: &Demands,
    forbidden: &Forbidden<'_>,
) -> Vec<usize> {
    let mut all: Vec<usize> = (0..forbidden.of.len()).collect();
    all.sort_by_cached_key(|it| match forbidden.of[*it].0 {
        Demand::Line(line) => {
            let line = &demands.lines[line];
            let out = format!("{:?} {:?}", line.rules_out, line.unclear);
            Some((Reverse(line.date), out, describe::line(base.case, line.stated)))
        }
        _ => None,
    });
    all
}

/// Takes out of `asked`, which cannot all be kept, what is not needed for that: from the front, as long as
/// the rest still cannot be kept. Whole stretches go at once where they can, which leaves the same.
pub(super) fn conflict(
    forbidden: &Forbidden<'_>,
    mut asked: Vec<usize>,
    work: &mut SearchWork<'_>,
) -> (Vec<usize>, bool) {
    let (mut place, mut stretch) = (0, 1);
    while place < asked.len() {
        let end = asked.len().min(place + stretch);
        let fewer = [&asked[..place], &asked[end..]].concat();
        match forbidden.feasible(&fewer, work) {
            Some(false) => {
                asked = fewer;
                stretch *= 2;
            }
            Some(true) if stretch == 1 => place += 1,
            Some(true) => stretch /= 2,
            None => return (asked, false),
        }
    }
    (asked, true)
}

/// What speaks against sets that all clear the lines: lines that may be crossed, lines left unclear, then
/// distance on scales.
struct Awkward<'b> {
    base: &'b Base<'b>,
    demands: &'b Demands,
    /// For each issue, the lines that it bears on.
    on: Vec<Vec<usize>>,
    /// The verdicts on the draft as it is, and how many of them are of either kind.
    before: Vec<Verdict>,
    open: [usize; 2],
    /// The draft's content, changed and changed back.
    contents: Vec<plenipo_record::case::contents::Content>,
    /// Whether conditions of the draft itself make it say other things elsewhere.
    conditional: bool,
}

const OPEN: [Verdict; 2] = [Verdict::MayBeCrossed, Verdict::Unclear];

impl<'b> Awkward<'b> {
    fn new(base: &'b Base<'b>, demands: &'b Demands) -> Awkward<'b> {
        let mut on = vec![Vec::new(); base.case.issues.len()];
        for (place, line) in demands.lines.iter().enumerate() {
            let when = line.condition.iter().flat_map(|it| &it.when);
            let all = line.rules_out.iter().chain(&line.unclear).chain(when);
            let mut issues: Vec<usize> = all.map(|(issue, _)| issue.get()).collect();
            issues.sort_unstable();
            issues.dedup();
            issues.iter().for_each(|it| on[*it].push(place));
        }
        let before: Vec<Verdict> =
            demands.lines.iter().map(|it| it.judge(&base.contents)).collect();
        let open = OPEN.map(|verdict| before.iter().filter(|it| **it == verdict).count());
        let contents = base.contents.clone();
        let conditional = base.triggers.iter().any(|it| !it.is_empty());
        Awkward { base, demands, on, before, open, contents, conditional }
    }

    /// How many lines have to be judged for a set.
    fn cost(&self, set: &[Amendment]) -> u64 {
        let lines = match self.conditional {
            true => self.demands.lines.len(),
            false => set.iter().map(|it| self.on[it.issue.get()].len()).sum(),
        };
        (1 + lines) as u64
    }

    fn of(&mut self, set: &[Amendment]) -> ([usize; 2], usize) {
        let far = set.iter().map(|it| distance(self.base, *it)).sum();
        let lines = &self.demands.lines;
        if self.conditional {
            let contents = self.base.after(set);
            let verdicts: Vec<Verdict> = lines.iter().map(|it| it.judge(&contents)).collect();
            let open = OPEN.map(|verdict| verdicts.iter().filter(|it| **it == verdict).count());
            return (open, far);
        }
        for change in set {
            let content = &mut self.contents[change.issue.get()];
            *content = content.settled(change.option);
        }
        let mut touched: Vec<usize> =
            set.iter().flat_map(|it| self.on[it.issue.get()].iter().copied()).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut open = self.open;
        for line in touched {
            let now = lines[line].judge(&self.contents);
            for (n, verdict) in open.iter_mut().zip(OPEN) {
                *n += usize::from(now == verdict);
                *n -= usize::from(self.before[line] == verdict);
            }
        }
        for change in set {
            let at = change.issue.get();
            self.contents[at].clone_from(&self.base.contents[at]);
        }
        (open, far)
    }
}
