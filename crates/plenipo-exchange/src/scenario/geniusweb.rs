//! GeniusWeb JSON: a domain with `issuesValues`, and a `LinearAdditiveUtilitySpace` a party.

use std::collections::{HashMap, HashSet};

use super::node::Node;
use super::places::Places;
use super::recognise::Domain;
use plenipo_record::scenario::{Issue, Party, Values};
use plenipo_record::scenario::{ScenarioError, finite, weight};

/// Weights are written with a few digits.
const WEIGHTS_ROUNDING: f64 = 1e-3;

/// The issues of a domain.
pub(super) fn domain(node: &Node) -> Result<Domain, ScenarioError> {
    let mut issues = Vec::new();
    for (name, values) in node.need("issuesValues")?.map("`issuesValues`")? {
        issues.push(Issue { name: name.clone(), values: values_of(name, values)? });
    }
    let name = match node.get("name") {
        Some(name) => name.label("`name`")?,
        None => String::new(),
    };
    Ok(Domain { name, issues, indices: Vec::new() })
}

/// The domain that a profile repeats.
pub(super) fn domain_of_profile(node: &Node) -> Result<Domain, ScenarioError> {
    domain(node.need("LinearAdditiveUtilitySpace")?.need("domain")?)
}

fn values_of(name: &str, values: &Node) -> Result<Values, ScenarioError> {
    if let Some(list) = values.get("values") {
        let labels = list.list(&format!("the values of `{name}`"))?.iter();
        let labels = labels.map(|label| label.label(&format!("a value of `{name}`")));
        return Ok(Values::Labels(labels.collect::<Result<_, _>>()?));
    }
    let what = format!("the range of `{name}`");
    let range = values.need("range")?.list(&what)?;
    let [least, greatest, step] = range else {
        return Err(ScenarioError::new(format!("{what}: expected lowest, highest and step")));
    };
    let (least, greatest, step) = (
        least.number_or_text(&what)?,
        greatest.number_or_text(&what)?,
        step.number_or_text(&what)?,
    );
    if step <= 0.0 || greatest < least {
        return Err(ScenarioError::new(format!("{what} is empty")));
    }
    let n_steps = finite(&what, libm::floor((greatest - least) / step + 1e-9))?;
    let whole = |value: f64| value == libm::trunc(value) && value.abs() < 1e15;
    if step == 1.0 && whole(least) {
        return Ok(Values::Integers { first: least as i64, last: (least + n_steps) as i64 });
    }
    Ok(Values::Reals {
        least,
        greatest: least + n_steps * step,
        steps: if n_steps < 1e12 { n_steps as usize + 1 } else { usize::MAX },
    })
}

/// A party's profile, over the issues of the domain.
pub(super) fn party(node: &Node, stem: &str, issues: &[Issue]) -> Result<Party, ScenarioError> {
    let space = node.need("LinearAdditiveUtilitySpace")?;
    if let Some(stated) = space.get("domain") {
        let stated = domain(stated)?;
        if stated.issues.len() != issues.len()
            || stated.issues.iter().any(|issue| !issues.contains(issue))
        {
            return Err(ScenarioError::new(
                "the profile's domain has other issues than the domain",
            ));
        }
    }
    let weights = space.need("issueWeights")?;
    let utilities = space.need("issueUtilities")?;
    let names: HashSet<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
    for (name, _) in utilities.map("`issueUtilities`")?.iter().chain(weights.map("`issueWeights`")?)
    {
        if !names.contains(name.as_str()) {
            return Err(ScenarioError::new(format!("issue `{name}` is not in the domain")));
        }
    }
    let mut party = Party {
        name: stem.to_owned(),
        weights: Vec::new(),
        evaluations: Vec::new(),
        interactions: Vec::new(),
        constant: 0.0,
        cap: None,
        reservation: Some(0.0),
        discount: None,
    };
    if let Some(name) = space.get("name") {
        party.name = name.label("`name`")?;
    }
    for issue in issues {
        let what = format!("the weight of `{}`", issue.name);
        party.weights.push(weight(&what, weights.need(&issue.name)?.number_or_text(&what)?)?);
        party.evaluations.push(evaluations(utilities.need(&issue.name)?, issue)?);
    }
    let sum: f64 = party.weights.iter().sum();
    if (sum - 1.0).abs() > WEIGHTS_ROUNDING {
        return Err(ScenarioError::new(format!("the weights sum to {sum}"))
            .hint("in GeniusWeb they sum to 1"));
    }
    if let Some(bid) = space.get("reservationBid")
        && *bid != Node::Null
    {
        // The reservation value is what a certain outcome is worth.
        let mut total = 0.0;
        for (label, value) in bid.need("issuevalues")?.map("`issuevalues`")? {
            let at = issues.iter().position(|issue| issue.name == *label).ok_or_else(|| {
                ScenarioError::new(format!("the reservation bid names the unknown issue `{label}`"))
            })?;
            let value = value.label("a value of the reservation bid")?;
            let option = issues[at].values.position(&value).ok_or_else(|| {
                ScenarioError::new(format!("the reservation bid has no option `{value}`"))
            })?;
            total += party.weights[at] * party.evaluations[at][option];
        }
        party.reservation = Some(total);
    }
    Ok(party)
}

fn evaluations(node: &Node, issue: &Issue) -> Result<Vec<f64>, ScenarioError> {
    let discrete = |key: &str| node.get(key);
    if let Some(utilities) =
        discrete("discreteutils").or_else(|| discrete("DiscreteValueSetUtilities"))
    {
        let places = Places::of(issue);
        let table = utilities.need("valueUtilities")?.map("`valueUtilities`")?;
        for (label, _) in table {
            if places.position(label).is_none() {
                return Err(ScenarioError::new(format!(
                    "issue `{}` has no option `{label}`",
                    issue.name
                )));
            }
        }
        let table: HashMap<&str, &Node> =
            table.iter().map(|(label, value)| (label.as_str(), value)).collect();
        let labels = (0..issue.values.len()).map(|option| issue.values.label(option));
        return labels
            .map(|label| {
                let what = format!("the utility of `{label}` in `{}`", issue.name);
                match table.get(label.as_str()) {
                    Some(value) => within(&what, value.number_or_text(&what)?),
                    // GeniusWeb takes a value without utility as worth nothing.
                    None => Ok(0.0),
                }
            })
            .collect();
    }
    let Some(ends) = discrete("numberutils").or_else(|| discrete("NumberValueSetUtilities")) else {
        return Err(ScenarioError::new(format!(
            "issue `{}` has neither `discreteutils` nor `numberutils`",
            issue.name
        )));
    };
    let number = |key: &str| ends.need(key)?.number_or_text(key);
    let (low, high) = (number("lowValue")?, number("highValue")?);
    let low_utility = within("`lowUtility`", number("lowUtility")?)?;
    let high_utility = within("`highUtility`", number("highUtility")?)?;
    let last = issue.values.number(issue.values.len().saturating_sub(1));
    if issue.values.number(0).is_some_and(|first| first < low - 1e-9)
        || last.is_some_and(|last| last > high + 1e-9)
    {
        return Err(ScenarioError::new(format!(
            "issue `{}` has values outside `lowValue` and `highValue`, {low} and {high}",
            issue.name
        )));
    }
    (0..issue.values.len())
        .map(|option| {
            let value = issue.values.number(option).ok_or_else(|| {
                ScenarioError::new(format!("issue `{}` has no numeric values", issue.name))
            })?;
            let share = if high > low { (value - low) / (high - low) } else { 0.0 };
            Ok((low_utility + (high_utility - low_utility) * share).clamp(0.0, 1.0))
        })
        .collect()
}

/// A utility of GeniusWeb: between 0 and 1.
fn within(what: &str, value: f64) -> Result<f64, ScenarioError> {
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(ScenarioError::new(format!("{what} is {value}"))
            .hint("in GeniusWeb utilities lie between 0 and 1"))
    }
}
