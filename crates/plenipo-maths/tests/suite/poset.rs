//! Suite of `poset`.

use plenipo_maths::poset::{Poset, Tiers};
use plenipo_maths::spec::SpecError;

#[test]
fn relations_follow_from_relations() {
    let poset = Poset::new(4, &[(0, 1), (1, 2)]).expect("an order");
    assert!(poset.is_above(0, 2) && !poset.is_above(2, 0) && !poset.is_above(0, 3));
    assert!(!poset.is_above(64, 0) && !poset.is_above(0, 64));
    assert_eq!(poset.len(), 4);
    let closed_late = Poset::new(4, &[(3, 0), (1, 3), (2, 1)]).expect("an order");
    assert!(closed_late.is_above(2, 0));
}

#[test]
fn a_cycle_is_reported_with_its_items_only() {
    let cycle = |n, pairs: &[(usize, usize)]| match Poset::new(n, pairs) {
        Err(SpecError::Cycle { items }) => items,
        other => panic!("no cycle found: {other:?}"),
    };
    assert_eq!(cycle(5, &[(4, 1), (1, 2), (2, 3), (3, 1)]), [1, 2, 3]);
    assert_eq!(cycle(2, &[(1, 1)]), [1]);
    assert_eq!(cycle(3, &[(0, 1), (0, 2), (2, 1), (1, 2)]), [1, 2]);
}

#[test]
fn equals_are_merged_and_may_not_stand_above_each_other() {
    let tiers = Tiers::new(5, &[(4, 0)], &[(3, 1), (1, 4)]).expect("an order");
    assert_eq!(tiers.members, vec![vec![0], vec![1, 3, 4], vec![2]]);
    assert!(tiers.poset.is_above(1, 0));
    let error = Tiers::new(4, &[(0, 1), (2, 0)], &[(1, 2)]).expect_err("0 > 1 = 2 > 0");
    assert_eq!(error, SpecError::Cycle { items: vec![0, 1, 2] });
    assert_eq!(error.to_string(), "the order contradicts itself: 0 > 1 > 2 > 0");
    let error = Tiers::new(2, &[(0, 1)], &[(0, 1)]).expect_err("0 > 1 = 0");
    assert_eq!(error, SpecError::Cycle { items: vec![0, 1] });
}

#[test]
fn limits_are_errors() {
    assert_eq!(Poset::new(2, &[(0, 2)]), Err(SpecError::OutOfRange { item: 2, n: 2 }));
    assert_eq!(Poset::new(65, &[]), Err(SpecError::TooManyItems { n: 65, max: 64 }));
    let chain: Vec<(usize, usize)> = (0..63).map(|item| (item, item + 1)).collect();
    assert!(Poset::new(64, &chain).expect("an order").is_above(0, 63));
}
