//! Which of several drafts each party would rank first (SMAA-2).

use super::assess::Asked;
use super::model::Model;
use plenipo_maths::row::Row;
use plenipo_maths::smaa;
use plenipo_record::case::draft::Draft;
use plenipo_record::case::id::Ix;
use plenipo_record::case::issue::OptionIx;
use plenipo_record::case::party::Party;

/// Of how many drafts every rank is found; of more, only how often each is first. Every rank of a thousand would be a
/// million figures a party.
const ALL_RANKS_MAX: usize = 40;

/// The ranking of the drafts by one party.
pub(in crate::lens) struct Ranks {
    pub(super) party: Ix<Party>,
    /// The drafts ranked: those of known content.
    pub(super) drafts: Vec<Ix<Draft>>,
    pub(super) smaa: smaa::Smaa,
}

impl Ranks {
    /// How many ranks are told, from the best down.
    pub(super) fn n_told(&self) -> usize {
        self.smaa.n_ranks
    }
}

/// The ranking of the drafts of known content on each of which the party's values are known well
/// enough; `None` of fewer than two.
pub(super) fn ranks(asked: &[Asked<'_>], model: &Model) -> Option<Ranks> {
    let samples = model.samples.as_ref()?;
    let each = asked.iter().filter(|it| model.covers(it.contents));
    let ranked: Vec<(Ix<Draft>, &Vec<OptionIx>)> =
        each.filter_map(|it| Some((it.draft, it.options.as_ref()?))).collect();
    let n_issues = ranked.first().filter(|_| ranked.len() > 1)?.1.len();
    let weights: Vec<&[f64]> = (0..n_issues).map(|it| samples.weight(it)).collect();
    let values: Vec<Row<'_>> = ranked
        .iter()
        .flat_map(|(_, options)| {
            options.iter().enumerate().map(|(i, option)| samples.value(i, *option))
        })
        .collect();
    let drafts = ranked.iter().map(|(draft, _)| *draft).collect();
    let table =
        smaa::SmaaSamples::of_rows(ranked.len(), samples.n_samples(), weights, values).ok()?;
    let all = ranked.len() <= ALL_RANKS_MAX;
    let smaa = if all { smaa::analyse(&table) } else { smaa::analyse_firsts(&table) }.ok()?;
    Some(Ranks { party: model.party, drafts, smaa })
}
