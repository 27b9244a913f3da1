#![doc = include_str!("shuttle.md")]

mod account;
mod answer;
mod played;
mod tables;

use plenipo_protocol::named::named;
use plenipo_protocol::party::{bidding, voting};
use plenipo_protocol::protocol::{self, Deadline, ProtocolKind};
use plenipo_protocol::simulation::SimulationSettings;

use super::Lens;
use super::bargain::playable::playable;
use super::error::Error;
use super::notes::Notes;
use super::setting::{Key, Settings};
use super::view::{Answered, View};
use crate::finding::Finding;
pub use answer::{PlayedRuns, ShuttleAnswer, ShuttleOutcome, UnderMediator};
use plenipo_record::case::Case;
use plenipo_record::case::id::Ix;
use plenipo_record::case::party::Party;

/// Outcomes that parties who make offers choose from, at most.
const OUTCOMES: usize = 100_000;

const PROTOCOL: Key<Option<String>> = Key::words(
    "protocol",
    "how it is run: one-text (the default), one-text-feedback, one-text-graded, shuttle, alternating, consensus or \
     majority",
);
const MEDIATOR: Key<Option<String>> = Key::words(
    "mediator",
    "who proposes a text: random-flip (the default), fixed-order, feedback, annealing or frontier",
);
const PARTY: Key<Option<String>> = Key::words(
    "party",
    "strategies of parties, as PARTY=STRATEGY, several with commas; by default hill-climber, boulware where parties \
     make offers",
);
const RUNS: Key<f64> =
    Key::number("runs", "how many runs", 1000.0, (1.0, 1_000_000_000.0)).unit("runs");
const ROUNDS: Key<f64> =
    Key::number("rounds", "rounds of a run", 1000.0, (0.0, 4_294_967_295.0)).unit("rounds");
const BREAK_OFF: Key<f64> =
    Key::number("break-off", "the probability that talks break off after a round", 0.0, (0.0, 1.0));
const VISIT: Key<f64> =
    Key::number("visit", "rounds of a visit, for the shuttle", 5.0, (0.0, 4_294_967_295.0))
        .unit("rounds");
const TRACE: Key<Option<String>> =
    Key::words("trace", "tell this run round by round, counted from 0");

/// The lens.
pub const LENS: Lens = Lens {
    name: "shuttle",
    question: "What do rules of procedure and strategies make of the preferences on record?",
    docs: include_str!("shuttle.md"),
    settings: &[PROTOCOL.0, MEDIATOR.0, PARTY.0, RUNS.0, ROUNDS.0, BREAK_OFF.0, VISIT.0, TRACE.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    let answer = answer(view, settings)?;
    let (headline, status) = account::headline(&answer);
    let played = matches!(answer.outcome, ShuttleOutcome::Played(_));
    let mut notes = Notes::default();
    notes.extend(account::notes(&answer));
    let answered = Answered {
        headline,
        status,
        account: account::account(&answer),
        tables: tables::tables(&answer),
        charts: Vec::new(),
        notes,
        samples: played.then_some(view.context().samples),
    };
    Ok(view.finding(&LENS, answered))
}

/// What `settings` of procedure and strategies come to on the preferences on record.
///
/// # Errors
/// Settings that do not fit, names of strategies, mediators and protocols that are in no list, a scenario, and
/// [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<ShuttleAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let case = view.case()?;
    let trace = match settings.of(&TRACE) {
        None => None,
        Some(text) => Some(text.trim().parse::<u64>().map_err(|_| {
            Error::setting(TRACE.0.name, "a run is a whole number, counted from 0")
        })?),
    };
    let playable = match playable(case) {
        Ok(playable) => playable,
        Err((why, status)) => {
            // What is asked for is looked at though nothing can be played: a typing mistake is one either way.
            asked(case, &case.signatories(), settings, view.context().seed)?;
            return Ok(ShuttleAnswer { case, outcome: ShuttleOutcome::Undetermined(why, status) });
        }
    };
    let asked = asked(case, &playable.parties, settings, view.context().seed)?;
    let runs = settings.of(&RUNS) as u64;
    let outcome = played::played(view, &playable, asked, (runs, trace))?;
    Ok(ShuttleAnswer { case, outcome })
}

/// The settings of the simulation.
fn asked(
    case: &Case,
    parties: &[Ix<Party>],
    settings: &Settings,
    seed: u64,
) -> Result<SimulationSettings, Error> {
    let words = |key: &Key<Option<String>>, usual: &str| {
        settings.of(key).unwrap_or_else(|| usual.to_owned())
    };
    let wrong = |key: &'static str, error: String| Error::setting(key, error);
    let protocol: ProtocolKind =
        named(protocol::ALL, "protocol", &words(&PROTOCOL, protocol::ALL[0].name))
            .map_err(|it| wrong(PROTOCOL.0.name, it.to_string()))?;
    let usual = if protocol.has_mediator() { voting::ALL[0].name } else { bidding::ALL[0].name };
    let mut strategies = vec![usual.to_owned(); parties.len()];
    let given = settings.of(&PARTY).unwrap_or_default();
    for one in given.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let Some((id, strategy)) = one.split_once('=') else {
            return Err(wrong(
                PARTY.0.name,
                format!("`{one}` gives no party a strategy: write it PARTY=STRATEGY"),
            ));
        };
        let place = parties.iter().position(|it| case.party_id(*it) == id.trim());
        let Some(place) = place else {
            let known: Vec<&str> = parties.iter().map(|it| case.party_id(*it)).collect();
            return Err(Error::Unknown {
                what: "principal",
                id: id.trim().to_owned(),
                near: known.into_iter().map(str::to_owned).collect(),
            });
        };
        strategies[place] = strategy.trim().to_owned();
    }
    Ok(SimulationSettings {
        protocol,
        deadline: Deadline {
            rounds: settings.of(&ROUNDS) as u32,
            break_off: settings.of(&BREAK_OFF),
        },
        visit: settings.of(&VISIT) as u32,
        mediator: words(&MEDIATOR, plenipo_protocol::mediator::ALL[0].name),
        strategies,
        outcomes: OUTCOMES,
        seed,
    })
}
