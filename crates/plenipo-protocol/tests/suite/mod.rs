//! Suites, and what they share: spaces to play on.

mod alternating;
mod complex_contracts;
mod concession;
mod mediator;
mod modelling;
mod named;
mod one_text;
mod shuttle;
mod simulation;
mod space;
mod strategies;
mod tournament;
mod votes;

use std::sync::Arc;

use plenipo_maths::random::{Stream, StreamKey};
use plenipo_protocol::mediator::{self as mediators, Mediating};
use plenipo_protocol::named::named;
use plenipo_protocol::party::Bidder;
use plenipo_protocol::party::voting::{self, Voting};
use plenipo_protocol::protocol::RunStreams;
use plenipo_protocol::space::{Forbidden, Menu, Space, SpaceSpec, Together, Utility};

/// A random stream of a test.
pub(crate) fn stream(seed: u64) -> Stream {
    StreamKey::new(seed).with(b"test").stream(0)
}

/// Streams of runs.
pub(crate) fn streams(seed: u64, n_parties: usize) -> RunStreams {
    RunStreams::new(StreamKey::new(seed), n_parties)
}

/// Random additive utilities.
pub(crate) fn additive_spec(options: &[usize], n_parties: usize, seed: u64) -> SpaceSpec {
    let mut stream = StreamKey::new(seed).with(b"space").stream(0);
    let mut party = || Utility {
        tables: options.iter().map(|&n| (0..n).map(|_| stream.uniform()).collect()).collect(),
        ..Utility::default()
    };
    SpaceSpec {
        options: options.to_vec(),
        parties: (0..n_parties).map(|_| party()).collect(),
        lines: Vec::new(),
    }
}

/// A space of them.
pub(crate) fn additive(options: &[usize], n_parties: usize, seed: u64) -> Space {
    Space::new(&additive_spec(options, n_parties, seed)).expect("it is one")
}

/// Everything a space can have: pairs, parts of three issues, ranges, a cap, reservations, lines.
pub(crate) fn tangled(seed: u64) -> Space {
    let options = [3, 2, 4, 3, 2];
    let mut spec = additive_spec(&options, 3, seed);
    let mut stream = stream(seed);
    for (party, utility) in spec.parties.iter_mut().enumerate() {
        let mut values = |n: usize| (0..n).map(|_| stream.uniform() - 0.5).collect::<Arc<[f64]>>();
        utility.together.push(Together::Table { scope: vec![0, 2], values: values(12) });
        utility.together.push(Together::Table { scope: vec![3, 0], values: values(9) });
        utility.together.push(Together::Table { scope: vec![4, 1, 2], values: values(16) });
        utility.together.push(Together::Range {
            scope: vec![2, 3],
            ranges: vec![(1, 2), (0, 1)],
            value: 0.7,
        });
        utility.constant = 0.25;
        utility.cap = (party == 1).then_some(2.0);
        utility.reservation = Some(1.9);
    }
    spec.lines = vec![
        Forbidden { when: vec![(2, vec![3])] },
        Forbidden { when: vec![(0, vec![0, 1]), (3, vec![2])] },
    ];
    Space::new(&spec).expect("it is one")
}

/// A menu of numbers: one issue whose options are the outcomes.
pub(crate) fn menu(columns: &[Vec<f64>], reservations: &[Option<f64>]) -> Menu {
    let parties = columns.iter().zip(reservations).map(|(column, &reservation)| Utility {
        tables: vec![column.clone()],
        reservation,
        ..Utility::default()
    });
    let spec = SpaceSpec {
        options: vec![columns[0].len()],
        parties: parties.collect(),
        lines: Vec::new(),
    };
    Menu::all(&Space::new(&spec).expect("a space"), 1 << 20).expect("a menu")
}

/// A menu of random numbers on a grid of `steps`, so that some are equal.
pub(crate) fn random_menu(n: usize, n_parties: usize, steps: usize, seed: u64) -> Menu {
    let mut stream = stream(seed);
    let columns: Vec<Vec<f64>> = (0..n_parties)
        .map(|_| (0..n).map(|_| stream.below(steps) as f64 / steps as f64).collect())
        .collect();
    let reservations: Vec<Option<f64>> =
        (0..n_parties).map(|_| Some(0.3 * stream.uniform())).collect();
    menu(&columns, &reservations)
}

/// Voters by their names.
pub(crate) fn voters(names: &[&str]) -> Vec<Box<dyn Voting>> {
    names.iter().map(|it| named(voting::ALL, "strategy", it).expect("it is listed")).collect()
}

/// Bidders by their descriptions.
pub(crate) fn bidders(names: &[&str]) -> Vec<Bidder> {
    names.iter().map(|it| Bidder::named(it).expect("it is listed")).collect()
}

/// A mediator by its name.
pub(crate) fn mediator_named(name: &str) -> Box<dyn Mediating> {
    named(mediators::ALL, "mediator", name).expect("it is listed")
}
