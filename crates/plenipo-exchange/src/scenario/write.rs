//! Scenarios as files again, with what the format cannot say.

use super::{genius_write, web_write};
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{Interaction, Scenario, ScenarioIssue, ScenarioParty, Values};

/// The formats that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Genius XML.
    Genius,
    /// GeniusWeb JSON.
    GeniusWeb,
    /// A NegMAS folder, in YAML.
    Negmas,
    /// Plain profiles, in JSON.
    Profiles,
}

/// Files, and what is lost with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Name and content of each file.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the format cannot carry, one sentence each; empty when reading the files again gives
    /// the same negotiation.
    pub lost: Vec<String>,
}

/// Writes a scenario.
///
/// # Errors
/// When the format cannot say what the utilities are, not even on another scale (utilities that
/// depend on several issues, in formats that only know sums).
pub fn write(scenario: &Scenario, format: Format) -> Result<Written, ScenarioError> {
    match format {
        Format::Genius => genius_write::genius(scenario),
        Format::GeniusWeb => web_write::geniusweb(scenario),
        Format::Negmas => web_write::negmas(scenario),
        Format::Profiles => web_write::profiles(scenario),
    }
}

/// A party on the scale of Genius: weights sum to 1, evaluations lie between 0 and 1.
pub(super) struct UnitScale {
    pub(super) weights: Vec<f64>,
    pub(super) evaluations: Vec<Vec<f64>>,
    pub(super) reservation: f64,
}

/// Puts a party on that scale, and says so where it was not.
pub(super) fn unit_scale(party: &ScenarioParty, lost: &mut Vec<String>) -> UnitScale {
    let mut shift = party.constant;
    let mut weights = Vec::new();
    let mut evaluations = Vec::new();
    for (weight, values) in party.weights.iter().zip(&party.evaluations) {
        let least = values.iter().copied().fold(0.0, f64::min);
        let most = values.iter().map(|value| value - least).fold(0.0, f64::max);
        shift += weight * least;
        // An issue worth nothing keeps its weight: the others must not grow by it.
        let divisor = if most > 0.0 { most } else { 1.0 };
        weights.push(weight * divisor);
        evaluations.push(values.iter().map(|value| (value - least) / divisor).collect());
    }
    let total: f64 = weights.iter().sum();
    let total = if total > 0.0 { total } else { 1.0 };
    if weights.iter().all(|weight| *weight == 0.0)
        && let Some(first) = weights.first_mut()
    {
        *first = 1.0;
    }
    for weight in &mut weights {
        *weight /= total;
    }
    if (total - 1.0).abs() > 1e-9 || shift.abs() > 1e-9 {
        lost.push(format!(
            "the utilities of {} are written as (u - {shift}) / {total}: the scale goes from 0 to 1",
            party.name
        ));
    }
    let reservation = match party.reservation {
        Some(value) => (value - shift) / total,
        None => {
            lost.push(format!("{} has no reservation value; 0 is written", party.name));
            0.0
        }
    };
    UnitScale { weights, evaluations, reservation }
}

/// Issues, the first and last option of each, and the utility while all are within.
pub(super) type Rectangle = (Vec<usize>, Vec<(usize, usize)>, f64);

/// Tables as boxes of one combination each, and boxes as they are.
pub(super) fn boxes(
    party: &ScenarioParty,
    issues: &[ScenarioIssue],
) -> Result<Vec<Rectangle>, ScenarioError> {
    const BOXES_MAX: usize = 100_000;
    let mut boxes = Vec::new();
    for interaction in &party.interactions {
        match interaction {
            Interaction::Box { scope, ranges, utility } => {
                boxes.push((scope.clone(), ranges.clone(), *utility));
            }
            Interaction::Table { scope, utilities } => {
                for (index, &utility) in utilities.iter().enumerate() {
                    if utility == 0.0 {
                        continue;
                    }
                    let mut rest = index;
                    let mut ranges = vec![(0, 0); scope.len()];
                    for (range, &issue) in ranges.iter_mut().zip(scope).rev() {
                        let n_options = issues[issue].values.len();
                        *range = (rest % n_options, rest % n_options);
                        rest /= n_options;
                    }
                    boxes.push((scope.clone(), ranges, utility));
                }
            }
        }
        if boxes.len() > BOXES_MAX {
            return Err(ScenarioError::new(format!(
                "more than {BOXES_MAX} rectangles would be needed for {}",
                party.name
            )));
        }
    }
    Ok(boxes)
}

/// A file name from a party's name.
pub(super) fn file_stem(name: &str, number: usize) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' })
        .collect();
    // The number keeps the parties in order, and their files apart.
    format!("{:03}-{plain}", number + 1)
}

/// Notes what only some formats carry.
pub(super) fn note_discounts(scenario: &Scenario, lost: &mut Vec<String>) {
    for party in &scenario.parties {
        if let Some(discount) = party.discount
            && discount != 1.0
        {
            lost.push(format!("the discount {discount} of {} is not written", party.name));
        }
    }
}

/// The names of an issue's options, with a note where they were numbers.
pub(super) fn labels(issue: &ScenarioIssue, lost: &mut Vec<String>) -> Vec<String> {
    if !matches!(issue.values, Values::Labels(_)) {
        lost.push(format!("the numbers of issue `{}` are written as names", issue.name));
    }
    (0..issue.values.len()).map(|option| issue.values.label(option)).collect()
}
