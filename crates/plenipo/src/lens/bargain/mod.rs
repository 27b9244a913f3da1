#![doc = include_str!("bargain.md")]

mod account;
mod drafts;
pub mod export;
mod kept;
mod of_case;
mod of_scenario;
mod picture;
mod readings;
mod tables;
mod zone;

use super::Lens;
use super::context::Context;
use super::error::Error;
use super::setting::{Setting, SettingKind, Settings};
use super::view::View;
use crate::finding::Finding;
use crate::finding::chart::{Chart, ChartKind};
use crate::scenario::StatisticsSettings;
use plenipo_maths::frontier::{FrontierError, FrontierSettings};
use plenipo_record::case::describe::counted;
use tables::Parties;

/// The lens.
pub const LENS: Lens = Lens {
    name: "bargain",
    question: "What could be gained by all, and where do the drafts lie against it?",
    docs: include_str!("bargain.md"),
    settings: &[
        Setting {
            name: "draft",
            help: "drafts to place; every live draft where none is named",
            unit: None,
            kind: SettingKind::Ids { of: "draft" },
        },
        Setting {
            name: "readings",
            help: "samples of the preferences for which a frontier of their own is computed; at most 20 with \
                   conditional lines or four parties, 4 with five parties, none with more",
            unit: None,
            kind: SettingKind::Number { default: 200.0, low: 1.0, high: 2000.0 },
        },
        Setting {
            name: "epsilon",
            help: "error allowed in the frontier, for one too large to compute exactly",
            unit: Some("units of utility"),
            kind: SettingKind::Number { default: 0.0, low: 0.0, high: 1.0 },
        },
        Setting {
            name: "work",
            help: "work to spend at most; a million steps take a core about a millisecond",
            unit: Some("million steps"),
            kind: SettingKind::Number { default: 20_000.0, low: 1.0, high: 100_000_000.0 },
        },
        Setting {
            name: "solver-seconds",
            help: "time for mixed-integer programming, in a build with the feature `highs`",
            unit: Some("seconds"),
            kind: SettingKind::Number { default: 60.0, low: 0.0, high: 86_400.0 },
        },
    ],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    settings.check(LENS.settings)?;
    match view.scenario() {
        None => of_case::run(view, settings),
        Some(scenario) => of_scenario::run(view, scenario, settings),
    }
}

/// How far to go, as asked.
fn effort(settings: &Settings, context: &Context<'_>) -> StatisticsSettings {
    let epsilon = settings.number(LENS.settings, "epsilon");
    let mut effort = StatisticsSettings {
        frontier: FrontierSettings { epsilon, ..FrontierSettings::default() },
        ..StatisticsSettings::default()
    };
    effort.programme.seconds_max = settings.number(LENS.settings, "solver-seconds");
    effort.programme.clock = context.clock;
    effort.fraction.seed = context.seed;
    effort
}

/// Steps of work allowed.
fn steps(settings: &Settings) -> u64 {
    (settings.number(LENS.settings, "work") * 1e6) as u64
}

/// Numbers that cannot be reckoned with are the input's fault.
fn unusable(error: &FrontierError) -> Error {
    match error {
        FrontierError::Stopped => Error::Cancelled,
        error => Error::Numbers(error.to_string()),
    }
}

/// The scatter of the first two parties.
fn chart(parties: &Parties) -> Option<Chart> {
    let (x, y) = (parties.columns.first()?, parties.columns.get(1)?);
    let (first, second) = (&parties.labels[0], &parties.labels[1]);
    let others = match parties.columns.len() {
        2 => String::new(),
        n => format!("; {} in the table", counted(n - 2, "more party")),
    };
    Some(Chart {
        id: "frontier",
        title: format!("What could be gained, {first} against {second}"),
        description: format!(
            "Points of the frontier, bargaining solutions and drafts, by what they are worth to \
             {first} and to {second}{others}; the figures are in the table."
        ),
        kind: ChartKind::Scatter { x: x.clone(), y: y.clone(), series: "series", label: "name" },
        table: "points",
    })
}
