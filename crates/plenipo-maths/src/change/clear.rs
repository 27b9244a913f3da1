//! The smallest sets of changes after which nothing forbidden is there: hitting sets, one choice an item.
//!
//! What is forbidden is a list of combinations of states. What cannot be written as one the caller is
//! asked of, for items it names beforehand (*watched*): it says, for any changes, which items bear on what
//! is still violated. A set of changes that ends a violation changes one of them.
//!
//! Items that have nothing to do with each other are searched apart, and their sets put together. First the
//! smallest size is found, where of choices that differ only for the worse the better one is enough; then
//! every set of that size. A branch ends where more changes are called for than are left, counting
//! combinations that share no item.

use super::Change;
use super::net::{AS_IT_IS, Component, Net, Part, choices_of};
use super::work::{SearchWork, Stop};

/// States of an item, one bit each: see [`state`].
pub type States = u128;

/// Items with states of each, which may not all be in them at once. Each item at most once.
pub type Combination = Vec<(usize, States)>;

/// What is still violated: for each violation, the items that bear on it.
pub type Violations = Vec<Vec<usize>>;

/// The state of an item changed to `choice`, at most 126; as it is where absent.
#[must_use]
pub fn state(choice: Option<usize>) -> States {
    match choice {
        None => AS_IT_IS,
        Some(choice) => {
            debug_assert!(choice <= 126);
            1 << (choice + 1)
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Puzzle<'a> {
    /// How many choices each item has; with none it stays as it is.
    pub choices: &'a [usize],
    /// What may not come about.
    pub forbidden: &'a [Combination],
    /// Items whose changes the caller is asked of beside.
    pub watched: &'a [usize],
    /// What asking once counts for, in steps of [`SearchWork`].
    pub asking: u64,
}

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearLimits {
    /// The most changes in a set.
    pub size_max: usize,
    /// The most sets returned.
    pub sets_max: usize,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleared {
    /// Every set of the smallest size, in the order of the search.
    Sets {
        /// The sets, each sorted by item. One empty set where nothing is violated to begin with.
        sets: Vec<Vec<Change>>,
        /// Whether there are more than the limit allows, or may be.
        more: bool,
    },
    /// There is none of at most `size_max` changes: proved.
    None,
    /// Given up: there is none of fewer than this many changes, and the rest is not known.
    Unfinished(usize),
}

/// The smallest sets of changes after which nothing forbidden is there, and `violations` finds nothing
/// either. It is given changes of watched items among those it is asked of, and its answer may depend on
/// no others.
pub fn smallest(
    puzzle: Puzzle<'_>,
    limits: ClearLimits,
    work: &mut SearchWork<'_>,
    mut violations: impl FnMut(&[Change]) -> Violations,
) -> Cleared {
    let mut proved = 0;
    match sets_of(puzzle, limits, work, &mut violations, &mut proved) {
        Ok(cleared) => cleared,
        Err(_) => Cleared::Unfinished(proved),
    }
}

/// Whether any set of changes, however large, ends everything forbidden and violated; `None` where that
/// was given up.
pub fn possible(
    puzzle: Puzzle<'_>,
    work: &mut SearchWork<'_>,
    mut violations: impl FnMut(&[Change]) -> Violations,
) -> Option<bool> {
    any(puzzle, work, &mut violations).ok()
}

fn any(
    puzzle: Puzzle<'_>,
    work: &mut SearchWork<'_>,
    violations: &mut dyn FnMut(&[Change]) -> Violations,
) -> Result<bool, Stop> {
    let Some(mut net) = Net::new(puzzle, work)? else { return Ok(false) };
    net.dominate(true, work)?;
    for component in net.components() {
        if first(&mut net, &component, usize::MAX, work, violations)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Some part of the component in which at most `most` items change and nothing is violated.
fn first(
    net: &mut Net,
    component: &Component,
    most: usize,
    work: &mut SearchWork<'_>,
    violations: &mut dyn FnMut(&[Change]) -> Violations,
) -> Result<Option<Part>, Stop> {
    let mut found = None;
    net.search(component, most, work, violations, &mut |part| {
        found = Some(part);
        false
    })?;
    Ok(found)
}

/// `proved`: there is none of fewer changes.
fn sets_of(
    puzzle: Puzzle<'_>,
    limits: ClearLimits,
    work: &mut SearchWork<'_>,
    violations: &mut dyn FnMut(&[Change]) -> Violations,
    proved: &mut usize,
) -> Result<Cleared, Stop> {
    let Some(mut net) = Net::new(puzzle, work)? else { return Ok(Cleared::None) };
    let components = net.components();
    let mut of_item = vec![0; puzzle.choices.len()];
    for (place, component) in components.iter().enumerate() {
        component.items.iter().for_each(|it| of_item[*it] = place);
    }
    // For each component the size of its smallest sets, and one of them.
    let mut witnesses: Vec<(usize, Vec<Change>)> = vec![(0, Vec::new()); components.len()];
    let Some(mut better) = Net::new(puzzle, work)? else { return Ok(Cleared::None) };
    better.dominate(false, work)?;
    // With fewer choices fewer items have to do with each other, never more.
    let narrower = better.components();
    *proved = narrower.iter().map(|it| better.forced(it)).sum();
    for component in &narrower {
        let mut size = better.forced(component);
        let part = loop {
            if *proved > limits.size_max {
                return Ok(Cleared::None);
            }
            if let Some(part) = first(&mut better, component, size, work, violations)? {
                break part;
            }
            if size == component.items.len() {
                return Ok(Cleared::None);
            }
            size += 1;
            *proved += 1;
        };
        let Some(of) = component.items.first().map(|it| of_item[*it]) else { continue };
        witnesses[of].0 += size;
        witnesses[of].1.extend(one_of(&part));
    }
    let mut more = false;
    let mut sets: Vec<Vec<Change>> = vec![Vec::new()];
    for (component, (size, witness)) in components.iter().zip(witnesses) {
        let own = all_of(&mut net, component, size, limits.sets_max, work, violations);
        // Where the work is done the one set that is known will do.
        let (own, cut) = own.unwrap_or_else(|_| (vec![witness], true));
        more |= cut || sets.len().saturating_mul(own.len()) > limits.sets_max;
        let longer = sets.iter().flat_map(|set| own.iter().map(move |it| [&set[..], it].concat()));
        sets = longer.take(limits.sets_max).collect();
    }
    sets.iter_mut().for_each(|it| it.sort_unstable());
    Ok(Cleared::Sets { sets, more })
}

/// Every set of `size` changes of the component, and whether there may be more.
fn all_of(
    net: &mut Net,
    component: &Component,
    size: usize,
    sets_max: usize,
    work: &mut SearchWork<'_>,
    violations: &mut dyn FnMut(&[Change]) -> Violations,
) -> Result<(Vec<Vec<Change>>, bool), Stop> {
    let mut sets: Vec<Vec<Change>> = Vec::new();
    let mut more = false;
    let ended = net.search(component, size, work, violations, &mut |part| {
        let mut own: Vec<Vec<Change>> = vec![Vec::new()];
        for (item, states) in &part {
            let longer = own.iter().flat_map(|set| {
                choices_of(*states).map(move |choice| [&set[..], &[(*item, choice)]].concat())
            });
            // One more than may be kept, to know that there is one.
            own = longer.take(sets_max + 1).collect();
        }
        sets.extend(own);
        more = sets.len() > sets_max;
        !more
    });
    sets.truncate(sets_max);
    match ended {
        Err(stop) if sets.is_empty() => Err(stop),
        ended => Ok((sets, more || ended.is_err())),
    }
}

fn one_of(part: &Part) -> Vec<Change> {
    let each = part.iter().filter_map(|(item, it)| Some((*item, choices_of(*it).next()?)));
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: ClearLimits = ClearLimits { size_max: 9, sets_max: 100 };

    fn none(_: &[Change]) -> Violations {
        Vec::new()
    }

    fn found(
        choices: &[usize],
        forbidden: &[Combination],
        limits: ClearLimits,
        steps: u64,
    ) -> Cleared {
        let puzzle = Puzzle { choices, forbidden, watched: &[], asking: 0 };
        smallest(puzzle, limits, &mut SearchWork::new(steps, &mut |_| true), none)
    }

    fn can(choices: &[usize], forbidden: &[Combination], steps: u64) -> Option<bool> {
        let puzzle = Puzzle { choices, forbidden, watched: &[], asking: 0 };
        possible(puzzle, &mut SearchWork::new(steps, &mut |_| true), none)
    }

    #[test]
    fn nothing_violated_needs_no_change() {
        let found = found(&[1], &[], LIMITS, 1 << 20);
        assert_eq!(found, Cleared::Sets { sets: vec![Vec::new()], more: false });
    }

    #[test]
    fn one_change_may_end_two_violations() {
        let held = state(None);
        // The first choice of item 1 is no better than staying; the second ends both.
        let forbidden = [
            vec![(0, held), (1, held | state(Some(0)))],
            vec![(1, held | state(Some(0))), (2, held)],
        ];
        let found = found(&[2, 2, 1], &forbidden, LIMITS, 1 << 20);
        assert_eq!(found, Cleared::Sets { sets: vec![vec![(1, 1)]], more: false });
    }

    #[test]
    fn a_limit_is_told() {
        let choices = [3, 3];
        let forbidden = [vec![(0, state(None))], vec![(1, state(None))]];
        let few = ClearLimits { sets_max: 4, ..LIMITS };
        let Cleared::Sets { sets, more } = found(&choices, &forbidden, few, 1 << 20) else {
            unreachable!("there are nine");
        };
        assert_eq!((sets.len(), more), (4, true));
        let Cleared::Sets { sets, more } = found(&choices, &forbidden, LIMITS, 1 << 20) else {
            unreachable!("there are nine");
        };
        assert_eq!((sets.len(), more), (9, false));
        assert_eq!(found(&choices, &forbidden, LIMITS, 1), Cleared::Unfinished(0));
        let one = ClearLimits { size_max: 1, ..LIMITS };
        assert_eq!(found(&choices, &forbidden, one, 1 << 20), Cleared::None);
        assert_eq!(can(&choices, &forbidden, 1 << 20), Some(true));
        assert_eq!(can(&[0, 3], &forbidden, 1 << 20), Some(false));
        assert_eq!(can(&choices, &forbidden, 1), None);
    }

    #[test]
    fn what_is_far_from_each_other_is_searched_apart() {
        // A hundred pairs, one of each to change: 2^100 sets of a hundred changes.
        let held = state(None);
        let forbidden: Vec<Combination> =
            (0..100).map(|it| vec![(2 * it, held), (2 * it + 1, held)]).collect();
        let limits = ClearLimits { size_max: 100, sets_max: 10 };
        let Cleared::Sets { sets, more } = found(&[1; 200], &forbidden, limits, 1 << 24) else {
            unreachable!("there are some");
        };
        assert!(more && sets.len() == 10 && sets.iter().all(|it| it.len() == 100));
        let fewer = ClearLimits { size_max: 99, ..limits };
        assert_eq!(found(&[1; 200], &forbidden, fewer, 1 << 24), Cleared::None);
    }
}
