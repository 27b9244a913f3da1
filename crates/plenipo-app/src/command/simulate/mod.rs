//! `plenipo simulate`: one negotiation, of a dossier or a published scenario, many times over or told round by round.

mod story;
mod told;

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use plenipo::lens::setting::{Settings, Value};
use plenipo::lens::shuttle;
use plenipo::scenario::space;
use plenipo_protocol::named::named;
use plenipo_protocol::party::bidding;
use plenipo_protocol::party::voting;
use plenipo_protocol::protocol::{self, Deadline, ProtocolKind};
use plenipo_protocol::simulation::{Simulation, SimulationSettings, Tally};
use plenipo_record::scenario::Scenario;

use super::said::Said;
use super::{Answer, Does, Verb, ask};
use crate::args::Globals;
use crate::failure::Failure;
use crate::load;
use crate::progress::Progress;
use crate::scenarios;

pub(super) const VERB: Verb = Verb {
    name: "simulate",
    about: "Plays a dossier or a published scenario by a protocol, many times over: how often it ends in agreement, and for whom",
    does: Does::Own { args, run },
};

/// Outcomes of a scenario that parties who make offers choose from, at most.
const OUTCOMES: usize = 100_000;

fn args() -> Vec<Arg> {
    let number = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    vec![
        Arg::new("path")
            .value_name("PATH")
            .help("A dossier, or a scenario: its folder (Genius, GeniusWeb, NegMAS) or its profiles in JSON")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
        number(
            "protocol",
            "NAME",
            "How it is run: one-text, one-text-feedback, one-text-graded, shuttle, \
                                    alternating, consensus or majority",
        )
        .default_value("one-text"),
        number(
            "mediator",
            "NAME",
            "Who proposes a text: random-flip, fixed-order, feedback, annealing or frontier",
        )
        .default_value("random-flip"),
        number(
            "party",
            "NAME=STRATEGY",
            "The strategy of a party [default: hill-climber; boulware where \
                                          parties make offers]",
        )
        .action(ArgAction::Append),
        number("runs", "N", "How many runs")
            .default_value("1000")
            .value_parser(value_parser!(u64).range(1..=1_000_000_000)),
        number("rounds", "N", "Rounds of a run")
            .default_value("1000")
            .value_parser(value_parser!(u32)),
        number("break-off", "P", "The probability that talks break off after a round")
            .default_value("0")
            .value_parser(value_parser!(f64)),
        number("visit", "N", "Rounds of a visit, for the shuttle")
            .default_value("5")
            .value_parser(value_parser!(u32)),
        number("trace", "RUN", "Tell this run round by round, counted from 0")
            .num_args(0..=1)
            .default_missing_value("0")
            .value_parser(value_parser!(u64)),
    ]
}

fn run(matches: &ArgMatches, globals: &Globals) -> Result<Answer, Failure> {
    let path: Option<&PathBuf> = matches.get_one("path");
    let path = path.ok_or_else(|| Failure::usage("no scenario was given"))?;
    if scenarios::is_dossier(path)? {
        let case = load::case(path, globals)?;
        return ask::ask(&shuttle::LENS, ask::Of::Case(&case), &of_dossier(matches), globals);
    }
    globals.text_or_json(VERB.name)?;
    scenarios::without_record(&format!("{} is a scenario: it", path.display()), globals)?;
    let scenario = scenarios::load(path)?;
    let settings = settings(&scenario, matches, globals)?;
    let unusable = |message: String| Failure::problems(format!("{}: {message}", path.display()));
    let space = space(&scenario, Vec::new()).map_err(|error| unusable(error.to_string()))?;
    let simulation = Simulation::new(&space, settings.clone())
        .map_err(|error| Failure::usage(error.to_string()))?;
    let mut said = Said::default();
    if let Some(menu) = simulation.menu().filter(|it| (it.len() as f64) < space.n_texts()) {
        said.note(&format!(
            "of {} outcomes {} were drawn, and parties know no others",
            space.n_texts(),
            menu.len()
        ));
    }
    if let Some(run) = matches.get_one::<u64>("trace") {
        story::tell(&scenario, &simulation, *run, &mut said)?;
        return said.answer((VERB.name, VERB.about), None, globals);
    }
    let runs = matches.get_one("runs").copied().unwrap_or(1);
    let progress = Progress::new(globals.seconds);
    let mut tally = Tally::default();
    let mut whole = true;
    simulation
        .play(runs, |run, played| {
            tally.add(&simulation, &played);
            whole = progress.tell((run + 1) as f64 / runs as f64);
            whole
        })
        .map_err(|error| unusable(error.to_string()))?;
    drop(progress);
    if !whole {
        said.note("stopped by the clock (`--seconds`): this is of the runs that were played");
    }
    told::tell(&scenario, &settings, &simulation, &tally, &mut said);
    said.answer((VERB.name, VERB.about), None, globals)
}

/// The same as settings of the lens that plays on a record.
fn of_dossier(matches: &ArgMatches) -> Settings {
    let mut settings = Settings::default();
    // What nobody typed is the lens's own default: the same answer by every door.
    let typed = |name: &str| matches.value_source(name) == Some(ValueSource::CommandLine);
    let text = |name: &str| matches.get_one::<String>(name).filter(|_| typed(name)).cloned();
    for name in ["protocol", "mediator"] {
        if let Some(text) = text(name) {
            settings = settings.with(name, Value::Text(text));
        }
    }
    let parties: Vec<&str> =
        matches.get_many::<String>("party").into_iter().flatten().map(String::as_str).collect();
    if !parties.is_empty() {
        settings = settings.with("party", Value::Text(parties.join(",")));
    }
    let whole =
        |name: &str| matches.get_one::<u32>(name).filter(|_| typed(name)).copied().map(f64::from);
    let runs = matches.get_one::<u64>("runs").filter(|_| typed("runs")).map(|it| *it as f64);
    let break_off = matches.get_one::<f64>("break-off").filter(|_| typed("break-off")).copied();
    let numbers = [
        ("runs", runs),
        ("rounds", whole("rounds")),
        ("visit", whole("visit")),
        ("break-off", break_off),
    ];
    for (name, number) in numbers {
        if let Some(number) = number {
            settings = settings.with(name, Value::Number(number));
        }
    }
    match matches.get_one::<u64>("trace") {
        Some(run) => settings.with("trace", Value::Text(run.to_string())),
        None => settings,
    }
}

fn settings(
    scenario: &Scenario,
    matches: &ArgMatches,
    globals: &Globals,
) -> Result<SimulationSettings, Failure> {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let usage = |error: plenipo_protocol::named::NameError| Failure::usage(error.to_string());
    let protocol: ProtocolKind =
        named(protocol::ALL, "protocol", text("protocol")).map_err(usage)?;
    let usual = if protocol.has_mediator() { voting::ALL[0].name } else { bidding::ALL[0].name };
    let mut strategies = vec![usual.to_owned(); scenario.parties.len()];
    for given in matches.get_many::<String>("party").into_iter().flatten() {
        let Some((name, strategy)) = given.split_once('=') else {
            return Err(Failure::usage(format!("`{given}` gives no party a strategy"))
                .hint("write it NAME=STRATEGY"));
        };
        let place = scenario.parties.iter().position(|it| it.name == name);
        let place = place.ok_or_else(|| {
            let names: Vec<&str> = scenario.parties.iter().map(|it| it.name.as_str()).collect();
            Failure::usage(format!("the scenario has no party `{name}`"))
                .hint(format!("it has {}", names.join(", ")))
        })?;
        strategies[place] = strategy.to_owned();
    }
    let number = |name: &str| matches.get_one::<u32>(name).copied().unwrap_or(0);
    Ok(SimulationSettings {
        protocol,
        deadline: Deadline {
            rounds: number("rounds"),
            break_off: matches.get_one("break-off").copied().unwrap_or(0.0),
        },
        visit: number("visit"),
        mediator: text("mediator").to_owned(),
        strategies,
        outcomes: OUTCOMES,
        seed: globals.seed,
    })
}
