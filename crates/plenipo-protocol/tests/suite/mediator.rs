//! Mediators: each does what is said of it.

use plenipo_protocol::mediator::Feedback;
use plenipo_protocol::protocol::{Deadline, OneText, TextEvent};
use plenipo_protocol::space::{Menu, Space, SpaceSpec, Utility};

use super::{additive, mediator_named, streams, voters};

fn events(
    space: &Space,
    mediator: &str,
    start: Vec<u32>,
    rounds: u32,
) -> (Vec<u32>, Vec<TextEvent>) {
    let protocol = OneText::new(space, Feedback::Graded, Deadline::of(rounds), Some(start))
        .expect("it can be");
    let mut all = Vec::new();
    let mut watch = |event| all.push(event);
    let n = space.n_parties();
    let played = protocol
        .play(
            mediator_named(mediator).as_mut(),
            &mut voters(&vec!["hill-climber"; n]),
            &streams(4, n),
            0,
            Some(&mut watch),
        )
        .expect("it can be");
    (played.text, all)
}

#[test]
fn fixed_order_goes_through_all_options_in_order() {
    // Nobody likes any change, so that the text stays.
    let party =
        || Utility { tables: vec![vec![1.0, 0.0, 0.0], vec![0.0, 1.0]], ..Utility::default() };
    let spec =
        SpaceSpec { options: vec![3, 2], parties: vec![party(), party()], lines: Vec::new() };
    let space = Space::new(&spec).expect("it can be");
    let (_, all) = events(&space, "fixed-order", vec![0, 1], 7);
    let proposed: Vec<(usize, u32)> =
        all.iter().map(|it| (it.changes[0].0, it.changes[0].2)).collect();
    assert_eq!(proposed, [(0, 1), (0, 2), (1, 0), (0, 1), (0, 2), (1, 0), (0, 1)]);
}

#[test]
fn random_flips_are_even() {
    let space = additive(&[3, 2, 4], 2, 1);
    let protocol =
        OneText::new(&space, Feedback::Votes, Deadline::of(30_000), None).expect("it can be");
    let mut counts = [0_u32; 3];
    let mut watch = |event: TextEvent| counts[event.changes[0].0] += 1;
    let mut mediator = mediator_named("random-flip");
    protocol
        .play(
            mediator.as_mut(),
            &mut voters(&["hill-climber"; 2]),
            &streams(1, 2),
            0,
            Some(&mut watch),
        )
        .expect("it can be");
    // Four standard errors around a third.
    assert!(counts.iter().all(|&it| (f64::from(it) - 10_000.0).abs() < 330.0), "{counts:?}");
}

/// Two issues, each wanted by one party more than it costs the other: no single change pleases both, the trade does.
#[test]
fn feedback_finds_a_trade_that_single_changes_never_reach() {
    let party =
        |a: f64, b: f64| Utility { tables: vec![vec![0.0, a], vec![0.0, b]], ..Utility::default() };
    let spec = SpaceSpec {
        options: vec![2, 2],
        parties: vec![party(1.0, -0.2), party(-0.2, 1.0)],
        lines: Vec::new(),
    };
    let space = Space::new(&spec).expect("it can be");
    let (stuck, _) = events(&space, "random-flip", vec![0, 0], 500);
    assert_eq!(stuck, [0, 0]);
    let (traded, _) = events(&space, "feedback", vec![0, 0], 500);
    assert_eq!(traded, [1, 1]);
}

#[test]
fn the_frontier_mediator_proposes_undominated_texts() {
    let space = additive(&[3; 6], 3, 5);
    let menu = Menu::all(&space, 1000).expect("it can be");
    let (_, all) = events(&space, "frontier", vec![0; 6], 200);
    assert!(all.len() > 5);
    let mut text = vec![0; 6];
    for event in &all {
        let mut proposed = text.clone();
        event.changes.iter().for_each(|it| proposed[it.0] = it.2);
        let place = proposed.iter().fold(0, |at, &it| at * 3 + it);
        assert!(menu.is_undominated(place), "{proposed:?}");
        if event.taken {
            text = proposed;
        }
    }
}

#[test]
fn feedback_ends_no_worse_than_flips_where_parties_are_opposed() {
    let mut sums = [0.0; 2];
    for seed in 0..20 {
        let space = additive(&[3; 12], 3, seed);
        for (sum, mediator) in sums.iter_mut().zip(["random-flip", "feedback"]) {
            let (text, _) = events(&space, mediator, vec![0; 12], 1000);
            *sum += (0..3).map(|it| space.utility(it, space.units(it, &text))).sum::<f64>();
        }
    }
    assert!(sums[1] > sums[0], "{sums:?}");
}
