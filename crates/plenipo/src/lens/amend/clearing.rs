//! The first step: the smallest sets of changes after which no principal's standing line is crossed,
//! or the lines that cannot all be kept.

use super::base::{Base, Change};
use super::demands::{Demand, Demands, distance};
use crate::case::lines::Verdict;
use crate::maths::change::clear::{Cleared, Limits, possible, smallest};

/// The most sets that are told apart and ranked.
const SETS_MAX: usize = 4096;

/// The most drafts looked at in one search.
const DRAFTS_MAX: usize = 400_000;

/// What the first step found.
pub(super) enum Clearing {
    /// Sets of changes, the least awkward first; one without changes where none is needed.
    Sets {
        sets: Vec<Vec<Change>>,
        /// Whether there are more than were looked at.
        more: bool,
    },
    /// These demands cannot all be kept by any draft: every one of them is needed for that.
    Conflict(Vec<Demand>),
    /// No set of so few changes does, though a larger one would.
    TooFew,
    /// Given up; there is none of fewer than this many changes.
    Unfinished(usize),
}

/// Searches for sets of at most `size_max` changes.
pub(super) fn clearing(base: &Base<'_>, demands: &Demands, size_max: usize) -> Clearing {
    let all = demands.all();
    if feasible(base, demands, &all) == Some(false) {
        return Clearing::Conflict(conflict(base, demands, all));
    }
    let choices = demands.choices(base, &all);
    let limits = Limits { size_max, sets_max: SETS_MAX, asked_max: DRAFTS_MAX };
    let found = smallest(&choices, limits, |changes| {
        let changes: Vec<Change> = changes.iter().copied().map(Change::of).collect();
        demands.violations(base, &base.after(&changes), &all)
    });
    match found {
        Cleared::None => Clearing::TooFew,
        Cleared::Unfinished(size) => Clearing::Unfinished(size),
        Cleared::Sets { sets, more } => {
            let sets = sets.into_iter().map(|it| it.into_iter().map(Change::of).collect());
            let mut sets: Vec<Vec<Change>> = sets.collect();
            sets.sort_by_cached_key(|it| awkwardness(base, demands, it));
            Clearing::Sets { sets, more }
        }
    }
}

/// What speaks against a set among those that all clear the lines: lines that may be crossed, lines
/// left unclear, distance on scales; then the order of the record.
fn awkwardness(
    base: &Base<'_>,
    demands: &Demands,
    set: &[Change],
) -> (usize, usize, usize, Vec<Change>) {
    let contents = base.after(set);
    let verdicts: Vec<Verdict> = demands.lines.iter().map(|it| it.judge(&contents)).collect();
    let count = |verdict| verdicts.iter().filter(|it| **it == verdict).count();
    let far = set.iter().map(|it| distance(base, *it)).sum();
    (count(Verdict::MayBeCrossed), count(Verdict::Unclear), far, set.to_vec())
}

/// Whether some draft keeps to all of `asked`; `None` where that was given up.
fn feasible(base: &Base<'_>, demands: &Demands, asked: &[Demand]) -> Option<bool> {
    let choices = demands.choices(base, asked);
    possible(&choices, DRAFTS_MAX, |changes| {
        let changes: Vec<Change> = changes.iter().copied().map(Change::of).collect();
        demands.violations(base, &base.after(&changes), asked)
    })
}

/// Takes out of `asked`, which cannot all be kept, what is not needed for that.
fn conflict(base: &Base<'_>, demands: &Demands, mut asked: Vec<Demand>) -> Vec<Demand> {
    let mut place = 0;
    while place < asked.len() {
        let mut fewer = asked.clone();
        fewer.remove(place);
        if feasible(base, demands, &fewer) == Some(false) {
            asked = fewer;
        } else {
            place += 1;
        }
    }
    asked
}
