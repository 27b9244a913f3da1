//! The numbers of a record as a scenario that other tools can read.

use super::account;
use super::of_case::Asked;
use super::zone::By;
use crate::lens::context::Context;
use crate::lens::error::Error;
use crate::lens::view::View;
use crate::preference::numbers::{Numbers, Which};
use plenipo_record::case::Case;
use plenipo_record::case::describe::{self, Names};
use plenipo_record::case::issue::{Issue, OptionSet};
use plenipo_record::case::lines::Stated;
use plenipo_record::scenario::Scenario;

/// A scenario, and what of the record is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The scenario: every option on record, and what the context's viewer knows of the numbers.
    pub scenario: Scenario,
    /// One sentence for each thing a scenario cannot say.
    pub lost: Vec<String>,
}

/// The numbers of `case`, as the context's viewer has it on its day: those stated, and where the
/// record states none, averages over samples, which is then said.
///
/// # Errors
/// [`Error::Numbers`] where too little is recorded, or where it contradicts itself;
/// [`Error::Unknown`] for a viewer that is not there.
pub fn export(case: &Case, context: &Context<'_>) -> Result<Exported, Error> {
    let view = View::of(case, context)?;
    let seen = view.case()?;
    let asked = Asked::of(seen);
    if asked.parties.is_empty() || seen.issues.is_empty() {
        return Err(Error::Numbers("no principal or no issue is on record".to_owned()));
    }
    if let Some((name, why)) = asked.contradiction() {
        return Err(Error::Numbers(format!(
            "what is recorded of {name} contradicts itself: {why}"
        )));
    }
    if asked.short().next().is_some() {
        return Err(Error::Numbers(account::too_little(&asked)));
    }
    let numbers = Numbers::draw(
        view.draws(),
        seen,
        &asked.parties,
        context.seed,
        asked.n_samples(context.samples),
    )
    .map_err(|(party, why)| {
        let name = seen.party(party).label();
        Error::Numbers(format!("what is recorded of {name} contradicts itself: {why}"))
    })?;
    let all: Vec<OptionSet> = seen.issues.iter().map(Issue::all).collect();
    let scenario = numbers.scenario(seen, &all, Names::Texts, Which::Mean);
    let mut lost = Vec::new();
    if !numbers.is_exact() {
        lost.push(format!(
            "the record does not state all numbers: expected values over {} samples (seed {}) are \
             written, and how far they may be off is not",
            numbers.n_samples(),
            context.seed
        ));
    }
    lost.extend(lines(&asked));
    for it in &asked.known {
        if let Some(unsaid) = &it.unsaid {
            lost.push(format!(
                "what {} has without a deal is on record{unsaid}: no reservation value is written",
                seen.party(it.party).label()
            ));
        }
    }
    if !seen.drafts.is_empty() {
        lost.push(format!("{} not written", describe::counted(seen.drafts.len(), "draft")));
    }
    Ok(Exported { scenario, lost })
}

/// What is not written of lines: those that rule options out by themselves, those that do so only under a
/// condition, and those of which the record cannot tell when they do.
fn lines(asked: &Asked<'_>) -> Vec<String> {
    let zone = &asked.zone;
    let distinct = |each: &mut dyn Iterator<Item = Stated>| {
        let mut all: Vec<Stated> = Vec::new();
        for it in each {
            if !all.contains(&it) {
                all.push(it);
            }
        }
        all
    };
    let line = |by: By| match by {
        By::Line(_, stated) => Some(stated),
        By::Rule(_) => None,
    };
    let alone = distinct(&mut zone.removed.iter().filter_map(|it| line(it.by)));
    // A line that rules one thing out by itself and another under a condition is told of once.
    let mut joint = distinct(&mut zone.joint.iter().filter_map(|it| line(it.by)));
    joint.retain(|it| !alone.contains(it));
    let rules = |n: usize| if n == 1 { "rules" } else { "rule" };
    let mut parts = Vec::new();
    if !alone.is_empty() {
        let n = describe::counted(alone.len(), "line");
        parts.push(format!("the options that {n} {} out", rules(alone.len())));
    }
    if !joint.is_empty() {
        let n = describe::counted(joint.len(), "line");
        let rules = rules(joint.len());
        parts.push(format!("the combinations of options that {n} {rules} out under a condition"));
    }
    let mut lost = Vec::new();
    if !parts.is_empty() {
        lost.push(format!(
            "a scenario has no lines: {} are written like all others",
            describe::listed(&parts)
        ));
    }
    let by_rule = |by: By| matches!(by, By::Rule(_));
    let ruled =
        zone.removed.iter().any(|it| by_rule(it.by)) || zone.joint.iter().any(|it| by_rule(it.by));
    if ruled {
        lost.push(
            "a scenario has no rules: packages that rules forbid are written like all others"
                .to_owned(),
        );
    }
    lost.extend(zone.not_applied.iter().map(|it| format!("a line is not written: {it}")));
    lost
}
