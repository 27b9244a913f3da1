//! Genius XML: a template with the issues, and a utility space for each party.
//!
//! Genius' own semantics (Lin et al., *Genius: an integrated environment for supporting the design
//! of generic automated negotiators*, Computational Intelligence 30 (2014) 48–70):
//!
//! ```text
//! utility          = Σ (w / Σw) · evaluation / greatest evaluation of the issue
//! integer, real    : evaluation = slope · (v − lower) + offset, within 0 and 1
//! hyper-rectangles : utility = Σ utility of those the outcome lies in / maxutility
//! ```
//!
//! The reservation value is on the scale of 0 to 1, and 0 when it is not given.

use super::error::{ScenarioError, finite, weight};
use super::model::{Interaction, Issue, Party, Values, check_issues};
use super::recognise::Domain;
use super::xml::Element;

/// Evenly spaced values that stand for a continuous issue.
const REAL_STEPS: usize = 21;

/// The issues of a template, or of a utility space.
pub(super) fn domain(root: &Element) -> Result<Domain, ScenarioError> {
    let issues: Vec<Issue> =
        root.all("issue").into_iter().map(issue).collect::<Result<_, ScenarioError>>()?;
    let name = root.all("objective").first().and_then(|objective| objective.attribute("name"));
    Ok(Domain { name: name.unwrap_or_default().to_owned(), issues })
}

fn issue(element: &Element) -> Result<Issue, ScenarioError> {
    let name = element.need("name")?.to_owned();
    let kind = ["vtype", "type", "etype"].iter().find_map(|key| element.attribute(key));
    let range = range_holder(element);
    let values = match kind.unwrap_or("discrete") {
        "integer" => Values::Integers {
            first: range.integer("lowerbound")?,
            last: range.integer("upperbound")?,
        },
        "real" => Values::Reals {
            least: range.number("lowerbound")?,
            greatest: range.number("upperbound")?,
            steps: REAL_STEPS,
        },
        "discrete" => {
            let items = element.children.iter().filter(|child| child.name == "item");
            let labels = items.map(|item| item.need("value").map(str::to_owned));
            Values::Labels(labels.collect::<Result<_, _>>()?)
        }
        other => {
            return Err(ScenarioError::new(format!(
                "issue `{name}`: issues of type `{other}` are not known"
            ))
            .hint("discrete, integer and real are"));
        }
    };
    Ok(Issue { name, values })
}

/// The element with the bounds: the issue itself, or a `<range>` inside it.
fn range_holder(element: &Element) -> &Element {
    element.children.iter().find(|child| child.name == "range").unwrap_or(element)
}

/// A party's utility space, over the issues of the domain.
pub(super) fn party(root: &Element, stem: &str, issues: &[Issue]) -> Result<Party, ScenarioError> {
    let elements = root.all("issue");
    let stated = domain(root)?.issues;
    check_issues(&stated)?;
    agree(&stated, issues)?;
    let first_number = |name: &str| -> Result<Option<f64>, ScenarioError> {
        root.all(name).first().map(|element| element.number("value")).transpose()
    };
    let reservation = Some(first_number("reservation")?.unwrap_or(0.0));
    let discount = first_number("discount_factor")?;
    let mut party = Party {
        name: stem.to_owned(),
        weights: vec![0.0; issues.len()],
        evaluations: issues.iter().map(|issue| vec![0.0; issue.values.len()]).collect(),
        interactions: Vec::new(),
        constant: 0.0,
        reservation,
        discount,
    };
    let indices: Vec<i64> =
        elements.iter().map(|element| element.integer("index")).collect::<Result<_, _>>()?;
    // Domain order: the indices of the space say which issue an element is about.
    let mut place = Vec::with_capacity(issues.len());
    for issue in issues {
        place.push(stated.iter().position(|other| other.name == issue.name).unwrap_or(0));
    }
    if root.attribute("type") == Some("nonlinear") || !root.all("hyperRectangle").is_empty() {
        let of_index = |index: i64| {
            let at = indices.iter().position(|&other| other == index)?;
            place.iter().position(|&place| place == at)
        };
        party.interactions = rectangles(root, issues, of_index)?;
        return Ok(party);
    }
    let mut weights = Vec::new();
    for element in root.all("weight") {
        let index = element.integer("index")?;
        weights.push((
            index,
            weight(&format!("the weight of issue {index}"), element.number("value")?)?,
        ));
    }
    for (at, issue) in issues.iter().enumerate() {
        let element = elements[place[at]];
        let index = indices[place[at]];
        // A weight for an index without an issue belongs to the objective around them.
        let Some((_, weight)) = weights.iter().find(|entry| entry.0 == index) else {
            return Err(ScenarioError::new(format!("issue `{}` has no weight", issue.name)));
        };
        party.weights[at] = *weight;
        party.evaluations[at] = evaluations(element, issue)?;
    }
    let sum: f64 = party.weights.iter().sum();
    if sum <= 0.0 {
        return Err(ScenarioError::new("all weights are 0"));
    }
    finite("the sum of the weights", sum)?;
    for weight in &mut party.weights {
        *weight /= sum;
    }
    Ok(party)
}

/// A profile must be about the issues of the domain, whatever their order.
fn agree(stated: &[Issue], issues: &[Issue]) -> Result<(), ScenarioError> {
    for issue in stated {
        let Some(other) = issues.iter().find(|other| other.name == issue.name) else {
            return Err(disagree(format!("issue `{}` is not in the domain", issue.name)));
        };
        let same = match (&issue.values, &other.values) {
            (Values::Labels(a), Values::Labels(b)) => {
                let (mut a, mut b) = (a.clone(), b.clone());
                a.sort();
                b.sort();
                a == b
            }
            (a, b) => a == b,
        };
        if !same {
            return Err(disagree(format!(
                "issue `{}` has other options than in the domain",
                issue.name
            )));
        }
    }
    match issues.iter().find(|issue| !stated.iter().any(|other| other.name == issue.name)) {
        Some(issue) => Err(disagree(format!("issue `{}` of the domain is missing", issue.name))),
        None if stated.len() != issues.len() => Err(disagree("an issue occurs twice".to_owned())),
        None => Ok(()),
    }
}

fn disagree(message: String) -> ScenarioError {
    ScenarioError::new(message).hint("every profile must state the issues of its domain")
}

/// Evaluations from 0 to 1 of every option, in the order of the domain.
fn evaluations(element: &Element, issue: &Issue) -> Result<Vec<f64>, ScenarioError> {
    let n_options = issue.values.len();
    if let Values::Labels(_) = issue.values {
        let mut evaluations = vec![None; n_options];
        for item in element.children.iter().filter(|child| child.name == "item") {
            let label = item.need("value")?;
            let value = item.number("evaluation").map_err(|error| {
                ScenarioError::new(format!(
                    "issue `{}`, option `{label}`: {}",
                    issue.name, error.message
                ))
            })?;
            if value < 0.0 {
                return Err(ScenarioError::new(format!(
                    "issue `{}`, option `{label}`: the evaluation {value} is negative",
                    issue.name
                )));
            }
            if let Some(at) = issue.values.position(label) {
                evaluations[at] = Some(value);
            }
        }
        let evaluations: Vec<f64> =
            evaluations.into_iter().map(|value| value.unwrap_or(0.0)).collect();
        let greatest = evaluations.iter().copied().fold(0.0, f64::max);
        let divisor = if greatest > 0.0 { greatest } else { 1.0 };
        return Ok(evaluations.into_iter().map(|value| value / divisor).collect());
    }
    let Some(evaluator) = element.children.iter().find(|child| child.name == "evaluator") else {
        return Err(ScenarioError::new(format!("issue `{}` has no <evaluator>", issue.name)));
    };
    let kind = evaluator.attribute("ftype").unwrap_or("linear");
    let either = |name: &str, numbered: &str, default: Option<f64>| {
        let given = [name, numbered].into_iter().find(|key| evaluator.attribute(key).is_some());
        match (given, default) {
            (Some(key), _) => evaluator.number(key),
            (None, Some(default)) => Ok(default),
            (None, None) => evaluator.number(name),
        }
    };
    let (slope, offset) = match kind {
        "linear" => {
            (either("slope", "parameter1", None)?, either("offset", "parameter0", Some(0.0))?)
        }
        "constant" => (0.0, either("offset", "parameter0", None)?),
        other => {
            return Err(ScenarioError::new(format!(
                "issue `{}`: evaluators of type `{other}` are not known",
                issue.name
            ))
            .hint("linear and constant are"));
        }
    };
    let lower = issue.values.number(0).unwrap_or(0.0);
    Ok((0..n_options)
        .map(|option| {
            let value = issue.values.number(option).unwrap_or(lower);
            (slope * (value - lower) + offset).clamp(0.0, 1.0)
        })
        .collect())
}

fn rectangles(
    root: &Element,
    issues: &[Issue],
    of_index: impl Fn(i64) -> Option<usize>,
) -> Result<Vec<Interaction>, ScenarioError> {
    let whole = root.all("utility");
    let greatest = match whole.first() {
        Some(element) => element.number("maxutility")?,
        None => return Err(ScenarioError::new("a nonlinear space needs a <utility maxutility=…>")),
    };
    if greatest <= 0.0 {
        return Err(ScenarioError::new(format!("maxutility is {greatest}; it must be positive")));
    }
    let mut interactions = Vec::new();
    for function in root.all("ufun") {
        let aggregation = function.attribute("aggregation").unwrap_or("sum");
        if aggregation != "sum" {
            return Err(ScenarioError::new(format!(
                "functions aggregated by `{aggregation}` are not known"
            ))
            .hint("sum is"));
        }
        let factor = match function.attribute("weight") {
            Some(_) => weight("the weight of a function", function.number("weight")?)?,
            None => 1.0,
        };
        for rectangle in function.all("hyperRectangle") {
            let utility = rectangle.number("utility")? * factor / greatest;
            let mut scope = Vec::new();
            let mut ranges = Vec::new();
            for side in rectangle.all("INCLUDES") {
                let index = side.integer("index")?;
                let at = of_index(index).ok_or_else(|| {
                    ScenarioError::new(format!(
                        "a rectangle is about issue {index}, which does not exist"
                    ))
                })?;
                let last = issues[at].values.len() - 1;
                let first_value = issues[at].values.number(0).unwrap_or(0.0) as i64;
                let first = (side.integer("min")?.saturating_sub(first_value)).max(0) as usize;
                let end = side.integer("max")?.saturating_sub(first_value).min(last as i64);
                if scope.contains(&at) {
                    return Err(ScenarioError::new(format!(
                        "a rectangle states issue {index} twice"
                    )));
                }
                scope.push(at);
                // An end before the start is an empty rectangle: worth nothing, ever.
                ranges.push(if end < 0 { (1, 0) } else { (first, end as usize) });
            }
            interactions.push(Interaction::Box { scope, ranges, utility });
        }
    }
    Ok(interactions)
}
