//! What changes to a draft are worth: gains of options over what is held, sample by sample, as the
//! search for the smallest change takes them.

use super::samples::Samples;
use plenipo_maths::change::reach::fixed;
use plenipo_maths::row::Row;
use plenipo_record::case::issue::{OptionIx, OptionSet};

/// What `to` on `issue` is worth above what is held there, in fixed-point numbers. Of several options
/// held, of which one is not known which, each sample takes its least.
#[must_use]
pub fn gain(samples: &Samples, issue: usize, held: OptionSet, to: OptionIx) -> Vec<i32> {
    let weight = samples.weight(issue);
    let Some(held) = held.single() else {
        let least = least(samples, issue, held);
        return above(samples.value(issue, to), Row::Each(&least), weight);
    };
    above(samples.value(issue, to), samples.value(issue, held), weight)
}

fn above(to: Row<'_>, held: Row<'_>, weight: &[f64]) -> Vec<i32> {
    match (to, held) {
        (Row::Same(to), Row::Same(held)) => weight.iter().map(|w| fixed(w * (to - held))).collect(),
        (Row::Same(to), Row::Each(held)) => {
            weight.iter().zip(held).map(|(w, held)| fixed(w * (to - held))).collect()
        }
        (Row::Each(to), Row::Same(held)) => {
            weight.iter().zip(to).map(|(w, to)| fixed(w * (to - held))).collect()
        }
        (Row::Each(to), Row::Each(held)) => {
            let each = weight.iter().zip(to).zip(held);
            each.map(|((w, to), held)| fixed(w * (to - held))).collect()
        }
    }
}

/// How far what is held, issue by issue, lies above `level`, sample by sample. Of several options
/// held on an issue each sample takes its least.
#[must_use]
pub fn gap(samples: &Samples, held: &[OptionSet], level: &[f64]) -> Vec<f64> {
    let single: Option<Vec<OptionIx>> = held.iter().map(|it| it.single()).collect();
    let mut gap = match single {
        Some(options) => samples.worth(&options),
        None => {
            let mut worth = vec![0.0; samples.n_samples()];
            for (issue, held) in held.iter().enumerate() {
                match held.single() {
                    Some(option) => samples.add_worth(issue, option, &mut worth),
                    None => {
                        let least = least(samples, issue, *held);
                        Row::Each(&least).add_to(&mut worth, samples.weight(issue));
                    }
                }
            }
            worth
        }
    };
    gap.iter_mut().zip(level).for_each(|(gap, level)| *gap -= level);
    gap
}

/// The least value of any of these options, sample by sample.
fn least(samples: &Samples, issue: usize, held: OptionSet) -> Vec<f64> {
    let mut least = vec![f64::INFINITY; samples.n_samples()];
    for option in held.iter() {
        let row = samples.value(issue, option);
        least.iter_mut().enumerate().for_each(|(sample, it)| *it = it.min(row.get(sample)));
    }
    least
}
