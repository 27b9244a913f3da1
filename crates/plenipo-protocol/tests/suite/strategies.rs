//! Tit for tat by its formulas, and acceptance conditions by their definitions.

use plenipo_protocol::named::named;
use plenipo_protocol::party::Moment;
use plenipo_protocol::party::accepting::{self, Accepting};
use plenipo_protocol::party::bidding::{Bidding, Seat, Tit, TitForTat};

use super::{menu, stream};

/// Worth 0 to 100 to the party, as many outcomes.
fn ladder() -> plenipo_protocol::space::Menu {
    let column: Vec<f64> = (0..=100).map(f64::from).collect();
    menu(&[column.clone(), column], &[Some(0.0), Some(0.0)])
}

/// What it asks for after each of the offers heard.
fn asks(how: Tit, heard: &[u32]) -> Vec<f64> {
    let menu = ladder();
    let seat = Seat::new(&menu, 0, 50);
    let mut party = TitForTat::new(how);
    party.begin(&seat);
    let mut asked = Vec::new();
    for (round, &outcome) in heard.iter().enumerate() {
        party.hear(&seat, 1, outcome);
        let at = Moment { round: round as u32, rounds: 50 };
        let offer = party.bid(&seat, at, &mut stream(1)).expect("it can be");
        let asks = party.aspires(&seat, Some(offer));
        assert!(seat.units(offer) >= asks, "it offers what it asks for");
        asked.push(menu.utility(0, asks));
    }
    asked
}

fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let close = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(close, "{found:?} for {expected:?}");
}

#[test]
fn tit_for_tat_answers_in_kind() {
    let relative = asks(Tit::Relative, &[20, 25, 25, 50, 40]);
    assert_close(&relative, &[100.0, 80.0, 80.0, 40.0, 50.0]);
    let absolute = asks(Tit::Absolute, &[20, 25, 25, 50, 40]);
    assert_close(&absolute, &[100.0, 95.0, 95.0, 70.0, 80.0]);
    let averaged = asks(Tit::Averaged(2), &[20, 25, 25, 50, 40]);
    assert_close(&averaged, &[100.0, 100.0, 80.0, 40.0, 25.0]);
    // Never more than its best, never less than its floor.
    assert_close(&asks(Tit::Relative, &[50, 10, 10]), &[100.0, 100.0, 100.0]);
    assert_close(&asks(Tit::Absolute, &[0, 100, 0]), &[100.0, 0.0, 100.0]);
}

#[test]
fn conditions_are_what_their_definitions_say() {
    let menu = ladder();
    let seat = Seat::new(&menu, 0, 11);
    let unit = seat.units(1);
    let condition = |name: &str| -> Box<dyn Accepting> {
        named(accepting::ALL, "condition", name).expect("it can be")
    };
    let at = |round| Moment { round, rounds: 11 };
    let mut next = condition("next");
    assert!(next.accepts(&seat, 60 * unit, 60 * unit, at(0)));
    assert!(!next.accepts(&seat, 59 * unit, 60 * unit, at(10)));
    let mut time = condition("time:0.5");
    assert!(!time.accepts(&seat, 99 * unit, 0, at(4)) && time.accepts(&seat, 0, 99 * unit, at(5)));
    let mut constant = condition("constant:0.8");
    assert!(constant.accepts(&seat, 80 * unit, 90 * unit, at(0)));
    assert!(!constant.accepts(&seat, 79 * unit, 0, at(10)));
    // Late from round 8 of 0 to 10; two rounds are left then, so the window are rounds 6 and 7.
    let mut combi = condition("combi:0.8");
    combi.begin();
    assert!(!combi.accepts(&seat, 70 * unit, 90 * unit, at(5)));
    assert!(!combi.accepts(&seat, 40 * unit, 90 * unit, at(6)));
    assert!(!combi.accepts(&seat, 50 * unit, 90 * unit, at(7)));
    assert!(!combi.accepts(&seat, 49 * unit, 90 * unit, at(8)));
    assert!(combi.accepts(&seat, 50 * unit, 90 * unit, at(9)));
    assert!(combi.accepts(&seat, 90 * unit, 90 * unit, at(1)), "as next, at any time");
}
