//! A scenario as a space that protocols are played on.

use plenipo_protocol::space::{Forbidden, Space, SpaceError, SpaceSpec, Together, Utility};

use plenipo_record::scenario::{Interaction, Scenario, ScenarioParty};

/// The space of a scenario: its issues and utilities, without any text of `lines`.
///
/// # Errors
/// [`SpaceError`] for numbers that cannot be reckoned with, and lines that leave nothing.
pub fn space(scenario: &Scenario, lines: Vec<Forbidden>) -> Result<Space, SpaceError> {
    Space::new(&SpaceSpec {
        options: scenario.issues.iter().map(|it| it.values.len()).collect(),
        parties: scenario.parties.iter().map(utility).collect(),
        lines,
    })
}

fn utility(party: &ScenarioParty) -> Utility {
    let weighed =
        |(weight, values): (&f64, &Vec<f64>)| values.iter().map(|it| weight * it).collect();
    let together = |it: &Interaction| match it {
        Interaction::Table { scope, utilities } => {
            Together::Table { scope: scope.clone(), values: utilities.clone() }
        }
        Interaction::Box { scope, ranges, utility } => {
            Together::Range { scope: scope.clone(), ranges: ranges.clone(), value: *utility }
        }
    };
    Utility {
        tables: party.weights.iter().zip(&party.evaluations).map(weighed).collect(),
        together: party.interactions.iter().map(together).collect(),
        constant: party.constant,
        cap: party.cap,
        reservation: party.reservation,
    }
}
