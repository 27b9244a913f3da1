//! Alternating offers: fast runs and plain ones give the same; the laws; MiCRO ends on the frontier.

use plenipo_maths::random::Stream;
use plenipo_protocol::party::accepting::AcceptNext;
use plenipo_protocol::party::bidding::{self, Bidding, Seat};
use plenipo_protocol::party::{Bidder, Moment, accepting, modelling};
use plenipo_protocol::protocol::{
    Alternating, Deadline, Ending, OfferEvent, PlayError, Scheduled, Struck,
};
use plenipo_protocol::space::Menu;

use super::{bidders, menu, random_menu, streams};

fn play(menu: &Menu, names: &[&str], deadline: Deadline, run: u64) -> (Struck, Vec<OfferEvent>) {
    let protocol = Alternating::new(menu, deadline).expect("it can be");
    let mut events = Vec::new();
    let mut watch = |event| events.push(event);
    let streams = streams(3, menu.n_parties());
    let struck =
        protocol.play(&mut bidders(names), &streams, run, Some(&mut watch)).expect("it can be");
    (struck, events)
}

#[test]
fn runs_by_schedule_are_the_runs_themselves() {
    let strategies = ["boulware", "linear", "conceder", "boulware:0.05", "conceder:8"];
    let mut agreed = 0;
    for seed in 0..200 {
        let n_parties = 2 + seed as usize % 3;
        let menu = random_menu(1 + 37 * (seed as usize % 5), n_parties, 50, seed);
        let names: Vec<&str> =
            (0..n_parties).map(|it| strategies[(seed as usize * 7 + it * 3) % 5]).collect();
        let deadline = Deadline { rounds: 1 + seed as u32 % 90, break_off: 0.01 };
        let streams = streams(3, n_parties);
        let fast = Scheduled::new(&menu, &bidders(&names), deadline).expect("it can be");
        let (slow, _) = play(&menu, &names, deadline, seed);
        let Some(fast) = fast else {
            assert!((0..n_parties).any(|it| Seat::new(&menu, it, 1).is_hopeless()));
            continue;
        };
        assert_eq!(fast.play(&streams, seed), slow, "{seed}: {names:?}");
        agreed += u32::from(slow.ending == Ending::Agreed);
    }
    assert!((40..190).contains(&agreed), "{agreed} agreements of 200 tell nothing");
}

#[test]
fn only_what_is_known_ahead_is_played_by_schedule() {
    let menu = random_menu(50, 2, 50, 1);
    for other in
        ["micro", "random", "tit-for-tat", "boulware+frequency", "linear@time", "linear@combi"]
    {
        let names = ["boulware", other];
        assert!(
            Scheduled::new(&menu, &bidders(&names), Deadline::of(9)).expect("it can be").is_none()
        );
    }
}

/// Every strategy with every condition, two and three at a table.
#[test]
fn nobody_offers_or_accepts_below_its_reservation_value() {
    let mut names: Vec<String> = Vec::new();
    for strategy in bidding::ALL {
        for condition in accepting::ALL {
            names.push(format!("{}@{}", strategy.name, condition.name));
        }
    }
    for model in modelling::ALL {
        names.push(format!("boulware+{}", model.name));
    }
    let mut accepted = 0;
    for (seed, name) in names.iter().enumerate() {
        let n_parties = 2 + seed % 2;
        let menu = random_menu(80, n_parties, 40, seed as u64);
        let mut all = vec![name.as_str()];
        all.extend(["conceder@time:0.5", "random@constant:0.5"].iter().take(n_parties - 1));
        let (struck, events) = play(&menu, &all, Deadline::of(40), 0);
        for event in &events {
            if let OfferEvent::Offered { party, outcome, .. }
            | OfferEvent::Accepted { party, outcome, .. } = *event
            {
                let units = menu.column(party)[outcome as usize];
                assert!(units >= menu.reservation(party), "{name}: party {party}");
            }
        }
        if let Some(outcome) = struck.outcome {
            let last = events.last().copied().expect("it can be");
            assert!(matches!(last, OfferEvent::Accepted { outcome: it, .. } if it == outcome));
            accepted += 1;
        }
        assert_eq!(struck.outcome.is_some(), struck.ending == Ending::Agreed);
    }
    assert!(accepted > names.len() / 2, "{accepted} of {}", names.len());
}

#[test]
fn micro_against_micro_ends_on_the_frontier() {
    for seed in 0..300 {
        // Coarse grids have many ties.
        let steps = [4, 10, 1000][seed as usize % 3];
        let menu = random_menu(60, 2, steps, seed);
        let (struck, _) = play(&menu, &["micro", "micro"], Deadline::of(500), seed);
        assert_eq!(struck.ending == Ending::Agreed, menu.has_zone(), "{seed}");
        if let Some(outcome) = struck.outcome {
            assert!(menu.is_undominated(outcome), "{seed}");
        }
    }
}

#[test]
fn a_conceder_gets_less_from_a_boulware_than_the_other_way_round() {
    let mut sums = [0.0; 2];
    for seed in 0..100 {
        let menu = random_menu(300, 2, 1 << 20, seed);
        let (struck, _) = play(&menu, &["conceder", "boulware"], Deadline::of(100), seed);
        let outcome = struck.outcome.expect("both concede down to their reservation value");
        for (party, sum) in sums.iter_mut().enumerate() {
            *sum += menu.utility(party, menu.column(party)[outcome as usize]);
        }
    }
    assert!(sums[1] > sums[0] + 10.0, "{sums:?}");
}

#[test]
fn where_nothing_is_rational_there_is_no_agreement() {
    let menu = menu(&[vec![0.1, 0.9], vec![0.9, 0.1]], &[Some(0.5), Some(0.5)]);
    assert!(!menu.has_zone());
    for strategy in bidding::ALL {
        let (struck, _) = play(&menu, &[strategy.name, "conceder@time"], Deadline::of(20), 0);
        assert_eq!(struck.outcome, None, "{}", strategy.name);
        assert_ne!(struck.ending, Ending::Agreed);
    }
    let hopeless = super::menu(&[vec![0.1, 0.2], vec![0.9, 0.1]], &[Some(0.5), Some(2.0)]);
    for strategy in bidding::ALL {
        let names = [strategy.name, strategy.name];
        let (struck, _) = play(&hopeless, &names, Deadline::of(20), 0);
        assert_eq!((struck.ending, struck.rounds), (Ending::Silent, 1), "{}", strategy.name);
    }
}

#[test]
fn what_cannot_be_played_is_refused() {
    let one = random_menu(5, 1, 10, 1);
    assert_eq!(Alternating::new(&one, Deadline::of(5)).err(), Some(PlayError::Parties { n: 1 }));
    let two = random_menu(5, 2, 10, 1);
    let zero = Alternating::new(&two, Deadline::of(0)).err();
    assert_eq!(zero, Some(PlayError::Rounds { rounds: 0 }));
    let protocol = Alternating::new(&two, Deadline::of(5)).expect("it can be");
    let wrong = protocol.play(&mut bidders(&["micro"]), &streams(1, 2), 0, None).err();
    assert_eq!(wrong, Some(PlayError::Strategies { parties: 2, strategies: 1 }));
}

/// A strategy from outside that breaks every rule it can.
struct Rogue;

impl Bidding for Rogue {
    fn begin(&mut self, _: &Seat<'_>) {}

    fn bid(&mut self, seat: &Seat<'_>, at: Moment, _: &mut Stream) -> Option<u32> {
        let worst = seat.order().last().copied();
        if at.round.is_multiple_of(2) { Some(u32::MAX) } else { worst }
    }

    fn fresh(&self) -> Box<dyn Bidding> {
        Box::new(Self)
    }
}

#[test]
fn offers_that_cannot_be_are_silence() {
    let menu = menu(&[vec![0.1, 0.9], vec![0.9, 0.1]], &[Some(0.5), None]);
    let rogue = Bidder { bidding: Box::new(Rogue), accepting: Box::new(AcceptNext) };
    let mut all = vec![rogue, Bidder::named("linear").expect("it can be")];
    let protocol = Alternating::new(&menu, Deadline::of(30)).expect("it can be");
    let mut offered = 0;
    let mut watch = |event| {
        offered += u32::from(matches!(event, OfferEvent::Offered { party: 0, .. }));
    };
    let struck = protocol.play(&mut all, &streams(1, 2), 0, Some(&mut watch)).expect("it can be");
    assert_eq!((offered, struck.ending), (0, Ending::Deadline));
}
