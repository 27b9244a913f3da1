//! NegMAS folders: an outcome space with `issues`, and a utility function a party, in YAML or JSON.

use std::collections::HashMap;

use super::node::Node;
use super::places::Places;
use super::recognise::Domain;
use plenipo_record::scenario::{Interaction, ScenarioIssue, ScenarioParty, Values};
use plenipo_record::scenario::{ScenarioError, finite};

/// The issues of an outcome space.
pub(super) fn domain(node: &Node) -> Result<Domain, ScenarioError> {
    let mut issues = Vec::new();
    for issue in node.need("issues")?.list("`issues`")? {
        let name = issue.need("name")?.label("the name of an issue")?;
        issues.push(ScenarioIssue { values: values_of(&name, issue)?, name });
    }
    let name = node.get("name").map_or(Ok(String::new()), |name| name.label("`name`"))?;
    Ok(Domain { name, issues, indices: Vec::new() })
}

fn values_of(name: &str, issue: &Node) -> Result<Values, ScenarioError> {
    let values = issue.need("values")?;
    let what = format!("the values of `{name}`");
    let kind = issue.get("type").and_then(|kind| kind.label("`type`").ok()).unwrap_or_default();
    let kind = kind.rsplit('.').next().unwrap_or_default();
    if let Node::Number(count) = values {
        return Ok(Values::Integers { first: 0, last: whole(&what, *count)? - 1 });
    }
    let list = values.list(&what)?;
    let ranged = matches!(kind, "ContiguousIssue" | "ContinuousIssue" | "IntegerIssue");
    if ranged && let [least, greatest] = list {
        let (least, greatest) = (least.number(&what)?, greatest.number(&what)?);
        return Ok(if kind == "ContinuousIssue" {
            Values::Reals { least, greatest, steps: 21 }
        } else {
            Values::Integers { first: whole(&what, least)?, last: whole(&what, greatest)? }
        });
    }
    let labels = list.iter().map(|label| label.label(&what)).collect::<Result<_, _>>()?;
    Ok(Values::Labels(labels))
}

/// A whole number, small enough to be exact.
fn whole(what: &str, value: f64) -> Result<i64, ScenarioError> {
    if libm::trunc(value) == value && value.abs() < 9e15 {
        Ok(value as i64)
    } else {
        Err(ScenarioError::new(format!("{what}: {value} is not a whole number")))
    }
}

/// A party's utility function, over the issues of the domain.
pub(super) fn party(
    node: &Node,
    stem: &str,
    issues: &[ScenarioIssue],
) -> Result<ScenarioParty, ScenarioError> {
    let kind = ["type", "$type"].iter().find_map(|key| node.get(key));
    let kind =
        kind.map_or(Ok("LinearAdditiveUtilityFunction".to_owned()), |k| k.label("`type`"))?;
    let mut party = ScenarioParty {
        name: stem.to_owned(),
        weights: vec![0.0; issues.len()],
        evaluations: issues.iter().map(|issue| vec![0.0; issue.values.len()]).collect(),
        interactions: Vec::new(),
        constant: 0.0,
        cap: None,
        reservation: None,
        discount: None,
    };
    match kind.rsplit('.').next().unwrap_or_default() {
        "ExpDiscountedUFun" | "LinDiscountedUFun" => {
            let inner = node.need("ufun")?;
            party = self::party(inner, stem, issues)?;
            if let Some(discount) = node.get("discount")
                && *discount != Node::Null
            {
                party.discount = Some(discount.number("`discount`")?);
            }
        }
        "LinearAdditiveUtilityFunction"
        | "LinearUtilityAggregationFunction"
        | "LinearUtilityFunction" => additive(node, issues, &mut party)?,
        "HyperRectangleUtilityFunction" => rectangles(node, issues, &mut party)?,
        other => {
            return Err(ScenarioError::new(format!(
                "utility functions `{other}` are not supported"
            ))
            .hint("linear additive and hyper-rectangle functions are"));
        }
    }
    if let Some(name) = node.get("name")
        && *name != Node::Null
    {
        party.name = name.label("`name`")?;
    }
    if let Some(value) = node.get("reserved_value")
        && *value != Node::Null
        && *value != Node::Number(f64::NEG_INFINITY)
    {
        party.reservation = Some(value.number("`reserved_value`")?);
    }
    if let Some(bias) = node.get("bias")
        && *bias != Node::Null
    {
        party.constant += bias.number("`bias`")?;
    }
    Ok(party)
}

/// One entry an issue: a list in order, or a map by name.
fn of_issue<'a>(
    node: &'a Node,
    at: usize,
    issue: &ScenarioIssue,
    what: &str,
) -> Result<&'a Node, ScenarioError> {
    let found = match node {
        Node::List(items) => items.get(at),
        _ => node.get(&issue.name),
    };
    found
        .ok_or_else(|| ScenarioError::new(format!("issue `{}` has no entry in {what}", issue.name)))
}

fn additive(
    node: &Node,
    issues: &[ScenarioIssue],
    party: &mut ScenarioParty,
) -> Result<(), ScenarioError> {
    for (key, list) in [("values", node.get("values")), ("weights", node.get("weights"))] {
        if let Some(Node::List(items)) = list
            && items.len() != issues.len()
        {
            return Err(ScenarioError::new(format!(
                "`{key}` has {} entries, but the domain has {} issues",
                items.len(),
                issues.len()
            )));
        }
    }
    for (at, issue) in issues.iter().enumerate() {
        let what = format!("the weight of `{}`", issue.name);
        party.weights[at] = match node.get("weights") {
            Some(weights) if *weights != Node::Null => {
                let value = of_issue(weights, at, issue, "`weights`")?.number(&what)?;
                plenipo_record::scenario::weight(&what, value)?
            }
            _ => 1.0,
        };
        party.evaluations[at] = match node.get("values") {
            Some(values) if *values != Node::Null => {
                evaluations(of_issue(values, at, issue, "`values`")?, issue)?
            }
            _ => numbers(issue)?,
        };
    }
    Ok(())
}

fn numbers(issue: &ScenarioIssue) -> Result<Vec<f64>, ScenarioError> {
    (0..issue.values.len())
        .map(|option| {
            let label = issue.values.label(option);
            let number = issue.values.number(option).or_else(|| label.trim().parse().ok());
            let number = number.ok_or_else(|| {
                ScenarioError::new(format!("option `{label}` of `{}` is not a number", issue.name))
            })?;
            finite("an option", number)
        })
        .collect()
}

fn evaluations(node: &Node, issue: &ScenarioIssue) -> Result<Vec<f64>, ScenarioError> {
    let kind = node.get("type").and_then(|kind| kind.label("`type`").ok()).unwrap_or_default();
    let parameter = |key: &str, default: f64| {
        node.get(key).map_or(Ok(default), |value| value.number(&format!("`{key}`")))
    };
    match kind.rsplit('.').next().unwrap_or_default() {
        "AffineFun" | "LinearFun" | "IdentityFun" => {
            let slope = parameter("slope", 1.0)?;
            let bias = parameter("bias", 0.0)?;
            Ok(numbers(issue)?.into_iter().map(|value| slope * value + bias).collect())
        }
        "ConstFun" => Ok(vec![parameter("bias", 0.0)?; issue.values.len()]),
        "" | "TableFun" => {
            let table = node.get("mapping").unwrap_or(node);
            let entries = table.map("`mapping`")?;
            let places = Places::of(issue);
            if let Some((label, _)) =
                entries.iter().find(|(label, _)| places.position(label).is_none())
            {
                return Err(ScenarioError::new(format!(
                    "issue `{}` has no option `{label}`",
                    issue.name
                )));
            }
            // A map of its own: looking each label up in a list would be quadratic.
            let table: HashMap<&str, &Node> =
                entries.iter().map(|(label, value)| (label.as_str(), value)).collect();
            (0..issue.values.len())
                .map(|option| {
                    let label = issue.values.label(option);
                    let what = format!("the value of `{label}` in `{}`", issue.name);
                    let value = table.get(label.as_str());
                    value
                        .ok_or_else(|| ScenarioError::new(format!("{what} is missing")))?
                        .number(&what)
                })
                .collect()
        }
        other => Err(ScenarioError::new(format!(
            "issue `{}`: value functions `{other}` are not supported",
            issue.name
        ))
        .hint("TableFun, AffineFun, LinearFun, IdentityFun and ConstFun are")),
    }
}

/// More boxes than this are not made of one rectangle whose sets of options have gaps.
const BOXES_MAX: usize = 10_000;

/// A hyper-rectangle function: what every rectangle that holds the outcome is worth, times its
/// weight, is added up.
fn rectangles(
    node: &Node,
    issues: &[ScenarioIssue],
    party: &mut ScenarioParty,
) -> Result<(), ScenarioError> {
    let rectangles = node.need("outcome_ranges")?.list("`outcome_ranges`")?;
    let utilities = node.need("utilities")?.list("`utilities`")?;
    if rectangles.len() != utilities.len() {
        return Err(ScenarioError::new("`outcome_ranges` and `utilities` differ in length"));
    }
    // None, or an empty list, is a weight of 1 each.
    let weights = match node.get("weights") {
        None | Some(Node::Null) => &[][..],
        Some(weights) => weights.list("`weights`")?,
    };
    if !weights.is_empty() && weights.len() != rectangles.len() {
        return Err(ScenarioError::new("`outcome_ranges` and `weights` differ in length"));
    }
    let places: Vec<Places<'_>> = issues.iter().map(Places::of).collect();
    for (at, (sides, utility)) in rectangles.iter().zip(utilities).enumerate() {
        let number = at + 1;
        let utility = utility.number(&format!("the utility of rectangle {number}"))?;
        let weight = match weights.get(at) {
            Some(weight) => weight.number(&format!("the weight of rectangle {number}"))?,
            None => 1.0,
        };
        let utility = finite(&format!("what rectangle {number} is worth"), weight * utility)?;
        // None holds every outcome.
        let sides = match sides {
            Node::Null => &[][..],
            sides => sides.map(&format!("rectangle {number}"))?,
        };
        let mut within: Vec<Option<Vec<usize>>> = vec![None; issues.len()];
        for (name, range) in sides {
            let at = issues
                .iter()
                .position(|issue| issue.name == *name)
                .or_else(|| name.parse().ok().filter(|&at: &usize| at < issues.len()))
                .ok_or_else(|| {
                    ScenarioError::new(format!("rectangle {number} names no issue: `{name}`"))
                })?;
            if *range == Node::Null {
                continue;
            }
            let what = format!("the range of `{}` in rectangle {number}", issues[at].name);
            let mut options = options(range, &issues[at], &places[at], &what)?;
            // Named twice, by its name and by its place: both hold.
            if let Some(other) = within[at].take() {
                options.retain(|it| other.binary_search(it).is_ok());
            }
            within[at] = Some(options);
        }
        let too_many = || {
            ScenarioError::new(format!("rectangle {number} falls into too many parts"))
                .hint(format!("at most {BOXES_MAX}: ranges without gaps are one part"))
        };
        let boxes = boxes(&within, issues).ok_or_else(too_many)?;
        for (scope, ranges) in boxes {
            if scope.is_empty() {
                party.constant += utility;
            } else {
                party.interactions.push(Interaction::Box { scope, ranges, utility });
            }
        }
    }
    Ok(())
}

/// Which options a range of an outcome allows, as NegMAS means it: two numbers are all that lie
/// between them, any other list is of the values it has (or of ranges), and a value stands for itself. In
/// order.
fn options(
    range: &Node,
    issue: &ScenarioIssue,
    places: &Places<'_>,
    what: &str,
) -> Result<Vec<usize>, ScenarioError> {
    match range {
        Node::List(ends) => match ends.as_slice() {
            [Node::Number(first), Node::Number(last)] => {
                let values = numbers(issue)?;
                let least = values.iter().copied().fold(f64::INFINITY, f64::min);
                let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                // The steps of a real issue are off by the last digit.
                let noise = (greatest - least) * 1e-9;
                let is = |it: f64| it >= first - noise && it <= last + noise;
                Ok((0..values.len()).filter(|at| is(values[*at])).collect())
            }
            several => {
                let mut all = Vec::new();
                for one in several {
                    all.extend(options(one, issue, places, what)?);
                }
                all.sort_unstable();
                all.dedup();
                Ok(all)
            }
        },
        one => {
            let label = one.label(what)?;
            let at = places.position(&label);
            let at = match (at, &issue.values) {
                // Of a real issue some values are considered; of the others nothing is.
                (at, Values::Reals { least, greatest, .. }) => {
                    let value = one.number(what)?;
                    let noise = (greatest - least) * 1e-9;
                    let same = |it: f64| (it - value).abs() <= noise;
                    at.filter(|at| issue.values.number(*at).is_some_and(same))
                }
                (None, _) => {
                    return Err(ScenarioError::new(format!(
                        "{what}: issue `{}` has no option `{label}`",
                        issue.name
                    )));
                }
                (at, _) => at,
            };
            Ok(at.into_iter().collect())
        }
    }
}

/// The issues of a box, and the first and last option of each.
type Sides = (Vec<usize>, Vec<(usize, usize)>);

/// The boxes that together are a rectangle, each of ranges without gaps; none if they are too many.
fn boxes(within: &[Option<Vec<usize>>], issues: &[ScenarioIssue]) -> Option<Vec<Sides>> {
    let mut boxes: Vec<Sides> = vec![(Vec::new(), Vec::new())];
    for (issue, options) in within.iter().enumerate() {
        let whole = issues[issue].values.len();
        let Some(options) = options.as_ref().filter(|it| it.len() < whole) else { continue };
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for at in options.iter().copied() {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == at => run.1 = at,
                _ => runs.push((at, at)),
            }
        }
        if boxes.len().saturating_mul(runs.len()) > BOXES_MAX {
            return None;
        }
        let longer = |(scope, ranges): &Sides| {
            let (scope, ranges) = ([scope.as_slice(), &[issue]].concat(), ranges.clone());
            let with =
                move |run: &(usize, usize)| (scope.clone(), [ranges.as_slice(), &[*run]].concat());
            runs.iter().map(with).collect::<Vec<Sides>>()
        };
        boxes = boxes.iter().flat_map(longer).collect();
    }
    Some(boxes)
}
