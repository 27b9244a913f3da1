//! Many runs of one negotiation: counts are those of the runs, and a run can be told again.

use plenipo_protocol::mediator::Feedback;
use plenipo_protocol::protocol::{Deadline, Ending, Majority, PlayError, ProtocolKind};
use plenipo_protocol::simulation::{Simulation, SimulationError, SimulationSettings, Tally};

use super::{additive, tangled};

fn settings(protocol: ProtocolKind, strategy: &str, n_parties: usize) -> SimulationSettings {
    SimulationSettings {
        protocol,
        deadline: Deadline { rounds: 60, break_off: 0.005 },
        visit: 4,
        mediator: "random-flip".to_owned(),
        strategies: vec![strategy.to_owned(); n_parties],
        outcomes: 1000,
        seed: 3,
    }
}

const PROTOCOLS: [(ProtocolKind, &str); 5] = [
    (ProtocolKind::OneText(Feedback::Votes), "annealer"),
    (ProtocolKind::Shuttle, "hill-climber"),
    (ProtocolKind::Alternating, "random@constant:0.5"),
    (ProtocolKind::Votes(Majority::All), "random@constant:0.5"),
    (ProtocolKind::Votes(Majority::Half), "random@constant:0.5"),
];

#[test]
fn counts_are_those_of_the_runs() {
    let space = tangled(3);
    for (protocol, strategy) in PROTOCOLS {
        let simulation =
            Simulation::new(&space, settings(protocol, strategy, 3)).expect("it can be");
        let mut tally = Tally::default();
        let mut all = Vec::new();
        simulation
            .play(700, |run, played| {
                assert_eq!(run, all.len() as u64);
                tally.add(&simulation, &played);
                all.push(played);
                true
            })
            .expect("it is played");
        let agreed: Vec<_> = all.iter().filter(|it| it.ending == Ending::Agreed).collect();
        assert_eq!((tally.runs, tally.agreed()), (700, agreed.len() as u64));
        assert_eq!(tally.endings.iter().map(|it| it.1).sum::<u64>(), 700);
        let (share, low, high) = tally.agreement().expect("runs");
        assert!(
            (share - agreed.len() as f64 / 700.0).abs() < 1e-12 && low <= share && share <= high
        );
        let mut rounds: Vec<u32> =
            agreed.iter().map(|it| it.settled.iter().max().copied().unwrap_or(it.rounds)).collect();
        rounds.sort_unstable();
        let middle = rounds.get((rounds.len().div_ceil(2)).saturating_sub(1)).copied();
        assert_eq!(tally.rounds(0.5), middle);
        assert_eq!(tally.agreements().iter().map(|it| it.1).sum::<u64>(), agreed.len() as u64);
        for (party, it) in tally.parties.iter().enumerate() {
            let (least, most) = simulation.spans()[party];
            let floor = space.reservation(party).max(least);
            let share = |units: i64| (units - floor) as f64 / (most - floor) as f64;
            let shares: Vec<f64> = agreed.iter().map(|it| share(it.units[party])).collect();
            let mean =
                (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
            match (it.mean(), mean) {
                (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9),
                (a, b) => assert_eq!(a, b),
            }
        }
        let mut events = 0;
        let again = simulation.trace(5, &mut |_| events += 1).expect("it is played");
        assert_eq!(again, all[5], "{protocol:?}");
        assert!(events > 0);
    }
}

#[test]
fn the_ends_of_a_separable_space_are_exact() {
    let space = additive(&[3, 4, 2], 2, 8);
    let simulation = Simulation::new(&space, settings(ProtocolKind::Alternating, "micro", 2))
        .expect("it can be");
    let menu = simulation.menu().expect("a menu");
    for (party, ends) in simulation.spans().iter().enumerate() {
        let column = menu.column(party).iter().copied();
        assert_eq!((column.clone().min(), column.max()), (Some(ends.0), Some(ends.1)));
    }
}

#[test]
fn a_space_too_large_to_list_is_drawn_from() {
    let space = additive(&[3; 28], 2, 8);
    let simulation = Simulation::new(&space, settings(ProtocolKind::Alternating, "micro", 2))
        .expect("it can be");
    let n = simulation.menu().map_or(0, plenipo_protocol::space::Menu::len);
    assert!((990..=1000).contains(&n), "{n}");
}

#[test]
fn what_cannot_be_played_is_told_before_it_is() {
    let space = additive(&[3, 3], 2, 8);
    let told = |change: &dyn Fn(&mut SimulationSettings)| {
        let mut settings = settings(ProtocolKind::OneText(Feedback::Votes), "annealer", 2);
        change(&mut settings);
        Simulation::new(&space, settings).err().expect("it cannot be")
    };
    let named = |error: SimulationError| error.to_string();
    let near = named(told(&|it| it.strategies[1] = "aneler".to_owned()));
    assert!(near.ends_with("did you mean `annealer`?"), "{near}");
    let near = named(told(&|it| it.mediator = "random".to_owned()));
    assert!(near.contains("no mediator `random`"), "{near}");
    let feedback = told(&|it| it.mediator = "feedback".to_owned());
    assert_eq!(feedback, SimulationError::Play(PlayError::Feedback));
    let rounds = told(&|it| it.deadline.rounds = 0);
    assert_eq!(rounds, SimulationError::Play(PlayError::Rounds { rounds: 0 }));
    let few = told(&|it| it.strategies.truncate(1));
    assert!(matches!(few, SimulationError::Play(PlayError::Strategies { .. })));
    // Who answers a text makes no offers, and the other way round.
    assert!(matches!(
        told(&|it| it.protocol = ProtocolKind::Alternating),
        SimulationError::Name(_)
    ));
}
