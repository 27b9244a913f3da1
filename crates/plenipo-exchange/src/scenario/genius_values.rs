//! What the options of one issue of a Genius utility space are worth, from 0 to 1.
//!
//! ```text
//! discrete   : evaluation / greatest evaluation of the issue
//! integer    : slope · (v − lower) + offset, within 0 and 1
//! real       : linear       parameter1 · v + parameter0, within 0 and 1
//!              constant     parameter0
//!              triangular   0 at parameter0 and parameter1, 1 at parameter2, straight between
//! ```
//!
//! A function given by `parameter0` and so on is one of the value itself, also for integers; one given
//! by `slope` and `offset` starts at the lower bound of an integer issue.

use super::places::Places;
use super::xml::Element;
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{ScenarioIssue, Values};

/// Genius takes an issue whose greatest evaluation is less for worth nothing.
const EVALUATION_MIN: f64 = 1e-5;

/// What every option is worth, in the order of the domain.
pub(super) fn evaluations(
    element: &Element,
    issue: &ScenarioIssue,
) -> Result<Vec<f64>, ScenarioError> {
    if let Values::Labels(_) = issue.values {
        return discrete(element, issue);
    }
    let function = Function::of(element, issue)?;
    (0..issue.values.len())
        .map(|option| {
            let value = issue.values.number(option).ok_or_else(|| {
                element.wrong(format!("issue `{}` has options that are not numbers", issue.name))
            })?;
            Ok(function.at(value))
        })
        .collect()
}

fn discrete(element: &Element, issue: &ScenarioIssue) -> Result<Vec<f64>, ScenarioError> {
    let places = Places::of(issue);
    let mut evaluations = vec![0.0; issue.values.len()];
    for item in element.children("item") {
        let label = item.need("value")?;
        let what = format!("issue `{}`, option `{label}`", issue.name);
        let value = item.number("evaluation").map_err(|error| ScenarioError {
            message: format!("{what}: {}", error.message),
            ..error
        })?;
        if value < 0.0 {
            return Err(item
                .wrong(format!("{what}: the evaluation {value} is negative"))
                .hint("evaluations start at 0"));
        }
        if let Some(at) = places.position(label) {
            evaluations[at] = value;
        }
    }
    let greatest = evaluations.iter().copied().fold(0.0, f64::max);
    if greatest < EVALUATION_MIN {
        return Ok(vec![0.0; evaluations.len()]);
    }
    Ok(evaluations.into_iter().map(|value| value / greatest).collect())
}

/// A function of the value of an issue.
enum Function {
    /// `slope · v + offset`, within 0 and 1.
    Linear { slope: f64, start: f64, offset: f64 },
    /// 0 up to the first end and from the second, 1 at the top.
    Triangular { first: f64, last: f64, top: f64 },
}

impl Function {
    fn of(element: &Element, issue: &ScenarioIssue) -> Result<Function, ScenarioError> {
        let Some(evaluator) = element.children("evaluator").next() else {
            return Err(element.wrong(format!("issue `{}` has no <evaluator>", issue.name)));
        };
        let wrong = |message: String| evaluator.wrong(format!("issue `{}`: {message}", issue.name));
        let has = |name: &str| evaluator.attribute(name).is_some();
        // Where both are given, Genius reads those of the issue's type.
        let integer = matches!(issue.values, Values::Integers { .. });
        let sloped = has("slope") || has("offset");
        let from_lower = integer && sloped;
        let parameters = !from_lower && (has("parameter0") || has("parameter1"));
        let (slope, offset) =
            if parameters { ("parameter1", "parameter0") } else { ("slope", "offset") };
        let or_0 = |name: &str| if has(name) { evaluator.number(name) } else { Ok(0.0) };
        let kind = evaluator.attribute("ftype").unwrap_or("linear").to_ascii_lowercase();
        match kind.as_str() {
            "linear" => {
                let lower = issue.values.number(0).unwrap_or(0.0);
                let start = if from_lower { lower } else { 0.0 };
                Ok(Function::Linear {
                    slope: evaluator.number(slope)?,
                    start,
                    offset: or_0(offset)?,
                })
            }
            "constant" => {
                if or_0(slope)? != 0.0 {
                    return Err(wrong("a constant evaluator has a slope".to_owned()));
                }
                let offset = evaluator.number(offset)?;
                if !(0.0..=1.0).contains(&offset) {
                    return Err(wrong(format!("{offset} does not lie between 0 and 1")));
                }
                Ok(Function::Linear { slope: 0.0, start: 0.0, offset })
            }
            "triangular" => {
                let first = evaluator.number("parameter0")?;
                let last = evaluator.number("parameter1")?;
                let top = evaluator.number("parameter2")?;
                if !(first <= top && top <= last) {
                    return Err(wrong(format!(
                        "the top {top} of a triangular evaluator does not lie between {first} and \
                         {last}"
                    )));
                }
                Ok(Function::Triangular { first, last, top })
            }
            other => Err(wrong(format!("evaluators of type `{other}` are not supported"))
                .hint("linear, constant and triangular are")),
        }
    }

    fn at(&self, value: f64) -> f64 {
        match *self {
            Function::Linear { slope, start, offset } => {
                (slope * (value - start) + offset).clamp(0.0, 1.0)
            }
            // At an end that is the top as well, Genius takes the side towards greater values.
            Function::Triangular { first, last, top } => {
                if value < first {
                    0.0
                } else if value < top {
                    (value - first) / (top - first)
                } else if value < last {
                    1.0 - (value - top) / (last - top)
                } else {
                    0.0
                }
            }
        }
    }
}
