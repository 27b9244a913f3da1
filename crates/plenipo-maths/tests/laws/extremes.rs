//! What is reckoned to be extreme against every vertex, against linear programmes, and against samples.

use plenipo_maths::extremes::linear::{Linear, Optimum};
use plenipo_maths::extremes::values::ValueExtremes;
use plenipo_maths::extremes::weights::weighted;
use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::{WeightOrder, WeightSpec, sample as sample_weights};
use plenipo_maths::spec::Interval;
use plenipo_maths::value::{ValueSpec, sample_on_scale};
use plenipo_testing::laws::cases;
use proptest::collection::vec;
use proptest::prelude::*;

const N: usize = 300;

/// Pairs that cannot form a cycle: the first is the smaller number.
fn acyclic_pairs(n: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    vec((0..n, 0..n), 0..2 * n).prop_map(|pairs| {
        let apart = pairs.into_iter().filter(|(a, b)| a != b);
        apart.map(|(a, b)| (a.min(b), a.max(b))).collect()
    })
}

fn specs() -> impl Strategy<Value = ValueSpec> {
    let order = (2usize..6).prop_flat_map(|n| {
        acyclic_pairs(n).prop_map(move |above| ValueSpec::Order { n, above, equal: Vec::new() })
    });
    let ranking = (Just([0, 1, 2, 3]).prop_shuffle(), 1usize..4).prop_map(|(order, at)| {
        ValueSpec::Ranking { tiers: vec![order[..at].to_vec(), order[at..].to_vec()] }
    });
    let peaked =
        (2usize..6, 0usize..6).prop_map(|(n, at)| ValueSpec::SinglePeaked { n, peak: at % n });
    let ends = (0u8..11, 0u8..11)
        .prop_map(|(a, b)| Interval::new(f64::from(a.min(b)) / 10.0, f64::from(a.max(b)) / 10.0));
    let intervals = (vec(ends, 2..5), any::<bool>()).prop_map(|(intervals, ordered)| {
        let above = if ordered { vec![(0, 1)] } else { Vec::new() };
        ValueSpec::Intervals { intervals, above, equal: Vec::new() }
    });
    prop_oneof![
        (1usize..5).prop_map(|n| ValueSpec::Free { n }),
        (1usize..5).prop_map(|n| ValueSpec::Indifferent { n }),
        order,
        ranking,
        peaked,
        intervals,
    ]
}

/// The vectors of 0 and 1 that keep to an order and have both, which average to all others.
fn vertices(n: usize, above: &[(usize, usize)]) -> Vec<Vec<f64>> {
    let all = 1..(1usize << n) - 1;
    let keeps = |set: &usize| above.iter().all(|(a, b)| set >> b & 1 == 0 || set >> a & 1 == 1);
    let each = all.filter(keeps).map(|set| (0..n).map(|it| (set >> it & 1) as f64).collect());
    each.collect()
}

fn within(found: Interval, value: f64) -> bool {
    found.lo - 1e-9 <= value && value <= found.hi + 1e-9
}

fn weight_specs() -> impl Strategy<Value = WeightSpec> {
    let classes = vec(0usize..4, 2..7).prop_filter("some weight", |it| it.iter().any(|it| *it > 0));
    let ends = vec((0u8..3, 4u8..11), 7);
    (classes, ends, any::<bool>()).prop_map(|(numbers, ends, bounded)| {
        let of = |class: usize| (0..numbers.len()).filter(|it| numbers[*it] == class).collect();
        let bounds =
            ends.iter().map(|(lo, hi)| Interval::new(f64::from(*lo) / 20.0, f64::from(*hi) / 10.0));
        WeightSpec {
            n: numbers.len(),
            none: of(0),
            // Class 3 is not compared.
            order: WeightOrder::Classes(vec![of(1), of(2)]),
            boxes: if bounded { bounds.take(numbers.len()).collect() } else { Vec::new() },
        }
    })
}

/// The least of `Σ w_i c_i`, of one row for each pair that is compared.
fn naive(spec: &WeightSpec, c: &[f64]) -> Option<f64> {
    let mut rows = Linear::new(spec.n);
    rows.equals(&(0..spec.n).map(|it| (it, 1.0)).collect::<Vec<_>>(), 1.0);
    spec.none.iter().for_each(|it| rows.at_most(&[(*it, 1.0)], 0.0));
    for (item, it) in spec.boxes.iter().enumerate().filter(|(it, _)| !spec.none.contains(it)) {
        rows.at_least(&[(item, 1.0)], it.lo);
        rows.at_most(&[(item, 1.0)], it.hi);
    }
    if let WeightOrder::Classes(classes) = &spec.order {
        for (a, b) in classes[0].iter().flat_map(|a| classes[1].iter().map(move |b| (*a, *b))) {
            rows.at_least(&[(a, 1.0), (b, -1.0)], 0.0);
        }
    }
    match rows.greatest(&c.iter().map(|it| -it).enumerate().collect::<Vec<_>>()) {
        Optimum::At(it, _) => Some(-it),
        Optimum::Unbounded | Optimum::Infeasible => None,
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn an_order_is_extreme_at_its_vertices(
        (n, above) in (2usize..6).prop_flat_map(|n| (Just(n), acyclic_pairs(n))),
    ) {
        let spec = ValueSpec::Order { n, above: above.clone(), equal: Vec::new() };
        let values = ValueExtremes::of(&spec).expect("no cycle");
        let vertices = vertices(n, &above);
        let extreme = |of: &dyn Fn(&Vec<f64>) -> f64| {
            let ends = vertices.iter().map(of);
            ends.clone().fold(f64::INFINITY, f64::min)..ends.fold(f64::NEG_INFINITY, f64::max)
        };
        for a in 0..n {
            let found = values.value(a).expect("an item");
            prop_assert_eq!(found.lo..found.hi, extreme(&|it| it[a]));
            for b in 0..n {
                let found = values.difference(a, b).expect("items");
                prop_assert_eq!(found.lo..found.hi, extreme(&|it| it[a] - it[b]));
            }
        }
    }

    #[test]
    fn no_sample_of_values_is_beyond_the_extremes(spec in specs(), seed in any::<u64>()) {
        prop_assume!(spec.validate().is_ok());
        let values = ValueExtremes::of(&spec).expect("valid");
        let n = spec.len();
        let mut drawn = vec![0.0; n * N];
        let on_scale = sample_on_scale(&spec, StreamKey::new(seed), N, &mut drawn).expect("valid");
        prop_assume!(on_scale.is_some());
        let at = |item: usize, sample: usize| drawn[item * N + sample];
        for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))) {
            let (value, apart) = (values.value(a).expect("an item"), values.difference(a, b).expect("items"));
            for sample in 0..N {
                prop_assert!(within(value, at(a, sample)), "{:?}", value);
                prop_assert!(within(apart, at(a, sample) - at(b, sample)), "{} {} {:?}", a, b, apart);
            }
        }
    }

    #[test]
    fn sums_over_weights_are_those_of_a_programme_and_of_no_sample_less(
        spec in weight_specs(),
        c in vec(-4i8..5, 7),
        seed in any::<u64>(),
    ) {
        prop_assume!(spec.validate().is_ok());
        let c: Vec<f64> = c.iter().take(spec.n).map(|it| f64::from(*it) / 4.0).collect();
        let found = weighted(&spec, &c).expect("valid");
        if let Some(least) = naive(&spec, &c) {
            prop_assert!((found.lo - least).abs() < 1e-9, "{} is not {}", found.lo, least);
        }
        let mut drawn = vec![0.0; spec.n * N];
        sample_weights(&spec, StreamKey::new(seed), N, &mut drawn).expect("valid");
        for sample in 0..N {
            let sum: f64 = (0..spec.n).map(|it| drawn[it * N + sample] * c[it]).sum();
            prop_assert!(within(found, sum), "{} is beyond {:?}", sum, found);
        }
    }
}
