//! Genius XML, written.

use std::fmt::Write as _;

use quick_xml::escape::escape as escape_signs;

use super::write::{UnitScale, Written, boxes, file_stem, unit_scale};
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{Scenario, ScenarioIssue, ScenarioParty, Values};

/// The text of an attribute; white space but spaces by its number, since it would be read as a space.
fn escape(text: &str) -> String {
    let text = escape_signs(text).replace('\t', "&#9;");
    text.replace('\n', "&#10;").replace('\r', "&#13;")
}

pub(super) fn genius(scenario: &Scenario) -> Result<Written, ScenarioError> {
    let mut scenario = scenario.clone();
    let mut lost = Vec::new();
    let nonlinear: Vec<bool> =
        scenario.parties.iter().map(|party| !party.interactions.is_empty()).collect();
    let any_nonlinear = nonlinear.contains(&true);
    let mut rescaled = Vec::new();
    let scaled: Vec<UnitScale> =
        scenario.parties.iter().map(|party| unit_scale(party, &mut rescaled)).collect();
    if !any_nonlinear {
        // Rectangles are written as they are, without another scale.
        lost.append(&mut rescaled);
    }
    if any_nonlinear {
        // Rectangles are made of ranges of integers.
        for issue in &scenario.issues {
            if !matches!(issue.values, Values::Integers { .. }) {
                let last = issue.values.len().saturating_sub(1);
                lost.push(format!(
                    "the options of issue `{}` are written as integers from 0 to {last}",
                    issue.name
                ));
            }
        }
        let integers = |issue: &ScenarioIssue| ScenarioIssue {
            name: issue.name.clone(),
            values: match issue.values {
                Values::Integers { first, last } => Values::Integers { first, last },
                _ => Values::Integers { first: 0, last: issue.values.len() as i64 - 1 },
            },
        };
        scenario = Scenario { issues: scenario.issues.iter().map(integers).collect(), ..scenario };
    }
    let scenario = &scenario;
    // Numbers stay numbers where every party's evaluation is linear in them.
    let numeric: Vec<bool> = scenario
        .issues
        .iter()
        .enumerate()
        .map(|(at, issue)| {
            let is_label = matches!(issue.values, Values::Labels(_));
            let linear = scaled.iter().all(|party| line(&party.evaluations[at], issue).is_some());
            if !is_label && !linear && !any_nonlinear {
                lost.push(format!("the numbers of issue `{}` are written as names", issue.name));
            }
            !is_label && (linear || any_nonlinear)
        })
        .collect();
    let name = escape(scenario.name.as_str());
    let mut template = format!(
        "<negotiation_template>\n<utility_space number_of_issues=\"{}\">\n",
        scenario.issues.len()
    );
    objective(&mut template, &name);
    for (at, issue) in scenario.issues.iter().enumerate() {
        open_issue(&mut template, at, issue, numeric[at]);
        if !numeric[at] {
            items(&mut template, issue, None);
        }
        template.push_str("</issue>\n");
    }
    template.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    let mut files = vec![("domain.xml".to_owned(), template.into_bytes())];
    for (number, party) in scenario.parties.iter().enumerate() {
        let text = if any_nonlinear {
            rectangles(scenario, party, &name, &mut lost)?
        } else {
            additive(scenario, party, &scaled[number], &numeric, &name)
        };
        files.push((format!("{}.xml", file_stem(&party.name, number)), text.into_bytes()));
    }
    Ok(Written { files, lost })
}

fn objective(text: &mut String, name: &str) {
    let _ = writeln!(
        text,
        "<objective index=\"0\" description=\"\" name=\"{name}\" type=\"objective\" etype=\"objective\">"
    );
}

fn open_issue(text: &mut String, at: usize, issue: &ScenarioIssue, numeric: bool) {
    let name = escape(issue.name.as_str());
    let (kind, bounds) = match &issue.values {
        Values::Integers { first, last } if numeric => {
            ("integer", format!(" lowerbound=\"{first}\" upperbound=\"{last}\""))
        }
        Values::Reals { least, greatest, .. } if numeric => {
            ("real", format!(" lowerbound=\"{least}\" upperbound=\"{greatest}\""))
        }
        _ => ("discrete", String::new()),
    };
    // Genius looks for the bounds of integers in the issue, for those of real numbers in a range.
    let (bounds, range) = match kind {
        "real" => (String::new(), format!("<range{bounds}/>\n")),
        _ => (bounds, String::new()),
    };
    let _ = write!(
        text,
        "<issue index=\"{}\" name=\"{name}\"{bounds} vtype=\"{kind}\" type=\"{kind}\" etype=\"{kind}\">\n{range}",
        at + 1
    );
}

fn items(text: &mut String, issue: &ScenarioIssue, evaluations: Option<&[f64]>) {
    for option in 0..issue.values.len() {
        let label = issue.values.label(option);
        let evaluation = evaluations
            .and_then(|values| values.get(option))
            .map_or_else(String::new, |value| format!(" evaluation=\"{value}\""));
        let _ = writeln!(
            text,
            "<item index=\"{}\" value=\"{}\"{evaluation}/>",
            option + 1,
            escape(label.as_str())
        );
    }
}

/// Slope and offset, when the evaluations of numbers are linear.
fn line(evaluations: &[f64], issue: &ScenarioIssue) -> Option<(f64, f64)> {
    let first = issue.values.number(0)?;
    let offset = *evaluations.first()?;
    let last = evaluations.len() - 1;
    let width = issue.values.number(last)? - first;
    let slope = if width > 0.0 { (evaluations[last] - offset) / width } else { 0.0 };
    for (option, value) in evaluations.iter().enumerate() {
        let at = issue.values.number(option)?;
        if (slope * (at - first) + offset - value).abs() > 1e-12 {
            return None;
        }
    }
    Some((slope, offset))
}

fn additive(
    scenario: &Scenario,
    party: &ScenarioParty,
    scaled: &UnitScale,
    numeric: &[bool],
    name: &str,
) -> String {
    let mut text = "<utility_space>\n".to_owned();
    objective(&mut text, name);
    for (at, issue) in scenario.issues.iter().enumerate() {
        open_issue(&mut text, at, issue, numeric[at]);
        match line(&scaled.evaluations[at], issue) {
            Some((slope, offset)) if numeric[at] => {
                // Of a real number the function is one of the value, of an integer one of how far
                // it is from the lower bound.
                let _ = match issue.values {
                    Values::Reals { least, .. } => writeln!(
                        text,
                        "<evaluator parameter0=\"{}\" parameter1=\"{slope}\" ftype=\"linear\"/>",
                        offset - slope * least
                    ),
                    _ => writeln!(
                        text,
                        "<evaluator slope=\"{slope}\" offset=\"{offset}\" ftype=\"linear\"/>"
                    ),
                };
            }
            _ => items(&mut text, issue, Some(&scaled.evaluations[at])),
        }
        text.push_str("</issue>\n");
    }
    for (at, weight) in scaled.weights.iter().enumerate() {
        let _ = writeln!(text, "<weight index=\"{}\" value=\"{weight}\"/>", at + 1);
    }
    text.push_str("</objective>\n");
    ends(&mut text, party, scaled.reservation);
    text
}

fn ends(text: &mut String, party: &ScenarioParty, reservation: f64) {
    let discount = party.discount.unwrap_or(1.0);
    let _ = writeln!(text, "<discount_factor value=\"{discount}\"/>");
    let _ = writeln!(text, "<reservation value=\"{reservation}\"/>\n</utility_space>");
}

/// Everything as hyper-rectangles: the additive part becomes one for each option, what is added to
/// every outcome one without sides.
fn rectangles(
    scenario: &Scenario,
    party: &ScenarioParty,
    name: &str,
    lost: &mut Vec<String>,
) -> Result<String, ScenarioError> {
    let mut all = boxes(party, &scenario.issues)?;
    for (issue, values) in party.evaluations.iter().enumerate() {
        for (option, value) in values.iter().enumerate() {
            let utility = party.weights[issue] * value;
            if utility != 0.0 {
                all.push((vec![issue], vec![(option, option)], utility));
            }
        }
    }
    if party.constant != 0.0 {
        all.push((Vec::new(), Vec::new(), party.constant));
    }
    // Genius counts no outcome for more than the whole.
    let whole = match party.cap {
        Some(cap) if cap > 0.0 => cap,
        _ => party.most().max(1.0),
    };
    if whole != 1.0 {
        lost.push(format!(
            "the utilities of {} are written as u / {whole}: the scale goes from 0 to 1",
            party.name
        ));
    }
    if party.reservation.is_none() {
        lost.push(format!("{} has no reservation value; 0 is written", party.name));
    }
    let mut text = "<utility_space type=\"nonlinear\">\n".to_owned();
    objective(&mut text, name);
    for (at, issue) in scenario.issues.iter().enumerate() {
        open_issue(&mut text, at, issue, true);
        text.push_str("</issue>\n");
    }
    let _ = writeln!(
        text,
        "<utility maxutility=\"{whole}\">\n<ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">"
    );
    for (scope, ranges, utility) in all {
        let _ = writeln!(text, "<hyperRectangle utility=\"{utility}\">");
        for (issue, (first, last)) in scope.into_iter().zip(ranges) {
            let start = match scenario.issues[issue].values {
                Values::Integers { first, .. } => first,
                _ => 0,
            };
            let _ = writeln!(
                text,
                "<INCLUDES index=\"{}\" min=\"{}\" max=\"{}\"/>",
                issue + 1,
                start.saturating_add_unsigned(first as u64),
                start.saturating_add_unsigned(last as u64)
            );
        }
        text.push_str("</hyperRectangle>\n");
    }
    text.push_str("</ufun>\n</utility>\n</objective>\n");
    ends(&mut text, party, party.reservation.unwrap_or(0.0) / whole);
    Ok(text)
}
