//! Opponent models: what they say of an opponent that concedes is closer to the truth than knowing nothing.

use plenipo_protocol::named::named;
use plenipo_protocol::party::bidding::{Curve, Schedule, Seat};
use plenipo_protocol::party::modelling::{self, Modelling};
use plenipo_protocol::space::Menu;

use super::additive;

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let (of_a, of_b) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(usize) -> f64| (0..a.len()).map(f).sum::<f64>();
    let both = sum(&|it| (a[it] - of_a) * (b[it] - of_b));
    both / (sum(&|it| (a[it] - of_a).powi(2)) * sum(&|it| (b[it] - of_b).powi(2))).sqrt()
}

#[test]
fn models_learn_what_a_conceding_opponent_likes() {
    for entry in modelling::ALL {
        let mut sum = 0.0;
        let n = 20;
        for seed in 0..n {
            let space = additive(&[4, 5, 3, 4], 2, seed);
            let menu = Menu::all(&space, 1000).expect("it can be");
            let seat = Seat::new(&menu, 1, 100);
            let schedule = Schedule::conceding(&seat, &Curve::new(0.3, 100));
            let mut model: Box<dyn Modelling> =
                named(modelling::ALL, "model", entry.name).expect("it can be");
            model.begin(&seat.options());
            for &outcome in &schedule.offers[..70] {
                model.hear(menu.chosen(outcome));
            }
            let thought: Vec<f64> =
                (0..menu.len() as u32).map(|it| model.estimate(menu.chosen(it))).collect();
            assert!(thought.iter().all(|it| (0.0..=1.0 + 1e-9).contains(it)), "{}", entry.name);
            let truth: Vec<f64> = menu.column(1).iter().map(|&it| menu.utility(1, it)).collect();
            sum += correlation(&thought, &truth);
        }
        assert!(sum / n as f64 > 0.5, "{}: {}", entry.name, sum / n as f64);
    }
}
