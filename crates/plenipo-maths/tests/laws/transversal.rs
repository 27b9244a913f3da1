//! Minimal transversals against every set there is.

use plenipo_maths::transversal::{minimal, minimal_transversals};
use plenipo_testing::laws::cases;
use proptest::collection::vec;
use proptest::prelude::*;

const ITEMS: usize = 7;

fn bits(set: &[usize]) -> u32 {
    set.iter().fold(0, |bits, it| bits | 1 << it)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn they_are_the_smallest_of_all_sets_that_meet_each(family in vec(vec(0..ITEMS, 0..4), 0..6)) {
        let meets = |set: u32| family.iter().all(|it| bits(it) & set != 0);
        let all = (0..1u32 << ITEMS).filter(|it| meets(*it));
        let smallest = |it: &u32| (0..ITEMS).all(|item| it >> item & 1 == 0 || !meets(it & !(1 << item)));
        let mut expected: Vec<u32> = all.filter(smallest).collect();
        let (found, whole) = minimal_transversals(&family, 1_000);
        let mut found: Vec<u32> = found.iter().map(|it| bits(it.as_slice())).collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert!(whole);
        prop_assert_eq!(&found, &expected);
    }

    /// Taken twice, it gives the family without those that hold another.
    #[test]
    fn taken_twice_it_gives_the_family_back(family in vec(vec(0..ITEMS, 1..4), 1..6)) {
        let (once, _) = minimal_transversals(&family, 1_000);
        let (twice, _) = minimal_transversals(&once, 1_000);
        prop_assert_eq!(twice, minimal(&family));
    }

    #[test]
    fn cut_short_it_says_so_and_what_is_left_still_meets_each(family in vec(vec(0..ITEMS, 2..4), 3..6)) {
        let (all, _) = minimal_transversals(&family, 1_000);
        let (found, whole) = minimal_transversals(&family, 2);
        prop_assert!(found.iter().all(|set| family.iter().all(|it| bits(it) & bits(set) != 0)));
        prop_assert!(!whole || found == all);
    }
}
