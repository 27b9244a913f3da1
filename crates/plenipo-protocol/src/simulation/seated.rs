//! A protocol with a mediator and a strategy for each party, ready to be played.

use plenipo_maths::random::StreamKey;

use crate::mediator::{self, Mediating};
use crate::named::{NameError, named};
use crate::party::Bidder;
use crate::party::voting::{self, Voting};
use crate::protocol::{
    Alternating, Deadline, Majority, OfferEvent, OneText, PlayError, Played, ProtocolKind,
    RunStreams, Shuttle, Struck, TextEvent, VotingRounds, for_each_run,
};
use crate::space::{Menu, Space, SpaceError};

/// What is played.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationSettings {
    /// The protocol.
    pub protocol: ProtocolKind,
    /// Rounds, and the chance of a break-off.
    pub deadline: Deadline,
    /// Rounds of a visit, for the shuttle.
    pub visit: u32,
    /// The mediator, for a protocol that has one.
    pub mediator: String,
    /// A strategy for each party.
    pub strategies: Vec<String>,
    /// Outcomes that are listed for parties that make offers; of a space with more, as many are drawn.
    pub outcomes: usize,
    /// The seed.
    pub seed: u64,
}

/// Why it cannot be played.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulationError {
    /// A name that is in no list.
    Name(NameError),
    /// The protocol cannot be played like that.
    Play(PlayError),
    /// The space has no list of outcomes.
    Space(SpaceError),
}

impl std::fmt::Display for SimulationError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(error) => error.fmt(out),
            Self::Play(error) => error.fmt(out),
            Self::Space(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for SimulationError {}

impl From<NameError> for SimulationError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

impl From<PlayError> for SimulationError {
    fn from(error: PlayError) -> Self {
        Self::Play(error)
    }
}

impl From<SpaceError> for SimulationError {
    fn from(error: SpaceError) -> Self {
        Self::Space(error)
    }
}

fn spans(space: &Space, menu: Option<&Menu>) -> Vec<(i64, i64)> {
    /// Texts that are worth listing only to know the ends.
    const LISTED: usize = 1 << 18;
    let parties = 0..space.n_parties();
    if space.is_separable() {
        return parties.map(|party| space.bounds(party)).collect();
    }
    let own = Menu::all(space, LISTED).ok();
    let whole = menu.filter(|it| it.len() as f64 == space.n_texts()).or(own.as_ref());
    let Some(menu) = whole else { return parties.map(|party| space.bounds(party)).collect() };
    let ends = |party: usize| {
        let all = menu.column(party).iter();
        all.fold((i64::MAX, i64::MIN), |ends, &it| (ends.0.min(it), ends.1.max(it)))
    };
    parties.map(ends).collect()
}

/// A negotiation, ready to be played as often as one likes.
pub struct Simulation<'a> {
    space: &'a Space,
    settings: SimulationSettings,
    /// What parties that make offers choose from.
    menu: Option<Menu>,
    streams: RunStreams,
    spans: Vec<(i64, i64)>,
}

/// What one thread plays with.
enum Seated<'s> {
    OneText(OneText<'s>, Box<dyn Mediating>, Vec<Box<dyn Voting>>),
    Shuttle(Shuttle<'s>, Box<dyn Mediating>, Vec<Box<dyn Voting>>),
    Alternating(Alternating<'s>, Vec<Bidder>),
    Votes(VotingRounds<'s>, Vec<Bidder>),
}

/// What may be heard of a run while it is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SimulationEvent {
    /// Over a mediator's text.
    Text(TextEvent),
    /// Over offers.
    Offer(OfferEvent),
}

impl<'a> Simulation<'a> {
    /// The negotiation on a space.
    ///
    /// # Errors
    /// [`SimulationError`].
    pub fn new(space: &'a Space, settings: SimulationSettings) -> Result<Self, SimulationError> {
        let menu = if settings.protocol.has_mediator() {
            None
        } else {
            Some(match Menu::all(space, settings.outcomes) {
                Err(SpaceError::TooMany { .. }) => {
                    Menu::drawn(space, settings.outcomes, StreamKey::new(settings.seed))
                }
                menu => menu,
            }?)
        };
        let streams = RunStreams::new(StreamKey::new(settings.seed), space.n_parties());
        let spans = spans(space, menu.as_ref());
        let simulation = Self { space, settings, menu, streams, spans };
        // Whatever could go wrong in a run goes wrong in the first.
        simulation.play_one(&mut simulation.seated()?, 0, None)?;
        Ok(simulation)
    }

    /// The space.
    #[must_use]
    pub fn space(&self) -> &'a Space {
        self.space
    }

    /// What parties that make offers choose from; none where there is a mediator.
    #[must_use]
    pub fn menu(&self) -> Option<&Menu> {
        self.menu.as_ref()
    }

    /// Least and greatest units of each party over all texts; where there are too many to list and issues hang
    /// together, bounds.
    #[must_use]
    pub fn spans(&self) -> &[(i64, i64)] {
        &self.spans
    }

    fn seated(&self) -> Result<Seated<'_>, SimulationError> {
        let SimulationSettings { protocol, deadline, .. } = self.settings;
        let strategies = &self.settings.strategies;
        let bidders = || strategies.iter().map(|it| Bidder::named(it)).collect::<Result<_, _>>();
        let voters = || {
            let all = strategies.iter().map(|it| named(voting::ALL, "strategy", it));
            all.collect::<Result<Vec<_>, _>>()
        };
        let mediator = || named(mediator::ALL, "mediator", &self.settings.mediator);
        let menu = || self.menu.as_ref().ok_or(SimulationError::Space(SpaceError::NoText));
        Ok(match protocol {
            ProtocolKind::OneText(feedback) => Seated::OneText(
                OneText::new(self.space, feedback, deadline, None)?,
                mediator()?,
                voters()?,
            ),
            ProtocolKind::Shuttle => Seated::Shuttle(
                Shuttle::new(self.space, deadline, self.settings.visit, Vec::new(), None)?,
                mediator()?,
                voters()?,
            ),
            ProtocolKind::Alternating => {
                Seated::Alternating(Alternating::new(menu()?, deadline)?, bidders()?)
            }
            ProtocolKind::Votes(majority) => Seated::Votes(self.votes(majority)?, bidders()?),
        })
    }

    fn votes(&self, majority: Majority) -> Result<VotingRounds<'_>, SimulationError> {
        let menu = self.menu.as_ref().ok_or(SimulationError::Space(SpaceError::NoText))?;
        Ok(VotingRounds::new(menu, self.settings.deadline, majority)?)
    }

    fn play_one(
        &self,
        seated: &mut Seated<'_>,
        run: u64,
        watch: Option<&mut dyn FnMut(SimulationEvent)>,
    ) -> Result<Played, PlayError> {
        let mut watch = watch;
        let watched = watch.is_some();
        let mut of_text = |event| {
            if let Some(watch) = watch.as_deref_mut() {
                watch(SimulationEvent::Text(event));
            }
        };
        let struck = match seated {
            Seated::OneText(table, mediator, voters) => {
                let told: Option<&mut dyn FnMut(TextEvent)> =
                    if watched { Some(&mut of_text) } else { None };
                return table.play(mediator.as_mut(), voters, &self.streams, run, told);
            }
            Seated::Shuttle(table, mediator, voters) => {
                let told: Option<&mut dyn FnMut(TextEvent)> =
                    if watched { Some(&mut of_text) } else { None };
                return table.play(mediator.as_mut(), voters, &self.streams, run, told);
            }
            Seated::Alternating(table, bidders) => {
                let mut of_offer = |event| {
                    if let Some(watch) = watch.as_deref_mut() {
                        watch(SimulationEvent::Offer(event));
                    }
                };
                let told: Option<&mut dyn FnMut(OfferEvent)> =
                    if watched { Some(&mut of_offer) } else { None };
                table.play(bidders, &self.streams, run, told)
            }
            Seated::Votes(table, bidders) => {
                let mut of_offer = |event| {
                    if let Some(watch) = watch.as_deref_mut() {
                        watch(SimulationEvent::Offer(event));
                    }
                };
                let told: Option<&mut dyn FnMut(OfferEvent)> =
                    if watched { Some(&mut of_offer) } else { None };
                table.play(bidders, &self.streams, run, told)
            }
        }?;
        Ok(self.played(&struck))
    }

    /// What came of offers, told as what came of a text.
    fn played(&self, struck: &Struck) -> Played {
        let chosen =
            self.menu.as_ref().zip(struck.outcome).map(|(menu, it)| menu.chosen(it).to_vec());
        let text = chosen.unwrap_or_default();
        let units = if text.is_empty() {
            Vec::new()
        } else {
            (0..self.space.n_parties()).map(|it| self.space.units(it, &text)).collect()
        };
        Played { ending: struck.ending, rounds: struck.rounds, text, units, settled: Vec::new() }
    }

    /// Plays runs `0..runs` on all threads and hands each on in order, until all are played or `hand_on` says so by
    /// `false`. Of offers that came to nothing the text and the units are empty.
    ///
    /// # Errors
    /// [`SimulationError`], for which [`Simulation::new`] leaves no cause but a text that was not found.
    pub fn play(
        &self,
        runs: u64,
        hand_on: impl FnMut(u64, Played) -> bool,
    ) -> Result<(), SimulationError> {
        for_each_run(
            0..runs,
            || self.seated(),
            |seated, run| match seated {
                Ok(seated) => Ok(self.play_one(seated, run, None)?),
                Err(error) => Err(error.clone()),
            },
            hand_on,
        )
    }

    /// Plays one run again and tells all that happens in it.
    ///
    /// # Errors
    /// As [`Simulation::play`].
    pub fn trace(
        &self,
        run: u64,
        watch: &mut dyn FnMut(SimulationEvent),
    ) -> Result<Played, SimulationError> {
        Ok(self.play_one(&mut self.seated()?, run, Some(watch))?)
    }
}
