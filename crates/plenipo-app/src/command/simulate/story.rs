//! One run, round by round.

use plenipo::finding::table::Cell;
use plenipo::lens::done;
use plenipo_protocol::protocol::{OfferEvent, TextEvent};
use plenipo_protocol::simulation::{Simulation, SimulationEvent};
use plenipo_record::scenario::Scenario;

use super::super::said::Said;
use super::told::{ending, text};
use crate::failure::Failure;

/// What happened, at most: a story longer than that is not read.
const EVENTS_MAX: usize = 100_000;

pub(super) fn tell(
    scenario: &Scenario,
    simulation: &Simulation<'_>,
    run: u64,
    said: &mut Said,
) -> Result<(), Failure> {
    let mut events = Vec::new();
    let mut left_out = 0_u64;
    let mut watch = |event: SimulationEvent| match events.len() < EVENTS_MAX {
        true => events.push(event),
        false => left_out += 1,
    };
    let played = simulation.trace(run, &mut watch);
    let played = played.map_err(|error| Failure::problems(error.to_string()))?;
    said.line(&format!(
        "run {run} ended after {} rounds: {}",
        played.rounds,
        ending(played.ending)
    ));
    let rows: Vec<(u32, String)> = events
        .iter()
        .map(|event| match event {
            SimulationEvent::Text(it) => (it.round, of_text(scenario, it)),
            SimulationEvent::Offer(it) => of_offer(scenario, simulation, *it),
        })
        .collect();
    for (round, what) in &rows {
        said.words(&format!("{:>6}  {what}\n", round + 1));
    }
    if left_out > 0 {
        said.note(&format!("{left_out} more things happened than are told"));
    }
    if !played.text.is_empty() {
        said.words(&format!("\nthe text in the end: {}\n", text(scenario, &played.text)));
    }
    let rows = rows
        .into_iter()
        .map(|(round, what)| vec![Cell::count(round as usize + 1), Cell::text(what)]);
    said.table(done::story(), rows.collect::<Vec<_>>());
    Ok(())
}

fn of_text(scenario: &Scenario, event: &TextEvent) -> String {
    let change = |&(issue, from, to): &(usize, u32, u32)| {
        let issue = &scenario.issues[issue];
        let label = |it: u32| issue.values.label(it as usize);
        format!("{}: {} → {}", issue.name, label(from), label(to))
    };
    let changes: Vec<String> = event.changes.iter().map(change).collect();
    let first = event.room.unwrap_or(0);
    let parties = scenario.parties[first..].iter().zip(&event.votes);
    let votes = parties.map(|(it, yes)| format!("{} {}", it.name, if *yes { "yes" } else { "no" }));
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
            (round, format!("{} offers {}", name(party), offer(outcome)))
        }
        OfferEvent::Accepted { round, party, outcome } => {
            (round, format!("{} is for {}", name(party), offer(outcome)))
        }
        OfferEvent::Passed { round, party } => (round, format!("{} offers nothing", name(party))),
    }
}
