//! The chance that is left as time passes: laws, limits, and the integrals behind the closed forms.

use plenipo_maths::hazard::{Rates, after_evidence, left_of, rate_of};
use proptest::prelude::*;

/// Simpson's rule over `[0, end]`.
fn integral(f: impl Fn(f64) -> f64, end: f64) -> f64 {
    let n = 2_000;
    let step = end / f64::from(n);
    let weight = |k: i32| match k {
        0 => 1.0,
        k if k == n => 1.0,
        k if k % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=n).map(|k| weight(k) * f(f64::from(k) * step)).sum::<f64>() * step / 3.0
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs())
}

#[test]
fn nine_tenths_over_twelve_months_is_684_after_six() {
    // METHODS §5; 1 − 0.1^(1/2).
    assert!((left_of(0.9, 6.0, 12.0) - (1.0 - 0.1_f64.sqrt())).abs() < 1e-15);
    assert_eq!(format!("{:.3}", left_of(0.9, 6.0, 12.0)), "0.684");
}

#[test]
fn evidence_multiplies_the_odds() {
    assert!((after_evidence(0.2, 4.0) - 0.5).abs() < 1e-15);
    assert_eq!(after_evidence(0.3, 1.0), 0.3);
    assert!(after_evidence(0.999_999, 1e300) <= 1.0);
}

proptest! {
    #[test]
    fn what_has_passed_and_what_is_left_come_to_the_base(
        base in 1e-6..0.999_f64, left in 0.0..1.0_f64, lost in 0.0..3.0_f64,
    ) {
        // The decay check: before it is known whether it happens early, the chance is the base.
        let whole = 1.0;
        let passed = Rates { happens: rate_of(base, whole), lost: 0.0 }.within(whole - left);
        prop_assert!(close(passed + (1.0 - passed) * left_of(base, left, whole), base));
        let rates = Rates::for_base(base, lost, whole);
        let until = rates.within(whole - left);
        let go_on = rates.neither_within(whole - left);
        prop_assert!(close(until + go_on * rates.within(left), base));
    }

    #[test]
    fn less_time_is_less_chance(
        base in 1e-6..0.999_f64, a in 0.0..1.0_f64, b in 0.0..1.0_f64, lost in 0.0..3.0_f64,
    ) {
        let (less, more) = if a < b { (a, b) } else { (b, a) };
        prop_assert!(left_of(base, less, 1.0) <= left_of(base, more, 1.0));
        let rates = Rates::for_base(base, lost, 1.0);
        prop_assert!(rates.within(less) <= rates.within(more));
        prop_assert!(rates.times(less).within(1.0) <= rates.times(more).within(1.0));
        prop_assert!(rates.within(more) <= base + 1e-12 && rates.within(less) >= 0.0);
        // The faster the chance can be lost, the less is left of the same rate.
        let faster = Rates { lost: lost + more, ..rates };
        prop_assert!(faster.within(1.0) <= rates.within(1.0) + 1e-15);
    }

    #[test]
    fn without_loss_the_two_forms_are_one(base in 1e-6..0.999_f64, left in 0.0..1.0_f64) {
        let rates = Rates::for_base(base, 0.0, 1.0);
        prop_assert!(close(rates.within(left), left_of(base, left, 1.0)));
        let nearly = Rates::for_base(base, 1e-12, 1.0);
        prop_assert!(close(nearly.within(left), rates.within(left)));
    }

    #[test]
    fn closed_forms_are_the_integrals(a in 0.0..4.0_f64, b in 0.0..4.0_f64, span in 0.0..3.0_f64) {
        let rates = Rates { happens: a, lost: b };
        let still = |t: f64| (-(a + b) * t).exp();
        prop_assert!((rates.within(span) - integral(|t| a * still(t), span)).abs() < 1e-9);
        prop_assert!((rates.lost_within(span) - integral(|t| b * still(t), span)).abs() < 1e-9);
        let all = rates.within(span) + rates.lost_within(span) + rates.neither_within(span);
        prop_assert!(close(all, 1.0));
    }

    #[test]
    fn a_base_is_met(base in 1e-9..0.999_999_f64, lost in 0.0..50.0_f64, span in 0.01..40.0_f64) {
        let rates = Rates::for_base(base, lost, span);
        prop_assert!((rates.within(span) - base).abs() < 1e-9);
    }

    #[test]
    fn evidence_one_after_the_other_is_evidence_at_once(
        base in 1e-6..0.999_f64, a in 0.1..10.0_f64, b in 0.1..10.0_f64,
    ) {
        let each = after_evidence(after_evidence(base, a), b);
        prop_assert!(close(each, after_evidence(base, a * b)));
        prop_assert!((after_evidence(base, a) > base) == (a > 1.0));
    }
}
