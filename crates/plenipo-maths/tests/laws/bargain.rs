//! The solutions against exact fractions, where reservation values lie exactly on what a draft is
//! worth and sums of decimals are off by their last digit.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use std::cmp::Ordering;

use plenipo_maths::bargain::{
    BargainSettings, Bargaining, Solution, Solutions, bargain, bargain_listed,
};
use plenipo_maths::frontier::{Additive, FrontierSettings, frontier};
use plenipo_testing::laws::cases;
use proptest::prelude::*;

/// What options are worth, in thousandths.
type Whole = Vec<Vec<Vec<i64>>>;

/// Two criteria of a few options, and some of one option each that only add to the sums.
fn wholes() -> impl Strategy<Value = (usize, Whole)> {
    (2..=3_usize).prop_flat_map(|n| {
        let rows = |options: std::ops::RangeInclusive<usize>| {
            prop::collection::vec(prop::collection::vec(0..=1_000_i64, n), options)
        };
        let open = prop::collection::vec(rows(1..=3), 1..=2);
        let fixed = prop::collection::vec(rows(1..=1), 0..=4);
        (Just(n), open, fixed).prop_map(|(n, open, fixed)| (n, [fixed, open].concat()))
    })
}

fn outcomes(whole: &Whole) -> Vec<Vec<usize>> {
    whole.iter().fold(vec![vec![]], |all, rows| {
        let with = |it: Vec<usize>| (0..rows.len()).map(move |o| [it.clone(), vec![o]].concat());
        all.into_iter().flat_map(with).collect()
    })
}

/// `a.0 / a.1` against `b.0 / b.1`.
fn ratios(a: &(i64, i64), b: &(i64, i64)) -> Ordering {
    (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1)))
}

/// The outcomes that leximin chooses by `key`.
fn leximin(all: &[Vec<usize>], key: impl Fn(&[usize]) -> Vec<(i64, i64)>) -> Vec<Vec<usize>> {
    let key = |it: &Vec<usize>| {
        let mut values = key(it);
        values.sort_by(ratios);
        values
    };
    let compare = |a: &Vec<usize>, b: &Vec<usize>| {
        let (a, b) = (key(a), key(b));
        let each = a.iter().zip(&b).map(|(a, b)| ratios(a, b));
        each.fold(Ordering::Equal, Ordering::then)
    };
    let best = all.iter().max_by(|a, b| compare(a, b)).unwrap();
    all.iter().filter(|it| compare(it, best).is_eq()).cloned().collect()
}

struct Expected {
    nash: Vec<Vec<usize>>,
    kalai_smorodinsky: Option<Vec<Vec<usize>>>,
    egalitarian: Vec<Vec<usize>>,
}

/// By definition, in whole numbers; none where nobody can agree.
fn expected(n: usize, whole: &Whole, reservations: &[i64]) -> Option<Expected> {
    let worth = |outcome: &[usize]| -> Vec<i64> {
        (0..n).map(|p| whole.iter().zip(outcome).map(|(rows, &o)| rows[o][p]).sum()).collect()
    };
    let all = outcomes(whole);
    let rational: Vec<Vec<usize>> = all
        .iter()
        .filter(|it| worth(it).iter().zip(reservations).all(|(u, r)| u >= r))
        .cloned()
        .collect();
    if rational.is_empty() {
        return None;
    }
    let d: Vec<i64> = (0..n)
        .map(|p| all.iter().map(|o| worth(o)[p]).min().unwrap().max(reservations[p]))
        .collect();
    let ideal: Vec<i64> =
        (0..n).map(|p| rational.iter().map(|o| worth(o)[p]).max().unwrap()).collect();
    let gains = |o: &[usize]| -> Vec<i64> { worth(o).iter().zip(&d).map(|(u, d)| u - d).collect() };
    let product = |o: &[usize]| gains(o).iter().map(|it| i128::from(*it)).product::<i128>();
    let most = rational.iter().map(|o| product(o)).max().unwrap();
    let is_bettered = |o: &Vec<usize>| {
        let u = worth(o);
        rational.iter().map(|it| worth(it)).any(|v| v != u && v.iter().zip(&u).all(|(v, u)| v >= u))
    };
    let nash = rational
        .iter()
        .filter(|o| product(o) == most && (most > 0 || !is_bettered(o)))
        .cloned()
        .collect();
    let gaining: Vec<usize> = (0..n).filter(|&p| ideal[p] > d[p]).collect();
    let kalai_smorodinsky = (!gaining.is_empty()).then(|| {
        leximin(&rational, |o| gaining.iter().map(|&p| (gains(o)[p], ideal[p] - d[p])).collect())
    });
    let egalitarian = leximin(&rational, |o| gains(o).into_iter().map(|it| (it, 1)).collect());
    Some(Expected { nash, kalai_smorodinsky, egalitarian })
}

/// With what every outcome is worth, so that outcomes worth the same are the same.
fn choices(solution: &Solution) -> Vec<Vec<usize>> {
    assert!(solution.proven && !solution.truncated);
    let mut all: Vec<Vec<usize>> = solution.outcomes.iter().map(|it| it.choice.clone()).collect();
    all.sort();
    all
}

fn float(thousandths: i64) -> f64 {
    thousandths as f64 / 1_000.0
}

fn check(n: usize, whole: &Whole, reservations: &[i64]) {
    let rows = |rows: &Vec<Vec<i64>>| -> Vec<Vec<f64>> {
        rows.iter().map(|row| row.iter().map(|it| float(*it)).collect()).collect()
    };
    let utilities: Vec<Vec<Vec<f64>>> = whole.iter().map(rows).collect();
    let question = Additive::new(n, &utilities).unwrap();
    let reservations_in_floats = reservations.iter().map(|it| float(*it)).collect();
    let settings = BargainSettings { reservations: reservations_in_floats, ..Default::default() };
    let front = frontier(&question, &FrontierSettings::default()).unwrap();
    let least: Vec<f64> = (0..n)
        .map(|p| float(whole.iter().map(|rows| rows.iter().map(|r| r[p]).min().unwrap()).sum()))
        .collect();
    let listed = bargain_listed(&front, &least, &settings).unwrap();
    let searched = bargain(&question, &settings).unwrap();
    let Some(expected) = expected(n, whole, reservations) else {
        for answer in [&listed, &searched] {
            assert!(matches!(answer, Bargaining::NoAgreement { .. }), "{answer:?}");
        }
        return;
    };
    let agreed = |answer: Bargaining| -> Box<Solutions> {
        match answer {
            Bargaining::Agreement(it) => it,
            other => panic!("they can agree: {other:?}"),
        }
    };
    let (searched, listed) = (agreed(searched), agreed(listed));
    assert_eq!(choices(&searched.nash), expected.nash, "nash");
    assert_eq!(choices(&searched.egalitarian), expected.egalitarian, "egalitarian");
    let ks = searched.kalai_smorodinsky.as_ref().map(choices);
    assert_eq!(ks, expected.kalai_smorodinsky, "kalai-smorodinsky");
    // One outcome stands for all with its worth.
    let worths = |all: &[Vec<usize>]| {
        let worth = |o: &Vec<usize>| -> Vec<i64> {
            (0..n).map(|p| whole.iter().zip(o).map(|(rows, &o)| rows[o][p]).sum()).collect()
        };
        let mut all: Vec<Vec<i64>> = all.iter().map(worth).collect();
        all.sort();
        all.dedup();
        all
    };
    assert_eq!(worths(&choices(&listed.nash)), worths(&expected.nash), "nash, listed");
    let egalitarian = choices(&listed.egalitarian);
    assert_eq!(worths(&egalitarian), worths(&expected.egalitarian), "egalitarian, listed");
    let ks = listed.kalai_smorodinsky.as_ref().map(|it| worths(&choices(it)));
    assert_eq!(ks, expected.kalai_smorodinsky.map(|it| worths(&it)), "kalai-smorodinsky, listed");
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn reservation_values_on_the_worth_of_a_draft_leave_exactly_what_fractions_choose(
        (n, whole) in wholes(),
        on in prop::collection::vec(any::<prop::sample::Index>(), 3),
    ) {
        let all = outcomes(&whole);
        let reservations: Vec<i64> = (0..n)
            .map(|p| {
                let draft = &all[on[p].index(all.len())];
                whole.iter().zip(draft).map(|(rows, &o)| rows[o][p]).sum()
            })
            .collect();
        check(n, &whole, &reservations);
    }

    /// One party is at its reservation value on one draft, another on the other: what they gain there
    /// is nothing, however narrow the range of what they could gain.
    #[test]
    fn a_gain_of_nothing_is_nothing_over_any_range(
        fixed in prop::collection::vec(prop::collection::vec(0..=1_000_i64, 3), 1..=4),
        (low, narrow, wide) in (0..=500_i64, 1..=20_i64, 100..=500_i64),
        third in prop::collection::vec(0..=1_000_i64, 3),
        turned in any::<bool>(),
    ) {
        let mut open = vec![
            vec![low + narrow, low, third[0]],
            vec![low, low + wide, third[1]],
            vec![0, 0, third[2]],
        ];
        if turned {
            open.iter_mut().for_each(|row| row.swap(0, 1));
        }
        let sum = |p: usize| fixed.iter().map(|row| row[p]).sum::<i64>();
        let reservations = [sum(0) + low, sum(1) + low, sum(2)];
        let mut whole: Whole = fixed.iter().map(|row| vec![row.clone()]).collect();
        whole.push(open);
        check(3, &whole, &reservations);
    }
}

#[test]
fn the_draft_that_leaves_one_party_nothing_is_chosen_by_what_the_others_get() {
    let whole = vec![
        vec![vec![74, 840, 548]],
        vec![vec![96, 374, 596], vec![59, 931, 519], vec![0, 0, 0]],
        vec![vec![404, 666, 49]],
    ];
    check(3, &whole, &[537, 1_880, 597]);
    let whole =
        vec![vec![vec![740, 741]], vec![vec![677, 282]], vec![vec![626, 20], vec![584, 693]]];
    check(2, &whole, &[2_001, 1_043]);
}
