//! Suite of `scores`.

use plenipo_maths::scores::{
    Cut, LOG_CLIP, Pair, Step, brier, calibration, decompose, log_loss, mean_brier, mean_log_loss,
    time_average,
};

fn pairs(stated: &[f64], happened: &[u8]) -> Vec<Pair> {
    let each = stated.iter().zip(happened);
    each.map(|(stated, happened)| Pair { stated: *stated, happened: *happened == 1 }).collect()
}

/// Ten forecasts of rain and what came of them, some certain and one wrong by most of the way.
fn rain() -> Vec<Pair> {
    let stated = [0.7, 0.9, 0.8, 0.4, 0.2, 0.0, 0.0, 0.0, 0.0, 0.1];
    pairs(&stated, &[0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
}

#[test]
fn a_mean_over_ten() {
    // Independently computed, in hundredths: 49 + 1 + 4 + 36 + 4 + 0 + 0 + 0 + 0 + 1 over ten.
    near(mean_brier(&rain()).expect("pairs"), 19.0 / 200.0);
}

#[test]
fn the_examples_of_scikit_learn() {
    // sklearn.metrics.brier_score_loss (scikit-learn 1.6), the example of its page: 0.037…
    let four = pairs(&[0.1, 0.9, 0.8, 0.3], &[0, 1, 1, 0]);
    near(mean_brier(&four).expect("pairs"), 0.0375);
    // The example of its user guide, “Brier score loss”: 0.055.
    let guide = pairs(&[0.1, 0.9, 0.8, 0.4], &[0, 1, 1, 0]);
    near(mean_brier(&guide).expect("pairs"), 0.055);
    // sklearn.metrics.log_loss, the example of its page: ["spam", "ham", "ham", "spam"] at .9, .1, .2, .65 for spam: 0.21616…
    let spam = pairs(&[0.9, 0.1, 0.2, 0.65], &[1, 0, 0, 1]);
    assert!((mean_log_loss(&spam).expect("pairs") - 0.21616).abs() < 1e-5);
    assert_eq!(mean_brier(&[]), None);
    assert_eq!(mean_log_loss(&[]), None);
}

#[test]
fn one_loss_at_a_time() {
    near(brier(Pair { stated: 0.3, happened: false }), 0.09);
    near(brier(Pair { stated: 0.3, happened: true }), 0.49);
    near(log_loss(Pair { stated: 0.5, happened: true }), std::f64::consts::LN_2);
    // A certainty gone wrong costs as much as one in a hundred gone wrong, and no more.
    let wrong = |stated| log_loss(Pair { stated, happened: true });
    near(wrong(0.0), -LOG_CLIP.ln());
    near(wrong(0.0), wrong(LOG_CLIP));
    assert!(wrong(0.0) > wrong(0.02));
}

#[test]
fn the_three_parts_over_values() {
    // Independently computed, in exact fractions.
    let it = decompose(&rain(), Cut::Values).expect("pairs");
    near(it.brier, 19.0 / 200.0);
    near(it.reliability, 19.0 / 200.0);
    near(it.resolution, 21.0 / 100.0);
    near(it.uncertainty, 21.0 / 100.0);
    assert_eq!((it.spread, it.covariance), (0.0, 0.0));
}

#[test]
fn bins_need_their_inner_terms() {
    // Independently computed, in exact fractions.
    let it = decompose(&rain(), Cut::Bins(2)).expect("pairs");
    near(it.reliability, 139.0 / 21_000.0);
    near(it.resolution, 121.0 / 2_100.0);
    near(it.uncertainty, 0.21);
    near(it.spread, 2.0 / 125.0);
    near(it.covariance, 2.0 / 25.0);
    let three = it.reliability - it.resolution + it.uncertainty;
    assert!((three - it.brier).abs() > 0.01, "without them there is no identity");
    near(three + it.spread - it.covariance, it.brier);
    assert_eq!(decompose(&[], Cut::Values), None);
}

#[test]
fn a_calibration_table() {
    let table = calibration(&rain(), Cut::Bins(10));
    let ends: Vec<(f64, f64)> = table.iter().map(|it| (it.low, it.high)).collect();
    let expected =
        [(0.0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.4, 0.5), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)];
    assert_eq!(ends, expected);
    assert_eq!(table[0].count, 4);
    assert_eq!((table[0].stated, table[0].happened), (0.0, 0.0));
    assert_eq!((table[3].stated, table[3].happened), (0.4, 1.0));
    // The last part has both its ends.
    assert_eq!(calibration(&pairs(&[1.0], &[1]), Cut::Bins(4))[0].low, 0.75);
    assert_eq!(calibration(&rain(), Cut::Values).len(), 7);
    assert!(calibration(&[], Cut::Bins(10)).is_empty());
}

#[test]
fn a_view_that_was_revised() {
    // Ten days; 0.4 from the third day, 0.8 from the sixth; it happens on the eighth.
    let steps = [Step { day: 5, stated: 0.8 }, Step { day: 2, stated: 0.4 }];
    let it = time_average(&steps, 10, Some(7), true).expect("days");
    assert_eq!(it.days, 8);
    near(it.brier, (3.0 * 0.36 + 2.0 * 0.04) / 8.0);
    // Not settled within the horizon: the last view stands to its end.
    let it = time_average(&steps, 10, None, false).expect("days");
    near(it.brier, (3.0 * 0.16 + 5.0 * 0.64) / 8.0);
    // A view from before the horizon counts from its first day; of two on a day the later one.
    let steps = [Step { day: -3, stated: 0.1 }, Step { day: -3, stated: 0.5 }];
    let it = time_average(&steps, 4, Some(20), true).expect("days");
    assert_eq!((it.days, it.brier), (4, 0.25));
    // Settled before anything was said: nothing was lost. Said after the horizon: nothing counts.
    let late = [Step { day: 3, stated: 0.9 }];
    assert_eq!(time_average(&late, 4, Some(1), false).map(|it| it.brier), Some(0.0));
    assert_eq!(time_average(&late, 3, None, false), None);
    assert_eq!(time_average(&[], 3, None, false), None);
}
