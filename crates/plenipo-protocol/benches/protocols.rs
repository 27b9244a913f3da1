//! Negotiations and rounds a second, one core: alternating offers of two Boulware parties over 1,000 outcomes in 100
//! rounds, with schedules at hand, schedules made afresh, and preferences drawn afresh; one text of five parties and
//! 28 issues of 3 options; a tournament of 320 negotiations, a thousand times over.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plenipo_maths::random::{Stream, StreamKey};
use plenipo_protocol::mediator::{Feedback, Mediating, RandomFlip};
use plenipo_protocol::party::bidding::{Curve, Schedule, Seat};
use plenipo_protocol::party::voting::{Annealer, HillClimber, Voting};
use plenipo_protocol::protocol::{Deadline, OneText, RunStreams, Scheduled, TextEvent};
use plenipo_protocol::space::{Menu, Space, SpaceSpec, Utility};
use plenipo_protocol::tournament::{Arena, Shard, Tournament, TournamentSettings};

const ROUNDS: u32 = 100;

fn spec(options: &[usize], n_parties: usize, stream: &mut Stream) -> SpaceSpec {
    let mut party = || Utility {
        tables: options.iter().map(|&n| (0..n).map(|_| stream.uniform()).collect()).collect(),
        ..Utility::default()
    };
    let parties = (0..n_parties).map(|_| party()).collect();
    SpaceSpec { options: options.to_vec(), parties, lines: Vec::new() }
}

fn pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool")
}

fn alternating(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("alternating");
    group.throughput(Throughput::Elements(1));
    let mut stream = StreamKey::new(1).stream(0);
    let deadline = Deadline::of(ROUNDS);
    // Many scenarios in turn, so that no branch is learnt by heart.
    let menus: Vec<Menu> = (0..64)
        .map(|_| {
            let space = Space::new(&spec(&[10, 10, 10], 2, &mut stream)).expect("a space");
            Menu::all(&space, 1000).expect("a menu")
        })
        .collect();
    let curve = Curve::new(0.2, ROUNDS);
    let schedules = |menu: &Menu| -> Vec<Schedule> {
        (0..2).map(|it| Schedule::conceding(&Seat::new(menu, it, ROUNDS), &curve)).collect()
    };
    let tables: Vec<Scheduled<'_>> = menus
        .iter()
        .map(|it| Scheduled::with(it, schedules(it), deadline).expect("they fit"))
        .collect();
    let mut at = 0;
    group.bench_function("cached", |bencher| {
        bencher.iter(|| {
            at = (at + 1) % tables.len();
            black_box(tables[at].rounds(ROUNDS))
        });
    });
    group.bench_function("inverted-afresh", |bencher| {
        bencher.iter(|| {
            at = (at + 1) % menus.len();
            let menu = &menus[at];
            let table = Scheduled::with(menu, schedules(menu), deadline).expect("they fit");
            black_box(table.rounds(ROUNDS))
        });
    });
    let mut menu = menus[0].clone();
    group.bench_function("fresh-preferences", |bencher| {
        bencher.iter(|| {
            let space = Space::new(&spec(&[10, 10, 10], 2, &mut stream)).expect("a space");
            menu.revalue(&space);
            let table = Scheduled::with(&menu, schedules(&menu), deadline).expect("they fit");
            black_box(table.rounds(ROUNDS))
        });
    });
    group.finish();
}

fn one_text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one-text/5x28x3");
    let rounds = 100_000;
    group.throughput(Throughput::Elements(u64::from(rounds)));
    let space = Space::new(&spec(&[3; 28], 5, &mut StreamKey::new(2).stream(0))).expect("a space");
    let protocol = OneText::new(&space, Feedback::Votes, Deadline::of(rounds), None)
        .expect("it can be played");
    let streams = RunStreams::new(StreamKey::new(3), 5);
    type Make = fn() -> Box<dyn Voting>;
    let strategies: [(&str, Make); 2] = [
        ("hill-climbers", || Box::new(HillClimber)),
        ("annealers", || Box::new(Annealer::new(1.0))),
    ];
    for (name, strategy) in strategies {
        let mut voters: Vec<Box<dyn Voting>> = (0..5).map(|_| strategy()).collect();
        let mut mediator: Box<dyn Mediating> = Box::new(RandomFlip);
        let mut run = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                run += 1;
                black_box(protocol.play(mediator.as_mut(), &mut voters, &streams, run, None))
            });
        });
    }
    // Someone who watches has every round played out.
    let mut voters: Vec<Box<dyn Voting>> = (0..5).map(|_| strategies[0].1()).collect();
    group.bench_function("hill-climbers, round by round", |bencher| {
        bencher.iter(|| {
            let mut taken = 0_u32;
            let mut watch = |event: TextEvent| {
                taken += u32::from(event.taken);
            };
            let mut mediator = RandomFlip;
            let played = protocol.play(&mut mediator, &mut voters, &streams, 1, Some(&mut watch));
            black_box(played)
        });
    });
    group.finish();
}

fn tournament(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tournament");
    group.sample_size(10);
    let mut stream = StreamKey::new(4).stream(0);
    let arenas = (0..20)
        .map(|it| {
            let space = Space::new(&spec(&[5, 5, 5], 2, &mut stream)).expect("a space");
            Arena { name: format!("{it}"), menu: Menu::all(&space, 1000).expect("a menu") }
        })
        .collect();
    let strategies = ["boulware", "conceder", "linear", "micro"].map(str::to_owned).to_vec();
    let settings = TournamentSettings { repetitions: 1000, ..TournamentSettings::default() };
    let tournament = Tournament::new(arenas, strategies, settings).expect("a tournament");
    assert_eq!(tournament.len(), 320 * 1000);
    group.throughput(Throughput::Elements(tournament.len()));
    let pool = pool();
    group.bench_function("320x1000", |bencher| {
        bencher.iter(|| {
            let mut agreed = 0_u64;
            pool.install(|| {
                tournament.play(Shard::WHOLE, 0, |bout| {
                    agreed += u64::from(bout.struck.outcome.is_some());
                    true
                })
            })
            .expect("it is played");
            black_box(agreed)
        });
    });
    group.finish();
}

criterion_group!(benches, alternating, one_text, tournament);
criterion_main!(benches);
