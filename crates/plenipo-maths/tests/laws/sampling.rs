//! Laws of the samplers, over random specifications.

use plenipo_maths::random::StreamKey;
use plenipo_maths::simplex::{self, WeightOrder, WeightSpec};
use plenipo_maths::smaa::{SmaaSamples, analyse};
use plenipo_maths::spec::Interval;
use plenipo_maths::value::{self, ValueSpec};
use plenipo_testing::laws::cases;
use proptest::prelude::*;

/// More than one chunk, and a last chunk that is not full.
const N: usize = 1100;

fn weights(spec: &WeightSpec, seed: u64) -> Vec<f64> {
    let mut out = vec![f64::NAN; spec.n * N];
    simplex::sample(spec, StreamKey::new(seed), N, &mut out).expect("a valid spec");
    out
}

fn values(spec: &ValueSpec, seed: u64) -> Vec<f64> {
    let mut out = vec![f64::NAN; spec.len() * N];
    value::sample(spec, StreamKey::new(seed), N, &mut out).expect("a valid spec");
    out
}

fn with_threads<T: Send>(n: usize, run: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(n).build().expect("a pool").install(run)
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// Pairs that cannot form a cycle: the first is the smaller number.
fn acyclic_pairs(n: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..n, 0..n), 0..2 * n).prop_map(|pairs| {
        pairs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b))).collect()
    })
}

/// A class number for each item; 0 is "not compared", 1 is "no weight".
fn class_numbers() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..5usize, 2..12)
        .prop_filter("some weight", |numbers| numbers.iter().any(|&number| number != 1))
}

fn by_class(numbers: &[usize]) -> WeightSpec {
    let of = |class: usize| (0..numbers.len()).filter(|&item| numbers[item] == class).collect();
    WeightSpec {
        none: of(1),
        order: WeightOrder::Classes((2..5).map(of).collect()),
        ..WeightSpec::free(numbers.len())
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn weights_sum_to_one_and_respect_their_classes(
        numbers in class_numbers(),
        seed in any::<u64>(),
    ) {
        let spec = by_class(&numbers);
        let out = weights(&spec, seed);
        for s in 0..N {
            let w: Vec<f64> = (0..spec.n).map(|item| out[item * N + s]).collect();
            prop_assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for a in 0..spec.n {
                prop_assert_eq!(w[a] == 0.0, numbers[a] == 1);
                for b in 0..spec.n {
                    prop_assert!(numbers[a] < 2 || numbers[b] <= numbers[a] || w[a] >= w[b]);
                }
            }
        }
    }

    #[test]
    fn weights_respect_pairs_and_boxes(
        (n, pairs) in (2..7usize).prop_flat_map(|n| (Just(n), acyclic_pairs(n))),
        room in 0.05..1.0f64,
        seed in any::<u64>(),
    ) {
        let lo = (1.0 - room) / n as f64;
        let boxes = vec![Interval::new(lo, (lo + room * 0.7).min(1.0)); n];
        let order = WeightOrder::Pairs(pairs.clone());
        let spec = WeightSpec { order, boxes, ..WeightSpec::free(n) };
        let out = weights(&spec, seed);
        for s in 0..N {
            let w: Vec<f64> = (0..n).map(|item| out[item * N + s]).collect();
            prop_assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(w.iter().all(|&w| lo - 1e-12 <= w && w <= lo + room * 0.7 + 1e-12));
            prop_assert!(pairs.iter().all(|&(a, b)| w[a] >= w[b] - 1e-12));
        }
    }

    #[test]
    fn values_span_zero_to_one_and_respect_their_order(
        (n, pairs) in (2..9usize).prop_flat_map(|n| (Just(n), acyclic_pairs(n))),
        seed in any::<u64>(),
    ) {
        let out = values(&ValueSpec::Order { n, above: pairs.clone(), equal: vec![] }, seed);
        for s in 0..N {
            let v: Vec<f64> = (0..n).map(|item| out[item * N + s]).collect();
            prop_assert_eq!(v.iter().copied().fold(2.0, f64::min), 0.0);
            prop_assert_eq!(v.iter().copied().fold(-1.0, f64::max), 1.0);
            prop_assert!(pairs.iter().all(|&(a, b)| v[a] >= v[b]));
        }
    }

    #[test]
    fn ranking_other_items_moves_the_numbers_along(
        order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle(),
        seed in any::<u64>(),
    ) {
        let plain: Vec<usize> = (0..9).collect();
        let tiers = |order: &[usize]| order.iter().map(|&item| vec![item]).collect();
        let pairs = [
            (weights(&WeightSpec::ranking(&plain), seed), weights(&WeightSpec::ranking(&order), seed)),
            (
                values(&ValueSpec::Ranking { tiers: tiers(&plain) }, seed),
                values(&ValueSpec::Ranking { tiers: tiers(&order) }, seed),
            ),
        ];
        for (plain, moved) in pairs {
            for (place, &item) in order.iter().enumerate() {
                prop_assert_eq!(
                    &plain[place * N..(place + 1) * N],
                    &moved[item * N..(item + 1) * N]
                );
            }
        }
    }

    #[test]
    fn exchanging_alternatives_exchanges_their_figures(seed in any::<u64>()) {
        let w = weights(&WeightSpec::free(3), seed);
        let alternatives: Vec<Vec<f64>> = (0..3)
            .map(|a| values(&ValueSpec::Free { n: 3 }, seed ^ (a + 1)))
            .collect();
        let figures = |order: [usize; 3]| {
            let x: Vec<f64> = order.iter().flat_map(|&a| alternatives[a].clone()).collect();
            analyse(&SmaaSamples::new(3, 3, N, &w, &x).expect("tables")).expect("finite")
        };
        let (plain, moved) = (figures([0, 1, 2]), figures([2, 0, 1]));
        for (place, a) in [2, 0, 1].into_iter().enumerate() {
            for rank in 0..3 {
                let share = moved.rank_acceptability(place, rank);
                prop_assert!((share - plain.rank_acceptability(a, rank)).abs() < 1e-12);
            }
            prop_assert_eq!(&moved.central_weights[place], &plain.central_weights[a]);
            prop_assert_eq!(moved.confidence_factors[place], plain.confidence_factors[a]);
        }
        for rank in 0..3 {
            let sum: f64 = (0..3).map(|a| plain.rank_acceptability(a, rank)).sum();
            prop_assert!((sum - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn the_thread_count_changes_no_bit() {
    // Enough samples for tables that are only then shared among threads.
    let n_samples = 20_000;
    let chain = (0..7).map(|item| (item, item + 1)).collect::<Vec<_>>();
    let weight_specs = [
        WeightSpec::free(12),
        by_class(&[2, 3, 3, 0, 1, 4, 2, 4]),
        WeightSpec { boxes: vec![Interval::new(0.0, 0.5); 4], ..WeightSpec::free(4) },
        WeightSpec { boxes: vec![Interval::new(0.0, 0.12); 10], ..WeightSpec::free(10) },
    ];
    let value_specs = [
        ValueSpec::Free { n: 5 },
        ValueSpec::Order { n: 6, above: vec![(0, 2), (1, 2), (1, 3)], equal: vec![(4, 5)] },
        ValueSpec::SinglePeaked { n: 12, peak: 3 },
        ValueSpec::Intervals { intervals: vec![Interval::UNIT; 8], above: chain, equal: vec![] },
    ];
    let run = || {
        let mut all = Vec::new();
        for spec in &weight_specs {
            let mut out = vec![0.0; spec.n * n_samples];
            let report =
                simplex::sample(spec, StreamKey::new(1), n_samples, &mut out).expect("valid");
            all.extend(bits(&out));
            all.push(report.effective_samples.to_bits());
        }
        for spec in &value_specs {
            let mut out = vec![0.0; spec.len() * n_samples];
            let report =
                value::sample(spec, StreamKey::new(1), n_samples, &mut out).expect("valid");
            all.extend(bits(&out));
            all.push(report.effective_samples.to_bits());
        }
        let mut w = vec![0.0; 3 * n_samples];
        simplex::sample(&WeightSpec::free(3), StreamKey::new(1), n_samples, &mut w).expect("valid");
        let mut x = vec![0.0; 4 * 3 * n_samples];
        StreamKey::new(2).stream(0).fill_uniform(&mut x);
        let result = analyse(&SmaaSamples::new(4, 3, n_samples, &w, &x).expect("tables"));
        let result = result.expect("finite");
        all.extend(bits(&result.rank_acceptabilities));
        result.central_weights.iter().flatten().for_each(|weights| all.extend(bits(weights)));
        all
    };
    let alone = with_threads(1, run);
    assert!(alone == with_threads(3, run), "three threads drew other numbers than one");
}
