//! A scenario as the question that `maths` answers.

use std::collections::BTreeMap;

use plenipo_maths::frontier::{Additive, FrontierError, Joint, JointTerm, Never};

use plenipo_record::scenario::{Interaction, Scenario, ScenarioParty};

/// The question a scenario asks: additive where every utility is a sum over issues.
#[derive(Clone, Debug)]
pub enum Question {
    /// Every party's utility is a sum over issues.
    Additive(Additive),
    /// Some party's utility depends on several issues together.
    Joint(Joint),
}

/// The question: an issue is a criterion, a party a player, and no outcome has a combination of `never`.
///
/// # Errors
/// [`FrontierError`] for more parties than can be compared, and for numbers that cannot be
/// reckoned with, by the names that they have in the scenario.
pub fn question(scenario: &Scenario, never: &[Never]) -> Result<Question, FrontierError> {
    usable(scenario)?;
    let n_parties = scenario.parties.len();
    let rows: Vec<Vec<Vec<f64>>> = (0..scenario.issues.len())
        .map(|issue| {
            let row = |option: usize| {
                // A constant is part of whatever is chosen for the first issue.
                let value = |party: &ScenarioParty| {
                    let constant = if issue == 0 { party.constant } else { 0.0 };
                    constant + party.weights[issue] * party.evaluations[issue][option]
                };
                scenario.parties.iter().map(value).collect()
            };
            (0..scenario.issues[issue].values.len()).map(row).collect()
        })
        .collect();
    let sum = |party: &ScenarioParty| party.interactions.is_empty() && party.cap.is_none();
    if never.is_empty() && scenario.parties.iter().all(sum) {
        return Ok(Question::Additive(Additive::new(n_parties, &rows)?));
    }
    let mut terms = Vec::new();
    for (issue, utilities) in rows.into_iter().enumerate() {
        if utilities.iter().flatten().any(|value| *value != 0.0) {
            terms.push(JointTerm::Table { scope: vec![issue], utilities: utilities.concat() });
        }
    }
    // Tables over the same issues are one term, whosever they are: rows of one number each, a
    // party beside the other, would take as often the memory as there are parties.
    let mut places: BTreeMap<(&[usize], usize), usize> = BTreeMap::new();
    for (at, party) in scenario.parties.iter().enumerate() {
        let mut seen: BTreeMap<&[usize], usize> = BTreeMap::new();
        let put = |rows: &mut [f64], own: &[f64]| {
            for (row, &value) in rows.chunks_exact_mut(n_parties).zip(own) {
                row[at] = value;
            }
        };
        for interaction in &party.interactions {
            if let Interaction::Table { scope, utilities } = interaction {
                let nth = seen.entry(scope).or_default();
                let place = *places.entry((scope, *nth)).or_insert(terms.len());
                *nth += 1;
                if let Some(JointTerm::Table { utilities: rows, .. }) = terms.get_mut(place)
                    && rows.len() == utilities.len() * n_parties
                {
                    put(rows, utilities);
                    continue;
                }
            }
            terms.push(match interaction {
                Interaction::Table { scope, utilities } => {
                    let mut rows = vec![0.0; utilities.len() * n_parties];
                    put(&mut rows, utilities);
                    JointTerm::Table { scope: scope.clone(), utilities: rows }
                }
                Interaction::Box { scope, ranges, utility } => JointTerm::Box {
                    scope: scope.clone(),
                    ranges: ranges.clone(),
                    utilities: (0..n_parties)
                        .map(|it| if it == at { *utility } else { 0.0 })
                        .collect(),
                },
            });
        }
    }
    let n_options = scenario.issues.iter().map(|issue| issue.values.len()).collect();
    let question = Joint::new(n_parties, n_options, terms)?.forbidding(never.to_vec())?;
    Ok(Question::Joint(question))
}

/// Refuses numbers that are none, or whose sums would be none.
fn usable(scenario: &Scenario) -> Result<(), FrontierError> {
    let unusable = |what: String, value: f64| Err(FrontierError::Number { what, value });
    for party in &scenario.parties {
        let name = &party.name;
        if let Some(value) = party.reservation
            && (value.is_nan() || value == f64::INFINITY)
        {
            return unusable(format!("the reservation value of {name}"), value);
        }
        let mut total = party.constant.abs();
        for (at, issue) in scenario.issues.iter().enumerate() {
            let mut most: f64 = 0.0;
            for (option, worth) in party.evaluations[at].iter().enumerate() {
                let value = party.weights[at] * worth;
                if !value.is_finite() {
                    let label = issue.values.label(option);
                    let what = format!("what `{label}` on {} is worth to {name}", issue.name);
                    return unusable(what, value);
                }
                most = most.max(value.abs());
            }
            total += most;
        }
        for interaction in &party.interactions {
            let (scope, most) = match interaction {
                Interaction::Table { scope, utilities } => {
                    let wrong = utilities.iter().find(|value| !value.is_finite());
                    let most = utilities.iter().fold(0.0, |most: f64, it| most.max(it.abs()));
                    (scope, wrong.copied().unwrap_or(most))
                }
                Interaction::Box { scope, utility, .. } => (scope, utility.abs()),
            };
            if !most.is_finite() {
                let named = scope.iter().filter_map(|at| scenario.issues.get(*at));
                let names: Vec<&str> = named.map(|issue| issue.name.as_str()).collect();
                let what = format!("what {} together are worth to {name}", names.join(" and "));
                return unusable(what, most);
            }
            total += most;
        }
        if !total.is_finite() {
            return unusable(format!("the sum of all utilities of {name}"), total);
        }
    }
    Ok(())
}
