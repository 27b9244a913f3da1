//! The smallest changes against going through every set of changes.

use std::collections::BTreeSet;

use plenipo::maths::change::Change;
use plenipo::maths::change::clear::{Cleared, Limits, possible, smallest};
use proptest::prelude::*;

/// Forbidden combinations: for each, some items and the states that are forbidden together.
type Forbidden = Vec<Vec<(usize, Vec<usize>)>>;

/// Items with `n` states each, 0 being as it is.
fn states(n: usize, n_items: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n_items {
        let longer = |it: &Vec<usize>| {
            let it = it.clone();
            (0..n).map(move |state| [it.as_slice(), &[state]].concat())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn broken(forbidden: &Forbidden, state: &[usize]) -> Vec<Vec<usize>> {
    let is = |combination: &&Vec<(usize, Vec<usize>)>| {
        combination.iter().all(|(item, states)| states.contains(&state[*item]))
    };
    let scope = |it: &Vec<(usize, Vec<usize>)>| it.iter().map(|(item, _)| *item).collect();
    forbidden.iter().filter(is).map(scope).collect()
}

fn changes(state: &[usize]) -> Vec<Change> {
    state.iter().copied().enumerate().filter(|(_, it)| *it > 0).collect()
}

fn forbidden() -> impl Strategy<Value = Forbidden> {
    let part = (0usize..5, prop::collection::btree_set(0usize..3, 1..3));
    let combination = prop::collection::vec(part, 1..4).prop_map(|parts| {
        let mut combination: Vec<(usize, Vec<usize>)> = Vec::new();
        for (item, states) in parts {
            if combination.iter().all(|(it, _)| *it != item) {
                combination.push((item, states.into_iter().collect()));
            }
        }
        combination
    });
    prop::collection::vec(combination, 0..12)
}

proptest! {
    #[test]
    fn smallest_changes_are_those_found_by_going_through_all(forbidden in forbidden()) {
        let violations = |made: &[Change]| {
            let mut state = [0; 5];
            made.iter().for_each(|(item, choice)| state[*item] = *choice);
            broken(&forbidden, &state)
        };
        let all: Vec<Vec<usize>> =
            states(3, 5).into_iter().filter(|it| broken(&forbidden, it).is_empty()).collect();
        let size = all.iter().map(|it| changes(it).len()).min();
        let choices = vec![vec![1, 2]; 5];
        let limits = Limits { size_max: 5, sets_max: 1000, asked_max: 1_000_000 };
        let found = smallest(&choices, limits, violations);
        prop_assert_eq!(possible(&choices, 1_000_000, violations), Some(size.is_some()));
        match (found, size) {
            (Cleared::None, None) => {}
            (Cleared::Sets { sets, more }, Some(size)) => {
                prop_assert!(!more);
                let expected: BTreeSet<Vec<Change>> =
                    all.iter().map(|it| changes(it)).filter(|it| it.len() == size).collect();
                let unique: BTreeSet<Vec<Change>> = sets.iter().cloned().collect();
                prop_assert_eq!(unique.len(), sets.len(), "no set twice");
                prop_assert_eq!(unique, expected);
            }
            (found, size) => prop_assert!(false, "{found:?} instead of size {size:?}"),
        }
    }
}
