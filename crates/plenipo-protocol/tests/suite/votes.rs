//! Offers by all and votes on each.

use plenipo_protocol::protocol::{Deadline, Ending, Majority, OfferEvent, VotingRounds};
use plenipo_protocol::space::Menu;

use super::{bidders, menu, random_menu, streams};

fn play(menu: &Menu, names: &[&str], majority: Majority) -> plenipo_protocol::protocol::Struck {
    let protocol = VotingRounds::new(menu, Deadline::of(30), majority).expect("it can be");
    protocol.play(&mut bidders(names), &streams(2, menu.n_parties()), 0, None).expect("it can be")
}

#[test]
fn two_of_three_bind_the_third_only_where_a_majority_is_enough() {
    // The third never gains from what the others like.
    let menu = menu(
        &[vec![1.0, 0.9, 0.0], vec![0.9, 1.0, 0.0], vec![0.1, 0.1, 1.0]],
        &[Some(0.5), Some(0.5), Some(0.5)],
    );
    let names = ["linear"; 3];
    let all = play(&menu, &names, Majority::All);
    assert_eq!((all.ending, all.outcome), (Ending::Deadline, None));
    let most = play(&menu, &names, Majority::Half);
    assert_eq!(most.ending, Ending::Agreed);
    assert!(most.outcome.is_some_and(|it| it < 2));
}

#[test]
fn consensus_is_rational_for_all_and_voted_for_by_all() {
    let mut agreed = 0;
    for seed in 0..50 {
        let menu = random_menu(60, 3, 30, seed);
        let protocol =
            VotingRounds::new(&menu, Deadline::of(30), Majority::All).expect("it can be");
        let mut events = Vec::new();
        let mut watch = |event| events.push(event);
        let names = ["boulware", "conceder", "micro"];
        let struck = protocol
            .play(&mut bidders(&names), &streams(2, 3), seed, Some(&mut watch))
            .expect("it can be");
        let Some(outcome) = struck.outcome else { continue };
        agreed += 1;
        assert!((0..3).all(|it| menu.column(it)[outcome as usize] >= menu.reservation(it)));
        let last: Vec<OfferEvent> = events.iter().rev().take(2).copied().collect();
        let for_it = |event: &OfferEvent| matches!(event, OfferEvent::Accepted { outcome: it, .. } if *it == outcome);
        assert!(last.iter().all(for_it));
    }
    assert!(agreed > 20, "{agreed}");
}
