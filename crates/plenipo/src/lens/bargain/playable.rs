//! What the record leaves to agree on, for whoever plays on it: the options that keep to every line, what no text may
//! have together, and why no numbers follow where none do.

use super::of_case::{Asked, Found};
use crate::finding::status::Status;
use plenipo_record::case::Case;
use plenipo_record::case::describe::listed;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionSet;
use plenipo_record::case::party::Party;

/// What is left to agree on.
pub(in crate::lens) struct Playable {
    /// The principals, in order.
    pub(in crate::lens) parties: Vec<Ix<Party>>,
    /// For each issue the options that no line rules out.
    pub(in crate::lens) left: Vec<OptionSet>,
    /// What no text may have together: on every issue named one of these places among the options left.
    pub(in crate::lens) never: Vec<Vec<(usize, Vec<usize>)>>,
    /// Lines of stated firmness, and lines that are not applied, in words.
    pub(in crate::lens) notes: Vec<String>,
}

/// What is left, or why nothing can be played on: a sentence and what it comes to.
pub(in crate::lens) fn playable(case: &Case) -> Result<Playable, (String, Status)> {
    let asked = Asked::of(case);
    match asked.without_numbers() {
        None => {}
        Some(Found::NoNumbers(headline, status)) => return Err((headline, status)),
        Some(Found::Contradicts { name, why }) => {
            let words =
                format!("Undetermined: what is on record for {name} contradicts itself: {why}.");
            return Err((words, Status::Undetermined));
        }
        Some(_) => return Err(("Undetermined.".to_owned(), Status::Undetermined)),
    }
    // Who is not known to have anything without a deal is not taken to sign whatever is put before it.
    let without = asked.known.iter().filter(|it| !it.has_alternative);
    let without: Vec<String> = without.map(|it| case.party(it.party).label().to_owned()).collect();
    if !without.is_empty() {
        let words = format!(
            "Undetermined: how good what it has without a deal is to it is not on record for {}.",
            listed(&without)
        );
        return Err((words, Status::Undetermined));
    }
    let place = |issue: Ix<_>, set: OptionSet| {
        let left = asked.zone.left[Ix::get(issue)];
        let each = left.iter().enumerate().filter(|(_, option)| set.contains(*option));
        each.map(|(place, _)| place).collect::<Vec<usize>>()
    };
    let never = asked.zone.joint.iter().map(|it| {
        let each = it.scope.iter().zip(&it.crossing);
        each.map(|(issue, set)| (issue.get(), place(*issue, *set))).collect()
    });
    let never: Vec<Vec<(usize, Vec<usize>)>> = never.collect();
    let mut notes = Vec::new();
    if !asked.zone.of_stated_firmness.is_empty() {
        notes.push(format!(
            "here every line holds, also those of which somebody stated how firm they are: {}",
            listed(&asked.zone.of_stated_firmness)
        ));
    }
    notes.extend(asked.zone.not_applied.iter().map(|it| format!("not applied: {it}")));
    Ok(Playable { parties: asked.parties.clone(), left: asked.zone.left.clone(), never, notes })
}
