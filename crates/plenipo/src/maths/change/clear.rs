//! The smallest sets of changes after which nothing is violated: hitting sets, one choice an item.
//!
//! The caller says, for any changes made so far, what is still violated: for each violation the
//! items of which at least one more has to change. A set of changes that ends it changes one of
//! them, so the search branches over those, smallest violation first; in each branch the items tried
//! before it stay as they are, so that no set is met twice. Violations that share no item need a
//! change each: more of them than changes left ends a branch.

use super::Change;

/// What is still violated: for each violation, the items that bear on it.
pub type Violations = Vec<Vec<usize>>;

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most changes in a set.
    pub size_max: usize,
    /// The most sets returned.
    pub sets_max: usize,
    /// The most times that violations are asked for.
    pub asked_max: usize,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleared {
    /// Every set of the smallest size, in the order of the search.
    Sets {
        /// The sets, each sorted by item. One empty set where nothing is violated to begin with.
        sets: Vec<Vec<Change>>,
        /// Whether there are more than the limit allows.
        more: bool,
    },
    /// There is none of at most `size_max` changes: proved.
    None,
    /// Given up: there is none of fewer than this many changes, and the rest is not known.
    Unfinished(usize),
}

/// The smallest sets of changes after which `violations` says that nothing is violated.
///
/// `choices[i]` are the choices of item `i`, the ones to try first in front; an item without any
/// stays as it is.
pub fn smallest(
    choices: &[Vec<usize>],
    limits: Limits,
    violations: impl FnMut(&[Change]) -> Violations,
) -> Cleared {
    let mut search = Search::new(choices, limits, violations);
    let most = choices.iter().filter(|it| !it.is_empty()).count().min(limits.size_max);
    for size in 0..=most {
        let ended = search.down(size);
        if !search.found.is_empty() {
            let more = ended.is_err() && search.asked <= limits.asked_max;
            let sets = std::mem::take(&mut search.found);
            return Cleared::Sets { sets, more: more || search.asked > limits.asked_max };
        }
        if ended.is_err() {
            return Cleared::Unfinished(size);
        }
    }
    Cleared::None
}

/// Whether any set of changes, however large, ends every violation; `None` where that was given up.
pub fn possible(
    choices: &[Vec<usize>],
    asked_max: usize,
    violations: impl FnMut(&[Change]) -> Violations,
) -> Option<bool> {
    let limits = Limits { size_max: choices.len(), sets_max: 1, asked_max };
    let mut search = Search::new(choices, limits, violations);
    search.stop_at_first = true;
    match search.down(choices.len()) {
        Ok(()) => Some(!search.found.is_empty()),
        Err(Stop) if !search.found.is_empty() => Some(true),
        Err(Stop) => None,
    }
}

/// That the search is to end: a limit was reached.
struct Stop;

struct Search<'a, V> {
    choices: &'a [Vec<usize>],
    limits: Limits,
    violations: V,
    asked: usize,
    stop_at_first: bool,
    /// Items changed, or tried and left as they are, on the way to here.
    closed: Vec<bool>,
    changes: Vec<Change>,
    found: Vec<Vec<Change>>,
}

impl<'a, V: FnMut(&[Change]) -> Violations> Search<'a, V> {
    fn new(choices: &'a [Vec<usize>], limits: Limits, violations: V) -> Self {
        let closed = choices.iter().map(Vec::is_empty).collect();
        let (changes, found) = (Vec::new(), Vec::new());
        Search {
            choices,
            limits,
            violations,
            asked: 0,
            stop_at_first: false,
            closed,
            changes,
            found,
        }
    }

    /// Goes through everything below the changes made so far, with `left` more to make.
    fn down(&mut self, left: usize) -> Result<(), Stop> {
        self.asked += 1;
        if self.asked > self.limits.asked_max {
            return Err(Stop);
        }
        let mut scopes = (self.violations)(&self.changes);
        if scopes.is_empty() {
            // With changes left the set is larger than need be, and was found before.
            if left == 0 || self.stop_at_first {
                return self.keep();
            }
            return Ok(());
        }
        for scope in &mut scopes {
            scope.retain(|item| !self.closed[*item]);
            scope.sort_unstable();
            scope.dedup();
        }
        // Stable: of equally small ones the first.
        scopes.sort_by_key(Vec::len);
        if scopes[0].is_empty() || apart(&scopes) > left {
            return Ok(());
        }
        let scope = scopes.swap_remove(0);
        let mut ended = Ok(());
        'items: for item in &scope {
            self.closed[*item] = true;
            for choice in &self.choices[*item] {
                self.changes.push((*item, *choice));
                ended = self.down(left - 1);
                self.changes.pop();
                if ended.is_err() {
                    break 'items;
                }
            }
        }
        scope.iter().for_each(|item| self.closed[*item] = false);
        ended
    }

    fn keep(&mut self) -> Result<(), Stop> {
        if self.found.len() == self.limits.sets_max {
            return Err(Stop);
        }
        let mut set = self.changes.clone();
        set.sort_unstable();
        self.found.push(set);
        if self.stop_at_first { Err(Stop) } else { Ok(()) }
    }
}

/// How many violations share no item with each other, counted greedily: a lower bound on the changes
/// needed.
fn apart(scopes: &[Vec<usize>]) -> usize {
    let mut taken: Vec<usize> = Vec::new();
    let mut count = 0;
    for scope in scopes {
        if !scope.iter().any(|item| taken.contains(item)) {
            taken.extend(scope);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { size_max: 9, sets_max: 100, asked_max: 10_000 };

    #[test]
    fn nothing_violated_needs_no_change() {
        let found = smallest(&[vec![0]], LIMITS, |_| Vec::new());
        assert_eq!(found, Cleared::Sets { sets: vec![Vec::new()], more: false });
    }

    #[test]
    fn one_change_may_end_two_violations() {
        let choices = vec![vec![1, 2], vec![1], vec![1]];
        let scopes = |changes: &[Change]| {
            let done = |item: usize| changes.iter().any(|it| it.0 == item);
            let each = [vec![0, 1], vec![1, 2]];
            each.into_iter().filter(|it| !it.iter().any(|item| done(*item))).collect()
        };
        let found = smallest(&choices, LIMITS, scopes);
        assert_eq!(found, Cleared::Sets { sets: vec![vec![(1, 1)]], more: false });
    }

    #[test]
    fn a_limit_is_told() {
        let choices = vec![vec![1, 2, 3], vec![1, 2, 3]];
        let scopes = |changes: &[Change]| {
            (0..2).filter(|it| !changes.iter().any(|c| c.0 == *it)).map(|it| vec![it]).collect()
        };
        let few = Limits { sets_max: 4, ..LIMITS };
        let Cleared::Sets { sets, more } = smallest(&choices, few, scopes) else {
            unreachable!("there are nine");
        };
        assert_eq!((sets.len(), more), (4, true));
        let Cleared::Sets { sets, more } = smallest(&choices, LIMITS, scopes) else {
            unreachable!("there are nine");
        };
        assert_eq!((sets.len(), more), (9, false));
        assert_eq!(
            smallest(&choices, Limits { asked_max: 1, ..LIMITS }, scopes),
            Cleared::Unfinished(1)
        );
        assert_eq!(smallest(&choices, Limits { size_max: 1, ..LIMITS }, scopes), Cleared::None);
        assert_eq!(possible(&choices, 100, scopes), Some(true));
        assert_eq!(possible(&[Vec::new(), vec![1]], 100, scopes), Some(false));
        assert_eq!(possible(&choices, 1, scopes), None);
    }
}
