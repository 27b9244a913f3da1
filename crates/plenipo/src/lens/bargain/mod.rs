#![doc = include_str!("bargain.md")]

mod account;
mod answer;
mod axes;
mod crossing;
mod drafts;
pub mod export;
mod fronts;
mod kept;
mod made;
mod of_case;
mod of_scenario;
mod outside;
mod picture;
pub(super) mod playable;
mod readings;
mod statistic;
mod tables;
mod told;
mod upheld;
mod warned;
mod zone;

use super::Lens;
use super::context::Context;
use super::error::Error;
use super::setting::{Key, Settings};
use super::view::View;
use crate::finding::Finding;
use crate::scenario::StatisticsSettings;
use answer::Of;
pub use answer::{BargainAnswer, FrontierPoint};
pub(in crate::lens) use fronts::Fronts;
pub use picture::SolutionKind;
use plenipo_maths::frontier::{FrontierError, FrontierSettings};

const DRAFT: Key<Vec<String>> =
    Key::ids("draft", "drafts to place; by default every live draft", "draft");
const READINGS: Key<f64> = Key::number(
    "readings",
    "samples of the preferences for which a frontier of their own is computed; at most 20 with \
                   conditional lines or four parties, 4 with five parties, none with more",
    200.0,
    (1.0, 2000.0),
);
const EPSILON: Key<f64> = Key::number(
    "epsilon",
    "error allowed in the frontier, for one too large to compute exactly",
    0.0,
    (0.0, 1.0),
)
.unit("units of utility");
const WORK: Key<f64> = Key::number(
    "work",
    "work to spend at most; a million steps take a core about a millisecond",
    20_000.0,
    (1.0, 100_000_000.0),
)
.unit("million steps");
const SOLVER_SECONDS: Key<f64> = Key::number(
    "solver-seconds",
    "time for mixed-integer programming, in a build with the feature `highs`",
    60.0,
    (0.0, 86_400.0),
)
.unit("seconds");
const AXES: Key<Vec<String>> = Key::ids(
    "axes",
    "the two parties on the axes of the picture, across and then up; by default the first two",
    "party",
);
const SHADE: Key<Vec<String>> = Key::ids(
    "shade",
    "the party shown by shade and size where there are more than two; by default the first that is on no axis",
    "party",
);

/// The lens.
pub const LENS: Lens = Lens {
    name: "bargain",
    question: "What could be gained by all, and where do the drafts lie against it?",
    docs: include_str!("bargain.md"),
    settings: &[DRAFT.0, READINGS.0, EPSILON.0, WORK.0, SOLVER_SECONDS.0, AXES.0, SHADE.0],
    run,
};

fn run(view: &View<'_>, settings: &Settings) -> Result<Finding, Error> {
    Ok(finding(view, &answer(view, settings)?))
}

/// What could be gained by all.
///
/// # Errors
/// Settings that do not fit, ids that name nothing, numbers that cannot be reckoned with, and
/// [`Error::Cancelled`].
pub fn answer<'a>(view: &'a View<'_>, settings: &Settings) -> Result<BargainAnswer<'a>, Error> {
    settings.check(LENS.settings)?;
    let of = match view.scenario() {
        None => Of::Case(of_case::answer(view, settings)?),
        Some(scenario) => Of::Scenario(of_scenario::answer(view, scenario, settings)?),
    };
    Ok(BargainAnswer { of })
}

/// `answer` in words and tables.
pub fn finding(view: &View<'_>, answer: &BargainAnswer<'_>) -> Finding {
    let answered = match &answer.of {
        Of::Case(it) => it.answered(),
        Of::Scenario(it) => of_scenario::answered(it, it.status()),
    };
    view.finding(&LENS, answered)
}

/// How far to go, as asked.
fn effort(settings: &Settings, context: &Context<'_>) -> StatisticsSettings {
    let epsilon = settings.of(&EPSILON);
    let mut effort = StatisticsSettings {
        frontier: FrontierSettings { epsilon, ..FrontierSettings::default() },
        ..StatisticsSettings::default()
    };
    effort.programme.seconds_max = settings.of(&SOLVER_SECONDS);
    effort.programme.clock = context.clock;
    effort.fraction.seed = context.seed;
    effort
}

/// Steps of work allowed.
fn steps(settings: &Settings) -> u64 {
    (settings.of(&WORK) * 1e6) as u64
}

/// Numbers that cannot be reckoned with are the input's fault.
fn unusable(error: &FrontierError) -> Error {
    match error {
        FrontierError::Stopped => Error::Cancelled,
        error => Error::Numbers(error.to_string()),
    }
}
