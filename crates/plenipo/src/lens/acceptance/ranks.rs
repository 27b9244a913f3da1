//! Which of several drafts each party would rank first (SMAA-2).

use super::model::{Model, settled};
use crate::case::Case;
use crate::case::contents::Content;
use crate::case::draft::Draft;
use crate::case::id::Ix;
use crate::case::party::Party;
use crate::maths::smaa;

/// The ranking of the drafts by one party.
pub(super) struct Ranks {
    pub(super) party: Ix<Party>,
    /// The drafts ranked: those of known content.
    pub(super) drafts: Vec<Ix<Draft>>,
    pub(super) smaa: smaa::Smaa,
}

/// Rankings of the drafts of known content, for every party whose values are known well enough on
/// each of them. None of fewer than two.
pub(super) fn ranks(
    drafts: &[Ix<Draft>],
    contents: &[Vec<Content>],
    case: &Case,
    models: &[Model],
) -> Vec<Ranks> {
    let known: Vec<(Ix<Draft>, &Vec<Content>, Vec<_>)> = drafts
        .iter()
        .zip(contents)
        .filter_map(|(draft, content)| Some((*draft, content, settled(content)?)))
        .collect();
    let mut all = Vec::new();
    for model in models {
        let Some(samples) = &model.samples else { continue };
        let ranked: Vec<_> = known.iter().filter(|(_, it, _)| model.covers(it)).collect();
        if ranked.len() < 2 {
            continue;
        }
        let n_issues = case.issues.len();
        let weights: Vec<&[f64]> = (0..n_issues).map(|it| samples.weight(it)).collect();
        let values: Vec<_> = ranked
            .iter()
            .flat_map(|(_, _, options)| {
                options.iter().enumerate().map(|(i, option)| samples.value(i, *option))
            })
            .collect();
        let drafts = ranked.iter().map(|(draft, _, _)| *draft).collect();
        let table = smaa::Samples::of_rows(ranked.len(), samples.n_samples(), weights, values);
        if let Ok(smaa) = table.and_then(|it| smaa::analyse(&it)) {
            all.push(Ranks { party: model.party, drafts, smaa });
        }
    }
    all
}
