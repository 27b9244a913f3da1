//! The shuttle: one room at a time, what may be carried, budgets.

use plenipo_protocol::mediator;
use plenipo_protocol::protocol::{Deadline, Ending, PlayError, Played, Shuttle, TextEvent};

use super::{additive, mediator_named, streams, tangled, voters};

fn play(
    shuttle: &Shuttle<'_>,
    mediator: &str,
    names: &[&str],
    run: u64,
) -> (Played, Vec<TextEvent>) {
    let mut events = Vec::new();
    let mut watch = |event| events.push(event);
    let mut mediator = mediator_named(mediator);
    let streams = streams(6, names.len());
    let played = shuttle
        .play(mediator.as_mut(), &mut voters(names), &streams, run, Some(&mut watch))
        .expect("it can be");
    (played, events)
}

#[test]
fn what_stands_has_been_taken_in_every_room() {
    for seed in 0..20 {
        let space = additive(&[3; 8], 3, seed);
        let start = vec![0; 8];
        let shuttle = Shuttle::new(&space, Deadline::of(600), 4, Vec::new(), Some(start.clone()))
            .expect("it can be");
        let (played, events) = play(&shuttle, "random-flip", &["hill-climber"; 3], seed);
        assert_eq!(played.ending, Ending::Agreed);
        for party in 0..3 {
            assert_eq!(played.units[party], space.units(party, &played.text));
            assert!(
                played.units[party] >= space.units(party, &start),
                "hill-climbers lose nothing"
            );
        }
        assert!(events.windows(2).all(|it| it[0].round < it[1].round), "a question a round");
        assert!(events.iter().all(|it| it.votes.len() == 1 && it.round < 600));
    }
}

#[test]
fn rooms_come_in_turn_and_a_visit_keeps_its_budget() {
    let space = additive(&[4; 6], 3, 2);
    let shuttle = Shuttle::new(&space, Deadline::of(90), 5, Vec::new(), None).expect("it can be");
    let (_, events) = play(&shuttle, "random-flip", &["hill-climber"; 3], 0);
    for event in &events {
        assert_eq!(event.room, Some((event.round / 5 % 3) as usize));
    }
}

#[test]
fn what_may_not_be_carried_out_of_a_room_is_not_revised_in_it() {
    let space = additive(&[3; 5], 2, 3);
    let carried = vec![vec![true, false, true, true, true], vec![false, true, true, true, true]];
    let shuttle =
        Shuttle::new(&space, Deadline::of(2000), 3, carried.clone(), None).expect("it can be");
    let (_, events) = play(&shuttle, "random-flip", &["hill-climber"; 2], 1);
    // Who first takes a change of an issue is the room in which it was made.
    let mut made: [Option<usize>; 5] = [None; 5];
    let mut first = 0;
    for event in &events {
        for &(issue, _, _) in &event.changes {
            if event.taken && made[issue].is_none() {
                made[issue] = event.room;
                assert!(carried[event.room.expect("it can be")][issue]);
                first += 1;
            }
        }
    }
    assert!(first > 1);
    let shut =
        Shuttle::new(&space, Deadline::of(200), 3, vec![vec![false; 5]; 2], Some(vec![1; 5]));
    let (played, events) = play(&shut.expect("it can be"), "random-flip", &["hill-climber"; 2], 1);
    assert!(events.is_empty());
    assert_eq!(played.text, [1; 5]);
}

#[test]
fn every_mediator_can_travel_and_no_text_crosses_a_line() {
    let mut agreed = 0;
    for seed in 0..10 {
        let space = tangled(seed);
        for mediator in mediator::ALL {
            let shuttle =
                Shuttle::new(&space, Deadline::of(300), 3, Vec::new(), None).expect("it can be");
            let names = ["annealer", "hill-climber", "random:0.8"];
            let (played, _) = play(&shuttle, mediator.name, &names, seed);
            assert!(space.permits(&played.text), "{}", mediator.name);
            let rational = (0..3).all(|it| played.units[it] >= space.reservation(it));
            assert_eq!(played.ending == Ending::Agreed, rational);
            agreed += u32::from(rational);
        }
    }
    assert!(agreed > 0);
}

#[test]
fn a_visit_without_a_round_is_refused() {
    let space = additive(&[2], 2, 1);
    let none = Shuttle::new(&space, Deadline::of(5), 0, Vec::new(), None).err();
    assert_eq!(none, Some(PlayError::Rounds { rounds: 0 }));
}
