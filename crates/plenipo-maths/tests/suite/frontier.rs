//! Frontiers and solutions at full draft size, against the numbers in `data/frontier`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail it")]

use plenipo_maths::bargain::{
    BargainSettings, Bargaining, FractionSettings, bargain, rational_fraction,
};
use plenipo_maths::frontier::{Additive, FrontierError, FrontierSettings, frontier};
use serde_json::Value;

fn instance(name: &str) -> (Additive, Value) {
    first_criteria(name, usize::MAX)
}

fn first_criteria(name: &str, count: usize) -> (Additive, Value) {
    let path = format!("{}/tests/data/frontier/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let data: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let numbers =
        |row: &Value| row.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    let rows = |rows: &Value| rows.as_array().unwrap().iter().map(numbers).collect();
    let utilities: Vec<Vec<Vec<f64>>> =
        data["utilities"].as_array().unwrap().iter().take(count).map(rows).collect();
    let n_players = data["parties"].as_u64().unwrap() as usize;
    (Additive::new(n_players, &utilities).unwrap(), data["expected"].clone())
}

fn matches(name: &str) {
    let (question, expected) = instance(name);
    let r = expected["reservation"].as_f64().unwrap();
    let reservations = vec![r; question.n_players()];
    let settings = BargainSettings { reservations: reservations.clone(), ..Default::default() };
    let Bargaining::Agreement(solutions) = bargain(&question, &settings).unwrap() else {
        panic!("{name}: they can agree")
    };
    let pairs = [
        ("nash_product", &solutions.nash),
        ("egalitarian_gain", &solutions.egalitarian),
        ("utilitarian", &solutions.utilitarian),
    ];
    for (key, solution) in pairs {
        assert!(solution.proven && solution.outcomes.len() == 1, "{name} {key}");
        if let Some(value) = expected[key].as_f64() {
            assert!(
                (solution.value / value - 1.0).abs() < 2e-6,
                "{name} {key}: {}",
                solution.value
            );
        }
        let outcome = &solution.outcomes[0];
        let total = question.total_units(&outcome.choice).unwrap();
        let each = total.iter().zip(question.scales());
        let total: Vec<f64> = each.map(|(&units, scale)| scale.utility(units)).collect();
        assert_eq!(total, outcome.utilities, "{name} {key}");
    }
    let Some(size) = expected["frontier_size"].as_u64() else { return };
    let all = frontier(&question, &FrontierSettings::default()).unwrap();
    assert_eq!(all.len() as u64, size, "{name}");
    // What only rounding could separate is nothing here.
    let quiet = FrontierSettings { drop_noise: true, ..Default::default() };
    assert_eq!(frontier(&question, &quiet).unwrap().len() as u64, size, "{name}");
    let rational = FrontierSettings { reservations, ..Default::default() };
    let rational = frontier(&question, &rational).unwrap();
    let reaches = |at: &usize| all.utilities(*at).iter().all(|u| *u >= r);
    assert_eq!(rational.len(), (0..all.len()).filter(reaches).count(), "{name}");
    // The solutions lie on the frontier, and nothing on it beats them.
    let gains = |at: usize| all.utilities(at).into_iter().map(|u| u - r).collect::<Vec<_>>();
    let most = |value: &dyn Fn(usize) -> f64| (0..all.len()).map(value).fold(f64::MIN, f64::max);
    let smallest = most(&|at| gains(at).into_iter().fold(f64::MAX, f64::min));
    assert!((smallest - solutions.egalitarian.value).abs() < 1e-12, "{name}");
    let product = most(&|at| {
        let gains = gains(at);
        if gains.iter().all(|gain| *gain >= 0.0) { gains.iter().product() } else { 0.0 }
    });
    assert!((product - solutions.nash.value).abs() < 1e-12, "{name}");
}

#[test]
fn two_players() {
    matches("p2-n28-k3-1");
    matches("p2-n28-k3-2");
}

#[test]
fn three_players() {
    matches("p3-n28-k3-1");
    matches("p3-n28-k3-2");
}

#[test]
fn four_players() {
    matches("p4-n28-k3-1");
}

#[test]
fn five_players() {
    // The size of this frontier (883,665) is computed by the benchmark; here only the solutions.
    matches("p5-n28-k3-1");
}

#[test]
fn too_little_memory_is_said() {
    for name in ["p2-n28-k3-1", "p3-n28-k3-1", "p5-n28-k3-1"] {
        let settings = FrontierSettings { bytes_max: 20_000, ..Default::default() };
        let error = frontier(&instance(name).0, &settings).unwrap_err();
        assert!(matches!(error, FrontierError::Memory { .. }), "{error}");
        assert!(error.to_string().contains("more than the 0 MB of memory allowed"), "{error}");
    }
}

#[test]
fn an_epsilon_makes_a_large_frontier_small() {
    let (question, _) = instance("p3-n28-k3-1");
    let settings = FrontierSettings { epsilon: 0.02, ..Default::default() };
    let thin = frontier(&question, &settings).unwrap();
    assert!(thin.len() < 9_000, "{}", thin.len());
    assert!(thin.gap() > 0.0 && thin.gap() <= thin.epsilon(), "{}", thin.gap());
    assert!((thin.epsilon() - 0.02).abs() < 1e-9);
}

/// Of 28 criteria with 3 options: the first 14, which can be counted, and then drawn.
#[test]
fn a_share_that_is_drawn_is_near_the_share_that_is_counted() {
    for (name, share) in [("p2-n28-k3-1", 0.23), ("p3-n28-k3-1", 0.2), ("p5-n28-k3-1", 0.17)] {
        let (question, _) = first_criteria(name, 14);
        let mut levels = vec![share; question.n_players()];
        levels[0] = f64::NEG_INFINITY;
        let counted = rational_fraction(&question, &levels, &FractionSettings::default()).unwrap();
        let settings = FractionSettings { outcomes_max: 0.0, ..Default::default() };
        let drawn = rational_fraction(&question, &levels, &settings).unwrap();
        assert!(counted.exact && !drawn.exact);
        assert!(counted.estimate > 0.01 && counted.estimate < 0.99, "{name} tells nothing");
        assert!(drawn.low <= counted.estimate && counted.estimate <= drawn.high, "{name}");
        assert!(drawn.high - drawn.low < 0.002, "{name}: 2·10⁶ draws");
    }
}

#[test]
fn no_agreement_is_proven() {
    let (question, _) = instance("p2-n28-k3-1");
    let settings = BargainSettings { reservations: vec![0.7, 0.7], ..Default::default() };
    let answer = bargain(&question, &settings).unwrap();
    let Bargaining::NoAgreement { smallest_gain, nearest } = answer else { panic!("{answer:?}") };
    assert!((smallest_gain - (0.4 + 0.247_939_734_135_819_4 - 0.7)).abs() < 1e-9);
    assert_eq!(nearest.len(), 1);
}

#[test]
fn a_veto_goes_before_dominance() {
    // The second option is dominated by the first only; without the first it counts.
    let utilities = [vec![vec![2.0, 2.0], vec![1.0, 1.0]], vec![vec![0.0, 1.0]]];
    let question = Additive::new(2, &utilities).unwrap().without(&[(0, 0)]).unwrap();
    let front = frontier(&question, &FrontierSettings::default()).unwrap();
    assert_eq!((front.utilities(0), front.choice(0)), (vec![1.0, 2.0], vec![1, 0]));
    let error = question.without(&[(0, 1)]).unwrap_err();
    assert_eq!(error, FrontierError::NothingLeft { criterion: 0 });
}

#[test]
fn questions_that_make_no_sense() {
    let new = |n, u: &[Vec<Vec<f64>>]| Additive::new(n, u).unwrap_err();
    assert!(matches!(new(0, &[]), FrontierError::Players { .. }));
    assert!(matches!(new(33, &[]), FrontierError::Players { .. }));
    assert!(matches!(new(2, &[vec![vec![1.0]]]), FrontierError::Shape { .. }));
    assert!(matches!(new(1, &[vec![vec![f64::NAN]]]), FrontierError::Number { .. }));
    assert!(matches!(
        new(1, &[vec![vec![f64::MAX]], vec![vec![f64::MAX]]]),
        FrontierError::Number { .. }
    ));
    assert!(matches!(new(1, &[vec![]]), FrontierError::NothingLeft { .. }));
}
