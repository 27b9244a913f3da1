//! The canonical form of a scenario: what its hash is taken of, the same however this program is built.

use super::model::{Interaction, Scenario, ScenarioIssue, ScenarioParty, Values};
use crate::canonical::Canon;

/// The version of the form, which stands before every hash of it.
const VERSION: u32 = 2;

/// SHA-256 of all that a scenario says, with the version of the form before it.
pub fn hash(scenario: &Scenario) -> String {
    let mut form = Canon::default();
    let Scenario { name, issues, parties, notes } = scenario;
    form.word("scenario", &VERSION.to_string());
    form.text("name", name);
    issues.iter().for_each(|it| issue(&mut form, it));
    parties.iter().for_each(|it| party(&mut form, it));
    notes.iter().for_each(|it| form.text("note", it));
    format!("{VERSION}:{}", form.hash())
}

fn issue(form: &mut Canon, issue: &ScenarioIssue) {
    let ScenarioIssue { name, values } = issue;
    form.open("issue");
    form.text("name", name);
    match values {
        Values::Labels(labels) => labels.iter().for_each(|it| form.text("label", it)),
        Values::Integers { first, last } => {
            form.whole("first", *first);
            form.whole("last", *last);
        }
        Values::Reals { least, greatest, steps } => {
            form.number("least", *least);
            form.number("greatest", *greatest);
            form.count("steps", *steps);
        }
    }
    form.close();
    form.settle();
}

fn party(form: &mut Canon, party: &ScenarioParty) {
    let ScenarioParty {
        name,
        weights,
        evaluations,
        interactions,
        constant,
        cap,
        reservation,
        discount,
    } = party;
    form.open("party");
    form.text("name", name);
    numbers(form, "weights", weights);
    evaluations.iter().for_each(|it| numbers(form, "evaluations", it));
    for it in interactions {
        match it {
            Interaction::Table { scope, utilities } => {
                form.open("table");
                scope.iter().for_each(|it| form.count("issue", *it));
                numbers(form, "utilities", utilities);
            }
            Interaction::Box { scope, ranges, utility } => {
                form.open("box");
                scope.iter().for_each(|it| form.count("issue", *it));
                for (first, last) in ranges {
                    form.count("first", *first);
                    form.count("last", *last);
                }
                form.number("utility", *utility);
            }
        }
        form.close();
        form.settle();
    }
    form.number("constant", *constant);
    for (key, number) in [("cap", cap), ("reservation", reservation), ("discount", discount)] {
        if let Some(number) = number {
            form.number(key, *number);
        }
    }
    form.close();
}

fn numbers(form: &mut Canon, key: &str, list: &[f64]) {
    form.open(key);
    for it in list {
        form.number("-", *it);
        form.settle();
    }
    form.close();
}
