//! A scenario as the question that `maths` answers.

use crate::maths::frontier::{Additive, FrontierError, Joint, Term};

use super::model::{Interaction, Scenario};

/// The question a scenario asks: additive where every utility is a sum over issues.
#[derive(Clone, Debug)]
pub enum Question {
    /// Every party's utility is a sum over issues.
    Additive(Additive),
    /// Some party's utility depends on several issues together.
    Joint(Joint),
}

impl Scenario {
    /// The question: an issue is a criterion, a party a player.
    ///
    /// # Errors
    /// [`FrontierError`] for more parties than can be compared.
    pub fn question(&self) -> Result<Question, FrontierError> {
        let n_parties = self.parties.len();
        let rows: Vec<Vec<Vec<f64>>> = (0..self.issues.len())
            .map(|issue| {
                let row = |option: usize| {
                    // A constant is part of whatever is chosen for the first issue.
                    let value = |party: &super::Party| {
                        let constant = if issue == 0 { party.constant } else { 0.0 };
                        constant + party.weights[issue] * party.evaluations[issue][option]
                    };
                    self.parties.iter().map(value).collect()
                };
                (0..self.issues[issue].values.len()).map(row).collect()
            })
            .collect();
        let sum = |party: &super::Party| party.interactions.is_empty() && party.cap.is_none();
        if self.parties.iter().all(sum) {
            return Ok(Question::Additive(Additive::new(n_parties, &rows)?));
        }
        let mut terms = Vec::new();
        for (issue, utilities) in rows.into_iter().enumerate() {
            if utilities.iter().flatten().any(|value| *value != 0.0) {
                terms.push(Term::Table { scope: vec![issue], utilities });
            }
        }
        for (at, party) in self.parties.iter().enumerate() {
            let only = |value: f64| {
                let mut row = vec![0.0; n_parties];
                row[at] = value;
                row
            };
            for interaction in &party.interactions {
                terms.push(match interaction {
                    Interaction::Table { scope, utilities } => Term::Table {
                        scope: scope.clone(),
                        utilities: utilities.iter().map(|&value| only(value)).collect(),
                    },
                    Interaction::Box { scope, ranges, utility } => Term::Box {
                        scope: scope.clone(),
                        ranges: ranges.clone(),
                        utilities: only(*utility),
                    },
                });
            }
        }
        let n_options = self.issues.iter().map(|issue| issue.values.len()).collect();
        Ok(Question::Joint(Joint::new(n_parties, n_options, terms)?))
    }

    /// What no outcome counts for more than, one entry a party; infinite where nothing is cut off.
    /// The sums of [`Question`] know nothing of it.
    #[must_use]
    pub fn caps(&self) -> Vec<f64> {
        self.parties.iter().map(|party| party.cap.unwrap_or(f64::INFINITY)).collect()
    }

    /// The reservation value of each party, minus infinity where there is none.
    #[must_use]
    pub fn reservations(&self) -> Vec<f64> {
        let value = |party: &super::Party| party.reservation.unwrap_or(f64::NEG_INFINITY);
        self.parties.iter().map(value).collect()
    }
}
