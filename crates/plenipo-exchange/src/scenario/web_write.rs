//! GeniusWeb JSON, NegMAS YAML and plain profiles, written.

use std::fmt::Write as _;

use super::write::{Written, boxes, file_stem, labels, note_discounts, unit_scale};
use plenipo_record::scenario::ScenarioError;
use plenipo_record::scenario::{Interaction, Scenario, ScenarioParty, Values};

/// A string of JSON, and of YAML just as well, which wants more letters written by their numbers: controls, and
/// what parts lines or marks the order of bytes.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let by_number = |it: char| {
        it.is_control()
            || matches!(it, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match by_number(letter) {
            // Writing into a text cannot fail.
            true => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            false => out.push(letter),
        }
    }
    out
}

fn joined<T>(items: impl IntoIterator<Item = T>, text: impl Fn(T) -> String) -> String {
    items.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

pub(super) fn geniusweb(scenario: &Scenario) -> Result<Written, ScenarioError> {
    only_sums(scenario, "GeniusWeb")?;
    let mut lost = Vec::new();
    note_discounts(scenario, &mut lost);
    let options: Vec<Vec<String>> =
        scenario.issues.iter().map(|issue| labels(issue, &mut lost)).collect();
    let issues = joined(scenario.issues.iter().zip(&options), |(issue, options)| {
        let values = joined(options, |label| quoted(label));
        format!("{}: {{\"values\": [{values}]}}", quoted(&issue.name))
    });
    let domain =
        format!("{{\"name\": {}, \"issuesValues\": {{{issues}}}}}", quoted(&scenario.name));
    let mut files = vec![("domain.json".to_owned(), format!("{domain}\n").into_bytes())];
    for (number, party) in scenario.parties.iter().enumerate() {
        let scaled = unit_scale(party, &mut lost);
        let utilities = joined(scenario.issues.iter().enumerate(), |(at, issue)| {
            let table =
                joined(options[at].iter().zip(&scaled.evaluations[at]), |(label, value)| {
                    format!("{}: {value}", quoted(label))
                });
            let name = quoted(&issue.name);
            format!("{name}: {{\"discreteutils\": {{\"valueUtilities\": {{{table}}}}}}}")
        });
        let weights = joined(scenario.issues.iter().zip(&scaled.weights), |(issue, weight)| {
            format!("{}: {weight}", quoted(&issue.name))
        });
        let bid = if scaled.reservation == 0.0 {
            String::new()
        } else if let Some(bid) = bid_worth(party, scenario) {
            let values = joined(bid.into_iter().enumerate(), |(at, option)| {
                format!("{}: {}", quoted(&scenario.issues[at].name), quoted(&options[at][option]))
            });
            format!(", \"reservationBid\": {{\"issuevalues\": {{{values}}}}}")
        } else {
            lost.push(format!(
                "the reservation value of {} is not written: no outcome is worth exactly as much",
                party.name
            ));
            String::new()
        };
        let text = format!(
            "{{\"LinearAdditiveUtilitySpace\": {{\"issueUtilities\": {{{utilities}}}, \
             \"issueWeights\": {{{weights}}}, \"domain\": {domain}, \"name\": {}{bid}}}}}\n",
            quoted(&party.name)
        );
        files.push((format!("{}.json", file_stem(&party.name, number)), text.into_bytes()));
    }
    Ok(Written { files, lost })
}

fn only_sums(scenario: &Scenario, format: &str) -> Result<(), ScenarioError> {
    match scenario.parties.iter().find(|party| !party.interactions.is_empty()) {
        Some(party) => Err(ScenarioError::new(format!(
            "the utilities of {} depend on several issues together, which {format} cannot express",
            party.name
        ))),
        None => Ok(()),
    }
}

/// An outcome worth the reservation value, if a short search finds one.
fn bid_worth(party: &ScenarioParty, scenario: &Scenario) -> Option<Vec<usize>> {
    const TRIES_MAX: usize = 1_000_000;
    let wanted = party.reservation?;
    let mut bid = vec![0; scenario.issues.len()];
    for _ in 0..TRIES_MAX {
        if (party.utility(&bid, &scenario.issues)? - wanted).abs() < 1e-12 {
            return Some(bid);
        }
        let place =
            (0..bid.len()).rev().find(|&at| bid[at] + 1 < scenario.issues[at].values.len())?;
        bid[place] += 1;
        bid[place + 1..].fill(0);
    }
    None
}

/// Notes what only Genius cuts off.
fn note_cap(party: &ScenarioParty, lost: &mut Vec<String>) {
    if let Some(cap) = party.cap {
        lost.push(format!("the cap of {cap} on every outcome for {} is not written", party.name));
    }
}

pub(super) fn negmas(scenario: &Scenario) -> Result<Written, ScenarioError> {
    let mut lost = Vec::new();
    note_discounts(scenario, &mut lost);
    let mut domain = String::from("issues:\n");
    let mut keys: Vec<Vec<String>> = Vec::new();
    for issue in &scenario.issues {
        let _ = writeln!(domain, "- name: {}", quoted(&issue.name));
        if let Values::Integers { first, last } = issue.values {
            let _ = writeln!(domain, "  type: ContiguousIssue\n  values: [{first}, {last}]");
            keys.push((0..issue.values.len()).map(|option| issue.values.label(option)).collect());
        } else {
            let names: Vec<String> =
                labels(issue, &mut lost).iter().map(|label| quoted(label)).collect();
            domain.push_str("  type: CategoricalIssue\n  values:\n");
            for name in &names {
                let _ = writeln!(domain, "  - {name}");
            }
            keys.push(names);
        }
    }
    let _ =
        writeln!(domain, "name: {}\ntype: DiscreteCartesianOutcomeSpace", quoted(&scenario.name));
    let mut files = vec![("domain.yml".to_owned(), domain.into_bytes())];
    for (number, party) in scenario.parties.iter().enumerate() {
        let mut text = format!("name: {}\n", quoted(&party.name));
        if let Some(value) = party.reservation {
            let _ = writeln!(text, "reserved_value: {value:?}");
        }
        if party.constant != 0.0 {
            let _ = writeln!(text, "bias: {:?}", party.constant);
        }
        note_cap(party, &mut lost);
        if party.interactions.is_empty() {
            text.push_str("type: LinearAdditiveUtilityFunction\nvalues:\n");
            for (keys, values) in keys.iter().zip(&party.evaluations) {
                text.push_str("- type: TableFun\n  mapping:\n");
                for (key, value) in keys.iter().zip(values) {
                    let _ = writeln!(text, "    {key}: {value:?}");
                }
            }
            text.push_str("weights:\n");
            for weight in &party.weights {
                let _ = writeln!(text, "- {weight:?}");
            }
        } else {
            rectangles(scenario, party, &keys, &mut text)?;
        }
        files.push((format!("{}.yml", file_stem(&party.name, number)), text.into_bytes()));
    }
    Ok(Written { files, lost })
}

fn rectangles(
    scenario: &Scenario,
    party: &ScenarioParty,
    keys: &[Vec<String>],
    text: &mut String,
) -> Result<(), ScenarioError> {
    let mut all = boxes(party, &scenario.issues)?;
    for (issue, values) in party.evaluations.iter().enumerate() {
        for (option, value) in values.iter().enumerate() {
            let utility = party.weights[issue] * value;
            if utility != 0.0 {
                all.push((vec![issue], vec![(option, option)], utility));
            }
        }
    }
    text.push_str("type: HyperRectangleUtilityFunction\noutcome_ranges:\n");
    for (scope, ranges, _) in &all {
        let sides = joined(scope.iter().zip(ranges), |(&issue, &(first, last))| {
            let name = quoted(&scenario.issues[issue].name);
            // Two numbers are what lies between them; names are listed one by one.
            match scenario.issues[issue].values {
                Values::Integers { .. } => {
                    format!("{name}: [{}, {}]", keys[issue][first], keys[issue][last])
                }
                _ => format!("{name}: [{}]", keys[issue][first..=last].join(", ")),
            }
        });
        let _ = writeln!(text, "- {{{sides}}}");
    }
    text.push_str("utilities:\n");
    for (_, _, utility) in &all {
        let _ = writeln!(text, "- {utility:?}");
    }
    Ok(())
}

pub(super) fn profiles(scenario: &Scenario) -> Result<Written, ScenarioError> {
    const CELLS_MAX: usize = 1_000_000;
    let mut lost = vec!["the names of issues and options are not written".to_owned()];
    note_discounts(scenario, &mut lost);
    let n_parties = scenario.parties.len();
    let utilities = joined(0..scenario.issues.len(), |issue| {
        let rows = joined(0..scenario.issues[issue].values.len(), |option| {
            let row = joined(&scenario.parties, |party| {
                let constant = if issue == 0 { party.constant } else { 0.0 };
                (constant + party.weights[issue] * party.evaluations[issue][option]).to_string()
            });
            format!("[{row}]")
        });
        format!("[{rows}]")
    });
    let mut terms = Vec::new();
    for (at, party) in scenario.parties.iter().enumerate() {
        note_cap(party, &mut lost);
        for interaction in &party.interactions {
            let (Interaction::Table { scope, .. } | Interaction::Box { scope, .. }) = interaction;
            let sizes: Vec<usize> =
                scope.iter().map(|&issue| scenario.issues[issue].values.len()).collect();
            let cells = sizes.iter().fold(1_usize, |cells, &size| cells.saturating_mul(size));
            if cells > CELLS_MAX {
                return Err(ScenarioError::new(format!(
                    "a term of {} has {cells} combinations; at most {CELLS_MAX} are written",
                    party.name
                )));
            }
            let value = |index: usize| match interaction {
                Interaction::Table { utilities, .. } => utilities[index],
                Interaction::Box { ranges, utility, .. } => {
                    let mut rest = index;
                    let inside = ranges.iter().zip(&sizes).rev().all(|(range, size)| {
                        let option = rest % size;
                        rest /= size;
                        (range.0..=range.1).contains(&option)
                    });
                    if inside { *utility } else { 0.0 }
                }
            };
            let rows = joined(0..cells, |index| {
                let row = joined(0..n_parties, |party| {
                    if party == at { value(index).to_string() } else { "0".to_owned() }
                });
                format!("[{row}]")
            });
            let issues = joined(scope, |issue| issue.to_string());
            terms.push(format!("{{\"issues\": [{issues}], \"utilities\": [{rows}]}}"));
        }
    }
    let names = joined(&scenario.parties, |party| quoted(&party.name));
    let mut text =
        format!("{{\"parties\": {n_parties}, \"names\": [{names}],\n\"utilities\": [{utilities}]");
    let reservations: Option<Vec<f64>> =
        scenario.parties.iter().map(|party| party.reservation).collect();
    match reservations {
        Some(values) => {
            let values = joined(values, |value| value.to_string());
            let _ = write!(text, ",\n\"reservations\": [{values}]");
        }
        None if scenario.parties.iter().any(|party| party.reservation.is_some()) => {
            lost.push("reservation values are written only when every party has one".to_owned());
        }
        None => {}
    }
    if !terms.is_empty() {
        let _ = write!(text, ",\n\"terms\": [{}]", terms.join(",\n"));
    }
    text.push_str("}\n");
    Ok(Written { files: vec![("profiles.json".to_owned(), text.into_bytes())], lost })
}
