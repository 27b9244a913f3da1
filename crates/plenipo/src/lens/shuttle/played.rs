//! Playing: samples of the preferences one after the other, each with its share of the runs, on what the lines leave.

use super::answer::{PlayedRuns, ShuttleOutcome, UnderMediator};
use crate::finding::status::Status;
use crate::lens::bargain::playable::Playable;
use crate::lens::error::Error;
use crate::lens::view::View;
use crate::preference::numbers::{Numbers, Which};
use crate::scenario::space;
use plenipo_protocol::mediator;
use plenipo_protocol::protocol::{OfferEvent, TextEvent};
use plenipo_protocol::simulation::{
    Simulation, SimulationError, SimulationEvent, SimulationSettings, Tally,
};
use plenipo_protocol::space::{Forbidden, Space};
use plenipo_record::case::describe::Names;
use plenipo_record::scenario::Scenario;

/// Samples of the preferences that are played on, at most: more runs are played on each.
const SAMPLES_MAX: u64 = 200;

/// Runs under each mediator, as a part of all.
const MEDIATOR_PART: u64 = 5;

/// What happened in a run, at most: a story longer than that is not read.
const STORY_MAX: usize = 10_000;

pub(super) fn played(
    view: &View<'_>,
    playable: &Playable,
    settings: SimulationSettings,
    (runs, trace): (u64, Option<u64>),
) -> Result<ShuttleOutcome, Error> {
    let (case, context) = (view.case()?, view.context());
    let numbers =
        Numbers::draw(view.draws(), case, &playable.parties, context.seed, context.samples);
    let numbers = match numbers {
        Ok(numbers) => numbers,
        Err((party, why)) => {
            let name = case.party(party).label();
            let words =
                format!("Undetermined: what is on record for {name} contradicts itself: {why}.");
            return Ok(ShuttleOutcome::Undetermined(words, Status::Undetermined));
        }
    };
    let table = Table {
        numbers: &numbers,
        view,
        playable,
        samples: if numbers.is_exact() { 1 } else { SAMPLES_MAX.min(numbers.n_samples() as u64) },
    };
    let samples = table.samples.min(runs.max(1));
    let mut tally = Tally::default();
    let own = |share: f64| context.tell(0.7 * share);
    table.play(&settings, runs, &mut tally, &own)?;
    let mut mediators = Vec::new();
    if settings.protocol.has_mediator() {
        let part = (runs / MEDIATOR_PART).max(1);
        for (place, it) in mediator::ALL.iter().enumerate() {
            let settings = SimulationSettings { mediator: it.name.to_owned(), ..settings.clone() };
            let mut tally = Tally::default();
            let from = 0.7 + 0.3 * place as f64 / mediator::ALL.len() as f64;
            let own = |share: f64| context.tell(from + 0.3 * share / mediator::ALL.len() as f64);
            let agreement = match table.play(&settings, part, &mut tally, &own) {
                Ok(()) => tally.agreement(),
                Err(Error::Cancelled) => return Err(Error::Cancelled),
                // It needs more than parties say under this protocol.
                Err(_) => None,
            };
            mediators.push(UnderMediator { mediator: it.name, runs: tally.runs, agreement });
        }
    }
    let story = trace.map_or(Ok(Vec::new()), |run| table.story(&settings, runs, run))?;
    let scenario = numbers.scenario(case, &playable.left, Names::Texts, Which::Mean);
    let notes = playable.notes.clone();
    let samples = samples as usize;
    Ok(ShuttleOutcome::Played(Box::new(PlayedRuns {
        settings,
        scenario,
        samples,
        tally,
        mediators,
        story,
        notes,
    })))
}

/// What is played on.
struct Table<'t> {
    numbers: &'t Numbers,
    view: &'t View<'t>,
    playable: &'t Playable,
    samples: u64,
}

impl Table<'_> {
    /// The sample at `place` of those played on, as a scenario and as a space.
    fn sample(&self, place: u64) -> Result<(Scenario, Space), Error> {
        let sample = place * self.numbers.n_samples() as u64 / self.samples;
        let which = Which::Sample(sample as usize);
        let case = self.view.case()?;
        let scenario = self.numbers.scenario(case, &self.playable.left, Names::Texts, which);
        let never = self.playable.never.iter().map(|it| Forbidden { when: it.clone() });
        let space =
            space(&scenario, never.collect()).map_err(|it| Error::Numbers(it.to_string()))?;
        Ok((scenario, space))
    }

    /// The settings of the runs on one sample: each has draws of its own.
    fn settings(settings: &SimulationSettings, place: u64) -> SimulationSettings {
        /// An odd number without pattern, so that seeds next to each other do not meet.
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let seed = settings.seed.wrapping_add(place.wrapping_mul(STEP));
        SimulationSettings { seed, ..settings.clone() }
    }

    fn play(
        &self,
        settings: &SimulationSettings,
        runs: u64,
        tally: &mut Tally,
        tell: &dyn Fn(f64) -> bool,
    ) -> Result<(), Error> {
        let samples = self.samples.min(runs.max(1));
        let mut done = 0_u64;
        for place in 0..samples {
            let (_, space) = self.sample(place)?;
            let simulation =
                Simulation::new(&space, Self::settings(settings, place)).map_err(unplayable)?;
            let own = runs / samples + u64::from(place < runs % samples);
            let mut whole = true;
            simulation
                .play(own, |_, played| {
                    tally.add(&simulation, &played);
                    done += 1;
                    whole = tell(done as f64 / runs.max(1) as f64);
                    whole
                })
                .map_err(unplayable)?;
            if !whole {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// Run `run` of all, round by round.
    fn story(
        &self,
        settings: &SimulationSettings,
        runs: u64,
        run: u64,
    ) -> Result<Vec<(u32, String)>, Error> {
        let samples = self.samples.min(runs.max(1));
        // The runs of the samples follow on each other; a run beyond the last is played on the last.
        let (mut place, mut run) = (0, run);
        while place + 1 < samples {
            let own = runs / samples + u64::from(place < runs % samples);
            if run < own {
                break;
            }
            run -= own;
            place += 1;
        }
        let (scenario, space) = self.sample(place)?;
        let simulation =
            Simulation::new(&space, Self::settings(settings, place)).map_err(unplayable)?;
        let mut story: Vec<(u32, String)> = Vec::new();
        let mut watch = |event: SimulationEvent| {
            if story.len() < STORY_MAX {
                story.push(match event {
                    SimulationEvent::Text(it) => (it.round + 1, of_text(&scenario, &it)),
                    SimulationEvent::Offer(it) => of_offer(&scenario, &simulation, it),
                });
            }
        };
        simulation.trace(run, &mut watch).map_err(unplayable)?;
        Ok(story)
    }
}

fn unplayable(error: SimulationError) -> Error {
    Error::Numbers(error.to_string())
}

/// A text in words: its issues with their options.
pub(super) fn text(scenario: &Scenario, chosen: &[u32]) -> String {
    let parts = scenario.issues.iter().zip(chosen);
    let parts =
        parts.map(|(issue, &it)| format!("{}: {}", issue.name, issue.values.label(it as usize)));
    parts.collect::<Vec<_>>().join("; ")
}

fn of_text(scenario: &Scenario, event: &TextEvent) -> String {
    let changes = event.changes.iter().map(|&(issue, from, to)| {
        let issue = &scenario.issues[issue];
        let label = |it: u32| issue.values.label(it as usize);
        format!("{}: {} → {}", issue.name, label(from), label(to))
    });
    let changes: Vec<String> = changes.collect();
    let first = event.room.unwrap_or(0);
    let votes = scenario.parties[first..].iter().zip(&event.votes);
    let votes = votes.map(|(it, yes)| format!("{} {}", it.name, if *yes { "yes" } else { "no" }));
    let votes: Vec<String> = votes.collect();
    let place = if event.room.is_some() { "in the room: " } else { "" };
    let end = if event.taken { "taken" } else { "left" };
    format!("{place}{}; {}; {end}", changes.join(", "), votes.join(", "))
}

fn of_offer(scenario: &Scenario, simulation: &Simulation<'_>, event: OfferEvent) -> (u32, String) {
    let name = |party: usize| scenario.parties[party].name.as_str();
    let offer = |outcome: u32| {
        simulation.menu().map_or(String::new(), |it| text(scenario, it.chosen(outcome)))
    };
    match event {
        OfferEvent::Offered { round, party, outcome } => {
            (round + 1, format!("{} offers {}", name(party), offer(outcome)))
        }
        OfferEvent::Accepted { round, party, outcome } => {
            (round + 1, format!("{} is for {}", name(party), offer(outcome)))
        }
        OfferEvent::Passed { round, party } => {
            (round + 1, format!("{} offers nothing", name(party)))
        }
    }
}
