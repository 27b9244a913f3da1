//! Where options stand among those of their issue, for readers that look up many: an issue may have 100,000,
//! and going through them for each would take as many squared.

use std::collections::HashMap;

use plenipo_record::scenario::{ScenarioIssue, Values};

/// The places of an issue's options by their labels.
pub(super) struct Places<'v> {
    values: &'v Values,
    labels: HashMap<&'v str, usize>,
}

impl<'v> Places<'v> {
    pub(super) fn of(issue: &'v ScenarioIssue) -> Places<'v> {
        let mut labels = HashMap::new();
        if let Values::Labels(all) = &issue.values {
            for (at, label) in all.iter().enumerate() {
                labels.entry(label.as_str()).or_insert(at);
            }
        }
        Places { values: &issue.values, labels }
    }

    /// As [`Values::position`].
    pub(super) fn position(&self, label: &str) -> Option<usize> {
        match self.values {
            Values::Labels(_) => self.labels.get(label).copied(),
            values => values.position(label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_a_search_finds() {
        let labels = ["x", "y", "x", "", "1"].map(str::to_owned).to_vec();
        for values in [
            Values::Labels(labels),
            Values::Integers { first: -2, last: 3 },
            Values::Reals { least: 0.0, greatest: 2.0, steps: 5 },
        ] {
            let issue = ScenarioIssue { name: "a".to_owned(), values };
            let places = Places::of(&issue);
            for label in ["x", "y", "z", "", "1", "-2", "3", "4", "0.5", " 2 "] {
                assert_eq!(places.position(label), issue.values.position(label), "{label}");
            }
        }
    }
}
