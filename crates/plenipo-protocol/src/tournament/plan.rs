//! What is played in a tournament, and playing it.

use plenipo_maths::random::StreamKey;

use super::seatings::seatings;
use super::shard::Shard;
use crate::named::NameError;
use crate::party::Bidder;
use crate::party::bidding::Seat;
use crate::protocol::{
    Alternating, Deadline, PlayError, ProtocolKind, RunStreams, Scheduled, Struck, VotingRounds,
    for_each_run,
};
use crate::space::Menu;

/// A scenario of a tournament.
pub struct Arena {
    /// Its name, which its random streams are keyed by.
    pub name: String,
    /// Its outcomes.
    pub menu: Menu,
}

/// How a tournament is played.
#[derive(Clone, Debug, PartialEq)]
pub struct TournamentSettings {
    /// One in which offers are made.
    pub protocol: ProtocolKind,
    /// The rounds of each negotiation.
    pub deadline: Deadline,
    /// How often each seating is played on each scenario, at least once.
    pub repetitions: u64,
    /// Whether everybody plays every role.
    pub rotate: bool,
    /// Whether strategies meet themselves.
    pub with_itself: bool,
    /// The seed.
    pub seed: u64,
}

/// Strategies, scenarios and how they meet.
pub struct Tournament {
    arenas: Vec<Arena>,
    strategies: Vec<String>,
    settings: TournamentSettings,
    /// Seatings by number of parties.
    seatings: Vec<(usize, Vec<Vec<usize>>)>,
    /// Number of the first negotiation of each scenario, and of all.
    first: Vec<u64>,
}

/// Where a negotiation stands in the tournament.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoutOf<'a> {
    /// The scenario, by its place.
    pub arena: usize,
    /// The strategy in each seat, by its place.
    pub seating: &'a [usize],
    /// The repetition, from 0.
    pub repetition: u64,
}

/// A negotiation of a tournament, played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bout {
    /// Its number.
    pub number: u64,
    /// What came of it.
    pub struck: Struck,
}

/// Why a tournament cannot be played.
#[derive(Clone, Debug, PartialEq)]
pub enum TournamentError {
    /// A strategy that is not one.
    Name(NameError),
    /// A strategy twice.
    Twice(String),
    /// Nothing of what it takes one of at least: scenarios, strategies, repetitions.
    None(&'static str),
    /// A protocol in which nobody makes offers.
    Protocol,
    /// A negotiation that cannot be played.
    Play(PlayError),
    /// No scenario has as few parties as there are strategies, and they do not meet themselves.
    Few,
    /// More than can be played.
    TooMany,
}

impl std::fmt::Display for TournamentError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(error) => error.fmt(out),
            Self::Twice(name) => write!(out, "the strategy `{name}` is there twice"),
            Self::None(what) => write!(out, "a tournament without {what} is none"),
            Self::Protocol => write!(out, "in this protocol nobody makes offers"),
            Self::Play(error) => error.fmt(out),
            Self::Few => {
                write!(out, "there are fewer strategies than parties, and none meets itself")
            }
            Self::TooMany => write!(out, "these are more negotiations than can be played"),
        }
    }
}

impl std::error::Error for TournamentError {}

/// Seatings of one scenario, at most.
const SEATINGS_MAX: usize = 1 << 20;
/// Negotiations, at most.
const BOUTS_MAX: u64 = 1 << 48;

impl Tournament {
    /// The tournament of these strategies, each described as [`Bidder::named`] reads it.
    ///
    /// # Errors
    /// [`TournamentError`].
    pub fn new(
        arenas: Vec<Arena>,
        strategies: Vec<String>,
        settings: TournamentSettings,
    ) -> Result<Self, TournamentError> {
        for (at, name) in strategies.iter().enumerate() {
            Bidder::named(name).map_err(TournamentError::Name)?;
            if strategies[..at].contains(name) {
                return Err(TournamentError::Twice(name.clone()));
            }
        }
        let counts = [
            (arenas.is_empty(), "scenarios"),
            (strategies.is_empty(), "strategies"),
            (settings.repetitions == 0, "repetitions"),
        ];
        if let Some(it) = counts.iter().find(|it| it.0) {
            return Err(TournamentError::None(it.1));
        }
        if !matches!(settings.protocol, ProtocolKind::Alternating | ProtocolKind::Votes(_)) {
            return Err(TournamentError::Protocol);
        }
        settings.deadline.check().map_err(TournamentError::Play)?;
        let mut tournament =
            Self { arenas, strategies, settings, seatings: Vec::new(), first: vec![0] };
        for arena in 0..tournament.arenas.len() {
            tournament.seat(arena)?;
        }
        if tournament.is_empty() {
            return Err(TournamentError::Few);
        }
        Ok(tournament)
    }

    fn seat(&mut self, arena: usize) -> Result<(), TournamentError> {
        let n_parties = self.arenas[arena].menu.n_parties();
        if n_parties < 2 {
            return Err(TournamentError::Play(PlayError::Parties { n: n_parties }));
        }
        if !self.seatings.iter().any(|it| it.0 == n_parties) {
            let TournamentSettings { with_itself, rotate, .. } = self.settings;
            let n = self.strategies.len();
            let all = seatings(n, n_parties, with_itself, rotate, SEATINGS_MAX);
            self.seatings.push((n_parties, all.ok_or(TournamentError::TooMany)?));
        }
        let bouts = (self.seatings_of(arena).len() as u64).checked_mul(self.settings.repetitions);
        let before = self.first[self.first.len() - 1];
        let after = bouts.and_then(|it| it.checked_add(before)).filter(|&it| it <= BOUTS_MAX);
        self.first.push(after.ok_or(TournamentError::TooMany)?);
        Ok(())
    }

    fn seatings_of(&self, arena: usize) -> &[Vec<usize>] {
        let n_parties = self.arenas[arena].menu.n_parties();
        let found = self.seatings.iter().find(|it| it.0 == n_parties);
        found.map_or(&[], |it| it.1.as_slice())
    }

    /// Number of negotiations.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.first[self.first.len() - 1]
    }

    /// Whether there is nothing to play.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The scenarios.
    #[must_use]
    pub fn arenas(&self) -> &[Arena] {
        &self.arenas
    }

    /// The strategies.
    #[must_use]
    pub fn strategies(&self) -> &[String] {
        &self.strategies
    }

    /// Where the negotiation of a number stands.
    ///
    /// # Panics
    /// When `number` is not below [`Tournament::len`].
    #[must_use]
    pub fn bout(&self, number: u64) -> BoutOf<'_> {
        assert!(number < self.len(), "a negotiation of the tournament");
        let arena = self.first.partition_point(|&it| it <= number) - 1;
        let within = number - self.first[arena];
        let repetitions = self.settings.repetitions;
        let seating = &self.seatings_of(arena)[(within / repetitions) as usize];
        BoutOf { arena, seating, repetition: within % repetitions }
    }

    /// The utility of a party from a negotiation, and the share of the way from its reservation value, or its worst
    /// outcome where that is worth more, to its best that it gained; none where no outcome is worth more to it.
    /// Without an agreement a party has its reservation value, or its worst outcome where it has none.
    #[must_use]
    pub fn gain(&self, arena: usize, party: usize, struck: &Struck) -> (f64, Option<f64>) {
        let menu = &self.arenas[arena].menu;
        let seat = Seat::new(menu, party, 1);
        let units = struck.outcome.map_or(seat.floor(), |it| seat.units(it));
        let span = (seat.most() - seat.floor()) as f64;
        let share = (span > 0.0).then(|| (units - seat.floor()) as f64 / span);
        (menu.utility(party, units), share)
    }

    /// Plays a part of the tournament from its place `from` on, on all threads, and hands each negotiation on in the
    /// order of their numbers, until all are played or `hand_on` says so by `false`. Memory does not grow with the
    /// number of negotiations.
    ///
    /// # Errors
    /// [`PlayError`], which a tournament that was made leaves no cause for.
    pub fn play(
        &self,
        shard: Shard,
        from: u64,
        mut hand_on: impl FnMut(Bout) -> bool,
    ) -> Result<(), PlayError> {
        let places = from..shard.len(self.len());
        for_each_run(
            places,
            || None,
            |ready: &mut Option<Ready<'_>>, at| {
                let number = shard.number(at);
                let bout = self.bout(number);
                if !ready.as_ref().is_some_and(|it| it.is_for(&bout)) {
                    *ready = Some(self.ready(&bout)?);
                }
                let Some(ready) = ready else { return Err(PlayError::NoText) };
                Ok(Bout { number, struck: ready.play(bout.repetition)? })
            },
            |_, bout| hand_on(bout),
        )
    }

    fn ready<'a>(&'a self, bout: &BoutOf<'a>) -> Result<Ready<'a>, PlayError> {
        let arena = &self.arenas[bout.arena];
        let deadline = self.settings.deadline;
        let mut key = StreamKey::new(self.settings.seed).with(arena.name.as_bytes());
        let mut bidders = Vec::new();
        for &strategy in bout.seating {
            let name = &self.strategies[strategy];
            key = key.with(name.as_bytes());
            // Names were read once already.
            bidders.push(Bidder::named(name).map_err(|_| PlayError::Parties { n: 0 })?);
        }
        let table = match self.settings.protocol {
            ProtocolKind::Votes(majority) => {
                Playing::Votes(VotingRounds::new(&arena.menu, deadline, majority)?)
            }
            _ => match Scheduled::new(&arena.menu, &bidders, deadline)? {
                Some(scheduled) => Playing::Scheduled(scheduled),
                None => Playing::Alternating(Alternating::new(&arena.menu, deadline)?),
            },
        };
        let streams = RunStreams::new(key, bidders.len());
        Ok(Ready { arena: bout.arena, seating: bout.seating, table, bidders, streams })
    }
}

/// What one thread has ready for a seating.
struct Ready<'a> {
    arena: usize,
    seating: &'a [usize],
    table: Playing<'a>,
    bidders: Vec<Bidder>,
    streams: RunStreams,
}

enum Playing<'a> {
    Scheduled(Scheduled<'a>),
    Alternating(Alternating<'a>),
    Votes(VotingRounds<'a>),
}

impl Ready<'_> {
    fn is_for(&self, bout: &BoutOf<'_>) -> bool {
        self.arena == bout.arena && std::ptr::eq(self.seating, bout.seating)
    }

    fn play(&mut self, run: u64) -> Result<Struck, PlayError> {
        match &self.table {
            Playing::Scheduled(table) => Ok(table.play(&self.streams, run)),
            Playing::Alternating(table) => table.play(&mut self.bidders, &self.streams, run, None),
            Playing::Votes(table) => table.play(&mut self.bidders, &self.streams, run, None),
        }
    }
}

impl Default for TournamentSettings {
    fn default() -> Self {
        Self {
            protocol: ProtocolKind::Alternating,
            deadline: Deadline::of(100),
            repetitions: 1,
            rotate: true,
            with_itself: true,
            seed: 1,
        }
    }
}
