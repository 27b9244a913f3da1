//! Concession curves against their closed form, and schedules against the plain definition.

use plenipo_protocol::party::Moment;
use plenipo_protocol::party::bidding::{Curve, Schedule, Seat};

use super::{menu, random_menu};

#[test]
fn curves_have_their_closed_form() {
    for (e, time, share) in [
        (1.0, 0.25, 0.75),
        (0.5, 0.5, 0.75),
        (0.2, 0.5, 1.0 - 1.0 / 32.0),
        (2.0, 0.25, 0.5),
        (4.0, 0.0625, 0.5),
    ] {
        let curve = Curve::new(e, 65);
        let round = (64.0 * time) as usize;
        assert!((curve.shares()[round] - share).abs() < 1e-12, "e = {e}, t = {time}");
        assert_eq!((curve.shares()[0], curve.shares()[64]), (1.0, 0.0));
        assert!(curve.shares().windows(2).all(|it| it[0] >= it[1]));
    }
    assert_eq!(Curve::new(0.3, 1).shares(), [0.0], "a single round is the last");
    assert_eq!(Moment { round: 3, rounds: 7 }.time(), 0.5);
}

#[test]
fn the_target_is_between_reservation_and_best() {
    // Worth 0 to 100, reservation 20: linear, at half the time it asks for 60.
    let column: Vec<f64> = (0..=100).map(f64::from).collect();
    let menu = menu(&[column.clone(), column], &[Some(20.0), None]);
    let seat = Seat::new(&menu, 0, 11);
    let schedule = Schedule::conceding(&seat, &Curve::new(1.0, 11));
    let asks: Vec<f64> = schedule.aspires.iter().map(|&it| menu.utility(0, it).round()).collect();
    assert_eq!(asks, [100.0, 92.0, 84.0, 76.0, 68.0, 60.0, 52.0, 44.0, 36.0, 28.0, 20.0]);
}

#[test]
fn schedules_are_what_their_definition_says() {
    for seed in 0..40 {
        let n = [1, 2, 7, 100, 1000][seed as usize % 5];
        let steps = [2, 10, 1 << 20][seed as usize % 3];
        let menu = random_menu(n, 2, steps, seed);
        for (e, rounds) in [(0.2, 100), (1.0, 33), (3.0, 2), (0.001, 50), (50.0, 400), (1.0, 1)] {
            let (seat, curve) = (Seat::new(&menu, 0, rounds), Curve::new(e, rounds));
            let schedule = Schedule::conceding(&seat, &curve);
            if seat.is_hopeless() {
                assert!(schedule.offers.is_empty());
                continue;
            }
            for (round, &share) in curve.shares().iter().enumerate() {
                let target = seat.between(share);
                let enough = (0..n as u32).filter(|&it| seat.units(it) >= target);
                let worst = enough.min_by_key(|&it| (seat.units(it), it)).expect("it can be");
                assert_eq!(schedule.offers[round], worst, "{seed} {e} {rounds} {round}");
                assert_eq!(schedule.aspires[round], seat.units(worst));
            }
        }
    }
}
