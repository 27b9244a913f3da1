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
    (
        "steps of unequal length",
        7,
        &[(0, 1), (1, 2), (2, 3), (4, 3), (4, 5), (0, 5), (6, 5), (6, 2)],
    ),
    ("a chain with one-sided items", 7, &[(0, 1), (1, 2), (2, 3), (4, 2), (1, 5), (6, 3), (0, 6)]),
    (
        "two chains woven",
        8,
        &[(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7), (0, 6), (4, 2), (1, 7)],
    ),
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
    assert_eq!(LinearExtensions::with_table_of(&poset, 1).count(), Some(5.0));
}

#[test]
fn trees_count_and_draw_uniformly() {
    let more: &[Example] = &[
        ("a fork on a fence", 7, &[(0, 1), (2, 1), (2, 3), (4, 2), (5, 2), (3, 6)]),
        ("a chain and one-sided items", 7, &[(0, 1), (1, 2), (2, 3), (4, 1), (1, 5), (6, 2)]),
    ];
    let mut trees = 0;
    for &(name, n, pairs) in POSETS.iter().chain(more) {
        let poset = Poset::new(n, pairs).expect("an order");
        let extensions = LinearExtensions::with_table_of(&poset, 1);
        // What has a circle in it is coupled.
        let Some(count) = extensions.count() else { continue };
        assert_eq!(count, enumerate(&poset).len() as f64, "{name}");
        check(&extensions, &poset, name);
        trees += 1;
    }
    assert_eq!(trees, 10);
    // The arrangements of 40 that go up and down by turns: an Euler number.
    let fence: Vec<(usize, usize)> = (0..39).map(fence).collect();
    let poset = Poset::new(40, &fence).expect("an order");
    let extensions = LinearExtensions::new(&poset);
    let count = extensions.count().expect("a tree");
    assert!((count / 1.485_115_071_811_498e40 - 1.0).abs() < 1e-12, "{count:e}");
    assert_eq!(extensions.steps(), 0);
    keeps_to(&extensions, &fence, "a fence of 40");
    // A ranking, and items of which each is compared with one of it.
    let chain = (1..36).map(|item| (item - 1, item));
    let beside = (36..64).map(|item| {
        let other = item * 7 % 36;
        if item % 2 == 0 { (item, other) } else { (other, item) }
    });
    let pairs: Vec<(usize, usize)> = chain.chain(beside).collect();
    let extensions = LinearExtensions::new(&Poset::new(64, &pairs).expect("an order"));
    assert!(extensions.count().is_some() && extensions.steps() == 0);
    keeps_to(&extensions, &pairs, "a chain and items beside it");
}

/// One of the relations of a fence.
fn fence(item: usize) -> (usize, usize) {
    if item.is_multiple_of(2) { (item, item + 1) } else { (item + 1, item) }
}

/// Fails unless what is drawn keeps to `pairs`.
fn keeps_to(extensions: &LinearExtensions, pairs: &[(usize, usize)], name: &str) {
    let mut order = Vec::new();
    let mut stream = StreamKey::new(1).stream(0);
    for _ in 0..20 {
        extensions.draw(&mut stream, &mut order);
        let place = |item| order.iter().position(|&other| other == item);
        assert!(pairs.iter().all(|&(a, b)| place(a).is_some() && place(a) < place(b)), "{name}");
    }
}

/// A name, the relations, and the most random values that one extension may take.
type Tangle = (String, Vec<(usize, usize)>, usize);

/// Relations among 64 items that cannot be taken apart and have too many up-sets to count, and the
/// most random values that one extension may take.
fn tangles() -> Vec<Tangle> {
    let bipartite = (0..32).flat_map(|item| [0, 1, 3].map(|by| (item, 32 + (item + by) % 32)));
    let mut tangles = vec![
        ("a crown".to_owned(), (0..63).map(fence).chain([(0, 63)]).collect(), 4_000),
        ("two rows".to_owned(), bipartite.collect(), 4_000),
    ];
    for n_pairs in [64, 100, 200] {
        let mut stream = StreamKey::new(n_pairs as u64).stream(0);
        let mut pairs = Vec::new();
        while pairs.len() < n_pairs {
            let (a, b) = (stream.below(64), stream.below(64));
            pairs.extend((a < b).then_some((a, b)));
        }
        tangles.push((format!("{n_pairs} random relations"), pairs, 60_000));
    }
    let mut stream = StreamKey::new(5).stream(0);
    let woven = (0..8).map(|chain| {
        let (start, place) = (8 * chain, stream.below(4));
        (start + place, 8 * ((chain + 3) % 8) + place + 4)
    });
    let chains = (0..64).filter(|item| item % 8 != 7).map(|item| (item, item + 1));
    tangles.push(("eight chains".to_owned(), chains.chain(woven).collect(), 60_000));
    for length in [24, 32] {
        let mut pairs: Vec<(usize, usize)> = (1..length).map(|item| (item - 1, item)).collect();
        let mut stream = StreamKey::new(length as u64).stream(0);
        for item in length..64 {
            let beside = stream.below(length);
            pairs.push(if item % 2 == 0 { (item, beside) } else { (beside, item) });
        }
        pairs.extend((0..5).map(|it| (length + 4 * it, length + 4 * it + 2)));
        tangles.push((format!("a chain of {length} and others beside it"), pairs, 200_000));
    }
    tangles
}

#[test]
fn no_order_of_64_items_takes_long() {
    for (name, pairs, steps_max) in tangles() {
        let poset = Poset::new(64, &pairs).expect("an order");
        let extensions = LinearExtensions::new(&poset);
        assert_eq!(extensions.count(), None, "{name} is counted, not coupled");
        let steps = extensions.steps();
        assert!(steps > 0 && steps <= steps_max, "{name}: {steps} steps");
        keeps_to(&extensions, &pairs, &name);
    }
}

#[test]
fn coupling_agrees_with_the_table_on_larger_orders() {
    for seed in 0..4 {
        let mut stream = StreamKey::new(seed).stream(0);
        let pairs: Vec<(usize, usize)> =
            std::iter::repeat_with(|| (stream.below(14), stream.below(14)))
                .filter(|(a, b)| a < b)
                .take(16)
                .collect();
        let poset = Poset::new(14, &pairs).expect("an order");
        let table = LinearExtensions::new(&poset);
        let coupled = LinearExtensions::with_table_of(&poset, 0);
        assert!(table.count().is_some() && coupled.count().is_none());
        // How often each item stands at each place.
        let n = 20_000;
        let places = |extensions: &LinearExtensions| {
            let mut stream = StreamKey::new(11).stream(seed);
            let (mut order, mut counts) = (Vec::new(), vec![0.0; 14 * 14]);
            for _ in 0..n {
                extensions.draw(&mut stream, &mut order);
                for (place, &item) in order.iter().enumerate() {
                    counts[14 * item + place] += 1.0;
                }
            }
            counts
        };
        for (a, b) in places(&table).into_iter().zip(places(&coupled)) {
            let share = (a + b) / (2.0 * f64::from(n));
            let error = (2.0 * share * (1.0 - share) * f64::from(n)).sqrt();
            assert!((a - b).abs() <= 4.5 * error + 1e-9, "seed {seed}: {a} and {b}");
        }
    }
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
