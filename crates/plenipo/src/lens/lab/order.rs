//! Where an option stands in a party's order of the options of an issue, as far as the record fixes that.

use plenipo_maths::value::ValueSpec;

/// The place of an option: from the best it may have to the worst, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderPlace {
    /// Its best possible place.
    pub best: usize,
    /// Its worst possible place.
    pub worst: usize,
    /// Of how many options.
    pub of: usize,
}

/// The place of each option in the order that `spec` fixes in part; `None` where it fixes nothing. Options that are
/// alike share the better places.
pub(super) fn places(spec: &ValueSpec) -> Option<Vec<OrderPlace>> {
    let n = spec.len();
    let above = better(spec, n)?;
    let place = |item: usize| {
        let over = (0..n).filter(|it| above[*it][item]).count();
        let under = (0..n).filter(|it| above[item][*it]).count();
        let alike = (0..n).filter(|it| *it != item && is_alike(spec, &above, item, *it)).count();
        OrderPlace { best: over + 1, worst: n - under - alike, of: n }
    };
    Some((0..n).map(place).collect())
}

/// Whether each item is known to be better than each other: `better[a][b]`.
fn better(spec: &ValueSpec, n: usize) -> Option<Vec<Vec<bool>>> {
    let mut better = vec![vec![false; n]; n];
    match spec {
        ValueSpec::Free { .. } => return None,
        ValueSpec::Indifferent { .. } => {}
        ValueSpec::Ranking { tiers } => {
            for (place, tier) in tiers.iter().enumerate() {
                for (&a, &b) in tier
                    .iter()
                    .flat_map(|a| tiers[place + 1..].iter().flatten().map(move |b| (a, b)))
                {
                    better[a][b] = true;
                }
            }
        }
        ValueSpec::Order { above, equal, .. } => close(&mut better, above, equal),
        ValueSpec::SinglePeaked { peak, .. } => {
            for a in 0..n {
                for b in 0..n {
                    // On one side of the best the nearer is the better.
                    better[a][b] = (*peak <= a && a < b) || (b < a && a <= *peak);
                }
            }
        }
        ValueSpec::Fixed { values } => {
            for (a, row) in better.iter_mut().enumerate() {
                for (b, it) in row.iter_mut().enumerate() {
                    *it = values[a] > values[b];
                }
            }
        }
        ValueSpec::Intervals { intervals, equal, .. } => {
            for (a, row) in better.iter_mut().enumerate() {
                for (b, it) in row.iter_mut().enumerate() {
                    *it = intervals[a].lo > intervals[b].hi;
                }
            }
            // What is only "at least as good" may be alike, and leaves both places open.
            let strict: Vec<(usize, usize)> = (0..n)
                .flat_map(|a| (0..n).map(move |b| (a, b)))
                .filter(|(a, b)| better[*a][*b])
                .collect();
            close(&mut better, &strict, equal);
        }
    }
    Some(better)
}

/// All that follows from the pairs.
fn close(better: &mut [Vec<bool>], above: &[(usize, usize)], equal: &[(usize, usize)]) {
    let n = better.len();
    for &(a, b) in above {
        better[a][b] = true;
    }
    // Each round carries a step further; an order of `n` has no longer way.
    for _ in 0..n {
        for &(a, b) in equal {
            for other in 0..n {
                let (over, under) =
                    (better[other][a] || better[other][b], better[a][other] || better[b][other]);
                (better[other][a], better[other][b]) = (over, over);
                (better[a][other], better[b][other]) = (under, under);
            }
        }
        for middle in 0..n {
            for a in 0..n {
                for b in 0..n {
                    better[a][b] |= better[a][middle] && better[middle][b];
                }
            }
        }
    }
}

/// Whether two items are known to be equally good.
fn is_alike(spec: &ValueSpec, above: &[Vec<bool>], a: usize, b: usize) -> bool {
    match spec {
        ValueSpec::Indifferent { .. } => true,
        ValueSpec::Ranking { .. } => !above[a][b] && !above[b][a],
        ValueSpec::Fixed { values } => values[a] == values[b],
        ValueSpec::Order { equal, .. } | ValueSpec::Intervals { equal, .. } => {
            equal.iter().any(|it| *it == (a, b) || *it == (b, a))
        }
        ValueSpec::Free { .. } | ValueSpec::SinglePeaked { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(spec: &ValueSpec) -> Vec<(usize, usize)> {
        places(spec).expect("an order").iter().map(|it| (it.best, it.worst)).collect()
    }

    #[test]
    fn an_order_in_part_leaves_places_open() {
        let spec = ValueSpec::Order { n: 3, above: vec![(0, 1)], equal: Vec::new() };
        assert_eq!(of(&spec), [(1, 2), (2, 3), (1, 3)]);
        let chain = ValueSpec::Order { n: 3, above: vec![(2, 0), (0, 1)], equal: Vec::new() };
        assert_eq!(of(&chain), [(2, 2), (3, 3), (1, 1)]);
    }

    #[test]
    fn what_is_alike_shares_its_place() {
        let spec = ValueSpec::Ranking { tiers: vec![vec![2], vec![0, 1]] };
        assert_eq!(of(&spec), [(2, 2), (2, 2), (1, 1)]);
        assert_eq!(of(&ValueSpec::Indifferent { n: 2 }), [(1, 1), (1, 1)]);
        let equal = ValueSpec::Order { n: 3, above: vec![(0, 2)], equal: vec![(0, 1)] };
        assert_eq!(of(&equal), [(1, 1), (1, 1), (3, 3)]);
    }

    #[test]
    fn nothing_known_is_no_place() {
        assert_eq!(places(&ValueSpec::Free { n: 4 }), None);
    }

    #[test]
    fn on_each_side_of_the_best_the_nearer_is_better() {
        assert_eq!(of(&ValueSpec::SinglePeaked { n: 3, peak: 0 }), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(of(&ValueSpec::SinglePeaked { n: 3, peak: 1 }), [(2, 3), (1, 1), (2, 3)]);
    }
}
