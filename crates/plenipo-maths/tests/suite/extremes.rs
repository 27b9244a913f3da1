//! Published numbers: robust ordinal regression and sums over ranked weights.

use plenipo_maths::extremes::linear::{Linear, Optimum};
use plenipo_maths::extremes::values::ValueExtremes;
use plenipo_maths::extremes::weights::weighted;
use plenipo_maths::simplex::{WeightOrder, WeightSpec};
use plenipo_maths::spec::Interval;
use plenipo_maths::value::ValueSpec;

/// Value functions over the levels that three alternatives have on three criteria, as UTA-GMS has them: 0 at the
/// lowest level, never falling, 1 at the best of all together.
struct Uta {
    /// For each alternative its variables, one a criterion.
    of: [[usize; 3]; 3],
    rows: Linear,
}

impl Uta {
    fn new(performances: [[f64; 3]; 3]) -> Uta {
        let mut of = [[0; 3]; 3];
        let mut next = 0;
        let mut each = Vec::new();
        for criterion in 0..3 {
            let mut levels: Vec<f64> = performances.iter().map(|it| it[criterion]).collect();
            levels.sort_by(f64::total_cmp);
            levels.dedup();
            for (at, it) in of.iter_mut().zip(&performances) {
                let place = levels.iter().position(|level| *level == it[criterion]);
                at[criterion] = next + place.expect("one of the levels");
            }
            each.push((next, levels.len()));
            next += levels.len();
        }
        let mut rows = Linear::new(next);
        for (first, n) in &each {
            rows.at_most(&[(*first, 1.0)], 0.0);
            (*first..first + n - 1).for_each(|it| rows.at_least(&[(it + 1, 1.0), (it, -1.0)], 0.0));
        }
        let best: Vec<(usize, f64)> = each.iter().map(|(first, n)| (first + n - 1, 1.0)).collect();
        rows.equals(&best, 1.0);
        Uta { of, rows }
    }

    fn difference(&self, a: usize, b: usize) -> Vec<(usize, f64)> {
        let of = |it: usize, sign: f64| self.of[it].map(|at| (at, sign));
        [of(a, 1.0), of(b, -1.0)].concat()
    }

    fn prefers(&mut self, a: usize, b: usize) {
        let sum = self.difference(a, b);
        self.rows.at_least(&sum, 0.0);
    }

    fn necessary(&self) -> [[bool; 3]; 3] {
        let each = |a: usize, b: usize| match self.rows.greatest(&self.difference(b, a)) {
            Optimum::At(most, _) => most <= 1e-9,
            other => unreachable!("{other:?}"),
        };
        std::array::from_fn(|a| std::array::from_fn(|b| each(a, b)))
    }
}

/// The example that the R package `ror` 1.0 checks its UTA-GMS with (Tervonen; method of Greco, Mousseau and Słowiński
/// 2008): with the third preferred to the second, the third is necessarily at least as good as all, the second as the
/// first.
#[test]
fn three_alternatives_compare_as_published() {
    let mut uta = Uta::new([[1.0, 1.0, 1.0], [2.0, 1.0, 1.1], [2.0, 0.5, 3.0]]);
    // Without that statement only dominance speaks.
    assert_eq!(uta.necessary(), [[true, false, false], [true, true, false], [false, false, true]]);
    uta.prefers(2, 1);
    assert_eq!(uta.necessary(), [[true, false, false], [true, true, false], [true, true, true]]);
}

/// Kirkwood and Sarin 1985: with `w_1 ≥ … ≥ w_n` the least of `Σ w_i d_i` is the least of the means of the first `k`,
/// so that one alternative is at least as good as another for all such weights where no partial sum is below 0.
#[test]
fn ranked_weights_are_extreme_at_partial_means() {
    let d = [0.3, -0.5, 0.1, 0.4];
    let ranked = WeightSpec::ranking(&[0, 1, 2, 3]);
    let found = weighted(&ranked, &d).expect("a valid spec");
    assert!((found.lo - (0.3 - 0.5) / 2.0).abs() < 1e-15 && (found.hi - 0.3).abs() < 1e-15);
    assert!(weighted(&ranked, &[0.5, -0.4, -0.1, 0.3]).expect("a valid spec").lo >= -1e-15);
}

#[test]
fn a_programme_without_bound_or_solution_says_so() {
    let mut rows = Linear::new(2);
    rows.at_least(&[(0, 1.0), (1, -1.0)], 0.0);
    assert_eq!(rows.greatest(&[(0, 1.0)]), Optimum::Unbounded);
    rows.at_most(&[(0, 1.0)], 2.0);
    assert_eq!(rows.greatest(&[(0, 1.0), (1, 1.0)]), Optimum::At(4.0, vec![2.0, 2.0]));
    rows.at_least(&[(1, 1.0)], 3.0);
    assert_eq!(rows.greatest(&[(0, 1.0)]), Optimum::Infeasible);
}

#[test]
fn an_option_that_is_best_and_one_that_is_worst_are_a_whole_apart() {
    let ranked = ValueSpec::Ranking { tiers: vec![vec![1], vec![0, 3], vec![2]] };
    let values = ValueExtremes::of(&ranked).expect("a valid spec");
    assert_eq!(values.difference(1, 2), Ok(Interval::fixed(1.0)));
    assert_eq!(values.difference(0, 3), Ok(Interval::fixed(0.0)));
    assert_eq!(values.difference(0, 1), Ok(Interval::new(-1.0, 0.0)));
    assert_eq!(
        (values.value(1), values.value(2)),
        (Ok(Interval::fixed(1.0)), Ok(Interval::fixed(0.0)))
    );
    assert!(values.value(4).is_err());
}

#[test]
fn numbers_that_do_not_reach_the_ends_are_stretched_as_a_whole() {
    let intervals = vec![Interval::new(0.2, 0.4), Interval::fixed(0.5), Interval::fixed(0.6)];
    let spec = ValueSpec::Intervals { intervals, above: vec![], equal: vec![] };
    let values = ValueExtremes::of(&spec).expect("a valid spec");
    let found = values.value(1).expect("an item");
    // (0.5 − 0.4) / (0.6 − 0.4) and (0.5 − 0.2) / (0.6 − 0.2).
    assert!((found.lo - 0.5).abs() < 1e-9 && (found.hi - 0.75).abs() < 1e-9, "{found:?}");
}

#[test]
fn what_cannot_be_drawn_from_has_no_extremes() {
    let none = WeightSpec { none: vec![0, 1], ..WeightSpec::free(2) };
    assert!(weighted(&none, &[0.0, 0.0]).is_err());
    assert!(weighted(&WeightSpec::free(2), &[0.0]).is_err());
    let cycle = ValueSpec::Order { n: 2, above: vec![(0, 1), (1, 0)], equal: vec![] };
    assert!(ValueExtremes::of(&cycle).is_err());
    let classes = WeightOrder::Classes(vec![vec![0], vec![1]]);
    let boxes = vec![Interval::new(0.0, 0.3), Interval::UNIT];
    assert!(
        weighted(&WeightSpec { order: classes, boxes, ..WeightSpec::free(2) }, &[1.0, 0.0])
            .is_err()
    );
}
