//! Frontiers and solutions equal brute force on small random questions.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use plenipo::maths::bargain::{
    BargainSettings, Bargaining, FractionSettings, Solution, bargain, bargain_listed,
    rational_fraction,
};
use plenipo::maths::frontier::{
    Additive, Frontier, FrontierSettings, Joint, JointFrontier, JointLimits, Term, frontier,
    frontier_joint,
};
use proptest::prelude::*;

type Utilities = Vec<Vec<Vec<f64>>>;

/// Small integers make ties, zeros and identical options common; a party may copy the first one.
fn utilities(
    players: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = (usize, Utilities)> {
    (players, prop::collection::vec(1..=4_usize, 1..=4), 1..=9_u32, any::<bool>()).prop_flat_map(
        |(n_players, n_options, most, copy)| {
            let row = prop::collection::vec(0..=most, n_players).prop_map(move |row| {
                let mut row: Vec<f64> = row.into_iter().map(f64::from).collect();
                if copy && n_players > 1 {
                    row[n_players - 1] = row[0];
                }
                row
            });
            let issues: Vec<_> =
                n_options.into_iter().map(|n| prop::collection::vec(row.clone(), n)).collect();
            (Just(n_players), issues)
        },
    )
}

fn outcomes(n_options: &[usize]) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for &n in n_options {
        all = all
            .into_iter()
            .flat_map(|outcome: Vec<usize>| {
                (0..n).map(move |option| [outcome.clone(), vec![option]].concat())
            })
            .collect();
    }
    all
}

fn total(utilities: &Utilities, outcome: &[usize], n_players: usize) -> Vec<f64> {
    let sum =
        |player| utilities.iter().zip(outcome).map(|(rows, &o): (_, _)| rows[o][player]).sum();
    (0..n_players).map(sum).collect()
}

fn at_least(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(x, y)| x >= y)
}

fn brute(points: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut front: Vec<Vec<f64>> = points
        .iter()
        .filter(|p| !points.iter().any(|q| q != *p && at_least(q, p)))
        .cloned()
        .collect();
    sort(&mut front);
    front.dedup();
    front
}

fn sort(points: &mut [Vec<f64>]) {
    points.sort_by(|a, b| b.partial_cmp(a).unwrap());
}

fn points(frontier: &Frontier) -> Vec<Vec<f64>> {
    frontier.order().into_iter().map(|at| frontier.utilities(at)).collect()
}

/// Solutions by definition: the allowed outcomes with the greatest key.
fn best(points: &[Vec<f64>], key: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Vec<f64>> {
    let most = points.iter().map(|p| key(p)).fold(vec![], |a, b| if b > a { b } else { a });
    let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9);
    let mut ties: Vec<Vec<f64>> = points.iter().filter(|p| near(&key(p), &most)).cloned().collect();
    sort(&mut ties);
    ties
}

fn found(solution: &Solution) -> Vec<Vec<f64>> {
    assert!(solution.proven && !solution.truncated);
    let mut ties: Vec<Vec<f64>> =
        solution.outcomes.iter().map(|outcome| outcome.utilities.clone()).collect();
    sort(&mut ties);
    ties
}

fn ascending(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// Compares every solution with its definition; `distinct` drops repeated vectors on both sides.
fn check_solutions(all: &[Vec<f64>], r: &[f64], answer: &Bargaining, distinct: bool) {
    let n = r.len();
    let least: Vec<f64> =
        (0..n).map(|p| all.iter().map(|u| u[p]).fold(f64::INFINITY, f64::min)).collect();
    let d: Vec<f64> = r.iter().zip(&least).map(|(r, least)| r.max(*least)).collect();
    let rational: Vec<Vec<f64>> = all.iter().filter(|u| at_least(u, r)).cloned().collect();
    let gains = |u: &[f64]| -> Vec<f64> { u.iter().zip(&d).map(|(u, d)| u - d).collect() };
    let solutions = match answer {
        Bargaining::NoAgreement { smallest_gain, .. } => {
            assert!(rational.is_empty());
            let most = all.iter().map(|u| ascending(gains(u))[0]).fold(f64::NEG_INFINITY, f64::max);
            assert!((smallest_gain - most).abs() < 1e-9);
            return;
        }
        Bargaining::Agreement(solutions) => solutions,
        Bargaining::Undecided { .. } => panic!("the question is small"),
    };
    assert!(!rational.is_empty());
    let same = |mut expected: Vec<Vec<f64>>, solution: &Solution, what: &str| {
        let mut ours = found(solution);
        if distinct {
            expected.dedup();
            ours.dedup();
        }
        assert_eq!(ours, expected, "{what}, d {d:?}");
    };
    same(best(&rational, |u| ascending(gains(u))), &solutions.egalitarian, "egalitarian");
    same(best(&rational, |u| vec![u.iter().sum()]), &solutions.utilitarian, "utilitarian");
    let m: Vec<f64> =
        (0..n).map(|p| rational.iter().map(|u| u[p]).fold(f64::NEG_INFINITY, f64::max)).collect();
    for (ideal, m) in solutions.ideal.iter().zip(&m) {
        assert!((ideal - m).abs() < 1e-9);
    }
    let product = |u: &[f64]| vec![gains(u).into_iter().product::<f64>()];
    if solutions.nash.value > 0.0 {
        same(best(&rational, product), &solutions.nash, "nash");
    } else {
        assert!(rational.iter().all(|u| product(u)[0] == 0.0));
        for u in found(&solutions.nash) {
            assert!(!rational.iter().any(|v| *v != u && at_least(v, &u)));
        }
    }
    let ratios = |u: &[f64]| {
        let gains = gains(u);
        ascending((0..n).filter(|&p| m[p] > d[p]).map(|p| gains[p] / (m[p] - d[p])).collect())
    };
    match &solutions.kalai_smorodinsky {
        Some(solution) => same(best(&rational, ratios), solution, "kalai-smorodinsky"),
        None => assert!((0..n).all(|p| m[p] <= d[p])),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_frontier_is_what_brute_force_finds(
        (n, utilities) in utilities(1..=6),
        vetoes in prop::collection::vec((0..4_usize, 0..4_usize), 0..3),
        share in 0.0..0.8_f64,
    ) {
        let mut left: Vec<Vec<bool>> = utilities.iter().map(|rows| vec![true; rows.len()]).collect();
        let mut used = vec![];
        for (issue, option) in vetoes {
            let valid = issue < left.len() && option < left[issue].len();
            if valid && left[issue].iter().filter(|l| **l).count() > 1 {
                left[issue][option] = false;
                used.push((issue, option));
            }
        }
        let question = Additive::new(n, &utilities).unwrap().without(&used).unwrap();
        let n_options: Vec<usize> = utilities.iter().map(Vec::len).collect();
        let all: Vec<Vec<f64>> = outcomes(&n_options)
            .into_iter()
            .filter(|o| o.iter().enumerate().all(|(issue, &option)| left[issue][option]))
            .map(|o| total(&utilities, &o, n))
            .collect();
        let exact = frontier(&question, &FrontierSettings::default()).unwrap();
        prop_assert_eq!(points(&exact), brute(&all));
        for at in 0..exact.len() {
            let choice = exact.choice(at);
            prop_assert!(choice.iter().enumerate().all(|(issue, &option)| left[issue][option]));
            prop_assert_eq!(total(&utilities, &choice, n), exact.utilities(at));
        }

        let r: Vec<f64> = question
            .range_units()
            .iter()
            .map(|range| (question.scale().utility(range.1) * share).floor())
            .collect();
        let settings = FrontierSettings { reservations: r.clone(), ..Default::default() };
        let rational: Vec<Vec<f64>> = all.iter().filter(|u| at_least(u, &r)).cloned().collect();
        prop_assert_eq!(points(&frontier(&question, &settings).unwrap()), brute(&rational));

        let bargaining = BargainSettings { reservations: r.clone(), ..Default::default() };
        check_solutions(&all, &r, &bargain(&question, &bargaining).unwrap(), false);
        let least: Vec<f64> =
            (0..n).map(|p| all.iter().map(|u| u[p]).fold(f64::INFINITY, f64::min)).collect();
        check_solutions(&all, &r, &bargain_listed(&exact, &least, &bargaining).unwrap(), true);

        let strict = all.iter().filter(|u| u.iter().zip(&r).all(|(u, r)| u > r)).count();
        let fraction = rational_fraction(&question, &r, &FractionSettings::default()).unwrap();
        prop_assert!((fraction.estimate - strict as f64 / all.len() as f64).abs() < 1e-12);

        // Within epsilon, every point of the exact frontier has one almost as good.
        let settings = FrontierSettings { epsilon: 2.5, ..Default::default() };
        let thin = frontier(&question, &settings).unwrap();
        prop_assert!(thin.len() <= exact.len() && thin.gap() <= thin.epsilon());
        for u in points(&exact) {
            let close = |v: &Vec<f64>| u.iter().zip(v).all(|(u, v)| v + thin.gap() >= *u - 1e-9);
            prop_assert!(points(&thin).iter().any(close));
        }
    }

    #[test]
    fn dependent_utilities_are_what_brute_force_finds(
        (n, utilities) in utilities(2..=6),
        pairs in prop::collection::vec((0..4_usize, 0..4_usize, 0..1_000_000_u64), 0..4),
        share in 0.0..0.8_f64,
    ) {
        let n_options: Vec<usize> = utilities.iter().map(Vec::len).collect();
        let mut terms: Vec<Term> = utilities
            .iter()
            .enumerate()
            .map(|(at, rows)| Term::Table { scope: vec![at], utilities: rows.clone() })
            .collect();
        for (a, b, seed) in pairs {
            if a == b || a >= n_options.len() || b >= n_options.len() {
                continue;
            }
            let value = |k: usize, p: usize| ((seed >> (k % 16 + p)) % 7) as f64 - 2.0;
            terms.push(if seed % 2 == 0 {
                let row = |k| (0..n).map(|p| value(k, p)).collect();
                let utilities = (0..n_options[a] * n_options[b]).map(row).collect();
                Term::Table { scope: vec![a, b], utilities }
            } else {
                let range = |m: usize| (seed as usize % m, m - 1);
                let ranges = vec![range(n_options[a]), range(n_options[b])];
                Term::Box { scope: vec![a, b], ranges, utilities: (0..n).map(|p| value(3, p)).collect() }
            });
        }
        let worth = |o: &[usize]| -> Vec<f64> {
            let mut sum = vec![0.0; n];
            for term in &terms {
                let row: &[f64] = match term {
                    Term::Table { scope, utilities } => {
                        &utilities[scope.iter().fold(0, |k, &v| k * n_options[v] + o[v])]
                    }
                    Term::Box { scope, ranges, utilities } => {
                        let inside = scope.iter().zip(ranges).all(|(&v, r)| o[v] >= r.0 && o[v] <= r.1);
                        if inside { utilities } else { &[] }
                    }
                };
                row.iter().enumerate().for_each(|(p, x)| sum[p] += x);
            }
            sum
        };
        let all: Vec<Vec<f64>> = outcomes(&n_options).iter().map(|o| worth(o)).collect();
        let question = Joint::new(n, n_options.clone(), terms.clone()).unwrap();
        let JointFrontier::Exact(exact) = frontier_joint(&question, &JointLimits::default()).unwrap()
        else { panic!("it is small") };
        prop_assert_eq!(points(&exact), brute(&all));
        for at in 0..exact.len() {
            prop_assert_eq!(worth(&exact.choice(at)), exact.utilities(at));
        }
        let least: Vec<f64> =
            (0..n).map(|p| all.iter().map(|u| u[p]).fold(f64::INFINITY, f64::min)).collect();
        prop_assert_eq!(&question.least(&JointLimits::default()), &least);
        let r: Vec<f64> = (0..n)
            .map(|p| (all.iter().map(|u| u[p]).fold(f64::NEG_INFINITY, f64::max) * share).floor())
            .collect();
        let settings = BargainSettings { reservations: r.clone(), ..Default::default() };
        check_solutions(&all, &r, &bargain_listed(&exact, &least, &settings).unwrap(), true);
    }
}

#[test]
fn threads_do_not_change_a_frontier() {
    // Large enough for several chunks: 10 criteria, 4 players, a fixed pattern of utilities.
    let value = |i: usize, o: usize, p: usize| {
        ((i * 7919 + o * 104_729 + p * 1299 + i * o * p * 31) % 1009) as f64
    };
    let utilities: Utilities = (0..10)
        .map(|i| (0..3).map(|o| (0..4).map(|p| value(i, o, p)).collect()).collect())
        .collect();
    let question = Additive::new(4, &utilities).unwrap();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let front = pool.install(|| frontier(&question, &FrontierSettings::default()).unwrap());
        (0..front.len()).map(|at| (front.units(at).to_vec(), front.choice(at))).collect::<Vec<_>>()
    };
    let alone = run(1);
    assert!(alone.len() > 100);
    assert_eq!(alone, run(4));
}
