//! Tournaments: every seating once, shards make the whole, the board is what its definition says.

use plenipo_protocol::protocol::{Deadline, Ending, ProtocolKind};
use plenipo_protocol::tournament::{
    Arena, Bout, Leaderboard, Shard, Tournament, TournamentSettings,
};

use super::random_menu;

fn arenas(parties: &[usize]) -> Vec<Arena> {
    let arena = |(at, &n): (usize, &usize)| Arena {
        name: format!("scenario {at}"),
        menu: random_menu(50, n, 30, at as u64),
    };
    parties.iter().enumerate().map(arena).collect()
}

fn tournament(parties: &[usize], strategies: &[&str], settings: TournamentSettings) -> Tournament {
    let strategies = strategies.iter().map(|&it| it.to_owned()).collect();
    Tournament::new(arenas(parties), strategies, settings).expect("it can be")
}

fn all(tournament: &Tournament, shard: Shard, from: u64) -> Vec<Bout> {
    let mut found = Vec::new();
    tournament
        .play(shard, from, |it| {
            found.push(it);
            true
        })
        .expect("it can be");
    found
}

const FOUR: [&str; 4] = ["boulware", "conceder", "micro", "random"];

#[test]
fn every_seating_is_played_as_often_as_asked_for() {
    let settings = TournamentSettings { repetitions: 3, ..TournamentSettings::default() };
    let both = tournament(&[2, 3], &FOUR, settings.clone());
    // 16 ordered pairs; of three, 20 companies: 4 of one kind, 16 others in 3 rotations each.
    assert_eq!(both.len(), 3 * (16 + 4 + 16 * 3));
    let mut seen = std::collections::HashSet::new();
    for number in 0..both.len() {
        let it = both.bout(number);
        assert!(seen.insert((it.arena, it.seating.to_vec(), it.repetition)));
    }
    let others = TournamentSettings { with_itself: false, rotate: false, ..settings };
    assert_eq!(tournament(&[2], &FOUR, others).len(), 3 * 6);
}

#[test]
fn any_split_into_shards_gives_the_same_negotiations() {
    let deadline = Deadline { rounds: 40, break_off: 0.01 };
    let settings = TournamentSettings { repetitions: 7, deadline, ..TournamentSettings::default() };
    let tournament = tournament(&[2, 3, 2], &FOUR, settings);
    let whole = all(&tournament, Shard::WHOLE, 0);
    assert_eq!(whole.len() as u64, tournament.len());
    for of in [2, 3, 10, 10_000] {
        let mut parts: Vec<Bout> = (1..=of.min(700))
            .flat_map(|part| all(&tournament, Shard::new(part, of).expect("it can be"), 0))
            .collect();
        parts.sort_by_key(|it| it.number);
        assert_eq!(parts, whole, "{of} shards");
    }
    // Taken up again in the middle, and on one thread.
    let shard = Shard::new(2, 3).expect("it can be");
    let part = all(&tournament, shard, 0);
    assert_eq!(all(&tournament, shard, 40), part[40..]);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("it can be");
    assert_eq!(pool.install(|| all(&tournament, Shard::WHOLE, 0)), whole);
    let endings: std::collections::HashSet<Ending> =
        whole.iter().map(|it| it.struck.ending).collect();
    assert!(endings.contains(&Ending::Agreed) && endings.contains(&Ending::BrokenOff));
}

#[test]
fn it_stops_when_told() {
    let tournament = tournament(&[2], &FOUR, TournamentSettings::default());
    let mut found = 0;
    tournament
        .play(Shard::WHOLE, 0, |_| {
            found += 1;
            found < 5
        })
        .expect("it can be");
    assert_eq!(found, 5);
}

#[test]
fn parts_are_counted_from_one() {
    assert!(Shard::new(0, 3).is_none() && Shard::new(4, 3).is_none() && Shard::new(1, 0).is_none());
    for all in [0, 1, 5, 9, 10] {
        let sum: u64 = (1..=4).map(|it| Shard::new(it, 4).expect("it can be").len(all)).sum();
        assert_eq!(sum, all);
    }
}

#[test]
fn the_board_is_what_its_definition_says() {
    let mut board = Leaderboard::new(3);
    // Two places both took (means 0.6 and 0.8 against 0.2 and 0.6), one that only the first took.
    for share in [0.5, 0.7] {
        board.add(0, &[0, 2], 0, share);
    }
    board.add(0, &[1, 2], 0, 0.2);
    board.add(1, &[2, 0], 1, 0.8);
    board.add(1, &[2, 1], 1, 0.6);
    board.add(2, &[0, 2], 0, 0.4);
    let ranked = board.ranked();
    assert_eq!(ranked.iter().map(|it| it.strategy).collect::<Vec<_>>(), [0, 1]);
    assert!((ranked[0].mean - 0.6).abs() < 1e-12 && (ranked[1].mean - 0.4).abs() < 1e-12);
    assert_eq!((ranked[0].places, ranked[0].played, ranked[1].places), (3, 4, 2));
    // Spread of 0.6, 0.8 and 0.4 is 0.2; of a mean of three, 0.2/√3.
    let width = ranked[0].half_width.expect("it can be");
    assert!((width - 1.96 * 0.2 / 3.0_f64.sqrt()).abs() < 1e-4, "{width}");
    // Differences 0.4 and 0.2: mean 0.3, standard error 0.1: three standard errors are 0.0027.
    assert!((ranked[0].p_next.expect("it can be") - 0.0027).abs() < 1e-5);
    assert_eq!(ranked[1].p_next, None);
}

#[test]
fn the_order_of_adding_changes_no_digit() {
    let mut forward = Leaderboard::new(2);
    let mut backward = Leaderboard::new(2);
    let shares: Vec<f64> = (0..1000).map(|it| 1.0 / (f64::from(it) + 1.3)).collect();
    shares.iter().for_each(|&it| forward.add(0, &[0, 1], 0, it));
    shares.iter().rev().for_each(|&it| backward.add(0, &[0, 1], 0, it));
    assert_eq!(forward, backward);
}

#[test]
fn what_cannot_be_played_is_told() {
    let told =
        |parties: &[usize], strategies: &[&str], change: &dyn Fn(&mut TournamentSettings)| {
            let mut settings = TournamentSettings::default();
            change(&mut settings);
            let strategies = strategies.iter().map(|&it| it.to_owned()).collect();
            let error = Tournament::new(arenas(parties), strategies, settings).err();
            error.expect("it cannot be").to_string()
        };
    let same = |_: &mut TournamentSettings| {};
    assert!(told(&[2], &["bouleware"], &same).ends_with("did you mean `boulware`?"));
    assert_eq!(told(&[2], &["micro", "micro"], &same), "the strategy `micro` is there twice");
    assert_eq!(told(&[], &["micro"], &same), "a tournament without scenarios is none");
    assert_eq!(told(&[2], &[], &same), "a tournament without strategies is none");
    let no = |it: &mut TournamentSettings| it.repetitions = 0;
    assert_eq!(told(&[2], &["micro"], &no), "a tournament without repetitions is none");
    let no = |it: &mut TournamentSettings| it.deadline = Deadline::of(0);
    assert_eq!(told(&[2], &["micro"], &no), "a negotiation of 0 rounds has no end to reach");
    assert_eq!(told(&[2, 1], &["micro"], &same), "1 party is no negotiation: two at least");
    let shuttle = |it: &mut TournamentSettings| it.protocol = ProtocolKind::Shuttle;
    assert_eq!(told(&[2], &["micro"], &shuttle), "in this protocol nobody makes offers");
    let apart = |it: &mut TournamentSettings| it.with_itself = false;
    assert!(told(&[3], &["micro", "random"], &apart).starts_with("there are fewer strategies"));
    let many = |it: &mut TournamentSettings| it.repetitions = u64::MAX;
    assert!(told(&[2], &["micro"], &many).starts_with("these are more negotiations"));
}
