//! What meets every set of a family: the smallest such sets by inclusion, and none that could do with less.
//!
//! Of a condition that is a list of clauses, each an "or", these are the sets of things to hold that make it true (its
//! prime implicants); of one that is a list of sufficient sets they are what every one of them needs (its prime
//! implicates). Found clause by clause (Berge 1989, *Hypergraphs*, chapter 2, section 4): exact, and as long as its longest
//! list between two clauses.
//!
//! ```
//! use plenipo_maths::transversal::minimal_transversals;
//!
//! let (sets, whole) = minimal_transversals(&[vec![0, 1], vec![1, 2]], 100);
//! assert_eq!((sets, whole), (vec![vec![1], vec![0, 2]], true));
//! ```

/// Those of `sets` that hold no other, smallest first, then in the order of their items; each with its items in order.
#[must_use]
pub fn minimal(sets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = sets.to_vec();
    for it in &mut sets {
        it.sort_unstable();
        it.dedup();
    }
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    sets.dedup();
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for it in sets {
        if !kept.iter().any(|other| is_within(other, &it)) {
            kept.push(it);
        }
    }
    kept
}

/// The minimal sets that have an item in common with each of `family`, and whether these are all: where more than `most`
/// stand between two steps, only so many go on, and each is still one that meets every set.
#[must_use]
pub fn minimal_transversals(family: &[Vec<usize>], most: usize) -> (Vec<Vec<usize>>, bool) {
    let mut whole = true;
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for set in minimal(family) {
        let (meet, miss): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|it| it.iter().any(|item| set.contains(item)));
        let longer = miss
            .iter()
            .flat_map(|it| set.iter().map(move |item| [it.as_slice(), &[*item]].concat()));
        found = minimal(&meet.into_iter().chain(longer).collect::<Vec<_>>());
        if found.len() > most {
            found.truncate(most);
            whole = false;
        }
    }
    (found, whole)
}

/// Whether every item of `a` is in `b`; both in order.
fn is_within(a: &[usize], b: &[usize]) -> bool {
    a.iter().all(|it| b.binary_search(it).is_ok())
}
