//! Suite of `linear_extension`: uniform against full enumeration.

use std::collections::BTreeMap;

use plenipo_maths::linear_extension::LinearExtensions;
use plenipo_maths::poset::Poset;
use plenipo_maths::random::StreamKey;

use super::assert_uniform;

/// All linear extensions, by trying every available item at every place.
fn enumerate(poset: &Poset) -> Vec<Vec<usize>> {
    fn go(poset: &Poset, order: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
        if order.len() == poset.len() {
            all.push(order.clone());
        }
        for item in 0..poset.len() {
            let waits = |&other: &usize| poset.is_above(other, item) && !order.contains(&other);
            if !order.contains(&item) && !(0..poset.len()).any(|other| waits(&other)) {
                order.push(item);
                go(poset, order, all);
                order.pop();
            }
        }
    }
    let mut all = Vec::new();
    go(poset, &mut Vec::new(), &mut all);
    all
}

/// A name, the number of items, and the relations.
type Example = (&'static str, usize, &'static [(usize, usize)]);

const POSETS: &[Example] = &[
    // Random topological sorting gives ¼, ¼ and ½ here.
    ("one relation", 3, &[(0, 1)]),
    ("two relations apart", 4, &[(0, 1), (2, 3)]),
    ("a fork", 4, &[(0, 1), (0, 2), (3, 2)]),
    ("the letter N", 4, &[(0, 2), (1, 2), (1, 3)]),
    ("N under an item, beside another", 6, &[(4, 0), (4, 1), (0, 2), (1, 2), (1, 3)]),
    ("a crown", 6, &[(0, 3), (0, 4), (1, 4), (1, 5), (2, 5), (2, 3)]),
    ("a fence", 6, &[(0, 1), (2, 1), (2, 3), (4, 3), (4, 5)]),
    ("classes", 5, &[(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)]),
    ("nothing", 4, &[]),
];

fn check(extensions: &LinearExtensions, poset: &Poset, name: &str) {
    let all = enumerate(poset);
    let mut counts: BTreeMap<Vec<usize>, usize> =
        all.iter().map(|order| (order.clone(), 0)).collect();
    let mut stream = StreamKey::new(7).stream(0);
    let mut order = Vec::new();
    for _ in 0..200 * all.len() {
        extensions.draw(&mut stream, &mut order);
        let count = counts.get_mut(&order);
        assert!(count.is_some(), "{name}: {order:?} is no extension");
        count.into_iter().for_each(|count| *count += 1);
    }
    assert_uniform(&counts.into_values().collect::<Vec<_>>(), name);
}

#[test]
fn tables_count_and_draw_uniformly() {
    for &(name, n, pairs) in POSETS {
        let poset = Poset::new(n, pairs).expect("an order");
        let extensions = LinearExtensions::new(&poset);
        assert_eq!(extensions.count(), Some(enumerate(&poset).len() as f64), "{name}");
        check(&extensions, &poset, name);
    }
}

#[test]
fn coupling_from_the_past_draws_uniformly() {
    for &(name, n, pairs) in POSETS {
        let poset = Poset::new(n, pairs).expect("an order");
        check(&LinearExtensions::with_table_of(&poset, 0), &poset, name);
    }
}

#[test]
fn tangled_orders_fall_back_on_coupling() {
    let poset = Poset::new(4, &[(0, 2), (1, 2), (1, 3)]).expect("an order");
    assert_eq!(LinearExtensions::with_table_of(&poset, 0).count(), None);
    // A fence of 40 has more than 2^16 up-sets.
    let fence: Vec<(usize, usize)> = (0..39)
        .map(|item| if item % 2 == 0 { (item, item + 1) } else { (item + 1, item) })
        .collect();
    let poset = Poset::new(40, &fence).expect("an order");
    let extensions = LinearExtensions::new(&poset);
    assert_eq!(extensions.count(), None);
    let mut order = Vec::new();
    extensions.draw(&mut StreamKey::new(1).stream(0), &mut order);
    let place = |item| order.iter().position(|&other| other == item);
    assert!(fence.iter().all(|&(a, b)| place(a) < place(b)));
}

#[test]
fn large_orders_that_come_apart_stay_exact() {
    let chains: Vec<(usize, usize)> =
        (0..64).filter(|item| item % 8 != 7).map(|item| (item, item + 1)).collect();
    let extensions = LinearExtensions::new(&Poset::new(64, &chains).expect("an order"));
    // 64! / (8!)^8
    let count = extensions.count().expect("chains come apart");
    assert!((count / 1.816_572_393_163_080_6e52 - 1.0).abs() < 1e-13, "{count:e}");
    assert_eq!(LinearExtensions::new(&Poset::new(0, &[]).expect("empty")).count(), Some(1.0));
}

#[test]
fn a_total_order_is_known() {
    let poset = Poset::new(3, &[(2, 0), (0, 1)]).expect("an order");
    assert_eq!(LinearExtensions::new(&poset).only(), Some(vec![2, 0, 1]));
    let poset = Poset::new(3, &[(2, 0)]).expect("an order");
    assert_eq!(LinearExtensions::new(&poset).only(), None);
}
