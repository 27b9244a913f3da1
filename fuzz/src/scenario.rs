//! Scenarios: what is read can be looked at, and what is written of it can be read.

use plenipo_exchange::forecasts;
use plenipo_exchange::scenario::{Format, read, write};
use plenipo_record::dossier::ledger::append;

/// Genius XML.
pub fn xml(bytes: &[u8]) {
    scenario(bytes, "domain.xml");
}

/// A NegMAS folder in YAML.
pub fn yaml(bytes: &[u8]) {
    scenario(bytes, "domain.yml");
}

/// GeniusWeb, NegMAS or plain profiles in JSON; questions of Metaculus.
pub fn json(bytes: &[u8]) {
    scenario(bytes, "domain.json");
    match forecasts::metaculus(bytes) {
        Ok(brought) => assert!(append("", &brought.entries).is_ok()),
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
}

/// Outcomes that a scenario may have to be gone through.
const OUTCOMES_MAX: usize = 256;

fn scenario(bytes: &[u8], first: &str) {
    let files: Vec<(String, Vec<u8>)> =
        crate::files(bytes, first).into_iter().map(|it| (it.name, it.bytes)).collect();
    let scenario = match read(&files) {
        Ok(scenario) => scenario,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let lengths: Vec<usize> = scenario.issues.iter().map(|it| it.values.len()).collect();
    let n =
        lengths.iter().try_fold(1_usize, |n, it| n.checked_mul(*it).filter(|n| *n <= OUTCOMES_MAX));
    for number in 0..n.unwrap_or(1) {
        let mut left = number;
        let outcome: Vec<usize> = lengths
            .iter()
            .map(|length| {
                let option = left % length;
                left /= length;
                option
            })
            .collect();
        for party in &scenario.parties {
            let _ = party.utility(&outcome, &scenario.issues);
        }
    }
    for format in [Format::Genius, Format::GeniusWeb, Format::Negmas, Format::Profiles] {
        let Ok(written) = write(&scenario, format) else { continue };
        if let Err(error) = read(&written.files) {
            panic!("what was written as {format:?} cannot be read: {error}");
        }
    }
}
