//! A scenario: issues, and what every party makes of them.

use std::sync::Arc;

use super::error::{ScenarioError, finite};
use super::{ISSUES_MAX, OPTIONS_MAX, OPTIONS_TOTAL_MAX};

/// A published negotiation: issues with options, parties with utilities.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name; empty when the files have none.
    pub name: String,
    /// What is negotiated, in order.
    pub issues: Vec<ScenarioIssue>,
    /// Who negotiates, in the order of their files' names.
    pub parties: Vec<ScenarioParty>,
    /// What reading had to decide, and files left aside, for the reader to know.
    pub notes: Vec<String>,
}

/// One issue and its options.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioIssue {
    /// Its name.
    pub name: String,
    /// Its options.
    pub values: Values,
}

/// The options of an issue.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Named options, in order.
    Labels(Vec<String>),
    /// All integers between two, both included.
    Integers {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
    /// Real numbers between two, both included, of which evenly spaced ones are considered.
    Reals {
        /// The least.
        least: f64,
        /// The greatest.
        greatest: f64,
        /// How many are considered, at least 2.
        steps: usize,
    },
}

impl Values {
    /// Number of options.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Labels(labels) => labels.len(),
            Self::Integers { first, last } => {
                usize::try_from(last.abs_diff(*first)).map_or(usize::MAX, |n| n.saturating_add(1))
            }
            Self::Reals { steps, .. } => *steps,
        }
    }

    /// Whether there is no option.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of option `index`; empty when there is no such option.
    #[must_use]
    pub fn label(&self, index: usize) -> String {
        match self {
            Self::Labels(labels) => labels.get(index).cloned().unwrap_or_default(),
            _ => self.number(index).map_or_else(String::new, |number| number.to_string()),
        }
    }

    /// The number of option `index`, if the options are numbers.
    #[must_use]
    pub fn number(&self, index: usize) -> Option<f64> {
        match self {
            Self::Labels(_) => None,
            Self::Integers { first, .. } => Some(*first as f64 + index as f64),
            Self::Reals { least, greatest, steps } => {
                let share = index as f64 / (steps.saturating_sub(1).max(1)) as f64;
                Some(least + (greatest - least) * share)
            }
        }
    }

    /// The index of the option with this text.
    #[must_use]
    pub fn position(&self, label: &str) -> Option<usize> {
        match self {
            Self::Labels(labels) => labels.iter().position(|other| other == label),
            Self::Integers { first, last } => {
                let value: i64 = label.trim().parse().ok()?;
                (*first..=*last).contains(&value).then(|| value.abs_diff(*first) as usize)
            }
            Self::Reals { least, greatest, steps } => {
                let value: f64 = label.trim().parse().ok()?;
                let span = greatest - least;
                let share = if span > 0.0 {
                    (value - least) / span
                } else if (value - least).abs() <= 1e-9 * least.abs() {
                    // A range that is one number has that number.
                    0.0
                } else {
                    return None;
                };
                let index = libm::round(share * (steps.saturating_sub(1)) as f64);
                ((-1e-9..=1.0 + 1e-9).contains(&share)).then_some(index.max(0.0) as usize)
            }
        }
    }
}

/// One party's utility function: `constant + Σ weight·evaluation + Σ interactions`, and no more than
/// `cap`.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioParty {
    /// Its name.
    pub name: String,
    /// Weight of each issue.
    pub weights: Vec<f64>,
    /// Evaluation of each option, by issue.
    pub evaluations: Vec<Vec<f64>>,
    /// Utilities that depend on several issues together.
    pub interactions: Vec<Interaction>,
    /// Added to every outcome.
    pub constant: f64,
    /// No outcome counts for more than this, whatever the sum; none when nothing is cut off.
    pub cap: Option<f64>,
    /// Utility of no agreement, on the scale of the utilities; none when the format has none.
    pub reservation: Option<f64>,
    /// Factor by which utility shrinks over the whole time allowed. Kept, never applied: what can
    /// be gained does not depend on when.
    pub discount: Option<f64>,
}

/// A utility that depends on several issues together.
#[derive(Clone, Debug, PartialEq)]
pub enum Interaction {
    /// A value for every combination of options; the last issue of the scope changes fastest.
    Table {
        /// The issues, by index.
        scope: Vec<usize>,
        /// One value a combination; parties to whom the same is worth the same share them.
        utilities: Arc<[f64]>,
    },
    /// A value while each issue's option lies in a range of indices (a hyper-rectangle).
    Box {
        /// The issues, by index.
        scope: Vec<usize>,
        /// First and last option of each.
        ranges: Vec<(usize, usize)>,
        /// The value.
        utility: f64,
    },
}

impl ScenarioParty {
    /// Whether the other is this party in all but name.
    pub fn has_numbers_of(&self, other: &Self) -> bool {
        self.weights == other.weights
            && self.evaluations == other.evaluations
            && self.interactions == other.interactions
            && self.constant == other.constant
            && self.cap == other.cap
            && self.reservation == other.reservation
            && self.discount == other.discount
    }

    /// What no outcome is worth more than: the sum of each part's greatest value, or the cap.
    #[must_use]
    pub fn most(&self) -> f64 {
        let greatest = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        let issues = self.weights.iter().zip(&self.evaluations).map(|(weight, values)| {
            weight * if *weight < 0.0 { least(values) } else { greatest(values) }
        });
        let together = self.interactions.iter().map(|interaction| match interaction {
            Interaction::Table { utilities, .. } => greatest(utilities),
            Interaction::Box { utility, .. } => utility.max(0.0),
        });
        let most = self.constant + issues.sum::<f64>() + together.sum::<f64>();
        self.cap.map_or(most, |cap| most.min(cap))
    }

    /// What one option of every issue is worth; none when an option does not exist.
    #[must_use]
    pub fn utility(&self, outcome: &[usize], issues: &[ScenarioIssue]) -> Option<f64> {
        let mut total = self.constant;
        for ((weight, evaluations), &option) in
            self.weights.iter().zip(&self.evaluations).zip(outcome)
        {
            total += weight * evaluations.get(option)?;
        }
        for interaction in &self.interactions {
            total += match interaction {
                Interaction::Table { scope, utilities } => {
                    let index = scope.iter().fold(0, |index, &issue| {
                        index * issues[issue].values.len() + outcome[issue]
                    });
                    *utilities.get(index)?
                }
                Interaction::Box { scope, ranges, utility } => {
                    let inside = scope
                        .iter()
                        .zip(ranges)
                        .all(|(&issue, range)| (range.0..=range.1).contains(&outcome[issue]));
                    if inside { *utility } else { 0.0 }
                }
            };
        }
        Some(self.cap.map_or(total, |cap| total.min(cap)))
    }
}

impl Scenario {
    /// What no outcome counts for more than, one entry a party; infinite where nothing is cut off.
    /// The sums of a question's terms know nothing of it.
    #[must_use]
    pub fn caps(&self) -> Vec<f64> {
        self.parties.iter().map(|party| party.cap.unwrap_or(f64::INFINITY)).collect()
    }

    /// The reservation value of each party, minus infinity where there is none.
    #[must_use]
    pub fn reservations(&self) -> Vec<f64> {
        let value = |party: &ScenarioParty| party.reservation.unwrap_or(f64::NEG_INFINITY);
        self.parties.iter().map(value).collect()
    }

    /// Checks what every reader must guarantee: lists fit together, numbers are finite, sizes are
    /// within the limits of this module.
    pub fn checked(self) -> Result<Self, ScenarioError> {
        check_issues(&self.issues)?;
        if self.parties.is_empty() {
            return Err(ScenarioError::new("no party's preferences were found among the files")
                .hint("a scenario needs a profile for each party beside the domain"));
        }
        for party in &self.parties {
            let in_party = |error: ScenarioError| error.in_file(&party.name);
            let n_issues = self.issues.len();
            if party.weights.len() != n_issues || party.evaluations.len() != n_issues {
                return Err(in_party(ScenarioError::new(format!(
                    "{} issues are evaluated, but the scenario has {n_issues}",
                    party.evaluations.len()
                ))));
            }
            for (issue, evaluations) in self.issues.iter().zip(&party.evaluations) {
                if evaluations.len() != issue.values.len() {
                    return Err(in_party(ScenarioError::new(format!(
                        "issue `{}`: {} options are evaluated, but it has {}",
                        issue.name,
                        evaluations.len(),
                        issue.values.len()
                    ))));
                }
                for &value in evaluations {
                    finite(&format!("an evaluation of issue `{}`", issue.name), value)
                        .map_err(in_party)?;
                }
            }
            for &value in &party.weights {
                finite("a weight", value).map_err(in_party)?;
            }
            finite("what is added to every outcome", party.constant).map_err(in_party)?;
            for interaction in &party.interactions {
                let values = match interaction {
                    Interaction::Table { utilities, .. } => utilities,
                    Interaction::Box { utility, .. } => std::slice::from_ref(utility),
                };
                for &value in values {
                    finite("a utility", value).map_err(in_party)?;
                }
            }
            for &value in party.reservation.iter().chain(&party.discount) {
                finite("the reservation value or discount", value).map_err(in_party)?;
            }
        }
        Ok(self)
    }
}

/// Sizes within the limits, before anything is laid out for them.
pub fn check_issues(issues: &[ScenarioIssue]) -> Result<(), ScenarioError> {
    if issues.is_empty() {
        return Err(ScenarioError::new("the scenario has no issues"));
    }
    if issues.len() > ISSUES_MAX {
        return Err(ScenarioError::new(format!(
            "{} issues; at most {ISSUES_MAX} can be read",
            issues.len()
        )));
    }
    let mut names = std::collections::HashSet::new();
    if let Some(twice) = issues.iter().find(|issue| !names.insert(issue.name.as_str())) {
        return Err(ScenarioError::new(format!("there are two issues `{}`", twice.name)));
    }
    let mut total = 0_usize;
    for issue in issues {
        let count = issue.values.len();
        total = total.saturating_add(count);
        if let Values::Integers { first, last } = issue.values
            && last < first
        {
            return Err(ScenarioError::new(format!(
                "issue `{}`: its range ends at {last}, before it starts at {first}",
                issue.name
            )));
        }
        if let Values::Reals { least, greatest, .. } = issue.values {
            finite("the end of a range", least)?;
            finite("the end of a range", greatest)?;
            if greatest < least {
                return Err(ScenarioError::new(format!(
                    "issue `{}`: its range ends at {greatest}, before it starts at {least}",
                    issue.name
                )));
            }
        }
        if count == 0 {
            return Err(ScenarioError::new(format!("issue `{}` has no options", issue.name)));
        }
        if count > OPTIONS_MAX {
            return Err(ScenarioError::new(format!(
                "issue `{}` has {count} options; at most {OPTIONS_MAX} can be read",
                issue.name
            ))
            .hint("a coarser range keeps the negotiation the same"));
        }
        if let Values::Labels(labels) = &issue.values {
            let mut seen = std::collections::HashSet::new();
            if let Some(twice) = labels.iter().find(|label| !seen.insert(label.as_str())) {
                return Err(ScenarioError::new(format!(
                    "issue `{}` has the option `{twice}` twice",
                    issue.name
                )));
            }
        }
    }
    if total > OPTIONS_TOTAL_MAX {
        return Err(ScenarioError::new(format!(
            "{total} options in all; at most {OPTIONS_TOTAL_MAX} can be read"
        )));
    }
    Ok(())
}
