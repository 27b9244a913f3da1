//! Genius XML: a template with the issues, and a utility space for each party.
//!
//! Genius' own semantics (Lin et al., *Genius: an integrated environment for supporting the design
//! of generic automated negotiators*, Computational Intelligence 30 (2014) 48–70; utility spaces of
//! Genius 9):
//!
//! ```text
//! utility          = Σ (w / Σw) · evaluation / greatest evaluation of the issue
//! integer          : evaluation = slope · (v − lower) + offset, within 0 and 1
//! real             : evaluation = parameter1 · v + parameter0, within 0 and 1
//! hyper-rectangles : utility = min(1, Σ utility of those that apply / maxutility)
//! ```
//!
//! The reservation value is on the scale of 0 to 1, and 0 when it is not given. What of numbers is
//! read how is in `genius_values`, what of rectangles in `genius_boxes`.

use std::collections::{HashMap, HashSet};

use super::genius_boxes::rectangles;
use super::genius_values::evaluations;
use super::recognise::Domain;
use super::xml::Element;
use plenipo_record::scenario::{ScenarioError, finite, weight};
use plenipo_record::scenario::{ScenarioIssue, ScenarioParty, Values, check_issues};

/// Evenly spaced values that stand for a continuous issue.
const REAL_STEPS: usize = 21;

/// The issues of a template, or of a utility space.
pub(super) fn domain(root: &Element) -> Result<Domain, ScenarioError> {
    let mut issues: Vec<ScenarioIssue> = Vec::new();
    let mut indices: Vec<i64> = Vec::new();
    let (mut names, mut seen) = (HashSet::new(), HashSet::new());
    for element in root.all("issue") {
        let issue = issue(element)?;
        let index = element.integer("index")?;
        if !names.insert(issue.name.clone()) {
            return Err(element.wrong(format!("there are two issues `{}`", issue.name)));
        }
        if !seen.insert(index) {
            return Err(element.wrong(format!("there are two issues with the index {index}")));
        }
        issues.push(issue);
        indices.push(index);
    }
    let name = root.all("objective").first().and_then(|objective| objective.attribute("name"));
    Ok(Domain { name: name.unwrap_or_default().to_owned(), issues, indices })
}

fn issue(element: &Element) -> Result<ScenarioIssue, ScenarioError> {
    let name = element.need("name")?.to_owned();
    // Where they differ, Genius goes by `type`.
    let kind = ["type", "vtype", "etype"].iter().find_map(|key| element.attribute(key));
    let kind = kind.unwrap_or("discrete").to_ascii_lowercase();
    let range = range_holder(element);
    let values = match kind.as_str() {
        "integer" => Values::Integers {
            first: range.integer("lowerbound")?,
            last: range.integer("upperbound")?,
        },
        "real" => Values::Reals {
            least: range.number("lowerbound")?,
            greatest: range.number("upperbound")?,
            steps: REAL_STEPS,
        },
        "discrete" => Values::Labels(labels(element, &name)?),
        other => {
            return Err(element
                .wrong(format!("issue `{name}`: issues of type `{other}` are not supported"))
                .hint("discrete, integer and real are"));
        }
    };
    Ok(ScenarioIssue { name, values })
}

fn labels(element: &Element, issue: &str) -> Result<Vec<String>, ScenarioError> {
    let mut labels: Vec<String> = Vec::new();
    let mut lines = HashMap::new();
    for item in element.children("item") {
        let label = item.need("value")?.to_owned();
        if let Some(first) = lines.insert(label.clone(), item.line) {
            return Err(item
                .wrong(format!(
                    "issue `{issue}` has the option `{label}` twice, here and in line {first}"
                ))
                .hint("Genius counts it twice and values it as the last one; keep one"));
        }
        labels.push(label);
    }
    Ok(labels)
}

/// The element with the bounds: the issue itself, or a `<range>` inside it.
fn range_holder(element: &Element) -> &Element {
    element.children("range").next().unwrap_or(element)
}

/// A party's utility space, over the issues of the domain. What Genius leaves aside without a word
/// goes into `notes`.
pub(super) fn party(
    root: &Element,
    stem: &str,
    domain: &Domain,
    notes: &mut Vec<String>,
) -> Result<ScenarioParty, ScenarioError> {
    let issues = &domain.issues;
    let elements = root.all("issue");
    let stated = self::domain(root)?;
    check_issues(&stated.issues)?;
    agree(root, &elements, &stated, domain)?;
    let mut party = ScenarioParty {
        name: stem.to_owned(),
        weights: vec![0.0; issues.len()],
        evaluations: issues.iter().map(|issue| vec![0.0; issue.values.len()]).collect(),
        interactions: Vec::new(),
        constant: 0.0,
        cap: None,
        reservation: Some(the_number(root, "reservation")?.unwrap_or(0.0)),
        discount: None,
    };
    match the_number(root, "discount_factor")? {
        // Genius discards others.
        Some(discount) if discount <= 0.0 || discount > 1.0 => notes.push(format!(
            "the discount {discount} of {stem} is not valid: discounts lie between 0 and 1"
        )),
        discount => party.discount = discount,
    }
    let kind = root.attribute("type").unwrap_or_default().to_ascii_lowercase();
    if kind == "constraint" || !root.all("constraint").is_empty() {
        return Err(root
            .wrong("utility spaces with constraints are not supported")
            .hint("linear ones and ones with hyper-rectangles are"));
    }
    if kind == "nonlinear" || !root.all("hyperRectangle").is_empty() {
        rectangles(root, domain, &mut party, notes)?;
        return Ok(party);
    }
    let weights = weights(root)?;
    for (at, issue) in issues.iter().enumerate() {
        // Domain order: the profile may have its own.
        let place = stated.issues.iter().position(|other| other.name == issue.name).unwrap_or(0);
        let (element, index) = (elements[place], stated.indices[place]);
        // A weight for an index without an issue belongs to an objective around them.
        let Some(weight) = weights.get(&index) else {
            return Err(element.wrong(format!("issue `{}` has no weight", issue.name)));
        };
        party.weights[at] = *weight;
        party.evaluations[at] = evaluations(element, issue)?;
    }
    let sum: f64 = party.weights.iter().sum();
    if sum <= 0.0 {
        return Err(root.wrong("all weights are 0"));
    }
    finite("the sum of the weights", sum)?;
    if (sum - 1.0).abs() > 0.01 {
        notes.push(format!("the weights of {stem} sum to {sum:.3}; each is read as a share of it"));
    }
    for weight in &mut party.weights {
        *weight /= sum;
    }
    Ok(party)
}

/// The weight of each index.
fn weights(root: &Element) -> Result<HashMap<i64, f64>, ScenarioError> {
    let mut weights = HashMap::new();
    for element in root.all("weight") {
        let index = element.integer("index")?;
        let value = weight(&format!("the weight of issue {index}"), element.number("value")?)
            .map_err(|error| error.at(element.line))?;
        if weights.insert(index, value).is_some_and(|other| other != value) {
            return Err(element.wrong(format!("issue {index} has two weights")));
        }
    }
    Ok(weights)
}

/// The value of the element of this name; none without one.
fn the_number(root: &Element, name: &str) -> Result<Option<f64>, ScenarioError> {
    let mut found = None;
    for element in root.all(name) {
        let value = element.number("value")?;
        if found.is_some_and(|other: f64| other != value) {
            return Err(element.wrong(format!("there are two <{name}> that differ")));
        }
        found = Some(value);
    }
    Ok(found)
}

/// A profile must be about the issues of the domain, whatever their order.
fn agree(
    root: &Element,
    elements: &[&Element],
    stated: &Domain,
    domain: &Domain,
) -> Result<(), ScenarioError> {
    let hint = "every profile must state the issues of its domain";
    for ((issue, element), index) in stated.issues.iter().zip(elements).zip(&stated.indices) {
        let disagree = |message: String| Err(element.wrong(message).hint(hint));
        let Some(place) = domain.issues.iter().position(|other| other.name == issue.name) else {
            return disagree(format!("issue `{}` is not in the domain", issue.name));
        };
        let same = match (&issue.values, &domain.issues[place].values) {
            (Values::Labels(a), Values::Labels(b)) => {
                let (mut a, mut b) = (a.clone(), b.clone());
                a.sort();
                b.sort();
                a == b
            }
            (a, b) => a == b,
        };
        if !same {
            return disagree(format!(
                "issue `{}` has other options than in the domain",
                issue.name
            ));
        }
        // Genius goes by the index, whatever the name: only both together are beyond doubt.
        let there = domain.indices.get(place).copied().unwrap_or(*index);
        if there != *index {
            return disagree(format!(
                "issue `{}` has the index {index}, but {there} in the domain",
                issue.name
            ));
        }
    }
    let stated = |issue: &ScenarioIssue| stated.issues.iter().any(|other| other.name == issue.name);
    match domain.issues.iter().find(|issue| !stated(issue)) {
        Some(issue) => {
            Err(root.wrong(format!("issue `{}` of the domain is missing", issue.name)).hint(hint))
        }
        None => Ok(()),
    }
}
