//! One text: fast runs and plain ones give the same, lines hold, nobody signs below its reservation value.

use plenipo_protocol::mediator::{self as mediators, Feedback};
use plenipo_protocol::party::voting;
use plenipo_protocol::protocol::{
    Deadline, Ending, OneText, PlayError, Played, TextEvent, for_each_run,
};
use plenipo_protocol::space::{Forbidden, Space};

use super::{additive, additive_spec, mediator_named, streams, tangled, voters};

/// A run that somebody watches, which is never reckoned ahead.
fn watched(
    protocol: &OneText<'_>,
    mediator: &str,
    names: &[&str],
    run: u64,
) -> (Played, Vec<TextEvent>) {
    let mut events = Vec::new();
    let mut watch = |event| events.push(event);
    let played = protocol
        .play(
            mediator_named(mediator).as_mut(),
            &mut voters(names),
            &streams(1, names.len()),
            run,
            Some(&mut watch),
        )
        .expect("it can be");
    (played, events)
}

fn unwatched(protocol: &OneText<'_>, mediator: &str, names: &[&str], run: u64) -> Played {
    let mut mediator = mediator_named(mediator);
    protocol
        .play(mediator.as_mut(), &mut voters(names), &streams(1, names.len()), run, None)
        .expect("it can be")
}

#[test]
fn runs_reckoned_ahead_are_the_runs_themselves() {
    let mut spec = additive_spec(&[3, 1, 4, 2, 3, 3, 3], 3, 9);
    spec.lines.push(Forbidden { when: vec![(2, vec![0, 3])] });
    spec.parties[0].reservation = Some(4.0);
    let space = Space::new(&spec).expect("it can be");
    let deadline = Deadline { rounds: 300, break_off: 0.001 };
    let protocol = OneText::new(&space, Feedback::Votes, deadline, None).expect("it can be");
    let mut endings = std::collections::HashSet::new();
    for run in 0..60 {
        let names = ["hill-climber"; 3];
        let (slow, _) = watched(&protocol, "random-flip", &names, run);
        assert_eq!(slow, unwatched(&protocol, "random-flip", &names, run), "run {run}");
        endings.insert(slow.ending);
    }
    assert!(endings.len() > 2, "{endings:?}");
}

#[test]
fn what_is_told_of_a_run_is_the_run() {
    let space = tangled(2);
    let all = mediators::ALL.iter().map(|it| it.name);
    for mediator in all {
        let deadline = Deadline::of(400);
        let protocol = OneText::new(&space, Feedback::Graded, deadline, None).expect("it can be");
        let names = ["annealer", "hill-climber", "annealer:0.5"];
        let (played, events) = watched(&protocol, mediator, &names, 3);
        // Going back from the end by what was taken leads through texts that all respect the lines.
        let mut text = played.text.clone();
        for event in events.iter().rev() {
            assert!(space.permits(&text));
            for &(issue, from, to) in &event.changes {
                if event.taken {
                    assert_eq!(text[issue], to);
                    text[issue] = from;
                } else {
                    assert_eq!(text[issue], from);
                }
            }
            assert_eq!(event.votes.len(), 3);
        }
        for party in 0..3 {
            assert_eq!(played.units[party], space.units(party, &played.text), "{mediator}");
        }
        for (issue, &settled) in played.settled.iter().enumerate() {
            let last = events
                .iter()
                .rev()
                .find(|it| it.taken && it.changes.iter().any(|change| change.0 == issue));
            assert_eq!(settled, last.map_or(0, |it| it.round + 1));
        }
        assert_eq!(played, unwatched(&protocol, mediator, &names, 3));
    }
}

#[test]
fn nobody_signs_below_its_reservation_value() {
    let mut agreed = 0;
    for seed in 0..30 {
        let space = tangled(seed);
        for strategy in voting::ALL {
            let names = [strategy.name; 3];
            let deadline = Deadline::of(50);
            let protocol =
                OneText::new(&space, Feedback::Votes, deadline, None).expect("it can be");
            let played = unwatched(&protocol, "random-flip", &names, seed);
            let rational = (0..3).all(|it| played.units[it] >= space.reservation(it));
            let expected = if rational { Ending::Agreed } else { Ending::Unsigned };
            assert_eq!(played.ending, expected);
            agreed += u32::from(rational);
        }
    }
    assert!((5..85).contains(&agreed), "{agreed} of 90 tell nothing");
}

#[test]
fn hill_climbers_never_lose_by_a_change() {
    let space = additive(&[3; 10], 2, 3);
    let protocol =
        OneText::new(&space, Feedback::Votes, Deadline::of(500), None).expect("it can be");
    let (_, events) = watched(&protocol, "random-flip", &["hill-climber"; 2], 0);
    assert!(events.iter().filter(|it| it.taken).count() > 3);
    assert!(events.iter().all(|it| it.taken == it.votes.iter().all(|&yes| yes)));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let space = tangled(7);
    let deadline = Deadline { rounds: 200, break_off: 0.002 };
    let protocol = OneText::new(&space, Feedback::Graded, deadline, None).expect("it can be");
    let all = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("it can be");
        let mut found = Vec::new();
        let streams = streams(5, 3);
        let ready = || (mediator_named("annealing"), voters(&["annealer"; 3]));
        pool.install(|| {
            for_each_run(
                0..5000,
                ready,
                |(mediator, voters), run| {
                    protocol.play(mediator.as_mut(), voters, &streams, run, None)
                },
                |run, played| {
                    found.push((run, played));
                    true
                },
            )
        })
        .expect("it can be");
        found
    };
    let one = all(1);
    assert_eq!(one, all(3));
    assert!(one.iter().enumerate().all(|(at, it)| at as u64 == it.0));
    let distinct: std::collections::HashSet<_> = one.iter().map(|it| it.1.text.clone()).collect();
    assert!(distinct.len() > 1);
}

#[test]
fn break_off_is_geometric() {
    let space = additive(&[2, 2], 2, 1);
    let deadline = Deadline { rounds: 1_000_000, break_off: 0.05 };
    let protocol = OneText::new(&space, Feedback::Votes, deadline, None).expect("it can be");
    let n = 4000;
    let rounds =
        |run| f64::from(unwatched(&protocol, "random-flip", &["hill-climber"; 2], run).rounds);
    let mean = (0..n).map(rounds).sum::<f64>() / n as f64;
    // Mean 1/h, standard deviation about the same.
    assert!((mean - 20.0).abs() < 4.0 * 20.0 / (n as f64).sqrt(), "{mean}");
}

#[test]
fn what_cannot_be_played_is_refused() {
    let space = additive(&[2, 2], 2, 1);
    let new = |deadline, start| OneText::new(&space, Feedback::Votes, deadline, start).err();
    assert_eq!(new(Deadline::of(0), None), Some(PlayError::Rounds { rounds: 0 }));
    assert_eq!(new(Deadline::of(u32::MAX), None), Some(PlayError::Rounds { rounds: u32::MAX }));
    for break_off in [1.0, -0.1, f64::NAN] {
        assert_eq!(new(Deadline { rounds: 5, break_off }, None), Some(PlayError::BreakOff));
    }
    assert_eq!(new(Deadline::of(5), Some(vec![0, 2])), Some(PlayError::Start));
    assert_eq!(new(Deadline::of(5), Some(vec![0])), Some(PlayError::Start));
    let alone = additive(&[2, 2], 1, 1);
    let one = OneText::new(&alone, Feedback::Votes, Deadline::of(5), None).err();
    assert_eq!(one, Some(PlayError::Parties { n: 1 }));
    let protocol = OneText::new(&space, Feedback::Votes, Deadline::of(5), None).expect("it can be");
    let play = |mediator: &str, n: usize| {
        let mut mediator = mediator_named(mediator);
        let names = vec!["hill-climber"; n];
        protocol.play(mediator.as_mut(), &mut voters(&names), &streams(1, 2), 0, None).err()
    };
    assert_eq!(play("random-flip", 3), Some(PlayError::Strategies { parties: 2, strategies: 3 }));
    assert_eq!(play("annealing", 2), Some(PlayError::Feedback));
    assert_eq!(play("feedback", 2), Some(PlayError::Feedback));
    assert_eq!(play("fixed-order", 2), None);
}

#[test]
fn a_run_of_one_round_is_one() {
    let space = additive(&[1], 2, 1);
    let protocol =
        OneText::new(&space, Feedback::Graded, Deadline::of(1), None).expect("it can be");
    for mediator in mediators::ALL {
        let played = unwatched(&protocol, mediator.name, &["annealer"; 2], 0);
        assert_eq!((played.ending, played.rounds), (Ending::Agreed, 1), "{}", mediator.name);
    }
}
