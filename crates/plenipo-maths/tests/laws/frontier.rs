//! Frontiers and solutions equal brute force on small random questions.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use plenipo_maths::bargain::{
    BargainSettings, Bargaining, FractionSettings, Solution, bargain, bargain_listed,
    rational_fraction, rational_fraction_joint,
};
use plenipo_maths::frontier::{
    Additive, Frontier, FrontierSettings, Joint, JointFrontier, JointLimits, JointTerm, Never,
    frontier, frontier_joint, frontier_relaxed, permitted, ties,
};
use plenipo_maths::work::Work;
use plenipo_testing::laws::cases;
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
    #![proptest_config(cases(400))]

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
            .zip(question.scales())
            .map(|(range, scale)| (scale.utility(range.1) * share).floor())
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
        let mut terms: Vec<JointTerm> = utilities
            .iter()
            .enumerate()
            .map(|(at, rows)| JointTerm::Table { scope: vec![at], utilities: rows.concat() })
            .collect();
        for (a, b, seed) in pairs {
            if a == b || a >= n_options.len() || b >= n_options.len() {
                continue;
            }
            let value = |k: usize, p: usize| ((seed >> (k % 16 + p)) % 7) as f64 - 2.0;
            terms.push(if seed % 2 == 0 {
                let row = |k| (0..n).map(move |p| value(k, p));
                let utilities = (0..n_options[a] * n_options[b]).flat_map(row).collect();
                JointTerm::Table { scope: vec![a, b], utilities }
            } else {
                let range = |m: usize| (seed as usize % m, m - 1);
                let ranges = vec![range(n_options[a]), range(n_options[b])];
                JointTerm::Box { scope: vec![a, b], ranges, utilities: (0..n).map(|p| value(3, p)).collect() }
            });
        }
        let worth = |o: &[usize]| -> Vec<f64> {
            let mut sum = vec![0.0; n];
            for term in &terms {
                let row: &[f64] = match term {
                    JointTerm::Table { scope, utilities } => {
                        &utilities[n * scope.iter().fold(0, |k, &v| k * n_options[v] + o[v])..][..n]
                    }
                    JointTerm::Box { scope, ranges, utilities } => {
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
        prop_assert_eq!(&question.least(&JointLimits::default(), &mut Work::endless()), &least);
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

/// Powers of two that the parties' utilities are multiplied with: alike, far apart, and at both ends
/// of what a float holds. Any two differ by 2^45 or nothing, so that among whole numbers up to 2^40
/// a party with a larger one decides a sum.
const POWERS: [i32; 6] = [0, 45, 105, 996, -60, -1070];

fn times(value: f64, power: i32) -> f64 {
    // In two steps: neither end of the range is a factor itself.
    let half = power / 2;
    value * 2_f64.powi(half) * 2_f64.powi(power - half)
}

fn choices(solution: &Solution) -> Vec<Vec<usize>> {
    assert!(solution.proven && !solution.truncated);
    let mut all: Vec<Vec<usize>> = solution.outcomes.iter().map(|it| it.choice.clone()).collect();
    all.sort();
    all
}

fn among(outcomes: &[Vec<usize>], key: impl Fn(&[usize]) -> Vec<f64>) -> Vec<Vec<usize>> {
    let most = outcomes.iter().map(|it| key(it)).fold(vec![], |a, b| if b > a { b } else { a });
    let mut best: Vec<Vec<usize>> = outcomes.iter().filter(|it| key(it) == most).cloned().collect();
    best.sort();
    best
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn how_large_a_party_s_numbers_are_changes_nothing_that_should_not_depend_on_it(
        (n, utilities) in utilities(1..=4),
        powers in prop::collection::vec(0..POWERS.len(), 4),
        share in 0.0..0.8_f64,
    ) {
        let power = |player: usize| POWERS[powers[player]];
        let scaled: Utilities = utilities
            .iter()
            .map(|rows| {
                let row = |row: &Vec<f64>| {
                    row.iter().enumerate().map(|(p, &value)| times(value, power(p))).collect()
                };
                rows.iter().map(row).collect()
            })
            .collect();
        let n_options: Vec<usize> = utilities.iter().map(Vec::len).collect();
        let all = outcomes(&n_options);
        let worth = |outcome: &[usize]| total(&utilities, outcome, n);
        let r: Vec<f64> = (0..n)
            .map(|p| (all.iter().map(|o| worth(o)[p]).fold(0.0, f64::max) * share).floor())
            .collect();
        let plain = Additive::new(n, &utilities).unwrap();
        let question = Additive::new(n, &scaled).unwrap();
        prop_assert!(question.lost().is_empty());

        let exact = FrontierSettings::default();
        let ours = points(&frontier(&question, &exact).unwrap());
        let back: Vec<Vec<f64>> = ours
            .iter()
            .map(|u| u.iter().enumerate().map(|(p, &value)| times(value, -power(p))).collect())
            .collect();
        prop_assert_eq!(back, points(&frontier(&plain, &exact).unwrap()));

        let with = |r: Vec<f64>| BargainSettings { reservations: r, ..Default::default() };
        let r_scaled: Vec<f64> = r.iter().enumerate().map(|(p, &r)| times(r, power(p))).collect();
        let settings = with(r_scaled.clone());
        let one = bargain(&plain, &with(r.clone())).unwrap();
        let front = frontier(&question, &exact).unwrap();
        let least: Vec<f64> = question
            .range_units()
            .iter()
            .zip(question.scales())
            .map(|(range, scale)| scale.utility(range.0))
            .collect();
        let other = bargain(&question, &settings).unwrap();
        let listed = bargain_listed(&front, &least, &settings).unwrap();
        let rational: Vec<Vec<usize>> =
            all.iter().filter(|o| at_least(&worth(o), &r)).cloned().collect();
        let (Bargaining::Agreement(one), Bargaining::Agreement(other)) = (&one, &other) else {
            prop_assert!(rational.is_empty());
            for answer in [&other, &listed] {
                let Bargaining::NoAgreement { smallest_gain, .. } = answer else {
                    panic!("nobody can agree: {answer:?}")
                };
                prop_assert!(*smallest_gain < 0.0);
            }
            return Ok(());
        };
        let Bargaining::Agreement(listed) = &listed else { panic!("they can agree") };
        prop_assert_eq!(choices(&one.nash), choices(&other.nash));
        prop_assert_eq!(
            one.kalai_smorodinsky.as_ref().map(choices),
            other.kalai_smorodinsky.as_ref().map(choices)
        );
        let d: Vec<f64> = (0..n)
            .map(|p| r[p].max(all.iter().map(|o| worth(o)[p]).fold(f64::INFINITY, f64::min)))
            .collect();
        let gains = |o: &[usize]| {
            let u = worth(o);
            ascending((0..n).map(|p| times(u[p] - d[p], power(p))).collect())
        };
        prop_assert_eq!(choices(&other.egalitarian), among(&rational, gains));
        // The party with the greatest power decides, then the next; those alike together.
        let sums = |o: &[usize]| {
            let u = worth(o);
            let mut order = POWERS;
            order.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
            let sum = |power_of: i32| (0..n).filter(|p| power(*p) == power_of).map(|p| u[p]).sum();
            order.into_iter().map(sum).collect()
        };
        let (chosen, best) = (choices(&other.utilitarian), among(&rational, sums));
        prop_assert!(best.iter().all(|it| chosen.contains(it)));
        // Beside them only what the rounding of larger numbers hides.
        let most = (0..n).map(power).max().unwrap_or(0);
        let greatest = |o: &[usize]| -> f64 {
            let u = worth(o);
            (0..n).filter(|p| power(*p) == most).map(|p| u[p]).sum()
        };
        prop_assert!(chosen.iter().all(|it| greatest(it) == greatest(&best[0])));
        // What is printed as the value is the value of what is chosen.
        for outcome in &other.nash.outcomes {
            let gains = || (0..n).map(|p| worth(&outcome.choice)[p] - d[p]);
            let expected = times_all(gains().product(), (0..n).map(power).sum());
            let held = expected.is_normal() || gains().any(|gain| gain == 0.0);
            if held {
                prop_assert_eq!(other.nash.value, expected);
            } else {
                prop_assert!(other.nash.value.is_nan());
            }
        }
        // Found on the frontier they are the same, once for every vector of utilities.
        let vectors = |solution: &Solution| {
            let mut all: Vec<Vec<f64>> = choices(solution).iter().map(|o| worth(o)).collect();
            sort(&mut all);
            all.dedup();
            // A sum of numbers far apart in size may not tell a vector from one that is better: no frontier has it.
            let better = |a: &Vec<f64>, b: &Vec<f64>| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
            let kept = all.iter().filter(|it| !all.iter().any(|other| better(other, it)));
            kept.cloned().collect::<Vec<_>>()
        };
        for (a, b) in [
            (&other.nash, &listed.nash),
            (&other.egalitarian, &listed.egalitarian),
            (&other.utilitarian, &listed.utilitarian),
        ] {
            prop_assert_eq!(vectors(a), vectors(b));
            prop_assert!(a.value == b.value || a.value.is_nan() && b.value.is_nan());
        }
    }
}

/// A product times a power of two of any size.
fn times_all(product: f64, power: i32) -> f64 {
    (0..4).fold(product, |product, part| times(product, (power + part).div_euclid(4)))
}

#[test]
fn numbers_of_one_party_too_far_apart_to_add_up_are_said() {
    let with = |small: f64| {
        let utilities = [
            vec![vec![1.0, 0.0], vec![0.0, 1.0]],
            vec![vec![small, 0.0], vec![0.0, 0.5]],
            vec![vec![0.5, 0.5], vec![0.5, 0.5]],
        ];
        Additive::new(2, &utilities).unwrap()
    };
    for power in [-30, -40] {
        let question = with(2_f64.powi(power));
        assert!(question.lost().is_empty(), "{power}");
        assert_eq!(frontier(&question, &FrontierSettings::default()).unwrap().len(), 4);
    }
    for small in [2_f64.powi(-46), 2_f64.powi(-60), 1e-300, 5e-324] {
        assert_eq!(with(small).lost(), [(0, 1)], "{small:e}");
    }
    // The last digits of a sum are not a difference.
    let utilities =
        [vec![vec![0.1 + 0.2, 0.0], vec![0.3, 1.0]], vec![vec![0.0, 0.0], vec![1.0, 1.0]]];
    assert!(Additive::new(2, &utilities).unwrap().lost().is_empty());
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn what_is_forbidden_is_as_if_it_did_not_exist(
        (n, utilities) in utilities(2..=4),
        pairs in prop::collection::vec((0..4_usize, 0..4_usize, 0..1_000_000_u64), 1..5),
        boxed in prop::option::of((0..4_usize, 0..4_usize, 1..5_i32)),
        level in 0..20_u32,
    ) {
        let n_options: Vec<usize> = utilities.iter().map(Vec::len).collect();
        let mut terms: Vec<JointTerm> = utilities
            .iter()
            .enumerate()
            .map(|(at, rows)| JointTerm::Table { scope: vec![at], utilities: rows.concat() })
            .collect();
        let fits = |a: usize, b: usize| a != b && a < n_options.len() && b < n_options.len();
        if let Some((a, b, worth)) = boxed.filter(|it| fits(it.0, it.1)) {
            let ranges = vec![(0, n_options[a] / 2), (n_options[b] / 2, n_options[b] - 1)];
            let utilities = vec![f64::from(worth); n];
            terms.push(JointTerm::Box { scope: vec![a, b], ranges, utilities });
        }
        let never: Vec<Never> = pairs
            .iter()
            .filter(|(a, b, _)| fits(*a, *b))
            .map(|(a, b, seed)| Never {
                scope: vec![*a, *b],
                combinations: (0..n_options[*a] * n_options[*b]).map(|k| (seed >> k) & 1 == 1).collect(),
            })
            .collect();
        let allowed = |o: &Vec<usize>| {
            never.iter().all(|it| !it.combinations[o[it.scope[0]] * n_options[it.scope[1]] + o[it.scope[1]]])
        };
        let worth = |o: &[usize]| -> Vec<f64> {
            let mut sum = total(&utilities, o, n);
            for term in &terms[utilities.len()..] {
                let JointTerm::Box { scope, ranges, utilities } = term else { continue };
                if scope.iter().zip(ranges).all(|(&v, r)| o[v] >= r.0 && o[v] <= r.1) {
                    sum.iter_mut().zip(utilities).for_each(|(sum, it)| *sum += it);
                }
            }
            sum
        };
        let all: Vec<Vec<usize>> = outcomes(&n_options).into_iter().filter(allowed).collect();
        let values: Vec<Vec<f64>> = all.iter().map(|o| worth(o)).collect();
        let work = || Work::endless();
        prop_assert_eq!(permitted(&n_options, &never, 1e6, &mut work()), Some(all.len() as u128));
        let question = Joint::new(n, n_options.clone(), terms.clone()).unwrap();
        let question = question.forbidding(never.clone()).unwrap();
        let limits = JointLimits::default();
        let JointFrontier::Exact(exact) = frontier_joint(&question, &limits).unwrap()
        else { panic!("it is small") };
        prop_assert_eq!(points(&exact), brute(&values));
        // With some of it left out nothing permitted lies beyond, and what is called certain is.
        let relaxed = frontier_relaxed(&question, &limits, &mut work()).unwrap().unwrap();
        let bound = points(&relaxed.frontier);
        for u in &values {
            prop_assert!(bound.iter().any(|v| at_least(v, u)));
        }
        for (at, is_permitted) in relaxed.is_permitted.iter().enumerate() {
            prop_assert_eq!(*is_permitted, allowed(&relaxed.frontier.choice(at)));
            prop_assert!(!is_permitted || points(&exact).contains(&relaxed.frontier.utilities(at)));
        }
        prop_assert!(!relaxed.is_exact() || bound == points(&exact));
        if all.is_empty() {
            return Ok(());
        }
        let most: Vec<f64> =
            (0..n).map(|p| values.iter().map(|u| u[p]).fold(f64::NEG_INFINITY, f64::max)).collect();
        prop_assert!(at_least(&relaxed.most().unwrap(), &most));
        let least: Vec<f64> =
            (0..n).map(|p| values.iter().map(|u| u[p]).fold(f64::INFINITY, f64::min)).collect();
        prop_assert_eq!(&question.least(&limits, &mut work()), &least);
        let r = vec![f64::from(level); n];
        let rational = values.iter().filter(|u| u.iter().zip(&r).all(|(u, r)| u > r)).count();
        let share =
            rational_fraction_joint(&question, &r, &FractionSettings::default(), &mut work()).unwrap();
        prop_assert!((share.estimate - rational as f64 / all.len() as f64).abs() < 1e-12);
        for at in 0..exact.len() {
            prop_assert!(allowed(&exact.choice(at)));
            // Every outcome worth the same, and none else.
            let found = ties(&question, exact.units(at), false, 1_000, &limits, &mut work());
            let found = found.unwrap().unwrap();
            let equal: Vec<Vec<usize>> =
                all.iter().filter(|o| worth(o) == exact.utilities(at)).cloned().collect();
            prop_assert_eq!((found.outcomes, found.more), (equal, false));
        }
    }
}
